"""Ctrl-C, SIGTERM and SIGHUP as exceptions, so that every browser and file is cleaned up.

The command line installs it around a command; a library leaves signals alone.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

__all__ = ["cleaning_up"]

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")


@contextmanager
def cleaning_up() -> Iterator[None]:
    """Turn the first signal into an exception; while that is cleaned up, more are ignored.

    Raises
    ------
    KeyboardInterrupt
        At Ctrl-C; the exit code is 130.
    SystemExit
        At SIGTERM (code 143) and SIGHUP (129).

    Examples
    --------
    >>> import os
    >>> with cleaning_up():
    ...     os.kill(os.getpid(), signal.SIGTERM)
    Traceback (most recent call last):
        ...
    SystemExit: 143
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    signals = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in signals}

    def leave(number: int, frame: FrameType | None) -> NoReturn:
        for other in signals:
            signal.signal(other, signal.SIG_IGN)
        if number == signal.SIGINT:
            raise KeyboardInterrupt
        raise SystemExit(128 + number)

    try:
        for number in signals:
            if before[number] is not signal.SIG_IGN:  # as under nohup
                signal.signal(number, leave)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
