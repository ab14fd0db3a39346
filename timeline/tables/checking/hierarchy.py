"""Events and their phases: that ids are unique, parents known, and no event its own ancestor.

Takes a draft and the four instants of its rows; returns the problems.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from timeline.errors import Problem, did_you_mean
from timeline.tables.checking.table_draft import TableDraft

__all__ = ["family_faults"]


def family_faults(draft: TableDraft, time: Mapping[str, np.ndarray]) -> list[Problem]:
    r"""Return the faults of ``id`` and ``parent``.

    Examples
    --------
    >>> from timeline.tables.checking.table_draft import draft_of
    >>> from timeline.tables.reading.read import read_table
    >>> table = b"title,start,id,parent\nHarry,1953,harry,\nnight,1953,,hary\n"
    >>> print(*family_faults(draft_of(read_table(table, name="a.csv"), {}), {}), sep="\n")
    a.csv:3: parent: "hary" is the id of no event (did you mean "harry"?)
    """
    problems = _repeated(draft)
    if not draft.filled("parent").any():
        return problems
    parent = parent_rows(draft)
    problems += unknown(draft, parent) + cycles(draft, parent)
    return problems + outside(draft, parent, time) if time else problems


def _repeated(draft: TableDraft) -> list[Problem]:
    """Tell the ids that an earlier row has."""
    named = np.flatnonzero(draft.filled("id"))
    if not len(named):
        return []
    encoded = draft.texts("id", named).dictionary_encode()
    codes = encoded.indices.to_numpy()
    if len(encoded.dictionary) == len(codes):
        return []
    _, first = np.unique(codes, return_index=True)
    again = np.setdiff1d(np.arange(len(codes)), first)
    lines = draft.lines[named[first[codes[again]]]].tolist()
    messages = [f"is already the id of line {line}" for line in lines]
    hint = "give each event its own"
    return draft.faults(named[again], "id", messages, hint=hint, code="duplicate-id")


def parent_rows(draft: TableDraft) -> np.ndarray:
    """Return the row of each event's parent: -1 where it has none, -2 where it is unknown."""
    rows = np.full(len(draft.frame), -1)
    child, named = np.flatnonzero(draft.filled("parent")), np.flatnonzero(draft.filled("id"))
    ids = draft.texts("id", named) if len(named) else pa.array([], pa.large_string())
    at = pc.fill_null(pc.index_in(draft.texts("parent", child), value_set=ids), -1).to_numpy()
    rows[child] = np.where(at >= 0, named[np.maximum(at, 0)] if len(named) else -2, -2)
    return rows


def unknown(draft: TableDraft, parent: np.ndarray) -> list[Problem]:
    """Tell the parents that are no event."""
    rows = np.flatnonzero(parent == -2)
    ids = set(draft.frame["id"].tolist()) - {""} if len(rows) else set()
    near = dict.fromkeys(draft.frame["parent"].iloc[rows[:1000]].tolist(), "")
    for text in list(near)[:50]:  # enough to help; each is compared with every id
        near[text] = did_you_mean(text, ids) or "write the id of another row"
    hints = [near[text] for text in draft.frame["parent"].iloc[rows[:1000]].tolist()]
    return draft.faults(rows, "parent", "is the id of no event", hint=hints, code="parent")


def cycles(draft: TableDraft, parent: np.ndarray) -> list[Problem]:
    """Report each cycle of events in which every one is a phase of the next."""
    step = np.maximum(parent, -1)
    for _ in range(max(1, len(step).bit_length())):  # doubles the stride each time
        step = np.where(step >= 0, step[step], -1)
    problems: list[Problem] = []
    left = set(step[step >= 0].tolist())
    while left:
        ring = ring_of(min(left), parent)
        left -= set(ring)
        ids = " → ".join(draft.frame["id"].iloc[[*ring, ring[0]]].tolist())
        row = np.array(ring[:1])
        message = f"makes the event its own ancestor: {ids}"
        problems += draft.faults(row, "parent", message, hint="empty one of them", code="cycle")
    return problems


def ring_of(row: int, parent: np.ndarray) -> list[int]:
    """Return the rows of the ring that a row is part of, that row first.

    Examples
    --------
    >>> ring_of(0, np.array([2, -1, 0]))
    [0, 2]
    """
    ring = [row]
    while int(parent[ring[-1]]) != row:
        ring.append(int(parent[ring[-1]]))
    return ring


def outside(draft: TableDraft, parent: np.ndarray, time: Mapping[str, np.ndarray]) -> list[Problem]:
    """Warn of events that begin before their parent may have, or end after it."""
    child = np.flatnonzero(parent >= 0)
    above = parent[child]
    early = time["start_latest"][child] < time["start_earliest"][above]
    first, last = time["end_earliest"], time["end_latest"]
    # A day that begins where a month ends is after it; a moment there is not.
    touching = (first[child] == last[above]) & (last[child] > first[child])
    late = (first[child] > last[above]) | (touching & (last[above] > first[above]))
    problems: list[Problem] = []
    for wrong, column, word in ((early, "start", "before"), (late, "end", "after")):
        rows, parents = child[wrong], above[wrong]
        lines = draft.lines[parents].tolist()
        what = "begins" if column == "start" else "ends"
        messages = [f"{what} {word} the event of line {line} that it is part of" for line in lines]
        problems += draft.faults(
            rows, column, messages, hint="one of the two is wrong", code="outside", fatal=False
        )
    return problems
