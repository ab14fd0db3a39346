"""The traces of a figure that are one path each: columns of counts, and leaders to labels."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import numpy as np
import numpy.typing as npt

from timeline.figure.axes import axis_names, axis_numbers, axis_values
from timeline.figure.text import escape
from timeline.layout.scene import Panel
from timeline.theme import Theme

__all__ = ["area_traces", "leader_traces"]


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
                "x": _packed(axis_numbers(panel.x, np.concatenate(x))),
                "y": _packed(np.concatenate(y)),
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


def _packed(numbers: npt.NDArray[np.float64]) -> dict[str, str]:
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
            "x": _apart(ends),
            "y": _apart(heights),
            "line": {"width": led[0].width, "color": theme.color(led[0].color)},
            "name": "leaders",
            "hoverinfo": "skip",
            "showlegend": False,
            "customdata": _apart([rule.row for rule in led for _ in range(2)]),
            **axis_names(number),
        }
    ]


def _apart(ends: list[Any]) -> list[Any]:
    """Return the two ends of each line with nothing between it and the next."""
    return [value for at in range(0, len(ends), 2) for value in (*ends[at : at + 2], None)]
