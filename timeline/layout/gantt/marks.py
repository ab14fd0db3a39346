"""Bars, end markers, eras and nights of a Gantt, and its legend items.

Rows of kind "era" and "marker" are drawn behind the events, with their names above the plot. An
instant that is known only to the month is as wide as that month.

Possible time is low and hatched, certain time full and solid. Ongoing events end in an arrow,
unknown ends in a question mark; the arrow is outlined if the event goes on outside the figure.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from timeline.layout.gantt.packing import GroupBlock
from timeline.layout.gantt.rows import BRIEF, BRIEF_SIZE, Extents
from timeline.layout.scene import Band, Bar, Mark, Sample, Scale
from timeline.layout.style import Look
from timeline.locale.language import language as speak
from timeline.model import Rows
from timeline.stats.certainty import Certainty, certainty

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "KINDS",
    "Split",
    "bands",
    "draw_events",
    "legend_items",
    "split_background",
]

#: The kinds of rows that are drawn behind the others, in the order of drawing.
KINDS = ("era", "marker")
#: A marked time narrower than this many pixels is one line.
NARROWEST = 4.0
#: The arrow of what goes on, in pixels.
ARROW_SIZE = 17.0
#: The marks of ends that are not stated: place in ``Extents``, shape, size, and hollow or not.
END_MARKS = (
    ("arrow", "triangle-right", ARROW_SIZE, False),
    ("arrow_back", "triangle-left", ARROW_SIZE, False),
    ("cut", "triangle-right", ARROW_SIZE, True),
    ("cut_back", "triangle-left", ARROW_SIZE, True),
    ("question", "question", 12.0, False),
)


@dataclass(frozen=True)
class Split:
    """The rows of a Gantt: events in lanes, and the background (eras, then markers).

    ``at_events`` and ``at_behind`` are their places among all ``rows``.
    """

    rows: Rows
    at_events: np.ndarray
    at_behind: np.ndarray

    @cached_property
    def events(self) -> Rows:
        """The events in lanes."""
        return self.rows.take(self.at_events)

    @cached_property
    def behind(self) -> Rows:
        """The rows behind them."""
        return self.rows.take(self.at_behind)

    @property
    def spanning(self) -> Rows:
        """The rows that the axis must hold: an era may reach beyond it, but not be beyond it."""
        if not len(self.behind):
            return self.events
        low = _finite(self.events, "start_earliest").min(initial=np.inf)
        high = _finite(self.events, "end_latest").max(initial=-np.inf)
        away = (self.behind["end_latest"] <= low) | (self.behind["start_earliest"] >= high)
        shown = self.at_behind[(self.behind["kind"] == "marker") | away]
        return self.rows.take(np.concatenate([self.at_events, shown]))


def _finite(rows: Rows, column: str) -> np.ndarray:
    values = rows[column].astype(float, copy=False)
    return np.asarray(values[np.isfinite(values)])


def split_background(frame: pd.DataFrame | Rows) -> Split:
    """Split off eras and markers, unless the table has nothing else.

    Examples
    --------
    >>> import pandas as pd
    >>> apart = split_background(pd.DataFrame({"kind": ["marker", "assault", "era"]}))
    >>> apart.events["kind"].tolist(), apart.behind["kind"].tolist()
    (['assault'], ['era', 'marker'])
    """
    rows = Rows.of(frame)
    kinds = rows["kind"]
    is_behind = np.array([kind in KINDS for kind in kinds.tolist()], bool)
    if is_behind.all():
        is_behind = ~is_behind
    behind = np.flatnonzero(is_behind)
    behind = behind[np.argsort(kinds[behind], kind="stable")]
    return Split(rows, np.flatnonzero(~is_behind), behind)


def draw_events(
    events: Rows,
    edges: Certainty,
    *,
    spans: Extents,
    block: GroupBlock,
    look: Look,
    hovers: Sequence[str],
    parts: Mapping[int, Sequence[tuple[float, float]]] | None = None,
) -> tuple[tuple[Bar, ...], tuple[Mark, ...]]:
    """Return the bars and marks of every event, at the places that ``block`` gives.

    ``parts`` are the intervals of events with several dates, by row; one without a length is a
    mark. A time too short for a bar is one mark, hollow unless certain.
    """
    bars: list[Bar] = []
    marks: list[Mark] = []
    names, lines = events.texts(look.color_by), events["line"].astype(int).tolist()
    middles, hollow = spans.mark.tolist(), _unsure(edges).tolist()
    ends = np.array([getattr(spans, end) for end, *_ in END_MARKS])
    with_end = (~np.isnan(ends)).any(axis=0)
    full = look.theme.bar_height / 2
    for row, (name, line) in enumerate(zip(names, lines, strict=True)):
        about = {"row": line, "name": name, "hover": hovers[row]}
        (color, pattern), y = look.of(name), block.middles[row]
        if not math.isnan(middles[row]):
            brief = Mark(middles[row], y, BRIEF, BRIEF_SIZE, color, hollow=hollow[row], **about)
            marks.append(brief)
        elif parts and row in parts:
            for low, high in parts[row]:
                if low < high:
                    bars.append(Bar(low, high, y - full, y + full, color, pattern, **about))
                else:
                    marks.append(Mark(low, y, BRIEF, BRIEF_SIZE, color, **about))
        else:
            bars += _bars(row, y, edges, spans, look=look, about=about)
        if with_end[row]:
            marks += _end_marks(row, y, spans, color, about)
    return tuple(bars), tuple(marks)


def _unsure(edges: Certainty) -> np.ndarray:
    """Return the events without certain time: no day on which they must have been under way."""
    empty = (edges.core1 <= edges.core0) & (edges.first < edges.last)
    unsure: np.ndarray = edges.approximate | empty
    return unsure


def _bars(
    row: int, y: float, edges: Certainty, spans: Extents, *, look: Look, about: dict[str, Any]
) -> list[Bar]:
    color, pattern = look.of(about["name"])
    first, last = float(spans.first[row]), float(spans.last[row])
    core0, core1 = float(spans.core0[row]), float(spans.core1[row])
    low, full = look.theme.bar_height * 0.3, look.theme.bar_height / 2
    bars = []
    if core1 - core0 < last - first:
        style = "approximate" if edges.approximate[row] else "possible"
        bars.append(Bar(first, last, y - low, y + low, color, "/", style, **about))
    if core1 > core0:
        bars.append(Bar(core0, core1, y - full, y + full, color, pattern, **about))
    return bars


def _end_marks(
    row: int, y: float, spans: Extents, color: str, about: dict[str, Any]
) -> Iterator[Mark]:
    for end, shape, size, hollow in END_MARKS:
        at = float(getattr(spans, end)[row])
        if not math.isnan(at):
            # A question mark reads as a text, so it has the colour of texts.
            ink = "ink" if shape == "question" else color
            yield Mark(at, y, shape, size, ink, hollow=hollow, **about)


def bands(
    behind: Rows,
    edges: Certainty,
    *,
    block: GroupBlock,
    time_scale: Scale,
    nights: Sequence[tuple[float, float]],
) -> tuple[Band, ...]:
    """Return the bands behind the bars: eras, markers, nights, the background of phases."""
    dark = [
        Band(max(dusk, time_scale.low), min(dawn, time_scale.high), "night")
        for dusk, dawn in nights
        if dawn > time_scale.low and dusk < time_scale.high
    ]
    nests = [
        Band(float(edges.first[row]), float(edges.last[row]), "nest", y0=top, y1=bottom)
        for row, top, bottom in block.nests
    ]
    return (*_background_bands(behind, time_scale), *nests, *dark)


def _background_bands(behind: Rows, time_scale: Scale) -> list[Band]:
    """Return the band of each era and the line, or narrow band, of each marker."""
    spans = certainty(behind, time_scale.low, time_scale.high)
    bands = []
    texts = (behind[name].tolist() for name in ("kind", "title"))
    columns = (spans.first.tolist(), spans.last.tolist(), *texts)
    for first, last, kind, title in zip(*columns, strict=True):
        if kind == "marker" and last - first < NARROWEST * time_scale.per_pixel:
            first = last = (first + last) / 2
        bands.append(Band(first, last, kind, title))
    return bands


def legend_items(
    events: Rows, edges: Certainty, *, spans: Extents, look: Look, nights: bool, dots: bool
) -> list[Sample]:
    """Return the legend items: the sides and the ways of drawing that occur.

    ``dots`` says that some event is drawn in parts of which one is a mark.
    """
    names = events.texts(look.color_by)
    present = set(names)
    # Where a side has no bar, its sample in the key is its mark.
    marked = ~np.isnan(spans.mark)
    barred = {name for name, mark in zip(names, marked.tolist(), strict=True) if not mark}
    entries = [
        Sample(name, *look.of(name)) if name in barred else _mark_sample(name, look.of(name)[0])
        for name in look.colors
        if name in present
    ]
    neutral, words = "neutral", speak(look.language).words
    others = present - set(look.colors) - {""}
    if others:
        entries.append(Sample(words["other of"].format(len(others)), neutral))
    loose = edges.core1 - edges.core0 < edges.last - edges.first
    if (loose & ~edges.approximate & ~edges.ended_unknown & ~marked).any():
        entries.append(Sample(words["possible time"], neutral, "/", "possible"))
    if (edges.approximate & ~marked).any():
        entries.append(Sample(words["approximate"], neutral, "/", "approximate"))
    entries += _brief(edges, marked, words, dots=dots)
    if edges.ongoing.any():
        entries.append(Sample(words["goes on"], neutral, shape="triangle-right", mark=ARROW_SIZE))
    if (edges.cut_first | edges.cut_last).any():
        shape = "triangle-right" if edges.cut_last.any() else "triangle-left"
        text = words["goes on outside"]
        entries.append(Sample(text, neutral, style="hollow", shape=shape, mark=ARROW_SIZE))
    if edges.began_unknown.any():
        text = words["begin unknown"]
        entries.append(Sample(text, neutral, shape="triangle-left", mark=ARROW_SIZE))
    if edges.ended_unknown.any():
        entries.append(Sample(words["end unknown"], neutral, shape="question"))
    if nights:
        entries.append(Sample(words["night"], "night", style="night"))
    return entries


def _mark_sample(text: str, color: str, style: str = "certain") -> Sample:
    return Sample(text, color, style=style, shape=BRIEF, mark=BRIEF_SIZE)


def _brief(
    edges: Certainty, marked: np.ndarray, words: Mapping[str, str], *, dots: bool
) -> list[Sample]:
    """Return the samples of marks: solid, and hollow for what is possible or approximate."""
    brief, unsure = words["brief"], _unsure(edges) & marked
    kinds = [
        words[key]
        for key, so in (
            ("possible time", unsure & ~edges.approximate),
            ("approximate", unsure & edges.approximate),
        )
        if so.any()
    ]
    entries = [_mark_sample(brief, "neutral")] if dots or (marked & ~unsure).any() else []
    if kinds:
        entries.append(_mark_sample(f"{', '.join(kinds)} ({brief})", "neutral", "hollow"))
    return entries
