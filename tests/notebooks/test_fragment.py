"""A figure as HTML in the middle of a page: alone or with others, changed or not."""

import json
from pathlib import Path

import pytest

from tests.articles import HOSTILE
from tests.window import DRAWN, Window
from timeline.charts import gantt
from timeline.errors import UsageError
from timeline.notebooks.fragment import fragment
from timeline.table.events import read_events

EVENTS = read_events(b"title,start,note\nAssault,1953-06-10,At dawn\nRelief,1953-06-12,\n")


def test_a_changed_figure_is_shown_as_it_was_changed() -> None:
    figure = gantt(EVENTS, title="One June").update_layout(title_text="Another June")
    assert "<strong>Another June</strong>" in fragment(figure, script="cdn")


def test_texts_stay_texts() -> None:
    figure = gantt(EVENTS, title=" ".join(HOSTILE))
    assert "<strong>&lt;script&gt;window.bad = 1" in fragment(figure, script="cdn")


def test_the_same_figure_gives_the_same_text() -> None:
    assert fragment(gantt(EVENTS)) == fragment(gantt(EVENTS))


def test_an_unknown_script_is_told() -> None:
    with pytest.raises(UsageError, match='script "in" is not known'):
        fragment(gantt(EVENTS), script="in")


@pytest.mark.browser
def test_two_draw_themselves_on_one_page_with_one_script(tmp_path: Path) -> None:
    parts = (fragment(gantt(EVENTS)), fragment(gantt(EVENTS, title=" ".join(HOSTILE))))
    page = tmp_path / "page.html"
    page.write_text(f"<!doctype html><meta charset=utf-8><body>{''.join(parts)}", encoding="utf-8")
    with Window() as window:
        assert window.open(page.as_uri()) == 2
        assert window.complaints == []
        assert window.ask("document.querySelectorAll('.timeline-toolbar').length") == 2
        assert window.ask("window.bad") is None
        assert window.ask("document.head.querySelectorAll('script').length") == 1


@pytest.mark.browser
def test_it_draws_itself_where_copies_of_its_scripts_are_run(tmp_path: Path) -> None:
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
    with Window() as window:
        window.open(page.as_uri())
        window.ask(put)
        assert window.ask(DRAWN) == 1
        assert window.complaints == []
