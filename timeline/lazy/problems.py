"""Problems of a lazy table, each with sample rows; duplicate ids.

Takes a scan and the columns; its engine groups and joins them, and only what is wrong is
collected, with its count.

Takes the problems of groups; returns them with the place of the first row of each group, as
far as the engine knows places, and as far as problems are told one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from operator import and_, or_
from pathlib import Path
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw
import pyarrow as pa

from timeline.errors import SHOWN_PER_CODE, Problem, further
from timeline.lazy.keys import ROWS, Grouping, aggregate, filled
from timeline.lazy.sql import FILE, ROW

if TYPE_CHECKING:
    from timeline.lazy.groups import Groups
    from timeline.lazy.scan import EventScan

__all__ = ["identity_faults", "with_places"]

ONE, OTHER = "one", "other"


def identity_faults(scan: EventScan, ids: str = "", parents: str = "") -> list[Problem]:
    """Tell the ids that stand more than once, and the parents that are the id of no event.

    Parameters
    ----------
    scan
        The table.
    ids, parents
        Its columns; empty where it has none.

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
    found = []
    if ids:
        many = _texts_of(scan, ids).group_by(ONE).agg(nw.col(ROWS).sum()).filter(nw.col(ROWS) > 1)
        model = Problem(
            scan.name, 0, ids, "", "is the id of {:,} rows", "give each event its own",
            "duplicate-id",
        )  # fmt: skip
        found += told_of(scan, many, model, first=1)
    if parents:
        named = _texts_of(scan, parents)
        if ids:
            known = _texts_of(scan, ids).select(nw.col(ONE).alias(OTHER))
            named = named.join(known, how="anti", left_on=ONE, right_on=OTHER)
        model = Problem(
            scan.name, 0, parents, "", "is the id of no event, in {:,} rows",
            "write the id of another row", "parent",
        )  # fmt: skip
        found += told_of(scan, named.group_by(ONE).agg(nw.col(ROWS).sum()), model)
    return found


def _texts_of(scan: EventScan, column: str) -> nw.LazyFrame[Any]:
    """Return the texts of a column that are filled."""
    kind = scan.types[column]
    kept = scan.frame.filter(filled(nw.col(column), kind))
    return kept.select(nw.col(column).cast(nw.String()).alias(ONE), nw.lit(1).alias(ROWS))


def told_of(
    scan: EventScan, groups: nw.LazyFrame[Any], model: Problem, *, first: int = 0
) -> list[Problem]:
    """Return a problem for each of the texts with most rows; the last stands for all others.

    Of the rows of a text, the ``first`` are no fault.
    """
    some = scan.collect(groups.sort(ROWS, ONE, descending=[True, False]).head(SHOWN_PER_CODE))
    whole = scan.collect(groups.select(nw.len().alias(OTHER), nw.col(ROWS).sum()))
    found = [
        replace(model, value=text, message=model.message.format(rows), rows=rows - first)
        for text, rows in zip(some[ONE].to_pylist(), map(int, some[ROWS].to_pylist()), strict=True)
    ]
    more = whole[OTHER][0].as_py() - len(found)
    if more:
        rows = int(whole[ROWS][0].as_py()) - first * whole[OTHER][0].as_py()
        last, before = found[-1], sum(one.rows for one in found[:-1])
        message = f"{last.message}, and {more:,} more like it"
        found[-1] = replace(last, message=message, rows=rows - before)
    return found


#: Of more groups no example is looked for: nobody reads so many.
MOST_PLACED = 100


def with_places(problems: Sequence[Problem], scan: EventScan, groups: Groups) -> list[Problem]:
    """Return problems with file and row instead of the line of a group, where that is known."""
    wanted = shown(problems)
    if scan.files is None or not wanted:
        return list(problems)
    rows = [-1 - line for line in wanted]
    try:
        places = first_places(scan, groups.grouping, groups.table.take(pa.array(rows)))
    except OverflowError:  # a day before year 1, which Python has no date for
        return list(problems)
    found = [places.get(at) for at in range(len(rows))]
    of_line = dict(zip(wanted, found, strict=True))
    return [at_place(problem, of_line.get(problem.line)) for problem in problems]


def shown(problems: Sequence[Problem]) -> list[int]:
    """Return the lines of the groups whose problems are listed one by one."""
    many: dict[str, int] = {}
    lines: dict[int, None] = {}
    for problem in sorted(problems, key=lambda one: -one.line):
        many[problem.code] = many.get(problem.code, 0) + 1
        if problem.line < 0 and many[problem.code] <= SHOWN_PER_CODE:
            lines.setdefault(problem.line)
    return list(lines)[:MOST_PLACED]


def at_place(problem: Problem, place: tuple[str, int] | None) -> Problem:
    """Return a problem with the file and the row of an example, and for how many it stands."""
    if place is None:
        return problem
    path, row = place
    told = "like it" in problem.message  # of all rows at once
    message = problem.message + ("" if told else further(problem.rows))
    return replace(problem, file=Path(path).name, line=row, message=message)


def first_places(
    scan: EventScan, grouping: Grouping, groups: pa.Table
) -> dict[int, tuple[str, int]]:
    """Return file and row of the first row of each of some groups, by the group's number."""
    assert scan.files is not None
    names = list(grouping.keys)
    wanted = [tuple(row[name] for name in names) for row in groups.select(names).to_pylist()]
    frame: nw.LazyFrame[Any] = nw.from_native(scan.files.relation(placed=True)).lazy()
    plain = frame.select(**grouping.keys, **{FILE: nw.col(FILE), ROW: nw.col(ROW)})
    chosen = plain.filter(reduce(or_, (alike(names, values) for values in wanted)))
    keys = {name: nw.col(name) for name in (*names, FILE)}
    first = {f"first {ROW}": nw.col(ROW)}
    found = aggregate(
        chosen, Grouping(keys, first=first), most=100 * MOST_PLACED, collect=scan.collect
    )
    places: dict[int, tuple[str, int]] = {}
    for row in found.sort_by(FILE).to_pylist():
        at = wanted.index(tuple(row[name] for name in names))
        places.setdefault(at, (row[FILE], int(row[f"first {ROW}"])))
    return places


def alike(names: Sequence[str], values: Sequence[Any]) -> nw.Expr:
    """Return the test for a row of one group."""
    pairs = zip(names, values, strict=True)
    tests = (nw.col(n).is_null() if v is None else nw.col(n) == nw.lit(v) for n, v in pairs)
    return reduce(and_, tests)
