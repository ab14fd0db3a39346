"""Certain and possible time of events, as four edges to draw.

``first`` to ``last`` is the possible time of an event; ``core0`` to ``core1`` the certain
time (``core0 > core1``: nothing is certain). Plain days count as whole days, as historians
count them: 10-12 June is certain from the first midnight to the last. A month or year at
the start or end is possible time: the event began or ended somewhere in it. So is a part
of a day, such as a night, since the hour is unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from timeline.dates.calendar import SECONDS_PER_DAY
from timeline.dates.parser import parse_dates, set_ranges
from timeline.model import Rows

if TYPE_CHECKING:
    import pandas as pd

DAY = SECONDS_PER_DAY


@dataclass(frozen=True)
class Certainty:
    """Edges (seconds, within the axis) and the state of the ends, one entry per event.

    ``cut_first`` and ``cut_last``: the event begins before, or ends after, the axis.
    """

    first: np.ndarray
    last: np.ndarray
    core0: np.ndarray
    core1: np.ndarray
    ongoing: np.ndarray
    ended_unknown: np.ndarray
    began_unknown: np.ndarray
    approximate: np.ndarray
    cut_first: np.ndarray
    cut_last: np.ndarray


def certainty(frame: pd.DataFrame | Rows, low: float, high: float) -> Certainty:
    """Return the edges of every event of ``frame`` on an axis from ``low`` to ``high``.

    Examples
    --------
    >>> import pandas as pd
    >>> day = 86400.0
    >>> event = {"start_earliest": 0, "start_latest": 31 * day, "start_precision": "month",
    ...          "end_earliest": 59 * day, "end_latest": 90 * day, "end_precision": "month",
    ...          "start_qualifier": "", "end_qualifier": "", "end_state": "stated"}
    >>> edges = certainty(pd.DataFrame([event]), 0, 100 * day)
    >>> float(edges.core0[0] / day), float(edges.core1[0] / day)
    (31.0, 59.0)
    """
    rows = Rows.of(frame)
    start0, start1, end0, end1 = (
        rows[name].astype(float, copy=False)
        for name in ("start_earliest", "start_latest", "end_earliest", "end_latest")
    )
    began_unknown = np.isneginf(start0) & ~rows.are("end_state", "as start")
    ongoing, ended_unknown = (rows.are("end_state", state) for state in ("ongoing", "unknown"))
    whole_first = rows.are("start_precision", "day") & (start1 <= start0 + DAY)
    whole_last = rows.are("end_precision", "day") & (end1 <= end0 + DAY)
    qualified = ~(rows.are("start_qualifier", "") & rows.are("end_qualifier", ""))
    core0 = np.where(whole_first, start0, start1)
    core1 = np.where(whole_last & ~ended_unknown, end1, end0)
    core1 = np.where(ongoing, high, core1)
    # If the end is unknown, the day of the start is certain.
    core1 = np.where(ended_unknown, start1, core1)
    # The days of the start and the end are certain, whatever the other date is.
    core1 = np.where(whole_first, np.minimum(np.maximum(core1, start0 + DAY), end1), core1)
    core0 = np.where(whole_last & ~ended_unknown, np.maximum(np.minimum(core0, end1 - DAY), start0),
                     core0)  # fmt: skip
    unsure = qualified | hourless(rows)
    core0 = np.where(unsure, high, core0)
    return Certainty(
        first=np.clip(start0, low, high),
        last=np.clip(np.where(ended_unknown, start1, end1), low, high),
        core0=np.clip(core0, low, high),
        core1=np.where(unsure, low, np.clip(core1, low, high)),
        ongoing=ongoing,
        ended_unknown=ended_unknown,
        began_unknown=began_unknown,
        approximate=qualified,
        # Unknown starts and ends have their own markers.
        # A single date open on one side (``[1953..]``) may be anywhere there; it does not last.
        cut_first=(start0 < low) & ~began_unknown,
        cut_last=(end1 > high) & ~ongoing & ~ended_unknown,
    )


def hourless(rows: Rows | pd.DataFrame) -> np.ndarray:
    """Return which events have a part of a day as their only date.

    Examples
    --------
    >>> import pandas as pd
    >>> dated = {"start_precision": ["part", "day"], "end_state": "as start"}
    >>> hourless(pd.DataFrame(dated)).tolist()
    [True, False]
    """
    rows = Rows.of(rows)
    mask: np.ndarray = rows.are("start_precision", "part") & rows.are("end_state", "as start")
    return mask


def members(start: str) -> list[tuple[float, float]]:
    """Return the intervals of a set ``{…}``, all of which are meant; empty for other dates.

    Examples
    --------
    >>> [(low / DAY, high / DAY) for low, high in members("{1970-01-02, 1970-01-04..1970-01-05}")]
    [(1.0, 2.0), (3.0, 5.0)]
    >>> members("1970-01-02")
    []
    """
    if not start.startswith("{"):
        return []
    ranges = set_ranges(start)
    ends = parse_dates([end for pair in ranges or [] for end in pair if end != ".."])
    if not ranges or len(ends.lower) < 2 * len(ranges):
        return []  # without an end it is not an interval
    return list(zip(ends.lower[::2].tolist(), ends.upper[1::2].tolist(), strict=True))
