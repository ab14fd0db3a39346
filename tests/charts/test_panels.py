"""Panel figures through the public API, and their error messages."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.internals import panels_chart
from tests.layout.panels.test_panels import CHARTS, TABLE
from timeline import LayoutError, UsageError, panels, read_events, scan_events

EVENTS = read_events(TABLE.encode())


@pytest.mark.parametrize(
    ("charts", "message"),
    [
        ([], "panels need charts"),
        ("gantt", "panels need charts"),
        (["gantt"], "panel 1: 'gantt' must be a table of options"),
        ([{"chart": "gant"}], 'panel 1: chart "gant" is not known (did you mean "gantt"?)'),
        (
            [CHARTS[0], {"chart": "bars", "mesure": "x"}],
            'panel 2: bars has no option "mesure" (did',
        ),
        ([{"chart": "bars", "measure": "shells"}], "panel 1: bars need a period"),
        ([{"chart": "bars", "period": "day"}], "panel 1: bars need a measure"),
        ([{"chart": "gantt", "order": "value"}], 'panel 1: order "value" is not known (one of: t'),
        ([{"chart": "claims", "order": "value"}], 'panel 1: order "value" is not known (one of: t'),
        ([{"chart": "claims", "by": "side"}], 'panel 1: claims has no option "by" (one of: cha'),
        (
            [{"chart": "claims", "measure": "shels"}],
            'table: no row has measure "shels" (did you mean "shells"?)',
        ),
        ([{**CHARTS[1], "period": "dya"}], 'period "dya" is not known (did you mean "day"?)'),
        ([{**CHARTS[1], "measure": ["shells", "killed"]}], "one axis cannot hold several units"),
    ],
)
def test_a_wrong_chart_is_reported_with_its_number_and_a_remedy(charts: Any, message: str) -> None:
    with pytest.raises(UsageError) as error:
        panels(EVENTS, charts=charts)
    assert str(error.value).startswith(message)


def test_axes_of_a_plotly_figure_move_together() -> None:
    figure = panels(EVENTS, charts=CHARTS)
    assert figure.layout.xaxis2.matches == "x"
    assert figure.layout.xaxis3.matches == "x"
    assert figure.layout.xaxis.domain == figure.layout.xaxis3.domain


def test_the_description_covers_every_chart_and_every_row() -> None:
    meta = panels_chart(EVENTS, charts=CHARTS, title="June").figure()["layout"]["meta"]
    assert meta["alt"].startswith("June. Timeline, ")
    assert "Bar chart of shells" in meta["alt"]
    assert "Bar chart of killed" in meta["alt"]
    assert meta["account"] == "8 rows read, 8 drawn"


def test_a_filter_of_the_figure_holds_for_charts_without_their_own() -> None:
    charts = [{"chart": "gantt", "side": "PVA"}, CHARTS[1]]
    chart = panels_chart(EVENTS, charts=charts, side="UN")
    found = chart.figure()["layout"]["meta"]["account"]
    assert found == "8 rows read, 2 drawn, 6 not asked for"


def test_a_claim_longer_than_a_period_is_reported_and_not_counted_as_drawn() -> None:
    rows = TABLE + "Shells,1953-06-10,1953-06-16,,,PVA,,shells,5000,rounds,UN,s,\n"
    chart = panels_chart(read_events(rows.encode()), charts=CHARTS)
    meta = chart.figure()["layout"]["meta"]
    assert "8 drawn, 1 in no period alone, or without a number" in meta["account"]
    assert "Not drawn, as longer than one period: 1 row (line 10)." in meta["notes"]
    assert chart.account["rows"]["drawn"] == 8


def test_too_many_single_claims_are_refused() -> None:
    rows = "".join(f"Raid {at},1953-06-10,tons,{at},s\n" for at in range(251))
    events = read_events(f"title,start,measure,value,source\n{rows}".encode())
    with pytest.raises(LayoutError, match="panel 1: 251 claims are too many to read one by one"):
        panels(events, charts=[{"chart": "claims"}])


def test_a_path_is_read_and_a_table_that_is_not_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(TABLE)
    assert panels_chart(path, charts=CHARTS).account["rows"]["read"] == 8
    with pytest.raises(UsageError, match=r"panels draws rows, and .* is not read \(read it with"):
        panels(scan_events(path), charts=CHARTS)


def test_notes_are_numbered_as_they_are_read_panel_by_panel() -> None:
    rows = [
        {"title": "Fifth", "start": "1953-06-12", "measure": "shells", "value": "9", "note": "e"},
        {"title": "Fourth", "start": "1953-06-14", "group": "Kumsong", "note": "d"},
        {"title": "Second", "start": "1953-06-11", "group": "Harry", "note": "b"},
        {"title": "Third", "start": "1953-06-13", "group": "Harry", "note": "c"},
        {"title": "First", "start": "1953-06-10", "group": "Harry", "note": "a"},
    ]
    events = read_events(pd.DataFrame(rows).fillna("").assign(end="1953-06-20"))
    charts = [{"chart": "gantt"}, {"chart": "claims"}]
    for width in (360, 1080):
        chart = panels_chart(events, charts=charts, width=width)
        layout = chart.lay_out(width, chart.theme)
        labels = [text for text in layout.texts if text.role == "label"]
        marks = [text.text[-1] for text in sorted(labels, key=lambda text: text.y)]
        assert marks == ["¹", "²", "³", "⁴", "⁵"]
        assert layout.meta["notes"][:5] == ["¹ a", "² b", "³ c", "⁴ d", "⁵ e"]
