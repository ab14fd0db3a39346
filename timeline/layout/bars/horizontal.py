"""Horizontal bars: a claim a row, its name beside or above, its number at the end.

Takes rows that have their place and returns texts with theirs, within the box of the plot.

Takes named rows in blocks and returns a ``Layout``. The horizontal axis counts the
unit of the claims, the vertical axis pixels from the top of the plot.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from timeline.layout.bars.marks import ARROW, ClaimMarks, fitted_scale, whiskers
from timeline.layout.bars.rows import Hovers, Row, RowBlock
from timeline.layout.frame import side_margin
from timeline.layout.scene import Axis, Box, Layout, Panel, Rule, Scale, Text
from timeline.layout.style import Look
from timeline.typography.wrap import line_height, text_width, wrap

__all__ = [
    "ARROW",
    "GUTTER",
    "PAD",
    "Place",
    "heading_texts",
    "row_texts",
    "rows_layout",
]

#: Between a bar's end and its number, between a name and its bar (pixels).
PAD, GUTTER = 7.0, 12.0


@dataclass(frozen=True)
class Place:
    """One row with its wrapped texts and where it stands, in pixels from the plot's top."""

    row: Row
    name: tuple[str, ...]
    detail: tuple[str, ...]
    value: tuple[str, ...]
    beside: bool
    top: float = 0.0
    middle: float = 0.0


def heading_texts(headings: Sequence[tuple[str, float]], box: Box, look: Look) -> list[Text]:
    """Write the names of blocks above their rows."""
    size, margin = look.theme.label_size + 1, side_margin(look.width)
    return [
        Text.measured(text, margin, box.y0 + y + 8, size, role="group", bold=True)
        for text, y in headings
    ]


def row_texts(place: Place, box: Box, scale: Scale, *, look: Look) -> list[Text]:
    """Write the name, the detail line, and the number at the end of the bar."""
    size, small = look.theme.label_size, look.theme.note_size
    names = len(place.name) * line_height(size)
    told = 0.0 if place.beside else len(place.detail) * line_height(small)
    top = box.y0 + (place.top if look.phone else place.middle - (names + told) / 2)
    x = side_margin(look.width)
    found = [Text.measured("\n".join(place.name), x, top + names / 2, size, role="lane", bold=True)]
    if place.detail:
        shift = found[0].width + GUTTER if place.beside else 0.0
        y = top + (names / 2 if place.beside else names + told / 2)
        found.append(
            Text.measured(
                "\n".join(place.detail), x + shift, y, small, role="claimant", color="muted"
            )
        )
    return [*found, _value(place, box, scale, size=size)]


def _value(place: Place, box: Box, scale: Scale, *, size: float) -> Text:
    claim = place.row.claim
    reach = max(claim.reach, scale.floor) if claim.reach == claim.reach else scale.floor
    ends = whiskers(claim)
    x = scale.map(max(reach, ends[1]) if ends else reach) + PAD
    x += ARROW if claim.is_open else 0.0
    text = Text.measured("\n".join(place.value), x, box.y0 + place.middle, size, role="value")
    return replace(text, row=claim.line, at=scale.invert(x), at_y=place.middle)


#: The share of the width that names may take, and of the plot that a number may.
MOST_NAME, MOST_VALUE = 0.36, 0.6
BAR, PHONE_BAR, ROW_GAP, HEADING, BLOCK_GAP = 22.0, 18.0, 10.0, 26.0, 10.0


def rows_layout(
    blocks: Sequence[RowBlock], look: Look, *, hovers: Hovers, log: bool = False
) -> Layout:
    """Lay out blocks of rows as lying bars ``look.width`` pixels wide.

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
    ends = _edges(blocks, look)
    measured = [[_measured(row, look, ends) for row in block.rows] for block in blocks]
    scale = _scale([place for block in measured for place in block], look, ends, log=log)
    placed, headings, bottom = _stacked(blocks, measured, look)
    below = 2 * line_height(look.theme.tick_size) + 14 if log else 4.0
    box = Box(*ends[:1], figure_frame.top, ends[1], figure_frame.top + bottom)
    marks = ClaimMarks(scale, look, hovers, horizontal=True)
    panel = _panel(placed, headings, box, marks=marks)
    texts = (
        *heading_texts(headings, box, look),
        *(text for place in placed for text in row_texts(place, box, scale, look=look)),
        *marks.axis_text(box.x0, box.y1 + 2 * line_height(look.theme.tick_size) + 3),
    )
    return figure_frame.compose(look.width, (panel,), texts, foot=box.y1 + below, meta=look.meta)


def _edges(blocks: Sequence[RowBlock], look: Look) -> tuple[float, float]:
    """Return the left and the right edge of the bars; on a phone the names stand above."""
    margin = side_margin(look.width)
    if look.phone:
        return margin, look.width - margin
    small, size = look.theme.note_size, look.theme.label_size
    rows = [row for block in blocks for row in block.rows]
    natural = max(
        max(text_width(row.name, size, bold=True), text_width(row.detail, small)) for row in rows
    )
    names = min(natural + 1, MOST_NAME * look.width)
    return margin + names + GUTTER, look.width - margin


def _measured(row: Row, look: Look, ends: tuple[float, float]) -> Place:
    """Break the texts of a row into the lines that its room holds."""
    size, small = look.theme.label_size, look.theme.note_size
    left, right = ends
    room = right - left if look.phone else left - side_margin(look.width) - GUTTER
    name = tuple(wrap(row.name, room, size, bold=True))
    both = text_width(row.name, size, bold=True) + GUTTER + text_width(row.detail, small)
    beside = look.phone and len(name) == 1 and both <= room
    detail = tuple(wrap(row.detail, room, small))
    return Place(
        row, name, detail, tuple(wrap(row.value, MOST_VALUE * (right - left), size)), beside
    )


def _scale(places: Sequence[Place], look: Look, ends: tuple[float, float], *, log: bool) -> Scale:
    size = look.theme.label_size
    taken = [
        max((text_width(line, size) for line in place.value), default=0.0)
        + PAD
        + 1
        + (ARROW if place.row.claim.is_open else 0.0)
        for place in places
    ]
    return fitted_scale([place.row.claim for place in places], ends, taken=taken, log=log)


def _stacked(
    blocks: Sequence[RowBlock], measured: Sequence[Sequence[Place]], look: Look
) -> tuple[list[Place], list[tuple[str, float]], float]:
    """Give every row its place from the top; return rows, headings with theirs, and the end."""
    y = 2.0
    placed: list[Place] = []
    headings: list[tuple[str, float]] = []
    for block, rows in zip(blocks, measured, strict=True):
        if block.heading:
            y += BLOCK_GAP if headings else 0.0
            headings.append((block.heading, y))
            y += HEADING
        for place in rows:
            middle, bottom = _row_room(place, y, look)
            placed.append(replace(place, top=y, middle=middle))
            y = bottom + ROW_GAP
    return placed, headings, y - ROW_GAP + 4


def _row_room(place: Place, top: float, look: Look) -> tuple[float, float]:
    """Return the middle of a row's bar and where the row ends."""
    size, small = line_height(look.theme.label_size), line_height(look.theme.note_size)
    names = len(place.name) * size + (0 if place.beside else len(place.detail) * small)
    thick = max(PHONE_BAR if look.phone else BAR, len(place.value) * size)
    if look.phone:
        return top + names + 3 + thick / 2, top + names + 3 + thick
    return top + max(thick, names) / 2, top + max(thick, names)


def _panel(
    placed: Sequence[Place],
    headings: Sequence[tuple[str, float]],
    box: Box,
    *,
    marks: ClaimMarks,
) -> Panel:
    look = marks.look
    half = (PHONE_BAR if look.phone else BAR) / 2
    rows = [(place.row.claim, place.middle) for place in placed]
    return Panel(
        box,
        marks.axis(box.x1 - box.x0),
        Axis("pixel", box.y1 - box.y0, 0.0, grid=False),
        bars=tuple(bar for claim, middle in rows for bar in marks.bars(claim, middle, half)),
        marks=tuple(
            mark for claim, middle in rows for mark in marks.arrow(claim, middle, ARROW / 2 + 1)
        ),
        rules=(
            *(rule for claim, middle in rows for rule in marks.whisker(claim, middle, half * 0.45)),
            *_baselines(placed, headings, marks.scale, half=half, phone=look.phone),
        ),
    )


def _baselines(
    placed: Sequence[Place],
    headings: Sequence[tuple[str, float]],
    scale: Scale,
    *,
    half: float,
    phone: bool,
) -> list[Rule]:
    """Return the line where the bars of each block begin; on a phone, names stand between."""
    if phone:
        return [
            Rule(scale.floor, place.middle - half, scale.floor, place.middle + half, "baseline",
                 "muted") for place in placed
        ]  # fmt: skip
    starts = [y for _, y in headings] or [0.0]
    found = []
    for start, end in zip(starts, [*starts[1:], float("inf")], strict=True):
        middles = [place.middle for place in placed if start <= place.middle < end]
        y0, y1 = min(middles) - half - 3, max(middles) + half + 3
        found.append(Rule(scale.floor, y0, scale.floor, y1, "baseline", "muted"))
    return found
