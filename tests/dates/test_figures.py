"""Figures with X: what a code stands for, and the search for days that exist."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import GREATEST, LEAST, fitting_day, matching

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
