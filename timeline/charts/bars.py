"""The bar chart: takes a checked table and options, returns a plotly figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from timeline.captions.alt_text import bars_alt, bars_description
from timeline.captions.captions import captions, counted, unit_text
from timeline.captions.datatable import Table
from timeline.charts.chart import Chart, plotly_of
from timeline.charts.options import (
    check_colors,
    filters_of,
    looks,
    takes_tables,
)
from timeline.errors import Problem, UsageError
from timeline.layout.bars import as_read, bars_layout, bars_table
from timeline.layout.bars.series import BarOptions
from timeline.layout.scene import Layout
from timeline.model import EventTable, Rows
from timeline.options import PERIODS, width_of
from timeline.stats.claims import check_columns
from timeline.stats.measure import resolve_measure
from timeline.stats.selection import Filter
from timeline.tables.measures import readable_measures
from timeline.tables.report import account_of
from timeline.theme import Theme
from timeline.theme_file import theme_of

__all__ = ["bars", "bars_chart"]


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
    count_by: str | None = None,
    top: int | None = None,
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
    notes: bool | str = True,
    width: float | str = 1080,
    theme: str | Theme = "light",
    language: str = "en",
    color_by: str = "side",
    sides: Sequence[str] = (),
    colors: Mapping[str, str] | None = None,
) -> Chart:
    """Draw claims as bars from zero, each with its claimant, nothing merged.

    Parameters
    ----------
    events
        A table, as in ``gantt``, or one that is not loaded: a glob, a Parquet file, a lazy
        frame, or a scan (``scan_events``). Only rows with a measure are drawn.
    measure
        One or several values of the column ``measure``, all of one unit. If no row has it: a
        numeric column, or ``"events"`` to count events; over time each event counts in
        every period in which it is active.
    by
        The column with one bar per value. If the table has no such column, a period:
        ``by="month"`` draws all rows over time.
    across
        A column with one small panel per value.
    period
        Sum over time: ``"day"``, ``"week"``, ``"month"``, ``"quarter"``, ``"year"``
        or ``"decade"``; a period without rows is a gap, not a zero.
    stack
        Stack the bars of a period.
    per_day
        Divide each sum by the days of its period, as the figure then states.
    log
        Use a logarithmic scale, marked as such.
    combine
        ``"range"`` or ``"median"`` over competing claims, ``"sum"`` over many rows of
        one claimant, as the figure then states; by default each claim is drawn.
    count_by
        How to count a claim that spans several periods: ``"start"``, in its first; ``"split"``,
        evenly over its time, as the figure then states. By default it is left out, with a note.
    top
        Draw only this many values of ``by``, the largest, and the rest as "other".
    order
        ``"table"`` or ``"value"``: the order of the bars.
    horizontal
        ``False`` for vertical bars, if their names fit; by default bars are horizontal.
    group, side, kind, place, where, since, until
        As in ``gantt``.
    title, subtitle, source, notes, width, theme, language, color_by, sides, colors
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
    >>> from timeline.tables.checking.validate import read_events
    >>> table = pd.DataFrame({"title": ["Shells"], "start": ["1953-06-10"], "side": ["PVA"],
    ...                       "measure": ["shells fired"], "value": ["22000"], "source": ["x"]})
    >>> bars(read_events(table), measure="shells fired", title="Shells").layout.title.text
    'Shells'
    """
    problems: tuple[Problem, ...] = ()
    header = list(events.frame.columns) if isinstance(events, EventTable) else events.header
    if by in PERIODS and by not in header and period is None:
        by, period = "measure", by
    filters = filters_of(where, group=group, side=side, kind=kind, place=place)
    if not isinstance(events, EventTable):
        if count_by is not None:
            raise UsageError("count_by needs the rows, and a scan has none (read it first)")
        # Imported here: tables that are read do without narwhals.
        from timeline.lazy.grouping import BarsQuery, group_for_bars

        query = BarsQuery(
            measure=measure, columns=(by, color_by, *filter(None, (across,)), *filters),
            period=period, combine=combine, window=(since, until),
        )  # fmt: skip
        events = group_for_bars(events, query)
        problems = events.problems
    else:
        events, problems = readable_measures(events, measure)
    counts = resolve_measure(
        events, measure, where=filters, since=since, until=until, period=period,
        per_day=per_day, language=language, keys=[key for key in (by, across) if key], facet=across,
        count_by=count_by,
    )  # fmt: skip
    combine = combine or ("sum" if counts.counted and period is None else None)
    selection, rows = counts.drawn, counts.selection.frame
    check_columns(rows, by, across)
    options = BarOptions(
        counts.measures, by, across, period or "", stack=stack, per_day=per_day, log=log,
        combine=combine, order=order, horizontal=horizontal, top=top, adds=counts.adds,
        counted=counts.counted, notes=counts.notes,
    )  # fmt: skip
    shared: dict[str, Any] = {"period": period, "per_day": per_day, "language": language}
    described, reading = selection.frame, None
    if period is None and not counts.counted:
        described = reading = as_read(described, options, color_by=color_by, language=language)
    words = captions(
        events, replace(selection, rows=Rows(rows)), title=title, subtitle=subtitle, source=source,
        notes=notes, reading=reading, unmarked=rows if period else None,
        subject=counted(
            selection.frame, period=period, groups="group" not in (by, across), language=language
        ),
        unit=unit_text(selection.frame, per_day=per_day, language=language),
        alt=bars_alt(
            selection.frame, events=rows if counts.counted else None, by=by, combine=combine,
            stack=stack, **shared,
        ),
        description=bars_description(described, **shared),
        language=language, counts=counts.subject,
    )  # fmt: skip
    width = width_of(width)
    check_colors(events, color_by, colors, theme)
    if top is not None and top < 1:
        raise UsageError(f"top {top} must be 1 or more")

    look = looks(
        events.frame, selection, words, color_by=color_by, sides=sides, colors=colors,
        language=language,
    )  # fmt: skip

    def lay_out(at_width: float, named: Theme) -> Layout:
        return bars_layout(selection, look(at_width, named), options)

    def tabulate() -> Table:
        return bars_table(selection, look(width, theme_of(theme)), options)

    remarked = replace(events, problems=(*events.problems, *counts.remarks))
    account = account_of(remarked, selection.account)
    remarks = (*problems, *counts.remarks)
    return Chart(
        lay_out, tabulate, width, theme_of(theme), account, remarks, files=events.files
    )  # fmt: skip


bars = plotly_of(bars_chart)
