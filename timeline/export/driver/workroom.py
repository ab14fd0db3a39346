"""The folder in which one browser works: its profile and the page that draws.

It is made with a lock that the system lets go when we die in whatever way, so
that the next start can tell a folder that is in use from one that was left.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from contextlib import suppress
from html import escape
from pathlib import Path
from typing import IO

from timeline.errors import BrowserError, ExportError
from timeline.html.assets import bundle_for

__all__ = ["Workroom"]

_PREFIX = "battle-timeline-"
_PAGES = ("page.html", "full.html")
_YOUNG = 60.0  # seconds in which a folder may not have its lock yet

# Nothing may be fetched but the scripts beside us, whatever a figure asks for.
_POLICY = (
    "default-src 'none'; script-src file: blob: 'unsafe-inline' 'unsafe-eval'; worker-src blob:; "
    "style-src 'unsafe-inline'; img-src data: blob:; font-src file: data:; connect-src data: blob:"
)

_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>battle-timeline</title>
<style id="fonts">{fonts}text{{text-rendering:geometricPrecision}}</style>
<style id="sheet">body{{margin:0}}</style>
<script src="{plotly}"></script>
{scripts}
<body><div id="print"></div></body>
</html>
"""


class Workroom:
    """A folder of one browser; ``page`` is the file to open in it.

    It holds plotly's smallest script where that is here, ``full_page`` the whole one,
    for figures that need more.

    Examples
    --------
    >>> room = Workroom(Path("chromium"))
    >>> room.page.is_file()
    True
    >>> room.remove()
    >>> room.folder.exists()
    False
    """

    def __init__(self, browser: Path) -> None:
        pages = {name: _page(script) for name, script in _scripts().items()}
        parent = _parent(browser)
        sweep(parent)
        self.folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=parent))
        self._lock = (self.folder / "lock").open("w")
        _locked(self._lock)
        for name, text in pages.items():
            (self.folder / name).write_text(text, encoding="utf-8")
        self.page, self.full_page = (self.folder / name for name in _PAGES)

    def remove(self) -> None:
        """Remove the folder and all that the browser left in it."""
        self._lock.close()
        for _ in range(100):  # a process of the browser may write while it dies
            shutil.rmtree(self.folder, ignore_errors=True)
            if not self.folder.exists():
                return
            time.sleep(0.05)


def _parent(browser: Path) -> Path:
    """Return where the folder goes: a browser from a snap sees no /tmp of ours."""
    return Path.home() if "snap" in browser.parts else Path(tempfile.gettempdir())


def sweep(parent: Path) -> None:
    """Remove the folders of those who died and could not clean up.

    Examples
    --------
    >>> sweep(Path(tempfile.gettempdir()))
    """
    for lock in parent.glob(f"{_PREFIX}*/lock"):
        with suppress(OSError):
            if time.time() - lock.stat().st_mtime < _YOUNG:
                continue
            with lock.open("r") as file:
                if not _locked(file):
                    continue
                shutil.rmtree(lock.parent, ignore_errors=True)


def _locked(file: IO[str]) -> bool:
    """Take the lock of a file, and tell whether that was possible."""
    try:
        import fcntl
    except ImportError:  # a system without such locks: nothing is swept there
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _page(plotly: Path) -> str:
    return _PAGE.format(
        policy=escape(_POLICY),
        fonts=_fonts(),
        plotly=escape(plotly.as_uri()),
        scripts="\n".join(
            f'<script src="{escape(script.as_uri())}"></script>'
            for script in sorted((Path(__file__).resolve().parent / "page").glob("*.js"))
        ),
    )


def _fonts() -> str:
    """Return our font as rules that name the files: the page loads the chunks that it needs."""
    folder = Path(__file__).resolve().parents[2] / "typography" / "files"
    faces = json.loads((folder / "index.json").read_text("utf-8"))["faces"]
    return "".join(
        f"@font-face{{font-family:Inter;font-weight:{face['weight']};"
        f"src:url({(folder / face['file']).as_uri()});unicode-range:{face['range']}}}"
        for face in faces
    )


def _scripts() -> dict[str, Path]:
    """Return the script of each page; plotly itself is not imported for it."""
    try:
        bundles = [bundle_for([{"data": [{"type": kind}]}]) for kind in ("bar", "any")]
    except ExportError as error:
        raise BrowserError(str(error)) from error
    return {page: bundle.path for page, bundle in zip(_PAGES, bundles, strict=True)}
