"""What a figure is made of, told by content: its table, its entry, the program that draws.

It takes an entry and returns a digest for each part. Files are read, nothing is
parsed: neither pandas nor plotly is imported, and no clock or path has a say.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import fields
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from timeline.gallery.entries import Entry, Gallery

__all__ = ["files_of", "parts", "program_digest"]

PACKAGE = Path(__file__).resolve().parents[1]
#: What decides how a figure looks, besides our own files.
PACKAGES = ("astral", "babel", "plotly")
#: Of our own files, those that no figure depends on.
_ASIDE = ("cli.py", "options.py", "__main__.py", "formats/", "export/doctor.py")
_LONGEST_NAME = 1000


def parts(entry: Entry, gallery: Gallery) -> dict[str, str]:
    """Return the digest of each part that decides an entry's files.

    Examples
    --------
    >>> entry = Entry("june", "gantt", Path("none.csv"), ("html",), 2.0, {}, {})
    >>> sorted(parts(entry, Gallery(Path("figures.toml"), Path("out"), "shared", (entry,))))
    ['entry', 'program', 'table']
    """
    own = {part.name: getattr(entry, part.name) for part in fields(entry)}
    own |= {"table": entry.table.name, "formats": None, "script": gallery.script}
    base = gallery.path.parent
    text = json.dumps(own, sort_keys=True, ensure_ascii=False, default=str)
    return {
        "table": _digest((file.name, _bytes(file)) for file in files_of(entry, base)),
        "entry": hashlib.sha256(text.encode()).hexdigest(),
        "program": program_digest(),
    }


def files_of(entry: Entry, base: Path) -> list[Path]:
    """Return the files that an entry reads: its table, what explains it, what its options name.

    Examples
    --------
    >>> entry = Entry("june", "gantt", Path("events.csv"), ("html",), 2.0, {}, {})
    >>> [path.name for path in files_of(entry, Path("."))]
    ['events.csv', 'events.sources.csv', 'datapackage.json']
    """
    table = entry.table
    stems = dict.fromkeys((table.stem, table.name.split(".")[0]))
    beside = [table.with_name(f"{stem}.sources.csv") for stem in stems]
    named = [
        path
        for text in _texts([entry.options, entry.reading])
        for path in (base / text, Path(text))
        if _is_file(path)
    ]
    return list(dict.fromkeys([table, *beside, table.with_name("datapackage.json"), *named]))


@cache
def program_digest() -> str:
    """Return the digest of all that draws: our code, fonts, themes and scripts, and plotly.

    Examples
    --------
    >>> len(program_digest())
    64
    """
    ours = sorted(
        (path.relative_to(PACKAGE).as_posix(), path)
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    )
    kept = [(name, _bytes(path)) for name, path in ours if not name.startswith(_ASIDE)]
    return _digest([*kept, *((name, _version(name)) for name in PACKAGES)])


def _version(package: str) -> bytes:
    try:
        return version(package).encode()
    except PackageNotFoundError:
        return b"none"


def _digest(named: Iterable[tuple[str, bytes]]) -> str:
    whole = hashlib.sha256()
    for name, data in named:
        whole.update(f"{name}\0{len(data)}\0".encode())
        whole.update(data)
    return whole.hexdigest()


def _bytes(path: Path) -> bytes:
    """Return what stands in a file; one that is not there is told from an empty one."""
    try:
        return b"+" + path.read_bytes()
    except OSError:
        return b""


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)


def _is_file(path: Path) -> bool:
    with suppress(OSError, ValueError):
        return len(str(path)) < _LONGEST_NAME and path.is_file()
    return False
