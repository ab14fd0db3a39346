"""Many figures become files, several at once: one is finished while the browser draws another.

Takes figures by the file that each is written to. The files are the same as one after the
other. Importing this module imports nothing heavy.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any, Literal

from timeline.errors import BrowserError, ExportError, TimelineError, UsageError
from timeline.export.files import check_outputs, format_of

if TYPE_CHECKING:
    from timeline.export.browser import Browser

__all__ = ["jobs_of", "painter", "save_all"]

MOST_JOBS = 4
MOST_TABS = 2  # a third one has been measured to be slower
#: A second tab costs a third of a second at the start, which so many figures win back.
MANY = 6


def save_all(
    figures: Mapping[str, Any],
    *,
    scale: float = 2.0,
    browser: Browser | None = None,
    overwrite: bool = True,
    fonts: Literal["embed", "name"] = "embed",
    script: str = "inline",
    jobs: int | None = None,
) -> None:
    """Write many figures to files, with one browser that draws two of them at a time.

    A figure that cannot be drawn fails alone: the others are written, and it is told then.

    Parameters
    ----------
    figures
        By the file to write, a figure as ``save`` takes it; the suffix says the format. A
        figure that is named for several files is drawn once for all of them.
    scale, overwrite, fonts, script
        As for ``save``.
    browser
        A browser that is kept (``Browser(tabs=2)``); one is started if none is given.
    jobs
        How many figures are under way at once, as for ``build``.

    Raises
    ------
    UsageError
        If a format is not known, or a file exists and ``overwrite`` is false; nothing is
        written then.
    ExportError
        If figures cannot be drawn, or files cannot be written: all of them are named.
    BrowserError
        If there is no browser that draws.

    Examples
    --------
    >>> save_all({"june.png": {"data": []}, "july.gif": {"data": []}})
    Traceback (most recent call last):
        ...
    timeline.errors.UsageError: july.gif: ".gif" is no format we write; use one of\
 .html, .htm, .svg, .png, .pdf, .webp, .jpeg, .jpg
    """
    from timeline.export.save import save

    at_once = jobs_of(jobs)
    paths = [os.fspath(path) for path in figures]
    pictures = {format_of(path) for path in paths} - {"html"}
    check_outputs(paths, overwrite=overwrite)
    asked = _by_figure(figures)
    with (
        painter(browser, needed=bool(pictures), figures=len(asked), jobs=at_once) as kept,
        ThreadPoolExecutor(at_once) as pool,
    ):
        try:
            begun = [
                pool.submit(save, figure, *files, scale=scale, browser=kept,
                            overwrite=overwrite, fonts=fonts, script=script)
                for figure, files in asked
            ]  # fmt: skip
            failed = [error for one in begun if (error := one.exception())]
        except BaseException:
            if kept is not None:
                kept.close()
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    _tell(failed, len(asked))


def painter(
    browser: Browser | None, *, needed: bool, figures: int, jobs: int
) -> AbstractContextManager[Browser | None]:
    """Return the browser for so many figures, started before anything heavy is imported."""
    if browser or not needed:
        return nullcontext(browser)
    from timeline.export.browser import Browser

    return Browser(tabs=min(jobs, MOST_TABS) if figures >= MANY else 1)


def jobs_of(jobs: int | None) -> int:
    """Return how many figures are under way at once.

    Raises
    ------
    UsageError
        If it is less than one.

    Examples
    --------
    >>> jobs_of(3), 2 <= jobs_of(None) <= MOST_JOBS
    (3, True)
    """
    if jobs is None:
        return min((os.cpu_count() or 1) + 1, MOST_JOBS)
    if jobs < 1:
        raise UsageError(f"jobs is {jobs}; a number from 1 is wanted")
    return jobs


def _by_figure(figures: Mapping[str, Any]) -> list[tuple[Any, list[str]]]:
    """Return each figure once, with the files that it is written to."""
    found: dict[int, tuple[Any, list[str]]] = {}
    for path, figure in figures.items():
        found.setdefault(id(figure), (figure, []))[1].append(path)
    return list(found.values())


def _tell(failed: list[BaseException], count: int) -> None:
    """Raise what failed: an error of the program or the browser itself, else all of them."""
    for error in failed:
        if len(failed) == 1 or isinstance(error, BrowserError):
            raise error
        if not isinstance(error, TimelineError):
            raise error
    if failed:
        told = "\n".join(str(error) for error in failed)
        raise ExportError(f"{len(failed)} of {count} figures were not written:\n{told}")
