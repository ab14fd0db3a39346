"""What an engine says of a table that it cannot read, in our words.

Takes whatever DuckDB, Spark, polars, Arrow or narwhals raises; what is raised instead is a
``ReadError`` that names the table or its file, says what is wrong, and what to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from timeline.errors import ReadError, TimelineError

__all__ = ["reason_of", "told_errors"]

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
FILE = re.compile(
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
        raise ReadError(reason_of(error, name)) from None


def of_engine(error: Exception) -> bool:
    """Tell whether an engine raised an error; polars raises those of files as Python's own."""
    return type(error).__module__.partition(".")[0] in ENGINES or isinstance(error, OSError)


def reason_of(error: Exception, name: str) -> str:
    r"""Return what an error means for who asked for the table, with the file that it names.

    Examples
    --------
    >>> reason_of(OSError("Permission denied (os error 13): data/june.parquet"), "data/*.parquet")
    'data/june.parquet: may not be read by this user (ask for the right to read it)'
    >>> reason_of(OSError("the moon is full\nat line 3"), "data/*.parquet")
    'data/*.parquet: cannot be read: the moon is full'
    """
    text = said(error)
    kind = f"{type(error).__name__} {text}"
    named = FILE.search(f" {text}")
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
