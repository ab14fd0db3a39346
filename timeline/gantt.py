"""The layout of a Gantt: events in, every position out, nothing drawn yet.

The flow is select → time axis → shapes → labels → blocks → furniture → Layout. The
vertical axis counts pixels from the top of the plot, the horizontal axis seconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from timeline.blocks import Block, Item, arrange
from timeline.events_text import event_hovers
from timeline.fonts import line_height, text_width, wrap
from timeline.furniture import PHONE, Sample, furnish, side_margin
from timeline.labels import Label, Room, label_height, place_label
from timeline.language import language as speak
from timeline.model import Axis, Band, Bar, Box, Layout, Mark, Panel, Rule, Text
from timeline.certainty import Certainty, certainty
from timeline.theme import Theme
from timeline.ticks import time_ticks

if TYPE_CHECKING:
    import pandas as pd

    from timeline.selection import Selection

__all__ = ["GanttOptions", "gantt_layout"]

#: A bar narrower than this many pixels is drawn as a mark: it would not be seen.
NARROWEST = 5.0
#: Room to the right of the last event for the arrow of what goes on.
OPEN_END = 34.0
AXIS_HEIGHT = 40.0


@dataclass(frozen=True)
class GanttOptions:
    """How the events are drawn; see ``timeline.gantt`` for what each option means."""

    width: float
    theme: Theme
    colors: Mapping[str, int]
    color_by: str = "side"
    language: str = "en"
    order: str = "time"
    title: str = ""
    subtitle: str = ""
    source: str = ""
    notes: Sequence[str] = ()
    note_numbers: Mapping[int, str] = field(default_factory=dict)
    nights: Sequence[tuple[float, float]] = ()
    meta: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class _Frame:
    """The plot's horizontal edges (pixels) and the time they stand for (seconds)."""

    left: float
    right: float
    low: float
    high: float

    def pixels(self, times: np.ndarray) -> np.ndarray:
        share = (times - self.low) / (self.high - self.low)
        return np.asarray(self.left + share * (self.right - self.left))

    def per_pixel(self) -> float:
        return (self.high - self.low) / (self.right - self.left)


def gantt_layout(selection: Selection, options: GanttOptions) -> Layout:
    """Lay out the events of a selection as a Gantt ``options.width`` pixels wide.

    The height follows from the lanes. Raises ``LayoutError`` where a lane's name
    alone does not fit the width.
    """
    eras, events = _eras_apart(selection.frame)
    frame = _plot_frame(events, selection, options)
    shapes = certainty(events, frame.low, frame.high)
    labels = _labels(events, shapes, frame, options)
    block = _arranged(events, labels, options)
    samples = _samples(events, shapes, labels, options)
    furniture = furnish(
        options.width,
        theme=options.theme,
        title=options.title,
        subtitle=options.subtitle,
        key=samples,
        notes=options.notes,
        source=options.source,
    )
    era_room = line_height(options.theme.tick_size) + 4 if len(eras) else 0.0
    top = furniture.top + era_room
    box = Box(frame.left, top, frame.right, top + block.y)
    panel = _panel(box, frame, events, shapes, labels, block, options, eras=eras)
    texts = (
        *furniture.head,
        *_strip_texts(block, box, options),
        *_label_texts(events, shapes, labels, block, frame, box, options),
        *_era_texts(eras, frame, furniture.top, options),
        *furniture.below(box.y1 + AXIS_HEIGHT),
    )
    height = box.y1 + AXIS_HEIGHT + furniture.bottom
    meta = {
        **options.meta,
        "title_lines": furniture.title_lines,
        "subtitle_lines": furniture.subtitle_lines,
    }
    return Layout(options.width, float(np.ceil(height)), (panel,), texts, furniture.key, meta)


def _eras_apart(frame: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Split off the rows of kind "era": they are drawn behind the others, not among them."""
    is_era = frame["kind"] == "era"
    if is_era.all():
        is_era[:] = False
    return frame[is_era].reset_index(drop=True), frame[~is_era].reset_index(drop=True)


def _plot_frame(events: pd.DataFrame, selection: Selection, options: GanttOptions) -> _Frame:
    """Choose the span of the axis: all that is drawn, a little air, room for open ends."""
    edges = np.concatenate(
        [events[c].to_numpy(float) for c in ("start_earliest", "start_latest", "end_latest")]
    )
    edges = edges[np.isfinite(edges)]
    low = selection.since if np.isfinite(selection.since) else edges.min()
    high = selection.until if np.isfinite(selection.until) else edges.max()
    if high <= low:
        low, high = low - 43200.0, high + 43200.0
    margin = side_margin(options.width)
    left = margin + _gutter(events, options)
    right = options.width - margin
    air = 0.012 * (high - low)
    low = low if np.isfinite(selection.since) else low - air
    open_ended = events["end_state"].isin(["ongoing", "unknown"]).any()
    room = OPEN_END / (right - left - OPEN_END) * (high - low) if open_ended else air
    return _Frame(left, right, low, high if np.isfinite(selection.until) else high + room)


def _gutter(events: pd.DataFrame, options: GanttOptions) -> float:
    """Return the room for the names of lanes at the left; on a phone they stand above."""
    names = [name for name in events["lane"].unique() if name]
    if not names or options.width < PHONE:
        return 0.0
    size, most = options.theme.label_size, 0.2 * options.width
    lines = [line for name in names for line in wrap(name, most, size)]
    return min(most, max(text_width(line, size) for line in lines)) + 12.0


def _labels(
    events: pd.DataFrame, shapes: Certainty, frame: _Frame, options: GanttOptions
) -> list[Label]:
    room = Room(frame.left, frame.right, options.theme.label_size, options.width < PHONE)
    first, last = frame.pixels(shapes.first), frame.pixels(shapes.last)
    core0, core1 = frame.pixels(shapes.core0), frame.pixels(shapes.core1)
    short = last - first < NARROWEST
    half = options.theme.bar_height / 2
    first, last = np.where(short, first - half, first), np.where(short, first + half, last)
    last = np.where(shapes.ongoing | shapes.ended_unknown, np.minimum(last + 26, frame.right), last)
    core1 = np.where(short, core0, core1)
    titles = [
        title + options.note_numbers.get(int(line), "")
        for title, line in zip(events["title"], events["line"], strict=True)
    ]
    return [
        place_label(title, (a, b), inside=(c, d), room=room)
        for title, a, b, c, d in zip(
            titles, first.tolist(), last.tolist(), core0.tolist(), core1.tolist(), strict=True
        )
    ]


def _arranged(events: pd.DataFrame, labels: list[Label], options: GanttOptions) -> Block:
    size, bar = options.theme.label_size, options.theme.bar_height
    rows_by_id = {key: row for row, key in enumerate(events["id"]) if key}
    columns = (events[name] for name in ("group", "lane", "parent", "start_earliest"))
    items = [
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
        )
        for row, (label, group, lane, parent, start) in enumerate(
            zip(labels, *columns, strict=True)
        )
    ]
    return arrange(
        items,
        lane_gap=6.0,
        heading=26.0,
        headings_for_lanes=options.width < PHONE,
        by_time=options.order == "time",
    )


def _panel(
    box: Box,
    frame: _Frame,
    events: pd.DataFrame,
    shapes: Certainty,
    labels: list[Label],
    block: Block,
    options: GanttOptions,
    *,
    eras: pd.DataFrame,
) -> Panel:
    theme = options.theme
    ticks = time_ticks(
        frame.low, frame.high, frame.right - frame.left, size=theme.tick_size,
        language=options.language,
    )  # fmt: skip
    bars, marks = _drawn(events, shapes, labels, block, frame, options)
    rules = tuple(
        Rule(frame.low, strip.bottom - 3, frame.high, strip.bottom - 3, "heading")
        for strip in block.strips
        if strip.kind == "group"
    )
    return Panel(
        box,
        Axis("time", frame.low, frame.high, ticks),
        Axis("pixel", block.y, 0.0, grid=False),
        bars=bars,
        marks=marks,
        bands=(*_bands(eras, frame, options), *_nests(shapes, block)),
        rules=rules,
    )


def _drawn(
    events: pd.DataFrame,
    shapes: Certainty,
    labels: list[Label],
    block: Block,
    frame: _Frame,
    options: GanttOptions,
) -> tuple[tuple[Bar, ...], tuple[Mark, ...]]:
    """Draw each event: possible time low and hatched, certain time full, open ends marked."""
    theme = options.theme
    hovers = event_hovers(events, language=options.language)
    bars: list[Bar] = []
    marks: list[Mark] = []
    for row in range(len(events)):
        name = str(events[options.color_by].iat[row])
        color, pattern = _look(name, options)
        y = block.middles[row]
        first, last = shapes.first[row], shapes.last[row]
        core0, core1 = shapes.core0[row], shapes.core1[row]
        kept = {"row": int(events["line"].iat[row]), "name": name, "hover": hovers[row]}
        if (last - first) / frame.per_pixel() < NARROWEST:
            shape = "circle" if last > first else "diamond"
            marks.append(Mark(first, y, shape, theme.bar_height * 0.66, color, **kept))
        else:
            low, full = theme.bar_height * 0.3, theme.bar_height / 2
            style = "approximate" if shapes.approximate[row] else "possible"
            if core1 - core0 < last - first:
                bars.append(Bar(first, last, y - low, y + low, color, "/", style, **kept))
            if core1 > core0:
                bars.append(Bar(core0, core1, y - full, y + full, color, pattern, **kept))
        marks += _ends(row, y, shapes, frame, color, kept)
    return tuple(bars), tuple(marks)


def _ends(
    row: int, y: float, shapes: Certainty, frame: _Frame, color: str, kept: dict[str, Any]
) -> list[Mark]:
    pixel = frame.per_pixel()
    edge = max(shapes.last[row], shapes.first[row])
    found = []
    if shapes.ongoing[row]:
        found.append(Mark(edge - 6 * pixel, y, "triangle-right", 16.0, color, **kept))
    if shapes.ended_unknown[row]:
        found.append(Mark(edge + 9 * pixel, y, "question", 12.0, color, **kept))
    if shapes.began_unknown[row]:
        found.append(Mark(frame.low + 6 * pixel, y, "triangle-left", 16.0, color, **kept))
    return found


def _look(name: str, options: GanttOptions) -> tuple[str, str]:
    """Return the colour and the pattern of a side; events of no side are neutral."""
    if name not in options.colors:
        return options.theme.neutral, ""
    place = options.colors[name]
    return options.theme.sides[place], options.theme.patterns[place]


def _bands(eras: pd.DataFrame, frame: _Frame, options: GanttOptions) -> tuple[Band, ...]:
    nights = [
        Band(max(dusk, frame.low), min(dawn, frame.high), "night")
        for dusk, dawn in options.nights
        if dawn > frame.low and dusk < frame.high
    ]
    shapes = certainty(eras, frame.low, frame.high)
    named = [
        Band(first, last, "era", title)
        for first, last, title in zip(shapes.first, shapes.last, eras["title"], strict=True)
    ]
    return (*named, *nights)


def _nests(shapes: Certainty, block: Block) -> list[Band]:
    """Tint the ground of an event's phases, as wide as the event itself."""
    return [
        Band(float(shapes.first[row]), float(shapes.last[row]), "nest", y0=top, y1=bottom)
        for row, top, bottom in block.nests
    ]


def _strip_texts(block: Block, box: Box, options: GanttOptions) -> list[Text]:
    """Write the headings of groups, and the names of lanes beside or above them."""
    theme = options.theme
    found: list[Text] = []
    margin = side_margin(options.width)
    for strip in block.strips:
        if not strip.text:
            continue
        heading = strip.kind == "group"
        size = theme.label_size + (1 if heading else 0)
        room = box.x1 - margin if strip.kind != "lane" else box.x0 - margin - 8
        lines = wrap(strip.text, room, size, bold=heading)
        y = box.y0 + (strip.middle if strip.kind != "lane" else strip.bottom - 6 - 9)
        found.append(
            Text(
                "\n".join(lines), margin, y - (2 if heading else 0), size,
                "group" if heading else "lane", bold=heading,
                color="ink" if heading else "muted",
                width=max(text_width(line, size, bold=heading) for line in lines),
                height=line_height(size) * len(lines), at_y=y - box.y0 - (2 if heading else 0),
            )
        )  # fmt: skip
    return found


def _label_texts(
    events: pd.DataFrame,
    shapes: Certainty,
    labels: list[Label],
    block: Block,
    frame: _Frame,
    box: Box,
    options: GanttOptions,
) -> list[Text]:
    theme = options.theme
    found = []
    for row, label in enumerate(labels):
        if label.where == "none":
            continue
        color = "ink"
        if label.where == "inside":
            color = theme.on(_look(str(events[options.color_by].iat[row]), options)[0])
        y = box.y0 + block.middles[row]
        height = label_height(label, theme.label_size)
        if label.where == "above":
            y -= theme.bar_height / 2 + 1 + height / 2
        at = frame.low + (label.x - frame.left) * frame.per_pixel()
        found.append(
            Text(
                "\n".join(label.lines), label.x, y, theme.label_size, "label", label.anchor,
                color=color, width=label.width, height=height, row=int(events["line"].iat[row]),
                at=at, at_y=y - box.y0, full=events["title"].iat[row] if label.cut else "",
            )
        )  # fmt: skip
    return found


def _era_texts(eras: pd.DataFrame, frame: _Frame, top: float, options: GanttOptions) -> list[Text]:
    shapes = certainty(eras, frame.low, frame.high)
    size = options.theme.tick_size
    found: list[Text] = []
    free = frame.left
    for first, last, title in sorted(
        zip(frame.pixels(shapes.first), frame.pixels(shapes.last), eras["title"], strict=True)
    ):
        width = text_width(title, size)
        x = max(float(first) + 2, free)
        if x + width > frame.right:
            x = frame.right - width
        if x < free or x > last:
            continue
        found.append(
            Text(title, x, top + line_height(size) / 2, size, "era", color="muted", width=width,
                 height=line_height(size), at=frame.low + (x - frame.left) * frame.per_pixel())
        )  # fmt: skip
        free = x + width + 8
    return found


def _samples(
    events: pd.DataFrame, shapes: Certainty, labels: list[Label], options: GanttOptions
) -> list[Sample]:
    """Return what the key must explain: the sides and the ways of drawing that occur."""
    words = speak(options.language).words
    names = [name for name in options.colors if (events[options.color_by] == name).any()]
    samples = [Sample(name, *_look(name, options)) for name in names]
    if not names and len(samples) == 0:
        samples = []
    neutral = options.theme.neutral
    loose = shapes.core1 - shapes.core0 < shapes.last - shapes.first
    if (loose & ~shapes.approximate).any():
        samples.append(Sample(words["possible time"], neutral, "/", "possible"))
    if shapes.approximate.any():
        samples.append(Sample(words["approximate"], neutral, "/", "approximate"))
    if shapes.ongoing.any():
        samples.append(Sample(words["goes on"], neutral, shape="triangle-right"))
    if shapes.ended_unknown.any():
        samples.append(Sample(words["end unknown"], neutral, shape="question"))
    if options.nights:
        samples.append(Sample(words["night"], options.theme.night, style="night"))
    return samples
