"""The layout of a Gantt: takes events, returns every position; nothing is drawn here.

The steps: fit the time scale, separate certain from possible time, assign rows, place labels, add
the frame. The vertical axis is in pixels from the top of the plot, the horizontal one in seconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from timeline.captions.datatable import event_hovers
from timeline.dates.calendar import SECONDS_PER_DAY, civil_from_days
from timeline.layout.axes.time_ticks import EDGE, time_ticks
from timeline.layout.gantt.body import GanttBody
from timeline.layout.gantt.marks import bands, draw_events, legend_items, split_background
from timeline.layout.gantt.rows import (
    NARROWEST,
    Extents,
    assign_rows,
    extents,
    leaders,
    numbers_of,
    titles_of,
    within_first,
)
from timeline.layout.gantt.texts import Names, era_names, label_texts
from timeline.layout.scene import Axis, Band, Scale, Tick
from timeline.layout.style import Look, fit_time
from timeline.locale.language import language as speak
from timeline.model import Rows
from timeline.stats.certainty import certainty, members

if TYPE_CHECKING:
    import pandas as pd

    from timeline.stats.selection import Selection


#: A gap is a break if it exceeds this share of the time span; at most this many are.
LONG, MOST = 0.15, 5
#: Shares of the time outside breaks: the margin beside each gap, and the width of a break.
BESIDE, SHOWN = 0.06, 0.08
INSTANTS = ("start_earliest", "start_latest", "end_earliest", "end_latest")


@dataclass(frozen=True)
class AxisBreaks:
    """Gaps left out of a time axis, as pairs of instants, and the seconds that each takes."""

    gaps: tuple[tuple[float, float], ...] = ()
    shown: float = 0.0

    def at(self, times: np.ndarray) -> np.ndarray:
        """Map instants to the broken scale, in seconds.

        Examples
        --------
        >>> AxisBreaks(((10.0, 90.0),), 5.0).at(np.array([0.0, 50.0, 90.0, 100.0])).tolist()
        [0.0, 12.5, 15.0, 25.0]
        """
        times = np.asarray(times, dtype=float)
        mapped = times.copy()
        for low, high in reversed(self.gaps):
            inside = (mapped > low) & (mapped < high)
            mapped[inside] = low + (mapped[inside] - low) / (high - low) * self.shown
            mapped[times >= high] -= high - low - self.shown
        return mapped

    def rows(self, rows: Rows) -> Rows:
        """Return rows with their instants on the broken scale."""
        return rows.assign(**{name: self.at(rows[name]) for name in INSTANTS if self.gaps})

    def selection(self, selection: Selection) -> Selection:
        """Return a selection with its time window on the broken scale."""
        since, until = self.at(np.array([selection.since, selection.until])).tolist()
        return replace(selection, since=since, until=until)

    def spans(self, spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        """Return intervals on the broken scale, without those inside a gap."""
        visible = [
            (low, high)
            for low, high in spans
            if not any(first <= low and high <= last for first, last in self.gaps)
        ]
        return [(float(low), float(high)) for low, high in map(self.at, map(np.array, visible))]

    def bands(self) -> tuple[Band, ...]:
        """Return the band of each break in the plot."""
        ends = (self.at(np.array(gap)).tolist() for gap in self.gaps)
        return tuple(Band(low, high, "fold") for low, high in ends)

    def ticks(self, scale: Scale, *, size: float, language: str, right: float) -> tuple[Tick, ...]:
        """Return the ticks between the breaks; ``right`` is the right margin in pixels."""
        removed = sum(high - low - self.shown for low, high in self.gaps)
        edges = [scale.low, *(end for gap in self.gaps for end in gap), scale.high + removed]
        beside = self.shown / scale.per_pixel / 2 - EDGE
        ticks: list[Tick] = []
        for number, (low, high) in enumerate(zip(edges[::2], edges[1::2], strict=True)):
            between = time_ticks(
                low,
                high,
                (high - low) / scale.per_pixel,
                size=size,
                language=language,
                margin_left=beside if number else scale.left - EDGE,
                margin_right=beside if number < len(self.gaps) else right - EDGE,
            )
            places = self.at(np.array([tick.at for tick in between])).tolist()
            ticks += [replace(tick, at=at) for tick, at in zip(between, places, strict=True)]
        return tuple(ticks)

    def note(self, language: str) -> str:
        """Return the sentence that names the gaps."""
        spoken = speak(language)
        days = np.floor(np.array(self.gaps) / SECONDS_PER_DAY).astype(np.int64)
        dates = np.stack(civil_from_days(days), axis=-1).tolist()
        gaps = [" – ".join(spoken.day(*date) for date in gap) for gap in dates]
        return spoken.words["folded"].format("; ".join(gaps))


def find_breaks(frame: pd.DataFrame | Rows, selection: Selection) -> AxisBreaks:
    """Find the long gaps between rows, within the visible time window.

    Parameters
    ----------
    frame
        The rows that must stay visible: events and markers.
    selection
        Defines the time window; rows are cut at its ends.
    """
    low = np.maximum(np.asarray(frame["start_earliest"]), selection.since)
    high = np.minimum(np.asarray(frame["end_latest"]), selection.until)
    order = np.argsort(low, kind="stable")
    ends = np.maximum.accumulate(high[order])[:-1]
    starts = low[order][1:]
    lengths = starts - ends
    first, last = low[np.isfinite(low)].min(initial=np.inf), ends.max(initial=-np.inf)
    span = max(high[np.isfinite(high)].max(initial=last), starts.max(initial=last)) - first
    long = np.flatnonzero(np.isfinite(lengths) & (lengths > LONG * span))
    long = np.sort(long[np.argsort(-lengths[long], kind="stable")][:MOST])
    if not len(long):
        return AxisBreaks()
    rest = max(span - float(lengths[long].sum()), span / 1000)
    beside = np.minimum(BESIDE * rest, lengths[long] / 10)
    gaps = zip((ends[long] + beside).tolist(), (starts[long] - beside).tolist(), strict=True)
    return AxisBreaks(tuple(gaps), SHOWN * rest)


def gantt_time(selection: Selection, look: Look) -> Scale:
    """Return the time scale of a Gantt without laying it out."""
    return fit_time(split_background(selection.rows).spanning, selection, look)


def plan_gantt(
    selection: Selection,
    look: Look,
    *,
    by_time: bool = True,
    nights: Sequence[tuple[float, float]] = (),
    fold: bool = False,
    hovers: Mapping[int, str] | None = None,
) -> GanttBody:
    """Lay out the events of a selection in a plot, before title, legend and notes.

    ``plan_gantt(...).figure()`` is the finished layout.

    Parameters
    ----------
    selection
        The rows to draw, in order (for ``by_time``, that of ``in_time``); rows of kind "era" or
        "marker" are drawn behind the others.
    look
        Width, theme, colours and language.
    by_time
        Sort groups, lanes and events by time instead of table order.
    nights
        Dusk and dawn of each shaded night, as instants.
    fold
        Shrink long gaps between the events to a few pixels.
    hovers
        Tooltip texts by line of the table; by default generated from the table.
    """
    apart = split_background(selection.rows)
    if hovers is None:
        tooltips = event_hovers(apart.events, language=look.language)
    else:
        tooltips = [hovers[line] for line in apart.events["line"].tolist()]
    breaks = find_breaks(apart.spanning, selection) if fold else AxisBreaks()
    apart = replace(apart, rows=breaks.rows(apart.rows)) if breaks.gaps else apart
    events, nights = apart.events, breaks.spans(nights)
    time_scale = fit_time(apart.spanning, breaks.selection(selection), look)
    edges = certainty(events, time_scale.low, time_scale.high)
    spans = extents(edges, time_scale)
    parts = _parts(events, spans, time_scale, breaks)
    spans = within_first(spans, parts)
    names = Names(time_scale, look)
    block, labels = assign_rows(events, spans, names, by_time=by_time)
    bars, marks = draw_events(
        events, edges, spans=spans, parts=parts, block=block, look=look, hovers=tooltips
    )
    dots = any(low == high for intervals in parts.values() for low, high in intervals)
    key = legend_items(events, edges, spans=spans, look=look, nights=bool(nights), dots=dots)
    background = bands(apart.behind, edges, block=block, time_scale=time_scale, nights=nights)
    notes, noted = _notes(events, look, breaks)
    return GanttBody(
        look,
        time_scale,
        _time_axis(time_scale, look, breaks),
        names,
        block,
        above=era_names(apart.behind, time_scale, look),
        bars=bars,
        marks=marks,
        labels=tuple(label_texts(events, labels, block=block, time_scale=time_scale, look=look)),
        leaders=leaders(events, labels, spans, block, look),
        bands=(*background, *breaks.bands()),
        key=tuple(key),
        titles=tuple(" ".join(title.split()) for title in events["title"].tolist()),
        notes=notes,
        noted=noted,
        folds={"gaps": breaks.gaps, "shown": breaks.shown} if breaks.gaps else None,
    )


def _parts(
    events: Rows, spans: Extents, time_scale: Scale, breaks: AxisBreaks
) -> dict[int, list[tuple[float, float]]]:
    """Return the visible intervals of events with several dates, by row."""
    parts: dict[int, list[tuple[float, float]]] = {}
    for row, start in enumerate(events["start"].tolist()):
        if not start.startswith("{") or not np.isnan(spans.mark[row]):
            continue
        visible = [
            (max(low, time_scale.low), min(high, time_scale.high))
            for low, high in breaks.spans(members(start))
            if low < time_scale.high and high > time_scale.low
        ]
        if visible:
            parts[row] = [_or_mark(low, high, time_scale) for low, high in visible]
    return parts


def _or_mark(low: float, high: float, time_scale: Scale) -> tuple[float, float]:
    """Return an interval, or its middle twice if it is too short for a bar."""
    brief = high - low < NARROWEST * time_scale.per_pixel
    return ((low + high) / 2,) * 2 if brief else (low, high)


def _time_axis(time_scale: Scale, look: Look, breaks: AxisBreaks) -> Axis:
    if not breaks.gaps:
        return Axis("time", time_scale.low, time_scale.high, look.time_ticks(time_scale))
    size, right = look.theme.tick_size, look.width - time_scale.right
    ticks = breaks.ticks(time_scale, size=size, language=look.language, right=right)
    return Axis("folded", time_scale.low, time_scale.high, ticks)


def _notes(
    events: Rows, look: Look, breaks: AxisBreaks
) -> tuple[tuple[str, ...], tuple[frozenset[int], ...]]:
    """Return the notes (titles of numbers, notes, breaks) and the lines that each refers to."""
    notes: list[str] = []
    marked: dict[str, set[int]] = {}
    if look.labels == "numbers":
        numbers, lines = numbers_of(events), events["line"].tolist()
        notes = [f"{n}. {title}" for n, title in zip(numbers, titles_of(events, look), strict=True)]
        marked = {f"{n}.": {line} for n, line in zip(numbers, lines, strict=True)}
    for line, mark in look.note_numbers.items():
        marked.setdefault(mark, set()).add(line)
    notes += [*look.notes, *([breaks.note(look.language)] if breaks.gaps else [])]
    noted = [frozenset(marked.get(note.partition(" ")[0], ())) for note in notes]
    return tuple(notes), tuple(noted)
