"""The groups of a table as rows of texts, as a CSV of them would hold them.

Takes an Arrow table of groups; returns columns of text, with dates of any year, and sums
written so that they are read as the numbers they are.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from timeline.aggregate.keys import BELOW, MISSING, PLAIN
from timeline.dates.instants import civil_from_days
from timeline.table.frames import text_column
from timeline.table.numbertext import number_text
from timeline.table.values import Values, parse_values

__all__ = ["cell_texts", "clock_texts", "sum_texts", "text_series"]

DAY = 86_400_000_000


def text_series(texts: pa.Array | Sequence[str]) -> pd.Series[str]:
    """Return texts as a column of a table that was read."""
    array = pa.array(texts, pa.large_string()) if not isinstance(texts, pa.Array) else texts
    dtype = pd.StringDtype(na_value=float("nan"))
    return pd.Series(pd.array(array.cast(pa.large_string()), dtype=dtype))


def cell_texts(column: pa.ChunkedArray) -> list[str]:
    """Return cells of any type as texts.

    Examples
    --------
    >>> cell_texts(pa.chunked_array([pa.array([-900_000, 0, None], pa.date32())]))
    ['-0495-11-20', '1970-01-01', '']
    """
    if pa.types.is_temporal(column.type):
        return clock_texts([column])[0]
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        plain: list[str] = column.fill_null("").to_pylist()
        return plain
    texts: list[str] = text_column(column.to_pandas()).to_pylist()
    return texts


def clock_texts(columns: Sequence[pa.ChunkedArray]) -> list[list[str]]:
    """Return columns of dates or times as texts: all as dates where all are midnight.

    Examples
    --------
    >>> clock_texts([pa.chunked_array([pa.array([72_000_000_000, None], pa.timestamp("us"))])])
    [['1970-01-01T20:00:00', '']]
    """
    if not all(pa.types.is_temporal(column.type) for column in columns):
        return [cell_texts(column) for column in columns]
    instants = [pc.cast(column, pa.timestamp("us"), safe=False) for column in columns]
    known = [column.cast(pa.int64()).fill_null(0).to_numpy() for column in instants]
    timed = any(bool((numbers % DAY).any()) for numbers in known)
    return [
        stamps(numbers, column.is_valid().to_numpy(), timed=timed)
        for numbers, column in zip(known, instants, strict=True)
    ]


def stamps(numbers: np.ndarray, valid: np.ndarray, *, timed: bool) -> list[str]:
    """Return microseconds since 1970 as texts, each different one written once."""
    found, where = np.unique(numbers, return_inverse=True)
    texts = written(found, timed=timed)
    return [texts[at] if known else "" for at, known in zip(where, valid.tolist(), strict=True)]


def written(numbers: np.ndarray, *, timed: bool) -> list[str]:
    """Return microseconds since 1970 as texts."""
    days, rest = np.divmod(numbers, DAY)
    seconds = rest // 1_000_000
    dates = zip(*(part.tolist() for part in civil_from_days(days)), strict=True)
    clocks = [f"T{s // 3600:02}:{s // 60 % 60:02}:{s % 60:02}" for s in seconds.tolist()]
    return [
        f"{'-' if year < 0 else ''}{abs(year):04}-{month:02}-{day:02}{clock if timed else ''}"
        for (year, month, day), clock in zip(dates, clocks, strict=True)
    ]


def sum_texts(
    kinds: Sequence[str], totals: Sequence[float], rows: Sequence[int], *, decimal: str | None
) -> list[str]:
    """Return the sum of each group as the text of a number.

    Parameters
    ----------
    kinds
        What sort of number each group holds, as ``number_grouping`` tells: of plain ones the
        ``totals`` are the sums; any other text stands for itself ``rows`` times.
    decimal
        The decimal sign of the table.

    Examples
    --------
    >>> sum_texts(["0", "~3", "", "soon"], [7.125, 0.0, 0.0, 0.0], [2, 4, 1, 1],
    ...           decimal=None)
    ['7.1250', '~12', '', 'soon']
    """
    known = {PLAIN, BELOW, MISSING}
    texts = [
        number_text(total, decimal) if kind in known and kind != MISSING else kind.strip()
        for kind, total in zip(kinds, totals, strict=True)
    ]
    odd = [at for at, kind in enumerate(kinds) if kind not in known]
    values = parse_values([texts[at] for at in odd], decimal=decimal)
    for row, at in enumerate(odd):
        texts[at] = repeated(values, row, rows[at], decimal=decimal) or texts[at]
    return texts


def repeated(values: Values, row: int, many: int, *, decimal: str | None) -> str:
    """Return a claim as it is written when it is made so many times; empty where it is none."""
    if values.error[row]:
        return ""
    qualifier = str(values.qualifier[row])
    bounds = (values.low, values.high) if qualifier == ".." else (values.best,)
    ends = [number_text(many * float(bound[row]), decimal) for bound in bounds]
    return qualifier.join(ends) if qualifier == ".." else qualifier + ends[0]
