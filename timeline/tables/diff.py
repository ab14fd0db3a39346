"""Compare two versions of a table: rows added, withdrawn, moved, revised.

Rows match if they share an id, or else title, group, measure and claimant (then,
if ambiguous, the time, and then their order). A row with another time has
moved; a row with any other change is revised; it can be both.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from timeline.model import CLAIM_COLUMNS, TEXT_COLUMNS, TIME_COLUMNS, EventTable

if TYPE_CHECKING:
    import pandas as pd

KINDS = ("added", "withdrawn", "moved", "revised")
#: Columns that determine a row's time; another text for the same time is not a change.
WRITTEN = ("start", "end", "calendar")
NAMED = ("title", "group", "measure", "claimed_by")

Row = dict[Any, Any]


@dataclass(frozen=True)
class Revision:
    """One changed cell."""

    column: str
    old: str
    new: str

    def __str__(self) -> str:
        return f'{self.column} "{self.old}" → "{self.new}"'


@dataclass(frozen=True)
class Change:
    """One changed row; ``old_line`` or ``new_line`` is 0 if only one table has it."""

    kinds: tuple[str, ...]
    title: str
    claim: bool
    old_line: int
    new_line: int
    revisions: tuple[Revision, ...] = ()
    claimant: str = ""

    @property
    def summary(self) -> str:
        """The changed cells, in one line."""
        return "; ".join(str(revision) for revision in self.revisions)


@dataclass(frozen=True)
class Difference:
    """Two tables and all rows that differ, in the order of the new one."""

    old: EventTable
    new: EventTable
    changes: tuple[Change, ...]

    def count(self, kind: str) -> int:
        """Return the number of rows added, withdrawn, moved or revised."""
        return sum(kind in change.kinds for change in self.changes)

    @property
    def counted(self) -> str:
        """The numbers of changes, in one line."""
        numbers = ", ".join(f"{self.count(kind)} {kind}" for kind in KINDS)
        same = len(self.new) - sum(change.new_line > 0 for change in self.changes)
        return f"{numbers}, {same} the same"

    def text(self, format: str = "text") -> str:
        """Return the changes as lines of text, or as JSON."""
        if format == "json":
            return json.dumps(self._json(), ensure_ascii=False, indent=1)
        head = f"{self.old.name} → {self.new.name}: {self.counted}"
        return "\n".join([head, *(self._line(change) for change in self.changes)])

    def _line(self, change: Change) -> str:
        name = self.new.name if change.new_line else self.old.name
        what = "claim" if change.claim else "event"
        summary = f": {change.summary}" if change.summary else ""
        line = change.new_line or change.old_line
        who = f" (according to {change.claimant})" if change.claimant else ""
        return f"{name}:{line}: {what} {', '.join(change.kinds)}: {change.title}{who}{summary}"

    def _json(self) -> dict[str, Any]:
        tables = {
            side: {"table": table.name, "sha256": table.sha256, "rows": len(table)}
            for side, table in (("old", self.old), ("new", self.new))
        }
        counts = {kind: self.count(kind) for kind in KINDS}
        return {**tables, "counts": counts, "changes": [asdict(change) for change in self.changes]}


def diff(old: EventTable, new: EventTable) -> Difference:
    r"""Compare two tables.

    Parameters
    ----------
    old, new
        Two checked tables, usually two versions of one.

    Examples
    --------
    >>> from timeline.tables.checking.validate import read_events
    >>> old = read_events(b"id,title,start\na,Assault,1953-06-10\nb,Lull,1953-06-15\n")
    >>> new = read_events(b"id,title,start\na,Assault,1953-06-11\nc,Relief,1953-06-16\n")
    >>> for change in diff(old, new).changes:
    ...     print(change.title, *change.kinds, change.summary or "–")
    Assault moved start "1953-06-10" → "1953-06-11"
    Relief added –
    Lull withdrawn –
    """
    before, after = (table.frame.to_dict("records") for table in (old, new))
    pairs = _pairs(before, after)
    columns = _columns_to_compare(old.frame, new.frame)
    changes = []
    for at, row in enumerate(after):
        if at not in pairs:
            changes.append(_changed(("added",), row, (0, row["line"])))
        elif (change := _change(before[pairs[at]], row, columns)) is not None:
            changes.append(change)
    gone = set(range(len(before))) - set(pairs.values())
    removed = (before[at] for at in sorted(gone))
    changes += [_changed(("withdrawn",), row, (row["line"], 0)) for row in removed]
    return Difference(old, new, tuple(changes))


def _columns_to_compare(old: pd.DataFrame, new: pd.DataFrame) -> list[str]:
    """Return the columns to compare: ours, and the user's that both tables have."""
    derived = {*TIME_COLUMNS, *CLAIM_COLUMNS, *WRITTEN, "line"}
    others = [str(name) for name in new.columns if name in old.columns]
    return [name for name in dict.fromkeys((*TEXT_COLUMNS, *others)) if name not in derived]


def _pairs(before: Sequence[Row], after: Sequence[Row]) -> dict[int, int]:
    """Return the index of the matching old row by new row, surest matches first."""
    pairs: dict[int, int] = {}
    for key in (
        lambda row: (row["id"],) if row["id"] else (),
        lambda row: (*_named(row), row["start"], row["end"], row["value"]),
        lambda row: (*_named(row), row["start"], row["end"]),
        _named,
    ):
        _match(before, after, key, pairs)
    return pairs


def _named(row: Row) -> tuple[str, ...]:
    return tuple(row[name] for name in NAMED)


def _match(
    before: Sequence[Row],
    after: Sequence[Row],
    key: Callable[[Row], tuple[str, ...]],
    pairs: dict[int, int],
) -> None:
    """Pair the remaining rows that share a key, in table order."""
    matched = set(pairs.values())
    waiting: dict[tuple[str, ...], list[int]] = {}
    for at in reversed(range(len(before))):
        if at not in matched and key(before[at]):
            waiting.setdefault(key(before[at]), []).append(at)
    for at, row in enumerate(after):
        if at not in pairs and waiting.get(key(row)):
            pairs[at] = waiting[key(row)].pop()


def _change(old: Row, new: Row, columns: Iterable[str]) -> Change | None:
    moved = any(_differ(old[name], new[name]) for name in TIME_COLUMNS)
    times = [name for name in WRITTEN if old[name] != new[name]] if moved else []
    others = [name for name in columns if _differ(old[name], new[name])]
    if not any(_differ(old[name], new[name]) for name in CLAIM_COLUMNS):
        others = [name for name in others if name != "value"]  # 1450 and 1,450 are one number
    if not moved and not others:
        return None
    kinds = ("moved",) * moved + ("revised",) * bool(others)
    revisions = [Revision(name, str(old[name]), str(new[name])) for name in (*times, *others)]
    return _changed(kinds, new, (old["line"], new["line"]), revisions)


def _differ(one: Any, other: Any) -> bool:
    # NaN differs from itself.
    return bool(one != other and not (one != one and other != other))


def _changed(
    kinds: tuple[str, ...], row: Row, lines: tuple[int, int], revisions: Sequence[Revision] = ()
) -> Change:
    claim = bool(row["measure"])
    claimant = row["claimed_by"] if claim else ""
    return Change(kinds, row["title"], claim, *lines, tuple(revisions), claimant)
