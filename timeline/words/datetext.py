"""The time of an event in words, exactly as far as it is known.

Takes the time columns of a checked table (``timeline.model``); returns texts such as
``10–12 June 1953``, ``June–July 1953``, ``since 25 June 1950 (ongoing)``,
``10 June 1953 – end unknown``, and how long something lasted. Single dates are
told by ``timeline.words.momenttext``, whose ``moment_text`` is offered here too.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from timeline.dates.calendar import SECONDS_PER_DAY
from timeline.words.language import Language
from timeline.words.language import language as speak
from timeline.words.momenttext import YEARS, is_one, moment_text, same_unit_text

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["both_calendars", "by_days", "duration_text", "moment_text", "span_text", "span_texts"]

YEAR = 365.2425 * SECONDS_PER_DAY
#: A stretch that is no month or year of the calendar that tells it: "some time in" its days.
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
    """Tell the time of an event from the columns of a checked table.

    The arguments are ``timeline.model.TIME_COLUMNS`` of one row; the first four in seconds.

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
    if end_state == "as start":
        return moment_text(start_earliest, end_latest, start_precision, start_qualifier,
                           language=language, zone=zone, calendar=calendar)  # fmt: skip
    known = bool(start_precision) and math.isfinite(start_earliest)
    start = spoken.words["begin unknown"] if not known else moment_text(
        start_earliest, start_latest, start_precision, start_qualifier, language=language,
        zone=zone, calendar=calendar,
    )  # fmt: skip
    if end_state == "ongoing":
        words = spoken.words
        unsaid = words["span"].format(start, words["ongoing"])
        return words["since, ongoing"].format(start) if known else unsaid
    if end_state == "unknown" or not math.isfinite(end_latest):
        return spoken.words["start, end unknown"].format(start)
    if not known:
        end_earliest = end_latest - (1 if end_precision else 0)
    elif start_precision == end_precision and not (start_qualifier or end_qualifier or zone):
        compact = same_unit_text(start_earliest, end_latest, start_precision, spoken)
        exact = is_one(start_earliest, start_latest, start_precision)
        if compact and exact and is_one(end_earliest, end_latest, end_precision):
            return compact
    end = moment_text(end_earliest, end_latest, end_precision, end_qualifier,
                      language=language, zone=zone, anchor="upper", calendar=calendar)  # fmt: skip
    if not known:
        return spoken.words["until"].format(end)
    return start if start == end else spoken.words["span"].format(start, end)


def span_texts(events: pd.DataFrame, *, language: str = "en") -> list[str]:
    """Tell the time of every row of a checked table's frame; Julian dates by both calendars.

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
    names = ("start_earliest", "start_latest", "end_earliest", "end_latest", "end_state",
             "start_precision", "end_precision", "start_qualifier", "end_qualifier",
             "zone")  # fmt: skip
    rows: Iterable[tuple[object, ...]] = zip(*(events[n].tolist() for n in names), strict=True)
    if "calendar" not in events or not (events["calendar"] != "").any():
        return [_row_text(row, language) for row in rows]
    julian = (events["calendar"].str.casefold() == "julian").tolist()
    return [
        _row_of_both(row, language) if old else _row_text(row, language)
        for row, old in zip(rows, julian, strict=True)
    ]


@lru_cache(maxsize=1 << 14)
def _row_text(row: tuple[object, ...], language: str, calendar: str = "gregorian") -> str:
    """Tell one row: four instants, then the words of ``span_texts``."""
    a, b, c, d, state, first, last, one, other, zone = row
    return span_text(
        a, b, c, d, end_state=state, start_precision=first, end_precision=last,  # type: ignore[arg-type]
        start_qualifier=one, end_qualifier=other, zone=zone, language=language,  # type: ignore[arg-type]
        calendar=calendar,
    )  # fmt: skip


def _row_of_both(row: tuple[object, ...], language: str) -> str:
    """Tell one row of Julian dates: as it is drawn, and as people wrote it."""
    a, b, c, d, state, first, last, one, other, zone = row
    coarse = by_days(str(first)) == WINDOW
    whole = coarse and state == "as start" and (first in YEARS or is_one(a, d, str(first)))  # type: ignore[arg-type]
    # Of what began nobody knows when, the last day is told.
    last = by_days(str(last)) if first else "day"
    first = "" if whole else by_days(str(first))
    new = _row_text((a, b, c, d, state, first, last, one, other, zone), language)
    old = _row_text((*row[:-1], ""), language, "julian")
    return both_calendars(new, old, language=language)


def by_days(precision: str, calendar: str = "julian") -> str:
    """Return with which precision the Gregorian calendar tells a date of another one.

    Months and years of the Julian calendar begin on other days, so that they are told by those.

    Examples
    --------
    >>> by_days("month"), by_days("day"), by_days("month", "")
    ('window', 'day', 'month')
    """
    coarse = precision in YEARS or precision in ("month", "season", "year")
    return WINDOW if coarse and calendar.casefold() == "julian" else precision


def both_calendars(new: str, old: str, *, language: str = "en") -> str:
    """Set the Julian date behind the Gregorian one.

    Examples
    --------
    >>> both_calendars("7 November 1917", "25 October 1917")
    '7 November 1917 (25 October 1917, Julian calendar)'
    """
    return f"{new} ({old}, {speak(language).words['julian']})"


def duration_text(shortest: float, longest: float | None = None, *, language: str = "en") -> str:
    r"""Tell how long something lasted, in seconds at the least and at the most.

    Examples
    --------
    >>> duration_text(9 * 3600), duration_text(8 * 86400), duration_text(5400, language="fr")
    ('9 hours', '8 days', '1\xa0heure 30 minutes')
    >>> duration_text(86400, 3 * 86400)
    '1 day – 3 days'
    """
    spoken = speak(language)
    low = _amounts(shortest, spoken)
    high = low if longest is None else _amounts(longest, spoken)
    return low if low == high else spoken.words["span"].format(low, high)


def _amounts(seconds: float, spoken: Language) -> str:
    """Tell a length in its largest unit, and the next where it is a matter of hours."""
    if not math.isfinite(seconds):
        return spoken.words["unknown"]
    if seconds >= 2 * YEAR:
        return spoken.amount(round(seconds / YEAR), "year")
    if seconds >= 2 * SECONDS_PER_DAY or (seconds and seconds % SECONDS_PER_DAY == 0):
        return spoken.amount(round(seconds / SECONDS_PER_DAY), "day")
    if seconds < 60:
        return spoken.amount(round(seconds), "second")
    hours, minutes = divmod(round(seconds / 60), 60)
    amounts = ((hours, "hour"), (minutes, "minute"))
    return " ".join(spoken.amount(count, unit) for count, unit in amounts if count)
