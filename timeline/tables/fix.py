"""Repaired copies of tables, with suggestions applied and the original texts kept.

Takes a raw table and the options of reading it; returns a CSV file with dates
and numbers in our notation, and the changes. The source is never modified, and a table
without problems keeps its cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from timeline.errors import Problem, by_kind, count_text
from timeline.model import TEXT_COLUMNS, RawTable
from timeline.tables.advice import mapping_by, markers, proposal_of, reading_of
from timeline.tables.checking.lenience import (
    accept_suggestions,
    faulty_lines,
    shape,
    without_lines,
)
from timeline.tables.checking.table_draft import TableDraft, draft_of
from timeline.tables.checking.validate import (
    CheckedRows,
    check_rows,
    open_table,
)
from timeline.tables.mapping.columns import our_columns, whole_days
from timeline.tables.mapping.date_formats import YEAR
from timeline.tables.mapping.derived_dates import long_form
from timeline.tables.mapping.mapping import Mapping
from timeline.tables.mapping.resolve import dated_columns, fitting
from timeline.tables.reading.arrow import csv_text

AS_WRITTEN = " as written"
#: Columns whose original texts are kept.
KEPT = ("start", "end", "value")
#: Number of changes of one kind shown in the diff.
SHOWN = 3


@dataclass(frozen=True)
class Repair:
    """One rewritten cell: its place, old and new text."""

    line: int
    column: str
    before: str
    after: str


@dataclass(frozen=True)
class Fixed:
    """A repaired table as CSV, the changes, and the remaining problems."""

    name: str
    text: str
    rows: int
    repairs: tuple[Repair, ...]
    renamed: tuple[tuple[str, str], ...] = ()
    remaining: tuple[Problem, ...] = ()

    def changes(self) -> str:
        """Return the changes as a diff: examples and count of each kind."""
        lines = [f"  column {theirs} is {ours}" for ours, theirs in self.renamed]
        for alike in by_kind(self.repairs, lambda one: (one.column, shape(one.before))):
            lines.append(f"@@ {alike[0].column}: {count_text(len(alike), 'cell')} like this @@")
            for one in alike[:SHOWN]:
                lines += [f"-{one.line}: {one.before}", f"+{one.line}: {one.after}"]
        changed = count_text(len(self.repairs), "cell")
        left = f", {count_text(len(self.remaining), 'error')} left" if self.remaining else ""
        lines.append(f"{self.name}: {count_text(self.rows, 'row')}, {changed} rewritten{left}")
        return "\n".join(lines)


def fix(source: Any, **reading: Any) -> Fixed:
    r"""Return a repaired copy of a table: known column names, dates and numbers in our notation.

    Parameters
    ----------
    source
        A path, ``"-"`` (standard input), bytes, or a data frame.
    reading
        The keywords of ``read_events``; others are recognized from the cells. With
        ``skip_faulty`` unreadable rows are left out of the copy, otherwise they stay.

    Returns
    -------
    Fixed
        ``text`` is the CSV file; the original text of a rewritten cell is in a column
        ``… as written``. ``changes()`` is a diff.

    Raises
    ------
    ReadError
        The table cannot be read.
    UsageError
        An argument is wrong.

    Examples
    --------
    >>> print(fix(b"name,year\nZebra,c.1763\nMares,1793\n").text)
    title,start,start as written
    Zebra,1763~,c.1763
    Mares,1793,
    <BLANKLINE>
    """
    raw, how = open_table(source, **{**reading, "accept": True})
    long, rest = long_form(raw, _proposed_mapping(raw, how, reading))
    if long is not raw:
        reading = {**reading, "mapping": {ours: places[0] for ours, places in rest.columns.items()}}
        raw, how = long, {**how, "mapping": rest}
    checked, mapping, faulty = _check_as_proposed(raw, how, reading)
    while mapping.skip_faulty and faulty:  # the remaining rows determine the options
        raw = without_lines(raw, list(faulty))
        checked, mapping, faulty = _check_as_proposed(raw, how, reading)
    named, written = our_columns(raw, dated_columns(mapping))
    draft = draft_of(whole_days(named), written)
    before = _originals(raw, draft, written)
    accepted, _ = accept_suggestions(
        draft, decimal=mapping.decimal, short_years=YEAR in mapping.date_format
    )
    text, repairs = _write_csv(_plain_numbers(accepted, mapping.decimal), before)
    remaining = tuple(problem for problem in checked.problems if problem.fatal)
    renamed = tuple((ours, place) for ours, place in written.items() if place in raw.frame)
    return Fixed(raw.name, text, len(accepted.frame), tuple(repairs), renamed, remaining)


def _check_as_proposed(
    raw: RawTable, how: dict[str, Any], reading: dict[str, Any]
) -> tuple[CheckedRows, Mapping, dict[int, Problem]]:
    """Check a table by its proposed mapping; return it, the mapping and the faulty lines."""
    mapping, _ = fitting(raw, _proposed_mapping(raw, how, reading))
    checked = check_rows(raw, mapping, how["sources"], require_sources=how["require_sources"])
    return checked, mapping, faulty_lines(checked.draft, checked.problems)


def _proposed_mapping(raw: RawTable, how: dict[str, Any], reading: dict[str, Any]) -> Mapping:
    """Return the mapping of a table: the given options, completed by recognized ones."""
    proposed = proposal_of(raw, how)
    if any(form.rivals or form.century == 0 for form in proposed.forms):
        # The order of day and month, or the century, is unclear.
        proposed = replace(proposed, forms=())
    return mapping_by(reading_of({**reading, "accept": True}, proposed, (), markers(raw, proposed)))


def _originals(raw: RawTable, draft: TableDraft, written: Any) -> dict[str, list[str]]:
    """Return the original cells of dates and numbers, by our column."""
    if len(raw.frame) != len(draft.frame):
        raw = replace(raw, frame=raw.frame[np.isin(raw.lines, draft.lines)])
    columns = {}
    for ours in KEPT:
        place = written.get(ours, ours)
        names = {name.casefold(): name for name in raw.frame.columns}
        theirs = place if place in raw.frame else names.get(place.casefold(), "")
        if theirs and ours in draft.present and len(raw.frame) == len(draft.frame):
            columns[ours] = raw.frame[theirs].tolist()
    return columns


def _plain_numbers(draft: TableDraft, decimal: str | None) -> TableDraft:
    """Return a draft with decimal points, if a decimal comma was given."""
    if decimal != "," or "value" not in draft.present:
        return draft
    texts = draft.frame["value"].str
    plain = texts.replace(".", "", regex=False).str.replace(",", ".", regex=False)
    return replace(draft, frame=draft.frame.assign(value=plain))


def _write_csv(draft: TableDraft, before: dict[str, list[str]]) -> tuple[str, list[Repair]]:
    """Return a draft as CSV, and the cells that differ from the original."""
    repairs: list[Repair] = []
    columns: dict[str, Sequence[str]] = {}
    rewritten_ours = set(draft.written.values())
    for name in draft.frame.columns:
        if name in draft.present:
            columns[name] = draft.frame[name].tolist()
            columns |= _originals_column(draft, name, before.get(name), repairs=repairs)
        elif name in columns:
            continue  # written next to its column
        elif name not in rewritten_ours and name not in TEXT_COLUMNS:
            columns[str(name)] = draft.frame[name].tolist()
    return csv_text(tuple(columns), zip(*columns.values(), strict=True)), repairs


def _originals_column(
    draft: TableDraft, name: str, before: list[str] | None, *, repairs: list[Repair]
) -> dict[str, list[str]]:
    """Return the column of original texts, filled in rewritten rows."""
    called = f"{name}{AS_WRITTEN}"
    earlier = draft.frame[called].tolist() if called in draft.frame else None
    there = {called: earlier} if earlier is not None else {}
    if before is None:
        return there
    after = draft.frame[name].tolist()
    changed = [old.strip() != new for old, new in zip(before, after, strict=True)]
    if not any(changed):
        return there
    theirs = draft.written.get(name, name)
    cells = zip(draft.lines.tolist(), before, after, changed, strict=True)
    repairs += [Repair(line, theirs, old, new) for line, old, new, differs in cells if differs]
    originals = [old if differs else "" for old, differs in zip(before, changed, strict=True)]
    if earlier is not None:  # repaired before: keep the first original
        originals = [first or old for first, old in zip(earlier, originals, strict=True)]
    return {called: originals}
