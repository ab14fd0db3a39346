"""Value labels above columns, and texts in their gaps.

Takes the sums of a facet with its scale; returns texts that move with the plot.

A value is shown only if neither another value nor a column is in its way: all values, or else those
of peaks, the highest first. Qualified values ("about 250") come first, in words, with a symbol, or
as the symbol alone: a bare column would look exact. Values without room are returned, so that a
note can name them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from timeline.captions.datatable import cell_text
from timeline.layout.scene import Box, Panel, Scale, Text
from timeline.layout.style import Look
from timeline.locale.dates import amount_text, bound_of, is_about
from timeline.locale.language import language as speak
from timeline.locale.spans import period_texts
from timeline.stats.binning import PeriodSums
from timeline.stats.sums import joint_qualifier
from timeline.typography.font import line_height, text_width
from timeline.typography.wrap import wrap

__all__ = ["AIR", "Columns", "Plot", "column_numbers", "gap_texts"]

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

    def style(self, name: str) -> str:
        """Return how the columns of a series are drawn."""
        return "ghost" if name in self.totals else "certain"


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

    @property
    def x(self) -> Scale:
        """The scale of time."""
        return Scale(self.box.x0, self.box.x1, *self.ends)

    @property
    def y(self) -> Scale:
        """The scale of values, upwards."""
        return Scale(self.box.y1, self.box.y0, self.low, self.high, self.log)


def gap_texts(plot: Plot, look: Look) -> list[Text]:
    """Say in a gap that there is no record, where the gap is wide enough."""
    size, text = look.theme.note_size, speak(look.language).words["no data"]
    texts = []
    for first, after in plot.sums.gaps:
        low, high = float(plot.sums.edges[first]), float(plot.sums.edges[after])
        room = plot.x.map(high) - plot.x.map(low)
        if max(text_width(word, size) for word in text.split()) + 4 > room:
            continue
        lines = wrap(text, room - 2, size)
        height = len(lines) * line_height(size)
        y, at = plot.box.y1 - height / 2 - 6, (low + high) / 2
        texts.append(
            Text.measured("\n".join(lines), plot.x.map(at), y, size, "gap", anchor="middle",
                          color="muted", panel=plot.number, at=at, at_y=plot.y.invert(y))
        )  # fmt: skip
    return texts


#: Pixels between a column and the middle of its number.
ABOVE = 9.0
#: Pixels between a number and the columns that rise beside it.
CLEAR = 2.0
#: Pixels between the edge of the plot and a number at the height of a tick.
BESIDE_TICK = 5.0
#: Bounds that are understood without words, as they are written; a range shows in its column.
SIGNS = {"": "", ">": ">", "<": "<", ">=": "≥", "<=": "≤"}

Anchor = Literal["start", "middle", "end"]
#: A number stands in the middle of its column, or ends or begins with it.
ANCHORS: tuple[Anchor, ...] = ("middle", "end", "start")


@dataclass(frozen=True)
class _Top:
    """The top of a column: its edges in instants, its value, and its number as texts."""

    left: float
    right: float
    value: float
    text: str
    period: str
    qualifier: str = ""
    #: The shorter ways to say that it is not exact: with a sign, and the sign alone.
    brief: tuple[str, ...] = ()

    @property
    def middle(self) -> float:
        """The instant in the middle of the column."""
        return (self.left + self.right) / 2


def column_numbers(
    plot: Plot, panel: Panel, columns: Columns, *, look: Look, taken: Sequence[Text] = ()
) -> tuple[list[Text], list[str]]:
    """Write numbers above all columns, or above peaks; those not exact come first.

    Parameters
    ----------
    plot, panel, columns
        One facet, what is drawn of it, and how.
    look
        Sizes and language.
    taken
        Texts of the plot that keep their places.

    Returns
    -------
    texts
        The numbers that stand, the largest first.
    unlabelled
        Those that are not exact and found no room, with their periods.
    """
    tops = sorted(_tops(plot, columns, look), key=lambda top: -top.value)
    bars = _bar_edges(plot, panel)
    middles = np.array([plot.x.map(top.middle) for top in tops])
    ticks = _tick_boxes(plot, panel, look.theme.tick_size)
    for chosen in (tops, _peaks(tops)):
        boxes = [*ticks, *(text.box for text in taken)]
        texts: list[Text] = []
        left_out = []
        for top in sorted(chosen, key=lambda top: not top.qualifier):
            placed = _place(top, plot, look, bars=bars, boxes=boxes, middles=middles)
            if placed is None:
                left_out.append(top)
                continue
            texts.append(placed)
            box, apart = placed.box, 2 if top.qualifier else 4
            boxes.append(Box(box.x0 - apart, box.y0, box.x1 + apart, box.y1))
        if all(top.qualifier for top in left_out):
            break
    return texts, [f"{top.period} ({top.text})" for top in left_out if top.qualifier]


def _tick_boxes(plot: Plot, panel: Panel, size: float) -> list[Box]:
    """Return the room of tick labels beside the plot: "20" and "17" behind it read as one."""
    half, edge = line_height(size) / 2, plot.box.x0 + BESIDE_TICK
    heights = [plot.y.map(tick.at) for tick in panel.y.ticks if tick.text]
    return [Box(0, y - half, edge, y + half) for y in heights]


def _peaks(tops: Sequence[_Top]) -> list[_Top]:
    """Return those that are higher than the columns beside them, and all that are not exact.

    Of neighbours of one height the first is labelled; the highest comes first.
    """
    in_time = sorted(tops, key=lambda top: top.left)
    values = [-np.inf, *(top.value for top in in_time), -np.inf]
    peaks = {
        top.left
        for at, top in enumerate(in_time, start=1)
        if values[at] > values[at - 1] and values[at] >= _next_other(values, at)
    }
    return [top for top in tops if top.qualifier or top.left in peaks]


def _next_other(values: Sequence[float], at: int) -> float:
    """Return the value after a run of equal ones."""
    return next((value for value in values[at:] if value != values[at]), values[at])


def _place(
    top: _Top,
    plot: Plot,
    look: Look,
    *,
    bars: np.ndarray,
    boxes: Sequence[Box],
    middles: np.ndarray,
) -> Text | None:
    """Return the number where it stands free, or nothing."""
    size, own = look.theme.tick_size, plot.x.map(top.middle)
    ways = [
        [_text(text, top, plot, anchor=anchor, size=size) for anchor in ANCHORS]
        for text in (top.text, *top.brief)
    ]
    # What is exact moves aside only at the edge of the plot; else it has no need to stand.
    aside = bool(top.qualifier) or not _inside(ways[0][0].box, plot)
    places = [place for way in ways for place in way] if aside else []
    # Above its own column alone, if it can; else at least in the middle of its own.
    apart = [place for place in places if not _over_others(place.box, middles, own)]
    for place in (*apart, *(way[0] for way in ways)):
        free = _inside(place.box, plot) and _is_free(place.box, bars)
        if free and not any(place.box.overlaps(other) for other in boxes):
            return place
    return None


def _text(text: str, top: _Top, plot: Plot, *, anchor: Anchor, size: float) -> Text:
    """Return a number above its column, in its middle or flush with one of its edges."""
    at = {"middle": top.middle, "end": top.right, "start": top.left}[anchor]
    y = plot.y.map(top.value) - ABOVE
    return Text.measured(text, plot.x.map(at), y, size, "value", anchor=anchor,
                         panel=plot.number, at=at, at_y=plot.y.invert(y))  # fmt: skip


def _inside(box: Box, plot: Plot) -> bool:
    # The plot cuts what it holds: a number that stands out of it would lose its edge.
    return box.x0 >= plot.box.x0 and box.x1 <= plot.box.x1


def _over_others(box: Box, middles: np.ndarray, own: float) -> bool:
    """Tell whether a number would stand above the column of another."""
    others = middles[np.abs(middles - own) > 0.5]
    return bool(((others > box.x0) & (others < box.x1)).any())


def _bar_edges(plot: Plot, panel: Panel) -> np.ndarray:
    """Return left, right and upper edges of the columns in pixels, as three rows."""
    edges = [
        (plot.x.map(bar.x0), plot.x.map(bar.x1), plot.y.map(max(bar.y0, bar.y1)))
        for bar in panel.bars
    ]
    return np.array(edges, dtype=float).reshape(-1, 3).T


def _is_free(box: Box, bars: np.ndarray) -> bool:
    left, right, top = bars
    near = (box.x0 < right + CLEAR) & (left - CLEAR < box.x1)
    return not bool((near & (box.y1 > top)).any())


def _brief(qualifier: str, number: str) -> tuple[str, ...]:
    if not qualifier or bound_of(qualifier) not in SIGNS:
        return ()
    sign = SIGNS[bound_of(qualifier)] + ("~" if is_about(qualifier) else "")
    return (f"{sign}{number}", sign)


def _tops(plot: Plot, columns: Columns, look: Look) -> list[_Top]:
    """Return the top of every column that has a record."""
    sums = plot.sums
    number_of = speak(look.language).number
    periods = period_texts(sums.edges, sums.period, language=look.language)
    lengths = np.diff(sums.edges)
    if columns.stack and len(sums.names) > 1:
        return _stack_tops(plot, look, periods)
    each = lengths * (1 - AIR) / len(sums.names)
    tops = []
    for row, at in zip(*np.nonzero(sums.count), strict=True):
        left = float(sums.edges[at] + lengths[at] * AIR / 2 + each[at] * row)
        qualifier, value = str(sums.qualifier[row, at]), float(sums.reach[row, at])
        text = cell_text(sums, (int(row), int(at)), language=look.language)
        brief = _brief(qualifier, number_of(sums.rounded(value)))
        name = f"{sums.names[row]}, {periods[at]}" if len(sums.names) > 1 else periods[at]
        tops.append(_Top(left, left + float(each[at]), value, text, name, qualifier, brief))
    return tops


def _stack_tops(plot: Plot, look: Look, periods: Sequence[str]) -> list[_Top]:
    """Return the tops of stacks; each is as loose as what stands in it."""
    sums, spoken = plot.sums, speak(look.language)
    tops = []
    for at in np.flatnonzero(sums.count.sum(axis=0)).tolist():
        low, value = (float(sums_of[:, at].sum()) for sums_of in (sums.drawn, sums.reach))
        mark = joint_qualifier(set(sums.qualifier[:, at]))
        number, shown = spoken.number(sums.rounded(value)), sums.rounded(low)
        best = sums.rounded(value) if bound_of(mark) in ("", "<", "<=") else shown
        text = amount_text(best, mark, low=shown, high=sums.rounded(value), language=look.language)
        air = float(sums.edges[at + 1] - sums.edges[at]) * AIR / 2
        left, right = float(sums.edges[at]) + air, float(sums.edges[at + 1]) - air
        tops.append(_Top(left, right, value, text, periods[at], mark, _brief(mark, number)))
    return tops
