"""Apply a mapping: build our columns from those of another table.

Takes a ``RawTable`` and a ``Mapping``; returns a ``RawTable`` with our columns
next to the table's own, and the user's name of each of ours. Codes for the precision of
dates are applied to their EDTF texts. Rows of one event are joined: the cells of the last
row, on the line of the first.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Mapping as Dict
from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from timeline.errors import Problem
from timeline.model import TEXT_COLUMNS, RawTable
from timeline.tables.mapping.date_formats import NUMBERS, each, formatted, historical
from timeline.tables.mapping.derived_dates import duration_unit, ends_after
from timeline.tables.mapping.mapping import (
    UNKNOWN,
    Column,
    Mapping,
    array_of,
    column_at,
    own_name,
    place_of,
    replaced,
)
from timeline.tables.mapping.names import keep_strangers, snake_name
from timeline.tables.reading.arrow import TEXT

_MIDNIGHT = r"^\s*-?\d{4,}-\d\d-\d\d[T ]00:00%s(?:Z|[+-]00:?00)?\s*$"
_SECONDS, _MINUTES = _MIDNIGHT % r":00(?:\.0+)?", _MIDNIGHT % r"(?::00(?:\.0+)?)?"
#: Number of midnights without seconds that are no accident of typing.
MANY = 10


def whole_days(raw: RawTable) -> RawTable:
    r"""Convert columns of midnights to days, and report it.

    Examples
    --------
    >>> from timeline.tables.reading.read import read_table
    >>> days = whole_days(read_table(b"start\n1854-04-01 00:00:00\n1855-02-01 00:00:00\n"))
    >>> days.frame["start"].tolist()
    ['1854-04-01', '1855-02-01']
    """
    columns: dict[str, pd.Series] = {}
    remarks = list(raw.remarks)
    for name in ("start", "end"):
        if name in raw.frame and is_midnight(raw.frame[name]):
            days = day_only(array_of(raw.frame[name]))
            columns[name] = pd.Series(pd.array(days, dtype=TEXT))
            message = "holds midnight in every row and is read as days"
            remark = Problem(raw.name, 0, name, "", message, code="midnight", fatal=False)
            remarks.append(remark)
    if not columns:
        return raw
    return dataclasses.replace(raw, frame=raw.frame.assign(**columns), remarks=tuple(remarks))


def is_midnight(column: pd.Series[str]) -> bool:
    """Return whether a column has several cells and all are midnights."""
    if not any("00:00" in cell for cell in column.iloc[:MANY].tolist()):
        return False  # the first cells exclude most columns
    texts = array_of(column)
    cells = texts.filter(pc.not_equal(pc.utf8_trim_whitespace(texts), ""))
    if len(cells) < 2:
        return False
    pattern = _MINUTES if len(cells) >= MANY else _SECONDS
    return bool(pc.all(pc.match_substring_regex(cells, pattern)).as_py())


ISO_DAY = re.compile(r"(-?\d{4,})-(\d\d)-(\d\d)")


def day_only(texts: pa.LargeStringArray) -> pa.LargeStringArray:
    """Remove the time of day from date-times.

    Examples
    --------
    >>> day_only(pa.array(["1990-01-05 00:00:00.000"], pa.large_string())).to_pylist()
    ['1990-01-05']
    """
    return each(texts, lambda text: re.sub(r"^(-?\d{4,}-\d\d-\d\d)[T ].*$", r"\1", text.strip()))


def coarsened(
    texts: pa.LargeStringArray, codes: pa.LargeStringArray, levels: Dict[str, str]
) -> pa.LargeStringArray:
    """Reduce the precision of dates to that of a code next to them.

    ``levels`` maps codes to the known unit (day, week, month, year, decade,
    century, millennium), followed by ``~`` or ``?`` if uncertain. Codes
    without a level change nothing.

    Examples
    --------
    >>> dates = pa.array(["1947-06-30", "1942-01-01"], pa.large_string())
    >>> coarsened(dates, pa.array(["4", "9"], pa.large_string()), {"4": "month~", "9": "year"})
    ... # doctest: +NORMALIZE_WHITESPACE, +ELLIPSIS
    <pyarrow.lib.LargeStringArray object at ...>
    [
      "1947-06~",
      "1942"
    ]
    """
    pairs = zip(texts.to_pylist(), codes.to_pylist(), strict=True)
    known: dict[tuple[str, str], str] = {}
    result = []
    for pair in pairs:
        if pair not in known:
            known[pair] = coarser(pair[0], levels.get(pair[1].strip().removesuffix(".0"), ""))
        result.append(known[pair])
    return pa.array(result, pa.large_string())


def coarser(text: str, level: str) -> str:
    """Reduce the precision of a date to one unit.

    Examples
    --------
    >>> coarser("1942-01-01", "decade"), coarser("2023-05-10", "week")
    ('194X', '[2023-05-07..2023-05-13]')
    """
    unit, mark = level.rstrip("~?%"), level[len(level.rstrip("~?%")) :]
    match = ISO_DAY.match(text)
    if not match or not unit:
        return text + mark if match and mark else text
    year, month, _ = match.groups()
    if unit == "week":
        return week_around(match[0])
    shortened = {"day": match[0], "month": f"{year}-{month}", "year": year}
    digits = {"decade": 1, "century": 2, "millennium": 3}.get(unit, 0)
    return shortened.get(unit, year[: len(year) - digits] + "X" * digits) + mark


def week_around(day: str) -> str:
    """Return the seven days around a day, one of which is meant."""
    try:
        middle = datetime.date.fromisoformat(day)
        three = datetime.timedelta(days=3)
        return f"[{middle - three}..{middle + three}]"
    except (ValueError, OverflowError):
        return day + "~"


def windows(
    first: pa.LargeStringArray, last: pa.LargeStringArray, exact: Sequence[bool]
) -> pa.LargeStringArray:
    """Return single dates, each known by a first and a last possible day.

    Examples
    --------
    >>> day, other = (pa.array([text], pa.large_string()) for text in ("1990-01-01", "1990-01-31"))
    >>> windows(day, other, [False]).to_pylist()
    ['[1990-01-01..1990-01-31]']
    """
    cells = zip(first.to_pylist(), last.to_pylist(), exact, strict=True)
    texts = [a if sharp or not b or a == b else f"[{a}..{b}]" for a, b, sharp in cells]
    return pa.array(texts, pa.large_string())


def join_episodes(raw: RawTable, keys: Sequence[str], order: str) -> RawTable:
    r"""Join the rows with equal ``keys``; ``order`` determines the last of them.

    Examples
    --------
    >>> from timeline.tables.reading.read import read_table
    >>> table = b"war,year,end\nA,1950,\nB,1950,1950-03\nA,1951,1951-07\n"
    >>> joined = join_episodes(read_table(table), ["war"], "year")
    >>> joined.frame["end"].tolist(), joined.lines.tolist()
    (['1951-07', '1950-03'], [2, 3])
    """
    event = raw.frame.groupby(list(keys), sort=False, dropna=False).ngroup().to_numpy()
    rank = pd.to_numeric(raw.frame[order], errors="coerce").fillna(-np.inf).to_numpy(float)
    by_rank = np.lexsort((rank, event))
    _, first = np.unique(event, return_index=True)
    last = by_rank[np.searchsorted(event[by_rank], np.arange(len(first)), side="right") - 1]
    remarks = raw.remarks
    if len(first) < len(event):
        remarks = (*remarks, joined_remark(raw, len(first)))
    return dataclasses.replace(
        raw,
        frame=raw.frame.iloc[last].reset_index(drop=True),
        lines=raw.lines[first],
        remarks=remarks,
    )


def joined_remark(raw: RawTable, events: int) -> Problem:
    """Report the number of joined rows."""
    message = f"{len(raw.frame):,} rows were joined to {events:,} episodes"
    return Problem(raw.name, 0, "", "", message, code="joined-rows", fatal=False)


DATES = ("start", "end")


def our_columns(raw: RawTable, mapping: Mapping) -> tuple[RawTable, Dict[str, str]]:
    r"""Return a table with our columns, and the user's names of the mapped ones.

    Raises
    ------
    UsageError
        The mapping names a column that the table does not have.

    Examples
    --------
    >>> from timeline.tables.mapping.mapping import mapping_of
    >>> from timeline.tables.reading.read import read_table
    >>> raw = read_table(b"battle_name,year,month\nHarry,1953,6\n")
    >>> mapping = mapping_of({"title": "battle_name", "start": "year,month"})
    >>> ours, written = our_columns(raw, mapping)
    >>> ours.frame[["title", "start"]].iloc[0].tolist(), written["title"]
    (['Harry', '1953-06'], 'battle_name')
    """
    raw = skip_rows(raw, mapping.skip_where)
    places = {ours: place_of(ours, raw, mapping) for ours in mapping.columns}
    used = {ours: place for ours, place in places.items() if place}
    columns = {ours: column_at(place, raw, mapping) for ours, place in used.items()}
    for ours in DATES:
        if ours in columns and not used[ours].startswith("+"):
            single = used[ours] in raw.frame.columns
            columns[ours] = dated(columns[ours], mapping, single=single)
            columns[ours] = coarser_dates(columns[ours], raw, mapping, ours=ours)
    own = own_names(raw).get("start")
    starts = columns.get("start", array_of(raw.frame[own]) if own else None)
    if used.get("end", "").startswith("+") and starts is not None:
        raw, columns["end"] = _by_duration(starts, columns["end"], raw, mapping, used["end"])
    columns = _open_ends(window_dates(columns, raw, mapping), raw, mapping)
    columns |= {
        ours: read_code(columns[ours], codes)
        for ours, codes in mapping.values.items()
        if ours in columns
    }
    if "value" in columns:
        columns["value"] = replaced(columns["value"], dict.fromkeys(mapping.unknown, ""))
    mapped = with_columns(raw, columns, used)
    if mapping.episodes and set(mapping.episodes) <= set(raw.frame.columns):
        mapped = join_episodes(mapped, mapping.episodes, mapping.order)
    written = {
        ours: place for ours, place in used.items() if ours != place and not place.startswith("=")
    }
    return taken_for_ours(mapped, frozenset(columns)), written


def _by_duration(
    starts: Column, durations: Column, raw: RawTable, mapping: Mapping, place: str
) -> tuple[RawTable, Column]:
    """Return the ends by a column of durations, and the table with a remark on the first."""
    from timeline.tables.checking.lenience import accepted_dates  # its words take time to load

    durations = replaced(durations, dict.fromkeys(mapping.unknown, ""))
    read = (lambda text: accepted_dates([text])[0]) if mapping.accept else str
    ends = ends_after(starts, durations, duration_unit(place), read)
    cells = zip(starts.to_pylist(), durations.to_pylist(), ends.to_pylist(), strict=True)
    texts = next(((a, b.strip(), c) for a, b, c in cells if c and " + " not in c), None)
    if texts:
        message = f'is added to the start: "{texts[0]}" and "{texts[1]}" end at "{texts[2]}"'
        remark = Problem(raw.name, 0, place, "", message, code="duration", fatal=False)
        raw = dataclasses.replace(raw, remarks=(*raw.remarks, remark))
    return raw, ends


def taken_for_ours(raw: RawTable, mapped: frozenset[str]) -> RawTable:
    """Return a table with our columns recognized by name, if their cells fit."""
    alike = {ours: theirs for ours, theirs in own_names(raw).items() if ours not in mapped}
    raw, strangers = keep_strangers(raw, alike, mapped)
    return rename_alike(raw, strangers)


def own_names(raw: RawTable) -> dict[str, str]:
    """Return our columns in a table, ignoring case, and their names there."""
    names: dict[str, str] = {}
    for name in raw.frame.columns:
        ours = snake_name(name)
        if ours in TEXT_COLUMNS and (name == ours or ours not in raw.frame.columns):
            names.setdefault(ours, name)
    return names


def skip_rows(raw: RawTable, skip: Dict[str, tuple[str, ...]]) -> RawTable:
    """Leave out rows that are not events, and report their number."""
    for name, texts in skip.items():
        column = own_name(name, list(raw.frame.columns))
        if column is None:
            continue
        skipped = raw.frame[column].str.strip().isin(texts).to_numpy()
        if skipped.any():
            rows = f"{skipped.sum()} row{'s' if skipped.sum() > 1 else ''}"
            message = f"{rows} left out: {column} is {' or '.join(texts)}, which is no event"
            remark = Problem(raw.name, 0, "", "", message, code="skipped-row", fatal=False)
            frame = raw.frame[~skipped].reset_index(drop=True)
            raw = dataclasses.replace(
                raw, frame=frame, lines=raw.lines[~skipped], remarks=(*raw.remarks, remark)
            )
    return raw


def read_code(column: Column, codes: Dict[str, str]) -> Column:
    """Replace codes by their meanings, also several as in "1, 3"; other texts stay."""

    def meaning(text: str) -> str:
        known = [codes.get(part.strip(), "") for part in text.split(",")]
        return codes.get(text.strip()) or (", ".join(known) if all(known) else text)

    return each(column, meaning)


def dated(column: Column, mapping: Mapping, *, single: bool) -> Column:
    """Convert a column of dates to EDTF."""
    markers = {**dict.fromkeys(mapping.unknown, UNKNOWN), **dict.fromkeys(mapping.ongoing, "..")}
    if single:  # for dates in parts, markers were removed from each part
        column = replaced(column, markers)
    if mapping.date_only:
        column = day_only(column)
    bce = mapping.bce == "historical"
    if mapping.date_format:
        clocks = ("",) if single else ("", "T%H:%M", "T%H:%M:%S")  # joined from another column
        forms = [f"{form}{clock}" for form in mapping.date_format
                 for clock in clocks if not clock or form not in NUMBERS]  # fmt: skip
        column = formatted(column, forms, century=mapping.century, bce=bce)
        column = replaced(column, markers)  # messages write 31.12.9999 as 9999-12-31
    elif bce and single:  # years of dates in parts are converted when joined
        column = historical(column)
    return column


def coarser_dates(column: Column, raw: RawTable, mapping: Mapping, *, ours: str) -> Column:
    """Reduce the precision of dates to what the table states, and mark unknown ones."""
    unknown = {UNKNOWN: "/" if ours == "end" else ""}
    column = replaced(column, unknown) if mapping.unknown else column
    levels = dict(mapping.precision.get(ours, {}))
    names = levels.pop("column", ())
    names = [names] if isinstance(names, str) else names
    codes = [own for name in names if (own := own_name(name, list(raw.frame.columns)))]
    if not codes:
        return column
    texts = {str(code): str(level) for code, level in levels.items()}
    return coarsened(column, array_of(raw.frame[codes[0]]), texts)


def window_dates(columns: dict[str, Column], raw: RawTable, mapping: Mapping) -> dict[str, Column]:
    """Return the dates of events that are known by a first and a last possible day."""
    name = own_name(str(mapping.window.get("column", "")), list(raw.frame.columns))
    if name is None or not {"start", "end"} <= set(columns):
        return columns
    exact = raw.frame[name].str.strip().isin([str(c) for c in mapping.window.get("exact", ())])
    start = windows(columns["start"], columns["end"], exact.tolist())
    single = pa.array(~exact.to_numpy())
    end = pc.if_else(single, pa.scalar("", pa.large_string()), columns["end"])
    return columns | {"start": start, "end": end}


def _open_ends(columns: dict[str, Column], raw: RawTable, mapping: Mapping) -> dict[str, Column]:
    """Set ends to ``..`` if a column says that the event is ongoing."""
    for name, texts in mapping.open_where.items():
        column = own_name(name, list(raw.frame.columns))
        if column and "end" in columns:
            going_on = raw.frame[column].str.strip().isin(texts).to_numpy()
            empty = pc.equal(columns["end"], "").to_numpy(zero_copy_only=False)
            mask = pa.array(np.logical_and(going_on, empty))
            columns = columns | {
                "end": pc.if_else(mask, pa.scalar("..", pa.large_string()), columns["end"])
            }
    return columns


def with_columns(raw: RawTable, columns: Dict[str, Column], places: Dict[str, str]) -> RawTable:
    """Add columns to a table; an existing one of the same name is renamed."""
    if not columns:
        return raw
    frame = {name: raw.frame[name] for name in raw.frame.columns}
    for name, column in columns.items():
        if name in frame and places[name] != name:
            frame[f"{name} (table)"] = frame[name]
        frame[name] = pd.Series(pd.array(column, dtype=TEXT))
    return dataclasses.replace(raw, frame=pd.DataFrame(frame, copy=False))


def rename_alike(raw: RawTable, strangers: frozenset[str] = frozenset()) -> RawTable:
    """Rename columns such as ``Title`` or ``Claimed by`` to our names."""
    alike = {theirs: ours for ours, theirs in own_names(raw).items() if theirs != ours}
    alike = {theirs: ours for theirs, ours in alike.items() if theirs not in strangers}
    if not alike:
        return raw
    return dataclasses.replace(raw, frame=raw.frame.rename(columns=alike))
