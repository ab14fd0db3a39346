"""A table under validation: our columns and cells, the user's names, and the file's lines.

Takes a ``RawTable`` with our column names; returns a ``TableDraft``, which creates
``Problem`` objects for its rows, with the user's column names. Also parses claimed numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import repeat
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from timeline.dates.grammar import arrow_texts
from timeline.errors import Problem, further
from timeline.model import CLAIM_COLUMNS, TEXT_COLUMNS, RawTable
from timeline.tables.checking.numbertext import MOST, RANGE, hint_for, number_of, split_sign
from timeline.tables.reading.arrow import freed, offsets_of, same_texts, text_column, trimmed

PLAIN = r"^(?:-?(?:0|[1-9][0-9]*)(?:\.(?:[0-9]{1,2}|[0-9]{4,15}))?)$"


@dataclass(frozen=True)
class Values:
    """The columns that a ``value`` column is parsed into, of equal length.

    ``low`` and ``high`` bound the claim (``inf`` above ``>12000`` and ``>=12000``; 0 below
    ``<50`` and ``<=50``, ``-inf`` below a negative bound); ``best`` is drawn, NaN
    for a range and for an empty cell, since no middle is invented. ``qualifier`` is
    one of ``""``, ``~``, ``>``, ``<``, ``>=``, ``<=``, ``..``. ``error`` and ``hint`` are
    texts, empty for valid cells.
    """

    low: np.ndarray
    best: np.ndarray
    high: np.ndarray
    qualifier: np.ndarray
    error: np.ndarray
    hint: np.ndarray

    @property
    def columns(self) -> dict[str, np.ndarray]:
        """``CLAIM_COLUMNS`` by name."""
        numbers = (self.low, self.best, self.high, self.qualifier)
        return dict(zip(CLAIM_COLUMNS, numbers, strict=True))


Reading = tuple[float, float, float, str, str, str]


def parse_values(texts: Sequence[str] | Any, *, decimal: str | None = None) -> Values:
    """Parse cells as claimed numbers.

    Parameters
    ----------
    texts
        n cells as text (a list, numpy array, pandas series or Arrow array).
    decimal
        ``"."`` or ``","`` if the table's decimal mark is known; without it a text
        with two readings, such as ``22.639``, is an error.

    Returns
    -------
    Values
        Six columns of length n. An empty cell is NaN without an error.

    Examples
    --------
    >>> values = parse_values(["22,639", "~22000", ">12000", "1450..1600", "about 9"])
    >>> values.best.tolist()
    [22639.0, 22000.0, 12000.0, nan, nan]
    >>> values.high.tolist()
    [22639.0, 22000.0, inf, 1600.0, nan]
    >>> values.error[4], values.hint[4]
    ('is not a number', 'write ~9')
    """
    encoded = arrow_texts(texts).dictionary_encode()
    index = encoded.indices.to_numpy(zero_copy_only=False)
    known = _unique_values(encoded.dictionary, decimal)
    return Values(*(column[index] for column in known))


def _unique_values(distinct: pa.Array, decimal: str | None) -> tuple[np.ndarray, ...]:
    """Parse each distinct text once: plain numbers all together, the others one by one."""
    trimmed = pc.utf8_trim_whitespace(distinct)
    plain = pc.match_substring_regex(trimmed, PLAIN).to_numpy(zero_copy_only=False)
    plain &= decimal != ","
    numbers = np.full(len(distinct), np.nan)
    numbers[plain] = pc.cast(trimmed.filter(pa.array(plain)), pa.float64()).to_numpy()
    plain &= ~(np.abs(numbers) > MOST)  # one by one, which reports them
    columns = [numbers, numbers.copy(), numbers.copy()]
    texts = [np.full(len(distinct), "", dtype=object) for _ in range(3)]
    odd = np.flatnonzero(~plain)
    for at, text in zip(odd.tolist(), trimmed.filter(pa.array(~plain)).to_pylist(), strict=True):
        for column, cell in zip(columns + texts, one_value(text, decimal), strict=True):
            column[at] = cell
    return (*columns, *texts)


def one_value(text: str, decimal: str | None = None) -> Reading:
    """Parse one trimmed cell into low, best, high, qualifier, error and hint.

    Examples
    --------
    >>> one_value("<50")
    (0.0, 50.0, 50.0, '<', '', '')
    >>> one_value("22.639")[4:]
    ('may mean 22639 or a decimal', 'write 22639, 22.6390, or say which sign is the decimal one')
    """
    if not text:
        return _no_number()
    low, dots, high = text.partition(RANGE)
    if dots and not low.endswith(".") and not high.startswith("."):
        return _range_value(low, high, decimal)
    qualifier, digits = split_sign(text)
    number = number_of(digits, decimal)
    if isinstance(number, str):
        return _no_number(number, hint_for(text, number, decimal))
    floor = 0.0 if number >= 0 else -np.inf
    return (
        floor if qualifier in ("<", "<=") else number,
        number,
        np.inf if qualifier in (">", ">=") else number,
        qualifier, "", "",
    )  # fmt: skip


def _range_value(low_text: str, high_text: str, decimal: str | None) -> Reading:
    """Parse both sides of ``low..high``."""
    low, high = number_of(low_text, decimal), number_of(high_text, decimal)
    text = f"{low_text}{RANGE}{high_text}"
    for end in (low, high):
        if isinstance(end, str):
            return _no_number(end, hint_for(text, end, decimal))
    if low > high:  # type: ignore[operator]
        hint = f"write {high_text.strip()}..{low_text.strip()}"
        return _no_number("runs from the larger number to the smaller", hint)
    return (low, np.nan, high, RANGE, "", "")  # type: ignore[return-value]


def _no_number(error: str = "", hint: str = "") -> Reading:
    return (np.nan, np.nan, np.nan, "", error, hint)


#: Problems of one kind that are reported individually; the last covers all further rows.
LIMIT = 1000


@dataclass(frozen=True)
class TableDraft:
    """The columns of ``TEXT_COLUMNS``, trimmed, then the others unchanged.

    ``present`` are our columns that the table has; ``written`` is the user's
    name of a column if it differs from ours.
    """

    frame: pd.DataFrame
    lines: np.ndarray
    file: str
    present: frozenset[str]
    written: Mapping[str, str]
    #: As in ``RawTable``: number of source rows of a grouped table, by line.
    stands_for: np.ndarray | None = None
    #: Rows of the fatal problems reported so far, by code.
    refused: list[tuple[str, np.ndarray]] = field(default_factory=list)

    def row_weights(self, rows: np.ndarray) -> np.ndarray:
        """Return the number of source rows of each of some rows (numbers from 0)."""
        if self.stands_for is None:
            return np.ones(len(rows), np.int64)
        weights: np.ndarray = self.stands_for[-1 - self.lines[rows]]
        return weights

    def texts(self, column: str, rows: np.ndarray | None = None) -> pa.LargeStringArray:
        """Return a column, or some rows of it, as Arrow text."""
        array = pa.array(self.frame[column])
        if isinstance(array, pa.ChunkedArray):
            array = array.combine_chunks() if array.num_chunks != 1 else array.chunk(0)
        return array if rows is None else array.take(pa.array(rows))

    def cells(self, column: str, rows: np.ndarray) -> list[str]:
        """Return the cells of some rows of a column."""
        return self.frame[column].iloc[rows].tolist() if len(rows) else []

    def filled(self, column: str) -> np.ndarray:
        """Return which rows have a text in a column."""
        if column not in self.present:
            return np.zeros(len(self.frame), bool)
        array = pa.array(self.frame[column])
        chunks = array.chunks if isinstance(array, pa.ChunkedArray) else [array]
        lengths = [np.diff(offsets_of(chunk)) for chunk in chunks]  # no copy of the texts
        return np.concatenate([np.empty(0, np.int64), *lengths]) > 0

    def faults(
        self,
        rows: np.ndarray,
        column: str,
        message: str | Sequence[str],
        *,
        code: str,
        hint: str | Sequence[str] = "",
        fatal: bool = True,
    ) -> list[Problem]:
        """Return a problem for each of some rows (numbers from 0), in one column.

        ``message`` and ``hint`` are one text for all, or one for each of ``rows``. Above
        a thousand rows the last problem covers all that follow.
        """
        if not len(rows):
            return []
        if fatal:
            self.refused.append((code, rows))
        name = self.written.get(column, column)
        many = self.row_weights(rows)
        many[LIMIT - 1 : LIMIT] = many[LIMIT - 1 :].sum()
        lines, values = self.lines[rows[:LIMIT]].tolist(), self._written_cells(column, rows[:LIMIT])
        messages, hints = (repeat(one) if isinstance(one, str) else one for one in (message, hint))
        cells = zip(lines, values, messages, hints, many.tolist(), strict=False)
        return [
            Problem(self.file, line, name, value, text, advice, code, fatal, count)
            for line, value, text, advice, count in cells
        ]

    def _written_cells(self, column: str, rows: np.ndarray) -> list[str]:
        """Return the cells of some rows as the user wrote them, if the table has them."""
        name = self.written.get(column, column)
        name = name if name in self.frame else column
        return self.cells(name, rows) if name in self.frame else [""] * len(rows)

    def fault_of_all(
        self,
        rows: np.ndarray,
        column: str,
        message: str,
        *,
        code: str,
        hint: str = "",
        fatal: bool = False,
        value: str | None = "",
        counted: bool = False,
    ) -> list[Problem]:
        """Return one problem at the first of some rows that covers all of them.

        ``value`` is the text that it quotes, None for the cell of the first row; ``counted`` is
        whether the message already includes the number of rows.
        """
        if not len(rows):
            return []
        if fatal:
            self.refused.append((code, rows))
        name = self.written.get(column, column)
        line = int(self.lines[rows[0]])
        value = self._written_cells(column, rows[:1])[0] if value is None else value
        many = int(self.row_weights(rows).sum())
        message += "" if counted else further(many)
        return [Problem(self.file, line, name, value, message, hint, code, fatal, many)]


@dataclass(frozen=True)
class DerivedColumns:
    """Columns computed from the texts of every row, and their problems."""

    columns: Mapping[str, Any]
    problems: tuple[Problem, ...]


def limit_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Limit the problems of parts as ``TableDraft.faults`` limits those of a whole.

    Examples
    --------
    >>> many = [Problem("a.csv", row, "end", "x", "is odd", code="odd") for row in range(1500)]
    >>> len(limit_problems(many)), limit_problems(many)[-1].rows
    (1000, 501)
    """
    by_kind: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        alike = by_kind.setdefault((problem.code, problem.column), [])
        if len(alike) < LIMIT:
            alike.append(problem)
        else:
            alike[-1] = replace(alike[-1], rows=alike[-1].rows + problem.rows)
    return tuple(problem for alike in by_kind.values() for problem in alike)


def draft_of(raw: RawTable, written: Mapping[str, str]) -> TableDraft:
    r"""Return the draft of a table: our columns in order and trimmed, then the user's others.

    Examples
    --------
    >>> from timeline.tables.reading.read import read_table
    >>> draft = draft_of(read_table(b"start,title\n 1953 ,Harry\n"), {})
    >>> draft.frame[["title", "start", "end"]].iloc[0].tolist()
    ['Harry', '1953', '']
    """
    present = frozenset(TEXT_COLUMNS) & set(raw.frame.columns)
    empty = text_column(same_texts("", len(raw.frame)))
    ours = [name for name in TEXT_COLUMNS if name in present]
    clean = {name: trimmed(freed(raw.frame[name])) for name in ours}
    columns = {name: clean.get(name, empty) for name in TEXT_COLUMNS}
    others = [name for name in raw.frame.columns if name not in columns]
    columns |= {name: freed(raw.frame[name]) for name in others}
    frame = pd.DataFrame(columns, copy=False)
    return TableDraft(frame, raw.lines, raw.name, present, written, raw.stands_for)
