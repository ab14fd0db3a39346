"""Output files: formats by suffix, folder locks, and the number of figures drawn at once."""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.errors import ExportError, UsageError, did_you_mean
from timeline.files import STANDARD_OUTPUT

if TYPE_CHECKING:
    from filelock import BaseFileLock

_STEP = 0.05


@contextmanager
def lock_folder(folder: Path, *, patience: float = 300.0) -> Iterator[None]:
    """Lock a folder during a build.

    Parameters
    ----------
    folder
        The output folder.
    patience
        Seconds to wait for another build in it.

    Raises
    ------
    ExportError
        If the other build does not finish in that time, or the folder cannot be opened.

    Examples
    --------
    >>> with lock_folder(Path(".")):
    ...     pass
    """
    try:
        lock = _acquire(folder, patience)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ExportError(f"{folder}: the folder cannot be opened: {reason}") from error
    if lock is None:
        message = f"another build has been writing to it for {patience:g} seconds"
        raise ExportError(f"{folder}: {message}; try again when it is done")
    try:
        yield
    finally:
        with _guard(lock):
            _remove(lock)


def _acquire(folder: Path, patience: float) -> BaseFileLock | None:
    """Return the lock of a folder, or None if another build keeps it too long."""
    from filelock import FileLock, Timeout

    lock = FileLock(_lock_file(folder), mode=0o666)
    last = time.monotonic() + patience
    while True:
        with _guard(lock), suppress(Timeout):
            lock.acquire(timeout=0)
            _clear(lock)
            return lock
        if time.monotonic() >= last:
            return None
        time.sleep(_STEP)


@contextmanager
def _guard(lock: BaseFileLock) -> Iterator[None]:
    """Hold the guard while a lock is opened or removed, so that nobody waits for a removed one."""
    from filelock import FileLock

    owner = Path(lock.lock_file).name.rpartition("-")[0]
    with FileLock(Path(lock.lock_file).with_name(f"{owner}.lock"), mode=0o666):
        yield


def _remove(lock: BaseFileLock) -> None:
    """Remove the file of a lock that we hold, and release it."""
    with suppress(OSError):  # some systems do not remove open files
        Path(lock.lock_file).unlink()
    lock.release()


def _clear(held: BaseFileLock) -> None:
    """Remove lock files of killed builds."""
    from filelock import FileLock, Timeout

    ours = Path(held.lock_file)
    for path in ours.parent.glob(f"{ours.name.rpartition('-')[0]}-*.lock"):
        if path != ours:
            with suppress(Timeout, OSError):
                one = FileLock(path, mode=0o666)
                one.acquire(timeout=0)
                _remove(one)


def _lock_file(folder: Path) -> str:
    """Return the lock file of a folder, a temporary file named for its owner."""
    name = hashlib.sha256(os.fsencode(os.path.realpath(folder))).hexdigest()[:24]
    return str(Path(tempfile.gettempdir(), f"timeline-{folder.stat().st_uid}-{name}.lock"))


MOST_JOBS = 4


def jobs_of(jobs: int | None) -> int:
    """Return the number of figures to draw at once.

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
        raise UsageError(f"jobs is {jobs}; it must be at least 1")
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

#: Suffixes of table formats, which are converted and not drawn.
CONVERTED = (".csv", ".ics", ".json", ".mmd")

_BY_SUFFIX = {suffix: name for name, suffixes in FORMATS.items() for suffix in suffixes}


def format_of(path: str | os.PathLike[str], format: str | None = None) -> str:
    """Return the format of a file by its suffix, unless one is given explicitly.

    Raises
    ------
    UsageError
        If the suffix or the format is unknown; the nearest one is suggested.

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
    message = f'"{suffix}" is not a supported format' if suffix else "the name has no suffix"
    raise UsageError(f"{name}: {message}; use one of {', '.join(_BY_SUFFIX)}{_nearest(suffix)}")


def _known_format(name: str) -> str:
    if name in FORMATS:
        return name
    if f".{name}" in _BY_SUFFIX:
        return _BY_SUFFIX[f".{name}"]
    raise UsageError(
        f'"{name}" is not a supported format; use one of {", ".join(FORMATS)}{_nearest(name)}'
    )


def _nearest(word: str) -> str:
    hint = did_you_mean(word, _BY_SUFFIX if word.startswith(".") else FORMATS)
    return f" ({hint})" if hint else ""
