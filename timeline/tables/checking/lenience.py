"""Lenient reading, on request: accept suggestions, and leave out faulty rows.

Takes a draft and its columns; returns a draft in which each invalid date or number with
exactly one suggestion is replaced by it, and the changes, by kind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pyarrow as pa

from timeline.dates.parser import are_dates
from timeline.errors import Problem, further
from timeline.model import RawTable
from timeline.tables.checking.numbertext import accepted_numbers
from timeline.tables.checking.table_draft import TableDraft, parse_values
from timeline.tables.reading.arrow import TEXT

__all__ = [
    "Acceptance",
    "accept_suggestions",
    "accepted_dates",
    "changes_of",
    "faulty_lines",
    "only_reading",
    "readings",
    "reason_of",
    "shape",
    "skipped_remarks",
    "without_lines",
]


def accepted_dates(texts: Sequence[str], *, short_years: bool = False) -> list[str]:
    """Return the only reading of each text as EDTF, else an empty text.

    Parameters
    ----------
    texts
        n cells; those that are dates already are unchanged.
    short_years
        Whether the column holds years of any length: "c. 947" is then about a year.

    Returns
    -------
    list of str
        n texts, each a date for ``parse_dates`` or empty.

    Examples
    --------
    >>> accepted_dates(["1939–1945", "c.1763", "13/06/1953", "10/06/1953", "1953-06"])
    ['1939/1945', '1763~', '1953-06-13', '', '1953-06']
    >>> accepted_dates(["c. 947", "947?", "14–37"], short_years=True)
    ['0947~', '0947?', '0014/0037']
    """
    accepted = [one[0] if len(one) == 1 else "" for one in _existing(texts)]
    if not short_years:
        return accepted
    short = {
        at: padded
        for at, text in enumerate(texts)
        if accepted[at] in ("", text) and (padded := _padded(text)) != text
    }
    for at, readings_of in zip(short, _existing(list(short.values())), strict=True):
        dated = _AFTER_MONTH.search(texts[at])
        if len(readings_of) == 1 and (dated or not re.search(r"\d-\d", readings_of[0])):
            accepted[at] = readings_of[0]
    return accepted


_SHORT_YEAR = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
_AFTER_MONTH = re.compile(r"(?<=\d )([^\W\d_]{3,}\.?) (\d{1,3})(?!\d)")


def _padded(text: str) -> str:
    """Return a text whose years have four digits: "c. 947", "14–37", "16 March 37"."""
    if text.strip().isdigit():
        return text
    one = len(re.findall(r"\d+", text)) == 1 or re.fullmatch(r"\d{1,3} ?[-–—] ?\d{1,3}", text)
    if one:
        return _SHORT_YEAR.sub(lambda year: f"{year[0]:0>4}", text)
    return _AFTER_MONTH.sub(lambda date: f"{date[1]} {date[2]:0>4}", text)


def only_reading(text: str) -> str:
    """Return the only reading of one text as EDTF, else an empty text.

    Examples
    --------
    >>> only_reading("6/1953"), only_reading("13/1953")
    ('1953-06', '')
    """
    return accepted_dates([text])[0]


def readings(text: str) -> tuple[str, ...]:
    """Return every reading of a text that is a date; several if it is ambiguous.

    Examples
    --------
    >>> readings("10/06/1953 20:30")
    ('1953-06-10T20:30', '1953-10-06T20:30')
    """
    return _existing([text])[0]


def _existing(texts: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the readings of each text that are existing dates; a date is its own reading."""
    from timeline.dates.suggestions.readings import suggestion  # its words take time to load

    known = are_dates(texts)
    guesses = [
        (text,) if date else suggestion(text) for text, date in zip(texts, known, strict=True)
    ]
    exist = iter(are_dates([guess for row in guesses for guess in row]).tolist())
    return [tuple(guess for guess in row if next(exist)) for row in guesses]


#: Reasons for leaving out a row in figures, by the code of its problem.
REASONS = {
    "date": "with a date that cannot be read", "date-form": "with a date that cannot be read",
    "zero-date": "without a date", "missing-start": "without a date",
    "end-before-start": "ending before they begin", "two-ends": "with two ends",
    "interval-end": "with two ends", "no-time": "placed nowhere in time",
    "calendar": "of a calendar that is not known", "value": "with a number that cannot be read",
    "value-without-measure": "with a number of nothing", "unsourced": "without a source",
    "unknown-source": "with a source that is not known", "no-event": "that are no events",
    "quote": "with a misplaced quote", "long-row": "with more cells than the header",
}  # fmt: skip


def reason_of(code: str) -> str:
    """Return the reason for leaving out rows with a problem.

    Examples
    --------
    >>> reason_of("missing-start"), reason_of("ragged-row")
    ('without a date', 'faulty (ragged-row)')
    """
    return REASONS.get(code, f"faulty ({code})")


def faulty_lines(draft: TableDraft, problems: Sequence[Problem]) -> dict[int, Problem]:
    """Return the lines of rows with a fatal problem, each with its first one."""
    first: dict[str, Problem] = {}
    faulty: dict[int, Problem] = {}
    lines = set(draft.lines.tolist())
    for problem in problems:
        if problem.fatal:
            first.setdefault(problem.code, problem)
            if problem.line in lines:
                faulty.setdefault(problem.line, problem)
    for code, rows in draft.refused:
        for line in draft.lines[rows].tolist():
            if code in first:
                faulty.setdefault(line, first[code])
    return faulty


def without_lines(raw: RawTable, lines: Sequence[int]) -> RawTable:
    """Return a table without some lines, and without the fatal remarks on them."""
    gone = set(lines)
    remaining = ~np.isin(raw.lines, list(gone))
    remarks = tuple(one for one in raw.remarks if not (one.fatal and one.line in gone))
    frame = raw.frame[remaining].reset_index(drop=True)
    return replace(raw, frame=frame, lines=raw.lines[remaining], remarks=remarks)


def skipped_remarks(name: str, skipped: Mapping[int, Problem]) -> list[Problem]:
    """Report for each reason the number of rows left out, and the first of them.

    Examples
    --------
    >>> bad = Problem("a.csv", 5, "start", "", "is empty", code="missing-start")
    >>> print(skipped_remarks("a.csv", {5: bad, 9: bad})[0])
    a.csv:5: start: is empty, and 1 more row like it (2 rows left out)
    """
    by_code: dict[str, list[int]] = {}
    for line, problem in skipped.items():
        by_code.setdefault(problem.code, []).append(line)
    remarks = []
    for code, lines in by_code.items():
        first = skipped[lines[0]]
        many = len(lines)
        hint = f"{many:,} row{'s' * (many > 1)} left out"
        message = (first.message + further(many)) if first.rows == 1 else first.message
        remarks.append(
            replace(first, file=name, message=message, hint=hint, code=f"left-out-{code}",
                    fatal=False, rows=many)
        )  # fmt: skip
    return remarks


DATED = ("start", "end")
_DIGITS, _WORDS = re.compile(r"\d+"), re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Acceptance:
    """A text of a column and its accepted reading, with the row numbers (from 0) that have it."""

    column: str
    text: str
    reading: str
    rows: np.ndarray


def accept_suggestions(
    draft: TableDraft, *, decimal: str | None = None, short_years: bool = False
) -> tuple[TableDraft, list[Problem]]:
    r"""Return a draft with its suggestions accepted, and a remark on each kind of them.

    Examples
    --------
    >>> from timeline.tables.checking.table_draft import draft_of
    >>> from timeline.tables.reading.read import read_table
    >>> draft = draft_of(read_table(b"title,start\nMares,c.1763\n", name="a.csv"), {})
    >>> made, remarks = accept_suggestions(draft)
    >>> made.frame["start"][0], str(remarks[0])
    ('1763~', 'a.csv:2: start: "c.1763" is read as "1763~"')
    """
    changes = changes_of(draft, decimal=decimal, short_years=short_years)
    return rewritten(draft, changes), remarks_of(draft, changes)


def changes_of(
    draft: TableDraft, *, decimal: str | None = None, short_years: bool = False
) -> list[Acceptance]:
    """Return the texts of a draft that have exactly one reading."""
    # Imported here: most tables are read without accepting suggestions.

    changes = []
    for column in (*DATED, "value"):
        if column not in draft.present or not len(draft.frame):
            continue
        encoded = draft.texts(column).dictionary_encode()
        texts = encoded.dictionary.to_pylist()
        if column == "value":
            readings = accepted_numbers(texts, decimal=decimal)
            sound = parse_values(texts, decimal=decimal).error == ""
            readings = np.where(sound, texts, readings).tolist()
        else:
            readings = accepted_dates(texts, short_years=short_years)
        codes = encoded.indices.to_numpy()
        changed = [at for at, reading in enumerate(readings) if reading not in ("", texts[at])]
        changes += changes_in(column, texts, readings, codes=codes, changed=changed)
    return changes


def changes_in(
    column: str,
    texts: Sequence[str],
    readings: Sequence[str],
    *,
    codes: np.ndarray,
    changed: Sequence[int],
) -> list[Acceptance]:
    """Return the changes of a column, each with its rows."""
    order = np.argsort(codes, kind="stable")
    first = np.searchsorted(codes[order], changed, side="left")
    after = np.searchsorted(codes[order], changed, side="right")
    return [
        Acceptance(column, texts[at], readings[at], order[low:high])
        for at, low, high in zip(changed, first, after, strict=True)
    ]


def rewritten(draft: TableDraft, changes: Sequence[Acceptance]) -> TableDraft:
    """Return a draft with texts replaced by their readings."""
    columns: dict[str, pd.Series] = {}
    for column in {change.column for change in changes}:
        encoded = draft.texts(column).dictionary_encode()
        readings = {one.text: one.reading for one in changes if one.column == column}
        names = [readings.get(text, text) for text in encoded.dictionary.to_pylist()]
        texts = pa.array(names, pa.large_string()).take(encoded.indices)
        columns[column] = pd.Series(pd.array(texts, dtype=TEXT))
    return replace(draft, frame=draft.frame.assign(**columns)) if columns else draft


def remarks_of(draft: TableDraft, changes: Sequence[Acceptance]) -> list[Problem]:
    """Report each kind of change once, with an example and the number of rows."""
    kinds: dict[tuple[str, str], list[Acceptance]] = {}
    for change in changes:
        kind = (change.column, shape(change.text))
        kinds.setdefault(kind, []).append(change)
    remarks = []
    for alike in kinds.values():
        rows = np.sort(np.concatenate([change.rows for change in alike]))
        first = min(alike, key=lambda change: int(change.rows[0]))
        message = f'is read as "{first.reading}"{draft.more_like(rows)}'
        name = draft.written.get(first.column, first.column)
        many = int(draft.row_weights(rows).sum())
        line = int(draft.lines[rows[0]])
        remarks.append(
            Problem(
                draft.file, line, name, first.text, message, code="accepted", fatal=False, rows=many
            )
        )
    return remarks


def shape(text: str) -> str:
    """Return the kind of a text: its digits as one 9, its words as one a.

    Examples
    --------
    >>> shape("10 June 1953"), shape("c.1763")
    ('9 a 9', 'a.9')
    """
    return _WORDS.sub("a", _DIGITS.sub("9", text))
