"""The groups of a table that is not read, made in the quickest way that is right.

Takes a scan and a plan of its columns; the first rows say how its dates and numbers are
written, and where they said too little, the table is grouped once more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import narwhals.stable.v2 as nw
import numpy as np
import pyarrow as pa

from timeline.aggregate.keys import DECIMAL, TIMED, WHOLE, Kind
from timeline.aggregate.plan import Plan
from timeline.aggregate.tally import ROWS, Grouping, tally
from timeline.errors import ReadError
from timeline.tables.mapping.mapping import Mapping

if TYPE_CHECKING:
    from timeline.aggregate.scan import EventScan

__all__ = ["Groups", "grouped"]

#: More groups than this are not collected: they would be the table itself.
MOST_GROUPS = 500_000
#: So many rows are looked at to see how dates and numbers are written.
SAMPLE = 2000


@dataclass(frozen=True)
class Groups:
    """The groups of a table as the engine gave them, and by what they were made."""

    table: pa.Table
    grouping: Grouping
    plan: Plan

    @property
    def too_many(self) -> bool:
        """Whether these are only the first groups of more than are collected."""
        return len(self.rows) > MOST_GROUPS

    @property
    def rows(self) -> np.ndarray:
        """For how many rows each group stands."""
        counts: np.ndarray = self.table[ROWS].to_numpy()
        return counts


def grouped(scan: EventScan, plan: Plan, mapping: Mapping, *, by_day: bool) -> Groups:
    """Group a table: quickly where its first rows allow it, and again if that was wrong."""
    types = scan.types
    timed, decimals = looked_at(scan, plan, types)
    typed: list[type[Kind]] = [nw.Datetime] if by_day else []
    thorough: list[type[Kind]] = [nw.Datetime, nw.String] if by_day else []
    cut = thorough if timed else typed
    grouping = plan.grouping(types, cut=cut, decimals=decimals and mapping.decimal != ",")
    groups = None if decimals else hopeful_groups(scan, plan, types, cut=cut)
    if groups is None:
        groups = collected(scan, grouping)
    if groups.num_rows > MOST_GROUPS:
        grouping = plan.grouping(types, cut=thorough, decimals=mapping.decimal != ",")
        groups = collected(scan, grouping)
    order = [(name, "ascending") for name in grouping.keys]
    return Groups(groups.sort_by(order), grouping, plan)


def collected(scan: EventScan, grouping: Grouping) -> pa.Table:
    """Return the groups of a scan, of too many one more than are allowed."""
    return tally(scan.frame, grouping, most=MOST_GROUPS, collect=scan.collect)


def hopeful_groups(
    scan: EventScan, plan: Plan, types: dict[str, Kind], *, cut: Sequence[type[Kind]]
) -> pa.Table | None:
    """Return the groups of a CSV in which nothing is amiss, which is quicker; None of others."""
    texts = all(types[name] == nw.String for name in plan.numbers)
    if scan.files is None or not scan.files.reader.is_csv or plan.markers or not texts:
        return None
    try:
        return plan.hoped(collected(scan, plan.hopeful(types, cut=cut)))
    except ReadError:  # a text that is no number, or a file that the next try cannot read, too
        return None


def looked_at(scan: EventScan, plan: Plan, types: dict[str, Kind]) -> tuple[bool, bool]:
    """Tell from the first rows whether dates are texts with a time, and numbers decimals."""
    numbers = [name for name in plan.numbers if types[name] == nw.String]
    dates = [name for name in plan.dates if types[name] == nw.String]
    if not numbers and not dates:
        return False, False
    some = scan.collect(scan.frame.select(*numbers, *dates).head(SAMPLE)).to_pandas()
    timed = any(some[name].str.fullmatch(TIMED).fillna(False).any() for name in dates)
    whole = {name: some[name].str.fullmatch(WHOLE) for name in numbers}
    decimal = {name: some[name].str.fullmatch(DECIMAL) for name in numbers}
    wide = any((decimal[name] != whole[name]).any() for name in numbers)
    return bool(timed), bool(wide)
