"""The rows of a Gantt from top to bottom: headings, lanes, and phases under their event.

Events come with an extent (pixels, label included) and heights; they leave with
a vertical place. A group is a block with a heading; in it, named lanes keep
their rows together, and an event with phases stands above them. All else is
packed (``timeline.layout.gantt.packing``), the first lane on top.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from timeline.layout.gantt.packing import Hangers, Item, Raised, pack_items
from timeline.stats.selection import rest_rank

__all__ = ["GroupBlock", "Strip", "Tall", "arrange"]

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

    def add_lanes(
        self, items: Sequence[Item], *, text: str = "", by_time: bool = True, depth: int = 0
    ) -> None:
        """Pack the items into as many lanes as they need, and add those below what stands."""
        if not items:
            return
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
            name = _named(block, lane)
            _add_family(block, inside, children, text=name, by_time=by_time)
    return block


def _named(block: GroupBlock, lane: str) -> str:
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


def _ordered(items: Iterable[Item], by_time: bool) -> list[Item]:
    return sorted(items, key=lambda item: (item.order if by_time else 0.0, item.row))


def _by(items: Sequence[Item], name: str, by_time: bool) -> list[tuple[str, list[Item]]]:
    """Split items by group or lane: the unnamed first, "several" and "other" last."""
    parts: dict[str, list[Item]] = {}
    for item in _ordered(items, by_time):
        parts.setdefault(getattr(item, name), []).append(item)
    first = sorted(parts, key=lambda key: (key != "", rest_rank(key)))
    return [(key, sorted(parts[key], key=lambda item: item.row)) for key in first]
