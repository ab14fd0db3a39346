"""Which rows of a table a figure draws, and an account of those it does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.dates.parser import parse_dates
from timeline.errors import UsageError, did_you_mean
from timeline.model import EventTable
from timeline.rows import Rows
from timeline.tables.measures import row_weights, rows_in
from timeline.tables.report import Account

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

__all__ = ["Filter", "Selection", "select"]

#: What a filter may ask of a column: one text, or any of several.
Filter = str | Sequence[str]


@dataclass(frozen=True)
class Selection:
    """The rows that a figure draws, in table order, with the window of time it shows."""

    rows: Rows
    account: Account
    since: float
    until: float

    @property
    def frame(self) -> pd.DataFrame:
        """The rows as a data frame."""
        return self.rows.frame


def select(
    events: EventTable,
    *,
    claims: bool,
    where: Mapping[str, Filter] | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Selection:
    """Choose the rows of a figure: events or claims, filtered, within a window of time.

    Parameters
    ----------
    events
        The checked table.
    claims
        ``True`` for the rows with a measure, ``False`` for those without.
    where
        Column to the value or values that a row must have there.
    since, until
        EDTF dates; rows that end before the one or begin after the other are left out.

    Raises
    ------
    UsageError
        A column or a value that no row has, a bound that is no date, or no row left.
    """
    is_claim = ~events.rows.are("measure", "")
    chosen = is_claim if claims else ~is_claim
    standing = row_weights(events.rows)
    of_other_kind = int(standing[~chosen].sum())
    for column, wanted in (where or {}).items():
        chosen = chosen & _matches(events, column, wanted)
    low, high = _bound(since, "since", low=True), _bound(until, "until", low=False)
    if low >= high:
        raise UsageError(
            f'since "{since}" is after until "{until}", so nothing is shown (swap them?)'
        )
    start, end = (events.rows[name] for name in ("start_earliest", "end_latest"))
    within = (start < high) & ((end > low) | (start >= low))
    drawn = events.rows.take(chosen & within)
    account = Account(
        read=events.rows_read,
        drawn=rows_in(drawn),
        left_out={
            "are events" if claims else "are claims": of_other_kind,
            "not asked for": int(standing.sum() - of_other_kind - standing[chosen].sum()),
            "outside the time asked for": int(standing[chosen & ~within].sum()),
            "joined or skipped on reading": events.rows_read
            - int(standing.sum())
            - sum(events.left_out.values()),
            **events.left_out,
        },
    )
    if not len(drawn):
        raise UsageError(_nothing_left(events, claims, account))
    return Selection(drawn, account, low, high)


def _matches(events: EventTable, column: str, wanted: Filter) -> np.ndarray:
    frame = events.frame
    if column not in frame.columns:
        hint = did_you_mean(column, frame.columns) or f"columns: {', '.join(frame.columns)}"
        raise UsageError(f'{events.name}: there is no column "{column}" to filter by ({hint})')
    values = [wanted] if isinstance(wanted, str) else list(wanted)
    known = set(frame[column].astype(str).unique())
    for value in values:
        if value not in known:
            near = did_you_mean(value, known) or _examples(known)
            raise UsageError(f'{events.name}: no row has {column} "{value}" ({near})')
    matching: np.ndarray = frame[column].astype(str).isin(values).to_numpy()
    return matching


def _examples(known: set[str]) -> str:
    some = sorted(value for value in known if value)
    more = f" and {len(some) - 8} more" if len(some) > 8 else ""
    return f"there are: {', '.join(some[:8])}{more}" if some else "the column is empty"


def _bound(text: str | None, name: str, *, low: bool) -> float:
    if text is None:
        return float("-inf") if low else float("inf")
    date = parse_dates([text])
    if date.error[0] or date.state[0] != "date":
        problem = date.error[0] or "is not a single date"
        hint = f" ({date.hint[0]})" if date.hint[0] else ""
        raise UsageError(f'{name}: "{text}" {problem}{hint}')
    return float(date.lower[0] if low else date.upper[0])


def _nothing_left(events: EventTable, claims: bool, account: Account) -> str:
    if not len(events):
        return f"{events.name}: the table has no rows to draw (add rows below its header)"
    if account.left_out["are events" if claims else "are claims"] == rows_in(events.frame):
        what, other = ("claims", "gantt") if claims else ("events", "bars")
        return f"{events.name}: no row is one of the {what} that this chart draws (try {other})"
    return f"{events.name}: no row is left to draw ({account}; widen the filter)"
