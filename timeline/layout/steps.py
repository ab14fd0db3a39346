"""The steps in which people divide time: from seconds to millions of years.

Takes an interval of instants; returns the instants of one step in it, on the
clock and the calendar: hours from midnight, days from the first of the month,
centuries at 100, 200 and, before them, 100 BCE and 200 BCE. No step falls into
a year 0: where the eras meet stands the year 1.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np

from timeline.dates.calendar import SECONDS_PER_DAY, civil_from_days, days_from_civil

__all__ = ["STEPS", "Step", "year_steps"]

YEAR = 365.2425 * SECONDS_PER_DAY
MONTH = YEAR / 12
#: Days of the month on which ticks stand, from every day to one a fortnight; evenly, and no 31st.
DAYS = {
    1: tuple(range(1, 32)),
    2: tuple(range(1, 30, 2)),
    5: (1, 6, 11, 16, 21, 26),
    10: (1, 11, 21),
    15: (1, 16),
}


@dataclass(frozen=True)
class Step:
    """A unit of time and how many of it lie between two ticks.

    Examples
    --------
    >>> from timeline.dates.calendar import instant
    >>> Step("month", 3).between(instant(1950, 2), instant(1950, 12)).size
    3
    """

    unit: Literal["second", "minute", "hour", "day", "month", "year"]
    count: int

    @property
    def seconds(self) -> float:
        """The mean length of the step in seconds."""
        unit = {"second": 1.0, "minute": 60.0, "hour": 3600.0, "day": SECONDS_PER_DAY,
                "month": MONTH, "year": YEAR}[self.unit]  # fmt: skip
        return unit * self.count

    def between(self, low: float, high: float) -> np.ndarray:
        """Return the instants of the step from ``low`` to ``high``, both included."""
        if self.unit == "year":
            found = _years(low, high, self.count)
        elif self.unit == "month":
            found = _months(low, high, self.count)
        elif self.unit == "day":
            found = _days(low, high, DAYS[self.count])
        else:
            first, last = math.ceil(low / self.seconds), math.floor(high / self.seconds)
            found = np.arange(first, last + 1) * self.seconds
        return found[(found >= low) & (found <= high)]


def _days(low: float, high: float, wanted: tuple[int, ...]) -> np.ndarray:
    days = np.arange(math.ceil(low / SECONDS_PER_DAY), math.floor(high / SECONDS_PER_DAY) + 1)
    day = civil_from_days(days)[2]
    return days[np.isin(day, wanted)] * SECONDS_PER_DAY


def _year_of(at: float) -> int:
    return int(civil_from_days(math.floor(at / SECONDS_PER_DAY))[0])


def _months(low: float, high: float, count: int) -> np.ndarray:
    first, last = _year_of(low) * 12, _year_of(high) * 12 + 12
    months = np.arange(first // count * count, last + 1, count)
    found: np.ndarray = days_from_civil(months // 12, months % 12 + 1, 1) * SECONDS_PER_DAY
    return found


def _years(low: float, high: float, count: int) -> np.ndarray:
    """Return the starts of every ``count``-th year, counted both ways from where the eras meet."""
    first, last = _year_of(low) - 1, _year_of(high) + 1
    marks = np.arange(first // count, last // count + 2) * count
    # A mark n BCE is the astronomical year 1 - n; the mark 0 becomes the year 1.
    years = np.unique(np.where(marks > 0, marks, marks + 1))
    found: np.ndarray = days_from_civil(years, 1, 1) * SECONDS_PER_DAY
    return found


def year_steps(seconds: float) -> tuple[Step, ...]:
    """Return steps of 1, 2, 5, 10, 20 … years, up to one of at least so many seconds.

    Examples
    --------
    >>> [step.count for step in year_steps(20 * YEAR)]
    [1, 2, 5, 10, 20]
    """
    decades = max(0, math.ceil(math.log10(max(seconds / YEAR, 1.0)))) + 1
    counts = [digit * 10**power for power in range(decades) for digit in (1, 2, 5)]
    enough = next(i for i, count in enumerate(counts) if count * YEAR >= seconds * (1 - 1e-9))
    return tuple(Step("year", count) for count in counts[: enough + 1])


@cache
def _fixed() -> tuple[Step, ...]:
    return (
        *(Step("second", count) for count in (1, 5, 10, 15, 30)),
        *(Step("minute", count) for count in (1, 2, 5, 10, 15, 30)),
        *(Step("hour", count) for count in (1, 2, 3, 6, 12)),
        *(Step("day", count) for count in DAYS),
        *(Step("month", count) for count in (1, 3, 6)),
    )


#: All steps under a year, the finest first.
STEPS = _fixed()
