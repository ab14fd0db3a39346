"""What stands in a figure beside its traces: title, key, bands, rules and annotations."""

from __future__ import annotations

from typing import Any

from timeline.figure.axes import axis_names, axis_values, plot_edges
from timeline.figure.text import escape, font
from timeline.layout.frame import ENTRY_GAP, SAMPLE_ROOM, key_height
from timeline.layout.scene import Layout, Panel
from timeline.theme import Theme
from timeline.typography.wrap import text_width

__all__ = ["fixed_texts", "grounds", "legend", "shapes", "title"]

KEY_INDENT = 13.0
#: The styles of bands, the lowest first.
STACKED = ("era", "nest", "night", "fold", "marker")


def title(layout: Layout, theme: Theme) -> dict[str, Any]:
    """Return the title as plotly's own, so that ``update_layout(title=...)`` works."""
    lines = [text for text in layout.texts if text.role == "title"]
    if not lines:
        return {}
    first = lines[0]
    # plotly lowers a title of one line by 0.7 em, and forgets to where there are more.
    lowered = 0.7 * first.size if len(lines) > 1 else 0.0
    found: dict[str, Any] = {
        "text": "<br>".join(escape(text.text) for text in lines),
        "font": font(first.size, theme.ink, bold=True),
        "x": first.x / layout.width,
        "xanchor": "left",
        "xref": "container",
        "y": 1 - (first.y - 0.35 * first.size + lowered) / layout.height,
        "yanchor": "top",
        "yref": "container",
        "automargin": False,
    }
    return found


def legend(layout: Layout, theme: Theme) -> dict[str, Any]:
    """Return the key as plotly's own, its entries where they were laid out."""
    if not layout.key:
        return {}
    first = layout.key[0]
    rows = sorted({entry.y for entry in layout.key})
    cells = sorted({entry.x for entry in layout.key})
    widest = max(text_width(entry.text, entry.size) for entry in layout.key)
    cell = cells[1] - cells[0] if len(cells) > 1 else widest + SAMPLE_ROOM
    lines = max(entry.text.count("\n") + 1 for entry in layout.key if entry.y == rows[0])
    top = rows[0] - key_height(lines, first.size) / 2 - ENTRY_GAP
    return {
        "orientation": "h",
        # plotly sets the first sample so many pixels into the key's box.
        "x": (first.x - KEY_INDENT) / layout.width,
        "xanchor": "left",
        "xref": "container",
        "y": 1 - (top) / layout.height,
        "yanchor": "top",
        "yref": "container",
        "entrywidth": cell - SAMPLE_ROOM + 1,
        "entrywidthmode": "pixels",
        "font": font(first.size, theme.ink),
        "bgcolor": "rgba(0,0,0,0)",
        "traceorder": "normal",
        "itemdoubleclick": "toggleothers",
    }


def shapes(panel: Panel, number: int, theme: Theme) -> list[dict[str, Any]]:
    """Return bands and rules of a panel, those behind the bars first."""
    names = axis_names(number)
    found: list[dict[str, Any]] = []
    fills = {
        "night": theme.night, "era": theme.era, "nest": theme.nest, "marker": theme.grid,
        "fold": theme.grid,
    }  # fmt: skip
    edges = {"marker": {"width": 1.2, "color": theme.muted}}
    for band in sorted(panel.bands, key=lambda band: STACKED.index(band.style)):
        x0, x1 = axis_values(panel.x, [band.x0, band.x1])
        # All bands are placed by shares of the plot: plotly stacks shapes of one reference in
        # their order, and those that refer to the axis itself above all others.
        low, high = (1.0, 0.0) if band.y0 is None or band.y1 is None else (band.y0, band.y1)
        if band.y0 is not None:
            low, high = (1 - end / max(panel.y.low, panel.y.high) for end in (low, high))
        found.append(
            {
                "type": "rect",
                "layer": "below",
                "xref": names["xaxis"],
                "yref": f"{names['yaxis']} domain",
                "x0": x0,
                "x1": x1,
                "y0": round(high, 6),
                "y1": round(low, 6),
                "fillcolor": fills[band.style],
                "line": edges.get(band.style, {"width": 0}),
                "name": band.style,
            }
        )
    for rule in panel.rules:
        if rule.style == "leader":  # there may be hundreds: all of them are one trace
            continue
        x0, x1 = axis_values(panel.x, [rule.x0, rule.x1])
        line = {"color": theme.color(rule.color), "width": rule.width}
        found.append(
            {
                "type": "line", "layer": "below" if rule.style == "heading" else "above",
                "xref": names["xaxis"], "yref": names["yaxis"],
                "x0": x0, "x1": x1, "y0": rule.y0, "y1": rule.y1, "line": line, "name": rule.style,
            }
        )  # fmt: skip
    return found


def grounds(layout: Layout) -> list[dict[str, Any]]:
    """Return the paper of panels that have a theme of their own, below all else."""
    plot = plot_edges(layout)
    across, down = plot["x1"] - plot["x0"], plot["y1"] - plot["y0"]
    return [
        {
            "type": "rect", "layer": "below", "xref": "paper", "yref": "paper",
            "x0": round((panel.ground.x0 - plot["x0"]) / across, 6),
            "x1": round((panel.ground.x1 - plot["x0"]) / across, 6),
            "y0": round((plot["y1"] - panel.ground.y1) / down, 6),
            "y1": round((plot["y1"] - panel.ground.y0) / down, 6),
            "fillcolor": panel.theme.paper, "line": {"width": 0}, "name": "ground",
        }
        for panel in layout.panels
        if panel.theme and panel.ground
    ]  # fmt: skip


def fixed_texts(layout: Layout, theme: Theme, plot: dict[str, float]) -> list[dict[str, Any]]:
    """Return the texts that stay where they are, each anchored to the nearest edge of the plot."""
    found = []
    for text in layout.texts:
        if text.role == "title" or (text.at is not None and text.at_y is not None):
            continue
        below = text.y > plot["y1"]
        anchor = {"start": "left", "middle": "center", "end": "right"}[text.anchor]
        place: dict[str, Any] = {"xref": "paper", "x": 0, "xshift": round(text.x - plot["x0"], 2)}
        if text.at is not None:
            panel = layout.panels[text.panel]
            names = axis_names(text.panel)
            place = {"xref": names["xaxis"], "x": axis_values(panel.x, [text.at])[0]}
        edge = plot["y1"] if below else plot["y0"]
        found.append(
            {
                "text": escape(text.text),
                **place,
                "xanchor": anchor,
                "yref": "paper",
                "y": 0 if below else 1,
                "yshift": round(edge - text.y, 2),
                "yanchor": "middle",
                "showarrow": False,
                "borderpad": 0,
                "borderwidth": 0,
                "align": anchor,
                "font": font(text.size, theme.color(text.color), text.bold),
                "name": text.role,
                "captureevents": False,
            }
        )
    return found
