"""What is written in a plot of columns: numbers above them, and words in the gaps.

Takes the sums of a facet with its scale; returns texts that move with the plot. A number
stands only where neither another number nor a column is in its way, the largest first;
those that find no room are in the hover and in the table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from timeline.fonts.fit import line_height, text_width, wrap
from timeline.layout.series import PeriodSums
from timeline.layout.stage import Look
from timeline.model import Box, Panel, Text
from timeline.words.amounts import amount_text
from timeline.words.language import language as speak

__all__ = ["AIR", "Columns", "Plot", "cell_text", "column_numbers", "gap_texts"]

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


def cell_text(sums: PeriodSums, cell: tuple[int, int], look: Look) -> str:
    """Write the number of one series (first index) in one period (second index)."""
    drawn, reach = (sums.told(float(values[cell])) for values in (sums.drawn, sums.reach))
    return amount_text(
        drawn, str(sums.qualifier[cell]), low=drawn, high=reach, language=look.language
    )  # fmt: skip


def column_numbers(
    plot: Plot, panel: Panel, columns: Columns, *, look: Look, taken: Sequence[Text] = ()
) -> list[Text]:
    """Write numbers above columns, the largest first, where nothing is in the way.

    ``taken`` are texts of the plot that keep their places.
    """
    size = look.theme.tick_size
    bars = _bar_edges(plot, panel)
    slot = float((bars[1] - bars[0]).min(initial=np.inf))
    boxes = [text.box for text in taken]
    found: list[Text] = []
    for at, top, text in sorted(_tops(plot, columns, look), key=lambda top: -top[1]):
        x, y, width = plot.x(at), plot.y(top) - 9.0, text_width(text, size)
        place = Text(text, x, y, size, "value", "middle", width=width, height=line_height(size),
                     panel=plot.number, at=at, at_y=plot.value(y))  # fmt: skip
        box = place.box
        inside = box.x0 >= plot.box.x0 - 2 and box.x1 <= plot.box.x1 + 2
        if inside and _is_free(box, bars) and not any(box.overlaps(other) for other in boxes):
            found.append(place)
            # Above thin columns only some numbers stand: a row of all would be a grey band.
            apart = 4 if slot >= width * (1 - AIR) else width * 0.75
            boxes.append(Box(box.x0 - apart, box.y0, box.x1 + apart, box.y1))
    return found


def _bar_edges(plot: Plot, panel: Panel) -> np.ndarray:
    """Return left, right and upper edges of the columns in pixels, as three rows."""
    edges = [(plot.x(bar.x0), plot.x(bar.x1), plot.y(max(bar.y0, bar.y1))) for bar in panel.bars]
    return np.array(edges, dtype=float).reshape(-1, 3).T


def _is_free(box: Box, bars: np.ndarray) -> bool:
    left, right, top = bars
    return not bool(((box.x0 < right) & (left < box.x1) & (box.y1 > top)).any())


def _tops(plot: Plot, columns: Columns, look: Look) -> list[tuple[float, float, str]]:
    """Return where numbers may stand: the middle and the top of each column, and its text."""
    sums = plot.sums
    lengths = np.diff(sums.edges)
    spoken = speak(look.language)
    if columns.stack or len(sums.names) == 1:
        totals, counts = sums.reach.sum(axis=0), sums.count.sum(axis=0)
        loose = [set(sums.qualifier[:, at]) - {""} for at in range(len(lengths))]
        texts = [
            cell_text(sums, (0, at), look) if len(sums.names) == 1
            else spoken.words["about"].format(spoken.number(sums.told(total))) if loose[at]
            else spoken.number(sums.told(total))
            for at, total in enumerate(totals.tolist())
        ]  # fmt: skip
        middles = (sums.edges[:-1] + sums.edges[1:]) / 2
        return [(float(middles[at]), float(totals[at]), texts[at]) for at in np.flatnonzero(counts)]
    each = lengths * (1 - AIR) / len(sums.names)
    found = []
    for number, at in zip(*np.nonzero(sums.count), strict=True):
        middle = sums.edges[at] + lengths[at] * AIR / 2 + each[at] * (number + 0.5)
        top = float(sums.reach[number, at])
        found.append((float(middle), top, cell_text(sums, (int(number), int(at)), look)))
    return found


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
