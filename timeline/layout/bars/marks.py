"""The marks of claims, lying or standing: bars with their certain part, whiskers, arrows.

A scale of values begins at zero, or, where it is logarithmic, at a power of ten. It is made as
long as the texts at the ends of the bars allow, so that none is cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from timeline.layout.axes.value_ticks import value_ticks
from timeline.layout.bars.rows import Hovers
from timeline.layout.scene import Axis, Bar, Mark, Rule, Scale, Text
from timeline.layout.style import Look
from timeline.locale.language import language as speak
from timeline.stats.claims import Claim

__all__ = ["ClaimMarks", "Stretch", "fitted_scale", "stretches", "whiskers"]

#: The shortest axis (pixels); below, the texts have taken the figure.
SHORTEST = 20.0
#: The arrow of "more than" behind a bar.
ARROW = 12.0


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


@dataclass(frozen=True)
class ClaimMarks:
    """Draws claims along a scale of values, each in the middle of its row or slot."""

    scale: Scale
    look: Look
    hovers: Hovers
    horizontal: bool

    def axis(self, length: float) -> Axis:
        """Return the axis of values, ``length`` pixels long; only a logarithmic one has ticks."""
        low, high, log = self.scale.low, self.scale.high, self.scale.log
        ticks = value_ticks(
            low, high, length, log=True, size=self.look.theme.tick_size,
            language=self.look.language, horizontal=self.horizontal,
        ) if log else ()  # fmt: skip
        return Axis("value", low, high, ticks, log=log, grid=log)

    def axis_text(self, x: float, y: float) -> list[Text]:
        """Say at a place that the axis is logarithmic."""
        text, size = speak(self.look.language).words["log scale"], self.look.theme.tick_size
        written = Text.measured(text, x, y, size, "axis", color="muted")
        return [written] if self.scale.log else []

    def bars(self, claim: Claim, middle: float, half: float) -> list[Bar]:
        """Return the bars of a claim, ``2 * half`` pixels thick."""
        color, pattern = self.look.of(claim.color)
        found = []
        for one in stretches(claim, self.scale):
            hatch = {"certain": pattern, "possible": "/"}.get(one.style, "")
            reach = half * 0.6 if one.style == "possible" else half
            along = (min(one.start, one.end), max(one.start, one.end))
            across = (middle - reach, middle + reach)
            x, y = (along, across) if self.horizontal else (across, along)
            found.append(
                Bar(*x, *y, color, hatch, one.style, row=one.line, name=claim.color,
                    hover=self.hovers.get(claim.lines, ""))
            )  # fmt: skip
        return found

    def whisker(self, claim: Claim, middle: float, cap: float) -> list[Rule]:
        """Return the line from the low to the high end of a range, with its caps."""
        ends = whiskers(claim)
        if ends is None:
            return []
        lines = [(ends[0], middle, ends[1], middle)]
        lines += [(end, middle - cap, end, middle + cap) for end in ends]
        if not self.horizontal:
            lines = [(y0, x0, y1, x1) for x0, y0, x1, y1 in lines]
        return [Rule(*line, "whisker", "ink", 1.5) for line in lines]

    def arrow(self, claim: Claim, middle: float, beyond: float) -> list[Mark]:
        """Return the arrow of a claim of "more than", ``beyond`` pixels after its bar."""
        if not claim.is_open or not claim.reach > 0:
            return []
        at = self.scale.invert(self.scale.map(claim.reach) + beyond)
        x, y, shape = (at, middle, "right") if self.horizontal else (middle, at, "up")
        return [
            Mark(x, y, f"triangle-{shape}", ARROW, self.look.of(claim.color)[0], row=claim.line,
                 name=claim.color, hover=self.hovers.get(claim.lines, ""),
                 hollow=bool(claim.parts))
        ]  # fmt: skip
