"""Write the cells of a sheet as CSV, in a separate process.

python-calamine allocates every cell between the first and the last one of a sheet before it
returns any, and aborts its process without memory. So this file runs as a script, with limits
of memory and time, and imports nothing of ours: it reads a spreadsheet from stdin and writes
one line of JSON on the sheet, then each non-blank row after its number.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
import sys
from contextlib import suppress
from typing import Any

#: The exit code for cells larger than the limit.
TOO_LARGE = 4
#: Largest number of columns in any spreadsheet program.
MOST_COLUMNS = 16_384
_MEGABYTE = 1_000_000


def main(sheet: str, most: int) -> int:
    """Write a sheet, chosen by name or number (or the first with cells), to stdout."""
    from python_calamine import CalamineWorkbook

    bound(most)
    out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="")
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
        names = list(book.sheet_names)
        chosen, others = asked_for(book, names, sheet) if sheet else first_filled(book, names)
        last, right = (chosen.end if chosen is not None else None) or (-1, -1)
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # a panic of Rust is not an Exception
        return write_head(out, {"error": str(error)})
    if right >= MOST_COLUMNS:
        return write_head(out, {"error": f"it has more than {MOST_COLUMNS:,} columns"})
    head = {"sheet": chosen.name if chosen is not None else "", "names": names, "others": others}
    merged = merged_rows(chosen) if last >= 0 else {}
    head |= {"rows": last + 1, "width": right + 1, "merged": bool(merged)}
    write_head(out, head)
    code = write_rows(out, chosen, most, merged) if last >= 0 else 0
    out.flush()
    return code


def write_head(out: io.TextIOWrapper, head: dict[str, Any]) -> int:
    """Write the line about a sheet, or the reason why there is none."""
    out.write(json.dumps(head) + "\n")
    out.flush()
    return 0


def bound(most: int) -> None:
    """Limit memory and processor time, if the system can, to what so many bytes need."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        room = 3 * most + 128 * _MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (room, room))
        time = 10 + most // (25 * _MEGABYTE)
        resource.setrlimit(resource.RLIMIT_CPU, (time, time))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def asked_for(book: Any, names: list[str], sheet: str) -> tuple[Any, list[str]]:
    """Return the sheet with a name or number, or None."""
    if sheet in names:
        return book.get_sheet_by_name(sheet), []
    number = int(sheet) if sheet.isascii() and sheet.isdigit() and len(sheet) < 9 else 0
    return book.get_sheet_by_index(number - 1) if 1 <= number <= len(names) else None, []


def first_filled(book: Any, names: list[str]) -> tuple[Any, list[str]]:
    """Return the first sheet with a table, or with cells, or None; and the others with cells."""
    filled, tables = [], []
    for name in names:
        sheet = book.get_sheet_by_name(name)
        filled += [name] if sheet.height else []
        tables += [name] if sheet.height > 1 and sheet.width > 1 else []
        del sheet  # one at a time, since each takes memory
    chosen = next(iter([*tables, *filled]), None)
    others = [name for name in filled if name != chosen]
    return book.get_sheet_by_name(chosen) if chosen is not None else None, others


def merged_rows(sheet: Any) -> dict[tuple[int, int], int]:
    """Return the last row of each merged cell of several rows, by its first row and column."""
    ranges = getattr(sheet, "merged_cell_ranges", None) or ()
    return {first: last[0] for first, last in ranges if last[0] > first[0]}


def write_rows(
    out: io.TextIOWrapper, sheet: Any, most: int, merged: dict[tuple[int, int], int]
) -> int:
    """Write the non-blank rows, each after its number in the sheet."""
    margin = [""] * sheet.start[1]  # calamine omits empty columns on the left, but not rows
    written = 0
    covered: dict[int, tuple[Any, int]] = {}  # by column: a merged cell, and its last row
    buffer = io.StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\n")
    for number, row in enumerate(sheet.iter_rows(), 1):
        if not any(cell not in ("", None) for cell in row):
            continue
        if merged:
            for at, cell in enumerate(row, len(margin)):
                # A number counts once.
                if (number - 1, at) in merged and not isinstance(cell, int | float):
                    covered[at] = (cell, merged[number - 1, at])
            row = [
                covered[at][0]
                if at in covered and cell in ("", None) and covered[at][1] >= number - 1
                else cell
                for at, cell in enumerate(row, len(margin))
            ]
        texts = [cell_text(cell) for cell in row]
        if any(text and not text.isspace() for text in texts):
            writer.writerow([number, *margin, *texts])
        if buffer.tell() > _MEGABYTE:
            written += out.write(buffer.getvalue())
            buffer.seek(0)
            buffer.truncate()
        if written > most:
            return TOO_LARGE
    out.write(buffer.getvalue())
    return 0


def cell_text(cell: Any) -> str:
    """Return a cell as it would be in a CSV file.

    Examples
    --------
    >>> cell_text(datetime.datetime(1953, 6, 10)), cell_text(22000.0), cell_text(None)
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
    whole = isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e16
    return str(int(cell)) if whole else str(cell)


def clock_of(span: datetime.timedelta) -> str:
    """Return a time of day, or a longer duration in hours.

    Examples
    --------
    >>> clock_of(datetime.timedelta(hours=20, minutes=5))
    '20:05'
    """
    seconds = int(span.total_seconds())
    hours, rest = divmod(seconds, 3600)
    return f"{hours:02}:{rest // 60:02}" + (f":{rest % 60:02}" if rest % 60 else "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
