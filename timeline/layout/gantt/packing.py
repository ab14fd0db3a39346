"""Pack intervals into lanes, first fit, and stack lanes and groups.

The extent of an event is the interval in pixels of its bar and label. First fit: each extent, in
the given order, takes the topmost lane in which it touches nothing. In order of left edges this
needs as many lanes as there are extents at the most crowded pixel; no packing needs fewer.

Labels are placed beside their events, or above them on leaders (``Hangers``); a lane is then one
line of events with its labels.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import groupby

import numpy as np

from timeline.layout.gantt.labels import Hanging, hang
from timeline.stats.selection import rest_rank

__all__ = [
    "GroupBlock",
    "Hangers",
    "Item",
    "Lane",
    "Raised",
    "Strip",
    "Tall",
    "arrange",
    "pack",
    "pack_items",
]

#: The height that a text needs, by what it is for and what it says.
Tall = Callable[[str, str], float]
#: Pixels free at the top of the plot, for the outline of the first bar.
TOP = 4.0


@dataclass(frozen=True)
class Strip:
    """A horizontal strip of the plot: a heading, or a lane with the events in it."""

    kind: str
    top: float
    bottom: float
    text: str = ""
    rows: tuple[int, ...] = ()
    depth: int = 0

    @property
    def middle(self) -> float:
        """The vertical middle in pixels."""
        return (self.top + self.bottom) / 2


@dataclass
class GroupBlock:
    """Strips under construction, and where the phases of an event begin and end.

    ``middles`` are the vertical middles of events, ``raised`` the labels that hang above them,
    both by row.
    """

    lane_gap: float
    tall: Tall
    headings_for_lanes: bool
    hangers: Hangers | None = None
    strips: list[Strip] = field(default_factory=list)
    middles: dict[int, float] = field(default_factory=dict)
    raised: dict[int, Raised] = field(default_factory=dict)
    nests: list[tuple[int, float, float]] = field(default_factory=list)
    y: float = TOP

    def add_heading(self, text: str, kind: str) -> None:
        """Add a heading strip below what stands."""
        height = self.tall(kind, text)
        top = self.y + (8 if self.strips and kind == "group" else 0)
        self.strips.append(Strip(kind, top, top + height, text))
        self.y = top + height

    def add_lanes(self, items: Sequence[Item], *, text: str, by_time: bool, depth: int) -> None:
        """Pack the items into as many lanes as they need, and add those below what stands."""
        lanes = pack_items(items, by_time=by_time, hangers=self.hangers)
        for number, lane in enumerate(lanes):
            name = text if number == 0 else ""
            # A name of several lines may need more room than the bars beside it.
            height = lane.above + lane.body
            spare = max(0.0, self.tall("lane", name) - height) if name else 0.0
            bottom = self.y + height + spare + self.lane_gap
            rows = tuple(item.row for item in lane.items)
            self.strips.append(Strip("lane", self.y, bottom, name, rows, depth))
            middle = self.y + spare / 2 + lane.above + lane.body / 2
            self.middles.update(dict.fromkeys(rows, middle))
            self.raised.update(lane.raised)
            self.y = bottom


def arrange(
    items: Sequence[Item],
    *,
    lane_gap: float,
    tall: Tall,
    headings_for_lanes: bool = False,
    by_time: bool = True,
    hangers: Hangers | None = None,
) -> GroupBlock:
    """Give every item its vertical place.

    Parameters
    ----------
    items
        The events; ``parent`` is the row of the event that an item is a phase of.
    lane_gap
        Pixels under each lane.
    tall
        The height in pixels that a text needs as a "group", "lane name" or "lane".
    headings_for_lanes
        Write the name of a lane above it (on a phone) and not beside it.
    by_time
        Groups, lanes and events by time (else in the order of ``items``).
    hangers
        Let labels that have no room beside their event hang above it, on leaders.
    """
    block = GroupBlock(lane_gap, tall, headings_for_lanes, hangers)
    children: dict[int, list[Item]] = {}
    rows = {item.row for item in items}
    for item in items:
        children.setdefault(item.parent if item.parent in rows else -1, []).append(item)
    roots = children.get(-1, [])
    for group, members in _by(roots, "group", by_time):
        if group:
            block.add_heading(group, "group")
        for lane, inside in _by(members, "lane", by_time):
            name = _lane_name(block, lane)
            _add_family(block, inside, children, text=name, by_time=by_time)
    return block


def _lane_name(block: GroupBlock, lane: str) -> str:
    """Return the name to write beside a lane; none where it has just been written above it."""
    if not lane or not block.headings_for_lanes:
        return lane
    block.add_heading(lane, "lane name")
    return ""


def _add_family(
    block: GroupBlock,
    items: Sequence[Item],
    children: dict[int, list[Item]],
    *,
    text: str,
    by_time: bool,
    depth: int = 0,
) -> None:
    """Add items in order; one with phases stands alone in its lane, its phases below it."""
    for leaf, run in groupby(_sort(items, by_time), lambda item: item.row not in children):
        for members in [list(run)] if leaf else [[item] for item in run]:
            block.add_lanes(members, text=text, by_time=by_time, depth=depth)
            text = ""  # a lane is named once
            if leaf:
                continue
            row, top = members[0].row, block.y
            for lane, phases in _by(children[row], "lane", by_time):
                name = _lane_name(block, lane)
                _add_family(block, phases, children, text=name, by_time=by_time, depth=depth + 1)
            block.nests.append((row, top, block.y))


def _sort(items: Iterable[Item], by_time: bool) -> list[Item]:
    return sorted(items, key=lambda item: (item.order if by_time else 0.0, item.row))


def _by(items: Sequence[Item], name: str, by_time: bool) -> list[tuple[str, list[Item]]]:
    """Split items by group or lane: the unnamed first, "several" and "other" last."""
    parts: dict[str, list[Item]] = {}
    for item in _sort(items, by_time):
        parts.setdefault(getattr(item, name), []).append(item)
    first = sorted(parts, key=lambda key: (key != "", rest_rank(key)))
    return [(key, sorted(parts[key], key=lambda item: item.row)) for key in first]


def pack(
    lefts: Sequence[float] | np.ndarray,
    rights: Sequence[float] | np.ndarray,
    *,
    gap: float = 0.0,
    by_left: bool = True,
) -> np.ndarray:
    """Return the lane of each extent, 0 the topmost, as an int64 array.

    Parameters
    ----------
    lefts, rights
        The edges of the extents in pixels, ``left <= right``.
    gap
        Pixels kept free between two extents of a lane.
    by_left
        Take the extents by their left edge, longest first where two are equal
        (``False``: in the order given, which may need more lanes).

    Examples
    --------
    >>> pack([0, 5, 10], [8, 12, 20]).tolist()
    [0, 1, 0]
    """
    left = np.asarray(lefts, dtype=float)
    right = np.maximum(np.asarray(rights, dtype=float), left) + gap
    if by_left:
        order = np.lexsort((np.arange(len(left)), -right, left))
        return _pack_sorted(left, right, order)
    return _pack_as_given(left, right)


def _pack_sorted(left: np.ndarray, right: np.ndarray, order: np.ndarray) -> np.ndarray:
    """First fit by left edge: a lane is free where its last extent has ended.

    The busy lanes are a heap by their ends, the free ones a heap by their numbers, so that a
    hundred thousand events stay quick.
    """
    busy: list[tuple[float, int]] = []
    free: list[int] = []
    lanes = np.empty(len(left), dtype=np.int64)
    for row in order:
        while busy and busy[0][0] <= left[row]:
            heappush(free, heappop(busy)[1])
        lane = heappop(free) if free else len(busy)
        heappush(busy, (float(right[row]), lane))
        lanes[row] = lane
    return lanes


def _pack_as_given(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """First fit in the order given: an extent may slip in before one that stands."""
    starts: list[list[float]] = []
    ends: list[list[float]] = []
    lanes = np.empty(len(left), dtype=np.int64)
    for row, (x0, x1) in enumerate(zip(left.tolist(), right.tolist(), strict=True)):
        for lane in range(len(starts) + 1):
            if lane == len(starts):
                starts.append([])
                ends.append([])
            at = bisect_right(starts[lane], x0)
            free_before = at == 0 or ends[lane][at - 1] <= x0
            free_after = at == len(starts[lane]) or x1 <= starts[lane][at]
            if free_before and free_after:
                starts[lane].insert(at, x0)
                ends[lane].insert(at, x1)
                lanes[row] = lane
                break
    return lanes


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


def pack_items(items: Sequence[Item], *, by_time: bool, hangers: Hangers | None) -> list[Lane]:
    """Return the lanes that items need; by time, the one that begins first is on top."""
    if hangers is None:
        lanes = _pack_side_by_side(items, by_time)
    else:
        lanes = _pack_with_leaders(items, by_time, hangers)
    if by_time:
        lanes.sort(key=lambda lane: min((item.order, item.row) for item in lane.items))
    return lanes


def _pack_side_by_side(items: Sequence[Item], by_time: bool) -> list[Lane]:
    lefts, rights = [item.left for item in items], [item.right for item in items]
    lanes: dict[int, list[Item]] = {}
    for item, lane in zip(items, pack(lefts, rights, gap=8, by_left=by_time).tolist(), strict=True):
        lanes.setdefault(lane, []).append(item)
    return [
        Lane(tuple(inside), max(item.above for item in inside), max(item.body for item in inside))
        for _, inside in sorted(lanes.items())
    ]


def _pack_with_leaders(items: Sequence[Item], by_time: bool, hangers: Hangers) -> list[Lane]:
    lines = hang(
        [item.hanging for item in items], left=hangers.left, right=hangers.right, by_left=by_time
    )
    lanes = []
    for line in lines:
        flags = {n: flag for n, flag in line.items() if flag}
        body = max(hangers.bar if n in flags else items[n].body for n in line)
        rows = max((flag.below + items[n].hanging.rows for n, flag in flags.items()), default=0)
        raised = {
            items[n].row: Raised(flag.left, body / 2 + STEM + flag.below * hangers.line)
            for n, flag in flags.items()
        }
        above = AIR + rows * hangers.line + STEM if rows else 0.0
        lanes.append(Lane(tuple(items[n] for n in sorted(line)), above, body, raised))
    return lanes
