"""The order in which a Gantt takes its rows: by time, as the table has them, or by a column."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.errors import UsageError, did_you_mean
from timeline.model import CLAIM_COLUMNS, TIME_COLUMNS
from timeline.tables.order import DRAWN_ORDER, drawn_key

if TYPE_CHECKING:
    import pandas as pd

    from timeline.stats.selection import Selection

__all__ = ["ORDERS", "in_order", "in_reading", "in_time"]

ORDERS = ("time", "table")


def in_time(frame: pd.DataFrame) -> pd.DataFrame:
    """Sort by time, and then by all that tells two rows apart but their place in the table.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({name: ["b", "a"] for name in (*DRAWN_ORDER, "line")})
    >>> in_time(frame)["title"].tolist()
    ['a', 'b']
    """
    by = [*DRAWN_ORDER, "line"]
    return frame.sort_values(by, kind="stable", ignore_index=True, key=drawn_key)


def in_reading(frame: pd.DataFrame) -> pd.DataFrame:
    """Return rows in the order in which a Gantt of them is read, from top to bottom.

    By groups and lanes, those without a name first and the others by their first event, and
    in them as they are given; a phase follows its event.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({
    ...     "id": ["a", "b", "c"], "parent": ["", "", "a"], "group": ["Air", "", ""], "lane": "",
    ... })
    >>> in_reading(frame)["id"].tolist()
    ['b', 'a', 'c']
    """
    rows = {key: row for row, key in enumerate(frame["id"].tolist()) if key}
    parents = [rows.get(key, -1) for key in frame["parent"].tolist()]
    paths: list[list[int]] = []
    for row in range(len(frame)):
        path = [row]
        while parents[path[0]] >= 0:
            path.insert(0, parents[path[0]])
        paths.append(path)
    names = list(zip(frame["group"].tolist(), frame["lane"].tolist(), strict=True))
    firsts: dict[tuple[str, ...], int] = {}
    for path in paths:
        group, lane = names[path[0]]
        for key in ((group,), (group, lane)):
            # What has no name stands first.
            firsts.setdefault(key, path[0] if key[-1] else -1)

    def place(row: int) -> tuple[int, ...]:
        group, lane = names[paths[row][0]]
        return firsts[group,], firsts[group, lane], *paths[row]

    return frame.iloc[sorted(range(len(frame)), key=place)].reset_index(drop=True)


def in_order(selection: Selection, order: str) -> Selection:
    """Return the selection in the order of a column, or as it is for time and table.

    Numbers are ordered as numbers; rows with an empty cell come last, and equal ones by
    time.

    Parameters
    ----------
    selection
        The rows of a figure.
    order
        ``"time"``, ``"table"`` or the name of a column.

    Raises
    ------
    UsageError
        There is no such column.
    """
    if order in ORDERS:
        return selection
    frame = in_time(selection.frame)
    if order not in frame.columns:
        inner = {*TIME_COLUMNS, *CLAIM_COLUMNS, "line"}
        known = [*ORDERS, *(column for column in frame.columns if column not in inner)]
        hint = did_you_mean(order, known) or "one of: time, table, or a column"
        raise UsageError(f'order "{order}" is not known ({hint})')
    ranked = frame.iloc[_ranks(frame[order]).argsort(kind="stable")]
    return replace(selection, frame=ranked.reset_index(drop=True))


def _ranks(column: pd.Series) -> pd.Series:
    """Return the place of each value among all, empty ones last."""
    import pandas as pd

    filled = column.astype(str).str.strip()
    numbers = pd.to_numeric(filled.where(filled != ""), errors="coerce")
    numeric = bool((numbers.notna() | (filled == "")).all())
    values = numbers if numeric else filled.where(filled != "")
    return values.rank(method="dense", na_option="bottom")
