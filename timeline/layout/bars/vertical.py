"""Bars that stand side by side: one claim a slot, its name below, its number above.

Takes named rows in blocks and returns a ``Layout``. The horizontal axis counts pixels
from the left of the plot, the vertical axis the unit of the claims. Names that do not fit
their slots want lying bars: ``posts_fit`` tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from timeline.layout.bars.marks import ClaimMarks, fitted_scale
from timeline.layout.bars.rows import Hovers, Row, RowBlock
from timeline.layout.frame import side_margin
from timeline.layout.scene import Axis, Box, Layout, Panel, Rule, Scale, Text
from timeline.layout.style import Look
from timeline.typography.wrap import line_height, text_width, wrap

__all__ = ["posts_fit", "posts_layout"]

#: Between blocks, between the texts of neighbours, from the axis to a name (pixels).
BLOCK_GAP, SLOT_GAP, PAD, HEADING = 28.0, 10.0, 6.0, 26.0
#: No bar is broader.
BROADEST = 72.0
#: For the numbers of a logarithmic axis.
LOG_ROOM = 48.0


@dataclass(frozen=True)
class _Column:
    """One bar with its wrapped texts and its slot in pixels from the left of the plot."""

    row: Row
    middle: float
    half: float
    name: tuple[str, ...]
    detail: tuple[str, ...]
    value: tuple[str, ...]


def posts_layout(
    blocks: Sequence[RowBlock], look: Look, *, hovers: Hovers, log: bool = False
) -> Layout:
    """Lay out blocks of rows as standing bars ``look.width`` pixels wide.

    Parameters
    ----------
    blocks
        Named claims, from ``blocks_of``.
    hovers
        The tooltip of each bar, by its table lines.
    log
        Whether the axis is logarithmic; it is then drawn and marked.
    """
    figure_frame = look.frame()
    margin = side_margin(look.width)
    left = margin + (LOG_ROOM if log else 0.0)
    posts, headings = _place_columns(blocks, look, look.width - margin - left)
    head = (HEADING if headings else 4.0) + (16.0 if log else 0.0)
    top = figure_frame.top + head
    height = min(max(0.36 * look.width, 200.0), 320.0)
    box = Box(left, top, look.width - margin, top + height)
    scale = _scale(posts, box, look, log=log)
    marks = ClaimMarks(scale, look, hovers, horizontal=False)
    below, size = _names_height(posts, look) + PAD, look.theme.label_size + 1
    texts = (
        *(
            Text.measured(text, left + x, figure_frame.top + 9, size, "group", bold=True)
            for text, x in headings
        ),
        *(text for post in posts for text in _texts(post, box, scale, look=look)),
        *marks.axis_text(box.x0, box.y0 - 2),
    )  # fmt: skip
    panel = _panel(posts, box, marks)
    return figure_frame.compose(look.width, (panel,), texts, foot=box.y1 + below, meta=look.meta)


def _place_columns(
    blocks: Sequence[RowBlock], look: Look, room: float
) -> tuple[list[_Column], list[tuple[str, float]]]:
    """Share the room among the bars; return them, and the headings with their places."""
    slot = _slot(sum(len(block.rows) for block in blocks), len(blocks), room)
    x, posts, headings = 0.0, [], []
    for block in blocks:
        if block.heading:
            headings.append((block.heading, x))
        for row in block.rows:
            posts.append(_post(row, look, x + slot / 2, slot=slot))
            x += slot
        x += BLOCK_GAP
    return posts, headings


def _post(row: Row, look: Look, middle: float, *, slot: float) -> _Column:
    size, small, room = look.theme.label_size, look.theme.note_size, slot - SLOT_GAP
    return _Column(
        row,
        middle,
        min(slot * 0.62, BROADEST) / 2,
        tuple(wrap(row.name, room, size, bold=True)),
        tuple(wrap(row.detail, room, small)),
        tuple(wrap(row.value, room, size)),
    )


def posts_fit(blocks: Sequence[RowBlock], look: Look) -> bool:
    """Tell whether standing bars leave room for their names, numbers and headings."""
    size, count = look.theme.label_size, sum(len(block.rows) for block in blocks)
    rows = [row for block in blocks for row in block.rows]
    words = [word for row in rows for word in f"{row.name} {row.detail} {row.value}".split()]
    slot = _slot(count, len(blocks), look.width - 2 * side_margin(look.width) - LOG_ROOM)
    wide = max((text_width(word, size, bold=True) for word in words), default=0.0)
    return wide + SLOT_GAP <= slot and all(
        text_width(block.heading, size + 1, bold=True) + 8 <= slot * len(block.rows) + BLOCK_GAP
        for block in blocks
    )


def _slot(bars: int, blocks: int, room: float) -> float:
    """Return the room of each bar."""
    return min((room - BLOCK_GAP * (blocks - 1)) / bars, BROADEST * 2.2)


def _scale(posts: Sequence[_Column], box: Box, look: Look, *, log: bool) -> Scale:
    size = line_height(look.theme.label_size)
    taken = [len(post.value) * size + 12.0 for post in posts]
    claims = [post.row.claim for post in posts]
    return fitted_scale(claims, (0.0, box.y1 - box.y0), taken=taken, log=log)


def _names_height(posts: Sequence[_Column], look: Look) -> float:
    size, small = line_height(look.theme.label_size), line_height(look.theme.note_size)
    return max(len(post.name) * size + len(post.detail) * small for post in posts) + PAD


def _panel(posts: Sequence[_Column], box: Box, marks: ClaimMarks) -> Panel:
    floor = marks.scale.floor
    base = Rule(0.0, floor, box.x1 - box.x0, floor, "baseline", "muted")
    return Panel(
        box,
        Axis("pixel", 0.0, box.x1 - box.x0, grid=False),
        marks.axis(box.y1 - box.y0),
        horizontal=False,
        bars=tuple(b for one in posts for b in marks.bars(one.row.claim, one.middle, one.half)),
        marks=tuple(m for one in posts for m in marks.arrow(one.row.claim, one.middle, 6)),
        rules=(
            base,
            *(
                rule
                for one in posts
                for rule in marks.whisker(one.row.claim, one.middle, one.half * 0.3)
            ),
        ),
    )


def _texts(post: _Column, box: Box, scale: Scale, *, look: Look) -> list[Text]:
    """Write the number above the bar, its name and detail below."""
    size, small, claim = look.theme.label_size, look.theme.note_size, post.row.claim
    x = box.x0 + post.middle
    reach = max(claim.reach, scale.floor) if claim.reach == claim.reach else scale.floor
    up = scale.map(reach) + len(post.value) * line_height(size) / 2 + 3
    up += 10 if claim.is_open else 0
    value = Text.measured("\n".join(post.value), x, box.y1 - up, size, role="value")
    y = box.y1 + PAD + len(post.name) * line_height(size) / 2
    found = [
        replace(value, row=claim.line, at=post.middle, at_y=scale.invert(up)),
        Text.measured("\n".join(post.name), x, y, size, role="lane", bold=True),
    ]
    if post.detail:
        y += (len(post.name) * line_height(size) + len(post.detail) * line_height(small)) / 2
        found.append(
            Text.measured("\n".join(post.detail), x, y, small, role="claimant", color="muted")
        )
    return [replace(text, anchor="middle") for text in found]
