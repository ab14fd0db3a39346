"""A finished layout becomes a plotly figure: transcription, no decision of place.

``plotly_figure`` returns the figure as plain dicts and lists, which is all that an
export needs; ``timeline.charts`` makes a ``plotly.graph_objects.Figure`` of it.
Margins are in pixels, so that a figure that is stretched keeps its texts apart.
"""

from __future__ import annotations

from typing import Any

from timeline.layout.scene import Layout
from timeline.renderers.plotly.guides import (
    fixed_texts,
    font,
    grounds,
    legend,
    plot_edges,
    shapes,
    title,
    x_axis,
    y_axis,
)
from timeline.renderers.plotly.traces import (
    area_traces,
    bar_traces,
    key_trace,
    leader_traces,
    mark_traces,
    text_traces,
)
from timeline.theme import Theme

__all__ = ["plotly_figure"]


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
        "l": plot["x0"],
        "t": plot["y0"],
        "r": layout.width - plot["x1"],
        "b": layout.height - plot["y1"],
        "pad": 0,
    }
    found: dict[str, Any] = {
        "template": {"layout": {}},
        "width": layout.width,
        "height": layout.height,
        "autosize": False,
        "margin": {**margin, "autoexpand": False},
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
    for number, panel in enumerate(layout.panels):
        suffix = str(number + 1) if number else ""
        found[f"xaxis{suffix}"] = x_axis(panel, number, plot, panel.theme or theme)
        found[f"yaxis{suffix}"] = y_axis(panel, number, plot, panel.theme or theme)
        first = layout.panels[0].x
        if (
            number
            and panel.x.kind == "time"
            and (panel.x.low, panel.x.high) == (first.low, first.high)
        ):
            found[f"xaxis{suffix}"]["matches"] = "x"
    return found
