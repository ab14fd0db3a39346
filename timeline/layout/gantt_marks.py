"""What a Gantt draws for each event: bars, marks at open ends, and the ground behind.

Possible time is low and hatched, certain time full and solid; what goes on ends
in an arrow, what ended at an unknown time in a question mark; the arrow of what goes on
outside the figure is an outline.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from timeline.layout.backdrop import backdrop
from timeline.layout.blocks import Block
from timeline.layout.certainty import Certainty
from timeline.layout.extents import Extents
from timeline.layout.furniture import Sample
from timeline.layout.stage import Look, Stage
from timeline.locale.language import Language
from timeline.picture import Band, Bar, Mark

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["bands", "draw_events", "samples"]


def draw_events(
    events: pd.DataFrame,
    edges: Certainty,
    *,
    spans: Extents,
    block: Block,
    look: Look,
    hovers: Sequence[str],
) -> tuple[tuple[Bar, ...], tuple[Mark, ...]]:
    """Return the bars and marks of every event, at the places that ``block`` gives."""
    bars: list[Bar] = []
    marks: list[Mark] = []
    names = events[look.color_by].astype(str).tolist()
    lines = events["line"].astype(int).tolist()
    marked = (~np.isnan(spans.mark)).tolist()
    ends = (
        edges.ongoing,
        edges.ended_unknown,
        edges.began_unknown,
        edges.cut_first,
        edges.cut_last,
    )
    pointed = np.logical_or.reduce(ends).tolist()
    for row, (name, line) in enumerate(zip(names, lines, strict=True)):
        kept = {"row": line, "name": name, "hover": hovers[row]}
        y = block.middles[row]
        if marked[row]:
            marks.append(_short(row, y, edges, spans, look=look, kept=kept))
        else:
            bars += _bars(row, y, edges, spans, look=look, kept=kept)
        if pointed[row]:
            marks += _ends(row, y, spans, look=look, kept=kept)
    return tuple(bars), tuple(marks)


def _short(
    row: int, y: float, edges: Certainty, spans: Extents, *, look: Look, kept: dict[str, Any]
) -> Mark:
    """Return the side's mark, in the middle of a time too short to see as a bar."""
    hollow = bool(edges.approximate[row])
    size = look.theme.bar_height * 0.66
    name = kept["name"]
    at = float(spans.mark[row])
    return Mark(at, y, look.symbol(name), size, look.of(name)[0], hollow=hollow, **kept)


def _bars(
    row: int, y: float, edges: Certainty, spans: Extents, *, look: Look, kept: dict[str, Any]
) -> list[Bar]:
    color, pattern = look.of(kept["name"])
    first, last = float(spans.first[row]), float(spans.last[row])
    core0, core1 = float(spans.core0[row]), float(spans.core1[row])
    low, full = look.theme.bar_height * 0.3, look.theme.bar_height / 2
    found = []
    if core1 - core0 < last - first:
        style = "approximate" if edges.approximate[row] else "possible"
        found.append(Bar(first, last, y - low, y + low, color, "/", style, **kept))
    if core1 > core0:
        found.append(Bar(core0, core1, y - full, y + full, color, pattern, **kept))
    return found


def _ends(row: int, y: float, spans: Extents, *, look: Look, kept: dict[str, Any]) -> list[Mark]:
    """Return how the ends are known that are not stated."""
    color = look.of(kept["name"])[0]
    kinds = (
        ("triangle-right", 17.0, color, spans.arrow),
        ("triangle-left", 17.0, color, spans.arrow_back),
        ("triangle-right", 17.0, color, spans.cut),
        ("triangle-left", 17.0, color, spans.cut_back),
        # It reads as a text, so it has the colour of texts.
        ("question", 12.0, "ink", spans.question),
    )
    return [
        Mark(
            float(at[row]), y, shape, size, color,
            hollow=at is spans.cut or at is spans.cut_back, **kept,
        )
        for shape, size, color, at in kinds
        if not np.isnan(at[row])
    ]  # fmt: skip


def bands(
    behind: pd.DataFrame,
    edges: Certainty,
    *,
    block: Block,
    stage: Stage,
    nights: Sequence[tuple[float, float]],
) -> tuple[Band, ...]:
    """Return what lies behind the bars: eras, marked instants, nights, the ground of phases."""
    dark = [
        Band(max(dusk, stage.low), min(dawn, stage.high), "night")
        for dusk, dawn in nights
        if dawn > stage.low and dusk < stage.high
    ]
    nests = [
        Band(float(edges.first[row]), float(edges.last[row]), "nest", y0=top, y1=bottom)
        for row, top, bottom in block.nests
    ]
    return (*backdrop(behind, stage), *nests, *dark)


def samples(
    events: pd.DataFrame,
    edges: Certainty,
    *,
    spans: Extents,
    look: Look,
    nights: bool,
    language: Language,
) -> list[Sample]:
    """Return what the key must explain: the sides and the ways of drawing that occur."""
    present = set(events[look.color_by].astype(str))
    # Where a side has no bar, its sample in the key is its mark.
    barred = set(events[look.color_by].astype(str)[np.isnan(spans.mark)])
    found = [
        Sample(name, *look.of(name), shape="" if name in barred else look.symbol(name))
        for name in look.colors
        if name in present
    ]
    neutral, words = "neutral", language.words
    others = present - set(look.colors) - {""}
    if others:
        found.append(Sample(words["other of"].format(len(others)), neutral))
    loose = edges.core1 - edges.core0 < edges.last - edges.first
    if (loose & ~edges.approximate & ~edges.ended_unknown).any():
        found.append(Sample(words["possible time"], neutral, "/", "possible"))
    found += _approximate(edges, spans, look=look, language=language)
    solid = ~np.isnan(spans.mark) & ~edges.approximate
    found += _brief(set(events[look.color_by].astype(str)[solid]), barred, look, language)
    if edges.ongoing.any():
        found.append(Sample(words["goes on"], neutral, shape="triangle-right"))
    if (edges.cut_first | edges.cut_last).any():
        shape = "triangle-right" if edges.cut_last.any() else "triangle-left"
        found.append(Sample(words["goes on outside"], neutral, style="hollow", shape=shape))
    if edges.ended_unknown.any():
        found.append(Sample(words["end unknown"], neutral, shape="question"))
    if nights:
        found.append(Sample(words["night"], "night", style="night"))
    return found


def _brief(marked: set[str], barred: set[str], look: Look, language: Language) -> list[Sample]:
    """Return the sample of marks, where the key shows those who have them by their bars.

    Where all sides are grey, their marks differ by their shapes, and each is shown.
    """
    told = language.words["brief"]
    shaped = [name for name in look.colors if name in marked & barred]
    if look.theme.grey and len(shaped) > 1:
        return [
            Sample(f"{name}: {told}", look.of(name)[0], shape=look.symbol(name)) for name in shaped
        ]
    if not barred or not any(name in barred or name not in look.colors for name in marked):
        return []
    return [Sample(told, "neutral", shape="circle")]


def _approximate(
    edges: Certainty, spans: Extents, *, look: Look, language: Language
) -> list[Sample]:
    """Return the samples of what is approximate or uncertain: bars, hollow marks, or both."""
    marked = ~np.isnan(spans.mark)
    text, neutral = language.words["approximate"], "neutral"
    found = []
    if (edges.approximate & ~marked).any():
        found.append(Sample(text, neutral, "/", "approximate"))
    if (edges.approximate & marked).any():
        # Two entries of one text would be switched as one.
        told = f"{text} ({language.words['instant']})" if found else text
        found.append(Sample(told, neutral, style="hollow", shape="circle"))
    return found
