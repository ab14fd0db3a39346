"""Pack intervals into lanes, first fit.

An event comes with its extent, a pair of pixels that holds its bar and its
label. First fit: each extent, in the given order, takes the first lane from the
top in which it touches nothing. In order of left edges this needs as few lanes
as there are extents at the most crowded pixel, and no packing needs fewer.

Labels stand beside their events, and each lane holds what it holds without a touch; or they
hang above them on leaders (``Hangers``), and a lane is one line of events with its labels.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from timeline.layout.gantt.labels import Hanging, hang

__all__ = ["Hangers", "Item", "Lane", "Raised", "pack", "pack_items"]


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

    The ends of all lanes stand in a tree of minima, so that the first free
    lane is found in log n steps and a hundred thousand events stay quick.
    """
    size = 1 << max(1, len(left) - 1).bit_length()
    least = [-np.inf] * (2 * size)
    lanes = np.empty(len(left), dtype=np.int64)
    for row in order:
        start = left[row]
        node = 1
        while node < size:
            node *= 2
            if least[node] > start:
                node += 1
        lanes[row] = node - size
        least[node] = float(right[row])
        while node > 1:
            node //= 2
            least[node] = min(least[2 * node], least[2 * node + 1])
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
    found = (
        _pack_side_by_side(items, by_time) if hangers is None else _hung(items, by_time, hangers)
    )
    if by_time:
        found.sort(key=lambda lane: min((item.order, item.row) for item in lane.items))
    return found


def _pack_side_by_side(items: Sequence[Item], by_time: bool) -> list[Lane]:
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
