"""How many events are under way: exact counts for each stretch of time, lane and side.

Takes the first and last instant of events and codes of their lanes and sides; returns
whole numbers. An event counts in every stretch that it shares some time with, and an
instant in the one stretch that holds it.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

__all__ = ["counts_under_way", "lengths_within", "stretches"]

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]

_DAY = 86400.0
_YEAR = 365.2425 * _DAY
#: Lengths of time that people count by, in seconds.
LENGTHS = (
    *(1.0, 5.0, 15.0, 30.0),
    *(60.0 * n for n in (1, 5, 10, 15, 30, 60, 120, 180, 360, 720)),
    *(_DAY * n for n in (1, 2, 3, 5, 7, 10, 14, 20, 30, 50, 100)),
    *(_YEAR * n for n in (1, 2, 5)),
    *(_YEAR * n for k in range(1, 9) for n in (10.0**k, 2 * 10.0**k, 5 * 10.0**k)),
)


def lengths_within(span: float) -> list[float]:
    """Return the usual lengths of time, in seconds, that are no longer than ``span`` seconds.

    Examples
    --------
    >>> lengths_within(20.0)
    [1.0, 5.0, 15.0]
    """
    return [length for length in LENGTHS if length <= span]


def stretches(low: float, high: float, *, least: float) -> Floats:
    """Return the edges of equal stretches of a usual length, ``least`` seconds or longer.

    The first begins at or before ``low``, the last ends at or behind ``high``.

    Examples
    --------
    >>> edges = stretches(0.0, 86400.0, least=3000.0)
    >>> float(edges[1] - edges[0]), len(edges)
    (3600.0, 25)
    """
    length = next((known for known in LENGTHS if known >= least), least)
    first, last = np.floor(low / length), np.ceil(high / length)
    # A quotient may be rounded to the next whole number.
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
    """Count the events under way in each stretch.

    Parameters
    ----------
    starts, ends
        Instants in seconds, infinite where open; no end is before its start.
    lanes, sides
        Numbers from 0 on, as many lanes and sides as ``shape`` says.
    edges
        Of the stretches, ascending; soonest counted where they are equal.
    shape
        The number of lanes and of sides.
    rows
        How many events each row stands for; one where not given.

    Returns
    -------
    numpy.ndarray
        Counts of shape (lanes, sides, stretches).

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
    inside = (first < many) & (last >= 0)
    row = (lanes * shape[1] + sides)[inside] * (many + 1)
    first, last = np.maximum(first[inside], 0), np.minimum(last[inside], many - 1)
    size = shape[0] * shape[1] * (many + 1)
    many_each = None if rows is None else rows[inside].astype(float)
    begun = np.bincount(row + first, many_each, minlength=size)
    gone = np.bincount(row + last + 1, many_each, minlength=size)
    change = (begun - gone).astype(np.int64)
    counts: Codes = np.cumsum(change.reshape(*shape, many + 1), axis=2)[..., :-1]
    return counts


def _before(edges: Floats, times: Floats, side: Literal["left", "right"]) -> Codes:
    """Return the last edge that comes before each time (``right``: or with it), else -1."""
    widths = np.diff(edges)
    if not np.allclose(widths, widths[0], rtol=1e-6, atol=0):
        return np.asarray(np.searchsorted(edges, times, side=side) - 1, np.int64)
    # What a quotient guesses is wrong by one at most, and known far sooner than by a search.
    comes = np.less_equal if side == "right" else np.less
    at = np.clip((times - edges[0]) / widths[0], 0, len(widths) - 1).astype(np.int64)
    return np.asarray(at + comes(edges[at + 1], times) - ~comes(edges[at], times), np.int64)
