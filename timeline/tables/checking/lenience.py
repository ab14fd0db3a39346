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
from timeline.errors import Problem, by_kind, further
from timeline.model import RawTable
from timeline.tables.checking.numbertext import number_reading
from timeline.tables.checking.table_draft import TableDraft, parse_values
from timeline.tables.reading.arrow import TEXT


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
    accepted = [one[0] if len(one) == 1 else "" for one in date_readings(texts)]
    if not short_years:
        return accepted
    short = {
        at: padded
        for at, text in enumerate(texts)
        if accepted[at] in ("", text) and (padded := _padded(text)) != text
    }
    for at, readings in zip(short, date_readings(list(short.values())), strict=True):
        dated = _AFTER_MONTH.search(texts[at])
        if len(readings) == 1 and (dated or not re.search(r"\d-\d", readings[0])):
            accepted[at] = readings[0]
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


def date_readings(texts: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the readings of each text that are existing dates; a date is its own reading.

    Examples
    --------
    >>> date_readings(["10/06/1953 20:30", "13/1953"])
    [('1953-06-10T20:30', '1953-10-06T20:30'), ()]
    """
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
    remarks = []
    for alike in by_kind(skipped.values(), lambda problem: problem.code):
        first, many = alike[0], len(alike)
        hint = f"{many:,} row{'s' * (many > 1)} left out"
        message = (first.message + further(many)) if first.rows == 1 else first.message
        remarks.append(
            replace(first, file=name, message=message, hint=hint, code=f"left-out-{first.code}",
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
    return _with_readings(draft, changes), _remarks_of(draft, changes)


def changes_of(
    draft: TableDraft, *, decimal: str | None = None, short_years: bool = False
) -> list[Acceptance]:
    """Return the texts of a draft that have exactly one reading."""
    changes = []
    for column in (*DATED, "value"):
        if column not in draft.present or not len(draft.frame):
            continue
        encoded = draft.texts(column).dictionary_encode()
        texts = encoded.dictionary.to_pylist()
        if column == "value":
            readings = lenient_numbers(texts, decimal=decimal)[0]
        else:
            readings = accepted_dates(texts, short_years=short_years)
        codes = encoded.indices.to_numpy()
        changed = [at for at, reading in enumerate(readings) if reading not in ("", texts[at])]
        order = np.argsort(codes, kind="stable")
        first = np.searchsorted(codes[order], changed, side="left")
        after = np.searchsorted(codes[order], changed, side="right")
        changes += [
            Acceptance(column, texts[at], readings[at], order[low:high])
            for at, low, high in zip(changed, first, after, strict=True)
        ]
    return changes


def lenient_numbers(
    texts: Sequence[str],
    *,
    decimal: str | None = None,
    accept: bool = True,
    bare: Sequence[str] | None = None,
) -> tuple[list[str], list[str]]:
    """Return texts as numbers, empty if invalid, and the errors of those.

    ``accept`` is whether to accept suggestions; ``bare`` are the texts without units, if they
    have some.

    Examples
    --------
    >>> lenient_numbers(["22,639", "some 500", "5k", "12%"])[0]
    ['22,639', '~500', '5000', '']
    >>> lenient_numbers(["22,639", "some 500"], accept=False)
    (['22,639', ''], ['', 'is not a number'])
    """
    errors = parse_values(texts if bare is None else bare, decimal=decimal).error.tolist()
    numbers = list(texts)
    for at, error in enumerate(errors):
        reading = number_reading(texts[at], decimal) if error and accept else None
        if reading and not reading.unit:
            numbers[at], errors[at] = reading.value, ""
        elif error:
            numbers[at] = ""
    return numbers, errors


def _with_readings(draft: TableDraft, changes: Sequence[Acceptance]) -> TableDraft:
    """Return a draft with texts replaced by their readings."""
    columns: dict[str, pd.Series] = {}
    for column in {change.column for change in changes}:
        encoded = draft.texts(column).dictionary_encode()
        readings = {one.text: one.reading for one in changes if one.column == column}
        names = [readings.get(text, text) for text in encoded.dictionary.to_pylist()]
        texts = pa.array(names, pa.large_string()).take(encoded.indices)
        columns[column] = pd.Series(pd.array(texts, dtype=TEXT))
    return replace(draft, frame=draft.frame.assign(**columns)) if columns else draft


def _remarks_of(draft: TableDraft, changes: Sequence[Acceptance]) -> list[Problem]:
    """Report each kind of change once, with an example and the number of rows."""
    remarks: list[Problem] = []
    for alike in by_kind(changes, lambda change: (change.column, shape(change.text))):
        rows = np.sort(np.concatenate([change.rows for change in alike]))
        first = min(alike, key=lambda change: int(change.rows[0]))
        message = f'is read as "{first.reading}"'
        remarks += draft.fault_of_all(
            rows, first.column, message, code="accepted", value=first.text
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
