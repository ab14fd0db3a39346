"""The conversation with one browser: it is opened on our page, asked, and ended.

It takes commands and returns what the browser answers, by choreographer's
public interface alone. All of it is asynchronous; ``timeline.export.tab`` gives it a
thread, time limits and a certain end.
"""

from __future__ import annotations

import asyncio
import base64
import logging
import os
import signal
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from timeline.errors import BrowserError
from timeline.export.choreography import (
    Browser,
    BrowserClosedError,
    BrowserFailedError,
    ChannelClosedError,
    MessageTooLargeError,
    Tab,
)
from timeline.export.chromium import line, program, sandbox
from timeline.export.faults import LostTabError, PageError, unheard
from timeline.export.installed import find_browser
from timeline.export.workroom import Workroom

__all__ = ["Session"]

# It warns of every browser that ends, also of those that we end; we tell what matters.
if not logging.getLogger("choreographer").level:
    logging.getLogger("choreographer").setLevel(logging.CRITICAL)

# Resolves when the page and its fonts are there: its protocol, and whether it can draw.
_READY = """new Promise((done) => {
  const tell = async () => {
    const page = window.timelinePage;
    if (page) await page.fontsFor("Aa");
    done([location.protocol, Boolean(page)]);
  };
  document.readyState === "complete" ? tell() : addEventListener("load", tell);
})"""

_PRINT = {
    "printBackground": True,
    "preferCSSPageSize": True,
    "marginTop": 0,
    "marginBottom": 0,
    "marginLeft": 0,
    "marginRight": 0,
}


# How a browser's end reaches us; the last where it ends while we still write to it.
_ENDINGS = (
    BrowserClosedError,
    BrowserFailedError,
    ChannelClosedError,
    asyncio.InvalidStateError,
)


class Session:
    """One browser process with the drawing page in its only tab.

    Examples
    --------
    >>> session = Session()
    >>> session.version, session.crashed
    ('', None)
    """

    def __init__(self, *, arguments: Sequence[str] = (), sandboxed: bool = True) -> None:
        self.path = ""
        self.version = ""
        self.sandbox: tuple[bool, str] = (False, "not started")
        self.crashed: asyncio.Future[Any] | None = None
        self._arguments = tuple(arguments)
        self._sandboxed = sandboxed
        self._room: Workroom | None = None
        self._browser: Browser | None = None
        self._tab: Tab | None = None
        self._page = ""
        self._ending: asyncio.Future[None] | None = None

    async def open(self) -> None:
        """Start the browser and wait until the page can draw.

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
        except (*_ENDINGS, OSError) as error:
            raise LostTabError("the browser ended as it started") from error
        self._tab = self._browser.get_tab()
        if self._tab is None:
            raise LostTabError("the browser opened no page")
        self.crashed = self._tab.subscribe_once("Inspector.targetCrashed")
        await self._send("Inspector.enable")
        version = await self._send("Browser.getVersion")
        self.version = version["product"].replace("HeadlessChrome", "Chrome").replace("/", " ")
        await self._find_page()

    async def call(self, function: str, arguments: Sequence[object]) -> Any:
        """Return what a function of the page returns."""
        params = {
            "functionDeclaration": f"function(...given) {{ return this.{function}(...given) }}",
            "objectId": self._page,
            "arguments": [{"value": argument} for argument in arguments],
            "awaitPromise": True,
            "returnByValue": True,
        }
        reply = await self._send("Runtime.callFunctionOn", params)
        return reply["result"].get("value")

    async def print_pdf(self, pages: int) -> bytes:
        """Return the page as it prints, on so many sheets."""
        asked = {**_PRINT, "pageRanges": f"1-{pages}"}
        return base64.b64decode((await self._send("Page.printToPDF", asked))["data"])

    async def sweep(self) -> None:
        """Collect what was drawn before: V8 would let hundreds of megabytes lie."""
        with suppress(LostTabError):
            await self._send("HeapProfiler.collectGarbage")

    async def reload(self, *, full: bool) -> None:
        """Load the page anew, with plotly's full script or the small one."""
        assert self._room is not None
        page = self._room.full_page if full else self._room.page
        await self._send("Page.navigate", {"url": page.as_uri()})
        await self._find_page()

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

    async def _find_page(self) -> None:
        """Wait for our page: the browser may still show the empty one before it."""
        params = {"expression": _READY, "awaitPromise": True, "returnByValue": True}
        while True:
            reply = await self._send("Runtime.evaluate", params, lenient=True)
            protocol, draws = reply.get("result", {}).get("value") or ("", False)
            if draws:
                break
            if protocol == "file:":
                raise BrowserError(f"{self.path} ({self.version}) is too old to draw")
            await asyncio.sleep(0.01)
        found = await self._send("Runtime.evaluate", {"expression": "timelinePage"})
        self._page = found["result"]["objectId"]

    async def _send(
        self, command: str, params: Mapping[str, Any] | None = None, *, lenient: bool = False
    ) -> dict[str, Any]:
        assert self._tab is not None
        try:
            reply = await self._tab.send_command(command, dict(params or {}))
        except MessageTooLargeError as error:
            raise PageError("the figure is too large to be drawn") from error
        except (*_ENDINGS, RuntimeError) as error:
            raise LostTabError("the browser ended") from error
        if lenient:
            return dict(reply.get("result", {}))
        if "error" in reply:  # of the browser, not of a script: the page is not there any more
            raise LostTabError(str(reply["error"].get("message", "the browser gave no reason")))
        result: dict[str, Any] = reply["result"]
        if "exceptionDetails" in result:
            raise PageError(_reason(result["exceptionDetails"]))
        return result


def _reason(details: Mapping[str, Any]) -> str:
    """Return the first line of what a script said when it failed."""
    thrown = details.get("exception", {})
    told = thrown.get("description") or thrown.get("value") or details.get("text", "")
    lines = str(told).strip().splitlines()
    return lines[0].removeprefix("Error: ") if lines else "no reason was given"
