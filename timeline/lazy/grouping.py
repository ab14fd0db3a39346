"""Group a lazy table into an event table of weighted rows.

Takes an ``EventScan`` and what is asked of it; the engine groups the rows that no sum over
days or longer can tell apart, and the groups are checked as the rows of any table are. So a
chart of them says what a chart of all rows would, and every fault is told with its count.

Takes a scan and what a chart asks of it; returns a checked table of groups.

Takes a scan and what a Gantt asks of it; returns a checked table of groups.
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

from timeline.dates.calendar import SECONDS_PER_DAY
from timeline.dates.parser import parse_dates
from timeline.errors import Problem, ReadError, TimelineError, UsageError, ValidationError
from timeline.lazy.groups import (
    Groups,
    cell_texts,
    clock_texts,
    grouped,
    identity_faults,
    sum_texts,
    text_series,
    with_places,
)
from timeline.lazy.keys import filled
from timeline.lazy.plan import ScanPlan, plan_of
from timeline.model import CLAIM_COLUMNS, EventTable, RawTable
from timeline.tables.checking.validate import check_table
from timeline.tables.mapping.mapping import Mapping
from timeline.tables.mapping.writing import dated_columns, fitting, mapping_with
from timeline.tables.measures import COUNTED, row_weights
from timeline.tables.reading.delimited import Cells
from timeline.tables.reading.read import blank, read_table

if TYPE_CHECKING:
    import pandas as pd

    from timeline.lazy.scan import EventScan
    from timeline.tables.advice import Advice

__all__ = ["BarsQuery", "count_active", "group_events", "splits_days", "summed"]

#: Types of columns whose cells are no texts, and those that say no date. What pandas calls
#: objects may be either.
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
        What is counted.
    by_day
        Whether rows of one day may be one group, which sums over days or longer allow.
    thorough
        Whether ids and parents are checked, too, and warnings told with the file and the
        row of an example; faults that keep the table from being drawn always are.

    Returns
    -------
    EventTable
        One row a group, in order of time; the column ``timeline.model.ROWS`` says for how
        many rows it stands.

    Raises
    ------
    ValidationError
        The table has problems; each has its count, and an example.
    ReadError
        It cannot be read, or has too many groups.

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
        return _checked_groups(scan, asked, measure, by_day=by_day, thorough=thorough)
    except ValidationError as error:
        error.advise = partial(scan_advice, scan, error.problems)
        raise


#: The columns of a scan are recognised by so many of its rows.
LOOKED_AT = 1000


def scan_advice(scan: EventScan, problems: Sequence[Problem]) -> Advice | None:
    """Return the reading that draws a scan: recognised by its first rows, tried on all of them.

    None where some rows are at fault: they are left out or mended only where a table is read.
    """
    from timeline.tables.advice import MAPPED, Advice, markers, proposal_of, reading_of

    raw = read_table(scan.collect(scan.frame.head(LOOKED_AT)), name=scan.name)
    proposed = proposal_of(raw, {"mapping": scan.mapping})
    reading = reading_of(scan.given, proposed, problems, markers(raw, proposed))
    mapped = {name: value for name, value in reading.items() if name in MAPPED}
    if mapped == {name: value for name, value in scan.given.items() if name in MAPPED}:
        return None
    mapping = dated_columns(mapping_with(mapped.pop("mapping", None), **mapped))
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
    # What no row can mend is told before any is looked at: a column that is missing.
    check_table(header, mapping=mapping)
    plan = plan_of(header, mapping, asked=asked, measure=measure)
    check_types(scan, plan)
    groups, blank_rows = _without_blank(scan, plan, mapping, by_day=by_day)
    broken = scan.files.broken() if scan.files else ()
    many = int(groups.rows.sum()) + len(broken)
    read = [*remarks, *(scan.files.reader.remarks if scan.files else ()), *blank_rows, *broken]
    if thorough:
        read += identity_faults(scan, plan.ids, plan.parents)
    raw = raw_of(groups, scan, mapping)
    try:
        events = check_table(
            raw, mapping=mapping, sources=scan.sources, package=scan.package,
            require_sources=scan.require_sources,
        )  # fmt: skip
    except ValidationError as error:
        told = error.problems if broken else with_places(error.problems, scan, groups)
        raise ValidationError([*read, *_unplaced(told)], rows=many) from None
    if any(problem.fatal for problem in read):
        raise ValidationError([*read, *_unplaced(events.problems)], rows=many)
    found = with_places(events.problems, scan, groups) if thorough else events.problems
    frame = events.frame.assign(parent=phases(groups, events.frame["line"].to_numpy()))
    if plan.repeated:
        bounds = list(CLAIM_COLUMNS[:3])
        frame[bounds] = frame[bounds].mul(row_weights(frame), axis=0)
    order = ["start_earliest", *(name for name in asked if name in frame)]
    frame = frame.sort_values(order, kind="stable", ignore_index=True)
    problems = tuple(sorted([*read, *_unplaced(found)]))
    return replace(events, frame=frame, problems=problems, files=scan.inputs)


def check_types(scan: EventScan, plan: ScanPlan) -> None:
    """Refuse a column that holds no texts, dates or numbers, as far as the plan needs it."""
    needed = dict.fromkeys((*plan.keys, *plan.dates, *plan.numbers, *plan.present.values()))
    found = []
    for name in needed:
        kind = scan.types[name]
        if kind.is_nested() or kind in NO_CELLS or (name in plan.dates and kind in NO_DATES):
            wanted = "texts, dates or times" if name in plan.dates else "texts or numbers"
            found.append(
                Problem(
                    scan.name, 0, name, "", f"is a column of the type {kind}, of which no cell "
                    "can be read", f"make a column of {wanted} of it", "type",
                )
            )  # fmt: skip
    if found:
        raise ValidationError(found)


def _header_of(scan: EventScan) -> RawTable:
    """Return the table without its rows."""
    empty = {name: text_series([]) for name in scan.header}
    line = 1 if scan.files and scan.files.reader.is_csv else 0
    return RawTable(pd.DataFrame(empty), np.empty(0, np.int64), scan.name, "", line)


def _without_blank(
    scan: EventScan, plan: ScanPlan, mapping: Mapping, *, by_day: bool
) -> tuple[Groups, list[Problem]]:
    """Return the groups of a scan; blank rows of a CSV are left out and reported."""
    groups = grouped(scan, plan, mapping, by_day=by_day)
    if groups.too_many:
        refuse(groups, scan, mapping)
    starts = [groups.table[name] for name in groups.table.column_names
              if plan.dates and name in (plan.dates[0], f"{plan.dates[0]} first")]  # fmt: skip
    dateless = any(not (text or "").strip() for column in starts for text in cell_texts(column))
    if not dateless or not (scan.files and scan.files.reader.is_csv):
        return groups, []
    kept = nw.any_horizontal(
        *(filled(nw.col(name), nw.String()) for name in plan.header), ignore_nulls=True
    )
    fewer = grouped(replace(scan, frame=scan.frame.filter(kept)), plan, mapping, by_day=by_day)
    gone = int(groups.rows.sum() - fewer.rows.sum())
    return fewer, blank(Cells((), np.empty(0, np.int64), gone), scan.name)


def refuse(groups: Groups, scan: EventScan, mapping: Mapping) -> None:
    """Refuse a table of too many groups: for the faults of the first, or for their number."""
    try:
        check_table(raw_of(groups, scan, mapping), mapping=mapping)
    except ValidationError as error:
        told = _unplaced(with_places(error.problems, scan, groups))
        raise ValidationError(told, rows=error.rows) from None
    varied = {name: len(groups.table[name].unique()) for name in groups.grouping.keys}
    most = max(varied, key=lambda name: varied[name])
    raise ReadError(
        f'{scan.name}: more than {len(groups.table) - 1:,} different rows, most by "{most}" '
        f"({varied[most]:,} in the first of them); leave out that column, or read the table whole"
    )


def raw_of(groups: Groups, scan: EventScan, mapping: Mapping) -> RawTable:
    """Return the groups as a table that was read, one row a group, lines from -1 down."""
    table, plan = groups.table, groups.plan
    columns = {name: cell_texts(table[name]) for name in plan.keys}
    columns |= date_texts(groups)
    for name in plan.numbers:
        columns[name] = sum_texts(
            cell_texts(table[name]), table[f"{name} total"].to_pylist(),
            groups.rows.tolist(), decimal=mapping.decimal,
        )  # fmt: skip
    if "title" in plan.present:
        filled = table["title filled"].to_pylist()
        columns[plan.present["title"]] = ["…" if one else "" for one in filled]
    empty = [""] * len(table)
    frame = pd.DataFrame({name: text_series(columns.get(name, empty)) for name in plan.header})
    lines = -1 - np.arange(len(table))
    is_csv = scan.files is not None and scan.files.reader.is_csv
    return RawTable(frame, lines, scan.name, "", int(is_csv), stands_for=groups.rows)


def date_texts(groups: Groups) -> dict[str, list[str]]:
    """Return the dates of groups: those that were cut by their first start and last end."""
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
        if len(dates) == 1 and last:  # so that the whole ends with the last time of all
            final = max(range(len(last)), key=last.__getitem__)
            texts[name][final] = last[final]
    return texts


def phases(groups: Groups, lines: np.ndarray) -> Any:
    """Return an empty column ``parent``: a scan does not resolve phases."""
    if "parent" not in groups.plan.present:
        return ""
    filled = np.array(groups.table["parent filled"].to_pylist(), bool)
    return np.where(filled[-1 - lines], "…", "")


def _unplaced(problems: Sequence[Problem]) -> list[Problem]:
    """Return problems without the lines of groups, which are none of any file."""
    return [replace(one, line=0) if one.line < 0 else one for one in problems]


@dataclass(frozen=True)
class BarsQuery:
    """What bars ask of a table: its measures, and the columns that they show or filter by."""

    measure: str | Sequence[str]
    columns: tuple[str, ...]
    period: str | None = None
    combine: str | None = None
    window: tuple[str | None, str | None] = (None, None)


def summed(scan: EventScan, asked: BarsQuery) -> EventTable:
    """Return the groups of a scan from which bars are drawn.

    Raises
    ------
    UsageError
        The bars are claims one by one, which only a table that is read has.

    Examples
    --------
    >>> import pyarrow as pa
    >>> from timeline.lazy.scan import scan_events
    >>> table = pa.table({"title": ["Raid"] * 3, "start": ["1953-06"] * 3, "side": [*"aab"]})
    >>> summed(scan_events(table), BarsQuery("events", ("side",), period="month")).rows_read
    3
    """
    measures = (asked.measure,) if isinstance(asked.measure, str) else tuple(asked.measure)
    if asked.period is None and asked.combine != "sum" and measures != (COUNTED,):
        advice = 'give a period or combine="sum", or read it with read_events'
        raise UsageError(f"{scan.name}: rows of a table that is scanned are added up ({advice})")
    # A bound within a day tells rows of one day apart; so do sums that heed nested times.
    fine = splits_days(asked.window) or asked.period is None
    nested = ("place",) if asked.combine == "sum" and asked.period is None else ()
    columns = dict.fromkeys((*asked.columns, *nested))
    return group_events(scan, asked=tuple(columns), measure=measures, by_day=not fine)


def splits_days(window: Sequence[str | None]) -> bool:
    """Tell whether a bound of time lies within a day, and so tells rows of that day apart.

    Examples
    --------
    >>> splits_days(("1953-06", None)), splits_days((None, "1953-06-10 night"))
    (False, True)
    """
    dates = parse_dates([bound for bound in window if bound])
    edges = [*dates.lower.tolist(), *dates.upper.tolist()]
    return any(edge % SECONDS_PER_DAY for edge in edges if isfinite(edge))


#: Columns are three pixels wide or more, and as long as a day where half a day is too short.
PIXELS_A_DAY = 6.0
#: Pages are laid out at no width above this and that asked for.
WIDEST = 1280.0
CLOCKS = ("second", "minute")


def count_active(
    scan: EventScan,
    asked: Sequence[str],
    *,
    width: float,
    window: tuple[str | None, str | None] = (None, None),
) -> EventTable:
    """Return the groups of a scan from which columns of counts are drawn.

    Events of the same days are one group where the columns are days or longer; where they
    are shorter, those of the same minutes are.

    Parameters
    ----------
    scan
        The table.
    asked
        The columns that make lanes and colours, or filter.
    width
        The pixels of the figure.
    window
        The time asked for.

    Examples
    --------
    >>> import pyarrow as pa
    >>> from timeline.lazy.scan import scan_events
    >>> table = pa.table({"title": ["Raid"] * 3, "start": ["1953-06"] * 3, "side": [*"aab"]})
    >>> count_active(scan_events(table), ("side",), width=720).rows_read
    3
    """
    fine = splits_days(window)
    events = group_events(scan, asked=asked, by_day=not fine)
    timed = events.frame[["start_precision", "end_precision"]].isin(CLOCKS).any(axis=None)
    if fine or not timed or days_of(events.frame) >= max(width, WIDEST) / PIXELS_A_DAY:
        return events
    return group_events(scan, asked=asked, by_day=False)


def days_of(frame: pd.DataFrame) -> float:
    """Return how many days all events take together."""
    edges = frame[["start_earliest", "end_latest"]].to_numpy(float)
    edges = edges[np.isfinite(edges)]
    return float(np.ptp(edges)) / SECONDS_PER_DAY if len(edges) else 0.0
