r"""From the text of a table, header aside, to columns of text and the line of each row.

Takes UTF-8 bytes. A table that is regular (quotes where quotes belong, one kind
of line end, every row as wide as the header) is read by Arrow, many rows at a
time; any other by Python's own reader, row by row, which tells every row that
is too short or too long. Both give the same cells: text exactly as it stands
in the file, and never a number, a date or a missing value.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from timeline.errors import Problem
from timeline.table.quotes import Quotes, quotes_of

__all__ = ["Cells", "read_cells"]

EMPTY = np.empty(0, np.uint8)
#: What the blanks beyond ASCII begin with in UTF-8, from the no-break to the ideographic space.
WIDE_BLANKS = np.array([0xC2, 0xE1, 0xE2, 0xE3], np.uint8)
#: So many bytes are read at once: enough that a long table has few parts, each of them long.
BLOCK = 1 << 22


@dataclass(frozen=True)
class Cells:
    """Columns of text, the first line of each row counted from 1, and what was odd.

    ``blank`` is the number of rows without any text, which are left out.
    """

    columns: tuple[pa.ChunkedArray, ...]
    lines: np.ndarray
    blank: int = 0
    problems: tuple[Problem, ...] = ()


def read_cells(text: bytes, width: int, *, start: int = 0, delimiter: str, name: str) -> Cells:
    r"""Read the rows of a table.

    Parameters
    ----------
    text
        UTF-8 text.
    width
        Number of cells of the header.
    start
        Where the first row behind the header begins.
    delimiter, name
        The sign between cells, and the file's name for messages.

    Examples
    --------
    >>> cells = read_cells(b'"two\nlines",007\n\nNA,1.0\n', 2, delimiter=",", name="a.csv")
    >>> [column.to_pylist() for column in cells.columns], cells.lines.tolist(), cells.blank
    ([['two\nlines', 'NA'], ['007', '1.0']], [1, 4], 1)
    """
    if b"\r" in text and b'"' not in text and b"\n" not in text:
        text = text.replace(b"\r", b"\n")
    cells = regular_cells(text, width, start=start, delimiter=delimiter)
    if cells is None:
        cells = odd_cells(text[start:], width, delimiter=delimiter, name=name)
    return without_blank(cells)


def regular_cells(text: bytes, width: int, *, start: int, delimiter: str) -> Cells | None:
    """Read a regular table; None where it is not, or where Arrow sees other rows than we do."""
    quoted = text.find(b'"', start) >= 0
    if b"\r" in text and text.count(b"\r", start) != text.count(b"\r\n", start):
        return None
    signs = np.frombuffer(text, np.uint8, offset=start) if start < len(text) else EMPTY
    quotes = quotes_of(signs, ord(delimiter)) if quoted else Quotes(regular=True)
    if not quotes.regular:
        return None
    broken = quotes.lines is not None
    try:
        columns = arrow_columns(text, width, delimiter, start=start, broken=broken)
    except pa.ArrowInvalid:
        return None
    lines = np.arange(1, len(columns[0]) + 1) if quotes.lines is None else quotes.lines
    return Cells(columns, lines) if len(columns[0]) == len(lines) else None


def arrow_columns(
    text: bytes, width: int, delimiter: str, *, start: int, broken: bool
) -> tuple[pa.ChunkedArray, ...]:
    """Read regular rows into columns of text; an empty line is a row of empty cells.

    ``broken`` says that some cells hold line ends: then rows are found one behind the other.
    """
    if start >= len(text):
        return (pa.chunked_array([[]], pa.large_string()),) * width
    names = [str(number) for number in range(width)]
    table = arrow_csv.read_csv(
        pa.BufferReader(pa.py_buffer(text).slice(start)),
        read_options=arrow_csv.ReadOptions(column_names=names, block_size=BLOCK),
        parse_options=arrow_csv.ParseOptions(
            delimiter=delimiter, newlines_in_values=broken, ignore_empty_lines=False
        ),
        convert_options=arrow_csv.ConvertOptions(
            check_utf8=False,
            column_types=dict.fromkeys(names, pa.large_string()),
            strings_can_be_null=False,
        ),
    )
    return tuple(table.columns)


def odd_cells(body: bytes, width: int, *, delimiter: str, name: str) -> Cells:
    """Read a table that is not regular, row by row."""
    rows: list[list[str]] = []
    lines: list[int] = []
    problems: list[Problem] = []
    for line, row in odd_rows(body.decode(), delimiter, name=name, problems=problems):
        if len(row) != width and any(map(str.strip, row)):
            problems += ragged(row, width, line=line, name=name)
        rows.append((row + [""] * width)[:width])
        lines.append(line)
    columns = zip(*rows, strict=True) if rows else ((),) * width
    arrays = tuple(pa.chunked_array([pa.array(column, pa.large_string())]) for column in columns)
    return Cells(arrays, np.array(lines, np.int64), 0, tuple(problems))


def odd_rows(
    text: str, delimiter: str, *, name: str, problems: list[Problem]
) -> Iterator[tuple[int, list[str]]]:
    """Yield line and cells of each row, and note quotes that are not where they belong."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            for row in reader:
                yield line, row
                line = reader.line_num + 1
            return
        except csv.Error as error:
            if "expected after" not in str(error):
                problems.append(open_quote(name, line))
                return
            problems.append(early_quote(name, line))
            line = reader.line_num + 1


def open_quote(name: str, line: int) -> Problem:
    """Return the problem of a cell that runs to the end, or on for 131,072 characters."""
    message = "opens a quote that never closes"
    return Problem(name, line, "", "", message, 'write "" for a quote inside a cell', "quote")


def early_quote(name: str, line: int) -> Problem:
    """Return the problem of a row that has text between a closing quote and the next cell."""
    message = "has text behind a closing quote"
    return Problem(name, line, "", "", message, 'write "" for a quote inside a cell', "quote")


def ragged(row: Sequence[str], width: int, *, line: int, name: str) -> list[Problem]:
    """Return the problem of a row that is not as wide as the header."""
    message = f"has {len(row)} cell{'s' * (len(row) != 1)} where the header has {width}"
    if len(row) < width:
        hint = "the missing ones are taken as empty"
        return [Problem(name, line, "", "", message, hint, "short-row", fatal=False)]
    extra = ", ".join(filter(None, map(str.strip, row[width:])))
    if not extra:
        hint = "the empty ones at its end are left out"
        return [Problem(name, line, "", "", message, hint, "long-row", fatal=False)]
    return [
        Problem(
            name, line, "", extra[:40], message, "quote the cell that holds a delimiter", "long-row"
        )
    ]


def without_blank(cells: Cells) -> Cells:
    """Leave out rows in which every cell is blank."""
    blank = candidates(cells)
    for column in cells.columns:
        if not len(blank):
            return cells
        empty = pc.equal(pc.utf8_trim_whitespace(column.take(pa.array(blank))), "")
        blank = blank[empty.to_numpy()]
    if not len(blank):
        return cells
    kept = np.ones(len(cells.lines), bool)
    kept[blank] = False
    mask = pa.array(kept)
    columns = tuple(column.filter(mask) for column in cells.columns)
    return Cells(columns, cells.lines[kept], cells.blank + len(blank), cells.problems)


def candidates(cells: Cells) -> np.ndarray:
    """Return the rows whose first cell is empty or may begin with a blank, by its first byte."""
    chunks = cells.columns[0].chunks if cells.columns else []
    edges = [first_bytes(chunk) for chunk in chunks if len(chunk)]
    signs = np.concatenate(edges) if edges else EMPTY
    return np.flatnonzero((signs <= ord(" ")) | np.isin(signs, WIDE_BLANKS))


def first_bytes(texts: pa.LargeStringArray) -> np.ndarray:
    """Return the first byte of each text, zero for an empty one."""
    _, bounds, data = texts.buffers()
    if not data or not data.size:
        return np.zeros(len(texts), np.uint8)
    offsets = np.frombuffer(bounds, np.int64)[texts.offset : texts.offset + len(texts) + 1]
    signs = np.frombuffer(data, np.uint8)
    first = signs[np.minimum(offsets[:-1], len(signs) - 1)]
    return np.where(np.diff(offsets) > 0, first, 0).astype(np.uint8)
