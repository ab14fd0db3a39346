"""From a run of events to its lanes: which share one, and how high it is.

Labels stand beside their events, and each lane holds what it holds without a touch; or they
hang above them on leaders (``Hangers``), and a lane is one line of events with its labels.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from timeline.layout.lanes import pack
from timeline.layout.leaders import Hanging, hang

__all__ = ["Hangers", "Item", "Lane", "Raised", "lanes_of"]

#: What needs no room: an event that is never hung.
NOT_HANGING = Hanging((0.0, 0.0), 0.0)
#: Pixels from the bars of a lane up to the labels that hang above them: the shortest stem.
STEM = 5.0
#: Pixels above those labels: without them, the highest reads as one of the lane above.
AIR = 5.0


@dataclass(frozen=True)
class Item:
    """An event to place: its extent, the height of its bar or label, and of lines above it.

    ``hanging`` is what its label needs where labels may hang.
    """

    row: int
    left: float
    right: float
    body: float
    above: float
    group: str = ""
    lane: str = ""
    parent: int = -1
    order: float = 0.0
    hanging: Hanging = NOT_HANGING


@dataclass(frozen=True)
class Hangers:
    """The room for labels that hang: the plot's edges, the height of a bar and of a line."""

    left: float
    right: float
    bar: float
    line: float


@dataclass(frozen=True)
class Raised:
    """A label that hangs: its left edge, and how far its foot is above its event's middle."""

    left: float
    foot: float


@dataclass(frozen=True)
class Lane:
    """Events side by side: the height of what stands above them, and their own; what hangs."""

    items: tuple[Item, ...]
    above: float
    body: float
    raised: Mapping[int, Raised] = field(default_factory=dict)


def lanes_of(items: Sequence[Item], *, by_time: bool, hangers: Hangers | None) -> list[Lane]:
    """Return the lanes that items need; by time, the one that begins first is on top."""
    found = _beside(items, by_time) if hangers is None else _hung(items, by_time, hangers)
    if by_time:
        found.sort(key=lambda lane: min((item.order, item.row) for item in lane.items))
    return found


def _beside(items: Sequence[Item], by_time: bool) -> list[Lane]:
    lanes = pack(
        [item.left for item in items], [item.right for item in items], gap=8, by_left=by_time
    )
    found: list[list[Item]] = [[] for _ in range(int(lanes.max()) + 1)]
    for item, lane in zip(items, lanes.tolist(), strict=True):
        found[lane].append(item)
    return [
        Lane(tuple(held), max(item.above for item in held), max(item.body for item in held))
        for held in found
    ]


def _hung(items: Sequence[Item], by_time: bool, hangers: Hangers) -> list[Lane]:
    lines = hang(
        [item.hanging for item in items], left=hangers.left, right=hangers.right, by_left=by_time
    )
    found = []
    for line in lines:
        flags = {n: flag for n, flag in line.items() if flag}
        body = max(hangers.bar if n in flags else items[n].body for n in line)
        rows = max((flag.below + items[n].hanging.rows for n, flag in flags.items()), default=0)
        raised = {
            items[n].row: Raised(flag.left, body / 2 + STEM + flag.below * hangers.line)
            for n, flag in flags.items()
        }
        above = AIR + rows * hangers.line + STEM if rows else 0.0
        found.append(Lane(tuple(items[n] for n in sorted(line)), above, body, raised))
    return found
