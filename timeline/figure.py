"""A finished layout becomes a plotly figure: transcription, no decision of place.

``figure_dict`` returns the figure as plain dicts and lists, which is all that an
export needs; ``timeline.charts`` makes a ``plotly.graph_objects.Figure`` of it.
Margins are in pixels, so that a figure that is stretched keeps its texts apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

import numpy as np

from timeline.fonts import FAMILY, text_width
from timeline.furniture import ENTRY_GAP, SAMPLE_ROOM, key_height
from timeline.instants import civil_from_days
from timeline.model import Axis, Bar, KeyEntry, Layout, Mark, Panel, Text
from timeline.theme import Theme, mix

__all__ = ["axis_values", "escape", "figure_dict"]

YEAR = 31556952.0
#: plotly's date axes know these years; beyond them the axis counts years as numbers.
DATED_YEARS = (-9998, 9998)
KEY_INDENT = 13.0
#: Pixels by which plotly sets the texts of the key above the middle of their entries.
KEY_RAISED = 0.0


def figure_dict(layout: Layout, theme: Theme) -> dict[str, Any]:
    """Transcribe a layout into a plotly figure of plain dicts and lists.

    Examples
    --------
    >>> from timeline.model import Box
    >>> from timeline.theme import THEMES
    >>> plot = Panel(Box(9, 9, 91, 41), Axis("time", 0, 86400), Axis("pixel", 32, 0))
    >>> figure = figure_dict(Layout(100, 50, (plot,), (), (), {}), THEMES["light"])
    >>> figure["layout"]["xaxis"]["range"]
    ['1970-01-01 00:00:00', '1970-01-02 00:00:00']
    """
    data: list[dict[str, Any]] = []
    for number, panel in enumerate(layout.panels):
        data += _bar_traces(panel, number, theme)
        data += _mark_traces(panel, number, theme)
    data += _text_traces(layout, theme)
    data += [_key_trace(entry, theme) for entry in layout.key]
    for number, trace in enumerate(data):
        trace["uid"] = f"trace-{number}"
    return {"data": data, "layout": _layout(layout, theme)}


def escape(text: str) -> str:
    """Return ``text`` so that plotly shows it as it is: no markup, no template, no formula.

    Examples
    --------
    >>> escape("<b>1 & 2</b> %{y}")
    '&lt;b&gt;1 &amp; 2&lt;/b&gt; &#37;{y}'
    """
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("%{", "&#37;{").replace("$", "&#36;").replace("\n", "<br>")


def axis_values(axis: Axis, values: Iterable[float]) -> list[Any]:
    """Return positions as plotly takes them: ISO texts on a time axis, else numbers."""
    found = list(values)
    if axis.kind != "time":
        return found
    if not _dated(axis):
        return [1970 + value / YEAR for value in found]
    seconds = np.asarray(found, dtype=float)
    days = np.floor(seconds / 86400.0)
    years, months, dates = civil_from_days(days.astype(np.int64))
    rest = seconds - days * 86400.0
    return [
        f"{'-' if y < 0 else ''}{abs(int(y)):04d}-{m:02d}-{d:02d} "
        f"{int(s // 3600):02d}:{int(s // 60) % 60:02d}:{_seconds(s % 60)}"
        for y, m, d, s in zip(years, months, dates, rest.tolist(), strict=True)
    ]


def _seconds(value: float) -> str:
    return f"{int(value):02d}" if value == int(value) else f"{min(value, 59.999):06.3f}"


def _dated(axis: Axis) -> bool:
    low, high = ((year - 1970) * YEAR for year in DATED_YEARS)
    return low < axis.low and axis.high < high


def _lengths(axis: Axis, lows: Sequence[float], highs: Sequence[float]) -> list[float]:
    """Return lengths as plotly takes them: milliseconds on a dated axis."""
    unit = 1.0
    if axis.kind == "time":
        unit = 1000.0 if _dated(axis) else 1 / YEAR
    return [round((high - low) * unit, 6) for low, high in zip(lows, highs, strict=True)]


def _names(number: int) -> dict[str, str]:
    suffix = str(number + 1) if number else ""
    return {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}


def _bar_traces(panel: Panel, number: int, theme: Theme) -> list[dict[str, Any]]:
    """Return one trace for each look that bars have: side, style and pattern."""

    def look(bar: Bar) -> tuple[bool, str, str, str, str]:
        # What is possible lies under what is certain, whatever the side.
        return (bar.style == "certain", bar.name, bar.style, bar.color, bar.pattern)

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
                **_names(number),
            }
        )
    return traces


def _bar_places(panel: Panel, bars: Sequence[Bar]) -> dict[str, Any]:
    x0, x1 = [bar.x0 for bar in bars], [bar.x1 for bar in bars]
    y0, y1 = [bar.y0 for bar in bars], [bar.y1 for bar in bars]
    if panel.horizontal:
        return {
            "base": axis_values(panel.x, x0),
            "x": _lengths(panel.x, x0, x1),
            "y": [round((a + b) / 2, 3) for a, b in zip(y0, y1, strict=True)],
            "width": [round(b - a, 3) for a, b in zip(y0, y1, strict=True)],
        }
    middles = [(a + b) / 2 for a, b in zip(x0, x1, strict=True)]
    return {
        "base": y0,
        "y": [b - a for a, b in zip(y0, y1, strict=True)],
        "x": axis_values(panel.x, middles),
        "width": _lengths(panel.x, x0, x1),
    }


def _bar_marker(color: str, pattern: str, style: str, theme: Theme) -> dict[str, Any]:
    line = {"width": 1, "color": mix(color, theme.ink, 0.35)}
    if style == "night":
        return {"color": color, "line": {"width": 1, "color": theme.rule}}
    if style in ("possible", "approximate"):
        hatch = {
            "shape": "x" if style == "approximate" else "/",
            "fgcolor": color,
            "bgcolor": mix(theme.paper, color, 0.08),
            "fillmode": "overlay",
            "size": 6,
            "solidity": 0.22,
        }
        return {"color": mix(theme.paper, color, 0.08), "pattern": hatch, "line": line}
    if not pattern:
        return {"color": color, "line": line}
    # Drawn away from the colour of the label, so that the label reads better, not worse.
    away = theme.ink if theme.on(color) == theme.paper else theme.paper
    if theme.name == "dark":
        away = theme.paper if theme.on(color) == theme.ink else "#ffffff"
    drawn = {
        "shape": pattern,
        "fgcolor": mix(color, away, theme.pattern_strength),
        "bgcolor": color,
        "fillmode": "overlay",
        "fgopacity": 1,
        "size": 6,
        "solidity": 0.3,
    }
    return {"color": color, "pattern": drawn, "line": line}


def _mark_traces(panel: Panel, number: int, theme: Theme) -> list[dict[str, Any]]:
    def look(mark: Mark) -> tuple[str, str, str, bool, float]:
        return (mark.name, mark.shape, mark.color, mark.hollow, mark.size)

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
                **_names(number),
            }
        )
    return traces


def _mark_look(shape: str, color: str, size: float, hollow: bool, theme: Theme) -> dict[str, Any]:
    """Return the marker of a shape; a question mark is a text."""
    if shape == "question":
        font = {"size": size + 3, "color": color, "family": FAMILY, "weight": 600}
        return {"mode": "text", "text": "?", "textposition": "middle center", "textfont": font}
    edge = {"width": 1.5, "color": mix(color, theme.ink, 0.35)}
    fill = theme.paper if hollow else color
    return {
        "mode": "markers",
        "marker": {"symbol": shape, "size": size, "color": fill, "opacity": 1, "line": edge},
    }


def _text_traces(layout: Layout, theme: Theme) -> list[dict[str, Any]]:
    """Return the labels that move with both axes, one trace for each way of setting them."""

    def look(text: Text) -> tuple[int, str, str, float, bool]:
        return (text.panel, text.anchor, text.color, text.size, text.bold)

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
                "textfont": _font(size, getattr(theme, color, color), bold),
                "hoverinfo": "skip",
                "showlegend": False,
                "name": "labels",
                "customdata": [text.row for text in texts],
                **_names(number),
            }
        )
    return traces


def _key_trace(entry: KeyEntry, theme: Theme) -> dict[str, Any]:
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
    if entry.shape:
        look = _mark_look(entry.shape, entry.color, 12.0, False, theme)
        return {"type": "scatter", **trace, **look}
    marker = _bar_marker(entry.color, entry.pattern, entry.style, theme)
    return {"type": "bar", **trace, "marker": marker}


def _font(size: float, color: str, bold: bool = False) -> dict[str, Any]:
    font: dict[str, Any] = {"family": FAMILY, "size": size, "color": color}
    return {**font, "weight": 600} if bold else font


def _layout(layout: Layout, theme: Theme) -> dict[str, Any]:
    plot = _plot_area(layout)
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
        "font": _font(theme.label_size, theme.ink),
        "barmode": "overlay",
        "hovermode": "closest",
        "dragmode": "pan",
        "hoverlabel": {
            "align": "left",
            "bgcolor": theme.paper,
            "bordercolor": theme.muted,
            "font": _font(theme.label_size, theme.ink),
        },
        "title": _title(layout, theme),
        "legend": _legend(layout, theme),
        "showlegend": bool(layout.key),
        "shapes": [
            shape for n, panel in enumerate(layout.panels) for shape in _shapes(panel, n, theme)
        ],
        "annotations": _annotations(layout, theme, plot),
        "meta": dict(layout.meta),
    }
    for number, panel in enumerate(layout.panels):
        suffix = str(number + 1) if number else ""
        found[f"xaxis{suffix}"] = _x_axis(panel, number, plot, theme)
        found[f"yaxis{suffix}"] = _y_axis(panel, number, plot, theme)
    return found


def _plot_area(layout: Layout) -> dict[str, float]:
    boxes = [panel.box for panel in layout.panels]
    return {
        "x0": min(box.x0 for box in boxes),
        "y0": min(box.y0 for box in boxes),
        "x1": max(box.x1 for box in boxes),
        "y1": max(box.y1 for box in boxes),
    }


def _domain(low: float, high: float, start: float, end: float) -> list[float]:
    span = end - start
    return [round((low - start) / span, 6), round((high - start) / span, 6)]


def _x_axis(panel: Panel, number: int, plot: dict[str, float], theme: Theme) -> dict[str, Any]:
    axis = _axis(panel.x, theme)
    axis["anchor"] = _names(number)["yaxis"]
    axis["domain"] = _domain(panel.box.x0, panel.box.x1, plot["x0"], plot["x1"])
    if panel.x.kind == "time":
        ends = axis_values(panel.x, [panel.x.low, panel.x.high])
        axis |= {"minallowed": ends[0], "maxallowed": ends[1]}
    else:
        axis["fixedrange"] = True
    return axis


def _y_axis(panel: Panel, number: int, plot: dict[str, float], theme: Theme) -> dict[str, Any]:
    axis = _axis(panel.y, theme)
    axis["anchor"] = _names(number)["xaxis"]
    low, high = _domain(panel.box.y0, panel.box.y1, plot["y0"], plot["y1"])
    axis["domain"] = [round(1 - high, 6), round(1 - low, 6)]
    axis["fixedrange"] = True
    return axis


def _axis(axis: Axis, theme: Theme) -> dict[str, Any]:
    labelled = [tick for tick in axis.ticks if tick.major]
    kind = "date" if axis.kind == "time" and _dated(axis) else "linear"
    ends = [axis.low, axis.high]
    if axis.log:
        kind, ends = "log", [float(np.log10(end)) for end in ends]
    return {
        "type": kind,
        "range": axis_values(axis, ends),
        "tickmode": "array",
        "tickvals": axis_values(axis, [tick.at for tick in labelled]),
        "ticktext": [escape(tick.text) for tick in labelled],
        "tickfont": _font(theme.tick_size, theme.muted),
        "tickangle": 0,
        "ticks": "outside" if axis.kind == "time" else "",
        "ticklen": 4,
        "tickcolor": theme.rule,
        "showgrid": axis.grid,
        "gridcolor": theme.grid,
        "gridwidth": 1,
        "zeroline": axis.kind == "value" and axis.grid,
        "zerolinecolor": theme.muted,
        "zerolinewidth": 1,
        "showline": axis.kind == "time",
        "linecolor": theme.rule,
        "automargin": False,
        "showticklabels": bool(labelled),
        "layer": "below traces",
    }


def _title(layout: Layout, theme: Theme) -> dict[str, Any]:
    """Return the title as plotly's own, so that ``update_layout(title=...)`` works."""
    lines = [text for text in layout.texts if text.role == "title"]
    if not lines:
        return {}
    first = lines[0]
    # plotly lowers a title of one line by 0.7 em, and forgets to where there are more.
    lowered = 0.7 * first.size if len(lines) > 1 else 0.0
    found: dict[str, Any] = {
        "text": "<br>".join(escape(text.text) for text in lines),
        "font": _font(first.size, theme.ink, bold=True),
        "x": first.x / layout.width,
        "xanchor": "left",
        "xref": "container",
        "y": 1 - (first.y - 0.35 * first.size + lowered) / layout.height,
        "yanchor": "top",
        "yref": "container",
        "automargin": False,
    }
    return found


def _legend(layout: Layout, theme: Theme) -> dict[str, Any]:
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
        "y": 1 - (top + KEY_RAISED) / layout.height,
        "yanchor": "top",
        "yref": "container",
        "entrywidth": cell - SAMPLE_ROOM + 1,
        "entrywidthmode": "pixels",
        "font": _font(first.size, theme.ink),
        "bgcolor": "rgba(0,0,0,0)",
        "traceorder": "normal",
        "itemdoubleclick": "toggleothers",
    }


def _shapes(panel: Panel, number: int, theme: Theme) -> list[dict[str, Any]]:
    names = _names(number)
    found: list[dict[str, Any]] = []
    fills = {"night": theme.night, "era": theme.era, "nest": theme.nest}
    for band in sorted(panel.bands, key=lambda band: ("era", "nest", "night").index(band.style)):
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
                "line": {"width": 0},
                "name": band.style,
            }
        )
    for rule in panel.rules:
        x0, x1 = axis_values(panel.x, [rule.x0, rule.x1])
        color = getattr(theme, rule.color, rule.color)
        line = {"color": color, "width": rule.width}
        found.append(
            {
                "type": "line", "layer": "below" if rule.style == "heading" else "above",
                "xref": names["xaxis"], "yref": names["yaxis"],
                "x0": x0, "x1": x1, "y0": rule.y0, "y1": rule.y1, "line": line, "name": rule.style,
            }
        )  # fmt: skip
    return found


def _annotations(layout: Layout, theme: Theme, plot: dict[str, float]) -> list[dict[str, Any]]:
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
            names = _names(text.panel)
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
                "font": _font(text.size, getattr(theme, text.color, text.color), text.bold),
                "name": text.role,
                "captureevents": False,
            }
        )
    return found
