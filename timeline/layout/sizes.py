"""The widths of figures that have a name: a column of text, a page, a slide."""

from __future__ import annotations

from collections.abc import Mapping

from timeline.errors import UsageError, did_you_mean
from timeline.layout.papers import PAPERS

__all__ = ["NARROWEST_FIGURE", "WIDTHS", "width_of"]

#: A figure narrower than this cannot hold a label and its bar.
NARROWEST_FIGURE = 280
#: Pixels, of which 96 make an inch: a newspaper's column, a page between its margins, a slide.
WIDTHS: Mapping[str, float] = {"column": 360.0, "page": 720.0, "slide": 1280.0}


def width_of(width: float | str) -> float:
    """Return a width in pixels, given as such or by its name.

    Parameters
    ----------
    width
        Pixels, or ``"column"`` (360), ``"page"`` (720) or ``"slide"`` (1280).

    Raises
    ------
    UsageError
        No width has that name, or a figure so narrow holds no label.

    Examples
    --------
    >>> width_of("page"), width_of(500), width_of("500")
    (720.0, 500.0, 500.0)
    """
    pixels = WIDTHS.get(str(width)) or _number(width)
    if not pixels >= NARROWEST_FIGURE:
        raise UsageError(f"width {pixels:g} is too narrow (at least {NARROWEST_FIGURE} pixels)")
    return pixels


def _number(width: float | str) -> float:
    try:
        return float(width)
    except ValueError:
        if str(width).lower() in PAPERS:
            raise UsageError(
                f'width "{width}" is a paper (say paper "{width}", for a PDF)'
            ) from None
        hint = did_you_mean(str(width), WIDTHS) or f"pixels, or one of: {', '.join(WIDTHS)}"
        raise UsageError(f'width "{width}" is not known ({hint})') from None
