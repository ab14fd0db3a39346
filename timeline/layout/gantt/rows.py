"""Assign events and their labels to lanes.

``Extents`` are the ends of each drawn event on the time axis, its marks and arrows included. A bar
runs from ``first`` to ``last`` and is certain from ``core0`` to ``core1``; an event too short for
a bar is one mark at its middle. Ongoing events end in an arrow, unknown ends in a question mark,
events cut by the window in an outlined arrow; all of it stays within the plot. Everything is in
instants, so that whatever needs no shift keeps its exact time.

From the extents follow a ``GroupBlock`` of lanes, the places of labels, and the leaders of labels
above their events.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from timeline.layout.gantt.labels import Hanging, Label, Room, label_height, place_label
from timeline.layout.gantt.packing import GroupBlock, Hangers, Item, arrange
from timeline.layout.gantt.texts import Names
from timeline.layout.scene import Rule, Scale
from timeline.layout.style import Look
from timeline.model import Rows
from timeline.stats.certainty import Certainty
from timeline.typography.font import line_height, text_widths

__all__ = [
    "ARROW",
    "BRIEF",
    "BRIEF_SIZE",
    "NARROWEST",
    "Extents",
    "assign_rows",
    "extents",
    "leaders",
    "numbers_of",
    "titles_of",
    "within_first",
]

#: A bar narrower than this many pixels is drawn as a mark: it would not be seen.
NARROWEST = 8.0
#: The one mark for what is too short for a bar, and its size with and without its outline: no
#: wider than the shortest bar beside it.
BRIEF, BRIEF_SIZE, BRIEF_WIDTH = "circle", 6.5, 8.0
#: Pixels that the arrow takes at the end of what goes on, and from its middle to the end.
ARROW, ARROW_MIDDLE = 15.0, 11.0
#: Pixels that the question mark takes after what ended at an unknown time.
QUESTION = 18.0


@dataclass(frozen=True)
class Extents:
    """Instants, one entry an event; marks and arrows are NaN where there are none.

    ``left`` to ``right`` contains the whole drawing; ``inside0`` to ``inside1`` is the certain
    part of the bar, which may hold a label.
    """

    left: np.ndarray
    right: np.ndarray
    first: np.ndarray
    last: np.ndarray
    core0: np.ndarray
    core1: np.ndarray
    inside0: np.ndarray
    inside1: np.ndarray
    mark: np.ndarray
    question: np.ndarray
    arrow: np.ndarray
    arrow_back: np.ndarray
    cut: np.ndarray
    cut_back: np.ndarray


def extents(edges: Certainty, time_scale: Scale) -> Extents:
    """Return the extents of every drawn event.

    Parameters
    ----------
    edges
        The possible and the certain time of the events.
    time_scale
        The time scale of the plot.
    """
    pixel = time_scale.per_pixel
    limit = time_scale.high - np.where(edges.ended_unknown, QUESTION * pixel, 0.0)
    first, last = np.minimum(edges.first, limit), np.minimum(edges.last, limit)
    pointed = edges.ongoing | edges.began_unknown | edges.cut_first | edges.cut_last
    right_arrow = edges.ongoing | edges.cut_last
    marked = (last - first < NARROWEST * pixel) & ~pointed
    half = BRIEF_WIDTH / 2 * pixel
    middle = np.clip(
        (first + last) / 2, time_scale.low + half, np.maximum(limit - half, time_scale.low)
    )
    left, right = np.where(marked, middle - half, first), np.where(marked, middle + half, last)
    tip = last - np.where(right_arrow, ARROW * pixel, 0.0)
    tip = np.maximum(tip, first)
    first = np.where(edges.cut_first, np.minimum(first + ARROW * pixel, tip), first)
    core0, core1 = np.maximum(edges.core0, first), np.minimum(edges.core1, tip)
    return Extents(
        left=np.where(right_arrow, np.minimum(left, last - (ARROW + 2) * pixel), left),
        right=np.where(edges.cut_first, np.maximum(right, left + (ARROW + 2) * pixel), right)
        + np.where(edges.ended_unknown, QUESTION * pixel, 0.0)
        + np.where(edges.began_unknown & (last - first < ARROW * pixel), ARROW * pixel, 0.0),
        first=first,
        last=tip,
        core0=core0,
        core1=core1,
        inside0=core0 + np.where(edges.began_unknown, ARROW * pixel, 0.0),
        inside1=np.where(marked, core0, core1),
        mark=np.where(marked, middle, np.nan),
        question=np.where(edges.ended_unknown, right + QUESTION / 2 * pixel, np.nan),
        arrow=np.where(edges.ongoing, last - ARROW_MIDDLE * pixel, np.nan),
        arrow_back=np.where(edges.began_unknown, first + ARROW_MIDDLE * pixel, np.nan),
        cut=np.where(edges.cut_last, time_scale.high - ARROW_MIDDLE * pixel, np.nan),
        cut_back=np.where(edges.cut_first, time_scale.low + ARROW_MIDDLE * pixel, np.nan),
    )


def within_first(spans: Extents, parts: Mapping[int, Sequence[tuple[float, float]]]) -> Extents:
    """Keep the labels of events that are drawn in parts within the first of these."""
    inside0, inside1 = spans.inside0.copy(), spans.inside1.copy()
    for row, stretches in parts.items():
        inside0[row], inside1[row] = stretches[0]
    return replace(spans, inside0=inside0, inside1=inside1) if parts else spans


#: Runs of what is blank and may be broken: a number and its unit may not.
SPACES = re.compile(r"[^\S\u00a0]+")


def assign_rows(
    events: Rows, spans: Extents, names: Names, *, by_time: bool
) -> tuple[GroupBlock, list[Label]]:
    """Return the lanes of the events and their labels, by row.

    Parameters
    ----------
    events
        The rows to draw.
    spans
        The extents of each event.
    names
        The texts of groups and lanes, with the look and the plot.
    by_time
        Sort groups, lanes and events by time instead of table order.
    """
    look, time_scale = names.look, names.time_scale
    labels = _place_labels(events, spans, time_scale, look)
    block = arrange(
        _items(events, labels, _hanging(labels, spans, time_scale), look),
        lane_gap=look.lane_gap,
        tall=names.height,
        headings_for_lanes=look.phone,
        by_time=by_time,
        hangers=_hangers(time_scale, look) if look.labels == "leaders" else None,
    )
    for row, raised in block.raised.items():
        labels[row] = replace(
            labels[row], where="hung", x=raised.left, anchor="start", foot=raised.foot
        )
    return block, labels


def leaders(
    events: Rows, labels: Sequence[Label], spans: Extents, block: GroupBlock, look: Look
) -> tuple[Rule, ...]:
    """Return the lines that rise from events to the labels that hang above them."""
    stems, lines = _stems(spans).tolist(), events["line"].tolist()
    # A leader ends where its event is drawn: a mark is lower than a bar.
    halves = np.where(np.isnan(spans.mark), look.theme.bar_height, BRIEF_SIZE).tolist()
    return tuple(
        Rule(stem, y - halves[row] / 2, stem, y - label.foot, "leader", "muted", row=lines[row])
        for row, (label, stem) in enumerate(zip(labels, stems, strict=True))
        if label.where == "hung"
        for y in [block.middles[row]]
    )


def numbers_of(events: Rows) -> list[str]:
    """Return the numbers of events, for labels where the titles stand under the plot."""
    return [str(number) for number in range(1, len(events) + 1)]


def titles_of(events: Rows, look: Look) -> list[str]:
    """Return the titles with the numbers of their notes; a label knows no line break."""
    pairs = zip(events["title"].tolist(), events["line"].tolist(), strict=True)
    return [
        SPACES.sub(" ", title).strip() + look.note_numbers.get(line, "") for title, line in pairs
    ]


def _place_labels(events: Rows, spans: Extents, time_scale: Scale, look: Look) -> list[Label]:
    # A pixel is left at the edge: the plot cuts what it holds, and browsers measure a little wider.
    # A phone has no room for a text of two lines beside a bar: above it, it takes as much height.
    widest = 1.0 if look.phone else look.widest
    room = Room(time_scale.left, time_scale.right - 1, look.theme.label_size, widest)
    titles = numbers_of(events) if look.labels == "numbers" else titles_of(events, look)
    widths = text_widths(titles, room.size).tolist()
    edges = (spans.left, spans.right, spans.inside0, spans.inside1)
    pixels = (time_scale.map(edge).tolist() for edge in edges)
    return [
        place_label(text, (left, right), inside=(inside0, inside1), room=room, width=width)
        for text, width, left, right, inside0, inside1 in zip(titles, widths, *pixels, strict=True)
    ]


def _items(
    events: Rows, labels: Sequence[Label], hanging: Sequence[Hanging], look: Look
) -> list[Item]:
    size, bar = look.theme.label_size, look.theme.bar_height
    rows_by_id = {key: row for row, key in enumerate(events["id"].tolist()) if key}
    columns = (events[name].tolist() for name in ("group", "lane", "parent", "start_earliest"))
    return [
        Item(
            row=row,
            left=label.left,
            right=label.right,
            body=max(bar, label_height(label, size) if label.where in ("left", "right") else 0.0),
            above=label_height(label, size) + 1 if label.where == "above" else 0.0,
            group=group,
            lane=lane,
            parent=rows_by_id.get(parent, -1),
            order=start,
            hanging=hung,
        )
        for row, (label, hung, group, lane, parent, start) in enumerate(
            zip(labels, hanging, *columns, strict=True)
        )
    ]


def _hanging(labels: Sequence[Label], spans: Extents, time_scale: Scale) -> list[Hanging]:
    """Return what each label needs where it may hang: beside its event only if it was placed so."""
    edges = (time_scale.map(edge).tolist() for edge in (spans.left, spans.right, _stems(spans)))
    return [
        Hanging(
            (left, right),
            stem,
            label.width,
            len(label.lines),
            None if label.where == "above" else (label.left, label.right),
        )
        for label, left, right, stem in zip(labels, *edges, strict=True)
    ]


def _stems(spans: Extents) -> np.ndarray:
    """Return the instants from which leaders rise: of marks their middle, of bars their start."""
    return np.where(np.isnan(spans.mark), spans.left, spans.mark)


def _hangers(time_scale: Scale, look: Look) -> Hangers:
    line = line_height(look.theme.label_size)
    return Hangers(time_scale.left, time_scale.right - 1, look.theme.bar_height, line)
