"""Figures in notebooks, also after the notebook is exported."""

import json
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
from tests.articles import HOSTILE
from tests.internals import bundle, chosen_documents, font_script, fragment, home, picture_kind
from tests.window import DRAWN, Window
from timeline import UsageError, gantt, notebook, read_events

# jupyter_client warns of its own choices: of a message queue's loop and of permissions.
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]

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
def test_the_font_is_available_to_front_ends(tmp_path: Path, window: Window) -> None:
    done = run(MADE, MADE, MADE.replace("One June", "Один июнь"))
    scripts = [
        output.data["application/javascript"]
        for cell in done.cells for output in cell.outputs if "application/javascript" in output.data
    ]  # fmt: skip
    assert len(scripts) == 2  # once, and again for letters that were not in it
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><p style='font-family:Inter'>One", "utf-8")
    loaded = "document.fonts.load('12px Inter', 'Июнь').then((faces) => faces.length)"
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
    book: Any, tmp_path: Path, exporter: Any, end: str, window: Window
) -> None:
    text, _ = exporter().from_notebook_node(book)
    assert "<strong>One June</strong>" in text
    if end == "md":  # any renderer that keeps HTML makes a page of it
        text = f"<!doctype html><body>{text}"
    (tmp_path / "export.html").write_text(text, encoding="utf-8")
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


def test_a_figure_without_a_width_fits_a_notebook_cell() -> None:
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


EVENTS = read_events(b"title,start,note\nAssault,1953-06-10,At dawn\nRelief,1953-06-12,\n")


def test_a_changed_figure_is_shown_as_it_was_changed() -> None:
    figure = gantt(EVENTS, title="One June").update_layout(title_text="Another June")
    assert "<strong>Another June</strong>" in fragment(figure, script="cdn")


def test_texts_stay_texts() -> None:
    figure = gantt(EVENTS, title=" ".join(HOSTILE))
    assert "<strong>&lt;script&gt;window.bad = 1" in fragment(figure, script="cdn")


def test_the_same_figure_gives_the_same_text() -> None:
    assert fragment(gantt(EVENTS)) == fragment(gantt(EVENTS))


def test_an_unknown_script_is_reported() -> None:
    with pytest.raises(UsageError, match='script "in" is not known'):
        fragment(gantt(EVENTS), script="in")


@pytest.mark.browser
def test_two_draw_themselves_on_one_page_with_one_script(tmp_path: Path, window: Window) -> None:
    parts = (fragment(gantt(EVENTS)), fragment(gantt(EVENTS, title=" ".join(HOSTILE))))
    page = tmp_path / "page.html"
    page.write_text(f"<!doctype html><meta charset=utf-8><body>{''.join(parts)}", encoding="utf-8")
    assert window.open(page.as_uri()) == 2
    assert window.complaints == []
    assert window.ask("document.querySelectorAll('.timeline-toolbar').length") == 2
    assert window.ask("window.bad") is None
    assert window.ask("document.head.querySelectorAll('script').length") == 1


@pytest.mark.browser
def test_it_draws_itself_where_copies_of_its_scripts_are_run(
    tmp_path: Path, window: Window
) -> None:
    """As VS Code does: the HTML is set, and each script is run as a copy at the end of it."""
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><meta charset=utf-8><body><div id=cell></div>")
    put = f"""const cell = document.getElementById("cell");
    cell.innerHTML = {json.dumps(fragment(gantt(EVENTS)))};
    for (const script of cell.querySelectorAll("script")) {{
      const copy = document.createElement("script");
      copy.text = script.text;
      for (const {{ name, value }} of script.attributes) copy.setAttribute(name, value);
      cell.append(copy);
      copy.remove();
    }}"""
    window.open(page.as_uri())
    window.ask(put)
    assert window.ask(DRAWN) == 1
    assert window.complaints == []


FIGURE = gantt(read_events(b"title,start\nAssault,1953-06-10\n"))


@pytest.fixture
def quarto(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Set what Quarto sets in the environment of every kernel, for a page of HTML."""
    monkeypatch.setenv("QUARTO_FIG_WIDTH", "7")
    monkeypatch.setenv("QUARTO_FIG_FORMAT", "png")
    monkeypatch.delenv("QUARTO_EXECUTE_INFO", raising=False)
    return monkeypatch


def informed(monkeypatch: pytest.MonkeyPatch, file: Path, kind: str) -> None:
    """Write what Quarto 1.8 and newer write about a document."""
    file.write_text(json.dumps({"format": {"pandoc": {"to": kind}}}), encoding="utf-8")
    monkeypatch.setenv("QUARTO_EXECUTE_INFO", str(file))


def test_a_renderer_set_by_quarto_is_not_a_user_choice(quarto: pytest.MonkeyPatch) -> None:
    assert not chosen_documents("notebook_connected")
    assert chosen_documents("png")
    quarto.delenv("QUARTO_FIG_WIDTH")
    assert chosen_documents("notebook_connected")


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [("html", ""), ("revealjs", ""), ("gfm", ""), ("docx", "png"), ("latex", "pdf"),
     ("pdf", "pdf"), ("typst", "png"), ("odt", "png"), ("docx+styles", "png")],
)  # fmt: skip
def test_a_printed_document_takes_a_picture(
    quarto: pytest.MonkeyPatch, tmp_path: Path, kind: str, wanted: str
) -> None:
    informed(quarto, tmp_path / "info.json", kind)
    assert picture_kind() == wanted
    quarto.delenv("QUARTO_FIG_WIDTH")
    assert picture_kind() == ""


def test_an_older_quarto_is_recognised_by_its_picture_format(
    quarto: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert picture_kind() == ""
    quarto.setenv("QUARTO_FIG_FORMAT", "pdf")
    assert picture_kind() == "pdf"
    (tmp_path / "info.json").write_text("{}", encoding="utf-8")
    quarto.setenv("QUARTO_EXECUTE_INFO", str(tmp_path / "info.json"))
    assert picture_kind() == "pdf"


def test_a_page_of_quarto_holds_our_html(quarto: pytest.MonkeyPatch) -> None:
    assert "timeline-plot" in bundle(FIGURE)["text/html"]


@pytest.mark.browser
def test_a_printed_document_holds_the_picture_alone(
    quarto: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    informed(quarto, tmp_path / "info.json", "docx")
    shown = bundle(FIGURE)
    assert set(shown) == {"image/png", "text/plain"}
    assert shown["image/png"].startswith("iVBORw0KGgo")  # the first bytes of every PNG


fontscript = home("font_script")

# jupyter_client warns of its own choices

FONTSCRIPT_FIGURE = {"layout": {"font": {"family": "Inter"}, "title": {"text": "June"}}}


@pytest.fixture
def running(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that says which cell runs, and which run of it this is."""
    monkeypatch.setattr(fontscript, "_loaded", {})

    def run(cell: str, number: str) -> None:
        monkeypatch.setattr(fontscript, "_running", lambda: (cell, number))

    return run


def test_it_comes_once_and_again_where_its_cell_is_run_again(running: Any) -> None:
    given = []
    for cell, number in [("a", "1"), ("a", "1"), ("b", "2"), ("a", "3"), ("b", "4"), ("a", "5")]:
        running(cell, number)
        given.append(font_script(FONTSCRIPT_FIGURE) != "")
    assert given == [True, False, False, True, False, True]


def test_without_cell_ids_the_font_is_sent_once(running: Any) -> None:
    given = []
    for number in "123":
        running("", number)
        given.append(font_script(FONTSCRIPT_FIGURE) != "")
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


def test_the_running_cell_comes_from_the_kernel() -> None:
    new: Any = nbformat.v4
    asked = "from timeline.notebooks.display import _running; print(*_running(), sep='|')"
    book = new.new_notebook(cells=[new.new_code_cell(asked), new.new_code_cell(asked)])
    NotebookClient(book, timeout=120, kernel_name="python3").execute()
    runs = [cell.outputs[0].text.strip().partition("|")[2] for cell in book.cells]
    assert all(runs)
    assert runs[0] != runs[1]
