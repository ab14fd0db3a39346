r"""From a table as it was read to a checked one: ``check_table`` and ``read_events``.

Every problem of the whole table is found in one pass over columns, and told
with its line, its value and what to do. Fatal ones raise ``ValidationError``;
warnings travel in ``EventTable.problems``.
"""

from __future__ import annotations

from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from timeline.errors import Problem, ValidationError
from timeline.model import ROWS, TEXT_COLUMNS, EventTable, RawTable, Source
from timeline.table.claims import claims_of, source_faults
from timeline.table.columnfaults import REQUIRED, column_faults, untitled
from timeline.table.columns import our_columns
from timeline.table.draft import Draft, draft_of
from timeline.table.mapping import Mapping, found_mapping, mapping_of
from timeline.table.moments import moments_of
from timeline.table.parents import family_faults
from timeline.table.read import read_table
from timeline.table.sources import package_beside, read_sources, sources_beside
from timeline.table.stamps import format_pattern

__all__ = ["check_table", "read_events"]


def check_table(
    raw: RawTable,
    *,
    mapping: Mapping | None = None,
    sources: Dict[str, Source] | None = None,
    package: Dict[str, Any] | None = None,
    require_sources: bool = False,
) -> EventTable:
    r"""Check a table and read its dates and numbers.

    Parameters
    ----------
    raw
        The table as it was read.
    mapping
        Where our columns come from; a ready one is looked for where none is given.
    sources
        The entries that ``source`` may name; with none, any text may stand there.
    package
        The data package that the table belongs to.
    require_sources
        Whether a number without a source is fatal.

    Raises
    ------
    ValidationError
        Some problem is fatal; all of them, warnings too, are in ``problems``.

    Examples
    --------
    >>> events = check_table(read_table(b"title,start\nHarry,1953-06-10\n"))
    >>> len(events), events.frame["end_state"][0], int(events.frame["line"][0])
    (1, 'as start', 2)
    """
    mapping, remark = fitting(raw, mapping or Mapping())
    named, written = our_columns(raw, dated_columns(mapping))
    draft = draft_of(named, written)
    time, claims = moments_of(draft), claims_of(draft, decimal=mapping.decimal)
    problems = [
        *remark,
        *named.remarks,
        *column_faults(named, draft),
        *untitled(draft),
        *time.problems,
        *family_faults(draft, time.columns),
        *claims.problems,
        *source_faults(draft, sources or {}, require=require_sources),
    ]
    if any(problem.fatal for problem in problems):
        raise ValidationError(problems, rows=raw.rows, sha256=raw.sha256)
    made: dict[str, Any] = {"line": draft.lines, **time.columns, **claims.columns}
    if raw.stands_for is not None:
        made[ROWS] = draft.weights(np.arange(len(draft.frame)))
    frame = checked_frame(draft, made)
    warnings = tuple(sorted(problems))
    return EventTable(frame, raw.name, raw.sha256, raw.rows, warnings, sources or {}, package or {})


def fitting(raw: RawTable, mapping: Mapping) -> tuple[Mapping, list[Problem]]:
    """Return the mapping for a table: a ready one where its header asks for it, and say so."""
    header = [name.casefold() for name in raw.frame.columns]
    given = set(mapping.columns) | (set(header) if raw.delimiter != "json" else set())
    if set(REQUIRED) <= given or mapping.detect:
        return mapping, []
    ready = found_mapping(header, "json" if raw.delimiter == "json" else "csv")
    if ready is None:
        return mapping, []
    told = f"is read as a table of {ready.title}"
    hint = f"by the mapping {ready.name}; overrule with --map"
    changed = {entry.name: getattr(mapping, entry.name) for entry in fields(Mapping)}
    changes = {name: value for name, value in changed.items() if value and name != "columns"}
    columns = {**ready.columns, **mapping.columns}
    merged = replace(ready, **changes, columns=columns)
    return merged, [Problem(raw.name, 0, "", "", told, hint, "mapping", fatal=False)]


def checked_frame(draft: Draft, made: Dict[str, Any]) -> pd.DataFrame:
    """Return our columns, those made from them, and the user's others, in that order."""
    columns: dict[str, Any] = {name: draft.frame[name] for name in TEXT_COLUMNS}
    columns |= made
    columns |= {str(name): draft.frame[name] for name in draft.frame if name not in columns}
    return pd.DataFrame(columns, copy=False)


def read_events(
    source: Any,
    *,
    mapping: Dict[str, str] | Mapping | str | Path | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    sources: Any = None,
    date_format: str | None = None,
    century: int | None = None,
    unknown: Sequence[str] = (),
    ongoing: Sequence[str] = (),
    decimal: str | None = None,
    require_sources: bool = False,
) -> EventTable:
    r"""Read a table of events and claims, and check it.

    Parameters
    ----------
    source
        A path, ``"-"`` (standard input), bytes (text or Parquet), or a data frame.
    mapping
        Our columns to the table's (``{"title": "battle_name"}``), the path of a TOML
        file, or the name of a ready mapping; found by the header where not given.
    encoding, delimiter
        Overrule what is found out.
    sources
        The sources table; ``<name>.sources.csv`` beside a path where not given.
    date_format, century
        Form of the dates, as ``"%m/%d/%y"``, and the year that ``%y`` counts from.
    unknown, ongoing
        Texts that mean: not known; still going on.
    decimal
        The decimal sign of the numbers, where a text fits two readings.
    require_sources
        Whether a number without a source is an error rather than a warning.

    Returns
    -------
    EventTable
        The checked table, with the warnings.

    Raises
    ------
    ReadError
        The table cannot be read.
    UsageError
        An argument is wrong.
    ValidationError
        The table has problems; ``problems`` holds every one.

    Examples
    --------
    >>> table = b"battle_name,day\nHarry,6/10/53\n"
    >>> names = {"title": "battle_name", "start": "day"}
    >>> events = read_events(table, mapping=names, date_format="%m/%d/%y", century=1900)
    >>> events.frame[["title", "start", "start_precision"]].iloc[0].tolist()
    ['Harry', '1953-06-10', 'day']
    """
    raw = read_table(source, encoding=encoding, delimiter=delimiter)
    given: dict[str, Any] = {"date_format": date_format, "century": century, "decimal": decimal}
    given |= {"unknown": tuple(unknown), "ongoing": tuple(ongoing)}
    changes = {name: value for name, value in given.items() if value not in (None, ())}
    asked = replace(mapping_of(mapping), **changes)
    if asked.date_format:
        format_pattern(asked.date_format, asked.century)  # a wrong one is told before all else
    package: Dict[str, Any] = {}
    if isinstance(source, str | Path) and source != "-":
        sources = sources_beside(source) if sources is None else sources
        package = package_beside(source)
    entries = read_sources(sources) if sources is not None else {}
    return check_table(
        raw,
        mapping=asked,
        sources=entries,
        package=package,
        require_sources=require_sources,
    )


def dated_columns(mapping: Mapping) -> Mapping:
    """Return a mapping whose date format or markers apply to our own columns too."""
    if not (mapping.date_format or mapping.unknown or mapping.ongoing) or mapping.detect:
        return mapping
    columns = {name: (name,) for name in ("start", "end", "value") if name not in mapping.columns}
    return replace(mapping, columns={**mapping.columns, **columns})
