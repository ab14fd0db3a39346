"""The charts that one figure may set above each other: events, single claims, sums by period.

Each knows the time that it needs, lays itself out on an axis that others share, and tells
what it shows in words and as a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from timeline.layout.bar_columns import columns_layout
from timeline.layout.bar_periods import Wanted, columns_of
from timeline.layout.claim_hovers import claim_hovers
from timeline.layout.claim_lanes import claim_rows, one_claimant
from timeline.layout.claim_texts import claimant_text
from timeline.layout.column_texts import Columns
from timeline.layout.datatable import Table, claims_table, gantt_table, periods_table
from timeline.layout.description import (
    bars_alt,
    bars_description,
    claims_alt,
    gantt_alt,
    gantt_description,
)
from timeline.layout.gantt import gantt_layout, gantt_stage
from timeline.layout.ordering import in_time
from timeline.layout.rivals import check_unit, only_measures
from timeline.layout.series import sums_by_period
from timeline.layout.stage import Look, set_stage
from timeline.layout.tally import Tally
from timeline.locale.language import language as speak
from timeline.locale.language import sentence
from timeline.picture import Layout

if TYPE_CHECKING:
    import pandas as pd

    from timeline.layout.selection import Selection

__all__ = ["Claims", "Ends", "Lanes", "Row", "Sums"]

Ends = tuple[float, float]

#: The share of the plot that a line of a claim's label may take: they are long, and few stand in
#: the way of each other.
WIDE_LABELS = 0.5
#: The height of a plot of sums as a share of the width, and its bounds (pixels).
SHARE, LOWEST, HIGHEST = 0.2, 110.0, 220.0


@dataclass(frozen=True)
class Lanes:
    """Events in lanes, as one of several charts."""

    selection: Selection
    heading: str = ""
    by_time: bool = True
    nights: Sequence[Ends] = ()

    @property
    def frame(self) -> pd.DataFrame:
        """The rows that are drawn."""
        return self.selection.frame

    @property
    def lines(self) -> set[int]:
        """The lines of the table that are drawn."""
        return set(self.frame["line"].tolist())

    def alt(self, language: str) -> str:
        """Say what the chart shows."""
        return gantt_alt(self.frame, language=language)

    def description(self, language: str) -> str:
        """Tell all that the chart shows."""
        return gantt_description(self.frame, language=language)

    def table(self, look: Look) -> Table:
        """Return the data of the chart."""
        return gantt_table(self.frame, language=look.language)

    def ends(self, look: Look, window: Ends) -> Ends:
        """Return the time that is drawn, with the room for ends that are open."""
        frame = self.selection.frame
        events = frame[frame["kind"] != "era"] if (frame["kind"] != "era").any() else frame
        stage = set_stage(events, self.selection, look)
        return stage.low, stage.high

    def left(self, look: Look, ends: Ends, window: Ends) -> float:
        """Return the left edge that the plot would have alone."""
        return gantt_stage(self._shown(look, ends), look).left

    def lay_out(self, look: Look, ends: Ends, window: Ends) -> Layout:
        """Lay out the lanes from end to end of the shared axis."""
        shown = self._shown(look, ends)
        return gantt_layout(shown, look, by_time=self.by_time, nights=self.nights)

    def _shown(self, look: Look, ends: Ends) -> Selection:
        return replace(self.selection, frame=self._drawn, since=ends[0], until=ends[1])

    @cached_property
    def _drawn(self) -> pd.DataFrame:
        frame = in_time(self.frame) if self.by_time else self.frame
        if self.heading and frame["group"].nunique() == 1:
            return frame.assign(group="")  # its heading would stand under that of the chart
        return frame


@dataclass(frozen=True)
class Claims(Lanes):
    """Claims at their time, each with its number and its claimant, as one of several charts."""

    measures: Sequence[str] = ()

    def alt(self, language: str) -> str:
        """Say what the chart shows."""
        return claims_alt(self.frame, language=language)

    def description(self, language: str) -> str:
        """Tell all that the chart shows."""
        return bars_description(self.frame, language=language)

    def table(self, look: Look) -> Table:
        """Return the data of the chart."""
        return claims_table(self.frame, language=look.language)

    def ends(self, look: Look, window: Ends) -> Ends:
        """Return the time that is drawn, with the room for ends that are open."""
        stage = set_stage(self.frame.assign(lane=""), self.selection, look)
        return stage.low, stage.high

    def lay_out(self, look: Look, ends: Ends, window: Ends) -> Layout:
        """Lay out the claims from end to end of the shared axis."""
        hovers = claim_hovers(self.frame, language=look.language)
        look = replace(look, widest=WIDE_LABELS)
        layout = gantt_layout(self._shown(look, ends), look, by_time=self.by_time, hovers=hovers)
        who, words = one_claimant(self.frame), speak(look.language).words
        told = claimant_text("", language=look.language) if not who else (
            f"{words['claimed by']}: {who}"
        )  # fmt: skip
        notes = [sentence(told, look.language)] if who is not None else []
        return replace(layout, meta={**layout.meta, "notes": [*layout.meta["notes"], *notes]})

    def _shown(self, look: Look, ends: Ends) -> Selection:
        rows = claim_rows(self.frame, measures=self.measures, language=look.language)
        rows = in_time(rows) if self.by_time else rows
        return replace(self.selection, frame=rows, since=ends[0], until=ends[1])


@dataclass(frozen=True)
class Sums:
    """Sums by period as standing bars, as one of several charts."""

    tally: Tally
    wanted: Wanted
    heading: str = ""

    @property
    def selection(self) -> Selection:
        """The rows that the bars stand for."""
        return self.tally.selection

    @property
    def frame(self) -> pd.DataFrame:
        """The claims of the measures asked for."""
        return only_measures(self.tally.claims, list(self.tally.measures))

    @property
    def lines(self) -> set[int]:
        """The lines of the table that are drawn."""
        return self.tally.lines

    def alt(self, language: str) -> str:
        """Say what the chart shows."""
        events = self.selection.frame if self.tally.counted else None
        return bars_alt(self.frame, events=events, **self._told(language))

    def description(self, language: str) -> str:
        """Tell all that the chart shows."""
        return bars_description(self.frame, **self._told(language))

    def table(self, look: Look) -> Table:
        """Return the data of the chart; sums over time have its heading for a title."""
        window = (self.selection.since, self.selection.until)
        unit = check_unit(self.frame)
        columns, _ = columns_of(self.frame, look, self.wanted, unit=unit, window=window)
        head, *body = periods_table(columns.facets, language=look.language)
        name = self.heading or ", ".join(self.tally.measures)
        title = speak(look.language).words["title"]
        return ((title, *head), *((name, *cells) for cells in body))

    def _told(self, language: str) -> dict[str, Any]:
        return {
            "period": self.wanted.period, "per_day": self.wanted.per_day, "language": language,
        }  # fmt: skip

    def ends(self, look: Look, window: Ends) -> Ends:
        """Return the ends of the first and the last period."""
        frame = self.frame
        sums = sums_by_period(
            frame, [""] * len(frame), period=self.wanted.period, window=window
        )  # fmt: skip
        return float(sums.edges[0]), float(sums.edges[-1])

    def left(self, look: Look, ends: Ends, window: Ends) -> float:
        """Return the left edge that the plot would have alone."""
        return self.lay_out(look, ends, window).panels[0].box.x0

    def lay_out(self, look: Look, ends: Ends, window: Ends) -> Layout:
        """Lay out the sums of every period of the window, on the shared axis."""
        frame = self.frame
        columns, notes = columns_of(
            frame, look, self.wanted, unit=check_unit(frame), window=window
        )  # fmt: skip
        height = round(min(max(SHARE * look.width, LOWEST), HIGHEST))
        columns = replace(
            columns, ends=ends, height=height, looks=_own_looks(columns, self.wanted, look)
        )
        told = [*self.tally.notes, *(sentence(note, look.language) for note in notes)]
        return columns_layout(columns, replace(look, meta={"notes": told}))


#: Any of the charts.
Row = Lanes | Sums


def _own_looks(columns: Columns, wanted: Wanted, look: Look) -> dict[str, tuple[str, str]]:
    """Give series that are no sides the colours that no side of the figure has."""
    if wanted.by == look.color_by:
        return dict(columns.looks)
    theme, taken = look.theme, set(look.colors.values())
    free = sorted(range(len(theme.sides)), key=lambda place: (place in taken, place))
    palette = [(f"side {place}", theme.patterns[place]) for place in free]
    known = set(palette)
    own = [name for name, had in columns.looks.items() if had in known]
    given = dict(zip(own, palette, strict=False))
    return {name: given.get(name, had) for name, had in columns.looks.items()}
