"""Panels: several charts above each other, on one time axis or as whole figures.

Each chart is laid out as it would be alone, on a shared time range with shared margins. The charts
are then stacked under one legend, with one time axis at the bottom.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from timeline.layout.frame import AXIS_HEIGHT, side_margin
from timeline.layout.panels.tracks import Ends, Row
from timeline.layout.scene import Axis, Band, Box, Layout, Panel, Sample, Scale, Text, Tick
from timeline.layout.style import Look, visible_time
from timeline.theme import Theme

__all__ = ["panels_layout", "stacked"]

#: The title of a part is none of the figure, which a page tells beside it.
ROLES = {"title": "heading", "subtitle": "subheading"}


def stacked(parts: Sequence[tuple[Layout, Theme]], meta: Mapping[str, Any]) -> Layout:
    """Return one layout of several of the same width, from top to bottom.

    Parameters
    ----------
    parts
        Layouts without a key (a figure has one), each with its theme.
    meta
        Metadata of the whole.

    Examples
    --------
    >>> from timeline.layout.scene import Axis
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
            replace(panel, box=panel.box.lowered(top), theme=theme, ground=ground)
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


#: Between two charts, and what a heading takes above its chart (pixels).
GAP, HEADING = 16.0, 22.0
#: Texts that stand once around all charts, and not around each.
AROUND = frozenset({"title", "subtitle", "note", "source", "key", "tick"})


def panels_layout(rows: Sequence[Row], look: Look) -> Layout:
    """Lay out charts above each other on one time axis, ``look.width`` pixels wide.

    Parameters
    ----------
    rows
        The charts from top to bottom.
    look
        Width, theme, colours and words of the whole figure.

    Raises
    ------
    UsageError
        As raised by the charts alone.
    """
    window, ends = _time_ends(rows, look)
    drawn = {side for row in rows for side in row.frame[look.color_by].astype(str)}
    # Colours of sides that are nowhere in the figure are free for series that are none.
    colors = {name: place for name, place in look.colors.items() if name in drawn}
    look = replace(look, colors=colors)
    bare = replace(look, title="", subtitle="", source="", notes=(), meta={"notes": []})
    left = max(row.left(bare, ends, window) for row in rows)
    bare = replace(bare, gutter=float(np.ceil(left)) - side_margin(look.width))
    parts = [row.lay_out(bare, ends, window) for row in rows]
    own = [note for part in parts for note in part.meta["notes"]]
    notes = (*look.notes, *dict.fromkeys(own))
    return _assemble(rows, parts, replace(look, notes=notes, meta={**look.meta, "notes": [*notes]}))


def _time_ends(rows: Sequence[Row], look: Look) -> tuple[Ends, Ends]:
    """Return the visible time window and the axis domain."""
    window = visible_time([row.frame for row in rows], rows[0].selection)
    ends = [row.ends(look, window) for row in rows]
    return window, (min(low for low, _ in ends), max(high for _, high in ends))


def _assemble(rows: Sequence[Row], parts: Sequence[Layout], look: Look) -> Layout:
    """Set finished charts above each other, between one head and one foot."""
    boxes = [part.panels[0].box for part in parts]
    figure_frame = look.frame(_key(parts, look), boxes[0].x1 - boxes[0].x0)
    behind = tuple(
        band for part in parts for band in part.panels[0].bands
        if band.style in ("era", "night") and band.y0 is None
    )  # fmt: skip
    y, texts, panels = figure_frame.top, [], []
    for number, (row, part) in enumerate(zip(rows, parts, strict=True)):
        if row.heading:
            texts.append(_heading(row.heading, y, look))
            y += HEADING
        inside = [text for text in part.texts if text.role not in AROUND]
        box = part.panels[0].box
        top = min([box.y0, *(text.box.y0 for text in inside)])
        shift = float(np.ceil(box.y0 + y - top)) - box.y0
        texts += [replace(text, y=text.y + shift, panel=number) for text in inside]
        panel = _place(part.panels[0], shift, look, behind=behind, last=number == len(rows) - 1)
        panels.append(panel)
        y = panel.box.y1 + GAP
    foot = panels[-1].box.y1 + AXIS_HEIGHT
    return figure_frame.compose(look.width, panels, texts, foot=foot, meta=look.meta)


def _key(parts: Sequence[Layout], look: Look) -> list[Sample]:
    """Return what the key of all charts explains, each thing once: sides, series, ways to draw."""
    entries = [
        Sample(one.text.replace("\n", " "), one.color, one.pattern, one.style, one.shape, one.mark)
        for part in parts
        for one in part.key
    ]
    barred = {(one.text, one.color) for one in entries if not one.shape}
    distinct = [one for one in entries if not one.shape or (one.text, one.color) not in barred]
    sides = list(look.colors)

    def place(one: Sample) -> int:
        if one.text in look.colors:
            return sides.index(one.text)
        return len(sides) + (one.style != "certain" or bool(one.shape))

    return sorted(dict.fromkeys(distinct), key=place)


def _heading(text: str, y: float, look: Look) -> Text:
    size = look.theme.label_size + 1
    return Text.measured(text, side_margin(look.width), y + 9, size, "group", bold=True)


def _place(
    panel: Panel, shift: float, look: Look, *, behind: tuple[Band, ...], last: bool
) -> Panel:
    """Move a chart to its place; the last one alone writes the texts of the shared axis."""
    old, axis = panel.box, panel.x
    box = Box(old.x0, old.y0 + shift, old.x1, float(np.ceil(old.y1 + shift)))
    ticks = look.time_ticks(Scale(box.x0, box.x1, axis.low, axis.high))
    if not last:
        ticks = tuple(Tick(tick.at, "", tick.major) for tick in ticks)
    own = tuple(band for band in panel.bands if band not in behind)
    return replace(
        panel, box=box, x=Axis("time", axis.low, axis.high, ticks), bands=(*behind, *own)
    )  # fmt: skip
