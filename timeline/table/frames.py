"""From a data frame to columns of text, as a CSV of it would hold them.

Takes any frame that narwhals understands (pandas, polars, Arrow, …). A number
that is whole is written without a point, a time that is midnight throughout its
column as a date, and what is missing as an empty text: a frame says no more
than the table that it came from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from timeline.errors import ReadError

__all__ = ["frame_cells", "is_frame"]


def is_frame(source: Any) -> bool:
    """Tell whether a source is a data frame rather than a path or bytes.

    Examples
    --------
    >>> is_frame(pd.DataFrame()), is_frame("events.csv")
    (True, False)
    """
    if isinstance(source, str | bytes | bytearray | memoryview) or hasattr(source, "__fspath__"):
        return False
    if isinstance(source, pd.DataFrame | pa.Table):
        return True  # narwhals would refuse two columns of one name, and without a remedy
    import narwhals.stable.v2 as nw  # here, since files do without it

    return not isinstance(nw.from_native(source, pass_through=True), type(source))


def frame_cells(source: Any, name: str) -> tuple[list[pa.ChunkedArray], list[str], str]:
    """Return the columns of a frame as text, their names, and the SHA-256 of all of it.

    Examples
    --------
    >>> columns, names, _ = frame_cells(pd.DataFrame({"start": [1953, None]}), "table")
    >>> names, columns[0].to_pylist()
    (['start'], ['1953', ''])
    """
    frame = pandas_frame(source)
    names = [str(column).strip() for column in frame.columns]
    try:
        columns = [text_column(frame.iloc[:, at]) for at in range(len(names))]
    except (pa.ArrowException, UnicodeError) as error:
        raise ReadError(f"{name}: holds what is no text ({error})") from None
    digest = hashlib.sha256()
    for column_name, column in zip(names, columns, strict=True):
        digest.update(repr((column_name, len(column))).encode(errors="surrogatepass"))
        digest.update(told_apart(column))
    return columns, names, digest.hexdigest()


def pandas_frame(source: Any) -> pd.DataFrame:
    """Return any frame as a pandas one; lazy frames are collected."""
    if isinstance(source, pd.DataFrame):
        return source
    if isinstance(source, pa.Table):
        return pd.DataFrame(source.to_pandas())
    import narwhals.stable.v2 as nw

    frame: Any = nw.from_native(source)
    if isinstance(frame, nw.LazyFrame):
        frame = frame.collect()
    return pd.DataFrame(frame.to_pandas())


def text_column(column: pd.Series[Any]) -> pa.ChunkedArray:
    """Return one column as text, missing cells as empty text."""
    if isinstance(column.dtype, pd.StringDtype):
        array = pc.fill_null(pa.array(column, pa.large_string(), from_pandas=True), "")
        return array if isinstance(array, pa.ChunkedArray) else pa.chunked_array([array])
    missing = column.isna().to_numpy()
    texts = column_texts(column)
    array = pa.array(np.where(missing, "", np.asarray(texts, dtype=object)), pa.large_string())
    return pa.chunked_array([array])


def told_apart(column: pa.ChunkedArray) -> bytes:
    r"""Return the texts of a column one behind the other, each with a zero byte behind it.

    Examples
    --------
    >>> told_apart(pa.chunked_array([pa.array(["a", "", "bc"], pa.large_string())]))
    b'a\x00\x00bc\x00'
    """
    empty, zero = (pa.scalar(text, pa.large_string()) for text in ("", "\0"))
    chunks = pc.binary_join_element_wise(column, empty, zero).chunks
    return b"".join(bytes(chunk.buffers()[2] or b"") for chunk in chunks)


def column_texts(column: pd.Series[Any]) -> Sequence[Any]:
    """Return the cells of a column as texts; those of missing cells mean nothing."""
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        return time_texts(column)
    if pd.api.types.is_float_dtype(column.dtype) or column.dtype == object:
        return [cell_text(cell) for cell in column]
    return [str(cell) for cell in column]


def time_texts(column: pd.Series[Any]) -> list[str]:
    """Return times as ISO texts: dates where the whole column stands at midnight."""
    known = column.dropna()
    if (known == known.dt.normalize()).all() and column.dt.tz is None:
        return [f"{cell:%Y-%m-%d}" if cell is not pd.NaT else "" for cell in column]
    whole = (known.dt.microsecond == 0).all()
    form = "seconds" if whole else "auto"
    return [cell.isoformat(timespec=form) if cell is not pd.NaT else "" for cell in column]


def cell_text(cell: Any) -> str:
    """Return a cell as text: 1953.0 as 1953, since a gap turns whole numbers into others.

    Examples
    --------
    >>> cell_text(1953.0), cell_text("NA"), cell_text(0.5)
    ('1953', 'NA', '0.5')
    """
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
