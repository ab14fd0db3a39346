"""Where the label of each event stands: in its bar, beside it, or above it.

Everything is in pixels. A label is tried inside the certain part of its bar,
then to the right, then to the left; where none of them holds it, it is wrapped
and stands above the bar. A label is cut only when it would take more lines than
``MOST_LINES``, and then says so by an ellipsis; its whole text stays in the
hover, the table and the notes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from timeline.typography.wrap import line_height, shorten, text_width, wrap

__all__ = ["Label", "Room", "label_height", "place_label"]

PAD = 6.0
MOST_LINES = 3
#: Beside a bar, a label wider than this share of the plot is wrapped.
WIDEST = 0.36
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
        Of one line; it is broken here where need be.
    bar
        From where to where the event is drawn, in pixels.
    inside
        The part of its bar that a label may stand in.
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
    return _beside(text, width, bar, room) or _above(text, bar, room)


def _beside(text: str, width: float, bar: tuple[float, float], room: Room) -> Label | None:
    """Try right of the bar, then left of it, in one line or, where long, in two."""
    x0, x1 = bar
    lines: tuple[str, ...] = (text,)
    widest = room.widest * (room.right - room.left)
    if width > widest:
        lines = tuple(wrap(text, widest, room.size))
        width = max(text_width(line, room.size) for line in lines)
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
    width = max(text_width(line, room.size) for line in lines)
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
