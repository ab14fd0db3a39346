"""The font comes with the first figure of a session, and again where its cell is run again."""

from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from tests.internals import font_script, home

fontscript = home("font_script")

pytestmark = pytest.mark.filterwarnings("default")  # jupyter_client warns of its own choices

FIGURE = {"layout": {"font": {"family": "Inter"}, "title": {"text": "June"}}}


@pytest.fixture
def running(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that says which cell runs, and which run of it this is."""
    monkeypatch.setattr(fontscript, "_given", {})

    def run(cell: str, number: str) -> None:
        monkeypatch.setattr(fontscript, "_running", lambda: (cell, number))

    return run


def test_it_comes_once_and_again_where_its_cell_is_run_again(running: Any) -> None:
    given = []
    for cell, number in [("a", "1"), ("a", "1"), ("b", "2"), ("a", "3"), ("b", "4"), ("a", "5")]:
        running(cell, number)
        given.append(font_script(FIGURE) != "")
    assert given == [True, False, False, True, False, True]


def test_where_no_cell_is_told_it_comes_once(running: Any) -> None:
    given = []
    for number in "123":
        running("", number)
        given.append(font_script(FIGURE) != "")
    assert given == [True, False, False]


def test_a_figure_in_another_font_needs_none() -> None:
    assert font_script({"layout": {"title": {"text": "June"}}}) == ""


def test_a_live_figure_brings_it_too() -> None:
    new: Any = nbformat.v4
    book = new.new_notebook(cells=[new.new_code_cell(
        'import timeline as tl\n'
        'tl.widget(tl.gantt(tl.read_events(b"title,start\\nAssault,1953-06-10\\n")))'
    )])  # fmt: skip
    NotebookClient(book, timeout=120, kernel_name="python3").execute()
    kinds = [set(output.data) for output in book.cells[0].outputs]
    assert {"application/javascript", "text/plain"} in kinds
    assert any("application/vnd.jupyter.widget-view+json" in kind for kind in kinds)


def test_the_kernel_is_asked_which_cell_it_runs() -> None:
    new: Any = nbformat.v4
    asked = "from timeline.notebooks.display import _running; print(*_running(), sep='|')"
    book = new.new_notebook(cells=[new.new_code_cell(asked), new.new_code_cell(asked)])
    NotebookClient(book, timeout=120, kernel_name="python3").execute()
    runs = [cell.outputs[0].text.strip().partition("|")[2] for cell in book.cells]
    assert all(runs)
    assert runs[0] != runs[1]
