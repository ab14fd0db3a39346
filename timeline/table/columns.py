"""Our columns, made from those of another table as a mapping says.

Takes a ``RawTable`` and a ``Mapping``; returns a ``RawTable`` with our columns
beside the table's own, and what the user calls each of ours.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping as Dict

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from timeline.errors import Problem
from timeline.model import TEXT_COLUMNS, RawTable
from timeline.table.arrowtexts import TEXT
from timeline.table.episodes import join_episodes
from timeline.table.mapping import Mapping
from timeline.table.places import UNKNOWN, Column, array_of, column_at, own_name, place_of, replaced
from timeline.table.precision import coarsened, day_only, windows
from timeline.table.stamps import formatted

__all__ = ["our_columns"]

DATES = ("start", "end")


def our_columns(raw: RawTable, mapping: Mapping) -> tuple[RawTable, Dict[str, str]]:
    r"""Return a table with our columns, and the user's names for those that were mapped.

    Raises
    ------
    UsageError
        The mapping names a column that the table does not have.

    Examples
    --------
    >>> from timeline.table.mapping import mapping_of
    >>> from timeline.table.read import read_table
    >>> raw = read_table(b"battle_name,year,month\nHarry,1953,6\n")
    >>> mapping = mapping_of({"title": "battle_name", "start": "year,month"})
    >>> ours, written = our_columns(raw, mapping)
    >>> ours.frame[["title", "start"]].iloc[0].tolist(), written["title"]
    (['Harry', '1953-06'], 'battle_name')
    """
    raw = without_skipped(raw, mapping.skip_where)
    places = {ours: place_of(ours, raw, mapping) for ours in mapping.columns}
    found = {ours: place for ours, place in places.items() if place}
    columns = {ours: column_at(place, raw, mapping) for ours, place in found.items()}
    for ours in DATES:
        if ours in columns:
            single = found[ours] in raw.frame.columns
            columns[ours] = dated(columns[ours], mapping, single=single)
            columns[ours] = coarser_dates(columns[ours], raw, mapping, ours=ours)
    columns = opened(windowed(columns, raw, mapping), raw, mapping)
    columns |= {
        ours: read_code(columns[ours], codes)
        for ours, codes in mapping.values.items()
        if ours in columns
    }
    if "value" in columns:
        columns["value"] = replaced(columns["value"], dict.fromkeys(mapping.unknown, ""))
    mapped = with_columns(raw, columns, found)
    if mapping.episodes and set(mapping.episodes) <= set(raw.frame.columns):
        mapped = join_episodes(mapped, mapping.episodes, mapping.order)
    written = {
        ours: place for ours, place in found.items() if ours != place and not place.startswith("=")
    }
    return alike_named(mapped), written


def without_skipped(raw: RawTable, skip: Dict[str, tuple[str, ...]]) -> RawTable:
    """Leave out the rows that are no events, and tell how many."""
    for name, texts in skip.items():
        column = own_name(name, list(raw.frame.columns))
        if column is None:
            continue
        skipped = raw.frame[column].str.strip().isin(texts).to_numpy()
        if skipped.any():
            rows = f"{skipped.sum()} row{'s' if skipped.sum() > 1 else ''}"
            message = f"{rows} left out: {column} is {' or '.join(texts)}, which is no event"
            told = Problem(raw.name, 0, "", "", message, code="skipped-row", fatal=False)
            kept = raw.frame[~skipped].reset_index(drop=True)
            raw = dataclasses.replace(
                raw, frame=kept, lines=raw.lines[~skipped], remarks=(*raw.remarks, told)
            )
    return raw


def read_code(column: Column, codes: Dict[str, str]) -> Column:
    """Return what the codes of a column mean; others stay as they are."""
    return replaced(column, codes)


def dated(column: Column, mapping: Mapping, *, single: bool) -> Column:
    """Return a column of dates as EDTF."""
    if single:  # of dates in parts, the markers were taken out of each
        column = replaced(column, dict.fromkeys(mapping.unknown, UNKNOWN))
        column = replaced(column, dict.fromkeys(mapping.ongoing, ".."))
    if mapping.date_only:
        column = day_only(column)
    if mapping.date_format:
        column = formatted(column, mapping.date_format, century=mapping.century)
    return column


def coarser_dates(column: Column, raw: RawTable, mapping: Mapping, *, ours: str) -> Column:
    """Return dates no sharper than the table says, and what is unknown in our signs."""
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


def windowed(columns: dict[str, Column], raw: RawTable, mapping: Mapping) -> dict[str, Column]:
    """Return the dates of events of which only the first and last possible day are known."""
    name = own_name(str(mapping.window.get("column", "")), list(raw.frame.columns))
    if name is None or not {"start", "end"} <= set(columns):
        return columns
    exact = raw.frame[name].str.strip().isin([str(c) for c in mapping.window.get("exact", ())])
    start = windows(columns["start"], columns["end"], exact.tolist())
    single = pa.array(~exact.to_numpy())
    end = pc.if_else(single, pa.scalar("", pa.large_string()), columns["end"])
    return columns | {"start": start, "end": end}


def opened(columns: dict[str, Column], raw: RawTable, mapping: Mapping) -> dict[str, Column]:
    """Return ends with ``..`` where a column says that the event goes on."""
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
    """Return a table with more columns; one of the same name is kept under another."""
    if not columns:
        return raw
    frame = {name: raw.frame[name] for name in raw.frame.columns}
    for name, column in columns.items():
        if name in frame and places[name] != name:
            frame[f"{name} (table)"] = frame[name]
        frame[name] = pd.Series(pd.array(column, dtype=TEXT))
    return dataclasses.replace(raw, frame=pd.DataFrame(frame, copy=False))


def alike_named(raw: RawTable) -> RawTable:
    """Return a table in which ``Title`` or ``Claimed by`` stands under our own name."""
    header = list(raw.frame.columns)
    alike: dict[str, str] = {}
    for name in header:
        ours = re.sub(r"[\s-]+", "_", name.strip().casefold())
        if ours in TEXT_COLUMNS and ours not in header:
            alike.setdefault(ours, name)
    if not alike:
        return raw
    renamed = raw.frame.rename(columns={name: ours for ours, name in alike.items()})
    return dataclasses.replace(raw, frame=renamed)
