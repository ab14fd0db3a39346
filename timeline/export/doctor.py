"""What this machine can draw with: the browser, its sandbox, the fonts, a trial.

It takes nothing and returns findings, in the order in which they should be read;
printing them is the command line's.
"""

from __future__ import annotations

import platform
import time
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from timeline import __version__
from timeline.errors import ExportError
from timeline.export.driver.browser import Browser
from timeline.typography.wrap import FAMILY, text_width

__all__ = ["Finding", "doctor"]

PACKAGES = ("plotly", "kaleido", "choreographer", "pandas", "pyarrow")

#: Two characters of each script that a table of battles may have, and our font has not.
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
    """One thing that was looked at: whether it is well, and what was found.

    Examples
    --------
    >>> print(Finding("browser", True, "Chrome 156"))
    browser: Chrome 156
    >>> print(Finding("browser", False, "none was found"))
    browser: PROBLEM: none was found
    """

    name: str
    well: bool
    told: str

    def __str__(self) -> str:
        return f"{self.name}: {'' if self.well else 'PROBLEM: '}{self.told}"


def doctor(*, patience: float = 30.0) -> list[Finding]:
    """Look at all that an export needs; nothing is raised, what is missing is told.

    ``patience`` is how many seconds the browser may take to start.

    Examples
    --------
    >>> [finding.name for finding in doctor()][:2]  # doctest: +SKIP
    ['battle-timeline', 'packages']
    """
    found = [
        Finding("battle-timeline", True, f"{__version__}, Python {platform.python_version()}"),
        _packages(),
    ]
    try:
        with Browser(patience=patience) as browser:
            return [*found, *_drawing(browser)]
    except ExportError as error:
        return [*found, Finding("browser", False, str(error))]


def _packages() -> Finding:
    found, missing = [], []
    for name in PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            missing.append(name)
    lacking = [f"{name} is missing" for name in missing]
    return Finding("packages", not missing, ", ".join(found + lacking))


def _drawing(browser: Browser) -> list[Finding]:
    told = browser.describe()
    return [
        Finding("browser", True, f"{told['version']} ({told['path']})"),
        Finding("sandbox", True, told["sandbox"]),
        _font(browser),
        _scripts(browser),
        _trial(browser),
    ]


def _font(browser: Browser) -> Finding:
    """Compare the width that we lay out with to the width that the browser draws."""
    ours = text_width(_SAMPLE, 16)
    drawn = float(browser.ask("width", _SAMPLE, "16px Inter"))
    told = f"Inter, shipped; a line of {ours:.1f} px is drawn {drawn:.1f} px wide"
    return Finding("font", abs(ours - drawn) <= 0.02 * ours, told)


def _scripts(browser: Browser) -> Finding:
    samples: dict[str, Any] = {name: list(pair) for name, pair in SCRIPTS.items()}
    lacking = browser.ask("lacking", samples, FAMILY)
    if not lacking:
        return Finding("other scripts", True, f"{', '.join(SCRIPTS)} have fonts")
    told = f"no font for {', '.join(lacking)}; needed only by texts in it"
    return Finding("other scripts", True, f"{told} (apt-get install fonts-noto)")


def _trial(browser: Browser) -> Finding:
    figure = {
        "data": [{"type": "bar", "x": [3, 5], "y": ["Allied", "Chinese"], "orientation": "h"}]
    }
    start = time.perf_counter()
    picture = browser.draw(figure, {"png"})["png"]
    spent = time.perf_counter() - start
    return Finding("trial", True, f"a PNG of {len(picture):,} bytes in {1000 * spent:.0f} ms")
