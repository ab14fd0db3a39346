"""The layout of a Gantt: takes events, returns every position; nothing is drawn here.

The steps: fit the time scale, separate certain from possible time, assign rows, place labels, add
the frame. The vertical axis is in pixels from the top of the plot, the horizontal one in seconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from timeline.captions.datatable import event_hovers
from timeline.layout.axes.breaks import AxisBreaks, find_breaks
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
from timeline.layout.scene import Axis, Scale
from timeline.layout.style import Look, fit_time
from timeline.model import Rows
from timeline.stats.certainty import certainty, members

if TYPE_CHECKING:
    from timeline.stats.selection import Selection

__all__ = ["gantt_time", "plan_gantt"]


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
