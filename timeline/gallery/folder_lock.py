"""One build at a time for a folder: a lock that a build holds while it works."""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.errors import ExportError

if TYPE_CHECKING:
    from filelock import BaseFileLock

__all__ = ["lock_folder"]

_STEP = 0.05


@contextmanager
def lock_folder(folder: Path, *, patience: float = 300.0) -> Iterator[None]:
    """Hold a folder while it is built.

    Parameters
    ----------
    folder
        The folder that is written to.
    patience
        Seconds to wait for another build in it.

    Raises
    ------
    ExportError
        If the other build does not end in that time, or the folder cannot be opened.

    Examples
    --------
    >>> with lock_folder(Path(".")):
    ...     pass
    """
    try:
        lock = _acquired(folder, patience)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ExportError(f"{folder}: the folder cannot be opened: {reason}") from error
    if lock is None:
        told = f"another build has been writing to it for {patience:g} seconds"
        raise ExportError(f"{folder}: {told}; try again when it is done")
    try:
        yield
    finally:
        with _guard(lock):
            _remove(lock)


def _acquired(folder: Path, patience: float) -> BaseFileLock | None:
    """Return the lock of a folder when we hold it, or None if another build kept it too long."""
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
    """Hold what is held while any lock is opened or removed, so that nobody waits at one gone."""
    from filelock import FileLock

    owner = Path(lock.lock_file).name.rpartition("-")[0]
    with FileLock(Path(lock.lock_file).with_name(f"{owner}.lock"), mode=0o666):
        yield


def _remove(lock: BaseFileLock) -> None:
    """Remove the file of a lock that we hold, and release it."""
    with suppress(OSError):  # of an open file, where the system does not allow it
        Path(lock.lock_file).unlink()
    lock.release()


def _clear(held: BaseFileLock) -> None:
    """Remove the files of locks that nobody holds: their builds were killed."""
    from filelock import FileLock, Timeout

    ours = Path(held.lock_file)
    for path in ours.parent.glob(f"{ours.name.rpartition('-')[0]}-*.lock"):
        if path != ours:
            with suppress(Timeout, OSError):
                one = FileLock(path, mode=0o666)
                one.acquire(timeout=0)
                _remove(one)


def _lock_file(folder: Path) -> str:
    """Return the file that is locked for a folder: one of its owner among the temporary ones."""
    name = hashlib.sha256(os.fsencode(os.path.realpath(folder))).hexdigest()[:24]
    return str(Path(tempfile.gettempdir(), f"timeline-{folder.stat().st_uid}-{name}.lock"))
