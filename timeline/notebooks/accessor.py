"""Charts as methods of a data frame: ``df.timeline`` and ``df.plot``.

It is there as soon as pandas and timeline are both imported, pandas first; importing
this module does it in any order. ``split`` tells the options of reading from those of
a chart.
"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import pandas as pd

from timeline.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    import pandas as pd
    from plotly.graph_objects import Figure

    from timeline.model import EventTable

__all__ = ["Timeline", "plot", "split"]


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


KINDS = ("gantt", "bars")


def plot(data: pd.DataFrame, kind: str, **options: Any) -> Figure:
    """Draw a data frame as pandas asks a backend to.

    Parameters
    ----------
    data
        The frame: a table with the columns of ours, or others under ``mapping``.
    kind
        ``"gantt"`` or ``"bars"``.
    options
        Those of ``read_events`` and of the chart.

    Raises
    ------
    UsageError
        If the kind is none of ours, or columns are given as ``x`` and ``y``.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"title": ["Assault"], "start": ["1953-06-10"]})
    >>> plot(frame, "gantt", title="June").layout.title.text
    'June'
    """
    if kind not in KINDS:
        hint = did_you_mean(kind, KINDS) or f"one of: {', '.join(KINDS)}"
        raise UsageError(f'kind "{kind}" is not drawn by timeline ({hint})')
    for axis in ("x", "y"):
        if options.pop(axis, None) is not None:
            raise UsageError(f'{axis} is not used (say mapping={{"start": ..., "title": ...}})')
    draw = {"gantt": Timeline(data).gantt, "bars": Timeline(data).bars}[kind]
    return draw(**options)
