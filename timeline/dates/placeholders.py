"""Dates that stand for no date: what databases and spreadsheets write into empty cells.

An end of 9999-12-31 means that there is no end yet; 0000-00-00 is how MySQL writes no date.
A single cell proves nothing, so nothing is read otherwise for it: the check of a column asks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from timeline.dates.suggestions import suggestion
from timeline.dates.vocabulary import NO_DATE, ONGOING, plain

__all__ = ["Placeholder", "placeholder", "says_no_date", "says_ongoing"]


@dataclass(frozen=True)
class Placeholder:
    """A date that stands for ``meaning`` ("ongoing" or "no date"), and where it comes from."""

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
_ZERO = re.compile(r"0000-00-00|00([./-])00\1(?:0000|00)|1900-01-00|0{1,2}[./-]0?1[./-]1900"
                   r"|0?1/0{1,2}/1900|0?0-jan-(?:19)?00")  # fmt: skip


@lru_cache(maxsize=4096)
def placeholder(text: str) -> Placeholder | None:
    """Return what a date stands for that is no date, whichever way it is written; else None.

    Examples
    --------
    >>> placeholder("31.12.2099").meaning, placeholder("9999-12-31 23:59:59").meaning
    ('ongoing', 'ongoing')
    >>> placeholder("0000-00-00").name
    'the zero date of MySQL, which stands for no date'
    >>> placeholder("1953-06-10") is None
    True
    """
    day = re.sub(r"[ t]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?z?$", "", plain(text))
    if _ZERO.fullmatch(day):
        return _DAYS["1900-01-00" if "1900" in day or "jan" in day else "0000-00-00"]
    dates = [day] if re.fullmatch(r"\d{4}(?:-\d\d-\d\d)?", day) else list(suggestion(day))
    if not dates or len({date[:4] for date in dates}) > 1:
        return None
    if _YEARS.match(dates[0]):
        return Placeholder("ongoing", _FAR)
    return next((_DAYS[date] for date in dates if date in _DAYS), None)


def says_no_date(text: str) -> bool:
    """Tell whether a text says in words or signs that no date is known.

    Examples
    --------
    >>> says_no_date("n.d."), says_no_date("o. J."), says_no_date("1953")
    (True, True, False)
    """
    return plain(text) in NO_DATE


def says_ongoing(text: str) -> bool:
    """Tell whether a text says that something has not ended; in a column of ends, write ``..``.

    Examples
    --------
    >>> says_ongoing("present"), says_ongoing("bis heute"), says_ongoing("1953")
    (True, True, False)
    """
    return plain(text) in ONGOING
