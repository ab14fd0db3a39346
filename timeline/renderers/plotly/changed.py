"""Draw plotly figures that are not ours, or not ours any more: kaleido, and so a browser.

Only here does a browser start, and only for such a figure. kaleido runs in a process of its own,
through its public interface: a browser that hangs is ended with it after a time limit, and leaves
neither processes nor half-written files. Takes a figure as a dictionary; returns bytes by format.
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
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from timeline.errors import BrowserError, ExportError
from timeline.files import clear_leftovers, temporary_prefix
from timeline.typography.faces import font_face_css

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
#: Seconds that a figure may take, the start of the browser included.
PATIENCE = 90.0
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
    patience: float = PATIENCE,
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
    patience
        Seconds after which the browser is ended.

    Raises
    ------
    BrowserError
        If there is no browser, or it does not answer in time.
    ExportError
        If the figure cannot be drawn.
    """
    asked = {
        "figure": figure, "formats": sorted(formats), "width": width, "height": height,
        "scale": scale,
    }  # fmt: skip
    clear_leftovers()
    with tempfile.TemporaryDirectory(
        prefix=temporary_prefix(), ignore_cleanup_errors=True
    ) as folder:
        told = _run(json.dumps(asked), folder, patience)
    if "error" in told:
        kind = BrowserError if told["browser"] else ExportError
        raise kind(f"{_name(figure)} cannot be drawn: {told['error']}")
    made = {name: base64.b64decode(data) for name, data in told["files"].items()}
    if "pdf" in made:  # the length stays, because a PDF finds its parts by their places
        made["pdf"] = _PDF_DATE.sub(_undated, made["pdf"])
    return made


def _run(asked: str, folder: str, patience: float) -> dict[str, Any]:
    """Run kaleido in a process group of its own, which ends as a whole."""
    browser = find_browser()
    environment = {**os.environ, "TMPDIR": folder, "TEMP": folder}
    environment |= {"BROWSER_PATH": browser} if browser else {}
    process = subprocess.Popen(
        [sys.executable, "-m", __name__],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env=environment, text=True, start_new_session=True,
    )  # fmt: skip
    try:
        output, _ = process.communicate(asked, timeout=patience)
        return dict(json.loads(output))
    except subprocess.TimeoutExpired:
        return {"error": f"the browser took more than {patience:g} seconds", "browser": True}
    except ValueError:
        return {"error": f"kaleido ended with code {process.returncode}", "browser": True}
    finally:
        _end(process)


def _end(process: subprocess.Popen[str]) -> None:
    """End a process with the browser that it started."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    else:  # Windows: the tree below the process
        command = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(command, capture_output=True, check=False)
    process.kill()
    process.communicate()


def _name(figure: Mapping[str, Any]) -> str:
    title = (figure.get("layout") or {}).get("title") or ""
    text = str(title.get("text") or "") if isinstance(title, Mapping) else str(title)
    return f'the figure "{text}"' if text else "the figure"


def _undated(found: re.Match[bytes]) -> bytes:
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


def _draw_all(asked: Mapping[str, Any]) -> dict[str, str]:
    """Draw a figure in all its formats with one browser; kaleido's side of the process."""
    import kaleido
    from plotly.graph_objects import Figure

    Figure(asked["figure"])  # kaleido draws nothing of what is wrong, and reports success
    others, text = [], json.dumps(asked["figure"], ensure_ascii=False)
    if "Inter" in text:
        script = Path(tempfile.mkdtemp()) / "font.js"
        script.write_text(_font_script(text), encoding="utf-8")
        others.append(script.as_uri())
    page = kaleido.PageGenerator(mathjax=False, others=others)
    kaleido.start_sync_server(n=1, page_generator=page, silence_warnings=True)
    sizes = {key: asked[key] for key in ("width", "height") if asked[key]}
    scale = dict.fromkeys(("png", "webp", "jpeg"), asked["scale"])  # a drawing has its own size
    try:
        return {
            name: base64.b64encode(
                kaleido.calc_fig_sync(
                    asked["figure"], opts={"format": name, "scale": scale.get(name, 1), **sizes}
                )
            ).decode()
            for name in asked["formats"]
        }
    finally:
        kaleido.stop_sync_server(silence_warnings=True)


def _main() -> None:
    """Read a figure from standard input, and write its files to standard output, as JSON."""
    asked = json.load(sys.stdin)
    try:
        if not find_browser():
            from choreographer.browsers import Chromium

            # With BROWSER_PATH it returns a path that nobody looked at, and the next call hangs.
            path = Chromium.find_browser(skip_local=False)
            if not path or not Path(path).is_file():
                raise BrowserError(f"no browser was found. {HOW_TO_GET}")
        told: dict[str, Any] = {"files": _draw_all(asked)}
    except Exception as error:
        lines = [line.strip() for line in str(error).splitlines() if line.strip()]
        told = {"error": " ".join(lines[:3]) or type(error).__name__}
        told["browser"] = isinstance(error, BrowserError) or "Browser" in type(error).__name__
    sys.stdout.write(json.dumps(told))
    sys.stdout.flush()
    os._exit(0)  # whatever the browser still does: its process group ends next


if __name__ == "__main__":
    _main()
