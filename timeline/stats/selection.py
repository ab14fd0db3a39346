"""Select and order the rows of a figure, and account for the others.

Rows are ordered by time, as in the table, by a column, or by name. Names sort naturally
(Hill 2 before Hill 10); "several", then "other", then "not stated" come last.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from timeline.dates.parser import parse_dates
from timeline.errors import UsageError, did_you_mean, first_names
from timeline.locale.messages import translations
from timeline.model import CLAIM_COLUMNS, TIME_COLUMNS, EventTable, Rows
from timeline.tables.measures import row_weights, rows_in
from timeline.tables.order import DRAWN_ORDER
from timeline.tables.report import UNREAD, Account

if TYPE_CHECKING:
    import pandas as pd

ORDERS = ("time", "table")


def in_time(frame: pd.DataFrame | Rows) -> Rows:
    """Sort by time; simultaneous events keep their order.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({name: [2, 1, 1] for name in DRAWN_ORDER})
    >>> in_time(frame.assign(title=["c", "b", "a"]))["title"].tolist()
    ['b', 'a', 'c']
    """
    rows = Rows.of(frame)
    return rows.take(np.lexsort([rows[name] for name in reversed(DRAWN_ORDER)]))


#: Values that are not names, as keys of our phrases, in sorting order.
RESTS = (("several",), ("other",), ("not stated", "unknown"))
DIGITS = re.compile("([0-9]+)")


@cache
def _rests() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(text for key in keys for text in translations(key)) for keys in RESTS)


@cache
def rest_rank(name: str) -> int:
    """Return 0 for a name, and 1, 2 or 3 for "several", "other" and "not stated".

    Examples
    --------
    >>> [rest_rank(name) for name in ("Asia", "several regions", "Other (4)", "not stated")]
    [0, 1, 2, 3]
    """
    folded = name.casefold()
    for rank, texts in enumerate(_rests(), start=1):
        if any(folded == text or folded.startswith((f"{text} ", f"{text}（")) for text in texts):
            return rank
    return 0


def by_name(name: str) -> tuple[int, list[tuple[int, str]], str]:
    """Return the sorting key of a name.

    Examples
    --------
    >>> sorted(["other", "Hill 10", "Hill 2", "several"], key=by_name)
    ['Hill 2', 'Hill 10', 'several', 'other']
    """
    # Texts and numbers alternate, so that texts compare with texts.
    parts = enumerate(DIGITS.split(name))
    natural = [(int(part), "") if place % 2 else (0, part) for place, part in parts]
    return rest_rank(name), natural, name


def in_reading(frame: pd.DataFrame | Rows) -> Rows:
    """Return rows in the reading order of a Gantt, from top to bottom.

    Groups and lanes without a name come first, then those with one by their first event, then
    "several" or "other". Within them rows keep their order; phases follow their event.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({
    ...     "id": ["a", "b", "c"], "parent": ["", "", "a"], "group": ["Air", "", ""], "lane": "",
    ... })
    >>> in_reading(frame)["id"].tolist()
    ['b', 'a', 'c']
    """
    frame = Rows.of(frame)
    rows = {key: row for row, key in enumerate(frame["id"].tolist()) if key}
    parents = [rows.get(key, -1) for key in frame["parent"].tolist()]
    paths: list[list[int]] = []
    for row in range(len(frame)):
        path = [row]
        while parents[path[0]] >= 0:
            path.insert(0, parents[path[0]])
        paths.append(path)
    names = list(zip(frame["group"].tolist(), frame["lane"].tolist(), strict=True))
    firsts: dict[tuple[str, ...], tuple[int, int]] = {}
    for path in paths:
        group, lane = names[path[0]]
        for key in ((group,), (group, lane)):
            # The unnamed group or lane comes first.
            firsts.setdefault(key, (rest_rank(key[-1]), path[0] if key[-1] else -1))

    def place(row: int) -> tuple[int, ...]:
        group, lane = names[paths[row][0]]
        return *firsts[group,], *firsts[group, lane], *paths[row]

    return frame.take(np.array(sorted(range(len(frame)), key=place), np.intp))


def in_order(selection: Selection, order: str) -> Selection:
    """Return the selection ordered by a column; unchanged for time and table.

    Numbers sort as numbers; rows with an empty cell come last, and equal ones are sorted by
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
        The column is unknown.
    """
    if order in ORDERS:
        return selection
    frame = in_time(selection.rows).frame
    if order not in frame.columns:
        inner = {*TIME_COLUMNS, *CLAIM_COLUMNS, "line"}
        known = [*ORDERS, *(column for column in frame.columns if column not in inner)]
        hint = did_you_mean(order, known) or "one of: time, table, or a column"
        raise UsageError(f'order "{order}" is not known ({hint})')
    ranked = frame.iloc[_ranks(frame[order]).argsort(kind="stable")]
    return replace(selection, rows=Rows(ranked.reset_index(drop=True)))


def _ranks(column: pd.Series) -> pd.Series:
    """Return the rank of each value, with empty ones last."""
    import pandas as pd

    filled = column.astype(str).str.strip()
    numbers = pd.to_numeric(filled.where(filled != ""), errors="coerce")
    numeric = bool((numbers.notna() | (filled == "")).all())
    values = numbers if numeric else filled.where(filled != "")
    return values.rank(method="dense", na_option="bottom")


#: Values that a filter accepts: one text, or any of several.
Filter = str | Sequence[str]


@dataclass(frozen=True)
class Selection:
    """The rows that a figure draws, in table order, with its time window."""

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
    """Select the rows of a figure: events or claims, filtered, within a time window.

    Parameters
    ----------
    events
        The checked table.
    claims
        ``True`` for the rows with a measure, ``False`` for those without.
    where
        Accepted value or values by column.
    since, until
        EDTF dates; rows that end before ``since`` or begin after ``until`` are left out.

    Raises
    ------
    UsageError
        A column or value occurs in no row, a bound is not a date, or no row is left.
    """
    is_claim = ~events.rows.are("measure", "")
    chosen = is_claim if claims else ~is_claim
    many = row_weights(events.rows)
    of_other_kind = int(many[~chosen].sum())
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
    total = int(many.sum())
    left_out = {
        "are events" if claims else "are claims": of_other_kind,
        "not asked for": total - of_other_kind - int(many[chosen].sum()),
        "outside the time asked for": int(many[chosen & ~within].sum()),
        UNREAD: events.rows_read - total - sum(events.left_out.values()),
    }
    account = Account(events.rows_read, rows_in(drawn), {**left_out, **events.left_out})
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
            some = first_names(sorted(known - {""}))
            others = f"there are: {some}" if some else "the column is empty"
            near = did_you_mean(value, known) or others
            raise UsageError(f'{events.name}: no row has {column} "{value}" ({near})')
    return frame[column].astype(str).isin(values).to_numpy()


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
        measure = str(events.frame["measure"].iloc[0])
        what, other = ("claims", "gantt") if claims else ("events", f'bars --measure "{measure}"')
        return f"{events.name}: no row is one of the {what} that this chart draws (try {other})"
    return f"{events.name}: no row is left to draw ({account}; widen the filter)"
