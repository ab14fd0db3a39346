"""Bounds of dates with X, compared with a search through every possible day."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.internals import (
    GREATEST,
    LEAST,
    PRECISIONS,
    SECONDS_PER_DAY,
    TIME_COLUMNS,
    days_from_civil,
    days_in_month,
    fitting_day,
    matching,
    moment_bounds,
    moment_shape,
    shape_groups,
    shape_of,
    text_buffer,
)


def bounds(text: str) -> tuple[float, float] | None:
    (group,) = shape_groups(text_buffer([text]))
    moment = moment_shape(shape_of(text), 0)
    assert moment is not None
    found = moment_bounds(moment, group.numbers(moment.slots), julian=False)
    return (float(found.lower[0]), float(found.upper[0])) if found.valid[0] else None


def filled(pattern: str) -> list[int]:
    return [
        int("".join(figures))
        for figures in product(*("0123456789" if char == "X" else char for char in pattern))
    ]


def searched(year: str, month: str, day: str) -> tuple[float, float] | None:
    days = [
        int(days_from_civil(y, m, d))
        for y in filled(year)
        for m in filled(month)
        if 1 <= m <= 12
        for d in filled(day)
        if 1 <= d <= days_in_month(y, m)
    ]
    return (min(days) * SECONDS_PER_DAY, (max(days) + 1) * SECONDS_PER_DAY) if days else None


figure = st.sampled_from("0123X")
two = st.tuples(figure, st.sampled_from("0123456789X")).map("".join)
year = st.tuples(st.just("19"), st.sampled_from("059X"), st.sampled_from("0124X")).map("".join)


@settings(deadline=None, max_examples=80)
@given(year, two, two)
def test_days_with_x_are_the_first_and_the_last_that_fit(year: str, month: str, day: str) -> None:
    assert bounds(f"{year}-{month}-{day}") == searched(year, month, day)


@pytest.mark.parametrize(
    "text",
    [
        "15XX-02-3X", "1XX3-02-29", "1953-X4-31", "2016-13-XX", "-0000", "1953-00", "1953-20",
        "1953-42", "1953-21-10", "Y00001", "Y9999", "Y99999999999", "1950S0", "1953-06-10T24:00:01",
        "1953-06-10T12:60", "1953-06-10T12:00+14:01", "1953-06-10T12:00-00:00", "-00",
    ],
)  # fmt: skip
def test_nonexistent_dates(text: str) -> None:
    assert bounds(text) is None


@pytest.mark.parametrize("first", range(33, 37))
def test_quarters_follow_one_another_through_the_year(first: int) -> None:
    quarter, year = bounds(f"1953-{first}"), bounds("1953")
    assert quarter is not None
    assert year is not None
    ends = [bounds(f"1953-{code}") for code in range(33, 37)]
    assert [end[1] for end in ends[:-1] if end] == [end[0] for end in ends[1:] if end]
    assert year[0] <= quarter[0] < quarter[1] <= year[1]


def test_a_year_of_ten_figures_is_exact() -> None:
    lower, upper = bounds("Y9999999999") or (0.0, 0.0)
    assert upper - lower == 365 * SECONDS_PER_DAY
    assert np.float64(lower) / SECONDS_PER_DAY == int(days_from_civil(9_999_999_999, 1, 1))


def test_precisions_are_those_of_the_model() -> None:
    assert "start_precision" in TIME_COLUMNS
    assert len(set(PRECISIONS)) == len(PRECISIONS) == 12


X = 10


@given(st.integers(0, 10), st.integers(0, 10), st.integers(0, 31))
def test_tables_hold_the_least_and_the_greatest_that_match(tens: int, ones: int, top: int) -> None:
    code = 11 * tens + ones
    pattern = f"{'X' if tens == X else tens}{'X' if ones == X else ones}"
    fits = [n for n in range(1, 32)
            if all(p in ("X", f) for p, f in zip(pattern, f"{n:02}", strict=True))]  # fmt: skip
    assert matching(code) == fits
    assert LEAST[code] == min(fits, default=0)
    assert GREATEST[code, top] == max((n for n in fits if n <= top), default=0)


@pytest.mark.parametrize(
    ("window", "months", "day", "first", "last"),
    [
        ((1900, 1999, 99), (2,), 2 * 11 + 9, (1904, 2, 29), (1996, 2, 29)),
        ((1003, 1993, 990), (2,), 2 * 11 + 9, None, None),
        ((1953, 1953, 0), (4, 6, 10), 3 * 11 + X, (1953, 4, 30), (1953, 10, 31)),
        ((1953, 1953, 0), (2,), 3 * 11 + X, None, None),
        ((-9, -1, 9), (1,), 3 * 11 + 1, (-9, 1, 31), (-1, 1, 31)),
    ],
)
def test_the_first_and_last_day_there_is(
    window: tuple[int, int, int],
    months: tuple[int, ...],
    day: int,
    first: tuple[int, ...] | None,
    last: tuple[int, ...] | None,
) -> None:
    assert fitting_day(window, months, day, last=False, julian=False) == first
    assert fitting_day(window, months, day, last=True, julian=False) == last


def test_the_julian_calendar_has_leap_days_of_its_own() -> None:
    day = 2 * 11 + 9
    assert fitting_day((1900, 1900, 0), (2,), day, last=False, julian=True) == (1900, 2, 29)
