"""Convert a finished layout to a plotly figure; no position is decided here.

``plotly_figure`` returns the figure as plain dicts and lists, all that an export needs;
``timeline.charts`` turns it into a ``plotly.graph_objects.Figure``. Margins are in pixels, so that
texts of a stretched figure do not overlap.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from itertools import groupby
from typing import Any

import numpy as np
import numpy.typing as npt

from timeline.layout.scene import Bar, KeyEntry, Layout, Mark, Panel, Text
from timeline.renderers.plotly.guides import (
    axis_names,
    axis_numbers,
    axis_values,
    escape,
    fixed_texts,
    font,
    grounds,
    legend,
    lengths,
    plot_edges,
    shapes,
    title,
    x_axis,
    y_axis,
)
from timeline.theme import Theme
from timeline.typography.wrap import FAMILY

__all__ = [
    "area_traces",
    "bar_traces",
    "key_trace",
    "leader_traces",
    "mark_traces",
    "plotly_figure",
    "text_traces",
]


def area_traces(panel: Panel, number: int, theme: Theme) -> list[dict[str, Any]]:
    """Return one trace, and so one path, for each area; the first lies lowest."""
    traces = []
    gap = np.array([np.nan])
    for area in panel.areas:
        x: list[npt.NDArray[np.float64]] = []
        y: list[npt.NDArray[np.float64]] = []
        for edges, tops, base in area.runs:
            foot = np.array([base])
            x += [edges[:1], edges, gap]
            y += [foot, tops.round(1), foot, gap]
        traces.append(
            {
                "type": "scatter",
                "mode": "none",
                "x": _typed_array(axis_numbers(panel.x, np.concatenate(x))),
                "y": _typed_array(np.concatenate(y)),
                "fill": "toself",
                "fillcolor": theme.color(area.color),
                "line": {"shape": "hv"},
                "name": escape(area.name),
                "legendgroup": escape(area.name),
                "showlegend": False,
                "hoverinfo": "skip",
                **axis_names(number),
            }
        )
    return traces


def _typed_array(numbers: npt.NDArray[np.float64]) -> dict[str, str]:
    """Return numbers as plotly writes arrays: quick to write, to compare and to read."""
    return {"dtype": "f8", "bdata": b64encode(numbers.astype("<f8").tobytes()).decode()}


def leader_traces(panel: Panel, number: int, theme: Theme) -> list[dict[str, Any]]:
    """Return the lines from events to the labels that hang above them, as one trace."""
    led = [rule for rule in panel.rules if rule.style == "leader"]
    if not led:
        return []
    ends = [value for rule in led for value in axis_values(panel.x, [rule.x0, rule.x1])]
    heights = [round(y, 3) for rule in led for y in (rule.y0, rule.y1)]
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": _separate(ends),
            "y": _separate(heights),
            "line": {"width": led[0].width, "color": theme.color(led[0].color)},
            "name": "leaders",
            "hoverinfo": "skip",
            "showlegend": False,
            "customdata": _separate([rule.row for rule in led for _ in range(2)]),
            **axis_names(number),
        }
    ]


def _separate(ends: list[Any]) -> list[Any]:
    """Return the two ends of each line with nothing between it and the next."""
    return [value for at in range(0, len(ends), 2) for value in (*ends[at : at + 2], None)]


def bar_traces(panel: Panel, number: int, theme: Theme) -> list[dict[str, Any]]:
    """Return one trace for each look that bars have: side, style and pattern."""

    def look(bar: Bar) -> tuple[bool, str, str, str, str]:
        # What is possible lies under what is certain, whatever the side.
        return (bar.style == "certain", bar.name, bar.style, theme.color(bar.color), bar.pattern)

    traces = []
    for (_, name, style, color, pattern), group in groupby(sorted(panel.bars, key=look), key=look):
        bars = list(group)
        traces.append(
            {
                "type": "bar",
                "orientation": "h" if panel.horizontal else "v",
                **_bar_places(panel, bars),
                "name": escape(name),
                "legendgroup": escape(name),
                "showlegend": False,
                "marker": _bar_marker(color, pattern, style, theme),
                "hovertext": [escape(bar.hover) for bar in bars],
                "hoverinfo": "text",
                "customdata": [bar.row for bar in bars],
                **axis_names(number),
            }
        )
    return traces


def _bar_places(panel: Panel, bars: Sequence[Bar]) -> dict[str, Any]:
    x0, x1 = [bar.x0 for bar in bars], [bar.x1 for bar in bars]
    y0, y1 = [bar.y0 for bar in bars], [bar.y1 for bar in bars]
    if panel.horizontal:
        return {
            "base": axis_values(panel.x, x0),
            "x": lengths(panel.x, x0, x1),
            "y": [round((a + b) / 2, 3) for a, b in zip(y0, y1, strict=True)],
            "width": [round(b - a, 3) for a, b in zip(y0, y1, strict=True)],
        }
    middles = [(a + b) / 2 for a, b in zip(x0, x1, strict=True)]
    return {
        "base": y0,
        "y": [b - a for a, b in zip(y0, y1, strict=True)],
        "x": axis_values(panel.x, middles),
        "width": lengths(panel.x, x0, x1),
    }


def _bar_marker(color: str, pattern: str, style: str, theme: Theme) -> dict[str, Any]:
    line = {"width": 1, "color": theme.edge(color)}
    if style == "ghost":  # what was: an outline in the colour of its side
        return {"color": theme.paper, "line": {"width": 1.5, "color": color}}
    if style == "night":
        return {"color": color, "line": {"width": 1, "color": theme.rule}}
    if style in ("possible", "approximate"):
        hatch = {
            "shape": "x" if style == "approximate" else "/",
            "fgcolor": color,
            "bgcolor": theme.pale(color),
            "fillmode": "overlay",
            "size": 6,
            "solidity": 0.22,
        }
        return {"color": theme.pale(color), "pattern": hatch, "line": line}
    if not pattern:
        return {"color": color, "line": line}
    marker = {
        "shape": pattern,
        "fgcolor": theme.hatch(color),
        "bgcolor": color,
        "fillmode": "overlay",
        "fgopacity": 1,
        "size": 6,
        "solidity": 0.3,
    }
    return {"color": color, "pattern": marker, "line": line}


def mark_traces(panel: Panel, number: int, theme: Theme) -> list[dict[str, Any]]:
    """Return one trace for each look that marks have."""

    def look(mark: Mark) -> tuple[str, str, str, bool, float]:
        return (mark.name, mark.shape, theme.color(mark.color), mark.hollow, mark.size)

    traces = []
    for (name, shape, color, hollow, size), group in groupby(
        sorted(panel.marks, key=look), key=look
    ):
        marks = list(group)
        traces.append(
            {
                "type": "scatter",
                "x": axis_values(panel.x, [mark.x for mark in marks]),
                "y": [round(mark.y, 3) for mark in marks],
                "name": escape(name),
                "legendgroup": escape(name),
                "showlegend": False,
                "hovertext": [escape(mark.hover) for mark in marks],
                "hoverinfo": "text",
                "customdata": [mark.row for mark in marks],
                **_mark_look(shape, color, size, hollow, theme),
                **axis_names(number),
            }
        )
    return traces


def _mark_look(shape: str, color: str, size: float, hollow: bool, theme: Theme) -> dict[str, Any]:
    """Return the marker of a shape; a question mark is a text."""
    if shape == "question":
        font = {"size": size + 3, "color": color, "family": FAMILY, "weight": 600}
        return {"mode": "text", "text": "?", "textposition": "middle center", "textfont": font}
    edge = {"width": 1.5, "color": theme.edge(color)}
    fill = theme.paper if hollow else color
    return {
        "mode": "markers",
        "marker": {"symbol": shape, "size": size, "color": fill, "opacity": 1, "line": edge},
    }


def text_traces(layout: Layout, theme: Theme) -> list[dict[str, Any]]:
    """Return the labels that move with both axes, one trace for each way of setting them."""

    def look(text: Text) -> tuple[int, str, str, float, bool]:
        # What is read on a side is of two colours, whatever the sides.
        color = theme.color(text.color) if " " in text.color else text.color
        return (text.panel, text.anchor, color, text.size, text.bold)

    moving = [text for text in layout.texts if text.at is not None and text.at_y is not None]
    traces = []
    for (number, anchor, color, size, bold), group in groupby(sorted(moving, key=look), key=look):
        texts = list(group)
        panel = layout.panels[number]
        place = {"start": "middle right", "middle": "middle center", "end": "middle left"}[anchor]
        traces.append(
            {
                "type": "scatter",
                "mode": "text",
                "x": axis_values(panel.x, [text.at or 0.0 for text in texts]),
                "y": [round(text.at_y or 0.0, 3) for text in texts],
                "text": [escape(text.text) for text in texts],
                "textposition": place,
                "textfont": font(size, theme.color(color), bold),
                "hoverinfo": "skip",
                "showlegend": False,
                "name": "labels",
                "customdata": [text.row for text in texts],
                **axis_names(number),
            }
        )
    return traces


def key_trace(entry: KeyEntry, theme: Theme) -> dict[str, Any]:
    """Return a trace that draws nothing but its sample in the key."""
    trace: dict[str, Any] = {
        "x": [None],
        "y": [None],
        "name": escape(entry.text),
        "legendgroup": escape(entry.text),
        "showlegend": True,
        "hoverinfo": "skip",
    }
    if entry.shape == "question":  # a text of the layout stands there: plotly's sample is "Aa"
        return {"type": "scatter", **trace, "mode": "markers", "marker": {"opacity": 0}}
    color = theme.color(entry.color)
    if entry.shape:
        look = _mark_look(entry.shape, color, entry.mark, entry.style == "hollow", theme)
        return {"type": "scatter", **trace, **look}
    marker = _bar_marker(color, entry.pattern, entry.style, theme)
    return {"type": "bar", **trace, "marker": marker}


def plotly_figure(layout: Layout, theme: Theme) -> dict[str, Any]:
    """Transcribe a layout into a plotly figure of plain dicts and lists.

    Examples
    --------
    >>> from timeline.layout.scene import Axis, Box, Panel
    >>> from timeline.theme import THEMES
    >>> plot = Panel(Box(9, 9, 91, 41), Axis("time", 0, 86400), Axis("pixel", 32, 0))
    >>> figure = plotly_figure(Layout(100, 50, (plot,), (), (), {}), THEMES["light"])
    >>> figure["layout"]["xaxis"]["range"]
    ['1970-01-01 00:00:00', '1970-01-02 00:00:00']
    """
    data: list[dict[str, Any]] = []
    for number, panel in enumerate(layout.panels):
        own = panel.theme or theme
        data += area_traces(panel, number, own)
        data += bar_traces(panel, number, own)
        data += leader_traces(panel, number, own)
        data += mark_traces(panel, number, own)
    data += text_traces(layout, theme)
    data += [key_trace(entry, theme) for entry in layout.key]
    for number, trace in enumerate(data):
        trace["uid"] = f"trace-{number}"
    return {"data": data, "layout": _layout(layout, theme)}


def _layout(layout: Layout, theme: Theme) -> dict[str, Any]:
    plot = plot_edges(layout)
    margin = {
        "l": plot.x0,
        "t": plot.y0,
        "r": layout.width - plot.x1,
        "b": layout.height - plot.y1,
        "pad": 0,
        "autoexpand": False,
    }
    layout_dict: dict[str, Any] = {
        "template": {"layout": {}},
        "width": layout.width,
        "height": layout.height,
        "autosize": False,
        "margin": margin,
        "paper_bgcolor": theme.paper,
        "plot_bgcolor": theme.paper,
        "font": font(theme.label_size, theme.ink),
        "barmode": "overlay",
        "hovermode": "closest",
        "dragmode": "pan",
        "hoverlabel": {
            "align": "left",
            "bgcolor": theme.paper,
            "bordercolor": theme.muted,
            "font": font(theme.label_size, theme.ink),
        },
        "title": title(layout, theme),
        "legend": legend(layout, theme),
        "showlegend": bool(layout.key),
        "shapes": [
            *grounds(layout),
            *(
                shape
                for n, panel in enumerate(layout.panels)
                for shape in shapes(panel, n, panel.theme or theme)
            ),
        ],
        "annotations": fixed_texts(layout, theme, plot),
        "meta": dict(layout.meta),
    }
    ends = layout.panels[0].x.low, layout.panels[0].x.high
    for number, panel in enumerate(layout.panels):
        suffix, own = str(number + 1) if number else "", panel.theme or theme
        across = x_axis(panel, number, plot, own)
        if number and panel.x.kind == "time" and (panel.x.low, panel.x.high) == ends:
            across["matches"] = "x"
        layout_dict |= {
            f"xaxis{suffix}": across,
            f"yaxis{suffix}": y_axis(panel, number, plot, own),
        }
    return layout_dict
