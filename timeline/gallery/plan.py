"""The plan of a build: which figures are out of date, and why.

Takes a gallery, the record of the last build and the folder; reads and compares, and writes
nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from timeline.gallery.config import Entry, Gallery
from timeline.gallery.lockfile import FigureRecord, Record, digest_of, parts, record_file

_CHANGED = {
    "table": "its table or sources have changed",
    "entry": "its entry in the gallery has changed",
    "program": "the program has changed",
}


@dataclass(frozen=True)
class BuildPlan:
    """The figures to build, the reason for each of their files, and leftover files to remove."""

    folder: Path
    record: Record
    todo: tuple[Entry, ...]
    stale: Mapping[str, str]
    left: tuple[str, ...]
    parts: Mapping[str, Mapping[str, str]] = field(repr=False)


def plan(
    gallery: Gallery,
    entries: Collection[Entry],
    folder: Path,
    *,
    formats: Collection[str] = (),
    force: bool = False,
) -> BuildPlan:
    """Compare a gallery with the files in its folder.

    Parameters
    ----------
    gallery, entries, folder
        The gallery, its requested entries, and their folder.
    formats
        The requested formats; by default all.
    force
        Build everything, whatever is there.
    """
    record = Record.read(record_file(folder, gallery.path))
    inputs = {entry.name: parts(entry, gallery) for entry in entries}
    shared = {} if force else _damage(folder, record.shared)
    stale: dict[str, str] = {}
    todo = []
    for entry in entries:
        reasons = _stale(entry, record.figures.get(entry.name), inputs[entry.name], folder=folder,
                         formats=wanted_formats(entry, formats))  # fmt: skip
        if gallery.script == "shared" and f"{entry.name}.html" in _names(entry, formats):
            reasons |= shared
        if force or reasons:
            todo.append(entry)
            stale |= reasons or dict.fromkeys(_names(entry, formats), "is rebuilt on request")
    whole = len(entries) == len(gallery.entries) and not formats
    left = _left(record, gallery, folder) if whole else ()
    return BuildPlan(folder, record, tuple(todo), stale, left, inputs)


def wanted_formats(entry: Entry, formats: Collection[str]) -> tuple[str, ...]:
    """Return the requested formats of an entry; by default all.

    Examples
    --------
    >>> entry = Entry("june", "gantt", Path("a.csv"), ("html", "svg"), 2.0, {}, {})
    >>> wanted_formats(entry, ["svg", "png"]), wanted_formats(entry, ())
    (('svg',), ('html', 'svg'))
    """
    return tuple(name for name in entry.formats if not formats or name in formats)


def _names(entry: Entry, formats: Collection[str]) -> list[str]:
    return [f"{entry.name}.{name}" for name in wanted_formats(entry, formats)]


def _stale(
    entry: Entry,
    made: FigureRecord | None,
    inputs: Mapping[str, str],
    *,
    folder: Path,
    formats: tuple[str, ...],
) -> dict[str, str]:
    """Return the outdated files of a figure, each with the reason."""
    names = _names(entry, formats)
    if made is None:
        return dict.fromkeys(names, "was not built yet")
    changed = [part for part, digest in inputs.items() if made.parts.get(part) != digest]
    if changed:
        return dict.fromkeys(names, _CHANGED[changed[0]])
    files = {name: made.files.get(name, "") for name in names}
    files |= made.extras if formats == entry.formats else {}
    reasons = _damage(folder, files)
    if f"{entry.name}.html" in names and not set(formats) - {"html"} <= set(made.links):
        reasons[f"{entry.name}.html"] = "does not link to all formats"
    return reasons


def _damage(folder: Path, files: Mapping[str, str]) -> dict[str, str]:
    """Return the files that are missing or differ from their digests, each with the reason."""
    damage = {}
    for name, digest in files.items():
        current = digest_of(folder / name)
        if not current:
            damage[name] = "is missing"
        elif current != digest:
            damage[name] = "was changed since it was built" if digest else "was not built yet"
    return damage


def _left(record: Record, gallery: Gallery, folder: Path) -> tuple[str, ...]:
    """Return files that no figure of the gallery has any more, unless somebody edited them."""
    entries = {entry.name: entry for entry in gallery.entries}
    left: dict[str, str] = {}
    for name, made in record.figures.items():
        entry = entries.get(name)
        wanted = _names(entry, ()) if entry else []
        written = made.files if entry else made.all_files
        left |= {file: digest for file, digest in written.items() if file not in wanted}
    return tuple(
        sorted(file for file, digest in left.items() if digest_of(folder / file) == digest)
    )
