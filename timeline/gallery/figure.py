"""One figure of a gallery: its files, extras for articles, and snippets.

Takes an entry and its checked table; writes the files and returns their record. A snippet is text
to paste into an article; it refers to the files of the build.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from timeline.errors import ExportError, UsageError, check_choice
from timeline.gallery.config import SNIPPETS, Entry, read_gallery
from timeline.gallery.lockfile import Made, about
from timeline.options import EMBEDS
from timeline.tables.reading.arrow import csv_text

if TYPE_CHECKING:
    from timeline.charts.chart import Chart
    from timeline.model import EventTable

__all__ = ["SNIPPETS", "FigureWriter", "Sides", "embed", "extras", "sides", "snippet"]


class FigureWriter:
    """Writes the files of figures into a folder, for one or several threads.

    Parameters
    ----------
    folder
        The folder to write to.
    script
        How pages load plotly's script.

    Examples
    --------
    >>> FigureWriter(Path("exports"), script="shared").folder.name
    'exports'
    """

    def __init__(self, folder: Path, *, script: str) -> None:
        self.folder = folder
        self._script = script
        self._left = False
        self._sharing = threading.Lock()

    def write(
        self,
        entry: Entry,
        table: EventTable,
        formats: Collection[str],
        *,
        parts: Mapping[str, str],
        links: Collection[str] = (),
    ) -> Made:
        """Write a figure's files, and return what is recorded of them.

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
        chart = draw_entry(entry, table)
        offered = tuple(name for name in (*formats, *links) if name != "html")
        files = self._rendered(chart, entry, tuple(formats), links=offered)
        added = extras(entry, chart) if set(formats) == set(entry.formats) else {}
        self._save(chart, {**files, **added})
        return Made(
            parts,
            links=tuple(sorted(set(offered))) if "html" in formats else (),
            files={name: _digest(data) for name, data in files.items()},
            extras={name: _digest(data) for name, data in added.items()},
            about=about(chart.lay_out(chart.width, chart.theme).meta) if entry.embeds else {},
            account=chart.account,
        )

    def leave(self) -> None:
        """Write nothing any more: whoever still draws fails at once."""
        self._left = True

    def _rendered(
        self, chart: Chart, entry: Entry, formats: tuple[str, ...], *, links: tuple[str, ...]
    ) -> dict[str, bytes]:
        from timeline.export.save import render

        if not formats:
            return {}
        offered = {name: quote(f"{entry.name}.{name}") for name in links}
        made = render(
            chart, formats, scale=entry.scale, script=self._script, links=offered,
            paper=entry.paper or None,
        )  # fmt: skip
        return {f"{entry.name}.{name}": made[name] for name in formats}

    def _save(self, chart: Chart, files: Mapping[str, bytes]) -> None:
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


def draw_entry(entry: Entry, table: EventTable) -> Chart:
    """Return the chart that an entry describes.

    Raises
    ------
    UsageError
        If an option of the entry names an unknown column, value, theme or language.
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
        Its name in the gallery. Its pictures are built if the gallery has ``embed = ["html"]``
        or another kind, at the top or for the figure.
    kind
        ``"html"``, ``"iframe"``, ``"markdown"``, ``"myst"``, ``"quarto"``, ``"latex"`` or
        ``"wikitext"``.
    gallery
        The file that describes the figures.
    base
        Prefix of file names: a folder or a URL, with its trailing slash.
    live
        How scripts are loaded: ``"shared"`` (files at ``base``), ``"cdn"`` (plotly from a CDN,
        with its hash) or ``"none"`` (only the picture).

    Raises
    ------
    UsageError
        The gallery has no such figure, the kind is unknown, or the build does not write
        the files that the snippet refers to.
    ReadError, ValidationError
        The gallery or the table cannot be read.

    Examples
    --------
    >>> embed("korea-june-1953", kind="markdown")[:40]
    '![Two battles in June 1953: Outpost Harr'
    """
    from timeline.tables.checking.validate import read_events

    (entry,) = read_gallery(gallery).select([figure])
    _check(entry, kind, gallery)
    chart = draw_entry(entry, read_events(entry.table, **entry.reading))
    return snippet(entry, chart, kind=kind, base=base, live=live)


def _check(entry: Entry, kind: str, gallery: str | Path) -> None:
    """Refuse a snippet whose files no build writes."""
    check_choice("kind", kind, EMBEDS)
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
    from timeline.html.embed import embed_text as snippet_of

    light, dark = shown or sides(entry, chart)
    picture = f"{entry.name}.svg" if "svg" in entry.formats else f"{entry.name}.plot.svg"
    links = {"CSV": base + quote(f"{entry.name}.csv"), "SVG": base + quote(picture)}
    if "html" in entry.formats:
        links["HTML"] = base + quote(f"{entry.name}.html")
    return snippet_of(
        light,
        kind=kind,
        name=entry.name,
        base=base,
        live=live,
        figures_dark=dark or None,
        scheme="dark" if entry.options.get("theme") == "dark" else "",
        table=chart.tabulate(),
        links=links,
    )


def extras(entry: Entry, chart: Chart) -> dict[str, bytes]:
    """Return the files for articles of one figure, by name; none if it asks for none.

    Raises
    ------
    ExportError
        If a picture cannot be drawn.

    Examples
    --------
    >>> from pathlib import Path
    >>> extras(Entry("june", "gantt", Path("june.csv"), ("html",), 2.0, {}, {}), None)
    {}
    """
    if not entry.embeds:
        return {}
    from timeline.html.embed import DATA, embed_data

    files = {f"{entry.name}{end}": data for end, data in _pictures(entry, chart).items()}
    header, *rows = chart.tabulate()
    files[f"{entry.name}.csv"] = csv_text(header, rows).encode()
    shown = sides(entry, chart)
    data = embed_data(shown[0], figures_dark=shown[1], table=chart.tabulate())
    files[f"{entry.name}{DATA}"] = data.encode()
    for kind in entry.embeds:
        text = snippet(entry, chart, kind=kind, shown=shown)
        files[f"{entry.name}{SNIPPETS[kind]}"] = f"{text}\n".encode()
    return files


def _pictures(entry: Entry, chart: Chart) -> dict[str, bytes]:
    """Return the pictures of the plot, by the endings of their files."""
    from timeline.html.data import DARK, SLIM, SLIM_DARK, WIDE
    from timeline.html.snippets import PDF
    from timeline.layout.frame import plot_only
    from timeline.renderers.pictures import pages_pdf, pictures
    from timeline.theme import THEMES

    found: dict[str, bytes] = {}
    themed = chart.theme.name not in ("light", "auto")
    light = chart.theme if themed else THEMES["light"]
    for width, end, dark in ((max(WIDTHS), WIDE, DARK), (min(WIDTHS), SLIM, SLIM_DARK)):
        scene = plot_only(chart.lay_out(width, light))
        found[end] = pictures(scene, light, {"svg"})["svg"]
        if not themed:
            found[dark] = pictures(scene, THEMES["dark"], {"svg"})["svg"]
        if end == WIDE and "latex" in entry.embeds:
            found[PDF] = pages_pdf([scene], light)
    return found
