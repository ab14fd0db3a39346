"""Rows follow the requested column, and nothing else."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import by_name, gantt_chart, in_time
from tests.layouts import laid_out, table
from timeline import UsageError, read_events

TITLES = ("North", "East", "South", "West")


def tops(ranks, order="rank", shuffle=()):
    rows = [
        {"title": title, "start": f"1953-06-1{number}", "group": title, "rank": rank}
        for number, (title, rank) in enumerate(zip(TITLES, ranks, strict=False))
    ]
    frame = pd.DataFrame([rows[n] for n in shuffle] if shuffle else rows)
    chart = gantt_chart(read_events(frame), order=order, title="x")
    groups = [text for text in chart.lay_out(720, chart.theme).texts if text.role == "group"]
    return [text.text for text in sorted(groups, key=lambda text: text.y)]


def test_groups_follow_a_column_and_empty_cells_come_last():
    assert tops(["b", "", "a", "c"]) == ["South", "North", "West", "East"]


def test_numbers_are_ordered_as_numbers():
    assert tops(["10", "9", "-1", "2.5"]) == ["South", "West", "East", "North"]


@given(st.permutations(range(4)), st.lists(st.sampled_from(["1", "2"]), min_size=4, max_size=4))
def test_the_order_of_the_table_does_not_matter_where_a_column_orders(shuffle, ranks):
    assert tops(ranks, shuffle=shuffle) == tops(ranks)


def test_a_column_that_is_missing_is_reported():
    with pytest.raises(UsageError) as caught:
        tops(["1", "2"], order="rang")
    assert str(caught.value) == 'order "rang" is not known (did you mean "rank"?)'


def test_events_of_one_day_keep_the_order_of_the_table():
    titles = ["Hill 10", "Hill 2", "B", "A"]
    for rows in (titles, titles[::-1]):
        frame = table([{"title": title, "start": "1953-06-10"} for title in rows]).frame
        assert in_time(frame)["title"].tolist() == rows
    layout = laid_out([{"title": title, "start": "1953-06-10"} for title in titles])
    labels = sorted((text.y, text.text) for text in layout.texts if text.role == "label")
    assert [text for _, text in labels] == titles


def test_words_table_and_picture_have_one_order():
    rows = [
        {"title": "Later", "start": "1953-06-10", "end": "1953-06-20"},
        {"title": "B", "start": "1953-06-10"},
        {"title": "A", "start": "1953-06-10"},
        {"title": "Elsewhere", "start": "1953-06-01", "group": "several regions"},
        {"title": "Last group", "start": "1953-06-02", "group": "Zone"},
    ]
    chart = gantt_chart(table(rows), title="x")
    layout = chart.lay_out(720, chart.theme)
    labels = sorted((text.y, text.text) for text in layout.texts if text.role == "label")
    drawn = ["B", "A", "Later", "Last group", "Elsewhere"]
    assert [text for _, text in labels] == drawn
    assert [row[0] for row in chart.tabulate()[1:]] == drawn
    told = [line.partition(":")[0] for line in layout.meta["description"].split("\n")]
    assert told == ["B", "A", "Later", "Zone", "Last group", "several regions", "Elsewhere"]


def test_names_with_numbers_are_in_natural_order_and_rests_last():
    names = ["Hill 10", "not stated", "Other (3)", "Hill 9", "several", "Hill 9a"]
    told = ["Hill 9", "Hill 9a", "Hill 10", "several", "Other (3)", "not stated"]
    assert sorted(names, key=by_name) == told


def test_notes_are_numbered_as_the_figure_is_read():
    rows = [
        {"title": "Late", "start": "1953-06-20", "group": "Harry", "note": "Fourth."},
        {"title": "Phase", "start": "1953-06-12", "parent": "e3", "note": "Second."},
        {"title": "Last group", "start": "1953-06-21", "group": "Kumsong", "note": "Fifth."},
        {"title": "Early", "start": "1953-06-10", "group": "Harry", "note": "First."},
        {"title": "Lane", "start": "1953-06-01", "group": "Harry", "lane": "", "note": "Zeroth."},
        {"title": "Between", "start": "1953-06-13", "group": "Harry", "note": "Third."},
    ]
    layout = laid_out(rows)
    labels = [text for text in layout.texts if text.role == "label"]
    marked = {text.text[:-1]: text.text[-1] for text in labels}
    read = ["Lane", "Early", "Phase", "Between", "Late", "Last group"]
    assert [marked[title] for title in read] == list("¹²³⁴⁵⁶")
    assert [text.text for text in layout.texts if text.role == "note"][1::2] == [
        "Zeroth.", "First.", "Second.", "Third.", "Fourth.", "Fifth.",
    ]  # fmt: skip
    assert [note[0] for note in layout.meta["notes"]] == list("¹²³⁴⁵⁶")


def test_in_the_order_of_the_table_notes_are_numbered_so():
    rows = [
        {"title": "Late", "start": "1953-06-20", "note": "First."},
        {"title": "Early", "start": "1953-06-10", "note": "Second."},
    ]
    notes = [laid_out(rows, order=order).meta["notes"] for order in ("table", "time")]
    assert notes == [["¹ First.", "² Second."], ["¹ Second.", "² First."]]
