"""One browser process: it is opened on our page, given more tabs, and ended.

It speaks to the browser by choreographer's public interface alone. All of it is
asynchronous; ``timeline.export.driver.tabs`` gives it a thread, time limits and a certain end.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections.abc import Sequence
from contextlib import suppress

from timeline.export.driver.choreography import Browser, Tab
from timeline.export.driver.chromium import line, program, sandbox
from timeline.export.driver.drawingpage import ENDINGS, DrawingPage
from timeline.export.driver.faults import LostTabError, unheard
from timeline.export.driver.installed import find_browser
from timeline.export.driver.workroom import Workroom

__all__ = ["Session"]

# It warns of every browser that ends, also of those that we end; we tell what matters.
if not logging.getLogger("choreographer").level:
    logging.getLogger("choreographer").setLevel(logging.CRITICAL)


class Session:
    """One browser process, and the pages that draw in it.

    Examples
    --------
    >>> Session().version
    ''
    """

    def __init__(self, *, arguments: Sequence[str] = (), sandboxed: bool = True) -> None:
        self.path = ""
        self.version = ""
        self.sandbox: tuple[bool, str] = (False, "not started")
        self._arguments = tuple(arguments)
        self._sandboxed = sandboxed
        self._room: Workroom | None = None
        self._browser: Browser | None = None
        self._ending: asyncio.Future[None] | None = None

    async def open(self) -> DrawingPage:
        """Start the browser and wait until the page can draw; return that page.

        Raises
        ------
        BrowserError
            If there is no browser, or the page does not run in it.
        LostTabError
            If the browser ends before.
        """
        path = find_browser()
        self.path, self.sandbox = str(path), sandbox(self._sandboxed)
        self._room = Workroom(path)
        self._browser = Browser(
            path,
            browser_cls=program(self._room.page.as_uri(), self._arguments),
            channel_cls=line(),
            enable_sandbox=self.sandbox[0],
            tmp_dir=str(self._room.folder),
        )
        try:
            await self._browser.open()
        except (*ENDINGS, OSError) as error:
            raise LostTabError("the browser ended as it started") from error
        tab = self._browser.get_tab()
        if tab is None:
            raise LostTabError("the browser opened no page")
        return await self._page(tab)

    async def another(self) -> DrawingPage:
        """Open one more tab and wait until its page can draw.

        Raises
        ------
        LostTabError
            If the browser ends before.
        """
        assert self._browser is not None
        assert self._room is not None
        try:
            tab = await self._browser.create_tab(self._room.page.as_uri())
        except (*ENDINGS, RuntimeError) as error:
            raise LostTabError("the browser opened no page") from error
        return await self._page(tab)

    async def spawned(self, seconds: float) -> None:
        """Wait until there is a process to be ended: a start cannot be called back."""
        for _ in range(round(seconds / 0.01)):
            if hasattr(self._browser, "subprocess"):
                return
            await asyncio.sleep(0.01)

    async def end(self, seconds: float) -> None:
        """Ask the browser to leave, and let go of what we hold of it."""
        if self._browser is None or self._ending is not None:
            return
        self._ending = asyncio.ensure_future(self._browser.close())
        self._ending.add_done_callback(unheard)
        await asyncio.wait({self._ending}, timeout=seconds)

    async def kill(self, seconds: float) -> None:
        """End the processes of the browser, whatever they are at, and see the first one gone."""
        process = getattr(self._browser, "subprocess", None)
        if process is None:
            return
        with suppress(ProcessLookupError, PermissionError):
            if os.name == "posix":
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
        for _ in range(round(seconds / 0.01)):
            if process.poll() is not None:
                return
            await asyncio.sleep(0.01)

    def clean(self) -> None:
        """Remove what the browser wrote."""
        if self._room is not None:
            self._room.remove()

    async def _page(self, tab: Tab) -> DrawingPage:
        assert self._room is not None
        page = DrawingPage(tab, self._room, self.path)
        self.version = await page.version()
        await page.ready()
        return page
