"""What Unicode alone tells of a character: its likely width, where text may be cut, its script.

Takes characters that the shipped font lacks, or whole texts; returns widths in
em, positions, and names. Fallback fonts differ from machine to machine, so the
widths here are chosen wide enough for the common ones (Noto, Arial, DejaVu,
the CJK fonts of the three systems), measured in a browser.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["break_points", "cluster_starts", "fallback_em", "script_name"]

#: Average advance of a letter of scripts that we have no metrics for.
LETTER_EM = 0.62

#: Characters far wider than their kind: ligatures of whole phrases, long dashes, cuneiform.
GIANTS = ((0x2E3A, 0x2E3A, 2.0), (0x2E3B, 0x2E3B, 3.0), (0xFDFA, 0xFDFB, 2.6),
          (0xFDFC, 0xFDFC, 2.0), (0xFDFD, 0xFDFD, 9.0), (0x12000, 0x1254F, 2.6))  # fmt: skip

#: Scripts whose letters are wider than the average, in em.
BROAD = ((0x0900, 0x0DFF, 0.8), (0x0F00, 0x109F, 0.8), (0x1200, 0x139F, 0.85),
         (0x1780, 0x17FF, 0.9), (0x13000, 0x1342F, 1.2), (0x1D400, 0x1D7FF, 0.8))  # fmt: skip

#: Kana, Hangul and ideographs: lines may break between any two of them.
IDEOGRAPHIC = (
    "\u2e80-\u2fff\u3041-\u30ff\u3105-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
#: No line starts with these, and none ends with those.
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
    """Return the likely width of a character that our font lacks, in em.

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
    """Return the width of a letter, by its width class and its script."""
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
    """Tell the code points that only change the emoji before them."""
    return 0xFE00 <= code <= 0xFE0F or 0x1F3FB <= code <= 0x1F3FF or 0xE0000 <= code <= 0xE01EF


@lru_cache(maxsize=4096)
def _extends(char: str) -> bool:
    """Tell whether a character belongs to the one before it."""
    code = ord(char)
    hangul_tail = 0x1160 <= code <= 0x11FF
    return (
        char in JOINERS
        or _is_emoji_part(code)
        or hangul_tail
        or unicodedata.category(char) in ("Mn", "Me", "Mc")
    )


def cluster_starts(text: str) -> list[int]:
    """Return where the reader's characters start; text may be cut there and nowhere else.

    Marks stay with their letter, flags and joined emoji in one piece: the rules of
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
    """Return where a line may end, each the index of the next line's first character.

    Examples
    --------
    >>> break_points("Iron Triangle, 上甘岭")
    [5, 15, 16, 17]
    """
    return [match.start() for match in BREAK.finditer(text) if match.start()]


def script_name(char: str) -> str:
    """Return the script of a character in a word, or why it has no picture.

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
