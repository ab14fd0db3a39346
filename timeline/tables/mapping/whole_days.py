"""Columns of dates in which every time of the day is midnight: databases write days so."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pyarrow.compute as pc

from timeline.errors import Problem
from timeline.model import RawTable
from timeline.tables.mapping.columns import day_only
from timeline.tables.mapping.mapping import array_of
from timeline.tables.reading.arrow import TEXT

__all__ = ["whole_days"]

_MIDNIGHT = r"^\s*-?\d{4,}-\d\d-\d\d[T ]00:00%s(?:Z|[+-]00:?00)?\s*$"
_SECONDS, _MINUTES = _MIDNIGHT % r":00(?:\.0+)?", _MIDNIGHT % r"(?::00(?:\.0+)?)?"
#: Without seconds, somebody may have typed midnight: so many cells are no accident.
MANY = 10


def whole_days(raw: RawTable) -> RawTable:
    r"""Return a table in which a column of midnights holds days, and say so.

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
            told = Problem(raw.name, 0, name, "", message, code="midnight", fatal=False)
            remarks.append(told)
    if not columns:
        return raw
    return dataclasses.replace(raw, frame=raw.frame.assign(**columns), remarks=tuple(remarks))


def is_midnight(column: pd.Series[str]) -> bool:
    """Tell whether every cell of a column, of which there are several, is a midnight."""
    if not any("00:00" in cell for cell in column.iloc[:MANY].tolist()):
        return False  # most columns are told apart by their first cells
    texts = array_of(column)
    cells = texts.filter(pc.not_equal(pc.utf8_trim_whitespace(texts), ""))
    if len(cells) < 2:
        return False
    pattern = _MINUTES if len(cells) >= MANY else _SECONDS
    return bool(pc.all(pc.match_substring_regex(cells, pattern)).as_py())
