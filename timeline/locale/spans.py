"""Format spans and periods of time in words.

Takes the time columns of a checked table (``timeline.model``); returns texts such as
``10–12 June 1953``, ``June–July 1953``, ``since 25 June 1950 (ongoing)``,
``10 June 1953 – end unknown``. Single dates are formatted by ``timeline.locale.dates``.
"""

from __future__ import annotations

import math
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

import numpy as np

from timeline.dates.arrays import Dates
from timeline.dates.calendar import SECONDS_PER_DAY, civil_from_days
from timeline.dates.parser import parse_dates, set_ranges
from timeline.locale.dates import (
    MIDNIGHT,
    YEARS,
    day_before_text,
    is_one,
    moment_text,
    same_unit_text,
    unit_of,
)
from timeline.locale.language import Date, Language
from timeline.locale.language import language as speak
from timeline.model import TIME_COLUMNS, Rows

if TYPE_CHECKING:
    import pandas as pd

#: Number of periods of gaps that are named; more are counted.
NAMED = 6


def period_texts(edges: np.ndarray, period: str, *, language: str = "en") -> list[str]:
    """Format the name of each period.

    Parameters
    ----------
    edges
        Bounds of the periods (seconds), one more than periods.

    Examples
    --------
    >>> period_texts(np.array([0, 31, 59]) * 86400.0, "month")
    ['January 1970', 'February 1970']
    """
    spoken = speak(language)
    dates = _first_days(edges)
    if period in ("day", "week"):
        return [spoken.day(*date) for date in dates]
    if period == "month":
        return [spoken.month(year, month) for year, month, _ in dates]
    if period == "quarter":
        short, span = spoken.months_short, spoken.words["span"]
        return [
            span.format(short[month - 1], spoken.month(year, month + 2, short=True))
            for year, month, _ in dates
        ]
    years = [spoken.year(year) for year, _, _ in dates]
    return years if period == "year" else [spoken.words["decade"].format(year) for year in years]


def _first_days(edges: np.ndarray) -> list[Date]:
    parts = civil_from_days(np.floor(edges[:-1] / SECONDS_PER_DAY).astype(np.int64))
    return list(zip(*(part.tolist() for part in parts), strict=True))


def short_period_texts(
    edges: np.ndarray, period: str, language: str
) -> tuple[list[str], list[str], list[int]]:
    """Return the short name of each period, its context, and a number to count steps by."""
    spoken = speak(language)
    dates = _first_days(edges)
    if period in ("day", "week"):
        months = [spoken.month(year, month, short=True) for year, month, _ in dates]
        return [str(day) for _, _, day in dates], months, list(range(len(dates)))
    if period in ("month", "quarter"):
        per = 1 if period == "month" else 3
        short, span = spoken.months_short, spoken.words["span"].replace(" ", "")
        names = [
            short[month - 1] if per == 1 else span.format(short[month - 1], short[month + 1])
            for _, month, _ in dates
        ]
        years = [spoken.year(year) for year, _, _ in dates]
        return names, years, [(month - 1) // per for _, month, _ in dates]
    texts = period_texts(edges, period, language=language)
    per = 1 if period == "year" else 10
    return texts, [""] * len(texts), [year // per for year, _, _ in dates]


def runs_text(
    runs: list[tuple[int, int]], edges: np.ndarray, period: str, *, language: str = "en"
) -> str:
    """Format runs of periods: single ones by name, longer ones as first to last.

    Examples
    --------
    >>> runs_text([(0, 2), (3, 4)], np.array([0, 365, 730, 1096, 1461]) * 86400.0, "year")
    '1970–1971, 1973'
    """
    spoken = speak(language)
    texts = period_texts(edges, period, language=language)
    named = []
    for first, after in runs:
        if period in ("day", "month", "year"):
            ends = (edges[first], edges[first + 1], edges[after - 1], edges[after])
            named.append(
                span_text(*map(float, ends), end_state="stated", start_precision=period,
                          end_precision=period, language=language)
            )  # fmt: skip
        else:
            span = spoken.words["span"].format(texts[first], texts[after - 1])
            named.append(texts[first] if after - first == 1 else span)
    more = len(named) - NAMED
    shown = ", ".join(named[:NAMED])
    return f"{shown} {spoken.words['and more'].format(more)}" if more > 0 else shown


#: A window that is no month or year of its calendar: "some time in" its days.
WINDOW = "window"


def span_text(
    start_earliest: float,
    start_latest: float,
    end_earliest: float,
    end_latest: float,
    *,
    end_state: str,
    start_precision: str,
    end_precision: str = "",
    start_qualifier: str = "",
    end_qualifier: str = "",
    zone: str = "",
    language: str = "en",
    calendar: str = "gregorian",
) -> str:
    """Format the time of an event from the columns of a checked table.

    The arguments are ``timeline.model.TIME_COLUMNS`` of one row, instants in seconds.

    Examples
    --------
    >>> from timeline.dates.calendar import instant
    >>> tenth, eleventh = instant(1953, 6, 10), instant(1953, 6, 11)
    >>> twelfth, after = instant(1953, 6, 12), instant(1953, 6, 13)
    >>> span_text(tenth, eleventh, twelfth, after, end_state="stated",
    ...           start_precision="day", end_precision="day")
    '10–12 June 1953'
    >>> span_text(tenth, tenth, eleventh, float("inf"), end_state="ongoing",
    ...           start_precision="day")
    'since 10 June 1953 (ongoing)'
    """
    spoken = speak(language, calendar)
    written = partial(moment_text, language=language, zone=zone, calendar=calendar)
    if end_state == "as start":
        return written(start_earliest, end_latest, start_precision, start_qualifier)
    known = bool(start_precision) and math.isfinite(start_earliest)
    begin = start_earliest, start_latest, start_precision, start_qualifier
    start = written(*begin) if known else spoken.words["begin unknown"]
    if end_state == "ongoing":
        if known:
            return since_text(*begin, language=language, zone=zone, calendar=calendar)
        return spoken.words["span"].format(start, spoken.words["ongoing"])
    if end_state == "unknown" or not (math.isfinite(end_earliest) or math.isfinite(end_latest)):
        return spoken.words["start, end unknown"].format(start)
    if not known and is_one(end_earliest, end_latest, end_precision):
        end_earliest = end_latest - (1 if end_precision else 0)
    elif start_precision == end_precision and not (start_qualifier or end_qualifier or zone):
        compact = same_unit_text(start_earliest, end_latest, start_precision, spoken)
        exact = is_one(start_earliest, start_latest, start_precision)
        if compact and exact and is_one(end_earliest, end_latest, end_precision):
            return compact
    until = partial(written, end_earliest, end_latest, end_precision, anchor="upper")
    end = until(end_qualifier)
    if not known:
        unit = unit_of(end_precision) if is_one(end_earliest, end_latest, end_precision) else ""
        if end_qualifier or not unit:
            return spoken.words["ended then"].format(end)
        phrase = spoken.words["until day" if unit == "day" else "until"]
        return phrase.format(until(in_phrase=True))
    return start if start == end else spoken.words["span"].format(start, end)


def since_text(
    lower: float,
    upper: float,
    precision: str,
    qualifier: str = "",
    *,
    language: str = "en",
    zone: str = "",
    calendar: str = "gregorian",
) -> str:
    """Format the start of an ongoing event.

    Examples
    --------
    >>> from timeline.dates.calendar import instant
    >>> since_text(instant(1953, 5, 1), instant(1953, 5, 2), "day", language="fr")
    'depuis le 1er mai 1953 (en cours)'
    >>> since_text(instant(1952, 12), instant(1953, 3), "season")
    'beginning: December 1952 – February 1953, ongoing'
    """
    words = speak(language, calendar).words
    unit = unit_of(precision) if is_one(lower, upper, precision) and not qualifier else ""
    text = moment_text(
        lower, upper, precision, qualifier, language=language, zone=zone, calendar=calendar,
        in_phrase=bool(unit),
    )  # fmt: skip
    key = {"": "began, ongoing", "day": "since day, ongoing"}.get(unit, "since, ongoing")
    return words[key].format(text)


def span_texts(events: pd.DataFrame | Rows, *, language: str = "en") -> list[str]:
    """Format the time of each row of a checked table; Julian dates in both calendars.

    Examples
    --------
    >>> import pandas as pd
    >>> from timeline.model import TIME_COLUMNS
    >>> row = (0.0, 0.0, 86400.0, 86400.0, "as start", "day", "", "", "", "")
    >>> events = pd.DataFrame([row], columns=list(TIME_COLUMNS))
    >>> span_texts(events)
    ['1 January 1970']
    >>> span_texts(events.assign(calendar="julian"))
    ['1 January 1970 (19 December 1969, Julian calendar)']
    """
    rows = zip(*(events[name].tolist() for name in TIME_COLUMNS), strict=True)
    starts, ends, calendars = (
        events[name].tolist() if name in events else [""] * len(events)
        for name in ("start", "end", "calendar")
    )
    texts = [
        members_text(start, language=language)
        or (_row_of_both if calendar.casefold() == "julian" else _row_text)(row, language)
        for row, start, calendar in zip(rows, starts, calendars, strict=True)
    ]
    for dates, column in ((starts, "start_earliest"), (ends, "end_latest")):
        for at, date in enumerate(dates):
            if MIDNIGHT.search(date):
                texts[at] = day_before_text(texts[at], float(events[column].tolist()[at]), language)
    return texts


@lru_cache(maxsize=1 << 12)
def members_text(start: str, *, language: str = "en") -> str:
    """Format the dates of a set ``{…}``, all of which are meant; empty for other dates.

    Examples
    --------
    >>> members_text("{1953-02-03, 1953-02-20}"), members_text("1953-02-03")
    ('3 February 1953 and 20 February 1953', '')
    """
    ranges = set_ranges(start) if start.startswith("{") else None
    if not ranges or any(".." in pair for pair in ranges):
        return ""
    spoken, dates = speak(language), parse_dates([end for pair in ranges for end in pair])
    return spoken.listed([_range_text(dates, at, spoken) for at in range(0, 2 * len(ranges), 2)])


def _range_text(dates: Dates, at: int, spoken: Language) -> str:
    first, last = (
        moment_text(
            float(dates.lower[row]), float(dates.upper[row]), dates.precision[row],
            dates.qualifier[row], language=spoken.code,
        )
        for row in (at, at + 1)
    )  # fmt: skip
    compact = same_unit_text(
        float(dates.lower[at]), float(dates.upper[at + 1]), dates.precision[at], spoken
    )
    return first if first == last else compact or spoken.words["span"].format(first, last)


@lru_cache(maxsize=1 << 14)
def _row_text(row: tuple[Any, ...], language: str, calendar: str = "gregorian") -> str:
    """Format one row of ``TIME_COLUMNS``."""
    times = dict(zip(TIME_COLUMNS, row, strict=True))
    return span_text(**times, language=language, calendar=calendar)


def _row_of_both(row: tuple[Any, ...], language: str) -> str:
    """Format one row of Julian dates: as drawn, and as originally written."""
    a, b, c, d, state, first, last, one, other, zone = row
    coarse = by_days(first) == WINDOW
    whole = coarse and state == "as start" and (first in YEARS or is_one(a, d, first))
    # If the start is unknown, the last day is named.
    if not first:
        c = d - 1
    last = by_days(last) if first else "day"
    first = "" if whole else by_days(first)
    new = _row_text((a, b, c, d, state, first, last, one, other, zone), language)
    old = _row_text((*row[:-1], ""), language, "julian")
    return _both_calendars(new, old, language=language)


def by_days(precision: str, calendar: str = "julian") -> str:
    """Return the precision for writing a date of another calendar in the Gregorian one.

    Julian months and years begin on other days, so they are written as days.

    Examples
    --------
    >>> by_days("month"), by_days("day"), by_days("month", "")
    ('window', 'day', 'month')
    """
    coarse = precision in YEARS or precision in ("month", "season", "year")
    return WINDOW if coarse and calendar.casefold() == "julian" else precision


def _both_calendars(new: str, old: str, *, language: str = "en") -> str:
    """Append the Julian date to the Gregorian one.

    Examples
    --------
    >>> _both_calendars("7 November 1917", "25 October 1917")
    '7 November 1917 (25 October 1917, Julian calendar)'
    """
    return speak(language).words["both calendars"].format(new, old)
