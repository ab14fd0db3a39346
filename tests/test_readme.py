"""The commands and examples of the README run."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.internals import main

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    for line in block.replace("\\\n", " ").splitlines()
    if line.startswith("timeline ")
]
BATTLES = "battle_name,start_date,end_date\nShiloh,1862-04-06,1862-04-07\nJackson,1863-05-14,\n"


@pytest.fixture
def workdir(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").symlink_to(ROOT / "data")
    (tmp_path / "battles.csv").write_text(BATTLES)
    CliRunner().invoke(main, ["new", "my-figures"])
    table = (ROOT / "data" / "korea-1953.csv").read_text(encoding="utf-8")
    (tmp_path / "revised.csv").write_text(table.replace("killed,1450,", "killed,1500,"))
    return tmp_path


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_runs(workdir, line):
    words = shlex.split(line.split(" > ")[0])[1:]
    done = CliRunner().invoke(main, words)

    assert done.exit_code == 0, done.output
    for name in re.findall(r"-o (\S+)", line):
        assert (workdir / name).stat().st_size > (1000 if "csv" not in name else 50)


@pytest.mark.browser
def test_the_python_example_runs(workdir):
    for block in re.findall(r"```python\n(.*?)```", README, re.DOTALL):
        exec(compile(block, "README.md", "exec"), {})
    assert (workdir / "harry.svg").stat().st_size > 10_000


def test_every_command_is_mentioned():
    for name in main.commands:
        assert f"timeline {name}" in README, name


def test_both_make_commands_exist():
    rules = (ROOT / "Makefile").read_text()
    for rule in ("charts", "test"):
        assert f"make {rule}" in README
        assert f"\n{rule}:" in rules


def test_links_lead_somewhere():
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        if not target.startswith("http"):
            assert (ROOT / target).exists(), target
