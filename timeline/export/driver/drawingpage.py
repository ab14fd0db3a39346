"""The conversation with one page of a browser: a figure goes in, pictures come out.

It takes choreographer's tab and speaks by its public interface alone. All of it
is asynchronous; ``timeline.export.driver.tab`` gives it time limits.
"""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from timeline.errors import BrowserError
from timeline.export.driver.choreography import (
    BrowserClosedError,
    BrowserFailedError,
    ChannelClosedError,
    MessageTooLargeError,
    Tab,
)
from timeline.export.driver.faults import LostTabError, PageError

if TYPE_CHECKING:
    from timeline.export.driver.workroom import Workroom

__all__ = ["ENDINGS", "DrawingPage"]

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


#: How a browser's end reaches us; the last where it ends while we still write to it.
ENDINGS = (
    BrowserClosedError,
    BrowserFailedError,
    ChannelClosedError,
    asyncio.InvalidStateError,
)


class DrawingPage:
    """Our page in one tab of a browser; ``crashed`` is done when its process has died.

    Parameters
    ----------
    tab
        Choreographer's tab, whose page may still be loading.
    room
        The folder with the page.
    path
        The browser's program, for what is told of it.
    """

    def __init__(self, tab: Tab, room: Workroom, path: str) -> None:
        self._tab = tab
        self._room = room
        self._path = path
        self._version = ""
        self._page = ""
        self.crashed: asyncio.Future[Any] = tab.subscribe_once("Inspector.targetCrashed")

    async def version(self) -> str:
        """Return the browser's name and version, which it tells before anything is drawn."""
        await self._send("Inspector.enable")
        told = await self._send("Browser.getVersion")
        self._version = told["product"].replace("HeadlessChrome", "Chrome").replace("/", " ")
        return self._version

    async def ready(self) -> None:
        """Wait until the page can draw: the browser may still show the empty one before it.

        Raises
        ------
        BrowserError
            If the page does not run in this browser.
        """
        params = {"expression": _READY, "awaitPromise": True, "returnByValue": True}
        while True:
            reply = await self._send("Runtime.evaluate", params, lenient=True)
            protocol, draws = reply.get("result", {}).get("value") or ("", False)
            if draws:
                break
            if protocol == "file:":
                raise BrowserError(f"{self._path} ({self._version}) is too old to draw")
            await asyncio.sleep(0.01)
        found = await self._send("Runtime.evaluate", {"expression": "timelinePage"})
        self._page = found["result"]["objectId"]

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

    async def clear(self) -> None:
        """Forget what was printed."""
        with suppress(LostTabError, PageError):
            await self.call("clear", ())

    async def sweep(self) -> None:
        """Collect what was drawn before: V8 would let hundreds of megabytes lie."""
        with suppress(LostTabError):
            await self._send("HeapProfiler.collectGarbage")

    async def reload(self, *, full: bool) -> None:
        """Load the page anew, with plotly's full script or the small one."""
        page = self._room.full_page if full else self._room.page
        await self._send("Page.navigate", {"url": page.as_uri()})
        await self.ready()

    async def _send(
        self, command: str, params: Mapping[str, Any] | None = None, *, lenient: bool = False
    ) -> dict[str, Any]:
        try:
            reply = await self._tab.send_command(command, dict(params or {}))
        except MessageTooLargeError as error:
            raise PageError("the figure is too large to be drawn") from error
        except (*ENDINGS, RuntimeError) as error:
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
