"""The same chart laid out for a phone, a tablet and a page, for an HTML that picks by width.

A figure that was changed after its chart drew it (``fig.update_layout(...)``) is
taken as it is, at its one width: nobody's edit is lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from timeline.captions.datatable import Table
from timeline.charts.chart import Chart
from timeline.render.plotly.figure_json import figure_dict

__all__ = ["WIDTHS", "chart_of", "table_of", "versions"]

#: The widths that an HTML holds a layout for, in pixels.
WIDTHS = (360, 720, 1080)


def chart_of(figure: Any) -> Chart | None:
    """Return the chart behind a figure, unless the figure was changed since or is foreign.

    Examples
    --------
    >>> chart_of({"data": [], "layout": {}}) is None
    True
    """
    if isinstance(figure, Chart):
        return figure
    chart = getattr(figure, "_chart", None)
    if not isinstance(chart, Chart):
        return None
    return chart if figure_dict(chart.plotly()) == figure_dict(figure) else None


def columns_of(figure: Any) -> Mapping[str, Any] | None:
    """Return the events of a figure of ours that only counts them; else None."""
    chart = chart_of(figure)
    return chart.columns() if chart and chart.columns else None


def table_of(figure: Any) -> Table | None:
    """Return the data of a chart as rows of texts, header first; a foreign figure has none.

    Examples
    --------
    >>> table_of({"data": [], "layout": {}}) is None
    True
    """
    chart = figure if isinstance(figure, Chart) else getattr(figure, "_chart", None)
    return chart.tabulate() if isinstance(chart, Chart) else None


def versions(figure: Any, *, theme: str = "") -> Mapping[int, Mapping[str, Any]]:
    """Return a figure as plain dicts by the width it is laid out for.

    Examples
    --------
    >>> versions({"data": [], "layout": {"width": 500}})
    {500: {'data': [], 'layout': {'width': 500}}}
    """
    chart = chart_of(figure)
    if chart is None:
        plain = figure_dict(figure)
        return {int((plain.get("layout") or {}).get("width") or 0): plain}
    return {width: chart.figure(width=width, theme=theme) for width in WIDTHS}
