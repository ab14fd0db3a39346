"""Convert data frames and JSON records to columns of text.

Takes any frame that narwhals understands (pandas, polars, Arrow, …). Integral
numbers are written without a point, times as dates if the whole column is at midnight,
and missing cells as empty texts, so that a frame equals the table that it came from.

Also takes the text of a JSON file: a list of objects, or an object with such a list, as ``items``
(and ``groups``, whose names then replace their ids); or JSON lines, one object per line.
Objects in an object become columns such as ``dates.start``; of GeoJSON, the properties are read.
"""

from __future__ import annotations

import glob
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from timeline.errors import ReadError
from timeline.files import check_path
from timeline.tables.reading.delimited import Cells

PARQUET = (".parquet", ".pq")


def is_frame(source: Any) -> bool:
    """Return whether a source is a data frame rather than a path or bytes.

    Examples
    --------
    >>> is_frame(pd.DataFrame()), is_frame("events.csv")
    (True, False)
    """
    if isinstance(source, str | bytes | bytearray | memoryview) or hasattr(source, "__fspath__"):
        return False
    if isinstance(source, pd.DataFrame | pa.Table):
        return True  # narwhals would refuse duplicate column names, without a remedy
    import narwhals.stable.v2 as nw  # here, since files do not need it

    return not isinstance(nw.from_native(source, pass_through=True), type(source))


def is_lazy(source: Any) -> bool:
    """Return whether a source should not be loaded: a glob, Parquet, or a lazy frame.

    Examples
    --------
    >>> is_lazy("events/*.parquet"), is_lazy("events.csv"), is_lazy(b"title,start")
    (True, False, False)
    """
    if isinstance(source, str | Path):
        path = str(source)
        check_path(path)
        return path.endswith(PARQUET) or (glob.has_magic(path) and not Path(path).exists())
    if isinstance(source, bytes):
        return False
    if isinstance(source, pd.DataFrame):
        return False  # narwhals would refuse duplicate column names, without a remedy
    import narwhals.stable.v2 as nw

    return isinstance(nw.from_native(source, pass_through=True), nw.LazyFrame)


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
        columns = [as_text(frame.iloc[:, at]) for at in range(len(names))]
    except (pa.ArrowException, UnicodeError) as error:
        raise ReadError(f"{name}: contains values that are not text ({error})") from None
    digest = hashlib.sha256()
    for column_name, column in zip(names, columns, strict=True):
        digest.update(repr((column_name, len(column))).encode(errors="surrogatepass"))
        digest.update(told_apart(column))
    return columns, names, digest.hexdigest()


def pandas_frame(source: Any) -> pd.DataFrame:
    """Convert any frame to pandas; lazy frames are collected."""
    if isinstance(source, pd.DataFrame):
        return source
    if isinstance(source, pa.Table):
        return pd.DataFrame(source.to_pandas())
    import narwhals.stable.v2 as nw

    frame: Any = nw.from_native(source)
    if isinstance(frame, nw.LazyFrame):
        frame = frame.collect()
    return pd.DataFrame(frame.to_pandas())


def as_text(column: pd.Series[Any]) -> pa.ChunkedArray:
    """Convert a column to text, with missing cells as empty text."""
    if isinstance(column.dtype, pd.StringDtype):
        array = pc.fill_null(pa.array(column, pa.large_string(), from_pandas=True), "")
        return array if isinstance(array, pa.ChunkedArray) else pa.chunked_array([array])
    missing = column.isna().to_numpy()
    texts = column_texts(column)
    array = pa.array(np.where(missing, "", np.asarray(texts, dtype=object)), pa.large_string())
    return pa.chunked_array([array])


def told_apart(column: pa.ChunkedArray) -> bytes:
    r"""Return the texts of a column as bytes, each followed by a zero byte.

    Examples
    --------
    >>> told_apart(pa.chunked_array([pa.array(["a", "", "bc"], pa.large_string())]))
    b'a\x00\x00bc\x00'
    """
    empty, zero = (pa.scalar(text, pa.large_string()) for text in ("", "\0"))
    chunks = pc.binary_join_element_wise(column, empty, zero).chunks
    return b"".join(bytes(chunk.buffers()[2] or b"") for chunk in chunks)


def column_texts(column: pd.Series[Any]) -> Sequence[Any]:
    """Return the cells of a column as texts; those of missing cells are arbitrary."""
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        return time_texts(column)
    if pd.api.types.is_float_dtype(column.dtype) or column.dtype == object:
        return [_cell_text(cell) for cell in column]
    return [str(cell) for cell in column]


def time_texts(column: pd.Series[Any]) -> list[str]:
    """Return times as ISO texts: dates if the whole column is at midnight."""
    known = column.dropna()
    if (known == known.dt.normalize()).all() and column.dt.tz is None:
        return [f"{cell:%Y-%m-%d}" if cell is not pd.NaT else "" for cell in column]
    whole = (known.dt.microsecond == 0).all()
    form = "seconds" if whole else "auto"
    return [cell.isoformat(timespec=form) if cell is not pd.NaT else "" for cell in column]


def _cell_text(cell: Any) -> str:
    """Return a cell as text: 1953.0 as 1953, since gaps turn integers into floats.

    Examples
    --------
    >>> _cell_text(1953.0), _cell_text("NA"), _cell_text(0.5)
    ('1953', 'NA', '0.5')
    """
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


#: Longer integers are neither times nor counts, and Python does not parse them.
DECODER = json.JSONDecoder(parse_int=lambda text: int(text) if len(text) < 400 else text)
#: Number of cells for each character of a JSON text; more are nearly all empty.
MOST_SPARSE = 50
BLANKS = re.compile(r"[ \t\n\r]*")


def is_json(text: bytes) -> bool:
    """Return whether a text may be JSON rather than a table of cells.

    Examples
    --------
    >>> is_json(b' [{"start": 1}]'), is_json(b"[1813],start")
    (True, False)
    """
    return re.match(rb"\s*(?:\[\s*\{|\[\s*\]\s*$|\{\s*\")", text[:1000]) is not None


def json_cells(text: str, name: str) -> tuple[Cells, list[str]]:
    r"""Return the rows of a JSON text, and the names of their columns.

    Raises
    ------
    ReadError
        The text is not valid JSON, or not a list of objects.

    Examples
    --------
    >>> cells, names = json_cells('[\n{"content": "Harry", "start": 1953}]', "a.json")
    >>> names, [column.to_pylist() for column in cells.columns], cells.lines.tolist()
    (['content', 'start'], [['Harry'], ['1953']], [2])
    """
    try:
        whole, end = DECODER.raw_decode(text, _blanks(text, 0))
        one_a_line = isinstance(whole, dict) and text[end:].lstrip()[:1] == "{"
        records = list(objects_in_lines(text)) if one_a_line else []
        if not one_a_line and text[end:].strip():
            raise json.JSONDecodeError("Extra data", text, end)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise ReadError(f"{name}:{line}: not valid JSON ({getattr(error, 'msg', error)})") from None
    start = None if one_a_line else list_start(whole, text)
    if start is None and not one_a_line:
        hint = "a list of objects, or one as items, or an object a line"
        raise ReadError(f"{name}: holds no list of events ({hint})")
    groups = {} if start is None else group_names(whole)
    rows, lines = [], []
    for row, line in records if start is None else objects(text, start):
        if not isinstance(row, dict):
            raise ReadError(f"{name}:{line}: not a JSON object (an event is {{…}})")
        rows.append({key: _json_text(value, key, groups) for key, value in flat(row)})
        lines.append(line)
    names = list(dict.fromkeys(key for row in rows for key in row))
    if len(rows) * len(names) > MOST_SPARSE * len(text):
        many = f"has {len(names):,} keys, most of which few objects have"
        raise ReadError(f"{name}: {many} (give every object the same keys)")
    columns = [pa.array([row.get(key, "") for row in rows], pa.large_string()) for key in names]
    chunked = tuple(pa.chunked_array([column]) for column in columns)
    return Cells(chunked, np.array(lines, np.int64)), names


def flat(row: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the members of an object, also of objects in it; of a GeoJSON feature, its properties.

    Examples
    --------
    >>> dict(flat({"name": "Raid", "dates": {"start": "1953", "end": "1954"}}))
    {'name': 'Raid', 'dates.start': '1953', 'dates.end': '1954'}
    """
    if row.get("type") == "Feature" and isinstance(row.get("properties"), dict):
        row = row["properties"]
    for key, value in row.items():
        if isinstance(value, dict):
            yield from ((f"{key}.{inner}", one) for inner, one in value.items())
        else:
            yield key, value


def list_start(whole: Any, text: str) -> int | None:
    """Return the offset of the list of events in the text."""
    if not isinstance(whole, dict):
        return text.index("[") if isinstance(whole, list) else None
    lists = [key for key, value in whole.items() if isinstance(value, list)]
    lists = [key for key in lists if not whole[key] or isinstance(whole[key][0], dict)]
    if not lists:
        return None
    key = "items" if "items" in lists else lists[0]
    match = re.search(rf"{re.escape(json.dumps(key, ensure_ascii=False))}\s*:\s*(?=\[)", text)
    return match.end() if match else None


def objects(text: str, start: int) -> Iterator[tuple[Any, int]]:
    """Yield the members of a list and the first line of each."""
    at, line, counted = _blanks(text, start + 1), 1, 0
    while text[at] != "]":
        line += text.count("\n", counted, at)
        counted = at
        row, at = DECODER.raw_decode(text, at)
        yield row, line
        at = _blanks(text, at)
        if text[at] == ",":
            at = _blanks(text, at + 1)


def objects_in_lines(text: str) -> Iterator[tuple[Any, int]]:
    """Yield consecutive objects and the first line of each."""
    at, line, counted = _blanks(text, 0), 1, 0
    while at < len(text):
        line += text.count("\n", counted, at)
        counted = at
        row, at = DECODER.raw_decode(text, at)
        yield row, line
        at = _blanks(text, at)


def _blanks(text: str, at: int) -> int:
    """Return the end of the blanks that begin at an offset."""
    match = BLANKS.match(text, at)
    return match.end() if match else at


def group_names(whole: Any) -> Mapping[str, str]:
    """Return the names of groups by id."""
    groups: Sequence[Any] = whole.get("groups", ()) if isinstance(whole, dict) else ()
    named = [group for group in groups if isinstance(group, dict)] if groups else []
    return {str(group.get("id", "")): str(group.get("content", "")) for group in named}


def _json_text(value: Any, key: str, groups: Mapping[str, str]) -> str:
    """Return a value as the text of a cell; a time in milliseconds as a date-time.

    Examples
    --------
    >>> _json_text(-521424000000, "start", {}), _json_text(True, "selectable", {})
    ('1953-06-24T00:00:00Z', 'true')
    """
    if value is None:
        return ""
    if key in ("start", "end") and isinstance(value, int | float) and 1e7 < abs(value) < 1e17:
        return str(np.datetime64(int(value // 1000), "s")) + "Z"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = text.encode(errors="replace").decode()  # half a surrogate pair is not valid text
    return groups.get(text, text) if key == "group" else text
