"""Run the grouping of a lazy table, format its groups as text cells, and find its problems.

Takes a scan and a plan of its columns; the first rows show how dates and numbers are
written, and if they are not representative, the table is grouped again. Returns columns of
text, with dates of any year, and sums formatted so that they are read as equal numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_, or_
from pathlib import Path
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from timeline.dates.calendar import civil_from_days
from timeline.errors import SHOWN_PER_CODE, Problem, ReadError, by_kind, further
from timeline.lazy.engine import FILE, ROW
from timeline.lazy.keys import (
    BELOW,
    DECIMAL,
    MISSING,
    PLAIN,
    ROWS,
    TIMED,
    WHOLE,
    Grouping,
    Kind,
    aggregate,
    filled,
)
from timeline.lazy.plan import ScanPlan
from timeline.tables.checking.numbertext import number_text
from timeline.tables.checking.table_draft import Values, parse_values
from timeline.tables.mapping.mapping import Mapping
from timeline.tables.reading.records import as_text

if TYPE_CHECKING:
    from timeline.lazy.scan import EventScan

ONE, OTHER = "one", "other"


def identity_faults(scan: EventScan, ids: str = "", parents: str = "") -> list[Problem]:
    """Return problems of duplicate ids, and of parents that are no event's id.

    Parameters
    ----------
    scan
        The table.
    ids, parents
        Its columns; empty if missing.

    Examples
    --------
    >>> import pyarrow as pa
    >>> from timeline.lazy.scan import scan_events
    >>> table = pa.table({"id": ["a", "b", "a", "a"], "parent": ["", "a", "c", "c"]})
    >>> for problem in identity_faults(scan_events(table), "id", "parent"):
    ...     print(problem, problem.rows)
    data frame: id: "a" is the id of 3 rows (give each event its own) 2
    data frame: parent: "c" is the id of no event, in 2 rows (write the id of another row) 2
    """
    problems = []
    if ids:
        model = Problem(scan.name, 0, ids, "", "is the id of {:,} rows", "give each event its own",
                        "duplicate-id")  # fmt: skip
        problems += _text_problems(scan, _texts_of(scan, ids), model, first=1)
    if parents:
        named = _texts_of(scan, parents)
        if ids:
            known = _texts_of(scan, ids).select(nw.col(ONE).alias(OTHER))
            named = named.join(known, how="anti", left_on=ONE, right_on=OTHER)
        model = Problem(scan.name, 0, parents, "", "is the id of no event, in {:,} rows",
                        "write the id of another row", "parent")  # fmt: skip
        problems += _text_problems(scan, named, model)
    return problems


def _texts_of(scan: EventScan, column: str) -> nw.LazyFrame[Any]:
    kind = scan.types[column]
    rows = scan.frame.filter(filled(nw.col(column), kind))
    return rows.select(nw.col(column).cast(nw.String()).alias(ONE), nw.lit(1).alias(ROWS))


def _text_problems(
    scan: EventScan, texts: nw.LazyFrame[Any], model: Problem, *, first: int = 0
) -> list[Problem]:
    """Return a problem for each of the texts with most rows; the last covers all others.

    The ``first`` rows of each text are not problems.
    """
    groups = texts.group_by(ONE).agg(nw.col(ROWS).sum()).filter(nw.col(ROWS) > first)
    some = scan.collect(groups.sort(ROWS, ONE, descending=[True, False]).head(SHOWN_PER_CODE))
    whole = scan.collect(groups.select(nw.len().alias(OTHER), nw.col(ROWS).sum()))
    problems = [
        replace(model, value=text, message=model.message.format(rows), rows=rows - first)
        for text, rows in zip(some[ONE].to_pylist(), map(int, some[ROWS].to_pylist()), strict=True)
    ]
    more = whole[OTHER][0].as_py() - len(problems)
    if more:
        rows = int(whole[ROWS][0].as_py()) - first * whole[OTHER][0].as_py()
        last, before = problems[-1], sum(one.rows for one in problems[:-1])
        message = f"{last.message}, and {more:,} more like it"
        problems[-1] = replace(last, message=message, rows=rows - before)
    return problems


#: With more groups than this, no examples are searched: nobody reads so many.
MOST_PLACED = 100


def with_places(problems: Sequence[Problem], scan: EventScan, groups: Groups) -> list[Problem]:
    """Replace line numbers of groups in problems by file and row, if known."""
    wanted = _lines_listed(problems)
    if scan.files is None or not wanted:
        return list(problems)
    rows = [-1 - line for line in wanted]
    try:
        places = _first_places(scan, groups.grouping, groups.table.take(pa.array(rows)))
    except OverflowError:  # Python has no dates before year 1
        return list(problems)
    of_line = {line: places.get(at) for at, line in enumerate(wanted)}
    return [_at_place(problem, of_line.get(problem.line)) for problem in problems]


def _lines_listed(problems: Sequence[Problem]) -> list[int]:
    """Return the lines of the groups whose problems are listed individually."""
    kinds = by_kind(sorted(problems, key=lambda one: -one.line), lambda one: one.code)
    listed = {one.line for alike in kinds for one in alike[:SHOWN_PER_CODE] if one.line < 0}
    return sorted(listed, reverse=True)[:MOST_PLACED]


def _at_place(problem: Problem, place: tuple[str, int] | None) -> Problem:
    """Return a problem with the file and row of an example, and its number of rows."""
    if place is None:
        return problem
    path, row = place
    counted = "like it" in problem.message  # already counts all rows
    message = problem.message + ("" if counted else further(problem.rows))
    return replace(problem, file=Path(path).name, line=row, message=message)


def _first_places(
    scan: EventScan, grouping: Grouping, groups: pa.Table
) -> dict[int, tuple[str, int]]:
    """Return file and row of the first row of some groups, by group number."""
    assert scan.files is not None
    names = list(grouping.keys)
    wanted = [tuple(row[name] for name in names) for row in groups.select(names).to_pylist()]
    frame: nw.LazyFrame[Any] = nw.from_native(scan.files.relation(placed=True)).lazy()
    plain = frame.select(**grouping.keys, **{FILE: nw.col(FILE), ROW: nw.col(ROW)})
    chosen = plain.filter(reduce(or_, (_same_group(names, values) for values in wanted)))
    keys = {name: nw.col(name) for name in (*names, FILE)}
    first = {f"first {ROW}": nw.col(ROW)}
    firsts = aggregate(
        chosen, Grouping(keys, first=first), most=100 * MOST_PLACED, collect=scan.collect
    )
    places: dict[int, tuple[str, int]] = {}
    for row in firsts.sort_by(FILE).to_pylist():
        at = wanted.index(tuple(row[name] for name in names))
        places.setdefault(at, (row[FILE], int(row[f"first {ROW}"])))
    return places


def _same_group(names: Sequence[str], values: Sequence[Any]) -> nw.Expr:
    """Return the expression that selects the rows of one group."""
    pairs = zip(names, values, strict=True)
    tests = (nw.col(n).is_null() if v is None else nw.col(n) == nw.lit(v) for n, v in pairs)
    return reduce(and_, tests)


DAY = 86_400_000_000


def cell_texts(column: pa.ChunkedArray) -> list[str]:
    """Convert cells of any type to texts.

    Examples
    --------
    >>> cell_texts(pa.chunked_array([pa.array([-900_000, 0, None], pa.date32())]))
    ['-0495-11-20', '1970-01-01', '']
    """
    if pa.types.is_temporal(column.type):
        return clock_texts([column])[0]
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        plain: list[str] = column.fill_null("").to_pylist()
        return plain
    texts: list[str] = as_text(column.to_pandas()).to_pylist()
    return texts


def clock_texts(columns: Sequence[pa.ChunkedArray]) -> list[list[str]]:
    """Convert columns of dates or times to texts; to dates only if all are midnight.

    Examples
    --------
    >>> clock_texts([pa.chunked_array([pa.array([72_000_000_000, None], pa.timestamp("us"))])])
    [['1970-01-01T20:00:00', '']]
    """
    if not all(pa.types.is_temporal(column.type) for column in columns):
        return [cell_texts(column) for column in columns]
    instants = [pc.cast(column, pa.timestamp("us"), safe=False) for column in columns]
    known = [column.cast(pa.int64()).fill_null(0).to_numpy() for column in instants]
    timed = any(bool((numbers % DAY).any()) for numbers in known)
    return [
        _timestamp_texts(numbers, column.is_valid().to_numpy(), timed=timed)
        for numbers, column in zip(known, instants, strict=True)
    ]


def _timestamp_texts(numbers: np.ndarray, valid: np.ndarray, *, timed: bool) -> list[str]:
    """Convert microseconds since 1970 to texts, formatting each distinct value once."""
    distinct, where = np.unique(numbers, return_inverse=True)
    days, rest = np.divmod(distinct, DAY)
    dates = zip(*(part.tolist() for part in civil_from_days(days)), strict=True)
    clocks = [f"T{s // 3600:02}:{s // 60 % 60:02}:{s % 60:02}" for s in (rest // 10**6).tolist()]
    texts = [
        f"{'-' if year < 0 else ''}{abs(year):04}-{month:02}-{day:02}{clock if timed else ''}"
        for (year, month, day), clock in zip(dates, clocks, strict=True)
    ]
    return [texts[at] if known else "" for at, known in zip(where, valid.tolist(), strict=True)]


def sum_texts(
    kinds: Sequence[str], totals: Sequence[float], rows: Sequence[int], *, decimal: str | None
) -> list[str]:
    """Format the sum of each group as the text of a number.

    Parameters
    ----------
    kinds
        The kind of number in each group, from ``number_grouping``: for plain numbers the
        sums are ``totals``; any other text is repeated ``rows`` times.
    decimal
        The decimal mark of the table.

    Examples
    --------
    >>> sum_texts(["0", "~3", "", "soon"], [7.125, 0.0, 0.0, 0.0], [2, 4, 1, 1],
    ...           decimal=None)
    ['7.1250', '~12', '', 'soon']
    """
    texts = [
        number_text(total, decimal) if kind in (PLAIN, BELOW) else kind.strip()
        for kind, total in zip(kinds, totals, strict=True)
    ]
    odd = [at for at, kind in enumerate(kinds) if kind not in (PLAIN, BELOW, MISSING)]
    values = parse_values([texts[at] for at in odd], decimal=decimal)
    for row, at in enumerate(odd):
        texts[at] = _repeat(values, row, rows[at], decimal=decimal) or texts[at]
    return texts


def _repeat(values: Values, row: int, many: int, *, decimal: str | None) -> str:
    """Return the text of a claim summed so many times; empty if it is not a number."""
    if values.error[row]:
        return ""
    qualifier = str(values.qualifier[row])
    bounds = (values.low, values.high) if qualifier == ".." else (values.best,)
    ends = [number_text(many * float(bound[row]), decimal) for bound in bounds]
    return qualifier.join(ends) if qualifier == ".." else qualifier + ends[0]


#: Most groups that are collected: with more, they would be as large as the table.
MOST_GROUPS = 500_000
#: Number of rows examined for the notation of dates and numbers.
SAMPLE = 2000


@dataclass(frozen=True)
class Groups:
    """The groups of a table as returned by the engine, and how they were computed."""

    table: pa.Table
    grouping: Grouping
    plan: ScanPlan

    @property
    def too_many(self) -> bool:
        """Whether only the first groups were collected because there are too many."""
        return len(self.rows) > MOST_GROUPS

    @property
    def rows(self) -> np.ndarray:
        """Number of rows of each group."""
        counts: np.ndarray = self.table[ROWS].to_numpy()
        return counts


def run_grouping(scan: EventScan, plan: ScanPlan, mapping: Mapping, *, by_day: bool) -> Groups:
    """Group a table: with fewer keys if its first rows allow it, and again if that fails."""
    types = scan.types
    timed, decimals = _sample_formats(scan, plan, types)
    typed: list[type[Kind]] = [nw.Datetime] if by_day else []
    thorough: list[type[Kind]] = [nw.Datetime, nw.String] if by_day else []
    cut = thorough if timed else typed
    grouping = plan.grouping(types, cut=cut, decimals=decimals and mapping.decimal != ",")
    groups = None if decimals else _groups_by_fewer_keys(scan, plan, types, cut=cut)
    if groups is None:
        groups = _collect_groups(scan, grouping)
    if groups.num_rows > MOST_GROUPS:
        grouping = plan.grouping(types, cut=thorough, decimals=mapping.decimal != ",")
        groups = _collect_groups(scan, grouping)
    order = [(name, "ascending") for name in grouping.keys]
    return Groups(groups.sort_by(order), grouping, plan)


def _collect_groups(scan: EventScan, grouping: Grouping) -> pa.Table:
    """Return the groups of a scan; if too many, one more than the limit."""
    return aggregate(scan.frame, grouping, most=MOST_GROUPS, collect=scan.collect)


def _groups_by_fewer_keys(
    scan: EventScan, plan: ScanPlan, types: dict[str, Kind], *, cut: Sequence[type[Kind]]
) -> pa.Table | None:
    """Return the groups of a CSV by fewer keys, which is faster; None if some group needs more."""
    texts = all(types[name] == nw.String for name in plan.numbers)
    if not scan.is_csv or plan.markers or not texts:
        return None
    try:
        return plan.with_all_keys(_collect_groups(scan, plan.fewer_keys(types, cut=cut)))
    except ReadError:  # a text that is not a number, or a file that the next try cannot read either
        return None


def _sample_formats(scan: EventScan, plan: ScanPlan, types: dict[str, Kind]) -> tuple[bool, bool]:
    """Return whether, in the first rows, dates are texts with a time, and numbers decimals."""
    numbers = [name for name in plan.numbers if types[name] == nw.String]
    dates = [name for name in plan.dates if types[name] == nw.String]
    if not numbers and not dates:
        return False, False
    some = scan.collect(scan.frame.select(*numbers, *dates).head(SAMPLE)).to_pandas()
    timed = any(some[name].str.fullmatch(TIMED).fillna(False).any() for name in dates)
    decimals = any(
        (some[name].str.fullmatch(DECIMAL) != some[name].str.fullmatch(WHOLE)).any()
        for name in numbers
    )
    return bool(timed), decimals
