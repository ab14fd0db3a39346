"""Certain and possible time of every kind of date, as edges."""

import numpy as np
import pytest
from hypothesis import given, settings

from tests.internals import certainty, instant
from tests.layouts import ROWS, table

LOW, HIGH = instant(1953, 1), instant(1954, 1)
DAY = 86400.0


def edges(start, end=""):
    return certainty(table([{"title": "One", "start": start, "end": end}]).frame, LOW, HIGH)


def span(found):
    """Return the four edges as dates of the year, NaN for no certain time."""
    first, last, core0, core1 = (
        float(x[0]) for x in (found.first, found.last, found.core0, found.core1)
    )
    return (first, last, *((core0, core1) if core1 > core0 else (None, None)))


JUNE = instant(1953, 6)


@pytest.mark.parametrize(
    ("start", "end", "wanted"),
    [
        ("1953-06-10", "", (9, 10, 9, 10)),  # a day is taken whole
        ("1953-06-10", "1953-06-12", (9, 12, 9, 12)),  # and so are the first and the last
        ("1953-06", "", (0, 30, 0, 30)),  # of what lasts a month, all is certain
        ("1953-06", "1953-07", (0, 61, 30, 30)),  # it began some day of June, and ended in July
        ("1953-06", "1953-08-01", (0, 62, 30, 62)),
        ("1953-06-XX", "", (0, 30, None, None)),  # one unknown day of June
        ("1953-06-10", "1953-06-XX", (9, 30, 9, 10)),  # ended some day of June, the 10th or later
        ("1953-06-XX", "1953-06-20", (0, 20, 19, 20)),  # the day it ended on is certain
        ("1953-06-10", "1953-06-10T06:00", (9, 9.25, 9, 9.25)),
        ("1953-06-10~", "", (9, 10, None, None)),
        ("1953-06-10", "1953-06-12?", (9, 12, None, None)),
        ("1953-06-10T04:30", "", (9.1875, 9.1875, None, None)),
        ("1953-06-10T06:00", "1953-06-10T18:00", (9.25, 9.75, 9.25, 9.75)),
        ("1953-06-10 night", "", (9.75, 10.25, None, None)),  # nobody gives the hour
        ("1953-06-10 evening", "1953-06-11 morning", (9.75, 10.5, 10, 10.25)),
        ("1953-06-10", "/", (9, 10, 9, 10)),  # the day it began on is certain, no more
        ("1953-06", "/", (0, 30, None, None)),
    ],
)
def test_edges_in_days_of_june(start, end, wanted):
    first, last, core0, core1 = wanted
    if core0 == core1:
        core0 = core1 = None
    expected = tuple(None if x is None else JUNE + x * DAY for x in (first, last, core0, core1))
    assert span(edges(start, end)) == expected


def test_an_ongoing_event_is_certain_to_the_end_of_the_axis():
    found = edges("1953-06-10", "..")
    assert span(found) == (JUNE + 9 * DAY, HIGH, JUNE + 9 * DAY, HIGH)
    assert found.ongoing.tolist() == [True]
    assert found.ended_unknown.tolist() == [False]


def test_three_kinds_of_no_end_are_three():
    plain, ongoing, unknown = (edges("1953-06-10", end) for end in ("", "..", "/"))
    flags = [(f.ongoing[0], f.ended_unknown[0]) for f in (plain, ongoing, unknown)]
    assert flags == [(False, False), (True, False), (False, True)]


def test_a_qualified_date_is_approximate():
    assert [bool(edges(start).approximate[0]) for start in ("1953", "1953~", "1953?")] == [
        False, True, True,
    ]  # fmt: skip


def test_no_events_no_edges():
    frame = table([{"title": "One", "start": "1953"}]).frame.iloc[:0]
    assert certainty(frame, 0, 1).first.tolist() == []


@settings(max_examples=40)
@given(ROWS)
def test_certain_time_is_possible_and_all_is_on_the_axis(rows):
    found = certainty(table(rows).frame, LOW, HIGH)
    some = found.core1 > found.core0
    assert (found.first <= found.last).all()
    assert (found.core0[some] >= found.first[some]).all()
    assert (found.core1[some] <= found.last[some]).all()
    for edge in (found.first, found.last, found.core0, found.core1):
        assert np.isfinite(edge).all()
        assert ((edge >= LOW) & (edge <= HIGH)).all()


def test_a_date_that_is_open_on_a_side_is_possible_there_and_does_not_go_on():
    for start, end in (("[1953-06-10..]", ""), ("1953-06-10", "[1953-06-11..]")):
        later = edges(start, end)
        assert (later.ongoing[0], later.cut_last[0]) == (False, True)
    earlier = edges("[..1953-06-10]")
    assert (earlier.began_unknown[0], earlier.cut_first[0]) == (False, True)
