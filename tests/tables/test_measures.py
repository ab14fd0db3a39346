"""Bars of tables without measures: number columns and event counts."""

from typing import Any

import pandas as pd
import pytest

from tests.internals import (
    ROWS,
    bars_chart,
    counts_of,
    panels_chart,
    row_weights,
    rows_at,
    rows_in,
    with_measure,
)
from timeline import EventTable, UsageError, read_events

BATTLES = b"""title,start,kind,parent,id,result,losses,strength
The war,1861/1865,era,,,,,
Shiloh,1862-04-06,,,shiloh,Union,23746,110000
Hornets' Nest,1862-04-06,,shiloh,,Union,,
Antietam,1862-09-17,,,,Inconclusive,~22726,
Gettysburg,1863-07-01,,,,Union,51112,
"""


def battles() -> EventTable:
    return read_events(BATTLES)


def test_a_column_of_numbers_is_a_measure_of_the_rows_that_have_one() -> None:
    made, remarks = with_measure(battles(), "losses")
    claims = made.frame[made.frame["measure"] == "losses"]
    assert claims["title"].tolist() == ["Shiloh", "Antietam", "Gettysburg"]
    assert claims["value_best"].tolist() == [23746, 22726, 51112]
    assert claims["value_qualifier"].tolist() == ["", "~", ""]
    assert "3 rows have a number" in str(remarks[0])
    assert '--map "value=losses" --map "measure==losses"' in remarks[0].hint


def test_a_column_of_percentages_is_one_of_numbers_and_a_mixed_one_is_none() -> None:
    table = b"title,start,lost\nA,1951,12%\nB,1952,~5.5 %\nC,1953,\n"
    made, remarks = with_measure(read_events(table), "lost")
    assert made.frame["value_best"].tolist()[:2] == [12.0, 5.5]
    assert made.frame[["unit", "value_qualifier"]].to_numpy().tolist() == [
        ["%", ""], ["%", "~"], ["", ""],
    ]  # fmt: skip
    assert remarks[0].hint == "they are percentages, whose unit is %"
    with pytest.raises(UsageError, match=r'"12%" \(line 2\) is not a number'):
        with_measure(read_events(table.replace(b"5.5 %", b"5.5")), "lost")


def test_events_are_counted_without_eras_and_phases() -> None:
    made, remarks = with_measure(battles(), "events")
    counted = made.frame[made.frame["measure"] == "events"]
    assert counted["title"].tolist() == ["Shiloh", "Antietam", "Gettysburg"]
    assert remarks[0].message == "3 events are counted, each as one"
    assert not remarks[0].fatal


def test_a_measure_of_the_table_comes_first() -> None:
    table = b"title,start,measure,value,events\nx,1953,events,7,9\ny,1953,,,9\n"
    events = read_events(table)
    assert with_measure(events, "events") == (events, ())
    assert with_measure(events, ["events"])[0] is events


def test_the_table_that_was_read_stays_as_it_was() -> None:
    events = battles()
    with_measure(events, "events")
    assert (events.frame["measure"] == "").all()


def test_a_text_column_is_not_a_measure_and_the_error_quotes_its_first_text() -> None:
    with pytest.raises(UsageError) as told:
        with_measure(battles(), "result")
    assert 'the column "result" is no measure: "Union" (line 3) is not a number' in str(told.value)
    assert 'measure="events", by="result" counts rows by it' in str(told.value)


def test_an_empty_column_is_not_a_measure() -> None:
    with pytest.raises(UsageError, match="holds no number in any event"):
        with_measure(read_events(b"title,start,losses\nx,1953,\n"), "losses")


def test_a_measure_that_is_nowhere_is_answered_with_those_there_could_be() -> None:
    with pytest.raises(UsageError) as told:
        with_measure(battles(), "loses")
    assert 'did you mean "losses"?; columns of numbers: losses, strength; ' in str(told.value)
    assert 'measure="events" counts its events' in str(told.value)


def test_bars_count_events_by_a_column_and_say_so() -> None:
    chart = bars_chart(battles(), measure="events", by="result", color_by="result")
    assert chart.figure()["layout"]["meta"]["subtitle"].startswith("Events, ")
    bars = [trace for trace in chart.figure()["data"] if trace["type"] == "bar"]
    lengths = sorted(float(one) for trace in bars for one in trace["x"])
    assert lengths == [1.0, 2.0]
    rows = chart.account["rows"]
    assert rows == {"read": 5, "drawn": 3, "left_out": {"are events": 2}}
    assert chart.account["problems"][-1]["code"] == "made-measure"
    assert [remark.code for remark in chart.remarks] == ["made-measure"]


def test_bars_over_time_sum_a_column() -> None:
    chart = bars_chart(battles(), measure="losses", by="result", period="year")
    told = [cell for row in chart.tabulate() for cell in row]
    assert "51,112" in told
    assert "about 22,726" in told


PLAIN = pd.DataFrame({"line": [2, 3, 4], "side": ["a", "b", "a"]})
CONDENSED = PLAIN.assign(**{ROWS: [10, 20, 30], "line": [-1, -2, -3]})


def test_a_row_of_a_table_that_was_read_is_one():
    assert row_weights(PLAIN).tolist() == [1, 1, 1]
    assert (rows_in(PLAIN), rows_at(PLAIN, [3, 4])) == (3, 2)
    assert counts_of(PLAIN, "side") == {"a": 2, "b": 1}


def test_a_row_of_a_condensed_table_is_many():
    assert row_weights(CONDENSED).tolist() == [10, 20, 30]
    assert (rows_in(CONDENSED), rows_at(CONDENSED, [-1, -3])) == (60, 40)
    assert counts_of(CONDENSED, "side") == {"a": 40, "b": 20}


WIDE = [f"loss {letter}" for letter in "abcdefghijkl"]


def wide(bad: str, **asked: Any) -> EventTable:
    """Four battles with twelve numbers each; one has a bad cell, one holds no number but it."""
    rows = [["title", "start", *WIDE]] + [
        [f"Battle {row}", f"186{row}", *[str(100 * row + at) for at in range(12)]]
        for row in range(4)
    ]
    rows[2][-1], rows[3][2:] = bad, [bad, *[""] * 11]
    return read_events("\n".join(map(",".join, rows)).encode(), **asked)


def test_one_bad_cell_of_a_wide_table_is_named_and_the_rest_drawn() -> None:
    with pytest.raises(UsageError, match="skip_faulty=True draws the other numbers"):
        bars_chart(wide("see note"), measure=WIDE)
    chart = bars_chart(wide("see note", skip_faulty=True), measure=WIDE)
    assert chart.account["rows"] == {
        "read": 4, "drawn": 3, "left_out": {"with a number that cannot be read": 1},
    }  # fmt: skip
    told = [str(one) for one in chart.remarks if one.code == "left-out-value"]
    assert [line.split(": ", 1)[1] for line in told] == [
        'loss a: "see note" is not a number (1 number left out)',
        'loss l: "see note" is not a number (1 number left out)',
    ]
    assert len(chart.tabulate()) == 1 + 3 * 12 - 1  # below a header
    assert "with a number that cannot be read: 1." in str(chart.figure())


def test_suggestions_are_accepted_in_columns_of_numbers() -> None:
    chart = bars_chart(wide("about 500", accept=True), measure=WIDE)
    assert chart.account["rows"] == {"read": 4, "drawn": 4, "left_out": {}}
    assert 'loss a: "about 500" is read as "~500"' in str(chart.remarks[0])


def test_a_panel_of_bars_leaves_a_bad_number_out_and_the_event_in() -> None:
    asked = [{"chart": "gantt"}, {"chart": "bars", "measure": "loss a", "period": "year"}]
    chart = panels_chart(wide("see note", skip_faulty=True), charts=asked)
    assert chart.account["rows"]["drawn"] == 4
    assert any(one.code == "left-out-value" for one in chart.remarks)


def test_a_column_without_any_number_is_refused_all_the_same() -> None:
    events = read_events(b"title,start,loss\nA,1953,see note\n", skip_faulty=True)
    with pytest.raises(UsageError, match='"loss" is no measure: "see note"'):
        bars_chart(events, measure="loss")
