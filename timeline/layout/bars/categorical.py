"""Bars of claims, one per row (horizontal) or one per slot (vertical).

Takes named rows in blocks; returns a ``Layout``. One axis has the unit of the claims; the other is
in pixels, from the top or the left of the plot. A horizontal bar has its name beside it (on a
phone, above) and its value at its end; a vertical one has its name below and its value above.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from timeline.layout.bars.rows import (
    ARROW,
    ClaimMarks,
    Hovers,
    Row,
    RowBlock,
    fitted_scale,
    whiskers,
)
from timeline.layout.frame import FigureFrame, side_margin
from timeline.layout.scene import Axis, Box, Layout, Panel, Rule, Scale, Text
from timeline.layout.style import Look
from timeline.stats.claims import Claim
from timeline.typography.font import line_height, text_width, widest
from timeline.typography.wrap import wrap

__all__ = ["categorical_layout", "fits_standing"]

#: Lying bars: from a bar's end to its number, from a name to its bar (pixels).
PAD, GUTTER = 7.0, 12.0
#: The share of the width that names may take, and of the plot that a number may.
MOST_NAME, MOST_VALUE = 0.36, 0.6
BAR, PHONE_BAR, ROW_GAP, HEADING, BLOCK_GAP = 22.0, 18.0, 10.0, 26.0, 10.0
#: Standing bars: between blocks, between the texts of neighbours, from the axis to a name.
SLOT_BLOCK_GAP, SLOT_GAP, SLOT_PAD = 28.0, 10.0, 6.0
#: No standing bar is broader.
BROADEST = 72.0
#: For the numbers of a logarithmic axis that stands.
LOG_ROOM = 48.0


@dataclass(frozen=True)
class _Place:
    """A bar with its wrapped texts, its middle and half its thickness, in pixels of the plot."""

    row: Row
    name: tuple[str, ...]
    detail: tuple[str, ...]
    value: tuple[str, ...]
    half: float
    beside: bool = False
    top: float = 0.0
    middle: float = 0.0


Headings = list[tuple[str, float]]


def categorical_layout(
    blocks: Sequence[RowBlock],
    look: Look,
    *,
    hovers: Hovers,
    log: bool = False,
    horizontal: bool = True,
) -> Layout:
    """Lay out blocks of rows as bars, ``look.width`` pixels wide.

    Parameters
    ----------
    blocks
        Named claims, from ``blocks_of``.
    hovers
        The tooltip of each bar, by its table lines.
    log
        Whether the axis is logarithmic; it is then drawn and marked.
    horizontal
        Whether bars lie; standing ones need room for their names (``fits_standing``).
    """
    lay_out = _lying if horizontal else _standing
    return lay_out(blocks, look, look.frame(), hovers=hovers, log=log)


def fits_standing(blocks: Sequence[RowBlock], look: Look) -> bool:
    """Tell whether standing bars leave room for their names, numbers and headings."""
    size, rows = look.theme.label_size, [row for block in blocks for row in block.rows]
    words = [word for row in rows for word in f"{row.name} {row.detail} {row.value}".split()]
    slot = _slot(blocks, look.width - 2 * side_margin(look.width) - LOG_ROOM)
    return widest(words, size, bold=True) + SLOT_GAP <= slot and all(
        text_width(block.heading, size + 1, bold=True) + 8
        <= slot * len(block.rows) + SLOT_BLOCK_GAP
        for block in blocks
    )


def _panel(
    places: Sequence[_Place], box: Box, marks: ClaimMarks, *, cap: float, baselines: Sequence[Rule]
) -> Panel:
    """Return bars, arrows and whiskers; the caps of these are a share of a bar's thickness."""
    across, down = box.x1 - box.x0, box.y1 - box.y0
    values = marks.axis(across if marks.horizontal else down)
    rows = [(place.row.claim, place.middle, place.half) for place in places]
    beyond = ARROW / 2 + marks.horizontal
    rules = tuple(r for claim, at, half in rows for r in marks.whisker(claim, at, half * cap))
    return Panel(
        box,
        values if marks.horizontal else Axis("pixel", 0.0, across, grid=False),
        Axis("pixel", down, 0.0, grid=False) if marks.horizontal else values,
        horizontal=marks.horizontal,
        bars=tuple(bar for claim, at, half in rows for bar in marks.bars(claim, at, half)),
        marks=tuple(mark for claim, at, _ in rows for mark in marks.arrow(claim, at, beyond)),
        rules=(*rules, *baselines) if marks.horizontal else (*baselines, *rules),
    )


def _reach(claim: Claim, scale: Scale) -> float:
    return max(claim.reach, scale.floor) if claim.reach == claim.reach else scale.floor


def _name_text(place: _Place, x: float, y: float, look: Look) -> Text:
    return Text.measured("\n".join(place.name), x, y, look.theme.label_size, role="lane", bold=True)


def _detail_text(place: _Place, x: float, y: float, look: Look) -> Text:
    text, size = "\n".join(place.detail), look.theme.note_size
    return Text.measured(text, x, y, size, role="claimant", color="muted")


def _lying(
    blocks: Sequence[RowBlock], look: Look, frame: FigureFrame, *, hovers: Hovers, log: bool
) -> Layout:
    ends = _edges(blocks, look)
    measured = [[_wrap_row(row, look, ends) for row in block.rows] for block in blocks]
    scale = _lying_scale([place for block in measured for place in block], look, ends, log=log)
    placed, headings, bottom = _stack(blocks, measured, look)
    tick = line_height(look.theme.tick_size)
    box = Box(ends[0], frame.top, ends[1], frame.top + bottom)
    marks = ClaimMarks(scale, look, hovers, horizontal=True)
    lines = _baselines(placed, headings, scale, phone=look.phone)
    size, margin = look.theme.label_size + 1, side_margin(look.width)
    texts = (
        *(
            Text.measured(text, margin, box.y0 + y + 8, size, role="group", bold=True)
            for text, y in headings
        ),
        *(text for place in placed for text in _lying_texts(place, box, scale, look=look)),
        *marks.axis_text(box.x0, box.y1 + 2 * tick + 3),
    )  # fmt: skip
    panel = _panel(placed, box, marks, cap=0.45, baselines=lines)
    foot = box.y1 + (2 * tick + 14 if log else 4.0)
    return frame.compose(look.width, (panel,), texts, foot=foot, meta=look.meta)


def _edges(blocks: Sequence[RowBlock], look: Look) -> tuple[float, float]:
    """Return the left and the right edge of the bars; on a phone the names stand above."""
    margin = side_margin(look.width)
    if look.phone:
        return margin, look.width - margin
    small, size = look.theme.note_size, look.theme.label_size
    rows = [row for block in blocks for row in block.rows]
    names = widest((row.name for row in rows), size, bold=True)
    details = widest((row.detail for row in rows), small)
    names = min(max(names, details) + 1, MOST_NAME * look.width)
    return margin + names + GUTTER, look.width - margin


def _wrap_row(row: Row, look: Look, ends: tuple[float, float]) -> _Place:
    """Break the texts of a row into the lines that its room holds."""
    size, small = look.theme.label_size, look.theme.note_size
    left, right = ends
    room = right - left if look.phone else left - side_margin(look.width) - GUTTER
    name = tuple(wrap(row.name, room, size, bold=True))
    both = text_width(row.name, size, bold=True) + GUTTER + text_width(row.detail, small)
    beside = look.phone and len(name) == 1 and both <= room
    detail = tuple(wrap(row.detail, room, small))
    value = tuple(wrap(row.value, MOST_VALUE * (right - left), size))
    half = (PHONE_BAR if look.phone else BAR) / 2
    return _Place(row, name, detail, value, half, beside)


def _lying_scale(
    places: Sequence[_Place], look: Look, ends: tuple[float, float], *, log: bool
) -> Scale:
    size = look.theme.label_size
    taken = [
        widest(place.value, size) + PAD + 1 + (ARROW if place.row.claim.is_open else 0.0)
        for place in places
    ]
    return fitted_scale([place.row.claim for place in places], ends, taken=taken, log=log)


def _stack(
    blocks: Sequence[RowBlock], measured: Sequence[Sequence[_Place]], look: Look
) -> tuple[list[_Place], Headings, float]:
    """Give every row its place from the top; return rows, headings with theirs, and the end."""
    y = 2.0
    placed: list[_Place] = []
    headings: Headings = []
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


def _row_room(place: _Place, top: float, look: Look) -> tuple[float, float]:
    """Return the middle of a row's bar and where the row ends."""
    size, small = line_height(look.theme.label_size), line_height(look.theme.note_size)
    names = len(place.name) * size + (0 if place.beside else len(place.detail) * small)
    thick = max(2 * place.half, len(place.value) * size)
    if look.phone:
        return top + names + 3 + thick / 2, top + names + 3 + thick
    return top + max(thick, names) / 2, top + max(thick, names)


def _baselines(
    placed: Sequence[_Place],
    headings: Headings,
    scale: Scale,
    *,
    phone: bool,
) -> list[Rule]:
    """Return the line where the bars of each block begin; on a phone, names stand between."""
    spans = [(place.middle - place.half, place.middle + place.half) for place in placed]
    if not phone:
        starts = [y for _, y in headings] or [0.0]
        blocks = [
            [(y0, y1) for y0, y1 in spans if start <= (y0 + y1) / 2 < end]
            for start, end in zip(starts, [*starts[1:], float("inf")], strict=True)
        ]
        spans = [(block[0][0] - 3, block[-1][1] + 3) for block in blocks]
    floor = scale.floor
    return [Rule(floor, y0, floor, y1, "baseline", "muted") for y0, y1 in spans]


def _lying_texts(place: _Place, box: Box, scale: Scale, *, look: Look) -> list[Text]:
    """Write the name, the detail line, and the number at the end of the bar."""
    names = len(place.name) * line_height(look.theme.label_size)
    details = 0.0 if place.beside else len(place.detail) * line_height(look.theme.note_size)
    top = box.y0 + (place.top if look.phone else place.middle - (names + details) / 2)
    x = side_margin(look.width)
    texts = [_name_text(place, x, top + names / 2, look)]
    if place.detail:
        shift = texts[0].width + GUTTER if place.beside else 0.0
        y = top + (names / 2 if place.beside else names + details / 2)
        texts.append(_detail_text(place, x + shift, y, look))
    claim = place.row.claim
    ends, reach = whiskers(claim), _reach(claim, scale)
    x = scale.map(max(reach, ends[1]) if ends else reach) + PAD
    x += ARROW if claim.is_open else 0.0
    text, size = "\n".join(place.value), look.theme.label_size
    value = Text.measured(text, x, box.y0 + place.middle, size, role="value")
    return [*texts, replace(value, row=claim.line, at=scale.invert(x), at_y=place.middle)]


def _standing(
    blocks: Sequence[RowBlock], look: Look, frame: FigureFrame, *, hovers: Hovers, log: bool
) -> Layout:
    margin = side_margin(look.width)
    left = margin + (LOG_ROOM if log else 0.0)
    placed, headings = _side_by_side(blocks, look, look.width - margin - left)
    top = frame.top + (HEADING if headings else 4.0) + (16.0 if log else 0.0)
    height = min(max(0.36 * look.width, 200.0), 320.0)
    box = Box(left, top, look.width - margin, top + height)
    size, small = line_height(look.theme.label_size), line_height(look.theme.note_size)
    scale = fitted_scale(
        [place.row.claim for place in placed], (0.0, height),
        taken=[len(place.value) * size + 12.0 for place in placed], log=log,
    )  # fmt: skip
    marks = ClaimMarks(scale, look, hovers, horizontal=False)
    texts = (
        *(
            Text.measured(
                text, left + x, frame.top + 9, look.theme.label_size + 1, "group", bold=True
            )
            for text, x in headings
        ),
        *(text for place in placed for text in _standing_texts(place, box, scale, look=look)),
        *marks.axis_text(box.x0, box.y0 - 2),
    )  # fmt: skip
    line = Rule(0.0, scale.floor, box.x1 - box.x0, scale.floor, "baseline", "muted")
    panel = _panel(placed, box, marks, cap=0.3, baselines=[line])
    names = max(len(place.name) * size + len(place.detail) * small for place in placed)
    foot = box.y1 + names + 2 * SLOT_PAD
    return frame.compose(look.width, (panel,), texts, foot=foot, meta=look.meta)


def _side_by_side(
    blocks: Sequence[RowBlock], look: Look, width: float
) -> tuple[list[_Place], Headings]:
    """Share the width among the bars; return them, and the headings with their places."""
    slot = _slot(blocks, width)
    size, small, room = look.theme.label_size, look.theme.note_size, slot - SLOT_GAP
    x = 0.0
    placed: list[_Place] = []
    headings: Headings = []
    for block in blocks:
        if block.heading:
            headings.append((block.heading, x))
        for row in block.rows:
            name, detail = wrap(row.name, room, size, bold=True), wrap(row.detail, room, small)
            texts = (tuple(name), tuple(detail), tuple(wrap(row.value, room, size)))
            half = min(slot * 0.62, BROADEST) / 2
            placed.append(_Place(row, *texts, half, middle=x + slot / 2))
            x += slot
        x += SLOT_BLOCK_GAP
    return placed, headings


def _slot(blocks: Sequence[RowBlock], width: float) -> float:
    """Return the width that each standing bar has for itself."""
    bars = sum(len(block.rows) for block in blocks)
    return min((width - SLOT_BLOCK_GAP * (len(blocks) - 1)) / bars, BROADEST * 2.2)


def _standing_texts(place: _Place, box: Box, scale: Scale, *, look: Look) -> list[Text]:
    """Write the number above the bar, its name and detail below."""
    size, claim = look.theme.label_size, place.row.claim
    line, small = line_height(size), line_height(look.theme.note_size)
    x = box.x0 + place.middle
    up = scale.map(_reach(claim, scale)) + len(place.value) * line / 2 + 3
    up += 10 if claim.is_open else 0
    value = Text.measured("\n".join(place.value), x, box.y1 - up, size, role="value")
    y = box.y1 + SLOT_PAD + len(place.name) * line / 2
    texts = [
        replace(value, row=claim.line, at=place.middle, at_y=scale.invert(up)),
        _name_text(place, x, y, look),
    ]
    if place.detail:
        y += (len(place.name) * line + len(place.detail) * small) / 2
        texts.append(_detail_text(place, x, y, look))
    return [replace(text, anchor="middle") for text in texts]
