"""The scale of time: calendar dates to seconds and back, for any year, over whole arrays.

An instant is a float: seconds since 1970-01-01 00:00, local time, on the proleptic
Gregorian calendar. Years are astronomical: 0 is 1 BCE, -1 is 2 BCE. numpy's and
pandas' own dates are not used because they end within a few centuries (nanoseconds)
or have no year below 1 (Python's ``datetime``).

Days are counted from a year that begins in March, so that the leap day comes last
and the days before each month are the same in every year.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = [
    "SECONDS_PER_DAY",
    "civil_from_days",
    "days_from_civil",
    "days_from_julian",
    "days_in_month",
    "instant",
    "is_leap",
    "julian_from_days",
]

SECONDS_PER_DAY = 86400.0

Whole = npt.NDArray[np.int64]

#: Days from 1 March of year 0 to 1970-01-01, less one since days are counted from 1.
_EPOCH_GREGORIAN = 719_469
_EPOCH_JULIAN = 719_471
#: Days between 1 March and the first of a month, by month; index 0 is not a month.
_BEFORE = np.array([0, 306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275], np.int64)
_LENGTHS = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], np.int64)


def is_leap(year: npt.ArrayLike, *, julian: bool = False) -> npt.NDArray[np.bool_]:
    """Tell which years have a 29 February.

    Examples
    --------
    >>> is_leap([0, 1900, 1952, 2000]).tolist(), is_leap([1900], julian=True).tolist()
    ([True, False, True, True], [True])
    """
    years: Whole = np.asarray(year, np.int64)
    fourth: npt.NDArray[np.bool_] = years & 3 == 0
    # Of the fourth years, those of a century are leap only if 16 divides them too.
    return fourth if julian else fourth & ((years % 25 != 0) | (years & 15 == 0))


def days_in_month(year: npt.ArrayLike, month: npt.ArrayLike, *, julian: bool = False) -> Whole:
    """Return the number of days of each month (1 to 12).

    Examples
    --------
    >>> days_in_month([1952, 1953, 1953], [2, 2, 6]).tolist()
    [29, 28, 30]
    """
    months = np.asarray(month, np.int64)
    lengths: Whole = _LENGTHS[months] + ((months == 2) & is_leap(year, julian=julian))
    return lengths


def _march_year(year: npt.ArrayLike, month: Whole) -> Whole:
    return np.asarray(year, np.int64) - (month <= 2)


def days_from_civil(year: npt.ArrayLike, month: npt.ArrayLike, day: npt.ArrayLike) -> Whole:
    """Return the days since 1970-01-01 of dates of the Gregorian calendar.

    Examples
    --------
    >>> days_from_civil([1970, 1953, -479], [1, 6, 9], [1, 10, 20]).tolist()
    [0, -6049, -894217]
    """
    months = np.asarray(month, np.int64)
    y = _march_year(year, months)
    leaps = (y >> 2) - y // 100 + y // 400
    return y * 365 + leaps + _BEFORE[months] + np.asarray(day, np.int64) - _EPOCH_GREGORIAN


def days_from_julian(year: npt.ArrayLike, month: npt.ArrayLike, day: npt.ArrayLike) -> Whole:
    """Return the days since 1970-01-01 of dates of the Julian calendar.

    Examples
    --------
    >>> days_from_julian(1917, 10, 25) == days_from_civil(1917, 11, 7)
    np.True_
    """
    months = np.asarray(month, np.int64)
    y = _march_year(year, months)
    return y * 365 + (y >> 2) + _BEFORE[months] + np.asarray(day, np.int64) - _EPOCH_JULIAN


def _from_march(year: Whole, day_of_year: Whole) -> tuple[Whole, Whole, Whole]:
    index = (5 * day_of_year + 2) // 153
    month = np.where(index < 10, index + 3, index - 9)
    day = day_of_year - (153 * index + 2) // 5 + 1
    return year + (month <= 2), month, day


def civil_from_days(days: npt.ArrayLike) -> tuple[Whole, Whole, Whole]:
    """Return year, month and day of the Gregorian calendar for days since 1970-01-01.

    Examples
    --------
    >>> [part.tolist() for part in civil_from_days([0, -6049, -894217])]
    [[1970, 1953, -479], [1, 6, 9], [1, 10, 20]]
    """
    count = np.asarray(days, np.int64) + (_EPOCH_GREGORIAN - 1)
    era = count // 146_097
    rest = count - era * 146_097
    year = (rest - rest // 1460 + rest // 36_524 - rest // 146_096) // 365
    return _from_march(year + era * 400, rest - (365 * year + year // 4 - year // 100))


def julian_from_days(days: npt.ArrayLike) -> tuple[Whole, Whole, Whole]:
    """Return year, month and day of the Julian calendar for days since 1970-01-01.

    Examples
    --------
    >>> [int(part) for part in julian_from_days(days_from_civil(1917, 11, 7))]
    [1917, 10, 25]
    """
    count = np.asarray(days, np.int64) + (_EPOCH_JULIAN - 1)
    year = (4 * count + 3) // 1461
    return _from_march(year, count - (1461 * year >> 2))


def instant(
    year: int, month: int = 1, day: int = 1, hour: int = 0, minute: int = 0, second: float = 0
) -> float:
    """Return the instant of one moment of the Gregorian calendar, in seconds.

    Examples
    --------
    >>> instant(1970, 1, 2, hour=1), instant(1, 1, 1) - instant(0, 12, 31)
    (90000.0, 86400.0)
    """
    days = float(days_from_civil(year, month, day))
    return days * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second
