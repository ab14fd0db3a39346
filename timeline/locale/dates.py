"""Format single dates, durations and claimed numbers in words.

Takes instants with their precision and qualifier (see ``timeline.model``); returns
texts such as ``10 June 1953, 20:00``, ``night of 10 June 1953``, ``some day in May 1953``,
``about 480 BCE``. Seasons are written as months, which are unambiguous in both hemispheres,
and centuries as years, since 1900 to 1999 is not the twentieth century.
Time spans are formatted by ``timeline.locale.spans``.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

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
    import pandas as pd

_UNITS = (("year", 365.2425 * 86400), ("day", 86400), ("hour", 3600), ("minute", 60))


def duration_text(seconds: float, *, language: str = "en") -> str:
    """Format a duration in the largest unit that divides it.

    Examples
    --------
    >>> duration_text(21600), duration_text(86400, language="de")
    ('6 hours', '1 Tag')
    """
    whole = (entry for entry in _UNITS if seconds >= entry[1] and seconds % entry[1] == 0)
    unit, length = next(whole, ("second", 1.0))
    return speak(language).amount(seconds / length, unit)


#: The phrase of each bound, as a key of ``timeline.locale.messages``.
BOUNDS = {">": "more than", ">=": "at least", "<": "less than", "<=": "at most"}
ABOUT = "~"


def is_about(qualifier: str) -> bool:
    """Return whether a number is approximate.

    Examples
    --------
    >>> is_about("~"), is_about("~.."), is_about(">")
    (True, True, False)
    """
    return qualifier.startswith(ABOUT)


def bound_of(qualifier: str) -> str:
    """Return a qualifier without "about": empty, a bound, or ``".."`` for a range.

    Examples
    --------
    >>> bound_of("~"), bound_of("~>="), bound_of("..")
    ('', '>=', '..')
    """
    return qualifier.removeprefix(ABOUT)


def amount_text(best: float, qualifier: str = "", *, low: float, high: float, language: str) -> str:
    """Format the number or range of a claim; empty without a number.

    Examples
    --------
    >>> amount_text(22000, "~", low=22000, high=22000, language="en")
    'about 22,000'
    >>> amount_text(float("nan"), "..", low=1450, high=1600, language="de")
    '1.450–1.600'
    >>> amount_text(4500, "~>=", low=4500, high=float("inf"), language="en")
    'at least about 4,500'
    """
    spoken: Language = speak(language)
    bound = bound_of(qualifier)
    if bound == "..":
        text = spoken.words["range"].format(spoken.number(low), spoken.number(high))
    elif np.isnan(best):
        return ""
    else:
        text = spoken.number(best)
    if is_about(qualifier):
        text = spoken.words["about number"].format(text)
    phrase = spoken.words[BOUNDS[bound]].format(text) if bound in BOUNDS else text
    return phrase.replace(" de environ ", " d’environ ")  # as French has it


def amount_texts(frame: pd.DataFrame, *, language: str = "en") -> list[str]:
    """Format the number of every claim of a frame.

    Examples
    --------
    >>> import pandas as pd
    >>> row = {"value_low": 5, "value_best": 5, "value_high": float("inf"), "value_qualifier": ">"}
    >>> amount_texts(pd.DataFrame([row]))
    ['more than 5']
    """
    names = ("value_best", "value_qualifier", "value_low", "value_high")
    rows = zip(*(frame[name].tolist() for name in names), strict=True)
    return [
        amount_text(best, qualifier, low=low, high=high, language=language)
        for best, qualifier, low, high in rows
    ]


#: Midnight as the end of a day, which it belongs to.
MIDNIGHT = re.compile(r"[T ]24(?::00)*(?![0-9:])")
HOUR = 3600.0
#: Parts of a day by their start and length in hours, as keys of our phrases.
PARTS = {
    (4, 2): "dawn", (0, 6): "early morning", (6, 6): "morning", (12, 1): "noon",
    (12, 6): "afternoon", (18, 6): "evening", (18, 12): "night of",
}  # fmt: skip
CLOCKS = ("second", "minute", "hour")
#: Longest window of one unit, in seconds.
LONGEST = {
    "day": SECONDS_PER_DAY, "month": 31 * SECONDS_PER_DAY, "season": 184 * SECONDS_PER_DAY,
    "year": 366 * SECONDS_PER_DAY,
}  # fmt: skip
#: Years in the units that are written as years.
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
    in_phrase: bool = False,
) -> str:
    """Format one date.

    Parameters
    ----------
    lower, upper : float
        The instants that bound it; ``upper`` is exclusive, or equal to ``lower`` for an instant.
    precision : str
        ``"second"`` … ``"millennium"``. A window longer than the unit becomes
        "some day in" it; a shorter one the unit that contains its ``anchor``.
    qualifier : str
        ``""``, ``"?"`` uncertain, ``"~"`` about, ``"%"`` both.
    language : str
        Language of the text.
    zone : str
        ``""`` for local time, else ``"Z"`` or ``"+09:00"``, appended to times of day.
    anchor : str
        ``"lower"`` or ``"upper"``: the end of the window that is not clipped.
    calendar : str
        ``"gregorian"``, or ``"julian"`` for the date as people of the time wrote it.
    in_phrase : bool
        Whether it follows a preposition, which needs another case in some languages.

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
    about = qualifier in ("~", "%")
    if not (math.isfinite(lower) and math.isfinite(upper)):
        text = _open_text(lower, upper, precision, spoken=spoken)
    else:
        of_phrase = spoken.in_phrases() if about or in_phrase else spoken
        text = _plain_text(lower, upper, precision, spoken=of_phrase, anchor=anchor, zone=zone)
    if about:
        is_day = is_one(lower, upper, precision) and unit_of(precision) == "day"
        text = spoken.words["about day" if is_day else "about"].format(text)
    if qualifier in ("?", "%"):
        text = spoken.words["uncertain"].format(text)
    return text


def _open_text(lower: float, upper: float, precision: str, *, spoken: Language) -> str:
    """Format a window without a beginning, an end, or both."""
    if math.isfinite(lower):
        return spoken.words["or later"].format(_unit(lower, precision, spoken))
    if math.isfinite(upper):
        return spoken.words["or earlier"].format(_unit(upper - 1, precision, spoken))
    return spoken.words["unknown"]


def unit_of(precision: str) -> str:
    """Return the unit for naming a date: "day" for times of day, too.

    Examples
    --------
    >>> unit_of("minute"), unit_of("month"), unit_of("season")
    ('day', 'month', '')
    """
    if precision in CLOCKS or precision == "day":
        return "day"
    return precision if precision in ("month", "year") else ""


def _plain_text(
    lower: float, upper: float, precision: str, *, spoken: Language, anchor: str, zone: str
) -> str:
    if precision in CLOCKS or (not precision and upper - lower < SECONDS_PER_DAY):
        text = _clock_text(lower if anchor == "lower" else upper, precision, spoken)
        if upper - lower > HOUR and precision in CLOCKS:
            text = _some_time(lower, upper, spoken)
        return text + (f" ({'UTC' if zone == 'Z' else 'UTC' + zone})" if zone else "")
    if precision == "part":
        return _part_text(lower, upper, spoken)
    if precision in YEARS:
        return _years(_date(lower, spoken)[0], _date(upper - 1, spoken)[0], precision, spoken)
    if upper - lower > LONGEST.get(precision, 0.0):
        if precision == "day":
            key = "some day in" if _window_unit(lower, upper, spoken) else "day unknown in"
            return spoken.words[key].format(_window(lower, upper, spoken))
        return _some_time(lower, upper, spoken) if precision else _window(lower, upper, spoken)
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
    """Format the day, month, year … that contains an instant."""
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
    """Format a decade by name if possible, other windows by their years."""
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
    """Format a part of a day by name, or a window of several by days."""
    hours = (round(lower % SECONDS_PER_DAY / HOUR), round((upper - lower) / HOUR))
    if hours in PARTS:
        return spoken.words[PARTS[hours]].format(spoken.day(*_date(lower, spoken)))
    return _window(lower, upper, spoken)


def _window(lower: float, upper: float, spoken: Language) -> str:
    """Format a window in the coarsest units that bound it exactly."""
    first, last, after = (_date(at, spoken) for at in (lower, upper - 1, upper))
    if lower != _midnight(first, spoken) or upper != _midnight(after, spoken):
        return spoken.words["span"].format(
            _clock_text(lower, "minute", spoken), _clock_text(upper, "minute", spoken)
        )
    if first[1:] == after[1:] == (1, 1):
        return spoken.year(first[0]) if first[0] == last[0] else spoken.span(first, last, "year")
    if first[2] == after[2] == 1:
        whole = first[:2] == last[:2]
        return spoken.month(*first[:2]) if whole else spoken.span(first, last, "month")
    return spoken.day(*first) if first == last else spoken.span(first, last, "day")


def _window_unit(lower: float, upper: float, spoken: Language) -> str:
    """Format the month, year or decade that equals a window; empty if none does."""
    first, after = _date(lower, spoken), _date(upper, spoken)
    if (lower, upper) != (_midnight(first, spoken), _midnight(after, spoken)) or first[2] > 1:
        return ""
    months = (after[0] - first[0]) * 12 + after[1] - first[1] if after[2] == 1 else 0
    if months == 120 and first[0] > 0 and (first[0] % 10, first[1]) == (0, 1):
        return "decade"
    return {1: "month", 12: "year" if first[1] == 1 else ""}.get(months, "")


def _some_time(lower: float, upper: float, spoken: Language) -> str:
    unit = _window_unit(lower, upper, spoken)
    if unit == "decade":
        window = spoken.words["decade"].format(_date(lower, spoken)[0])
    else:
        window = _window(lower, upper, spoken)
    return spoken.words[f"some time in {unit}" if unit else "time unknown in"].format(window)


def is_one(lower: float, upper: float, precision: str) -> bool:
    """Return whether a window is at most one unit long.

    Examples
    --------
    >>> is_one(0.0, 86400.0, "day"), is_one(0.0, 30 * 86400.0, "day")
    (True, False)
    """
    return upper - lower <= LONGEST.get(precision, HOUR)


def same_unit_text(first: float, last: float, precision: str, spoken: Language) -> str:
    """Format both ends of a span in one expression; empty if they share nothing.

    Examples
    --------
    >>> same_unit_text(0.0, 2 * 86400.0, "day", speak("en"))
    '1–2 January 1970'
    """
    if not math.isfinite(first):
        return ""
    if precision in ("day", "month", "year"):
        one, other = _date(first, spoken), _date(last - 1, spoken)
        shared = {"year": 1, "month": 2, "day": 3}[precision]
        same = one[:shared] == other[:shared]
        return _unit(first, precision, spoken) if same else spoken.span(one, other, precision)
    if precision == "minute" and _date(first, spoken) == _date(last, spoken) and first < last:
        clocks = f"{_clock(first, precision, spoken)}–{_clock(last, precision, spoken)}"
        return spoken.words["date, time"].format(spoken.day(*_date(first, spoken)), clocks)
    return ""


def day_before_text(text: str, at: float, language: str) -> str:
    """Format a midnight as 24:00 of the day that it ends."""
    spoken = speak(language)
    day = spoken.day(*_date(at - 1, spoken))
    return text.replace(
        _clock_text(at, "minute", spoken), spoken.words["date, time"].format(day, "24:00")
    )
