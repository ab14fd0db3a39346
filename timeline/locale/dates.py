"""Dates and spans of time in words.

Takes instants with their precision and qualifier (see ``timeline.model``); returns
texts such as ``10 June 1953, 20:00``, ``night of 10 June 1953``, ``some day in May 1953``,
``about 480 BCE``. A season is told by its months, which are the same words on both
halves of the earth; a century by its years, since 1900 to 1999 is nobody's twentieth century.

Takes the time columns of a checked table (``timeline.model``); returns texts such as
``10–12 June 1953``, ``June–July 1953``, ``since 25 June 1950 (ongoing)``,
``10 June 1953 – end unknown``, and how long something lasted. Single dates are
told by ``timeline.locale.dates``, whose ``moment_text`` is offered here too.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from timeline.dates.calendar import (
    SECONDS_PER_DAY,
    civil_from_days,
    days_from_civil,
    days_from_julian,
    julian_from_days,
)
from timeline.locale.language import Date, Language
from timeline.locale.language import language as speak

if TYPE_CHECKING:
    pass

__all__ = ["YEARS", "is_one", "moment_text", "same_unit_text"]

HOUR = 3600.0
#: Parts of a day: the hour of their start and their hours, to our word for them.
PARTS = {
    (4, 2): "dawn", (0, 6): "early morning", (6, 6): "morning", (12, 1): "noon",
    (12, 6): "afternoon", (18, 6): "evening", (18, 12): "night of",
}  # fmt: skip
CLOCKS = ("second", "minute", "hour")
#: How long the window of one unit can be at most, in seconds.
LONGEST = {
    "day": SECONDS_PER_DAY, "month": 31 * SECONDS_PER_DAY, "season": 184 * SECONDS_PER_DAY,
    "year": 366 * SECONDS_PER_DAY,
}  # fmt: skip
#: Years in the units that are told by their years.
YEARS = {"decade": 10, "century": 100, "millennium": 1000}


@lru_cache(maxsize=1 << 14)
def moment_text(
    lower: float,
    upper: float,
    precision: str,
    qualifier: str = "",
    *,
    language: str = "en",
    zone: str = "",
    anchor: str = "lower",
    calendar: str = "gregorian",
) -> str:
    """Tell one date.

    Parameters
    ----------
    lower, upper : float
        Between which instants it lies; ``upper`` is exclusive, or equal for an instant.
    precision : str
        ``"second"`` … ``"millennium"``. A window longer than the unit is told as
        "some day in" it; a shorter one is the unit that its ``anchor`` lies in.
    qualifier : str
        ``""``, ``"?"`` uncertain, ``"~"`` about, ``"%"`` both.
    language : str
        Of the text.
    zone : str
        ``""`` for local time, else ``"Z"`` or ``"+09:00"``, told with times of day.
    anchor : str
        ``"lower"`` or ``"upper"``: the end of the window that is not cut off.
    calendar : str
        ``"gregorian"``, or ``"julian"`` for the date that people of the time wrote.

    Examples
    --------
    >>> from timeline.dates.calendar import instant
    >>> moment_text(instant(1953, 5), instant(1953, 6), "month", "~")
    'about May 1953'
    >>> moment_text(instant(1953, 5), instant(1953, 6), "day")
    'some day in May 1953'
    >>> moment_text(instant(1953, 6, 10, 18), instant(1953, 6, 11, 6), "part", language="de")
    '10. Juni 1953, Nacht'
    >>> moment_text(instant(1917, 11, 7), instant(1917, 11, 8), "day", calendar="julian")
    '25 October 1917'
    """
    spoken = speak(language, calendar)
    if not (math.isfinite(lower) and math.isfinite(upper)):
        text = _open_text(lower, upper, precision, spoken=spoken)
    else:
        text = _plain_text(lower, upper, precision, spoken=spoken, anchor=anchor, zone=zone)
    if qualifier in ("~", "%"):
        text = spoken.words["about"].format(text)
    if qualifier in ("?", "%"):
        text = spoken.words["uncertain"].format(text)
    return text


def _open_text(lower: float, upper: float, precision: str, *, spoken: Language) -> str:
    """Tell a window without a beginning, an end, or both."""
    if math.isfinite(lower):
        return spoken.words["since"].format(_unit(lower, precision, spoken))
    if math.isfinite(upper):
        return spoken.words["until"].format(_unit(upper - 1, precision, spoken))
    return spoken.words["unknown"]


def _plain_text(
    lower: float, upper: float, precision: str, *, spoken: Language, anchor: str, zone: str
) -> str:
    """Tell a window that has both ends."""
    if precision in CLOCKS or (not precision and upper - lower < SECONDS_PER_DAY):
        text = _clock_text(lower if anchor == "lower" else upper, precision, spoken)
        if upper - lower > HOUR and precision in CLOCKS:
            text = spoken.words["some time in"].format(_window(lower, upper, spoken))
        return text + (f" ({'UTC' if zone == 'Z' else 'UTC' + zone})" if zone else "")
    if precision == "part":
        return _part_text(lower, upper, spoken)
    if precision in YEARS:
        return _years(_date(lower, spoken)[0], _date(upper - 1, spoken)[0], precision, spoken)
    if upper - lower > LONGEST.get(precision, 0.0):
        some = "some day in" if precision == "day" else "some time in"
        window = _window(lower, upper, spoken)
        return spoken.words[some].format(window) if precision else window
    if precision == "season":
        return _window(lower, upper, spoken)
    return _unit(lower if anchor == "lower" else upper - 1, precision, spoken)


def _date(at: float, spoken: Language) -> Date:
    of_days = julian_from_days if spoken.calendar == "julian" else civil_from_days
    year, month, day = of_days(math.floor(at / SECONDS_PER_DAY))
    return int(year), int(month), int(day)


def _midnight(date: Date, spoken: Language) -> float:
    days = (days_from_julian if spoken.calendar == "julian" else days_from_civil)(*date)
    return float(days) * SECONDS_PER_DAY


def _unit(at: float, precision: str, spoken: Language) -> str:
    """Tell the day, month, year … in which an instant lies."""
    year, month, day = _date(at, spoken)
    if precision in CLOCKS:
        return _clock_text(at, precision, spoken)
    if precision == "month":
        return spoken.month(year, month)
    if precision == "year":
        return spoken.year(year)
    if precision in YEARS:
        first = year // YEARS[precision] * YEARS[precision]
        return _years(first, first + YEARS[precision] - 1, precision, spoken)
    return spoken.day(year, month, day)


def _years(first: int, last: int, precision: str, spoken: Language) -> str:
    """Tell a decade by its name where it has one, else any stretch by its years."""
    if precision == "decade" and first > 0 and first % 10 == 0 and last == first + 9:
        return spoken.words["decade"].format(first)
    return spoken.span((first, 1, 1), (last, 1, 1), "year")


def _clock_text(at: float, precision: str, spoken: Language) -> str:
    return spoken.words["date, time"].format(
        spoken.day(*_date(at, spoken)), _clock(at, precision, spoken)
    )


def _clock(at: float, precision: str, spoken: Language) -> str:
    rest = round(at % SECONDS_PER_DAY)
    second = rest % 60 if precision == "second" or rest % 60 else None
    return spoken.clock(rest // 3600 % 24, rest // 60 % 60, second)


def _part_text(lower: float, upper: float, spoken: Language) -> str:
    """Tell a part of a day by its name, or a window of several by its days."""
    hours = (round(lower % SECONDS_PER_DAY / HOUR), round((upper - lower) / HOUR))
    if hours in PARTS:
        return spoken.words[PARTS[hours]].format(spoken.day(*_date(lower, spoken)))
    return _window(lower, upper, spoken)


def _window(lower: float, upper: float, spoken: Language) -> str:
    """Tell a stretch of time in the coarsest units that bound it exactly."""
    first, last, after = (_date(at, spoken) for at in (lower, upper - 1, upper))
    if lower != _midnight(first, spoken) or upper != _midnight(after, spoken):
        return spoken.words["span"].format(
            _clock_text(lower, "minute", spoken), _clock_text(upper, "minute", spoken)
        )
    if first[1:] == after[1:] == (1, 1):
        if last[0] == first[0]:
            return spoken.year(first[0])
        return spoken.span(first, last, "year")
    if first[2] == after[2] == 1:
        whole = first[:2] == last[:2]
        return spoken.month(*first[:2]) if whole else spoken.span(first, last, "month")
    return spoken.day(*first) if first == last else spoken.span(first, last, "day")


def is_one(lower: float, upper: float, precision: str) -> bool:
    """Tell whether a window is at most one unit long.

    Examples
    --------
    >>> is_one(0.0, 86400.0, "day"), is_one(0.0, 30 * 86400.0, "day")
    (True, False)
    """
    return upper - lower <= LONGEST.get(precision, HOUR)


def same_unit_text(first: float, last: float, precision: str, spoken: Language) -> str:
    """Tell both ends of a span in one expression, or ``""`` where they share nothing.

    Examples
    --------
    >>> same_unit_text(0.0, 2 * 86400.0, "day", speak("en"))
    '1–2 January 1970'
    """
    if not math.isfinite(first):
        return ""
    if precision in ("day", "month", "year"):
        one, other = _date(first, spoken), _date(last - 1, spoken)
        unit: dict[str, int] = {"year": 1, "month": 2, "day": 3}
        if one[: unit[precision]] == other[: unit[precision]]:
            return _unit(first, precision, spoken)
        if precision == "day":
            return spoken.span(one, other, "day")
        return spoken.span(one, other, "month" if precision == "month" else "year")
    if precision == "minute" and _date(first, spoken) == _date(last, spoken) and first < last:
        clocks = f"{_clock(first, precision, spoken)}–{_clock(last, precision, spoken)}"
        return spoken.words["date, time"].format(spoken.day(*_date(first, spoken)), clocks)
    return ""


YEAR = 365.2425 * SECONDS_PER_DAY
