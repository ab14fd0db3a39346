"""The line to the browser: JSON messages over two pipes, ended at once when the browser dies.

choreographer takes any channel of its public interface. Its own one reads in
pieces of 10 kB, keeps the browser's ends open, so that the death of a browser
goes unnoticed, and needs a second Python process as launcher to make up for
that. This one reads in large pieces and sees the end of the file.
"""

from __future__ import annotations

import json
import os
import select
import threading
import time
from collections.abc import Mapping, Sequence
from typing import Any

from timeline.export.driver.choreography import ChannelClosedError, MessageTooLargeError, Pipe

__all__ = ["Channel"]

PIECE = 1 << 20
LARGEST = 100 * 1024 * 1024  # the browser hangs up on a longer message


class Channel(Pipe):
    """A pipe each way; ``Pipe`` is its base only because choreographer asks for the class.

    Examples
    --------
    >>> channel = Channel()
    >>> channel.open()
    >>> channel.is_ready()
    True
    >>> channel.close()
    >>> channel.is_ready()
    False
    """

    def __init__(self) -> None:
        self._incoming, self.from_external_to_choreo = os.pipe()
        self.from_choreo_to_external, self._outgoing = os.pipe()
        self._stopped, self._stop = os.pipe()
        self.shutdown_lock = threading.Lock()
        self._opened = False
        self._reading = threading.Lock()
        self._looked_at: tuple[int, ...] = (self._incoming, self._stopped)
        self._unfinished = b""

    def is_ready(self) -> bool:
        """Tell whether messages can be sent and read."""
        return self._opened and not self.shutdown_lock.locked()

    def open(self) -> None:
        """Let go of the browser's ends, which it holds by now: only it keeps them open."""
        os.close(self.from_external_to_choreo)
        os.close(self.from_choreo_to_external)
        self._opened = True

    def write_json(self, obj: Mapping[str, Any]) -> tuple[float, float]:
        """Send one message; return the times of its start and end."""
        if not self.is_ready():
            raise ChannelClosedError
        text = json.dumps(obj, ensure_ascii=False)
        message = text.encode("utf-8", "replace") + b"\0"
        if len(message) > LARGEST:
            raise MessageTooLargeError(len(message), LARGEST, payload=text)
        start = time.perf_counter()
        rest = memoryview(message)
        try:
            while rest:
                rest = rest[os.write(self._outgoing, rest) :]
        except OSError as error:
            self.close()
            raise ChannelClosedError from error
        return start, time.perf_counter()

    def read_jsons(self, *, blocking: bool = True) -> tuple[Sequence[Any], float]:
        """Return the messages that have come, after waiting for one if ``blocking``."""
        with self._reading:
            pieces = [self._unfinished]
            while b"\0" not in pieces[-1]:
                if not self._wait(blocking=blocking):
                    break
                pieces.append(self._read())
            *messages, self._unfinished = b"".join(pieces).split(b"\0")
        return [json.loads(message) for message in messages if message], time.perf_counter()

    def _wait(self, *, blocking: bool) -> bool:
        if not self.is_ready():
            return True
        poll = select.poll()
        poll.register(self._incoming, select.POLLIN)
        poll.register(self._stopped, select.POLLIN)
        return bool(poll.poll(None if blocking else 0))

    def _read(self) -> bytes:
        piece = os.read(self._incoming, PIECE) if self.is_ready() else b""
        if not piece:
            self.close()
            self._let_go()
            raise ChannelClosedError
        return piece

    def close(self) -> None:
        """Hang up: the browser then leaves, and a reader that waits is woken."""
        if not self.shutdown_lock.acquire(blocking=False):
            return
        os.close(self._stop)
        os.close(self._outgoing)
        if not self._opened:
            os.close(self.from_external_to_choreo)
            os.close(self.from_choreo_to_external)
        if self._reading.acquire(blocking=False):
            self._let_go()
            self._reading.release()

    def _let_go(self) -> None:
        """Close what a reader looks at; called by the reader itself, or where there is none."""
        ends, self._looked_at = self._looked_at, ()
        for end in ends:
            os.close(end)
