"""Named widths of figures, and paper sizes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import floor

from timeline.errors import UsageError, did_you_mean

__all__ = ["NARROWEST_FIGURE", "PAPERS", "WIDTHS", "Paper", "paper_of", "width_of"]

#: Millimetres, upright.
SIZES = {"a3": (297.0, 420.0), "a4": (210.0, 297.0), "letter": (215.9, 279.4)}
#: Pixels, of which 96 make an inch; printers leave so much at each edge.
MARGIN = 36.0
PIXEL = 25.4 / 96


@dataclass(frozen=True)
class Paper:
    """A sheet: its width and height in millimetres, and the room of a figure on it in pixels."""

    name: str
    across: float
    down: float
    margin: float = MARGIN

    @property
    def width(self) -> float:
        """The pixels that a figure may be wide."""
        return float(floor(self.across / PIXEL - 2 * self.margin))

    @property
    def height(self) -> float:
        """The pixels that a figure may be high."""
        return float(floor(self.down / PIXEL - 2 * self.margin))


PAPERS: Mapping[str, Paper] = {
    paper.name: paper
    for name, (short, long) in SIZES.items()
    for paper in (Paper(name, short, long), Paper(f"{name}-landscape", long, short))
}


def paper_of(name: str | Paper) -> Paper:
    """Return the paper of a name.

    Parameters
    ----------
    name
        ``"a3"``, ``"a4"`` or ``"letter"``, each also as in ``"a4-landscape"``.

    Raises
    ------
    UsageError
        No paper has that name.

    Examples
    --------
    >>> paper_of("a4").width, paper_of("A4-landscape").width
    (721.0, 1050.0)
    """
    if isinstance(name, Paper):
        return name
    found = PAPERS.get(name.lower().replace(" ", "-"))
    if found is None:
        hint = did_you_mean(name.lower(), PAPERS) or f"one of: {', '.join(PAPERS)}"
        raise UsageError(f'paper "{name}" is not known ({hint})')
    return found


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
