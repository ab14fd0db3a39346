"""What a Gantt draws for each event: bars, marks at open ends, and the ground behind.

Possible time is low and hatched, certain time full and solid; what goes on ends
in an arrow, what ended at an unknown time in a question mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from timeline.blocks import Block
from timeline.certainty import Certainty, certainty
from timeline.furniture import Sample
from timeline.language import Language
from timeline.model import Band, Bar, Mark
from timeline.stage import Look, Stage

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["NARROWEST", "bands", "draw_events", "samples"]

#: A bar narrower than this many pixels is drawn as a mark: it would not be seen.
NARROWEST = 5.0
#: Pixels that the arrow takes at the end of what goes on.
ARROW = 15.0


def draw_events(
    events: pd.DataFrame,
    edges: Certainty,
    *,
    block: Block,
    stage: Stage,
    look: Look,
    hovers: Sequence[str],
) -> tuple[tuple[Bar, ...], tuple[Mark, ...]]:
    """Return the bars and marks of every event, at the places that ``block`` gives."""
    bars: list[Bar] = []
    marks: list[Mark] = []
    names = events[look.color_by].astype(str).tolist()
    lines = events["line"].astype(int).tolist()
    for row, (name, line) in enumerate(zip(names, lines, strict=True)):
        kept = {"row": line, "name": name, "hover": hovers[row]}
        y, color = block.middles[row], look.of(name)[0]
        if (edges.last[row] - edges.first[row]) / stage.per_pixel < NARROWEST:
            marks.append(_short(row, y, edges, look, color=color, kept=kept))
        else:
            bars += _bars(row, y, edges, stage, look, kept=kept)
        marks += _ends(row, y, edges, stage, color=color, kept=kept)
    return tuple(bars), tuple(marks)


def _short(
    row: int, y: float, edges: Certainty, look: Look, *, color: str, kept: dict[str, Any]
) -> Mark:
    """Return the side's mark, in the middle of a time too short to see as a bar."""
    hollow = bool(edges.approximate[row])
    size = look.theme.bar_height * 0.66
    middle = float(edges.first[row] + edges.last[row]) / 2
    return Mark(middle, y, look.symbol(kept["name"]), size, color, hollow=hollow, **kept)


def _bars(
    row: int, y: float, edges: Certainty, stage: Stage, look: Look, *, kept: dict[str, Any]
) -> list[Bar]:
    color, pattern = look.of(kept["name"])
    first, last = float(edges.first[row]), float(edges.last[row])
    core0, core1 = float(edges.core0[row]), float(edges.core1[row])
    if edges.ongoing[row]:  # the arrow stands where the bar ends
        last = max(first, last - ARROW * stage.per_pixel)
        core1 = min(core1, last)
    low, full = look.theme.bar_height * 0.3, look.theme.bar_height / 2
    found = []
    if core1 - core0 < last - first:
        style = "approximate" if edges.approximate[row] else "possible"
        found.append(Bar(first, last, y - low, y + low, color, "/", style, **kept))
    if core1 > core0:
        found.append(Bar(core0, core1, y - full, y + full, color, pattern, **kept))
    return found


def _ends(
    row: int, y: float, edges: Certainty, stage: Stage, *, color: str, kept: dict[str, Any]
) -> list[Mark]:
    last = float(max(edges.last[row], edges.first[row]))
    found = []
    if edges.ongoing[row]:
        found.append(
            Mark(last - (ARROW - 4) * stage.per_pixel, y, "triangle-right", 20.0, color, **kept)
        )
    if edges.ended_unknown[row]:
        found.append(Mark(last + 9 * stage.per_pixel, y, "question", 12.0, color, **kept))
    if edges.began_unknown[row]:
        first = stage.low + (ARROW - 4) * stage.per_pixel
        found.append(Mark(first, y, "triangle-left", 20.0, color, **kept))
    return found


def bands(
    eras: pd.DataFrame,
    edges: Certainty,
    *,
    block: Block,
    stage: Stage,
    nights: Sequence[tuple[float, float]],
) -> tuple[Band, ...]:
    """Return what lies behind the bars: eras, nights, and the ground of each event's phases."""
    dark = [
        Band(max(dusk, stage.low), min(dawn, stage.high), "night")
        for dusk, dawn in nights
        if dawn > stage.low and dusk < stage.high
    ]
    spans = certainty(eras, stage.low, stage.high)
    named = [
        Band(float(first), float(last), "era", title)
        for first, last, title in zip(spans.first, spans.last, eras["title"], strict=True)
    ]
    nests = [
        Band(float(edges.first[row]), float(edges.last[row]), "nest", y0=top, y1=bottom)
        for row, top, bottom in block.nests
    ]
    return (*named, *nests, *dark)


def samples(
    events: pd.DataFrame,
    edges: Certainty,
    *,
    stage: Stage,
    look: Look,
    nights: bool,
    language: Language,
) -> list[Sample]:
    """Return what the key must explain: the sides and the ways of drawing that occur."""
    present = set(events[look.color_by].astype(str))
    # Where a side has no bar, its sample in the key is its mark.
    short = (edges.last - edges.first) / stage.per_pixel < NARROWEST
    barred = set(events[look.color_by].astype(str)[~short])
    found = [
        Sample(name, *look.of(name), shape="" if name in barred else look.symbol(name))
        for name in look.colors
        if name in present
    ]
    neutral, words = look.theme.neutral, language.words
    loose = edges.core1 - edges.core0 < edges.last - edges.first
    if (loose & ~edges.approximate & ~edges.ended_unknown).any():
        found.append(Sample(words["possible time"], neutral, "/", "possible"))
    if edges.approximate.any():
        found.append(Sample(words["approximate"], neutral, "/", "approximate"))
    if edges.ongoing.any():
        found.append(Sample(words["goes on"], neutral, shape="triangle-right"))
    if edges.ended_unknown.any():
        found.append(Sample(words["end unknown"], neutral, shape="question"))
    if nights:
        found.append(Sample(words["night"], look.theme.night, style="night"))
    return found
