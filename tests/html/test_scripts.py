"""The page scripts: types, lint rules, and that the bundle is up to date."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.internals import PAGE_FOLDER, page_script

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
CHECKERS = ROOT / "tests" / "browser"
MODULES = sorted((PAGE_FOLDER / "script").rglob("*.js"))
#: What plotly.js's function reference and its documentation of events name, and its exporter.
PUBLIC = {"Fx", "newPlot", "purge", "react", "relayout", "Snapshot"}
SCRIPTS = sorted(
    path for path in (ROOT / "timeline").rglob("*.js") if not path.name.endswith(".min.js")
)


def checked(*arguments: str | Path, folder: Path = CHECKERS) -> str:
    """Return what a checker of ``tests/browser`` says."""
    node = shutil.which("node")
    assert node, "the checkers need Node.js: apt-get install npm"
    program = CHECKERS / "node_modules" / arguments[0]
    assert program.is_file(), f"{program.name} is missing: npm ci --prefix tests/browser"
    command = [node, str(program), *map(str, arguments[1:])]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=folder, timeout=120
    )
    return done.stdout + done.stderr


def slips(*paths: Path) -> str:
    """Return what the linter says of these files."""
    config = CHECKERS / "eslint.config.mjs"
    folder = paths[0].parents[-2]  # it looks at no file outside the folder it is run in
    return checked("eslint/bin/eslint.js", "--config", config, "--no-ignore", *paths, folder=folder)


def test_the_script_of_pages_is_built_from_its_modules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "scripts")
    import make_script

    assert page_script() == make_script.bundle().decode(), "run make script"
    del sys.modules["make_script"]


def test_the_types_of_the_modules_agree() -> None:
    assert checked("typescript/bin/tsc", "--project", CHECKERS / "tsconfig.json") == ""


def test_a_wrong_type_is_seen(tmp_path: Path) -> None:
    shutil.copytree(PAGE_FOLDER / "script", tmp_path / "script")
    zoom = tmp_path / "script" / "zoom.js"
    text = zoom.read_text("utf-8")
    zoom.write_text(text.replace("this.scale(0.5)", 'this.scale("half")'), "utf-8")
    config = tmp_path / "tsconfig.json"
    extends = (CHECKERS / "tsconfig.json").as_posix()
    config.write_text(f'{{"extends": "{extends}", "include": ["script/**/*"]}}')
    assert "zoom.js" in checked("typescript/bin/tsc", "--project", config)


def test_names_of_the_registry_are_in_no_file() -> None:
    names = re.compile(r"registry\.|\"resolved\"")
    files = [CHECKERS / "package-lock.json", CHECKERS / "package.json", CHECKERS / ".npmrc"]
    assert [path.name for path in files if names.search(path.read_text("utf-8"))] == []


def test_no_script_has_a_slip() -> None:
    assert len(MODULES) > 20
    assert slips(*SCRIPTS) == ""


@pytest.mark.parametrize(
    ("script", "rule"),
    [
        ("drawn = 1;", "no-undef"),
        ("const drawn = 1;", "no-unused-vars"),
        ("if (window.name == 1) console.log(1);", "eqeqeq"),
        ("export const f = (n) => { n = 1; return n; };", "no-param-reassign"),
    ],
)
def test_a_slip_is_seen(tmp_path: Path, script: str, rule: str) -> None:
    path = tmp_path / "slip" / "slip.js"
    path.parent.mkdir()
    path.write_text(f"{script}\n")
    assert rule in slips(path)


def test_our_scripts_use_only_documented_plotly_functions() -> None:
    called = {
        name for path in SCRIPTS for name in re.findall(r"\bPlotly\.(\w+)", path.read_text("utf-8"))
    }
    assert called <= PUBLIC
    # Our scripts do not read plotly's private properties.
    pages = "".join(path.read_text("utf-8") for path in SCRIPTS if path.parent.name == "html")
    assert not re.findall(r"_full(?:Data|Layout)|_context|calcdata|\.gl-container", pages)
