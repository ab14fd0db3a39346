"""Parse columns of EDTF texts (ISO 8601-2) into first and last instants.

``parse_dates`` takes a column of texts and returns :class:`Dates`, columns of equal length.
The grammar is in :mod:`timeline.dates.grammar`, the arithmetic in
:mod:`timeline.dates.bounds`; ``docs/dates.md`` explains both with examples. Invalid texts
are never guessed: their ``state`` is ``"invalid"``, and ``error`` and ``hint`` give the cause
and the likely meaning.

Sets are rare, so ``set_ranges`` splits them as text: ``"[" range *("," range) "]"``, or with
braces; a range is ``moment``, ``moment..moment``, ``..moment`` or ``moment..``. Their members
are parsed as a column.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache, partial

import numpy as np
import numpy.typing as npt
import pandas as pd

from timeline.dates.arrays import QUALIFIERS, CategoryArray, DateColumns, Dates
from timeline.dates.bounds import LOCAL, PRECISIONS, ZONE_ZERO, Bounds, moment_bounds
from timeline.dates.grammar import (
    Group,
    Moment,
    TextColumn,
    moment_shape,
    shape_groups,
    text_buffer,
)
from timeline.errors import UsageError

Rows = npt.NDArray[np.intp]

_CLOCK = ("second", "minute", "hour")
_CLOSING = {"[": "]", "{": "}"}
_NESTED = re.compile(r"[/\[\]{}]")


def set_ranges(text: str) -> list[tuple[str, str]] | None:
    """Split a set into ranges, ``".."`` for an open side; None if the text is not a set.

    Examples
    --------
    >>> set_ranges("[1667, 1670..1672, 1760-12..]")
    [('1667', '1667'), ('1670', '1672'), ('1760-12', '..')]
    """
    if len(text) < 3 or text[-1] != _CLOSING.get(text[0]) or _NESTED.search(text, 1, len(text) - 1):
        return None
    ranges = []
    for member in text[1:-1].split(","):
        first, dots, last = member.strip(" ").partition("..")
        if not dots:
            last = first
        if not (first or last):
            return None
        ranges.append((first or "..", last or ".."))
    return ranges


def _union(dates: Dates, ranges: npt.NDArray[np.intp]) -> tuple[Bounds, npt.NDArray[np.int8]]:
    """Unite the ranges of each set, given as two rows per range, into bounds and qualifiers.

    ``ranges`` is the number of ranges of each set, at least one.
    """
    begin = np.cumsum(ranges) - ranges
    first, last = slice(0, None, 2), slice(1, None, 2)
    low, high = dates.lower[first], dates.upper[last]
    precision = dates.precision.by(PRECISIONS).codes
    closed = np.isfinite(low) & np.isfinite(high)
    wrong = closed & ((precision[first] != precision[last]) | ~(low < high))
    wrong |= np.isnan(low) | np.isnan(high)
    lower, upper = np.minimum.reduceat(low, begin), np.maximum.reduceat(high, begin)
    valid = ~np.logical_or.reduceat(wrong, begin)
    valid &= np.isfinite(lower) | np.isfinite(upper)  # open on both sides means any time

    stated, begin = dates.state == "date", 2 * begin
    zone = dates.zone.codes
    zones = np.maximum.reduceat(np.where(stated, zone, -1), begin)
    valid &= zones == np.minimum.reduceat(np.where(stated, zone, len(dates.zone.names)), begin)
    # Next to a time of day, a part of the day is less precise, whatever its length.
    clock = np.logical_or.reduceat(stated & dates.precision.isin(_CLOCK), begin)
    vague = np.repeat(clock, 2 * ranges) & (dates.precision == "part")
    owner = np.repeat(np.arange(len(ranges)), 2 * ranges)
    finest = np.lexsort((dates.unit_seconds, vague, ~stated, owner))[begin]
    mark = dates.qualifier.by(QUALIFIERS).codes
    dated = stated & (mark > 0)
    most = np.maximum.reduceat(np.where(dated, mark, 0), begin)
    least = np.minimum.reduceat(np.where(dated, mark, len(QUALIFIERS)), begin)
    marks = np.where((most > 0) & (least < most), QUALIFIERS.index("%"), most)
    bounds = Bounds(
        lower, upper, dates.unit_seconds[finest], precision[finest].astype(np.int8),
        zones.astype(np.int16), valid,
    )  # fmt: skip
    return bounds, marks.astype(np.int8)


def _fill_sets(
    side: DateColumns, rows: Rows, texts: Sequence[str], *, parse: Callable[[list[str]], Dates]
) -> npt.NDArray[np.bool_]:
    """Store the sets of some rows, with members parsed by ``parse``; return which are valid.

    Examples
    --------
    >>> side = DateColumns(2)
    >>> texts = ["[1953-06,1953-07]", "[1953..1951]"]
    >>> _fill_sets(side, np.arange(2), texts, parse=parse_dates).tolist()
    [True, False]
    """
    split = [set_ranges(text) or [] for text in texts]
    valid = np.array([bool(ranges) for ranges in split], np.bool_)
    if not valid.any():
        return valid
    members = parse([end for ranges in split for pair in ranges for end in pair])
    many = np.array([len(ranges) for ranges in split if ranges], np.intp)
    bounds, qualifier = _union(members, many)
    good = bounds.valid
    valid[valid] = good
    valid_bounds = Bounds(*(getattr(bounds, part.name)[good] for part in fields(Bounds)))
    side.put(rows[valid], valid_bounds, unspecified=texts[0].startswith("["))
    side.put_qualifiers(rows[valid], qualifier[good])
    return valid


CALENDARS = ("gregorian", "julian")
#: Number of distinct errors that are explained; further ones get a general message.
EXPLAINED = 1000

_DOUBTFUL = [PRECISIONS.index(name) for name in ("season", "decade", "century")]

Flags = npt.NDArray[np.bool_]
Texts = Sequence[str] | npt.NDArray[np.object_] | pd.Series


@dataclass(frozen=True)
class _SetPart:
    """A set inside a shape, as a byte range of the text."""

    start: int
    stop: int


Part = Moment | _SetPart | str


def _part(piece: str, start: int) -> Part | None:
    if piece[:1] in ("[", "{"):
        return _SetPart(start, start + len(piece))
    return {"": "unknown", "..": "open"}.get(piece) or moment_shape(piece, start)


@lru_cache(maxsize=4096)
def _parts(shape: str) -> tuple[Part, ...] | None:
    """Parse a shape into one or two dates or sets, ``"open"`` or ``"unknown"``; None if invalid."""
    pieces = shape.split("/")
    if len(pieces) > 2 or not shape.isascii():
        return None
    parts: list[Part] = []
    start = 0
    for piece in pieces:
        part = _part(piece, start)
        if part is None:
            return None
        parts.append(part)
        start += len(piece) + 1
    # "1950/53" is not an interval from a year to a century.
    lengths = {part.year_figures for part in parts if isinstance(part, Moment) and not part.long}
    return None if len(lengths) > 1 else tuple(parts)


def _fill_part(side: DateColumns, group: Group, part: Part) -> Flags:
    if isinstance(part, str):
        side.put_boundless(group.at, part)
        return np.ones(len(group.rows), np.bool_)
    if isinstance(part, _SetPart):
        texts = [group.column.text(row)[part.start : part.stop] for row in group.rows]
        calendar = "julian" if group.flag else "gregorian"
        parse = partial(parse_dates, calendar=calendar)
        return _fill_sets(side, group.rows, texts, parse=parse)
    bounds = moment_bounds(part, group.numbers(part.slots), julian=group.flag)
    side.put(group.at, bounds, qualifier=part.qualifier, unspecified=part.unspecified)
    return bounds.valid


def _in_order(start: DateColumns, end: DateColumns, rows: Rows | slice) -> Flags:
    """Return which intervals do not end before they begin, comparing UTC if both have offsets."""
    zones = start.zone[rows].astype(np.float64), end.zone[rows].astype(np.float64)
    known = (zones[0] != LOCAL) & (zones[1] != LOCAL)
    east = [np.where(zone > 1, zone - ZONE_ZERO, 0.0) * 60 for zone in zones]
    shift = np.where(known, east[1] - east[0], 0.0)
    return end.upper[rows] - shift > start.lower[rows]


def _fill(start: DateColumns, end: DateColumns, group: Group) -> Rows:
    """Store the dates of one shape; return the rows that are invalid."""
    if not group.shape:
        start.put_state(group.at, "empty")
        return group.rows[:0]
    parts = _parts(group.shape)
    if parts is None:
        return group.rows
    valid = _fill_part(start, group, parts[0])
    if len(parts) == 2:
        valid &= _fill_part(end, group, parts[1])
        valid &= _in_order(start, end, group.at)
        if not isinstance(parts[0], str):
            start.put_state(group.at, "interval")
    return group.rows[~valid]


def _julian_rows(calendar: str | Sequence[str], length: int) -> Flags | None:
    """Return which rows use the Julian calendar; None if none does."""
    if calendar == "gregorian":
        return None
    names = np.broadcast_to(np.asarray(calendar, object), length)
    flags = np.zeros(length, np.bool_)
    for name in pd.unique(names):
        if name not in ("", *CALENDARS):
            known = " or ".join(f'"{known}"' for known in CALENDARS)
            raise UsageError(f'calendar: "{name}" is not known; write {known}')
        flags |= (names == name) & (name == "julian")
    return flags if flags.any() else None


def are_dates(texts: Texts) -> Flags:
    """Return which texts are dates, without explaining the others.

    Examples
    --------
    >>> are_dates(["1953-06-31", "1953-06", ""]).tolist()
    [False, True, False]
    """
    column = text_buffer(texts)
    flags: Flags = column.lengths > 0
    sides = DateColumns(len(column)), DateColumns(len(column))
    for group in shape_groups(column):
        flags[_fill(*sides, group)] = False
    return flags


def _is_date(text: str) -> bool:
    return bool(are_dates([text])[0])


def _explanations(
    column: TextColumn, rows: Rows, doubtful: Rows
) -> tuple[CategoryArray, CategoryArray]:
    """Return error and hint for each invalid row; equal texts are explained once."""
    codes = np.zeros((2, len(column)), np.int32)
    names: tuple[dict[str, int], dict[str, int]] = ({"": 0}, {"": 0})
    if len(rows) or len(doubtful):
        # Imported here since it compiles many patterns, and most tables have no invalid date.
        from timeline.dates.diagnostics import doubt, explain

        faults: dict[str, tuple[str, str]] = {}
        for row in np.sort(rows).tolist():
            text = column.text(row)
            if text not in faults and len(faults) < EXPLAINED:
                faults[text] = explain(text, _is_date)
            for side, words in enumerate(faults.get(text, ("is not a date", ""))):
                codes[side, row] = names[side].setdefault(words, len(names[side]))
        for row in doubtful.tolist():
            codes[1, row] = names[1].setdefault(doubt(column.text(row)), len(names[1]))
    return CategoryArray(codes[0], tuple(names[0])), CategoryArray(codes[1], tuple(names[1]))


def parse_dates(texts: Texts, *, calendar: str | Sequence[str] = "gregorian") -> Dates:
    """Parse a column of dates; ``calendar`` is one name, or a column of ``CALENDARS`` or ``""``.

    Julian dates are converted: instants are always Gregorian.

    A ``hint`` without an ``error`` is a warning: the text is valid, but may mean another date.

    Raises
    ------
    UsageError
        A calendar is unknown. Invalid texts raise nothing: see ``Dates.error``.

    Examples
    --------
    >>> dates = parse_dates(["1953-06-10T20", "1953-05-XX", "10 June 1953"])
    >>> dates.precision.tolist(), dates.unspecified.tolist()
    (['hour', 'day', ''], [False, True, False])
    >>> dates.hint[2]
    'did you mean 1953-06-10?'
    """
    column = text_buffer(texts)
    start, end = DateColumns(len(column)), DateColumns(len(column))
    groups = shape_groups(column, _julian_rows(calendar, len(column)))
    wrong = [_fill(start, end, group) for group in groups]
    invalid = np.concatenate([np.zeros(0, np.intp), *wrong])
    start.clear(invalid, "invalid")
    end.clear(invalid, "")
    doubtful = np.flatnonzero(np.isin(start.precision, _DOUBTFUL))
    errors, hints = _explanations(column, invalid, doubtful)
    return Dates(**start.columns(""), **end.columns("end_"), error=errors, hint=hints)
