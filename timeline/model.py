"""The frozen values that travel from table to picture.

``RawTable`` (text as read) becomes ``EventTable`` (checked, with instants); a
layout turns that into ``Layout`` (every position, in pixels and axis units),
and the figure only transcribes it. Time is a float: seconds since 1970-01-01
00:00 on the proleptic Gregorian calendar, local time of the place, ``-inf`` and
``inf`` for open ends. Upper bounds are exclusive: the day 1953-06-10 runs from
its own midnight up to that of 11 June.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from timeline.errors import Problem
    from timeline.theme import Theme

__all__ = [
    "CLAIM_COLUMNS",
    "ROWS",
    "TEXT_COLUMNS",
    "TIME_COLUMNS",
    "Area",
    "Axis",
    "Band",
    "Bar",
    "Box",
    "EventTable",
    "KeyEntry",
    "Layout",
    "Mark",
    "Panel",
    "RawTable",
    "Rule",
    "Source",
    "Text",
    "Tick",
]

#: The columns that a table may have, all optional but ``title`` and ``start``.
TEXT_COLUMNS = (
    "id", "title", "start", "end", "group", "lane", "parent", "side", "kind", "place",
    "measure", "value", "unit", "claimed_by", "source", "note", "calendar",
)  # fmt: skip

#: Four instants (float seconds, see above), how the end is known, and how precisely.
#: ``end_state``: "stated", "as start" (no end stated), "ongoing" or "unknown".
#: ``*_precision``: "second" "minute" "hour" "part" "day" "month" "season" "year"
#: "decade" "century" "millennium" or "" (open); ``*_qualifier``: "" "?" "~" "%".
TIME_COLUMNS = (
    "start_earliest", "start_latest", "end_earliest", "end_latest", "end_state",
    "start_precision", "end_precision", "start_qualifier", "end_qualifier", "zone",
)  # fmt: skip

#: ``value`` as numbers: the claim lies between ``value_low`` and ``value_high``;
#: ``value_best`` is what is drawn (the middle is never invented: NaN for a range).
CLAIM_COLUMNS = ("value_low", "value_best", "value_high", "value_qualifier")

#: In a table that was condensed (``timeline.aggregate``): for how many rows each row stands.
#: Its ``line`` is then below zero, since it is no line of any file.
ROWS = "rows it stands for"


@dataclass(frozen=True)
class RawTable:
    """A table as it was read: text cells, and the line of the file of each row."""

    frame: pd.DataFrame
    lines: np.ndarray
    name: str
    sha256: str
    header_line: int = 1
    encoding: str = "utf-8"
    delimiter: str = ","
    remarks: tuple[Problem, ...] = ()
    #: Of a condensed table: for how many rows each stands, by its line (-1, -2, …).
    stands_for: np.ndarray | None = None

    @property
    def rows(self) -> int:
        """How many rows were read."""
        return len(self.frame) if self.stands_for is None else int(self.stands_for.sum())


@dataclass(frozen=True)
class Source:
    """One entry of the sources table beside an event table."""

    key: str
    author: str = ""
    title: str = ""
    date: str = ""
    publisher: str = ""
    url: str = ""

    def __str__(self) -> str:
        parts = (self.author, self.title, self.publisher, self.date)
        return ", ".join(part for part in parts if part) or self.key


@dataclass(frozen=True)
class EventTable:
    """A checked table: ``TEXT_COLUMNS``, ``line``, ``TIME_COLUMNS``, ``CLAIM_COLUMNS``, the rest.

    Text cells are never missing: an empty cell is ``""``. ``problems`` are the
    warnings; a table with a fatal problem is never built.
    """

    frame: pd.DataFrame
    name: str
    sha256: str
    rows_read: int
    problems: tuple[Problem, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    package: Mapping[str, Any] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.frame)


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels from the top left corner of the figure."""

    x0: float
    y0: float
    x1: float
    y1: float

    def overlaps(self, other: Box, gap: float = 0.0) -> bool:
        """Tell whether the two boxes share more than an edge, or stand nearer than ``gap``.

        Examples
        --------
        >>> Box(0, 0, 10, 10).overlaps(Box(10, 0, 20, 10))
        False
        """
        return (
            self.x0 < other.x1 + gap
            and other.x0 < self.x1 + gap
            and self.y0 < other.y1 + gap
            and other.y0 < self.y1 + gap
        )


@dataclass(frozen=True)
class Tick:
    r"""A tick of an axis: where it stands (axis units) and its text, lines split by ``\\n``."""

    at: float
    text: str
    major: bool = True


@dataclass(frozen=True)
class Text:
    """A text with its place in pixels (vertical middle) and the rules by which it moves.

    ``role`` is what the text is for (title, subtitle, note, source, group, lane,
    label, value, claimant, key …); ``at`` and ``at_y``, where given, are axis
    units of ``panel`` that the text moves with; ``x`` and ``y`` are then where
    that is in pixels, offset included.
    """

    text: str
    x: float
    y: float
    size: float
    role: str
    anchor: Literal["start", "middle", "end"] = "start"
    bold: bool = False
    color: str = "ink"
    width: float = 0.0
    height: float = 0.0
    row: int = -1
    panel: int = 0
    at: float | None = None
    at_y: float | None = None
    full: str = ""

    @property
    def box(self) -> Box:
        """The rectangle that the text covers."""
        left = self.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor] * self.width
        return Box(left, self.y - self.height / 2, left + self.width, self.y + self.height / 2)


@dataclass(frozen=True)
class Bar:
    """A rectangle in axis units: an event's certain or possible time, or a claim's value."""

    x0: float
    x1: float
    y0: float
    y1: float
    color: str
    pattern: str = ""
    style: str = "certain"
    row: int = -1
    name: str = ""
    hover: str = ""


@dataclass(frozen=True)
class Mark:
    """A point in axis units: an instant, or how an end is known."""

    x: float
    y: float
    shape: str
    size: float
    color: str
    row: int = -1
    name: str = ""
    hover: str = ""
    hollow: bool = False


@dataclass(frozen=True)
class Area:
    """Columns of one colour that stand side by side: their left edges and tops, in axis units.

    Each of ``runs`` is a row of columns on one base: the edges (one more than there are
    columns), the tops, the base.
    """

    runs: tuple[tuple[np.ndarray, np.ndarray, float], ...]
    color: str
    name: str = ""


@dataclass(frozen=True)
class Band:
    """A stretch of the x axis behind the bars: a night, an era, or (x0 == x1) an instant."""

    x0: float
    x1: float
    style: str
    text: str = ""
    y0: float | None = None
    y1: float | None = None


@dataclass(frozen=True)
class Rule:
    """A straight line in axis units: a separator, a leader, a whisker."""

    x0: float
    y0: float
    x1: float
    y1: float
    style: str
    color: str = "rule"
    width: float = 1.0


@dataclass(frozen=True)
class Axis:
    """An axis: its range in its own units, its ticks, and what the units are."""

    kind: Literal["time", "folded", "value", "category", "pixel"]
    low: float
    high: float
    ticks: tuple[Tick, ...] = ()
    title: str = ""
    log: bool = False
    grid: bool = True


@dataclass(frozen=True)
class Panel:
    """One plot area with its two axes and all that is drawn in it.

    ``theme``, where given, is another than that of the figure; ``ground`` is then how far its
    paper reaches, in pixels.
    """

    box: Box
    x: Axis
    y: Axis
    horizontal: bool = True
    bars: tuple[Bar, ...] = ()
    marks: tuple[Mark, ...] = ()
    bands: tuple[Band, ...] = ()
    rules: tuple[Rule, ...] = ()
    areas: tuple[Area, ...] = ()
    theme: Theme | None = None
    ground: Box | None = None


@dataclass(frozen=True)
class KeyEntry:
    """One entry of the key: a sample of a mark and what it means, at its place in pixels."""

    x: float
    y: float
    text: str
    color: str
    pattern: str = ""
    style: str = "certain"
    shape: str = ""
    size: float = 12.0


@dataclass(frozen=True)
class Layout:
    """A finished picture: everything has its place before anything is drawn.

    ``meta`` is what a reader who does not see needs: title, subtitle, notes,
    sources, language, alternative text, the account of rows, the table's hash.
    """

    width: float
    height: float
    panels: tuple[Panel, ...]
    texts: tuple[Text, ...]
    key: tuple[KeyEntry, ...]
    meta: Mapping[str, Any]
