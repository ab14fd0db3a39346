"""Convert calendar dates to seconds and back, for any year, over whole arrays; hours of night.

An instant is a float: seconds since 1970-01-01 00:00, local time, in the proleptic
Gregorian calendar. Years are astronomical: 0 is 1 BCE, -1 is 2 BCE. The dates of numpy and
pandas are not used because their range is a few centuries (nanoseconds) or starts at
year 1 (Python's ``datetime``).

Days are counted from a year that begins in March, so that the leap day comes last
and the number of days before each month is the same in every year.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from timeline.errors import UsageError

#: The sun's angle below the horizon at civil dawn and dusk, in degrees.
CIVIL = 6.0
CYCLE = 400
MOST_DAYS = 4000


def nights(
    low: float, high: float, *, latitude: float, longitude: float, utc_offset_hours: float
) -> list[tuple[float, float]]:
    """Return the nights between two instants, clipped to them.

    Parameters
    ----------
    low, high : float
        Instants in seconds, local time.
    latitude, longitude : float
        Degrees, north and east positive.
    utc_offset_hours : float
        Offset of the local clock from UTC, in hours.

    Returns
    -------
    list of (float, float)
        Dusk and dawn of each night, sorted; a polar night is one interval, a polar day none.

    Raises
    ------
    UsageError
        The place is not on the earth, or the interval is longer than 4000 days.

    Examples
    --------
    >>> from timeline.dates.calendar import instant
    >>> dark = nights(instant(1953, 6, 10), instant(1953, 6, 12), latitude=38.3,
    ...               longitude=127.4, utc_offset_hours=9)
    >>> len(dark), [round(at / 3600 % 24, 1) for at in dark[1]]
    (3, [20.4, 4.6])
    """
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise UsageError(f"nights: no such place: latitude {latitude}, longitude {longitude}")
    if not (high - low) / SECONDS_PER_DAY <= MOST_DAYS:
        raise UsageError(f"nights: more than {MOST_DAYS} days are too many to see in a figure")
    first, last = math.floor(low / SECONDS_PER_DAY) - 1, math.ceil(high / SECONDS_PER_DAY)
    place = (round(latitude, 6), round(longitude, 6), round(utc_offset_hours, 6))
    intervals: list[tuple[float, float]] = []
    for day in range(first, last + 1):
        span = _night_after(day, place)
        start, stop = (max(span[0], low), min(span[1], high)) if span else (0.0, 0.0)
        if stop <= start:
            continue
        if intervals and start <= intervals[-1][1]:
            intervals[-1] = (intervals[-1][0], max(stop, intervals[-1][1]))
        else:
            intervals.append((start, stop))
    return intervals


def _night_after(day: int, place: tuple[float, float, float]) -> tuple[float, float] | None:
    """Return the dark interval between the noon of a day and the next; None if it stays light.

    Noon and midnight are solar, by longitude: between them the sun only sinks or rises.
    """
    latitude, longitude, offset = place
    noon = day * SECONDS_PER_DAY + (12 + offset - longitude / 15) * 3600
    midnight, next_noon = noon + SECONDS_PER_DAY / 2, noon + SECONDS_PER_DAY
    shift = offset * 3600

    def depth(at: float) -> float:
        return _depth(at - shift, latitude, longitude)

    if depth(midnight) <= CIVIL:
        return None
    dusk = noon if depth(noon) > CIVIL else _crossing(depth, noon, midnight)
    dawn = next_noon if depth(next_noon) > CIVIL else _crossing(depth, next_noon, midnight)
    return dusk, dawn


def _crossing(depth: Callable[[float], float], light: float, dark: float) -> float:
    """Return when the sun passes the angle between a light and a dark instant, to a second."""
    while abs(dark - light) > 1.0:
        middle = (light + dark) / 2
        light, dark = (light, middle) if depth(middle) > CIVIL else (middle, dark)
    return float(round((light + dark) / 2))


@lru_cache(maxsize=1 << 14)
def _depth(at: float, latitude: float, longitude: float) -> float:
    """Return the sun's angle below the horizon at a UTC instant, in degrees."""
    from astral import Observer
    from astral.sun import elevation

    moment = _moment(at)
    return -float(elevation(Observer(latitude, longitude), moment, with_refraction=False))


def _moment(at: float) -> dt.datetime:
    """Convert an instant to Python's datetime, its year moved by whole cycles into range."""
    days = math.floor(at / SECONDS_PER_DAY)
    year, month, day = (int(part) for part in civil_from_days(days))
    inside = year if dt.MINYEAR < year < dt.MAXYEAR else 2000 + year % CYCLE
    midnight = dt.datetime(inside, month, day, tzinfo=dt.UTC)
    return midnight + dt.timedelta(seconds=at - days * SECONDS_PER_DAY)


SECONDS_PER_DAY = 86400.0

Whole = npt.NDArray[np.int64]

#: Days from 1 March of year 0 to 1970-01-01, minus one since days are counted from 1.
_EPOCH_GREGORIAN = 719_469
_EPOCH_JULIAN = 719_471
#: Days between 1 March and the first of a month, by month; index 0 is not a month.
_BEFORE = np.array([0, 306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275], np.int64)
_LENGTHS = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], np.int64)


def is_leap(year: npt.ArrayLike, *, julian: bool = False) -> npt.NDArray[np.bool_]:
    """Return which years have a 29 February.

    Examples
    --------
    >>> is_leap([0, 1900, 1952, 2000]).tolist(), is_leap([1900], julian=True).tolist()
    ([True, False, True, True], [True])
    """
    years: Whole = np.asarray(year, np.int64)
    fourth: npt.NDArray[np.bool_] = years & 3 == 0
    # Of the years divisible by 4, centuries are leap years only if divisible by 16.
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
    """Return the days since 1970-01-01 of Gregorian dates.

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
    """Return the days since 1970-01-01 of Julian dates.

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
    """Return the Gregorian year, month and day of days since 1970-01-01.

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
    """Return the Julian year, month and day of days since 1970-01-01.

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
    """Return the instant of a Gregorian date and time, in seconds.

    Examples
    --------
    >>> instant(1970, 1, 2, hour=1), instant(1, 1, 1) - instant(0, 12, 31)
    (90000.0, 86400.0)
    """
    days = float(days_from_civil(year, month, day))
    return days * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second
