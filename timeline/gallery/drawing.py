"""One figure of a gallery: laid out, drawn in its formats, written whole.

It takes an entry and its checked table; returns what was made of it. Where no browser draws,
the page is written all the same, and the first browser that fails is the last one tried.
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

from timeline.errors import BrowserError, ExportError
from timeline.gallery.entries import Entry
from timeline.gallery.manifest import about
from timeline.gallery.record import Made

if TYPE_CHECKING:
    from timeline.charts.chart import Chart
    from timeline.export.driver.browser import Browser
    from timeline.model import EventTable

__all__ = ["Desk", "Drawn"]


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
        from timeline.gallery.extras import extras

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
