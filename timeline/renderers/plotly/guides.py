"""Plotly axes, shapes, legend and annotations of a scene."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple
from typing import Any

import numpy as np
import numpy.typing as npt

from timeline.dates.calendar import civil_from_days
from timeline.layout.axes.time_ticks import YEAR
from timeline.layout.frame import SAMPLE_ROOM, legend_top
from timeline.layout.scene import BAND_COLORS, Axis, Box, Layout, Panel
from timeline.theme import Theme
from timeline.typography.font import widest
from timeline.typography.wrap import FAMILY

__all__ = [
    "axis_names",
    "axis_numbers",
    "axis_values",
    "escape",
    "fixed_texts",
    "font",
    "grounds",
    "legend",
    "lengths",
    "plot_edges",
    "shapes",
    "title",
    "x_axis",
    "y_axis",
]


def escape(text: str) -> str:
    """Return ``text`` so that plotly shows it as it is: no markup, no template, no formula.

    Examples
    --------
    >>> escape("<b>1 & 2</b> %{y}")
    '&lt;b&gt;1 &amp; 2&lt;/b&gt; &#37;{y}'
    """
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("%{", "&#37;{").replace("$", "&#36;").replace("\n", "<br>")


def font(size: float, color: str, bold: bool = False) -> dict[str, Any]:
    """Return a font of ours in a size (pixels) and a colour."""
    font: dict[str, Any] = {"family": FAMILY, "size": size, "color": color}
    return {**font, "weight": 600} if bold else font


#: plotly's date axes know these years; beyond them the axis counts years as numbers.
DATED_YEARS = (-9998, 9998)


def axis_values(axis: Axis, values: Iterable[float]) -> list[Any]:
    """Return positions as plotly takes them: ISO texts on a time axis, else numbers."""
    numbers = list(values)
    if axis.kind != "time":
        return numbers
    if not _is_dated(axis):
        return [1970 + value / YEAR for value in numbers]
    seconds = np.asarray(numbers, dtype=float)
    days = np.floor(seconds / 86400.0)
    years, months, dates = civil_from_days(days.astype(np.int64))
    rest = seconds - days * 86400.0
    return [
        f"{'-' if y < 0 else ''}{abs(int(y)):04d}-{m:02d}-{d:02d} "
        f"{int(s // 3600):02d}:{int(s // 60) % 60:02d}:{_seconds(s % 60)}"
        for y, m, d, s in zip(years, months, dates, rest.tolist(), strict=True)
    ]


def axis_numbers(axis: Axis, values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return positions as numbers that plotly takes, milliseconds on a dated axis.

    For thousands of them: a text for each would be written here and read there.

    Examples
    --------
    >>> axis_numbers(Axis("time", 0.0, 86400.0), np.array([0.0, 3600.0])).tolist()
    [0.0, 3600000.0]
    """
    if axis.kind != "time":
        return values
    return values * 1000.0 if _is_dated(axis) else 1970 + values / YEAR


def _seconds(value: float) -> str:
    return f"{int(value):02d}" if value == int(value) else f"{min(value, 59.999):06.3f}"


def _is_dated(axis: Axis) -> bool:
    low, high = ((year - 1970) * YEAR for year in DATED_YEARS)
    return low < axis.low and axis.high < high


def lengths(axis: Axis, lows: Sequence[float], highs: Sequence[float]) -> list[float]:
    """Return lengths as plotly takes them: milliseconds on a dated axis."""
    unit = 1.0
    if axis.kind == "time":
        unit = 1000.0 if _is_dated(axis) else 1 / YEAR
    return [round((high - low) * unit, 6) for low, high in zip(lows, highs, strict=True)]


def axis_names(number: int) -> dict[str, str]:
    """Return how plotly calls the axes of a panel."""
    suffix = str(number + 1) if number else ""
    return {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}


def plot_edges(layout: Layout) -> Box:
    """Return the area that all panels share."""
    x0, y0, x1, y1 = zip(*(astuple(panel.box) for panel in layout.panels), strict=True)
    return Box(min(x0), min(y0), max(x1), max(y1))


def _share(pixel: float, start: float, end: float) -> float:
    return round((pixel - start) / (end - start), 6)


def x_axis(panel: Panel, number: int, plot: Box, theme: Theme) -> dict[str, Any]:
    """Return the horizontal axis of a panel; time may be zoomed, within its range."""
    axis = _axis(panel.x, theme)
    axis["anchor"] = axis_names(number)["yaxis"]
    axis["domain"] = [_share(x, plot.x0, plot.x1) for x in (panel.box.x0, panel.box.x1)]
    if panel.x.kind in ("time", "folded"):
        ends = axis_values(panel.x, [panel.x.low, panel.x.high])
        axis |= {"minallowed": ends[0], "maxallowed": ends[1]}
    else:
        axis["fixedrange"] = True
    return axis


def y_axis(panel: Panel, number: int, plot: Box, theme: Theme) -> dict[str, Any]:
    """Return the vertical axis of a panel."""
    axis = _axis(panel.y, theme)
    axis["anchor"] = axis_names(number)["xaxis"]
    ends = [_share(y, plot.y0, plot.y1) for y in (panel.box.y1, panel.box.y0)]
    axis["domain"] = [round(1 - end, 6) for end in ends]
    axis["fixedrange"] = True
    return axis


def _axis(axis: Axis, theme: Theme) -> dict[str, Any]:
    labelled = [tick for tick in axis.ticks if tick.major]
    kind = "date" if axis.kind == "time" and _is_dated(axis) else "linear"
    ends = [axis.low, axis.high]
    if axis.log:
        kind, ends = "log", [float(np.log10(end)) for end in ends]
    return {
        "type": kind,
        "range": axis_values(axis, ends),
        "tickmode": "array",
        "tickvals": axis_values(axis, [tick.at for tick in labelled]),
        "ticktext": [escape(tick.text) for tick in labelled],
        "tickfont": font(theme.tick_size, theme.muted),
        "tickangle": 0,
        # no tick is set where it has no room: plotly need not measure each of them for all others
        "ticklabeloverflow": "allow",
        "ticks": "outside" if axis.kind in ("time", "folded") else "",
        "ticklen": 4,
        "tickcolor": theme.rule,
        "showgrid": axis.grid,
        "gridcolor": theme.grid,
        "gridwidth": 1,
        "zeroline": axis.kind == "value" and axis.grid,
        "zerolinecolor": theme.muted,
        "zerolinewidth": 1,
        "showline": axis.kind in ("time", "folded"),
        "linecolor": theme.rule,
        "automargin": False,
        "showticklabels": any(tick.text for tick in labelled),
        "layer": "below traces",
    }


KEY_INDENT = 13.0


def title(layout: Layout, theme: Theme) -> dict[str, Any]:
    """Return the title as plotly's own, so that ``update_layout(title=...)`` works."""
    lines = [text for text in layout.texts if text.role == "title"]
    if not lines:
        return {}
    first = lines[0]
    # plotly lowers a title of one line by 0.7 em, and forgets to where there are more.
    lowered = 0.7 * first.size if len(lines) > 1 else 0.0
    return {
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


def legend(layout: Layout, theme: Theme) -> dict[str, Any]:
    """Return the key as plotly's own, its entries where they were laid out."""
    if not layout.key:
        return {}
    first = layout.key[0]
    cells = sorted({entry.x for entry in layout.key})
    longest = widest((entry.text for entry in layout.key), first.size)
    cell = cells[1] - cells[0] if len(cells) > 1 else longest + SAMPLE_ROOM
    return {
        "orientation": "h",
        # plotly sets the first sample so many pixels into the key's box.
        "x": (first.x - KEY_INDENT) / layout.width,
        "xanchor": "left",
        "xref": "container",
        "y": 1 - legend_top(layout.key) / layout.height,
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
    shapes: list[dict[str, Any]] = []
    edges = {"marker": {"width": 1.2, "color": theme.muted}}
    for band in sorted(panel.bands, key=lambda band: [*BAND_COLORS].index(band.style)):
        x0, x1 = axis_values(panel.x, [band.x0, band.x1])
        # All bands are placed by shares of the plot: plotly stacks shapes of one reference in
        # their order, and those that refer to the axis itself above all others.
        low, high = (1.0, 0.0) if band.y0 is None or band.y1 is None else (band.y0, band.y1)
        if band.y0 is not None:
            low, high = (1 - end / max(panel.y.low, panel.y.high) for end in (low, high))
        shapes.append(
            {
                "type": "rect",
                "layer": "below",
                "xref": names["xaxis"],
                "yref": f"{names['yaxis']} domain",
                "x0": x0,
                "x1": x1,
                "y0": round(high, 6),
                "y1": round(low, 6),
                "fillcolor": theme.color(BAND_COLORS[band.style]),
                "line": edges.get(band.style, {"width": 0}),
                "name": band.style,
            }
        )
    for rule in panel.rules:
        if rule.style == "leader":  # there may be hundreds: all of them are one trace
            continue
        x0, x1 = axis_values(panel.x, [rule.x0, rule.x1])
        line = {"color": theme.color(rule.color), "width": rule.width}
        shapes.append(
            {
                "type": "line", "layer": "below" if rule.style == "heading" else "above",
                "xref": names["xaxis"], "yref": names["yaxis"],
                "x0": x0, "x1": x1, "y0": rule.y0, "y1": rule.y1, "line": line, "name": rule.style,
            }
        )  # fmt: skip
    return shapes


def grounds(layout: Layout) -> list[dict[str, Any]]:
    """Return the paper of panels that have a theme of their own, below all else."""
    plot = plot_edges(layout)
    return [
        {
            "type": "rect", "layer": "below", "xref": "paper", "yref": "paper",
            "x0": _share(panel.ground.x0, plot.x0, plot.x1),
            "x1": _share(panel.ground.x1, plot.x0, plot.x1),
            "y0": _share(panel.ground.y1, plot.y1, plot.y0),
            "y1": _share(panel.ground.y0, plot.y1, plot.y0),
            "fillcolor": panel.theme.paper, "line": {"width": 0}, "name": "ground",
        }
        for panel in layout.panels
        if panel.theme and panel.ground
    ]  # fmt: skip


def fixed_texts(layout: Layout, theme: Theme, plot: Box) -> list[dict[str, Any]]:
    """Return the texts that stay where they are, each anchored to the nearest edge of the plot."""
    annotations = []
    for text in layout.texts:
        if text.role == "title" or (text.at is not None and text.at_y is not None):
            continue
        below = text.y > plot.y1
        anchor = {"start": "left", "middle": "center", "end": "right"}[text.anchor]
        place: dict[str, Any] = {"xref": "paper", "x": 0, "xshift": round(text.x - plot.x0, 2)}
        if text.at is not None:
            panel = layout.panels[text.panel]
            names = axis_names(text.panel)
            place = {"xref": names["xaxis"], "x": axis_values(panel.x, [text.at])[0]}
        edge = plot.y1 if below else plot.y0
        annotations.append(
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
    return annotations
