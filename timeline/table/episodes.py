"""Rows of one event, a year each, joined to one row an event.

Takes a table whose rows share an event where some columns are equal; returns a
table with a row an event: the cells of its last row, on the line of its first.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np
import pandas as pd

from timeline.errors import Problem
from timeline.model import RawTable

__all__ = ["join_episodes"]


def join_episodes(raw: RawTable, keys: Sequence[str], order: str) -> RawTable:
    r"""Join the rows in which the columns ``keys`` are equal; ``order`` tells the last of them.

    Examples
    --------
    >>> from timeline.table.read import read_table
    >>> table = b"war,year,end\nA,1950,\nB,1950,1950-03\nA,1951,1951-07\n"
    >>> joined = join_episodes(read_table(table), ["war"], "year")
    >>> joined.frame["end"].tolist(), joined.lines.tolist()
    (['1951-07', '1950-03'], [2, 3])
    """
    event = raw.frame.groupby(list(keys), sort=False, dropna=False).ngroup().to_numpy()
    rank = pd.to_numeric(raw.frame[order], errors="coerce").fillna(-np.inf).to_numpy(float)
    by_rank = np.lexsort((rank, event))
    _, first = np.unique(event, return_index=True)
    last = by_rank[np.searchsorted(event[by_rank], np.arange(len(first)), side="right") - 1]
    remarks = raw.remarks
    if len(first) < len(event):
        remarks = (*remarks, joined_remark(raw, len(first)))
    return dataclasses.replace(
        raw,
        frame=raw.frame.iloc[last].reset_index(drop=True),
        lines=raw.lines[first],
        remarks=remarks,
    )


def joined_remark(raw: RawTable, events: int) -> Problem:
    """Tell how many rows were joined."""
    message = f"{len(raw.frame):,} rows were joined to {events:,} episodes"
    return Problem(raw.name, 0, "", "", message, code="joined-rows", fatal=False)
