"""Events that last longer than a period count in each period."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import active_counts, counts_under_way, last_instant
from tests.internals import count_stretches as stretches
from timeline import UsageError, read_events


def counted(rows: str, period: str = "year", **options: object) -> dict[str, tuple[int, int]]:
    """Return the fewest and the most events of each period that has one."""
    events = read_events(f"title,start,end\n{rows}".encode()).frame
    options = {"latest": last_instant(events), **options}
    found = active_counts(events, period, **options).frame  # type: ignore[arg-type]
    texts = pd.to_datetime(found["start_earliest"], unit="s").dt.strftime(
        {"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d"}[period]
    )
    pairs = zip(found["value_low"].astype(int), found["value_high"].astype(int), strict=True)
    return dict(zip(texts, pairs, strict=True))


def test_a_war_counts_in_each_of_its_years() -> None:
    wars = "Korea,1950-06-25,1953-07-27\nOther,1952,1952\nThird,1951-12-31,1952-01-01\n"
    assert counted(wars) == {"1950": (1, 1), "1951": (2, 2), "1952": (3, 3), "1953": (1, 1)}


@pytest.mark.parametrize(
    ("row", "period", "certain", "possible"),
    [
        ("A month,1953-05,", "day", 31, 0),
        ("A day,1953-06-10,", "day", 1, 0),
        ("Up to midnight,1953-06-10T20:00,1953-06-11T00:00", "day", 1, 0),
        ("Some day in May,1953-05-XX,1953-05-XX", "day", 0, 31),
        ("Some day in May,1953-05-XX,1953-05-XX", "month", 1, 0),
        ("From some day in May,1953-05-XX,1953-06-02", "day", 3, 30),
        ("From May to June,1953-05-31,1953-06", "day", 2, 29),
        ("About June,1953-06~,1953-07~", "month", 2, 0),
        ("Ended nobody knows when,1953-06-10,/", "day", 1, 0),
        ("Began nobody knows when,..,1953-06-10", "day", 1, 0),
        ("Some hour of a night,1953-06-10 night,", "day", 0, 2),
        ("Some hour of a morning,1953-06-10 morning,", "day", 1, 0),
        ("An instant,1953-06-10T20:00,1953-06-10T20:00", "day", 1, 0),
    ],
)
def test_certain_and_possible_time(row: str, period: str, certain: int, possible: int) -> None:
    found = counted(row, period).values()
    assert sum(low for low, _ in found) == certain
    assert sum(high - low for low, high in found) == possible


def test_ongoing_events_last_to_the_last_instant_of_the_table() -> None:
    rows = "Ongoing,1950,..\nOther,1953-02,\n"
    assert list(counted(rows)) == ["1950", "1951", "1952", "1953"]
    later = counted(rows, latest=float(np.datetime64("1955-01-01", "s").astype(int)))
    assert list(later) == ["1950", "1951", "1952", "1953", "1954"]


@pytest.mark.parametrize(
    ("other", "last"),
    [("x,1953,", "1953"), ("x,1950,1953", "1953"), ("x,1953-01-01,", "1953"), ("x,1952,", "1952"),
     ("x,1940,1941", "1950"), ("x,1950,1953-01-01T00:00", "1953")],
)  # fmt: skip
def test_ongoing_events_last_to_the_last_date_of_the_table(other: str, last: str) -> None:
    assert list(counted(f"Ongoing,1950,..\n{other}\n"))[-1] == last


def test_a_window_leaves_out_other_periods() -> None:
    window = (np.datetime64("1951-01-01", "s").astype(float), float("inf"))
    assert list(counted("War,1950,1953-12-31\n", window=window)) == ["1951", "1952", "1953"]
    with pytest.raises(UsageError, match="no event is known to go on in the time asked for"):
        counted("War,1950,..\n", window=(4e9, float("inf")))


def test_values_of_keys_are_counted_apart() -> None:
    rows = read_events(
        b"title,start,side,place\nA,1950,UN,x\nB,1950,PVA,x\nC,1950,UN,y\nD,1951,UN,x\n"
    ).frame
    found = active_counts(rows, "year", keys=["side", "nothing"], latest=0.0).frame
    cells = zip(found["side"], found["value_best"].astype(int), strict=True)
    assert sorted(cells) == [("PVA", 1), ("UN", 1), ("UN", 2)]


def test_the_interpretation_of_dates_is_reported() -> None:
    rows = read_events(b"title,start,end\nA,1950~,1951?\nB,1950-05,\nC,1949-XX,1950-02\n").frame
    years, decades = (active_counts(rows, period, latest=0.0) for period in ("year", "decade"))
    assert (years.again, years.possible, years.approximate) == (True, False, 1)
    assert (decades.again, decades.possible) == (True, False)
    assert active_counts(rows, "month", latest=0.0).possible


def test_counts_are_those_of_asking_each_event_about_each_year() -> None:
    dice = np.random.default_rng(2)
    first = np.datetime64("1900-01-01") + dice.integers(0, 9000, 400)
    last = first + dice.exponential(900, 400).astype(int)
    rows = "".join(f"x,{begun},{ended}\n" for begun, ended in zip(first, last, strict=True))
    found = counted(rows)
    for year in range(1900, 1930):
        begun, over = (np.datetime64(f"{one}-01-01") for one in (year, year + 1))
        many = int(((first < over) & (last >= begun)).sum())
        assert found.get(str(year), (0, 0)) == (many, many)


@pytest.mark.slow
def test_a_day_of_each_event_is_certain_or_possible_but_never_lost() -> None:
    dice = np.random.default_rng(3)
    shapes = ["1953-05-XX", "1953-05", "[1953-05-03..1953-05-20]", "1953-05-11", "1953-05~", ".."]
    for _ in range(60):
        start = str(dice.choice(shapes[:-1]))
        end = str(dice.choice(["", "1953-06-XX", "1953-06-02", "1953-06", "..", "/"]))
        (low, high) = zip(*counted(f"x,{start},{end}\n", "day").values(), strict=True)
        assert max(high) == 1
        assert all(least <= most for least, most in zip(low, high, strict=True))


def test_days_of_an_age_are_refused() -> None:
    events = read_events(b"title,start,end\nAge,-5000,1950\n").frame
    with pytest.raises(UsageError, match=r"days are too many columns \(choose a longer period"):
        active_counts(events, "day", latest=0.0)
    assert len(active_counts(events, "decade", latest=0.0).frame) == 500 + 195 + 1


def test_where_nothing_of_a_part_is_under_way_but_something_of_the_table_that_is_a_zero() -> None:
    rows = read_events(
        b"title,start,end,group\nA,1950,1951,Asia\nB,1951,1953,Africa\nC,1956,,Africa\n"
    ).frame
    found = active_counts(rows, "year", keys=["group"], facet="group", latest=0.0).frame
    years = pd.to_datetime(found["start_earliest"], unit="s").dt.year
    cells = dict(zip(zip(found["group"], years, strict=True), found["value_best"], strict=True))
    assert cells == {
        ("Asia", 1950): 1, ("Asia", 1951): 1, ("Asia", 1952): 0, ("Asia", 1953): 0,
        ("Asia", 1956): 0, ("Africa", 1950): 0, ("Africa", 1951): 1, ("Africa", 1952): 1,
        ("Africa", 1953): 1, ("Africa", 1956): 1,
    }  # fmt: skip


def test_a_part_of_a_table_has_zeros_where_only_the_rest_goes_on() -> None:
    whole = read_events(b"title,start,end\nA,1950,1953\nB,1951,\nC,1953,\n").frame
    found = active_counts(whole.iloc[1:], "year", whole=whole, latest=0.0).frame
    assert found["value_best"].tolist() == [1, 0, 1]


EVENT = st.tuples(
    st.integers(-20, 120), st.integers(0, 60), st.integers(0, 2), st.integers(0, 1), st.booleans()
)


EQUAL = st.builds(lambda width, many: [width] * many, st.integers(1, 30), st.integers(1, 8))
UNEQUAL = st.lists(st.integers(1, 30), min_size=1, max_size=8)


@given(st.lists(EVENT, max_size=40), EQUAL | UNEQUAL)
def test_counts_are_those_of_counting_one_by_one(events, widths):
    edges = np.cumsum([0.0, *widths])
    starts = np.array([float(event[0]) for event in events])
    ends = np.array([np.inf if event[4] else float(event[0] + event[1]) for event in events])
    lanes, sides = (np.array([event[at] for event in events], np.int64) for at in (2, 3))

    counts = counts_under_way(starts, ends, lanes, sides, edges=edges, shape=(3, 2))

    for lane in range(3):
        for side in range(2):
            rows = np.flatnonzero((lanes == lane) & (sides == side))
            for at, (low, high) in enumerate(pairwise(edges)):
                active_counts = [
                    row
                    for row in rows
                    if starts[row] < high
                    and (ends[row] > low or (ends[row] == starts[row] and starts[row] >= low))
                ]
                assert counts[lane, side, at] == len(active_counts)


@given(st.floats(-1e12, 1e12), st.floats(1, 1e11), st.floats(1, 1e9))
def test_stretches_are_long_enough_and_hold_the_whole(low, span, least):
    span = min(span, least * 500)
    edges = stretches(low, low + span, least=least)
    assert edges[0] <= low <= low + span <= edges[-1] + abs(edges[-1]) * 1e-12
    assert np.diff(edges).min() >= least * (1 - 1e-6)
    assert len(edges) < 520
