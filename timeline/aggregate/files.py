"""CSV and Parquet files as one table that DuckDB reads as a stream, within a memory limit.

Takes a path or a glob; returns ``Files``, whose relation is lazy. Rows that are no rows are
kept aside while the others are read, and told by file and line.
"""

from __future__ import annotations

import glob
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import narwhals.stable.v2 as nw
import pyarrow as pa

from timeline.aggregate.readers import Reader, reader_of
from timeline.aggregate.refusals import told_errors
from timeline.errors import Problem, ReadError, UsageError
from timeline.tables.reading.dialect import named_delimiter
from timeline.tables.reading.read import missing

__all__ = ["Files", "open_files"]

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
    spill = Path(tempfile.gettempdir()) / f"timeline-{uuid4().hex}"
    connection = duckdb.connect(config={"temp_directory": str(spill)})
    # How far a query is, is told to who asks, and not to standard output.
    connection.execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false")
    try:
        connection.execute("SET memory_limit = ?", [memory_limit])
    except duckdb.Error:
        hint = "write it as 512MB or 4GB"
        raise UsageError(f'memory limit "{memory_limit}" is not known ({hint})') from None
    return connection
