"""One tab of a browser as ordinary code calls it: a figure in, bytes by format out.

Every call has a time limit. The tab counts what it has drawn, and is loaded anew where
something could pile up in it or an error may have left something behind.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from timeline.export.driver.background import Background, Work, in_time

if TYPE_CHECKING:
    from timeline.export.driver.drawingpage import DrawingPage

__all__ = ["Drawing", "Tab"]

DRAWINGS = 500  # then the page is loaded anew, so that nothing can pile up
SWEPT = 50  # after so many drawings what they left is collected


#: A figure (JSON) and how it is to be drawn.
Drawing: TypeAlias = tuple[str, Mapping[str, Any]]


class Tab:
    """A page that can draw, and what it has drawn so far.

    ``full`` tells whether it has plotly's full script, ``stale`` whether it is to be
    loaded anew before it draws again.
    """

    def __init__(self, page: DrawingPage, background: Background) -> None:
        self._page, self._background = page, background
        self._drawn = 0
        self.full = False
        self.stale = False

    def draw(self, works: Sequence[Drawing], *, seconds: float) -> dict[str, bytes]:
        """Return a figure in the formats that are asked for, all of one drawing.

        Several works are the pages of one PDF; each may take so many ``seconds``.
        """
        pictures: dict[str, bytes] = {}
        for text, options in works:
            drawing = self.call("draw", text, options, seconds=seconds)
            self._drawn += 1
            self.stale = self.stale or drawing["webgl"] or self._drawn >= DRAWINGS
            pictures |= {name: base64.b64decode(data) for name, data in drawing["images"].items()}
            if "svg" in options["formats"]:
                pictures["svg"] = drawing["svg"].encode()
            if self._drawn % SWEPT == 0:
                self._background.begin(self._page.sweep)  # while we do something else
        if "pdf" in options["formats"]:
            pages = len(works)
            pictures["pdf"] = self._within(seconds * pages, lambda: self._page.print_pdf(pages))
            self._background.begin(self._page.clear)  # while we do something else
        return {name: pictures[name] for name in options["formats"]}

    def call(self, function: str, *arguments: object, seconds: float) -> Any:
        """Return what a function of the page returns (JSON values both ways)."""
        return self._within(seconds, lambda: self._page.call(function, arguments))

    def refresh(self, *, full: bool, seconds: float) -> None:
        """Load the page anew where it is due; one with the full script draws all the rest, too."""
        full = full or self.full
        if self.stale or full != self.full:
            self._within(seconds, lambda: self._page.reload(full=full))
            self._drawn, self.stale, self.full = 0, False, full

    def _within(self, seconds: float, work: Work[Any]) -> Any:
        return self._background.wait(lambda: in_time(work(), seconds, self._page.crashed))
