"""Check what this machine can draw: packages, fonts, a test picture, and a browser if any.

Returns findings in reading order; the command line prints them.
"""

from __future__ import annotations

import platform
import time
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from timeline import __version__
from timeline.errors import ExportError
from timeline.html.assets import shared_weight
from timeline.layout.scene import Layout, Text
from timeline.renderers.pdf import without_font
from timeline.renderers.pictures import pictures
from timeline.renderers.plotly.changed import find_browser
from timeline.theme import THEMES
from timeline.typography.font import text_width

PACKAGES = ("plotly", "pandas", "pyarrow", "typst", "pypdfium2", "pillow", "kaleido")

#: Two characters of each script that tables may contain and our font lacks.
SCRIPTS = {
    "Chinese": ("上", "岭"),
    "Korean": ("한", "국"),
    "Japanese": ("さ", "ね"),
    "Arabic": ("ب", "ك"),
    "Hebrew": ("ב", "ש"),
    "Thai": ("ก", "ฮ"),
    "Devanagari": ("क", "ह"),
}

_SAMPLE = "Outpost Harry, 10–18 June 1953"


@dataclass(frozen=True)
class Finding:
    """The result of one check: whether it passed, and a message.

    Examples
    --------
    >>> print(Finding("packages", True, "plotly 7.1"))
    packages: plotly 7.1
    >>> print(Finding("packages", False, "typst is missing"))
    packages: PROBLEM: typst is missing
    """

    name: str
    well: bool
    message: str

    def __str__(self) -> str:
        return f"{self.name}: {'' if self.well else 'PROBLEM: '}{self.message}"


def doctor() -> list[Finding]:
    """Check everything that an export needs; missing parts are listed, not raised.

    Examples
    --------
    >>> [finding.name for finding in doctor()][:3]
    ['battle-timeline', 'packages', 'trial']
    """
    return [
        Finding("battle-timeline", True, f"{__version__}, Python {platform.python_version()}"),
        _packages(),
        _trial(),
        _scripts(),
        _pages(),
        _browser(),
    ]


def _packages() -> Finding:
    versions, missing = [], []
    for name in PACKAGES:
        try:
            versions.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            missing.append(name)
    lacking = [f"{name} is missing" for name in missing]
    return Finding("packages", not missing, ", ".join(versions + lacking))


def _trial() -> Finding:
    """Draw a line of text as PNG."""
    scene = Layout(
        360, 60, (), (Text(_SAMPLE, 12, 30, 16, "title", width=text_width(_SAMPLE, 16)),), (), {}
    )
    start = time.perf_counter()
    try:
        picture = pictures(scene, THEMES["light"], {"png"})["png"]
    except (ExportError, ImportError) as error:
        return Finding("trial", False, str(error))
    spent = time.perf_counter() - start
    return Finding("trial", True, f"a PNG of {len(picture):,} bytes in {1000 * spent:.0f} ms")


def _scripts() -> Finding:
    lacking = [name for name, pair in SCRIPTS.items() if without_font("".join(pair))]
    if not lacking:
        return Finding("other scripts", True, f"{', '.join(SCRIPTS)} have fonts")
    text = f"no font for {', '.join(lacking)}; needed only by texts in it"
    return Finding("other scripts", True, f"{text} (apt-get install fonts-noto)")


def _pages() -> Finding:
    text = f"pages of a gallery share {shared_weight()} kB (compressed); each adds its own figure"
    return Finding("pages", True, text)


def _browser() -> Finding:
    path = find_browser()
    message = path or "none; only plotly figures that were changed by hand need one"
    return Finding("browser", True, message)
