"""The bundled font files as CSS, and the characters that they lack.

Takes the texts of a figure; returns ``@font-face`` rules with the font embedded, and
the names of missing characters. The font is split into chunks by script
(``font/index.json``), so that a page contains only those that its texts need; equal
texts give equal bytes on every machine.
"""

from __future__ import annotations

import base64
import json
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from timeline.typography.metrics import composed, script_name

__all__ = ["BASE", "font_face_css", "glyph_runs", "missing_glyphs"]

FOLDER = Path(__file__).parent / "files"
BASE = ("latin-400.woff2", "latin-600.woff2")


@cache
def _faces() -> list[dict[str, Any]]:
    index = json.loads((FOLDER / "index.json").read_text("utf-8"))
    return list(index["faces"])


@cache
def _face_codes(file: str) -> frozenset[int]:
    """Return the code points of one chunk of the font."""
    ranges = next(face["range"] for face in _faces() if face["file"] == file).split(",")
    bounds = [[int(part, 16) for part in item[2:].split("-")] for item in ranges]
    return frozenset(code for bound in bounds for code in range(bound[0], bound[-1] + 1))


@cache
def _all_codes() -> frozenset[int]:
    """Return the code points of the whole font."""
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
            missing.setdefault(script_name(char), []).append(_shown(char))
    return "; ".join(f"{script}: {''.join(missing[script]).strip()}" for script in sorted(missing))


def _is_invisible(char: str) -> bool:
    """Return whether a character only affects others: joiners, directions, variants."""
    return unicodedata.category(char) == "Cf" or 0xFE00 <= ord(char) <= 0xFE0F


def _shown(char: str) -> str:
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
