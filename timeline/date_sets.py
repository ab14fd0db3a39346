"""Sets of dates: ``[a, b..c]`` is one of them, ``{a, b..c}`` is all of them; read as bounds.

A set is rare, so it is taken apart as text; its members are parsed as a column like any
other. ``set_ranges`` is the grammar: ``"[" range *("," range) "]"``, or with braces, where a
range is ``moment``, ``moment..moment``, ``..moment`` or ``moment..``.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from timeline.date_bounds import PRECISIONS, Bounds
from timeline.date_columns import QUALIFIERS, DateColumns, Dates
from timeline.shapes import Group

__all__ = ["fill_sets", "set_ranges"]

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


def _united(dates: Dates, low: int, high: int) -> tuple[float, float, float, int, int] | None:
    """Unite the ranges in rows low to high (two rows a range): bounds, unit, codes."""
    spans = [_span(row, row + 1, dates) for row in range(low, high, 2)]
    if None in spans:
        return None
    known = [span for span in spans if span is not None]
    rows = range(low, high)
    stated = [row for row in rows if dates.state[row] == "date"]
    finest = min(stated, key=lambda row: dates.unit_seconds[row])
    marks = {dates.qualifier[row] for row in stated} - {""}
    return (
        min(lower for lower, _ in known),
        max(upper for _, upper in known),
        float(dates.unit_seconds[finest]),
        PRECISIONS.index(dates.precision[finest]),
        QUALIFIERS.index("%" if len(marks) > 1 else "".join(marks)),
    )


def fill_sets(
    start: DateColumns, group: Group, parse: Callable[[list[str]], Dates]
) -> npt.NDArray[np.intp]:
    """Note the sets of one shape, their members read by ``parse``; return the invalid rows.

    Examples
    --------
    >>> from timeline.edtf import parse_dates
    >>> dates = parse_dates(["[1953-06,1953-07]", "{1953..1951}"])
    >>> dates.state.tolist(), dates.unspecified.tolist()
    (['date', 'invalid'], [True, False])
    """
    texts = [group.column.text(row) for row in group.rows]
    split = [set_ranges(text) or [] for text in texts]
    members = parse([end for ranges in split for pair in ranges for end in pair])
    stops = np.cumsum([2 * len(ranges) for ranges in split])
    found = [
        _united(members, int(stop) - 2 * len(ranges), int(stop)) if ranges else None
        for ranges, stop in zip(split, stops, strict=True)
    ]
    valid = np.array([row is not None for row in found], np.bool_)
    table = np.array([row for row in found if row is not None]).reshape(-1, 5)
    lower, upper, unit, precision, qualifier = table.T
    bounds = Bounds(lower, upper, unit, precision.astype(np.int8), 0, valid)
    rows = group.rows[valid]
    start.put(rows, bounds, unspecified=group.shape[0] == "[")
    start.qualifier[rows] = qualifier.astype(np.int8)
    return group.rows[~valid]
