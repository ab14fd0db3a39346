"""Finished layouts one below the other in one figure, each on the paper of its own theme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from timeline.picture import Box, Layout, Panel, Text
from timeline.theme import Theme

__all__ = ["stacked"]

#: The title of a part is none of the figure, which a page tells beside it.
ROLES = {"title": "heading", "subtitle": "subheading"}


def stacked(parts: Sequence[tuple[Layout, Theme]], meta: Mapping[str, Any]) -> Layout:
    """Return one layout of several of the same width, from top to bottom.

    Parameters
    ----------
    parts
        Layouts without a key (a figure has one), each with its theme.
    meta
        What the whole says of itself.

    Examples
    --------
    >>> from timeline.picture import Axis
    >>> plot = Panel(Box(0, 0, 90, 40), Axis("time", 0, 1), Axis("pixel", 40, 0))
    >>> part = Layout(90, 50, (plot,), (), (), {})
    >>> both = stacked([(part, Theme()), (part, Theme())], {})
    >>> both.height, [panel.box.y0 for panel in both.panels]
    (100.0, [0.0, 50.0])
    """
    top = 0.0
    panels: list[Panel] = []
    texts: list[Text] = []
    for layout, theme in parts:
        first = len(panels)
        ground = Box(0.0, top, layout.width, top + layout.height)
        panels += [
            replace(panel, box=_lower(panel.box, top), theme=theme, ground=ground)
            for panel in layout.panels
        ]
        texts += [
            replace(
                text,
                y=text.y + top,
                panel=text.panel + first,
                color=theme.color(text.color),
                role=ROLES.get(text.role, text.role),
            )
            for text in layout.texts
        ]
        top = ground.y1
    return Layout(parts[0][0].width, top, tuple(panels), tuple(texts), (), meta)


def _lower(box: Box, by: float) -> Box:
    return Box(box.x0, box.y0 + by, box.x1, box.y1 + by)
