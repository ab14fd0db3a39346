"""A whole gallery in one go: every table read once, one browser, each figure on its own.

A figure that cannot be drawn is named and the others are built; where no browser
is to be had, every HTML file is written all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.errors import (
    BrowserError,
    ExportError,
    Problem,
    TimelineError,
    UsageError,
    ValidationError,
    did_you_mean,
)
from timeline.export.browser import Browser
from timeline.gallery.entries import Entry, Gallery, read_gallery

if TYPE_CHECKING:
    from timeline.charts import Chart
    from timeline.model import EventTable

__all__ = ["Built", "build"]

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Built:
    """What a build wrote, what failed (name to error), and the warnings of its tables."""

    written: tuple[Path, ...]
    failed: Mapping[str, TimelineError]
    warnings: tuple[Problem, ...]


def build(
    gallery: str | Path = "data/figures.toml",
    *,
    out: str | Path | None = None,
    only: Iterable[str] = (),
    formats: Iterable[str] = (),
    browser: Browser | None = None,
    progress: Progress | None = None,
) -> Built:
    """Draw the figures that a file describes, each in its formats, into a folder.

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
    browser
        A browser that is kept; one is started if none is given and one is needed.
    progress
        Called with a figure's name, its number and how many there are, when it is begun.

    Returns
    -------
    Built
        The files written, and the figures that failed with their errors.

    Raises
    ------
    UsageError, ReadError
        The description is wrong; nothing is written.
    ValidationError
        A table has problems: all of all tables; nothing is written.
    """
    described = read_gallery(gallery)
    entries = _chosen(described, only)
    tables = _tables(entries)
    folder = Path(out) if out is not None else described.out
    _make(folder)
    wanted = set(formats)
    written: list[Path] = []
    failed: dict[str, TimelineError] = {}
    with nullcontext(browser) if browser else Browser() as painter:
        for number, entry in enumerate(entries, start=1):
            if progress:
                progress(entry.name, number, len(entries))
            try:
                chart = _chart(entry, tables[_table_key(entry)])
                kept = tuple(f for f in entry.formats if not wanted or f in wanted)
                written += _write(chart, entry, kept, folder=folder, script=described.script,
                                  browser=painter, failed=failed)  # fmt: skip
            except TimelineError as error:
                failed[entry.name] = error
    warnings = tuple(problem for table in tables.values() for problem in table.problems)
    return Built(tuple(written), failed, warnings)


def _chosen(gallery: Gallery, only: Iterable[str]) -> tuple[Entry, ...]:
    names = [entry.name for entry in gallery.entries]
    asked = list(only)
    for name in asked:
        if name not in names:
            hint = did_you_mean(name, names) or f"there are: {', '.join(names)}"
            raise UsageError(f'{gallery.path}: there is no figure "{name}" ({hint})')
    return tuple(entry for entry in gallery.entries if not asked or entry.name in asked)


def _table_key(entry: Entry) -> str:
    return f"{entry.table}|{sorted(entry.reading.items())!r}"


def _tables(entries: Iterable[Entry]) -> dict[str, EventTable]:
    """Read each table once; the problems of all of them come together."""
    from timeline.table.events import read_events

    tables: dict[str, EventTable] = {}
    problems: list[Problem] = []
    for entry in entries:
        key = _table_key(entry)
        if key in tables:
            continue
        try:
            tables[key] = read_events(entry.table, **entry.reading)
        except ValidationError as error:
            problems += [problem for problem in error.problems if problem not in problems]
    if problems:
        raise ValidationError(problems)
    return tables


def _chart(entry: Entry, table: EventTable) -> Chart:
    from timeline.charts import CHARTS

    options: dict[str, Any] = dict(entry.options)
    if "nights" in options:
        options["nights"] = tuple(options["nights"])
    return CHARTS[entry.chart](table, **options)


def _write(
    chart: Chart,
    entry: Entry,
    formats: tuple[str, ...],
    *,
    folder: Path,
    script: str,
    browser: Browser,
    failed: dict[str, TimelineError],
) -> list[Path]:
    """Write a figure's files; without a browser its HTML alone, and tell the rest."""
    from timeline.export.save import save

    paths = {name: folder / f"{entry.name}.{name}" for name in formats}
    try:
        save(chart, *paths.values(), scale=entry.scale, browser=browser, script=script)
        return list(paths.values())
    except BrowserError as error:
        failed[entry.name] = error
        if "html" not in paths:
            return []
        save(chart, paths["html"], script=script)
        return [paths["html"]]


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"{folder}: the folder cannot be made: {error.strerror}") from error
