"""The order in which a Gantt takes its rows: by time, as the table has them, or by a column."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.errors import UsageError, did_you_mean
from timeline.model import CLAIM_COLUMNS, TIME_COLUMNS
from timeline.table.order import DRAWN_ORDER, drawn_key

if TYPE_CHECKING:
    import pandas as pd

    from timeline.layout.selection import Selection

__all__ = ["ORDERS", "in_order", "in_time"]

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
