"""The lock file of a gallery: digests of inputs and outputs, manifest and reports.

Digests are computed from an entry and its files, without parsing them: neither pandas nor plotly is
imported. They do not depend on the machine, its clock or its paths, so that the lock file can be
committed with the figures. They also detect output files that were changed or lost.

The manifest lists, for each figure, its title and alternative text, the hash of its table, and its
files with sizes and hashes. Reports come from the record of the folder, so that figures which were
not rebuilt have one too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from timeline.files import write_files
from timeline.gallery.config import Entry, Gallery

PACKAGE = Path(__file__).resolve().parents[1]
#: Libraries on which the look of a figure depends.
PACKAGES = ("astral", "babel", "plotly", "pypdfium2", "typst")
#: Prefixes of our own files on which no figure depends.
_UNUSED = ("cli/", "options.py", "__main__.py", "formats/", "export/doctor.py")
_LONGEST_NAME = 1000


def parts(entry: Entry, gallery: Gallery) -> dict[str, str]:
    """Return the digest of each part that determines an entry's files.

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
        "table": _digest_all((file.name, _bytes(file)) for file in files_of(entry, base)),
        "entry": digest(text.encode()),
        "program": program_digest(),
    }


def files_of(entry: Entry, base: Path) -> list[Path]:
    """Return the files that an entry reads: its table, sources, and files named by its options.

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
    """Return the digest of the program: our code, fonts, themes, scripts, and libraries.

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
    files = [(name, _bytes(path)) for name, path in ours if not name.startswith(_UNUSED)]
    return _digest_all([*files, *((name, _version(name)) for name in PACKAGES)])


def _version(package: str) -> bytes:
    try:
        return version(package).encode()
    except PackageNotFoundError:
        return b"none"


def _digest_all(named: Iterable[tuple[str, bytes]]) -> str:
    whole = hashlib.sha256()
    for name, data in named:
        whole.update(f"{name}\0{len(data)}\0".encode())
        whole.update(data)
    return whole.hexdigest()


def _bytes(path: Path) -> bytes:
    """Return the contents of a file; a missing file differs from an empty one."""
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


_FORM = 3  # version of the record; one of another version is ignored


@dataclass(frozen=True)
class FigureRecord:
    """Digests of the inputs of a figure, by part, and of its files.

    Examples
    --------
    >>> FigureRecord({"table": "ab"}).parts
    {'table': 'ab'}
    """

    parts: Mapping[str, str]
    #: Formats to which the page of the figure links.
    links: tuple[str, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    #: Digests of files for articles, such as snippets.
    extras: Mapping[str, str] = field(default_factory=dict)
    #: Metadata of the figure, for the manifest.
    about: Mapping[str, str] = field(default_factory=dict)
    #: The row report of its table (``timeline.tables.report``).
    account: Mapping[str, Any] = field(default_factory=dict)

    @property
    def all_files(self) -> Mapping[str, str]:
        """The digests of all files of the figure."""
        return {**self.files, **self.extras}


@dataclass(frozen=True)
class Record:
    """Digests of all figures of a folder, and of the files that they share.

    Examples
    --------
    >>> Record({"june": FigureRecord({}, files={"june.svg": "ab"})}).shared
    {}
    """

    figures: Mapping[str, FigureRecord] = field(default_factory=dict)
    shared: Mapping[str, str] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """Return the record as it is written."""
        figures = {name: asdict(made) for name, made in self.figures.items()}
        record = {"form": _FORM, "figures": figures, "shared": dict(self.shared)}
        return _json_bytes(record, sort_keys=True)

    @classmethod
    def read(cls, path: Path) -> Record:
        """Read a record; a missing or damaged one is empty, so that everything is rebuilt."""
        try:
            record = json.loads(path.read_bytes())
            if record["form"] != _FORM:
                return cls()
            figures = {str(name): _made(one) for name, one in record["figures"].items()}
            return cls(figures, _text_values(record["shared"]))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return cls()


def _json_bytes(value: Any, *, sort_keys: bool = False) -> bytes:
    text = json.dumps(value, indent=1, sort_keys=sort_keys, ensure_ascii=False)
    return f"{text}\n".encode()


def _made(entry: Mapping[str, Any]) -> FigureRecord:
    links = tuple(str(link) for link in entry["links"])
    files, extras = _text_values(entry["files"]), _text_values(entry["extras"])
    about, account = _text_values(entry["about"]), dict(entry["account"])
    return FigureRecord(_text_values(entry["parts"]), links, files, extras, about, account)


def _text_values(values: Mapping[str, Any]) -> dict[str, str]:
    return {str(name): str(digest) for name, digest in values.items()}


def record_file(folder: Path, gallery: Path) -> Path:
    """Return the path of the record of a gallery, beside its figures.

    Examples
    --------
    >>> record_file(Path("exports"), Path("data/figures.toml")).as_posix()
    'exports/figures.lock.json'
    """
    return folder / f"{gallery.stem}.lock.json"


def digest(data: bytes) -> str:
    """Return the digest of the contents of a file.

    Examples
    --------
    >>> digest(b"")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(data).hexdigest()


def digest_of(path: Path) -> str:
    """Return the digest of a file, or an empty text where there is none.

    Examples
    --------
    >>> digest_of(Path("no/such/file"))
    ''
    """
    try:
        return digest(path.read_bytes())
    except OSError:
        return ""


MANIFEST = "manifest.json"
#: Metadata of a figure in the manifest.
_METADATA = ("title", "alt", "language", "source", "license", "table", "table_sha256")


def about(meta: Mapping[str, Any]) -> dict[str, str]:
    """Return the manifest entry of a figure.

    Examples
    --------
    >>> about({"title": "June", "alt": "Timeline", "notes": []})
    {'title': 'June', 'alt': 'Timeline'}
    """
    return {key: str(meta[key]) for key in _METADATA if meta.get(key)}


def manifest(figures: Mapping[str, FigureRecord], folder: Path) -> bytes:
    r"""Return the manifest of the figures that were built into a folder.

    Examples
    --------
    >>> made = FigureRecord({}, files={"no.svg": "ab"}, about={"title": "June"})
    >>> manifest({"june": made}, Path("."))
    b'{\n "figures": {\n  "june": {\n   "title": "June",\n   "files": {}\n  }\n }\n}\n'
    """
    entries = {name: _figure(figures[name], folder) for name in sorted(figures)}
    return _json_bytes({"figures": entries})


def _figure(made: FigureRecord, folder: Path) -> dict[str, Any]:
    files = {
        name: {"bytes": (folder / name).stat().st_size, "sha256": digest}
        for name, digest in sorted(made.all_files.items())
        if (folder / name).is_file()
    }
    return {**{key: made.about[key] for key in _METADATA if key in made.about}, "files": files}


def write_accounts(
    report: str | Path, names: Iterable[str], *, folder: Path, gallery: Path
) -> None:
    r"""Write the row reports of figures as JSON, by the name of the figure.

    Parameters
    ----------
    report
        The file to write.
    names
        The figures; the report of one that was never built is ``null``.
    folder
        The folder of the figures and their record.
    gallery
        The file that describes them.

    Raises
    ------
    ExportError
        If the file cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> write_accounts(folder / "r.json", ["june"], folder=folder, gallery=Path("figures.toml"))
    >>> (folder / "r.json").read_text()
    '{\n "figures": {\n  "june": null\n }\n}\n'
    """
    figures = Record.read(record_file(folder, gallery)).figures
    accounts = {name: figures[name].account if name in figures else None for name in names}
    write_files({str(report): _json_bytes({"figures": accounts})})
