"""The record of a build, in one file beside what was built: of what each file was made.

It holds digests and nothing of the machine, no clock and no path, so that it can
be committed with the figures. It proves the files, too: one that was changed or
lost is known by it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

__all__ = ["Made", "Record", "digest_of", "record_file"]

_FORM = 3  # of the record itself: one of another form is as good as none


@dataclass(frozen=True)
class Made:
    """What a figure was made of, by part, and the digests of its files.

    Examples
    --------
    >>> Made({"table": "ab"}, browser="156.0.1").browser
    '156.0.1'
    """

    parts: Mapping[str, str]
    browser: str = ""
    #: The formats that the page of the figure offers.
    links: tuple[str, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    #: The digests of what was written with them, such as snippets to paste.
    extras: Mapping[str, str] = field(default_factory=dict)
    #: What the figure says of itself, for the manifest.
    about: Mapping[str, str] = field(default_factory=dict)
    #: Where each row of its table went (``timeline.tables.report``).
    account: Mapping[str, Any] = field(default_factory=dict)

    @property
    def all_files(self) -> Mapping[str, str]:
        """The digests of all files of the figure."""
        return {**self.files, **self.extras}


@dataclass(frozen=True)
class Record:
    """All figures of a folder as they were built, and the files that they share.

    Examples
    --------
    >>> Record({"june": Made({}, files={"june.svg": "ab"})}).shared
    {}
    """

    figures: Mapping[str, Made] = field(default_factory=dict)
    shared: Mapping[str, str] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """Return the record as it is written."""
        figures = {name: asdict(made) for name, made in self.figures.items()}
        told = {"form": _FORM, "figures": figures, "shared": dict(self.shared)}
        return (json.dumps(told, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()

    @classmethod
    def read(cls, path: Path) -> Record:
        """Read a record; one that is missing or damaged is an empty one: all is built anew."""
        try:
            told = json.loads(path.read_bytes())
            if told["form"] != _FORM:
                return cls()
            figures = {str(name): _made(one) for name, one in told["figures"].items()}
            return cls(figures, _texts(told["shared"]))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return cls()


def _made(told: Mapping[str, Any]) -> Made:
    links = tuple(str(link) for link in told["links"])
    files, extras = _texts(told["files"]), _texts(told["extras"])
    about, account = _texts(told["about"]), dict(told["account"])
    return Made(_texts(told["parts"]), str(told["browser"]), links, files, extras, about, account)


def _texts(told: Mapping[str, Any]) -> dict[str, str]:
    return {str(name): str(digest) for name, digest in told.items()}


def record_file(folder: Path, gallery: Path) -> Path:
    """Return where the record of a gallery stands: beside its figures.

    Examples
    --------
    >>> record_file(Path("exports"), Path("data/figures.toml")).as_posix()
    'exports/figures.lock.json'
    """
    return folder / f"{gallery.stem}.lock.json"


def digest_of(path: Path) -> str:
    """Return the digest of a file, or an empty text where there is none.

    Examples
    --------
    >>> digest_of(Path("no/such/file"))
    ''
    """
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
