"""The Python of the README runs, and it mentions every command; test_wheel runs its commands."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.internals import main

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def workdir(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    CliRunner().invoke(main, ["example", "korea-1953"])
    return tmp_path


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
