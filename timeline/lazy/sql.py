"""CSV and Parquet files as DuckDB is asked for them: every cell of a CSV as the text it is.

Takes paths; returns a ``Reader``: SQL for the rows, SQL that tells where each stands as well.
Files whose headers differ are joined by the names of their columns.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from timeline.errors import Problem, ReadError
from timeline.files import PARQUET
from timeline.tables.reading.decode import as_utf8
from timeline.tables.reading.dialect import Dialect
from timeline.tables.reading.read import SAMPLE, dialect_of_text, distinct

__all__ = ["FILE", "ROW", "Reader", "reader_of", "sql_text"]

#: The columns that say where a row stands: the path of its file, and its line (CSV) or row.
FILE, ROW = "file it stands in", "row it stands in"
#: So many broken rows are kept with their lines.
MOST_BROKEN = 1000


@dataclass(frozen=True)
class Reader:
    """SQL for the rows of files, and for the rows with their places; what was odd of headers."""

    rows: str
    placed: str
    is_csv: bool
    remarks: tuple[Problem, ...] = ()


def sql_text(text: str) -> str:
    """Return a text as SQL writes it.

    Examples
    --------
    >>> print(sql_text("it's"))
    'it''s'
    """
    return "'" + text.replace("'", "''") + "'"


def named(column: str) -> str:
    """Return the name of a column as SQL writes it."""
    return '"' + column.replace('"', '""') + '"'


def _listed(paths: Sequence[str]) -> str:
    return "[" + ", ".join(map(sql_text, paths)) + "]"


def reader_of(paths: Sequence[str], delimiter: str | None) -> Reader:
    """Return how DuckDB reads some files, all Parquet or all CSV.

    Raises
    ------
    ReadError
        A CSV is empty, or of another encoding than UTF-8.
    """
    if paths[0].endswith(PARQUET):
        source = f"read_parquet({_listed(paths)}, union_by_name = true"
        place = f"filename AS {named(FILE)}, file_row_number + 1 AS {named(ROW)}"
        placed = f"SELECT *, {place} FROM {source}, filename = true, file_row_number = true)"
        return Reader(f"SELECT * FROM {source})", placed, False)
    alike: dict[tuple[str, tuple[str, ...], int], list[str]] = {}
    remarks: list[Problem] = []
    for path in paths:
        dialect = dialect_at(path, delimiter)
        names, problems = distinct(dialect.header, Path(path).name, dialect.header_line)
        remarks += problems
        alike.setdefault((dialect.delimiter, tuple(names), dialect.body_line), []).append(path)
    found = [(csv_reader(*key, paths=group), key[2]) for key, group in alike.items()]
    rows = _joined([f"SELECT * FROM {source})" for source, _ in found])
    lined = _joined([csv_placed(source, line=line) for source, line in found])
    return Reader(rows, lined, True, tuple(remarks))


def _joined(selections: Sequence[str]) -> str:
    return " UNION ALL BY NAME ".join(selections)


def csv_reader(delimiter: str, names: Sequence[str], line: int, *, paths: Sequence[str]) -> str:
    """Return the reader of CSV files of one form, to be closed with a parenthesis."""
    columns = ", ".join(f"{sql_text(name)}: 'VARCHAR'" for name in names)
    options: Mapping[str, str] = {
        "auto_detect": "false", "header": "false", "skip": str(line - 1),
        "columns": f"{{{columns}}}", "delim": sql_text(delimiter),
        "quote": sql_text('"'), "escape": sql_text('"'),
        # Rows that are no rows are kept aside rather than end the reading at the first.
        "store_rejects": "true", "rejects_limit": str(MOST_BROKEN),
    }  # fmt: skip
    told = ", ".join(f"{name} = {value}" for name, value in options.items())
    return f"read_csv({_listed(paths)}, {told}"


def csv_placed(source: str, *, line: int) -> str:
    """Return the rows of CSV files with their lines, where no cell holds a line break."""
    numbered = f"SELECT *, row_number() OVER () AS n FROM {source}, filename = true)"
    row = f"n - min(n) OVER (PARTITION BY filename) + {line}"
    file = f"filename AS {named(FILE)}"
    return f"SELECT * EXCLUDE (n, filename), {file}, {row} AS {named(ROW)} FROM ({numbered})"


def dialect_at(path: str, delimiter: str | None) -> Dialect:
    """Return the delimiter and the header of a CSV from its beginning."""
    name = Path(path).name
    opened = gzip.open if path.endswith(".gz") else open
    try:
        with opened(path, "rb") as file:
            start = file.read(SAMPLE)
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror or error})") from None
    whole = start if len(start) < SAMPLE else start[: start.rfind(b"\n") + 1]
    text, encoding, _ = as_utf8(whole, name)
    if not encoding.startswith("utf-8"):
        hint = f"iconv -f {encoding} -t utf-8 makes it so"
        raise ReadError(f"{name}: is {encoding}, and a scan reads UTF-8 only ({hint})")
    dialect = dialect_of_text(text, delimiter)
    if dialect is None:
        raise ReadError(f"{name}: is empty (a table needs a header with title and start)")
    return dialect
