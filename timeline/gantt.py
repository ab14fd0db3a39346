"""The layout of a Gantt: events in, every position out, nothing drawn yet.

The flow is one page of verbs: set the stage, tell certain from possible time,
place the labels, arrange the lanes, furnish, and write the texts. The vertical
axis counts pixels from the top of the plot, the horizontal axis seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from timeline.blocks import Block, Item, arrange
from timeline.certainty import Certainty, certainty
from timeline.fonts import line_height, text_width, wrap
from timeline.furniture import furnish, side_margin
from timeline.gantt_marks import NARROWEST, bands, draw_events, samples
from timeline.hovers import event_hovers
from timeline.labels import Label, Room, label_height, place_label
from timeline.language import language
from timeline.model import Axis, Box, Layout, Panel, Rule, Text
from timeline.stage import Look, Stage, set_stage
from timeline.ticks import time_ticks

if TYPE_CHECKING:
    import pandas as pd

    from timeline.selection import Selection

__all__ = ["AXIS_HEIGHT", "gantt_layout"]

#: Pixels under the plot for tick texts of two lines.
AXIS_HEIGHT = 42.0


def gantt_layout(
    selection: Selection,
    look: Look,
    *,
    by_time: bool = True,
    nights: Sequence[tuple[float, float]] = (),
) -> Layout:
    """Lay out the events of a selection as a Gantt ``look.width`` pixels wide.

    Parameters
    ----------
    selection
        The rows to draw; those of kind "era" are drawn behind the others.
    look
        Width, theme, colours, words.
    by_time
        Groups, lanes and events by time (else in the order of the table).
    nights
        Dusk and dawn of each night to shade, as instants.
    """
    eras, events = _eras_apart(selection.frame)
    stage = set_stage(events, selection, look)
    edges = certainty(events, stage.low, stage.high)
    labels = _place_labels(events, edges, stage, look)
    block = _arrange(events, labels, look, by_time=by_time)
    speak = language(look.language)
    furniture = furnish(
        look.width,
        theme=look.theme,
        title=look.title,
        subtitle=look.subtitle,
        key=samples(events, edges, stage=stage, look=look, nights=bool(nights), language=speak),
        notes=look.notes,
        source=look.source,
    )
    era_room = line_height(look.theme.tick_size) + 4 if len(eras) else 0.0
    top = furniture.top + era_room
    box = Box(stage.left, top, stage.right, top + block.y)
    bars, marks = draw_events(
        events,
        edges,
        block=block,
        stage=stage,
        look=look,
        hovers=event_hovers(events, language=look.language),
    )
    panel = Panel(
        box,
        _time_axis(stage, look),
        Axis("pixel", block.y, 0.0, grid=False),
        bars=bars,
        marks=marks,
        bands=bands(eras, edges, block=block, stage=stage, nights=nights),
        rules=_heading_rules(block, stage),
    )
    texts = (
        *furniture.head,
        *_strip_texts(block, box, look),
        *_label_texts(events, labels, block=block, stage=stage, box=box, look=look),
        *_era_texts(eras, stage, look, top=furniture.top),
        *furniture.below(box.y1 + AXIS_HEIGHT),
    )
    height = float(np.ceil(box.y1 + AXIS_HEIGHT + furniture.bottom))
    return Layout(look.width, height, (panel,), texts, furniture.key, look.meta)


def _eras_apart(frame: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Split off the eras, unless the table has nothing else."""
    is_era = (frame["kind"] == "era").to_numpy()
    if is_era.all():
        is_era = ~is_era
    return frame[is_era].reset_index(drop=True), frame[~is_era].reset_index(drop=True)


def _time_axis(stage: Stage, look: Look) -> Axis:
    ticks = time_ticks(
        stage.low,
        stage.high,
        stage.right - stage.left,
        size=look.theme.tick_size,
        language=look.language,
    )
    return Axis("time", stage.low, stage.high, ticks)


def _place_labels(events: pd.DataFrame, edges: Certainty, stage: Stage, look: Look) -> list[Label]:
    room = Room(stage.left, stage.right, look.theme.label_size, look.phone)
    first, last = stage.pixels(edges.first), stage.pixels(edges.last)
    core0, core1 = stage.pixels(edges.core0), stage.pixels(edges.core1)
    short, half = last - first < NARROWEST, look.theme.bar_height * 0.4
    first, last = np.where(short, first - half, first), np.where(short, first + half, last)
    last = np.where(edges.ended_unknown, last + 18, last)
    core1 = np.where(short, core0, core1)
    titles = [
        title + look.note_numbers.get(line, "")
        for title, line in zip(events["title"], events["line"].tolist(), strict=True)
    ]
    spans = zip(titles, first.tolist(), last.tolist(), core0.tolist(), core1.tolist(), strict=True)
    return [place_label(text, (a, b), inside=(c, d), room=room) for text, a, b, c, d in spans]


def _arrange(events: pd.DataFrame, labels: Sequence[Label], look: Look, *, by_time: bool) -> Block:
    size, bar = look.theme.label_size, look.theme.bar_height
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
        items, lane_gap=6.0, heading=28.0, headings_for_lanes=look.phone, by_time=by_time
    )


def _heading_rules(block: Block, stage: Stage) -> tuple[Rule, ...]:
    return tuple(
        Rule(stage.low, strip.bottom - 4, stage.high, strip.bottom - 4, "heading")
        for strip in block.strips
        if strip.kind == "group"
    )


def _strip_texts(block: Block, box: Box, look: Look) -> list[Text]:
    """Write the headings of groups, and the names of lanes beside or above them."""
    margin = side_margin(look.width)
    found: list[Text] = []
    for strip in block.strips:
        if not strip.text:
            continue
        heading = strip.kind == "group"
        size = look.theme.label_size + heading
        room = box.x0 - margin - 8 if strip.kind == "lane" else box.x1 - margin
        lines = wrap(strip.text, room, size, bold=heading)
        height = line_height(size) * len(lines)
        y = box.y0 + strip.middle - 3
        found.append(
            Text(
                "\n".join(lines),
                margin,
                y,
                size,
                "group" if heading else "lane",
                bold=heading,
                color="ink" if heading else "muted",
                width=max(text_width(line, size, bold=heading) for line in lines),
                height=height,
            )
        )
    return found


def _label_texts(
    events: pd.DataFrame,
    labels: Sequence[Label],
    *,
    block: Block,
    stage: Stage,
    box: Box,
    look: Look,
) -> list[Text]:
    found = []
    size = look.theme.label_size
    names, lines = events[look.color_by].astype(str).tolist(), events["line"].tolist()
    for row, label in enumerate(labels):
        if label.where == "none":
            continue
        y, height = block.middles[row], label_height(label, size)
        if label.where == "above":
            y -= look.theme.bar_height / 2 + 1 + height / 2
        inside = label.where == "inside"
        found.append(
            Text(
                "\n".join(label.lines),
                label.x,
                box.y0 + y,
                size,
                "label",
                label.anchor,
                color=look.theme.on(look.of(names[row])[0]) if inside else "ink",
                width=label.width,
                height=height,
                row=lines[row],
                at=stage.time(label.x),
                at_y=y,
                full=events["title"].iat[row] if label.cut else "",
            )
        )
    return found


def _era_texts(eras: pd.DataFrame, stage: Stage, look: Look, *, top: float) -> list[Text]:
    """Write the names of eras above their bands, as far as one line holds them."""
    spans = certainty(eras, stage.low, stage.high)
    size = look.theme.tick_size
    placed = sorted(
        zip(stage.pixels(spans.first), stage.pixels(spans.last), eras["title"], strict=True)
    )
    found: list[Text] = []
    free = stage.left
    for first, last, title in placed:
        width = text_width(title, size)
        x = min(max(float(first) + 2, free), stage.right - width)
        if free <= x <= last:
            place = Text(title, x, top + line_height(size) / 2, size, "era", color="muted",
                         width=width, height=line_height(size), at=stage.time(x))  # fmt: skip
            found.append(place)
            free = x + width + 8
    return found
