"""Places of labels: inside a bar, beside it, above it, or on a leader; all in pixels.

A label is tried inside the certain part of its bar, then to the right, then to the left. If none
has room, it is wrapped and placed above the bar. Only a label of more than ``MOST_LINES`` lines is
cut, with an ellipsis; its full text stays in the tooltip, the table and the notes.

With leaders, labels without room in or beside their bars are placed above: each begins (near the
right edge, ends) at a stem that rises from the event, as high as no stem crosses another label. A
label that would be too high goes to the next line.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from timeline.layout.style import WIDEST
from timeline.typography.font import line_height, text_width, widest
from timeline.typography.wrap import shorten, wrap

__all__ = ["Flag", "Hanging", "Label", "Room", "hang", "label_height", "place_label"]

PAD = 6.0
MOST_LINES = 3
#: Pixels free before a label left of its mark: else it reads as the label of the mark before.
APART = 14.0


@dataclass(frozen=True)
class Room:
    """The plot's edges, the size of the type, and the share of it for a line beside a bar."""

    left: float
    right: float
    size: float
    widest: float = WIDEST


@dataclass(frozen=True)
class Label:
    """A placed label and the extent, bar included, that no other event may touch.

    ``foot`` is how far one that is hung is above the middle of its event.
    """

    lines: tuple[str, ...]
    where: Literal["inside", "right", "left", "above", "hung", "none"]
    x: float
    anchor: Literal["start", "end"]
    left: float
    right: float
    width: float
    cut: bool = False
    foot: float = 0.0


def place_label(
    text: str,
    bar: tuple[float, float],
    *,
    inside: tuple[float, float],
    room: Room,
    width: float | None = None,
) -> Label:
    """Place the label of an event.

    Parameters
    ----------
    text
        One line of text, wrapped here if needed.
    bar
        The ends of the drawn event, in pixels.
    inside
        The part of the bar that may hold a label.
    room
        The plot, the size of the type.
    width
        Of the text in pixels, where many were measured at once.

    Examples
    --------
    >>> room = Room(0, 400, 12)
    >>> place_label("Relief", (100, 160), inside=(100, 160), room=room).where
    'inside'
    >>> place_label("Relief", (100, 104), inside=(100, 100), room=room).where
    'right'
    """
    width = text_width(text, room.size) if width is None else width
    x0, x1 = bar
    if not text:
        return Label((), "none", x0, "start", x0, x1, 0.0)
    if width + 2 * PAD <= inside[1] - inside[0]:
        return Label((text,), "inside", inside[0] + PAD, "start", x0, x1, width)
    return _label_beside(text, width, bar, room) or _above(text, bar, room)


def _label_beside(text: str, width: float, bar: tuple[float, float], room: Room) -> Label | None:
    """Try right of the bar, then left of it, in one line or, where long, in two."""
    x0, x1 = bar
    lines: tuple[str, ...] = (text,)
    most = room.widest * (room.right - room.left)
    if width > most:
        lines = tuple(wrap(text, most, room.size))
        width = widest(lines, room.size)
        if len(lines) > 2:
            return None
    if x1 + PAD + width <= room.right:
        return Label(lines, "right", x1 + PAD, "start", x0, x1 + PAD + width, width)
    if x0 - PAD - width >= room.left:
        start = x0 - PAD - width
        return Label(lines, "left", x0 - PAD, "end", max(room.left, start - APART), x1, width)
    return None


def _above(text: str, bar: tuple[float, float], room: Room) -> Label:
    """Stand above the bar, from its left edge or as far left as the text needs."""
    x0, x1 = bar
    lines = wrap(text, room.right - room.left, room.size)
    cut = len(lines) > MOST_LINES
    if cut:
        rest = " ".join(lines[MOST_LINES - 1 :])
        last = shorten(rest, room.right - room.left, room.size)
        lines = [*lines[: MOST_LINES - 1], last]
    width = widest(lines, room.size)
    x = max(room.left, min(x0, room.right - width))
    return Label(tuple(lines), "above", x, "start", min(x, x0), max(x + width, x1), width, cut)


def label_height(label: Label, size: float) -> float:
    """Return the height of the label's lines in pixels.

    Examples
    --------
    >>> label_height(Label(("one", "two"), "right", 0, "start", 0, 9, 9), 10)
    26.0
    """
    return len(label.lines) * line_height(size)


#: Lines of text above the events of a lane, at most: a stem that rises over more is hard to follow.
MOST_ROWS = 6
#: Pixels between two bars or marks, between what stands beside them, and from a label to a stem.
BARS_APART, LABELS_APART, STEM_APART = 3.0, 8.0, 5.0


@dataclass(frozen=True)
class Hanging:
    """An event and its label: its drawing, its stem, its label, and where it would be beside.

    ``bar`` and ``beside`` are from where to where; ``beside`` holds bar and label, and is none
    for a label that has no room there. ``rows`` are the lines of text, none without a label.
    """

    bar: tuple[float, float]
    stem: float
    width: float = 0.0
    rows: int = 0
    beside: tuple[float, float] | None = None


@dataclass(frozen=True)
class Flag:
    """A label on a stem: its left edge, and how many lines of text are free below it."""

    left: float
    below: int


#: The events of one line, by place, each with its flag; none where the label is beside it.
Line: TypeAlias = "dict[int, Flag | None]"


def hang(
    events: Sequence[Hanging], *, left: float, right: float, by_left: bool = True
) -> list[Line]:
    """Spread events over lines, and hang their labels.

    Parameters
    ----------
    events
        In the order in which they take their places.
    left, right
        The edges of the plot.
    by_left
        Take the events by their left edge (``False``: in the order given).

    Returns
    -------
    list
        A dictionary for each line, from the place of an event in ``events`` to its flag.

    Examples
    --------
    >>> near = [Hanging((x, x + 10), x + 5, 80, 1, (x, x + 100)) for x in (0, 20)]
    >>> hang(near, left=0, right=400)
    [{1: None, 0: Flag(left=5, below=0)}]
    """
    waiting = list(range(len(events)))
    if by_left:
        waiting.sort(key=lambda n: (events[n].bar[0], -events[n].bar[1], n))
    lines = []
    while waiting:
        members, line = _side_by_side(events, waiting), None
        while line is None or len(line) < len(members):  # without some there is room for others
            members = sorted(line, key=members.index) if line else members
            line = _label(events, members, left=left, right=right)
        lines.append(line)
        waiting = [n for n in waiting if n not in line]
    return lines


def _side_by_side(events: Sequence[Hanging], waiting: Sequence[int]) -> list[int]:
    """Return the first events that do not touch each other, from left to right."""
    taken: list[int] = []
    starts: list[float] = []
    for n in waiting:
        start, end = events[n].bar
        at = bisect_right(starts, start)
        free = not at or events[taken[at - 1]].bar[1] + BARS_APART <= start
        if free and (at == len(taken) or end + BARS_APART <= starts[at]):
            taken.insert(at, n)
            starts.insert(at, start)
    return taken


def _label(events: Sequence[Hanging], members: list[int], *, left: float, right: float) -> Line:
    """Label the members of a line; those are left out whose label has no room."""
    line: Line = dict.fromkeys(_without_leader(events, members))
    flags = [n for n in members if n not in line]
    rightwards = [n for n in flags if events[n].stem + events[n].width <= right]
    leftwards = [n for n in flags if n not in rightwards]
    hung: list[_Hung] = []
    # Of those that are to end at their stems it is known that they need their lines, at least.
    expected = [(events[n].stem, events[n].rows) for n in leftwards]
    for n in [*reversed(rightwards), *leftwards]:
        event = events[n]
        first = event.stem if n in rightwards else max(left, event.stem - event.width)
        label = _Hung(event.stem, first, first + event.width, event.rows)
        stems = expected if n in rightwards else []
        below = max(
            (one.top for one in hung if label.covers(one.stem) or label.overlaps(one)), default=0
        )
        below = max([below, *(rows for stem, rows in stems if label.covers(stem))])
        label = replace(label, below=below)
        crossed = any(one.covers(label.stem) and one.below < label.top for one in hung)
        if label.top <= MOST_ROWS and not crossed:
            hung.append(label)
            line[n] = Flag(label.first, below)
    return line


def _without_leader(events: Sequence[Hanging], members: Sequence[int]) -> list[int]:
    """Return those whose label is beside them and touches nothing that stands on the line."""
    rows = []
    after = float("inf")
    for place in reversed(range(len(members))):
        event = events[members[place]]
        before = events[members[place - 1]].bar[1] if place else float("-inf")
        start, end = event.beside or event.bar
        free = end + LABELS_APART <= after or end == event.bar[1]
        if event.beside and free and (before + LABELS_APART <= start or start == event.bar[0]):
            rows.append(members[place])
            after = start
        else:
            after = event.bar[0]
    return rows


@dataclass(frozen=True)
class _Hung:
    """A label that hangs on its stem, ``rows`` lines high above ``below`` lines."""

    stem: float
    first: float
    last: float
    rows: int
    below: int = 0

    @property
    def top(self) -> int:
        return self.below + self.rows

    def covers(self, stem: float) -> bool:
        return self.first - STEM_APART < stem < self.last + STEM_APART

    def overlaps(self, other: _Hung) -> bool:
        return self.first < other.last + LABELS_APART and other.first < self.last + LABELS_APART
