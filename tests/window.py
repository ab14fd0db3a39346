"""A browser window for tests: opens a page at a size, evaluates scripts, takes screenshots.

Unlike the package's own browser, which draws figures and may load nothing, this one opens
pages as a reader does, from files or from a small server, and records their requests and errors.
"""

from __future__ import annotations

import asyncio
import base64
import os
import threading
import time
from collections.abc import Coroutine, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self, TypeVar

from choreographer import Browser, Tab
from choreographer.browsers import Chromium

from tests.internals import find_browser

T = TypeVar("T")
SECONDS = 20.0
WATCHED = ("Network.requestWillBeSent", "Log.entryAdded", "Runtime.exceptionThrown")

# Resolves when every figure of the page is drawn, or says why it is not.
DRAWN = """(async () => {
  for (let n = 0; n < 300; n++) {
    const open = document.querySelectorAll(
      ".timeline-figure:not(:has(.timeline-interactive)):not([data-timeline='failed'])");
    if (document.readyState === "complete" && !open.length) break;
    await new Promise((done) => setTimeout(done, 20));
  }
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return document.querySelectorAll(".timeline-interactive").length;
})()"""


class Shown(Chromium):
    """A browser with overlay scroll bars, so that pictures have the requested width."""

    def get_cli(self) -> list[str]:
        return [str(part) for part in super().get_cli()] + ["--hide-scrollbars"]


class Window:
    """A tab of a headless browser that is spoken to from ordinary code."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self._scripts = True
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        try:
            self._run(self._start())
        except TimeoutError:  # rarely a browser hangs as it starts; the next one does not
            self._browser.subprocess.kill()
            self._run(self._start())
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._run(self._browser.close())
        except TimeoutError:  # a busy machine: nothing of it is needed any more
            self._browser.subprocess.kill()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(SECONDS)
        self._loop.close()

    def open(
        self, address: str, *, width: int = 720, height: int = 900, media: str = "", **features: str
    ) -> int:
        """Open a page and wait for its figures; return how many of them are drawn."""
        self.asked.clear()
        self.complaints.clear()
        self.resize(width, height)
        self.emulate(media, **features)
        self.send("Page.navigate", url=address)
        for _ in range(400):
            if self.ask("document.readyState") == "complete":
                break
            time.sleep(0.01)
        return int(self.ask(DRAWN)) if self._scripts else 0

    def resize(self, width: int, height: int = 900) -> None:
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def emulate(self, media: str = "", **features: str) -> None:
        named = [{"name": key.replace("_", "-"), "value": value} for key, value in features.items()]
        self.send("Emulation.setEmulatedMedia", media=media, features=named)

    def scripts(self, on: bool) -> None:
        self._scripts = on
        self.send("Emulation.setScriptExecutionDisabled", value=not on)

    def ask(self, expression: str) -> Any:
        """Return what an expression of JavaScript gives, awaited."""
        reply = self.send(
            "Runtime.evaluate",
            expression=expression,
            awaitPromise=self._scripts,
            returnByValue=True,
        )
        assert "exceptionDetails" not in reply, reply["exceptionDetails"]
        return reply["result"].get("value")

    def picture(self, path: Path, *, whole: bool = True) -> None:
        data = self.send("Page.captureScreenshot", captureBeyondViewport=whole)["data"]
        path.write_bytes(base64.b64decode(data))

    def printed(self) -> bytes:
        return base64.b64decode(self.send("Page.printToPDF", printBackground=True)["data"])

    def press(self, key: str, times: int = 1) -> None:
        for _ in range(times):
            for kind in ("keyDown", "keyUp"):
                self.send("Input.dispatchKeyEvent", type=kind, key=key, code=key)

    def send(self, command: str, **params: Any) -> dict[str, Any]:
        reply = self._run(self._tab.send_command(command, params))
        assert "error" not in reply, (command, reply)
        result: dict[str, Any] = reply["result"]
        return result

    async def _start(self) -> None:
        self._browser = Browser(
            find_browser(), browser_cls=Shown, headless=True, enable_sandbox=os.geteuid() != 0
        )
        await self._browser.open()
        self._tab: Tab = await self._browser.create_tab("about:blank")
        for event in WATCHED:
            self._tab.subscribe(event, self._heard)
        for domain in ("Page", "Network", "Log", "Runtime"):
            await self._tab.send_command(f"{domain}.enable")

    async def _heard(self, event: Mapping[str, Any]) -> None:
        params = event["params"]
        if event["method"] == "Network.requestWillBeSent":
            self.asked.append(params["request"]["url"])
        elif event["method"] == "Log.entryAdded":
            self.complaints.append(params["entry"]["text"])
        else:
            self.complaints.append(str(params["exceptionDetails"].get("exception", params)))

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(SECONDS)


class _Quiet(SimpleHTTPRequestHandler):
    policy = ""

    def do_GET(self) -> None:
        if self.path == "/favicon.ico":  # a whole browser asks for it, whatever the page says
            self.send_response(204)
            self.end_headers()
        else:
            super().do_GET()

    def end_headers(self) -> None:
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served(folder: Path, policy: str = "") -> Iterator[str]:
    """Serve a folder on this machine alone, under a security policy; yield its address."""
    handler = type("Handler", (_Quiet,), {"policy": policy})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(SECONDS)
