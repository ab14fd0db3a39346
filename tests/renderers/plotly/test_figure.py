"""The plotly figure contains the layout, and nothing more."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import Axis, axis_values, escape, instant, plotly_figure
from tests.layouts import laid_out
from timeline import THEMES, Theme

ROWS = [
    {"title": "Assault", "start": "1953-06-10", "end": "1953-06-12", "side": "PVA"},
    {"title": "Relief", "start": "1953-06-10T04:30", "side": "UN", "note": "By night."},
    {"title": "Talks", "start": "1953-05", "end": ".."},
    {"title": "Lull", "start": "1953-06-01", "end": "/", "group": "Harry"},
]


@pytest.fixture(params=THEMES)
def both(request):
    layout = laid_out(ROWS)
    return layout, plotly_figure(layout, THEMES[request.param])


def of(figure, kind, mode=None):
    return [t for t in figure["data"] if t["type"] == kind and t.get("mode") == mode]


def test_every_bar_mark_and_label_is_there_once(both):
    layout, figure = both
    panel = layout.panels[0]
    bars = [row for t in of(figure, "bar") for row in t.get("customdata", ())]
    assert sorted(bars) == sorted(bar.row for bar in panel.bars)
    texts = [
        text for t in of(figure, "scatter", "text") if t["name"] == "labels" for text in t["text"]
    ]
    assert sorted(texts) == sorted(t.text for t in layout.texts if t.role == "label")
    keys = [t["name"] for t in figure["data"] if t["showlegend"]]
    assert keys == [entry.text for entry in layout.key]


def test_all_texts_that_stay_are_annotations_or_the_title(both):
    layout, figure = both
    staying = [t for t in layout.texts if t.role not in ("label", "title")]
    assert [a["text"] for a in figure["layout"]["annotations"]] == [escape(t.text) for t in staying]
    title = figure["layout"]["title"]["text"]
    assert title == "<br>".join(t.text for t in layout.texts if t.role == "title")


def test_the_plot_is_where_the_layout_has_it(both):
    layout, figure = both
    box, margin = layout.panels[0].box, figure["layout"]["margin"]
    assert (margin["l"], margin["t"]) == (box.x0, box.y0)
    assert layout.width - margin["r"] == pytest.approx(box.x1)
    assert layout.height - margin["b"] == pytest.approx(box.y1)
    assert figure["layout"]["height"] == layout.height


def test_it_is_json_and_the_same_each_time(both):
    figure = both[1]
    assert json.loads(json.dumps(figure)) == figure
    assert figure["layout"]["meta"]["title"] == "June 1953"


def test_certain_bars_lie_above_possible_ones():
    figure = plotly_figure(laid_out(ROWS), Theme())
    hatched = ["pattern" in t["marker"] and t["marker"]["pattern"]["shape"] == "/"
               for t in of(figure, "bar") if "customdata" in t]  # fmt: skip
    assert hatched == sorted(hatched, reverse=True)


def test_a_question_mark_in_the_legend_is_not_a_text_sample():
    figure = plotly_figure(laid_out(ROWS), Theme())
    entry = next(t for t in figure["data"] if t["name"] == "end unknown")
    assert entry["mode"] == "markers"
    assert "?" in [a["text"] for a in figure["layout"]["annotations"]]


@given(st.text())
def test_escaped_text_holds_no_markup_no_template_and_no_formula(text):
    escaped = escape(text).replace("<br>", "")
    assert not set("<>$") & set(escaped)
    assert "%{" not in escaped


@pytest.mark.parametrize(
    ("year", "message"), [(1953, "1953-06-10 04:30:00"), (-479, "-0479-06-10 04:30:00")]
)
def test_times_are_dates_where_plotly_knows_them(year, message):
    at = instant(year, 6, 10, 4, 30)
    assert axis_values(Axis("time", at - 1e6, at + 1e6), [at]) == [message]


def test_beyond_plotlys_years_the_axis_counts_years():
    low, high = instant(-20000), instant(-10000)
    values = axis_values(Axis("time", low, high), [low, high])
    assert values == pytest.approx([-20000, -10000], abs=1)


def test_values_stay_numbers():
    assert axis_values(Axis("value", 0, 10), [1.5, 2]) == [1.5, 2]
