"""A gallery that is built again whenever a file of it is saved, with one browser kept warm.

It takes what ``build`` takes and tells what came of each build; an error in a table
is told, and the next save is waited for.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

from timeline.errors import TimelineError
from timeline.export.driver.browser import Browser
from timeline.export.save import MOST_TABS, jobs_of
from timeline.gallery.build import build
from timeline.gallery.building import Built, Progress
from timeline.gallery.entries import read_gallery
from timeline.gallery.inputs import files_of

__all__ = ["Told", "saved", "watch"]

Told = Callable[[Built | TimelineError], object]
#: What tells a saved file from the one before, by its path.
State = dict[Path, tuple[int, int, int]]

_STEP = 0.1  # seconds between two looks


def watch(
    gallery: str | Path = "data/figures.toml",
    *,
    out: str | Path | None = None,
    only: Iterable[str] = (),
    formats: Iterable[str] = (),
    force: bool = False,
    jobs: int | None = None,
    told: Told | None = None,
    progress: Progress | None = None,
    until: Callable[[], bool] | None = None,
) -> None:
    """Build a gallery, and again whenever its description, a table or sources are saved.

    Parameters
    ----------
    gallery, out, only, formats, jobs, progress
        As for ``build``.
    force
        Build everything at first, changed or not.
    told
        Called with what each build made, or with the error that stopped it.
    until
        Ends the watch when it returns true; by default it ends by Ctrl-C alone.

    Raises
    ------
    UsageError, ReadError
        The description is wrong at the start; later on it is told instead.

    Examples
    --------
    >>> watch("data/figures.toml", told=print)  # doctest: +SKIP
    """
    read_gallery(gallery)
    names, wanted = tuple(only), tuple(formats)
    before: State | None = None
    with Browser(tabs=min(jobs_of(jobs), MOST_TABS)) as browser:
        while until is None or not until():
            now = saved(gallery)
            if now != before:
                before, anew = now, force and before is None
                try:
                    result: Built | TimelineError = build(
                        gallery, out=out, only=names, formats=wanted, force=anew,
                        jobs=jobs, browser=browser, progress=progress,
                    )  # fmt: skip
                except TimelineError as error:
                    result = error
                if told:
                    told(result)
            time.sleep(_STEP)


def saved(gallery: str | Path) -> State:
    """Return what tells each file of a gallery from the one before; no file is read twice.

    Examples
    --------
    >>> list(saved("no/such/figures.toml").values())
    [(0, 0, 0)]
    """
    path = Path(gallery)
    files = [path]
    try:
        described = read_gallery(path)
        for entry in described.entries:
            files += files_of(entry, path.parent)
    except TimelineError:  # a half-written description: the next save is waited for
        pass
    return {file: _state(file) for file in files}


def _state(file: Path) -> tuple[int, int, int]:
    try:
        found = file.stat()
    except OSError:
        return 0, 0, 0
    return found.st_mtime_ns, found.st_size, found.st_ino
