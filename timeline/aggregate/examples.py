"""Where the faults of a table that was not read stand: file and row of an example of each.

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

from timeline.aggregate.readers import FILE, ROW
from timeline.aggregate.tally import Grouping, tally
from timeline.errors import SHOWN_PER_CODE, Problem, further

if TYPE_CHECKING:
    from timeline.aggregate.groups import Groups
    from timeline.aggregate.scan import EventScan

__all__ = ["with_places"]

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
    """Return the lines of the groups whose problems are told one by one."""
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
    found = tally(chosen, Grouping(keys, first=first), most=100 * MOST_PLACED, collect=scan.collect)
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
