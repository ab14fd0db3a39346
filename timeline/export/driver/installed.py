"""The browser that is installed: where it is, and which version, without starting it.

It takes nothing but the machine (``BROWSER_PATH``, ``PATH``, kaleido's own
download) and returns a path or a version. The headless shell comes first: it
starts in half the time of the whole browser and draws the same bytes.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import threading
from collections.abc import Callable
from functools import cache
from pathlib import Path

from timeline.errors import BrowserError

__all__ = ["HOW_TO_GET", "asked_version", "find_browser"]

#: The shells come first; all are looked for before choreographer, whose import takes time.
PROGRAMS = (
    "chromium-headless-shell",
    "chrome-headless-shell",
    "headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
)

HOW_TO_GET = """\
PNG, SVG and PDF need a Chromium or Chrome; HTML does not. Any of these helps:
  apt-get install chromium-headless-shell   (or chromium)
  plotly_get_chrome                         (downloads one for this user)
  BROWSER_PATH=/path/to/chromium            (one that is elsewhere)"""

_PATIENCE = 5.0  # seconds in which a program says its version, or it is no browser
_VERSION = re.compile(rb"\b\d+(?:\.\d+){2,}")


def find_browser() -> Path:
    """Return the browser that will draw.

    Raises
    ------
    BrowserError
        If there is none, or ``BROWSER_PATH`` names no program; the text says how to get one.

    Examples
    --------
    >>> find_browser().is_file()  # doctest: +SKIP
    True
    """
    wanted = os.environ.get("BROWSER_PATH", "")
    if wanted:
        return _program(wanted)
    for name in PROGRAMS:
        if found := shutil.which(name):
            return Path(found)
    # Imported here: where a browser is on the path, nobody waits for it.
    from timeline.export.driver.choreography import Chromium

    path = Chromium.find_browser(skip_local=False)
    if path and Path(path).is_file():
        return Path(path)
    raise BrowserError(f"no browser was found. {HOW_TO_GET}")


def _program(wanted: str) -> Path:
    path = shutil.which(wanted)
    if path:
        return Path(path)
    told = "may not be executed" if Path(wanted).is_file() else "is no file"
    raise BrowserError(f"BROWSER_PATH={wanted} {told}. {HOW_TO_GET}")


def asked_version() -> Callable[[], str]:
    """Ask the browser's program for its version, and return the function that waits for it.

    No page is opened and no browser runs: the program prints a line and ends. It
    is empty where there is no browser, or a program that has no version to tell.

    Examples
    --------
    >>> wait = asked_version()
    >>> wait() == wait()
    True
    """
    told: list[str] = []
    asking = threading.Thread(target=lambda: told.append(_version()), daemon=True)
    asking.start()

    def wait() -> str:
        asking.join()
        return told[0] if told else ""

    return wait


def _version() -> str:
    try:
        path = find_browser()
        if os.name == "nt":  # Chrome opens a window there, whatever it is asked
            return str(path.stat().st_size)
        return _said(path, path.stat().st_mtime_ns)
    except (BrowserError, OSError, subprocess.TimeoutExpired):
        return ""


@cache
def _said(path: Path, saved: int) -> str:
    """Return the version that a program tells; one that is saved anew is asked anew."""
    said = subprocess.run(
        [path, "--version"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=_PATIENCE,
        check=False,
    ).stdout
    found = _VERSION.search(said)
    return found[0].decode() if found else ""
