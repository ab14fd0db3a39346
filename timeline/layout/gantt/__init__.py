"""The layout of a Gantt: events in, every position out, nothing drawn yet.

The flow is one page of verbs: fit the time scale, separate certain from possible time,
place the labels, pack the lanes, add the frame, and write the texts. The vertical
axis counts pixels from the top of the plot, the horizontal axis seconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from timeline.captions.datatable import event_hovers
from timeline.layout.axes.fold import Folds, folds_of
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
from timeline.layout.scene import Axis, Layout, Scale
from timeline.layout.style import Look, fit_time
from timeline.locale.language import language
from timeline.model import Rows
from timeline.stats.certainty import certainty, members

if TYPE_CHECKING:
    from timeline.stats.selection import Selection

__all__ = ["gantt_layout", "gantt_time", "plan_gantt"]


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
