"""Read CSV bytes as columns of text with the line of each row.

Takes UTF-8 bytes. A regular table (quotes only at the edges of cells or doubled, one kind
of line end, every row as wide as the header) is read by Arrow, many rows at a
time; any other by Python's own reader, row by row, which reports every row that
is too short or too long. Both give the same cells: text exactly as in the file,
never a number, a date or a missing value.

Quotes are examined in blocks that fit the processor's cache, on every core: in a
fully quoted table, they far outnumber the rows.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from timeline.errors import Problem

LF, CR, QUOTE = 10, 13, 34
QUOTE_BLOCK = 1 << 19
WORD = np.uint64

Bytes = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]
Words = npt.NDArray[np.uint64]


@dataclass(frozen=True)
class Quotes:
    """Whether quotes are ``regular``, and the line number of each row, from 1.

    ``lines`` is None if no quoted cell contains a line end: then each line is a row.
    """

    regular: bool
    lines: npt.NDArray[np.int64] | None = None


@dataclass(frozen=True)
class _Block:
    """The line ends in a block of bytes, and which of them are within a cell."""

    regular: bool
    ends: int
    within: npt.NDArray[np.intp]


def quotes_of(signs: Bytes, delimiter: int) -> Quotes:
    r"""Examine the quotes of a table.

    Parameters
    ----------
    signs
        The bytes of the table without its header; CR LF and LF end lines.
    delimiter
        The byte between cells.

    Examples
    --------
    >>> text = b'"two\nlines",x\n"",y\n'
    >>> quotes_of(np.frombuffer(text, np.uint8), ord(",")).lines.tolist()
    [1, 3]
    >>> quotes_of(np.frombuffer(b'12" gun,x\n', np.uint8), ord(",")).regular
    False
    """
    lows = range(0, len(signs), QUOTE_BLOCK)
    with ThreadPoolExecutor(min(len(lows), os.cpu_count() or 1) or 1) as pool:
        counts = list(pool.map(partial(_count, signs), lows))
        odd = np.cumsum([0, *counts]) % 2 == 1
        if odd[-1]:
            return Quotes(regular=False)
        blocks = list(pool.map(partial(_block, signs, delimiter), lows, odd.tolist()))
    if not all(block.regular for block in blocks):
        return Quotes(regular=False)
    if not any(len(block.within) for block in blocks):
        return Quotes(regular=True)
    unended = len(signs) > 0 and signs[-1] != LF
    return Quotes(True, _lines(blocks, sum(block.ends for block in blocks) + unended))


def _count(signs: Bytes, low: int) -> int:
    return int(np.count_nonzero(signs[low : low + QUOTE_BLOCK] == QUOTE))


def _block(signs: Bytes, delimiter: int, low: int, odd: bool) -> _Block:
    """Examine a block and the byte after it; ``odd`` is whether it begins within quotes."""
    part = signs[low : low + QUOTE_BLOCK + 1]
    quote, end = part == QUOTE, part == LF
    # A return occurs before a line end only: it never opens a cell.
    inner = _bits(~(quote | end | (part == delimiter) | (part == CR)))
    quotes, ends = _bits(quote), _bits(end)
    opened = _odd_so_far(quotes)
    if odd:
        opened = ~opened
    opening, closing = quotes & opened, quotes & ~opened
    wrong = (opening & _behind(inner)).any() or (_behind(closing) & inner).any()
    within = np.empty(0, np.intp)
    if (ends & opened).any():
        inside = np.unpackbits(opened.astype("<u8").view(np.uint8), bitorder="little")
        within = np.flatnonzero(inside[:QUOTE_BLOCK][end[:QUOTE_BLOCK].nonzero()])
    return _Block(not wrong, int(np.count_nonzero(end[:QUOTE_BLOCK])), within)


def _bits(flags: Flags) -> Words:
    """Pack flags into bits, lowest bit first, padded with zeros."""
    words = np.zeros(len(flags) // 64 + 1, "<u8")
    packed = np.packbits(flags, bitorder="little")
    words.view(np.uint8)[: len(packed)] = packed
    return words


def _odd_so_far(bits: Words) -> Words:
    """Return for each bit whether the number of set bits up to and including it is odd."""
    odd = bits
    for step in (1, 2, 4, 8, 16, 32):
        odd = odd ^ (odd << WORD(step))
    ends = np.bitwise_xor.accumulate(odd >> WORD(63))
    odd[1:] ^= np.negative(ends[:-1])  # inverted if the words before contain an odd number
    return odd


def _behind(bits: Words) -> Words:
    """Shift the bits by one place."""
    moved = bits << WORD(1)
    moved[1:] |= bits[:-1] >> WORD(63)
    return moved


def _lines(blocks: Sequence[_Block], count: int) -> npt.NDArray[np.int64]:
    """Return the lines that begin rows: those after a line end outside of cells."""
    begins = np.ones(count, np.bool_)
    line = 0
    for block in blocks:
        behind = line + block.within + 1
        begins[behind[behind < count]] = False
        line += block.ends
    return np.flatnonzero(begins) + 1


EMPTY = np.empty(0, np.uint8)
#: The first UTF-8 bytes of blanks beyond ASCII, from the no-break to the ideographic space.
WIDE_BLANKS = np.array([0xC2, 0xE1, 0xE2, 0xE3], np.uint8)
#: Number of bytes read at once: large, so that a long table has few, long chunks.
ARROW_BLOCK = 1 << 22
#: Number of cells of an irregular table that are held as Python texts, which take much memory.
ODD_CELLS = 1 << 18


@dataclass(frozen=True)
class Cells:
    """Columns of text, the first line of each row counted from 1, and problems.

    ``blank`` is the number of blank rows, which are left out.
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
        Offset of the first row after the header.
    delimiter, name
        The delimiter, and the file's name for messages.

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
    return _without_blank(cells)


def regular_cells(text: bytes, width: int, *, start: int, delimiter: str) -> Cells | None:
    """Read a regular table; None if it is irregular, or Arrow finds other rows than we do."""
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

    ``broken`` is whether some cells contain line ends: then rows are parsed sequentially.
    """
    if start >= len(text):
        return (pa.chunked_array([[]], pa.large_string()),) * width
    names = [str(number) for number in range(width)]
    table = arrow_csv.read_csv(
        pa.BufferReader(pa.py_buffer(text).slice(start)),
        read_options=arrow_csv.ReadOptions(column_names=names, block_size=ARROW_BLOCK),
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
    """Read an irregular table, row by row."""
    parts: list[list[pa.Array]] = []
    rows: list[list[str]] = []
    lines: list[int] = []
    problems: list[Problem] = []
    for line, row in odd_rows(body, delimiter, name=name, problems=problems):
        if len(row) != width:
            if any(map(str.strip, row)):
                problems += ragged(row, width, line=line, name=name)
            row = (row[:width] + [""] * width)[:width]
        rows.append(row)
        lines.append(line)
        if len(rows) * width > ODD_CELLS:
            parts.append(_text_columns(rows, width))
            rows = []
    parts.append(_text_columns(rows, width))
    arrays = tuple(pa.chunked_array(chunks) for chunks in zip(*parts, strict=True))
    return Cells(arrays, np.array(lines, np.int64), 0, tuple(problems))


def _text_columns(rows: Sequence[Sequence[str]], width: int) -> list[pa.Array]:
    columns = zip(*rows, strict=True) if rows else ((),) * width
    return [pa.array(column, pa.large_string()) for column in columns]


def odd_rows(
    text: bytes, delimiter: str, *, name: str, problems: list[Problem]
) -> Iterator[tuple[int, list[str]]]:
    """Yield line and cells of each row, and report misplaced quotes."""
    lines: list[str] = []  # of the current row

    def remembered() -> Iterator[str]:
        for one in io.TextIOWrapper(io.BytesIO(text), "utf-8", newline=""):
            lines.append(one)
            yield one

    reader = csv.reader(remembered(), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            for row in reader:
                yield line, row
                line = reader.line_num + 1
                lines.clear()
            return
        except csv.Error as error:
            if "expected after" not in str(error):
                problems.append(open_quote(name, line))
                return
            problems.append(early_quote(name, line))
            yield line, next(csv.reader(lines, delimiter=delimiter))  # a row that can be left out
            line = reader.line_num + 1
            lines.clear()


def open_quote(name: str, line: int) -> Problem:
    """Return the problem of a quoted cell that runs to the end, or over 131,072 characters."""
    message = "opens a quote that never closes"
    return Problem(name, line, "", "", message, 'write "" for a quote inside a cell', "quote")


def early_quote(name: str, line: int) -> Problem:
    """Return the problem of a row with text between a closing quote and the next cell."""
    message = "has text behind a closing quote"
    return Problem(name, line, "", "", message, 'write "" for a quote inside a cell', "quote")


def ragged(row: Sequence[str], width: int, *, line: int, name: str) -> list[Problem]:
    """Return the problem of a row that is not as wide as the header."""
    message = f"has {len(row)} cell{'s' * (len(row) != 1)} where the header has {width}"
    if len(row) < width:
        hint = "the missing ones are taken as empty"
        return [Problem(name, line, "", "", message, hint, "short-row", fatal=False)]
    cells = filter(None, map(str.strip, islice(row, width, None)))
    extra = ", ".join(islice(cells, 40))
    if not extra:
        hint = "the empty ones at its end are left out"
        return [Problem(name, line, "", "", message, hint, "long-row", fatal=False)]
    return [
        Problem(
            name, line, "", extra[:40], message, "quote the cell that holds a delimiter", "long-row"
        )
    ]


def _without_blank(cells: Cells) -> Cells:
    """Leave out rows in which every cell is blank."""
    blank = candidates(cells)
    for column in cells.columns:
        if not len(blank):
            return cells
        empty = pc.equal(pc.utf8_trim_whitespace(column.take(pa.array(blank))), "")
        blank = blank[empty.to_numpy()]
    if not len(blank):
        return cells
    filled = np.ones(len(cells.lines), bool)
    filled[blank] = False
    mask = pa.array(filled)
    columns = tuple(column.filter(mask) for column in cells.columns)
    return Cells(columns, cells.lines[filled], cells.blank + len(blank), cells.problems)


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
