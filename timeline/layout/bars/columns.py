"""Columns on a time axis: one per period, stacked or side by side.

Takes sums by period, one set per facet; returns a ``Layout``. The time axis is that of a Gantt, the
value axis begins at zero. Columns are labelled with their values as far as there is room, the
largest first. A gap means that nothing is recorded; a zero is a line labelled 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from timeline.captions.datatable import cell_text, with_unit
from timeline.layout.axes.time_ticks import time_ticks
from timeline.layout.axes.value_ticks import value_ticks
from timeline.layout.bars.numbers import AIR, Columns, Plot, column_numbers, gap_texts
from timeline.layout.frame import AXIS_HEIGHT, side_margin
from timeline.layout.scene import Axis, Band, Bar, Box, Layout, Panel, Rule, Sample, Text, Tick
from timeline.layout.style import Look
from timeline.locale.language import language as speak
from timeline.locale.language import sentence
from timeline.locale.spans import period_texts, short_period_texts
from timeline.typography.font import widest

__all__ = ["columns_layout", "period_ticks"]

#: Every so many months carry a text, so that the same ones do each year.
MONTH_STEPS = (1, 2, 3, 6)
QUARTER_STEPS = (1, 2)
ANY_STEPS = (1, 2, 5, 10)


def period_ticks(
    edges: np.ndarray, period: str, width: float, *, size: float, language: str = "en"
) -> tuple[Tick, ...]:
    r"""Return ticks in the middle of the periods, or of a time axis where columns are too thin.

    Examples
    --------
    >>> edges = np.array([0, 31, 59]) * 86400.0
    >>> [tick.text for tick in period_ticks(edges, "month", 90, size=12)]
    ['Jan\n1970', 'Feb']
    """
    low, high = float(edges[0]), float(edges[-1])
    briefs, contexts, numbers = short_period_texts(edges, period, language)
    steps = {"month": MONTH_STEPS, "quarter": QUARTER_STEPS}.get(period, ANY_STEPS)
    column = width / len(briefs)
    for step in steps:
        texts = _tick_texts(briefs, contexts, [number % step == 0 for number in numbers])
        lines = (line for text in texts for line in text.split("\n"))
        if widest(lines, size) + size * 0.6 <= column * step:
            middles = ((edges[:-1] + edges[1:]) / 2).tolist()
            return tuple(Tick(at, text) for at, text in zip(middles, texts, strict=True) if text)
    return time_ticks(low, high, width, size=size, language=language)


def _tick_texts(briefs: list[str], contexts: list[str], shown: list[bool]) -> list[str]:
    """Say the context once, where it changes; nothing under the columns between."""
    texts, last = [], ""
    for brief, context, show in zip(briefs, contexts, shown, strict=True):
        texts.append("" if not show else f"{brief}\n{context}" if context != last else brief)
        last = context if show else last
    return [text.rstrip("\n") for text in texts]


#: So many numbers are named in a note; more are counted.
NAMED = 6
FACET_HEADING, FACET_GAP, UNIT_ROOM = 24.0, 14.0, 20.0


def columns_layout(columns: Columns, look: Look, *, is_noted: bool = False) -> Layout:
    """Lay out sums by period as standing bars ``look.width`` pixels wide.

    ``is_noted``: the notes name the inexact numbers that have no room.
    """
    samples = [
        Sample(name, *columns.looks[name], style=columns.style(name)) for name in columns.looks
    ]
    frame = _frame(columns, look)
    figure_frame = look.frame(samples if len(samples) > 1 else (), frame.right - frame.left)
    plots, bottom = _plots(columns, frame, figure_frame.top)
    panels = tuple(_panel(plot, columns, look) for plot in plots)
    texts = _headings(columns, plots, look)
    unlabelled: list[str] = []
    for plot, panel in zip(plots, panels, strict=True):
        gaps = gap_texts(plot, look)
        numbers, left = column_numbers(plot, panel, columns, look=look, taken=gaps)
        texts += [*gaps, *numbers]
        unlabelled += left
    if unlabelled and not is_noted:
        return columns_layout(columns, _with_note(look, unlabelled, columns), is_noted=True)
    return figure_frame.compose(
        look.width, panels, texts, foot=bottom + AXIS_HEIGHT, meta=look.meta
    )


def _with_note(look: Look, unlabelled: Sequence[str], columns: Columns) -> Look:
    """Name in a note the numbers that are not exact and could not be written."""
    words, more = speak(look.language).words, len(unlabelled) - NAMED
    named = ", ".join(unlabelled[:NAMED])
    named = f"{named} {words['and more'].format(more)}" if more > 0 else named
    note = sentence(words["qualified"].format(named), look.language)
    # Where others share the axis, they print the notes of all together.
    notes = look.notes if columns.ends else (*look.notes, note)
    meta = {**look.meta, "notes": [*look.meta.get("notes", ()), note]}
    return replace(look, notes=notes, meta=meta)


@dataclass(frozen=True)
class _Frame:
    """What all facets share: their edges and height in pixels, and the ends of their values."""

    left: float
    right: float
    height: float
    low: float
    high: float


def _frame(columns: Columns, look: Look) -> _Frame:
    margin, size = side_margin(look.width), look.theme.tick_size
    height = min(max(0.42 * look.width, 250.0), 400.0) if len(columns.facets) == 1 else 120.0
    height = columns.height or height
    low, high = _ends(columns, height)
    ticks = _value_ticks(low, high, height, columns=columns, look=look)
    gutter = widest((tick.text for tick in ticks), size) + 8
    return _Frame(margin + max(gutter, look.gutter), look.width - margin, height, low, high)


def _plots(columns: Columns, frame: _Frame, top: float) -> tuple[list[Plot], float]:
    """Give each facet its box; return them and where the last one ends."""
    y = top + (UNIT_ROOM if columns.unit or columns.log else 4)
    plots = []
    for number, (heading, sums) in enumerate(columns.facets.items()):
        y += FACET_HEADING if heading else 0
        box = Box(frame.left, y, frame.right, y + frame.height)
        plots.append(Plot(sums, box, frame.low, frame.high, number, columns.log, columns.ends))
        y += frame.height + FACET_GAP
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
    # What is counted in whole numbers has no half of one on its axis.
    whole = all(
        bool((values % 1 == 0).all())
        for sums in columns.facets.values()
        for values in (sums.drawn, sums.reach)
    )
    return value_ticks(low, high, height, log=columns.log, size=look.theme.tick_size,
                       language=look.language, horizontal=False, whole=whole)  # fmt: skip


def _panel(plot: Plot, columns: Columns, look: Look) -> Panel:
    sums, box = plot.sums, plot.box
    last = plot.number == len(columns.facets) - 1
    ticks = period_ticks(sums.edges, sums.period, box.x1 - box.x0, size=look.theme.tick_size,
                         language=look.language) if last else ()  # fmt: skip
    values = _value_ticks(plot.low, plot.high, box.y1 - box.y0, columns=columns, look=look)
    gaps = [(float(sums.edges[a]), float(sums.edges[b])) for a, b in sums.gaps]
    return Panel(
        box,
        Axis("time", *plot.ends, ticks, grid=False),
        Axis("value", plot.low, plot.high, values, log=columns.log),
        horizontal=False,
        bars=tuple(_bars(plot, columns, look)),
        bands=tuple(Band(x0, x1, "nest") for x0, x1 in gaps),
        rules=tuple(_zeros(plot)),
    )


def _bars(plot: Plot, columns: Columns, look: Look) -> list[Bar]:
    sums = plot.sums
    lengths = np.diff(sums.edges)
    texts = period_texts(sums.edges, sums.period, language=look.language)
    base = np.zeros(len(lengths))
    bars = []
    for number, name in enumerate(sums.names):
        if columns.stack:
            x0, x1 = sums.edges[:-1] + lengths * AIR / 2, sums.edges[1:] - lengths * AIR / 2
        else:
            each = lengths * (1 - AIR) / len(sums.names)
            x0 = sums.edges[:-1] + lengths * AIR / 2 + each * number
            x1 = x0 + each
        (color, pattern), style = columns.looks[name], columns.style(name)
        for at in np.flatnonzero(sums.count[number]).tolist():
            low = float(base[at])
            drawn, reach = low + float(sums.drawn[number, at]), low + float(sums.reach[number, at])
            amount = cell_text(sums, (number, at), language=look.language)
            lines = (name, texts[at], with_unit(amount, columns.unit, look.language))
            hover = "\n".join(filter(None, lines))
            bottom = plot.low if plot.log and not columns.stack else low
            # What is certain is solid, what is possible hatched above it.
            parts = ((bottom, drawn, pattern, style), (drawn, reach, "/", "possible"))
            bars += [
                Bar(float(x0[at]), float(x1[at]), min(y0, y1), max(y0, y1), color, fill, way,
                    name=name, hover=hover)
                for y0, y1, fill, way in parts
                if y1 != y0
            ]  # fmt: skip
        if columns.stack:
            base = base + sums.reach[number]
    return bars


def _zeros(plot: Plot) -> list[Rule]:
    """Return a line on the axis for each period whose sum is zero, so that it is seen."""
    edges, nothing = plot.sums.edges, (plot.sums.reach == 0).all(axis=0)
    return [
        Rule(float(edges[at]), 0.0, float(edges[at + 1]), 0.0, "zero", "ink", 2.0)
        for at in np.flatnonzero(nothing & (plot.sums.count.sum(axis=0) > 0))
        if not plot.log
    ]


def _headings(columns: Columns, plots: Sequence[Plot], look: Look) -> list[Text]:
    """Write the unit above the axis of values, and the heading of each facet."""
    words, margin = speak(look.language).words, side_margin(look.width)
    unit = ", ".join(filter(None, (columns.unit, words["log scale"] if columns.log else "")))
    size, small = look.theme.label_size, look.theme.tick_size
    headings = []
    if unit:
        above = FACET_HEADING if "" not in columns.facets else 0.0
        y = plots[0].box.y0 - above - 12
        headings.append(Text.measured(unit, margin, y, small, "axis", color="muted"))
    for heading, plot in zip(columns.facets, plots, strict=True):
        if heading:
            y = plot.box.y0 - 10
            headings.append(Text.measured(heading, margin, y, size, "group", bold=True))
    return headings
