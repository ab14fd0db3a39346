"""One browser for a whole command: figures in, pictures out, whatever happens to the browser.

It takes figures as dictionaries and returns bytes by format, all made from one
drawing. The browser starts in the background at ``start``; one that dies or hangs
is replaced and its figures drawn again; a figure that is itself wrong fails alone.
Several threads may draw at once, as many as there are tabs. Importing this module
imports nothing heavy.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from timeline.errors import BrowserError, ExportError
from timeline.export.driver.company import Company
from timeline.export.driver.faults import LostTabError, PageError
from timeline.export.driver.plotlyscript import needs_full_script
from timeline.export.driver.tab import Drawing, Tab
from timeline.export.driver.tabs import Tabs
from timeline.export.driver.work import name_of, pages_of, work_of

if TYPE_CHECKING:
    from timeline.layout.sizes import Paper

__all__ = ["Browser"]

# So many browsers may die under one figure that is drawn alone. Whoever kills browsers may hit
# the same figure again and again; one that kills its own costs half a second each time.
DEATHS = 12
STARTS = 4  # so many browsers in a row may end before they can draw
DELAYS = 2  # so many times one figure may take too long

T = TypeVar("T")


class Browser:
    """A browser that draws figures, as many at a time as it has tabs.

    Parameters
    ----------
    tabs
        How many tabs draw at once for threads that ask at once; a second one makes
        a batch of figures a third faster, more do not.
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
        self,
        *,
        tabs: int = 1,
        timeout: float = 60.0,
        patience: float = 30.0,
        arguments: Sequence[str] = (),
    ) -> None:
        self._count = tabs
        self._timeout = timeout
        self._patience = patience
        self._arguments = tuple(arguments)
        self._tabs: Tabs | None = None
        self._sandboxed = True
        self._closed = False
        self._lock = threading.RLock()
        self._company = Company()

    def start(self) -> Self:
        """Begin to start the browser, and return at once; ``draw`` waits for it."""
        with self._lock:
            self._closed = False
        self._running()
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
        """End the browser; nothing of it stays, no process and no file.

        What other threads are drawing fails at once. It draws again after ``start``.
        """
        with self._lock:
            self._closed = True
            tabs, self._tabs = self._tabs, None
        if tabs is not None:
            tabs.close()

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
        work = work_of(figure, formats, width=width, height=height, scale=scale)
        return self._drawn_by_some_tab(figure, [work])

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
        return self._drawn_by_some_tab(figures[0], pages_of(figures, paper))["pdf"]

    def describe(self) -> dict[str, str]:
        """Return what draws: ``path``, ``version`` and ``sandbox``, once it has started."""
        with self._company.joined():
            tabs, tab = self._ready_tab()
            tabs.give(tab)
            session = tabs.wait()
        return {"path": session.path, "version": session.version, "sandbox": session.sandbox[1]}

    def ask(self, function: str, *arguments: object) -> Any:
        """Return what a function of the page returns; for ``doctor``, which measures."""
        try:
            return self._on_tab(lambda tab: tab.call(function, *arguments, seconds=self._timeout))
        except (PageError, LostTabError) as error:
            raise BrowserError(f"the browser cannot tell: {error}") from error

    def _drawn_by_some_tab(
        self, figure: Mapping[str, Any], works: Sequence[Drawing]
    ) -> dict[str, bytes]:
        name = name_of(figure)
        full = any(needs_full_script(figure, text) for text, _ in works)
        deaths = delays = tried = 0
        while True:
            try:
                return self._on_tab(
                    lambda tab: tab.draw(works, seconds=self._timeout),
                    full=full,
                    alone=tried > 0,
                )
            except PageError as error:
                raise ExportError(f"{name}: cannot be drawn: {error}") from error
            except LostTabError as error:
                # A death in company may be another's doing: only one that it has alone counts.
                delays, deaths = delays + error.slow, deaths + (tried > 0 and not error.slow)
                tried += 1
                if delays >= DELAYS or deaths >= DEATHS:
                    told = f"{name}: cannot be drawn: {error} ({tried} browsers were tried)"
                    raise ExportError(told) from error

    def _on_tab(self, work: Callable[[Tab], T], *, full: bool = False, alone: bool = False) -> T:
        """Do a work in a tab of the browser; one that is lost over it is given up."""
        with self._company.joined(alone=alone):
            tabs, tab = self._ready_tab(full=full)
            try:
                return work(tab)
            except PageError:
                tab.stale = True
                raise
            except BaseException:  # lost, or broken off in the midst of a drawing
                self._give_up(tabs)
                raise
            finally:
                tabs.give(tab)

    def _ready_tab(self, *, full: bool = False) -> tuple[Tabs, Tab]:
        """Take a tab that can draw: one of the browser there is, or else of a new one."""
        for _ in range(STARTS):
            tabs = self._running()
            try:
                tab = tabs.take(full=full)
                tab.refresh(full=full, seconds=self._patience)
                return tabs, tab
            except LostTabError as error:
                path, last = tabs.path, error
                self._give_up(tabs)
                # Where the sandbox is refused to the user, the browser ends as it starts.
                self._sandboxed = self._sandboxed and not tabs.refused
                if error.slow:
                    break
            except BaseException:
                self._give_up(tabs)
                raise
        from timeline.export.driver.installed import HOW_TO_GET

        raise BrowserError(f"{path} cannot draw: {last}. {HOW_TO_GET}")

    def _running(self) -> Tabs:
        """Return the browser that there is, or a new one, which is only just starting."""
        with self._lock:
            if self._closed:
                raise ExportError("the browser is closed, and draws no more")
            if self._tabs is None:
                self._tabs = Tabs(
                    self._count,
                    patience=self._patience,
                    arguments=self._arguments,
                    sandboxed=self._sandboxed,
                )
            return self._tabs

    def _give_up(self, tabs: Tabs) -> None:
        with self._lock:
            self._tabs = None if self._tabs is tabs else self._tabs
        tabs.close(politely=False)
