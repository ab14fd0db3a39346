"""Texts in the plot of a Gantt: names of groups, lanes and eras, and labels.

Takes events with their rows assigned; returns positioned texts. ``Names.height`` gives the height
of a name beforehand, so that rows can leave room for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from timeline.layout.frame import side_margin
from timeline.layout.gantt.labels import Label, label_height
from timeline.layout.gantt.packing import GroupBlock, Strip, pack
from timeline.layout.scene import Scale, Text, Tick
from timeline.layout.style import Look
from timeline.model import Rows
from timeline.stats.certainty import certainty
from timeline.typography.font import line_height, text_width
from timeline.typography.wrap import shorten, wrap

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "EraNames",
    "Names",
    "era_names",
    "label_texts",
    "strip_texts",
    "tick_texts",
]

#: Pixels around the lines of a name that stands above lanes: less air for a lane's than a group's.
AIR = {"group": 11.0, "lane name": 6.0, "lane": 0.0}


@dataclass(frozen=True)
class Names:
    """The names of groups and lanes: their type, and the lines that they need."""

    time_scale: Scale
    look: Look
    broken: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def lines(self, kind: str, text: str) -> list[str]:
        """Return the lines of a name; beside its lane it has only the gutter."""
        if (kind, text) not in self.broken:
            margin = side_margin(self.look.width)
            room = (self.time_scale.left - 8 if kind == "lane" else self.time_scale.right) - margin
            size, bold = self.size(kind), kind == "group"
            self.broken[kind, text] = wrap(text, room, size, bold=bold)
        return self.broken[kind, text]

    def size(self, kind: str) -> float:
        """Return the size of the type in pixels."""
        return self.look.theme.label_size + (kind == "group")

    def height(self, kind: str, text: str) -> float:
        """Return the pixels that a name needs, with the air around it."""
        return len(self.lines(kind, text)) * line_height(self.size(kind)) + AIR[kind]


def strip_texts(strips: Sequence[Strip], names: Names, *, top: float) -> list[Text]:
    """Write the names of groups, and those of lanes beside or above them."""
    texts: list[Text] = []
    for strip in strips:
        if not strip.text:
            continue
        heading = strip.kind == "group"
        size = names.size(strip.kind)
        lines = names.lines(strip.kind, strip.text)
        texts.append(
            Text.measured(
                "\n".join(lines),
                side_margin(names.look.width),
                top + strip.middle - 3,
                size,
                "group" if heading else "lane",
                bold=heading,
                color="ink" if heading else "muted",
            )
        )
    return texts


def label_texts(
    events: Rows,
    labels: Sequence[Label],
    *,
    block: GroupBlock,
    time_scale: Scale,
    look: Look,
) -> list[Text]:
    """Write the label of every event in, beside or above its bar; ``y`` from the plot's top."""
    texts = []
    size = look.theme.label_size
    columns = (events.texts(look.color_by), events["line"].tolist(), events["title"].tolist())
    for row, (label, name, line, title) in enumerate(zip(labels, *columns, strict=True)):
        if label.where == "none":
            continue
        y, height = block.middles[row], label_height(label, size)
        if label.where in ("above", "hung"):
            y -= (label.foot or look.theme.bar_height / 2 + 1) + height / 2
        inside = label.where == "inside"
        texts.append(
            Text(
                "\n".join(label.lines),
                label.x,
                y,
                size,
                "label",
                label.anchor,
                color=f"on {look.of(name)[0]}" if inside else "ink",
                width=label.width,
                height=height,
                row=line,
                at=time_scale.low + (label.x - time_scale.left) * time_scale.per_pixel,
                at_y=y,
                full=title if label.cut else "",
            )
        )
    return texts


@dataclass(frozen=True)
class EraNames:
    """The names of eras, their left edges and their rows above the plot, 0 the topmost."""

    names: tuple[str, ...]
    lefts: tuple[float, ...]
    rows: tuple[int, ...]
    size: float

    @property
    def height(self) -> float:
        """The pixels that the rows take above the plot."""
        return (max(self.rows) + 1) * line_height(self.size) + 4 if self.rows else 0.0

    def texts(self, time_scale: Scale, *, top: float) -> list[Text]:
        """Return the names in their places, the first row at ``top``."""
        height = line_height(self.size)
        return [
            Text.measured(
                name, x, top + (row + 0.5) * height, self.size, "era", color="muted",
                at=time_scale.low + (x - time_scale.left) * time_scale.per_pixel,
            )
            for name, x, row in zip(self.names, self.lefts, self.rows, strict=True)
        ]  # fmt: skip


def era_names(eras: pd.DataFrame | Rows, time_scale: Scale, look: Look) -> EraNames:
    """Place the names of eras above the beginnings of their bands, in as many rows as need be."""
    size, room = look.theme.tick_size, time_scale.right - time_scale.left
    if not len(eras):
        return EraNames((), (), (), size)
    titles = _with_note_numbers(eras, look)
    names = tuple(shorten(title, room, size) for title in titles)
    firsts = time_scale.map(certainty(eras, time_scale.low, time_scale.high).first) + 2
    widths = np.array([text_width(name, size) for name in names])
    lefts = np.clip(firsts, time_scale.left, time_scale.right - widths)
    rows = pack(lefts, lefts + widths, gap=8)
    return EraNames(names, tuple(lefts.tolist()), tuple(rows.tolist()), size)


def _with_note_numbers(eras: pd.DataFrame | Rows, look: Look) -> list[str]:
    lines = eras["line"].tolist()
    numbers = [look.note_numbers.get(line, "") for line in lines]
    titles = (" ".join(title.split()) for title in eras["title"].tolist())
    return [title + number for title, number in zip(titles, numbers, strict=True)]


def tick_texts(ticks: Sequence[Tick], time_scale: Scale, look: Look, *, top: float) -> list[Text]:
    """Write the texts of ticks above the plot: mirrored, so that days are at the axis."""
    size = look.theme.tick_size
    sentences = [tick for tick in ticks if tick.major and tick.text]
    # Room for two lines, also where one would do: a page that is zoomed may say more.
    lines = max((tick.text.count("\n") + 1 for tick in sentences), default=0)
    lines = max(2, lines)
    places = time_scale.map(np.array([tick.at for tick in sentences])).tolist()
    texts = []
    for tick, x in zip(sentences, places, strict=True):
        text = "\n".join(reversed(tick.text.split("\n")))
        height = (text.count("\n") + 1) * line_height(size)
        y = top + lines * line_height(size) - height / 2
        texts.append(
            Text.measured(text, x, y, size, "tick", anchor="middle", color="muted", at=tick.at)
        )
    return texts
