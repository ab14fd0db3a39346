"""One build at a time for a folder: a lock that a build holds while it works."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from timeline.errors import (
    ExportError,
)

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
    from filelock import FileLock, Timeout

    try:
        lock = FileLock(_lock_file(folder))
        lock.acquire(timeout=patience, poll_interval=_STEP)
    except Timeout:
        told = f"another build has been writing to it for {patience:g} seconds"
        raise ExportError(f"{folder}: {told}; try again when it is done") from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ExportError(f"{folder}: the folder cannot be opened: {reason}") from error
    try:
        yield
    finally:
        lock.release()


def _lock_file(folder: Path) -> str:
    """Return the file that is locked for a folder: one of its owner among the temporary ones."""
    name = hashlib.sha256(os.fsencode(os.path.realpath(folder))).hexdigest()[:24]
    return str(Path(tempfile.gettempdir(), f"timeline-{folder.stat().st_uid}-{name}.lock"))
