"""The plotly figure of a chart, laid out when somebody first looks into it.

A picture is drawn from the chart itself: one that is only saved needs no plotly figure.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from plotly.graph_objects import Figure

__all__ = ["figure_of", "is_untouched"]


class _LazyFigure(Figure):  # type: ignore[misc]
    """A figure whose contents are still to be made; with the first look it is a plain one."""

    def __init__(self, make: Callable[[], dict[str, Any]]) -> None:  # plotly's own comes later
        self.__dict__["_make"] = make

    def __getattr__(self, name: str) -> Any:
        # What plotly keeps in a figure is not there yet, so that any look at it comes here.
        make = self.__dict__.pop("_make")
        self.__class__ = Figure
        Figure.__init__(self, make())
        return getattr(self, name)


# Tools that know a plotly figure by the name of its class know this one.
for _name in ("__module__", "__name__", "__qualname__"):
    setattr(_LazyFigure, _name, getattr(Figure, _name))


def figure_of(make: Callable[[], dict[str, Any]]) -> Figure:
    """Return a plotly figure of the dictionary that ``make`` returns once it is needed.

    Examples
    --------
    >>> figure = figure_of(lambda: {"data": [], "layout": {"width": 500}})
    >>> is_untouched(figure), figure.layout.width, is_untouched(figure)
    (True, 500, False)
    >>> type(figure) is Figure
    True
    """
    return _LazyFigure(make)


def is_untouched(figure: Any) -> bool:
    """Tell whether nobody has looked into a figure, so that nobody can have changed it."""
    return isinstance(figure, _LazyFigure)
