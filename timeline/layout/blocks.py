"""The rows of a Gantt from top to bottom: headings, lanes, and phases under their event.

Events come with an extent (pixels, label included) and heights; they leave with
a vertical place. A group is a block with a heading; in it, named lanes keep
their rows together, and an event with phases stands above them. All else is
packed, first fit, the first lane on top.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from timeline.layout.lanes import pack

__all__ = ["Block", "Item", "Strip", "Tall", "arrange"]

#: The height that a text needs, by what it is for and what it says.
Tall = Callable[[str, str], float]
#: Pixels free at the top of the plot, for the outline of the first bar.
TOP = 4.0


@dataclass(frozen=True)
class Item:
    """An event to place: its extent, the height of its bar or label, and of lines above it."""

    row: int
    left: float
    right: float
    body: float
    above: float
    group: str = ""
    lane: str = ""
    parent: int = -1
    order: float = 0.0


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
class Block:
    """Strips under construction, and where the phases of an event begin and end."""

    lane_gap: float
    tall: Tall
    headings_for_lanes: bool
    strips: list[Strip] = field(default_factory=list)
    middles: dict[int, float] = field(default_factory=dict)
    nests: list[tuple[int, float, float]] = field(default_factory=list)
    y: float = TOP

    def add_heading(self, text: str, kind: str) -> None:
        """Add a heading strip below what stands."""
        height = self.tall(kind, text)
        top = self.y + (8 if self.strips and kind == "group" else 0)
        self.strips.append(Strip(kind, top, top + height, text))
        self.y = top + height

    def add_lanes(
        self, items: Sequence[Item], *, text: str = "", by_time: bool = True, depth: int = 0
    ) -> None:
        """Pack the items into as many lanes as they need, and add those below what stands."""
        if not items:
            return
        for number, members in enumerate(_lanes(items, by_time)):
            above = max(item.above for item in members)
            body = max(item.body for item in members)
            name = text if number == 0 else ""
            # A name of several lines may need more room than the bars beside it.
            spare = max(0.0, self.tall("lane", name) - above - body) if name else 0.0
            bottom = self.y + above + body + spare + self.lane_gap
            rows = tuple(item.row for item in members)
            self.strips.append(Strip("lane", self.y, bottom, name, rows, depth))
            for item in members:
                self.middles[item.row] = self.y + spare / 2 + above + body / 2
            self.y = bottom


def arrange(
    items: Sequence[Item],
    *,
    lane_gap: float,
    tall: Tall,
    headings_for_lanes: bool = False,
    by_time: bool = True,
) -> Block:
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
    """
    block = Block(lane_gap, tall, headings_for_lanes)
    children: dict[int, list[Item]] = {}
    rows = {item.row for item in items}
    for item in items:
        children.setdefault(item.parent if item.parent in rows else -1, []).append(item)
    roots = children.get(-1, [])
    for group, members in _by(roots, "group", by_time):
        if group:
            block.add_heading(group, "group")
        for lane, inside in _by(members, "lane", by_time):
            name = _named(block, lane)
            _add_family(block, inside, children, text=name, by_time=by_time)
    return block


def _named(block: Block, lane: str) -> str:
    """Return the name to write beside a lane; none where it has just been written above it."""
    if not lane or not block.headings_for_lanes:
        return lane
    block.add_heading(lane, "lane name")
    return ""


def _add_family(
    block: Block,
    items: Sequence[Item],
    children: dict[int, list[Item]],
    *,
    text: str = "",
    by_time: bool = True,
    depth: int = 0,
) -> None:
    """Add items in order; one with phases stands alone in its lane, its phases below it."""
    named = False
    for alone, run in groupby(_ordered(items, by_time), lambda item: item.row not in children):
        members = list(run)
        if alone:
            block.add_lanes(members, text="" if named else text, by_time=by_time, depth=depth)
            named = True
            continue
        for item in members:
            block.add_lanes([item], text="" if named else text, by_time=by_time, depth=depth)
            named = True
            top = block.y
            for lane, phases in _by(children[item.row], "lane", by_time):
                name = _named(block, lane)
                _add_family(block, phases, children, text=name, by_time=by_time, depth=depth + 1)
            block.nests.append((item.row, top, block.y))


def _lanes(items: Sequence[Item], by_time: bool) -> list[list[Item]]:
    """Pack items into lanes; by time, the lane that begins first is on top."""
    lanes = pack(
        [item.left for item in items], [item.right for item in items], gap=8, by_left=by_time
    )
    found: list[list[Item]] = [[] for _ in range(int(lanes.max()) + 1)]
    for item, lane in zip(items, lanes.tolist(), strict=True):
        found[lane].append(item)
    if by_time:
        found.sort(key=lambda members: min((item.order, item.row) for item in members))
    return found


def _ordered(items: Iterable[Item], by_time: bool) -> list[Item]:
    return sorted(items, key=lambda item: (item.order if by_time else 0.0, item.row))


def _by(items: Sequence[Item], name: str, by_time: bool) -> list[tuple[str, list[Item]]]:
    """Split items by group or lane; the unnamed first, the others by their first event."""
    parts: dict[str, list[Item]] = {}
    for item in _ordered(items, by_time):
        parts.setdefault(getattr(item, name), []).append(item)
    first = sorted(parts, key=lambda key: key != "")
    return [(key, sorted(parts[key], key=lambda item: item.row)) for key in first]
