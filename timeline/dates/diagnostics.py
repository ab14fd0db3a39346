"""Explain why a text is not a date, and suggest a correction.

Takes one text that ``parse_dates`` refuses; returns a message ("month 13 does not exist")
and a hint ("did you mean 1953-12-01?"). Every suggested date is valid.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from timeline.dates.calendar import civil_from_days, days_from_civil, days_in_month
from timeline.dates.grammar import moment_shape, shape_of
from timeline.dates.suggestions.readings import suggestion
from timeline.dates.suggestions.vocabulary import NO_DATE, ONGOING, fold_text


@dataclass(frozen=True)
class Placeholder:
    """A date that means ``meaning`` ("ongoing" or "no date"), and its usual origin."""

    meaning: str
    name: str


_FAR = "a day so far ahead that it stands for no end"
_DAYS = {
    "0000-00-00": Placeholder("no date", "the zero date of MySQL, which stands for no date"),
    "1900-01-00": Placeholder("no date", "day 0 of a spreadsheet: an empty cell shown as a date"),
    "1899-12-30": Placeholder("no date", "day 0 of Excel and OLE: an empty cell shown as a date"),
    "1899-12-31": Placeholder("no date", "day 0 of a spreadsheet: an empty cell shown as a date"),
    "0001-01-01": Placeholder("no date", "the first day of .NET and SQL, which stands for no date"),
    "2079-06-06": Placeholder("ongoing", "the last day of SQL Server's smalldatetime"),
    "2262-04-11": Placeholder("ongoing", "the last day of pandas, which stands for no end"),
    "2099-12-31": Placeholder("ongoing", _FAR), "2199-12-31": Placeholder("ongoing", _FAR),
    "2100-01-01": Placeholder("ongoing", _FAR), "2100-12-31": Placeholder("ongoing", _FAR),
    "3000-01-01": Placeholder("ongoing", _FAR), "3000-12-31": Placeholder("ongoing", _FAR),
}  # fmt: skip
_YEARS = re.compile(r"(?:2999|9999|8888|7777|3999|4000|4712|5999|6999|7999|8999)(?![0-9])")
_TIME = re.compile(r"[ t]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?z?$")
_ZERO = re.compile(r"0000-00-00|00([./-])00\1(?:0000|00)|1900-01-00|0{1,2}[./-]0?1[./-]1900"
                   r"|0?1/0{1,2}/1900|0?0-jan-(?:19)?00")  # fmt: skip


def zero_date(text: str) -> Placeholder | None:
    """Return the placeholder that a zero of a database or spreadsheet is; else None.

    Examples
    --------
    >>> zero_date("00/00/0000").name, zero_date("1953-06-00")
    ('the zero date of MySQL, which stands for no date', None)
    """
    day = _TIME.sub("", fold_text(text))
    if not _ZERO.fullmatch(day):
        return None
    return _DAYS["1900-01-00" if "1900" in day or "jan" in day else "0000-00-00"]


@lru_cache(maxsize=4096)
def placeholder(text: str) -> Placeholder | None:
    """Return the placeholder that a date is, in any notation; else None.

    Examples
    --------
    >>> placeholder("31.12.2099").meaning, placeholder("9999-12-31 23:59:59").meaning
    ('ongoing', 'ongoing')
    >>> placeholder("0000-00-00").name
    'the zero date of MySQL, which stands for no date'
    >>> placeholder("1953-06-10") is None
    True
    """
    if zero := zero_date(text):
        return zero
    day = _TIME.sub("", fold_text(text))
    dates = [day] if re.fullmatch(r"\d{4}(?:-\d\d-\d\d)?", day) else list(suggestion(day))
    if not dates or len({date[:4] for date in dates}) > 1:
        return None
    if _YEARS.match(dates[0]):
        return Placeholder("ongoing", _FAR)
    return next((_DAYS[date] for date in dates if date in _DAYS), None)


#: Longest text (characters) that may be meant as a date.
_LONGEST = 200
# Not those of Python's calendar, which follow the locale of the process.
_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_EXAMPLES = "write 1953, 1953-06, 1953-06-10 or 1953-06-10T20:00"
_FIGURES = re.compile(
    r"(?P<year>-?\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:[T ](?P<hour>\d\d)(?::(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?)?"
    r"(?P<zone>Z|[+-]\d\d(?::?\d\d)?)?)?)?)?"
)

Fault = tuple[str, str]
IsDate = Callable[[str], bool]


def _day_fault(year: str, month: int, day: int) -> Fault | None:
    length = int(days_in_month(int(year), month))
    if 1 <= day <= length:
        return None
    hint = f"the last day is {year}-{month:02}-{length}"
    if day == 0:
        hint = f"write {year}-{month:02} where the day is not known"
    elif (month, day) == (2, 29) and int(year) % 4 == 0:
        hint = "a date of the Julian calendar? say so in the column calendar"
    return f"does not exist: {_MONTH_NAMES[month - 1]} {year} has {length} days", hint


def _month_fault(year: str, month: int, day: int | None) -> Fault:
    hint = "months go from 01 to 12"
    if day and day <= 12 and 1 <= month <= 31:
        hint = f"did you mean {year}-{day:02}-{month:02}?"
    if day is None and month > int(year[-2:]):
        hint = f"did you mean {year}/{year[:-2]}{month:02}?"
    return f"does not exist: there is no month {month:02}", hint


def _clock_fault(parts: dict[str, str | None]) -> Fault | None:
    if parts["second"] == "60":
        return "does not exist: there is no second 60", "leap seconds are not kept: write second 59"
    for name, top in (("hour", 24), ("minute", 59), ("second", 59)):
        value = int(parts[name] or 0)
        if value > top:
            return f"does not exist: there is no {name} {value:02}", f"{name}s end with {top}"
    if int(parts["hour"] or 0) == 24:
        return "does not exist: the day ends with T24:00", "write the time of the next day"
    if parts["zone"] not in (None, "Z"):
        return f"has an offset that does not exist: {parts['zone']}", "from -12:00 to +14:00"
    return None


def _number_fault(text: str) -> Fault | None:
    """Find the number that does not exist in a text that looks like a date."""
    match = _FIGURES.fullmatch(text)
    if match is None:
        return None
    parts = match.groupdict()
    if parts["year"] == "-0000":
        return "does not exist: there is no year -0000", "0000 is 1 BCE, -0001 is 2 BCE"
    month = int(parts["month"] or 1)
    if not 1 <= month <= 12:
        return _month_fault(parts["year"] or "", month, int(parts["day"]) if parts["day"] else None)
    if parts["day"] is None:
        return None
    return _day_fault(parts["year"] or "", month, int(parts["day"])) or _clock_fault(parts)


def _order_fault(text: str, is_date: IsDate) -> Fault | None:
    first, slash, last = text.partition("/")
    if slash and first and last and is_date(f"{last}/{first}"):
        return "ends before it begins", f"did you mean {last}/{first}?"
    return None


def _part_fault(text: str, is_date: IsDate) -> Fault | None:
    """Say which part of an interval is not a date."""
    parts = text.split("/")
    for part in parts if len(parts) == 2 else ():
        if part not in ("", "..") and not is_date(part):
            message, hint = explain(part, is_date)
            return f'{message} (the part "{part}")', hint
    return None


def _word_fault(text: str) -> Fault | None:
    words = fold_text(text)
    if words in NO_DATE:
        return "is not a date", "leave the cell empty; write / for an end that is not known"
    if words in ONGOING:
        return "is not a date", "write .. for an end that goes on"
    if "midnight" in words:
        day = words[:10] if re.match(r"\d{4}-\d\d-\d\d", words) else ""
        hint = f"write {day}T00:00 where it begins the day, {day}T24:00 where it ends it"
        return "does not say which midnight is meant", hint
    return None


def _form_fault(text: str) -> Fault | None:
    """Say what is wrong with a text in the form of a set, or with X in it."""
    if text[:1] in ("[", "{"):
        ranges = "ranges run forwards, between dates of one precision"
        return "is not a set of dates", f"write [1950,1952..1953] or {{1950,1952..1953}}; {ranges}"
    if moment_shape(shape_of(text), 0) is not None:
        hint = "no existing day or year fits it"
        if "Y" in text:
            hint = "years of more than four digits go to Y10000000000, before and after"
        return "does not exist", hint
    if re.search(r"X.*[T ]\d\d", text):
        return "has a time on a day that is not known", "a time needs a whole date before it"
    return None


_CLOCK = r"(?: \d\d?:\d\d(?P<seconds>:\d\d)?)?"


def _clock_form(match: re.Match[str], text: str) -> str:
    """Return the directives of the time after a date, for ``--date-format``."""
    if ":" not in text:
        return ""
    return " %H:%M:%S" if match["seconds"] else " %H:%M"


def _ambiguity(text: str, dates: Sequence[str]) -> Fault:
    match = re.fullmatch(rf"\d\d?([/ -])\d\d?\1\d{{4}}{_CLOCK}", fold_text(text))
    if match is None or len(dates) != 2:
        return "is ambiguous", f"write {' or '.join(dates)}"
    form = match[1].join(("%d", "%m", "%Y")) + _clock_form(match, text)
    question = f"{dates[0]} (day first) or {dates[1]} (month first)?"
    return "is ambiguous", f'{question} if the first, say --date-format "{form}"'


def _near_fault(text: str, is_date: IsDate) -> Fault | None:
    if fault := _serial_fault(text) or _short_year_fault(text) or _short_date_fault(text):
        return fault
    dates = [date for date in suggestion(text) if date != text and is_date(date)]
    if len(dates) > 1:
        return _ambiguity(text, dates)
    if dates:
        shown = f'"{dates[0]}"' if dates[0].endswith("?") else dates[0]
        return "is not a date as we read it", f"did you mean {shown}?"
    return None


def _placeholder_fault(text: str) -> Fault | None:
    """Name a placeholder of databases and spreadsheets for a missing date."""
    known = placeholder(text)
    if known is None or known.meaning != "no date":
        return None
    return f"is {known.name}", "leave the cell empty"


def _serial_fault(text: str) -> Fault | None:
    """Recognize a spreadsheet's day number, counted from 1899-12-30."""
    if not re.fullmatch(r"[1-9]\d{4}(?:\.\d+)?", text):
        return None
    year, month, day = civil_from_days(days_from_civil(1899, 12, 30) + int(text[:5]))
    date = f"{int(year):04}-{int(month):02}-{int(day):02}"
    hint = f"an Excel serial number? that day is {date}; the year is written Y{text[:5]}"
    return "is not a date as we read it", hint


def _short_year_fault(text: str) -> Fault | None:
    """Ask for the century of a month with a two-digit year, such as Jun-53."""
    words = fold_text(text)
    match = re.fullmatch(r"(?P<rest>(?:\d\d?[ -])?[^\W\d_]{3,9}\.?[ -])'?(?P<year>\d\d)", words)
    if match is None:
        return None
    dates = [suggestion(f"{match['rest']}{century}{match['year']}") for century in (19, 20)]
    if not all(dates):
        return None
    sign = match["rest"][-1]
    form = sign.join([*(["%d"] if words[0].isdigit() else []), "%b", "%y"])
    option = f'--date-format "{form}" --century 1900'
    return "does not say its century", f"{dates[0][0]} or {dates[1][0]}? say {option}"


def _short_date_fault(text: str) -> Fault | None:
    """Ask for the century of a date with a two-digit year, such as 10.6.53 or 6/10/53."""
    match = re.fullmatch(rf"(\d\d?)([./-])(\d\d?)\2'?(\d\d){_CLOCK}", fold_text(text))
    if match is None:
        return None
    first, sign, second, last = int(match[1]), match[2], int(match[3]), int(match[4])
    orders = (
        (("%d", "%m", "%y"), first <= 31 and second <= 12),
        (("%m", "%d", "%y"), first <= 12 and second <= 31 and sign != "."),
        (("%y", "%m", "%d"), second <= 12 and 1 <= last <= 31 and first > 31),
    )
    clock = _clock_form(match, text)
    forms = [f'"{sign.join(order)}{clock}"' for order, fits in orders if fits]
    if not forms:
        return None
    return "does not say its century", f"say --date-format {' or '.join(forms)} with --century 1900"


def _deep_fault(text: str) -> Fault | None:
    """Explain an invalid number inside a date in words: "31 June 1953"."""
    return next(filter(None, map(_number_fault, suggestion(text))), None)


def explain(text: str, is_date: IsDate) -> Fault:
    """Return why a text is not a date, and a suggested correction.

    ``is_date`` returns whether a text is a date; only dates are suggested.

    Examples
    --------
    >>> explain("1953-02-30", str.isdigit)
    ('does not exist: February 1953 has 28 days', 'the last day is 1953-02-28')
    """
    if len(text) > _LONGEST:
        return "is not a date", _EXAMPLES
    return (
        _placeholder_fault(text)
        or _number_fault(text)
        or _word_fault(text)
        or _order_fault(text, is_date)
        or _near_fault(text, is_date)
        or _part_fault(text, is_date)
        or _form_fault(text)
        or _deep_fault(text)
        or ("is not a date", _EXAMPLES)
    )


def doubt(text: str) -> str:
    """Return a warning about a valid date with another likely meaning; else an empty text.

    A season code may be meant as a year (``1939-41``), two or three digits as a short year.

    Examples
    --------
    >>> doubt("1939-41")
    'is read as a part of the year 1939; write 1939/1941 for the years'
    >>> doubt("53")
    'is read as the years 5300 to 5399; write four figures for a year'
    """
    season = re.fullmatch(r"(\d\d)(\d\d)-(\d\d)", text)
    if season and int(season[3]) > max(int(season[2]), 20):
        year, last = season[1] + season[2], season[1] + season[3]
        return f"is read as a part of the year {year}; write {year}/{last} for the years"
    short = re.fullmatch(r"\d{2,3}", text)
    if short:
        count = 4 - len(text)
        years = f"{text}{'0' * count} to {text}{'9' * count}"
        return f"is read as the years {years}; write four figures for a year"
    return ""
