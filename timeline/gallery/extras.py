"""What a build writes beside a figure for articles: pictures of the plot, data, snippets.

Takes an entry, its chart and a browser; returns bytes by file name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from timeline.formats.spreadsheet import csv_text
from timeline.gallery.entries import Entry
from timeline.gallery.snippet import Sides, sides, snippet

if TYPE_CHECKING:
    from timeline.charts.chart import Chart
    from timeline.export.driver.browser import Browser

__all__ = ["SNIPPETS", "extras"]

#: How the file of a snippet ends, by its kind.
SNIPPETS: Mapping[str, str] = {
    "html": ".embed.html",
    "iframe": ".iframe.html",
    "markdown": ".md",
    "myst": ".myst.md",
    "quarto": ".qmd",
    "latex": ".tex",
    "wikitext": ".wiki",
}


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
