"""The dates of a draft: each different pair of start and end is read once.

Takes the texts of ``start``, ``end`` and ``calendar``; returns the four instants
of every row and the faults of the dates.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from timeline.dates.arrays import Coded, chosen, is_constant
from timeline.dates.event_time import all_east, doubly_ended, four_instants, interval_ends
from timeline.dates.parser import CALENDARS
from timeline.errors import Problem, did_you_mean
from timeline.table.arrowtexts import same_texts, text_column
from timeline.table.dayorder import proven_order
from timeline.table.draft import Draft, limited
from timeline.table.pairs import Pairs, distinct, in_state, mostly_different, pairs_of, rows_with

__all__ = ["Moments", "moments_of"]

INSTANTS = ("start_earliest", "start_latest", "end_earliest", "end_latest")
#: The columns of dates, and so many rows are read at once where the dates mostly differ: an array
#: of them stays below a mebibyte, from where on allocators return memory to the system each time.
DATED, AT_ONCE = ("start", "end"), 98_304


@dataclass(frozen=True)
class Moments:
    """``TIME_COLUMNS`` of every row, and what is wrong with its dates."""

    columns: Mapping[str, Any]
    problems: tuple[Problem, ...]


def moments_of(draft: Draft) -> Moments:
    r"""Read the dates of a draft.

    Examples
    --------
    >>> from timeline.table.draft import draft_of
    >>> from timeline.table.read import read_table
    >>> table = b"title,start,end\nHarry,1953-06-10,1953-06-09\n"
    >>> print(moments_of(draft_of(read_table(table, name="a.csv"), {})).problems[0])
    a.csv:2: end: "1953-06-09" is before start "1953-06-10" (swap them?)
    """
    differing = [name for name in DATED if mostly_different(draft, name)]
    found = moments_by_parts(draft, differing) if differing else None
    found = found or moments_at_once(draft, differing)
    columns = {
        name: column if isinstance(column, np.ndarray) else text_column(column)
        for name, column in found.columns.items()
    }
    return Moments(columns, found.problems)


def moments_by_parts(draft: Draft, differing: Collection[str]) -> Moments | None:
    """Read the dates of a long table part by part; None where they must be told of together.

    Where nearly every row has its own dates, a part's columns stay in the processor's own
    memory, and the parts keep every core busy. Errors, and times of several zones, are told
    of the whole: what is proposed may depend on other rows.
    """
    rows = len(draft.frame)
    lows = range(0, rows, AT_ONCE)
    if len(lows) < 2:
        return None
    instants = {name: np.empty(rows) for name in INSTANTS}

    def read(low: int) -> Moments:
        """Read one part, and lay its instants beside those of the others."""
        part = slice(low, min(low + AT_ONCE, rows))
        rest = replace(draft, frame=draft.frame.iloc[part], lines=draft.lines[part])
        found = moments_at_once(rest, differing)
        for name, column in instants.items():
            column[part] = found.columns[name]
        texts = {name: column for name, column in found.columns.items() if name not in instants}
        return Moments(texts, found.problems)

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
    return Moments({**instants, **texts}, limited(problems))


def moments_at_once(draft: Draft, differing: Collection[str]) -> Moments:
    """Read the dates of a draft, or of a part of one; texts are left to Arrow."""
    pairs = pairs_of(draft, differing)
    four = four_instants(pairs.start, pairs.end)
    columns = {name: of_rows(column, pairs) for name, column in four.items()}
    problems = [
        *wrong(draft, pairs, "start"),
        *wrong(draft, pairs, "end"),
        *backwards(draft, pairs),
        *doubled(draft, pairs),
        *doubtful(draft, pairs, "start"),
        *doubtful(draft, pairs, "end"),
        *split_ends(draft, pairs),
        *unplaced(draft, pairs),
        *unknown_calendars(draft),
        *mixed_zones(draft, pairs, four["zone"]),
    ]
    return Moments(columns, tuple(problems))


def of_rows(column: np.ndarray | Coded, pairs: Pairs) -> np.ndarray | pa.ChunkedArray:
    """Return a column of pairs as one of rows."""
    if not isinstance(column, Coded):
        return gathered(column, pairs)
    if not column.any() or is_constant(column.codes):
        return same_texts(column[0] if len(column) else "", len(pairs.of_row))
    codes = gathered(column.codes, pairs)
    return pa.chunked_array([pa.array(column.names, pa.large_string()).take(pa.array(codes))])


def gathered(column: np.ndarray, pairs: Pairs) -> np.ndarray:
    """Return the values of the pairs' rows."""
    values: np.ndarray = column if pairs.apart else column[pairs.of_row]
    return values


def wrong(draft: Draft, pairs: Pairs, column: str) -> list[Problem]:
    """Tell the cells that are no date, and the events without a start."""
    dates = pairs.start if column == "start" else pairs.end
    rows = rows_with(pairs, in_state(dates, "invalid"))
    of_pair = pairs.of_row[rows]
    errors, hints = dates.error[of_pair].tolist(), dates.hint[of_pair].tolist()
    if "is ambiguous" in errors:
        form, proof = proven_order(draft.texts(column).unique().to_pylist())
        told = f'"{proof}" in this column proves the order: --date-format "{form}"'
        hints = [
            told if form and error == "is ambiguous" else hint
            for error, hint in zip(errors, hints, strict=True)
        ]
    problems = draft.faults(rows, column, errors, hint=hints, code="date")
    if column == "start" and column in draft.present:
        rows = rows_with(pairs, in_state(dates, "empty"))
        hint = "give a date, as roughly as it is known: 1953, 195X, 19XX"
        problems += draft.faults(rows, column, "is empty", hint=hint, code="missing-start")
    return problems


def backwards(draft: Draft, pairs: Pairs) -> list[Problem]:
    """Tell the events that end before they begin."""
    start, end = pairs.start, pairs.end
    zoned = start.zone.any() and end.zone.any()
    east = all_east(end.zone) - all_east(start.zone) if zoned else np.zeros(1)
    shift = np.nan_to_num(east, nan=0.0)
    with np.errstate(invalid="ignore"):  # NaN, of what is empty or invalid, is never less
        rows = rows_with(pairs, end.upper - shift <= start.lower)
    starts = draft.cells("start", rows)
    messages = [f'is before start "{text}"' for text in starts]
    return draft.faults(rows, "end", messages, hint="swap them?", code="end-before-start")


def doubled(draft: Draft, pairs: Pairs) -> list[Problem]:
    """Tell the events whose start is an interval though they have an end."""
    rows = rows_with(pairs, doubly_ended(pairs.start, pairs.end))
    hint = "leave the end to one of the two columns"
    message = "is an interval, and the column end has a date too"
    return draft.faults(rows, "start", message, hint=hint, code="two-ends")


def doubtful(draft: Draft, pairs: Pairs, column: str) -> list[Problem]:
    """Warn of dates that are read as they stand, though people often mean another by them."""
    dates = pairs.start if column == "start" else pairs.end
    if len(dates.hint.names) == 1:
        return []
    rows = rows_with(pairs, dates.hint.filled() & ~dates.error.filled())
    told = [hint.partition("; ") for hint in dates.hint[pairs.of_row[rows]].tolist()]
    messages, hints = [part[0] for part in told], [part[2] for part in told]
    return draft.faults(rows, column, messages, hint=hints, code="doubtful-date", fatal=False)


def split_ends(draft: Draft, pairs: Pairs) -> list[Problem]:
    """Tell the ends that are intervals: which of their two dates ends the event is not said."""
    rows = rows_with(pairs, interval_ends(pairs.end))
    texts = draft.cells("end", rows)
    hints = [end_instead(text) for text in texts]
    message = "is an interval, and an event ends once"
    return draft.faults(rows, "end", message, hint=hints, code="interval-end")


def end_instead(text: str) -> str:
    """Say what to write for an interval in the column ``end``.

    Examples
    --------
    >>> end_instead("1953-07-27/1953-07-28"), end_instead("1953/..")
    ('write [1953-07-27..1953-07-28] for an end between the two', 'write one date')
    """
    first, _, last = text.partition("/")
    alike = len(first) == len(last) and set(first + last) <= set("0123456789-")
    return f"write [{first}..{last}] for an end between the two" if alike else "write one date"


def unplaced(draft: Draft, pairs: Pairs) -> list[Problem]:
    """Tell the events that stand nowhere in time: no bound on either side is known."""
    start, end = pairs.start, pairs.end
    bounds = (start.lower, start.upper, end.lower, end.upper, start.end_lower, start.end_upper)
    unknown = ~np.isnan(start.lower)
    for bound in bounds:
        unknown &= ~np.isfinite(bound)
    unknown[unknown] = end.state[unknown] != "invalid"
    hint = "give at least a century, such as 19XX, for its start or its end"
    message = "places the event nowhere in time"
    return draft.faults(rows_with(pairs, unknown), "start", message, hint=hint, code="no-time")


def unknown_calendars(draft: Draft) -> list[Problem]:
    """Tell the calendars that we cannot read."""
    texts, of_row = distinct(draft, "calendar")
    known = np.array([not text or text.casefold() in CALENDARS for text in texts.to_pylist()], bool)
    rows = np.flatnonzero(~known[of_row])
    hints = [
        did_you_mean(text, CALENDARS) or f"known: {', '.join(CALENDARS)}"
        for text in draft.cells("calendar", rows)
    ]
    return draft.faults(rows, "calendar", "is not a known calendar", hint=hints, code="calendar")


def mixed_zones(draft: Draft, pairs: Pairs, zones: Coded) -> list[Problem]:
    """Warn of a table whose times are of several zones, or only some of a stated one."""
    if not zones.any():
        return []
    clock = pairs.start.precision.isin(("second", "minute", "hour"))
    told = np.asarray(chosen((zones == "") & clock, "local time", zones), object)
    kinds = sorted(set(told.tolist()) - {""})
    if len(kinds) < 2:
        return []
    usual = told[pairs.of_row[np.flatnonzero((told != "")[pairs.of_row])[0]]]
    others = rows_with(pairs, (told != "") & (told != usual))
    message = f"is of another zone than the times above it (the table has {', '.join(kinds)})"
    hint = "each is drawn by its own clock"
    return draft.fault_of_all(others, "start", message, hint=hint, code="zones")
