"""Series and facets of bars over time: which are combined, and their order."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.claim_rows import claims
from tests.internals import (
    PERIODS,
    facets_in_order,
    instant,
    joined_values,
    period_numbers,
    period_starts,
    series_in_order,
    sums_by_period,
)
from timeline import UsageError

DAYS = st.integers(-4_000_000, 4_000_000)


@given(st.sampled_from(PERIODS), st.integers(-9000, 9000))
def test_numbers_and_starts_are_inverse(period: str, number: int) -> None:
    starts = period_starts(np.array([number, number + 1]), period)
    assert starts[0] < starts[1]
    assert period_numbers(starts, period).tolist() == [number, number + 1]
    assert period_numbers(starts - 1e-3, period).tolist() == [number - 1, number]


@given(st.sampled_from(PERIODS), DAYS)
def test_every_instant_is_in_its_period(period: str, day: int) -> None:
    at = day * 86400.0 + 4711.0
    number = period_numbers(np.array([at]), period)
    start, end = period_starts(np.array([number[0], number[0] + 1]), period)
    assert start <= at < end


def test_weeks_begin_on_monday_and_decades_on_their_round_year() -> None:
    monday = instant(1953, 6, 8)
    assert period_starts(period_numbers(np.array([instant(1953, 6, 14)]), "week"), "week") == monday
    first = period_starts(period_numbers(np.array([instant(-43, 3, 15)]), "decade"), "decade")
    assert first == instant(-50)


def days(*rows: tuple[str, str]) -> pd.DataFrame:
    return claims(*({"start": day, "end": day, "value": value} for day, value in rows)).frame


def test_gaps_are_not_zeros() -> None:
    frame = days(("1953-01-05", "3"), ("1953-03-02", "0"), ("1953-04-01", "2"), ("1953-04-30", "5"))
    found = sums_by_period(frame, ["a"] * 4, period="month")
    assert found.drawn.tolist() == [[3, 0, 0, 7]]
    assert found.count.tolist() == [[1, 0, 1, 2]]
    assert found.gaps == [(1, 2)]


def test_a_bounded_window_is_filled() -> None:
    window = (instant(1952, 12), instant(1953, 3))
    found = sums_by_period(days(("1953-01-05", "3")), ["a"], period="month", window=window)
    assert found.edges[0] == window[0]
    assert found.edges[-1] == window[1]
    assert found.gaps == [(0, 1), (2, 3)]


def test_claims_across_periods_or_without_a_number_are_reported_by_line() -> None:
    rows = [{"value": "1", "start": "1953-06-10", "end": "1953-06-11"},
            {"value": "2", "start": "1953-06-30", "end": "1953-07-01"},
            {"value": "3", "start": "1953-06", "end": ".."},
            {"value": "", "start": "1953-06-12", "end": "1953-06-12"}]  # fmt: skip
    found = sums_by_period(claims(*rows).frame, ["a"] * 4, period="month")
    assert found.drawn.sum() == 1
    assert found.spanning == (3, 4)
    assert found.numberless == (5,)


def test_qualifiers_stay_with_their_sum() -> None:
    frame = days(("1953-01-05", "~3"), ("1953-01-06", "4"), ("1953-02-01", ">4"),
                 ("1953-02-02", "<4"), ("1953-03-02", "1..5"), ("1953-03-03", "~2"))  # fmt: skip
    found = sums_by_period(frame, ["a"] * 6, period="month")
    assert found.qualifier.tolist() == [["~", ">", "~.."]]
    assert (found.drawn[0, 2], found.reach[0, 2]) == (3, 7)


@given(st.lists(st.tuples(st.integers(0, 1500), st.integers(0, 10**6), st.sampled_from("abc")),
                min_size=1, max_size=20), st.sampled_from(PERIODS))  # fmt: skip
def test_no_number_is_lost(rows: Any, period: str) -> None:
    at = np.array([row[0] for row in rows]) * 86400.0
    values = np.array([row[1] for row in rows], dtype=float)
    frame = pd.DataFrame({"start_earliest": at, "end_latest": at + 86400, "value_low": values,
                          "value_best": values, "value_high": values, "line": range(len(rows)),
                          "value_qualifier": ""})  # fmt: skip
    found = sums_by_period(frame, [row[2] for row in rows], period=period)
    assert found.drawn.sum() == values.sum()
    assert found.count.sum() == len(rows)
    for name, row in zip(found.names, found.drawn, strict=True):
        assert row.sum() == sum(value for _, value, series in rows if series == name)


def test_faults_are_reported() -> None:
    frame = days(("1953-01-05", "3"), ("0953-01-05", "3"))
    with pytest.raises(UsageError, match=r'"mont" is not known .did you mean "month"'):
        sums_by_period(frame, ["a", "a"], period="mont")
    with pytest.raises(UsageError, match="days are too many columns"):
        sums_by_period(frame, ["a", "a"], period="day")
    spanning = claims({"value": "1"}).frame
    with pytest.raises(UsageError, match="no claim lies in one day"):
        sums_by_period(spanning, ["a"], period="day")


def test_a_period_covered_only_by_a_longer_claim_is_not_a_gap() -> None:
    frame = claims(
        {"start": "1953-01", "end": "", "value": "1"},
        {"start": "1953-05", "end": "", "value": "1"},
        {"start": "1953-01", "end": "1953-03", "value": "9"},
    ).frame
    sums = sums_by_period(frame, ["a"] * 3, period="month")
    assert sums.spanning == (4,)
    assert sums.gaps == [(3, 4)]


def rows(*values: float, names: str = "") -> pd.DataFrame:
    numbers = [float(value) for value in values]
    sides = list(names) or [f"side {at:02}" for at in range(len(values))]
    return pd.DataFrame({"side": sides, "value_best": numbers, "value_low": numbers})


@pytest.mark.parametrize(("many", "joined"), [(1, 0), (6, 0), (7, 2), (10, 5), (43, 38)])
def test_the_smallest_are_joined_where_they_are_too_many(many: int, joined: int) -> None:
    values, sums = joined_values(rows(*range(100, 100 - many, -1)), "side", "en")
    assert len(sums) == joined
    assert sum(value == f"other ({joined})" for value in values) == joined
    assert values[0] == "side 00"


def test_a_range_counts_with_its_lower_end() -> None:
    frame = rows(*range(10, 0, -1)).assign(value_low=20.0)
    frame.loc[9, "value_best"] = float("nan")
    values, _ = joined_values(frame, "side", "en")
    assert values[9] == "side 09"


def test_unnamed_series_come_last_and_are_joined_first() -> None:
    frame, names = rows(9, 8, 7, 1), ["several regions", "not stated", "other", "b"]
    told = ["b", "several regions", "other", "not stated"]
    assert series_in_order(frame, names, by_value=True) == told
    many = rows(99, *range(7, 0, -1)).assign(side=["not stated", *"abcdefg"])
    values, joined = joined_values(many, "side", "en")
    assert "not stated" in joined
    assert values[1:6] == list("abcde")


def test_series_are_in_order_of_appearance_or_by_value_and_other_is_last() -> None:
    frame, names = rows(1, 9, 5, 3), ["a", "other", "b", "a"]
    assert series_in_order(frame, names, by_value=False) == ["a", "b", "other"]
    assert series_in_order(frame, names, by_value=True, last={"other"}) == ["b", "a", "other"]


def test_facets_are_in_order_of_appearance_or_the_largest_first() -> None:
    frame = rows(1, 9, 1, names="aba")
    assert facets_in_order(frame, "side", by_value=False) == ["a", "b"]
    assert facets_in_order(frame, "side", by_value=True) == ["b", "a"]


def test_midnight_belongs_to_the_day_that_it_ends() -> None:
    frame = days(("1953-02-28T24:00", "11"), ("1953-04-02", "70"))
    found = sums_by_period(frame, ["a", "a"], period="month")
    assert found.drawn.tolist() == [[11, 0, 70]]
