"""The plan of a build: which figures are out of date, and why.

Takes a gallery, the record of the last build and the folder; reads and compares, and writes
nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from timeline.gallery.config import Entry, Gallery
from timeline.gallery.lockfile import Made, Record, digest_of, parts, record_file

_CHANGED = {
    "table": "its table or sources have changed",
    "entry": "its entry in the gallery has changed",
    "program": "the program has changed",
}


@dataclass(frozen=True)
class BuildPlan:
    """The figures to build with the reason for each of their files, and the files left over."""

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
    made_of = {entry.name: parts(entry, gallery) for entry in entries}
    shared = {} if force else _damage(folder, record.shared)
    stale: dict[str, str] = {}
    todo = []
    for entry in entries:
        found = _stale(entry, record.figures.get(entry.name), made_of[entry.name], folder=folder,
                       formats=wanted_formats(entry, formats))  # fmt: skip
        if gallery.script == "shared" and f"{entry.name}.html" in _names(entry, formats):
            found |= shared
        if force or found:
            todo.append(entry)
            stale |= found or dict.fromkeys(_names(entry, formats), "is rebuilt on request")
    whole = len(entries) == len(gallery.entries) and not formats
    left = _left(record, gallery, folder) if whole else ()
    return BuildPlan(folder, record, tuple(todo), stale, left, made_of)


def wanted_formats(entry: Entry, formats: Collection[str]) -> tuple[str, ...]:
    """Return the formats of an entry that are asked for; none are given: all of them.

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
    made: Made | None,
    made_of: Mapping[str, str],
    *,
    folder: Path,
    formats: tuple[str, ...],
) -> dict[str, str]:
    """Return the files of a figure that are to be built, with the reason."""
    names = _names(entry, formats)
    if made is None:
        return dict.fromkeys(names, "was not built yet")
    changed = [part for part, digest in made_of.items() if made.parts.get(part) != digest]
    if changed:
        return dict.fromkeys(names, _CHANGED[changed[0]])
    kept = {name: made.files.get(name, "") for name in names}
    kept |= made.extras if formats == entry.formats else {}
    found = _damage(folder, kept)
    if f"{entry.name}.html" in names and not set(formats) - {"html"} <= set(made.links):
        found[f"{entry.name}.html"] = "does not link to all formats"
    return found


def _damage(folder: Path, files: Mapping[str, str]) -> dict[str, str]:
    damage = {}
    for name, digest in files.items():
        there = digest_of(folder / name)
        if not there:
            damage[name] = "is missing"
        elif there != digest:
            damage[name] = "was changed since it was built" if digest else "was not built yet"
    return damage


def _left(record: Record, gallery: Gallery, folder: Path) -> tuple[str, ...]:
    """Return the files of figures that are described no more, unless somebody changed them."""
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
