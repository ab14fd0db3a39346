"""Texts of an SVG: lines, runs in other scripts, title, description and metadata."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Any

from timeline.layout.scene import Axis, Box, Layout, Panel, Scale, Tick
from timeline.renderers.symbols import number
from timeline.typography.font import glyph_runs

__all__ = [
    "ANCHORS",
    "LINE",
    "PanelScales",
    "rectangle",
    "scene_texts",
    "size",
    "slug",
    "steps",
    "svg_description",
    "text_element",
    "whole_baseline",
    "xml_text",
]

#: A tick so far outside the plot (pixels) is still drawn at its edge.
SLACK = 0.01


@dataclass(frozen=True)
class PanelScales:
    """Where values of both axes of a panel stand; its edges lie on whole pixels.

    Examples
    --------
    >>> from timeline.layout.scene import Axis
    >>> plot = Panel(Box(10, 5, 110, 55), Axis("value", 0, 10), Axis("pixel", 50, 0))
    >>> scales = PanelScales(plot)
    >>> scales.x(5.0), scales.y(50.0)
    (50.0, 50.0)
    """

    panel: Panel

    @cached_property
    def box(self) -> Box:
        """The edges of the panel in the figure."""
        box = self.panel.box
        return Box(round(box.x0), round(box.y0), round(box.x1), round(box.y1))

    @property
    def width(self) -> float:
        """The pixels from the left edge to the right one."""
        return self.box.x1 - self.box.x0

    @property
    def height(self) -> float:
        """The pixels from the upper edge to the lower one."""
        return self.box.y1 - self.box.y0

    def x(self, value: float) -> float:
        """Return the pixel of a value of the horizontal axis, from the left edge."""
        return self.across.map(value)

    def y(self, value: float) -> float:
        """Return the pixel of a value of the vertical axis, from the upper edge."""
        return self.down.map(value)

    @cached_property
    def across(self) -> Scale:
        """The scale of the horizontal axis."""
        return Scale(0.0, self.width, self.panel.x.low, self.panel.x.high, self.panel.x.log)

    @cached_property
    def down(self) -> Scale:
        """The scale of the vertical axis."""
        return Scale(self.height, 0.0, self.panel.y.low, self.panel.y.high, self.panel.y.log)

    def x_within(self, value: float) -> float:
        """Return the pixel of a value, or the edge beyond which it lies."""
        return min(max(self.x(value), 0.0), self.width)

    @cached_property
    def x_ticks(self) -> list[tuple[Tick, float]]:
        """The major ticks of the horizontal axis that lie in the plot, with their pixels."""
        return _inner_ticks(self.panel.x, self.across, self.width)

    @cached_property
    def y_ticks(self) -> list[tuple[Tick, float]]:
        """The major ticks of the vertical axis that lie in the plot, with their pixels."""
        return _inner_ticks(self.panel.y, self.down, self.height)

    def moved(self, drawn: str) -> str:
        """Return elements as a group at the panel's place in the figure; nothing for nothing."""
        at = f"{number(self.box.x0)},{number(self.box.y0)}"
        return f'<g transform="translate({at})">{drawn}</g>' if drawn else ""


def _inner_ticks(axis: Axis, scale: Scale, length: float) -> list[tuple[Tick, float]]:
    ticks = [(tick, scale.map(tick.at)) for tick in axis.ticks if tick.major]
    return [(tick, pixel) for tick, pixel in ticks if -SLACK <= pixel <= length + SLACK]


def size(width: float, height: float) -> str:
    """Return the attributes of a size in pixels."""
    return f'width="{number(width)}" height="{number(height)}"'


def rectangle(x0: float, y0: float, x1: float, y1: float) -> str:
    """Return the path of a rectangle between two corners, whichever they are.

    Examples
    --------
    >>> rectangle(10, 20, 0, 5)
    'M0,5H10V20H0Z'
    """
    (x0, x1), (y0, y1) = sorted((x0, x1)), sorted((y0, y1))
    return f"M{number(x0)},{number(y0)}H{number(x1)}V{number(y1)}H{number(x0)}Z"


def steps(edges: Sequence[float], tops: Sequence[float], base: float) -> str:
    """Return the outline of columns that stand side by side; level tops are one line.

    Examples
    --------
    >>> steps([0, 5, 10, 15], [2, 2, 8], 9)
    'M0,9V2H10V8H15V9Z'
    """
    path = f"M{number(edges[0])},{number(base)}"
    last = None
    for right, top, following in zip(edges[1:], tops, [*tops[1:], None], strict=True):
        if top != last:
            path += f"V{number(top)}"
        if following != top:
            path += f"H{number(right)}"
        last = top
    return f"{path}V{number(base)}Z"


#: What is read in the picture, or in its title and description, is not said once more.
SAID = ("title", "description", "alt", "subtitle", "notes", "folds")
#: Characters of one entry of the account that goes into the picture.
LONGEST_ENTRY = 2000


def svg_description(meta: Mapping[str, Any], prefix: str) -> str:
    """Return the end of the opening tag of a picture, and the elements that name it.

    Parameters
    ----------
    meta
        What the scene says of itself.
    prefix
        How the ids of the picture begin.

    Examples
    --------
    >>> svg_description({"title": "June"}, "june")
    ' aria-labelledby="june-title" xml:lang="en"><title id="june-title">June</title>'
    """
    description = meta.get("description") or meta.get("alt") or meta.get("subtitle")
    named = {
        tag: xml_text(str(text))
        for tag, text in (("title", meta.get("title")), ("desc", description))
        if text
    }
    labels = " ".join(f"{prefix}-{tag}" for tag in named)
    labelled = f' aria-labelledby="{labels}"' if labels else ""
    language = xml_text(str(meta.get("language") or "en")).replace('"', "&quot;")
    elements = "".join(f'<{tag} id="{prefix}-{tag}">{text}</{tag}>' for tag, text in named.items())
    account = _account(meta)
    metadata = f"<metadata>{xml_text(account)}</metadata>" if account else ""
    return f'{labelled} xml:lang="{language}">{elements}{metadata}'


def slug(title: str) -> str:
    """Return the beginning of a title as an id can hold it.

    Examples
    --------
    >>> slug("Outpost Harry, 10-18 June 1953"), slug("上甘岭")
    ('outpost-harry-10-18', 'figure')
    """
    words = re.findall("[a-z0-9]+", title.lower())[:4]
    name = "-".join(words)[:24].strip("-")
    return name if name[:1].isalpha() else f"figure-{name}".strip("-")


def _account(meta: Mapping[str, Any]) -> str:
    """Return what the figure says of itself beside what is read in it, as JSON."""
    entries = {
        key: json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
        for key, value in sorted(meta.items())
        if key not in SAID and value not in (None, "", [], {})
    }
    short = [f"{json.dumps(k)}:{text}" for k, text in entries.items() if len(text) <= LONGEST_ENTRY]
    return "{" + ",".join(short) + "}" if short else ""


#: From one line of a text to the next, in em.
LINE = 1.3
#: Height of a line in a browser, and its baseline from the top, by the size of our font (pixels).
LINE_BOXES = {
    10: (13, 10), 11: (14, 11), 11.5: (15, 11), 12: (15, 12), 13: (16, 12), 13.5: (16, 12),
    14: (17, 13),
}  # fmt: skip
ANCHORS = {"start": "", "middle": ' text-anchor="middle"', "end": ' text-anchor="end"'}

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def scene_texts(layout: Layout) -> Iterator[str]:
    """Yield every text that a scene draws: ticks, labels, title block, notes and legend."""
    for panel in layout.panels:
        yield from (tick.text for axis in (panel.x, panel.y) for tick in axis.ticks if tick.major)
    yield from (text.text for text in layout.texts)
    yield from (entry.text for entry in layout.key)
    if any(mark.shape == "question" for panel in layout.panels for mark in panel.marks):
        yield "?"


def text_element(text: str, x: float, y: float, anchor: str = "start") -> str:
    """Write a text whose first baseline is at ``y``; runs that our font lacks stand apart."""
    at, space = number(x), ' xml:space="preserve"' if text != " ".join(text.split()) else ""
    rows = text.split("\n")
    if len(rows) == 1:
        inner = _runs(text)
    else:
        inner = "".join(
            f'<tspan x="{at}"{f" dy={chr(34)}{LINE}em{chr(34)}" if place else ""}>'
            f"{_runs(row)}</tspan>"
            for place, row in enumerate(rows)
        )
        space = ""
    return f'<text x="{at}" y="{number(y)}"{ANCHORS[anchor]}{space}>{inner}</text>'


def whole_baseline(middle: float, size: float) -> int:
    """Return the whole pixel on which plotly sets a line, so that both draw the same picture."""
    height, ascent = LINE_BOXES.get(size, (round(1.21 * size), round(0.93 * size)))
    return math.floor(round(middle, 2) - height / 2 + 0.5) + ascent


def xml_text(text: str) -> str:
    """Return a text as XML holds it, without the characters that it may not hold.

    Examples
    --------
    >>> xml_text("a < b")
    'a &lt; b'
    """
    return _NOT_XML.sub("\ufffd", escape(text, quote=False))


def _runs(text: str) -> str:
    """Write one line; what our font lacks is an element of its own for each script.

    A PDF writer looks for one other font a run: Chinese beside Arabic would be boxes.
    """
    runs = glyph_runs(text)
    if len(runs) == 1:
        return xml_text(text)
    return "".join(
        xml_text(run) if ours else f"<tspan>{xml_text(run)}</tspan>" for run, ours in runs
    )
