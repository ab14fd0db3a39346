"""A whole gallery in one go: what has changed is built, with one browser, the rest stays.

A figure that cannot be drawn is named and the others are built; where no browser
is to be had, every HTML file is written all the same. With nothing changed
neither pandas nor plotly is imported, and no browser is started.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.errors import (
    ExportError,
    Problem,
    UsageError,
    ValidationError,
    did_you_mean,
)
from timeline.export.driver.installed import asked_version
from timeline.export.save import jobs_of, painter
from timeline.gallery.accounts import write_accounts
from timeline.gallery.building import Building, Built, Progress, table_key
from timeline.gallery.entries import Entry, Gallery, read_gallery
from timeline.gallery.plan import plan, wanted_formats
from timeline.gallery.turn import turn

if TYPE_CHECKING:
    from timeline.export.driver.browser import Browser
    from timeline.gallery.drawing import Desk
    from timeline.model import EventTable

__all__ = ["Built", "build"]


def build(
    gallery: str | Path = "data/figures.toml",
    *,
    out: str | Path | None = None,
    only: Iterable[str] = (),
    formats: Iterable[str] = (),
    force: bool = False,
    check: bool = False,
    jobs: int | None = None,
    report: str | Path | None = None,
    browser: Browser | None = None,
    progress: Progress | None = None,
) -> Built:
    """Draw the figures that a file describes, those that changed, into a folder.

    What a figure is made of is told by content: its table and sources, its entry,
    our version and fonts and themes, plotly's version and the browser's. The record of
    it stands beside the figures, in ``<gallery>.lock.json``, and proves them: a
    file that was changed or lost is built again.

    Parameters
    ----------
    gallery
        The file that describes the figures (``figures.toml``).
    out
        The folder to write to; by default the one that the file names.
    only
        Names of the figures to build; by default all.
    formats
        Build these formats only.
    force
        Build everything, changed or not.
    check
        Build nothing; tell in ``stale`` which files are not what the tables say. Another
        version of the browser is not told: its pictures say the same.
    jobs
        How many figures are under way at once: while the browser draws one, the next is
        laid out. By default as many as the machine has cores and one more, at most 4;
        the files are the same with any number.
    report
        A file for the accounts of the figures, as JSON: where each row of their tables
        went, and every problem; those of figures that stay as they are, too.
    browser
        A browser that is kept; one is started if none is given and one is needed.
    progress
        Called with a figure's name, its number and how many there are, when it is begun;
        by one thread at a time.

    Returns
    -------
    Built
        The files written and removed, and the figures that failed with their errors.

    Raises
    ------
    UsageError, ReadError
        The description is wrong; nothing is written.
    ValidationError
        A table has problems: all of all tables; nothing is written.

    Examples
    --------
    >>> build("data/figures.toml", check=True).stale  # doctest: +SKIP
    {'korea-june-1953.svg': 'its table or what explains it has changed'}
    """
    if check and report is not None:
        raise UsageError("a check builds nothing and has no report (leave one of the two out)")
    at_once = jobs_of(jobs)
    described = read_gallery(gallery)
    entries = _chosen(described, only)
    folder = Path(out) if out is not None else described.out
    wanted = frozenset(formats)
    if check:
        found = plan(described, entries, folder, formats=wanted)
        return Built(stale={**found.stale, **dict.fromkeys(found.left, "is no figure any more")})
    version = asked_version()
    with _made(folder), turn(folder), _accounted(report, entries, folder, described.path):
        work = plan(
            described, entries, folder, formats=wanted, force=force, browser=version
        )  # fmt: skip
        if work.nothing:
            return Built()
        pictures = any(
            one.embeds or set(wanted_formats(one, wanted)) - {"html"} for one in work.todo
        )
        with painter(browser, needed=pictures, figures=len(work.todo), jobs=at_once) as kept:
            tables = _tables(work.todo)
            desk = _desk(folder, described.script, kept, version() if pictures else "")
            return Building(described, work, desk, wanted, tables).run(progress, jobs=at_once)


@contextmanager
def _accounted(
    report: str | Path | None, entries: Iterable[Entry], folder: Path, gallery: Path
) -> Iterator[None]:
    """Write the accounts of the figures when they are built, if that is asked for."""
    yield
    if report is not None:
        names = [entry.name for entry in entries]
        write_accounts(report, names, folder=folder, gallery=gallery)


def _desk(folder: Path, script: str, browser: Browser | None, version: str) -> Desk:
    from timeline.gallery.drawing import Desk

    return Desk(folder, script=script, browser=browser, version=version)


def _chosen(gallery: Gallery, only: Iterable[str]) -> tuple[Entry, ...]:
    names = [entry.name for entry in gallery.entries]
    asked = list(only)
    for name in asked:
        if name not in names:
            hint = did_you_mean(name, names) or f"there are: {', '.join(names)}"
            raise UsageError(f'{gallery.path}: there is no figure "{name}" ({hint})')
    return tuple(entry for entry in gallery.entries if not asked or entry.name in asked)


def _tables(entries: Iterable[Entry]) -> dict[str, EventTable]:
    """Read each table once; the problems of all of them come together."""
    from timeline.tables.checking.validate import read_events

    tables: dict[str, EventTable] = {}
    problems: list[Problem] = []
    for entry in entries:
        key = table_key(entry)
        if key in tables:
            continue
        try:
            tables[key] = read_events(entry.table, **entry.reading)
        except ValidationError as error:
            problems += [problem for problem in error.problems if problem not in problems]
    if problems:
        raise ValidationError(problems)
    return tables


@contextmanager
def _made(folder: Path) -> Iterator[None]:
    """Make a folder, and remove it again if nothing comes into it."""
    new = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"{folder}: the folder cannot be made: {error.strerror}") from error
    try:
        yield
    finally:
        if new:
            with suppress(OSError):  # it is not empty, as it should be
                folder.rmdir()
