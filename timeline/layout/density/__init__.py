"""The layout of a density chart: counts of active events, for more events than bars can show.

Each group or lane of the table is a lane of columns, one per time bin. The height of a column is
the square root of its count; its parts are the sides. Every event is counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from timeline.layout.frame import AXIS_HEIGHT, side_margin
from timeline.layout.scene import Area, Axis, Box, Layout, Panel, Rule, Sample, Scale, Text
from timeline.layout.style import Look, fit_time
from timeline.locale.dates import duration_text
from timeline.locale.language import language as speak
from timeline.model import ROWS
from timeline.stats.concurrency import Codes, counts_under_way, equal_stretches, lengths_within
from timeline.stats.selection import by_name, rest_rank
from timeline.tables.measures import row_weights
from timeline.typography.font import line_height, text_width
from timeline.typography.wrap import shorten, wrap

if TYPE_CHECKING:
    from timeline.stats.selection import Selection

__all__ = [
    "MOST_BARS",
    "DensityLanes",
    "LaneCodes",
    "by_first_event",
    "code_lanes",
    "dense_description",
    "dense_layout",
    "dense_table",
    "density_time",
    "lane_height",
    "lanes_of",
]

#: The fullest lanes have a place of their own; the others share the last.
MOST_LANES = 40


@dataclass(frozen=True)
class DensityLanes:
    """The lanes of a dense figure, and which of them each row is in."""

    names: tuple[str, ...]
    of_row: Codes


def lanes_of(events: pd.DataFrame, *, color_by: str, language: str = "en") -> DensityLanes:
    """Return the lanes: groups and lanes of the table, else what decides the colour.

    Examples
    --------
    >>> table = pd.DataFrame({"group": ["b", "a", "b"], "lane": "", "side": ""})
    >>> lanes = lanes_of(table, color_by="side")
    >>> lanes.names, lanes.of_row.tolist()
    (('b', 'a'), [0, 1, 0])
    """
    group, lane = (events[name].astype(str) for name in ("group", "lane"))
    named = [column for column in (group, lane) if (column != "").any()]
    if not named:
        texts = events[color_by].astype(str)
    elif len(named) == 1:
        texts = named[0]
    else:
        texts = (group + " – " + lane).str.strip(" –")
    codes, names = pd.factorize(texts)
    missing = speak(language).words["not stated"] if len(names) > 1 else ""
    labels = [str(name) or missing for name in names]
    if len(labels) <= MOST_LANES:
        return DensityLanes(tuple(labels), codes.astype(np.int64))
    fullest = np.sort(
        np.argsort(-np.bincount(codes, row_weights(events)), kind="stable")[: MOST_LANES - 1]
    )
    place = np.full(len(labels), MOST_LANES - 1, np.int64)
    place[fullest] = np.arange(MOST_LANES - 1)
    rest = speak(language).words["other of"].format(len(labels) - len(fullest))
    return DensityLanes((*(labels[at] for at in fullest), rest), place[codes])


def by_first_event(lanes: DensityLanes, starts: np.ndarray) -> DensityLanes:
    """Return the lanes by their first event, then by name: no order of rows is seen in them."""
    first = np.full(len(lanes.names), np.inf)
    np.minimum.at(first, lanes.of_row, starts)
    order = sorted(
        range(len(first)),
        key=lambda lane: (rest_rank(lanes.names[lane]), first[lane], by_name(lanes.names[lane])),
    )
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    return DensityLanes(tuple(lanes.names[lane] for lane in order), place[lanes.of_row])


def dense_table(
    events: pd.DataFrame, *, color_by: str = "side", language: str = "en"
) -> tuple[tuple[str, ...], ...]:
    """Return how many events each lane has of each side, as a table of texts.

    Examples
    --------
    >>> table = pd.DataFrame({"group": ["b", "a", "b"], "lane": "", "side": ["x", "", "x"]})
    >>> dense_table(table)
    (('Group', 'x', 'Events'), ('b', '2', '2'), ('a', '0', '1'))
    """
    spoken = speak(language)
    lanes = lanes_of(events, color_by=color_by, language=language)
    codes, sides = pd.factorize(events[color_by].astype(str), sort=True)
    size = (len(lanes.names), len(sides))
    cells = lanes.of_row * size[1] + codes
    flat = np.bincount(cells, row_weights(events), minlength=size[0] * size[1])
    counted = flat.astype(np.int64).reshape(size)
    named = [at for at, side in enumerate(sides) if side != ""]
    header = (spoken.words["group"], *(str(sides[at]) for at in named), spoken.words["events"])
    numbers = [
        (name, *(str(row[at]) for at in named), str(row.sum()))
        for name, row in zip(lanes.names, counted, strict=True)
    ]
    return (header, *numbers)


def dense_description(events: pd.DataFrame, *, color_by: str = "side", language: str = "en") -> str:
    """Tell how many events each lane has, one a line."""
    rows = dense_table(events, color_by=color_by, language=language)[1:]
    return "\n".join(f"{row[0]}: {row[-1]}" if row[0] else row[-1] for row in rows)


#: With more events, bars cannot be distinguished from their neighbours.
MOST_BARS = 2000
#: Pixels that a column is wide at least.
COLUMN = 3.0
#: Pixels of all lanes together, and of one at least and at most.
PLOT, LEAST, MOST = 640.0, 24.0, 120.0
GAP = 4.0
#: Lanes, names of sides, and the code of each row's side.
LaneCodes = tuple[DensityLanes, list[str], Codes]


def _sides_of(events: pd.DataFrame, look: Look) -> tuple[list[str], Codes]:
    """Return the sides that have a colour, what stands for all others last, and codes of rows."""
    codes, names = pd.factorize(events[look.color_by].astype(str))
    colored = [name for name in look.colors if name in set(names)]
    places = {name: at for at, name in enumerate(colored)}
    place = np.array([places.get(str(name), len(colored)) for name in names], np.int64)
    others = {str(name) for name in names} - set(colored) - {""}
    rest = speak(look.language).words["other of"].format(len(others)) if others else ""
    return [*colored, rest], place[codes]


def code_lanes(events: pd.DataFrame, look: Look, *, by_time: bool = True) -> LaneCodes:
    """Return the lanes, the sides, and the code of each row's side.

    ``by_time`` puts lanes by their first event (else in the order of the table).
    """
    lanes = lanes_of(events, color_by=look.color_by, language=look.language)
    if by_time:
        lanes = by_first_event(lanes, events["start_earliest"].to_numpy(float))
    sides, side_codes = _sides_of(events, look)
    return lanes, sides, side_codes


def lane_height(lanes: DensityLanes) -> float:
    """Return the pixels that the highest column of a lane may take."""
    return float(np.clip(PLOT / len(lanes.names), LEAST, MOST)) - GAP


def density_time(selection: Selection, lanes: DensityLanes, look: Look) -> Scale:
    """Fit the time scale to the whole table, its gutter as wide as the lane names."""
    return fit_time(selection.rows, selection, look, lanes=lanes.names, open_ends=["ongoing"])


def dense_layout(selection: Selection, look: Look, codes: LaneCodes) -> Layout:
    """Lay out many events as counts of active events, ``look.width`` pixels wide.

    Parameters
    ----------
    selection
        The rows to draw, of any number.
    look
        Width, theme, colours, words.
    codes
        What ``code_lanes`` gives for these rows and colours.
    """
    events = selection.frame
    lanes, sides, side_codes = codes
    time_scale = density_time(selection, lanes, look)
    starts, ends = (events[name].to_numpy(float) for name in ("start_earliest", "end_latest"))
    edges = equal_stretches(time_scale.low, time_scale.high, least=COLUMN * time_scale.per_pixel)
    counts = counts_under_way(
        starts, ends, lanes.of_row, side_codes, edges=edges,
        shape=(len(lanes.names), len(sides)), rows=row_weights(events) if ROWS in events else None,
    )  # fmt: skip
    edges = np.clip(edges, time_scale.low, time_scale.high)
    spoken = speak(look.language)
    highest = int(counts.sum(axis=1).max(initial=0))
    column = float(np.diff(edges)[1:-1].max(initial=0) or edges[1] - edges[0])
    length = duration_text(column, language=look.language)
    text = spoken.words["counts per"].format(length, spoken.number(highest))
    fullest = int(np.bincount(lanes.of_row).max(initial=0))
    length = _longest_duration(time_scale.high - time_scale.low, look)
    longest = spoken.words["counts per"].format(length, spoken.number(fullest))
    looks = [*(look.of(name)[0] for name in sides[:-1]), "neutral"]
    present = (counts.sum(axis=(0, 2)) > 0).tolist()
    key = [
        Sample(name, color)
        for name, color, shown in zip(sides, looks, present, strict=True)
        if name and shown
    ]
    figure_frame = look.frame(key, time_scale.right - time_scale.left)
    step = lane_height(lanes) + GAP
    name_room = line_height(look.theme.label_size) + 2 if look.phone else 0.0
    strip = step + name_room
    count_texts, top = _count_text(text, longest, look, top=figure_frame.top)
    box = Box(time_scale.left, top, time_scale.right, top + strip * len(lanes.names))
    bases = strip * np.arange(1, len(lanes.names) + 1)
    panel = Panel(
        box,
        Axis("time", time_scale.low, time_scale.high, look.time_ticks(time_scale)),
        Axis("pixel", strip * len(lanes.names), 0.0, grid=False),
        areas=_areas(counts, edges, bases, room=step - GAP, colors=looks, names=sides),
        rules=tuple(
            Rule(time_scale.low, base, time_scale.high, base, "heading") for base in bases.tolist()
        ),
    )
    texts = (*count_texts, *_names(lanes, time_scale, look, top=box.y0, strip=strip))
    return figure_frame.compose(
        look.width, (panel,), texts, foot=box.y1 + AXIS_HEIGHT, meta=look.meta
    )


def _areas(
    counts: Codes,
    edges: np.ndarray,
    bases: np.ndarray,
    *,
    room: float,
    colors: list[str],
    names: list[str],
) -> tuple[Area, ...]:
    """Return an area for each side: what is stacked up to it, the highest painted first."""
    totals = counts.sum(axis=1)
    scale = room / max(np.sqrt(totals.max(initial=0)), 1.0)
    heights = np.where(totals > 0, np.maximum(np.sqrt(totals) * scale, 1.0), 0.0)
    stacked = np.cumsum(counts, axis=1) / np.maximum(totals, 1)[:, None, :]
    areas = []
    for side in reversed(range(counts.shape[1])):
        runs = []
        for lane, base in enumerate(bases.tolist()):
            present = counts[lane, side] > 0
            if not present.any():
                continue
            first, last = np.flatnonzero(present)[[0, -1]] + [0, 1]
            # A part without events here is as low as the foot of its lane, so that each lane is
            # one line around; were it as high as what lies before it, its edge would shine through.
            tops = base - np.where(present, stacked[lane, side] * heights[lane], 0.0)[first:last]
            kept = np.concatenate(([True], np.abs(np.diff(tops)) > 0.05))
            at = np.append(np.flatnonzero(kept) + first, last)
            runs.append((edges[at], tops[kept], base))
        if runs:
            areas.append(Area(tuple(runs), colors[side], names[side]))
    return tuple(areas)


def _longest_duration(span: float, look: Look) -> str:
    """Return the widest text of a duration that events may be counted by."""
    names = [duration_text(length, language=look.language) for length in lengths_within(span)]
    return max(names, key=lambda name: text_width(name, look.theme.note_size), default="")


def _count_text(counts: str, longest: str, look: Look, *, top: float) -> tuple[list[Text], float]:
    """Write what the columns count above them: at each width it is another length of time.

    A page that is zoomed counts by other lengths: there is room for the longest text.
    """
    size, margin = look.theme.note_size, side_margin(look.width)
    lines, most = (
        wrap(text, look.width - 2 * margin, size, even=False) for text in (counts, longest)
    )
    height = line_height(size)
    texts = [
        Text.measured(line, margin, top + (number + 0.5) * height, size, "counts", color="muted")
        for number, line in enumerate(lines)
    ]
    return texts, top + max(len(lines), len(most)) * height + 6


def _names(
    lanes: DensityLanes, time_scale: Scale, look: Look, *, top: float, strip: float
) -> list[Text]:
    """Write the names of lanes beside them, or above them on a phone."""
    size, margin = look.theme.label_size, side_margin(look.width)
    room = (time_scale.right if look.phone else time_scale.left - 8) - margin
    height = line_height(size)
    texts = []
    for number, name in enumerate(lanes.names):
        if not name:
            continue
        text = shorten(name, room, size)
        middle = number * strip + height / 2 + 1 if look.phone else (number + 0.5) * strip
        texts.append(
            Text.measured(text, margin, top + middle, size, "lane", color="muted",
                          full=name if text != name else "")
        )  # fmt: skip
    return texts
