"""DuckDB as the engine of large files: one streaming relation within a memory limit.

Takes whatever DuckDB, Spark, polars, Arrow or narwhals raises; what is raised instead is a
``ReadError`` that names the table or its file, says what is wrong, and what to do.

Takes a path or a glob; returns ``Files``, whose relation is lazy. Rows that are no rows are
kept aside while the others are read, and told by file and line.
"""

from __future__ import annotations

import glob
import re
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import narwhals.stable.v2 as nw
import pyarrow as pa

from timeline.errors import Problem, ReadError, TimelineError, UsageError
from timeline.files import check_path, clear_leftovers, temporary_prefix
from timeline.lazy.sql import Reader, reader_of
from timeline.tables.reading.dialect import named_delimiter
from timeline.tables.reading.read import missing

__all__ = ["Files", "engine_reason", "open_files", "told_errors"]

#: Where the errors of engines come from; a fault of our own has another module, and is raised.
ENGINES = frozenset({"duckdb", "_duckdb", "polars", "pyspark", "py4j", "pyarrow", "narwhals"})
#: What engines say, what is meant, and what to do: the first that fits is told.
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
     "cannot be unpacked: it is damaged, was cut short or is no gzip file", "pack it anew"),
    (r"magic (bytes|number)|not a parquet|no parquet|too small to be a parquet|PAR1|thrift|"
     r"TProtocol|out of specification|know what type|CANNOT_READ_FILE_FOOTER|footer|"
     r"CANNOT_READ_FILE|snappy|zstd decompress|corrupt",
     "is no Parquet file, or is damaged or cut short", "write it anew, or take it out"),
    (r"utf-?8|unicode", "is not UTF-8", "save it as UTF-8"),
    (r"more fields than defined|ragged", "has rows with more cells than the header",
     "quote the cells that hold a delimiter"),
    (r"data type mismatch|extra column|PARQUET_COLUMN_DATA_TYPE_MISMATCH|DATA_TYPE_MISMATCH|"
     r"SchemaColumnConvertNotSupported|schema mismatch|different schema|UNABLE_TO_INFER_SCHEMA",
     "has files of different columns or types",
     "bring them to the same ones, or scan the files by their path"),
    (r"column.*not found|UNRESOLVED_COLUMN|unable to find column|does not have a column",
     "lacks a column that was asked for", "look at its header"),
)  # fmt: skip
#: A file that a message names.
FILE_NAMED = re.compile(
    r"""(?:file:(?://)?|["' ])((?:/|[\w.~-]+/)[^"'\n:*?]*?(?:\.[a-z0-9]{1,10})+)(?=["'\s,:.]|$)"""
)
#: How Spark heads its messages, of which the innermost one says most.
CONDITION = re.compile(r"\[([A-Z][A-Z_0-9.]+)\] ([^\n]*)")
CAUSE = re.compile(r"Caused by: [\w.$]+: ([^\n]+)")
SQL_STATE = re.compile(r"\s*SQLSTATE: \w+")
#: So many signs of an engine's own words are shown.
SHOWN = 240


@contextmanager
def told_errors(name: str) -> Iterator[None]:
    """Raise what an engine says of a table as an error of ours.

    Parameters
    ----------
    name
        The table, for messages that name no file.

    Raises
    ------
    ReadError
        An engine raised an error within.

    Examples
    --------
    >>> import pyarrow as pa
    >>> with told_errors("events.parquet"):
    ...     raise pa.ArrowInvalid("Parquet magic bytes not found in footer")
    Traceback (most recent call last):
        ...
    timeline.errors.ReadError: events.parquet: is no Parquet file, or is damaged or cut short \
(write it anew, or take it out)
    """
    try:
        yield
    except TimelineError:
        raise
    except Exception as error:
        if not of_engine(error):
            raise
        raise ReadError(engine_reason(error, name)) from None


def of_engine(error: Exception) -> bool:
    """Tell whether an engine raised an error; polars raises those of files as Python's own."""
    return type(error).__module__.partition(".")[0] in ENGINES or isinstance(error, OSError)


def engine_reason(error: Exception, name: str) -> str:
    r"""Return what an error means for who asked for the table, with the file that it names.

    Examples
    --------
    >>> denied = OSError("Permission denied (os error 13): data/june.parquet")
    >>> engine_reason(denied, "data/*.parquet")
    'data/june.parquet: may not be read by this user (ask for the right to read it)'
    >>> engine_reason(OSError("the moon is full\nat line 3"), "data/*.parquet")
    'data/*.parquet: cannot be read: the moon is full'
    """
    text = said(error)
    kind = f"{type(error).__name__} {text}"
    named = FILE_NAMED.search(f" {text}")
    place = named[1] if named else name
    for pattern, meant, hint in MEANT:
        if re.search(pattern, kind, re.IGNORECASE):
            return f"{place}: {meant} ({hint})"
    first = next((line.strip() for line in text.splitlines() if line.strip()), type(error).__name__)
    return f"{name}: cannot be read: {first[:SHOWN]}"


def said(error: Exception) -> str:
    """Return the words of an error; of Spark's, which hold a stack of Java, the innermost."""
    text = str(error)
    if type(error).__module__.partition(".")[0] not in ("pyspark", "py4j"):
        return text
    conditions, causes = CONDITION.findall(text), CAUSE.findall(text)
    if conditions:
        name, words = conditions[-1]
        words = SQL_STATE.sub("", words)
        # What it has no hint for, the last cause in Java says.
        return "; ".join([f"{words} [{name}]", *causes[-1:]])
    lines = [line for line in text.splitlines() if line and not line.startswith((" ", "Traceback"))]
    return causes[-1] if causes else lines[-1] if lines else text


#: Seconds between two looks at how far a query is.
PAUSE = 0.25
#: What DuckDB calls the faults of a row: our code, what to say, and what to do.
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
    "INVALID ENCODING": ("encoding", "is no UTF-8", "save the file as UTF-8"),
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
        """Return the rows as a lazy relation of DuckDB, if asked with their places."""
        with told_errors(self.name):
            return self.connection.sql(self.reader.placed if placed else self.reader.rows)

    def collect(self, frame: nw.LazyFrame[Any]) -> pa.Table:
        """Run a query, and tell how far it is."""
        with told_errors(self.name):
            if self.progress is None:
                return frame.to_native().to_arrow_table()
            return watched(frame.to_native(), self.connection, self.progress)

    def broken(self) -> tuple[Problem, ...]:
        """Return the rows of the files that the queries so far could not read."""
        if not self.reader.is_csv:
            return ()
        rows = self.connection.execute(
            "SELECT file_path, line, min(error_type::VARCHAR) FROM reject_errors "
            "JOIN reject_scans USING (scan_id, file_id) GROUP BY ALL ORDER BY ALL"
        ).fetchall()
        told = ((path, line, BROKEN.get(kind, OTHER)) for path, line, kind in rows)
        return tuple(
            Problem(Path(path).name, int(line), "", "", message, hint, code)
            for path, line, (code, message, hint) in told
        )


def watched(relation: Any, connection: Any, progress: Callable[[float], None]) -> pa.Table:
    """Run a query in a thread of its own, and tell now and then how far it is."""
    done: list[pa.Table] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            done.append(relation.to_arrow_table())
        except BaseException as error:  # raised where the query was asked for
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(PAUSE)
            progress(max(0.0, min(1.0, connection.query_progress() / 100)))
    except BaseException:
        connection.interrupt()
        thread.join()
        raise
    if failed:
        raise failed[0]
    progress(1.0)
    return done[0]


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
        Overrules what is found out.
    memory_limit
        What DuckDB may use, as ``"512MB"``.
    progress
        Called with the part of a query that is done.

    Raises
    ------
    ReadError
        There is no such file, or one is of another encoding than UTF-8.
    UsageError
        DuckDB is not installed, or the memory limit is none.
    """
    path = str(source)
    check_path(path)
    paths = (path,) if Path(path).exists() else found_by(path)
    if not paths:
        raise ReadError(missing(Path(path)))
    connection = connected(memory_limit)
    return Files(path, paths, connection, reader_of(paths, named_delimiter(delimiter)), progress)


def found_by(pattern: str) -> tuple[str, ...]:
    """Return the paths that a glob finds, in order."""
    return tuple(sorted(glob.glob(pattern, recursive=True)))  # noqa: PTH207 -- it may be absolute


def connected(memory_limit: str) -> Any:
    """Return a database in memory that keeps to a limit, and writes to disk what is more."""
    try:
        import duckdb
    except ModuleNotFoundError:
        hint = 'python -m pip install "battle-timeline[big]"'
        raise UsageError(f"files are scanned by DuckDB, which is not installed ({hint})") from None
    # Of its own, and made only if needed: DuckDB takes it away again.
    clear_leftovers()
    spill = Path(tempfile.gettempdir()) / f"{temporary_prefix()}{uuid4().hex}"
    connection = duckdb.connect(config={"temp_directory": str(spill)})
    # How far a query is, is told to who asks, and not to standard output.
    connection.execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false")
    try:
        connection.execute("SET memory_limit = ?", [memory_limit])
    except duckdb.Error:
        hint = "write it as 512MB or 4GB"
        raise UsageError(f'memory limit "{memory_limit}" is not known ({hint})') from None
    return connection
