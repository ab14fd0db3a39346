"""The orders of rows that their dates support."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import ORDERS, order_of, order_problems, orders
from timeline import read_events

POINTS = st.integers(0, 12)
SPANS = st.tuples(POINTS, POINTS).map(lambda pair: (float(min(pair)), float(max(pair))))


def moments(span: tuple[float, float]) -> list[float]:
    """Return moments at which an event of this span may have begun: half hours, say."""
    low, high = span
    return [low] if low == high else [low + half / 2 for half in range(int(high - low) * 2)]


@given(SPANS, SPANS)
def test_before_means_before_at_whatever_moments_they_began(
    first: tuple[float, float], second: tuple[float, float]
) -> None:
    found = order_of(first, second)
    pairs = [(one, other) for one in moments(first) for other in moments(second)]
    assert (found == "before") == all(one < other for one, other in pairs)
    assert (found == "after") == all(one > other for one, other in pairs)
    if found == "possibly before":
        assert any(one < other for one, other in pairs)
    swapped = order_of(second, first)
    assert found in ORDERS
    if found == "before":
        assert swapped == "after"
    if found == "possibly before":
        assert swapped == "undetermined"


@given(SPANS, SPANS, SPANS)
def test_before_goes_on_from_one_to_the_next(
    one: tuple[float, float], two: tuple[float, float], three: tuple[float, float]
) -> None:
    if order_of(one, two) == order_of(two, three) == "before":
        assert order_of(one, three) == "before"


@pytest.mark.parametrize(
    ("first", "second", "order"),
    [
        ("1953-06-10", "1953-06-11", "before"),
        ("1953-06-10", "1953-06-10", "undetermined"),
        ("1953-06-10", "1953-06-10T20:00", "undetermined"),
        ("1953-06", "1953-06-10", "undetermined"),
        ("1953-06", "1953-06-15/1953-07-02", "undetermined"),
        ("1953-05-XX", "[1953-05-10..1953-06-10]", "possibly before"),
        ("1953-06-10T20:00", "1953-06-10T20:00", "undetermined"),
        ("1953-06-10T20:00", "1953-06-10T20:01", "before"),
        ("1953-06-10T20:00+09:00", "1953-06-10T20:30Z", "before"),
        ("1953-06-10T20:00Z", "1953-06-10T20:30+09:00", "after"),
        ("-0479", "0079", "before"),
    ],
)
def test_dates_of_unlike_precision(first: str, second: str, order: str) -> None:
    table = f'title,start\nA,"{first}"\nB,"{second}"\n'
    assert orders(read_events(table.encode()))["order"].tolist() == [order]


def test_only_neighbours_of_one_group_lane_and_parent_are_compared() -> None:
    table = (
        "id,title,start,group,lane,parent,kind,measure,value,source\n"
        "a,A,1953-06-10,Harry,,,,,,\n"
        "b,B,1953-06-10,Harry,Air,,,,,\n"
        "c,C,1953-06-10,Dale,,,,,,\n"
        "d,D,1953-06-10,Harry,,a,,,,\n"
        "e,E,1953-06-10,Harry,,,era,,,\n"
        "f,F,1953-06-10,Harry,,,,shells,3,x\n"
        "g,G,1953-06-12,Harry,,,,,,\n"
    )
    pairs = orders(read_events(table.encode()))
    assert pairs.to_numpy().tolist() == [[0, 6, "before"]]


def test_uncertain_orders_are_reported_by_line_with_the_previous_row() -> None:
    table = b"title,start\nB,1953-06-12\nA,1953-05-XX\nC,[1953-05-20..1953-06-12]\nD,1953-06-12\n"
    found = order_problems(read_events(table))
    assert [(p.line, p.code, p.fatal) for p in found] == [
        (2, "order-possibly-before", False),
        (4, "order-possibly-before", False),
        (5, "order-undetermined", False),
    ]
    told = {p.line: p.message for p in found}
    assert told[4] == 'is shown behind "1953-05-XX" of line 3, but may have begun before it'


def test_a_table_without_events_has_no_order() -> None:
    assert orders(read_events(b"title,start\n")).empty
    assert order_problems(read_events(b"title,start\nA,1953\n")) == ()
