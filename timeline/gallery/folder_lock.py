"""One build at a time in a folder: a second one waits until the first is done.

It takes a folder and holds it, by a lock that the system lets go when its holder
dies in whatever way; no file is made for it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from timeline.errors import ExportError

__all__ = ["turn"]

_STEP = 0.05


@contextmanager
def turn(folder: Path, *, patience: float = 300.0) -> Iterator[None]:
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
    >>> with turn(Path(".")):
    ...     pass
    """
    try:
        import fcntl
    except ImportError:  # no such locks: files are whole all the same, and proved at the next build
        yield
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ExportError(f"{folder}: the folder cannot be opened: {reason}") from error
    try:
        until = time.monotonic() + patience
        while not _held(fcntl.flock, handle, fcntl.LOCK_EX | fcntl.LOCK_NB):
            if time.monotonic() > until:
                told = f"another build has been writing to it for {patience:g} seconds"
                raise ExportError(f"{folder}: {told}; try again when it is done")
            time.sleep(_STEP)
        yield
    finally:
        os.close(handle)


def _held(flock: Callable[[int, int], None], handle: int, flags: int) -> bool:
    try:
        flock(handle, flags)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks: as where the system has none
        return True
    return True
