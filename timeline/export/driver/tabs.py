"""The tabs of one browser: taken to draw in, given back; all of them end with it.

The browser starts at once and in the background; the second tab is opened when the
first can draw. Every end is bounded: the processes are killed and the folder is
removed, whether the browser answers or not.
"""

from __future__ import annotations

import atexit
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from timeline.export.driver.background import Background, in_time
from timeline.export.driver.faults import LostTabError
from timeline.export.driver.tab import Tab

if TYPE_CHECKING:
    from timeline.export.driver.drawingpage import DrawingPage
    from timeline.export.driver.session import Session

__all__ = ["Tabs"]

_GRACE = 3.0  # seconds that a browser has to leave when it is asked to


class Tabs:
    """A browser that starts at once and in the background, and its tabs.

    Parameters
    ----------
    count
        How many tabs there are to be.
    patience
        Seconds that the start may take.
    arguments
        More flags for the browser's command line.
    sandboxed
        Whether the browser's sandbox is wanted; root has none.

    Examples
    --------
    >>> tabs = Tabs(1, patience=30)  # doctest: +SKIP
    >>> tabs.wait().version  # doctest: +SKIP
    'Chrome 156.0.8078.79'
    """

    def __init__(
        self, count: int, *, patience: float, arguments: Sequence[str] = (), sandboxed: bool = True
    ) -> None:
        self._count = count
        self._patience = patience
        self._arguments = tuple(arguments)
        self._sandboxed = sandboxed
        self._session: Session | None = None
        self._idle: list[Tab] = []
        self._changed = threading.Condition()
        self._closed = False
        self._background = Background()
        atexit.register(self.close)
        self._started = self._background.begin(self._start)
        self._started.add_done_callback(lambda _: self._tell())

    def wait(self) -> Session:
        """Wait until the first page can draw; return the session, which says what draws.

        Raises
        ------
        BrowserError
            If there is no browser, or the page does not run in it.
        LostTabError
            If it ended or did not answer in time.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._started.done())
        if self._closed or self._started.cancelled():
            raise LostTabError("the browser ended")
        return self._started.result()

    def take(self, *, full: bool) -> Tab:
        """Return a tab to draw in, as soon as one is free; ``give`` it back.

        Parameters
        ----------
        full
            Whether one that has plotly's full script is the better one.

        Raises
        ------
        BrowserError, LostTabError
            As ``wait``.
        """
        self.wait()
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._idle)
            if self._closed:
                raise LostTabError("the browser ended")
            tab = next((one for one in self._idle if one.full == full), self._idle[0])
            self._idle.remove(tab)
            return tab

    def give(self, tab: Tab) -> None:
        """Give a tab back, for whoever waits for one."""
        with self._changed:
            self._idle.append(tab)
            self._changed.notify_all()

    @property
    def path(self) -> str:
        """The browser's program, once one has been found."""
        return self._session.path if self._session else "the browser"

    @property
    def refused(self) -> bool:
        """Whether a browser with its sandbox on ended before it said what it is."""
        return bool(self._session and self._session.sandbox[0] and not self._session.version)

    def close(self, *, politely: bool = True) -> None:
        """End the browser and remove its folder; however it stands, and more than once."""
        atexit.unregister(self.close)
        self._closed = True
        self._tell()
        self._background.close(lambda: self._end(politely), seconds=4 * _GRACE)

    def _tell(self) -> None:
        with self._changed:
            self._changed.notify_all()

    async def _start(self) -> Session:
        # Imported here, in the thread: the program goes on with its own imports.
        try:
            from timeline.export.driver.session import Session
        # It would end this thread without a word, and we would wait; an import fails where
        # another thread imports parts of the driver in another order, and is tried again.
        except (SystemExit, ImportError) as error:
            raise LostTabError(f"its driver could not be imported: {error}") from error
        session = self._session = Session(arguments=self._arguments, sandboxed=self._sandboxed)
        self._add(await in_time(session.open(), self._patience))
        if self._count > 1:
            self._background.begin(lambda: self._more(session))
        return session

    async def _more(self, session: Session) -> None:
        """Open the other tabs; where one cannot be had, those that are there do the work."""
        with suppress(LostTabError):
            for _ in range(1, self._count):
                self._add(await in_time(session.another(), self._patience))

    def _add(self, page: DrawingPage) -> None:
        self.give(Tab(page, self._background))

    async def _end(self, politely: bool) -> None:
        session = self._session
        if session is None:
            return
        if not self._started.done():
            await session.spawned(_GRACE)
        elif politely:
            await session.end(_GRACE)
        await session.kill(_GRACE)
        await session.end(_GRACE)
        session.clean()
