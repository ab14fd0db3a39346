"""Check the dates of a table: each distinct pair of start and end is parsed once.

Takes the texts of ``start``, ``end`` and ``calendar``; returns the four instants
of every row and the problems of the dates.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from timeline.dates.arrays import CategoryArray, Dates, is_constant, take_rows, where_text
from timeline.dates.event_time import all_east, doubly_ended, four_instants, interval_ends
from timeline.dates.parser import CALENDARS, parse_dates
from timeline.errors import Problem, did_you_mean
from timeline.tables.checking.date_columns import (
    column_wide,
    far_dates,
    short_years,
    years_below_zero,
)
from timeline.tables.checking.table_draft import DerivedColumns, TableDraft, limit_problems
from timeline.tables.mapping.date_formats import proven_order
from timeline.tables.mapping.mapping import Mapping as Reading
from timeline.tables.reading.arrow import same_texts, text_column

#: No reading options.
AS_IT_IS = Reading()
#: Number of texts sampled to decide whether most are distinct, and how many must be.
SAMPLE, MOSTLY = 4096, 0.98


@dataclass(frozen=True)
class Pairs:
    """The distinct pairs of dates, and the pair of each row."""

    start: Dates
    end: Dates
    of_row: np.ndarray
    #: Whether each row is its own pair, in order, so that nothing needs gathering.
    apart: bool = False


def pairs_of(draft: TableDraft, differing: Collection[str] = ()) -> Pairs:
    """Read the distinct starts, ends and calendars, and pair them.

    In the ``differing`` columns nearly all texts are distinct, so duplicates are not searched.
    """
    calendars, of_calendar = _distinct(draft, "calendar")
    starts, of_start = _distinct(draft, "start", apart="start" in differing)
    ends, of_end = _distinct(draft, "end", apart="end" in differing)
    rows = np.arange(len(of_start))
    apart = len(starts) == len(rows) or len(ends) == len(rows)
    if apart:
        of_row, first, last, calendar = rows, of_start, of_end, of_calendar
    else:
        keys = (of_start * len(ends) + of_end) * len(calendars) + of_calendar
        of_row, pairs = _number_keys(keys, len(starts) * len(ends) * len(calendars))
        first, calendar = np.divmod(np.asarray(pairs, np.int64), len(calendars))
        first, last = np.divmod(first, len(ends))
    old = np.array([text.casefold() == "julian" for text in calendars.to_pylist()], bool)
    julian = old[calendar] if old.any() else np.zeros(len(first), bool)
    begun, ended = (_side(*one, julian=julian) for one in ((starts, first), (ends, last)))
    return Pairs(begun, ended, of_row, apart)


def _number_keys(keys: np.ndarray, limit: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the index of each key among the distinct ones, and those; all are below a limit.

    Examples
    --------
    >>> numbers, keys = _number_keys(np.array([7, 2, 7]), 8)
    >>> numbers.tolist(), keys.tolist()
    ([1, 0, 1], [2, 7])
    """
    if limit > 8 * len(keys):  # a lookup table would be large and mostly empty
        return pd.factorize(keys, sort=True)
    there = np.zeros(limit, np.bool_)
    there[keys] = True
    numbers = np.cumsum(there) - 1
    return numbers[keys], np.flatnonzero(there)


def _distinct(
    draft: TableDraft, column: str, *, apart: bool = False
) -> tuple[pa.LargeStringArray, np.ndarray]:
    """Return the distinct texts of a column, at least one, and the text of each row.

    ``apart`` treats the texts of all rows as distinct.
    """
    if column not in draft.present or not len(draft.frame):
        return pa.array([""], pa.large_string()), np.zeros(len(draft.frame), np.int64)
    texts = draft.texts(column)
    if apart:
        return texts, np.arange(len(texts))
    encoded = texts.dictionary_encode()
    return encoded.dictionary, encoded.indices.to_numpy().astype(np.int64)


def _mostly_different(draft: TableDraft, column: str) -> bool:
    """Return whether nearly all texts in a sample of a column are distinct."""
    rows = len(draft.frame)
    if rows <= SAMPLE or column not in draft.present:
        return False
    sample = np.linspace(0, rows - 1, SAMPLE).astype(np.int64)
    return bool(draft.frame[column].iloc[sample].nunique() > SAMPLE * MOSTLY)


def _side(texts: pa.LargeStringArray, of_pair: np.ndarray, *, julian: np.ndarray) -> Dates:
    """Return the dates of one side of each pair."""
    if julian.any():
        calendar = ["julian" if flag else "gregorian" for flag in julian.tolist()]
        return parse_dates(texts.take(pa.array(of_pair)).to_pylist(), calendar=calendar)
    dates = parse_dates(text_column(texts))
    if np.array_equal(of_pair, np.arange(len(texts))):
        return dates
    return Dates(**{name: take_rows(column, of_pair) for name, column in vars(dates).items()})


def rows_with(pairs: Pairs, faulty: np.ndarray) -> np.ndarray:
    """Return the rows whose pair is faulty."""
    return np.flatnonzero(faulty[pairs.of_row]) if faulty.any() else np.empty(0, np.int64)


def in_state(dates: Dates, state: str) -> np.ndarray:
    """Return which dates are empty, or invalid: these have no bounds."""
    flags = np.isnan(dates.lower)
    flags[flags] = dates.state[flags] == state
    return flags


INSTANTS = ("start_earliest", "start_latest", "end_earliest", "end_latest")
#: The date columns, and the rows read at once if dates mostly differ: an array of them is
#: smaller than a mebibyte, above which allocators return memory to the system each time.
DATED, AT_ONCE = ("start", "end"), 98_304


def event_times(draft: TableDraft, mapping: Reading = AS_IT_IS) -> DerivedColumns:
    r"""Parse the dates of a draft.

    Examples
    --------
    >>> from timeline.tables.checking.table_draft import draft_of
    >>> from timeline.tables.reading.read import read_table
    >>> table = b"title,start,end\nHarry,1953-06-10,1953-06-09\n"
    >>> print(event_times(draft_of(read_table(table, name="a.csv"), {})).problems[0])
    a.csv:2: end: "1953-06-09" is before start "1953-06-10" (swap them?)
    """
    differing = [name for name in DATED if _mostly_different(draft, name)]
    times = times_by_parts(draft, differing, mapping) if differing else None
    times = times or times_at_once(draft, differing, mapping)
    columns = {
        name: column if isinstance(column, np.ndarray) else text_column(column)
        for name, column in times.columns.items()
    }
    return DerivedColumns(columns, times.problems)


def times_by_parts(
    draft: TableDraft, differing: Collection[str], mapping: Reading = AS_IT_IS
) -> DerivedColumns | None:
    """Parse the dates of a long table in parts; None if their problems need the whole table.

    If nearly every row has its own dates, the columns of a part fit the processor's cache,
    and the parts keep every core busy. Errors and several time zones are reported for the
    whole table, since suggestions may depend on other rows.
    """
    rows = len(draft.frame)
    if rows < 2 * AT_ONCE:  # starting threads would take longer
        return None
    lows = range(0, rows, AT_ONCE)
    instants = {name: np.empty(rows) for name in INSTANTS}

    def read(low: int) -> DerivedColumns:
        """Parse one part, and store its instants."""
        part = slice(low, min(low + AT_ONCE, rows))
        rest = replace(draft, frame=draft.frame.iloc[part], lines=draft.lines[part], refused=[])
        times = times_at_once(rest, differing, mapping)
        for name, column in instants.items():
            column[part] = times.columns[name]
        texts = {name: column for name, column in times.columns.items() if name not in instants}
        return DerivedColumns(texts, times.problems)

    with ThreadPoolExecutor(min(len(lows), os.cpu_count() or 1)) as pool:
        parts = list(pool.map(read, lows))
    problems = [problem for part in parts for problem in part.problems]
    zones = {zone for part in parts for zone in pc.unique(part.columns["zone"]).to_pylist()}
    if len(zones) > 1 or any(problem.fatal for problem in problems):
        return None
    texts = {
        name: pa.chunked_array([chunk for part in parts for chunk in part.columns[name].chunks])
        for name in parts[0].columns
    }
    return DerivedColumns({**instants, **texts}, limit_problems(problems))


def times_at_once(
    draft: TableDraft, differing: Collection[str], mapping: Reading = AS_IT_IS
) -> DerivedColumns:
    """Parse the dates of a draft, or of a part of one; texts stay in Arrow."""
    pairs = pairs_of(draft, differing)
    four = four_instants(pairs.start, pairs.end)
    columns = {name: _of_rows(column, pairs) for name, column in four.items()}
    problems = [
        *_of_column(draft, pairs, "start", pairs.start, mapping),
        *_of_column(draft, pairs, "end", pairs.end, mapping),
        *_ends_before_starts(draft, pairs),
        *_two_ends(draft, pairs),
        *_interval_end_faults(draft, pairs),
        *_without_time(draft, pairs),
        *_unknown_calendars(draft),
        *_mixed_zones(draft, pairs, four["zone"]),
    ]
    return DerivedColumns(columns, tuple(problems))


def _of_rows(column: np.ndarray | CategoryArray, pairs: Pairs) -> np.ndarray | pa.ChunkedArray:
    """Expand a column of pairs to rows."""
    if isinstance(column, CategoryArray):
        if not column.any() or is_constant(column.codes):
            return same_texts(column[0] if len(column) else "", len(pairs.of_row))
        codes = pa.array(_of_rows(column.codes, pairs))
        return pa.chunked_array([pa.array(column.names, pa.large_string()).take(codes)])
    return column if pairs.apart else column[pairs.of_row]


def _of_column(
    draft: TableDraft, pairs: Pairs, column: str, dates: Dates, mapping: Reading
) -> list[Problem]:
    """Report the problems of a date column, with suggestions."""
    years, reported = short_years(draft, column, mapping)
    return [
        *years,
        *_invalid_dates(draft, pairs, column, dates, mapping=mapping, reported=reported),
        *_doubtful_dates(draft, pairs, column, dates, reported=reported),
        *years_below_zero(draft, column, dates, pairs.of_row, mapping),
        *far_dates(draft, column, dates, pairs.of_row),
    ]


def _invalid_dates(
    draft: TableDraft,
    pairs: Pairs,
    column: str,
    dates: Dates,
    *,
    mapping: Reading,
    reported: np.ndarray,
) -> list[Problem]:
    """Report invalid dates, except those already reported, and events without a start."""
    rows = rows_with(pairs, in_state(dates, "invalid"))
    rows = np.setdiff1d(rows, reported, assume_unique=True)
    problems, rows = column_wide(draft, column, rows, mapping)
    of_pair = pairs.of_row[rows]
    errors, hints = dates.error[of_pair].tolist(), dates.hint[of_pair].tolist()
    if "is ambiguous" in errors:
        form, proof = proven_order(draft.texts(column).unique().to_pylist())
        proven = f'"{proof}" in this column proves the order: --date-format "{form}"'
        hints = [
            proven if form and error == "is ambiguous" else hint
            for error, hint in zip(errors, hints, strict=True)
        ]
    problems += draft.faults(rows, column, errors, hint=hints, code="date")
    if column == "start" and column in draft.present:
        rows = rows_with(pairs, in_state(dates, "empty"))
        hint = "give a date, as roughly as it is known: 1953, 195X, 19XX"
        problems += draft.faults(rows, column, "is empty", hint=hint, code="missing-start")
    return problems


def _ends_before_starts(draft: TableDraft, pairs: Pairs) -> list[Problem]:
    """Report events that end before they begin."""
    start, end = pairs.start, pairs.end
    zoned = start.zone.any() and end.zone.any()
    east = all_east(end.zone) - all_east(start.zone) if zoned else np.zeros(1)
    shift = np.nan_to_num(east, nan=0.0)
    with np.errstate(invalid="ignore"):  # NaN, from empty or invalid dates, is never less
        rows = rows_with(pairs, end.upper - shift <= start.lower)
    messages = [f'is before start "{text}"' for text in draft.cells("start", rows)]
    return draft.faults(rows, "end", messages, hint="swap them?", code="end-before-start")


def _two_ends(draft: TableDraft, pairs: Pairs) -> list[Problem]:
    """Report events with an interval as start and an end."""
    rows = rows_with(pairs, doubly_ended(pairs.start, pairs.end))
    hint = "leave the end to one of the two columns"
    message = "is an interval, and the column end has a date too"
    return draft.faults(rows, "start", message, hint=hint, code="two-ends")


def _doubtful_dates(
    draft: TableDraft, pairs: Pairs, column: str, dates: Dates, *, reported: np.ndarray
) -> list[Problem]:
    """Warn of valid dates that often mean another date."""
    if len(dates.hint.names) == 1:
        return []
    rows = rows_with(pairs, dates.hint.filled() & ~dates.error.filled())
    rows = np.setdiff1d(rows, reported, assume_unique=True)
    parts = [hint.partition("; ") for hint in dates.hint[pairs.of_row[rows]].tolist()]
    messages, hints = [part[0] for part in parts], [part[2] for part in parts]
    return draft.faults(rows, column, messages, hint=hints, code="doubtful-date", fatal=False)


def _interval_end_faults(draft: TableDraft, pairs: Pairs) -> list[Problem]:
    """Report ends that are intervals, in which the end of the event is ambiguous."""
    rows = rows_with(pairs, interval_ends(pairs.end))
    hints = [_suggested_end(text) for text in draft.cells("end", rows)]
    message = "is an interval, and an event ends once"
    return draft.faults(rows, "end", message, hint=hints, code="interval-end")


def _suggested_end(text: str) -> str:
    """Suggest a replacement for an interval in the column ``end``.

    Examples
    --------
    >>> _suggested_end("1953-07-27/1953-07-28"), _suggested_end("1953/..")
    ('write [1953-07-27..1953-07-28] for an end between the two', 'write one date')
    """
    first, _, last = text.partition("/")
    alike = len(first) == len(last) and set(first + last) <= set("0123456789-")
    return f"write [{first}..{last}] for an end between the two" if alike else "write one date"


def _without_time(draft: TableDraft, pairs: Pairs) -> list[Problem]:
    """Report events without any known bound in time."""
    start, end = pairs.start, pairs.end
    bounds = (start.lower, start.upper, end.lower, end.upper, start.end_lower, start.end_upper)
    unknown = ~np.isnan(start.lower)
    for bound in bounds:
        unknown &= ~np.isfinite(bound)
    unknown[unknown] = end.state[unknown] != "invalid"
    hint = "give at least a century, such as 19XX, for its start or its end"
    message = "places the event nowhere in time"
    return draft.faults(rows_with(pairs, unknown), "start", message, hint=hint, code="no-time")


def _unknown_calendars(draft: TableDraft) -> list[Problem]:
    texts, of_row = _distinct(draft, "calendar")
    known = np.array([not text or text.casefold() in CALENDARS for text in texts.to_pylist()], bool)
    rows = np.flatnonzero(~known[of_row])
    hints = [
        did_you_mean(text, CALENDARS) or f"known: {', '.join(CALENDARS)}"
        for text in draft.cells("calendar", rows)
    ]
    return draft.faults(rows, "calendar", "is not a known calendar", hint=hints, code="calendar")


def _mixed_zones(draft: TableDraft, pairs: Pairs, zones: CategoryArray) -> list[Problem]:
    """Warn of times in several zones, or of which only some have one."""
    if not zones.any():
        return []
    clock = pairs.start.precision.isin(("second", "minute", "hour"))
    clocks = np.asarray(where_text((zones == "") & clock, "local time", zones), object)
    kinds = sorted(set(clocks.tolist()) - {""})
    if len(kinds) < 2:
        return []
    usual = clocks[pairs.of_row[np.flatnonzero((clocks != "")[pairs.of_row])[0]]]
    others = rows_with(pairs, (clocks != "") & (clocks != usual))
    message = f"is of another zone than the times above it (the table has {', '.join(kinds)})"
    hint = "each is drawn by its own clock"
    return draft.fault_of_all(others, "start", message, hint=hint, code="zones")
