"""Generate the reference pages of the documentation.

``docs/commands.md`` comes from the help of the commands, ``docs/figures.md`` from the keys of a
gallery, ``docs/api.md`` from public docstrings, ``docs/gallery.md`` from the gallery. A test
compares them with the committed pages; run this after a change.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from html import escape
from inspect import getdoc, isclass, isfunction, signature
from pathlib import Path

import click

import timeline
from timeline.cli import main as cli
from timeline.gallery.config import _OWN as OWN
from timeline.gallery.config import _TOP as TOP
from timeline.options import CHART_OPTIONS, PANEL_OPTIONS, READING, Option, names_of

ROOT = Path(__file__).parents[1]
WIDTH = 88


def commands() -> str:
    """Return the reference of the command line."""
    parts = [
        "# The command line",
        "Commands and options have the same names in the package: "
        '`timeline gantt --since 1953` is `tl.gantt(events, since="1953")`.',
    ]
    settings = {**cli.context_settings, "max_content_width": WIDTH, "terminal_width": WIDTH}
    top = click.Context(cli, info_name="timeline", **settings)
    for name, command in sorted(cli.commands.items()):
        context = click.Context(command, info_name=name, parent=top, **settings)
        lines = [line.rstrip() for line in command.get_help(context).splitlines()]
        parts.append(f"## timeline {name}\n\n```text\n" + "\n".join(lines) + "\n```")
    return "\n\n".join(parts) + "\n"


def gallery() -> str:
    """Return the gallery, with the title and alternative text of each figure."""
    text = (ROOT / "data" / "figures.toml").read_text(encoding="utf-8")
    parts = [
        "# The gallery",
        "`timeline build data/figures.toml` builds these figures. "
        "Click on a figure to see it with its notes, description and data.",
    ]
    for entry in tomllib.loads(text)["figure"]:
        name, title = entry["name"], escape(entry.get("title", entry["name"]))
        parts.append(f'## {title}\n\n<a href="exports/{name}.html">{picture(name)}</a>')
    return "\n\n".join(parts) + "\n"


def picture(name: str) -> str:
    """Return the picture of an article's figure: for pages and phones, light and dark."""
    article = (ROOT / "exports" / f"{name}.embed.html").read_text(encoding="utf-8")
    element = re.search(r"<picture>.*?</picture>", article, re.DOTALL)
    if element is None:
        raise ValueError(f"exports/{name}.embed.html: no <picture>; build the gallery again")
    return re.sub(r'(src|srcset)="', r'\1="exports/', element[0])


#: Keys of a figure that are not options of its chart.
FIGURE_KEYS = {
    "name": "The name of its files. Required.",
    "chart": "`gantt`, `bars` or `panels`. Required.",
    "table": "The table, relative to the folder of this file. Required.",
    "formats": 'File formats: `["html"]` by default; also svg, png, pdf, webp, jpeg.',
    "scale": "Raster pixels per pixel of the figure; 2 by default.",
    "embed": "Files for articles: html, iframe, markdown, myst, quarto, latex, wikitext.",
    "paper": "Page size for PDF: a3, a4, letter, or landscape, as in a4-landscape.",
}
MAPPING = "A table of our columns to the file's, a TOML file, or the name of a built-in mapping."
#: Keys that are allowed only at the top.
TOP_KEYS = {
    "figure": "A figure: one `[[figure]]` each.",
    "out": "The output folder, relative to the folder of this file; `exports` by default.",
    "script": "Where pages load their script from: `shared` (default), `inline` or `cdn`.",
}
BOTH = "A default for every figure."


def figures() -> str:
    """Return the reference of a gallery's keys, from the list that validates galleries."""
    check_keys()
    parts = [
        "# figures.toml",
        "`figures.toml` describes the figures of a folder; `timeline build` draws those that "
        "changed. `timeline new` writes an example. Paths are relative to the file's folder.",
        "## At the top",
        key_table({**TOP_KEYS, **{name: BOTH for name in TOP if name not in TOP_KEYS}}),
        "## Every figure",
        key_table(FIGURE_KEYS),
        "## Reading the table",
        key_table({**helps(READING), "mapping": MAPPING}),
    ]
    for chart, options in CHART_OPTIONS.items():
        keys = helps(options)
        if chart == "panels":
            keys["charts"] += " Each is a `[[figure.charts]]`, as below."
        parts += [f'## chart = "{chart}"', key_table(keys)]
    rows = {name: ", ".join(f"`{key}`" for key in keys) for name, keys in PANEL_OPTIONS.items()}
    return "\n\n".join([*parts, "## Charts of panels", key_table(rows)]) + "\n"


def helps(options: Iterable[Option]) -> dict[str, str]:
    """Return the help texts of options by key."""
    return {one.name: one.help.replace("; may be repeated", " (or a list)") for one in options}


def check_keys() -> None:
    """Check that the page documents exactly the keys that exist.

    Raises
    ------
    ValueError
        If a key is missing or unknown.
    """
    if {*FIGURE_KEYS, *names_of(READING)} != set(OWN) or not set(TOP_KEYS) <= set(TOP):
        raise ValueError("FIGURE_KEYS and TOP_KEYS differ from timeline.gallery.config")


def key_table(keys: Mapping[str, str]) -> str:
    """Return keys and their descriptions as a table."""
    rows = [f"| `{key}` | {' '.join(text.split()).replace('|', chr(92) + '|')} |"
            for key, text in keys.items()]  # fmt: skip
    return "\n".join(["| key | |", "|---|---|", *rows])


def api() -> str:
    """Return the reference of the public API."""
    parts = ["# The package", "All of it is under `import timeline as tl`."]
    for name in sorted(timeline.__all__):
        value = getattr(timeline, name)
        shown = f"{name}{signature(value)}" if isfunction(value) else name
        shown = re.sub(r"((?::|->) )'([^']*)'", r"\1\2", shown)  # annotations are strings
        text = getdoc(value) if isfunction(value) or isclass(value) else ""
        parts += [
            f"## {name}",
            *([f"```text\n{wrapped(shown)}\n```"] if isfunction(value) else []),
        ]
        parts.append(as_markdown(text or "A mapping of the built-in themes by name."))
    return "\n\n".join(parts) + "\n"


def wrapped(shown: str) -> str:
    """Return a signature, with one argument per line if it is long."""
    if len(shown) <= WIDTH:
        return shown
    head, _, rest = shown.partition("(")
    arguments, _, returned = rest.rpartition(")")
    # Split at commas between arguments, but not inside brackets and quotes.
    split = re.split(r",\s+(?=\*?\w+[:,=]|\*$|\*,|\*\*)(?![^\[]*\])", arguments)
    return f"{head}(\n" + "".join(f"    {one},\n" for one in split) + f"){returned}"


def as_markdown(text: str) -> str:
    """Convert a docstring to Markdown: parameters as a list, examples as code."""
    text = re.sub(r"``(.+?)``", r"`\1`", text)
    summary, *sections = re.split(r"\n(\w+)\n-+\n", f"{text}\n")
    parts = [literal(summary.strip())]
    for title, body in zip(sections[::2], sections[1::2], strict=True):
        parts.append(f"**{title}**")
        if title == "Examples":
            parts.append(f"```pycon\n{body.strip()}\n```")
            continue
        entries = re.split(r"\n(?=\S)", body.strip())
        items = (entry.partition("\n") for entry in entries)
        parts.append("\n".join(f"- `{head}`: {' '.join(rest.split())}" for head, _, rest in items))
    return "\n\n".join(parts)


def literal(summary: str) -> str:
    """Return text with its indented diagrams as code blocks."""
    drawing = re.compile(r"::\n\n((?:    .*\n?|\n)+)")
    return drawing.sub(lambda one: f":\n\n```text\n{one[1].rstrip()}\n```\n\n", summary)


PAGES = {"api.md": api, "commands.md": commands, "figures.md": figures, "gallery.md": gallery}


def main() -> None:
    """Write every page."""
    for name, page in PAGES.items():
        (ROOT / "docs" / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
