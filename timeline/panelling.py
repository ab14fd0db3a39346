"""Several charts in one figure on one axis of time, as users call it.

The first page of verbs: read what each chart is to be, choose its rows, tell the words of
all of them, lay out together. ``KINDS`` are all charts by their names, these among them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from timeline.asking import check_color
from timeline.charts import CHARTS, Chart
from timeline.charts.chart import plotly_of
from timeline.charts.ganttchart import nights_of
from timeline.charts.look import filters_of, look_of
from timeline.errors import UsageError, did_you_mean
from timeline.layout.bar_periods import Wanted
from timeline.layout.captions import captions
from timeline.layout.datatable import Table
from timeline.layout.description import bars_alt, bars_description, gantt_alt, gantt_description
from timeline.layout.panels import Lanes, Sums, panels_layout
from timeline.layout.paneltable import panels_table
from timeline.layout.selection import Filter, Selection, select
from timeline.layout.sizes import width_of
from timeline.model import EventTable, Layout
from timeline.table.account import Account, account_of
from timeline.theme import Theme
from timeline.themefile import theme_of as theme_named

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["KINDS", "PANEL_OPTIONS", "panels", "panels_chart"]

_ROWS = ("group", "side", "kind", "place", "where")
#: What each chart of a figure of panels may be told.
PANEL_OPTIONS: Mapping[str, tuple[str, ...]] = {
    "gantt": (*_ROWS, "chart", "heading", "order"),
    "bars": (*_ROWS, "chart", "heading", "order", "measure", "by", "period", "stack", "per_day"),
}


def panels_chart(
    events: EventTable,
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
    notes: bool = True,
    width: float | str = 1080,
    theme: str | Theme = "light",
    language: str = "en",
    color_by: str = "side",
    sides: Sequence[str] = (),
    nights: tuple[float, float, float] | None = None,
) -> Chart:
    """Draw several charts above each other on one axis of time.

    Parameters
    ----------
    events
        A checked table, from ``read_events``.
    charts
        What to draw from top to bottom. Each is a mapping with ``chart``: ``"gantt"``, or
        ``"bars"`` with ``measure``, ``period`` and, where wanted, ``by``, ``stack`` and
        ``per_day``. Every one may have a ``heading``, an ``order``, and rows of its own by
        ``group``, ``side``, ``kind``, ``place`` and ``where``.
    group, side, kind, place, where
        The rows of every chart that names none of its own in that column, as in ``gantt``.
    since, until
        The time shown by all charts.
    title, subtitle, source, notes, width, theme, language, color_by, sides, nights
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
    >>> from timeline.table.events import read_events
    >>> table = pd.DataFrame({"title": ["Assault", "Shells"], "start": ["1953-06-10"] * 2,
    ...                       "measure": ["", "shells"], "value": ["", "9"], "source": "x"})
    >>> asked = [{"chart": "gantt"}, {"chart": "bars", "measure": "shells", "period": "day"}]
    >>> figure = panels(read_events(table), charts=asked)
    >>> figure.layout.xaxis.range == figure.layout.xaxis2.range
    True
    """
    shared = filters_of(where, group=group, side=side, kind=kind, place=place)
    rows = tuple(
        _row(events, asked, number, shared=shared, since=since, until=until)
        for number, asked in enumerate(_checked(charts), start=1)
    )
    width = width_of(width)
    check_color(events, color_by)
    rows = tuple(
        replace(row, nights=nights_of(row.selection, nights)) if isinstance(row, Lanes) else row
        for row in rows
    )
    whole = _together(events, rows)
    words = captions(
        events, whole, title=title, subtitle=subtitle, source=source, notes=notes,
        unmarked=_summed(whole, rows),
        alt=" ".join(_alt(row, language) for row in rows),
        description="\n".join(_description(row, language) for row in rows), language=language,
    )  # fmt: skip

    def lay_out(at_width: float, named: Theme) -> Layout:
        look = look_of(
            events.frame, whole, words, theme=named, width=at_width,
            color_by=color_by, sides=sides, language=language,
        )  # fmt: skip
        return panels_layout(rows, look)

    def tabulate() -> Table:
        look = look_of(
            events.frame, whole, words, theme=theme_named(theme), width=width,
            color_by=color_by, sides=sides, language=language,
        )  # fmt: skip
        return panels_table(rows, look)

    account = account_of(events, whole.account)
    return Chart(lay_out, tabulate, width, theme_named(theme), account)


panels = plotly_of(panels_chart)

#: All charts by the names that a gallery and the command line use.
KINDS: Mapping[str, Callable[..., Chart]] = {**CHARTS, "panels": panels_chart}


def _checked(charts: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """Refuse what no chart can be told, and name the nearest option."""
    if isinstance(charts, str | Mapping) or not charts:
        raise UsageError(
            'panels need charts, as in charts = [{chart = "gantt"}, '
            '{chart = "bars", measure = "sorties", period = "month"}]'
        )
    for number, asked in enumerate(charts, start=1):
        if not isinstance(asked, Mapping):
            raise UsageError(f"panel {number}: {asked!r} is to be a table of options")
        name = str(asked.get("chart", ""))
        if name not in PANEL_OPTIONS:
            hint = did_you_mean(name, PANEL_OPTIONS) or f"one of: {', '.join(PANEL_OPTIONS)}"
            raise UsageError(f'panel {number}: chart "{name}" is not known ({hint})')
        for key in asked:
            if key not in PANEL_OPTIONS[name]:
                hint = did_you_mean(key, PANEL_OPTIONS[name])
                hint = hint or f"one of: {', '.join(sorted(PANEL_OPTIONS[name]))}"
                raise UsageError(f'panel {number}: {name} has no option "{key}" ({hint})')
    return charts


def _row(
    events: EventTable,
    asked: Mapping[str, Any],
    number: int,
    *,
    shared: Mapping[str, Filter],
    since: str | None,
    until: str | None,
) -> Lanes | Sums:
    """Choose the rows of one chart."""
    own = filters_of(asked.get("where"), **{name: asked.get(name) for name in _ROWS[:-1]})
    filters = {**shared, **own}
    heading = str(asked.get("heading", ""))
    if asked["chart"] == "gantt":
        _ordered(asked, number, ("time", "table"))
        selection = select(events, claims=False, where=filters, since=since, until=until)
        return Lanes(selection, heading, asked.get("order", "time") == "time")
    for name in ("measure", "period"):
        if not asked.get(name):
            raise UsageError(f'panel {number}: bars need a {name}, as in period = "month"')
    measures = [asked["measure"]] if isinstance(asked["measure"], str) else list(asked["measure"])
    _ordered(asked, number, ("table", "value"))
    where = {**filters, "measure": measures}
    selection = select(events, claims=True, where=where, since=since, until=until)
    wanted = Wanted(
        str(asked.get("by", "side")), None, str(asked["period"]), stack=bool(asked.get("stack")),
        per_day=bool(asked.get("per_day")), order=str(asked.get("order", "table")),
    )  # fmt: skip
    return Sums(selection, measures, wanted, heading)


def _ordered(asked: Mapping[str, Any], number: int, orders: Sequence[str]) -> None:
    if asked.get("order", orders[0]) not in orders:
        known = ", ".join(orders)
        raise UsageError(f'panel {number}: order "{asked["order"]}" is not known (one of: {known})')


def _together(events: EventTable, rows: Sequence[Lanes | Sums]) -> Selection:
    """Return the rows of all charts, each once, in the order of the table."""
    import pandas as pd

    frame = (
        pd.concat([row.selection.frame for row in rows])
        .drop_duplicates("line")
        .sort_values("line", ignore_index=True)
    )
    drawn = set().union(*(_drawn(row) for row in rows))
    left_out = {
        "not asked for": len(events) - len(frame),
        "in no period alone, or without a number": len(frame) - len(drawn),
        "joined or skipped on reading": events.rows_read - len(events),
    }
    account = Account(events.rows_read, len(drawn), left_out)
    first = rows[0].selection
    return Selection(frame, account, first.since, first.until)


def _drawn(row: Lanes | Sums) -> set[int]:
    """Return the lines of the table that a chart draws."""
    lines = set(row.selection.frame["line"].tolist())
    return lines - set(row.undrawn) if isinstance(row, Sums) else lines


def _summed(whole: Selection, rows: Sequence[Lanes | Sums]) -> pd.DataFrame:
    """Return the rows that are drawn in sums: no mark of theirs can carry the number of a note."""
    lines = {line for row in rows if isinstance(row, Sums) for line in row.frame["line"].tolist()}
    return whole.frame[whole.frame["line"].isin(lines)]


def _alt(row: Lanes | Sums, language: str) -> str:
    frame = row.selection.frame
    if isinstance(row, Lanes):
        return gantt_alt(frame, language=language)
    wanted = row.wanted
    return bars_alt(frame, period=wanted.period, per_day=wanted.per_day, language=language)


def _description(row: Lanes | Sums, language: str) -> str:
    frame = row.selection.frame
    if isinstance(row, Lanes):
        return gantt_description(frame, language=language)
    wanted = row.wanted
    return bars_description(frame, period=wanted.period, per_day=wanted.per_day, language=language)
