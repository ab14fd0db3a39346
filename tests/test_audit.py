"""Audits of every figure of the gallery, and of all kinds of tables, in a real browser."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from tests.audit import CANVAS, STEPS, any_events, audit, audit_page, undrawn
from tests.internals import Text, draw_entry, gantt_chart, plotly_figure, read_gallery
from tests.layouts import laid_out, table
from timeline import THEMES, Theme, read_events, render

pytestmark = pytest.mark.browser

GALLERY = read_gallery(Path(__file__).parent.parent / "data" / "figures.toml")
COUNTS = (1, 5, 12, 30, 60, 120)
DAYS = [{"title": f"Assault {n}", "start": "1953-06-10", "id": f"e{n}"} for n in range(40)]


@pytest.fixture(scope="module")
def look(tmp_path_factory, window):
    folder = tmp_path_factory.mktemp("audit")
    return lambda layout, theme: audit(layout, theme, window=window, folder=folder)


@pytest.mark.parametrize("entry", GALLERY.entries, ids=lambda entry: entry.name)
def test_the_gallery_has_no_fault_at_any_width_or_theme(entry, look):
    chart = draw_entry(entry, read_events(entry.table, **entry.reading))
    for width in (360, 720, 1080):
        for theme in ("light", "dark"):
            layout = chart.lay_out(width, THEMES[theme])
            assert look(layout, THEMES[theme]) == [], (width, theme)


@pytest.fixture(scope="module")
def visit(tmp_path_factory, window):
    folder = tmp_path_factory.mktemp("pages")
    return lambda chart, width: audit_page(chart, window=window, folder=folder, width=width)


@pytest.mark.parametrize("entry", GALLERY.entries, ids=lambda entry: entry.name)
def test_pages_of_the_gallery_have_no_fault_whole_or_zoomed(entry, visit):
    chart = draw_entry(entry, read_events(entry.table, **entry.reading))
    for width in (360, 720, 1080):
        assert visit(chart, width) == [], width


@pytest.mark.parametrize("seed", range(6))
def test_pages_of_any_table_have_no_fault_whole_or_zoomed(seed, visit):
    chart = gantt_chart(any_events(seed, COUNTS[seed]), title="Any table")
    for width in (360, 1080):
        assert visit(chart, width) == [], width


LANGUAGES = ("de", "fr", "es", "ru", "zh", "ja", "ar")


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_in_other_languages_have_no_fault(language, look, visit):
    chart = gantt_chart(any_events(3, 20), title="June 1953", language=language)
    for width in (360, 1080):
        layout = chart.lay_out(width, chart.theme)
        assert look(layout, chart.theme) == [], width
        assert visit(chart, width) == [], width


@pytest.mark.parametrize(
    "options", [{"fold": True}, {"labels": "numbers"}, {"labels": "leaders"}, {"order": "side"}]
)
def test_figures_folded_numbered_led_or_ordered_have_no_fault(options, look, visit):
    later = {"title": "Geneva, where the talks went on", "start": "1954-04-26", "end": "1954-07-20"}
    rows = [{"title": "Korea", "start": "1950-06-25", "id": "k"}, *DAYS[:6], later]
    chart = gantt_chart(table(rows), title="Far apart", **options)
    for width in (360, 720, 1080):
        assert look(chart.lay_out(width, chart.theme), chart.theme) == [], width
        assert visit(chart, width) == [], width


def test_the_audit_of_a_page_sees_texts_that_are_too_small(visit, monkeypatch):
    chart = gantt_chart(any_events(2, 12), title="Any table")
    monkeypatch.setitem(
        STEPS, "nearly whole", "document.querySelector('.timeline-plot').style.zoom = 0.5"
    )
    assert {fault.split(":")[1].strip() for fault in visit(chart, 360)} == {"small"}


@pytest.mark.parametrize("seed", range(6))
def test_tables_of_any_kind_have_no_fault_and_lose_no_event(seed, look):
    events = any_events(seed, COUNTS[seed])
    chart = gantt_chart(events, title="Any table")
    for width, theme in ((360, "light"), (1080, ("light", "dark", "print")[seed % 3])):
        layout = chart.lay_out(width, THEMES[theme])
        assert look(layout, THEMES[theme]) == [], (width, theme)
        assert undrawn(plotly_figure(layout, THEMES[theme]), events) == set()


@pytest.mark.parametrize("seed", range(6))
def test_tables_of_any_kind_on_leaders_have_no_fault_and_lose_no_event(seed, look, visit):
    events = any_events(seed, COUNTS[seed])
    chart = gantt_chart(events, title="Any table", labels="leaders")
    for width in (360, 1080):
        layout = chart.lay_out(width, chart.theme)
        assert look(layout, chart.theme) == [], width
        assert undrawn(plotly_figure(layout, chart.theme), events) == set()
        assert visit(chart, width) == [], width


@pytest.mark.parametrize("labels", ["text", "leaders"])
def test_five_hundred_events_have_no_fault(labels, look):
    events = any_events(7, 500)
    chart = gantt_chart(events, title="Five hundred", labels=labels)
    assert look(chart.lay_out(1080, chart.theme), chart.theme) == []
    assert undrawn(chart.figure(), events) == set()


def test_events_that_are_counted_have_no_fault(look, visit):
    days = pd.date_range("1950-06-25", periods=1000).strftime("%Y-%m-%d")
    frame = pd.DataFrame({"title": "Raid", "start": list(days) * 3})
    names = [f"Lane {n}, with a name that is too long for the room beside it" for n in range(23)]
    frame["lane"] = [["", *names][row % 24] for row in range(len(frame))]
    frame["side"] = [["PVA", "UN Command", ""][row % 3] for row in range(len(frame))]
    chart = gantt_chart(read_events(frame))
    for width in (360, 720, 1080):
        for theme in ("light", "dark"):
            assert look(chart.lay_out(width, THEMES[theme]), THEMES[theme]) == [], (width, theme)
        assert visit(chart, width) == [], width


#: Zooms in and counts the titles that are painted.
PAINTED = """(() => {
  document.querySelector(".timeline-toolbar button").click();
  return new Promise((done) => setTimeout(() => done(timelineCanvas.report()), 60));
})()"""


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1080])
def test_titles_that_are_painted_have_no_fault_at_any_zoom(width, theme, tmp_path, window):
    days = pd.date_range("1950-06-25", periods=700).strftime("%Y-%m-%d")
    titles = ["Raid", "上甘岭战役", "A counter-attack by the 3rd Battalion after midnight", "О"]
    rows = [
        {"title": titles[n % 4], "start": day, "end": day if n % 3 else "", "lane": f"Lane {n % 5}",
         "side": ["PVA", "UN Command", "", "ROK", "US", "Greece", "China", "KPA"][n % 8]}
        for day in days for n in range(4)
    ]  # fmt: skip
    chart = gantt_chart(read_events(pd.DataFrame(rows)), title="Raids", theme=theme)
    (tmp_path / "page.html").write_bytes(render(chart, {"html"})["html"])
    painted = []
    window.open((tmp_path / "page.html").as_uri(), width=width)
    window.ask(CANVAS.read_text(encoding="utf-8") + "timelineCanvas.watch()")
    for _ in range(9):
        report = window.ask(PAINTED)
        painted.append(report.pop("count"))
        assert report == {"overlaps": [], "cut": [], "small": [], "faint": []}
    assert max(painted) > 15


def test_many_events_of_one_date_have_no_fault(look):
    assert look(laid_out(DAYS, width=360), Theme()) == []


FAULTS = {
    "overlaps": {"x": 14.0, "y": 24.0},
    "cut": {"x": 340.0},
    "small": {"size": 8.0},
    "faint": {"color": "rule"},
    "misplaced": {"text": "Relief\nof", "height": 60.0},
}


@pytest.mark.parametrize("kind", FAULTS)
def test_the_audit_finds_faults(kind, look):
    layout = laid_out(DAYS[:1], width=360)
    layout = replace(layout, height=layout.height + 80)
    sound = Text("Relief", 60.0, layout.height - 50, 12.0, "note", width=37.0, height=15.6)
    assert look(replace(layout, texts=(*layout.texts, sound)), Theme()) == []
    wrong = replace(sound, **FAULTS[kind])
    faults = look(replace(layout, texts=(*layout.texts, wrong)), Theme())
    assert {fault.split(":")[0] for fault in faults} == {kind}
