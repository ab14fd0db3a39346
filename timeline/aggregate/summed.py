"""A table that is not read, condensed to what bars of it need.

Takes a scan and what a chart asks of it; returns a checked table of groups.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

from timeline.aggregate.condense import condensed
from timeline.dates.calendar import SECONDS_PER_DAY
from timeline.dates.parser import parse_dates
from timeline.errors import UsageError
from timeline.model import EventTable
from timeline.tables.measures import COUNTED

if TYPE_CHECKING:
    from timeline.aggregate.scan import EventScan

__all__ = ["Asked", "splits_days", "summed"]


@dataclass(frozen=True)
class Asked:
    """What bars ask of a table: its measures, and the columns that they show or filter by."""

    measure: str | Sequence[str]
    columns: tuple[str, ...]
    period: str | None = None
    combine: str | None = None
    window: tuple[str | None, str | None] = (None, None)


def summed(scan: EventScan, asked: Asked) -> EventTable:
    """Return the groups of a scan from which bars are drawn.

    Raises
    ------
    UsageError
        The bars are claims one by one, which only a table that is read has.

    Examples
    --------
    >>> import pyarrow as pa
    >>> from timeline.aggregate.scan import scan_events
    >>> table = pa.table({"title": ["Raid"] * 3, "start": ["1953-06"] * 3, "side": [*"aab"]})
    >>> summed(scan_events(table), Asked("events", ("side",), period="month")).rows_read
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
    return condensed(scan, asked=tuple(columns), measure=measures, by_day=not fine)


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
