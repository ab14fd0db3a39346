"""Plotly figures built on first access, and figures as JSON text, without importing plotly.

Takes a plotly figure, or a dictionary that may hold arrays, dates and parts of figures; returns
text that a browser can read. Numbers without a JSON form (NaN, infinities) become null, as in
plotly.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from timeline.errors import UsageError

if TYPE_CHECKING:
    from plotly.graph_objects import Figure


@cache
def _lazy_figure() -> type[Figure]:
    """Return the class of figures that are made at the first look; plotly is imported here."""
    from plotly.graph_objects import Figure

    class LazyFigure(Figure):  # type: ignore[misc]
        def __init__(self, make: Callable[[], dict[str, Any]]) -> None:  # plotly's own comes later
            self.__dict__["_make"] = make

        def __getattr__(self, name: str) -> Any:
            # What plotly keeps in a figure is not there yet, so that any look at it comes here.
            make = self.__dict__.pop("_make")
            self.__class__ = Figure
            Figure.__init__(self, make())
            return getattr(self, name)

    # Tools that know a plotly figure by the name of its class know this one.
    for name in ("__module__", "__name__", "__qualname__"):
        setattr(LazyFigure, name, getattr(Figure, name))
    return LazyFigure


def figure_of(make: Callable[[], dict[str, Any]]) -> Figure:
    """Return a plotly figure of the dictionary that ``make`` returns once it is needed.

    Examples
    --------
    >>> from plotly.graph_objects import Figure
    >>> figure = figure_of(lambda: {"data": [], "layout": {"width": 500}})
    >>> is_untouched(figure), figure.layout.width, is_untouched(figure)
    (True, 500, False)
    >>> type(figure) is Figure
    True
    """
    return _lazy_figure()(make)


def is_untouched(figure: Any) -> bool:
    """Tell whether nobody has looked into a figure, so that nobody can have changed it."""
    return "_make" in getattr(figure, "__dict__", ())


def figure_dict(figure: Any) -> dict[str, Any]:
    """Return a figure as a dictionary with ``data`` and ``layout``.

    Raises
    ------
    UsageError
        If it is neither a figure nor the dictionary of one.

    Examples
    --------
    >>> figure_dict({"data": [], "layout": {"title": {"text": "June"}}})["layout"]
    {'title': {'text': 'June'}}
    """
    if isinstance(figure, Mapping) and ("data" in figure or "layout" in figure):
        return {"data": [], "layout": {}, **figure}
    if isinstance(figure, Mapping):
        raise UsageError("a dictionary needs data and layout to be a figure")
    # A data frame, too, has a to_dict; a figure alone has one that names its data.
    if hasattr(figure, "to_dict") and hasattr(figure, "layout"):
        return dict(figure.to_dict())
    kind = type(figure).__name__
    raise UsageError(
        f"a figure is wanted, not of the kind {kind} (draw one by gantt, bars or plotly)"
    )


def json_text(value: Any) -> str:
    """Return JSON text; arrays become lists, dates their ISO form, NaN becomes null.

    Examples
    --------
    >>> json_text({"x": (1, float("nan")), "title": "上甘岭"})
    '{"x":[1,null],"title":"上甘岭"}'
    """
    try:
        return _dumps(value, allow_nan=False)
    except ValueError:
        text = _dumps(value, allow_nan=True)
        return _dumps(json.loads(text, parse_constant=lambda _: None), allow_nan=False)


def _dumps(value: Any, *, allow_nan: bool) -> str:
    return json.dumps(
        value, default=_plain, ensure_ascii=False, separators=(",", ":"), allow_nan=allow_nan
    )


def _plain(value: Any) -> Any:
    """Return what JSON can hold for a value of numpy, pandas, plotly or the calendar."""
    for method in ("to_plotly_json", "tolist", "isoformat"):
        if hasattr(value, method):
            return getattr(value, method)()
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    return str(value)
