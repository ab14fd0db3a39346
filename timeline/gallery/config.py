"""The file that describes figures (``figures.toml``): read, checked, as frozen entries.

It is read without pandas and plotly, so that a build with nothing to do is quick.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from timeline.errors import ReadError, UsageError, did_you_mean
from timeline.export.files import FORMATS
from timeline.files import read_text
from timeline.layout.sizes import PAPERS

__all__ = ["CHART_OPTIONS", "EMBEDS", "Entry", "Gallery", "outputs_of", "read_gallery"]

_SHARED = (
    "group", "side", "kind", "place", "where", "since", "until", "title", "subtitle", "source",
    "notes", "width", "theme", "language", "color_by", "sides",
)  # fmt: skip

#: The options of each chart that an entry may give; a test compares them with the functions.
CHART_OPTIONS: Mapping[str, tuple[str, ...]] = {
    "gantt": (*_SHARED, "order", "labels", "height", "fold", "nights"),
    "bars": (
        *_SHARED, "measure", "by", "across", "period", "stack", "per_day", "log", "combine",
        "order", "horizontal",
    ),
    "panels": (*_SHARED, "charts", "nights"),
}  # fmt: skip

#: The kinds of snippets that an entry may ask for; a test compares them with those we write.
EMBEDS = ("html", "iframe", "markdown", "myst", "quarto", "latex", "wikitext")

#: The endings of the snippets, by kind, and of the pictures that they show.
SNIPPETS: Mapping[str, str] = {
    "html": ".embed.html",
    "iframe": ".iframe.html",
    "markdown": ".md",
    "myst": ".myst.md",
    "quarto": ".qmd",
    "latex": ".tex",
    "wikitext": ".wiki",
}
PICTURES = (
    ".plot.svg", ".plot.dark.svg", ".plot.slim.svg", ".plot.slim.dark.svg", ".plot.pdf",
)  # fmt: skip

_TOP = (
    "figure", "out", "formats", "sides", "scale", "script", "theme", "language", "width", "embed",
    "paper",
)  # fmt: skip
_OWN = (
    "name", "chart", "table", "mapping", "encoding", "delimiter", "formats", "scale", "embed",
    "paper",
)  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One figure to build: its name, chart, table and formats, and the chart's options."""

    name: str
    chart: str
    table: Path
    formats: tuple[str, ...]
    scale: float
    reading: Mapping[str, Any]
    options: Mapping[str, Any]
    embeds: tuple[str, ...] = ()
    paper: str = ""


@dataclass(frozen=True)
class Gallery:
    """All figures of a file, the folder they go to, and how their HTML finds its script."""

    path: Path
    out: Path
    script: str
    entries: tuple[Entry, ...]


def outputs_of(entry: Entry) -> list[str]:
    """Return the names of all files that may be written for a figure.

    Examples
    --------
    >>> outputs_of(Entry("june", "gantt", Path("june.csv"), ("html", "svg"), 2.0, {}, {}))
    ['june.html', 'june.svg']
    """
    ends = [f".{name}" for name in entry.formats]
    if entry.embeds:
        ends += [".csv", *(SNIPPETS[kind] for kind in entry.embeds)]
        ends += PICTURES
    return [f"{entry.name}{end}" for end in ends]


def read_gallery(path: str | Path) -> Gallery:
    """Read the description of a gallery; paths in it count from its own folder.

    Raises
    ------
    ReadError
        The file is missing or is no TOML.
    UsageError
        An unknown key (the nearest one is named), a missing one, a name used twice.
    """
    path = Path(path)
    top = _toml(path)
    _known(top, _TOP, f"{path}")
    entries = tuple(_entry(path, number, figure, top) for number, figure in _figures(path, top))
    names = [entry.name for entry in entries]
    for name in names:
        if names.count(name) > 1:
            raise UsageError(f'{path}: the name "{name}" is used twice (names are file names)')
    out = path.parent / _typed(top, "out", str, path, default="exports")
    return Gallery(path, out, _typed(top, "script", str, path, default="shared"), entries)


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(read_text(path))
    except FileNotFoundError as error:
        raise ReadError(f"{path}: there is no such file") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"{path}: cannot be read: {error}") from error
    except RecursionError as error:
        raise ReadError(f"{path}: is no TOML that is read: it is nested too deeply") from error
    except tomllib.TOMLDecodeError as error:
        raise ReadError(f"{path}: is no TOML: {error}") from error


def _figures(path: Path, top: Mapping[str, Any]) -> list[tuple[int, dict[str, Any]]]:
    figures = top.get("figure", [])
    if not isinstance(figures, list) or not figures:
        raise UsageError(f"{path}: describes no figure (add a [[figure]] with name, chart, table)")
    return list(enumerate(figures, start=1))


def _entry(path: Path, number: int, figure: dict[str, Any], top: Mapping[str, Any]) -> Entry:
    where = f"{path}: figure {number}"
    for key in ("name", "chart", "table"):
        if not figure.get(key):
            near = [k for k in figure if did_you_mean(k, [key])]
            hint = f'"{near[0]}" stands there' if near else f"add {key} = ..."
            raise UsageError(f'{where}: the key "{key}" is missing ({hint})')
    name, chart = _typed(figure, "name", str, where), _typed(figure, "chart", str, where)
    where = f'{path}: figure "{name}"'
    if Path(name).name != name or name.startswith("."):
        raise UsageError(f"{where}: the name is to be a plain file name without folders")
    if chart not in CHART_OPTIONS:
        hint = did_you_mean(chart, CHART_OPTIONS) or f"one of: {', '.join(CHART_OPTIONS)}"
        raise UsageError(f'{where}: chart "{chart}" is not known ({hint})')
    _known(figure, (*_OWN, *CHART_OPTIONS[chart]), where)
    shared = {key: top[key] for key in ("sides", "theme", "language", "width") if key in top}
    options = {key: figure[key] for key in CHART_OPTIONS[chart] if key in figure}
    for given in (shared, options):
        if str(given.get("theme", "")).endswith(".toml"):
            given["theme"] = str(path.parent / given["theme"])
    reading: dict[str, Any] = {
        key: figure[key] for key in ("mapping", "encoding", "delimiter") if key in figure
    }
    return Entry(
        name=name,
        chart=chart,
        table=path.parent / _typed(figure, "table", str, where),
        formats=_formats(figure.get("formats", top.get("formats", ["html"])), where),
        scale=float(figure.get("scale", top.get("scale", 2.0))),
        reading=reading,
        options={**shared, **options},
        embeds=_embeds(figure.get("embed", top.get("embed", [])), where),
        paper=_paper(figure if "paper" in figure else top, where),
    )


def _formats(given: Any, where: str) -> tuple[str, ...]:
    if not isinstance(given, list) or not given:
        raise UsageError(f'{where}: formats is to be a list, as in formats = ["html", "svg"]')
    for name in given:
        if name not in FORMATS:
            hint = did_you_mean(str(name), FORMATS) or f"one of: {', '.join(FORMATS)}"
            raise UsageError(f'{where}: format "{name}" is not known ({hint})')
    return tuple(given)


def _paper(table: Mapping[str, Any], where: str) -> str:
    """Return the name of the paper of PDF, if one is given."""
    name = str(_typed(table, "paper", str, where, default=""))
    if name and name not in PAPERS:
        hint = did_you_mean(name, PAPERS) or f"one of: {', '.join(PAPERS)}"
        raise UsageError(f'{where}: paper "{name}" is not known ({hint})')
    return name


def _embeds(given: Any, where: str) -> tuple[str, ...]:
    if not isinstance(given, list):
        raise UsageError(f'{where}: embed is to be a list, as in embed = ["html", "markdown"]')
    for kind in given:
        if kind not in EMBEDS:
            hint = did_you_mean(str(kind), EMBEDS) or f"one of: {', '.join(EMBEDS)}"
            raise UsageError(f'{where}: embed "{kind}" is not known ({hint})')
    return tuple(given)


def _typed(
    table: Mapping[str, Any], key: str, kind: type, where: object, *, default: Any = None
) -> Any:
    value = table.get(key, default)
    if not isinstance(value, kind):
        raise UsageError(f"{where}: {key} = {value!r} is to be a text in quotes")
    return value


def _known(table: Mapping[str, Any], keys: tuple[str, ...], where: str) -> None:
    for key in table:
        if key not in keys:
            hint = did_you_mean(key, keys) or f"one of: {', '.join(sorted(keys))}"
            raise UsageError(f'{where}: the key "{key}" is not known ({hint})')
