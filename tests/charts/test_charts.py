"""The public chart functions: plain plotly figures for any table."""

import copy
import json
import pickle
from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go
import pytest

from tests.internals import KEPT, MOST_NIGHTS, bars_chart, gantt_chart, is_untouched
from tests.layouts import table
from timeline import THEMES, UsageError, bars, gantt, read_events

HOSTILE = "<script>alert(1)</script> & %{y} <br> \"quoted\" 'x' $x$ 上甘岭 🔥 \u202eabc"
CLAIMS = pd.DataFrame(
    {"title": ["Shells"], "start": ["1953-06-10"], "side": ["PVA"], "measure": ["shells fired"],
     "value": ["~22000"], "claimed_by": ["UN"], "source": ["x"]}
)  # fmt: skip


def events(**row):
    return table([{"title": "Assault", "start": "1953-06-10", "side": "PVA", **row}])


def test_a_chart_is_a_plotly_figure_that_can_be_changed():
    figure = gantt(events(), title="June")
    assert isinstance(figure, go.Figure)
    figure.update_layout(title_text="July", paper_bgcolor="#eee")
    figure.add_vline(x="1953-06-10")
    assert type(figure) is go.Figure
    assert json.loads(figure.to_json())["layout"]["title"]["text"] == "July"


@pytest.mark.parametrize(
    "copied", [copy.copy, copy.deepcopy, lambda f: pickle.loads(pickle.dumps(f))]
)
def test_an_unused_lazy_figure_is_copied_completely(copied):
    figure = gantt(events())
    assert is_untouched(figure)
    assert copied(figure).data == gantt(events()).data
    assert type(figure) is go.Figure


def test_claims_are_drawn_by_bars():
    figure = bars(read_events(CLAIMS), measure="shells fired")
    assert isinstance(figure, go.Figure)
    assert "22,000" in figure.to_json()


def test_the_same_table_gives_the_same_figure():
    assert gantt(events()).to_json() == gantt(events()).to_json()


def texts(node):
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("text", "hovertext", "name", "ticktext", "hovertemplate", "texttemplate"):
                yield from texts([value])
            elif key != "meta":
                yield from texts(value)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from [value] if isinstance(value, str) else texts(value)


@pytest.mark.parametrize("column", ["title", "side", "group", "lane", "note", "source"])
def test_text_of_a_table_is_never_markup_nor_a_template(column):
    row = events(**{"note": "x", column: HOSTILE})
    figure = gantt_chart(row, title=HOSTILE, subtitle=HOSTILE, source=HOSTILE).figure()
    for text in texts(figure):
        assert "<script" not in text
        assert "%{" not in text
        assert "$" not in text
    assert HOSTILE.split(" & ")[0].replace("<", "&lt;").replace(">", "&gt;") in json.dumps(figure)


def test_a_chart_is_laid_out_again_at_another_width_and_theme():
    chart = gantt_chart(events())
    phone = chart.figure(width=360, theme="dark")
    assert phone["layout"]["width"] == 360
    assert phone["layout"]["paper_bgcolor"] == "#15181d"
    assert chart.figure()["layout"]["width"] == 1080
    assert chart.plotly()._chart is chart


def test_bars_by_a_period_are_all_rows_over_time_unless_a_column_has_its_name():
    table = b"title,start,month\nA,1953-06-10,June\nB,1953-06-12,June\nC,1953-07-12,July\n"
    plain = table.replace(b"month", b"remark")
    over_time = bars(read_events(plain), measure="events", by="month")
    by_column = bars(read_events(table), measure="events", by="month")

    assert over_time.layout.title.text == "Events by month"
    assert list(over_time.data[0].y) == [2, 1]
    assert by_column.layout.title.text == "Events"


def test_a_side_keeps_its_colour_whatever_else_a_figure_shows():
    def colour(name, *sides):
        rows = [{"title": side, "start": "1953", "side": side} for side in sides]
        data = gantt_chart(table(rows), sides=["UN", "PVA"]).figure()["data"]
        return next(t["marker"]["color"] for t in data if t["name"] == name and t["type"] == "bar")

    assert colour("PVA", "PVA") == colour("PVA", "PVA", "UN", "ROK")


def test_nights_are_shaded_unless_there_are_too_many_to_see():
    place = (38.3, 127.3, 9.0)

    def nights(end):
        chart = gantt_chart(events(end=end), nights=place)
        return sum(
            band.style == "night" for band in chart.lay_out(1080, chart.theme).panels[0].bands
        )

    assert 3 <= nights("1953-06-12") <= 6
    assert nights("1954-06-12") == 0
    assert MOST_NIGHTS < 365


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"color_by": "sied"}, 'there is no column "sied" to colour by (did you mean "side"?)'),
        ({"order": "date"}, 'order "date" is not known (one of: time, table, or a column)'),
        ({"width": 200}, "width 200 is too narrow (at least 280 pixels)"),
        ({"width": float("nan")}, "width nan is too narrow (at least 280 pixels)"),
        ({"theme": "drak"}, 'theme "drak" is not known (did you mean "dark"?)'),
        ({"side": "PVB"}, 'no row has side "PVB" (did you mean "PVA"?)'),
    ],
)
def test_an_option_without_effect_is_reported(options, message):
    with pytest.raises(UsageError) as caught:
        gantt_chart(events(), **options)
    assert str(caught.value).endswith(message)


def test_an_error_for_a_missing_measure_lists_the_existing_ones():
    with pytest.raises(UsageError, match=r'no row has measure "zzz" \(there are: shells fired\)'):
        bars_chart(read_events(CLAIMS), measure="zzz")


def test_notes_of_sums_over_time_name_their_rows_as_no_mark_can_carry_a_number():
    table = read_events(CLAIMS.assign(note="By ear."))
    lying = bars(table, measure="shells fired").layout.meta["notes"]
    standing = bars(table, measure="shells fired", period="month").layout.meta["notes"]
    assert lying[0] == "¹ By ear."
    assert standing[0] == "Shells: By ear."


@pytest.mark.parametrize("order", ["table", "value"])
def test_notes_of_bars_are_numbered_as_the_bars_are_read(order):
    claims = pd.DataFrame(
        {"measure": ["killed", "wounded", "killed", "wounded"], "side": ["UN", "UN", "PVA", "PVA"],
         "value": ["9", "8", "70", "60"], "note": ["a", "b", "c", "d"]}
    ).assign(title="Losses", start="1953-06-10", source="x")  # fmt: skip
    chart = bars_chart(read_events(claims), measure=["killed", "wounded"], order=order)
    layout = chart.lay_out(1080, chart.theme)
    names = [text for text in layout.texts if text.text[:-1] in ("UN", "PVA")]
    assert [text.text[-1] for text in sorted(names, key=lambda text: text.y)] == list("¹²³⁴")
    told = {"table": "acbd", "value": "cadb"}[order]
    assert [note[-1] for note in layout.meta["notes"][:4]] == list(told)


def test_a_chart_is_laid_out_once_per_width_and_theme_metrics():
    chart = gantt_chart(events())
    asked = []

    def counted(width, look):
        asked.append((width, look.name))
        return chart.lay_out(width, look)

    counting = replace(chart, lay_out=counted)
    first = counting.figure(width=720)
    assert counting.figure(width=720.0) == first
    first["layout"].clear()
    assert counting.figure(width=720)["layout"]["width"] == 720
    assert counting.figure(width=720, theme="dark")["layout"] != counting.figure()["layout"]
    assert asked == [(720, "light"), (1080, "light")]  # dark differs in colours alone
    counting.figure(width=720, theme="print")  # and grey in what its key must tell
    counting.figure(width=720, theme=replace(THEMES["dark"], label_size=14.0))
    assert asked[2:] == [(720, "print"), (720, "dark")]
    widths = range(500, 500 + 2 * KEPT)
    for width in (*widths, *widths[-KEPT:]):
        counting.figure(width=width)
    assert [width for width, _ in asked[4:]] == list(widths)
    counting.figure(width=widths[0])
    assert asked[-1] == (widths[0], "light")
