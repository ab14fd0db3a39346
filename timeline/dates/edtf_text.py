"""Parsed dates back to EDTF text: the shortest form that says the same and no more.

Takes :class:`~timeline.dates.edtf.Dates`, returns one text a row. The instants are Gregorian, so a
date given in the Julian calendar comes out in the Gregorian one. Parsing the text again gives
the same bounds, precision, qualifier and states; qualifiers of single parts are united.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from timeline.dates.edtf import Dates
from timeline.dates.grammar import PARTS_OF_DAY
from timeline.dates.instants import SECONDS_PER_DAY, civil_from_days, days_in_month

__all__ = ["format_edtf"]

Day = tuple[int, int, int]
_HOUR = 3600
#: First month and number of months of the seasons, by their EDTF codes; northern ones first.
_SEASONS = {
    21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3), 33: (1, 3), 34: (4, 3), 35: (7, 3),
    36: (10, 3), 37: (1, 4), 38: (5, 4), 39: (9, 4), 40: (1, 6), 41: (7, 6),
}  # fmt: skip


@dataclass(frozen=True)
class _Known:
    """One date of known bounds: its first and last day, and the seconds into and of them."""

    first: Day
    last: Day
    begin: float
    end: float
    precision: str
    unit_seconds: float
    zone: str


def _year(year: int) -> str:
    sign, figures = ("-" if year < 0 else ""), f"{abs(year):04}"
    return f"{sign}{figures}" if len(figures) == 4 else f"Y{sign}{figures}"


def _day(day: Day) -> str:
    return f"{_year(day[0])}-{day[1]:02}-{day[2]:02}"


def _clock(day: Day, seconds: float, known: _Known) -> str:
    """Write the time that lies some seconds into a day, to the precision that is known."""
    whole = int(seconds)
    hour, minute, second = whole // 3600, whole // 60 % 60, whole % 60
    text = f"{_day(day)}T{hour:02}"
    if known.precision != "hour":
        text += f":{minute:02}"
    if known.precision == "second":
        places = round(-np.log10(known.unit_seconds))
        text += f":{second:02}" + (f"{seconds - whole:.{places}f}"[1:] if places else "")
    return text + known.zone


def _part(day: Day, hours: dict[str, float]) -> str:
    """Write the part of a day that begins, ends, or both, at the hours given."""
    for name, (begin, end) in PARTS_OF_DAY.items():
        if {"begin": begin, "end": end}.items() >= hours.items():
            return f"{_day(day)} {name}"
    return ""


def _season(year: int, month: int, months: int) -> str:
    for code, season in _SEASONS.items():
        if season == (month, months):
            return f"{_year(year)}-{code}"
    return ""


def _short_year(year: int, span: int) -> str:
    figures = {10: 3, 100: 2}[span]
    return f"{'-' if year < 0 else ''}{abs(year) // span:0{figures}}" if year % span == 0 else ""


def _whole_years(known: _Known) -> int:
    """Return how many whole years the bounds hold; 0 if they do not begin and end with one."""
    whole = known.first[1:] == (1, 1) and known.last[1:] == (12, 31) and not known.begin
    return known.last[0] - known.first[0] + 1 if whole else 0


def _whole_months(known: _Known) -> int:
    (year, month, day), (last_year, last_month, last_day) = known.first, known.last
    whole = day == 1 and last_day == int(days_in_month(last_year, last_month)) and not known.begin
    return (last_year - year) * 12 + last_month - month + 1 if whole else 0


def _one_unit(known: _Known) -> str:
    """Write bounds that are those of one unit; empty if they are not."""
    match known.precision:
        case "second" | "minute" | "hour":
            same = known.first == known.last
            one = same and abs(known.end - known.begin - known.unit_seconds) < 1e-4
            return _clock(known.first, known.begin, known) if one else ""
        case "part":
            nights = 0 if known.first == known.last else 24
            hours = {"begin": known.begin / _HOUR, "end": known.end / _HOUR + nights}
            length = (hours["end"] - hours["begin"]) * _HOUR
            return _part(known.first, hours) if length == known.unit_seconds else ""
        case "day":
            whole = known.first == known.last and known.end == SECONDS_PER_DAY
            return _day(known.first) if whole and not known.begin else ""
        case "month":
            return _day(known.first)[:-3] if _whole_months(known) == 1 else ""
        case "season":
            return _season(known.first[0], known.first[1], _whole_months(known))
        case "year":
            return _year(known.first[0]) if _whole_years(known) == 1 else ""
    span = {"decade": 10, "century": 100}[known.precision]
    return _short_year(known.first[0], span) if _whole_years(known) == span else ""


def _open_figures(known: _Known) -> str:
    """Write one unknown unit in a month, a year or a round number of years with X."""
    tail = {"day": "-XX-XX", "month": "-XX", "year": ""}.get(known.precision)
    if tail is None:
        return ""
    if known.precision == "day" and _whole_months(known) == 1:
        return f"{_day(known.first)[:-3]}-XX"
    span = _whole_years(known)
    if span == 1 and tail and abs(known.first[0]) <= 9999:
        return _year(known.first[0]) + tail
    low, high = sorted((abs(known.first[0]), abs(known.last[0])))
    round_years = span in (10, 100, 1000, 10_000) and low % span == 0 and high <= 9999
    if not round_years or known.first[0] < 0 <= known.last[0]:
        return ""
    count = len(str(span)) - 1
    figures = f"{low:04}"[: 4 - count] + "X" * count
    return ("-" if known.first[0] < 0 else "") + figures + tail


def _day_end(known: _Known, *, last: bool) -> str:
    aligned = known.end == SECONDS_PER_DAY if last else known.begin == 0
    return _day(known.last if last else known.first) if aligned else ""


def _season_end(known: _Known, *, last: bool) -> str:
    for code, (month, months) in _SEASONS.items():
        end = (month + months - 2) % 12 + 1
        if last and end == known.last[1]:
            return f"{_year(known.last[0] - (end < month))}-{code}"
        if not last and month == known.first[1]:
            return f"{_year(known.first[0])}-{code}"
    return ""


def _end_unit(known: _Known, *, last: bool) -> str:
    """Write the unit that begins with the lower bound, or that ends with the upper one."""
    day, bound = (known.last, (12, 31)) if last else (known.first, (1, 1))
    whole = _day_end(known, last=last)
    month_end = int(days_in_month(day[0], day[1])) if last else 1
    match known.precision:
        case "second" | "minute" | "hour":
            return _clock(day, known.end - known.unit_seconds if last else known.begin, known)
        case "part":
            return _part(
                day, {"end": known.end / _HOUR} if last else {"begin": known.begin / _HOUR}
            )
        case "day":
            return whole
        case "month":
            return whole[:-3] if day[2] == month_end else ""
        case "season":
            return _season_end(known, last=last) if day[2] == month_end else ""
        case "year":
            return _year(day[0]) if day[1:] == bound else ""
    span = {"decade": 10, "century": 100}[known.precision]
    return _short_year(day[0] - (span - 1) * last, span) if day[1:] == bound else ""


def _bounds(known: _Known, *, below: bool, above: bool) -> str:
    """Write the range of units between two bounds, either of which may be open."""
    first = "" if below else _end_unit(known, last=False)
    last = "" if above else _end_unit(known, last=True)
    if (first or below) and (last or above):
        return f"{first}..{last}"
    days = "" if below else _day(known.first), "" if above else _day(known.last)
    return "..".join(days)


def _known(dates: Dates, prefix: str) -> list[_Known]:
    """Gather what is known of each row; infinite bounds count as 1970 and are not shown."""
    lower = np.nan_to_num(getattr(dates, f"{prefix}lower"), posinf=0, neginf=0)
    upper = np.nan_to_num(getattr(dates, f"{prefix}upper"), posinf=SECONDS_PER_DAY, neginf=0)
    first = np.floor(lower / SECONDS_PER_DAY)
    last = np.ceil(upper / SECONDS_PER_DAY) - 1
    rows = zip(
        zip(*(part.tolist() for part in civil_from_days(first)), strict=True),
        zip(*(part.tolist() for part in civil_from_days(last)), strict=True),
        (lower - first * SECONDS_PER_DAY).tolist(),
        (upper - last * SECONDS_PER_DAY).tolist(),
        *(getattr(dates, prefix + name).tolist() for name in ("precision", "unit_seconds", "zone")),
        strict=True,
    )
    return [_Known(*row) for row in rows]


def _moment(known: _Known, qualifier: str, *, unspecified: bool, open_: tuple[bool, bool]) -> str:
    below, above = open_
    text = ""
    if not below and not above:
        text = (_open_figures if unspecified else _one_unit)(known)
    if text:
        return text + qualifier
    first, _, last = _bounds(known, below=below, above=above).partition("..")
    marked = f"{first and first + qualifier}..{last if first else last + qualifier}"
    return f"[{marked}]" if unspecified else f"{{{marked}}}"


def _side(dates: Dates, prefix: str) -> list[str]:
    states = getattr(dates, f"{prefix}state").tolist()
    qualifiers = getattr(dates, f"{prefix}qualifier").tolist()
    unspecified = getattr(dates, f"{prefix}unspecified").tolist()
    below = np.isneginf(getattr(dates, f"{prefix}lower")).tolist()
    above = np.isposinf(getattr(dates, f"{prefix}upper")).tolist()
    fixed = {"open": "..", "": "", "unknown": "", "empty": "", "invalid": ""}
    return [
        fixed[state]
        if state in fixed
        else _moment(known, qualifier, unspecified=vague, open_=open_)
        for state, known, qualifier, vague, open_ in zip(
            states, _known(dates, prefix), qualifiers, unspecified,
            zip(below, above, strict=True), strict=True,
        )
    ]  # fmt: skip


def format_edtf(dates: Dates) -> list[str]:
    """Write dates as EDTF, one text a row; rows that are empty or invalid give ``""``.

    Examples
    --------
    >>> from timeline.dates.edtf import parse_dates
    >>> texts = ["1953-05-XX", "?1950-06/..", "195X", "1950S3", "1953-06-10 night", "[1952,1953~]"]
    >>> format_edtf(parse_dates(texts))
    ['1953-05-XX', '1950-06?/..', '195X', '195X', '1953-06-10 night', '[1952~..1953]']
    """
    ends = dates.end_state.tolist()
    return [
        f"{first}/{last}" if end else first
        for first, last, end in zip(_side(dates, ""), _side(dates, "end_"), ends, strict=True)
    ]
