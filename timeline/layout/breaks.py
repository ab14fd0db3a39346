"""Where the plot of a Gantt may be broken over pages, and what a page tells again at its top.

A page begins at a lane or at the heading of a group: a heading stays with what it names, an
event with the first of its phases, and nothing that is drawn is cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from timeline.layout.blocks import TOP, Block, Strip
from timeline.layout.ganttplan import Plan, Sheet

__all__ = ["Context", "break_ranks", "contexts", "sheet_of"]


@dataclass(frozen=True)
class Context:
    """What a strip stands under: the heading of its group, its lane's name, events by title."""

    group: str = ""
    lane: str = ""
    parents: tuple[str, ...] = ()


def break_ranks(strips: Sequence[Strip]) -> dict[int, int]:
    """Return the strips that a page may begin with, by number, and how good a place each is.

    Examples
    --------
    >>> lane, phase = Strip("lane", 0, 9), Strip("lane", 9, 18, depth=1)
    >>> break_ranks([Strip("group", 0, 9, "Harry"), lane, phase, phase, lane])
    {3: 0, 4: 1}
    """
    return {
        number: _rank(strip)
        for number, (before, strip) in enumerate(pairwise(strips), start=1)
        if before.kind == "lane" and not strip.depth > before.depth
    }


def _rank(strip: Strip) -> int:
    """Rank a place: best before a group, then before a named lane, worst between phases."""
    if strip.kind != "lane":
        return 3
    return 0 if strip.depth else 2 if strip.text else 1


def contexts(block: Block, titles: Sequence[str]) -> list[Context]:
    """Return what each strip stands under; ``titles`` are those of the events, by row."""
    found: list[Context] = []
    group, lanes = "", [""]
    for strip in block.strips:
        if strip.kind == "group":
            group, lanes = strip.text, [""]
        lanes = [*lanes, ""][: strip.depth + 1]
        if strip.kind == "lane" and strip.text:
            lanes[-1] = strip.text
        over = (row for row, top, bottom in block.nests if top <= strip.top < bottom)
        parents = tuple(titles[row] for row in sorted(over)) if strip.depth else ()
        found.append(Context(group, lanes[-1], parents))
    return found


def sheet_of(plan: Plan, first: int, last: int, *, under: Context, continued: str) -> Sheet:
    """Return the sheet of the strips from ``first`` up to, not including, ``last``.

    What they stand under is told again above them, as ``continued`` has it (a text with a
    place for the name).
    """
    strips = plan.block.strips[first:last]
    end = plan.block.y if last == len(plan.block.strips) else strips[-1].bottom
    if not first:
        return Sheet(tuple(strips), 0.0, end)
    told: list[Strip] = []
    y, top = TOP, strips[0]
    headings = [("lane name", title) for title in under.parents]
    if under.group and top.kind != "group":
        headings.insert(0, ("group", under.group))
    for kind, name in headings:
        text = continued.format(name)
        height = plan.names.height(kind, text)
        told.append(Strip(kind, y, y + height, text))
        y += height
    if under.lane and not top.text:
        room = top.bottom - top.top - plan.look.lane_gap
        y += max(0.0, plan.names.height("lane", under.lane) - room)
        top = replace(top, text=under.lane)
    shift = y - top.top
    # The name has the room above its lane, too, where it needs more than the lane.
    above = y - (told[-1].bottom if told else TOP)
    moved = [replace(s, top=s.top + shift, bottom=s.bottom + shift) for s in (top, *strips[1:])]
    moved[0] = replace(moved[0], top=moved[0].top - above)
    return Sheet((*told, *moved), top.top, end, shift)
