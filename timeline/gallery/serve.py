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

__all__ = [
    "HOST",
    "LIVE_TAG",
    "SCRIPT",
    "Show",
    "Told",
    "index",
    "message",
    "saved",
    "serve",
    "watch",
]

LIVE_TAG = b'<script src="/_live.js"></script>'

#: Shows a page anew when there is another build, and what is wrong while there is none.
SCRIPT = """\
if (top === self) {
  const bar = document.createElement("pre");
  bar.setAttribute("role", "alert");
  bar.style.cssText = "position:fixed;inset:auto 0 0 0;margin:0;padding:12px 16px;" +
    "max-height:40vh;overflow:auto;white-space:pre-wrap;background:#7a1420;color:#fff;" +
    "font:14px/1.4 monospace";
  let seen;
  const ask = async () => {
    try {
      const news = await (await fetch("/_news")).json();
      if (seen !== undefined && news.build !== seen) location.reload();
      seen = news.build;
      bar.textContent = news.problem;
      news.problem ? document.body.append(bar) : bar.remove();
    } catch {
      // the server has ended, or begins anew
    }
    setTimeout(ask, 500);
  };
  ask();
}
"""

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
    return f"<h2>{escape(entry.name)}</h2>\n<p>{links}</p>\n{_shown(entry, files)}"


def _shown(entry: Entry, files: dict[str, str]) -> str:
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


Told = Callable[[Built | TimelineError], object]
#: What tells a saved file from the one before, by its path.
State = dict[Path, tuple[int, int, int]]

_STEP = 0.1  # seconds between two looks


def watch(
    gallery: str | Path = "data/figures.toml",
    *,
    out: str | Path | None = None,
    only: Iterable[str] = (),
    formats: Iterable[str] = (),
    force: bool = False,
    jobs: int | None = None,
    told: Told | None = None,
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
    told
        Called with what each build made, or with the error that stopped it.
    until
        Ends the watch when it returns true; by default it ends by Ctrl-C alone.

    Raises
    ------
    UsageError, ReadError
        The description is wrong at the start; later faults are reported instead.

    Examples
    --------
    >>> watch("data/figures.toml", told=print)  # doctest: +SKIP
    """
    gallery = read_gallery(gallery).path
    names, wanted = tuple(only), tuple(formats)
    before: State | None = None
    while until is None or not until():
        now = saved(gallery)
        if now != before:
            before, anew = now, force and before is None
            try:
                result: Built | TimelineError = build(
                    gallery, out=out, only=names, formats=wanted, force=anew,
                    jobs=jobs, progress=progress,
                )  # fmt: skip
            except TimelineError as error:
                result = error
            if told:
                told(result)
        time.sleep(_STEP)


def saved(gallery: str | Path) -> State:
    """Return what tells each file of a gallery from the one before; no file is read twice.

    Examples
    --------
    >>> list(saved("no/such/figures.toml").values())
    [(0, 0, 0)]
    """
    path = Path(gallery)
    files = [path]
    try:
        described = read_gallery(path)
        for entry in described.entries:
            files += files_of(entry, path.parent)
    except TimelineError:  # a half-written description: the next save is waited for
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
_PATIENCE = 10.0  # seconds in which a client says what it wants


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
        self.shutdown()
        self._thread.join()
        self.server_close()

    def follow(self, result: Built | TimelineError) -> None:
        """Take what came of a build, and tell every page that is open."""
        failed = {} if isinstance(result, TimelineError) else result.failed
        texts = [f"{name}: {error}" for name, error in failed.items()]
        self.problem = str(result) if isinstance(result, TimelineError) else "\n".join(texts)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a client that went away or spoke nonsense: the others are served."""

    def state(self) -> bytes:
        """Return the message for a page: the current build, and what is wrong."""
        return message(digest_of(record_file(self.folder, self.gallery)), self.problem)


class _Answer(BaseHTTPRequestHandler):
    """One question of a browser: the list of figures, a file of the build, or the news."""

    server: Show
    protocol_version = "HTTP/1.1"
    timeout = _PATIENCE

    def do_GET(self) -> None:
        """Answer, to this machine and no other name of it: a page elsewhere may not ask."""
        hosts = self.headers.get_all("Host", [])
        if len(hosts) != 1 or not _OURS.fullmatch(hosts[0]):
            self.send_error(403, "only this machine is served")
            return
        name = unquote(urlsplit(self.path).path).removeprefix("/")
        with suppress(ConnectionError):  # it may leave before all is sent
            if name == "_news":
                self._send(self.server.state(), "application/json")
            elif name == "_live.js":
                self._send(SCRIPT.encode(), "text/javascript")
            elif name:
                self._file(name)
            else:
                self._send(index(self.server.gallery).encode(), "text/html; charset=utf-8")

    def do_HEAD(self) -> None:
        """Answer as to GET, without the body."""
        self.do_GET()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: what is asked is nobody's news."""

    def _file(self, name: str) -> None:
        data = b""
        try:
            plain = not (set(name) & set("/\\:\0") or name.startswith("."))
            file = (self.server.folder / name).resolve()  # a link may lead out of the folder
            found = plain and file.parent == self.server.folder.resolve() and file.is_file()
            data = file.read_bytes() if found else b""
        except (OSError, ValueError):  # a name that no file can have, or one that is just gone
            found = False
        if not found:
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
