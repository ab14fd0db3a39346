"""The configuration of a gallery (``figures.toml``), read, checked, and as immutable entries.

pandas and plotly are not imported here, so that a build with nothing to do is quick.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from timeline.errors import ReadError, UsageError, did_you_mean
from timeline.export.files import FORMATS
from timeline.files import check_path, read_toml
from timeline.options import CHART_OPTIONS, PAPERS, READING, names_of

__all__ = ["EMBEDS", "Entry", "Gallery", "outputs_of", "read_gallery"]

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
    "figure", "out", "formats", "sides", "colors", "scale", "script", "theme", "language", "width",
    "embed", "paper",
)  # fmt: skip
_OWN = ("name", "chart", "table", *names_of(READING), "formats", "scale", "embed", "paper")
#: The options of all charts that may stand at the top, for every figure.
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
    """All figures of a file, the folder they go to, and how their HTML finds its script."""

    path: Path
    out: Path
    script: str
    entries: tuple[Entry, ...]


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


class _Faults:
    """The faults of a gallery file, reported together."""

    def __init__(self) -> None:
        self._told: dict[str, None] = {}

    @contextmanager
    def collect(self) -> Iterator[None]:
        """Keep a fault, and go on after it."""
        try:
            yield
        except UsageError as error:
            self._told.setdefault(str(error))

    def raise_all(self) -> None:
        """Raise one error with every fault, if there is any."""
        if self._told:
            raise UsageError("\n".join(self._told))


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
    faults = _Faults()
    with faults.collect():
        _known(top, _TOP, f"{path}")
    names: set[str] = set()
    entries = []
    for number, figure in _figures(path, top):
        with faults.collect():
            entries.append(_entry(path, number, figure, top=top, faults=faults))
            _once(path, entries[-1].name, names)
    faults.raise_all()
    out = path.parent / _typed(top, "out", str, path, default="exports")
    return Gallery(path, out, _typed(top, "script", str, path, default="shared"), tuple(entries))


def _file(path: Path) -> Path:
    """Return the file that is meant by a folder, or by the default where it is not there."""
    if path.is_dir():
        return path / DEFAULT.name
    here = Path(DEFAULT.name)
    return here if path == DEFAULT and not path.exists() and here.is_file() else path


def _once(path: Path, name: str, names: set[str]) -> None:
    if name in names:
        raise UsageError(f'{path}: the name "{name}" is used twice (names are file names)')
    names.add(name)


def _toml(path: Path) -> dict[str, Any]:
    try:
        return read_toml(path)
    except FileNotFoundError as error:
        hint = f"timeline new {shlex.quote(path.parent.as_posix())} writes one"
        raise ReadError(f"{path}: there is no such file ({hint})") from error
    except OSError as error:
        raise ReadError(f"{path}: cannot be read: {error}") from error
    except ReadError as error:
        if path.suffix != ".toml":
            page = path.with_suffix(".html")
            typed = shlex.join(["timeline", "gantt", f"{path}", "-o", f"{page}"])
            raise ReadError(f"{path}: describes no figures (to draw a table: {typed})") from error
        raise


def _figures(path: Path, top: Mapping[str, Any]) -> list[tuple[int, dict[str, Any]]]:
    figures = top.get("figure", [])
    if not isinstance(figures, list) or not figures:
        raise UsageError(f"{path}: describes no figure (add a [[figure]] with name, chart, table)")
    return list(enumerate(figures, start=1))


#: What some system, web server, wiki or LaTeX does not take in the name of a file.
_REFUSED = re.compile(r'[\\/:*?"<>|\[\]{}#%`]|~~~|&#?\w+;|__[A-Z]+__|[. ]$')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE | re.DOTALL)
#: The most bytes of a name, to which suffixes of up to 40 are added.
_LONGEST = 200


def _plain_name(name: str, where: str) -> None:
    """Refuse a name of a figure that is not the name of a file everywhere."""
    if Path(name).name != name or name.startswith("."):
        raise UsageError(f"{where}: the name must be a plain file name without folders")
    match = _REFUSED.search(name)
    sign = match[0] if match else next((one for one in name if not one.isprintable()), "")
    if sign:
        message = f"the name holds {sign!r}, which not every system takes in the name of a file"
        raise UsageError(f"{where}: {message}")
    if _DEVICE.fullmatch(name):
        raise UsageError(f"{where}: the name is that of a device on Windows")
    if len(name.encode()) > _LONGEST:
        raise UsageError(f"{where}: the name is longer than {_LONGEST} bytes")


def _entry(
    path: Path, number: int, figure: dict[str, Any], *, top: Mapping[str, Any], faults: _Faults
) -> Entry:
    """Return a figure as described; further faults are collected and reported at the end."""
    where = f"{path}: figure {number}"
    _required(figure, where)
    name, chart = _typed(figure, "name", str, where), _typed(figure, "chart", str, where)
    where = f'{path}: figure "{name}"'
    _plain_name(name, where)
    if chart not in CHART_OPTIONS:
        hint = did_you_mean(chart, CHART_OPTIONS) or f"one of: {', '.join(CHART_OPTIONS)}"
        raise UsageError(f'{where}: chart "{chart}" is not known ({hint})')
    with faults.collect():
        _known(figure, (*_OWN, *names_of(CHART_OPTIONS[chart])), where)
    made: dict[str, Any] = {"formats": (), "scale": 2.0, "embeds": (), "paper": ""}
    for part, key, read, default in _SETTINGS:
        table, place = (figure, where) if key in figure else (top, f"{path}")
        with faults.collect():
            made[part] = read(table.get(key, default), place)
    return Entry(
        name=name,
        chart=chart,
        table=path.parent / _typed(figure, "table", str, where),
        reading={key: figure[key] for key in names_of(READING) if key in figure},
        options=_options(path, figure, top),
        **made,
    )


def _required(figure: Mapping[str, Any], where: str) -> None:
    """Refuse a figure without what every figure has."""
    for key in ("name", "chart", "table"):
        if not figure.get(key):
            near = [k for k in figure if did_you_mean(k, [key])]
            hint = f'"{near[0]}" stands there' if near else f"add {key} = ..."
            raise UsageError(f'{where}: the key "{key}" is missing ({hint})')


def _options(path: Path, figure: Mapping[str, Any], top: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options of a figure's chart; those of all figures stand at the top."""
    shared = {key: top[key] for key in _TOP_OPTIONS if key in top}
    own = {key: figure[key] for key in names_of(CHART_OPTIONS[figure["chart"]]) if key in figure}
    options = {**shared, **own}
    if str(options.get("theme", "")).endswith(".toml"):
        options["theme"] = str(path.parent / options["theme"])
    return options


def _scale(given: Any, where: str) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise UsageError(f"{where}: scale = {given!r} must be a number, as in scale = 2")
    return float(given)


def _formats(given: Any, where: str) -> tuple[str, ...]:
    if not isinstance(given, list) or not given:
        raise UsageError(f'{where}: formats must be a list, as in formats = ["html", "svg"]')
    for name in given:
        if name not in FORMATS:
            hint = did_you_mean(str(name), FORMATS) or f"one of: {', '.join(FORMATS)}"
            raise UsageError(f'{where}: format "{name}" is not known ({hint})')
    return tuple(given)


def _paper(given: Any, where: str) -> str:
    """Return the name of the paper of PDF, if one is given."""
    name = str(_typed({"paper": given}, "paper", str, where))
    if name and name not in PAPERS:
        hint = did_you_mean(name, PAPERS) or f"one of: {', '.join(PAPERS)}"
        raise UsageError(f'{where}: paper "{name}" is not known ({hint})')
    return name


def _embeds(given: Any, where: str) -> tuple[str, ...]:
    if not isinstance(given, list):
        raise UsageError(f'{where}: embed must be a list, as in embed = ["html", "markdown"]')
    for kind in given:
        if kind not in EMBEDS:
            hint = did_you_mean(str(kind), EMBEDS) or f"one of: {', '.join(EMBEDS)}"
            raise UsageError(f'{where}: embed "{kind}" is not known ({hint})')
    return tuple(given)


#: Settings of a figure beside its chart: the part of its entry, the key, and its reader.
_SETTINGS: tuple[tuple[str, str, Callable[[Any, str], Any], Any], ...] = (
    ("formats", "formats", _formats, ["html"]),
    ("scale", "scale", _scale, 2.0),
    ("embeds", "embed", _embeds, []),
    ("paper", "paper", _paper, ""),
)


def _typed(
    table: Mapping[str, Any], key: str, kind: type, where: object, *, default: Any = None
) -> Any:
    value = table.get(key, default)
    if not isinstance(value, kind):
        raise UsageError(f"{where}: {key} = {value!r} must be a text in quotes")
    return value


def _known(table: Mapping[str, Any], keys: tuple[str, ...], where: str) -> None:
    for key in table:
        if key not in keys:
            hint = did_you_mean(key, keys) or f"one of: {', '.join(sorted(keys))}"
            raise UsageError(f'{where}: the key "{key}" is not known ({hint})')
