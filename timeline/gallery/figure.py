"""One figure of a gallery: its files, extras for articles, and snippets.

It takes an entry and its checked table; returns what was made of it. Where no browser draws,
the page is written all the same, and the first browser that fails is the last one tried.

Takes a figure's name and the file that describes it; reads the table, lays the figure
out, and returns the snippet. No browser is needed.

Takes an entry, its chart and a browser; returns bytes by file name.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from weakref import WeakSet

from timeline.errors import BrowserError, ExportError, UsageError, did_you_mean
from timeline.formats.convert import csv_text
from timeline.gallery.config import SNIPPETS, Entry, read_gallery
from timeline.gallery.lockfile import Made, about

if TYPE_CHECKING:
    from timeline.charts.chart import Chart
    from timeline.export.driver.browser import Browser
    from timeline.model import EventTable

__all__ = ["SNIPPETS", "Desk", "Drawn", "Sides", "embed", "extras", "sides", "snippet"]


@dataclass(frozen=True)
class Drawn:
    """What was made of a figure, and why its pictures were not, if they were not."""

    made: Made
    error: BrowserError | None = None


#: Browsers that have drawn, which one that is kept over many builds need not show again.
_drew: WeakSet[Browser] = WeakSet()


class Desk:
    """Where figures are drawn, by one or by several threads: a folder, and a browser to it.

    Parameters
    ----------
    folder
        The folder to write to.
    script
        Where pages have plotly's script from.
    browser
        The browser that draws.
    version
        Its version, for the record.

    Examples
    --------
    >>> Desk(Path("exports"), script="shared", browser=None, version="").folder.name
    'exports'
    """

    def __init__(self, folder: Path, *, script: str, browser: Browser | None, version: str) -> None:
        self.folder = folder
        self._script = script
        self._browser = browser
        self._version = version
        self._lost: BrowserError | None = None
        self._left = False
        self._sharing = threading.Lock()
        self._trying = threading.Lock()
        self._proved = browser in _drew

    def draw(
        self,
        entry: Entry,
        table: EventTable,
        formats: Collection[str],
        *,
        parts: Mapping[str, str],
        links: Collection[str] = (),
    ) -> Drawn:
        """Write a figure's files.

        Parameters
        ----------
        entry, table
            The figure and its table.
        formats
            The formats to write.
        parts
            What it is made of, for the record.
        links
            More formats that are there already, for its page to offer.
        """
        chart = chart_of(entry, table)
        kept = tuple(formats)
        offered = tuple(name for name in (*kept, *links) if name != "html")
        try:
            files = self._rendered(chart, entry, kept, links=offered)
        except BrowserError:
            kept = tuple(name for name in kept if name == "html")
            offered = tuple(name for name in links if name != "html")
            files = self._rendered(chart, entry, kept, links=offered)
        added = self._added(entry, chart) if set(kept) == set(entry.formats) else {}
        self._write(chart, {**files, **added})
        made = Made(
            parts,
            browser=self._version if set(kept) - {"html"} else "",
            links=tuple(sorted(set(offered))) if "html" in kept else (),
            files={name: _digest(data) for name, data in files.items()},
            extras={name: _digest(data) for name, data in added.items()},
            about=about(chart.figure()["layout"]["meta"]) if entry.embeds else {},
            account=chart.account,
        )
        whole = set(kept) == set(formats) and bool(added) >= bool(self._lost and entry.embeds)
        lacking = None if whole else self._lost
        return Drawn(made, lacking)

    @contextmanager
    def _tried(self) -> Iterator[None]:
        """Let one thread try whether the browser draws; the others wait, and believe it."""
        with nullcontext() if self._proved else self._trying:
            if self._lost:
                raise self._lost
            try:
                yield
            except BrowserError as error:
                self._lost = error
                raise
            self._proved = True
            if self._browser:
                _drew.add(self._browser)

    def leave(self) -> None:
        """Have whoever still draws here fail at once; nothing is written any more."""
        self._left = True
        if self._browser:
            self._browser.close()

    def _rendered(
        self, chart: Chart, entry: Entry, formats: tuple[str, ...], *, links: tuple[str, ...]
    ) -> dict[str, bytes]:
        from timeline.export.save import render

        offered = {name: quote(f"{entry.name}.{name}") for name in links}
        if not formats:
            return {}
        if not self._proved:
            chart.figure()  # laid out while another one tries the browser
        with self._tried() if set(formats) - {"html"} else nullcontext():
            made = render(
                chart, formats, scale=entry.scale, browser=self._browser, script=self._script,
                links=offered, paper=entry.paper or None,
            )  # fmt: skip
        return {f"{entry.name}.{name}": made[name] for name in formats}

    def _added(self, entry: Entry, chart: Chart) -> dict[str, bytes]:
        """Return what articles need beside the figure, where a browser draws."""
        if not entry.embeds or self._lost:
            return {}

        try:
            with self._tried():
                return extras(entry, chart, browser=self._browser)
        except BrowserError as error:
            self._lost = error
            return {}

    def _write(self, chart: Chart, files: Mapping[str, bytes]) -> None:
        """Write the files, and before them what their pages share."""
        from timeline.export.files import write_files

        if self._left:
            raise ExportError(f"{self.folder}: the build was broken off")
        if self._script == "shared" and any(name.endswith(".html") for name in files):
            from timeline.html.assets import shared_beside

            with self._sharing:
                # What a chart of ours draws, the smallest script draws.
                write_files(shared_beside([], self.folder))
        write_files({self.folder / name: data for name, data in files.items()})


def chart_of(entry: Entry, table: EventTable) -> Chart:
    """Return the chart that an entry describes.

    Raises
    ------
    UsageError
        If an option of the entry is one that no column, row, theme or language answers to.
    """
    from timeline.charts.panels import KINDS

    options: dict[str, Any] = dict(entry.options)
    if "nights" in options:
        options["nights"] = tuple(options["nights"])
    return KINDS[entry.chart](table, **options)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


#: The widths that an article's figure is laid out for: its pictures are the same, so
#: that nothing moves when the interactive figure takes their place.
WIDTHS = (360, 720)

#: The figure by width in the light and in the dark theme.
Sides = tuple[Mapping[int, Mapping[str, Any]], Mapping[int, Mapping[str, Any]]]


def embed(
    figure: str,
    *,
    kind: str = "html",
    gallery: str | Path = "data/figures.toml",
    base: str = "",
    live: str = "shared",
) -> str:
    """Return a figure of a gallery as text to paste into an article.

    Parameters
    ----------
    figure
        Its name in the gallery. Its pictures are built where the gallery says
        ``embed = ["html"]`` or another kind, at the top or for the figure.
    kind
        ``"html"``, ``"iframe"``, ``"markdown"``, ``"myst"``, ``"quarto"``, ``"latex"`` or
        ``"wikitext"``.
    gallery
        The file that describes the figures.
    base
        What stands before the names of files: a folder or an address, with its slash.
    live
        Where scripts come from: ``"shared"`` (files at ``base``), ``"cdn"`` (plotly from a
        CDN, by its hash) or ``"none"`` (the picture alone).

    Raises
    ------
    UsageError
        The gallery has no such figure, the kind is not known, or the build does not
        write the files that the snippet names.
    ReadError, ValidationError
        The gallery or the table cannot be read.

    Examples
    --------
    >>> embed("korea-june-1953", kind="markdown")[:40]
    '![Two battles in June 1953: Outpost Harr'
    """
    from timeline.tables.checking.validate import read_events

    entry = _entry(figure, gallery)
    _check(entry, kind, gallery)
    chart = chart_of(entry, read_events(entry.table, **entry.reading))
    return snippet(entry, chart, kind=kind, base=base, live=live)


def _entry(name: str, gallery: str | Path) -> Entry:
    entries = {entry.name: entry for entry in read_gallery(gallery).entries}
    if name not in entries:
        hint = did_you_mean(name, entries) or f"there are: {', '.join(entries)}"
        raise UsageError(f'{gallery}: there is no figure "{name}" ({hint})')
    return entries[name]


def _check(entry: Entry, kind: str, gallery: str | Path) -> None:
    """Refuse a snippet whose files no build writes."""
    from timeline.gallery.config import EMBEDS

    if kind not in EMBEDS:
        hint = did_you_mean(kind, EMBEDS) or f"one of: {', '.join(EMBEDS)}"
        raise UsageError(f'kind "{kind}" is not known ({hint})')
    where = f'{gallery}: figure "{entry.name}"'
    if kind == "iframe" and "html" not in entry.formats:
        raise UsageError(f'{where}: its page is not built (add "html" to its formats)')
    if kind == "latex" and "latex" not in entry.embeds:
        raise UsageError(f'{where}: its PDF is not built (add "latex" to its key embed)')
    if kind != "iframe" and not entry.embeds:
        raise UsageError(f'{where}: its pictures are not built (add embed = ["{kind}"])')


def sides(entry: Entry, chart: Chart) -> Sides:
    """Return a figure by width as an article shows it: light with a dark twin, or as asked."""
    theme = str(entry.options.get("theme", "light"))
    shown = {width: chart.figure(width=width, theme=theme) for width in WIDTHS}
    if theme not in ("light", "auto"):
        return shown, {}
    return shown, {width: chart.figure(width=width, theme="dark") for width in WIDTHS}


def snippet(
    entry: Entry,
    chart: Chart,
    *,
    kind: str,
    base: str = "",
    live: str = "shared",
    shown: Sides | None = None,
) -> str:
    """Return the snippet of an entry whose chart is there, with its ``sides`` if they are made."""
    from timeline.html.embed import embed as snippet_of

    light, dark = shown or sides(entry, chart)
    picture = f"{entry.name}.svg" if "svg" in entry.formats else f"{entry.name}.plot.svg"
    return snippet_of(
        light,
        kind=kind,
        name=entry.name,
        base=base,
        live=live,
        figures_dark=dark or None,
        scheme="dark" if entry.options.get("theme") == "dark" else "",
        table=chart.tabulate(),
        links={"CSV": base + quote(f"{entry.name}.csv"), "SVG": base + quote(picture)},
    )


def extras(entry: Entry, chart: Chart, *, browser: Browser | None = None) -> dict[str, bytes]:
    """Return the files for articles of one figure, by name; none if it asks for none.

    Raises
    ------
    BrowserError, ExportError
        If a picture cannot be drawn.

    Examples
    --------
    >>> from pathlib import Path
    >>> extras(Entry("june", "gantt", Path("june.csv"), ("html",), 2.0, {}, {}), None)
    {}
    """
    if not entry.embeds:
        return {}
    shown = sides(entry, chart)
    found = {f"{entry.name}{end}": data for end, data in _pictures(entry, shown, browser).items()}
    header, *rows = chart.tabulate()
    found[f"{entry.name}.csv"] = csv_text(header, rows).encode()
    for kind in entry.embeds:
        text = snippet(entry, chart, kind=kind, shown=shown)
        found[f"{entry.name}{SNIPPETS[kind]}"] = f"{text}\n".encode()
    return found


def _pictures(entry: Entry, shown: Sides, browser: Browser | None) -> dict[str, bytes]:
    """Return the pictures of the plot, by the endings of their files."""
    from timeline.export.rendering import render, render_twins
    from timeline.html.snippets import PDF
    from timeline.html.stills import DARK, SLIM, SLIM_DARK, WIDE, stills

    plots = stills(*shown)
    found: dict[str, bytes] = {}
    for end, dark in ((WIDE, DARK), (SLIM, SLIM_DARK)):
        if dark in plots:
            twins = render_twins(plots[end], plots[dark], browser=browser)
            found |= dict(zip((end, dark), twins, strict=True))
        elif end in plots:
            found[end] = render(plots[end], {"svg"}, browser=browser)["svg"]
    if "latex" in entry.embeds:
        found[PDF] = render(plots[WIDE], {"pdf"}, browser=browser)["pdf"]
    return found
