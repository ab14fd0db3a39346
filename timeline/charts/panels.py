"""Several charts in one figure on a shared time axis.

The steps: choose the rows of each chart, write all captions, lay the charts out together. ``KINDS``
lists all charts by name, panels included.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from timeline.captions.captions import captions
from timeline.captions.datatable import Table, joined_tables
from timeline.charts.bars import bars_chart
from timeline.charts.chart import Chart, plotly_of
from timeline.charts.gantt import gantt_chart, nights_of
from timeline.charts.options import (
    check_colors,
    filters_of,
    looks,
    takes_tables,
)
from timeline.errors import LayoutError, UsageError, did_you_mean
from timeline.layout.bars.series import BarOptions
from timeline.layout.panels import panels_layout
from timeline.layout.panels.tracks import ClaimsTrack, GanttTrack, Row, Sums
from timeline.layout.scene import Layout
from timeline.model import EventTable, Rows
from timeline.options import FILTERS, PANEL_OPTIONS, names_of, width_of
from timeline.stats.measure import resolve_measure
from timeline.stats.selection import Filter, Selection, select
from timeline.tables.measures import readable_measures
from timeline.tables.report import Account, account_of
from timeline.theme import Theme
from timeline.theme_file import theme_of as theme_named

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["KINDS", "panel_rows", "panels", "panels_chart"]


@takes_tables
def panels_chart(
    events: Any,
    *,
    charts: Sequence[Mapping[str, Any]],
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
    nights: tuple[float, float, float] | None = None,
) -> Chart:
    """Draw several charts above each other on one time axis.

    Parameters
    ----------
    events
        A loaded table, as in ``gantt``; tables that are not loaded cannot be drawn as panels.
    charts
        The charts from top to bottom. Each is a mapping with ``chart``: ``"gantt"``;
        ``"claims"``, each at its time with its number and claimant, of one ``measure`` or
        several (else all); or ``"bars"`` with ``measure``, ``period`` and, optionally,
        ``by``, ``stack`` and ``per_day``, where ``measure="events"`` counts events. Every
        one may have a ``heading``, an ``order``, and rows of its own by ``group``,
        ``side``, ``kind``, ``place`` and ``where``.
    group, side, kind, place, where
        Filters as in ``gantt``, for charts without their own filter on that column.
    since, until
        The time window of all charts.
    title, subtitle, source, notes, width, theme, language, color_by, sides, colors, nights
        As in ``gantt``.

    Returns
    -------
    Figure
        A ``plotly.graph_objects.Figure`` (``panels``), or the chart that makes it.

    Raises
    ------
    UsageError
        An option that no column, row, theme or language answers to.

    Examples
    --------
    >>> import pandas as pd
    >>> from timeline.tables.checking.validate import read_events
    >>> table = pd.DataFrame({"title": ["Assault", "Shells"], "start": ["1953-06-10"] * 2,
    ...                       "measure": ["", "shells"], "value": ["", "9"], "source": "x"})
    >>> asked = [{"chart": "gantt"}, {"chart": "bars", "measure": "shells", "period": "day"}]
    >>> figure = panels(read_events(table), charts=asked)
    >>> figure.layout.xaxis.range == figure.layout.xaxis2.range
    True
    """
    if not isinstance(events, EventTable):
        advice = "read it with read_events, or draw it with gantt or bars"
        raise UsageError(f"panels draws rows, and {events.name} is not read ({advice})")
    shared = filters_of(where, group=group, side=side, kind=kind, place=place)
    rows = panel_rows(events, charts, shared=shared, since=since, until=until, language=language)
    width = width_of(width)
    check_colors(events, color_by, colors, theme)
    rows = tuple(
        replace(row, nights=nights_of(row.selection, nights))
        if isinstance(row, GanttTrack)
        else row
        for row in rows
    )
    whole = _all_rows(events, rows)
    words = captions(
        events, whole, title=title, subtitle=subtitle, source=source, notes=notes,
        reading=_reading_order(rows), unmarked=_rows_in_sums(whole, rows),
        alt=" ".join(row.alt(language) for row in rows),
        description="\n".join(_description(row, language) for row in rows), language=language,
    )  # fmt: skip

    look = looks(
        events.frame, whole, words, color_by=color_by, sides=sides, colors=colors,
        language=language,
    )  # fmt: skip

    def lay_out(at_width: float, named: Theme) -> Layout:
        return panels_layout(rows, look(at_width, named))

    def tabulate() -> Table:
        at_width = look(width, theme_named(theme))
        return joined_tables([row.table(at_width) for row in rows])

    remarks = tuple(one for row in rows if isinstance(row, Sums) for one in row.resolved.remarks)
    remarked = replace(events, problems=(*events.problems, *remarks))
    account = account_of(remarked, whole.account)
    return Chart(
        lay_out, tabulate, width, theme_named(theme), account, remarks, files=events.files
    )  # fmt: skip


panels = plotly_of(panels_chart)

#: All charts by the names that a gallery and the command line use.
KINDS: Mapping[str, Callable[..., Chart]] = {
    "bars": bars_chart, "gantt": gantt_chart, "panels": panels_chart,
}  # fmt: skip


def _all_rows(events: EventTable, rows: Sequence[Row]) -> Selection:
    """Return the rows of all charts, without duplicates, in table order."""
    import pandas as pd

    frame = (
        pd.concat([row.selection.frame for row in rows])
        .drop_duplicates("line")
        .sort_values("line", ignore_index=True)
    )
    drawn = set().union(*(row.lines for row in rows))
    left_out = {
        "not asked for": len(events) - len(frame),
        "in no period alone, or without a number": len(frame) - len(drawn),
        "joined or skipped on reading": events.rows_read
        - len(events)
        - sum(events.left_out.values()),
        **events.left_out,
    }
    account = Account(events.rows_read, len(drawn), left_out)
    first = rows[0].selection
    return Selection(Rows(frame), account, first.since, first.until)


def _description(row: Row, language: str) -> str:
    text = row.description(language)
    return f"{row.heading}:\n{text}" if row.heading else text


def _reading_order(rows: Sequence[Row]) -> pd.DataFrame | None:
    """Return the rows that have a mark in the order in which they are read, panel by panel."""
    import pandas as pd

    frames = [row.as_read.frame for row in rows if isinstance(row, GanttTrack)]
    return pd.concat(frames).drop_duplicates("line", ignore_index=True) if frames else None


def _rows_in_sums(whole: Selection, rows: Sequence[Row]) -> pd.DataFrame:
    """Return the rows that are drawn in sums alone: no mark can carry the number of their note."""
    tracks = [row for row in rows if not isinstance(row, Sums)]
    marked = {line for row in tracks for line in row.selection.frame["line"].tolist()}
    return whole.frame[~whole.frame["line"].isin(marked)]


#: Columns that have a filter of their own.
NAMED = names_of(FILTERS[:4])
#: More claims than this are no picture.
MOST_CLAIMS = 250


def panel_rows(
    events: EventTable,
    charts: Sequence[Mapping[str, Any]],
    *,
    shared: Mapping[str, Filter],
    since: str | None,
    until: str | None,
    language: str,
) -> tuple[Row, ...]:
    r"""Validate the options of each chart, and select its rows.

    Parameters
    ----------
    events
        The checked table.
    charts
        Mappings of options, as ``panels`` takes them.
    shared
        Filters of the charts that have none of their own for that column.
    since, until, language
        As in ``panels``.

    Raises
    ------
    UsageError
        A chart or an option that is not known, or that the table has no rows for.
    LayoutError
        More claims than can be read one by one.

    Examples
    --------
    >>> from timeline.tables.checking.validate import read_events
    >>> table = read_events(b"title,start\nAssault,1953-06-10\n")
    >>> options = {"shared": {}, "since": None, "until": None, "language": "en"}
    >>> [type(row).__name__ for row in panel_rows(table, [{"chart": "gantt"}], **options)]
    ['GanttTrack']
    """
    choose: dict[str, Callable[[_PanelOptions], Row]] = {
        "gantt": _PanelOptions.lanes, "claims": _PanelOptions.claims, "bars": _PanelOptions.sums,
    }  # fmt: skip
    rows = []
    for number, options in enumerate(_check_charts(charts), start=1):
        own = filters_of(options.get("where"), **{name: options.get(name) for name in NAMED})
        one = _PanelOptions(events, options, number, {**shared, **own}, since, until, language)
        rows.append(choose[options["chart"]](one))
    return tuple(rows)


def _check_charts(charts: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """Reject unknown options, and suggest the nearest known one."""
    if isinstance(charts, str | Mapping) or not charts:
        raise UsageError(
            'panels need charts, as in charts = [{chart = "gantt"}, '
            '{chart = "bars", measure = "sorties", period = "month"}]'
        )
    for number, options in enumerate(charts, start=1):
        if not isinstance(options, Mapping):
            raise UsageError(f"panel {number}: {options!r} must be a table of options")
        name = str(options.get("chart", ""))
        if name not in PANEL_OPTIONS:
            hint = did_you_mean(name, PANEL_OPTIONS) or f"one of: {', '.join(PANEL_OPTIONS)}"
            raise UsageError(f'panel {number}: chart "{name}" is not known ({hint})')
        for key in options:
            if key not in PANEL_OPTIONS[name]:
                hint = did_you_mean(key, PANEL_OPTIONS[name])
                hint = hint or f"one of: {', '.join(sorted(PANEL_OPTIONS[name]))}"
                raise UsageError(f'panel {number}: {name} has no option "{key}" ({hint})')
    return charts


@dataclass(frozen=True)
class _PanelOptions:
    """Options of one chart, with those shared by the figure."""

    events: EventTable
    options: Mapping[str, Any]
    number: int
    where: Mapping[str, Filter]
    since: str | None
    until: str | None
    language: str

    @property
    def window(self) -> dict[str, str | None]:
        return {"since": self.since, "until": self.until}

    @property
    def heading(self) -> str:
        return str(self.options.get("heading", ""))

    @property
    def measures(self) -> tuple[str, ...]:
        measure = self.options.get("measure", ())
        return (measure,) if isinstance(measure, str) else tuple(measure)

    def order(self, *known: str) -> str:
        """Return the requested order, by default the first known one."""
        order = str(self.options.get("order", known[0]))
        if order not in known:
            named = ", ".join(known)
            raise UsageError(f'panel {self.number}: order "{order}" is not known (one of: {named})')
        return order

    def lanes(self) -> GanttTrack:
        """Select the events to draw in lanes."""
        by_time = self.order("time", "table") == "time"
        selection = select(self.events, claims=False, where=self.where, **self.window)
        return GanttTrack(selection, self.heading, by_time)

    def claims(self) -> ClaimsTrack:
        """Select the claims to draw in time."""
        by_time = self.order("table", "time") == "time"
        asked = {"measure": list(self.measures)} if self.measures else {}
        selection = select(self.events, claims=True, where={**self.where, **asked}, **self.window)
        if len(selection.frame) > MOST_CLAIMS:
            raise LayoutError(
                f"panel {self.number}: {len(selection.frame):,} claims are too many to read one by "
                "one (filter them, or sum them up by a period with bars)"
            )
        return ClaimsTrack(selection, self.heading, by_time, measures=self.measures)

    def sums(self) -> Sums:
        """Select the claims or events to sum by period."""
        for name in ("measure", "period"):
            if not self.options.get(name):
                raise UsageError(f'panel {self.number}: bars need a {name}, as in period = "month"')
        order = self.order("table", "value")
        by, period = str(self.options.get("by", "side")), str(self.options["period"])
        stack, per_day = (bool(self.options.get(name)) for name in ("stack", "per_day"))
        # A row whose number cannot be read is an event of the other panels all the same.
        events, remarks = readable_measures(self.events, self.measures, drop=False)
        counts = resolve_measure(
            events, self.measures, where=self.where, **self.window, period=period,
            per_day=per_day, keys=[by], language=self.language,
        )  # fmt: skip
        options = BarOptions(
            by=by, period=period, stack=stack, per_day=per_day, order=order, adds=counts.adds
        )
        counts = replace(counts, remarks=(*remarks, *counts.remarks))
        return Sums(counts, options, self.heading)
