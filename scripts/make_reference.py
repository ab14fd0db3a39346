"""Write the pages of the documentation that are made of the program itself.

``docs/commands.md`` is what every command says of itself, ``docs/gallery.md`` what the
gallery describes. A test compares them with what is committed; run this after a change.
"""

from __future__ import annotations

import re
import tomllib
from html import escape
from pathlib import Path

import click

from timeline.cli import main as cli

ROOT = Path(__file__).parents[1]
WIDTH = 88


def commands() -> str:
    """Return the reference of the command line."""
    parts = [
        "# The command line",
        "Every command does one thing that the package does, too, under the same names: "
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
    """Return the gallery, each figure with what describes it."""
    text = (ROOT / "data" / "figures.toml").read_text(encoding="utf-8")
    parts = [
        "# The gallery",
        "Every figure is built by `timeline build data/figures.toml`. "
        "Click one to read it with its notes, its description and its data.",
    ]
    for entry in tomllib.loads(text)["figure"]:
        name, title = entry["name"], escape(entry.get("title", entry["name"]))
        parts.append(f'## {title}\n\n<a href="exports/{name}.html">{picture(name)}</a>')
    return "\n\n".join(parts) + "\n"


def picture(name: str) -> str:
    """Return the picture of a figure as articles have it: for pages and phones, light and dark."""
    article = (ROOT / "exports" / f"{name}.embed.html").read_text(encoding="utf-8")
    found = re.search(r"<picture>.*?</picture>", article, re.DOTALL)
    if found is None:
        raise ValueError(f"exports/{name}.embed.html: no <picture>; build the gallery anew")
    return re.sub(r'(src|srcset)="', r'\1="exports/', found[0])


PAGES = {"commands.md": commands, "gallery.md": gallery}


def main() -> None:
    """Write every page."""
    for name, made in PAGES.items():
        (ROOT / "docs" / name).write_text(made(), encoding="utf-8")


if __name__ == "__main__":
    main()
