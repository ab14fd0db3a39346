"""A figure of a gallery as text to paste into an article, whose files are those of the build.

Takes a figure's name and the file that describes it; reads the table, lays the figure
out, and returns the snippet. No browser is needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from timeline.errors import UsageError, did_you_mean
from timeline.gallery.entries import Entry, read_gallery

if TYPE_CHECKING:
    from timeline.charts.chart import Chart

__all__ = ["Sides", "embed", "sides", "snippet"]

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
    from timeline.gallery.drawing import chart_of
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
    from timeline.gallery.entries import EMBEDS

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
