"""Suggestions accepted: dates and numbers of a draft read by the one reading that they have.

Takes a draft and the columns of it; returns a draft in which each text that is no date or
number, and that has exactly one reading, is written as that, and what was changed, by kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pyarrow as pa

from timeline.dates.parser import are_dates
from timeline.dates.suggestions.acceptance import accepted_dates
from timeline.errors import Problem
from timeline.tables.checking.numbertext import accepted_numbers
from timeline.tables.checking.table_draft import TableDraft
from timeline.tables.checking.values import parse_values
from timeline.tables.reading.arrow import TEXT

__all__ = ["Acceptance", "accept_suggestions", "changes_of"]

DATED = ("start", "end")
_DIGITS, _WORDS = re.compile(r"\d+"), re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Acceptance:
    """A text of a column and what it is read as, with the rows (numbers from 0) that hold it."""

    column: str
    text: str
    reading: str
    rows: np.ndarray


def accept_suggestions(
    draft: TableDraft, *, decimal: str | None = None
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
    changes = changes_of(draft, decimal=decimal)
    return rewritten(draft, changes), remarks_of(draft, changes)


def changes_of(draft: TableDraft, *, decimal: str | None = None) -> list[Acceptance]:
    """Return the texts of a draft that have one reading, and no other."""
    found = []
    for column in (*DATED, "value"):
        if column not in draft.present or not len(draft.frame):
            continue
        encoded = draft.texts(column).dictionary_encode()
        texts = encoded.dictionary.to_pylist()
        if column == "value":
            readings = accepted_numbers(texts, decimal=decimal)
            sound = parse_values(texts, decimal=decimal).error == ""
        else:
            readings, sound = accepted_dates(texts), are_dates(texts)
        codes = encoded.indices.to_numpy()
        changed = [at for at, reading in enumerate(readings) if reading and not sound[at]]
        found += changes_in(column, texts, readings, codes=codes, changed=changed)
    return found


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
    """Return a draft with the readings in place of the texts."""
    columns: dict[str, pd.Series] = {}
    for column in {change.column for change in changes}:
        encoded = draft.texts(column).dictionary_encode()
        readings = {one.text: one.reading for one in changes if one.column == column}
        names = [readings.get(text, text) for text in encoded.dictionary.to_pylist()]
        texts = pa.array(names, pa.large_string()).take(encoded.indices)
        columns[column] = pd.Series(pd.array(texts, dtype=TEXT))
    return replace(draft, frame=draft.frame.assign(**columns)) if columns else draft


def remarks_of(draft: TableDraft, changes: Sequence[Acceptance]) -> list[Problem]:
    """Tell each kind of change once, with an example and how many rows it stands for."""
    kinds: dict[tuple[str, str], list[Acceptance]] = {}
    for change in changes:
        kind = (change.column, shape(change.text))
        kinds.setdefault(kind, []).append(change)
    told = []
    for alike in kinds.values():
        rows = np.sort(np.concatenate([change.rows for change in alike]))
        first = min(alike, key=lambda change: int(change.rows[0]))
        message = f'is read as "{first.reading}"{draft.more_like(rows)}'
        name = draft.written.get(first.column, first.column)
        many = int(draft.row_weights(rows).sum())
        line = int(draft.lines[rows[0]])
        told.append(
            Problem(
                draft.file, line, name, first.text, message, code="accepted", fatal=False, rows=many
            )
        )
    return told


def shape(text: str) -> str:
    """Return the kind of a text: its digits as one 9, its words as one a.

    Examples
    --------
    >>> shape("10 June 1953"), shape("c.1763")
    ('9 a 9', 'a.9')
    """
    return _WORDS.sub("a", _DIGITS.sub("9", text))
