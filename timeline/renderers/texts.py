"""Texts of an SVG: lines and runs of foreign letters; title, description and metadata."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from timeline.layout.scene import Layout
from timeline.renderers.symbols import number
from timeline.typography.faces import glyph_runs

__all__ = [
    "ANCHORS",
    "LINE",
    "scene_texts",
    "slug",
    "svg_description",
    "text_element",
    "whole_baseline",
    "xml_text",
]

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
    told = meta.get("description") or meta.get("alt") or meta.get("subtitle")
    named = {
        tag: xml_text(str(text))
        for tag, text in (("title", meta.get("title")), ("desc", told))
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
    told = {
        key: json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
        for key, value in sorted(meta.items())
        if key not in SAID and value not in (None, "", [], {})
    }
    short = [f"{json.dumps(k)}:{text}" for k, text in told.items() if len(text) <= LONGEST_ENTRY]
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
