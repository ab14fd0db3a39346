"""When it was night at a place, computed offline from the sun.

Takes an interval of instants and a place; returns the stretches from the end of civil
dusk to the start of civil dawn (the sun six degrees below the horizon), in local time.
Seasons repeat, so a year outside those of Python's calendar, 1 to 9999, is computed as
the year of the same place in the Gregorian cycle of 400 years.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from datetime import MAXYEAR, MINYEAR
from functools import lru_cache

from timeline.dates.calendar import SECONDS_PER_DAY, civil_from_days
from timeline.errors import UsageError

__all__ = ["nights"]

#: The sun's angle below the horizon at civil dawn and dusk, in degrees.
CIVIL = 6.0
CYCLE = 400
MOST_DAYS = 4000


def nights(
    low: float, high: float, *, latitude: float, longitude: float, utc_offset_hours: float
) -> list[tuple[float, float]]:
    """Return the nights between two instants, cut off at both.

    Parameters
    ----------
    low, high : float
        Instants in seconds, local time.
    latitude, longitude : float
        Degrees, north and east positive.
    utc_offset_hours : float
        What the local clock was ahead of UTC.

    Returns
    -------
    list of (float, float)
        Dusk and dawn of each night, sorted; a polar night is one stretch, a polar day none.

    Raises
    ------
    UsageError
        For a place that is not on the earth, or an interval of more than 4000 days.

    Examples
    --------
    >>> from timeline.dates.calendar import instant
    >>> found = nights(instant(1953, 6, 10), instant(1953, 6, 12), latitude=38.3,
    ...                longitude=127.4, utc_offset_hours=9)
    >>> len(found), [round(at / 3600 % 24, 1) for at in found[1]]
    (3, [20.4, 4.6])
    """
    _check(low, high, latitude, longitude)
    first, last = math.floor(low / SECONDS_PER_DAY) - 1, math.ceil(high / SECONDS_PER_DAY)
    place = (round(latitude, 6), round(longitude, 6), round(utc_offset_hours, 6))
    found: list[tuple[float, float]] = []
    for day in range(first, last + 1):
        span = _night_after(day, place)
        start, stop = (max(span[0], low), min(span[1], high)) if span else (0.0, 0.0)
        if stop <= start:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(stop, found[-1][1]))
        else:
            found.append((start, stop))
    return found


def _check(low: float, high: float, latitude: float, longitude: float) -> None:
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise UsageError(f"nights: no such place: latitude {latitude}, longitude {longitude}")
    if not (high - low) / SECONDS_PER_DAY <= MOST_DAYS:
        raise UsageError(f"nights: more than {MOST_DAYS} days are too many to see in a figure")


def _night_after(day: int, place: tuple[float, float, float]) -> tuple[float, float] | None:
    """Return the dark between the noon of a day and the next, or None where it stays light.

    Noon and midnight are the sun's own, by longitude: between them it only sinks or rises.
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
    """Return when the sun passes the angle, to a second, between a light and a dark instant."""
    while abs(dark - light) > 1.0:
        middle = (light + dark) / 2
        light, dark = (light, middle) if depth(middle) > CIVIL else (middle, dark)
    return float(round((light + dark) / 2))


@lru_cache(maxsize=1 << 14)
def _depth(at: float, latitude: float, longitude: float) -> float:
    """Return the sun's angle below the horizon at an instant of UTC, in degrees."""
    from astral import Observer
    from astral.sun import elevation

    moment = _moment(at)
    return -float(elevation(Observer(latitude, longitude), moment, with_refraction=False))


def _moment(at: float) -> dt.datetime:
    """Return an instant as Python's, its year moved by whole cycles into the calendar."""
    days = math.floor(at / SECONDS_PER_DAY)
    year, month, day = (int(part) for part in civil_from_days(days))
    inside = year if MINYEAR < year < MAXYEAR else 2000 + year % CYCLE
    midnight = dt.datetime(inside, month, day, tzinfo=dt.UTC)
    return midnight + dt.timedelta(seconds=at - days * SECONDS_PER_DAY)
