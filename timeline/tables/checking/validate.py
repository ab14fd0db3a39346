"""Check a raw table and build an event table: ``check_table`` and ``read_events``.

Every problem of the whole table is found in one pass over its columns, and reported
with line, value and remedy. Fatal problems raise ``ValidationError``;
warnings are in ``EventTable.problems``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from timeline.errors import Problem, ValidationError
from timeline.model import ROWS, TEXT_COLUMNS, EventTable, RawTable, Source
from timeline.tables.checking.column_faults import (
    column_faults,
    html_cells,
    non_event_rows,
    untitled_rows,
)
from timeline.tables.checking.dates import event_times
from timeline.tables.checking.lenience import (
    accept_suggestions,
    faulty_lines,
    reason_of,
    skipped_remarks,
    without_lines,
)
from timeline.tables.checking.references import claims_of, family_faults, source_faults
from timeline.tables.checking.table_draft import TableDraft, draft_of
from timeline.tables.mapping.columns import our_columns, whole_days
from timeline.tables.mapping.date_formats import YEAR
from timeline.tables.mapping.derived_dates import long_form
from timeline.tables.mapping.mapping import Mapping
from timeline.tables.mapping.resolve import dated_columns, fitting, mapping_with
from timeline.tables.reading.decode import MOST_BYTES
from timeline.tables.reading.read import read_table
from timeline.tables.sources import (
    files_read,
    linked_sources,
    package_beside,
    read_sources,
    sources_beside,
)


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
        The table as read.
    mapping
        The sources of our columns; by default a ready-made mapping that fits the header.
    sources
        The entries that ``source`` may name; if empty, any text is allowed.
    package
        The data package of the table.
    require_sources
        Whether a number without a source is fatal.

    Raises
    ------
    ValidationError
        A problem is fatal; all of them, including warnings, are in ``problems``.

    Examples
    --------
    >>> events = check_table(read_table(b"title,start\nHarry,1953-06-10\n"))
    >>> len(events), events.frame["end_state"][0], int(events.frame["line"][0])
    (1, 'as start', 2)
    """
    raw, mapping = long_form(raw, mapping or Mapping())
    mapping, remark = fitting(raw, mapping)
    known = sources or {}
    checked = check_rows(raw, mapping, known, require_sources=require_sources)
    skipped: dict[int, Problem] = {}
    while mapping.skip_faulty and checked.fatal:
        faulty = faulty_lines(checked.draft, checked.problems)
        if not faulty:
            break  # the table is at fault, not a row
        skipped |= faulty
        raw_left = without_lines(raw, list(skipped))
        checked = check_rows(raw_left, mapping, known, require_sources=require_sources)
    problems = [*remark, *skipped_remarks(raw.name, skipped), *checked.problems]
    if any(problem.fatal for problem in problems):
        raise ValidationError(problems, rows=raw.rows, sha256=raw.sha256)
    reasons = Counter(reason_of(problem.code) for problem in skipped.values())
    return EventTable(
        checked.frame,
        raw.name,
        raw.sha256,
        raw.rows,
        tuple(sorted(problems)),
        {**_links_of(raw, mapping), **known},
        package or {},
        left_out=dict(reasons),
        decimal=mapping.decimal,
        accept=mapping.accept,
        skip_faulty=mapping.skip_faulty,
    )


def _links_of(raw: RawTable, mapping: Mapping) -> Dict[str, Source]:
    """Return the sources that a column of HTML links to."""
    places = {*mapping.columns.get("source", ()), "source"} & set(mapping.html)
    cells = (text for place in places if place in raw.frame for text in raw.frame[place].unique())
    return linked_sources(cells)


@dataclass(frozen=True)
class CheckedRows:
    """A draft, the columns derived from its texts, and its problems."""

    draft: TableDraft
    derived: dict[str, Any]
    problems: list[Problem]

    @property
    def fatal(self) -> bool:
        """Whether a problem prevents drawing the table."""
        return any(problem.fatal for problem in self.problems)

    @property
    def frame(self) -> pd.DataFrame:
        """Our columns, the derived ones, and the user's others, in this order."""
        cells = self.draft.frame
        columns: dict[str, Any] = {name: cells[name] for name in TEXT_COLUMNS} | self.derived
        columns |= {str(name): cells[name] for name in cells if name not in columns}
        return pd.DataFrame(columns, copy=False)


def check_rows(
    raw: RawTable, mapping: Mapping, sources: Dict[str, Source], *, require_sources: bool
) -> CheckedRows:
    """Parse the dates and numbers of a table and collect all problems."""
    named, written = our_columns(raw, dated_columns(mapping))
    named = whole_days(named)
    draft = draft_of(named, written)
    accepting: list[Problem] = []
    if mapping.accept:
        years = YEAR in mapping.date_format
        draft, accepting = accept_suggestions(draft, decimal=mapping.decimal, short_years=years)
        if mapping.ongoing and "end" in draft.present:  # the accepted texts, as messages name them
            ends = draft.frame["end"].replace(dict.fromkeys(mapping.ongoing, ".."))
            draft = replace(draft, frame=draft.frame.assign(end=ends))
    time, claims = event_times(draft, mapping), claims_of(draft, decimal=mapping.decimal)
    problems = [
        *named.remarks,
        *accepting,
        *column_faults(named, draft),
        *untitled_rows(draft),
        *time.problems,
        *family_faults(draft, time.columns),
        *claims.problems,
        *source_faults(draft, sources, require=require_sources),
        *html_cells(named, draft, known=mapping.html),
    ]
    problems = non_event_rows(raw, draft, problems)
    derived: dict[str, Any] = {"line": draft.lines, **time.columns, **claims.columns}
    if raw.stands_for is not None:
        derived[ROWS] = draft.row_weights(np.arange(len(draft.frame)))
    return CheckedRows(draft, derived, problems)


def read_events(
    source: Any,
    *,
    mapping: Dict[str, str] | Mapping | str | Path | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | int | None = None,
    sources: Any = None,
    date_format: str | Sequence[str] | None = None,
    century: int | None = None,
    bce: str | None = None,
    unknown: Sequence[str] = (),
    ongoing: Sequence[str] = (),
    decimal: str | None = None,
    html: Sequence[str] = (),
    accept: bool = False,
    skip_faulty: bool = False,
    require_sources: bool = False,
    max_bytes: int = MOST_BYTES,
) -> EventTable:
    r"""Read a table of events and claims, and check it.

    Parameters
    ----------
    source
        A path, ``"-"`` (standard input), bytes (text, Parquet or a spreadsheet), or a data frame.
    mapping
        Our columns to the table's (``{"title": "battle_name"}``), the path of a TOML
        file, or the name of a ready-made mapping; by default detected from the header.
    encoding, delimiter
        Override detection.
    sheet
        The sheet of a spreadsheet, by name or number from 1; by default the first with cells.
    sources
        The sources table; by default ``<name>.sources.csv`` next to a path.
    date_format, century
        One or several date formats, such as ``"%m/%d/%y"``; for plain numbers ``"year"``,
        ``"unix"`` (seconds), ``"unix-ms"`` or ``"excel"`` (days).
        The year that ``%y`` counts from.
    bce
        Meaning of a year -480: ``"historical"``, 480 BCE; ``"astronomical"``, 481 BCE, as in EDTF.
    unknown, ongoing
        Texts that mean unknown, or still going on.
    decimal
        The decimal mark of numbers, for texts with two readings.
    html
        Columns of HTML, read as plain text.
    accept
        Replace invalid dates and numbers by their suggestion if there is exactly one; reported.
    skip_faulty
        Leave out unreadable rows; their number and reasons are reported.
    require_sources
        Whether a number without a source is an error instead of a warning.
    max_bytes
        Largest size of a file, unpacked, in bytes.

    Returns
    -------
    EventTable
        The checked table, with its warnings.

    Raises
    ------
    ReadError
        The table cannot be read.
    UsageError
        An argument is wrong.
    ValidationError
        The table has problems: ``problems`` holds all, ``advice`` a call that draws the table.

    Examples
    --------
    >>> table = b"battle_name,day\nHarry,6/10/53\n"
    >>> names = {"title": "battle_name", "start": "day"}
    >>> events = read_events(table, mapping=names, date_format="%m/%d/%y", century=1900)
    >>> events.frame[["title", "start", "start_precision"]].iloc[0].tolist()
    ['Harry', '1953-06-10', 'day']
    """
    options = {name: one for name, one in locals().items() if name not in ("source", "max_bytes")}
    raw, how = open_table(source, max_bytes=max_bytes, **options)
    try:
        events = check_table(raw, **how)
    except ValidationError as error:
        set_options = {name: one for name, one in options.items() if is_given(one)}
        error.advise = partial(_advice, source, raw, how, set_options, error.problems)
        raise
    return replace(events, files=files_read(source, mapping=mapping, sources=sources))


def _advice(source: Any, raw: RawTable, how: Any, given: Any, problems: Any) -> Any:
    # Imported here: a valid table needs no advice.
    from timeline.tables.advice import advise

    return advise(source, raw, how=how, problems=problems, check=check_table, given=given)


def is_given(value: Any) -> bool:
    """Return whether a keyword has a value."""
    empty = isinstance(value, str | Sequence | Dict) and not value
    return not (value is None or value is False or empty)


def open_table(
    source: Any,
    *,
    mapping: Any = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | int | None = None,
    sources: Any = None,
    require_sources: bool = False,
    max_bytes: int = MOST_BYTES,
    **given: Any,
) -> tuple[RawTable, dict[str, Any]]:
    """Read a raw table, and return the keywords of ``check_table`` for it."""
    raw = read_table(
        source, encoding=encoding, delimiter=delimiter, sheet=sheet, max_bytes=max_bytes
    )
    how: dict[str, Any] = {"mapping": mapping_with(mapping, **given)}
    if isinstance(source, str | Path) and source != "-":
        sources = sources_beside(source) if sources is None else sources
        how["package"] = package_beside(source)
    how["sources"] = read_sources(sources) if sources is not None else {}
    return raw, {**how, "require_sources": require_sources}
