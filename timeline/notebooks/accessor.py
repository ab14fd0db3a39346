"""``frame.timeline``: the charts as methods of a pandas data frame.

It is there as soon as pandas and timeline are both imported, pandas first; importing
this module does it in any order. ``split`` tells the options of reading from those of
a chart.
"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

    from timeline.model import EventTable

__all__ = ["Timeline", "split"]


def split(options: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Split options into those of ``read_events`` and the others.

    Examples
    --------
    >>> split({"mapping": {"title": "name"}, "width": 720})
    ({'mapping': {'title': 'name'}}, {'width': 720})
    """
    from timeline.tables.checking.validate import read_events

    known = inspect.signature(read_events).parameters
    reading = {name: value for name, value in options.items() if name in known}
    return reading, {name: value for name, value in options.items() if name not in known}


@pd.api.extensions.register_dataframe_accessor("timeline")
class Timeline:
    """The charts of a data frame.

    Examples
    --------
    >>> frame = pd.DataFrame({"name": ["Assault"], "start": ["1953-06-10"]})
    >>> frame.timeline.gantt(mapping={"title": "name"}, title="June").layout.title.text
    'June'
    """

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame

    def events(self, **reading: Any) -> EventTable:
        """Return the frame as a checked table; the options are those of ``read_events``."""
        from timeline.tables.checking.validate import read_events

        return read_events(self._frame, **reading)

    def gantt(self, **options: Any) -> Figure:
        """Draw the frame as a Gantt; the options are those of ``read_events`` and ``gantt``."""
        from timeline.charts.gantt import gantt

        reading, rest = split(options)
        return gantt(self.events(**reading), **rest)

    def bars(self, **options: Any) -> Figure:
        """Draw the frame as bars; the options are those of ``read_events`` and ``bars``."""
        from timeline.charts.bars import bars

        reading, rest = split(options)
        return bars(self.events(**reading), **rest)
