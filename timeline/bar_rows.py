"""Bars that lie: one claim a row, its name beside or above it, its number at its end.

Takes named rows in blocks and returns a ``Layout``. The horizontal axis counts the
unit of the claims from zero, the vertical axis pixels from the top of the plot. The
axis is as long as the numbers at the ends of the bars allow: none is cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from timeline.bar_blocks import Block, Row
from timeline.fonts import line_height, text_width, wrap
from timeline.furniture import Furniture, furnish, side_margin
from timeline.model import Axis, Bar, Box, Layout, Mark, Panel, Rule, Text
from timeline.stage import Look
from timeline.ticks import value_ticks

__all__ = ["Scale", "rows_layout"]

#: Between a bar's end and its number, between a name and its bar (pixels).
PAD, GUTTER = 7.0, 12.0
#: The share of the width that names may take, and of the plot that a number may.
MOST_NAME, MOST_VALUE = 0.36, 0.6
BAR, PHONE_BAR, ROW_GAP, HEADING, BLOCK_GAP = 22.0, 18.0, 10.0, 30.0, 8.0


@dataclass(frozen=True)
class Scale:
    """Where values stand: ``low`` at pixel ``left``, ``high`` at ``right``."""

    left: float
    right: float
    low: float
    high: float
    log: bool = False

    def share(self, value: float) -> float:
        """Return how far along the axis a value stands, 0 to 1."""
        if self.log:
            return float(np.log(max(value, self.low) / self.low) / np.log(self.high / self.low))
        return (value - self.low) / (self.high - self.low)

    def pixel(self, value: float) -> float:
        """Return where a value stands.

        Examples
        --------
        >>> Scale(100, 200, 0, 10).pixel(5), Scale(0, 90, 1, 1000, log=True).pixel(10)
        (150.0, 30.0)
        """
        return self.left + self.share(value) * (self.right - self.left)

    def value(self, pixel: float) -> float:
        """Return the value that stands at a pixel."""
        share = (pixel - self.left) / (self.right - self.left)
        if self.log:
            return float(self.low * (self.high / self.low) ** share)
        return self.low + share * (self.high - self.low)


@dataclass(frozen=True)
class _Place:
    """One row with its wrapped texts and where it stands, in pixels from the plot's top."""

    row: Row
    name: tuple[str, ...]
    detail: tuple[str, ...]
    value: tuple[str, ...]
    beside: bool
    top: float = 0.0
    middle: float = 0.0


def rows_layout(
    blocks: Sequence[Block],
    look: Look,
    *,
    hovers: dict[int, str],
    log: bool = False,
) -> Layout:
    """Lay out blocks of rows as lying bars ``look.width`` pixels wide."""
    furniture = furnish(
        look.width, theme=look.theme, title=look.title, subtitle=look.subtitle,
        notes=look.notes, source=look.source,
    )  # fmt: skip
    left, right = _edges(blocks, look)
    measured = [[_measured(row, look, left=left, right=right) for row in block.rows]
                for block in blocks]  # fmt: skip
    scale = _scale([place for block in measured for place in block], look, left, right, log=log)
    placed, headings, bottom = _stacked(blocks, measured, look)
    below = _axis_room(look, log)
    box = Box(left, furniture.top, right, furniture.top + bottom)
    panel = _panel(placed, headings, box, scale=scale, look=look, hovers=hovers)
    texts = (
        *furniture.head,
        *_heading_texts(headings, box, look),
        *(text for place in placed for text in _row_texts(place, box, scale, look=look)),
        *furniture.below(box.y1 + below),
    )
    height = float(np.ceil(box.y1 + below + furniture.bottom))
    return Layout(look.width, height, (panel,), texts, furniture.key, look.meta)


def _edges(blocks: Sequence[Block], look: Look) -> tuple[float, float]:
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


def _measured(row: Row, look: Look, *, left: float, right: float) -> _Place:
    """Break the texts of a row into the lines that its room holds."""
    size, small = look.theme.label_size, look.theme.note_size
    room = right - left if look.phone else left - side_margin(look.width) - GUTTER
    name = tuple(wrap(row.name, room, size, bold=True))
    both = text_width(row.name, size, bold=True) + GUTTER + text_width(row.detail, small)
    beside = look.phone and len(name) == 1 and both <= room
    return _Place(
        row,
        name,
        tuple(wrap(row.detail, room, small)),
        tuple(wrap(row.value, MOST_VALUE * (right - left), size)),
        beside,
    )


def _scale(places: Sequence[_Place], look: Look, left: float, right: float, *, log: bool) -> Scale:
    """Return the longest scale on which every number stands whole at the end of its bar."""
    reaches = [place.row.claim.reach for place in places if place.row.claim.reach > 0]
    most, least = max(reaches, default=1.0), min([*reaches, 1.0] if not log else reaches or [1.0])
    lows = [place.row.claim.drawn for place in places if place.row.claim.drawn < 0]
    low = 10.0 ** np.floor(np.log10(least) - 1e-9) if log else min(lows, default=0.0)
    unscaled = Scale(0.0, 1.0, float(low), float(most), log)
    length = right - left
    for place in places:
        share = unscaled.share(max(place.row.claim.reach, float(low), 0.0 if not log else low))
        if share == share and share > 0:
            wide = max((text_width(line, look.theme.label_size) for line in place.value), default=0)
            extra = 12.0 if place.row.claim.qualifier == ">" else 0.0
            length = min(length, (right - left - wide - PAD - extra - 1) / share)
    return Scale(left, right, float(low), unscaled.value((right - left) / max(length, 20.0)), log)


def _stacked(
    blocks: Sequence[Block], measured: Sequence[Sequence[_Place]], look: Look
) -> tuple[list[_Place], list[tuple[str, float]], float]:
    """Give every row its place from the top; return rows, headings with theirs, and the end."""
    y, placed, headings = 2.0, [], []
    size, small = line_height(look.theme.label_size), line_height(look.theme.note_size)
    bar = PHONE_BAR if look.phone else BAR
    for block, rows in zip(blocks, measured, strict=True):
        if block.heading:
            y += BLOCK_GAP if headings else 0.0
            headings.append((block.heading, y + HEADING / 2 - 2))
            y += HEADING
        for place in rows:
            names = len(place.name) * size + (0 if place.beside else len(place.detail) * small)
            values = len(place.value) * size
            if look.phone:
                middle = y + names + 3 + max(bar, values) / 2
                bottom = middle + max(bar, values) / 2
            else:
                middle = y + max(bar, names, values) / 2
                bottom = y + max(bar, names, values)
            placed.append(replace(place, top=y, middle=middle))
            y = bottom + ROW_GAP
    return placed, headings, y - ROW_GAP + 4


def _axis_room(look: Look, log: bool) -> float:
    return 2 * line_height(look.theme.tick_size) + 12 if log else 4.0


def _panel(
    placed: Sequence[_Place],
    headings: Sequence[tuple[str, float]],
    box: Box,
    *,
    scale: Scale,
    look: Look,
    hovers: dict[int, str],
) -> Panel:
    half = (PHONE_BAR if look.phone else BAR) / 2
    bars = [bar for place in placed for bar in _bars(place, half, scale, look=look, hovers=hovers)]
    rules = [rule for place in placed for rule in _whisker(place, half)]
    rules += [] if scale.log else _baselines(placed, headings, half)
    ticks = (
        value_ticks(scale.low, scale.high, box.x1 - box.x0, log=True, size=look.theme.tick_size,
                    language=look.language)
        if scale.log
        else ()
    )  # fmt: skip
    return Panel(
        box,
        Axis("value", scale.low, scale.high, ticks, log=scale.log, grid=scale.log),
        Axis("pixel", box.y1 - box.y0, 0.0, grid=False),
        bars=tuple(bars),
        marks=tuple(mark for place in placed for mark in _open(place, scale, look, hovers=hovers)),
        rules=tuple(rules),
    )


def _baselines(
    placed: Sequence[_Place], headings: Sequence[tuple[str, float]], half: float
) -> list[Rule]:
    """Return the line at zero of each block, from its first bar to its last."""
    starts = [y for _, y in headings] or [0.0]
    ends = [*starts[1:], float("inf")]
    found = []
    for start, end in zip(starts, ends, strict=True):
        middles = [place.middle for place in placed if start <= place.middle < end]
        y0, y1 = min(middles) - half - 3, max(middles) + half + 3
        found.append(Rule(0.0, y0, 0.0, y1, "baseline", "muted"))
    return found


def _bars(
    place: _Place, half: float, scale: Scale, *, look: Look, hovers: dict[int, str]
) -> list[Bar]:
    """Return the bars of a row: what is certain solid, what is possible hatched, a sum in parts."""
    claim = place.row.claim
    color, pattern = look.of(claim.color)
    found: list[Bar] = []
    start = scale.low if scale.log else 0.0
    for part in claim.parts if len(claim.parts) > 1 and not scale.log else (claim,):
        kept = {"row": part.line, "name": claim.color, "hover": hovers.get(part.line, "")}
        y0, y1 = place.middle - half, place.middle + half
        sure = 0.0 if part.qualifier == "<" else part.drawn
        reach = part.reach
        if sure == sure and sure != 0:
            end = start + sure if start != scale.low or not scale.log else sure
            x0, x1 = sorted((start, end))
            found.append(Bar(x0, x1, y0, y1, color, pattern, **kept))
        if reach > sure:
            x0 = start if sure == 0 else end
            x1 = start + reach if not scale.log else reach
            low, high = place.middle - half * 0.6, place.middle + half * 0.6
            found.append(Bar(x0, x1, low, high, color, "/", "possible", **kept))
        start += reach if reach == reach else 0.0
    return found


def _whisker(place: _Place, half: float) -> list[Rule]:
    """Return the whisker of a range: a line from its low to its high end, with caps."""
    claim = place.row.claim
    if claim.qualifier != "..":
        return []
    y, cap = place.middle, half * 0.45
    look = {"style": "whisker", "color": "ink", "width": 1.5}
    return [
        Rule(claim.low, y, claim.high, y, **look),
        Rule(claim.low, y - cap, claim.low, y + cap, **look),
        Rule(claim.high, y - cap, claim.high, y + cap, **look),
    ]


def _open(place: _Place, scale: Scale, look: Look, *, hovers: dict[int, str]) -> list[Mark]:
    """Return the arrow of a claim of "more than"."""
    claim = place.row.claim
    if claim.qualifier != ">" or not claim.best > 0:
        return []
    x = scale.value(scale.pixel(claim.best) + 7)
    return [
        Mark(x, place.middle, "triangle-right", 12.0, look.of(claim.color)[0], row=claim.line,
             name=claim.color, hover=hovers.get(claim.line, ""))
    ]  # fmt: skip


def _heading_texts(headings: Sequence[tuple[str, float]], box: Box, look: Look) -> list[Text]:
    size, margin = look.theme.label_size + 1, side_margin(look.width)
    return [
        Text(text, margin, box.y0 + y - 4, size, "group", bold=True,
             width=text_width(text, size, bold=True), height=line_height(size))
        for text, y in headings
    ]  # fmt: skip


def _row_texts(place: _Place, box: Box, scale: Scale, *, look: Look) -> list[Text]:
    """Write the name, what is told under it, and the number at the end of the bar."""
    size, small = look.theme.label_size, look.theme.note_size
    phone = look.phone
    names = len(place.name) * line_height(size)
    told = 0.0 if place.beside else len(place.detail) * line_height(small)
    top = place.top if phone else place.middle - (names + told) / 2
    x = box.x0 if phone else side_margin(look.width)
    found = [_text(place.name, x, box.y0 + top + names / 2, size=size, role="lane", bold=True)]
    if place.detail:
        height = len(place.detail) * line_height(small)
        y = top + names + height / 2 if not place.beside else top + names / 2
        shift = text_width(place.name[0], size, bold=True) + GUTTER if place.beside else 0.0
        found.append(
            _text(place.detail, x + shift, box.y0 + y, size=small, role="claimant", color="muted")
        )
    return [*found, _value(place, box, scale, look)]


def _value(place: _Place, box: Box, scale: Scale, look: Look) -> Text:
    claim = place.row.claim
    reach = claim.reach if claim.reach == claim.reach else scale.low
    x = scale.pixel(max(reach, scale.low if scale.log else 0.0)) + PAD
    x += 12.0 if claim.qualifier == ">" else 0.0
    text = _text(place.value, x, box.y0 + place.middle, size=look.theme.label_size, role="value")
    return replace(text, row=claim.line, at=scale.value(x), at_y=place.middle)


def _text(
    lines: Sequence[str], x: float, y: float, *, size: float, role: str, bold: bool = False,
    color: str = "ink",
) -> Text:  # fmt: skip
    width = max((text_width(line, size, bold=bold) for line in lines), default=0.0)
    return Text("\n".join(lines), x, y, size, role, bold=bold, color=color, width=width,
                height=len(lines) * line_height(size))  # fmt: skip
