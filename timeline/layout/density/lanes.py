"""The lanes of a figure that counts its events, and what each of them holds, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from timeline.locale.language import language as speak
from timeline.stats.selection import by_name, rest_rank
from timeline.tables.measures import row_weights

if TYPE_CHECKING:
    from timeline.stats.concurrency import Codes

__all__ = ["DensityLanes", "by_first_event", "dense_description", "dense_table", "lanes_of"]

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
    told = [str(name) or missing for name in names]
    if len(told) <= MOST_LANES:
        return DensityLanes(tuple(told), codes.astype(np.int64))
    fullest = np.sort(
        np.argsort(-np.bincount(codes, row_weights(events)), kind="stable")[: MOST_LANES - 1]
    )
    place = np.full(len(told), MOST_LANES - 1, np.int64)
    place[fullest] = np.arange(MOST_LANES - 1)
    rest = speak(language).words["other of"].format(len(told) - len(fullest))
    return DensityLanes((*(told[at] for at in fullest), rest), place[codes])


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
