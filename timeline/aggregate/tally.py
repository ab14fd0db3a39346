"""Counts and sums of a lazy table, in whichever engine holds it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals as nw
import pandas as pd

__all__ = ["density", "tally"]


def tally(table: Any, keys: Sequence[str], value: str | None = None) -> pd.DataFrame:
    """Count the rows of each group, and sum a column, collecting the groups alone.

    Parameters
    ----------
    table
        Any frame that narwhals reads, lazy or not.
    keys
        The columns that make the groups.
    value
        A column of whole numbers to sum, in 64 bits whatever its own width.

    Returns
    -------
    DataFrame
        The keys, ``rows`` and, where a value is named, ``total``, in order of the keys.

    Examples
    --------
    >>> table = pd.DataFrame({"side": ["a", "a", "b"], "value": [1, 2, 5]})
    >>> tally(table, ["side"], "value")["total"].tolist()
    [3, 5]
    """
    frame = nw.from_native(table).lazy()
    # Cast before the sum: an engine may sum 32 bits in 32 bits, and wrap.
    wide = frame.with_columns(
        _one=nw.lit(1).cast(nw.Int64()),
        _value=(nw.col(value) if value else nw.lit(0)).cast(nw.Int64()),
    )
    sums = wide.group_by(*keys).agg(rows=nw.col("_one").sum(), total=nw.col("_value").sum())
    small = pd.DataFrame(sums.collect().to_dict(as_series=False))
    small = small.sort_values(list(keys), ignore_index=True)
    return small if value else small.drop(columns="total")


def density(
    table: Any, lanes: Sequence[str], *, since: float, step: float, bins: int
) -> pd.DataFrame:
    """Count the events that each bin of time holds in each lane, long ones in all they cross.

    Parameters
    ----------
    table
        Any frame that narwhals reads, with numbers in ``start`` and ``end``, both included.
    lanes
        The columns that make the lanes.
    since, step, bins
        Where the first bin starts, how long a bin is, and how many there are.

    Returns
    -------
    DataFrame
        The lanes, ``bin`` and ``count``, without the empty bins.

    Examples
    --------
    >>> table = pd.DataFrame({"lane": ["x", "x"], "start": [0.0, 1.0], "end": [2.0, 1.0]})
    >>> density(table, ["lane"], since=0, step=1, bins=4)["count"].tolist()
    [1, 2, 1]
    """
    frame = nw.from_native(table).lazy()
    inside = frame.filter(nw.col("end") >= since, nw.col("start") < since + step * bins)
    edges = inside.with_columns(
        _first=((nw.col("start") - since) / step).clip(0, bins - 1).floor().cast(nw.Int64()),
        _last=((nw.col("end") - since) / step).clip(0, bins - 1).floor().cast(nw.Int64()),
    )
    groups = tally(edges.to_native(), [*lanes, "_first", "_last"])
    begun = groups.rename(columns={"_first": "bin"})[[*lanes, "bin", "rows"]]
    # An event leaves the count in the bin after its last.
    gone = groups.assign(bin=groups["_last"] + 1, rows=-groups["rows"])[[*lanes, "bin", "rows"]]
    change = pd.concat([begun, gone]).groupby([*lanes, "bin"])["rows"].sum()
    wide = change.unstack("bin", fill_value=0).reindex(columns=range(bins), fill_value=0)
    held = wide.cumsum(axis=1).stack().rename("count").reset_index()
    return held[held["count"] > 0].reset_index(drop=True)
