"""Spreadsheets (``.xlsx``, ``.xls``, ``.ods``) as columns of text.

Takes the bytes of a file; returns the cells of one sheet as in a CSV file:
days as ``1953-06-10``, integers without a point, empty cells as empty texts.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv

from timeline.errors import Problem, ReadError, UsageError, did_you_mean
from timeline.tables.reading import sheet_process
from timeline.tables.reading.decode import MOST_BYTES
from timeline.tables.reading.dialect import two_row_header

#: First bytes of the files: OLE (xls), and zip archives (xlsx, ods) with an identifying member.
_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_MEMBERS = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")
#: Number of rows searched for the header.
_HEAD = 20


@dataclass(frozen=True)
class Sheet:
    """The cells of a sheet: columns of text, and each row's number in the sheet.

    ``titles``, ``second_row`` and ``blank`` are as in a ``Dialect`` and in ``Cells``.
    """

    name: str
    header: tuple[str, ...]
    header_row: int
    columns: tuple[pa.ChunkedArray, ...]
    rows: np.ndarray
    titles: tuple[tuple[int, str], ...] = ()
    second_row: int = 0
    blank: int = 0
    remarks: tuple[Problem, ...] = ()


def is_spreadsheet(data: bytes) -> bool:
    """Return whether bytes are a spreadsheet.

    Examples
    --------
    >>> is_spreadsheet(b"title,start")
    False
    """
    if data.startswith(_OLE):
        return True
    if not data.startswith(_ZIP):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(name in _MEMBERS for name in archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        return False


def sheet_cells(
    data: bytes, name: str, *, sheet: str | int | None = None, max_bytes: int = MOST_BYTES
) -> Sheet:
    """Return the cells of a sheet: the requested one, or the first with cells.

    Raises
    ------
    ReadError
        The file is damaged, protected or larger than ``max_bytes``, or no sheet holds a table.
    UsageError
        The sheet does not exist.
    """
    if unpacked_size(data) > max_bytes:
        raise ReadError(too_large(name, max_bytes))
    head, lines = written_cells(data, name, sheet=sheet, max_bytes=max_bytes)
    if "error" in head:
        raise ReadError(f"{name}: cannot be read as a spreadsheet ({head['error'][:200]})")
    if not head["sheet"] and sheet is None:
        raise ReadError(f"{name}: no sheet holds a table")
    if not head["sheet"]:
        hint = did_you_mean(str(sheet), head["names"]) or f"it has {', '.join(head['names'])}"
        raise UsageError(f'{name}: has no sheet "{sheet}" ({hint})')
    if not lines:
        raise ReadError(f'{name}: sheet "{head["sheet"]}" is empty (choose another with --sheet)')
    return _sheet_of(columns_of(lines, head["width"]), f"{name}[{head['sheet']}]", head)


def unpacked_size(data: bytes) -> int:
    """Return the unpacked size of a file in bytes, as it states itself."""
    if not data.startswith(_ZIP):
        return len(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return sum(one.file_size for one in archive.infolist() if one.filename.endswith(".xml"))


def too_large(name: str, max_bytes: int) -> str:
    """Return the message for a spreadsheet that is too large, with the option for the limit."""
    hint = f"raise it by --max-bytes {4 * max_bytes}, or save the sheet as CSV"
    return f"{name}: takes more than is read of a spreadsheet of {max_bytes:,} bytes ({hint})"


def written_cells(
    data: bytes, name: str, *, sheet: str | int | None, max_bytes: int
) -> tuple[Mapping[str, Any], bytes]:
    """Run the separate process; return its description of a sheet, and the cells as CSV."""
    wanted = "" if sheet is None else str(sheet).replace("\0", "\ufffd")
    command = [sys.executable, "-P", sheet_process.__file__, wanted, str(max_bytes)]
    done = subprocess.run(
        command, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False
    )
    if done.returncode:
        raise ReadError(too_large(name, max_bytes))
    head, _, lines = done.stdout.partition(b"\n")
    return json.loads(head), lines


def columns_of(lines: bytes, width: int) -> pa.Table:
    """Return rows of CSV as columns of text, after a column of row numbers."""
    names = [str(at) for at in range(width + 1)]
    types = {name: pa.large_string() for name in names} | {"0": pa.int64()}
    return pa_csv.read_csv(
        io.BytesIO(lines),
        pa_csv.ReadOptions(column_names=names, block_size=min(len(lines) + 1, 2**31 - 1)),
        pa_csv.ParseOptions(newlines_in_values=True),
        pa_csv.ConvertOptions(column_types=types),
    )


def _header_of(rows: Sequence[Sequence[str]]) -> int | None:
    """Return the index (from 0) of the row that names the columns; titles may be above it.

    Examples
    --------
    >>> _header_of([["Battles of 1862", ""], ["name", "day"], ["Shiloh", "1862-04-06"]])
    1
    """
    filled = [(at, sum(map(bool, row))) for at, row in enumerate(rows)]
    filled = [(at, cells) for at, cells in filled if cells]
    if not filled:
        return None
    usual = max(count for _, count in filled)
    return next(at for at, count in filled if count >= max(1, usual * 0.6))


def _sheet_of(table: pa.Table, name: str, head: Mapping[str, Any]) -> Sheet:
    """Return the rows below a header as columns; blank ones are left out and reported."""
    numbers = table.column(0).to_numpy()
    above = int((numbers <= _HEAD).sum()) or 1
    first = [list(row) for row in zip(*table.slice(0, above).to_pydict().values(), strict=True)]
    texts = [row[1:] for row in first]
    at = _header_of(texts) or 0
    header = [cell.strip() for cell in texts[at]]
    two = two_row_header(header, texts[at + 1 :])
    body = table.slice(at + 1 + bool(two))
    columns = body.columns[1:]
    width = max(
        (n + 1 for n, column in enumerate(columns)
         if header[n] or pc.any(pc.not_equal(column, "")).as_py()),
        default=0,
    )  # fmt: skip
    last = int(numbers[at + bool(two)])
    remarks = []
    if head["merged"]:
        message = "has merged cells: their text counts for each row that they cover"
        remarks.append(Problem(name, 0, "", "", message, code="merged-cells", fatal=False))
    if head["others"]:
        message = f"is read; not {', '.join(head['others'])}"
        remarks.append(
            Problem(name, 0, "", "", message, "choose with --sheet", "other-sheets", fatal=False)
        )
    lines = zip(numbers[:at].tolist(), (" ".join(filter(None, row)) for row in texts), strict=False)
    return Sheet(
        name,
        tuple(two or header)[:width],
        int(numbers[at]),
        tuple(columns[:width]),
        np.asarray(body.column(0).to_numpy(), np.int64),
        tuple((line, text) for line, text in lines if text),
        last if two else 0,
        head["rows"] - last - len(body),
        tuple(remarks),
    )
