"""Sheets of paper that a long figure is split onto, by their names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import floor

from timeline.errors import UsageError, did_you_mean

__all__ = ["PAPERS", "Paper", "paper_of"]

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
