"""The pictures that an article shows of a figure: the plot alone, wide and slim, by day and night.

Takes figures by width; returns figures by the ending of the file that each is drawn
into. Title, notes and source are left to the text around the picture, so that nothing
is said twice; the slim picture is for phones, where the wide one could not be read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from timeline.web.plotarea import plot_area

__all__ = ["DARK", "SLIM", "SLIM_DARK", "WIDE", "bare", "stills"]

#: Endings of the files: what stands after the name of the figure.
WIDE, DARK = ".plot.svg", ".plot.dark.svg"
SLIM, SLIM_DARK = ".plot.slim.svg", ".plot.slim.dark.svg"


def bare(figure: Mapping[str, Any]) -> dict[str, Any]:
    """Return the plot of a figure, which still says of itself what the figure said.

    Examples
    --------
    >>> figure = {"data": [], "layout": {"title": {"text": "June"}, "meta": {"title": "June"}}}
    >>> bare(figure)["layout"]
    {'annotations': [], 'meta': {'title': 'June'}}
    """
    plot = plot_area(figure)
    plot["layout"]["meta"] = figure["layout"].get("meta")
    return plot


def stills(
    light: Mapping[int, Mapping[str, Any]], dark: Mapping[int, Mapping[str, Any]]
) -> dict[str, dict[str, Any]]:
    """Return the pictures of a figure, by the endings of their files.

    Parameters
    ----------
    light, dark
        The figure by width; ``dark`` may be empty. With one width there is no slim
        picture.

    Examples
    --------
    >>> figure = {"data": [], "layout": {}}
    >>> list(stills({360: figure, 720: figure}, {}))
    ['.plot.svg', '.plot.slim.svg']
    """
    found = {}
    for figures, wide, slim in ((light, WIDE, SLIM), (dark, DARK, SLIM_DARK)):
        if figures:
            found[wide] = bare(figures[max(figures)])
        if len(figures) > 1:
            found[slim] = bare(figures[min(figures)])
    return found
