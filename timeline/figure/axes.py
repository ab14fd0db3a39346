"""The axes of a panel, and positions and lengths as plotly takes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from timeline.dates.calendar import civil_from_days
from timeline.figure.text import escape, font
from timeline.layout.scene import Axis, Layout, Panel
from timeline.theme import Theme

__all__ = [
    "axis_names",
    "axis_numbers",
    "axis_values",
    "lengths",
    "plot_edges",
    "x_axis",
    "y_axis",
]

YEAR = 31556952.0
#: plotly's date axes know these years; beyond them the axis counts years as numbers.
DATED_YEARS = (-9998, 9998)


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
    return values * 1000.0 if _dated(axis) else 1970 + values / YEAR


def _seconds(value: float) -> str:
    return f"{int(value):02d}" if value == int(value) else f"{min(value, 59.999):06.3f}"


def _dated(axis: Axis) -> bool:
    low, high = ((year - 1970) * YEAR for year in DATED_YEARS)
    return low < axis.low and axis.high < high


def lengths(axis: Axis, lows: Sequence[float], highs: Sequence[float]) -> list[float]:
    """Return lengths as plotly takes them: milliseconds on a dated axis."""
    unit = 1.0
    if axis.kind == "time":
        unit = 1000.0 if _dated(axis) else 1 / YEAR
    return [round((high - low) * unit, 6) for low, high in zip(lows, highs, strict=True)]


def axis_names(number: int) -> dict[str, str]:
    """Return how plotly calls the axes of a panel."""
    suffix = str(number + 1) if number else ""
    return {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}


def plot_edges(layout: Layout) -> dict[str, float]:
    """Return the edges, in pixels, of the area that all panels share."""
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


def x_axis(panel: Panel, number: int, plot: dict[str, float], theme: Theme) -> dict[str, Any]:
    """Return the horizontal axis of a panel; time may be zoomed, within its range."""
    axis = _axis(panel.x, theme)
    axis["anchor"] = axis_names(number)["yaxis"]
    axis["domain"] = _domain(panel.box.x0, panel.box.x1, plot["x0"], plot["x1"])
    if panel.x.kind in ("time", "folded"):
        ends = axis_values(panel.x, [panel.x.low, panel.x.high])
        axis |= {"minallowed": ends[0], "maxallowed": ends[1]}
    else:
        axis["fixedrange"] = True
    return axis


def y_axis(panel: Panel, number: int, plot: dict[str, float], theme: Theme) -> dict[str, Any]:
    """Return the vertical axis of a panel."""
    axis = _axis(panel.y, theme)
    axis["anchor"] = axis_names(number)["xaxis"]
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
