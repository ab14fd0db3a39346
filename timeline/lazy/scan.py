"""A table that is not read: files or a lazy frame, and how its columns are to be read.

``scan_events`` takes a path, a glob or a lazy frame and returns an ``EventScan``. Nothing
of it is read before a chart or a check asks for its groups.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from timeline.errors import ReadError, UsageError, ValidationError
from timeline.lazy.engine import told_errors
from timeline.lazy.keys import arrow_of
from timeline.model import EventTable, Source
from timeline.tables.checking.validate import check_table, is_said
from timeline.tables.mapping.mapping import Mapping
from timeline.tables.mapping.writing import dated_columns, mapping_with
from timeline.tables.reading.read import read_table
from timeline.tables.sources import files_read, package_beside, read_sources

if TYPE_CHECKING:
    import pyarrow as pa

    from timeline.lazy.engine import Files

__all__ = ["MEMORY", "EventScan", "scan_events"]

#: What DuckDB may use at most, unless the user says otherwise.
MEMORY = "512MB"


@dataclass(frozen=True)
class EventScan:
    """A table where it lies, and how it is to be read; ``files`` where we opened it ourselves."""

    frame: nw.LazyFrame[Any] = field(repr=False)
    name: str
    mapping: Mapping = field(default_factory=Mapping, repr=False)
    sources: Dict[str, Source] = field(default_factory=dict, repr=False)
    package: Dict[str, Any] = field(default_factory=dict, repr=False)
    require_sources: bool = False
    files: Files | None = field(default=None, repr=False)
    inputs: tuple[str, ...] = field(default=(), repr=False)
    #: The keywords that the user gave, to which advice adds.
    given: Dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def header(self) -> list[str]:
        """The names of the table's columns."""
        return list(self.types)

    @property
    def types(self) -> dict[str, nw.dtypes.DType]:
        """The types of the table's columns, by their names."""
        with told_errors(self.name):
            return dict(self.frame.collect_schema())

    def collect(self, frame: nw.LazyFrame[Any]) -> pa.Table:
        """Return a frame made of this one as an Arrow table; its engine does the work.

        Raises
        ------
        ReadError
            The engine cannot read the table.
        """
        if self.files:
            return self.files.collect(frame)
        with told_errors(self.name):
            return arrow_of(frame)

    def read(self, most: int) -> EventTable | None:
        """Return the table as it would be read; None where it has more than ``most`` rows.

        Examples
        --------
        >>> import pyarrow as pa
        >>> scan = scan_events(pa.table({"title": ["Raid"], "start": ["1953-06-10"]}))
        >>> len(scan.read(10)), scan.read(0)
        (1, None)
        """
        some = self.collect(self.frame.head(most + 1))
        broken = self.files.broken() if self.files else ()
        if some.num_rows > most:
            return None
        if broken:
            raise ValidationError(broken, rows=some.num_rows + len(broken))
        try:
            events = check_table(
                read_table(some, name=self.name), mapping=self.mapping, sources=self.sources,
                package=self.package, require_sources=self.require_sources,
            )  # fmt: skip
        except ValidationError as error:
            from timeline.lazy.grouping import scan_advice

            error.advise = partial(scan_advice, self, error.problems)
            raise
        return replace(events, files=self.inputs)

    def checked(self) -> EventTable:
        """Return the groups of the table, checked, with examples of what was found.

        Raises
        ------
        ValidationError
            The table has problems; each has its count.
        """
        from timeline.lazy.grouping import group_events

        return group_events(self, thorough=True)


def scan_events(
    source: Any,
    *,
    mapping: Dict[str, str] | Mapping | str | Path | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    sources: Any = None,
    date_format: str | Sequence[str] | None = None,
    century: int | None = None,
    bce: str | None = None,
    unknown: Sequence[str] = (),
    ongoing: Sequence[str] = (),
    decimal: str | None = None,
    html: Sequence[str] = (),
    require_sources: bool = False,
    memory_limit: str | None = None,
    progress: Callable[[float], None] | None = None,
) -> EventScan:
    """Take a table that may be larger than memory, without reading it.

    Parameters
    ----------
    source
        A path or a glob of CSV or Parquet files, which DuckDB reads as a stream; or a
        frame of DuckDB, Spark, polars, pandas or Arrow, whose engine does the work.
    mapping, sources, date_format, century, bce, unknown, ongoing, decimal, html, require_sources
        As in ``read_events``.
    encoding
        UTF-8, which is the only one that is scanned.
    delimiter
        Overrules what is found out.
    memory_limit
        What DuckDB may use at most for files, by default ``"512MB"``; what is more goes to disk.
    progress
        Called with the part of the files that is read, from 0 to 1.

    Returns
    -------
    EventScan
        The table for ``bars`` and ``check``.

    Raises
    ------
    ReadError
        There is no such file, or it cannot be read.
    UsageError
        An argument is wrong, or DuckDB is not installed.

    Examples
    --------
    >>> import pyarrow as pa
    >>> table = pa.table({"title": ["Raid"], "start": ["1953-06-10"], "side": ["PVA"]})
    >>> scan_events(table).name
    'data frame'
    """
    if encoding and encoding.casefold().replace("-", "") not in ("utf8", "utf8sig"):
        raise UsageError(f"a scan reads UTF-8 only (iconv -f {encoding} -t utf-8 makes it so)")
    asked = mapping_with(
        mapping, date_format=date_format, century=century, bce=bce, unknown=unknown,
        ongoing=ongoing, decimal=decimal, html=html,
    )  # fmt: skip
    for name in ("accept", "skip_faulty"):
        if getattr(asked, name):
            raise UsageError(
                f"{name} needs the rows, and a scan has none (read it with read_events)"
            )
    entries = read_sources(sources) if sources is not None else {}
    how: dict[str, Any] = {"mapping": dated_columns(asked), "sources": entries}
    how["require_sources"] = require_sources
    given = {
        "mapping": mapping, "sources": sources, "date_format": date_format, "century": century,
        "bce": bce, "unknown": unknown, "ongoing": ongoing, "decimal": decimal, "html": html,
        "delimiter": delimiter, "require_sources": require_sources,
    }  # fmt: skip
    how["given"] = {name: value for name, value in given.items() if is_said(value)}
    how["inputs"] = files_read(source, mapping=mapping, sources=sources)
    if isinstance(source, str | Path):
        from timeline.lazy.engine import open_files

        limit = memory_limit or MEMORY
        files = open_files(source, delimiter, memory_limit=limit, progress=progress)
        how["package"] = package_beside(files.paths[0])
        return EventScan(nw.from_native(files.relation()).lazy(), str(source), files=files, **how)
    frame = nw.from_native(source, pass_through=True)
    if not isinstance(frame, nw.DataFrame | nw.LazyFrame):
        kind = type(source).__name__
        raise ReadError(f"a {kind} is not a table to scan (give a path, a glob or a data frame)")
    return EventScan(frame.lazy(), "data frame", **how)
