"""The bundled font: text widths, its files as CSS, and the characters that it lacks.

``files/widths.npz`` holds the advances and kerning pairs of the font files that pages embed, so
browsers measure the same. Characters that the font lacks are drawn in a system font, which varies;
their widths are estimated wide enough for the common ones (Noto, Arial, DejaVu, the CJK fonts of
the three systems), measured in a browser.

The font is split into chunks by script (``files/index.json``), so that a page contains only those
that its texts need; equal texts give equal bytes on every machine.
"""

from __future__ import annotations

import base64
import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

__all__ = [
    "BASE",
    "Ruler",
    "composed",
    "fallback_em",
    "fits",
    "font_face_css",
    "glyph_runs",
    "is_emoji_part",
    "line_height",
    "missing_glyphs",
    "script_name",
    "text_width",
    "text_widths",
    "widest",
]

FOLDER = Path(__file__).parent / "files"
#: Average advance of letters of scripts without metrics.
LETTER_EM = 0.62

#: Unusually wide characters: ligatures of whole phrases, long dashes, cuneiform.
GIANTS = ((0x2E3A, 0x2E3A, 2.0), (0x2E3B, 0x2E3B, 3.0), (0xFDFA, 0xFDFB, 2.6),
          (0xFDFC, 0xFDFC, 2.0), (0xFDFD, 0xFDFD, 9.0), (0x12000, 0x1254F, 2.6))  # fmt: skip

#: Scripts with wider letters than average, in em.
BROAD = ((0x0900, 0x0DFF, 0.8), (0x0F00, 0x109F, 0.8), (0x1200, 0x139F, 0.85),
         (0x1780, 0x17FF, 0.9), (0x13000, 0x1342F, 1.2), (0x1D400, 0x1D7FF, 0.8))  # fmt: skip


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
    if category in ("Mn", "Me", "Cf", "Zl", "Zp") or is_emoji_part(code):
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


def is_emoji_part(code: int) -> bool:
    """Return whether a code point only modifies the emoji before it."""
    return 0xFE00 <= code <= 0xFE0F or 0x1F3FB <= code <= 0x1F3FF or 0xE0000 <= code <= 0xE01EF


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


BASE = ("latin-400.woff2", "latin-600.woff2")


@cache
def _faces() -> list[dict[str, Any]]:
    index = json.loads((FOLDER / "index.json").read_text("utf-8"))
    return list(index["faces"])


@cache
def _face_codes(file: str) -> frozenset[int]:
    ranges = next(face["range"] for face in _faces() if face["file"] == file).split(",")
    bounds = [[int(part, 16) for part in item[2:].split("-")] for item in ranges]
    return frozenset(code for bound in bounds for code in range(bound[0], bound[-1] + 1))


@cache
def _all_codes() -> frozenset[int]:
    return frozenset().union(*(_face_codes(face["file"]) for face in _faces()))


@cache
def _face_css(file: str) -> str:
    face = next(face for face in _faces() if face["file"] == file)
    data = base64.b64encode((FOLDER / file).read_bytes()).decode("ascii")
    weight = "400" if face["weight"] == 400 else "600 700"
    return (
        f"@font-face{{font-family:Inter;font-style:normal;font-weight:{weight};"
        f"src:url(data:font/woff2;base64,{data}) format('woff2');unicode-range:{face['range']}}}"
    )


def font_face_css(texts: Iterable[str] | None = None) -> str:
    """Return ``@font-face`` rules with the embedded font chunks that the texts need.

    Without texts only the Latin chunk; with texts, Latin and every chunk that one
    of their characters needs. Equal texts give equal bytes, in any order.

    Examples
    --------
    >>> font_face_css().count("@font-face"), font_face_css(["Харьков"]).count("@font-face")
    (2, 4)
    """
    codes = {ord(char) for text in set(texts or ()) for char in composed(text)}
    base = _face_codes(BASE[0])
    return "\n".join(
        _face_css(face["file"])
        for face in _faces()
        if face["file"] in BASE or (codes - base) & _face_codes(face["file"])
    )


def missing_glyphs(texts: Iterable[str]) -> str:
    """Name the characters that our font lacks, by script; empty if there are none.

    Those of a script (``CJK: 中文``) are drawn in a system font, if it has
    them; private use, unassigned and control characters have no glyph anywhere.

    Examples
    --------
    >>> missing_glyphs(["Bánh mì, Харьков", "上甘岭 1952"])
    'CJK: 上岭甘'
    """
    chars = {char for text in set(texts) for char in composed(text)} - set("\t\n\r")
    known = _all_codes()
    missing: dict[str, list[str]] = {}
    for char in sorted(chars):
        if ord(char) not in known and not _is_invisible(char):
            missing.setdefault(script_name(char), []).append(_visible(char))
    return "; ".join(f"{script}: {''.join(missing[script]).strip()}" for script in sorted(missing))


def _is_invisible(char: str) -> bool:
    """Return whether a character only affects others: joiners, directions, variants."""
    return unicodedata.category(char) == "Cf" or 0xFE00 <= ord(char) <= 0xFE0F


def _visible(char: str) -> str:
    """Return a character, or its code point if it has no glyph."""
    return char if char.isprintable() else f"U+{ord(char):04X} "


def glyph_runs(text: str) -> list[tuple[str, bool]]:
    """Split a text at script changes and where our font lacks characters.

    Examples
    --------
    >>> glyph_runs("Relief"), glyph_runs("上甘岭 1952 بغداد")
    ([('Relief', True)], [('上甘岭', False), (' 1952 ', True), ('بغداد', False)])
    """
    if text.isascii():
        return [(text, True)]
    runs: list[tuple[str, str]] = []
    for char in text:
        script = _run_of(char)
        if runs and script in (runs[-1][1], "joined"):
            runs[-1] = (runs[-1][0] + char, runs[-1][1])
        else:
            runs.append((char, script))
    return [(run, not script) for run, script in runs]


def _run_of(char: str) -> str:
    """Return the script of a character that our font lacks; "" for one that it has."""
    if unicodedata.combining(char) or _is_invisible(char):
        return "joined"
    return "" if all(ord(part) in _all_codes() for part in composed(char)) else script_name(char)
