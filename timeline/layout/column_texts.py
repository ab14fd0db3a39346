"""What is written in a plot of columns: the number of each, and words in the gaps.

Takes the sums of a facet with its scale; returns texts that move with the plot
(``column_numbers`` places the numbers).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from timeline.layout.series import PeriodSums
from timeline.layout.stage import Look
from timeline.locale.language import language as speak
from timeline.picture import Box, Text
from timeline.typography.wrap import line_height, text_width, wrap

__all__ = ["AIR", "Columns", "Plot", "gap_texts"]

#: The share of a period that its column leaves free, on both sides together.
AIR = 0.22


@dataclass(frozen=True)
class Columns:
    """What to draw: sums by facet heading, looks of the series, how they stand."""

    facets: Mapping[str, PeriodSums]
    looks: Mapping[str, tuple[str, str]]
    unit: str = ""
    stack: bool = False
    log: bool = False
    #: The ends of the axis of time (seconds) where others share it; else those of the periods.
    ends: tuple[float, float] | None = None
    #: Pixels of a plot; else by the width of the figure.
    height: float = 0.0
    #: Series that count others of the figure too: outlines, since they are not their equals.
    totals: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Plot:
    """One facet: its sums, its box, and the scale of values that all facets share."""

    sums: PeriodSums
    box: Box
    low: float
    high: float
    number: int
    log: bool
    shared: tuple[float, float] | None = None

    @property
    def ends(self) -> tuple[float, float]:
        """The ends of the axis of time."""
        return self.shared or (float(self.sums.edges[0]), float(self.sums.edges[-1]))

    def x(self, at: float) -> float:
        """Return the pixel of an instant."""
        first, last = self.ends
        return self.box.x0 + (at - first) / (last - first) * (self.box.x1 - self.box.x0)

    def y(self, value: float) -> float:
        """Return the pixel of a value."""
        low, high, at = self.low, self.high, max(value, self.low)
        if self.log:
            low, high, at = np.log10(low), np.log10(high), np.log10(at)
        return float(self.box.y1 - (at - low) / (high - low) * (self.box.y1 - self.box.y0))

    def value(self, pixel: float) -> float:
        """Return the value at a pixel."""
        share = (self.box.y1 - pixel) / (self.box.y1 - self.box.y0)
        if self.log:
            return float(self.low * (self.high / self.low) ** share)
        return self.low + share * (self.high - self.low)


def gap_texts(plot: Plot, look: Look) -> list[Text]:
    """Say in a gap that there is no record, where the gap is wide enough."""
    size, text = look.theme.note_size, speak(look.language).words["no data"]
    found = []
    for first, after in plot.sums.gaps:
        low, high = float(plot.sums.edges[first]), float(plot.sums.edges[after])
        room = plot.x(high) - plot.x(low)
        if max(text_width(word, size) for word in text.split()) + 4 > room:
            continue
        lines = wrap(text, room - 2, size)
        height = len(lines) * line_height(size)
        y, at = plot.box.y1 - height / 2 - 6, (low + high) / 2
        found.append(
            Text("\n".join(lines), plot.x(at), y, size, "gap", "middle", color="muted",
                 width=max(text_width(line, size) for line in lines), height=height,
                 panel=plot.number, at=at, at_y=plot.value(y))
        )  # fmt: skip
    return found
