"""The charts as users call them: a checked table and options in, a plotly figure out.

Each function is one page of verbs: choose the rows, choose the words and the
colours, lay out, transcribe. The figure is a plain ``plotly.graph_objects.Figure``;
what made it rides along in ``figure._chart``, so that an export to HTML can lay
it out again for a phone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec

from timeline.asking import check_color, check_order, takes_tables
from timeline.errors import Problem
from timeline.figure.transcribe import figure_dict
from timeline.layout.bar_captions import counted, counted_in
from timeline.layout.bars import bars_layout, bars_table, undrawn
from timeline.layout.captions import Captions, captions
from timeline.layout.datatable import Table, gantt_table
from timeline.layout.description import bars_alt, bars_description, gantt_alt, gantt_description
from timeline.layout.fitting import fitted
from timeline.layout.gantt import gantt_layout
from timeline.layout.ordering import in_order
from timeline.layout.selection import Filter, Selection, select
from timeline.layout.side_places import side_places
from timeline.layout.sizes import width_of
from timeline.layout.stage import Look
from timeline.layout.sun import nights as nights_between
from timeline.model import Layout
from timeline.table.account import account_of
from timeline.table.measured import COUNTED, measured
from timeline.theme import Theme
from timeline.themefile import theme_of as theme_named

if TYPE_CHECKING:
    import pandas as pd
    from plotly.graph_objects import Figure

__all__ = ["CHARTS", "Chart", "bars", "bars_chart", "gantt", "gantt_chart"]

Arguments = ParamSpec("Arguments")

#: Above this span nights are thinner than two pixels and only grey the picture.
MOST_NIGHTS = 60


@dataclass(frozen=True)
class Chart:
    """A chart that can be laid out at any width and in any theme, again and again.

    ``account`` tells where each row of its table went (``timeline.table.account``),
    ``remarks`` what the drawing made of the table that its reader did not ask for.
    """

    lay_out: Callable[[float, Theme], Layout] = field(repr=False)
    tabulate: Callable[[], Table] = field(repr=False)
    width: float
    theme: Theme = field(repr=False)
    account: Mapping[str, Any] = field(default_factory=dict, repr=False)
    remarks: tuple[Problem, ...] = field(default=(), repr=False)

    def figure(self, *, width: float | None = None, theme: str | Theme = "") -> dict[str, Any]:
        """Return the plotly figure as plain dicts, at another width or theme if asked."""
        look = theme_named(theme) if theme else self.theme
        return figure_dict(self.lay_out(width or self.width, look), look)

    def plotly(self) -> Figure:
        """Return the chart as a plotly figure that remembers how it was made."""
        from plotly.graph_objects import Figure

        figure = Figure(self.figure())
        figure._chart = self
        return figure


def _plotly(chart_of: Callable[Arguments, Chart]) -> Callable[Arguments, Figure]:
    """Give the function of the same options that returns a plotly figure."""

    @wraps(chart_of)
    def drawn(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Figure:
        return chart_of(*args, **kwargs).plotly()

    return drawn


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
    notes: bool = True,
    width: float | str = 1080,
    theme: str | Theme = "light",
    language: str = "en",
    color_by: str = "side",
    sides: Sequence[str] = (),
    order: str = "time",
    labels: str = "auto",
    height: float | None = None,
    fold: bool = False,
    nights: tuple[float, float, float] | None = None,
) -> Chart:
    """Draw events as a Gantt: bars in lanes, grouped, phases under their event.

    Parameters
    ----------
    events
        A table: from ``read_events``, or a path or data frame for it. Rows with a measure
        are claims and are not drawn here.
    group, side, kind, place
        Draw only the rows with this value, or one of these, in the column.
    where
        The same for any column: ``{"column": value}``.
    since, until
        EDTF dates; only what overlaps that time is drawn, and the axis ends there.
    title, subtitle, source
        Texts around the plot; by default told from the table (``""``: none).
    notes
        Number the rows that have a note and print the notes under the plot.
    width
        Pixels, or ``"column"`` (360), ``"page"`` (720) or ``"slide"`` (1280); the height
        follows from the lanes. Below 560 the layout is a phone's.
    theme
        ``"light"``, ``"dark"``, ``"print"``, ``"auto"`` (pages and SVG follow the reader's
        colour scheme), a TOML file of your own, or a ``Theme``.
    language
        A language code for dates, numbers and our own words.
    color_by
        The column that decides the colour.
    sides
        Values of that column that take the first colours, in this order.
    order
        ``"time"``, ``"table"`` or a column: how groups and events follow each other.
    labels
        ``"text"``: titles at their events; ``"numbers"``: numbers, and the titles under the
        plot; ``"auto"``: numbers only where titles do not fit into the height.
    height
        Pixels; by default the height follows from the lanes. An HTML page, which has a
        layout for each width, keeps to it at this width alone.
    fold
        Let long gaps between events take a few pixels only, marked and told in a note;
        such a figure is not zoomed in a page.
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
    >>> from timeline.table.events import read_events
    >>> table = pd.DataFrame({"title": ["Assault"], "start": ["1953-06-10 night"]})
    >>> gantt(read_events(table), title="One night").layout.title.text
    'One night'
    """
    filters = _filters(where, group=group, side=side, kind=kind, place=place)
    selection = select(events, claims=False, where=filters, since=since, until=until)
    words = captions(
        events, selection, title=title, subtitle=subtitle, source=source, notes=notes,
        alt=gantt_alt(selection.frame, language=language),
        description=gantt_description(selection.frame, language=language), language=language,
    )  # fmt: skip
    width = width_of(width)
    check_color(events, color_by)
    selection = in_order(selection, order)
    dark = _nights(selection, nights)

    def lay_out(at_width: float, look: Theme) -> Layout:
        look_of = _look(
            events.frame, selection, words, theme=look, width=at_width,
            color_by=color_by, sides=sides, language=language,
        )  # fmt: skip
        return fitted(
            lambda one: gantt_layout(
                selection, one, by_time=order == "time", nights=dark, fold=fold
            ),
            look_of,
            labels=labels,
            height=(height or 0.0) if at_width == width else 0.0,
        )

    def tabulate() -> Table:
        return gantt_table(selection.frame, language=language)

    account = account_of(events, selection.account)
    return Chart(lay_out, tabulate, width, theme_named(theme), account)


gantt = _plotly(gantt_chart)


@takes_tables
def bars_chart(
    events: Any,
    *,
    measure: str | Sequence[str],
    by: str = "side",
    across: str | None = None,
    period: str | None = None,
    stack: bool = False,
    per_day: bool = False,
    log: bool = False,
    combine: str | None = None,
    order: str = "table",
    horizontal: bool | None = None,
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
    notes: bool = True,
    width: float | str = 1080,
    theme: str | Theme = "light",
    language: str = "en",
    color_by: str = "side",
    sides: Sequence[str] = (),
) -> Chart:
    """Draw claims as bars from zero, each with its claimant, nothing merged.

    Parameters
    ----------
    events
        A table, as in ``gantt``. Only rows with a measure are drawn.
    measure
        What is counted, one or several of the column ``measure``, all of one unit. Where
        no row has it: a column of numbers, or ``"events"``, which counts the events.
    by
        The column that makes the bars.
    across
        A column that makes small panels.
    period
        Sum over time: ``"day"``, ``"week"``, ``"month"``, ``"quarter"``, ``"year"``
        or ``"decade"``; a period without a row is a gap, and not a zero.
    stack
        Stack the bars of a period.
    per_day
        Divide each sum by the days of its period, and say so.
    log
        A logarithmic scale, marked as such.
    combine
        ``"range"`` or ``"median"`` over competing claims, ``"sum"`` over many rows of
        one claimant, and the figure says so; by default each claim is drawn.
    order
        ``"table"`` or ``"value"``: how the bars follow each other.
    horizontal
        Which way the bars lie; by default whichever fits.
    group, side, kind, place, where, since, until
        As in ``gantt``.
    title, subtitle, source, notes, width, theme, language, color_by, sides
        As in ``gantt``.

    Returns
    -------
    Figure
        A ``plotly.graph_objects.Figure`` (``bars``), or the chart that makes it.

    Raises
    ------
    UsageError
        An option that no column, row, theme or language answers to; units mixed.

    Examples
    --------
    >>> import pandas as pd
    >>> from timeline.table.events import read_events
    >>> table = pd.DataFrame({"title": ["Shells"], "start": ["1953-06-10"], "side": ["PVA"],
    ...                       "measure": ["shells fired"], "value": ["22000"], "source": ["x"]})
    >>> bars(read_events(table), measure="shells fired", title="Shells").layout.title.text
    'Shells'
    """
    events, remarks = measured(events, measure)
    if remarks and remarks[0].value == COUNTED and period is None:
        combine = combine or "sum"
    wanted = {"measure": measure, **_filters(where, group=group, side=side, kind=kind, place=place)}
    selection = select(events, claims=True, where=wanted, since=since, until=until)
    selection = replace(selection, account=undrawn(selection, period))
    words = captions(
        events, selection, title=title, subtitle=subtitle, source=source, notes=notes,
        unmarked=selection.frame if period else None,
        subject=counted(selection.frame, period=period, language=language),
        scope=counted_in(selection.frame, per_day=per_day, language=language),
        alt=bars_alt(selection.frame, period=period, per_day=per_day, language=language),
        description=bars_description(
            selection.frame, period=period, per_day=per_day, language=language
        ),
        language=language, counts=remarks[0].value if remarks else "",
    )  # fmt: skip
    width = width_of(width)
    check_color(events, color_by)
    check_order(order)

    def look(at_width: float, named: Theme) -> Look:
        return _look(
            events.frame, selection, words, theme=named, width=at_width,
            color_by=color_by, sides=sides, language=language,
        )  # fmt: skip

    def lay_out(at_width: float, named: Theme) -> Layout:
        return bars_layout(
            selection, look(at_width, named), measure=measure, by=by, across=across,
            period=period, stack=stack, per_day=per_day, log=log, combine=combine, order=order,
            horizontal=horizontal,
        )  # fmt: skip

    def tabulate() -> Table:
        return bars_table(
            selection, look(width, theme_named(theme)), measure=measure, by=by, across=across,
            period=period, per_day=per_day,
        )  # fmt: skip

    account = account_of(replace(events, problems=(*events.problems, *remarks)), selection.account)
    return Chart(lay_out, tabulate, width, theme_named(theme), account, remarks)


bars = _plotly(bars_chart)

#: The charts by the names that a gallery and the command line use.
CHARTS: Mapping[str, Callable[..., Chart]] = {"bars": bars_chart, "gantt": gantt_chart}


def _filters(where: Mapping[str, Filter] | None, **columns: Filter | None) -> dict[str, Filter]:
    named = {column: value for column, value in columns.items() if value}
    return {**(where or {}), **named}


def _look(
    whole: pd.DataFrame,
    selection: Selection,
    words: Captions,
    *,
    theme: Theme,
    width: float,
    color_by: str,
    sides: Sequence[str],
    language: str,
) -> Look:
    return Look(
        width=width,
        theme=theme,
        colors=side_places(whole, selection.frame, color_by, theme=theme, order=sides),
        color_by=color_by,
        language=language,
        title=words.title,
        subtitle=words.subtitle,
        source=words.source,
        notes=words.notes,
        note_numbers=words.note_numbers,
        meta=words.meta,
    )


def _nights(
    selection: Selection, place: tuple[float, float, float] | None
) -> list[tuple[float, float]]:
    """Return the nights of the time shown, or none where they would only be a grey veil."""
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
