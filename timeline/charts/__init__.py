"""The charts as users call them."""

from collections.abc import Callable, Mapping

from timeline.charts.bars import bars_chart
from timeline.charts.chart import Chart
from timeline.charts.gantt import gantt_chart

__all__ = ["CHARTS"]

#: The charts by the names that a gallery and the command line use.
CHARTS: Mapping[str, Callable[..., Chart]] = {"bars": bars_chart, "gantt": gantt_chart}
