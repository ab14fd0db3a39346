"""How wide a text is in the shipped font, in pixels.

Takes texts and a size; returns widths. ``font/widths.npz`` holds the advances and
the pair kernings of the very font files that pages embed, so a browser that draws
with them agrees. Characters that the font lacks are drawn by some font of the
machine and measured by a careful guess (``timeline.fonts.glyphs``).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

from timeline.fonts.glyphs import fallback_em

__all__ = ["Ruler", "composed", "fits", "line_height", "text_width", "text_widths"]

FOLDER = Path(__file__).parent / "files"
CODES = 0x110000


@dataclass(frozen=True)
class _Metrics:
    """Advances (em; NaN where not yet asked for) and kerning classes by code point."""

    advance: np.ndarray
    left: np.ndarray
    right: np.ndarray
    kern: np.ndarray


@cache
def _metrics(bold: bool) -> _Metrics:
    """Load the widths of one weight; a code point the font lacks is filled in when met."""
    weight = 600 if bold else 400
    with np.load(FOLDER / "widths.npz") as table:
        codes = table["codes"]
        advance = np.full(CODES, np.nan)
        advance[codes] = table[f"advance_{weight}"] / 1000.0
        left, right = np.zeros(CODES, np.uint16), np.zeros(CODES, np.uint16)
        left[codes] = table[f"left_{weight}"] + 1
        right[codes] = table[f"right_{weight}"] + 1
        kern = np.pad(table[f"kern_{weight}"] / 1000.0, ((1, 0), (1, 0)))
    advance[[0x09, 0x0A, 0x0D]] = advance[0x20]
    for code in codes[(codes >= 0x300) & (codes < 0x370)]:
        advance[code] = 0.0
    return _Metrics(advance, left, right, kern)


def _parts(text: str, bold: bool) -> tuple[np.ndarray, np.ndarray]:
    """Return the advance of each character, and the kerning between each and its next, in em."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    metrics = _metrics(bold)
    advance = metrics.advance[codes]
    if np.isnan(advance).any():
        for code in set(codes[np.isnan(advance)].tolist()):
            metrics.advance[code] = fallback_em(chr(code))
        advance = metrics.advance[codes]
    return advance, metrics.kern[metrics.left[codes[:-1]], metrics.right[codes[1:]]]


def composed(text: str) -> str:
    """Return the text as a browser shapes it, letters and their marks in one."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def text_widths(texts: Sequence[str], size: float, *, bold: bool = False) -> np.ndarray:
    r"""Return the widths in pixels of many texts at once; the widest line counts.

    Parameters
    ----------
    texts : sequence of str
        May hold line breaks ``\n``.
    size : float
        Font size in pixels.
    bold : bool
        Weight 600 and not 400.

    Returns
    -------
    numpy.ndarray
        float64, as long as ``texts``.

    Examples
    --------
    >>> text_widths(["Harry", "Harry\nOutpost", ""], 10).round(1)
    array([26.5, 37.5,  0. ])
    """
    lines = [line for text in texts for line in text.split("\n")]
    counts = np.array([text.count("\n") + 1 for text in texts], np.int64)
    if not lines:
        return np.zeros(0)
    widths = _line_widths([composed(line) for line in lines], bold) * size
    return np.maximum.reduceat(widths, np.cumsum(counts) - counts)


def _line_widths(lines: list[str], bold: bool) -> np.ndarray:
    """Return the widths of lines in em: one pass over all their characters."""
    whole = "\n".join(lines)
    if not whole:
        return np.zeros(len(lines))
    advance, kern = _parts(whole, bold)
    ends = np.cumsum([len(line) + 1 for line in lines])
    total = np.concatenate(([0.0], np.cumsum(advance)))
    paired = np.concatenate(([0.0], np.cumsum(kern), [0.0]))
    starts = ends - np.array([len(line) + 1 for line in lines])
    stops = ends - 1
    kerned = paired[np.maximum(stops - 1, starts)] - paired[starts]
    widths: np.ndarray = total[stops] - total[starts] + kerned
    return widths


@lru_cache(maxsize=1 << 16)
def _width_em(text: str, bold: bool) -> float:
    return float(text_widths([text], 1.0, bold=bold)[0])


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    r"""Return the width of a text in pixels; of several lines, that of the widest.

    Examples
    --------
    >>> round(text_width("Outpost Harry", 12), 1)
    80.2
    """
    return _width_em(text, bold) * size


def line_height(size: float) -> float:
    """Return the distance of two lines in pixels: 1.3 times the font size.

    Examples
    --------
    >>> line_height(10)
    13.0
    """
    return 1.3 * size


def fits(text: str, width: float, size: float, *, bold: bool = False) -> bool:
    """Tell whether a text is at most ``width`` pixels wide.

    Examples
    --------
    >>> fits("Harry", 30, 10), fits("Harry", 20, 10)
    (True, False)
    """
    return text_width(text, size, bold=bold) <= width + 1e-9


class Ruler:
    """Widths of all pieces of one line, in pixels, from one measuring."""

    def __init__(self, text: str, size: float, bold: bool) -> None:
        advance, kern = _parts(text, bold) if text else (np.zeros(0), np.zeros(0))
        self.text = text
        # Lists, because single items are asked for, and numpy is slow at those.
        self.total: list[float] = [0.0, *(np.cumsum(advance) * size).tolist()]
        self.paired: list[float] = [0.0, *(np.cumsum(kern) * size).tolist(), 0.0]

    def width(self, start: int, stop: int) -> float:
        """Return the width of ``text[start:stop]`` without the spaces at its end."""
        while stop > start and self.text[stop - 1].isspace():
            stop -= 1
        if stop <= start:
            return 0.0
        kern = self.paired[stop - 1] - self.paired[start]
        return self.total[stop] - self.total[start] + kern
