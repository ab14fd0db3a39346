"""Sets of dates: ``[a, b..c]`` is one of them, ``{a, b..c}`` is all of them; read as bounds.

A set is rare, so it is taken apart as text; its members are parsed as a column like any
other. ``set_ranges`` is the grammar: ``"[" range *("," range) "]"``, or with braces, where a
range is ``moment``, ``moment..moment``, ``..moment`` or ``moment..``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from timeline.dates.bounds import PRECISIONS, Bounds
from timeline.dates.columns import QUALIFIERS, ZONE_CODES, DateColumns, Dates

__all__ = ["fill_sets", "set_ranges"]

Rows = npt.NDArray[np.intp]

_CLOCK = ("second", "minute", "hour")
_CLOSING = {"[": "]", "{": "}"}


def set_ranges(text: str) -> list[tuple[str, str]] | None:
    """Take a set apart into ranges, ``".."`` for an open side; None if it is no set.

    Examples
    --------
    >>> set_ranges("[1667, 1670..1672, 1760-12..]")
    [('1667', '1667'), ('1670', '1672'), ('1760-12', '..')]
    """
    if len(text) < 3 or text[-1] != _CLOSING.get(text[0]):
        return None
    ranges = []
    for member in text[1:-1].split(","):
        first, dots, last = member.strip(" ").partition("..")
        if not dots:
            last = first
        if not (first or last) or set(member) & set("/[]{}"):
            return None
        ranges.append((first or "..", last or ".."))
    return ranges


def _span(first: int, last: int, dates: Dates) -> tuple[float, float] | None:
    """Return the bounds of one range of a set, given the rows of its two ends."""
    if "invalid" in (dates.state[first], dates.state[last]):
        return None
    lower, upper = float(dates.lower[first]), float(dates.upper[last])
    same = dates.precision[first] == dates.precision[last]
    closed = np.isfinite(lower) and np.isfinite(upper)
    return None if closed and (not same or lower >= upper) else (lower, upper)


def _united(dates: Dates, begin: int, end: int) -> tuple[float, float, float, int, int, int] | None:
    """Unite the ranges in rows begin to end (two rows a range): bounds, unit, codes."""
    spans = [_span(row, row + 1, dates) for row in range(begin, end, 2)]
    if None in spans:
        return None
    known = [span for span in spans if span is not None]
    lower, upper = min(low for low, _ in known), max(high for _, high in known)
    if np.isinf(lower) and np.isinf(upper):
        return None  # open on both sides, it says nothing of when
    rows = range(begin, end)
    stated = [row for row in rows if dates.state[row] == "date"]
    zones = {dates.zone[row] for row in stated}
    if len(zones) > 1:
        return None
    # Beside a time of day, a part of the day is the vaguer one, however long it is.
    vague = "part" if set(_CLOCK) & {dates.precision[row] for row in stated} else None
    finest = min(stated, key=lambda row: (dates.precision[row] == vague, dates.unit_seconds[row]))
    marks = {dates.qualifier[row] for row in stated} - {""}
    return (
        lower,
        upper,
        float(dates.unit_seconds[finest]),
        PRECISIONS.index(dates.precision[finest]),
        QUALIFIERS.index("%" if len(marks) > 1 else "".join(marks)),
        ZONE_CODES[zones.pop()],
    )


def fill_sets(
    side: DateColumns, rows: Rows, texts: Sequence[str], *, parse: Callable[[list[str]], Dates]
) -> npt.NDArray[np.bool_]:
    """Note the sets that stand in some rows, members read by ``parse``; return which are valid.

    Examples
    --------
    >>> from timeline.dates.edtf import parse_dates
    >>> side = DateColumns(2)
    >>> texts = ["[1953-06,1953-07]", "[1953..1951]"]
    >>> fill_sets(side, np.arange(2), texts, parse=parse_dates).tolist()
    [True, False]
    """
    split = [set_ranges(text) or [] for text in texts]
    members = parse([end for ranges in split for pair in ranges for end in pair])
    stops = np.cumsum([2 * len(ranges) for ranges in split])
    found = [
        _united(members, int(stop) - 2 * len(ranges), int(stop)) if ranges else None
        for ranges, stop in zip(split, stops, strict=True)
    ]
    valid = np.array([row is not None for row in found], np.bool_)
    table = np.array([row for row in found if row is not None]).reshape(-1, 6)
    lower, upper, unit, precision, qualifier, zone = table.T
    bounds = Bounds(lower, upper, unit, precision.astype(np.int8), zone.astype(np.int16), valid)
    side.put(rows[valid], bounds, unspecified=texts[0].startswith("["))
    side.put_qualifiers(rows[valid], qualifier.astype(np.int8))
    return valid
