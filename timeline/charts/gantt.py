"""The Gantt chart: takes a checked table and options, returns a plotly figure.

Events are drawn as bars or, if there are too many, as counts; both can be laid out at any width, in
any theme, and listed as a table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from timeline.captions.alt_text import gantt_alt, gantt_description
from timeline.captions.captions import captions
from timeline.captions.datatable import Table, event_hovers, gantt_table
from timeline.charts.chart import Chart, cache_layouts, plotly_of
from timeline.charts.options import (
    LookOf,
    check_colors,
    filters_of,
    looks,
    takes_tables,
)
from timeline.dates.calendar import nights as nights_between
from timeline.errors import Problem
from timeline.layout.density import (
    MOST_BARS,
    LaneCodes,
    code_lanes,
    dense_description,
    dense_layout,
    dense_table,
)
from timeline.layout.density.columns import event_columns
from timeline.layout.gantt import plan_gantt
from timeline.layout.gantt.body import fitted, too_tall, ways_of
from timeline.layout.style import Look
from timeline.model import ROWS, EventTable, Rows
from timeline.options import width_of
from timeline.stats.selection import Filter, Selection, in_order, in_reading, in_time, select
from timeline.tables.report import account_of
from timeline.theme import Theme
from timeline.theme_file import theme_of

if TYPE_CHECKING:
    from timeline.layout.scene import Layout
    from timeline.options import Paper

__all__ = ["MOST_NIGHTS", "Counts", "EventBars", "gantt", "gantt_chart", "nights_of"]


@dataclass(frozen=True)
class EventBars:
    """Events as bars in lanes.

    ``look`` says how a figure of a width in a theme looks; ``height`` is kept to at ``width``
    alone; ``labels``, ``nights`` and ``fold`` are the options of ``gantt``.
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
            lambda look: plan_gantt(self._drawn, look, **self._lane_options).figure(),
            self.look(width, theme),
            labels=self.labels,
            height=(self.height or 0.0) if width == self.width else 0.0,
        )

    def split(self, paper: Paper, theme: Theme) -> tuple[Layout, ...]:
        """Lay out the events on pages of paper."""
        from timeline.layout.gantt.pages import gantt_pages

        look = replace(self.look(paper.width, theme), labels=ways_of(self.labels)[0])
        return gantt_pages(plan_gantt(self._drawn, look, **self._lane_options), paper)

    def resized(self, width: float, height: float) -> Callable[[float, Theme], Layout]:
        """Return a function that lays out the events at another height."""
        return replace(self, width=width, height=height).lay_out

    def tabulate(self) -> Table:
        """Return the data table, one row per event."""
        return gantt_table(_as_read(self.selection.rows, self.by_time), language=self.language)

    # What is the same at every width and in every theme is made once.

    @cached_property
    def _drawn(self) -> Selection:
        rows = self.selection.rows
        return replace(self.selection, rows=in_time(rows)) if self.by_time else self.selection

    @cached_property
    def _lane_options(self) -> dict[str, Any]:
        rows = self.selection.rows
        texts = event_hovers(rows, language=self.language)
        hovers = dict(zip(rows["line"].tolist(), texts, strict=True))
        return {
            "by_time": self.by_time, "nights": self.nights, "fold": self.fold, "hovers": hovers,
        }  # fmt: skip


@dataclass(frozen=True)
class Counts:
    """Events of which there are more than bars can show: how many are under way.

    ``look`` is that of ``EventBars``; counted apart by the texts of ``color_by``.
    """

    selection: Selection
    look: LookOf
    by_time: bool
    language: str
    color_by: str
    _known: dict[tuple[str, ...], LaneCodes] = field(default_factory=dict, init=False, repr=False)

    def lay_out(self, width: float, theme: Theme) -> Layout:
        """Lay out the counts of all events."""
        look = self.look(width, theme)
        return dense_layout(self.selection, look, self._lane_codes(look))

    def columns(self, width: float, theme: Theme) -> Mapping[str, Any]:
        """Return the events for a page, which recounts them at each zoom level."""
        look = self.look(width, theme)
        return event_columns(self.selection, look, self._lane_codes(look))

    def tabulate(self) -> Table:
        """Return the data table, one row of counts per lane."""
        return dense_table(self.selection.frame, color_by=self.color_by, language=self.language)

    def _lane_codes(self, look: Look) -> LaneCodes:
        sides = tuple(look.colors)  # lanes and sides are the same at every width
        if sides not in self._known:
            self._known[sides] = code_lanes(self.selection.frame, look, by_time=self.by_time)
        return self._known[sides]


#: Above this span nights are thinner than two pixels and only grey the picture.
MOST_NIGHTS = 60
#: Fewer events make no figure that is too high.
MANY = 150


@takes_tables
def gantt_chart(
    events: Any,
    *,
    group: Filter | None = None,
    side: Filter | None = None,
    kind: Filter | None = None,
    place: Filter | None = None,
    where: Mapping[str, Filter] | None = None,
    since: str | None = None,
    until: str | None = None,
    title: str | None = None,
    subtitle: str | None = None,
    source: str | None = None,
    notes: bool | str = True,
    width: float | str = 1080,
    theme: str | Theme = "light",
    language: str = "en",
    color_by: str = "side",
    sides: Sequence[str] = (),
    colors: Mapping[str, str] | None = None,
    order: str = "time",
    labels: str = "auto",
    height: float | None = None,
    fold: bool = False,
    nights: tuple[float, float, float] | None = None,
) -> Chart:
    """Draw events as a Gantt: bars in lanes, grouped, phases under their event.

    Above 2,000 events, it draws counts of active events as columns instead of bars.

    Parameters
    ----------
    events
        A table: from ``read_events``, or a path or data frame for it. Rows with a measure
        are claims and are not drawn here. Events of a table that is not loaded (``scan_events``,
        a glob, a Parquet file, a lazy frame) are always counted.
    group, side, kind, place
        Draw only the rows with this value, or one of these, in the column.
    where
        The same for any column: ``{"column": value}``.
    since, until
        EDTF dates; only events that overlap this window are drawn, and the axis ends there.
    title, subtitle, source
        Texts around the plot; by default generated from the table (``""``: none).
    notes
        Number the rows that have a note and print the notes under the plot: at most eight in
        a picture, with how many more its page and its data table have; ``"all"`` prints all.
    width
        Pixels, or ``"column"`` (360), ``"page"`` (720) or ``"slide"`` (1280); the height
        follows from the lanes. Below 560 the layout is a phone's.
    theme
        ``"light"``, ``"dark"``, ``"print"``, ``"auto"`` (pages and SVG follow the reader's
        colour scheme), a TOML file of your own, or a ``Theme``.
    language
        A language code for dates, numbers and generated texts.
    color_by
        The column that decides the colour.
    sides
        Values of that column that get the first colours, in this order.
    colors
        Values of that column with colours of their own, as in ``{"UK": "#003366"}``.
    order
        ``"time"``, ``"table"`` or a column: the order of groups and events.
    labels
        ``"text"``: titles beside their events; ``"leaders"``: those without room there above
        them, each on a line that leads to its event; ``"numbers"``: numbers, and the titles
        under the plot; ``"auto"``: the first of these that fits into the height.
    height
        Pixels; by default the height follows from the lanes. An HTML page, which has several
        layouts, applies it only to the layout of ``width``.
    fold
        Shrink long gaps between events to a few pixels, marked and explained in a note.
    nights
        Latitude and longitude in degrees and the clock's offset from UTC in hours:
        shade the nights of that place, from civil dusk to civil dawn.

    Returns
    -------
    Figure
        A ``plotly.graph_objects.Figure`` (``gantt``), or the chart that makes it.

    Raises
    ------
    UsageError
        An option that no column, row, theme or language answers to.
    LayoutError
        The table needs more height than was asked for.

    Examples
    --------
    >>> import pandas as pd
    >>> from timeline.tables.checking.validate import read_events
    >>> table = pd.DataFrame({"title": ["Assault"], "start": ["1953-06-10 night"]})
    >>> gantt(read_events(table), title="One night").layout.title.text
    'One night'
    """
    filters = filters_of(where, group=group, side=side, kind=kind, place=place)
    problems: tuple[Problem, ...] = ()
    if not isinstance(events, EventTable):
        # Imported here: tables that are read do without narwhals.
        from timeline.lazy.grouping import count_active

        asked = dict.fromkeys(("group", "lane", color_by, *filters))
        events = count_active(events, tuple(asked), width=width_of(width), window=(since, until))
        problems = events.problems
    selection = select(events, claims=False, where=filters, since=since, until=until)
    width = width_of(width)
    check_colors(events, color_by, colors, theme)
    scanned = ROWS in events.rows
    counted = scanned or len(selection.rows) > MOST_BARS
    ordered = in_order(selection, order)
    reading = ordered.rows if counted else _as_read(ordered.rows, order == "time")
    words = captions(
        events, selection, title=title, subtitle=subtitle, source=source,
        reading=None if counted else reading,
        notes=notes if not counted else False, alt=gantt_alt(selection.rows, language=language),
        description=dense_description(selection.frame, color_by=color_by, language=language)
        if counted else gantt_description(reading, language=language), language=language,
    )  # fmt: skip

    look = looks(
        events.rows, ordered, words, color_by=color_by, sides=sides, colors=colors,
        language=language,
    )  # fmt: skip
    drawn_in, account = theme_of(theme), account_of(events, selection.account)
    if counted:
        counts = Counts(ordered, look, order == "time", language, color_by)
        columns = None if scanned else lambda: counts.columns(width, drawn_in)
        return Chart(
            counts.lay_out, counts.tabulate, width, drawn_in, account, problems, columns=columns,
            files=events.files,
        )  # fmt: skip
    lanes = EventBars(
        ordered, look, order == "time", language, nights=nights_of(ordered, nights), fold=fold,
        labels=labels, height=height, width=width,
    )  # fmt: skip
    lay_out = cache_layouts(lanes.lay_out)
    many = len(ordered.rows) > MANY
    problems = (*problems, *(too_tall(lay_out(width, drawn_in), events.name) if many else ()))
    return Chart(
        lay_out, lanes.tabulate, width, drawn_in, account, problems,
        split=lanes.split, resize=lanes.resized,
        files=events.files,
    )  # fmt: skip


gantt = plotly_of(gantt_chart)


def _as_read(rows: Rows, by_time: bool) -> Rows:
    return in_reading(in_time(rows) if by_time else rows)


def nights_of(
    selection: Selection, place: tuple[float, float, float] | None
) -> list[tuple[float, float]]:
    """Return the nights of the visible time, or none if they would merge into a grey veil."""
    if place is None:
        return []
    frame = selection.frame
    frame = frame[frame["kind"] != "era"] if (frame["kind"] != "era").any() else frame
    low, high = max(frame["start_earliest"].min(), selection.since), frame["end_latest"]
    last = min(high[high < float("inf")].max(), selection.until)
    if not (last - low) / 86400.0 <= MOST_NIGHTS:
        return []
    latitude, longitude, offset = place
    return nights_between(
        low - 86400.0,
        last + 5 * 86400.0,
        latitude=latitude,
        longitude=longitude,
        utc_offset_hours=offset,
    )
