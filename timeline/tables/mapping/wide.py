"""Tables with a column for each year: their cells become rows.

Takes a table and a mapping whose ``start`` is a range of columns, as ``1950..1953``; returns a
table with a row for each filled cell, whose ``start`` is the name of its column and whose ``value``
is the cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

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
