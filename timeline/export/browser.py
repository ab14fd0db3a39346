"""One browser for a whole command: figures in, pictures out, whatever happens to the browser.

It takes figures as dictionaries and returns bytes by format, all made from one
drawing. The browser starts in the background at ``start``; a tab or a browser that
dies or hangs is replaced and the figure drawn again; a figure that is itself
wrong fails alone. Importing this module imports nothing heavy.
"""

from __future__ import annotations

import base64
import threading
from collections.abc import Collection, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from timeline.errors import BrowserError, ExportError
from timeline.export.faults import LostTabError, PageError
from timeline.export.plotlyscript import needs_full_script
from timeline.export.tab import Tab
from timeline.jsontext import figure_meta, json_text

if TYPE_CHECKING:
    from timeline.layout.papers import Paper

__all__ = ["Browser"]

DEATHS = 4  # so many browsers may die under one figure
DELAYS = 2  # so many times one figure may take too long
DRAWINGS = 500  # then the page is loaded anew, so that nothing can pile up
SWEPT = 50  # after so many drawings what they left is collected


class Browser:
    """A browser that draws figures, one at a time.

    Parameters
    ----------
    timeout
        Seconds that one figure may take before its browser is given up.
    patience
        Seconds that the browser may take to start.
    arguments
        More flags for the browser's command line.

    Examples
    --------
    >>> with Browser() as browser:  # doctest: +SKIP
    ...     pictures = browser.draw({"data": []}, {"svg", "png"}, scale=2)
    """

    def __init__(
        self, *, timeout: float = 60.0, patience: float = 30.0, arguments: Sequence[str] = ()
    ) -> None:
        self._timeout = timeout
        self._patience = patience
        self._arguments = tuple(arguments)
        self._tab: Tab | None = None
        self._sandboxed = True
        self._drawn = 0
        self._stale = False
        self._full = False
        self._one_at_a_time = threading.RLock()

    def start(self) -> Self:
        """Begin to start the browser, and return at once; ``draw`` waits for it."""
        with self._one_at_a_time:
            if self._tab is None:
                self._tab = Tab(
                    patience=self._patience, arguments=self._arguments, sandboxed=self._sandboxed
                )
                self._drawn, self._stale, self._full = 0, False, False
        return self

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the browser; nothing of it stays, no process and no file."""
        tab, self._tab = self._tab, None
        if tab is not None:
            tab.close()

    def draw(
        self,
        figure: Mapping[str, Any],
        formats: Collection[str],
        *,
        width: float | None = None,
        height: float | None = None,
        scale: float = 2.0,
    ) -> dict[str, bytes]:
        """Draw a figure once and return it in each format.

        Parameters
        ----------
        figure
            ``data`` and ``layout``, as plotly has them.
        formats
            Of ``svg``, ``png``, ``webp``, ``jpeg`` and ``pdf``.
        width, height
            Pixels; the figure's own by default, else 700 by 450.
        scale
            Pixels of a raster for one of the figure.

        Raises
        ------
        ExportError
            If the figure cannot be drawn; its title is named.
        BrowserError
            If there is no browser that draws.
        """
        text, options = _asked(figure, formats)
        options |= {"width": width, "height": height, "scale": scale}
        if "Inter" in text and not set(formats) <= {"svg", "pdf"}:
            from timeline.fonts.faces import font_face_css

            options["css"] = font_face_css(options["characters"])
        with self._one_at_a_time:
            return self._drawn_by_some_tab(figure, [(text, options)])

    def print(self, figures: Sequence[Mapping[str, Any]], paper: Paper) -> bytes:
        """Draw figures on pages of paper, one after the other, and return them as one PDF.

        Parameters
        ----------
        figures
            ``data`` and ``layout`` of each page, at least one.
        paper
            The sheets, that hold a figure within their margins.

        Raises
        ------
        ExportError, BrowserError
            As in ``draw``.
        """
        sheet = {"across": paper.across, "down": paper.down, "margin": paper.margin}
        works = []
        for page, figure in enumerate(figures):
            text, options = _asked(figure, ["pdf"])
            color = (figure.get("layout") or {}).get("paper_bgcolor") or ""
            works.append((text, {**options, "page": page, "paper": {**sheet, "color": color}}))
        with self._one_at_a_time:
            return self._drawn_by_some_tab(figures[0], works)["pdf"]

    def describe(self) -> dict[str, str]:
        """Return what draws: ``path``, ``version`` and ``sandbox``, once it has started."""
        with self._one_at_a_time:
            session = self._ready_tab().wait()
            told = {"path": session.path, "version": session.version}
            return {**told, "sandbox": session.sandbox[1]}

    def ask(self, function: str, *arguments: object) -> Any:
        """Return what a function of the page returns; for ``doctor``, which measures."""
        with self._one_at_a_time:
            try:
                return self._ready_tab().call(function, *arguments, seconds=self._timeout)
            except (PageError, LostTabError) as error:
                self._give_up()
                raise BrowserError(f"the browser cannot tell: {error}") from error

    def _drawn_by_some_tab(
        self, figure: Mapping[str, Any], works: Sequence[tuple[str, dict[str, Any]]]
    ) -> dict[str, bytes]:
        name = _name(figure)
        deaths = delays = 0
        full = any(needs_full_script(figure, text) for text, _ in works)
        while True:
            try:
                return self._draw(self._ready_tab(full=full), works)
            except PageError as error:
                self._stale = True
                raise ExportError(f"{name}: cannot be drawn: {error}") from error
            except LostTabError as error:
                self._give_up()
                delays, deaths = delays + error.slow, deaths + (not error.slow)
                if delays >= DELAYS or deaths >= DEATHS:
                    times = delays + deaths
                    told = f"{name}: cannot be drawn: {error} ({times} browsers were tried)"
                    raise ExportError(told) from error

    def _draw(self, tab: Tab, works: Sequence[tuple[str, dict[str, Any]]]) -> dict[str, bytes]:
        pictures: dict[str, bytes] = {}
        for text, options in works:
            drawing = tab.call("draw", text, options, seconds=self._timeout)
            self._drawn += 1
            self._stale = self._stale or drawing["webgl"] or self._drawn >= DRAWINGS
            pictures |= {name: base64.b64decode(data) for name, data in drawing["images"].items()}
            if "svg" in options["formats"]:
                pictures["svg"] = drawing["svg"].encode()
            if self._drawn % SWEPT == 0:
                tab.sweep()
        if "pdf" in options["formats"]:
            seconds = self._timeout * len(works)
            pictures["pdf"] = tab.print_pdf(seconds, pages=len(works))
            tab.call("clear", seconds=self._timeout)
        return {name: pictures[name] for name in options["formats"]}

    def _ready_tab(self, *, full: bool = False) -> Tab:
        """Return a tab that can draw: the one there is, or else a new one."""
        for _ in range(DEATHS):
            self.start()
            tab = self._tab
            assert tab is not None
            try:
                self._refresh(tab, full=full)
                return tab
            except LostTabError as error:
                path, last = tab.path, error
                self._give_up()
                # Where the sandbox is refused to the user, the browser ends as it starts.
                self._sandboxed = self._sandboxed and not tab.refused
                if error.slow:
                    break
            except BrowserError:
                self._give_up()
                raise
        from timeline.export.installed import HOW_TO_GET

        raise BrowserError(f"{path} cannot draw: {last}. {HOW_TO_GET}")

    def _refresh(self, tab: Tab, *, full: bool) -> None:
        """Load the page anew where it is due; one with the full script draws all the rest, too."""
        tab.wait()
        full = full or self._full
        if self._stale or full != self._full:
            tab.reload(self._patience, full=full)
            self._drawn, self._stale, self._full = 0, False, full

    def _give_up(self) -> None:
        tab, self._tab = self._tab, None
        if tab is not None:
            tab.close(politely=False)


def _name(figure: Mapping[str, Any]) -> str:
    layout = figure.get("layout") or {}
    title = layout.get("title") or {}
    text = title.get("text") if isinstance(title, Mapping) else title
    return str(figure_meta(figure).get("title") or text or "untitled figure")


def _asked(figure: Mapping[str, Any], formats: Collection[str]) -> tuple[str, dict[str, Any]]:
    """Return a figure as JSON text, and what the page must know to draw it."""
    text = json_text({key: figure.get(key) for key in ("data", "layout", "config")})
    meta = figure_meta(figure)
    return text, {
        "formats": sorted(formats),
        "css": "",
        "characters": "".join(sorted(set(text))),
        "title": _name(figure),
        "lang": str(meta.get("language") or meta.get("lang") or "en"),
    }
