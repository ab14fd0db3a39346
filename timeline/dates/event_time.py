"""The four instants of every event, from its parsed start and end.

Takes the parsed ``start`` and ``end`` columns; returns the columns of
:data:`timeline.model.TIME_COLUMNS`: earliest and latest begin, earliest and latest end.
Precision is preserved: a month stays a month.
"""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from timeline.dates.arrays import STATES, CategoryArray, Dates, where_text
from timeline.dates.calendar import SECONDS_PER_DAY, civil_from_days, days_from_civil


@cache
def seconds_east(zone: str) -> float:
    """Return the offset of a zone in seconds; NaN for local time.

    Examples
    --------
    >>> seconds_east("-03:30"), seconds_east("Z"), seconds_east("")
    (-12600.0, 0.0, nan)
    """
    if not zone:
        return float("nan")
    hours, _, minutes = zone[1:].partition(":")
    seconds = int(hours or 0) * 3600 + int(minutes or 0) * 60
    return float(-seconds if zone.startswith("-") else seconds)


def all_east(zones: CategoryArray) -> npt.NDArray[np.float64]:
    """Return the offsets of a column of zones in seconds; NaN for local time.

    Examples
    --------
    >>> from timeline.dates.arrays import categorical
    >>> all_east(categorical(["Z", "+09:00", ""])).tolist()
    [0.0, 32400.0, nan]
    """
    if not zones.any():
        return np.full(len(zones), np.nan)
    offsets = np.array([seconds_east(name) for name in zones.names], np.float64)
    return offsets.take(zones.codes)


Columns = dict[str, Any]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

_SIDE = ("lower", "upper", "precision", "qualifier", "unspecified", "unit_seconds", "zone")
_INSTANTS = ("second", "minute")
_MONTHS = {"month": 1, "year": 12}
#: The states of an end, and the states of dates that they derive from.
END_STATES = ("stated", "as start", "ongoing", "unknown")
_END_STATES = np.array(
    [{"empty": 1, "open": 2, "unknown": 3}.get(state, 0) for state in STATES], np.int8
)


def _is_interval(dates: Dates) -> Flags:
    return dates.end_state != ""


def doubly_ended(start: Dates, end: Dates) -> Flags:
    """Return which rows have two ends: an interval as ``start``, and a non-empty ``end``.

    Examples
    --------
    >>> from timeline.dates.parser import parse_dates
    >>> doubly_ended(parse_dates(["1950/1953", "1950"]), parse_dates(["1953", "1953"])).tolist()
    [True, False]
    """
    return _is_interval(start) & (end.state != "empty")


def interval_ends(end: Dates) -> Flags:
    """Return which cells of the column ``end`` are intervals, which are not valid there.

    Examples
    --------
    >>> from timeline.dates.parser import parse_dates
    >>> interval_ends(parse_dates(["1950/1953", "/1953", "1953", "..", "/"])).tolist()
    [True, True, False, False, False]
    """
    return _is_interval(end) & ~((end.state == "unknown") & (end.end_state == "unknown"))


def _ends(start: Dates, end: Dates) -> Dates:
    """Return the ``end`` column, with the second part of an interval if it is empty."""
    split = _is_interval(start) & (end.state == "empty")
    if not split.any():
        return end
    columns = {
        name: _where(split, getattr(start, f"end_{name}"), getattr(end, name))
        for name in (*_SIDE, "state")
    }
    return dataclasses.replace(end, **columns)


def _where(flags: Flags, first: Any, second: Any) -> Any:
    both = isinstance(second, CategoryArray)
    return where_text(flags, first, second) if both else np.where(flags, first, second)


def _by_one_clock(start: Dates, end: Dates) -> Dates:
    """Return the ends in the zone of their starts, if both have an offset."""
    if not (start.zone.any() and end.zone.any()):
        return end
    differ = (start.zone != end.zone) & (start.zone != "") & (end.zone != "")
    if not differ.any():
        return end
    shift = np.where(differ, all_east(start.zone) - all_east(end.zone), 0.0)
    return dataclasses.replace(end, lower=end.lower + shift, upper=end.upper + shift)


def ends_of(start: Dates, end: Dates) -> Dates:
    """Return the ends of events: ``end`` or that of an interval in ``start``, in the start's zone.

    Examples
    --------
    >>> from timeline.dates.parser import parse_dates
    >>> ends_of(parse_dates(["1950/1953"]), parse_dates([""])).precision.tolist()
    ['year']
    """
    return _by_one_clock(start, _ends(start, end))


def _shift(instants: Floats, months: int) -> Floats:
    """Move instants at the start of months by whole months; infinities stay."""
    finite = np.isfinite(instants)
    year, month, _ = civil_from_days(np.where(finite, instants, 0.0) // SECONDS_PER_DAY)
    count = year * 12 + month - 1 + months
    days = days_from_civil(count // 12, count % 12 + 1, 1)
    return np.where(finite, days * SECONDS_PER_DAY, instants)


def _unit_edge(dates: Dates, step: Literal[1, -1]) -> Floats:
    """Return the end of the first unit of each window, or (-1) the start of its last unit."""
    bounds = dates.lower if step == 1 else dates.upper
    edges = bounds + step * dates.unit_seconds
    for name, months in _MONTHS.items() if dates.unspecified.any() else ():
        rows = np.flatnonzero(dates.unspecified & (dates.precision == name))
        edges[rows] = _shift(bounds[rows], step * months)
    return edges


def _one_unit(start: Dates) -> tuple[Floats, Floats, Floats, Floats]:
    """Return the four instants of events with a stated start only."""
    lower, upper = start.lower, start.upper
    instant = start.precision.isin(_INSTANTS)
    # An hour is an unknown moment in it; a day or longer lasts as a whole.
    whole = ~start.unspecified & (start.precision != "hour")
    start_latest = np.where(start.unspecified, _unit_edge(start, -1), upper)
    end_earliest = np.where(whole, upper, np.where(start.unspecified, _unit_edge(start, 1), lower))
    end_earliest, end_latest = (np.where(instant, lower, end) for end in (end_earliest, upper))
    return lower, np.where(whole, lower, start_latest), end_earliest, end_latest


def _two_units(start: Dates, end: Dates) -> tuple[Floats, Floats, Floats, Floats]:
    """Return the four instants of events with a stated start and end.

    A time to the minute is that moment; other units may begin and end anywhere within,
    but no event begins after its latest end or ends before its earliest start.
    """
    moment = start.precision.isin(_INSTANTS), end.precision.isin(_INSTANTS)
    start_latest = np.where(moment[0], start.lower, start.upper)
    end_latest = np.where(moment[1], end.lower, end.upper)
    end_earliest = np.fmax(end.lower, start.lower)
    return start.lower, np.fmin(start_latest, end_latest), end_earliest, end_latest


def four_instants(start: Dates, end: Dates) -> Columns:
    """Return ``TIME_COLUMNS`` for parsed ``start`` and ``end`` columns of equal length.

    ``end_state`` is ``"as start"`` if ``end`` is empty, ``"ongoing"`` for ``..``,
    ``"unknown"`` for ``/``, else ``"stated"``. An interval in ``start`` is split if
    ``end`` is empty; an end with another offset is converted to that of its start.
    Instants of rows with invalid dates are NaN.

    Examples
    --------
    >>> from timeline.dates.parser import parse_dates
    >>> start, end = parse_dates(["1953-06-10T20:00", "1950"]), parse_dates(["1953-06-11", ".."])
    >>> columns = four_instants(start, end)
    >>> columns["end_state"].tolist(), columns["end_latest"][1]
    (['stated', 'ongoing'], np.float64(inf))
    """
    end = ends_of(start, end)
    end_state = CategoryArray(_END_STATES[end.state.codes], END_STATES)
    alone = end_state == "as start"
    names = ("start_earliest", "start_latest", "end_earliest", "end_latest")
    four = zip(names, _one_unit(start), _two_units(start, end), strict=True)
    columns: Columns = {name: np.where(alone, one, two) for name, one, two in four}
    columns["end_earliest"] = np.where(end_state == "ongoing", np.inf, columns["end_earliest"])
    columns["end_state"] = end_state
    for name in ("precision", "qualifier"):
        of_start = getattr(start, name)
        columns[f"start_{name}"] = of_start
        columns[f"end_{name}"] = where_text(alone, of_start, getattr(end, name))
    columns["zone"] = where_text(start.zone.filled(), start.zone, end.zone)
    return columns
