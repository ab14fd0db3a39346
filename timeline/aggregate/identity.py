"""The ids and parents of a table that is not read: which stand twice, which are of no event.

Takes a scan and the columns; its engine groups and joins them, and only what is wrong is
collected, with its count.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from timeline.aggregate.keys import filled
from timeline.aggregate.tally import ROWS
from timeline.errors import SHOWN_PER_CODE, Problem

if TYPE_CHECKING:
    from timeline.aggregate.scan import EventScan

__all__ = ["identity_faults"]

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
    >>> from timeline.aggregate.scan import scan_events
    >>> table = pa.table({"id": ["a", "b", "a", "a"], "parent": ["", "a", "c", "c"]})
    >>> for problem in identity_faults(scan_events(table), "id", "parent"):
    ...     print(problem, problem.rows)
    data frame: id: "a" is the id of 3 rows (give each event its own) 2
    data frame: parent: "c" is the id of no event, in 2 rows (write the id of another row) 2
    """
    found = []
    if ids:
        many = texts_of(scan, ids).group_by(ONE).agg(nw.col(ROWS).sum()).filter(nw.col(ROWS) > 1)
        model = Problem(
            scan.name, 0, ids, "", "is the id of {:,} rows", "give each event its own",
            "duplicate-id",
        )  # fmt: skip
        found += told_of(scan, many, model, first=1)
    if parents:
        named = texts_of(scan, parents)
        if ids:
            known = texts_of(scan, ids).select(nw.col(ONE).alias(OTHER))
            named = named.join(known, how="anti", left_on=ONE, right_on=OTHER)
        model = Problem(
            scan.name, 0, parents, "", "is the id of no event, in {:,} rows",
            "write the id of another row", "parent",
        )  # fmt: skip
        found += told_of(scan, named.group_by(ONE).agg(nw.col(ROWS).sum()), model)
    return found


def texts_of(scan: EventScan, column: str) -> nw.LazyFrame[Any]:
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
