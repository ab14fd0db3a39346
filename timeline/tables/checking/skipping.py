"""Rows with faults left out of a table that is drawn all the same, each for a reason told.

Takes the problems of a draft and the rows that they stand for; returns the rows to leave
out, by reason. Nothing is left out unless it was asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from timeline.errors import Problem, further
from timeline.model import RawTable
from timeline.tables.checking.table_draft import TableDraft

__all__ = ["faulty_lines", "reason_of", "skipped_remarks", "without_lines"]

#: Why a row was left out, by the code of its problem, as a figure tells it.
REASONS = {
    "date": "with a date that cannot be read", "date-form": "with a date that cannot be read",
    "zero-date": "without a date", "missing-start": "without a date",
    "end-before-start": "ending before they begin", "two-ends": "with two ends",
    "interval-end": "with two ends", "no-time": "placed nowhere in time",
    "calendar": "of a calendar that is not known", "value": "with a number that cannot be read",
    "value-without-measure": "with a number of nothing", "unsourced": "without a source",
    "unknown-source": "with a source that is not known", "no-event": "that are no events",
}  # fmt: skip


def reason_of(code: str) -> str:
    """Return the reason for which rows with a problem are left out.

    Examples
    --------
    >>> reason_of("missing-start"), reason_of("ragged-row")
    ('without a date', 'faulty (ragged-row)')
    """
    return REASONS.get(code, f"faulty ({code})")


def faulty_lines(draft: TableDraft, problems: Sequence[Problem]) -> dict[int, Problem]:
    """Return the lines of rows with a fatal problem, each with its first one."""
    first: dict[str, Problem] = {}
    found: dict[int, Problem] = {}
    lines = set(draft.lines.tolist())
    for problem in problems:
        if problem.fatal:
            first.setdefault(problem.code, problem)
            if problem.line in lines:
                found.setdefault(problem.line, problem)
    for code, rows in draft.refused:
        for line in draft.lines[rows].tolist():
            if code in first:
                found.setdefault(line, first[code])
    return found


def without_lines(raw: RawTable, lines: Sequence[int]) -> RawTable:
    """Return a table without some lines, and without the fatal remarks on them."""
    gone = set(lines)
    kept = ~np.isin(raw.lines, list(gone))
    remarks = tuple(one for one in raw.remarks if not (one.fatal and one.line in gone))
    frame = raw.frame[kept].reset_index(drop=True)
    return replace(raw, frame=frame, lines=raw.lines[kept], remarks=remarks)


def skipped_remarks(name: str, skipped: Mapping[int, Problem]) -> list[Problem]:
    """Tell for each reason how many rows were left out, and the first of them.

    Examples
    --------
    >>> bad = Problem("a.csv", 5, "start", "", "is empty", code="missing-start")
    >>> print(skipped_remarks("a.csv", {5: bad, 9: bad})[0])
    a.csv:5: start: is empty, and 1 more row like it (2 rows left out)
    """
    by_code: dict[str, list[int]] = {}
    for line, problem in skipped.items():
        by_code.setdefault(problem.code, []).append(line)
    told = []
    for code, lines in by_code.items():
        first = skipped[lines[0]]
        many = len(lines)
        hint = f"{many:,} row{'s' * (many > 1)} left out"
        message = (first.message + further(many)) if first.rows == 1 else first.message
        told.append(
            replace(first, file=name, message=message, hint=hint, code=f"left-out-{code}",
                    fatal=False, rows=many)
        )  # fmt: skip
    return told
