"""The time scale, compared with the standard library, and its properties."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import (
    civil_from_days,
    days_from_civil,
    days_from_julian,
    days_in_month,
    instant,
    is_leap,
    julian_from_days,
)

far = st.integers(-(10**12), 10**12)


@given(st.dates())
def test_days_are_those_of_the_standard_library(day: dt.date) -> None:
    count = day.toordinal() - dt.date(1970, 1, 1).toordinal()
    assert int(days_from_civil(day.year, day.month, day.day)) == count
    assert [int(part) for part in civil_from_days(count)] == [day.year, day.month, day.day]


def test_days_are_those_of_numpy_over_twelve_thousand_years() -> None:
    count = np.arange(-2_500_000, 2_000_000, 7)
    years, months, days = civil_from_days(count)
    stamps = count.astype("datetime64[D]")
    assert (years == stamps.astype("datetime64[Y]").astype(np.int64) + 1970).all()
    assert (months == stamps.astype("datetime64[M]").astype(np.int64) % 12 + 1).all()
    assert (days_from_civil(years, months, days) == count).all()


@given(st.lists(far, min_size=1))
def test_there_and_back_in_both_calendars(counts: list[int]) -> None:
    assert days_from_civil(*civil_from_days(counts)).tolist() == counts
    assert days_from_julian(*julian_from_days(counts)).tolist() == counts


@given(far, st.integers(1, 12), st.booleans())
def test_months_are_as_long_as_the_days_between_their_firsts(
    year: int, month: int, julian: bool
) -> None:
    days = days_from_julian if julian else days_from_civil
    following = (year + month // 12, month % 12 + 1)
    length = int(days(*following, 1)) - int(days(year, month, 1))
    assert int(days_in_month(year, month, julian=julian)) == length
    assert (month, length == 29) != (2, not is_leap(year, julian=julian))


@pytest.mark.parametrize(
    ("julian", "gregorian"),
    [
        ((1582, 10, 5), (1582, 10, 15)),
        ((1917, 10, 25), (1917, 11, 7)),
        ((1700, 2, 29), (1700, 3, 11)),
        ((-43, 3, 15), (-43, 3, 13)),
        ((200, 3, 1), (200, 3, 1)),
    ],
)
def test_julian_dates_of_record(julian: tuple[int, ...], gregorian: tuple[int, ...]) -> None:
    year, month, day = julian
    assert (
        tuple(int(part) for part in civil_from_days(days_from_julian(year, month, day)))
        == gregorian
    )


def test_an_instant_counts_seconds_and_there_is_a_year_before_the_first() -> None:
    assert instant(1970) == 0.0
    assert instant(1953, 6, 10, 20, 30, 1.5) - instant(1953, 6, 10) == 20.5 * 3600 + 1.5
    assert instant(1) - instant(0) == 366 * 86400.0
