"""A browser's tab as ordinary code calls it: in the background, in time, to a certain end.

choreographer is asynchronous; its loop runs in a thread of its own here, from
the first moment, so that the browser starts while the rest of the program is
still being imported. Every call has a time limit, and every end is bounded: the
processes are killed and the folder is removed, whether the browser answers or not.
"""

from __future__ import annotations

import asyncio
import atexit
import threading
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from timeline.export.faults import LostTabError, unheard

if TYPE_CHECKING:
    from timeline.export.session import Session

__all__ = ["Tab"]

T = TypeVar("T")

_GRACE = 3.0  # seconds that a browser has to leave when it is asked to


class Tab:
    """A browser that starts at once and in the background.

    Parameters
    ----------
    patience
        Seconds that the start may take.
    arguments
        More flags for the browser's command line.
    sandboxed
        Whether the browser's sandbox is wanted; root has none.

    Examples
    --------
    >>> tab = Tab(patience=30)  # doctest: +SKIP
    >>> tab.wait().version  # doctest: +SKIP
    'Chrome 156.0.8078.79'
    """

    def __init__(
        self, *, patience: float, arguments: Sequence[str] = (), sandboxed: bool = True
    ) -> None:
        self._patience = patience
        self._arguments = tuple(arguments)
        self._sandboxed = sandboxed
        self._session: Session | None = None
        self._closing = threading.Lock()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        atexit.register(self.close)
        self._started = asyncio.run_coroutine_threadsafe(self._start(), self._loop)

    def wait(self) -> Session:
        """Wait until the page can draw; return the session, which says what draws.

        Raises
        ------
        BrowserError
            If there is no browser, or the page does not run in it.
        LostTabError
            If it ended or did not answer in time.
        """
        return self._started.result()

    @property
    def path(self) -> str:
        """The browser's program, once one has been found."""
        return self._session.path if self._session else "the browser"

    @property
    def refused(self) -> bool:
        """Whether a browser with its sandbox on ended before it said what it is."""
        return bool(self._session and self._session.sandbox[0] and not self._session.version)

    def call(self, function: str, *arguments: object, seconds: float) -> Any:
        """Return what a function of the page returns (JSON values both ways)."""
        return self._within(seconds, self.wait().call(function, arguments))

    def print_pdf(self, seconds: float, *, pages: int = 1) -> bytes:
        """Return the page as it prints, on so many sheets."""
        return self._within(seconds, self.wait().print_pdf(pages))

    def reload(self, seconds: float, *, full: bool = False) -> None:
        """Load the page anew, so that nothing is left of what was drawn before."""
        self._within(seconds, self.wait().reload(full=full))

    def sweep(self) -> None:
        """Let the page be rid of what was drawn before, while we do something else."""
        asyncio.run_coroutine_threadsafe(self.wait().sweep(), self._loop)

    def close(self, *, politely: bool = True) -> None:
        """End the browser and remove its folder; however it stands, and more than once."""
        if not self._closing.acquire(blocking=False):
            return
        atexit.unregister(self.close)
        with suppress(Exception):
            ending = asyncio.run_coroutine_threadsafe(self._end(politely), self._loop)
            ending.result(4 * _GRACE)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_GRACE)
        if not self._thread.is_alive():
            self._loop.close()

    def _within(self, seconds: float, work: Coroutine[Any, Any, T]) -> T:
        within = self._supervised(work, seconds)
        return asyncio.run_coroutine_threadsafe(within, self._loop).result()

    async def _start(self) -> Session:
        # Imported here, in the thread: the program goes on with its own imports.
        try:
            from timeline.export.session import Session
        except SystemExit as error:  # it would end this thread without a word, and we would wait
            raise LostTabError(f"its driver could not be imported: {error}") from error
        session = self._session = Session(arguments=self._arguments, sandboxed=self._sandboxed)
        await self._supervised(session.open(), self._patience)
        return session

    async def _end(self, politely: bool) -> None:
        session = self._session
        if session and not self._started.done():
            await session.spawned(_GRACE)
        elif session and politely:
            await session.end(_GRACE)
        if session:
            await session.kill(_GRACE)
            await session.end(_GRACE)
            session.clean()
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        if left:
            await asyncio.wait(left, timeout=_GRACE)

    async def _supervised(self, work: Coroutine[Any, Any, T], seconds: float) -> T:
        """Await the answer, the end of the tab, or the end of the time."""
        task = asyncio.ensure_future(work)
        task.add_done_callback(unheard)
        watched: set[asyncio.Future[Any]] = {task}
        if self._session and self._session.crashed:
            watched.add(self._session.crashed)
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
