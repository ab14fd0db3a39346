"""A layout at a height that is asked for: lanes further apart, numbers for titles, or an error.

Takes a function that lays out a look, and the look; returns a layout of that very height.
An error says which size would hold the table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from timeline.errors import LayoutError, Problem, UsageError, did_you_mean
from timeline.layout.scene import Layout
from timeline.layout.style import Look

__all__ = ["LABELS", "fitted", "too_tall", "ways_of"]

#: How events are named: by titles beside them or on leaders, or by numbers and a list.
LABELS = ("auto", "text", "leaders", "numbers")
#: Browsers draw no picture of more than 16,384 pixels, and a PNG has two for one of a figure.
TALLEST = 8000.0
#: Widths to try where the height is too small, as multiples of the one asked for.
WIDER = (1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 6.0)


def fitted(
    lay_out: Callable[[Look], Layout], look: Look, *, labels: str = "auto", height: float = 0.0
) -> Layout:
    """Return a layout of a height.

    Parameters
    ----------
    lay_out
        Lays out a look.
    look
        Width, theme, colours, words.
    labels
        ``"text"``, ``"leaders"``, ``"numbers"``, or ``"auto"``: the first of these that fits
        into the height.
    height
        Pixels; 0: as high as the lanes need.

    Raises
    ------
    LayoutError
        The table needs more height; the message says how much, and which width would do.
    UsageError
        There are no such labels.
    """
    ways = ways_of(labels)
    if not height:
        return lay_out(replace(look, labels=ways[0]))
    found = [(replace(look, labels=way), lay_out(replace(look, labels=way))) for way in ways]
    for at, layout in found:
        if layout.height <= height:
            return _stretched(lay_out, at, layout, height)
    needed = min(layout.height for _, layout in found)
    raise LayoutError(
        f"the figure needs a height of {needed:g} pixels at width {look.width:g} "
        f"(asked for: {height:g}{_wider(lay_out, look, ways, height)})"
    )


def ways_of(labels: str) -> tuple[str, ...]:
    """Return the ways to name events, the better first.

    Examples
    --------
    >>> ways_of("auto"), ways_of("numbers")
    (('text', 'leaders', 'numbers'), ('numbers',))
    """
    if labels not in LABELS:
        hint = did_you_mean(labels, LABELS) or f"one of: {', '.join(LABELS)}"
        raise UsageError(f'labels "{labels}" are not known ({hint})')
    return LABELS[1:] if labels == "auto" else (labels,)


def too_tall(layout: Layout, name: str) -> tuple[Problem, ...]:
    """Return the remark on a figure that is higher than a picture of pixels can be.

    Parameters
    ----------
    layout
        Of the figure.
    name
        Of its table.

    Examples
    --------
    >>> print(*too_tall(Layout(360, 9000, (), (), (), {}), "raids.csv"))
    raids.csv: the figure is 9000 pixels high at width 360 (take a larger width, fewer rows \
by --group or --since, or pages: -o raids.pdf --paper a4)
    """
    if layout.height <= TALLEST:
        return ()
    pages = name.rpartition("/")[2].removesuffix(".csv")
    said = f"the figure is {layout.height:g} pixels high at width {layout.width:g}"
    remedy = (
        "take a larger width, fewer rows by --group or --since, or pages: "
        f"-o {pages}.pdf --paper a4"
    )
    return (Problem(name, 0, "", "", said, remedy, code="tall", fatal=False),)


def _stretched(
    lay_out: Callable[[Look], Layout], look: Look, layout: Layout, height: float
) -> Layout:
    """Set the lanes further apart, as far as the height allows."""
    rows = {round(bar.y0 + bar.y1) for panel in layout.panels for bar in panel.bars}
    rows |= {round(2 * mark.y) for panel in layout.panels for mark in panel.marks}
    gap = look.lane_gap + (height - layout.height) / max(1, len(rows))
    wide = lay_out(replace(look, lane_gap=gap))
    return replace(wide if wide.height <= height else layout, height=height)


def _wider(
    lay_out: Callable[[Look], Layout], look: Look, ways: tuple[str, ...], height: float
) -> str:
    """Tell a width at which the height would do, if there is one."""
    for times in WIDER:
        width = round(look.width * times / 10) * 10.0
        tried = (lay_out(replace(look, width=width, labels=way)) for way in ways)
        if any(layout.height <= height for layout in tried):
            return f"; a width of {width:g} would do"
    return ""
