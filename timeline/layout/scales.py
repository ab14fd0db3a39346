"""The scale of every axis, of time or of values, and the parts of a claim on one.

A scale of values begins at zero, or, where it is logarithmic, at a power of ten. It is made as
long as the texts at the ends of the bars allow, so that none is cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

import numpy as np

if TYPE_CHECKING:
    from timeline.stats.claims import Claim

__all__ = ["Scale", "Stretch", "fitted_scale", "stretches", "whiskers"]

#: The shortest axis (pixels); below, the texts have taken the figure.
SHORTEST = 20.0


@dataclass(frozen=True)
class Scale:
    """A linear or logarithmic scale: ``low`` stands at pixel ``left``, ``high`` at ``right``.

    Time is linear in seconds; with breaks, in the seconds that ``Folds.at`` leaves.
    """

    left: float
    right: float
    low: float
    high: float
    log: bool = False

    @property
    def floor(self) -> float:
        """Where bars begin: zero, or the low end of a logarithmic axis."""
        return self.low if self.log else 0.0

    @property
    def per_pixel(self) -> float:
        """The seconds, or units, that a pixel of a linear scale stands for."""
        return (self.high - self.low) / (self.right - self.left)

    @overload
    def map(self, value: float) -> float: ...
    @overload
    def map(self, value: np.ndarray) -> np.ndarray: ...
    def map(self, value: float | np.ndarray) -> float | np.ndarray:
        """Return the pixels of one value or of an array.

        Examples
        --------
        >>> Scale(100, 200, 0, 10).map(5), Scale(0, 90, 1, 100, log=True).map(10)
        (150.0, 45.0)
        """
        if self.log:
            decades = np.log(np.maximum(value, self.low) / self.low)
            share = decades / np.log(self.high / self.low)
        else:
            share = (value - self.low) / (self.high - self.low)
        pixels = self.left + share * (self.right - self.left)
        return np.asarray(pixels) if isinstance(value, np.ndarray) else float(pixels)

    def invert(self, pixel: float) -> float:
        """Return the value at a pixel.

        Examples
        --------
        >>> Scale(100, 200, 0, 10).invert(150)
        5.0
        """
        share = (pixel - self.left) / (self.right - self.left)
        if self.log:
            return float(self.low * (self.high / self.low) ** share)
        return self.low + share * (self.high - self.low)


@dataclass(frozen=True)
class Stretch:
    """A part of a bar in the unit of its claim, certain or possible, and the row it tells of."""

    start: float
    end: float
    style: str
    line: int


def fitted_scale(
    claims: Sequence[Claim], ends: tuple[float, float], *, taken: Sequence[float], log: bool
) -> Scale:
    """Return the longest scale on which every text stands whole behind its bar.

    Parameters
    ----------
    claims
        What is drawn, one a bar.
    ends
        Pixels from which and to which bars and texts may reach.
    taken
        Pixels that the text of each bar takes.
    log
        Whether the axis is logarithmic.

    Examples
    --------
    >>> from timeline.stats.claims import Claim
    >>> claim = Claim(2, "", "killed", "", "", 100, 100, 100, "")
    >>> fitted_scale([claim], (0, 250), taken=[50], log=False)
    Scale(left=0, right=250, low=0.0, high=125.0, log=False)
    """
    reaches = [claim.reach for claim in claims if claim.reach > 0]
    most = max(reaches, default=1.0)
    low = min([claim.drawn for claim in claims if claim.drawn < 0], default=0.0)
    if log:
        least = min([claim.drawn for claim in claims if claim.drawn > 0], default=most)
        low = float(10.0 ** np.floor(np.log10(least) - 1e-9))
    unscaled = Scale(0.0, 1.0, low, most, log)
    room = ends[1] - ends[0]
    length = room
    for claim, width in zip(claims, taken, strict=True):
        share = unscaled.map(max(claim.reach, unscaled.floor)) if claim.reach > 0 else 0.0
        if share > 0:
            length = min(length, (room - width) / share)
    return Scale(ends[0], ends[1], low, unscaled.invert(room / max(length, SHORTEST)), log)


def stretches(claim: Claim, scale: Scale) -> list[Stretch]:
    """Return what to draw of a claim: the certain solid, the possible after it.

    A sum that the figure makes is an outline, in its parts.

    Examples
    --------
    >>> from timeline.stats.claims import Claim
    >>> claim = Claim(2, "", "killed", "", "", 1450, float("nan"), 1600, "..")
    >>> [(one.start, one.end, one.style) for one in stretches(claim, Scale(0, 9, 0, 2000))]
    [(0.0, 1450.0, 'certain'), (1450.0, 1600.0, 'possible')]
    """
    start = scale.floor
    split = len(claim.parts) > 1 and claim.bound in ("", ">", ">=") and not scale.log
    own = "ghost" if claim.parts else "certain"
    found = []
    for part in claim.parts if split else (claim,):
        base = 0.0 if scale.log else start
        sure = part.low if split else part.sure
        if np.isnan(sure):
            continue
        if sure:
            found.append(Stretch(start, base + sure, own, part.line))
        if split:
            start = base + sure
            continue
        if part.reach > sure:
            begin = base + sure if sure else start
            found.append(Stretch(begin, base + part.reach, "possible", part.line))
        start = base + part.reach
    return found


def whiskers(claim: Claim) -> tuple[float, float] | None:
    """Return the ends of the whisker of a range, or of what was combined; else none."""
    wide = claim.bound == ".." or bool(claim.made)
    if claim.ends is not None and "<" in claim.ends[0][1]:
        return None  # nobody says where it begins
    return (claim.low, claim.high) if wide and claim.low < claim.high < np.inf else None
