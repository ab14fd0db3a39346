"""DuckDB as the engine of large files: one streaming relation within a memory limit.

Takes a path or a glob; returns ``Files``, whose relation is lazy. Malformed rows are set
aside while the others are read, and reported by file and line.

Errors of DuckDB, Spark, polars, Arrow and narwhals become a ``ReadError`` that names the
table or file, the cause, and a remedy.
"""

from __future__ import annotations

import glob
import gzip
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import narwhals.stable.v2 as nw
import pyarrow as pa

from timeline.errors import Problem, ReadError, TimelineError, UsageError
from timeline.files import check_path, clear_leftovers, temporary_prefix
from timeline.tables.reading.decode import as_utf8
from timeline.tables.reading.dialect import Dialect, named_delimiter
from timeline.tables.reading.read import SAMPLE, dialect_of_text, distinct, missing
from timeline.tables.reading.records import PARQUET

#: The columns with the place of a row: its file, and its line (CSV) or row number.
FILE, ROW = "file it stands in", "row it stands in"
#: Number of malformed rows whose lines are recorded.
MOST_BROKEN = 1000


@dataclass(frozen=True)
class Reader:
    """SQL for the rows of files, without and with their places; problems of their headers."""

    rows: str
    placed: str
    is_csv: bool
    remarks: tuple[Problem, ...] = ()


def sql_text(text: str) -> str:
    """Quote a text for SQL.

    Examples
    --------
    >>> print(sql_text("it's"))
    'it''s'
    """
    return "'" + text.replace("'", "''") + "'"


def _sql_name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _sql_list(paths: Sequence[str]) -> str:
    return "[" + ", ".join(map(sql_text, paths)) + "]"


def reader_of(paths: Sequence[str], delimiter: str | None) -> Reader:
    """Return how DuckDB reads files that are all Parquet or all CSV.

    Raises
    ------
    ReadError
        A CSV file is empty or not UTF-8.
    """
    if paths[0].endswith(PARQUET):
        source = f"read_parquet({_sql_list(paths)}, union_by_name = true"
        place = f"filename AS {_sql_name(FILE)}, file_row_number + 1 AS {_sql_name(ROW)}"
        placed = f"SELECT *, {place} FROM {source}, filename = true, file_row_number = true)"
        return Reader(f"SELECT * FROM {source})", placed, False)
    alike: dict[tuple[str, tuple[str, ...], int], list[str]] = {}
    remarks: list[Problem] = []
    for path in paths:
        dialect = _dialect_at(path, delimiter)
        names, problems = distinct(dialect.header, Path(path).name, dialect.header_line)
        remarks += problems
        alike.setdefault((dialect.delimiter, tuple(names), dialect.body_line), []).append(path)
    sources = [(_csv_reader(*key, paths=group), key[2]) for key, group in alike.items()]
    union = " UNION ALL BY NAME "
    rows = union.join(f"SELECT * FROM {source})" for source, _ in sources)
    lined = union.join(_csv_with_places(source, line=line) for source, line in sources)
    return Reader(rows, lined, True, tuple(remarks))


def _csv_reader(delimiter: str, names: Sequence[str], line: int, *, paths: Sequence[str]) -> str:
    """Return a ``read_csv`` call for CSV files of one form, without closing parenthesis."""
    columns = ", ".join(f"{sql_text(name)}: 'VARCHAR'" for name in names)
    options: Mapping[str, str] = {
        "auto_detect": "false", "header": "false", "skip": str(line - 1),
        "columns": f"{{{columns}}}", "delim": sql_text(delimiter),
        "quote": sql_text('"'), "escape": sql_text('"'),
        # Malformed rows are set aside instead of ending the query at the first one.
        "store_rejects": "true", "rejects_limit": str(MOST_BROKEN),
    }  # fmt: skip
    arguments = ", ".join(f"{name} = {value}" for name, value in options.items())
    return f"read_csv({_sql_list(paths)}, {arguments}"


def _csv_with_places(source: str, *, line: int) -> str:
    """Return the rows of CSV files with their lines, if no cell contains a line break."""
    numbered = f"SELECT *, row_number() OVER () AS n FROM {source}, filename = true)"
    row = f"n - min(n) OVER (PARTITION BY filename) + {line}"
    file = f"filename AS {_sql_name(FILE)}"
    return f"SELECT * EXCLUDE (n, filename), {file}, {row} AS {_sql_name(ROW)} FROM ({numbered})"


def _dialect_at(path: str, delimiter: str | None) -> Dialect:
    """Detect the delimiter and header of a CSV file from its beginning."""
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


#: Modules whose exceptions are engine errors; our own bugs come from others and are raised.
ENGINES = frozenset({"duckdb", "_duckdb", "polars", "pyspark", "py4j", "pyarrow", "narwhals"})
#: Patterns of engine messages, our message, and a remedy; the first match is used.
MEANT = (
    (r"out of memory|cannot allocate|could not allocate|failed to allocate|OutOfMemory|"
     r"Java heap space",
     "needs more memory than it may use", "raise the memory limit"),
    (r"no such file|no files found|FILE_NOT_EXIST|PATH_NOT_FOUND|file does not exist|"
     r"cannot find the file",
     "is not there any more, or never was", "look at the name and the folder"),
    (r"permission denied|access is denied|not permitted",
     "may not be read by this user", "ask for the right to read it"),
    (r"no space left", "there is no room left on the disk", "free some, or set TMPDIR to another"),
    (r"gzip|inflate|deflate|zlib",
     "cannot be unpacked: it is damaged, truncated or not a gzip file", "compress it again"),
    (r"magic (bytes|number)|not a parquet|no parquet|too small to be a parquet|PAR1|thrift|"
     r"TProtocol|out of specification|know what type|CANNOT_READ_FILE_FOOTER|footer|"
     r"CANNOT_READ_FILE|snappy|zstd decompress|corrupt",
     "is not a Parquet file, or is damaged or truncated", "write it again, or leave it out"),
    (r"utf-?8|unicode", "is not UTF-8", "save it as UTF-8"),
    (r"more fields than defined|ragged", "has rows with more cells than the header",
     "quote the cells that hold a delimiter"),
    (r"data type mismatch|extra column|PARQUET_COLUMN_DATA_TYPE_MISMATCH|DATA_TYPE_MISMATCH|"
     r"SchemaColumnConvertNotSupported|schema mismatch|different schema|UNABLE_TO_INFER_SCHEMA",
     "has files of different columns or types",
     "bring them to the same ones, or scan the files by their path"),
    (r"column.*not found|UNRESOLVED_COLUMN|unable to find column|does not have a column",
     "lacks a requested column", "look at its header"),
)  # fmt: skip
#: A file named in a message.
FILE_NAMED = re.compile(
    r"""(?:file:(?://)?|["' ])((?:/|[\w.~-]+/)[^"'\n:*?]*?(?:\.[a-z0-9]{1,10})+)(?=["'\s,:.]|$)"""
)
#: Prefixes of Spark's messages; the innermost one is the most specific.
CONDITION = re.compile(r"\[([A-Z][A-Z_0-9.]+)\] ([^\n]*)")
CAUSE = re.compile(r"Caused by: [\w.$]+: ([^\n]+)")
SQL_STATE = re.compile(r"\s*SQLSTATE: \w+")
#: Number of characters shown of an engine's own message.
SHOWN = 240


@contextmanager
def engine_errors(name: str) -> Iterator[None]:
    """Convert engine errors about a table to our errors.

    Parameters
    ----------
    name
        The table, for messages that name no file.

    Raises
    ------
    ReadError
        The engine raised an error in this block.

    Examples
    --------
    >>> import pyarrow as pa
    >>> with engine_errors("events.parquet"):
    ...     raise pa.ArrowInvalid("Parquet magic bytes not found in footer")
    Traceback (most recent call last):
        ...
    timeline.errors.ReadError: events.parquet: is not a Parquet file, or is damaged or \
truncated (write it again, or leave it out)
    """
    try:
        yield
    except TimelineError:
        raise
    except Exception as error:
        # polars raises OSError for files.
        if _package(error) not in ENGINES and not isinstance(error, OSError):
            raise
        raise ReadError(engine_reason(error, name)) from None


def _package(error: Exception) -> str:
    return type(error).__module__.partition(".")[0]


def engine_reason(error: Exception, name: str) -> str:
    r"""Return the cause of an error and a remedy, with the file that it names.

    Examples
    --------
    >>> denied = OSError("Permission denied (os error 13): data/june.parquet")
    >>> engine_reason(denied, "data/*.parquet")
    'data/june.parquet: may not be read by this user (ask for the right to read it)'
    >>> engine_reason(OSError("the moon is full\nat line 3"), "data/*.parquet")
    'data/*.parquet: cannot be read: the moon is full'
    """
    text = _engine_message(error)
    kind = f"{type(error).__name__} {text}"
    named = FILE_NAMED.search(f" {text}")
    place = named[1] if named else name
    for pattern, meant, hint in MEANT:
        if re.search(pattern, kind, re.IGNORECASE):
            return f"{place}: {meant} ({hint})"
    first = next((line.strip() for line in text.splitlines() if line.strip()), type(error).__name__)
    return f"{name}: cannot be read: {first[:SHOWN]}"


def _engine_message(error: Exception) -> str:
    """Return the message of an error; for Spark, whose messages hold Java stacks, the innermost."""
    text = str(error)
    if _package(error) not in ("pyspark", "py4j"):
        return text
    conditions, causes = CONDITION.findall(text), CAUSE.findall(text)
    if conditions:
        name, words = conditions[-1]
        words = SQL_STATE.sub("", words)
        # Without a hint, use the last cause in Java.
        return "; ".join([f"{words} [{name}]", *causes[-1:]])
    lines = [line for line in text.splitlines() if line and not line.startswith((" ", "Traceback"))]
    return causes[-1] if causes else lines[-1] if lines else text


#: Seconds between two progress updates.
PAUSE = 0.25
#: DuckDB's names of row errors: our code, message and remedy.
BROKEN = {
    "MISSING COLUMNS": (
        "short-row", "has fewer cells than the header", "give it a cell for each column",
    ),
    "TOO MANY COLUMNS": (
        "long-row", "has more cells than the header", "quote the cell that holds a delimiter",
    ),
    "UNQUOTED VALUE": (
        "quote", "has text behind a closing quote", 'write "" for a quote inside a cell',
    ),
    "INVALID ENCODING": ("encoding", "is not UTF-8", "save the file as UTF-8"),
}  # fmt: skip
OTHER = ("broken-row", "cannot be read", "look at its quotes and delimiters")


@dataclass(frozen=True)
class Files:
    """Files as one lazy table, and the connection that reads them."""

    name: str
    paths: tuple[str, ...]
    connection: Any = field(repr=False)
    reader: Reader = field(repr=False)
    progress: Callable[[float], None] | None = field(default=None, repr=False)

    def relation(self, *, placed: bool = False) -> Any:
        """Return the rows as a lazy DuckDB relation, optionally with their places."""
        with engine_errors(self.name):
            return self.connection.sql(self.reader.placed if placed else self.reader.rows)

    def collect(self, frame: nw.LazyFrame[Any]) -> pa.Table:
        """Run a query and report its progress."""
        with engine_errors(self.name):
            if self.progress is None:
                return frame.to_native().to_arrow_table()
            return _run_with_progress(frame.to_native(), self.connection, self.progress)

    def broken(self) -> tuple[Problem, ...]:
        """Return the rows of the files that no query so far could read."""
        if not self.reader.is_csv:
            return ()
        rows = self.connection.execute(
            "SELECT file_path, line, min(error_type::VARCHAR) FROM reject_errors "
            "JOIN reject_scans USING (scan_id, file_id) GROUP BY ALL ORDER BY ALL"
        ).fetchall()
        problems = ((path, line, BROKEN.get(kind, OTHER)) for path, line, kind in rows)
        return tuple(
            Problem(Path(path).name, int(line), "", "", message, hint, code)
            for path, line, (code, message, hint) in problems
        )


def _run_with_progress(
    relation: Any, connection: Any, progress: Callable[[float], None]
) -> pa.Table:
    with ThreadPoolExecutor(1) as pool:
        query = pool.submit(relation.to_arrow_table)
        try:
            while not wait([query], PAUSE).done:
                progress(max(0.0, min(1.0, connection.query_progress() / 100)))
        except BaseException:
            connection.interrupt()
            raise
    table = query.result()
    progress(1.0)
    return table


def open_files(
    source: str | Path,
    delimiter: str | None = None,
    *,
    memory_limit: str,
    progress: Callable[[float], None] | None = None,
) -> Files:
    """Open files as one lazy table.

    Parameters
    ----------
    source
        A path or a glob; all files are CSV, or all are Parquet.
    delimiter
        Overrides detection.
    memory_limit
        Memory limit of DuckDB, such as ``"512MB"``.
    progress
        Called with the fraction of a query that is done.

    Raises
    ------
    ReadError
        A file does not exist or is not UTF-8.
    UsageError
        DuckDB is not installed, or the memory limit is invalid.
    """
    path = str(source)
    check_path(path)
    matching = sorted(glob.glob(path, recursive=True))  # noqa: PTH207 -- it may be absolute
    paths = (path,) if Path(path).exists() else tuple(matching)
    if not paths:
        raise ReadError(missing(Path(path)))
    connection = _connect(memory_limit)
    return Files(path, paths, connection, reader_of(paths, named_delimiter(delimiter)), progress)


def _connect(memory_limit: str) -> Any:
    """Return an in-memory database with a memory limit that spills to disk."""
    try:
        import duckdb
    except ModuleNotFoundError:
        hint = 'python -m pip install "battle-timeline[big]"'
        raise UsageError(f"files are scanned by DuckDB, which is not installed ({hint})") from None
    # A separate folder, created only if needed: DuckDB removes it.
    clear_leftovers()
    spill = Path(tempfile.gettempdir()) / f"{temporary_prefix()}{uuid4().hex}"
    connection = duckdb.connect(config={"temp_directory": str(spill)})
    # Progress goes to the callback instead of standard output.
    connection.execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false")
    try:
        connection.execute("SET memory_limit = ?", [memory_limit])
    except duckdb.Error:
        hint = "write it as 512MB or 4GB"
        raise UsageError(f'memory limit "{memory_limit}" is not known ({hint})') from None
    return connection
