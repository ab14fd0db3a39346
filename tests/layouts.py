"""Tables from a few words, their Gantt layouts, and every box of a layout in pixels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import pandas as pd
from hypothesis import strategies as st

from tests.internals import Bar, Box, Layout, Mark, Panel, gantt_chart
from timeline import EventTable, read_events

COLUMNS = ("title", "start", "end", "group", "lane", "side", "id", "parent", "kind", "note")

TITLES = st.sampled_from(
    ["O", "Relief", "Assault on the outpost", "Counter-attack by the 3rd Battalion after midnight",
     "Donaudampfschifffahrtsgesellschaftskapitänsmütze", "上甘岭战役 金城战役", "🔥 <b>%{y}</b>"]
)  # fmt: skip
DAYS = st.integers(1, 28).map(lambda day: f"1953-06-{day:02d}")
STARTS = st.one_of(
    DAYS,
    DAYS.map(lambda day: f"{day}~"),
    DAYS.map(lambda day: f"{day} night"),
    DAYS.map(lambda day: f"{day}T04:30"),
    st.sampled_from(["1953-05", "1953-06-XX", "1953"]),
)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "title": TITLES,
            "start": STARTS,
            "end": st.sampled_from(["", "", "1954-01-02", "1954-02~", "..", "/"]),
            "group": st.sampled_from(["", "Outpost Harry", "A very long name of a group " * 3]),
            "lane": st.sampled_from(["", "", "Air", "Artillery of both sides and their observers"]),
            "side": st.sampled_from(["", "PVA", "UN Command"]),
        }
    ),
    min_size=1,
    max_size=14,
)


def table(rows: Sequence[dict[str, str]]) -> EventTable:
    """Return a checked table; rows without an id get one, so that none is taken for another."""
    return _read(tuple((("id", f"e{number}"), *row.items()) for number, row in enumerate(rows)))


@lru_cache(maxsize=256)
def _read(rows: tuple[tuple[tuple[str, str], ...], ...]) -> EventTable:
    frame = pd.DataFrame([dict(row) for row in rows])
    return read_events(frame.reindex(columns=[c for c in COLUMNS if c in frame]).fillna(""))


def laid_out(rows: Sequence[dict[str, str]], *, width: float = 720, **options: Any) -> Layout:
    """Return the layout of a Gantt of these rows."""
    chart = gantt_chart(table(rows), width=width, **{"title": "June 1953", **options})
    return chart.lay_out(width, chart.theme)


def text_boxes(layout: Layout) -> list[tuple[str, Box]]:
    """Return what each text says with the box that it covers."""
    return [(f"{text.role}: {text.text}", text.box) for text in layout.texts]


def drawn_boxes(layout: Layout) -> list[tuple[int, Box]]:
    """Return the row of each bar and mark with the box that it covers."""
    panel = layout.panels[0]
    bars = [(bar.row, _bar_box(bar, panel)) for bar in panel.bars]
    return [*bars, *((mark.row, _mark_box(mark, panel)) for mark in panel.marks)]


def place(panel: Panel, at: float) -> float:
    """Return the pixel of an instant."""
    share = (at - panel.x.low) / (panel.x.high - panel.x.low)
    return panel.box.x0 + share * (panel.box.x1 - panel.box.x0)


def _bar_box(bar: Bar, panel: Panel) -> Box:
    top = panel.box.y0
    return Box(place(panel, bar.x0), top + bar.y0, place(panel, bar.x1), top + bar.y1)


def _mark_box(mark: Mark, panel: Panel) -> Box:
    x, y, half = place(panel, mark.x), panel.box.y0 + mark.y, mark.size * 0.45
    return Box(x - half, y - half, x + half, y + half)


def overlapping(boxes: Sequence[tuple[str, Box]], slack: float = 0.5) -> Iterator[str]:
    """Yield the pairs of boxes that share more than ``slack`` pixels."""
    for index, (one, box) in enumerate(boxes):
        for two, other in boxes[:index]:
            if box.overlaps(other, gap=-slack):
                yield f"{one} and {two}"
