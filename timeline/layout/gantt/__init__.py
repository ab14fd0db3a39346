"""The layout of a Gantt: events in, every position out, nothing drawn yet.

The flow is one page of verbs: fit the time scale, separate certain from possible time,
place the labels, pack the lanes, add the frame, and write the texts. The vertical
axis counts pixels from the top of the plot, the horizontal axis seconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from timeline.captions.datatable import event_hovers
from timeline.dates.calendar import SECONDS_PER_DAY, civil_from_days
from timeline.layout.axes.time_ticks import time_ticks
from timeline.layout.gantt.body import GanttBody
from timeline.layout.gantt.marks import bands, draw_events, samples, split_background
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
from timeline.layout.scene import Axis, Band, Layout, Scale, Tick
from timeline.layout.style import EDGE, Look, fit_time
from timeline.locale.language import language
from timeline.locale.language import language as speak
from timeline.model import Rows
from timeline.stats.certainty import certainty, members

if TYPE_CHECKING:
    import pandas as pd

    from timeline.stats.selection import Selection

__all__ = ["Folds", "folds_of", "gantt_layout", "gantt_time", "plan_gantt"]

#: A gap is folded if it is longer than this share of all; the longest so many.
LONG, MOST = 0.15, 5
#: Of the time that stays: what is kept beside each gap, and what the gap then takes.
BESIDE, SHOWN = 0.06, 0.08
INSTANTS = ("start_earliest", "start_latest", "end_earliest", "end_latest")


@dataclass(frozen=True)
class Folds:
    """The stretches that are folded, as instants, and the seconds that each takes."""

    gaps: tuple[tuple[float, float], ...] = ()
    shown: float = 0.0

    def at(self, times: np.ndarray) -> np.ndarray:
        """Return where instants stand on the folded scale.

        Examples
        --------
        >>> Folds(((10.0, 90.0),), 5.0).at(np.array([0.0, 10.0, 50.0, 90.0, 100.0])).tolist()
        [0.0, 10.0, 12.5, 15.0, 25.0]
        """
        found = np.asarray(times, dtype=float).copy()
        for low, high in reversed(self.gaps):
            inside = (found > low) & (found < high)
            found[inside] = low + (found[inside] - low) / (high - low) * self.shown
            beyond = np.asarray(times, dtype=float) >= high
            found[beyond] -= high - low - self.shown
        return found

    def table(self, rows: Rows) -> Rows:
        """Return rows with their instants on the folded scale."""
        if not self.gaps:
            return rows
        return rows.assign(**{name: self.at(rows[name]) for name in INSTANTS})

    def selection(self, selection: Selection) -> Selection:
        """Return a selection with its window of time on the folded scale."""
        since, until = self.at(np.array([selection.since, selection.until])).tolist()
        return replace(selection, since=since, until=until)

    def spans(self, spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        """Return stretches of time on the folded scale, without those that lie in a gap."""
        seen = [
            (low, high)
            for low, high in spans
            if not any(first <= low and high <= last for first, last in self.gaps)
        ]
        return [(float(low), float(high)) for low, high in map(self.at, map(np.array, seen))]

    def bands(self) -> tuple[Band, ...]:
        """Return the place of each gap in the plot."""
        ends = (self.at(np.array(gap)).tolist() for gap in self.gaps)
        return tuple(Band(low, high, "fold") for low, high in ends)

    def ticks(
        self, time_scale: Scale, *, size: float, language: str, right: float
    ) -> tuple[Tick, ...]:
        """Return the ticks of the stretches between the gaps; ``right`` is the margin there."""
        removed = sum(high - low - self.shown for low, high in self.gaps)
        edges = [
            time_scale.low,
            *(end for gap in self.gaps for end in gap),
            time_scale.high + removed,
        ]
        beside = self.shown / time_scale.per_pixel / 2 - EDGE
        found: list[Tick] = []
        for number, (low, high) in enumerate(zip(edges[::2], edges[1::2], strict=True)):
            ticks = time_ticks(
                low,
                high,
                (high - low) / time_scale.per_pixel,
                size=size,
                language=language,
                margin_left=beside if number else time_scale.left - EDGE,
                margin_right=beside if number < len(self.gaps) else right - EDGE,
            )
            places = self.at(np.array([tick.at for tick in ticks])).tolist()
            found += [replace(tick, at=at) for tick, at in zip(ticks, places, strict=True)]
        return tuple(found)

    def note(self, language: str) -> str:
        """Return the sentence that tells what is folded; nothing where nothing is."""
        spoken = speak(language)
        texts = [" – ".join(_day(end, language) for end in gap) for gap in self.gaps]
        return spoken.words["folded"].format("; ".join(texts)) if texts else ""


def _day(at: float, language: str) -> str:
    year, month, day = civil_from_days(int(at // SECONDS_PER_DAY))
    return speak(language).day(int(year), int(month), int(day))


def folds_of(frame: pd.DataFrame | Rows, selection: Selection) -> Folds:
    """Find the long gaps between rows, within the window of time that is shown.

    Parameters
    ----------
    frame
        The rows that must be seen: events and marked instants.
    selection
        Gives the window; what reaches beyond it is cut.
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
        return Folds()
    kept = max(span - float(lengths[long].sum()), span / 1000)
    beside = np.minimum(BESIDE * kept, lengths[long] / 10)
    gaps = zip((ends[long] + beside).tolist(), (starts[long] - beside).tolist(), strict=True)
    return Folds(tuple(gaps), SHOWN * kept)


def gantt_layout(
    selection: Selection,
    look: Look,
    *,
    by_time: bool = True,
    nights: Sequence[tuple[float, float]] = (),
    fold: bool = False,
    hovers: Mapping[int, str] | None = None,
) -> Layout:
    """Lay out the events of a selection as a Gantt ``look.width`` pixels wide.

    Parameters are those of ``plan_gantt``.
    """
    plan = plan_gantt(selection, look, by_time=by_time, nights=nights, fold=fold, hovers=hovers)
    figure_frame = plan.place_frame(
        title=look.title, subtitle=look.subtitle, notes=look.printed(plan.notes), source=look.source
    )
    return plan.layout(figure_frame, plan.whole)


def gantt_time(selection: Selection, look: Look) -> Scale:
    """Return the plot that a Gantt of a selection has, quicker than by laying it out."""
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

    Parameters
    ----------
    selection
        The rows to draw, in order (by time: that of ``in_time``); those of kind "era" or
        "marker" are drawn behind the others.
    look
        Width, theme, colours, words.
    by_time
        Groups, lanes and events by time (else in the order of the table).
    nights
        Dusk and dawn of each night to shade, as instants.
    fold
        Whether long gaps between the events take a few pixels only.
    hovers
        The tooltip of each row, by its line; by default made from the table.
    """
    apart = split_background(selection.rows)
    told = _hovers(apart.events, hovers, look)
    folds = folds_of(apart.spanning, selection) if fold else Folds()
    apart = replace(apart, rows=folds.table(apart.rows)) if folds.gaps else apart
    events, nights = apart.events, folds.spans(nights)
    time_scale = fit_time(apart.spanning, folds.selection(selection), look)
    edges = certainty(events, time_scale.low, time_scale.high)
    spans = extents(edges, time_scale)
    parts = _parts(events, spans, time_scale, folds)
    spans = within_first(spans, parts)
    names = Names(time_scale, look)
    block, labels = assign_rows(events, spans, names, by_time=by_time)
    speak = language(look.language)
    bars, marks = draw_events(
        events, edges, spans=spans, parts=parts, block=block, look=look, hovers=told
    )
    notes, noted = _notes(events, look, folds)
    return GanttBody(
        look,
        time_scale,
        _time_axis(time_scale, look, folds),
        names,
        block,
        above=era_names(apart.behind, time_scale, look),
        bars=bars,
        marks=marks,
        labels=tuple(label_texts(events, labels, block=block, time_scale=time_scale, look=look)),
        leaders=leaders(events, labels, spans, block, look),
        bands=(
            *bands(apart.behind, edges, block=block, time_scale=time_scale, nights=nights),
            *folds.bands(),
        ),
        key=tuple(
            samples(
                events,
                edges,
                spans=spans,
                look=look,
                nights=bool(nights),
                language=speak,
                dots=any(low == high for held in parts.values() for low, high in held),
            )
        ),
        titles=tuple(" ".join(title.split()) for title in events["title"].tolist()),
        notes=notes,
        noted=noted,
        folds={"gaps": folds.gaps, "shown": folds.shown} if folds.gaps else None,
    )


def _hovers(events: Rows, given: Mapping[int, str] | None, look: Look) -> list[str]:
    if given is None:
        return event_hovers(events, language=look.language)
    return [given[line] for line in events["line"].tolist()]


def _parts(
    events: Rows, spans: Extents, time_scale: Scale, folds: Folds
) -> dict[int, list[tuple[float, float]]]:
    """Return the stretches of events that took place in each of several, within the plot."""
    found: dict[int, list[tuple[float, float]]] = {}
    for row, start in enumerate(events["start"].tolist()):
        if not start.startswith("{"):
            continue
        stretches = folds.spans(members(start)) if np.isnan(spans.mark[row]) else []
        seen = [
            (max(low, time_scale.low), min(high, time_scale.high))
            for low, high in stretches
            if low < time_scale.high and high > time_scale.low
        ]
        if seen:
            found[row] = [_or_mark(low, high, time_scale) for low, high in seen]
    return found


def _or_mark(low: float, high: float, time_scale: Scale) -> tuple[float, float]:
    """Return a stretch, or its middle twice where it is too short for a bar."""
    brief = high - low < NARROWEST * time_scale.per_pixel
    return ((low + high) / 2,) * 2 if brief else (low, high)


def _time_axis(time_scale: Scale, look: Look, folds: Folds) -> Axis:
    if folds.gaps:
        size, right = look.theme.tick_size, look.width - time_scale.right
        ticks = folds.ticks(time_scale, size=size, language=look.language, right=right)
        return Axis("folded", time_scale.low, time_scale.high, ticks)
    return Axis("time", time_scale.low, time_scale.high, look.time_ticks(time_scale))


def _notes(
    events: Rows, look: Look, folds: Folds
) -> tuple[tuple[str, ...], tuple[frozenset[int], ...]]:
    """Return what stands under the plot, and the lines that each is about.

    These are the titles of numbers, the notes, and what is folded.
    """
    lines = events["line"].tolist()
    numbers = numbers_of(events) if look.labels == "numbers" else []
    titles = zip(numbers, titles_of(events, look), strict=False)
    notes = [f"{number}. {title}" for number, title in titles]
    marked: dict[str, set[int]] = {
        f"{number}.": {line} for number, line in zip(numbers, lines, strict=False)
    }
    for line, mark in look.note_numbers.items():
        marked.setdefault(mark, set()).add(line)
    notes += [*look.notes, *([folds.note(look.language)] if folds.gaps else [])]
    noted = [frozenset(marked.get(note.partition(" ")[0], ())) for note in notes]
    return tuple(notes), tuple(noted)
