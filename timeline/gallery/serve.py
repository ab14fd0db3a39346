"""A gallery in the browser of its author: built when saved, shown anew when built.

It takes what ``watch`` takes and a port, and serves on this machine alone. The files are those of
the build; what makes a page live is added as it is sent.
"""

from __future__ import annotations

import mimetypes
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from timeline.errors import TimelineError, UsageError
from timeline.gallery.building import Built, Progress
from timeline.gallery.entries import read_gallery
from timeline.gallery.livepage import LIVE_TAG, SCRIPT, index, message
from timeline.gallery.record import digest_of, record_file
from timeline.gallery.watch import Told, watch

__all__ = ["HOST", "Show", "serve"]

HOST = "127.0.0.1"
_OURS = (HOST, "localhost", "[::1]")
_ALIVE = 10.0  # seconds after which a silent line is spoken on, so that it is not given up


def serve(
    gallery: str | Path = "data/figures.toml",
    *,
    out: str | Path | None = None,
    only: Iterable[str] = (),
    formats: Iterable[str] = (),
    force: bool = False,
    jobs: int | None = None,
    port: int = 8000,
    opened: Callable[[str], object] | None = None,
    told: Told | None = None,
    progress: Progress | None = None,
    until: Callable[[], bool] | None = None,
) -> None:
    """Watch a gallery, and show it at an address of this machine that follows every build.

    Parameters
    ----------
    gallery, out, only, formats, force, jobs, told, progress, until
        As for ``watch``.
    port
        The port to serve at; 0: any that is free.
    opened
        Called with the address when it is served.

    Raises
    ------
    UsageError
        The port cannot be had, or the description is wrong.
    ReadError
        The description cannot be read.

    Examples
    --------
    >>> serve("data/figures.toml", opened=print)  # doctest: +SKIP
    http://127.0.0.1:8000/
    """
    described = read_gallery(gallery)
    show = Show(described.path, Path(out) if out is not None else described.out, port)

    def follow(result: Built | TimelineError) -> None:
        show.follow(result)
        if told:
            told(result)

    with show:
        if opened:
            opened(show.address)
        watch(gallery, out=out, only=only, formats=formats, force=force, jobs=jobs,
              told=follow, progress=progress, until=until)  # fmt: skip


class Show(ThreadingHTTPServer):
    """The server of a gallery, on loopback alone.

    Examples
    --------
    >>> with Show(Path("figures.toml"), Path("out"), 0) as show:
    ...     show.address.startswith("http://127.0.0.1:")
    True
    """

    daemon_threads = True
    block_on_close = False

    def __init__(self, gallery: Path, folder: Path, port: int) -> None:
        self.gallery, self.folder = gallery, folder
        self.problem = ""
        self.over = False
        self.turns = 0
        self.turned = threading.Condition()
        try:
            super().__init__((HOST, port), _Answer)
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise UsageError(
                f"port {port} cannot be had: {reason.lower()} (give another, or 0 for any)"
            ) from error
        self.address = f"http://{HOST}:{self.server_address[1]}/"
        self._thread = threading.Thread(target=self.serve_forever, args=(0.1,), daemon=True)
        self._thread.start()

    def __exit__(self, *error: object) -> None:
        with self.turned:
            self.over = True
            self.turned.notify_all()
        self.shutdown()
        self._thread.join()
        self.server_close()

    def follow(self, result: Built | TimelineError) -> None:
        """Take what came of a build, and tell every page that is open."""
        failed = {} if isinstance(result, TimelineError) else result.failed
        told = [f"{name}: {error}" for name, error in failed.items()]
        with self.turned:
            self.problem = str(result) if isinstance(result, TimelineError) else "\n".join(told)
            self.turns += 1
            self.turned.notify_all()

    def after(self, turn: int) -> int:
        """Wait for the next build after one, but not for ever; return its number."""
        with self.turned:
            self.turned.wait_for(lambda: self.over or self.turns != turn, _ALIVE)
            return self.turns

    def state(self) -> bytes:
        """Return what a page is told: which build there is, and what is wrong."""
        return message(digest_of(record_file(self.folder, self.gallery)), self.problem)


class _Answer(BaseHTTPRequestHandler):
    """One question of a browser: the list of figures, a file of the build, or the news."""

    server: Show
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer, to this machine and no other name of it: a page elsewhere may not ask."""
        if self.headers.get("Host", "").rpartition(":")[0] not in _OURS:
            self.send_error(403, "only this machine is served")
            return
        name = unquote(urlsplit(self.path).path).removeprefix("/")
        with suppress(ConnectionError):  # it may leave before we have told all
            if name == "_news":
                self._news()
            elif name == "_live.js":
                self._send(SCRIPT.encode(), "text/javascript")
            elif name:
                self._file(name)
            else:
                self._send(index(self.server.gallery).encode(), "text/html; charset=utf-8")

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: what is asked is nobody's news."""

    def _file(self, name: str) -> None:
        path = self.server.folder / name
        if "/" in name or "\\" in name or name.startswith(".") or not path.is_file():
            self.send_error(404, "no file of this gallery")
            return
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        data = path.read_bytes()
        if kind == "text/html":
            data, kind = data.replace(b"</body>", LIVE_TAG + b"</body>"), f"{kind}; charset=utf-8"
        self._send(data, kind)

    def _send(self, data: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(data)

    def _news(self) -> None:
        """Tell how it stands, and again whenever that changes, until the page leaves."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        told, show = -1, self.server
        while not show.over:
            told = show.after(told)
            self.wfile.write(b"data: " + show.state() + b"\n\n")
            self.wfile.flush()
