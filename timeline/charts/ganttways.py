"""The two ways to draw events in time: each as a bar in its lane, or all of them counted.

Each lays out the rows of a selection at any width and in any theme, and tells them as a table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from timeline.captions.datatable import Table, gantt_table
from timeline.captions.tooltips import event_hovers
from timeline.layout.density import Coded, coded, dense_layout
from timeline.layout.density.columns import event_columns
from timeline.layout.density.lanes import dense_table
from timeline.layout.gantt import gantt_layout, plan_gantt
from timeline.layout.gantt.fit import fitted, ways_of
from timeline.layout.gantt.pages import gantt_pages
from timeline.stats.sorting import in_time

if TYPE_CHECKING:
    from timeline.layout.scene import Layout
    from timeline.layout.sizes import Paper
    from timeline.layout.style import Look
    from timeline.stats.selection import Selection
    from timeline.theme import Theme

__all__ = ["Counts", "Lanes"]

LookOf: TypeAlias = "Callable[[float, Theme], Look]"


@dataclass(frozen=True)
class Lanes:
    """Events as bars in lanes.

    ``look`` says how a figure of a width in a theme looks; ``height`` is kept to at ``width``
    alone, and what ``labels``, ``nights`` and ``fold`` mean is told at ``gantt``.
    """

    selection: Selection
    look: LookOf
    by_time: bool
    language: str
    nights: Sequence[tuple[float, float]]
    fold: bool
    labels: str
    height: float | None
    width: float

    def lay_out(self, width: float, theme: Theme) -> Layout:
        """Lay out all events in one figure."""
        return fitted(
            lambda look: gantt_layout(self._drawn, look, **self._arranged),
            self.look(width, theme),
            labels=self.labels,
            height=(self.height or 0.0) if width == self.width else 0.0,
        )

    def split(self, paper: Paper, theme: Theme) -> tuple[Layout, ...]:
        """Lay out the events on pages of paper."""
        look = replace(self.look(paper.width, theme), labels=ways_of(self.labels)[0])
        return gantt_pages(plan_gantt(self._drawn, look, **self._arranged), paper)

    def tabulate(self) -> Table:
        """Tell each event in a row."""
        return gantt_table(self.selection.frame, language=self.language)

    # What is the same at every width and in every theme is made once.

    @cached_property
    def _drawn(self) -> Selection:
        frame = self.selection.frame
        return replace(self.selection, frame=in_time(frame) if self.by_time else frame)

    @cached_property
    def _arranged(self) -> dict[str, Any]:
        frame = self.selection.frame
        told = event_hovers(frame, language=self.language)
        hovers = dict(zip(frame["line"].tolist(), told, strict=True))
        return {
            "by_time": self.by_time, "nights": self.nights, "fold": self.fold, "hovers": hovers,
        }  # fmt: skip


@dataclass(frozen=True)
class Counts:
    """Events of which there are more than bars can show: how many are under way.

    ``look`` is that of ``Lanes``; ``color_by`` is the column by whose texts they are counted apart.
    """

    selection: Selection
    look: LookOf
    by_time: bool
    language: str
    color_by: str
    _known: dict[tuple[str, ...], Coded] = field(default_factory=dict, init=False, repr=False)

    def lay_out(self, width: float, theme: Theme) -> Layout:
        """Lay out the counts of all events."""
        look = self.look(width, theme)
        return dense_layout(self.selection, look, self._coded(look))

    def columns(self, width: float, theme: Theme) -> Mapping[str, Any]:
        """Return the events for a page, which counts them anew as it is zoomed."""
        look = self.look(width, theme)
        return event_columns(self.selection, look, self._coded(look))

    def tabulate(self) -> Table:
        """Tell the counts of each lane in a row."""
        return dense_table(self.selection.frame, color_by=self.color_by, language=self.language)

    def _coded(self, look: Look) -> Coded:
        sides = tuple(look.colors)  # lanes and sides are the same at every width
        if sides not in self._known:
            self._known[sides] = coded(self.selection.frame, look, by_time=self.by_time)
        return self._known[sides]
