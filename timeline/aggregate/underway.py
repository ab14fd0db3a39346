"""A table that is not read, condensed to what counts of its events under way need.

Takes a scan and what a Gantt asks of it; returns a checked table of groups.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from timeline.aggregate.condense import condensed
from timeline.aggregate.summed import splits_days
from timeline.dates.calendar import SECONDS_PER_DAY
from timeline.model import EventTable

if TYPE_CHECKING:
    import pandas as pd

    from timeline.aggregate.scan import EventScan

__all__ = ["under_way"]

#: Columns are three pixels wide or more, and as long as a day where half a day is too short.
PIXELS_A_DAY = 6.0
#: Pages are laid out at no width above this and that asked for.
WIDEST = 1280.0
CLOCKS = ("second", "minute")


def under_way(
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
    >>> from timeline.aggregate.scan import scan_events
    >>> table = pa.table({"title": ["Raid"] * 3, "start": ["1953-06"] * 3, "side": [*"aab"]})
    >>> under_way(scan_events(table), ("side",), width=720).rows_read
    3
    """
    fine = splits_days(window)
    events = condensed(scan, asked=asked, by_day=not fine)
    timed = events.frame[["start_precision", "end_precision"]].isin(CLOCKS).any(axis=None)
    if fine or not timed or days_of(events.frame) >= max(width, WIDEST) / PIXELS_A_DAY:
        return events
    return condensed(scan, asked=asked, by_day=False)


def days_of(frame: pd.DataFrame) -> float:
    """Return how many days all events take together."""
    edges = frame[["start_earliest", "end_latest"]].to_numpy(float)
    edges = edges[np.isfinite(edges)]
    return float(np.ptp(edges)) / SECONDS_PER_DAY if len(edges) else 0.0
