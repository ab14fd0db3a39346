"""Spreadsheets (``.xlsx``, ``.xls``, ``.ods``) as columns of text, through python-calamine.

Takes the bytes of a file; returns the cells of one sheet as they would stand in a CSV file:
days as ``1953-06-10``, whole numbers without a point, empty cells as empty texts.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from timeline.errors import Problem, ReadError, UsageError, did_you_mean

__all__ = ["Sheet", "is_spreadsheet", "sheet_cells"]

#: How the files begin: OLE (xls), and zip archives (xlsx, ods) with a member that tells them.
_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_MEMBERS = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")
#: The header is looked for in so many rows.
_HEAD = 20


@dataclass(frozen=True)
class Sheet:
    """The cells of a sheet: columns of text, and for each row its number in the sheet."""

    name: str
    header: tuple[str, ...]
    header_row: int
    columns: tuple[pa.ChunkedArray, ...]
    rows: np.ndarray
    remarks: tuple[Problem, ...] = ()


def is_spreadsheet(data: bytes) -> bool:
    """Tell whether bytes are those of a spreadsheet.

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


def sheet_cells(data: bytes, name: str, *, sheet: str | int | None = None) -> Sheet:
    """Return the cells of a sheet: the one asked for, or the first that holds any.

    Raises
    ------
    ReadError
        The file is damaged or protected, or no sheet holds a table.
    UsageError
        There is no such sheet.
    """
    from python_calamine import CalamineError, CalamineWorkbook  # here, since CSV does without it

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        chosen, rest = chosen_sheet(book, name, sheet)
        cells = book.get_sheet_by_name(chosen).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError) as error:
        raise ReadError(f"{name}: cannot be read as a spreadsheet ({error})") from None
    texts = [[_cell_text(cell) for cell in row] for row in cells]
    head = _header_of(texts)
    if head is None:
        raise ReadError(f'{name}: sheet "{chosen}" is empty (choose another with --sheet)')
    return _sheet_of(texts, f"{name}[{chosen}]", head=head, others=rest)


def chosen_sheet(book: Any, name: str, sheet: str | int | None) -> tuple[str, list[str]]:
    """Return the name of the sheet to read, and those of other sheets that hold something."""
    names = list(book.sheet_names)
    if sheet is None:
        filled = [one for one in names if book.get_sheet_by_name(one).height]
        if not filled:
            raise ReadError(f"{name}: no sheet holds a table")
        return filled[0], filled[1:]
    if str(sheet) in names:
        return str(sheet), []
    if str(sheet).isdigit() and 1 <= int(sheet) <= len(names):
        return names[int(sheet) - 1], []
    hint = did_you_mean(str(sheet), names) or f"it has {', '.join(names)}"
    raise UsageError(f'{name}: has no sheet "{sheet}" ({hint})')


def _header_of(rows: Sequence[Sequence[str]]) -> int | None:
    """Return the number (from 0) of the row that names the columns; titles may stand above it.

    Examples
    --------
    >>> _header_of([["Battles of 1862", ""], ["name", "day"], ["Shiloh", "1862-04-06"]])
    1
    """
    head = [(at, [cell for cell in row if cell]) for at, row in enumerate(rows[:_HEAD])]
    filled = [(at, len(cells)) for at, cells in head if cells]
    if not filled:
        return None
    usual = max(count for _, count in filled)
    return next(at for at, count in filled if count >= max(1, usual * 0.6))


def _sheet_of(
    rows: Sequence[Sequence[str]], name: str, *, head: int, others: Sequence[str]
) -> Sheet:
    """Return the rows below a header as columns; blank ones are left out, and told."""
    header = [cell.strip() for cell in rows[head]]
    width = max((at + 1 for row in rows[head:] for at, cell in enumerate(row) if cell), default=0)
    header = (header + [""] * width)[:width]
    body = [(at + 1, row) for at, row in enumerate(rows) if at > head]
    kept = [(number, row) for number, row in body if any(cell.strip() for cell in row)]
    columns = tuple(
        pa.chunked_array([pa.array([row[at] for _, row in kept], pa.large_string())])
        for at in range(width)
    )
    numbers = np.array([number for number, _ in kept], np.int64)
    remarks = [*titles(rows[:head], name), *_blanks(len(body) - len(kept), name)]
    if others:
        message = f"is read; not {', '.join(others)}"
        remarks.append(
            Problem(name, 0, "", "", message, "choose with --sheet", "other-sheets", fatal=False)
        )
    return Sheet(name, tuple(header), head + 1, columns, numbers, tuple(remarks))


def titles(rows: Sequence[Sequence[str]], name: str) -> list[Problem]:
    """Tell the rows above the header."""
    message = "stands above the header and is read as a title"
    lines = [(at, " ".join(filter(None, row))) for at, row in enumerate(rows, 1)]
    return [
        Problem(name, line, "", text[:60], message, code="title-row", fatal=False)
        for line, text in lines
        if text
    ]


def _blanks(count: int, name: str) -> list[Problem]:
    """Tell how many blank rows were left out."""
    if not count:
        return []
    rows = "1 blank row was" if count == 1 else f"{count} blank rows were"
    return [Problem(name, 0, "", "", f"{rows} left out", code="blank-row", fatal=False)]


def _cell_text(cell: Any) -> str:
    """Return a cell as a CSV file would have it.

    Examples
    --------
    >>> _cell_text(datetime.datetime(1953, 6, 10)), _cell_text(22000.0), _cell_text(None)
    ('1953-06-10', '22000', '')
    """
    if cell is None or isinstance(cell, str):
        return cell or ""
    if isinstance(cell, datetime.datetime):
        midnight = cell.time() == datetime.time()
        return str(cell.date()) if midnight else cell.isoformat(timespec="seconds")
    if isinstance(cell, datetime.timedelta):
        return clock_of(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def clock_of(span: datetime.timedelta) -> str:
    """Return a time of the day, or a duration in days where it is longer.

    Examples
    --------
    >>> clock_of(datetime.timedelta(hours=20, minutes=5))
    '20:05'
    """
    seconds = int(span.total_seconds())
    hours, rest = divmod(seconds, 3600)
    return f"{hours:02}:{rest // 60:02}" + (f":{rest % 60:02}" if rest % 60 else "")
