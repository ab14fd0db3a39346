"""Scans: files or a lazy frame with the options of reading them, not yet read.

``scan_events`` takes a path, a glob or a lazy frame and returns an ``EventScan``. Nothing
is read until a chart or a check needs its groups.
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
from timeline.lazy.engine import engine_errors
from timeline.lazy.keys import arrow_of
from timeline.model import EventTable, RawTable, Source
from timeline.tables.checking.validate import check_table, is_given
from timeline.tables.mapping.mapping import Mapping
from timeline.tables.mapping.resolve import dated_columns, mapping_with
from timeline.tables.reading.read import read_table
from timeline.tables.sources import files_read, package_beside, read_sources

if TYPE_CHECKING:
    import pyarrow as pa

    from timeline.lazy.engine import Files

#: Default memory limit of DuckDB.
MEMORY = "512MB"


@dataclass(frozen=True)
class EventScan:
    """A lazy table and how to read it; ``files`` if we opened the files ourselves."""

    frame: nw.LazyFrame[Any] = field(repr=False)
    name: str
    mapping: Mapping = field(default_factory=Mapping, repr=False)
    sources: Dict[str, Source] = field(default_factory=dict, repr=False)
    package: Dict[str, Any] = field(default_factory=dict, repr=False)
    require_sources: bool = False
    files: Files | None = field(default=None, repr=False)
    inputs: tuple[str, ...] = field(default=(), repr=False)
    #: The user's keywords, to which advice adds.
    given: Dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def header(self) -> list[str]:
        """The column names of the table."""
        return list(self.types)

    @property
    def is_csv(self) -> bool:
        """Whether the table is read from CSV files."""
        return self.files is not None and self.files.reader.is_csv

    @property
    def types(self) -> dict[str, nw.dtypes.DType]:
        """The column types of the table, by name."""
        with engine_errors(self.name):
            return dict(self.frame.collect_schema())

    def collect(self, frame: nw.LazyFrame[Any]) -> pa.Table:
        """Collect a frame derived from this one as an Arrow table, computed by its engine.

        Raises
        ------
        ReadError
            The engine cannot read the table.
        """
        if self.files:
            return self.files.collect(frame)
        with engine_errors(self.name):
            return arrow_of(frame)

    def read(self, most: int) -> EventTable | None:
        """Read the table into memory; None if it has more than ``most`` rows.

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
            events = self.check(read_table(some, name=self.name), self.mapping)
        except ValidationError as error:
            from timeline.lazy.grouping import scan_advice

            error.advise = partial(scan_advice, self, error.problems)
            raise
        return replace(events, files=self.inputs)

    def check(self, raw: RawTable, mapping: Mapping) -> EventTable:
        """Check rows or groups of the table.

        Raises
        ------
        ValidationError
            They have problems.
        """
        return check_table(
            raw, mapping=mapping, sources=self.sources, package=self.package,
            require_sources=self.require_sources,
        )  # fmt: skip

    def checked(self) -> EventTable:
        """Return the groups of the table, checked, with example rows for problems.

        Raises
        ------
        ValidationError
            The table has problems; each has its number of rows.
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
    """Open a table that may be larger than memory, without reading it.

    Parameters
    ----------
    source
        A path or glob of CSV or Parquet files, which DuckDB streams; or a
        frame of DuckDB, Spark, polars, pandas or Arrow, computed by its own engine.
    mapping, sources, date_format, century, bce, unknown, ongoing, decimal, html, require_sources
        As in ``read_events``.
    encoding
        UTF-8; no other encoding can be scanned.
    delimiter
        Overrides detection.
    memory_limit
        Memory limit of DuckDB for files, by default ``"512MB"``; the rest spills to disk.
    progress
        Called with the fraction of the files that is read, from 0 to 1.

    Returns
    -------
    EventScan
        The table for ``bars`` and ``check``.

    Raises
    ------
    ReadError
        The file does not exist or cannot be read.
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
    reading = mapping_with(
        mapping, date_format=date_format, century=century, bce=bce, unknown=unknown,
        ongoing=ongoing, decimal=decimal, html=html,
    )  # fmt: skip
    for name in ("accept", "skip_faulty"):
        if getattr(reading, name):
            raise UsageError(
                f"{name} needs the rows, and a scan has none (read it with read_events)"
            )
    entries = read_sources(sources) if sources is not None else {}
    keywords = {
        "mapping": mapping, "sources": sources, "date_format": date_format, "century": century,
        "bce": bce, "unknown": unknown, "ongoing": ongoing, "decimal": decimal, "html": html,
        "delimiter": delimiter, "require_sources": require_sources,
    }  # fmt: skip
    how: dict[str, Any] = {
        "mapping": dated_columns(reading), "sources": entries, "require_sources": require_sources,
        "given": {name: value for name, value in keywords.items() if is_given(value)},
        "inputs": files_read(source, mapping=mapping, sources=sources),
    }  # fmt: skip
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
