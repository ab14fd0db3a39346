"""The browser's driver leaves our command line, and that of a user's script, alone."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.internals import BEYOND

CLAIMS = (
    "title,start,side,measure,value,unit,claimed_by,source\n"
    "Shells,1953-06-10,PVA,shells fired,22000,rounds,UN,a\n"
    "Shells,1953-06-11,UN,shells fired,90,rounds,UN,a\n"
)


def test_arguments_are_neither_read_nor_changed():
    code = (
        "import sys; sys.argv = ['x', '--log', '--logistro-human', '--logistro-structured']; "
        "import timeline.export.driver.choreography; assert sys.argv[1] == '--log'"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


def test_another_thread_sees_the_arguments_all_the_while():
    code = (
        "import sys, threading; sys.argv = ['x', '--log', 'b']; given = sys.argv\n"
        "def work(): import timeline.export.driver.choreography\n"
        "thread = threading.Thread(target=work); thread.start()\n"
        "while thread.is_alive():\n"
        "    assert sys.argv[1:] == ['--log', 'b'] and '--log' in sys.argv and sys.argv[2] == 'b'\n"
        "assert sys.argv is given"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("owner", BEYOND, ids=lambda owner: owner.__name__)
def test_what_we_lean_on_beyond_its_documents_is_there(owner):
    declared = (vars(one).get("__annotations__", {}) for one in owner.__mro__)
    there = {*dir(owner), *(name for names in declared for name in names)}
    assert set(BEYOND[owner]) <= there
    assert not [name for name in BEYOND[owner] if name.startswith("_")]


def test_only_one_module_imports_the_driver():
    package = Path(__file__).parents[2] / "timeline"
    importers = {
        path.stem
        for path in package.rglob("*.py")
        if any(
            line.lstrip().startswith(("from choreographer", "import choreographer"))
            for line in path.read_text("utf-8").splitlines()
        )
    }
    assert importers == {"choreography"}


@pytest.mark.browser
def test_a_logarithmic_chart_becomes_a_picture(tmp_path):
    (tmp_path / "claims.csv").write_text(CLAIMS)
    words = ["bars", "claims.csv", "--measure", "shells fired", "--log", "-o", "log.png"]
    done = subprocess.run(
        [sys.executable, "-m", "timeline", *words],
        cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "log.png").read_bytes().startswith(b"\x89PNG")
