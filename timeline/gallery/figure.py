"""One figure of a gallery: its files, extras for articles, and snippets.

Takes an entry and its checked table; writes the files and returns their record. A snippet is text
to paste into an article; it refers to the files of the build.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from timeline.errors import ExportError, UsageError, check_choice
from timeline.files import write_files
from timeline.gallery.config import SNIPPETS, Entry, read_gallery
from timeline.gallery.lockfile import FigureRecord, about, digest
from timeline.options import EMBEDS
from timeline.tables.reading.arrow import csv_text

if TYPE_CHECKING:
    from timeline.charts.chart import Chart
    from timeline.model import EventTable


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
        self._interrupted = False
        self._shared_lock = threading.Lock()

    def write(
        self,
        entry: Entry,
        table: EventTable,
        formats: Collection[str],
        *,
        parts: Mapping[str, str],
        links: Collection[str] = (),
    ) -> FigureRecord:
        """Write a figure's files, and return what is recorded of them.

        Parameters
        ----------
        entry, table
            The figure and its table.
        formats
            The formats to write.
        parts
            Digests of its inputs, for the record.
        links
            Formats that exist already, to which its page also links.
        """
        from timeline.export.save import render

        chart = draw_entry(entry, table)
        offered = [name for name in entry.formats if name in {*formats, *links} - {"html"}]
        pictures = render(
            chart,
            formats,
            scale=entry.scale,
            script=self._script,
            links={name: quote(f"{entry.name}.{name}") for name in offered},
            paper=entry.paper or None,
        )
        files = {f"{entry.name}.{name}": pictures[name] for name in formats}
        added = extras(entry, chart) if set(formats) == set(entry.formats) else {}
        self._save({**files, **added})
        return FigureRecord(
            parts,
            links=tuple(sorted(offered)) if "html" in formats else (),
            files={name: digest(data) for name, data in files.items()},
            extras={name: digest(data) for name, data in added.items()},
            about=about(chart.lay_out(chart.width, chart.theme).meta) if entry.embeds else {},
            account=chart.account,
        )

    def leave(self) -> None:
        """Write no more files: figures still being drawn fail."""
        self._interrupted = True

    def _save(self, files: Mapping[str, bytes]) -> None:
        """Write the files that pages share, then those of a figure."""
        if self._interrupted:
            raise ExportError(f"{self.folder}: the build was interrupted")
        if self._script == "shared" and any(name.endswith(".html") for name in files):
            from timeline.html.assets import shared_beside

            with self._shared_lock:
                # Our charts need only the smallest script.
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


#: Widths of an article's figure and of its pictures, so that nothing moves when the interactive
#: figure takes their place.
WIDTHS = (360, 720)

#: Figures by width, in the light and in the dark theme.
ThemedFigures = tuple[Mapping[int, Mapping[str, Any]], Mapping[int, Mapping[str, Any]]]


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
    figures = _themed_figures(entry, chart)
    return _snippet(entry, chart, kind=kind, figures=figures, base=base, live=live)


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


def _themed_figures(entry: Entry, chart: Chart) -> ThemedFigures:
    """Return the figures of an article: light and dark, or in the entry's own theme alone."""
    theme = str(entry.options.get("theme", "light"))
    figures = {width: chart.figure(width=width, theme=theme) for width in WIDTHS}
    if theme not in ("light", "auto"):
        return figures, {}
    return figures, {width: chart.figure(width=width, theme="dark") for width in WIDTHS}


def _snippet(
    entry: Entry,
    chart: Chart,
    *,
    kind: str,
    figures: ThemedFigures,
    base: str = "",
    live: str = "shared",
) -> str:
    from timeline.html.embed import embed_text

    light, dark = figures
    picture = f"{entry.name}.svg" if "svg" in entry.formats else f"{entry.name}.plot.svg"
    links = {"CSV": base + quote(f"{entry.name}.csv"), "SVG": base + quote(picture)}
    if "html" in entry.formats:
        links["HTML"] = base + quote(f"{entry.name}.html")
    return embed_text(
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
    """Return the files for articles of a figure, by name; none without ``embed``.

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
    light, dark = figures = _themed_figures(entry, chart)
    data = embed_data(light, figures_dark=dark, table=[header, *rows])
    files[f"{entry.name}{DATA}"] = data.encode()
    for kind in entry.embeds:
        text = _snippet(entry, chart, kind=kind, figures=figures)
        files[f"{entry.name}{SNIPPETS[kind]}"] = f"{text}\n".encode()
    return files


def _pictures(entry: Entry, chart: Chart) -> dict[str, bytes]:
    """Return the pictures of the plot, by the suffixes of their files."""
    from timeline.html.data import DARK, SLIM, SLIM_DARK, WIDE
    from timeline.html.snippets import PDF
    from timeline.layout.frame import plot_only
    from timeline.renderers.pictures import pages_pdf, pictures
    from timeline.theme import THEMES

    drawn: dict[str, bytes] = {}
    themed = chart.theme.name not in ("light", "auto")
    light = chart.theme if themed else THEMES["light"]
    for width, end, dark in ((max(WIDTHS), WIDE, DARK), (min(WIDTHS), SLIM, SLIM_DARK)):
        scene = plot_only(chart.lay_out(width, light))
        drawn[end] = pictures(scene, light, {"svg"})["svg"]
        if not themed:
            drawn[dark] = pictures(scene, THEMES["dark"], {"svg"})["svg"]
        if end == WIDE and "latex" in entry.embeds:
            drawn[PDF] = pages_pdf([scene], light)
    return drawn
