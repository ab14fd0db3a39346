"""Bars that stand on a time axis: one column a period, stacked or side by side.

Takes sums by period, one set a facet, and returns a ``Layout``. The axis of time is that
of a Gantt, the axis of values begins at zero. Numbers stand above the columns as far
as there is room, the largest first; a gap says that nothing is recorded, a zero is a
line with its 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from timeline.amounts import amount_text
from timeline.fonts import line_height, text_width, wrap
from timeline.furniture import Sample, furnish, side_margin
from timeline.language import language as speak
from timeline.model import Axis, Band, Bar, Box, Layout, Panel, Rule, Text, Tick
from timeline.period_texts import period_texts, period_ticks
from timeline.series import PeriodSums
from timeline.stage import Look
from timeline.ticks import value_ticks

__all__ = ["Columns", "columns_layout", "gap_text_fits"]

#: The share of a period that its column leaves free, on both sides together.
AIR = 0.22
AXIS_ROOM, FACET_HEADING, FACET_GAP, UNIT_ROOM = 42.0, 24.0, 14.0, 20.0


@dataclass(frozen=True)
class Columns:
    """What to draw: sums by facet heading, looks of the series, how they stand."""

    facets: Mapping[str, PeriodSums]
    looks: Mapping[str, tuple[str, str]]
    unit: str = ""
    stack: bool = False
    log: bool = False


@dataclass(frozen=True)
class _Plot:
    """One facet: its sums, its box, and the scale of values that all facets share."""

    sums: PeriodSums
    box: Box
    low: float
    high: float
    number: int
    log: bool

    def x(self, at: float) -> float:
        """Return the pixel of an instant."""
        first, last = float(self.sums.edges[0]), float(self.sums.edges[-1])
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


def columns_layout(columns: Columns, look: Look) -> Layout:
    """Lay out sums by period as standing bars ``look.width`` pixels wide."""
    samples = [Sample(name, *columns.looks[name]) for name in columns.looks]
    furniture = furnish(
        look.width, theme=look.theme, title=look.title, subtitle=look.subtitle,
        key=samples if len(samples) > 1 else (), notes=look.notes, source=look.source,
    )  # fmt: skip
    plots, bottom = _plots(columns, look, furniture.top)
    panels = tuple(_panel(plot, columns, look) for plot in plots)
    texts = [*furniture.head, *_heads(columns, plots, look)]
    for plot, panel in zip(plots, panels, strict=True):
        texts += _numbers(plot, panel, columns, look=look) + _gap_texts(plot, look)
    texts += furniture.below(bottom + AXIS_ROOM)
    height = float(np.ceil(bottom + AXIS_ROOM + furniture.bottom))
    return Layout(look.width, height, panels, tuple(texts), furniture.key, look.meta)


def _plots(columns: Columns, look: Look, top: float) -> tuple[list[_Plot], float]:
    """Give each facet its box, and all of them one scale."""
    margin, size = side_margin(look.width), look.theme.tick_size
    count = len(columns.facets)
    height = min(max(0.42 * look.width, 250.0), 400.0) if count == 1 else 120.0
    low, high = _ends(columns, height)
    ticks = _value_ticks(low, high, height, columns=columns, look=look)
    gutter = max((text_width(tick.text, size) for tick in ticks), default=0.0) + 8
    left, right = margin + gutter, look.width - margin
    y = top + (UNIT_ROOM if columns.unit or columns.log else 4)
    plots = []
    for number, (heading, sums) in enumerate(columns.facets.items()):
        y += FACET_HEADING if heading else 0
        box = Box(left, y, right, y + height)
        plots.append(_Plot(sums, box, low, high, number, columns.log))
        y += height + FACET_GAP
    return plots, y - FACET_GAP


def _ends(columns: Columns, height: float) -> tuple[float, float]:
    """Return the ends of the value axis: zero, and room for a number above the highest column."""
    tops = [
        (sums.reach.sum(axis=0) if columns.stack else sums.reach).max()
        for sums in columns.facets.values()
    ]
    lows = [sums.drawn.min() for sums in columns.facets.values()]
    high = max(float(max(tops)), 0.0) or 1.0
    if columns.log:
        least = min(float(sums.drawn[sums.drawn > 0].min(initial=high))
                    for sums in columns.facets.values())  # fmt: skip
        low = float(10.0 ** np.floor(np.log10(least) - 1e-9))
        return low, float(low * (high / low) ** (height / (height - 20)))
    low = min(0.0, float(min(lows)))
    return low, low + (high - low) * height / (height - 20)


def _value_ticks(
    low: float, high: float, height: float, *, columns: Columns, look: Look
) -> tuple[Tick, ...]:
    return value_ticks(low, high, height, log=columns.log, size=look.theme.tick_size,
                       language=look.language, horizontal=False)  # fmt: skip


def _panel(plot: _Plot, columns: Columns, look: Look) -> Panel:
    sums, box = plot.sums, plot.box
    last = plot.number == len(columns.facets) - 1
    ticks = period_ticks(sums.edges, sums.period, box.x1 - box.x0, size=look.theme.tick_size,
                         language=look.language) if last else ()  # fmt: skip
    values = _value_ticks(plot.low, plot.high, box.y1 - box.y0, columns=columns, look=look)
    gaps = [(float(sums.edges[a]), float(sums.edges[b])) for a, b in sums.gaps]
    return Panel(
        box,
        Axis("time", float(sums.edges[0]), float(sums.edges[-1]), ticks, grid=False),
        Axis("value", plot.low, plot.high, values, log=columns.log),
        horizontal=False,
        bars=tuple(_bars(plot, columns, look)),
        bands=tuple(Band(x0, x1, "nest") for x0, x1 in gaps),
        rules=tuple(_zeros(plot)),
    )


def _bars(plot: _Plot, columns: Columns, look: Look) -> list[Bar]:
    """Return the columns of a facet, series by series."""
    sums = plot.sums
    lengths = np.diff(sums.edges)
    texts = period_texts(sums.edges, sums.period, language=look.language)
    base = np.zeros(len(lengths))
    found = []
    for number, name in enumerate(sums.names):
        if columns.stack:
            x0, x1 = sums.edges[:-1] + lengths * AIR / 2, sums.edges[1:] - lengths * AIR / 2
        else:
            each = lengths * (1 - AIR) / len(sums.names)
            x0 = sums.edges[:-1] + lengths * AIR / 2 + each * number
            x1 = x0 + each
        for at in np.flatnonzero(sums.count[number]).tolist():
            hover = _hover(sums, number, at, text=texts[at], unit=columns.unit, look=look)
            found += _column(
                plot, number, at, x=(float(x0[at]), float(x1[at])), base=float(base[at]),
                look=columns.looks[name], hover=hover, stack=columns.stack,
            )  # fmt: skip
        if columns.stack:
            base = base + sums.reach[number]
    return found


def _column(
    plot: _Plot, number: int, at: int, *, x: tuple[float, float], base: float,
    look: tuple[str, str], hover: str, stack: bool,
) -> list[Bar]:  # fmt: skip
    """Return one column: what is certain solid, and what is possible hatched above it."""
    sums = plot.sums
    name, (color, pattern) = sums.names[number], look
    drawn, reach = float(sums.drawn[number, at]), float(sums.reach[number, at])
    bottom = plot.low if plot.log and not stack else base
    ends = [
        (bottom, base + drawn, pattern, "certain"),
        (base + drawn, base + reach, "/", "possible"),
    ]
    return [
        Bar(*x, min(y0, y1), max(y0, y1), color, fill, style, name=name, hover=hover)
        for y0, y1, fill, style in ends
        if y1 != y0
    ]


def _hover(sums: PeriodSums, number: int, at: int, *, text: str, unit: str, look: Look) -> str:
    amount = _amount(sums, (number, at), look)
    lines = (sums.names[number], text, f"{amount} {unit}".strip())
    return "\n".join(line for line in lines if line)


def _amount(sums: PeriodSums, cell: tuple[int, int], look: Look) -> str:
    return amount_text(
        float(sums.drawn[cell]), str(sums.qualifier[cell]), low=float(sums.drawn[cell]),
        high=float(sums.reach[cell]), language=look.language,
    )  # fmt: skip


def _zeros(plot: _Plot) -> list[Rule]:
    """Return a line on the axis for each period whose sum is zero, so that it is seen."""
    edges, nothing = plot.sums.edges, (plot.sums.reach == 0).all(axis=0)
    return [
        Rule(float(edges[at]), 0.0, float(edges[at + 1]), 0.0, "zero", "ink", 2.0)
        for at in np.flatnonzero(nothing & (plot.sums.count.sum(axis=0) > 0))
        if not plot.log
    ]


def _heads(columns: Columns, plots: Sequence[_Plot], look: Look) -> list[Text]:
    """Write the unit above the axis of values, and the heading of each facet."""
    words, margin = speak(look.language).words, side_margin(look.width)
    told = [columns.unit, words["log scale"] if columns.log else ""]
    unit = ", ".join(part for part in told if part)
    size, small = look.theme.label_size, look.theme.tick_size
    found = []
    if unit:
        above = FACET_HEADING if "" not in columns.facets else 0.0
        y = plots[0].box.y0 - above - 12
        found.append(Text(unit, margin, y, small, "axis", color="muted",
                          width=text_width(unit, small), height=line_height(small)))  # fmt: skip
    for heading, plot in zip(columns.facets, plots, strict=True):
        if heading:
            found.append(Text(heading, margin, plot.box.y0 - 10, size, "group", bold=True,
                              width=text_width(heading, size, bold=True),
                              height=line_height(size)))  # fmt: skip
    return found


def _numbers(plot: _Plot, panel: Panel, columns: Columns, *, look: Look) -> list[Text]:
    """Write numbers above columns, the largest first, where nothing is in the way."""
    taken = [
        Box(plot.x(bar.x0), plot.y(max(bar.y0, bar.y1)), plot.x(bar.x1), plot.box.y1)
        for bar in panel.bars
    ]
    found: list[Text] = []
    for at, top, text in sorted(_tops(plot, columns, look), key=lambda top: -top[1]):
        size = look.theme.tick_size
        x, y, width = plot.x(at), plot.y(top) - 9.0, text_width(text, size)
        place = Text(text, x, y, size, "value", "middle", width=width, height=line_height(size),
                     panel=plot.number, at=at, at_y=plot.value(y))  # fmt: skip
        box = replace(place, y=y - 1, height=line_height(size) - 4).box
        inside = box.x0 >= plot.box.x0 - 2 and box.x1 <= plot.box.x1 + 2
        if inside and not any(box.overlaps(other) for other in taken):
            found.append(place)
            taken.append(Box(box.x0 - 4, box.y0, box.x1 + 4, box.y1))
    return found


def _tops(plot: _Plot, columns: Columns, look: Look) -> list[tuple[float, float, str]]:
    """Return where numbers may stand: the middle and the top of each column, and its text."""
    sums = plot.sums
    lengths = np.diff(sums.edges)
    spoken = speak(look.language)
    if columns.stack or len(sums.names) == 1:
        totals, counts = sums.reach.sum(axis=0), sums.count.sum(axis=0)
        loose = [set(sums.qualifier[:, at]) - {""} for at in range(len(lengths))]
        texts = [
            _amount(sums, (0, at), look) if len(sums.names) == 1
            else spoken.words["about"].format(spoken.number(total)) if loose[at]
            else spoken.number(total)
            for at, total in enumerate(totals.tolist())
        ]  # fmt: skip
        middles = (sums.edges[:-1] + sums.edges[1:]) / 2
        return [(float(middles[at]), float(totals[at]), texts[at]) for at in np.flatnonzero(counts)]
    each = lengths * (1 - AIR) / len(sums.names)
    found = []
    for number, at in zip(*np.nonzero(sums.count), strict=True):
        middle = sums.edges[at] + lengths[at] * AIR / 2 + each[at] * (number + 0.5)
        top = float(sums.reach[number, at])
        found.append((float(middle), top, _amount(sums, (int(number), int(at)), look)))
    return found


def gap_text_fits(pixels: float, look: Look) -> bool:
    """Tell whether a gap so many pixels wide holds the words that say so."""
    words = speak(look.language).words["no data"]
    size = look.theme.note_size
    return max(text_width(word, size) for word in words.split()) + 4 <= pixels


def _gap_texts(plot: _Plot, look: Look) -> list[Text]:
    """Say in a gap that there is no record, where the gap is wide enough."""
    size, text = look.theme.note_size, speak(look.language).words["no data"]
    found = []
    for first, after in plot.sums.gaps:
        low, high = float(plot.sums.edges[first]), float(plot.sums.edges[after])
        room = plot.x(high) - plot.x(low)
        if not gap_text_fits(room, look):
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
