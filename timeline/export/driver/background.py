"""Asynchronous work as ordinary code calls it: in a thread of its own, in time, to an end.

choreographer is asynchronous; its loop runs here from the first moment, so that the
browser starts while the rest of the program is still being imported. Whoever waits
for an answer gets one, or an error, also where the loop ends before it came.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from typing import Any, TypeVar

from timeline.export.driver.faults import LostTabError, unheard

__all__ = ["Background", "Work", "in_time"]

T = TypeVar("T")

#: What begins the work in the loop: there is no coroutine before, which nobody would await.
Work = Callable[[], Coroutine[Any, Any, T]]


class Background:
    """A loop in a thread of its own, until it is closed.

    Examples
    --------
    >>> async def seven() -> int:
    ...     return 7
    >>> background = Background()
    >>> background.wait(seven)
    7
    >>> background.close(seven, seconds=1)
    """

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._loop.set_exception_handler(self._unheard)
        self._awaited: set[Future[Any]] = set()
        self._closed = self._ended = False
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def begin(self, work: Work[T]) -> Future[T]:
        """Begin a work, and return at once.

        Raises
        ------
        LostTabError
            If the loop is closed.
        """
        with self._lock:
            if self._closed:
                raise LostTabError("the browser ended")
            begun = asyncio.run_coroutine_threadsafe(_begun(work), self._loop)
            self._awaited.add(begun)
        begun.add_done_callback(self._awaited.discard)
        return begun

    def wait(self, work: Work[T]) -> T:
        """Return what a work comes to.

        Raises
        ------
        LostTabError
            If the loop is closed before the work is done.
        """
        begun = self.begin(work)
        try:
            return begun.result()
        except CancelledError as error:
            raise LostTabError("the browser ended") from error

    def close(self, ending: Work[object], *, seconds: float) -> None:
        """Do a last work within ``seconds``, call all others off, and end; twice is as once.

        Where a signal comes in the midst of it, the last work is done once more from its
        beginning: a browser that is half ended would stay.
        """
        with self._lock:
            if self._closed:
                return
            self._closed = True
        try:
            self._end(ending, seconds)
        except BaseException:
            self._end(ending, seconds)
            raise

    def _end(self, ending: Work[object], seconds: float) -> None:
        if self._loop.is_closed():
            return
        if not self._ended:
            last = asyncio.run_coroutine_threadsafe(self._last(ending), self._loop)
            with suppress(Exception):
                last.result(seconds)
            self._ended = True
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(seconds)
        for forgotten in list(self._awaited):  # the loop is gone: nobody else answers for it
            forgotten.cancel()
        if not self._thread.is_alive():
            self._loop.close()

    def _unheard(self, loop: asyncio.AbstractEventLoop, told: dict[str, Any]) -> None:
        """Tell what no work has raised, but not how a browser breaks off that we end."""
        if not self._closed:
            loop.default_exception_handler(told)

    async def _last(self, ending: Work[object]) -> None:
        """Do the last work, and call off what else is under way."""
        try:
            await ending()
        finally:
            left = asyncio.all_tasks() - {asyncio.current_task()}
            for task in left:
                task.cancel()
            if left:
                await asyncio.wait(left, timeout=1)
            self._ended = True


async def in_time(
    work: Coroutine[Any, Any, T], seconds: float, crashed: asyncio.Future[Any] | None = None
) -> T:
    """Await the answer, the end of the tab, or the end of the time.

    Raises
    ------
    LostTabError
        If the answer does not come first.

    Examples
    --------
    >>> asyncio.run(in_time(asyncio.sleep(0, "here"), 1))
    'here'
    """
    task = asyncio.ensure_future(work)
    task.add_done_callback(unheard)
    watched: set[asyncio.Future[Any]] = {task} if crashed is None else {task, crashed}
    first = asyncio.FIRST_COMPLETED
    done, _ = await asyncio.wait(watched, timeout=seconds, return_when=first)
    if task not in done:
        task.cancel()
        slow = not done
        told = f"took longer than {seconds:g} seconds" if slow else "the tab crashed"
        raise LostTabError(told, slow=slow)
    if task.cancelled():
        raise LostTabError("the browser ended")
    return task.result()


async def _begun(work: Work[T]) -> T:
    return await work()
