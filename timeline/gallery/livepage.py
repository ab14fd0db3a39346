"""What the author's browser is sent besides the figures: a list of them, and what keeps it live.

It takes the file that describes the gallery; returns a page, a script, a message.
"""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from urllib.parse import quote

from timeline.errors import TimelineError
from timeline.gallery.entries import Entry, read_gallery

__all__ = ["LIVE_TAG", "SCRIPT", "index", "message"]

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
  new EventSource("/_news").onmessage = (event) => {
    const news = JSON.parse(event.data);
    if (seen !== undefined && news.build !== seen) location.reload();
    seen = news.build;
    bar.textContent = news.problem;
    news.problem ? document.body.append(bar) : bar.remove();
  };
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
    """Return what a page is told of a build, on one line.

    Examples
    --------
    >>> message("ab", "no table")
    b'{"build": "ab", "problem": "no table"}'
    """
    return json.dumps({"build": build, "problem": problem}).encode()
