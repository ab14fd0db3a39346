"""The sources of a whole gallery: every one that a row of its tables names, each once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.errors import Problem, UsageError, ValidationError, did_you_mean
from timeline.formats.bibliography import bibliography
from timeline.gallery.config import Entry, read_gallery
from timeline.model import Source

if TYPE_CHECKING:
    from timeline.model import EventTable

__all__ = ["sources"]


def sources(
    gallery: str | Path = "data/figures.toml",
    *,
    only: Iterable[str] = (),
    format: str = "markdown",
) -> str:
    """Write the bibliography of the figures that a file describes.

    Parameters
    ----------
    gallery
        The file that describes the figures (``figures.toml``).
    only
        Names of the figures whose sources are wanted; by default all.
    format
        ``"markdown"``, ``"bibtex"`` or ``"csl"`` (JSON).

    Returns
    -------
    str
        Each source that a row of the tables names, in the order of the figures and rows.

    Raises
    ------
    UsageError, ReadError
        The description is wrong, a figure or a format is not known, or one key stands for
        two sources.
    ValidationError
        A table has problems, a key that its sources table has not among them.

    Examples
    --------
    >>> print(sources("data/figures.toml", only=["korea-air-1950-51"], format="bibtex")[:18])
    @online{thor-korea
    """
    entries = _chosen(gallery, list(only))
    found: dict[str, tuple[Source, str]] = {}
    for table in _tables(entries):
        for key in _keys(table):
            source = table.sources.get(key, Source(key))
            first, where = found.setdefault(key, (source, table.name))
            if first != source:
                raise UsageError(
                    f'the key "{key}" is one source in {where} and another in {table.name} '
                    "(give one of them another key)"
                )
    return bibliography((source for source, _ in found.values()), format=format)


def _chosen(gallery: str | Path, only: list[str]) -> list[Entry]:
    described = read_gallery(gallery)
    names = [entry.name for entry in described.entries]
    for name in only:
        if name not in names:
            hint = did_you_mean(name, names) or f"there are: {', '.join(names)}"
            raise UsageError(f'{described.path}: there is no figure "{name}" ({hint})')
    return [entry for entry in described.entries if not only or entry.name in only]


def _tables(entries: Iterable[Entry]) -> list[EventTable]:
    """Read each table once; the problems of all of them come together."""
    from timeline.tables.checking.validate import read_events

    asked = {f"{entry.table}|{sorted(entry.reading.items())!r}": entry for entry in entries}
    tables: list[EventTable] = []
    problems: list[Problem] = []
    for entry in asked.values():
        try:
            tables.append(read_events(entry.table, **entry.reading))
        except ValidationError as error:
            problems += error.problems
    if problems:
        raise ValidationError(problems)
    return tables


def _keys(table: EventTable) -> list[str]:
    """Return the keys that rows name, in their order, each once."""
    cells = table.frame["source"].unique()
    keys = (key.strip() for cell in cells for key in str(cell).split(";"))
    return list(dict.fromkeys(key for key in keys if key))
