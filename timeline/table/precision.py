"""Dates made no sharper than the table they come from says that they are.

Takes columns of EDTF texts and of codes for how well each is known, as publishers
of data give them; returns EDTF texts that say so themselves.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence

import pyarrow as pa

from timeline.table.stamps import each

__all__ = ["coarsened", "day_only", "windows"]

ISO_DAY = re.compile(r"(-?\d{4,})-(\d\d)-(\d\d)")


def day_only(texts: pa.LargeStringArray) -> pa.LargeStringArray:
    """Return date-times, whose clock says nothing, as dates.

    Examples
    --------
    >>> day_only(pa.array(["1990-01-05 00:00:00.000"], pa.large_string())).to_pylist()
    ['1990-01-05']
    """
    return each(texts, lambda text: re.sub(r"^(-?\d{4,}-\d\d-\d\d)[T ].*$", r"\1", text.strip()))


def coarsened(
    texts: pa.LargeStringArray, codes: pa.LargeStringArray, levels: Mapping[str, str]
) -> pa.LargeStringArray:
    """Return dates no sharper than a code beside them says that they are.

    ``levels`` gives for a code the unit that is known (day, week, month, year, decade,
    century, millennium), with ``~`` or ``?`` behind it where that too is unsure. A code
    without a level changes nothing.

    Examples
    --------
    >>> dates = pa.array(["1947-06-30", "1942-01-01"], pa.large_string())
    >>> coarsened(dates, pa.array(["4", "9"], pa.large_string()), {"4": "month~", "9": "year"})
    ... # doctest: +NORMALIZE_WHITESPACE, +ELLIPSIS
    <pyarrow.lib.LargeStringArray object at ...>
    [
      "1947-06~",
      "1942"
    ]
    """
    pairs = zip(texts.to_pylist(), codes.to_pylist(), strict=True)
    known: dict[tuple[str, str], str] = {}
    result = []
    for pair in pairs:
        if pair not in known:
            known[pair] = coarser(pair[0], levels.get(pair[1].strip().removesuffix(".0"), ""))
        result.append(known[pair])
    return pa.array(result, pa.large_string())


def coarser(text: str, level: str) -> str:
    """Return a date of which only one unit is known.

    Examples
    --------
    >>> coarser("1942-01-01", "decade"), coarser("2023-05-10", "week")
    ('194X', '[2023-05-07..2023-05-13]')
    """
    unit, mark = level.rstrip("~?%"), level[len(level.rstrip("~?%")) :]
    match = ISO_DAY.match(text)
    if not match or not unit:
        return text + mark if match and mark else text
    year, month, _ = match.groups()
    if unit == "week":
        return week_around(match[0])
    shortened = {"day": match[0], "month": f"{year}-{month}", "year": year}
    digits = {"decade": 1, "century": 2, "millennium": 3}.get(unit, 0)
    return shortened.get(unit, year[: len(year) - digits] + "X" * digits) + mark


def week_around(day: str) -> str:
    """Return the seven days of which the one given is the middle, one of them being meant."""
    try:
        middle = datetime.date.fromisoformat(day)
        three = datetime.timedelta(days=3)
        return f"[{middle - three}..{middle + three}]"
    except (ValueError, OverflowError):
        return day + "~"


def windows(
    first: pa.LargeStringArray, last: pa.LargeStringArray, exact: Sequence[bool]
) -> pa.LargeStringArray:
    """Return single dates of which only a first and a last possible day are known.

    Examples
    --------
    >>> day, other = (pa.array([text], pa.large_string()) for text in ("1990-01-01", "1990-01-31"))
    >>> windows(day, other, [False]).to_pylist()
    ['[1990-01-01..1990-01-31]']
    """
    cells = zip(first.to_pylist(), last.to_pylist(), exact, strict=True)
    texts = [a if sharp or not b or a == b else f"[{a}..{b}]" for a, b, sharp in cells]
    return pa.array(texts, pa.large_string())
