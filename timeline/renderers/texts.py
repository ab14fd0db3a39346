"""Texts as SVG elements: lines, anchors, and runs of letters that our font lacks."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from xml.sax.saxutils import escape

from timeline.layout.scene import Layout
from timeline.renderers.symbols import number
from timeline.typography.faces import glyph_runs

__all__ = ["ANCHORS", "LINE", "scene_texts", "text_element", "whole_baseline", "xml_text"]

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
    at, kept = number(x), ' xml:space="preserve"' if text != " ".join(text.split()) else ""
    rows = text.split("\n")
    if len(rows) == 1:
        inner = _runs(text)
    else:
        inner = "".join(
            f'<tspan x="{at}"{f" dy={chr(34)}{LINE}em{chr(34)}" if place else ""}>'
            f"{_runs(row)}</tspan>"
            for place, row in enumerate(rows)
        )
        kept = ""
    return f'<text x="{at}" y="{number(y)}"{ANCHORS[anchor]}{kept}>{inner}</text>'


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
    return _NOT_XML.sub("\ufffd", escape(text))


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
