"""Watch a gallery, serve it on this machine, and reload its pages after each build.

``watch`` takes the arguments of ``build`` and reports the result of each build; after an error in a
table it waits for the next save. ``serve`` also takes a port, and accepts connections from this
machine only. It serves the files of the build, and adds the reloading script as it sends a page.
"""

from __future__ import annotations

import json
import mimetypes
import re
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from timeline.errors import TimelineError, UsageError
from timeline.gallery.build import Built, Progress, build
from timeline.gallery.config import Entry, read_gallery
from timeline.gallery.lockfile import digest_of, files_of, record_file

LIVE_TAG = b'<script src="/_live.js"></script>'

#: Reloads a page after each build.
SCRIPT = Path(__file__).parents[1] / "html" / "script" / "live.js"

_PAGE = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{name}</title>
<style>
body{{margin:0 auto;padding:16px;max-width:1160px;font:16px/1.5 Inter,system-ui,sans-serif;
color:#1f1f1f;background:#fff}}
h1{{font-size:20px}} h2{{font-size:16px;margin:32px 0 4px}} p{{margin:0 0 8px}}
iframe{{width:100%;height:640px;border:1px solid #ccc;resize:both}} img{{max-width:100%}}
a{{color:#1a4f8b;margin-right:12px}}
</style>
<body>
<h1>{name}</h1>
{figures}
{live}
</body>
</html>
"""


def index(gallery: Path) -> str:
    """Return the page that lists the figures of a gallery, each with its files.

    Examples
    --------
    >>> "no/such/figures.toml: there is no such file" in index(Path("no/such/figures.toml"))
    True
    """
    try:
        figures = "\n".join(_figure(entry) for entry in read_gallery(gallery).entries)
    except TimelineError as error:
        figures = f"<p>{escape(str(error))}</p>"
    return _PAGE.format(name=escape(gallery.name), figures=figures, live=LIVE_TAG.decode())


def _figure(entry: Entry) -> str:
    files = {name: quote(f"{entry.name}.{name}") for name in entry.formats}
    links = " ".join(f'<a href="{file}">{name.upper()}</a>' for name, file in files.items())
    return f"<h2>{escape(entry.name)}</h2>\n<p>{links}</p>\n{_preview(entry, files)}"


def _preview(entry: Entry, files: dict[str, str]) -> str:
    title = escape(str(entry.options.get("title") or entry.name))
    if "html" in files:
        return f'<iframe src="{files["html"]}" title="{title}" loading="lazy"></iframe>'
    pictures = [name for name in files if name != "pdf"]
    return f'<img src="{files[pictures[0]]}" alt="{title}">' if pictures else ""


def message(build: str, problem: str) -> bytes:
    """Return the message about a build for pages, on one line.

    Examples
    --------
    >>> message("ab", "no table")
    b'{"build": "ab", "problem": "no table"}'
    """
    return json.dumps({"build": build, "problem": problem}).encode()


OnBuild = Callable[[Built | TimelineError], object]
#: Modification time, size and inode of each file.
State = dict[Path, tuple[int, int, int]]

_STEP = 0.1  # seconds between two checks of the files


def watch(
    gallery: str | Path = "data/figures.toml",
    *,
    out: str | Path | None = None,
    only: Iterable[str] = (),
    formats: Iterable[str] = (),
    force: bool = False,
    jobs: int | None = None,
    on_build: OnBuild | None = None,
    progress: Progress | None = None,
    until: Callable[[], bool] | None = None,
) -> None:
    """Build a gallery, and again whenever its description, a table or sources are saved.

    Parameters
    ----------
    gallery, out, only, formats, jobs, progress
        As for ``build``.
    force
        Build everything at first, changed or not.
    on_build
        Called with the result of each build, or with the error that stopped it.
    until
        Ends the watch when it returns true; by default only Ctrl-C ends it.

    Raises
    ------
    UsageError, ReadError
        The description is wrong at the start; later faults are reported instead.

    Examples
    --------
    >>> watch("data/figures.toml", on_build=print)  # doctest: +SKIP
    """
    gallery = read_gallery(gallery).path
    names, wanted = tuple(only), tuple(formats)
    before: State | None = None
    while until is None or not until():
        now = file_states(gallery)
        if now != before:
            before, anew = now, force and before is None
            try:
                result: Built | TimelineError = build(
                    gallery, out=out, only=names, formats=wanted, force=anew,
                    jobs=jobs, progress=progress,
                )  # fmt: skip
            except TimelineError as error:
                result = error
            if on_build:
                on_build(result)
        time.sleep(_STEP)


def file_states(gallery: str | Path) -> State:
    """Return the state of each file that a gallery reads; a change of it means a new build.

    Examples
    --------
    >>> list(file_states("no/such/figures.toml").values())
    [(0, 0, 0)]
    """
    path = Path(gallery)
    files = [path]
    try:
        described = read_gallery(path)
        for entry in described.entries:
            files += files_of(entry, path.parent)
    except TimelineError:  # a half-written file: wait for the next save
        pass
    return {file: _state(file) for file in files}


def _state(file: Path) -> tuple[int, int, int]:
    try:
        status = file.stat()
    except OSError:
        return 0, 0, 0
    return status.st_mtime_ns, status.st_size, status.st_ino


HOST = "127.0.0.1"
_OURS = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?", re.ASCII)
_PATIENCE = 10.0  # seconds in which a client must send its request


def serve(
    gallery: str | Path = "data/figures.toml",
    *,
    out: str | Path | None = None,
    only: Iterable[str] = (),
    formats: Iterable[str] = (),
    force: bool = False,
    jobs: int | None = None,
    port: int = 8000,
    on_start: Callable[[str], object] | None = None,
    on_build: OnBuild | None = None,
    progress: Progress | None = None,
    until: Callable[[], bool] | None = None,
) -> None:
    """Watch a gallery, and serve it on this machine; its pages reload after every build.

    Parameters
    ----------
    gallery, out, only, formats, force, jobs, on_build, progress, until
        As for ``watch``.
    port
        The port to serve at; 0 for any free one.
    on_start
        Called with the URL when the server has started.

    Raises
    ------
    UsageError
        The port cannot be used, or the description is wrong.
    ReadError
        The description cannot be read.

    Examples
    --------
    >>> serve("data/figures.toml", on_start=print)  # doctest: +SKIP
    http://127.0.0.1:8000/
    """
    described = read_gallery(gallery)
    server = GalleryServer(described.path, Path(out) if out is not None else described.out, port)

    def report(result: Built | TimelineError) -> None:
        server.report(result)
        if on_build:
            on_build(result)

    with server:
        if on_start:
            on_start(server.address)
        watch(gallery, out=out, only=only, formats=formats, force=force, jobs=jobs,
              on_build=report, progress=progress, until=until)  # fmt: skip


class GalleryServer(ThreadingHTTPServer):
    """The server of a gallery, on loopback alone.

    Examples
    --------
    >>> with GalleryServer(Path("figures.toml"), Path("out"), 0) as server:
    ...     server.address.startswith("http://127.0.0.1:")
    True
    """

    daemon_threads = True
    block_on_close = False

    def __init__(self, gallery: Path, folder: Path, port: int) -> None:
        self.gallery, self.folder = gallery, folder
        self.problem = ""
        try:
            super().__init__((HOST, port), _Handler)
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise UsageError(
                f"port {port} cannot be used: {reason.lower()} (give another, or 0 for any)"
            ) from error
        self.address = f"http://{HOST}:{self.server_address[1]}/"
        self._thread = threading.Thread(target=self.serve_forever, args=(0.1,), daemon=True)
        self._thread.start()

    def __exit__(self, *error: object) -> None:
        self.shutdown()
        self._thread.join()
        self.server_close()

    def report(self, result: Built | TimelineError) -> None:
        """Report the errors of a build on every open page."""
        failed = {} if isinstance(result, TimelineError) else result.failed
        texts = [f"{name}: {error}" for name, error in failed.items()]
        self.problem = str(result) if isinstance(result, TimelineError) else "\n".join(texts)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore a client that disconnected or sent an invalid request."""

    def state(self) -> bytes:
        """Return the message for pages: the current build and its errors."""
        return message(digest_of(record_file(self.folder, self.gallery)), self.problem)


class _Handler(BaseHTTPRequestHandler):
    """A request of a browser: the list of figures, a file of the build, or its state."""

    server: GalleryServer
    protocol_version = "HTTP/1.1"
    timeout = _PATIENCE

    def do_GET(self) -> None:
        """Answer requests to this machine by name: no page of another site may read files."""
        hosts = self.headers.get_all("Host", [])
        if len(hosts) != 1 or not _OURS.fullmatch(hosts[0]):
            self.send_error(403, "only this machine is served")
            return
        name = unquote(urlsplit(self.path).path).removeprefix("/")
        with suppress(ConnectionError):  # the browser may disconnect early
            if name == "_news":
                self._send(self.server.state(), "application/json")
            elif name == "_live.js":
                self._send(SCRIPT.read_bytes(), "text/javascript")
            elif name:
                self._file(name)
            else:
                self._send(index(self.server.gallery).encode(), "text/html; charset=utf-8")

    def do_HEAD(self) -> None:
        """Answer as to GET, without the body."""
        self.do_GET()

    def log_message(self, format: str, *args: Any) -> None:
        """Log nothing."""

    def _file(self, name: str) -> None:
        try:
            plain = not (set(name) & set("/\\:\0") or name.startswith("."))
            path = self.server.folder / name
            data = path.read_bytes() if plain and path.is_file() else None
        except (OSError, ValueError):  # an invalid name, or a file just removed
            data = None
        if data is None:
            self.send_error(404, "no file of this gallery")
            return
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
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
        if self.command != "HEAD":
            self.wfile.write(data)
