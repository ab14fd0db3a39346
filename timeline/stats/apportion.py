"""Claims of events that are longer than one period, counted in periods by a stated rule.

Takes claim rows; returns rows that each lie in one period: counted where the event begins, or
spread evenly over its time. A row without a bounded time stays as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from timeline.errors import UsageError, did_you_mean
from timeline.stats.binning import check_many, period_numbers, period_starts

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["COUNT_BY", "apportioned", "check_count_by"]

COUNT_BY = ("start", "split")
_VALUES = ("value_low", "value_best", "value_high")


def check_count_by(count_by: str | None, period: str | None) -> None:
    """Raise a UsageError for a rule that is not known, or that has no periods to count in."""
    if count_by is None:
        return
    if count_by not in COUNT_BY:
        near = did_you_mean(count_by, COUNT_BY) or f"one of: {', '.join(COUNT_BY)}"
        raise UsageError(f'count_by "{count_by}" is not known ({near})')
    if period is None:
        raise UsageError("count_by needs a period (day, week, month, quarter, year or decade)")


def apportioned(frame: pd.DataFrame, period: str, how: str) -> tuple[pd.DataFrame, list[int]]:
    """Return claims that each lie in one period, and the lines of those that did not.

    Parameters
    ----------
    frame
        Claim rows with ``start_earliest``, ``start_latest`` and ``end_latest``.
    period
        One of ``PERIODS``.
    how
        ``"start"``: a claim counts where its event begins, if that is known to be one period;
        ``"split"``: in every period by its share of the event's time.

    Examples
    --------
    >>> import pandas as pd
    >>> day = 86400.0
    >>> rows = pd.DataFrame({"line": [2], "start_earliest": [-day], "start_latest": [-1.0],
    ...                      "end_latest": [3 * day], "value_low": 8.0, "value_best": 8.0,
    ...                      "value_high": 8.0, "value_qualifier": ""})
    >>> apportioned(rows, "year", "split")[0][["value_best", "value_qualifier"]].values.tolist()
    [[2.0, '~'], [6.0, '~']]
    >>> apportioned(rows, "year", "start")[0]["value_best"].tolist()
    [8.0]
    """
    first = frame["start_earliest"].to_numpy(float)
    last = np.maximum(frame["end_latest"].to_numpy(float) - 1e-3, first)
    bounded = np.isfinite(first) & np.isfinite(last)
    begins = period_numbers(np.where(bounded, first, 0.0), period)
    ends = period_numbers(np.where(bounded, last, 0.0), period)
    longer = bounded & (begins != ends)
    if how == "start":
        latest = frame["start_latest"].to_numpy(float)
        latest = np.where(np.isfinite(latest), latest - 1e-3, np.inf)
        known = np.isfinite(latest) & (latest < period_starts(begins + 1, period))
        # The start of a day is any instant of it: what counts is the day's own period.
        longer &= known
        moved = np.where(longer, period_starts(begins + 1, period), frame["end_latest"])
        return frame.assign(end_latest=moved), _lines(frame, longer)
    if not longer.any():
        return frame, []
    check_many(int((ends - begins)[longer].max()) + 1, period)
    return _split(frame, longer, begins=begins, ends=ends, period=period), _lines(frame, longer)


def _lines(frame: pd.DataFrame, rows: np.ndarray) -> list[int]:
    return [int(line) for line in frame["line"].to_numpy()[rows]]


def _split(
    frame: pd.DataFrame, longer: np.ndarray, *, begins: np.ndarray, ends: np.ndarray, period: str
) -> pd.DataFrame:
    """Return claims of which the longer ones are repeated, once a period, each with its share."""
    times = np.where(longer, ends - begins + 1, 1)
    row = np.repeat(np.arange(len(frame)), times)
    step = np.arange(len(row)) - np.repeat(np.cumsum(times) - times, times)
    parts = frame.iloc[row].reset_index(drop=True)
    cut = longer[row]
    number = begins[row] + np.where(cut, step, 0)
    low, high = parts["start_earliest"].to_numpy(float), parts["end_latest"].to_numpy(float)
    since = np.where(cut, np.maximum(low, period_starts(number, period)), low)
    until = np.where(cut, np.minimum(high, period_starts(number + 1, period)), high)
    with np.errstate(invalid="ignore"):
        share = np.where(cut, (until - since) / (high - low), 1.0)
    values = {name: parts[name].to_numpy(float) * share for name in _VALUES}
    loose = parts["value_qualifier"].to_numpy(object)
    return parts.assign(
        start_earliest=since,
        end_latest=until,
        value_qualifier=np.where(cut & (loose == ""), "~", loose),
        **values,
    )
