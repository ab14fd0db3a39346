"""The finished scene as immutable values: every position, in pixels and axis units.

``Layout`` is the whole: panels with bars, marks, bands and rules in axis units, and texts and the
legend in pixels. A ``Scale`` maps instants and values to pixels. Colours are names
(``Theme.color``), so that one layout serves light and dark.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, overload

import numpy as np

from timeline.typography.font import line_height, widest

if TYPE_CHECKING:
    from timeline.theme import Theme

__all__ = [
    "BAND_COLORS",
    "LEFT_OF_ANCHOR",
    "Area",
    "Axis",
    "Band",
    "Bar",
    "Box",
    "KeyEntry",
    "Layout",
    "Mark",
    "Panel",
    "Rule",
    "Scale",
    "Text",
    "Tick",
]


#: How much of its width a text stands left of its place, by its anchor.
LEFT_OF_ANCHOR = {"start": 0.0, "middle": 0.5, "end": 1.0}


@dataclass(frozen=True)
class Scale:
    """A linear or logarithmic scale that maps ``low`` to pixel ``left``, ``high`` to ``right``.

    Time is linear in seconds; with breaks, in the seconds that ``Folds.at`` leaves.
    """

    left: float
    right: float
    low: float
    high: float
    log: bool = False

    @property
    def floor(self) -> float:
        """The baseline of bars: zero, or the low end of a logarithmic axis."""
        return self.low if self.log else 0.0

    @property
    def per_pixel(self) -> float:
        """Seconds, or units, per pixel of a linear scale."""
        return (self.high - self.low) / (self.right - self.left)

    @overload
    def map(self, value: float) -> float: ...
    @overload
    def map(self, value: np.ndarray) -> np.ndarray: ...
    def map(self, value: float | np.ndarray) -> float | np.ndarray:
        """Return the pixels of one value or of an array.

        Examples
        --------
        >>> Scale(100, 200, 0, 10).map(5), Scale(0, 90, 1, 100, log=True).map(10)
        (150.0, 45.0)
        """
        if self.log:
            decades = np.log(np.maximum(value, self.low) / self.low)
            share = decades / np.log(self.high / self.low)
        else:
            share = (value - self.low) / (self.high - self.low)
        pixels = self.left + share * (self.right - self.left)
        return np.asarray(pixels) if isinstance(value, np.ndarray) else float(pixels)

    def invert(self, pixel: float) -> float:
        """Return the value at a pixel.

        Examples
        --------
        >>> Scale(100, 200, 0, 10).invert(150)
        5.0
        """
        share = (pixel - self.left) / (self.right - self.left)
        if self.log:
            return float(self.low * (self.high / self.low) ** share)
        return self.low + share * (self.high - self.low)


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels from the top left corner of the figure."""

    x0: float
    y0: float
    x1: float
    y1: float

    def overlaps(self, other: Box, gap: float = 0.0) -> bool:
        """Return whether the boxes share more than an edge, or are closer than ``gap``.

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

    def lowered(self, by: float) -> Box:
        """Return the box ``by`` pixels further down."""
        return Box(self.x0, self.y0 + by, self.x1, self.y1 + by)


@dataclass(frozen=True)
class Tick:
    r"""A tick of an axis: its position (axis units) and its text, lines split by ``\\n``."""

    at: float
    text: str
    major: bool = True


@dataclass(frozen=True)
class Text:
    """A text with its position in pixels (vertical middle) and the axes that it moves with.

    ``role`` is the purpose of the text (title, subtitle, note, source, group, lane,
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

    @classmethod
    def measured(cls, text: str, x: float, y: float, size: float, role: str, **how: Any) -> Text:
        r"""Return a text of one or more lines with its width and height.

        Examples
        --------
        >>> Text.measured("one\nthree", 5, 9, 10, "lane").height
        26.0
        """
        lines = text.split("\n") if text else []
        width, height = widest(lines, size, bold=how.get("bold", False)), line_height(size)
        return cls(text, x, y, size, role, width=width, height=len(lines) * height, **how)

    @property
    def box(self) -> Box:
        """The rectangle that the text covers."""
        left = self.x - LEFT_OF_ANCHOR[self.anchor] * self.width
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
    """A point in axis units: an instant, or a marker for an open or unknown end."""

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
    """Adjacent columns of one colour: their left edges and tops, in axis units.

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


#: The styles of bands, the lowest first, with the names of their colours.
BAND_COLORS = {"era": "era", "nest": "nest", "night": "night", "fold": "grid", "marker": "grid"}


@dataclass(frozen=True)
class Rule:
    """A straight line in axis units: a separator, a leader of the label of ``row``, a whisker."""

    x0: float
    y0: float
    x1: float
    y1: float
    style: str
    color: str = "rule"
    width: float = 1.0
    row: int = -1


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
    """One plot area with its two axes and contents.

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
class Sample:
    """An item of the legend: a colour with its pattern, or a way of drawing."""

    text: str
    color: str
    pattern: str = ""
    style: str = "certain"
    shape: str = ""
    #: The size of the shape, as it is drawn.
    mark: float = 12.0


@dataclass(frozen=True, kw_only=True)
class KeyEntry(Sample):
    """A legend item at its position in pixels; ``size`` is that of its text."""

    x: float
    y: float
    size: float = 12.0


@dataclass(frozen=True)
class Layout:
    """A finished scene: every position is known before anything is drawn.

    ``meta`` is what a reader who does not see needs: title, subtitle, notes,
    sources, language, alternative text, the account of rows, the table's hash.
    """

    width: float
    height: float
    panels: tuple[Panel, ...]
    texts: tuple[Text, ...]
    key: tuple[KeyEntry, ...]
    meta: Mapping[str, Any]
