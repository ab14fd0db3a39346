"""Dates that a table states in another way: ends by durations, starts by years in the header.

2024-01-08 and "5 days" end on 2024-01-12: the first day or month of a duration counts, since one
day begins and ends on the same day; 72 years from 1643 end in 1715. A table with a column for each
year becomes one with a row for each year.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow as pa

from timeline.dates.parser import are_dates
from timeline.errors import Problem
from timeline.model import RawTable
from timeline.tables.mapping.facts import NOTHING
from timeline.tables.mapping.mapping import Mapping

_RANGE = re.compile(r"(.+?)\.\.(.+)")


def is_wide(place: str) -> bool:
    """Return whether a place is a range of columns.

    Examples
    --------
    >>> is_wide("1950..1953"), is_wide("year")
    (True, False)
    """
    return _RANGE.fullmatch(place) is not None


def years_in_header(names: Sequence[str]) -> str:
    """Return the range of the columns that are years or months; empty if there are none.

    Examples
    --------
    >>> years_in_header(["Country", "1950", "1951"]), years_in_header(["Country", "1950"])
    ('1950..1951', '')
    """
    dated = [name for name in names if re.fullmatch(r"[12]\d{3}(?:-\d\d)?", name)]
    return f"{dated[0]}..{dated[-1]}" if len(dated) > 1 and are_dates(dated).all() else ""


def long_form(raw: RawTable, mapping: Mapping) -> tuple[RawTable, Mapping]:
    r"""Return a table with a row for each cell below years, and the mapping of its other columns.

    Examples
    --------
    >>> from timeline.tables.mapping.mapping import mapping_of
    >>> from timeline.tables.reading.read import read_table
    >>> raw = read_table(b"country,1950,1951\nUSA,10,25\nUK,,5\n")
    >>> rows, _ = long_form(raw, mapping_of({"start": "1950..1951"}))
    >>> rows.frame.to_numpy().tolist()
    [['USA', '1950', '10'], ['USA', '1951', '25'], ['UK', '1951', '5']]
    """
    match = _RANGE.fullmatch(mapping.columns.get("start", ("",))[0])
    names = list(map(str, raw.frame.columns))
    if match is None or match[1] not in names or match[2] not in names:
        return raw, mapping
    dated = names[names.index(match[1]) : names.index(match[2]) + 1]
    others = raw.frame[[name for name in names if name not in dated]]
    others = others.rename(columns={name: f"{name} (table)" for name in ("start", "value")})
    row = np.repeat(np.arange(len(raw.frame)), len(dated))
    cells = raw.frame[dated].to_numpy(object).reshape(-1)
    nothing = {cell for cell in set(cells) if NOTHING.fullmatch(cell.strip() or "-")}
    filled = np.array([cell not in nothing and cell.strip() != ".." for cell in cells], bool)
    rows = others.iloc[row[filled]].reset_index(drop=True)
    columns = {"start": np.tile(dated, len(raw.frame))[filled], "value": cells[filled]}
    texts = {
        name: pd.array(values, dtype=raw.frame.dtypes.iloc[0]) for name, values in columns.items()
    }
    message = f"{len(raw.frame):,} rows of {len(dated)} columns are read as {filled.sum():,} rows"
    empty = f"{(~filled).sum():,} empty cells are left out"
    remark = Problem(
        raw.name, 0, "", "", message, empty * bool((~filled).any()), "wide", fatal=False
    )
    long = replace(
        raw,
        frame=rows.assign(**texts),
        lines=raw.lines[row[filled]],
        remarks=(*raw.remarks, remark),
    )
    columns_left = {ours: places for ours, places in mapping.columns.items() if ours != "start"}
    return long, replace(mapping, columns=columns_left)


_WORDS = """
s second seconds sec secs sekunde sekunden seconde secondes segundo segundos secondo secondi
min minute minutes mins minuten minuto minutos minuti
h hour hours hr hrs std stunde stunden heure heures hora horas ora ore
d day days tag tage tagen jour jours dia dias giorno giorni dag dagen dni den dny
w week weeks wk wks woche wochen semaine semaines semana semanas settimana settimane
mo month months mon monat monate mois mes meses mese mesi maand maanden
y year years yr yrs jahr jahre an ans année années año años anno anni jaar
"""
_UNITS = {word: line.split()[0] for line in _WORDS.strip().splitlines() for word in line.split()}
_SECONDS = {"s": 1.0, "min": 60.0, "h": 3600.0, "d": 86_400.0, "w": 604_800.0}
_MONTHS = {"mo": 1.0, "y": 12.0}
_PIECE = re.compile(r"(\d+(?:[.,]\d+)?)\s*([^\W\d_]+)\.?,?\s*(?:and |und |et |y |e )?")
_ISO = re.compile(r"P(?:\d+[YMWD])*(?:T(?:\d+[HMS])+)?")
_CLOCK = re.compile(r"(\d+):([0-5]\d)(?::([0-5]\d))?")
_START = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:[T ](\d\d:\d\d(?::\d\d)?)(.*?))?([?~%]?)")


def duration_unit(name: str) -> str:
    """Return the unit of time in the name of a column; empty if there is none.

    Examples
    --------
    >>> duration_unit("Duration (days)"), duration_unit("hours"), duration_unit("Duration")
    ('d', 'h', '')
    """
    words = re.findall(r"[^\W\d_]+", name.casefold())
    return next((_UNITS[word] for word in reversed(words) if word in _UNITS), "")


def duration_of(text: str, unit: str = "") -> tuple[float, float] | None:
    """Return a duration as months and seconds; None if it is none. ``unit`` is that of numbers.

    Examples
    --------
    >>> duration_of("2 weeks"), duration_of("1:30"), duration_of("P1Y6M"), duration_of("5")
    ((0.0, 1209600.0), (0.0, 5400.0), (18.0, 0.0), None)
    """
    text = text.strip()
    if clock := _CLOCK.fullmatch(text):
        pairs = list(zip(clock.groups("0"), ("h", "min", "s"), strict=True))
    elif _ISO.fullmatch(text) and text != "P":
        days, _, times = text[1:].partition("T")
        pairs = [(n, "mo" if u == "M" else u.lower()) for n, u in re.findall(r"(\d+)(.)", days)]
        pairs += [(n, "min" if u == "M" else u.lower()) for n, u in re.findall(r"(\d+)(.)", times)]
    elif re.fullmatch(r"\d+(?:[.,]\d+)?", text):
        pairs = [(text, unit)]
    else:
        pairs = _PIECE.findall(text.casefold()) if not _PIECE.sub("", text.casefold()) else []
    units = [_UNITS.get(name, "") for _, name in pairs]
    if not units or "" in units:
        return None
    amounts = [float(number.replace(",", ".")) for number, _ in pairs]
    return (
        sum(n * _MONTHS.get(u, 0.0) for n, u in zip(amounts, units, strict=True)),
        sum(n * _SECONDS.get(u, 0.0) for n, u in zip(amounts, units, strict=True)),
    )


def ends_after(
    starts: pa.LargeStringArray,
    durations: pa.LargeStringArray,
    unit: str,
    read: Callable[[str], str] = str,
) -> pa.LargeStringArray:
    """Return the ends of events; what cannot be added is written as a sum, to be reported.

    Parameters
    ----------
    starts
        EDTF dates.
    durations
        The texts beside them; an empty one, or none at all, gives no end.
    unit
        The unit of plain numbers.
    read
        Converts starts that are not EDTF.

    Examples
    --------
    >>> starts, spans = (
    ...     pa.array(texts, pa.large_string()) for texts in (["1643", "2024-01-08"], ["72", "5"])
    ... )
    >>> ends_after(starts, spans, "y").to_pylist(), ends_after(starts, spans, "d").to_pylist()
    (['1715', '2029-01-07'], ['1643 + 72', '2024-01-12'])
    """
    cells = list(zip(starts.to_pylist(), durations.to_pylist(), strict=True))
    known = {pair: _end(*pair, unit, read) for pair in dict.fromkeys(cells)}
    return pa.array([known[pair] for pair in cells], pa.large_string())


def _end(start: str, text: str, unit: str, read: Callable[[str], str]) -> str:
    if not text.strip() or not start.strip():
        return ""
    span, match = duration_of(text, unit), _START.fullmatch(read(start.strip()))
    if span == (0.0, 0.0):
        return ""
    try:
        end = _added(match, *span) if span and match else ""
    except (ValueError, OverflowError):  # years before 1 and after 9999, months of 40 days
        end = ""
    return end or f"{start.strip()} + {text.strip()}"


def _added(match: re.Match[str], months: float, seconds: float) -> str:
    """Return the last day, month or year of a duration; for times, its end."""
    year, month, day, clock, zone, mark = match.groups()
    if not month:
        years = months / 12
        return f"{int(year) + int(years):04}{mark}" if years.is_integer() and not seconds else ""
    at = int(year) * 12 + int(month) - 1 + int(months)
    if not months.is_integer() or (not day and seconds):
        return ""
    if not day:
        return f"{(at - 1) // 12:04}-{(at - 1) % 12 + 1:02}{mark}"
    first = datetime.datetime(at // 12, at % 12 + 1, 1)
    left = (first.replace(day=28) + datetime.timedelta(4)).replace(day=1) - first
    moved = first + datetime.timedelta(min(int(day), left.days) - 1)
    if clock:
        hour, minute, *rest = map(int, clock.split(":"))
        moved += datetime.timedelta(hours=hour, minutes=minute, seconds=seconds + sum(rest))
        return f"{moved.isoformat(timespec='seconds')}{zone}{mark}"
    days = math.ceil(seconds / 86_400) - 1
    return f"{(moved + datetime.timedelta(days)).date()}{mark}"
