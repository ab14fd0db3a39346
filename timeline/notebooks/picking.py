"""Rows picked in a figure by mouse, given back as a data frame.

``widget`` makes the figure a live one, which needs the extra ``notebook``; ``picked``
returns the rows of the table that are selected in it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from timeline.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd
    from plotly.graph_objects import FigureWidget

    from timeline.model import EventTable

__all__ = ["picked", "widget"]


def widget(figure: Any) -> FigureWidget:
    """Return a figure as plotly's live widget, in which a frame drawn by mouse selects.

    Parameters
    ----------
    figure
        A figure of ours.

    Raises
    ------
    UsageError
        If the package that widgets need is not installed.

    Examples
    --------
    >>> widget(figure)  # doctest: +SKIP
    """
    from timeline.notebooks.display import for_cell

    plain = for_cell(figure)
    layout = {**plain["layout"], "dragmode": "select", "selectdirection": "any"}
    try:
        live: FigureWidget = _whole()({**plain, "layout": layout})
    except ImportError as error:
        remedy = 'pip install "battle-timeline[notebook]"'
        raise UsageError(f"live figures need anywidget ({remedy})") from error
    vars(live)["_whole"] = True
    live.open()
    return live


@cache
def _whole() -> Any:
    """Return plotly's widget, opened when it holds what it shows.

    Plotly's opens as it is begun, and sends its data after: VS Code draws what comes first, and
    may be left with empty axes.
    """
    from plotly.graph_objects import FigureWidget

    from timeline.notebooks.display import hand_over

    class Whole(FigureWidget):  # type: ignore[misc]  # plotly's class has no types
        def open(self) -> None:
            if vars(self).get("_whole"):
                super().open()

        def _repr_mimebundle_(self, *args: Any, **kwargs: Any) -> Any:
            hand_over(self.to_dict())
            return super()._repr_mimebundle_(*args, **kwargs)

    return Whole


def picked(live: Any, events: EventTable) -> pd.DataFrame:
    r"""Return the rows of the table that are selected in a live figure; none selected, none.

    Parameters
    ----------
    live
        The widget, or any figure whose traces say which of their points are selected.
    events
        The table that the figure was made of.

    Examples
    --------
    >>> from timeline.charts.gantt import gantt
    >>> from timeline.tables.checking.validate import read_events
    >>> events = read_events(b"title,start\nAssault,1953-06-10\nRelief,1953-06-12\n")
    >>> figure = gantt(events)
    >>> picked(figure, events)["title"].tolist()
    []
    """
    lines = {
        int(trace.customdata[at])
        for trace in live.data
        if getattr(trace, "customdata", None) is not None
        for at in getattr(trace, "selectedpoints", None) or ()
    }
    return events.frame[events.frame["line"].isin(lines)]
