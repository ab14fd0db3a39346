"""Read a table as text: any usual delimiter, encoding, line end and compression.

``read_table`` takes a path, ``"-"`` (standard input), bytes, or a data frame that
narwhals understands, and returns a ``RawTable``: cells as text, exactly as
written, with the line of the file on which each row starts. Detected properties
(an encoding, a title above the header, blank rows) are reported in ``remarks``.
"""

from __future__ import annotations

import hashlib
import stat
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from timeline.errors import Problem, ReadError, UsageError, did_you_mean
from timeline.model import TEXT_COLUMNS, RawTable
from timeline.tables.reading.arrow import TEXT
from timeline.tables.reading.decode import MOST_BYTES, as_utf8, offset_of_line, too_large, unpack
from timeline.tables.reading.delimited import Cells, read_cells
from timeline.tables.reading.dialect import Dialect, dialect_of, named_delimiter
from timeline.tables.reading.records import frame_cells, is_frame, is_json, json_cells
from timeline.tables.reading.spreadsheet import is_spreadsheet, sheet_cells

#: The tables that come with the package.
EXAMPLES = Path(__file__).parents[2] / "examples"


def distinct(names: Sequence[str], file: str, line: int) -> tuple[list[str], list[Problem]]:
    """Return unique, non-empty column names, and the problems of the changed ones.

    Examples
    --------
    >>> names, problems = distinct(["title", "notes", "", "notes"], "a.csv", 1)
    >>> names
    ['title', 'notes', 'column 3', 'notes (2)']
    >>> print(problems[0])
    a.csv:1: notes: stands twice in the header (the second is called "notes (2)" here)
    """
    if len(names) > MOST_COLUMNS:
        many = f"has {len(names):,} columns, more than any spreadsheet can hold"
        hint = "are rows and columns swapped? an event is a row"
        raise ReadError(f"{file}:{line}: {many} ({hint})")
    seen: dict[str, int] = {}
    problems: list[Problem] = []
    result: list[str] = []
    for number, name in enumerate(names, 1):
        plain = name or f"column {number}"
        seen[plain] = seen.get(plain, 0) + 1
        called = plain if seen[plain] == 1 else f"{plain} ({seen[plain]})"
        while called != plain and called in names:
            called += "'"
        if called != plain:
            problems.append(twice(plain, called, file=file, line=line))
        result.append(called)
    return result, problems


def twice(name: str, called: str, *, file: str, line: int) -> Problem:
    """Return the problem of a duplicate column name."""
    fatal = name in TEXT_COLUMNS
    hint = "rename one of them" if fatal else f'the second is called "{called}" here'
    message = "stands twice in the header"
    return Problem(file, line, name, "", message, hint, "duplicate-column", fatal)


def above(titles: Sequence[tuple[int, str]], second_line: int, name: str) -> list[Problem]:
    """Report the rows above the header, and its second row."""
    rows = [(line, text[:60], "stands above the header and is read as a title", "title-row")
            for line, text in titles]  # fmt: skip
    if second_line:
        rows.append((second_line, "", "is read as the second row of the header", "second-header"))
    return [
        Problem(name, line, "", text, message, code=code, fatal=False)
        for line, text, message, code in rows
    ]


def blank(count: int, name: str) -> list[Problem]:
    """Report the number of blank rows that were left out."""
    if not count:
        return []
    rows = "1 blank row was" if count == 1 else f"{count} blank rows were"
    return [Problem(name, 0, "", "", f"{rows} left out", code="blank-row", fatal=False)]


def zeros(text: bytes, name: str) -> list[Problem]:
    r"""Report the first zero byte; text files rarely contain one, and then within quotes.

    Examples
    --------
    >>> [problem.fatal for problem in zeros(b'a,b\n"x\0",y\n', "a.csv")]
    [False]
    """
    at = text.find(b"\0")
    if at < 0:
        return []
    signs = np.frombuffer(text, np.uint8)
    within = np.cumsum(signs == ord('"'), dtype=np.int64) % 2 == 1
    loose = bool((signs[~within] == 0).any())
    line = text.count(b"\n", 0, at) + text.count(b"\r", 0, at) - text.count(b"\r\n", 0, at) + 1
    count = text.count(0)
    held = f"{count:,} zero bytes, this one the first" if count > 1 else "a zero byte"
    hint = "the file is damaged or no text: export it again"
    return [Problem(name, line, "", "", f"holds {held}", hint, "zero-byte", fatal=loose)]


def moved(problem: Problem, lines: int) -> Problem:
    """Return a problem of the rows with its line counted from the top of the file."""
    return replace(problem, line=problem.line + lines)


SAMPLE, FEW_LINES = 64 * 1024, 4
#: The last column (XFD) of Excel, LibreOffice and Google Sheets.
MOST_COLUMNS = 16_384
STDIN = "standard input"
#: The first bytes of a Parquet file, and the last ones of a complete one.
PARQUET = b"PAR1"


def read_table(
    source: Any,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | int | None = None,
    name: str | None = None,
    max_bytes: int = MOST_BYTES,
) -> RawTable:
    r"""Read a table as text.

    Parameters
    ----------
    source
        A path (plain, gzip, zip with one member, Parquet), ``"-"`` for standard input,
        bytes, or a data frame (pandas, polars, Arrow, …). A list of JSON objects
        is also a table; its ``delimiter`` is ``"json"``.
    encoding, delimiter
        Override detection: ``"cp1252"``; ``";"`` or ``"semicolon"``.
    sheet
        The sheet of a spreadsheet, by name or number from 1.
    name
        Name of the table in messages; by default the file's name.
    max_bytes
        Largest size of a file, unpacked, in bytes.

    Returns
    -------
    RawTable
        Cells as text; problems of rows are in ``remarks``, to be raised by the check.

    Raises
    ------
    ReadError
        The file is missing, empty or not text.
    UsageError
        The encoding or delimiter is invalid.

    Examples
    --------
    >>> raw = read_table(b"title;start\nLeipzig;1813-10-16\n")
    >>> raw.frame.to_dict("records"), raw.lines.tolist(), raw.delimiter
    ([{'title': 'Leipzig', 'start': '1813-10-16'}], [2], ';')
    """
    sign = named_delimiter(delimiter)
    if is_frame(source):
        return _from_frame(source, name or "data frame")
    data, called = data_of(source, max_bytes)
    name = name or called
    if len(data) > 2 * len(PARQUET) and data.startswith(PARQUET) and data.endswith(PARQUET):
        return replace(
            _from_frame(parquet(data, name), name), sha256=hashlib.sha256(data).hexdigest()
        )
    if is_spreadsheet(data):
        return spreadsheet(data, name, sheet=sheet, max_bytes=max_bytes)
    if sheet is not None:
        raise UsageError(f"{name}: not a spreadsheet (leave out the sheet)")
    if not data or data.isspace():
        raise ReadError(f"{name}: is empty (a table needs a header with title and start)")
    with ThreadPoolExecutor(1) as thread:  # hashing releases the interpreter lock
        sha256 = thread.submit(lambda: hashlib.sha256(data).hexdigest())
        text, encoding_used, remark = as_utf8(
            unpack(data, name, max_bytes=max_bytes), name, encoding=encoding
        )
        if is_json(text):
            raw = _from_json(text, name)
        else:
            raw = _table_of(text, name, delimiter=sign, encoding=encoding_used)
    return _with_remark(raw, sha256.result(), remark)


def _with_remark(raw: RawTable, sha256: str, remark: Problem | None) -> RawTable:
    """Return the table with the hash of its file and the remark on its encoding."""
    remarks = (remark, *raw.remarks) if remark else raw.remarks
    return RawTable(
        raw.frame,
        raw.lines,
        raw.name,
        sha256,
        raw.header_line,
        raw.encoding,
        raw.delimiter,
        remarks,
    )


def _from_frame(source: Any, name: str) -> RawTable:
    """Return a data frame as a raw table whose lines are row numbers from 1."""
    columns, names, sha256 = frame_cells(source, name)
    rows = len(columns[0]) if columns else 0
    cells = Cells(tuple(columns), pd.RangeIndex(1, rows + 1).to_numpy())
    header, remarks = distinct(names, name, 0)
    return RawTable(_frame_of(cells, header), cells.lines, name, sha256, 0, "", "", tuple(remarks))


def parquet(data: bytes, name: str) -> pa.Table:
    """Return the table in a Parquet file."""
    # Imported here since it is slow, and most tables are text.
    from pyarrow.parquet import read_table as read_parquet

    try:
        return read_parquet(pa.BufferReader(data))
    except (pa.ArrowException, OSError) as error:
        reason = str(error).splitlines()[0].rstrip(".") if str(error) else "damaged"
        raise ReadError(f"{name}: not a complete Parquet file ({reason})") from None


def spreadsheet(
    data: bytes, name: str, *, sheet: str | int | None, max_bytes: int = MOST_BYTES
) -> RawTable:
    """Return a sheet of a spreadsheet as a raw table; its lines are the sheet's row numbers."""
    cells = sheet_cells(data, name, sheet=sheet, max_bytes=max_bytes)
    header, remarks = distinct(cells.header, cells.name, cells.header_row)
    return RawTable(
        _frame_of(Cells(cells.columns, cells.rows), header),
        cells.rows,
        cells.name,
        hashlib.sha256(data).hexdigest(),
        cells.header_row,
        "",
        "",
        (
            *remarks,
            *above(cells.titles, cells.second_row, cells.name),
            *blank(cells.blank, cells.name),
            *cells.remarks,
        ),
    )


def _from_json(text: bytes, name: str) -> RawTable:
    """Return a list of JSON objects as a raw table."""
    cells, names = json_cells(text.decode(), name)
    header, remarks = distinct(names, name, 1)
    frame = _frame_of(cells, header)
    return RawTable(frame, cells.lines, name, "", 1, "utf-8", "json", tuple(remarks))


def data_of(source: Any, max_bytes: int = MOST_BYTES) -> tuple[bytes, str]:
    """Return the bytes and the name of a source; endless sources are refused."""
    if isinstance(source, bytes | bytearray | memoryview):
        return bytes(source), "table"
    if source == "-":
        data = sys.stdin.buffer.read(max_bytes + 1)
        if len(data) > max_bytes:
            raise ReadError(too_large(STDIN, max_bytes))
        return data, STDIN
    if not isinstance(source, str | Path):
        raise ReadError(f"{type(source).__name__} is not a table (give a path or a data frame)")
    path = Path(source)
    if not str(source):
        raise ReadError("the name of the table is empty (give a path)")
    try:
        return read_regular(path, max_bytes), path.name
    except FileNotFoundError:
        raise ReadError(missing(path)) from None
    except IsADirectoryError:
        raise ReadError(f"{source}: is a folder{tables_in(path)}") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadError(f"{source}: cannot be read ({reason.lower()})") from None


def missing(path: Path) -> str:
    """Return the error for a missing file, suggesting the nearest existing one."""
    if path.is_symlink():
        return f"{path}: is a link to a file that is not there"
    if (EXAMPLES / path.name).is_file():
        out = f" --out {path.parent.as_posix()}" if path.parent != Path() else ""
        return f"{path}: there is no such file (timeline example {path.stem}{out} writes it)"
    near = [entry.name for entry in path.parent.iterdir()] if path.parent.is_dir() else []
    hint = did_you_mean(path.name, near) or "look at the name and the folder"
    return f"{path}: there is no such file ({hint})"


def read_regular(path: Path, max_bytes: int) -> bytes:
    """Return the bytes of a file; refuse other things and large files before reading them."""
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise ReadError(f"{path}: is a folder{tables_in(path)}")
    if not stat.S_ISREG(status.st_mode):
        kind = KINDS.get(stat.S_IFMT(status.st_mode), "no file")
        hint = "give the file itself, or - and send it to the standard input"
        raise ReadError(f"{path}: is {kind} ({hint})")
    if status.st_size > max_bytes and path.suffix not in (".parquet", ".pq"):
        raise ReadError(too_large(path.name, max_bytes))
    return path.read_bytes()


#: Files in a folder that are not tables.
KINDS = {
    stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device", stat.S_IFBLK: "a device",
}  # fmt: skip
#: Largest number of lines of a table that can be drawn.
MOST_LINES = 10_000_000
#: Longest header in bytes; a longer one has a quote that never closes.
MOST_HEADER = 1 << 20


def check_lines(text: bytes, name: str) -> None:
    """Refuse a text with too many lines."""
    lines = max(text.count(b"\n"), text.count(b"\r")) if len(text) > MOST_LINES else 0
    if lines > MOST_LINES:
        hint = "read it as a scan, by --memory-limit"
        raise ReadError(f"{name}: has {lines:,} lines, more than {MOST_LINES:,} ({hint})")


def tables_in(folder: Path) -> str:
    """Name the first tables of a folder, to use instead of it."""
    tables = [path for path in sorted(folder.glob("*.csv")) if ".sources." not in path.name]
    if not tables:
        return " (give a table in it)"
    more = f", or one of {len(tables) - 1} more" * (len(tables) > 1)
    return f" (give a table in it, as in {tables[0]}{more})"


def _table_of(text: bytes, name: str, *, delimiter: str | None, encoding: str) -> RawTable:
    """Parse UTF-8 text as a raw table."""
    check_lines(text, name)
    dialect = dialect_of_text(text, delimiter)
    if dialect is None and len(text) > MOST_HEADER:
        hint = "look for a quote that never closes, or export it again"
        raise ReadError(f"{name}: has no header in its first {MOST_HEADER:,} bytes ({hint})")
    if dialect is None:
        raise ReadError(f"{name}: is empty (a table needs a header with title and start)")
    start = offset_of_line(text, dialect.body_line)
    header, remarks = distinct(dialect.header, name, dialect.header_line)
    sign = dialect.delimiter
    cells = read_cells(text, len(header), start=start, delimiter=sign, name=name)
    first = dialect.body_line - 1
    remarks += above(dialect.titles, dialect.second_line, name)
    remarks += blank(cells.blank, name) + zeros(text, name)
    remarks += [moved(problem, first) for problem in cells.problems]
    return RawTable(
        _frame_of(cells, header),
        cells.lines + first,
        name,
        "",
        dialect.header_line,
        encoding,
        dialect.delimiter,
        tuple(remarks),
    )


def dialect_of_text(text: bytes, delimiter: str | None) -> Dialect | None:
    """Detect the dialect from the start of a text, or from all of it if the start is blank."""
    size = SAMPLE
    while size < min(len(text), MOST_HEADER) and ends_in(text, size) < FEW_LINES:
        size *= 2  # a header of very many columns
    sample = text[:size].decode(errors="ignore")
    dialect = dialect_of(sample, delimiter=delimiter, whole=len(text) <= size)
    if dialect is None and len(text) > size:  # blank rows at the top
        whole = text[: max(size, MOST_HEADER)].decode(errors="ignore")
        return dialect_of(whole, delimiter=delimiter, whole=len(text) <= MOST_HEADER)
    return dialect


def ends_in(text: bytes, size: int) -> int:
    """Return the number of line ends in the first bytes of a text."""
    return text.count(b"\n", 0, size) + text.count(b"\r", 0, size)


def _frame_of(cells: Cells, names: Sequence[str]) -> pd.DataFrame:
    """Return the columns as a frame of texts, without copying them."""
    frame = pd.DataFrame(
        {at: pd.array(texts, dtype=TEXT) for at, texts in enumerate(cells.columns)}
    )
    return frame.set_axis(list(names), axis=1)
