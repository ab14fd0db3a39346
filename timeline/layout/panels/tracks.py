"""Tracks of a panel figure: events, claims in time, bars over time.

Claims become rows of a Gantt, with lanes named by measures. Units may differ, because no number is
drawn as a length; competing claims are placed under each other.

Each track returns the time range that it needs, lays itself out on a shared axis, and describes its
contents in words and as a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from timeline.captions.alt_text import (
    bars_alt,
    bars_description,
    claims_alt,
    gantt_alt,
    gantt_description,
)
from timeline.captions.datatable import (
    Table,
    capitalized,
    claim_hovers,
    claimant_text,
    claimants_note,
    claims_table,
    gantt_table,
    periods_table,
)
from timeline.layout.bars.columns import columns_layout
from timeline.layout.bars.numbers import Columns
from timeline.layout.bars.series import BarOptions, columns_of
from timeline.layout.gantt import gantt_time, plan_gantt
from timeline.layout.scene import Layout
from timeline.layout.style import Look, fit_time
from timeline.locale.dates import amount_texts
from timeline.locale.language import language as speak
from timeline.locale.language import sentence
from timeline.model import Rows
from timeline.stats.binning import sums_by_period
from timeline.stats.claims import claims_from, only_measures
from timeline.stats.measure import ResolvedMeasure
from timeline.stats.selection import in_reading, in_time

if TYPE_CHECKING:
    import pandas as pd

    from timeline.stats.selection import Selection

__all__ = ["ClaimsTrack", "Ends", "GanttTrack", "Row", "Sums", "claim_rows", "main_claimant"]


def claim_rows(
    claims: pd.DataFrame, *, measures: Sequence[str] = (), language: str = "en"
) -> pd.DataFrame:
    r"""Return claims as rows of a Gantt, rivals together, in the order of the table.

    Parameters
    ----------
    claims
        Rows of an event table with a measure.
    measures
        The measures in their order; those not named come behind, as the table has them.
    language
        Of the numbers and of our own words.

    Examples
    --------
    >>> from timeline.tables.checking.validate import read_events
    >>> table = b"title,start,measure,value,unit,claimed_by\nPVA killed,1953-06,killed,~1450,people,UN\n"
    >>> row = claim_rows(read_events(table).frame).iloc[0]
    >>> row["title"], row["lane"]
    ('PVA killed: about\xa01,450\xa0people', '')
    """  # noqa: E501 -- a row of a table is one line
    main = main_claimant(claims)
    names = ("title", "unit", "claimed_by")
    columns = (claims[name].tolist() for name in names)
    nothing = speak(language).words["no data"]
    titles = []
    for amount, title, unit, claimant in zip(
        amount_texts(claims, language=language), *columns, strict=True
    ):
        number = f"{amount or nothing} {unit if amount else ''}".strip().replace(" ", "\u00a0")
        own = claimant != main
        who = f", {claimant_text(claimant, language=language)}" if own else ""
        titles.append(f"{title}: {number}{who}")
    order = dict.fromkeys((*measures, *claims["measure"]))
    lanes = {name: capitalized(name) if len(order) > 1 else "" for name in order}
    lane = claims["measure"].map(lanes)
    # Nothing of a claim is a phase, and none of them an era behind the others.
    rows = claims.assign(title=titles, lane=lane, group="", parent="", kind="")
    return rows.iloc[_reading_order(claims, list(order))].reset_index(drop=True)


def main_claimant(claims: pd.DataFrame) -> str | None:
    """Return the claimant of more than half the claims, who is named once; else None.

    ``""`` says that nobody is named for any.

    Examples
    --------
    >>> import pandas as pd
    >>> main_claimant(pd.DataFrame({"claimed_by": ["UN", "UN", "PVA"]}))
    'UN'
    """
    counts = claims["claimed_by"].value_counts()
    who, most = str(counts.index[0]), int(counts.iloc[0])
    return who if most == len(claims) or (who and 2 * most > len(claims)) else None


def _reading_order(claims: pd.DataFrame, measures: Sequence[str]) -> list[int]:
    """Return the order of rows in which measures, and in them rivals, stand together."""
    known = claims_from(claims, by="side", color_by="side")
    first: dict[tuple[str, ...], int] = {}
    for number, claim in enumerate(known):
        first.setdefault(claim.comparison_key, number)
    place = {name: number for number, name in enumerate(measures)}
    return sorted(
        range(len(known)),
        key=lambda row: (place[known[row].measure], first[known[row].comparison_key]),
    )


Ends = tuple[float, float]

#: The share of the plot that a line of a claim's label may take: they are long, and few stand in
#: the way of each other.
WIDE_LABELS = 0.5
#: The height of a plot of sums as a share of the width, and its bounds (pixels).
SHARE, LOWEST, HIGHEST = 0.2, 110.0, 220.0


@dataclass(frozen=True)
class GanttTrack:
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

    @cached_property
    def as_read(self) -> Rows:
        """The rows in the order in which they are read, from top to bottom."""
        return in_reading(self._drawn)

    def alt(self, language: str) -> str:
        """Say what the chart shows."""
        return gantt_alt(self.frame, language=language)

    def description(self, language: str) -> str:
        """Tell all that the chart shows."""
        return gantt_description(self.as_read, language=language)

    def table(self, look: Look) -> Table:
        """Return the data of the chart."""
        return gantt_table(self.as_read, language=look.language)

    def ends(self, look: Look, window: Ends) -> Ends:
        """Return the time that is drawn, with the room for ends that are open."""
        frame = self.selection.frame
        events = frame[frame["kind"] != "era"] if (frame["kind"] != "era").any() else frame
        time_scale = fit_time(events, self.selection, look)
        return time_scale.low, time_scale.high

    def left(self, look: Look, ends: Ends, window: Ends) -> float:
        """Return the left edge that the plot would have alone."""
        return gantt_time(self._visible(look, ends), look).left

    def lay_out(self, look: Look, ends: Ends, window: Ends) -> Layout:
        """Lay out the lanes from end to end of the shared axis."""
        shown = self._visible(look, ends)
        return plan_gantt(shown, look, by_time=self.by_time, nights=self.nights).figure()

    def _visible(self, look: Look, ends: Ends) -> Selection:
        return replace(self.selection, rows=self._drawn, since=ends[0], until=ends[1])

    @cached_property
    def _drawn(self) -> Rows:
        rows = in_time(self.selection.rows) if self.by_time else self.selection.rows
        if self.heading and len(set(rows["group"].tolist())) == 1:
            # Its heading would stand under that of the chart.
            return rows.assign(group=np.full(len(rows), "", object))
        return rows


@dataclass(frozen=True)
class ClaimsTrack(GanttTrack):
    """Claims at their time, each with its number and its claimant, as one of several charts."""

    measures: Sequence[str] = ()

    def alt(self, language: str) -> str:
        """Say what the chart shows."""
        return claims_alt(self.frame, language=language)

    @cached_property
    def as_read(self) -> Rows:
        """The claims in the order in which they are read, from top to bottom."""
        lines = in_reading(self._labelled("en"))["line"].tolist()
        return Rows(self.frame.set_index("line", drop=False).loc[lines].reset_index(drop=True))

    def description(self, language: str) -> str:
        """Tell all that the chart shows."""
        return bars_description(self.as_read.frame, with_sums=False, language=language)

    def table(self, look: Look) -> Table:
        """Return the data of the chart."""
        return claims_table(self.as_read.frame, language=look.language)

    def ends(self, look: Look, window: Ends) -> Ends:
        """Return the time that is drawn, with the room for ends that are open."""
        time_scale = fit_time(self.frame, self.selection, look, lanes=())
        return time_scale.low, time_scale.high

    def lay_out(self, look: Look, ends: Ends, window: Ends) -> Layout:
        """Lay out the claims from end to end of the shared axis."""
        hovers = claim_hovers(self.frame, language=look.language)
        look = replace(look, widest=WIDE_LABELS)
        shown = self._visible(look, ends)
        layout = plan_gantt(shown, look, by_time=self.by_time, hovers=hovers).figure()
        claimants, most = set(self.frame["claimed_by"]), main_claimant(self.frame)
        notes = claimants_note(claimants, language=look.language)
        if most and len(claimants) > 1:
            notes = [speak(look.language).words["claimed by else"].format(most)]
        notes = [sentence(note, look.language) for note in notes]
        return replace(layout, meta={**layout.meta, "notes": [*layout.meta["notes"], *notes]})

    def _visible(self, look: Look, ends: Ends) -> Selection:
        rows = self._labelled(look.language)
        return replace(self.selection, rows=rows, since=ends[0], until=ends[1])

    def _labelled(self, language: str) -> Rows:
        rows = Rows(claim_rows(self.frame, measures=self.measures, language=language))
        return in_time(rows) if self.by_time else rows


@dataclass(frozen=True)
class Sums:
    """Sums by period as standing bars, as one of several charts."""

    resolved: ResolvedMeasure
    options: BarOptions
    heading: str = ""

    @property
    def selection(self) -> Selection:
        """The rows that the bars stand for."""
        return self.resolved.selection

    @property
    def frame(self) -> pd.DataFrame:
        """The claims of the measures asked for."""
        return only_measures(self.resolved.claims, list(self.resolved.measures))

    @property
    def lines(self) -> set[int]:
        """The lines of the table that are drawn."""
        return self.resolved.lines

    def alt(self, language: str) -> str:
        """Say what the chart shows."""
        events = self.selection.frame if self.resolved.counted else None
        return bars_alt(
            self.frame, events=events, by=self.options.by, stack=self.options.stack,
            **self._captions(language),
        )  # fmt: skip

    def description(self, language: str) -> str:
        """Tell all that the chart shows."""
        return bars_description(self.frame, **self._captions(language))

    def table(self, look: Look) -> Table:
        """Return the data of the chart; sums over time have its heading for a title."""
        window = (self.selection.since, self.selection.until)
        columns, _ = columns_of(self.frame, look, self.options, window=window)
        counted, language = self.resolved.counted, look.language
        head, *body = periods_table(columns.facets, counted=counted, language=language)
        name = self.heading or ", ".join(self.resolved.measures)
        title = speak(look.language).words["title"]
        return ((title, *head), *((name, *cells) for cells in body))

    def _captions(self, language: str) -> dict[str, Any]:
        return {
            "period": self.options.period, "per_day": self.options.per_day, "language": language,
        }  # fmt: skip

    def ends(self, look: Look, window: Ends) -> Ends:
        """Return the ends of the first and the last period."""
        frame = self.frame
        period = self.options.period
        sums = sums_by_period(frame, [""] * len(frame), period=period, window=window)
        return float(sums.edges[0]), float(sums.edges[-1])

    def left(self, look: Look, ends: Ends, window: Ends) -> float:
        """Return the left edge that the plot would have alone."""
        return self.lay_out(look, ends, window).panels[0].box.x0

    def lay_out(self, look: Look, ends: Ends, window: Ends) -> Layout:
        """Lay out the sums of every period of the window, on the shared axis."""
        columns, notes = columns_of(self.frame, look, self.options, window=window)
        height = round(min(max(SHARE * look.width, LOWEST), HIGHEST))
        columns = replace(
            columns, ends=ends, height=height, looks=_own_looks(columns, self.options.by, look)
        )
        texts = [*self.resolved.notes, *(sentence(note, look.language) for note in notes)]
        return columns_layout(columns, replace(look, meta={"notes": texts}))


#: Any of the charts.
Row = GanttTrack | Sums


def _own_looks(columns: Columns, by: str, look: Look) -> dict[str, tuple[str, str]]:
    """Give series that are no sides the colours that no side of the figure has."""
    if by == look.color_by:
        return dict(columns.looks)
    theme, taken = look.theme, set(look.colors.values())
    free = sorted(range(len(theme.sides)), key=lambda place: (place in taken, place))
    palette = [(f"side {place}", theme.patterns[place]) for place in free]
    own = [name for name, former in columns.looks.items() if former in palette]
    return {**columns.looks, **dict(zip(own, palette, strict=False))}
