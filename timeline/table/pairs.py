"""The different pairs of start and end of a table, each read once, and who has which."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from timeline.dates.arrays import Coded, taken
from timeline.dates.parser import Dates, parse_dates
from timeline.table.arrowtexts import TEXT
from timeline.table.draft import Draft

__all__ = ["Pairs", "distinct", "in_state", "mostly_different", "pairs_of", "rows_with"]


#: So many texts are looked at to tell whether most of them differ, and how many must.
SAMPLE, MOSTLY = 4096, 0.98


@dataclass(frozen=True)
class Pairs:
    """The different pairs of dates, and which of them each row has."""

    start: Dates
    end: Dates
    of_row: np.ndarray
    #: Each row is a pair of its own, in order: then there is nothing to gather.
    apart: bool = False


def pairs_of(draft: Draft, differing: Collection[str] = ()) -> Pairs:
    """Read the different starts, ends and calendars, and pair them.

    In the ``differing`` columns nearly every text is another one: equal ones are not looked for.
    """
    calendars, of_calendar = distinct(draft, "calendar")
    starts, of_start = distinct(draft, "start", apart="start" in differing)
    ends, of_end = distinct(draft, "end", apart="end" in differing)
    rows = np.arange(len(of_start))
    apart = len(starts) == len(rows) or len(ends) == len(rows)
    if apart:
        of_row, first, last, calendar = rows, of_start, of_end, of_calendar
    else:
        keys = (of_start * len(ends) + of_end) * len(calendars) + of_calendar
        of_row, pairs = numbered(keys, len(starts) * len(ends) * len(calendars))
        first, calendar = np.divmod(np.asarray(pairs, np.int64), len(calendars))
        first, last = np.divmod(first, len(ends))
    old = np.array([text.casefold() == "julian" for text in calendars.to_pylist()], bool)
    julian = old[calendar] if old.any() else np.zeros(len(first), bool)
    begun, ended = side(starts, first, julian=julian), side(ends, last, julian=julian)
    return Pairs(begun, ended, of_row, apart)


def numbered(keys: np.ndarray, limit: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the number of each key among the different ones, and those, all below a limit.

    Examples
    --------
    >>> numbers, keys = numbered(np.array([7, 2, 7]), 8)
    >>> numbers.tolist(), keys.tolist()
    ([1, 0, 1], [2, 7])
    """
    if limit > 8 * len(keys):  # so many that most are not there: a table of all would be large
        return pd.factorize(keys, sort=True)
    there = np.zeros(limit, np.bool_)
    there[keys] = True
    numbers = np.cumsum(there) - 1
    return numbers[keys], np.flatnonzero(there)


def distinct(
    draft: Draft, column: str, *, apart: bool = False
) -> tuple[pa.LargeStringArray, np.ndarray]:
    """Return the different texts of a column, never none, and which of them each row has.

    ``apart`` takes every row's text for one of its own.
    """
    if column not in draft.present or not len(draft.frame):
        return pa.array([""], pa.large_string()), np.zeros(len(draft.frame), np.int64)
    texts = draft.texts(column)
    if apart:
        return texts, np.arange(len(texts))
    encoded = texts.dictionary_encode()
    return encoded.dictionary, encoded.indices.to_numpy().astype(np.int64)


def mostly_different(draft: Draft, column: str) -> bool:
    """Tell whether nearly every text of a sample of a column is another one."""
    rows = len(draft.frame)
    if rows <= SAMPLE or column not in draft.present:
        return False
    sample = np.linspace(0, rows - 1, SAMPLE).astype(np.int64)
    return bool(draft.frame[column].iloc[sample].nunique() > SAMPLE * MOSTLY)


def side(texts: pa.LargeStringArray, of_pair: np.ndarray, *, julian: np.ndarray) -> Dates:
    """Return the dates of one side of each pair."""
    if not julian.any():
        dates = parse_dates(pd.Series(pd.array(texts, dtype=TEXT)))
        return dates if np.array_equal(of_pair, np.arange(len(texts))) else dates_of(dates, of_pair)
    calendar = ["julian" if flag else "gregorian" for flag in julian.tolist()]
    return parse_dates(texts.take(pa.array(of_pair)).to_pylist(), calendar=calendar)


def dates_of(dates: Dates, rows: np.ndarray) -> Dates:
    """Return the dates of some rows."""
    columns: dict[str, Any] = {}
    for field in dataclasses.fields(dates):
        column = getattr(dates, field.name)
        columns[field.name] = column[rows] if isinstance(column, Coded) else taken(column, rows)
    return Dates(**columns)


def rows_with(pairs: Pairs, faulty: np.ndarray) -> np.ndarray:
    """Return the rows whose pair is one of the faulty ones."""
    return np.flatnonzero(faulty[pairs.of_row]) if faulty.any() else np.empty(0, np.int64)


def in_state(dates: Dates, state: str) -> np.ndarray:
    """Tell which dates are empty, or invalid: one of those without bounds."""
    flags = np.isnan(dates.lower)
    flags[flags] = dates.state[flags] == state
    return flags
