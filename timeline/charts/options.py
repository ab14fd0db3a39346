"""Validation of the options that charts share: the table, its rows, and the style.

Errors name the function that the user called, and suggest the nearest keyword.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from inspect import Parameter, signature
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeAlias, TypeVar

from timeline.captions.captions import Captions
from timeline.errors import UsageError, did_you_mean
from timeline.layout.style import Look, side_places
from timeline.model import EventTable, Rows
from timeline.options import CHART_OPTIONS, READING, Option, names_of
from timeline.stats.selection import Filter, Selection
from timeline.theme import Theme
from timeline.theme_file import own_colors, theme_of

if TYPE_CHECKING:
    import pandas as pd

    from timeline.lazy.scan import EventScan

__all__ = [
    "LookOf",
    "check_choices",
    "check_colors",
    "filters_of",
    "looks",
    "takes_tables",
]

#: Lazy tables of so many rows are read, and drawn row by row.
READ = 2000

#: A width in pixels and a theme in, the look of a chart out.
LookOf: TypeAlias = Callable[[float, Theme], Look]
Arguments = ParamSpec("Arguments")
Made = TypeVar("Made")
#: The keywords of ``read_events``, which every chart takes for a table that is not read yet.
KEYWORDS = (*names_of(READING), "sources")


def takes_tables(chart_of: Callable[Arguments, Made]) -> Callable[Arguments, Made]:
    r"""Let a function of a checked table accept a path or a data frame, and check its keywords.

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
        _check_keywords(name, kwargs, [*known, *KEYWORDS], needed)
        if len(args) > 1:
            value = f"{args[1]!r:.60}"
            raise UsageError(f"{name} takes one table, and options by name ({value} has none)")
        check_choices(CHART_OPTIONS.get(name, ()), kwargs)
        reading = {one: kwargs.pop(one) for one in KEYWORDS if one in kwargs}
        function: Any = chart_of
        table = args[0] if args else kwargs.pop("events", None)
        result: Made = function(_table(table, name, reading), **kwargs)
        return result

    return checked


def _check_keywords(
    name: str, given: Iterable[str], known: Sequence[str], needed: Iterable[str]
) -> None:
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
        _check_not_read(name, reading)
        return given
    from timeline.tables.checking.validate import read_events
    from timeline.tables.reading.records import is_lazy

    if isinstance(given, str | bytes | Path) and not is_lazy(given):
        return read_events(given, **reading)
    # Imported here: paths of tables that are read do without narwhals.
    from timeline.lazy.scan import EventScan, scan_events

    if isinstance(given, EventScan):
        _check_not_read(name, reading)
        return given
    if is_lazy(given):
        scan = scan_events(given, **reading)
        read = scan.read(READ)
        return scan if read is None else read  # a table without rows is one, too
    return read_events(given, **reading)


def _check_not_read(name: str, reading: Mapping[str, Any]) -> None:
    """Reject reading options for a table that is already loaded."""
    if reading:
        one = next(iter(reading))
        raise UsageError(f"{name}: the table is read already (give {one} to read_events)")


def check_choices(options: Iterable[Option], given: Mapping[str, Any]) -> None:
    """Refuse a value that is none of its option's choices.

    Examples
    --------
    >>> check_choices(CHART_OPTIONS["bars"], {"order": "size"})
    Traceback (most recent call last):
        ...
    timeline.errors.UsageError: order "size" is not known (one of: table, value)
    """
    for option in options:
        value = given.get(option.name)
        if option.choices and value is not None and value not in option.choices:
            hint = (
                did_you_mean(str(value), option.choices) or f"one of: {', '.join(option.choices)}"
            )
            raise UsageError(f'{option.name} "{value}" is not known ({hint})')


def filters_of(where: Mapping[str, Filter] | None, **columns: Filter | None) -> dict[str, Filter]:
    """Return every filter by its column: those of ``where`` and those with a keyword."""
    named = {column: value for column, value in columns.items() if value}
    return {**(where or {}), **named}


def looks(
    whole: pd.DataFrame | Rows, selection: Selection, words: Captions, *, color_by: str,
    sides: Sequence[str], colors: Mapping[str, str] | None, language: str,
) -> LookOf:  # fmt: skip
    """Return what gives the look of a chart at a width, its colours by ``color_by``."""

    def look(width: float, theme: Theme) -> Look:
        own = {**dict(theme.colors), **(colors or {})}
        values = Rows.of(whole).counts(color_by)
        # A value with a colour of its own takes a place too: its pattern and its mark.
        first = list(dict.fromkeys([*sides, *(name for name in own if name in values)]))
        places = side_places(whole, selection.rows, color_by, theme=theme, order=first)
        return Look(
            width, theme, places, color_by, language, words.title, words.subtitle, words.source,
            words.notes, words.note_numbers, words.meta, all_notes=words.all_notes, own=own,
        )  # fmt: skip

    return look


def check_colors(
    events: EventTable, color_by: str, colors: Mapping[str, str] | None, theme: str | Theme
) -> None:
    """Reject a column that the table lacks, and colours that are invalid or invisible."""
    if color_by not in events.frame.columns:
        hint = did_you_mean(color_by, events.frame.columns) or "see the header of the table"
        raise UsageError(f'{events.name}: there is no column "{color_by}" to colour by ({hint})')
    if colors is not None and not isinstance(colors, Mapping):
        raise UsageError(f'colors is {colors!r}; colours by value, as in {{"UK": "#003366"}}')
    own_colors(colors or {}, theme_of(theme))
