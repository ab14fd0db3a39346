"""Options that charts share, checked: the table, its rows, style, and panels.

The errors name the function that the user called, and the nearest keyword.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from inspect import Parameter, signature
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from timeline.captions.captions import Captions
from timeline.errors import LayoutError, UsageError, did_you_mean
from timeline.layout.bars.series import Wanted
from timeline.layout.panels.tracks import ClaimsTrack, GanttTrack, Row, Sums
from timeline.layout.style import Look, side_places
from timeline.model import EventTable
from timeline.stats.measure import resolve_measure
from timeline.stats.selection import Filter, Selection, select
from timeline.theme import Theme
from timeline.theme_file import own_colors, theme_of

if TYPE_CHECKING:
    import pandas as pd

    from timeline.lazy.scan import EventScan

__all__ = [
    "PANEL_OPTIONS",
    "check_color",
    "check_colors",
    "check_order",
    "check_top",
    "filters_of",
    "make_look",
    "panel_rows",
    "takes_tables",
]

#: Lazy tables of so many rows are read, and drawn row by row.
READ = 2000

Arguments = ParamSpec("Arguments")
Made = TypeVar("Made")


#: The keywords of ``read_events``, which every chart takes for a table that is not read yet.
READING = (
    "mapping", "encoding", "delimiter", "sheet", "sources", "date_format", "century", "bce",
    "unknown", "ongoing", "decimal", "html", "accept", "skip_faulty", "require_sources",
    "max_bytes",
)  # fmt: skip


def takes_tables(chart_of: Callable[Arguments, Made]) -> Callable[Arguments, Made]:
    r"""Let a function of a checked table take a path or a data frame, and check its keywords.

    Those of ``read_events`` say how a table that is not read yet is read.

    Examples
    --------
    >>> @takes_tables
    ... def rows_chart(events, *, order="time"):
    ...     return len(events)
    >>> rows_chart(b"battle,start\nHarry,1953-06-10\n", mapping={"title": "battle"})
    1
    >>> rows_chart(b"title,start\n", ordre="value")
    Traceback (most recent call last):
        ...
    timeline.errors.UsageError: rows has no argument "ordre" (did you mean "order"?)
    """
    name = chart_of.__name__.removesuffix("_chart")
    parameters = signature(chart_of).parameters
    known = [one for one in parameters if one != "events"]
    needed = [one for one in known if parameters[one].default is Parameter.empty]

    @wraps(chart_of)
    def checked(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Made:
        _check_keywords(name, kwargs, [*known, *READING], needed)
        if len(args) > 1:
            told = f"{args[1]!r:.60}"
            raise UsageError(f"{name} takes one table, and options by name ({told} has none)")
        reading = {one: kwargs.pop(one) for one in READING if one in kwargs}
        given: Any = chart_of
        table = args[0] if args else kwargs.pop("events", None)
        made: Made = given(_table(table, name, reading), **kwargs)
        return made

    return checked


def _check_keywords(
    name: str, given: Iterable[str], known: Sequence[str], needed: Iterable[str]
) -> None:
    """Refuse keywords that a chart has not, and the lack of one that it needs."""
    for keyword in given:
        if keyword not in (*known, "events"):
            hint = did_you_mean(keyword, known) or f"it has: {', '.join(known)}"
            raise UsageError(f'{name} has no argument "{keyword}" ({hint})')
    for keyword in needed:
        if keyword not in given:
            raise UsageError(f'{name} needs the argument "{keyword}"')


def _table(given: Any, name: str, reading: Mapping[str, Any]) -> EventTable | EventScan:
    """Return a checked table or a scan; anything else is read as ``read_events`` does."""
    if given is None:
        raise UsageError(f"{name} needs a table (from read_events, or a path or a data frame)")
    if isinstance(given, EventTable):
        _unread(name, reading)
        return given
    from timeline.lazy.sources import is_lazy
    from timeline.tables.checking.validate import read_events

    if isinstance(given, str | bytes | Path) and not is_lazy(given):
        return read_events(given, **reading)
    # Imported here: paths of tables that are read do without narwhals.
    from timeline.lazy.scan import EventScan, scan_events

    if isinstance(given, EventScan):
        _unread(name, reading)
        return given
    if is_lazy(given):
        scan = scan_events(given, **reading)
        read = scan.read(READ)
        return scan if read is None else read  # a table without rows is one, too
    return read_events(given, **reading)


def _unread(name: str, reading: Mapping[str, Any]) -> None:
    """Refuse keywords of reading for a table that is read."""
    if reading:
        one = next(iter(reading))
        raise UsageError(f"{name}: the table is read already (give {one} to read_events)")


def check_color(events: EventTable, color_by: str) -> None:
    """Refuse a column to colour by that the table has not."""
    if color_by not in events.frame.columns:
        hint = did_you_mean(color_by, events.frame.columns) or "see the header of the table"
        raise UsageError(f'{events.name}: there is no column "{color_by}" to colour by ({hint})')


def check_order(order: str) -> None:
    """Refuse an order of bars that is not known."""
    if order not in ("table", "value"):
        raise UsageError(f'order "{order}" is not known (one of: table, value)')


def check_top(top: int | None) -> None:
    """Refuse a number of bars that is none."""
    if top is not None and top < 1:
        raise UsageError(f"top {top} is to be 1 or more")


def filters_of(where: Mapping[str, Filter] | None, **columns: Filter | None) -> dict[str, Filter]:
    """Return every filter by its column: those of ``where`` and those with a keyword."""
    named = {column: value for column, value in columns.items() if value}
    return {**(where or {}), **named}


def make_look(
    whole: pd.DataFrame,
    selection: Selection,
    words: Captions,
    *,
    theme: Theme,
    width: float,
    color_by: str,
    sides: Sequence[str],
    colors: Mapping[str, str] | None,
    language: str,
) -> Look:
    """Return the looks of a chart: its colours by what the column ``color_by`` says."""
    own = {**dict(theme.colors), **(colors or {})}
    # A value with a colour of its own takes a place too: its pattern and its mark.
    first = list(
        dict.fromkeys([*sides, *(name for name in own if name in _values(whole, color_by))])
    )
    return Look(
        width=width,
        theme=theme,
        colors=side_places(whole, selection.frame, color_by, theme=theme, order=first),
        own=own,
        color_by=color_by,
        language=language,
        title=words.title,
        subtitle=words.subtitle,
        source=words.source,
        notes=words.notes,
        note_numbers=words.note_numbers,
        all_notes=words.all_notes,
        meta=words.meta,
    )


def _values(frame: pd.DataFrame, column: str) -> set[str]:
    return set(frame[column].astype(str).unique())


def check_colors(colors: Mapping[str, str] | None, theme: str | Theme) -> None:
    """Refuse what is no colour, and colours that could not be seen in a theme."""
    if colors is not None and not isinstance(colors, Mapping):
        raise UsageError(f'colors is {colors!r}; colours by value, as in {{"UK": "#003366"}}')
    own_colors(colors or {}, theme_of(theme))


#: More claims than this are no picture.
MOST_CLAIMS = 250
_ROWS = ("group", "side", "kind", "place", "where")
#: What each chart of a figure of panels may be told.
PANEL_OPTIONS: Mapping[str, tuple[str, ...]] = {
    "gantt": (*_ROWS, "chart", "heading", "order"),
    "claims": (*_ROWS, "chart", "heading", "order", "measure"),
    "bars": (*_ROWS, "chart", "heading", "order", "measure", "by", "period", "stack", "per_day"),
}


def panel_rows(
    events: EventTable,
    charts: Sequence[Mapping[str, Any]],
    *,
    shared: Mapping[str, Filter],
    since: str | None,
    until: str | None,
    language: str,
) -> tuple[Row, ...]:
    r"""Check what each chart is asked, and choose its rows.

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
    ['Lanes']
    """
    choose: dict[str, Callable[[_PanelOptions], Row]] = {
        "gantt": _PanelOptions.lanes, "claims": _PanelOptions.claims, "bars": _PanelOptions.sums,
    }  # fmt: skip
    found = []
    for number, asked in enumerate(_checked(charts), start=1):
        own = filters_of(asked.get("where"), **{name: asked.get(name) for name in _ROWS[:-1]})
        one = _PanelOptions(events, asked, number, {**shared, **own}, since, until, language)
        found.append(choose[asked["chart"]](one))
    return tuple(found)


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


@dataclass(frozen=True)
class _PanelOptions:
    """One chart as it is asked for, with what all charts of the figure share."""

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
        given = self.options.get("measure", ())
        return (given,) if isinstance(given, str) else tuple(given)

    def order(self, *known: str) -> str:
        """Return the order asked for, by default the first one that is known."""
        given = str(self.options.get("order", known[0]))
        if given not in known:
            named = ", ".join(known)
            raise UsageError(f'panel {self.number}: order "{given}" is not known (one of: {named})')
        return given

    def lanes(self) -> GanttTrack:
        """Choose the events that are drawn in lanes."""
        by_time = self.order("time", "table") == "time"
        selection = select(self.events, claims=False, where=self.where, **self.window)
        return GanttTrack(selection, self.heading, by_time)

    def claims(self) -> ClaimsTrack:
        """Choose the claims that are drawn at their time."""
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
        """Choose the claims, or the events, that are summed up by period."""
        for name in ("measure", "period"):
            if not self.options.get(name):
                raise UsageError(f'panel {self.number}: bars need a {name}, as in period = "month"')
        order = self.order("table", "value")
        by, period = str(self.options.get("by", "side")), str(self.options["period"])
        stack, per_day = (bool(self.options.get(name)) for name in ("stack", "per_day"))
        counts = resolve_measure(
            self.events, self.measures, where=self.where, **self.window, period=period,
            per_day=per_day, keys=[by], language=self.language,
        )  # fmt: skip
        wanted = Wanted(
            by, None, period, stack=stack, per_day=per_day, order=order, adds=counts.adds
        )
        return Sums(counts, wanted, self.heading)
