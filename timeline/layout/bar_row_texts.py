"""The texts of bars that lie: names, what is told under them, the number at the end of each.

Takes rows that have their place and returns texts with theirs, within the box of the plot.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from timeline.fonts.fit import line_height
from timeline.layout.bar_blocks import Row
from timeline.layout.bar_scale import Scale, placed_text, whiskers
from timeline.layout.furniture import side_margin
from timeline.layout.stage import Look
from timeline.model import Box, Text
from timeline.words.language import language as speak

__all__ = ["ARROW", "GUTTER", "PAD", "Place", "axis_text", "heading_texts", "row_texts"]

#: Between a bar's end and its number, between a name and its bar (pixels).
PAD, GUTTER = 7.0, 12.0
#: The arrow of "more than" behind a bar.
ARROW = 12.0


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
        placed_text([text], (margin, box.y0 + y + 8), size=size, role="group", bold=True)
        for text, y in headings
    ]


def row_texts(place: Place, box: Box, scale: Scale, *, look: Look) -> list[Text]:
    """Write the name, what is told under it, and the number at the end of the bar."""
    size, small = look.theme.label_size, look.theme.note_size
    names = len(place.name) * line_height(size)
    told = 0.0 if place.beside else len(place.detail) * line_height(small)
    top = box.y0 + (place.top if look.phone else place.middle - (names + told) / 2)
    x = side_margin(look.width)
    found = [placed_text(place.name, (x, top + names / 2), size=size, role="lane", bold=True)]
    if place.detail:
        shift = found[0].width + GUTTER if place.beside else 0.0
        y = top + (names / 2 if place.beside else names + told / 2)
        at = (x + shift, y)
        found.append(placed_text(place.detail, at, size=small, role="claimant", color="muted"))
    return [*found, _value(place, box, scale, size=size)]


def _value(place: Place, box: Box, scale: Scale, *, size: float) -> Text:
    claim = place.row.claim
    reach = max(claim.reach, scale.floor) if claim.reach == claim.reach else scale.floor
    ends = whiskers(claim)
    x = scale.pixel(max(reach, ends[1]) if ends else reach) + PAD
    x += ARROW if claim.qualifier in (">", ">=") else 0.0
    text = placed_text(place.value, (x, box.y0 + place.middle), size=size, role="value")
    return replace(text, row=claim.line, at=scale.value(x), at_y=place.middle)


def axis_text(box: Box, look: Look, *, log: bool) -> list[Text]:
    """Say under the axis that it is logarithmic."""
    if not log:
        return []
    size = look.theme.tick_size
    text, y = speak(look.language).words["log scale"], box.y1 + 2 * line_height(size) + 3
    return [placed_text([text], (box.x0, y), size=size, role="axis", color="muted")]
