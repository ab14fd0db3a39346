"""What a format holds of a table, and what of it is told as lost."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.errors import Problem
from timeline.formats.happenings import Happening, happenings
from timeline.model import CLAIM_COLUMNS, TIME_COLUMNS, EventTable

__all__ = ["MADE", "Conversion", "lost", "remark"]

#: The columns that a format holds; those without an entry hold all.
HELD = {
    "timelinejs": {"title", "start", "end", "group", "note", "source", "calendar"},
    "mermaid": {"title", "start", "end", "group", "calendar"},
    "icalendar": {
        "id", "title", "start", "end", "group", "kind", "place", "note", "calendar",
    },
}  # fmt: skip
#: These have no word for what is about, possible or known to the month only.
DRAWN_AS_EXACT = ("mermaid", "vis-timeline")
MADE = {*TIME_COLUMNS, *CLAIM_COLUMNS, "line"}


@dataclass(frozen=True)
class Conversion:
    """The text of a file, and what it does not hold."""

    text: str
    remarks: tuple[Problem, ...] = ()


def lost(events: EventTable, to: str) -> list[Problem]:
    r"""Return a counted remark for each column, and the doubts of dates, that a format drops.

    Examples
    --------
    >>> from timeline.tables.checking.validate import read_events
    >>> events = read_events(b"title,start,side\nHarry,1953-06~,UN\n")
    >>> [(one.column, one.rows) for one in lost(events, "mermaid")]
    [('side', 1), ('', 1)]
    """
    frame, told = events.frame, []
    for name in map(str, frame) if to in HELD else ():
        if name in MADE or name in HELD[to]:
            continue
        rows = int((frame[name] != "").sum())
        if rows:
            told.append((name, f"is a column that {to} does not hold (rows: {rows:,})", rows))
    inexact = sum(not event.exact for event in happenings(events)) if to in DRAWN_AS_EXACT else 0
    if inexact:
        message = f"{to} draws dates that are not exact (~, ?, X, night) as if they were"
        message += f" (rows: {inexact:,})"
        told.append(("", message, inexact))
    return [
        Problem(events.name, 0, name, "", message, code="not-held", fatal=False, rows=rows)
        for name, message, rows in told
    ]


def remark(events: EventTable, event: Happening, message: str, *, column: str = "start") -> Problem:
    """Return what a format does not hold of an event."""
    value = event.texts[column]
    return Problem(events.name, event.line, column, value, message, code="not-held", fatal=False)
