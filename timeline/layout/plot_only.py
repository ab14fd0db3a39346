"""A scene without its title block, notes and source line, for pages that set those as text."""

from __future__ import annotations

from dataclasses import replace

from timeline.layout.frame import ENTRY_GAP, key_height
from timeline.layout.scene import Box, Layout, Text

__all__ = ["plot_only"]

#: Texts of these roles are taken out; a page has headings, lists and captions for them.
TAKEN = ("title", "subtitle", "note", "source")
#: Pixels kept free above the first thing that stays.
AIR = 6.0
#: From the middle of a line to its edge, with some air, in em.
HALF_LINE = 0.75


def plot_only(layout: Layout) -> Layout:
    """Return a scene that is as much lower as title, subtitle, notes and source line took.

    Distances from the plots to the legend, the eras and the tick labels stay what they were.

    Examples
    --------
    >>> from timeline.layout.scene import Axis, Panel
    >>> plot = Panel(Box(9, 49, 91, 91), Axis("time", 0, 86400), Axis("pixel", 42, 0))
    >>> title = Text("June 1953", 9, 16, 20, "title")
    >>> found = plot_only(Layout(100, 100, (plot,), (title,), (), {}))
    >>> found.height, found.panels[0].box.y0, found.texts
    (57.0, 6.0, ())
    """
    top = min(panel.box.y0 for panel in layout.panels)
    foot = max(panel.box.y1 for panel in layout.panels)
    fixed = [text for text in layout.texts if text.at is None or text.at_y is None]
    kept = [text for text in fixed if text.role not in TAKEN]
    taken = [text for text in fixed if text.role in TAKEN]
    above = [text.y - _half(text) for text in kept if text.y <= foot]
    head = max(0.0, round(min([top, *above, *_legend_top(layout)]) - AIR, 2))
    rest = [text.y + _half(text) for text in kept if text.y > foot]
    first = min([layout.height, *(text.y - _half(text) for text in taken if text.y > foot)])
    end = foot + round(max([first, *rest]) - foot, 2)
    return replace(
        layout,
        height=end - head,
        panels=tuple(
            replace(
                panel,
                box=_raised(panel.box, head),
                ground=panel.ground and _raised(panel.ground, head),
            )
            for panel in layout.panels
        ),
        texts=tuple(
            replace(text, y=text.y - head) for text in layout.texts if text.role not in TAKEN
        ),
        key=tuple(replace(entry, y=entry.y - head) for entry in layout.key),
    )


def _legend_top(layout: Layout) -> list[float]:
    if not layout.key:
        return []
    row = min(entry.y for entry in layout.key)
    lines = max(entry.text.count("\n") + 1 for entry in layout.key if entry.y == row)
    return [row - key_height(lines, layout.key[0].size) / 2 - ENTRY_GAP]


def _half(text: Text) -> float:
    return text.size * HALF_LINE * (text.text.count("\n") + 1)


def _raised(box: Box, by: float) -> Box:
    return replace(box, y0=box.y0 - by, y1=box.y1 - by)
