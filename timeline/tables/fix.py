"""A repaired copy of a table: suggestions written into it, the original text kept beside.

Takes a table as read and how it is to be read; returns the text of a CSV file in which dates
and numbers are as we write them, and the changes. The source is never touched, and a table
that needs no repair comes out with the same cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from timeline.errors import Problem
from timeline.model import TEXT_COLUMNS, RawTable
from timeline.tables.advice import markers, proposal_of, reading_of
from timeline.tables.checking.lenience import accept_suggestions, faulty_lines, shape, without_lines
from timeline.tables.checking.table_draft import TableDraft, draft_of
from timeline.tables.checking.validate import (
    CheckedRows,
    checked_rows,
    opened_table,
)
from timeline.tables.mapping.columns import our_columns, whole_days
from timeline.tables.mapping.date_formats import YEAR
from timeline.tables.mapping.mapping import Mapping
from timeline.tables.mapping.writing import dated_columns, fitting, mapping_with
from timeline.tables.reading.arrow import csv_text

__all__ = ["Fixed", "Repair", "fix"]

AS_WRITTEN = " as written"
#: The columns of which what they held is kept.
KEPT = ("start", "end", "value")
#: So many changes of one kind are shown in the diff.
SHOWN = 3


@dataclass(frozen=True)
class Repair:
    """One cell that was rewritten: where it stands, what it held, and what it holds now."""

    line: int
    column: str
    before: str
    after: str


@dataclass(frozen=True)
class Fixed:
    """A repaired table as CSV, what was changed, and the problems that remain."""

    name: str
    text: str
    rows: int
    repairs: tuple[Repair, ...]
    renamed: tuple[tuple[str, str], ...] = ()
    remaining: tuple[Problem, ...] = ()

    def changes(self) -> str:
        """Return the changes as a diff: each kind with a few examples, and counts."""
        lines = [f"  column {theirs} is {ours}" for ours, theirs in self.renamed]
        kinds: dict[tuple[str, str], list[Repair]] = {}
        for repair in self.repairs:
            kinds.setdefault((repair.column, shape(repair.before)), []).append(repair)
        for (column, _), alike in kinds.items():
            lines.append(f"@@ {column}: {_many(len(alike), 'cell')} like this @@")
            for one in alike[:SHOWN]:
                lines += [f"-{one.line}: {one.before}", f"+{one.line}: {one.after}"]
        changed = _many(len(self.repairs), "cell")
        left = f", {_many(len(self.remaining), 'error')} left" if self.remaining else ""
        lines.append(f"{self.name}: {_many(self.rows, 'row')}, {changed} rewritten{left}")
        return "\n".join(lines)


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'s' * (count != 1)}"


def fix(source: Any, **reading: Any) -> Fixed:
    r"""Return a repaired copy of a table: columns named, dates and numbers as we write them.

    Parameters
    ----------
    source
        A path, ``"-"`` (standard input), bytes, or a data frame.
    reading
        The keywords of ``read_events``; what they do not say is recognised by the cells. With
        ``skip_faulty`` rows that cannot be read are left out of the copy, and else stay in it.

    Returns
    -------
    Fixed
        ``text`` is the CSV file; cells that were rewritten keep their text in a column
        ``… as written``. ``told()`` is a diff.

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
    raw, how = opened_table(source, **{**reading, "accept": True})
    checked, asked, faulty = checked_as_proposed(raw, how, reading)
    while asked.skip_faulty and faulty:  # the rows that stay say how they are read
        raw = without_lines(raw, list(faulty))
        checked, asked, faulty = checked_as_proposed(raw, how, reading)
    named, written = our_columns(raw, dated_columns(asked))
    draft = draft_of(whole_days(named), written)
    before = originals(raw, draft, written)
    made, _ = accept_suggestions(
        draft, decimal=asked.decimal, short_years=YEAR in asked.date_format
    )
    text, repairs = written_out(plain_numbers(made, asked.decimal), before)
    remaining = tuple(problem for problem in checked.problems if problem.fatal)
    renamed = tuple((ours, place) for ours, place in written.items() if place in raw.frame)
    return Fixed(raw.name, text, len(made.frame), tuple(repairs), renamed, remaining)


def checked_as_proposed(
    raw: RawTable, how: dict[str, Any], reading: dict[str, Any]
) -> tuple[CheckedRows, Mapping, dict[int, Problem]]:
    """Return a table checked as its cells say, how that is, and the lines that are faulty."""
    asked, _ = fitting(raw, proposed_mapping(raw, how, reading))
    checked = checked_rows(raw, asked, how["sources"], require_sources=how["require_sources"])
    return checked, asked, faulty_lines(checked.draft, checked.problems)


def proposed_mapping(raw: RawTable, how: dict[str, Any], reading: dict[str, Any]) -> Any:
    """Return how a table is read: as asked for, and else as its cells say."""
    proposed = proposal_of(raw, how)
    if any(form.rivals or form.century == 0 for form in proposed.forms):
        proposed = replace(
            proposed, forms=()
        )  # nothing says which number is the day, or which century it is
    options = reading_of({**reading, "accept": True}, proposed, (), markers(raw, proposed))
    for name in ("encoding", "delimiter", "sheet", "sources", "require_sources"):
        options.pop(name, None)
    return mapping_with(options.pop("mapping", None), **options)


def originals(raw: RawTable, draft: TableDraft, written: Any) -> dict[str, list[str]]:
    """Return what the cells of dates and numbers held, by our column."""
    if len(raw.frame) != len(draft.frame):
        raw = replace(raw, frame=raw.frame[np.isin(raw.lines, draft.lines)])
    found = {}
    for ours in KEPT:
        place = written.get(ours, ours)
        names = {name.casefold(): name for name in raw.frame.columns}
        theirs = place if place in raw.frame else names.get(place.casefold(), "")
        if theirs and ours in draft.present and len(raw.frame) == len(draft.frame):
            found[ours] = raw.frame[theirs].tolist()
    return found


def plain_numbers(draft: TableDraft, decimal: str | None) -> TableDraft:
    """Return a draft whose numbers have a point, where a comma was asked for."""
    if decimal != "," or "value" not in draft.present:
        return draft
    plain = (
        draft.frame["value"].str.replace(".", "", regex=False).str.replace(",", ".", regex=False)
    )
    return replace(draft, frame=draft.frame.assign(value=plain))


def written_out(draft: TableDraft, before: dict[str, list[str]]) -> tuple[str, list[Repair]]:
    """Return a draft as CSV, and the cells that differ from what they held."""
    repairs: list[Repair] = []
    columns: dict[str, Sequence[str]] = {}
    rewritten_ours = set(draft.written.values())
    for name in draft.frame.columns:
        if name in draft.present:
            columns[name] = draft.frame[name].tolist()
            columns |= kept_beside(draft, name, before.get(name), repairs=repairs)
        elif name in columns:
            continue  # stands beside its column
        elif name not in rewritten_ours and name not in TEXT_COLUMNS:
            columns[str(name)] = draft.frame[name].tolist()
    return csv_text(tuple(columns), zip(*columns.values(), strict=True)), repairs


def kept_beside(
    draft: TableDraft, name: str, before: list[str] | None, *, repairs: list[Repair]
) -> dict[str, list[str]]:
    """Return the column that keeps what another held, where it was rewritten."""
    called = f"{name}{AS_WRITTEN}"
    earlier = draft.frame[called].tolist() if called in draft.frame else None
    there = {called: earlier} if earlier is not None else {}
    if before is None:
        return there
    after = draft.frame[name].tolist()
    changed = [old.strip() != new for old, new in zip(before, after, strict=True)]
    if not any(changed):
        return there
    lines = draft.lines.tolist()
    theirs = draft.written.get(name, name)
    repairs += [
        Repair(int(lines[at]), theirs, before[at], after[at])
        for at, differs in enumerate(changed)
        if differs
    ]
    kept = [old if differs else "" for old, differs in zip(before, changed, strict=True)]
    if earlier is not None:  # repaired before: what was written first stays
        kept = [first or old for first, old in zip(earlier, kept, strict=True)]
    return {called: kept}
