"""The installed wheel is complete: the first commands run outside the repository."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The folder that the wheel was unpacked into; the libraries are those of the tests."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    # Built from a copy, because setuptools leaves files in its source folder.
    kept = subprocess.run(
        ["git", "ls-files", "-z", "timeline", "data", "README.md", "LICENSE", "setup.cfg",
         "pyproject.toml"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    for name in filter(None, kept.split("\0")):
        target = source / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target, follow_symlinks=False)
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder,
         source],
        check=True, capture_output=True,
    )  # fmt: skip
    [wheel] = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "site")
    return folder / "site"


@pytest.fixture
def run(installed, tmp_path):
    """Run a command in an empty folder, with the package of the wheel."""
    environment = {**os.environ, "PYTHONPATH": str(installed)}

    def timeline(*words):
        return subprocess.run(
            [sys.executable, "-W", "error", "-m", "timeline", *words],
            cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    return timeline


def following(done):
    return [shlex.split(line)[1:] for line in done.stderr.partition("next:\n")[2].splitlines()]


def test_the_tests_run_the_package_of_the_wheel(installed, tmp_path):
    code = "import timeline; print(timeline.__file__)"
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert Path(done.stdout.strip()).is_relative_to(installed)


def test_the_first_commands_lead_to_figures(run, tmp_path):
    assert run().returncode == 0
    begun = run("new", "mine")
    for words in following(begun):
        assert run(*words).returncode == 0, words
    assert {path.suffix for path in (tmp_path / "mine" / "figures").iterdir()} >= {".html", ".svg"}

    for words in following(run("example", "korea-1953")):
        done = run(*words)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "korea-1953.html").stat().st_size > 100_000


def test_every_example_of_the_package_is_in_the_wheel(run, tmp_path):
    names = [line.split()[0] for line in run("example").stdout.splitlines()]
    assert len(names) == 3
    assert run("example", *names).returncode == 0
    for name in names:
        assert (tmp_path / f"{name}.csv").read_bytes() == (ROOT / f"data/{name}.csv").read_bytes()


BATTLES = "battle_name,start_date,end_date\nShiloh,1862-04-06,1862-04-07\nJackson,1863-05-14,\n"


def test_the_commands_of_the_readme_run_in_their_order(run, tmp_path):
    """Only tables that it says are somebody's own are there before."""
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    lines = "".join(blocks).replace("\\\n", " ").splitlines()
    (tmp_path / "battles.csv").write_text(BATTLES)
    table = (ROOT / "data" / "korea-1953.csv").read_text(encoding="utf-8")
    (tmp_path / "revised.csv").write_text(table.replace("killed,1450,", "killed,1500,"))
    for line in lines:
        done = run(*shlex.split(line.split(" > ")[0])[1:])
        assert done.returncode == 0, (line, done.stderr)
        for name in re.findall(r"-o (\S+)", line):
            assert (tmp_path / name).stat().st_size > (1000 if "csv" not in name else 50)


def test_the_tutorial_can_be_followed(run, tmp_path):
    for _, file, body in re.findall(r"```(csv file=(\S+)|sh)\n(.*?)```", TUTORIAL, re.DOTALL):
        if file:
            (tmp_path / file).write_text(body)
            continue
        done = run(*shlex.split(body)[1:])
        assert done.returncode == 0, done.stderr
        for made in re.findall(r"-o (\S+)", body):
            assert (tmp_path / made).stat().st_size > 1000
