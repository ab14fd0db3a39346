"""Style, scripts and font of pages, inlined or in files that a folder shares.

The page script is built from the modules of ``script/`` (``make script``). Plotly's basic bundle
(bars, scatter, pies: a quarter of the full script) is bundled and draws all our figures; other
trace types use the full script of the package ``plotly``. Colours come from ``timeline.theme``, so
that page and plot match.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from timeline.errors import ExportError
from timeline.theme import THEMES, Theme
from timeline.typography.font import BASE, font_face_css

#: The npm package of the bundle that ships with us (``scripts/fetch_bundle.py``).
BASIC_PACKAGE = "plotly.js-basic-dist-min"
BASIC_VERSION = "4.1.1"
BASIC_INTEGRITY = "sha384-N2HZsG+IG/3J8CwhGGYz/kmzZ0sprpPWwjhor9ZI4lxuf47i9DXK2/NDGxMaJiEb"
BASIC_TYPES = frozenset({"bar", "scatter", "pie"})
BASIC_FILE = Path(__file__).parent / "plotly-basic.min.js"

# Serves the files of npm packages unchanged, with the same hash.
CDN = "https://cdn.jsdelivr.net/npm"


@dataclass(frozen=True)
class Bundle:
    """A plotly script: its address at the CDN, its hash, and our file of it."""

    url: str
    integrity: str
    path: Path

    @property
    def attributes(self) -> str:
        """Address and hash, from which our script loads it."""
        return f'data-plotly="{self.url}" data-integrity="{self.integrity}"'

    def text(self) -> str:
        """Return the script."""
        return self.path.read_text("utf-8")


def bundle_for(figures: Iterable[Mapping[str, Any]]) -> Bundle:
    """Return the smallest script that draws all the figures.

    Parameters
    ----------
    figures
        Plotly figures as dictionaries.

    Raises
    ------
    ExportError
        If they need plotly's full script, and that is not installed.

    Examples
    --------
    >>> bundle_for([{"data": [{"type": "bar"}]}]).url.rsplit("/", 1)[-1]
    'plotly-basic.min.js'
    >>> bundle_for([{"data": [{"type": "heatmap"}]}]).url.rsplit("/", 1)[-1]
    'plotly.min.js'
    """
    types = {trace.get("type") or "scatter" for figure in figures for trace in figure["data"]}
    if types <= BASIC_TYPES:
        url = f"{CDN}/{BASIC_PACKAGE}@{BASIC_VERSION}/{BASIC_FILE.name}"
        return Bundle(url, BASIC_INTEGRITY, BASIC_FILE)
    return _full()


def integrity(data: bytes) -> str:
    """Return the hash of a script for an ``integrity`` attribute.

    Examples
    --------
    >>> integrity(b"")[:24]
    'sha384-OLBgp1GsljhM2TJ+s'
    """
    return "sha384-" + base64.b64encode(hashlib.sha384(data).digest()).decode("ascii")


@cache
def _full() -> Bundle:
    """Return the script that the package plotly ships, found without importing it."""
    spec = find_spec("plotly")
    for place in (spec.submodule_search_locations or []) if spec else []:
        path = Path(place) / "package_data" / "plotly.min.js"
        if path.is_file():
            return _shipped(path)
    raise ExportError("plotly's script is not installed; pip install plotly")


def _shipped(path: Path) -> Bundle:
    data = path.read_bytes()
    version = re.search(rb"plotly\.js v(\d+\.\d+\.\d+)", data[:200])
    if version is None:
        raise ExportError(f"{path}: is not a script of plotly.js; install plotly again")
    url = f"{CDN}/plotly.js-dist-min@{version[1].decode()}/plotly.min.js"
    return Bundle(url, integrity(data), path)


def shared_beside(figures: Iterable[Mapping[str, Any]], folder: Path) -> dict[Path, bytes]:
    """Return the shared files that are missing or outdated in a folder, by path.

    Plotly's full script is kept, because other pages may need it.

    Examples
    --------
    >>> lacking = shared_beside([{"data": []}], Path("no-such-folder"))
    >>> Path("no-such-folder/plotly.min.js") in lacking
    True
    """
    return {
        folder / name: data
        for name, data in sorted(shared_files(figures).items())
        if not _serves(folder / name, data)
    }


def _serves(path: Path, data: bytes) -> bool:
    """Return whether a file equals ours, or is plotly's full script in place of a smaller one."""
    try:
        there = path.read_bytes()
    except OSError:
        return False
    return there == data or (path.name == PLOTLY_FILE and there == _full().path.read_bytes())


FOLDER = Path(__file__).parent
FONTS = FOLDER.parent / "typography" / "files"
#: The modules of ``script/`` as one minified file, built by ``make script``.
SCRIPT = FOLDER / "figure.min.js"
#: Names of the files that pages share.
PLOTLY_FILE, SCRIPT_FILE = "plotly.min.js", "timeline-figure.js"
STYLE_FILE, FRAME_FILE = "timeline-figure.css", "timeline-frame.js"


@cache
def page_script() -> str:
    """Return our script, which draws every figure of a page.

    Examples
    --------
    >>> "showSendToCloud" in page_script()
    True
    """
    return SCRIPT.read_text("utf-8")


def frame_script() -> str:
    """Return the script of articles that show our pages in frames.

    Examples
    --------
    >>> "event.source" in frame_script()
    True
    """
    return (FOLDER / "script" / "frame.js").read_text("utf-8")


# Only for articles: pages and notebooks contain their font.
_CAPTION = (
    'figure.timeline :is(figcaption,.timeline-footer){font-family:"Inter Caption","Inter Near",'
    'system-ui,"Noto Sans","Noto Sans CJK SC",sans-serif}\n'
)
# Fallbacks where our font is not loaded, or not yet: system fonts under the name of ours, scaled so
# that no letter is wider and no word is cut.
_STAND_INS = (
    ("88%", ("DejaVu Sans", "Verdana")),
    ("102%", ("Arial", "ArialMT", "Liberation Sans", "Roboto", "Helvetica")),
)
_STAND_IN_BOLD = (
    ("86%", ("DejaVu Sans Bold", "DejaVuSans-Bold", "Verdana Bold", "Verdana-Bold")),
    ("100%", ("Arial Bold", "Arial-BoldMT", "Liberation Sans Bold", "Roboto Bold")),
)


def page_style(texts: Iterable[str] | None = None) -> str:
    """Return our style with the parts of the font that the texts need.

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
    figures: Iterable[Mapping[str, Any]],
) -> dict[str, bytes]:
    """Return the files that pages with ``script="shared"`` need beside them, by name.

    Parameters
    ----------
    figures
        All figures of the folder, for the smallest script that draws them all.

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
        PLOTLY_FILE: bundle_for(figures).text().encode(),
        SCRIPT_FILE: page_script().encode(),
        STYLE_FILE: (_stand_ins() + faces + _rules() + _CAPTION).encode(),
        FRAME_FILE: frame_script().encode(),
        **{f"timeline-{file}": (FONTS / file).read_bytes() for file in fonts},
    }


def compressed(*files: bytes) -> int:
    """Return the size of files in kilobytes, compressed by gzip.

    Examples
    --------
    >>> compressed(b"a" * 100_000)
    1
    """
    return -(-sum(len(gzip.compress(data, mtime=0)) for data in files) // 1000)


@cache
def shared_weight() -> int:
    """Return the compressed kilobytes of the files that pages share: scripts, style, Latin font.

    Examples
    --------
    >>> 400 < shared_weight() < 480
    True
    """
    files = shared_files([])
    loaded = (PLOTLY_FILE, SCRIPT_FILE, STYLE_FILE, *(f"timeline-{file}" for file in BASE))
    return compressed(*(files[name] for name in loaded))


def _font_files() -> dict[str, Mapping[str, Any]]:
    index = json.loads((FONTS / "index.json").read_text("utf-8"))
    return {face["file"]: face for face in index["faces"]}


def _stand_ins() -> str:
    """Return the rules of fallback fonts; of two with a letter, browsers take the later one."""
    return "".join(
        f"@font-face{{font-family:{family};font-style:normal;font-weight:{weight};"
        f"size-adjust:{size};src:{','.join(f'local({name!r})' for name in names)};"
        "unicode-range:U+0-52F,U+1E00-20CF}\n"
        for weight, faces in (("400", _STAND_INS), ("600 700", _STAND_IN_BOLD))
        for size, names in faces
        for family in ("Inter", '"Inter Near"')  # where ours cannot come, and where it is awaited
    )


def _face(face: Mapping[str, Any], file: str) -> str:
    """Return the rule that loads one chunk of the font, if a text of the page needs it."""
    weight = "400" if face["weight"] == 400 else "600 700"
    return (
        f"@font-face{{font-family:Inter;font-style:normal;font-weight:{weight};font-display:swap;"
        f"src:url(timeline-{file}) format('woff2');unicode-range:{face['range']}}}\n"
    )
