"""What a chart may be asked: its table in any form that is read, keywords that it knows.

The errors name the function that the user called, and the nearest keyword.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import Parameter, signature
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from timeline.errors import UsageError, did_you_mean
from timeline.model import EventTable

if TYPE_CHECKING:
    from timeline.lazy.scan import EventScan

__all__ = ["check_color", "check_order", "takes_tables"]

#: Lazy tables of so many rows are read, and drawn row by row.
READ = 2000

Arguments = ParamSpec("Arguments")
Made = TypeVar("Made")


def takes_tables(chart_of: Callable[Arguments, Made]) -> Callable[Arguments, Made]:
    r"""Let a function of a checked table take a path or a data frame, and check its keywords.

    Examples
    --------
    >>> @takes_tables
    ... def rows_chart(events, *, order="time"):
    ...     return len(events)
    >>> rows_chart(b"title,start\nHarry,1953-06-10\n")
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
    def asked(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Made:
        for keyword in kwargs:
            if keyword not in (*known, "events"):
                hint = did_you_mean(keyword, known) or f"it has: {', '.join(known)}"
                raise UsageError(f'{name} has no argument "{keyword}" ({hint})')
        for keyword in needed:
            if keyword not in kwargs:
                raise UsageError(f'{name} needs the argument "{keyword}"')
        given: Any = chart_of
        first, *rest = args or (kwargs.pop("events", None),)
        made: Made = given(_table(first, name), *rest, **kwargs)
        return made

    return asked


def _table(given: Any, name: str) -> EventTable | EventScan:
    """Return a checked table or a scan; anything else is read as ``read_events`` does."""
    if isinstance(given, EventTable):
        return given
    if given is None:
        raise UsageError(f"{name} needs a table (from read_events, or a path or a data frame)")
    from timeline.lazy.sources import is_lazy
    from timeline.tables.checking.validate import read_events

    if isinstance(given, str | bytes | Path) and not is_lazy(given):
        return read_events(given)
    # Imported here: paths of tables that are read do without narwhals.
    from timeline.lazy.scan import EventScan, scan_events

    if isinstance(given, EventScan):
        return given
    if is_lazy(given):
        scan = scan_events(given)
        read = scan.read(READ)
        return scan if read is None else read  # a table without rows is one, too
    return read_events(given)


def check_color(events: EventTable, color_by: str) -> None:
    """Refuse a column to colour by that the table has not."""
    if color_by not in events.frame.columns:
        hint = did_you_mean(color_by, events.frame.columns) or "see the header of the table"
        raise UsageError(f'{events.name}: there is no column "{color_by}" to colour by ({hint})')


def check_order(order: str) -> None:
    """Refuse an order of bars that is not known."""
    if order not in ("table", "value"):
        raise UsageError(f'order "{order}" is not known (one of: table, value)')
