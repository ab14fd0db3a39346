"""A laid-out Gantt body, before title, legend and notes.

``GanttBody`` holds the contents of the plot, in pixels from its top. ``PageSlice`` is the part of
it on one figure: all of it, or one page of paper. A body and a slice make a layout.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from timeline.errors import LayoutError, Problem
from timeline.layout.frame import AXIS_HEIGHT, FigureFrame
from timeline.layout.gantt.packing import GroupBlock, Strip
from timeline.layout.gantt.texts import EraNames, Names, strip_texts, tick_texts
from timeline.layout.scene import (
    Axis,
    Band,
    Bar,
    Box,
    Layout,
    Mark,
    Panel,
    Rule,
    Sample,
    Scale,
    Text,
)
from timeline.layout.style import Look
from timeline.options import LABELS

__all__ = ["GanttBody", "PageSlice", "fitted", "too_tall", "ways_of"]

#: Browsers draw no picture of more than 16,384 pixels, and a PNG has two for one of a figure.
TALLEST = 8000.0
#: Widths to try where the height is too small, as multiples of the one asked for.
WIDER = (1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 6.0)


def fitted(
    lay_out: Callable[[Look], Layout], look: Look, *, labels: str = "auto", height: float = 0.0
) -> Layout:
    """Return a layout of a height.

    Parameters
    ----------
    lay_out
        Lays out a look.
    look
        Width, theme, colours, words.
    labels
        ``"text"``, ``"leaders"``, ``"numbers"``, or ``"auto"``: the first of these that fits
        into the height.
    height
        Pixels; 0: as high as the lanes need.

    Raises
    ------
    LayoutError
        The table needs more height; the message says how much, and which width would do.
    UsageError
        There are no such labels.
    """
    looks = [replace(look, labels=way) for way in ways_of(labels)]
    if not height:
        return lay_out(looks[0])
    layouts = [lay_out(labelled) for labelled in looks]
    for labelled, layout in zip(looks, layouts, strict=True):
        if layout.height <= height:
            return _stretch(lay_out, labelled, layout, height)
    needed = min(layout.height for layout in layouts)
    raise LayoutError(
        f"the figure needs a height of {needed:g} pixels at width {look.width:g} "
        f"(asked for: {height:g}{_wider(lay_out, looks, height)})"
    )


def ways_of(labels: str) -> tuple[str, ...]:
    """Return the ways to name events, the better first.

    Examples
    --------
    >>> ways_of("auto"), ways_of("numbers")
    (('text', 'leaders', 'numbers'), ('numbers',))
    """
    return LABELS[1:] if labels == "auto" else (labels,)


def too_tall(layout: Layout, name: str) -> tuple[Problem, ...]:
    """Return the remark on a figure that is higher than a picture of pixels can be.

    Parameters
    ----------
    layout
        Of the figure.
    name
        Of its table.

    Examples
    --------
    >>> print(*too_tall(Layout(360, 9000, (), (), (), {}), "raids.csv"))
    raids.csv: the figure is 9000 pixels high at width 360 (take a larger width, fewer rows \
by --group or --since, or pages: -o raids.pdf --paper a4)
    """
    if layout.height <= TALLEST:
        return ()
    file = name.rpartition("/")[2].removesuffix(".csv") + ".pdf"
    message = f"the figure is {layout.height:g} pixels high at width {layout.width:g}"
    advice = "take a larger width, fewer rows by --group or --since, or pages: "
    advice += f"-o {file} --paper a4"
    return (Problem(name, 0, "", "", message, advice, code="tall", fatal=False),)


def _stretch(
    lay_out: Callable[[Look], Layout], look: Look, layout: Layout, height: float
) -> Layout:
    """Set the lanes further apart, as far as the height allows."""
    rows = {round(bar.y0 + bar.y1) for panel in layout.panels for bar in panel.bars}
    rows |= {round(2 * mark.y) for panel in layout.panels for mark in panel.marks}
    gap = look.lane_gap + (height - layout.height) / max(1, len(rows))
    wide = lay_out(replace(look, lane_gap=gap))
    return replace(wide if wide.height <= height else layout, height=height)


def _wider(lay_out: Callable[[Look], Layout], looks: Sequence[Look], height: float) -> str:
    """Tell a width at which the height would do, if there is one."""
    for times in WIDER:
        width = round(looks[0].width * times / 10) * 10.0
        if any(lay_out(replace(look, width=width)).height <= height for look in looks):
            return f"; a width of {width:g} would do"
    return ""


#: A plot of more pixels has its tick texts above it, too: the foot is out of sight.
TALL = 900.0


@dataclass(frozen=True)
class PageSlice:
    """A run of strips: where it begins and ends in the plot, and how far down it is moved.

    ``strips`` are where they are drawn, including names repeated on a page.
    """

    strips: tuple[Strip, ...]
    first: float
    last: float
    shift: float = 0.0

    @property
    def height(self) -> float:
        """The height of its plot in pixels."""
        return self.last + self.shift

    def holds(self, y: float) -> bool:
        """Tell whether a place of the whole plot is in the run."""
        return self.first <= y < self.last


@dataclass(frozen=True)
class GanttBody:
    """The plot of a Gantt, and the texts to put around it.

    ``titles`` are those of the events, by row; ``noted`` are the lines of the table that each
    of ``notes`` is about, none for one on the figure as a whole; ``folds`` are the gaps, in
    seconds, and what each takes, for pages that are zoomed.
    """

    look: Look
    time_scale: Scale
    axis: Axis
    names: Names
    block: GroupBlock
    above: EraNames
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    labels: tuple[Text, ...]
    bands: tuple[Band, ...]
    key: tuple[Sample, ...]
    titles: tuple[str, ...]
    notes: tuple[str, ...]
    noted: tuple[frozenset[int], ...]
    leaders: tuple[Rule, ...] = ()
    folds: Mapping[str, Any] | None = None

    @property
    def whole(self) -> PageSlice:
        """The slice that shows all."""
        return PageSlice(tuple(self.block.strips), 0.0, self.block.y)

    def frame(self, look: Look | None = None) -> FigureFrame:
        """Place the frame with the texts of a look, by default those of the whole figure."""
        look = look or replace(self.look, notes=self.notes)
        return look.frame(self.key, self.time_scale.right - self.time_scale.left)

    def figure(self) -> Layout:
        """Return the layout of the whole figure."""
        return self.layout(self.frame(), self.whole)

    def above_plot(self, figure_frame: FigureFrame, sheet: PageSlice) -> tuple[list[Text], float]:
        """Return what stands between key and plot (ticks of a tall one, eras), and its end."""
        tall = sheet.height > TALL
        ticks = tick_texts(
            self.axis.ticks if tall else (), self.time_scale, self.look, top=figure_frame.top
        )
        top = max((text.box.y1 + 4 for text in ticks), default=figure_frame.top)
        return [*ticks, *self.above.texts(self.time_scale, top=top)], top + self.above.height

    def height(self, figure_frame: FigureFrame, sheet: PageSlice) -> float:
        """Return the pixels that a figure of a sheet needs from top to bottom."""
        _, top = self.above_plot(figure_frame, sheet)
        return float(ceil(top + sheet.height + AXIS_HEIGHT + figure_frame.bottom))

    def layout(self, figure_frame: FigureFrame, sheet: PageSlice) -> Layout:
        """Return the finished picture of a sheet, as high as it needs to be."""
        above, top = self.above_plot(figure_frame, sheet)
        box = Box(self.time_scale.left, top, self.time_scale.right, top + sheet.height)
        headings = strip_texts(sheet.strips, self.names, top=top)
        texts = (*headings, *self._labels(sheet, top), *above)
        meta = {**self.look.meta, "notes": list(self.notes)}
        if self.folds:
            meta["folds"] = self.folds
        return figure_frame.compose(
            self.look.width, (self._panel(sheet, box),), texts, foot=box.y1 + AXIS_HEIGHT, meta=meta
        )

    def _labels(self, sheet: PageSlice, top: float) -> list[Text]:
        return [
            replace(text, y=text.y + top + sheet.shift, at_y=text.at_y + sheet.shift)
            for text in self.labels
            if text.at_y is not None and sheet.holds(text.at_y)
        ]

    def _panel(self, sheet: PageSlice, box: Box) -> Panel:
        bars = (bar for bar in self.bars if sheet.holds((bar.y0 + bar.y1) / 2))
        marks = (mark for mark in self.marks if sheet.holds(mark.y))
        shift = sheet.shift
        return Panel(
            box,
            self.axis,
            Axis("pixel", sheet.height, 0.0, grid=False),
            bars=tuple(replace(bar, y0=bar.y0 + shift, y1=bar.y1 + shift) for bar in bars),
            marks=tuple(replace(mark, y=mark.y + shift) for mark in marks),
            bands=tuple(part for band in self.bands if (part := _visible(band, sheet))),
            rules=self._rules(sheet),
        )

    def _rules(self, sheet: PageSlice) -> tuple[Rule, ...]:
        low, high = self.time_scale.low, self.time_scale.high
        headings = [
            Rule(low, strip.bottom - 4, high, strip.bottom - 4, "heading")
            for strip in sheet.strips
            if strip.kind == "group"
        ]
        leaders = [
            replace(rule, y0=rule.y0 + sheet.shift, y1=rule.y1 + sheet.shift)
            for rule in self.leaders
            if sheet.holds(rule.y0)
        ]
        return (*headings, *leaders)


def _visible(band: Band, sheet: PageSlice) -> Band | None:
    """Return the part of a band that a sheet shows; only the ground of phases may be cut."""
    if band.y0 is None or band.y1 is None:
        return band
    first, last = max(band.y0, sheet.first), min(band.y1, sheet.last)
    return replace(band, y0=first + sheet.shift, y1=last + sheet.shift) if first < last else None
