"""Count the events that are active in each period or interval.

A war of three years counts in each of them. This applies to counts only: a number
claimed about three years is not known for any one of them. If the dates leave
open whether an event was active, the count is a range, from those certainly active
to those possibly active.

Takes the first and last instants of events and codes of their lanes and sides; returns
counts. An event counts in every interval that it overlaps, an instant in the one interval
that contains it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt

from timeline.dates.calendar import SECONDS_PER_DAY
from timeline.errors import UsageError
from timeline.model import ROWS
from timeline.stats.binning import (
    LEAST,
    check_many,
    check_period,
    count_overlaps,
    period_numbers,
    period_starts,
    periods_in,
)
from timeline.stats.certainty import hourless
from timeline.tables.measures import row_weights

if TYPE_CHECKING:
    import pandas as pd

ENDS = ("start_earliest", "start_latest", "end_earliest", "end_latest")


@dataclass(frozen=True)
class ActiveCounts:
    """Counts by period as claim rows, with the facts for their notes.

    ``again`` is whether some event counts in several periods, ``possible`` whether some
    count is a range, and ``approximate`` the number of events with inexact dates.
    """

    frame: pd.DataFrame
    again: bool
    possible: bool
    approximate: int


def last_instant(frame: pd.DataFrame) -> float:
    r"""Return the last instant that a table mentions: ongoing events are counted until then.

    An end in 1953 is not evidence for December.

    Examples
    --------
    >>> from timeline.tables.checking.validate import read_events
    >>> rows = read_events(b"title,start,end\nOne,1970-01-02,1970\nOther,1970,..\n").frame
    >>> round(last_instant(rows) / 86400, 3)
    1.0
    """
    starts, ends = (frame[name].to_numpy(float) for name in ("start_earliest", "end_earliest"))
    # An end as long as its date ends at its last instant; other ends are within the date.
    ends = np.where(frame["end_state"] == "as start", ends, ends + LEAST)
    edges = np.concatenate([starts + LEAST, ends])
    return float(edges[np.isfinite(edges)].max(initial=-np.inf))


def active_counts(
    frame: pd.DataFrame,
    period: str,
    *,
    keys: Sequence[str] = (),
    facet: str | None = None,
    whole: pd.DataFrame | None = None,
    latest: float,
    window: tuple[float, float] = (-np.inf, np.inf),
) -> ActiveCounts:
    """Count the active events in each period.

    Parameters
    ----------
    frame
        One event per row. If the end is unknown, only the start counts; if the start is
        unknown, only the end. Approximate dates count as written.
    period
        One of ``timeline.stats.binning.PERIODS``.
    keys
        Columns whose values are counted separately; missing ones are ignored.
    facet
        The key that splits the figure. If some event of the table is active but none of
        a facet (or of the only one), its count is zero instead of a gap.
    whole
        All events of the table, if ``frame`` has only some of them.
    latest
        The instant (seconds) until which ongoing events count.
    window
        The selected time window, as instants: periods outside are omitted.

    Raises
    ------
    UsageError
        The period is unknown, or there are too many periods or none in the window.

    Examples
    --------
    >>> import pandas as pd
    >>> war = {name: [instant] for name, instant in zip(ENDS, (0.0, 0.0, 4e7, 4e7))}
    >>> table = pd.DataFrame({**war, "end_state": "stated", "start_precision": "minute",
    ...                       "start_qualifier": "", "end_qualifier": ""})
    >>> counts = active_counts(table, "year", latest=4e7)
    >>> counts.frame["value_best"].tolist(), counts.again
    ([1.0, 1.0], True)
    """
    check_period(period)
    possible, certain = _numbers(frame, period, latest)
    known = possible if whole is None else _numbers(whole, period, latest)[0]
    low, high = periods_in(window, period, (int(possible[0].min()), int(possible[1].max())))
    low, high = max(low, int(known[0].min())), min(high, int(known[1].max()))
    if high < low:
        raise UsageError("no event is known to go on in the time asked for (widen since or until)")
    check_many(high - low + 1, period)
    groups = _groups(frame, [key for key in keys if key in frame.columns])
    shape = (int(groups.max(initial=-1)) + 1, high - low + 1)
    many = row_weights(frame)
    most, least = (count_overlaps(groups, *(ends - low), shape=shape, rows=many)
                   for ends in (possible, certain))  # fmt: skip
    _, first = np.unique(groups, return_index=True)
    everyone = np.zeros(known.shape[1], dtype=np.int64)
    covered = count_overlaps(everyone, *(known - low), shape=(1, shape[1]))[0] > 0
    parts = _groups(frame, [facet] if facet and facet in frame.columns else [])[first]
    rows, at = np.nonzero((most > 0) | _zeros(most, parts, covered))
    starts, after = period_starts(at + low, period), period_starts(at + low + 1, period)
    counted, reach = least[rows, at].astype(float), most[rows, at].astype(float)
    qualified = (frame["start_qualifier"] != "") | (frame["end_qualifier"] != "")
    plain = frame.drop(columns=ROWS, errors="ignore")  # a count represents no row of the table
    claims = plain.iloc[first[rows]].reset_index(drop=True).assign(
        start_earliest=starts, start_latest=starts, end_earliest=after, end_latest=after,
        value_low=counted, value_high=reach,
        value_best=np.where(counted == reach, reach, np.nan),
        value_qualifier=np.where(counted == reach, "", ".."),
    )  # fmt: skip
    again = bool((possible[1] > possible[0]).any())
    return ActiveCounts(claims, again, bool((counted < reach).any()), int(many[qualified].sum()))


def _numbers(frame: pd.DataFrame, period: str, latest: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the first and last periods in which each event may be and must be active."""
    start0, start1, end0, end1 = _known(frame, latest)
    exact = {"start": start0 == start1, "end": end0 == end1}
    first, last = period_numbers(start0, period), period_numbers(end1 - LEAST, period)
    # An event has begun by its latest start; ends are exclusive.
    core0 = period_numbers(np.where(exact["start"], start1, start1 - LEAST), period)
    core1 = period_numbers(np.where(exact["end"], end0 - LEAST, end0), period)
    core1 = np.where(exact["start"] & exact["end"], np.maximum(core1, core0), core1)
    return np.array([first, np.maximum(last, first)]), np.array([core0, core1])


def _known(frame: pd.DataFrame, latest: float) -> tuple[np.ndarray, ...]:
    """Return the four instants of each event, with open ends bounded where possible."""
    start0, start1, end0, end1 = (frame[name].to_numpy(dtype=float) for name in ENDS)
    loose = hourless(frame)
    start1, end0 = np.where(loose, end1, start1), np.where(loose, start0, end0)
    ongoing = (frame["end_state"] == "ongoing").to_numpy()
    begun = np.where(np.isfinite(start1), start1, end0)
    until = np.where(ongoing, np.maximum(latest, begun), np.nan)
    end0 = np.where(ongoing, until, np.where(np.isfinite(end0), end0, begun))
    end1 = np.where(ongoing, until, np.where(np.isfinite(end1), end1, np.maximum(end0, begun)))
    start1 = np.where(np.isfinite(start1), start1, end1)
    start0 = np.where(np.isfinite(start0), start0, np.minimum(end0, start1))
    return start0, start1, end0, end1


def _zeros(most: np.ndarray, parts: np.ndarray, covered: np.ndarray) -> np.ndarray:
    """Return where the first group of a facet gets an explicit zero: no event of it is active."""
    zeros = np.zeros(most.shape, dtype=bool)
    for part in range(int(parts.max(initial=-1)) + 1):
        inside = parts == part
        zeros[np.flatnonzero(inside)[0]] = covered & (most[inside].sum(axis=0) == 0)
    return zeros


def _groups(frame: pd.DataFrame, keys: Sequence[str]) -> np.ndarray:
    """Return a group number per row, from 0, equal for equal values in some columns."""
    if not keys:
        return np.zeros(len(frame), dtype=np.int64)
    return np.asarray(frame.groupby(list(keys), sort=False).ngroup(), dtype=np.int64)


Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]

_DAY = SECONDS_PER_DAY
_YEAR = 365.2425 * _DAY
#: Common lengths of time, in seconds.
LENGTHS = (
    *(1.0, 5.0, 15.0, 30.0),
    *(60.0 * n for n in (1, 5, 10, 15, 30, 60, 120, 180, 360, 720)),
    *(_DAY * n for n in (1, 2, 3, 5, 7, 10, 14, 20, 30, 50, 100)),
    *(_YEAR * n for n in (1, 2, 5)),
    *(_YEAR * n for k in range(1, 9) for n in (10.0**k, 2 * 10.0**k, 5 * 10.0**k)),
)


def lengths_within(span: float) -> list[float]:
    """Return the common lengths of time, in seconds, up to ``span`` seconds.

    Examples
    --------
    >>> lengths_within(20.0)
    [1.0, 5.0, 15.0]
    """
    return [length for length in LENGTHS if length <= span]


def equal_stretches(low: float, high: float, *, least: float) -> Floats:
    """Return edges of equal intervals of a common length, at least ``least`` seconds each.

    The first begins at or before ``low``, the last ends at or after ``high``.

    Examples
    --------
    >>> edges = equal_stretches(0.0, 86400.0, least=3000.0)
    >>> float(edges[1] - edges[0]), len(edges)
    (3600.0, 25)
    """
    length = next((known for known in LENGTHS if known >= least), least)
    first, last = np.floor(low / length), np.ceil(high / length)
    # Division may round up to the next whole number.
    first, last = first - (first * length > low), last + (last * length < high)
    return np.arange(first, max(last, first + 1) + 1) * length


def counts_under_way(
    starts: Floats,
    ends: Floats,
    lanes: Codes,
    sides: Codes,
    *,
    edges: Floats,
    shape: tuple[int, int],
    rows: Codes | None = None,
) -> Codes:
    """Count the active events in each interval.

    Parameters
    ----------
    starts, ends
        Instants in seconds, infinite if open; no end is before its start.
    lanes, sides
        Codes from 0, below the sizes in ``shape``.
    edges
        Bounds of the intervals, ascending; fastest if equally spaced.
    shape
        The number of lanes and of sides.
    rows
        The number of events per row; by default one.

    Returns
    -------
    numpy.ndarray
        Counts of shape (lanes, sides, intervals).

    Examples
    --------
    >>> one = np.zeros(3, int)
    >>> starts, ends = np.array([0.0, 5.0, 10.0]), np.array([10.0, 25.0, 10.0])
    >>> edges = np.array([0.0, 10.0, 20.0, 30.0])
    >>> counts_under_way(starts, ends, one, one, edges=edges, shape=(1, 1)).tolist()
    [[[2, 2, 1]]]
    """
    many = len(edges) - 1
    first = _before(edges, starts, "right")
    last = np.maximum(_before(edges, ends, "left"), first)
    groups = lanes * shape[1] + sides
    counts = count_overlaps(groups, first, last, shape=(shape[0] * shape[1], many), rows=rows)
    return counts.reshape(*shape, many)


def _before(edges: Floats, times: Floats, side: Literal["left", "right"]) -> Codes:
    """Return the index of the last edge before each time (``right``: or equal to it), else -1."""
    widths = np.diff(edges)
    if not np.allclose(widths, widths[0], rtol=1e-6, atol=0):
        return np.asarray(np.searchsorted(edges, times, side=side) - 1, np.int64)
    # Division is off by one at most, and much faster than a search.
    comes = np.less_equal if side == "right" else np.less
    at = np.clip((times - edges[0]) / widths[0], 0, len(widths) - 1).astype(np.int64)
    return np.asarray(at + comes(edges[at + 1], times) - ~comes(edges[at], times), np.int64)
