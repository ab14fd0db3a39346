"""Draw plotly figures that we did not make or that a user changed, with kaleido and a browser.

Only such figures start a browser. kaleido runs in its own process, through its public interface: a
browser that hangs is ended with it after a time limit, and leaves neither processes nor
half-written files. Takes a figure as a dictionary; returns bytes by format.
"""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from timeline.errors import BrowserError, ExportError
from timeline.files import clear_leftovers, temporary_prefix
from timeline.typography.font import font_face_css

__all__ = ["draw", "find_browser"]

#: The shell comes first: it starts in half the time of a whole browser.
PROGRAMS = (
    "chromium-headless-shell",
    "chrome-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
)
#: Seconds for each attempt, the start of the browser included. Rarely a browser hangs as it starts;
#: the next one does not.
TIMEOUTS = (40.0, 90.0)
#: Where kaleido's process notes the processes that it starts, in its temporary folder.
PROCESSES = "processes"
HOW_TO_GET = """\
Figures of timeline that nobody changed are drawn without a browser; this one is not one of them.
  apt-get install chromium-headless-shell   (or chromium)
  plotly_get_chrome                         (downloads one for this user)
  BROWSER_PATH=/path/to/chromium            (one that is elsewhere)"""

_PDF_DATE = re.compile(rb"/(CreationDate|ModDate) ?\(D:[^)]*\)")


def find_browser() -> str:
    """Return the path of the browser that kaleido would start; "" where none is on the machine.

    Examples
    --------
    >>> isinstance(find_browser(), str)
    True
    """
    wanted = os.environ.get("BROWSER_PATH", "")
    if wanted:
        return shutil.which(wanted) or ""
    return next((path for name in PROGRAMS if (path := shutil.which(name))), "")


def draw(
    figure: Mapping[str, Any],
    formats: Collection[str],
    *,
    width: float | None = None,
    height: float | None = None,
    scale: float = 2.0,
    timeouts: Sequence[float] = TIMEOUTS,
) -> dict[str, bytes]:
    """Return a plotly figure in several formats.

    Parameters
    ----------
    figure
        The figure as plain dicts.
    formats
        Of ``svg``, ``pdf``, ``png``, ``webp`` and ``jpeg``.
    width, height
        Pixels; the figure's own by default.
    scale
        Pixels of a raster for one of the figure.
    timeouts
        Seconds after which the browser is ended, one number an attempt.

    Raises
    ------
    BrowserError
        If there is no browser, or none answers in time.
    ExportError
        If the figure cannot be drawn.
    """
    request = {
        "figure": figure, "formats": sorted(formats), "width": width, "height": height,
        "scale": scale,
    }  # fmt: skip
    clear_leftovers()
    for seconds in timeouts:
        with tempfile.TemporaryDirectory(
            prefix=temporary_prefix(), ignore_cleanup_errors=True
        ) as folder:
            answer = _run(json.dumps(request), folder, seconds)
        if answer is not None:
            break
    else:
        limits = " and ".join(f"{seconds:g}" for seconds in timeouts)
        answer = {"error": f"the browser took more than {limits} seconds", "browser": True}
    if "error" in answer:
        kind = BrowserError if answer["browser"] else ExportError
        raise kind(f"{_name(figure)} cannot be drawn: {answer['error']}")
    files = {name: base64.b64decode(data) for name, data in answer["files"].items()}
    if "pdf" in files:  # the length stays, because a PDF finds its parts by their places
        files["pdf"] = _PDF_DATE.sub(_without_date, files["pdf"])
    return files


def _run(request: str, folder: str, seconds: float) -> dict[str, Any] | None:
    """Run kaleido in a process of its own, which ends with its browser; None after a timeout."""
    browser = find_browser()
    environment = {**os.environ, "TMPDIR": folder, "TEMP": folder}
    environment |= {"BROWSER_PATH": browser} if browser else {}
    process = subprocess.Popen(
        [sys.executable, "-m", __name__],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env=environment, text=True, start_new_session=True,
    )  # fmt: skip
    try:
        output, _ = process.communicate(request, timeout=seconds)
        return dict(json.loads(output))
    except subprocess.TimeoutExpired:
        return None
    except ValueError:
        return {"error": f"kaleido ended with code {process.returncode}", "browser": True}
    finally:
        _end(process, Path(folder) / PROCESSES)


def _end(process: subprocess.Popen[str], processes: Path) -> None:
    """End a process with the browser that it started, which has a process group of its own."""
    if hasattr(os, "killpg"):
        browsers = processes.read_text().split() if processes.exists() else ()
        for group in (process.pid, *map(int, browsers)):
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(group, signal.SIGKILL)
    else:  # Windows: the tree below the process
        command = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(command, capture_output=True, check=False)
    process.kill()
    process.communicate()


def _name(figure: Mapping[str, Any]) -> str:
    title = (figure.get("layout") or {}).get("title") or ""
    text = str(title.get("text") or "") if isinstance(title, Mapping) else str(title)
    return f'the figure "{text}"' if text else "the figure"


def _without_date(found: re.Match[bytes]) -> bytes:
    start, _, date = found.group().partition(b"D:")
    return start + b"D:" + b"20000101000000+00'00'"[: len(date) - 1].ljust(len(date) - 1) + b")"


def _font_script(figure: str) -> str:
    """Return a script that gives our font to the page, and to each SVG that is written of it.

    Texts are then as wide as we measured. A raster is made of that SVG, which as an image has no
    fonts but its own.
    """
    css = json.dumps(font_face_css([figure]) + "text{text-rendering:geometricPrecision}")
    return f"""
const style = document.createElement("style");
style.textContent = {css};
document.head.append(style);
for (const weight of [400, 600]) document.fonts.load(weight + " 12px Inter");
const {{ serializeToString }} = XMLSerializer.prototype;
XMLSerializer.prototype.serializeToString = function (node) {{
  const text = serializeToString.call(this, node);
  return text.replace(/^<svg [^>]*>/, (head) => head + "<style>" + style.textContent + "</style>");
}};
"""


def _draw_all(request: Mapping[str, Any]) -> dict[str, str]:
    """Draw a figure in all its formats with one browser; kaleido's side of the process."""
    import kaleido
    from plotly.graph_objects import Figure

    Figure(request["figure"])  # kaleido draws nothing of what is wrong, and reports success
    others, text = [], json.dumps(request["figure"], ensure_ascii=False)
    if "Inter" in text:
        script = Path(tempfile.mkdtemp()) / "font.js"
        script.write_text(_font_script(text), encoding="utf-8")
        others.append(script.as_uri())
    page = kaleido.PageGenerator(mathjax=False, others=others)
    kaleido.start_sync_server(n=1, page_generator=page, silence_warnings=True)
    sizes = {key: request[key] for key in ("width", "height") if request[key]}
    scale = dict.fromkeys(("png", "webp", "jpeg"), request["scale"])  # a drawing has its own size
    try:
        return {
            name: base64.b64encode(
                kaleido.calc_fig_sync(
                    request["figure"], opts={"format": name, "scale": scale.get(name, 1), **sizes}
                )
            ).decode()
            for name in request["formats"]
        }
    finally:
        kaleido.stop_sync_server(silence_warnings=True)


def _note_processes() -> None:
    """Note each process that is started from here on, so that it can be ended with this one."""
    start = subprocess.Popen.__init__

    def start_and_note(self: subprocess.Popen[Any], *args: Any, **options: Any) -> None:
        start(self, *args, **options)
        with (Path(tempfile.gettempdir()) / PROCESSES).open("a") as file:
            print(self.pid, file=file)

    subprocess.Popen.__init__ = start_and_note  # type: ignore[method-assign]


def _main() -> None:
    """Read a figure from standard input, and write its files to standard output, as JSON."""
    _note_processes()
    request = json.load(sys.stdin)
    try:
        if not find_browser():
            from choreographer.browsers import Chromium

            # With BROWSER_PATH it returns a path that nobody looked at, and the next call hangs.
            path = Chromium.find_browser(skip_local=False)
            if not path or not Path(path).is_file():
                raise BrowserError(f"no browser was found. {HOW_TO_GET}")
        answer: dict[str, Any] = {"files": _draw_all(request)}
    except Exception as error:
        lines = [line.strip() for line in str(error).splitlines() if line.strip()]
        answer = {"error": " ".join(lines[:3]) or type(error).__name__}
        answer["browser"] = isinstance(error, BrowserError) or "Browser" in type(error).__name__
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()
    os._exit(0)  # whatever the browser still does: its process group ends next


if __name__ == "__main__":
    _main()
