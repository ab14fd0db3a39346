"""Our own style and script for pages, and the files that a folder of pages shares.

Takes the name of a colour scheme or the texts of a page; returns CSS, JavaScript or
file contents. Colours come from ``timeline.theme``, so that a page and its plot are
of one piece.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from timeline.fonts.faces import font_face_css
from timeline.theme import THEMES, Theme
from timeline.web.bundle import bundle_for

__all__ = [
    "FRAME_FILE",
    "SCRIPT_FILE",
    "STYLE_FILE",
    "frame_script",
    "page_script",
    "page_style",
    "shared_files",
]

FOLDER = Path(__file__).parent
FONTS = FOLDER.parent / "fonts" / "files"
#: The modules of ``script/`` as one minified file, built by ``make script``.
SCRIPT = FOLDER / "figure.min.js"
#: How our files are called beside the pages that share them.
SCRIPT_FILE, STYLE_FILE = "timeline-figure.js", "timeline-figure.css"
FRAME_FILE = "timeline-frame.js"


@cache
def page_script() -> str:
    """Return our script: it draws every figure of the page that it stands in.

    Examples
    --------
    >>> "showSendToCloud" in page_script()
    True
    """
    return SCRIPT.read_text("utf-8")


def frame_script() -> str:
    """Return the script of an article that shows our pages in frames.

    Examples
    --------
    >>> "event.source" in frame_script()
    True
    """
    return (FOLDER / "script" / "frame.js").read_text("utf-8")


# Of articles alone: pages and notebooks carry their font with them.
_CAPTION = (
    'figure.timeline figcaption{font-family:"Inter Caption",system-ui,"Noto Sans",'
    '"Noto Sans CJK SC",sans-serif}\n'
)


def page_style(texts: Iterable[str] | None = None) -> str:
    """Return our style with the font in it, as far as the texts need it.

    Examples
    --------
    >>> page_style().count("@font-face")
    2
    """
    return font_face_css(texts) + "\n" + _rules()


@cache
def _rules() -> str:
    rules = (FOLDER / "figure.css").read_text("utf-8")
    light, dark = _colors(THEMES["light"]), _colors(THEMES["dark"])
    return (
        f".timeline,.timeline-page{{{light}}}\n"
        f".timeline-dark,.timeline-dark .timeline{{color-scheme:dark;{dark}}}\n"
        "@media (prefers-color-scheme:dark){"
        f".timeline-auto,.timeline-auto .timeline{{color-scheme:dark;{dark}}}}}\n"
        f"{rules}"
    )


def _colors(theme: Theme) -> str:
    named = {"paper": theme.paper, "ink": theme.ink, "muted": theme.muted, "rule": theme.rule}
    link = theme.sides[0]
    return "".join(f"--tl-{name}:{color};" for name, color in {**named, "link": link}.items())


def shared_files(
    figures: Iterable[Mapping[str, Any]], *, script_name: str = "plotly.min.js"
) -> dict[str, bytes]:
    """Return what pages made with ``script="shared"`` need beside them, by file name.

    Parameters
    ----------
    figures
        All figures of the folder: the smallest script is taken that draws them all.
    script_name
        How plotly's script is called there.

    Examples
    --------
    >>> [name for name in shared_files([{"data": []}]) if not name.endswith(".woff2")]
    ['plotly.min.js', 'timeline-figure.js', 'timeline-figure.css', 'timeline-frame.js']
    """
    fonts = _font_files()
    faces = "".join(_face(face, file) for file, face in fonts.items())
    # A caption that was painted in another font is left in it: no text of an article moves.
    faces += faces.replace("font-family:Inter", 'font-family:"Inter Caption"').replace(
        "font-display:swap", "font-display:optional"
    )
    return {
        script_name: bundle_for(figures).text().encode(),
        SCRIPT_FILE: page_script().encode(),
        STYLE_FILE: (faces + _rules() + _CAPTION).encode(),
        FRAME_FILE: frame_script().encode(),
        **{f"timeline-{file}": (FONTS / file).read_bytes() for file in fonts},
    }


def _font_files() -> dict[str, Mapping[str, Any]]:
    index = json.loads((FONTS / "index.json").read_text("utf-8"))
    return {face["file"]: face for face in index["faces"]}


def _face(face: Mapping[str, Any], file: str) -> str:
    """Return the rule that loads one chunk of the font, if a text of the page needs it."""
    weight = "400" if face["weight"] == 400 else "600 700"
    return (
        f"@font-face{{font-family:Inter;font-style:normal;font-weight:{weight};font-display:swap;"
        f"src:url(timeline-{file}) format('woff2');unicode-range:{face['range']}}}\n"
    )
