"""Several charts in one figure on one axis of time, as users call it.

The page of verbs: choose the rows of each chart, tell the words of all of them, lay out
together. ``KINDS`` are all charts by their names, these among them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from timeline.captions.captions import captions
from timeline.captions.datatable import Table, joined_tables
from timeline.charts import CHARTS
from timeline.charts.chart import Chart, plotly_of
from timeline.charts.gantt import nights_of
from timeline.charts.options import (
    PANEL_OPTIONS,
    check_color,
    check_colors,
    filters_of,
    make_look,
    panel_rows,
    takes_tables,
)
from timeline.errors import UsageError
from timeline.layout.panels import panels_layout
from timeline.layout.panels.tracks import GanttTrack, Row, Sums
from timeline.layout.scene import Layout
from timeline.layout.sizes import width_of
from timeline.model import EventTable
from timeline.stats.selection import Filter, Selection
from timeline.stats.sorting import in_reading, in_time
from timeline.tables.report import Account, account_of
from timeline.theme import Theme
from timeline.theme_file import theme_of as theme_named

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["KINDS", "PANEL_OPTIONS", "panels", "panels_chart"]


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
    """Draw several charts above each other on one axis of time.

    Parameters
    ----------
    events
        A table, as in ``gantt``; one that is not read has no rows for panels.
    charts
        What to draw from top to bottom. Each is a mapping with ``chart``: ``"gantt"``;
        ``"claims"``, each at its time with its number and claimant, of one ``measure`` or
        several (else all); or ``"bars"`` with ``measure``, ``period`` and, where wanted,
        ``by``, ``stack`` and ``per_day``, where ``measure="events"`` counts events. Every
        one may have a ``heading``, an ``order``, and rows of its own by ``group``,
        ``side``, ``kind``, ``place`` and ``where``.
    group, side, kind, place, where
        The rows of every chart that names none of its own in that column, as in ``gantt``.
    since, until
        The time shown by all charts.
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
    check_color(events, color_by)
    check_colors(colors, theme)
    rows = tuple(
        replace(row, nights=nights_of(row.selection, nights))
        if isinstance(row, GanttTrack)
        else row
        for row in rows
    )
    whole = _together(events, rows)
    words = captions(
        events, whole, title=title, subtitle=subtitle, source=source, notes=notes,
        reading=_read(rows), unmarked=_summed(whole, rows),
        alt=" ".join(row.alt(language) for row in rows),
        description="\n".join(row.description(language) for row in rows), language=language,
    )  # fmt: skip

    def lay_out(at_width: float, named: Theme) -> Layout:
        look = make_look(
            events.frame, whole, words, theme=named, width=at_width,
            color_by=color_by, sides=sides, colors=colors, language=language,
        )  # fmt: skip
        return panels_layout(rows, look)

    def tabulate() -> Table:
        look = make_look(
            events.frame, whole, words, theme=theme_named(theme), width=width,
            color_by=color_by, sides=sides, colors=colors, language=language,
        )  # fmt: skip
        return joined_tables([row.table(look) for row in rows])

    remarks = tuple(one for row in rows if isinstance(row, Sums) for one in row.resolved.remarks)
    remarked = replace(events, problems=(*events.problems, *remarks))
    account = account_of(remarked, whole.account)
    return Chart(
        lay_out, tabulate, width, theme_named(theme), account, remarks, files=events.files
    )  # fmt: skip


panels = plotly_of(panels_chart)

#: All charts by the names that a gallery and the command line use.
KINDS: Mapping[str, Callable[..., Chart]] = {**CHARTS, "panels": panels_chart}


def _together(events: EventTable, rows: Sequence[Row]) -> Selection:
    """Return the rows of all charts, each once, in the order of the table."""
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
        "joined or skipped on reading": events.rows_read - len(events),
    }
    account = Account(events.rows_read, len(drawn), left_out)
    first = rows[0].selection
    return Selection(frame, account, first.since, first.until)


def _read(rows: Sequence[Row]) -> pd.DataFrame | None:
    """Return the rows that have a mark in the order in which they are read, panel by panel."""
    import pandas as pd

    frames = [
        in_reading(in_time(row.frame) if row.by_time else row.frame)
        for row in rows
        if isinstance(row, GanttTrack)
    ]
    return pd.concat(frames).drop_duplicates("line", ignore_index=True) if frames else None


def _summed(whole: Selection, rows: Sequence[Row]) -> pd.DataFrame:
    """Return the rows that are drawn in sums alone: no mark can carry the number of their note."""
    lines: dict[bool, set[int]] = {True: set(), False: set()}
    for row in rows:
        lines[isinstance(row, Sums)].update(row.selection.frame["line"].tolist())
    return whole.frame[whole.frame["line"].isin(lines[True] - lines[False])]
