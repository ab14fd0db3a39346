"""The documentation: examples run, the reference is up to date, links work."""

import re
import shlex
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from click.testing import CliRunner

# A reader's notebook imports pandas first; here timeline may have been imported long before.
import timeline.notebooks.accessor  # noqa: F401
from tests.internals import main

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))
SCRIPT = ROOT / "scripts" / "make_reference.py"


@pytest.fixture
def workdir(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").symlink_to(ROOT / "data")
    return tmp_path


def stem(path):
    return path.stem


@pytest.mark.parametrize("path", PAGES, ids=stem)
def test_every_example_in_python_runs(workdir, path):
    names = {}
    for block in re.findall(r"```python\n(.*?)```", path.read_text(), re.DOTALL):
        exec(compile(block, path.name, "exec"), names)
    if path.stem == "cookbook":
        assert (workdir / "mine.html").stat().st_size > 10_000


@pytest.mark.browser
def test_the_tutorial_can_be_followed(workdir):
    text = (DOCS / "tutorial.md").read_text()
    steps = re.findall(r"```(csv file=(\S+)|sh)\n(.*?)```", text, re.DOTALL)
    for _, file, body in steps:
        if file:
            (workdir / file).write_text(body)
            continue
        done = CliRunner().invoke(main, shlex.split(body)[1:])
        assert done.exit_code == 0, done.output
        for made in re.findall(r"-o (\S+)", body):
            assert (workdir / made).stat().st_size > 1000
    assert len(steps) >= 6


@pytest.mark.parametrize("name", ["api", "commands", "figures", "gallery"])
def test_generated_pages_are_up_to_date(name):
    spec = spec_from_file_location("make_reference", SCRIPT)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    made = module.PAGES[f"{name}.md"]()
    assert (DOCS / f"{name}.md").read_text() == made, "run scripts/make_reference.py"


@pytest.mark.parametrize("path", PAGES, ids=stem)
def test_links_lead_somewhere(path):
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", path.read_text()):
        if not target.startswith("http"):
            assert (DOCS / target).exists(), target


def test_every_page_is_in_the_site():
    listed = (DOCS / "index.md").read_text().split()
    for path in [*PAGES, *DOCS.glob("*.ipynb")]:
        assert path.stem in listed or path.stem == "index", path.name
