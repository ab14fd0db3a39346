"""Output files: the format that a name asks for, and how many figures are under way at once."""

from __future__ import annotations

import os
from pathlib import Path

from timeline.errors import UsageError, did_you_mean
from timeline.files import STANDARD_OUTPUT, check_outputs, write_files

__all__ = [
    "FORMATS",
    "MOST_JOBS",
    "STANDARD_OUTPUT",
    "check_outputs",
    "format_of",
    "jobs_of",
    "write_files",
]

MOST_JOBS = 4


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


#: The formats we write, and the suffixes that ask for them.
FORMATS = {
    "html": (".html", ".htm"),
    "svg": (".svg",),
    "png": (".png",),
    "pdf": (".pdf",),
    "webp": (".webp",),
    "jpeg": (".jpeg", ".jpg"),
}

#: The suffixes of what a table is converted to, not drawn as.
CONVERTED = (".csv", ".ics", ".json", ".mmd")

_BY_SUFFIX = {suffix: name for name, suffixes in FORMATS.items() for suffix in suffixes}


def format_of(path: str | os.PathLike[str], format: str | None = None) -> str:
    """Return the format that a file asks for by its suffix, or the one that is given.

    Raises
    ------
    UsageError
        If the suffix or the format is not known; the nearest one is suggested.

    Examples
    --------
    >>> format_of("harry.svg"), format_of("harry.JPG"), format_of("-", "png")
    ('svg', 'jpeg', 'png')
    """
    if format is not None:
        return _known_format(format.lower().lstrip("."))
    name = os.fspath(path)
    if name == STANDARD_OUTPUT:
        raise UsageError(f"standard output needs a format: one of {', '.join(FORMATS)}")
    suffix = Path(name).suffix.lower()
    if suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix]
    if Path(name).is_dir():
        raise UsageError(f"{name}: is a folder; name a file in it, as in {Path(name, 'june.html')}")
    if suffix in CONVERTED:
        raise UsageError(f"{name}: not a picture; write it by: timeline convert TABLE -o {name}")
    told = f'"{suffix}" is no format we write' if suffix else "the name has no suffix"
    raise UsageError(f"{name}: {told}; use one of {', '.join(_BY_SUFFIX)}{_nearest(suffix)}")


def _known_format(name: str) -> str:
    if name in FORMATS:
        return name
    if f".{name}" in _BY_SUFFIX:
        return _BY_SUFFIX[f".{name}"]
    raise UsageError(
        f'"{name}" is no format we write; use one of {", ".join(FORMATS)}{_nearest(name)}'
    )


def _nearest(word: str) -> str:
    hint = did_you_mean(word, _BY_SUFFIX if word.startswith(".") else FORMATS)
    return f" ({hint})" if hint else ""
