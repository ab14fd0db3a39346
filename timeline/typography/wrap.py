"""Fit texts into a width in the bundled font: wrapped, or shortened.

Takes texts, a width and a size in pixels; returns lines. The font is Inter (SIL Open Font License)
in weights 400 and 600.

Browsers agree to a thousandth if the text is drawn with the CSS property
``text-rendering: geometricPrecision``; without it, some round every letter to whole
pixels, which makes small texts up to a tenth wider or narrower.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from timeline.typography.font import Ruler, composed, fits, is_emoji_part, text_width

FAMILY = 'Inter, system-ui, "Noto Sans", "Noto Sans CJK SC", sans-serif'
ELLIPSIS = "…"
SPACES = re.compile(r"[ \t\n\r\f\v\u2028\u2029]+")
NO_BREAK = "\u00a0"
NUMBER_OF_WORD = re.compile(r"(?<![\w,.])(\d{1,2}) (?=[^\W\d_])")
#: A cut at the end of a word is preferred if at least this fraction of the text remains.
WORD_PART = 0.6

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


def bind_numbers(text: str) -> str:
    r"""Keep short numbers on the line of the word behind them, as days with their month.

    Examples
    --------
    >>> bind_numbers("10–18 June 1953, over 81 mm")
    '10–18\xa0June 1953, over 81\xa0mm'
    """
    return NUMBER_OF_WORD.sub(rf"\1{NO_BREAK}", text)


def wrap(
    text: str, width: float, size: float, *, bold: bool = False, even: bool = True
) -> list[str]:
    """Break a text into lines of at most ``width`` pixels.

    Lines end at spaces, after dashes, and between ideographs; a word wider than
    the line is broken between two user-perceived characters (and a character
    wider than the line has its own line). White space is collapsed.

    Parameters
    ----------
    text : str
    width, size : float
        Pixels.
    bold : bool
    even : bool
        Whether lines have similar lengths, as in a title; else each line is filled.

    Returns
    -------
    list of str
        Lines, none empty; an empty list for a text without any character.

    Examples
    --------
    >>> wrap("Second assault on Outpost Harry", 130, 12)
    ['Second assault', 'on Outpost Harry']
    """
    ruler = Ruler(composed(_collapse_spaces(text)), size, bold)
    ends = _fill(ruler, width)
    if even:
        ends = _balance(ruler, ends, width)
    lines = (ruler.text[a:b].strip() for a, b in zip([0, *ends], ends, strict=False))
    return [line for line in lines if line]


def _collapse_spaces(text: str) -> str:
    """Collapse white space; no-break spaces stay."""
    return SPACES.sub(" ", text).strip()


def _fill(ruler: Ruler, width: float) -> list[int]:
    """Return the ends of lines that are each as full as possible."""
    text, start, last = ruler.text, 0, 0
    ends: list[int] = []
    for stop in [*break_points(text), len(text)] if text else []:
        if ruler.width(start, stop) > width + 1e-9:
            if last > start:
                ends.append(last)
                start = last
            for end in _pieces(ruler, start, stop, width=width):
                ends.append(end)
                start = end
        last = stop
    return [*ends, len(text)] if text else []


def _pieces(ruler: Ruler, start: int, stop: int, *, width: float) -> list[int]:
    """Return the breaks within a word that make its parts fit; none if it fits."""
    if ruler.width(start, stop) <= width + 1e-9:
        return []
    ends: list[int] = []
    previous = start
    for end in [start + at for at in cluster_starts(ruler.text[start:stop])[1:]] + [stop]:
        if ruler.width(start, end) > width + 1e-9 and previous > start:
            ends.append(previous)
            start = previous
        previous = end
    return ends


def _balance(ruler: Ruler, ends: list[int], width: float) -> list[int]:
    """Narrow the lines as far as possible without adding one."""
    if len(ends) < 2:
        return ends
    low, high = ruler.width(0, len(ruler.text)) / len(ends) * 0.9, width
    for _ in range(8):
        middle = (low + high) / 2
        narrower = _fill(ruler, middle)
        # No additional word may be broken.
        if len(narrower) == len(ends) and {*break_points(ruler.text), *ends}.issuperset(narrower):
            ends, high = narrower, middle
        else:
            low = middle
    return ends


def shorten(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """Shorten a text to a width with an ellipsis; empty if not even that fits.

    The cut is at the end of a word if that keeps most of the text.

    Examples
    --------
    >>> shorten("Second assault on Outpost Harry", 110, 12)
    'Second assault…'
    >>> shorten("Second assault on Outpost Harry", 9, 12)
    ''
    """
    text = composed(_collapse_spaces(text))
    if fits(text, width, size, bold=bold):
        return text
    ruler = Ruler(text, size, bold)
    room = width - text_width(ELLIPSIS, size, bold=bold)
    ends = [at for at in cluster_starts(text)[1:] if ruler.width(0, at) <= room]
    for end in reversed(ends):
        cut = _cut_at(text, end)
        if fits(cut, width, size, bold=bold):
            return cut
    return ELLIPSIS if room >= 0 else ""


def _cut_at(text: str, end: int) -> str:
    """Cut at the last word end before ``end`` if that keeps most, else at ``end``."""
    words = [at for at in break_points(text) if WORD_PART * end <= at <= end + 1]
    best = max(words, default=end)
    return text[:best].rstrip(" ,;:–—-(") + ELLIPSIS


@lru_cache(maxsize=4096)
def _extends(char: str) -> bool:
    """Return whether a character belongs to the one before it."""
    code = ord(char)
    hangul_tail = 0x1160 <= code <= 0x11FF
    return (
        char in JOINERS
        or is_emoji_part(code)
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
