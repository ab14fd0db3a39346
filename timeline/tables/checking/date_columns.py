"""Problems of a whole column of dates, reported once: its format, placeholders, years.

Takes a draft, the rows of a column without a valid date, and the options of reading it;
returns problems that cover many rows, and the rows to be reported individually.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from timeline.dates.arrays import Dates
from timeline.dates.calendar import SECONDS_PER_DAY, days_from_civil
from timeline.errors import Problem
from timeline.tables.checking.table_draft import TableDraft
from timeline.tables.mapping.date_formats import TORN, YEAR, formatted
from timeline.tables.mapping.date_forms import Form, form_of, plain_years
from timeline.tables.mapping.mapping import Mapping

#: Number of cells of one format from which the column is reported instead of each cell.
MANY = 2
#: 2079-06-06, the least end-of-time date of databases, and the first days of spreadsheets.
_FAR = float(days_from_civil(2079, 6, 6)) * SECONDS_PER_DAY
_DAY_ZERO = [
    float(days_from_civil(*day)) * SECONDS_PER_DAY
    for day in ((1899, 12, 30), (1899, 12, 31), (1, 1, 1))
]
#: The start of year 1; astronomical counting of earlier years has a year 0.
_OUR_ERA = float(days_from_civil(0, 1, 1)) * SECONDS_PER_DAY


@dataclass(frozen=True)
class DateCells:
    """The distinct texts of some rows of a column, and the text of each row."""

    rows: np.ndarray
    texts: list[str]
    of_row: np.ndarray

    def with_texts(self, wanted: Sequence[bool]) -> np.ndarray:
        """Return the rows with some of the texts."""
        rows: np.ndarray = self.rows[np.asarray(wanted, bool)[self.of_row]]
        return rows


def _cells_of(draft: TableDraft, column: str, rows: np.ndarray) -> DateCells:
    encoded = draft.texts(column, rows).dictionary_encode()
    return DateCells(rows, encoded.dictionary.to_pylist(), encoded.indices.to_numpy())


def column_wide(
    draft: TableDraft, column: str, rows: np.ndarray, mapping: Mapping
) -> tuple[list[Problem], np.ndarray]:
    """Return the problems that cover many of some rows without a date, and the other rows."""
    problems: list[Problem] = []
    for tell in (_conflicting_formats, _zero_dates, _one_format, _approximate_years):
        if len(rows):
            wide, reported = tell(draft, column, _cells_of(draft, column, rows), mapping)
            problems += wide
            rows = np.setdiff1d(rows, reported, assume_unique=True)
    return problems, rows


def _conflicting_formats(
    draft: TableDraft, column: str, cells: DateCells, mapping: Mapping
) -> tuple[list[Problem], np.ndarray]:
    """Report dates that two of the requested formats read differently."""
    rows = cells.with_texts([text.startswith(TORN) for text in cells.texts])
    if not len(rows):
        return [], rows
    messages = [
        _conflict_message(text.removeprefix(TORN), mapping) for text in draft.cells(column, rows)
    ]
    problems = draft.faults(rows, column, messages, hint="keep one of the formats", code="date")
    return [replace(one, value=one.value.removeprefix(TORN)) for one in problems], rows


def _conflict_message(text: str, mapping: Mapping) -> str:
    """Say how each format reads a date."""
    cell = pa.array([text], pa.large_string())
    read = {
        form: formatted(cell, form, century=mapping.century)[0].as_py()
        for form in mapping.date_format
    }
    readings = ", ".join(f'{date} by "{form}"' for form, date in read.items() if date != text)
    return f"is read differently by two formats: {readings}"


def _zero_dates(
    draft: TableDraft, column: str, cells: DateCells, mapping: Mapping
) -> tuple[list[Problem], np.ndarray]:
    """Report zeros, which databases and spreadsheets write for a missing date."""
    # Imported here: it compiles many patterns, and most tables have no invalid date.
    from timeline.dates.diagnostics import zero_date

    problems: list[Problem] = []
    zeros = [zero_date(text) for text in cells.texts]
    for text, zero in zip(cells.texts, zeros, strict=True):
        if zero:
            rows = cells.with_texts([one == text for one in cells.texts])
            hint = f'for a date that is not known: --unknown "{text}"'
            problems += draft.fault_of_all(
                rows, column, f"is {zero.name}", code="zero-date", hint=hint, fatal=True, value=text
            )
    return problems, cells.with_texts([zero is not None for zero in zeros])


def _one_format(
    draft: TableDraft, column: str, cells: DateCells, mapping: Mapping
) -> tuple[list[Problem], np.ndarray]:
    """Report the one format of a column's dates, with the option that reads it."""
    form = form_of(cells.texts, century=mapping.century)
    form = form.chosen_from(mapping.date_format) if form else None
    rows = cells.with_texts([text in form.texts for text in cells.texts]) if form else cells.rows
    if form is None or len(rows) < MANY:
        return [], rows[:0]
    message = _form_message(form, cells, rows)
    hint = _form_hint(form, all_of_them=len(rows) == len(cells.rows))
    problems = draft.fault_of_all(
        rows, column, message, code="date-form", hint=hint, fatal=True, counted=True
    )
    return problems, rows


def _approximate_years(
    draft: TableDraft, column: str, cells: DateCells, mapping: Mapping
) -> tuple[list[Problem], np.ndarray]:
    """Suggest the year of "c. 947" in a column of years, in which 947 is not a decade."""
    if YEAR not in mapping.date_format:
        return [], cells.rows[:0]
    from timeline.tables.checking.lenience import accepted_dates

    read = dict(zip(cells.texts, accepted_dates(cells.texts, short_years=True), strict=True))
    rows = cells.with_texts([bool(read[text]) for text in cells.texts])
    hints = [f"did you mean {read[text]}?" for text in draft.cells(column, rows)]
    problems = draft.faults(rows, column, "is not a date as we read it", hint=hints, code="date")
    return problems, rows


def _form_message(form: Form, cells: DateCells, rows: np.ndarray) -> str:
    """Count the dates of a format, with two examples."""
    examples = [text for text in cells.texts if text in form.texts][:2]
    short = ", whose years have two digits" if "%y" in form.format else ""
    open_order = ", in which nothing says which number is the day" if form.rivals else ""
    return f"{len(rows):,} dates like {' and '.join(examples)}{short}{open_order}"


def _form_hint(form: Form, *, all_of_them: bool) -> str:
    """Name the option that reads the dates of a format."""
    if form.rivals:
        other = replace(form, format=form.rivals[0])
        return f"{form.options} or {other.options}"
    shown = f', as "{form.proof}" proves' if form.proof else ""
    return f"{form.options} reads {'all of them' if all_of_them else 'them'}{shown}"


def short_years(
    draft: TableDraft, column: str, mapping: Mapping
) -> tuple[list[Problem], np.ndarray]:
    """Ask about a column of plain years, some with fewer than four digits."""
    nobody = np.zeros(0, np.int64)
    if column not in draft.present or YEAR in mapping.date_format:
        return [], nobody
    first = next((text for text in draft.frame[column].iloc[:50].tolist() if text), "")
    if not re.fullmatch(r"[-−]?\d{1,4}(?:\.0)?", first):
        return [], nobody  # the first cell excludes most columns
    cells = _cells_of(draft, column, np.flatnonzero(draft.filled(column)))
    if not plain_years(cells.texts):
        return [], nobody
    short = [bool(re.fullmatch(r"[-−]?\d{1,3}(?:\.0)?|[-−]?\d{4}\.0|−\d{4}", text))
             for text in cells.texts]  # fmt: skip
    rows = cells.with_texts(short)
    examples = [text for text, odd in zip(cells.texts, short, strict=True) if odd][:2]
    message = (
        f"{len(cells.rows):,} plain numbers of years, some with fewer than four digits, like "
        f"{' and '.join(examples)}"
    )
    hint = f"--date-format {YEAR} reads all of them as years; in EDTF 899 is a decade, 0899 a year"
    problems = draft.fault_of_all(
        rows, column, message, code="date-form", hint=hint, fatal=True, counted=True
    )
    return problems, rows


def years_below_zero(
    draft: TableDraft, column: str, dates: Dates, of_row: np.ndarray, mapping: Mapping
) -> list[Problem]:
    """Say once how negative years are read, if no counting was chosen."""
    with np.errstate(invalid="ignore"):
        early = dates.lower < _OUR_ERA
    if mapping.bce or not early.any() or column not in draft.present:
        return []
    rows = np.flatnonzero(early[of_row])
    zeros = "" if YEAR in mapping.date_format else "(?!0)"
    cells = _cells_of(draft, column, rows)
    plain = [bool(re.fullmatch(rf"-{zeros}\d{{4}}", text)) for text in cells.texts]
    rows = cells.with_texts(plain)
    if not len(rows):
        return []
    text = next(text for text, fits in zip(cells.texts, plain, strict=True) if fits)
    year = int(text[1:])
    message = f"is read as {year + 1} BCE, since astronomers count a year 0"
    hint = f"--bce historical reads it as {year} BCE, --bce astronomical says that this is right"
    return draft.fault_of_all(rows, column, message, code="bce", hint=hint, value=str(-year))


def far_dates(draft: TableDraft, column: str, dates: Dates, of_row: np.ndarray) -> list[Problem]:
    """Ask about dates that databases and spreadsheets write for a missing date or end."""
    with np.errstate(invalid="ignore"):
        far = dates.lower >= _FAR if column == "end" else np.zeros(len(dates.lower), bool)
        zero = np.isin(dates.lower, _DAY_ZERO) & (dates.precision == "day")
    if not (far | zero).any() or column not in draft.present:
        return []
    from timeline.dates.diagnostics import placeholder

    cells = _cells_of(draft, column, np.flatnonzero((far | zero)[of_row]))
    problems: list[Problem] = []
    for text in cells.texts:
        known = placeholder(text)
        if known is None:
            continue
        rows = cells.with_texts([one == text for one in cells.texts])
        message, hint = "often stands for no end", "if it means that the event goes on: --ongoing"
        if known.meaning == "no date":  # an ordinary day, unless an empty cell was displayed as one
            message = f"is {known.name}, unless it is meant"
            hint = "for a date that is not known: --unknown"
        hint = f"{hint} {text}"
        problems += draft.fault_of_all(
            rows, column, message, code="placeholder", hint=hint, value=text
        )
    return problems
