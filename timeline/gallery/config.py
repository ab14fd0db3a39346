"""The configuration of a gallery (``figures.toml``), read, checked, and as immutable entries.

pandas and plotly are not imported here, so that a build with nothing to do is quick.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from timeline.errors import ReadError, UsageError, check_choice, did_you_mean
from timeline.export.files import FORMATS
from timeline.files import check_path, read_toml
from timeline.options import CHART_OPTIONS, EMBEDS, PAPERS, READING, SCRIPTS, names_of

#: Suffixes of the snippets, by markup, and of the pictures that they show.
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
    "figure", "out", "formats", "sides", "colors", "scale", "script", "theme", "language", "width",
    "embed", "paper",
)  # fmt: skip
_OWN = ("name", "chart", "table", *names_of(READING), "formats", "scale", "embed", "paper")
#: Options of charts that are allowed at the top, as defaults for every figure.
_TOP_OPTIONS = ("sides", "colors", "theme", "language", "width")

DEFAULT = Path("data/figures.toml")


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
    """All figures of a gallery, their output folder, and how their pages load scripts."""

    path: Path
    out: Path
    script: str
    entries: tuple[Entry, ...]

    def select(self, names: Iterable[str]) -> tuple[Entry, ...]:
        """Return the figures of these names, in the order of the file; without names, all."""
        wanted = list(names)
        known = [entry.name for entry in self.entries]
        for name in wanted:
            if name not in known:
                hint = did_you_mean(name, known) or f"there are: {', '.join(known)}"
                raise UsageError(f'{self.path}: there is no figure "{name}" ({hint})')
        return tuple(entry for entry in self.entries if not wanted or entry.name in wanted)


def outputs_of(entry: Entry) -> list[str]:
    """Return the names of all possible output files of a figure.

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


def read_gallery(path: str | Path = DEFAULT) -> Gallery:
    """Read the configuration of a gallery; its paths are relative to its folder.

    Parameters
    ----------
    path
        The file, or its folder, where it is called ``figures.toml``.

    Raises
    ------
    ReadError
        The file is missing or not valid TOML.
    UsageError
        Unknown keys (each with the nearest known one), missing keys, duplicate names: all are
        reported together.
    """
    check_path(path)
    path = _file(Path(path))
    top = _toml(path)
    faults: dict[str, None] = {}
    with _collected(faults):
        _check_keys(top, _TOP, f"{path}")
    entries: dict[str, Entry] = {}
    figures = top.get("figure", [])
    if not isinstance(figures, list) or not figures:
        raise UsageError(f"{path}: describes no figure (add a [[figure]] with name, chart, table)")
    for number, figure in enumerate(figures, start=1):
        with _collected(faults):
            entry = _entry(path, number, figure, top=top, faults=faults)
            if entry.name in entries:
                used = f'the name "{entry.name}" is used twice (names are file names)'
                raise UsageError(f"{path}: {used}")
            entries[entry.name] = entry
    if faults:
        raise UsageError("\n".join(faults))
    out = _text(top.get("out", "exports"), f"{path}", key="out")
    script = _text(top.get("script", "shared"), f"{path}", key="script")
    check_choice(f"{path}: script", script, SCRIPTS)
    return Gallery(path, path.parent / out, script, tuple(entries.values()))


@contextmanager
def _collected(faults: dict[str, None]) -> Iterator[None]:
    """Collect an error of the block, so that all are reported together."""
    try:
        yield
    except UsageError as error:
        faults[str(error)] = None


def _file(path: Path) -> Path:
    """Return the gallery in a folder; if the default is missing, the one in this folder."""
    if path.is_dir():
        return path / DEFAULT.name
    here = Path(DEFAULT.name)
    return here if path == DEFAULT and not path.exists() and here.is_file() else path


def _toml(path: Path) -> dict[str, Any]:
    others = sorted(Path().glob(f"*/{DEFAULT.name}"))
    hint = f"timeline new {shlex.quote(path.parent.as_posix())} writes one"
    hint = f"there is {others[0].as_posix()}" if len(others) == 1 else hint
    try:
        return read_toml(path, missing=f"there is no such file ({hint})")
    except ReadError as error:
        if path.suffix == ".toml" or not path.exists():
            raise
        typed = shlex.join(["timeline", "gantt", f"{path}", "-o", f"{path.with_suffix('.html')}"])
        raise ReadError(f"{path}: describes no figures (to draw a table: {typed})") from error


#: Characters that some system, web server, wiki or LaTeX refuses in file names.
_REFUSED = re.compile(r'[\\/:*?"<>|\[\]{}#%`]|~~~|&#?\w+;|__[A-Z]+__|\s\s|[. ]$')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE | re.DOTALL)
#: Maximum length of a name in bytes; suffixes add up to 40.
_LONGEST = 200


def _check_name(name: str, where: str) -> None:
    """Refuse a name that is not a valid file name on every system."""
    if Path(name).name != name or name.startswith("."):
        raise UsageError(f"{where}: the name must be a plain file name without folders")
    match = _REFUSED.search(name)
    sign = match[0] if match else next((one for one in name if not one.isprintable()), "")
    if sign:
        message = f"the name contains {sign!r}, which some systems refuse in file names"
        raise UsageError(f"{where}: {message}")
    if _DEVICE.fullmatch(name):
        raise UsageError(f"{where}: the name is that of a device on Windows")
    if len(name.encode()) > _LONGEST:
        raise UsageError(f"{where}: the name is longer than {_LONGEST} bytes")


def _entry(
    path: Path,
    number: int,
    figure: dict[str, Any],
    *,
    top: Mapping[str, Any],
    faults: dict[str, None],
) -> Entry:
    """Return a figure as described; further faults are collected and reported at the end."""
    where = f"{path}: figure {number}"
    for key in ("name", "chart", "table"):
        if not figure.get(key):
            near = [k for k in figure if did_you_mean(k, [key])]
            hint = f'found "{near[0]}" instead' if near else f"add {key} = ..."
            raise UsageError(f'{where}: the key "{key}" is missing ({hint})')
    name, chart = (_text(figure[key], where, key=key) for key in ("name", "chart"))
    where = f'{path}: figure "{name}"'
    _check_name(name, where)
    check_choice(f"{where}: chart", chart, CHART_OPTIONS)
    chart_keys = names_of(CHART_OPTIONS[chart])
    with _collected(faults):
        _check_keys(figure, (*_OWN, *chart_keys), where)
    settings: dict[str, Any] = {}
    for key, (read, default) in _SETTINGS.items():
        settings[key] = default
        table, place = (figure, where) if key in figure else (top, f"{path}")
        with _collected(faults):
            settings[key] = read(table.get(key, default), place)
    options = {key: top[key] for key in _TOP_OPTIONS if key in top}
    options |= {key: figure[key] for key in chart_keys if key in figure}
    if str(options.get("theme", "")).endswith(".toml"):
        options["theme"] = str(path.parent / options["theme"])
    return Entry(
        name=name,
        chart=chart,
        table=path.parent / _text(figure["table"], where, key="table"),
        formats=tuple(settings["formats"]),
        scale=float(settings["scale"]),
        reading={key: figure[key] for key in names_of(READING) if key in figure},
        options=options,
        embeds=tuple(settings["embed"]),
        paper=settings["paper"],
    )


def _scale(value: Any, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise UsageError(f"{where}: scale = {value!r} must be a number, as in scale = 2")
    return value


def _paper(value: Any, where: str) -> str:
    if _text(value, where, key="paper"):
        check_choice(f"{where}: paper", value, PAPERS)
    return str(value)


def _names(value: Any, where: str, *, key: str, choices: Collection[str]) -> list[str]:
    """Return a list of names; only the list of formats may not be empty."""
    if not isinstance(value, list) or (key == "formats" and not value):
        first, second, *_ = choices
        raise UsageError(f'{where}: {key} must be a list, as in {key} = ["{first}", "{second}"]')
    for name in value:
        check_choice(f"{where}: {key.removesuffix('s')}", name, choices)
    return value


#: Settings of a figure beside its chart, by key: the function that checks one, and the default.
_SETTINGS: Mapping[str, tuple[Callable[[Any, str], Any], Any]] = {
    "formats": (partial(_names, key="formats", choices=FORMATS), ["html"]),
    "scale": (_scale, 2.0),
    "embed": (partial(_names, key="embed", choices=EMBEDS), []),
    "paper": (_paper, ""),
}


def _text(value: Any, where: str, *, key: str) -> str:
    if not isinstance(value, str):
        raise UsageError(f"{where}: {key} = {value!r} must be a text in quotes")
    return value


def _check_keys(table: Mapping[str, Any], keys: Collection[str], where: str) -> None:
    for key in table:
        check_choice(f"{where}: the key", key, sorted(keys))
