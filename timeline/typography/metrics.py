"""Text widths from the advances and kerning of the bundled font, and break opportunities.

Takes texts and a size; returns widths. ``font/widths.npz`` holds the advances and
kerning pairs of the font files that pages embed, so browsers measure the same.
Characters that the font lacks are drawn in a system font, which varies; their widths
are estimated wide enough for the common ones (Noto, Arial, DejaVu, the CJK fonts of the
three systems), measured in a browser.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

__all__ = [
    "Ruler",
    "break_points",
    "cluster_starts",
    "composed",
    "fallback_em",
    "fits",
    "line_height",
    "script_name",
    "text_width",
    "text_widths",
    "widest",
]

#: Average advance of letters of scripts without metrics.
LETTER_EM = 0.62

#: Unusually wide characters: ligatures of whole phrases, long dashes, cuneiform.
GIANTS = ((0x2E3A, 0x2E3A, 2.0), (0x2E3B, 0x2E3B, 3.0), (0xFDFA, 0xFDFB, 2.6),
          (0xFDFC, 0xFDFC, 2.0), (0xFDFD, 0xFDFD, 9.0), (0x12000, 0x1254F, 2.6))  # fmt: skip

#: Scripts with wider letters than average, in em.
BROAD = ((0x0900, 0x0DFF, 0.8), (0x0F00, 0x109F, 0.8), (0x1200, 0x139F, 0.85),
         (0x1780, 0x17FF, 0.9), (0x13000, 0x1342F, 1.2), (0x1D400, 0x1D7FF, 0.8))  # fmt: skip

#: Kana, Hangul and ideographs: lines may break between any two of them.
IDEOGRAPHIC = (
    "\u2e80-\u2fff\u3041-\u30ff\u3105-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
#: Characters that no line starts with, and those that no line ends with.
CLOSING = "、。，．：；！？）］｝〉》」』】〕’”ーぁぃぅぇぉっゃゅょァィゥェォッャュョ,.;:!?)\\]}%"
OPENING = "（［｛〈《「『【〔‘“(\\[{"
BREAK = re.compile(
    r"(?<=[ \t\n\u1680\u2000-\u2006\u2008-\u200b\u3000])(?=\S)"
    r"|(?<=[^\W\d][-/\u2010\u2013\u2014])(?=\w)"
    rf"|(?<=[{IDEOGRAPHIC}{CLOSING}])(?=[{IDEOGRAPHIC}{OPENING}])(?<![{OPENING}])(?![{CLOSING}])"
    rf"|(?<=[{IDEOGRAPHIC}])(?=\w)(?![{CLOSING}])"
    rf"|(?<=\w)(?=[{IDEOGRAPHIC}])(?![{CLOSING}])"
)
JOINERS = "\u200d\u2060"


def fallback_em(char: str) -> float:
    """Return the estimated width of a character that our font lacks, in em.

    Examples
    --------
    >>> [fallback_em(char) for char in ("中", "😀", "ا", "\u0651")]
    [1.0, 1.3, 0.62, 0.0]
    """
    code = ord(char)
    for low, high, width in GIANTS:
        if low <= code <= high:
            return width
    category = unicodedata.category(char)
    if category in ("Mn", "Me", "Cf", "Zl", "Zp") or _is_emoji_part(code):
        return 0.0
    if 0x1F1E6 <= code <= 0x1F1FF:
        return 0.7
    if code >= 0x1F000 and category in ("So", "Sk", "Cn") and code < 0x20000:
        return 1.3
    return _letter_em(char, code, category)


def _letter_em(char: str, code: int, category: str) -> float:
    """Return the width of a letter in em, by its width class and its script."""
    if unicodedata.east_asian_width(char) in "WF":
        return 1.3 if category == "So" and code < 0x3000 else 1.0
    if 0xFF61 <= code <= 0xFFDC:
        return 0.5
    if category in ("Co", "Cn", "Cs", "So"):
        return 1.0
    for low, high, width in BROAD:
        if low <= code <= high:
            return width
    return LETTER_EM


def _is_emoji_part(code: int) -> bool:
    """Return whether a code point only modifies the emoji before it."""
    return 0xFE00 <= code <= 0xFE0F or 0x1F3FB <= code <= 0x1F3FF or 0xE0000 <= code <= 0xE01EF


@lru_cache(maxsize=4096)
def _extends(char: str) -> bool:
    """Return whether a character belongs to the one before it."""
    code = ord(char)
    hangul_tail = 0x1160 <= code <= 0x11FF
    return (
        char in JOINERS
        or _is_emoji_part(code)
        or hangul_tail
        or unicodedata.category(char) in ("Mn", "Me", "Mc")
    )


def cluster_starts(text: str) -> list[int]:
    """Return the starts of user-perceived characters, the only places to cut a text.

    Combining marks stay with their letter, flags and joined emoji in one piece: the rules of
    UAX 29 that matter for labels, without its table.

    Examples
    --------
    >>> cluster_starts("e\u0301a🇰🇷👩\u200d🚀!")
    [0, 2, 3, 5, 8]
    """
    if text.isascii():
        return list(range(len(text)))
    starts: list[int] = []
    flag = False
    for index, char in enumerate(text):
        indicator = 0x1F1E6 <= ord(char) <= 0x1F1FF
        joined = index > 0 and (
            text[index - 1] == "\u200d" or _extends(char) or (indicator and flag)
        )
        flag = indicator and not flag
        if not joined:
            starts.append(index)
    return starts


def break_points(text: str) -> list[int]:
    """Return the possible line breaks, as indices of the next line's first character.

    Examples
    --------
    >>> break_points("Iron Triangle, 上甘岭")
    [5, 15, 16, 17]
    """
    return [match.start() for match in BREAK.finditer(text) if match.start()]


def script_name(char: str) -> str:
    """Return the script of a character, or the reason why it has no glyph.

    Examples
    --------
    >>> [script_name(char) for char in "中あ한عไ😀\ue000"]
    ['CJK', 'Hiragana', 'Hangul', 'Arabic', 'Thai', 'symbols', 'private use']
    """
    category = unicodedata.category(char)
    special = {"Co": "private use", "Cn": "unassigned", "Cs": "unassigned", "Cc": "control"}
    if category in special:
        return special[category]
    if category[0] in "SP" and ord(char) > 0x2000:
        return "symbols"
    word = unicodedata.name(char, "symbols").split(" ")[0]
    return word if word == "CJK" else word.capitalize()


FOLDER = Path(__file__).parent / "files"
CODES = 0x110000


@dataclass(frozen=True)
class _Metrics:
    """Advances (em; NaN until needed) and kerning classes by code point."""

    advance: np.ndarray
    left: np.ndarray
    right: np.ndarray
    kern: np.ndarray


@cache
def _metrics(bold: bool) -> _Metrics:
    """Load the widths of one weight; missing code points are estimated when needed."""
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
    """Return the advance of each character, and the kerning with its next one, in em."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    metrics = _metrics(bold)
    advance = metrics.advance[codes]
    if np.isnan(advance).any():
        for code in set(codes[np.isnan(advance)].tolist()):
            metrics.advance[code] = fallback_em(chr(code))
        advance = metrics.advance[codes]
    return advance, metrics.kern[metrics.left[codes[:-1]], metrics.right[codes[1:]]]


def composed(text: str) -> str:
    """Return the text with letters and their marks composed, as browsers shape it."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def text_widths(texts: Sequence[str], size: float, *, bold: bool = False) -> np.ndarray:
    r"""Return the widths of many texts in pixels; for several lines, that of the widest.

    Parameters
    ----------
    texts : sequence of str
        Texts, possibly with line breaks ``\n``.
    size : float
        Font size in pixels.
    bold : bool
        Whether in weight 600 instead of 400.

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
    """Return the widths of lines in em, in one pass over all their characters."""
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
    r"""Return the width of a text in pixels; for several lines, that of the widest.

    Examples
    --------
    >>> round(text_width("Outpost Harry", 12), 1)
    80.2
    """
    return _width_em(text, bold) * size


def widest(texts: Iterable[str], size: float, *, bold: bool = False) -> float:
    """Return the width of the widest text in pixels; 0 for none.

    Examples
    --------
    >>> round(widest(["Outpost", "Outpost Harry"], 12), 1), widest([], 12)
    (80.2, 0.0)
    """
    return max((text_width(text, size, bold=bold) for text in texts), default=0.0)


def line_height(size: float) -> float:
    """Return the line height in pixels: 1.3 times the font size.

    Examples
    --------
    >>> line_height(10)
    13.0
    """
    return 1.3 * size


def fits(text: str, width: float, size: float, *, bold: bool = False) -> bool:
    """Return whether a text is at most ``width`` pixels wide.

    Examples
    --------
    >>> fits("Harry", 30, 10), fits("Harry", 20, 10)
    (True, False)
    """
    return text_width(text, size, bold=bold) <= width + 1e-9


class Ruler:
    """Widths of all parts of one line, in pixels, measured once."""

    def __init__(self, text: str, size: float, bold: bool) -> None:
        advance, kern = _parts(text, bold) if text else (np.zeros(0), np.zeros(0))
        self.text = text
        # Lists, since numpy is slow for single items.
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
