"""One browser process with the drawing page open, spoken to from ordinary code.

choreographer is asynchronous; its loop runs in a thread of its own here, from
the first moment, so that the browser starts while the rest of the program is
still being imported. Every call has a time limit, and every end is bounded: a
tab that is lost is left, its process killed, its folder removed.
"""

from __future__ import annotations

import asyncio
import atexit
import base64
import os
import signal
import threading
from collections.abc import Coroutine, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from timeline.errors import BrowserError
from timeline.workroom import Workroom

if TYPE_CHECKING:
    import choreographer

__all__ = ["PageError", "Tab", "TabLostError"]

T = TypeVar("T")

# Resolves when the page and its fonts are there: its address, whether it can draw.
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
    "pageRanges": "1",
    "marginTop": 0,
    "marginBottom": 0,
    "marginLeft": 0,
    "marginRight": 0,
}

_GRACE = 3.0  # seconds that a browser has to leave when it is asked to


class TabLostError(Exception):
    """The tab or its browser is gone or does not answer; another one may do better."""

    def __init__(self, told: str, *, slow: bool = False) -> None:
        super().__init__(told)
        self.slow = slow


class PageError(Exception):
    """The page refused: the figure is wrong, not the browser."""


class Tab:
    """A browser that starts at once and in the background.

    Parameters
    ----------
    patience
        Seconds that the start may take.
    arguments
        More flags for the browser's command line.
    """

    def __init__(self, *, patience: float, arguments: Sequence[str] = ()) -> None:
        self.path = ""
        self.version = ""
        self.sandbox: tuple[bool, str] = (False, "not started")
        self._patience = patience
        self._arguments = tuple(arguments)
        self._browser: choreographer.Browser | None = None
        self._page: choreographer.Tab | None = None
        self._crashed: asyncio.Future[Any] | None = None
        self._object = ""
        self._room: Workroom | None = None
        self._closed = threading.Lock()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        atexit.register(self.close)
        self._started = asyncio.run_coroutine_threadsafe(self._start(), self._loop)

    def wait(self) -> None:
        """Wait until the page can draw.

        Raises
        ------
        BrowserError
            If there is no browser, or the page does not run in it.
        TabLostError
            If it ended or did not answer in time.
        """
        self._started.result()

    def call(self, function: str, *arguments: object, seconds: float) -> Any:
        """Return what a function of the page returns (JSON values both ways)."""
        return self._within(seconds, self._call(function, arguments))

    def print_pdf(self, seconds: float) -> bytes:
        """Return the page as it prints."""
        return base64.b64decode(
            self._within(seconds, self._send("Page.printToPDF", _PRINT))["data"]
        )

    def reload(self, seconds: float) -> None:
        """Load the page anew, so that nothing is left of what was drawn before."""
        self._within(seconds, self._reload())

    def close(self) -> None:
        """End the browser and remove its folder; for every end, and more than once."""
        if not self._closed.acquire(blocking=False):
            return
        atexit.unregister(self.close)
        self._started.cancel()
        with suppress(Exception):
            ending = asyncio.run_coroutine_threadsafe(self._end(), self._loop)
            ending.result(2 * _GRACE)
        self._kill()
        if self._room:
            self._room.remove()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_GRACE)

    def abandon(self) -> None:
        """End a browser that does not answer, without asking it."""
        self._kill()
        self.close()

    def _within(self, seconds: float, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(
            self._supervised(work, seconds), self._loop
        ).result()

    async def _supervised(self, work: Coroutine[Any, Any, T], seconds: float) -> T:
        """Await what is asked of the browser, its death, or the end of the time."""
        task = asyncio.ensure_future(work)
        watched: set[asyncio.Future[Any]] = {task}
        if self._crashed:
            watched.add(self._crashed)
        first = asyncio.FIRST_COMPLETED
        done, _ = await asyncio.wait(watched, timeout=seconds, return_when=first)
        if not done:
            task.cancel()
            raise TabLostError(f"took longer than {seconds:g} seconds", slow=True)
        if task not in done:
            task.cancel()
            raise TabLostError("the tab crashed")
        if task.cancelled():
            raise TabLostError("the browser ended")
        return task.result()

    async def _start(self) -> None:
        try:
            await self._supervised(self._open(), self._patience)
        except asyncio.CancelledError:
            raise TabLostError("the browser was closed") from None

    async def _open(self) -> None:
        # Imported here, in the thread: the program goes on with its own imports.
        from choreographer import Browser
        from choreographer.browsers import BrowserClosedError, BrowserFailedError

        from timeline.chromium import find_browser, line, program, sandbox

        path = find_browser()
        self.path, self.sandbox = str(path), sandbox()
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
        except (BrowserClosedError, BrowserFailedError) as error:
            raise TabLostError("the browser ended as it started") from error
        self._page = self._browser.get_tab()
        if self._page is None:
            raise TabLostError("the browser opened no page")
        await self._prepare()

    async def _prepare(self) -> None:
        assert self._page is not None
        self._crashed = self._page.subscribe_once("Inspector.targetCrashed")
        await self._send("Inspector.enable")
        version = await self._send("Browser.getVersion")
        self.version = version["product"].replace("HeadlessChrome", "Chrome").replace("/", " ")
        await self._find_page()

    async def _find_page(self) -> None:
        """Wait for our page: the browser may still show the empty one before it."""
        while True:
            reply = await self._send(
                "Runtime.evaluate",
                {"expression": _READY, "awaitPromise": True, "returnByValue": True},
                lenient=True,
            )
            protocol, draws = reply.get("result", {}).get("value") or ("", False)
            if draws:
                break
            if protocol == "file:":
                raise BrowserError(f"{self.path} ({self.version}) is too old to draw")
            await asyncio.sleep(0.01)
        found = await self._send("Runtime.evaluate", {"expression": "timelinePage"})
        self._object = found["result"]["objectId"]

    async def _reload(self) -> None:
        assert self._room is not None
        await self._send("Page.navigate", {"url": self._room.page.as_uri()})
        await self._find_page()

    async def _call(self, function: str, arguments: Sequence[object]) -> Any:
        params = {
            "functionDeclaration": f"function(...given) {{ return this.{function}(...given) }}",
            "objectId": self._object,
            "arguments": [{"value": argument} for argument in arguments],
            "awaitPromise": True,
            "returnByValue": True,
        }
        reply = await self._send("Runtime.callFunctionOn", params)
        return reply["result"].get("value")

    async def _send(
        self, command: str, params: Mapping[str, Any] | None = None, *, lenient: bool = False
    ) -> dict[str, Any]:
        from choreographer.browsers import BrowserClosedError, BrowserFailedError
        from choreographer.channels import ChannelClosedError, MessageTooLargeError

        assert self._page is not None
        try:
            reply = await self._page.send_command(command, dict(params or {}))
        except MessageTooLargeError as error:
            raise PageError("the figure is too large to be drawn") from error
        except (BrowserClosedError, BrowserFailedError, ChannelClosedError) as error:
            raise TabLostError("the browser ended") from error
        if lenient:
            return dict(reply.get("result", {}))
        if "error" in reply:
            raise PageError(str(reply["error"].get("message", "no reason was given")))
        result: dict[str, Any] = reply["result"]
        if "exceptionDetails" in result:
            raise PageError(_reason(result["exceptionDetails"]))
        return result

    async def _end(self) -> None:
        if self._browser is not None:
            with suppress(Exception, asyncio.CancelledError):
                await asyncio.wait_for(self._browser.close(), _GRACE)

    def _kill(self) -> None:
        process = getattr(self._browser, "subprocess", None)
        if process is None:
            return
        with suppress(ProcessLookupError, PermissionError):
            if os.name == "posix":
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()


def _reason(details: Mapping[str, Any]) -> str:
    """Return the first line of what a script said when it failed."""
    thrown = details.get("exception", {})
    told = thrown.get("description") or thrown.get("value") or details.get("text", "")
    lines = str(told).strip().splitlines()
    return lines[0].removeprefix("Error: ") if lines else "no reason was given"
