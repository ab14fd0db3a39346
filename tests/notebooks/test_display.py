"""A figure is shown in a notebook and is still there, and drawn, when the notebook is exported."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter, MarkdownExporter
from plotly.graph_objects import Figure

import timeline
from tests.internals import bundle
from tests.window import Window
from timeline import UsageError, notebook

# jupyter_client warns of its own choices: of a message queue's loop and of permissions.
pytestmark = pytest.mark.filterwarnings("default")

MIME = "application/vnd.plotly.v1+json"
MADE = """\
import timeline as tl
events = tl.read_events(b"title,start,end\\nAssault,1953-06-10,1953-06-11\\n")
tl.gantt(events, title="One June")
"""


def run(*cells: str) -> Any:
    new: Any = nbformat.v4
    book = new.new_notebook(cells=[new.new_code_cell(cell) for cell in cells])
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    NotebookClient(book, timeout=120).execute()
    return book


@pytest.fixture(scope="module")
def book() -> Any:
    return run(MADE, "tl.bars", "import plotly.express as px; px.bar(x=[1], y=[2])")


@pytest.fixture
def chosen() -> Iterator[None]:
    yield
    notebook()


def test_a_figure_is_plotlys_own_and_brings_html(book: Any) -> None:
    data = book.cells[0].outputs[0].data
    assert set(data) == {MIME, "text/html", "text/plain"}
    assert data["text/plain"].startswith("One June")
    assert "http" not in re.sub(r"<script.*?</script>|<style.*?</style>", "", data["text/html"],
                                flags=re.DOTALL)  # fmt: skip


def test_the_first_figure_brings_the_font_that_it_is_measured_in(book: Any) -> None:
    _, script = book.cells[0].outputs
    assert set(script.data) == {"application/javascript", "text/plain"}
    assert script.data["application/javascript"].count("@font-face") == 2


@pytest.mark.browser
def test_the_font_is_there_for_what_a_front_end_draws_itself(tmp_path: Path) -> None:
    done = run(MADE, MADE, MADE.replace("One June", "Один июнь"))
    scripts = [
        output.data["application/javascript"]
        for cell in done.cells for output in cell.outputs if "application/javascript" in output.data
    ]  # fmt: skip
    assert len(scripts) == 2  # once, and again for letters that were not in it
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><p style='font-family:Inter'>One", "utf-8")
    loaded = "document.fonts.load('12px Inter', 'Июнь').then((faces) => faces.length)"
    with Window() as window:
        window.open(page.as_uri())
        counts = [window.ask(loaded)]
        for script in scripts:
            window.ask(f"{{{script}}}")
            counts.append(window.ask(loaded))
    assert counts[0] == 0
    assert counts[-1] > 0


def test_no_button_sends_a_figure_anywhere(book: Any) -> None:
    config = book.cells[0].outputs[0].data[MIME]["config"]
    assert config["showSendToCloud"] is False
    assert config["plotlyServerURL"] == ""


def test_figures_of_others_are_shown_as_before(book: Any) -> None:
    assert "timeline" not in str(book.cells[2].outputs[0].data.get("text/html", ""))


def test_a_renderer_that_was_chosen_does_its_work() -> None:
    done = run('import plotly.io as pio; pio.renderers.default = "json"', MADE)
    assert set(done.cells[1].outputs[0].data) == {"application/json"}


@pytest.mark.parametrize(("exporter", "end"), [(HTMLExporter, "html"), (MarkdownExporter, "md")])
@pytest.mark.browser
def test_an_export_with_default_settings_draws_the_figure(
    book: Any, tmp_path: Path, exporter: Any, end: str
) -> None:
    text, _ = exporter().from_notebook_node(book)
    assert "<strong>One June</strong>" in text
    if end == "md":  # any renderer that keeps HTML makes a page of it
        text = f"<!doctype html><body>{text}"
    (tmp_path / "export.html").write_text(text, encoding="utf-8")
    with Window() as window:
        assert window.open((tmp_path / "export.html").as_uri(), width=1000) == 1
        drawn = "document.querySelector('.timeline-canvas').textContent"
        assert "Assault" in window.ask(drawn)
        ours = [address for address in window.asked if "plotly" in address]
    assert ours == []


def test_the_script_may_come_from_the_cdn_or_stay_away(chosen: None) -> None:
    figure = timeline.gantt(timeline.read_events(b"title,start\nAssault,1953-06-10\n"))
    whole = len(bundle(figure)["text/html"])
    notebook(script="cdn")
    assert len(bundle(figure)["text/html"]) < whole / 2
    assert "data-integrity" in bundle(figure)["text/html"]
    notebook(script="none")
    assert set(bundle(figure)) == {MIME, "text/plain"}


@pytest.mark.browser
def test_a_picture_is_all_that_a_saved_notebook_may_hold(chosen: None) -> None:
    notebook(script="picture")
    events = timeline.read_events(b"title,start\nAssault,1953-06-10\n")
    shown = bundle(timeline.gantt(events))
    assert set(shown) == {"image/svg+xml", "text/plain"}
    assert shown["image/svg+xml"].startswith('<svg xmlns="http://www.w3.org/2000/svg" width="720"')
    assert "Assault" in shown["image/svg+xml"]


def test_a_cell_cuts_no_figure_whose_width_nobody_stated() -> None:
    events = timeline.read_events(b"title,start\nAssault,1953-06-10\n")

    def shown(**options: Any) -> Any:
        return bundle(timeline.gantt(events, **options))[MIME]["layout"]["width"]

    assert shown() == 720
    assert shown(width=900) == 900
    changed = timeline.gantt(events).update_layout(title_text="Mine")
    assert bundle(changed)[MIME]["layout"]["width"] == 1080


def test_a_figure_without_texts_has_all_forms() -> None:
    assert bundle(Figure())["text/plain"] == "a figure"


def test_a_script_from_elsewhere_is_refused() -> None:
    with pytest.raises(UsageError, match=r'script "cnd" is not known \(did you mean "cdn"\?\)'):
        notebook(script="cnd")
