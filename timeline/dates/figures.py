"""Months and days with X for a figure: what they may stand for, and which of it exists.

Two figures of which any may be X are told as a code to the base 11, X being figure 10:
``1X`` is 1 * 11 + 10. Tables give the least and greatest number of a code; the few days that
do not stand in every month of their window are searched for.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

import numpy as np

from timeline.dates.instants import days_in_month

__all__ = ["GREATEST", "LEAST", "fitting_day", "matching"]


def matching(code: int) -> list[int]:
    """List the numbers 1 to 31 that a code stands for.

    Examples
    --------
    >>> matching(3 * 11 + 10), matching(10 * 11 + 5)
    ([30, 31], [5, 15, 25])
    """
    tens, ones = divmod(code, 11)
    return [n for n in range(1, 32) if tens in (n // 10, 10) and ones in (n % 10, 10)]


#: The least number of a code; 0 if it has none.
LEAST = np.array([min(matching(code), default=0) for code in range(121)], np.int64)
#: The greatest number of a code that is not above a limit; 0 if there is none.
GREATEST = np.array(
    [[max((n for n in matching(code) if n <= top), default=0) for top in range(32)]
     for code in range(121)], np.int64,
)  # fmt: skip


def _year_choices(low: int, high: int, spread: int, *, backwards: bool) -> Iterator[int]:
    """Yield the years that a year with X stands for; ``spread`` has a 9 for every X."""
    places = [10**n for n, figure in enumerate(reversed(str(spread))) if figure == "9"]
    figures = range(9, -1, -1) if backwards else range(10)
    for choice in product(figures, repeat=len(places)):
        year = low + sum(f * p for f, p in zip(choice, reversed(places), strict=True))
        if year <= high:
            yield year


@lru_cache(maxsize=4096)
def fitting_day(
    window: tuple[int, int, int], months: tuple[int, ...], day: int, *, last: bool, julian: bool
) -> tuple[int, int, int] | None:
    """Find the first (or last) day there is among the years, months and days that fit.

    ``window`` is the first year, the last, and a number with a 9 for every X of the year;
    ``day`` is the code of the day.

    Examples
    --------
    >>> fitting_day((1990, 1999, 9), (2,), 2 * 11 + 9, last=False, julian=False)
    (1992, 2, 29)
    """
    step = -1 if last else 1
    days = matching(day)
    # A year of 366 days has every day that any year has.
    if not any(d <= days_in_month(2000, m) for m in months for d in days):
        return None
    for year in _year_choices(*window, backwards=last):
        for month in months[::step]:
            top = int(days_in_month(year, month, julian=julian))
            fitting = [day for day in days if day <= top]
            if fitting:
                return year, month, fitting[::step][0]
    return None
