"""Charts in pandas and plotly: ``df.timeline``, ``df.plot``, ``figure.write_image``, picked rows.

The accessor is registered if pandas was imported before timeline; importing this module registers
it in any order.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from timeline.charts.chart import PROTOCOLS
from timeline.errors import UsageError, check_choice

if TYPE_CHECKING:
    from plotly.graph_objects import Figure, FigureWidget

    from timeline.model import EventTable


def draw_images_ourselves() -> None:
    """Add ``to_image`` and ``write_image`` to figures drawn from now on."""
    PROTOCOLS.setdefault("to_image", to_image)
    PROTOCOLS.setdefault("write_image", write_image)


def to_image(
    figure: Any,
    format: str | None = None,
    width: float | None = None,
    height: float | None = None,
    scale: float | None = None,
    **options: Any,
) -> bytes:
    r"""Return a figure as the bytes of a picture; the arguments are those of plotly.

    Parameters
    ----------
    figure
        The figure whose method it is.
    format
        ``"png"`` (by default), ``"svg"``, ``"pdf"``, ``"webp"`` or ``"jpeg"``.
    width, height
        In pixels; by default those of the figure.
    scale
        Raster pixels per figure pixel, by default 1, as in plotly.
    options
        Other options of plotly's own renderer.

    Examples
    --------
    >>> from timeline.charts.gantt import gantt
    >>> draw_images_ourselves()
    >>> to_image(gantt(b"title,start\nHarry,1953\n"), "svg")[:4]  # doctest: +SKIP
    b'<svg'
    """
    from timeline.export.files import FORMATS
    from timeline.export.save import render

    name = str(format or "png").lower().replace("jpg", "jpeg")
    if name == "html" or name not in FORMATS:
        size = {"width": width, "height": height, "scale": scale}
        image: bytes = type(figure).to_image(figure, format=format, **size, **options)
        return image
    return render(figure, {name}, width=width, height=height, scale=scale or 1.0)[name]


def write_image(
    figure: Any, file: Any, format: str | None = None, scale: float | None = None, **options: Any
) -> None:
    """Write a figure to a file, or to an object with a method ``write``, as plotly does.

    Parameters
    ----------
    figure
        The figure whose method it is.
    file
        A path, whose suffix determines the format, or a writable object.
    format, scale, options
        As for ``to_image``.

    Examples
    --------
    >>> write_image(figure, "harry.svg")  # doctest: +SKIP
    """
    if hasattr(file, "write"):
        file.write(to_image(figure, format, scale=scale, **options))
        return
    from timeline.files import write_files

    path = Path(os.fspath(file))
    suffix = path.suffix.lstrip(".") or None
    write_files({path: to_image(figure, format or suffix, scale=scale, **options)})


def widget(figure: Any) -> FigureWidget:
    """Return a figure as plotly's live widget, in which dragging a box selects rows.

    Parameters
    ----------
    figure
        A figure of ours.

    Raises
    ------
    UsageError
        If the package for widgets is not installed.

    Examples
    --------
    >>> widget(figure)  # doctest: +SKIP
    """
    from timeline.notebooks.display import for_cell

    plain = for_cell(figure)
    layout = {**plain["layout"], "dragmode": "select", "selectdirection": "any"}
    try:
        live: FigureWidget = _widget_class()({**plain, "layout": layout})
    except ImportError as error:
        remedy = 'pip install "battle-timeline[notebook]"'
        raise UsageError(f"live figures need anywidget ({remedy})") from error
    vars(live)["_has_data"] = True
    live.open()
    return live


@cache
def _widget_class() -> Any:
    """Return plotly's widget class, changed so that a widget opens when it has its data.

    Plotly's widget opens first and sends its data later; VS Code may then show empty axes.
    """
    from plotly.graph_objects import FigureWidget

    from timeline.notebooks.display import hand_over

    class Widget(FigureWidget):  # type: ignore[misc]  # plotly's class has no types
        def open(self) -> None:
            if vars(self).get("_has_data"):
                super().open()

        def _repr_mimebundle_(self, *args: Any, **kwargs: Any) -> Any:
            hand_over(self.to_dict())
            return super()._repr_mimebundle_(*args, **kwargs)

    return Widget


def picked(live: Any, events: EventTable) -> pd.DataFrame:
    r"""Return the table rows that are selected in a live figure; none without a selection.

    Parameters
    ----------
    live
        The widget, or any figure whose traces have selected points.
    events
        The table of the figure.

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

        return gantt(self._frame, **options)

    def bars(self, **options: Any) -> Figure:
        """Draw the frame as bars; the options are those of ``read_events`` and ``bars``."""
        from timeline.charts.bars import bars

        return bars(self._frame, **options)


KINDS = ("gantt", "bars")


def plot(data: pd.DataFrame, kind: str, **options: Any) -> Figure:
    """Draw a data frame: the entry point of pandas' plotting backend.

    Parameters
    ----------
    data
        The frame, with our column names, or others with ``mapping``.
    kind
        ``"gantt"`` or ``"bars"``.
    options
        Those of ``read_events`` and of the chart.

    Raises
    ------
    UsageError
        If the kind is unknown, or columns are given as ``x`` and ``y``.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"title": ["Assault"], "start": ["1953-06-10"]})
    >>> plot(frame, "gantt", title="June").layout.title.text
    'June'
    """
    check_choice("kind", kind, KINDS)
    for axis in ("x", "y"):
        if options.pop(axis, None) is not None:
            raise UsageError(f'{axis} is not used (say mapping={{"start": ..., "title": ...}})')
    draw = getattr(Timeline(data), kind)
    return draw(**options)
