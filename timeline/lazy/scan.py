"""A table that is not read: files or a lazy frame, and how its columns are to be read.

``scan_events`` takes a path, a glob or a lazy frame and returns an ``EventScan``. Nothing
of it is read before a chart or a check asks for its groups.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field, replace
from functools import partial, reduce
from operator import or_
from pathlib import Path
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw
import pyarrow as pa
import pyarrow.compute as pc

from timeline.errors import ReadError, UsageError, ValidationError
from timeline.lazy.engine import told_errors
from timeline.lazy.keys import (
    PLAIN,
    Grouping,
    Kind,
    arrow_of,
    date_grouping,
    doubtful_number,
    doubtful_text,
    filled,
    number_grouping,
)
from timeline.model import TEXT_COLUMNS, EventTable, RawTable, Source
from timeline.tables.checking.validate import check_table, is_said
from timeline.tables.mapping.mapping import Mapping, own_name, parts_of, place_of
from timeline.tables.mapping.names import snake_name
from timeline.tables.mapping.writing import dated_columns, mapping_with
from timeline.tables.reading.read import read_table
from timeline.tables.sources import files_read, package_beside, read_sources

if TYPE_CHECKING:
    import pyarrow as pa

    from timeline.lazy.engine import Files

__all__ = ["FILLED", "MEMORY", "EventScan", "ScanPlan", "plan_of", "scan_events"]

#: Columns that no sum and no check of one row looks at, unless they are asked for.
UNREAD = frozenset({"id", "lane", "place", "note"})
#: Columns of which a sum looks only at whether they are filled.
FILLED = ("title", "parent")
AMISS = "amiss"


@dataclass(frozen=True)
class ScanPlan:
    """The columns of a table by what they are for, under the table's own names."""

    header: tuple[str, ...]
    keys: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    present: Dict[str, str] = field(default_factory=dict)
    markers: tuple[str, ...] = ()
    #: Whether ``value`` is no column that is summed: each row of a group then claims it anew.
    repeated: bool = False
    #: The columns of ids and of parents, for who checks those.
    ids: str = ""
    parents: str = ""

    def grouping(
        self, types: Dict[str, Kind], *, cut: Sequence[type[Kind]], decimals: bool
    ) -> Grouping:
        """Return the expressions of this plan for columns of some types."""
        dates = date_grouping({name: types[name] for name in self.dates}, cut=cut)
        keys = {name: nw.col(name) for name in self.keys} | dict(dates.keys)
        sums: dict[str, nw.Expr] = {}
        for name in self.numbers:
            number = number_grouping(name, types[name], decimals=decimals, markers=self.markers)
            keys |= number.keys
            sums |= number.sums
        for ours, name in self.present.items():
            keys[f"{ours} filled"] = filled(nw.col(name), types[name])
        return Grouping(keys, sums, dates.first, dates.last)

    def hopeful(self, types: Dict[str, Kind], *, cut: Sequence[type[Kind]]) -> Grouping:
        """Return fewer keys, which do where every title is filled and every number is plain.

        ``last`` then holds ``AMISS``, which is true of a group where that is not so.
        """
        dates = date_grouping({name: types[name] for name in self.dates}, cut=cut)
        keys = {name: nw.col(name) for name in self.keys} | dict(dates.keys)
        sums = {f"{name} total": nw.col(name) for name in self.numbers}
        tests = [doubtful_number(nw.col(name)) for name in self.numbers]
        for ours, name in self.present.items():
            empty = doubtful_text(nw.col(name))
            tests.append(empty if ours == "title" else ~empty)
        amiss = {AMISS: reduce(or_, tests)} if tests else {}
        return Grouping(keys, sums, dates.first, {**dates.last, **amiss})

    def hoped(self, groups: pa.Table) -> pa.Table | None:
        """Return the groups of ``hopeful`` with all their keys; None where it was not so."""
        finite = (pc.all(pc.is_finite(groups[f"{name} total"])).as_py() for name in self.numbers)
        if not groups.num_rows or not all(finite):
            return None
        if AMISS in groups.column_names and pc.any(groups[AMISS]).as_py():
            return None
        known = {name: pa.scalar(PLAIN) for name in self.numbers}
        known |= {f"{ours} filled": pa.scalar(ours == "title") for ours in self.present}
        for name, value in known.items():
            groups = groups.append_column(name, pa.repeat(value, groups.num_rows))
        return groups


def plan_of(
    raw: RawTable, mapping: Mapping, *, asked: Sequence[str] = (), measure: Sequence[str] = ()
) -> ScanPlan:
    """Return what has to be known of the columns of a table.

    Parameters
    ----------
    raw
        The table without its rows.
    mapping
        Where our columns come from.
    asked
        Columns, ours or the table's, whose texts the figure shows or filters by.
    measure
        What is counted; a column of that name is summed.

    Raises
    ------
    UsageError
        The mapping joins rows, which a table that is not read cannot do, or a column is to
        be summed and to tell groups apart.
    """
    if mapping.episodes:
        raise UsageError(f"{raw.name}: rows are joined to episodes (read it with read_events)")
    header = list(raw.frame.columns)
    places = places_of(raw, mapping)
    shown = {name for one in asked for name in places.get(one, [own_name(one, header)]) if name}
    special = {*dates_by(mapping, header)}
    numbers = [name for name in measure if name in header and name not in places]
    numbers += places.get("value", []) if single(places, "value", mapping) else []
    for name in set(numbers) & shown:
        raise UsageError(f'{raw.name}: "{name}" cannot be summed and be what is summed by')
    present = {ours: places[ours][0] for ours in FILLED if len(places.get(ours, ())) == 1}
    present = {ours: name for ours, name in present.items() if name not in shown}
    as_texts = special or mapping.date_format or mapping.date_only
    dated = () if as_texts else [
        places[side][0] for side in ("start", "end") if single(places, side, mapping)
    ]  # fmt: skip
    dated = [name for name in dated if name not in shown]
    dated = [] if dated and not single(places, "start", mapping) else dated
    other = {*numbers, *dated, *present.values()}
    read = [name for ours, names in places.items() if ours not in UNREAD for name in names]
    keys = dict.fromkeys([*read, *special, *sorted(shown)])
    return ScanPlan(
        tuple(header), tuple(name for name in keys if name not in other), tuple(dated),
        tuple(dict.fromkeys(numbers)), present, mapping.unknown,
        repeated=not single(places, "value", mapping),
        ids=places["id"][0] if single(places, "id", mapping) else "",
        parents=places["parent"][0] if single(places, "parent", mapping) else "",
    )  # fmt: skip


def single(places: Dict[str, list[str]], ours: str, mapping: Mapping) -> bool:
    """Tell whether a column of ours is one of the table, as it stands there."""
    return len(places.get(ours, ())) == 1 and ours not in mapping.values


def places_of(raw: RawTable, mapping: Mapping) -> dict[str, list[str]]:
    """Return the columns of the table that each of ours is made of."""
    header = list(raw.frame.columns)
    found: dict[str, list[str]] = {}
    for ours in mapping.columns:
        place = place_of(ours, raw, mapping)
        names = [] if not place or place.startswith("=") else parts_of(place, header)
        found[ours] = list(names or ())
    taken = {name for names in found.values() for name in names}
    for name in header:
        ours = snake_name(name)
        if ours in TEXT_COLUMNS and (name == ours or ours not in header) and name not in taken:
            found.setdefault(ours, [name])
    return found


def dates_by(mapping: Mapping, header: Sequence[str]) -> list[str]:
    """Return the columns that say how dates and rows are to be read."""
    named: list[str] = [*mapping.open_where, *mapping.skip_where]
    if mapping.window:
        named.append(str(mapping.window.get("column", "")))
    for levels in mapping.precision.values():
        codes = levels.get("column", ())
        named += [codes] if isinstance(codes, str) else codes
    return [own for name in named if (own := own_name(name, header))]


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
