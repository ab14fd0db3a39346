"""Group a lazy table into an event table of weighted rows, for bars and Gantts.

Takes an ``EventScan`` and the requested columns; the engine groups rows that no sum over
days or longer periods distinguishes, and the groups are checked like rows of any table. So a
chart of them equals a chart of all rows, and every problem has its number of rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import isfinite
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd
import pyarrow as pa

from timeline.dates.calendar import SECONDS_PER_DAY
from timeline.dates.parser import parse_dates
from timeline.errors import Problem, ReadError, TimelineError, UsageError, ValidationError
from timeline.lazy.engine import engine_errors
from timeline.lazy.groups import (
    Groups,
    cell_texts,
    clock_texts,
    identity_faults,
    run_grouping,
    sum_texts,
    with_places,
)
from timeline.lazy.keys import filled
from timeline.lazy.plan import ScanPlan, plan_of
from timeline.model import CLAIM_COLUMNS, EventTable, RawTable
from timeline.tables.checking.validate import check_table
from timeline.tables.mapping.mapping import Mapping
from timeline.tables.mapping.resolve import dated_columns, fitting
from timeline.tables.measures import COUNTED, row_weights
from timeline.tables.reading.arrow import TEXT, text_column
from timeline.tables.reading.read import blank, read_table

if TYPE_CHECKING:
    from timeline.lazy.scan import EventScan
    from timeline.tables.advice import Advice

#: Types of columns whose cells are not texts, and of those that are not dates. pandas' objects
#: may be either.
NO_CELLS = frozenset({nw.Binary})
NO_DATES = frozenset({nw.Time, nw.Duration, nw.Boolean})


def group_events(
    scan: EventScan,
    *,
    asked: Sequence[str] = (),
    measure: Sequence[str] = (),
    by_day: bool = True,
    thorough: bool = False,
) -> EventTable:
    """Return a checked table of the groups of a scan.

    Parameters
    ----------
    scan
        The table.
    asked
        The columns that the figure shows or filters by.
    measure
        The measures to sum.
    by_day
        Whether rows of one day may share a group, which sums over days or longer allow.
    thorough
        Whether to check ids and parents, too, and to report warnings with the file and
        row of an example; fatal problems always have one.

    Returns
    -------
    EventTable
        One row per group, ordered by time; the column ``timeline.model.ROWS`` is its
        number of rows.

    Raises
    ------
    ValidationError
        The table has problems; each has its number of rows and an example.
    ReadError
        The table cannot be read, or has too many groups.

    Examples
    --------
    >>> import pyarrow as pa
    >>> from timeline.lazy.scan import scan_events
    >>> table = pa.table({"title": ["Raid"] * 3, "start": ["1953-06-10"] * 3, "side": [*"aab"]})
    >>> events = group_events(scan_events(table), asked=["side"])
    >>> events.rows_read, events.frame[["side", "rows it stands for"]].values.tolist()
    (3, [['a', 2], ['b', 1]])
    """
    try:
        with engine_errors(scan.name):  # some read a file as soon as a query names its columns
            return _checked_groups(scan, asked, measure, by_day=by_day, thorough=thorough)
    except ValidationError as error:
        error.advise = partial(scan_advice, scan, error.problems)
        raise


#: Number of rows from which the columns of a scan are recognized.
LOOKED_AT = 1000


def scan_advice(scan: EventScan, problems: Sequence[Problem]) -> Advice | None:
    """Return a reading that draws a scan: recognized from its first rows, tested on all rows.

    None if some rows are faulty: only tables in memory can leave out or repair rows.
    """
    from timeline.tables.advice import Advice, mapping_by, markers, proposal_of, reading_of

    raw = read_table(scan.collect(scan.frame.head(LOOKED_AT)), name=scan.name)
    proposed = proposal_of(raw, {"mapping": scan.mapping})
    reading = reading_of(scan.given, proposed, problems, markers(raw, proposed))
    mapping = dated_columns(mapping_by(reading))
    if mapping == scan.mapping:
        return None
    try:
        rows = _checked_groups(replace(scan, mapping=mapping), (), ()).rows_read
    except TimelineError:
        return None
    return Advice(
        scan.name if scan.files else None, reading, (("gantt", {}),), proposed, read=rows,
        drawn=rows, given=scan.given,
    )  # fmt: skip


def _checked_groups(
    scan: EventScan,
    asked: Sequence[str],
    measure: Sequence[str],
    *,
    by_day: bool = True,
    thorough: bool = False,
) -> EventTable:
    header = _header_of(scan)
    mapping, remarks = fitting(header, scan.mapping)
    # Report missing columns, which no row can repair, before reading rows.
    check_table(header, mapping=mapping)
    plan = plan_of(header, mapping, asked=asked, measure=measure)
    _check_types(scan, plan)
    groups, blank_rows = _without_blank(scan, plan, mapping, by_day=by_day)
    broken = scan.files.broken() if scan.files else ()
    many = int(groups.rows.sum()) + len(broken)
    read = [*remarks, *(scan.files.reader.remarks if scan.files else ()), *blank_rows, *broken]
    if thorough:
        read += identity_faults(scan, plan.ids, plan.parents)
    raw = _raw_table(groups, scan, mapping)
    try:
        events = scan.check(raw, mapping)
    except ValidationError as error:
        faults = error.problems if broken else with_places(error.problems, scan, groups)
        raise ValidationError([*read, *_unplaced(faults)], rows=many) from None
    if any(problem.fatal for problem in read):
        raise ValidationError([*read, *_unplaced(events.problems)], rows=many)
    warnings = with_places(events.problems, scan, groups) if thorough else events.problems
    frame = events.frame.assign(parent=_phases(groups, events.frame["line"].to_numpy()))
    if plan.repeated:
        bounds = list(CLAIM_COLUMNS[:3])
        frame[bounds] = frame[bounds].mul(row_weights(frame), axis=0)
    order = ["start_earliest", *(name for name in asked if name in frame)]
    frame = frame.sort_values(order, kind="stable", ignore_index=True)
    problems = tuple(sorted([*read, *_unplaced(warnings)]))
    return replace(events, frame=frame, problems=problems, files=scan.inputs)


def _check_types(scan: EventScan, plan: ScanPlan) -> None:
    """Raise an error for needed columns that do not hold texts, dates or numbers."""
    needed = dict.fromkeys((*plan.keys, *plan.dates, *plan.numbers, *plan.present.values()))
    faults = []
    for name in needed:
        kind = scan.types[name]
        if kind.is_nested() or kind in NO_CELLS or (name in plan.dates and kind in NO_DATES):
            wanted = "texts, dates or times" if name in plan.dates else "texts or numbers"
            faults.append(
                Problem(
                    scan.name, 0, name, "", f"is a column of the type {kind}, of which no cell "
                    "can be read", f"make a column of {wanted} of it", "type",
                )
            )  # fmt: skip
    if faults:
        raise ValidationError(faults)


def _header_of(scan: EventScan) -> RawTable:
    empty = pd.DataFrame(columns=scan.header, dtype=TEXT)
    return RawTable(empty, np.empty(0, np.int64), scan.name, "", int(scan.is_csv))


def _without_blank(
    scan: EventScan, plan: ScanPlan, mapping: Mapping, *, by_day: bool
) -> tuple[Groups, list[Problem]]:
    """Return the groups of a scan; blank rows of a CSV are left out and reported."""
    groups = run_grouping(scan, plan, mapping, by_day=by_day)
    if groups.too_many:
        _refuse(groups, scan, mapping)
    starts = [groups.table[name] for name in groups.table.column_names
              if plan.dates and name in (plan.dates[0], f"{plan.dates[0]} first")]  # fmt: skip
    dateless = any(not (text or "").strip() for column in starts for text in cell_texts(column))
    if not dateless or not scan.is_csv:
        return groups, []
    nonblank = nw.any_horizontal(
        *(filled(nw.col(name), nw.String()) for name in plan.header), ignore_nulls=True
    )
    rows = replace(scan, frame=scan.frame.filter(nonblank))
    fewer = run_grouping(rows, plan, mapping, by_day=by_day)
    gone = int(groups.rows.sum() - fewer.rows.sum())
    return fewer, blank(gone, scan.name)


def _refuse(groups: Groups, scan: EventScan, mapping: Mapping) -> None:
    """Raise the error for too many groups: the problems of the first ones, or their number."""
    try:
        check_table(_raw_table(groups, scan, mapping), mapping=mapping)
    except ValidationError as error:
        problems = _unplaced(with_places(error.problems, scan, groups))
        raise ValidationError(problems, rows=error.rows) from None
    varied = {name: len(groups.table[name].unique()) for name in groups.grouping.keys}
    most = max(varied, key=lambda name: varied[name])
    raise ReadError(
        f'{scan.name}: more than {len(groups.table) - 1:,} different rows, most by "{most}" '
        f"({varied[most]:,} in the first of them); leave out that column, or read the table whole"
    )


def _raw_table(groups: Groups, scan: EventScan, mapping: Mapping) -> RawTable:
    """Return the groups as a raw table, one row per group, with lines from -1 down."""
    table, plan = groups.table, groups.plan
    columns = {name: cell_texts(table[name]) for name in plan.keys}
    columns |= _date_texts(groups)
    for name in plan.numbers:
        columns[name] = sum_texts(
            cell_texts(table[name]), table[f"{name} total"].to_pylist(),
            groups.rows.tolist(), decimal=mapping.decimal,
        )  # fmt: skip
    if "title" in plan.present:
        filled = table["title filled"].to_pylist()
        columns[plan.present["title"]] = ["…" if one else "" for one in filled]
    unread = [""] * len(table)
    texts = {name: pa.array(columns.get(name, unread), pa.large_string()) for name in plan.header}
    frame = pd.DataFrame({name: text_column(array) for name, array in texts.items()})
    lines = -1 - np.arange(len(table))
    return RawTable(frame, lines, scan.name, "", int(scan.is_csv), stands_for=groups.rows)


def _date_texts(groups: Groups) -> dict[str, list[str]]:
    """Return the dates of groups; for dates cut to days, the first start and the last end."""
    table, dates = groups.table, groups.plan.dates
    cut = [name for name in dates if f"{name} first" in groups.grouping.first]
    texts = {name: cell_texts(table[name]) for name in dates if name not in cut}
    late = table["backwards"].to_pylist() if "backwards" in groups.grouping.keys else None
    for at, name in enumerate(dates):
        if name not in cut:
            continue
        first, last = clock_texts([table[f"{name} first"], table[f"{name} last"]])
        one, other = (first, last) if at == 0 else (last, first)
        turned = late or [0] * len(first)
        texts[name] = [b if flag else a for a, b, flag in zip(one, other, turned, strict=True)]
        if len(dates) == 1 and last:  # so that the table ends at the last time of all
            final = max(range(len(last)), key=last.__getitem__)
            texts[name][final] = last[final]
    return texts


def _phases(groups: Groups, lines: np.ndarray) -> Any:
    """Return an empty column ``parent``: a scan does not resolve phases."""
    if "parent" not in groups.plan.present:
        return ""
    filled = np.array(groups.table["parent filled"].to_pylist(), bool)
    return np.where(filled[-1 - lines], "…", "")


def _unplaced(problems: Sequence[Problem]) -> list[Problem]:
    """Return problems without the line numbers of groups, which are in no file."""
    return [replace(one, line=0) if one.line < 0 else one for one in problems]


@dataclass(frozen=True)
class BarsQuery:
    """The part of a table that bars need: measures, and columns to show or filter by."""

    measure: str | Sequence[str]
    columns: tuple[str, ...]
    period: str | None = None
    combine: str | None = None
    window: tuple[str | None, str | None] = (None, None)


def group_for_bars(scan: EventScan, asked: BarsQuery) -> EventTable:
    """Return the groups of a scan that bars are drawn from.

    Raises
    ------
    UsageError
        The bars are single claims, which need a table in memory.

    Examples
    --------
    >>> import pyarrow as pa
    >>> from timeline.lazy.scan import scan_events
    >>> table = pa.table({"title": ["Raid"] * 3, "start": ["1953-06"] * 3, "side": [*"aab"]})
    >>> group_for_bars(scan_events(table), BarsQuery("events", ("side",), period="month")).rows_read
    3
    """
    measures = (asked.measure,) if isinstance(asked.measure, str) else tuple(asked.measure)
    if asked.period is None and asked.combine != "sum" and measures != (COUNTED,):
        advice = 'give a period or combine="sum", or read it with read_events'
        raise UsageError(f"{scan.name}: rows of a table that is scanned are added up ({advice})")
    # A bound within a day distinguishes rows of that day; so do sums that check nested times.
    fine = _splits_days(asked.window) or asked.period is None
    nested = ("place",) if asked.combine == "sum" and asked.period is None else ()
    columns = dict.fromkeys((*asked.columns, *nested))
    return group_events(scan, asked=tuple(columns), measure=measures, by_day=not fine)


def _splits_days(window: Sequence[str | None]) -> bool:
    """Return whether a bound of the time window lies within a day, distinguishing its rows.

    Examples
    --------
    >>> _splits_days(("1953-06", None)), _splits_days((None, "1953-06-10 night"))
    (False, True)
    """
    dates = parse_dates([bound for bound in window if bound])
    edges = [*dates.lower.tolist(), *dates.upper.tolist()]
    return any(edge % SECONDS_PER_DAY for edge in edges if isfinite(edge))


#: Columns are at least three pixels wide; they last a day if half a day would be narrower.
PIXELS_A_DAY = 6.0
#: Pages are laid out up to this width, or the requested one if larger.
WIDEST = 1280.0
CLOCKS = ("second", "minute")


def count_active(
    scan: EventScan,
    asked: Sequence[str],
    *,
    width: float,
    window: tuple[str | None, str | None] = (None, None),
) -> EventTable:
    """Return the groups of a scan that columns of counts are drawn from.

    Events of the same days share a group if columns last days or longer; otherwise
    those of the same minutes do.

    Parameters
    ----------
    scan
        The table.
    asked
        The columns of lanes, colours and filters.
    width
        Width of the figure in pixels.
    window
        The selected time window.

    Examples
    --------
    >>> import pyarrow as pa
    >>> from timeline.lazy.scan import scan_events
    >>> table = pa.table({"title": ["Raid"] * 3, "start": ["1953-06"] * 3, "side": [*"aab"]})
    >>> count_active(scan_events(table), ("side",), width=720).rows_read
    3
    """
    fine = _splits_days(window)
    events = group_events(scan, asked=asked, by_day=not fine)
    timed = events.frame[["start_precision", "end_precision"]].isin(CLOCKS).any(axis=None)
    if fine or not timed or days_of(events.frame) >= max(width, WIDEST) / PIXELS_A_DAY:
        return events
    return group_events(scan, asked=asked, by_day=False)


def days_of(frame: pd.DataFrame) -> float:
    """Return the time span of all events in days."""
    edges = frame[["start_earliest", "end_latest"]].to_numpy(float)
    edges = edges[np.isfinite(edges)]
    return float(np.ptp(edges)) / SECONDS_PER_DAY if len(edges) else 0.0
