"""Text columns in Arrow, created and trimmed without copies if possible; safe CSV cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc


def safe_cell(text: str) -> str:
    """Return a cell that no spreadsheet evaluates as a formula.

    Examples
    --------
    >>> safe_cell("=1+1"), safe_cell("'=1+1"), safe_cell("-12.5"), safe_cell("Harry")
    ("'=1+1", "''=1+1", '-12.5', 'Harry')
    """
    return f"'{text}" if RISKY.match(text) and not NUMBER.fullmatch(text) else text


def plain_cell(text: str) -> str:
    """Undo ``safe_cell``; other texts are unchanged.

    Examples
    --------
    >>> plain_cell("'=1+1"), plain_cell("'s-Hertogenbosch")
    ('=1+1', "'s-Hertogenbosch")
    """
    return text[1:] if text.startswith("'") and RISKY.match(text) else text


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    r"""Format a table as CSV (RFC 4180, lines ending in LF) with safe cells.

    Examples
    --------
    >>> csv_text(["title", "start"], [["@Harry", "1953"]])
    "title,start\n'@Harry,1953\n"
    """
    lines = ([_csv_cell(safe_cell(cell)) for cell in row] for row in (header, *rows))
    return "".join(f"{','.join(line) or EMPTY}\n" for line in lines)


#: A row of one empty cell, quoted so that it is not a blank row.
EMPTY = '""'


def _csv_cell(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if QUOTED.search(cell) else cell


#: Number of rows of a constant column stored in memory; further ones share them.
SHARED = 1 << 16
#: Invisible characters, before which spreadsheets still evaluate a formula.
_UNSEEN = (
    "\x00-\x20\x7f-\xa0\u00ad\u034f\u061c\u115f\u1160\u1680\u180e\u2000-\u200f"
    "\u2028-\u202f\u205f-\u206f\u3000\ufeff"
)
#: Texts that a spreadsheet takes for a formula, or that are guarded already.
FORMULA = f"'*(?:[{_UNSEEN}]*[=+\\-@＝＋－＠]|[\t\r])"
RISKY = re.compile(FORMULA)
NUMBER = re.compile(r"-\d+(?:\.\d+)?", re.ASCII)
#: Characters that some CSV readers take for the end of a cell or row, or omit.
QUOTED = re.compile('[",;|\\x00-\\x1f\\x7f\\x85\\u2028\\u2029]|^\\s|\\s$')
#: A guard before such a text.
SAFE = f"^'({FORMULA})"
#: The type of every text column: Arrow's, which is compact and fast to compare.
TEXT = pd.StringDtype(na_value=float("nan"))


def text_column(texts: pa.ChunkedArray) -> pd.Series[str]:
    """Return Arrow texts as a pandas column, without a copy."""
    return pd.Series(pd.array(texts, dtype=TEXT))


def same_texts(text: str, rows: int) -> pa.ChunkedArray:
    """Return a constant column, whose chunks share their memory.

    Examples
    --------
    >>> same_texts("day", 3).to_pylist()
    ['day', 'day', 'day']
    """
    parts, rest = divmod(rows, SHARED)
    chunk = shared_texts(text, min(rows, SHARED))
    chunks = [chunk] * parts + [chunk.slice(0, rest)] * (rest > 0)
    return pa.chunked_array(chunks, pa.large_string())


@lru_cache(64)
def shared_texts(text: str, rows: int) -> pa.LargeStringArray:
    """Return a constant array."""
    data = text.encode()
    offsets = np.arange(rows + 1, dtype=np.int64) * len(data)
    buffers = pa.py_buffer(offsets), pa.py_buffer(data * rows)
    return pa.LargeStringArray.from_buffers(rows, *buffers)


def freed(column: pd.Series[str]) -> pd.Series[str]:
    """Remove the apostrophes that ``safe_cell`` inserted in a column."""
    array = pa.array(column)
    chunks = array.chunks if isinstance(array, pa.ChunkedArray) else [array]
    guarded = (chunk for chunk in chunks if (signs_of(chunk) == ord("'")).any())
    if not any(ord("'") in first_signs(chunk) for chunk in guarded):
        return column
    plain = pc.replace_substring_regex(array, SAFE, r"\1")
    return pd.Series(pd.array(plain, dtype=TEXT), index=column.index)


def signs_of(texts: pa.LargeStringArray) -> np.ndarray:
    """Return the bytes of all texts, contiguous, including their neighbours in memory."""
    data = texts.buffers()[2]
    return np.empty(0, np.uint8) if data is None else np.frombuffer(data, np.uint8)


def first_signs(texts: pa.LargeStringArray) -> np.ndarray:
    """Return the first byte of each non-empty text."""
    offsets, signs = offsets_of(texts), signs_of(texts)
    first_bytes: np.ndarray = signs[offsets[:-1][np.diff(offsets) > 0]]
    return first_bytes


def trimmed(column: pd.Series[str]) -> pd.Series[str]:
    """Trim the texts of a column."""
    array = pa.array(column)
    chunks = array.chunks if isinstance(array, pa.ChunkedArray) else [array]
    if not any(map(has_blank_edge, chunks)):
        return column
    return pd.Series(pd.array(pc.utf8_trim_whitespace(array), dtype=TEXT), index=column.index)


def offsets_of(texts: pa.LargeStringArray) -> np.ndarray:
    """Return the byte offset of each text, and the end of the last one."""
    bounds = texts.buffers()[1]
    if bounds is None:
        return np.zeros(len(texts) + 1, np.int64)
    return np.frombuffer(bounds, np.int64)[texts.offset : texts.offset + len(texts) + 1]


def has_blank_edge(texts: pa.LargeStringArray) -> bool:
    """Return whether a text may begin or end with a blank, by its first and last byte."""
    signs = signs_of(texts)
    if not may_be_blank(signs).any():  # usual for dates and names: no blank anywhere
        return False
    offsets = offsets_of(texts)
    # For an empty text this is a neighbour's byte: if blank, the texts are checked needlessly.
    edges = (signs.take(places, mode="clip") for places in (offsets[:-1], offsets[1:] - 1))
    return any(may_be_blank(edge).any() for edge in edges)


def may_be_blank(signs: np.ndarray) -> np.ndarray:
    """Return which bytes may begin or end a blank; beyond ASCII, some belong to other letters."""
    # One comparison tests both ends of the range: the blank and all below it wrap to the top.
    shifted: np.ndarray = signs - np.uint8(ord(" ") + 1)
    return shifted >= 0x80 - (ord(" ") + 1)
