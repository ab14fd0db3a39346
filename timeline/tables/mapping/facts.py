"""Properties of the columns of a table, from a sample of their cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa

from timeline.dates.parser import are_dates
from timeline.model import RawTable
from timeline.tables.mapping.date_formats import NUMBERS
from timeline.tables.mapping.date_forms import Form, century_of, form_of, plain_years
from timeline.tables.mapping.names import is_named, name_score, name_words

#: Number of rows examined, from the whole table.
SAMPLE = 500
#: A longer name is not a column's, but the result of a quote that is never closed.
LONGEST_NAME = 500
#: Number of columns that are examined, from the left.
MOST_EXAMINED = 1000
#: Number of texts for which suggestions are tried.
GUESSED = 50
#: Minimum share of dates, or of numbers, in the cells of such a column.
MOSTLY = 0.6
_YEAR = re.compile(r"-?\d{1,4}(?:\.0)?")
_NO_DATE = re.compile(r"\d{1,2}|\d{5,}|[3-9]\d{3}|2[2-9]\d\d|21[1-9]\d|210[1-9]")
#: Missing values, in tables of R, of pandas and of people.
NOTHING = re.compile(
    r"\?+|[-–—]+|\.|n\.?/?a\.?|null|none|nan|nat|unknown|not known|unk\.?|tbd|\\N|#+"
    r"|#(?:REF|VALUE|NAME|NUM|N/A|DIV/0)[!?]?", re.I
)  # fmt: skip
_NUMBER = re.compile(r"[-+−~<>]?\s?\d[\d.,' ]*\s?%?")
#: Other words in the names of columns of times.
_DATED = {"ts", "epoch", "unix", "at", "posix"}


@dataclass(frozen=True)
class Facts:
    """Properties of the cells of one column: shares (0 to 1) of the non-empty ones."""

    name: str
    filled: float
    dates: float
    numbers: float
    years: bool
    distinct: int
    rows: int
    length: float
    samples: tuple[str, ...]
    form: Form | None = None

    @property
    def is_dates(self) -> bool:
        """Whether the column holds dates."""
        return self.filled > 0 and self.dates >= MOSTLY

    @property
    def is_text(self) -> bool:
        """Whether the column holds words."""
        return self.filled > 0 and self.dates < MOSTLY and self.numbers < MOSTLY

    @property
    def is_link(self) -> bool:
        """Whether the column holds addresses."""
        return bool(self.samples) and all(re.match(r"(?:https?://|www\.)", s) for s in self.samples)


def facts_of(raw: RawTable, name: str, first_row: int = 0) -> Facts:
    """Return the properties of a column, from a sample of its rows."""
    cells = sample_cells(raw.frame[name].iloc[first_row:])
    counts = Counter(cells)
    texts = [
        text for text in counts
        if text not in ("", name) and not NOTHING.fullmatch(text)
        and (text != "0" or not name_score("end", name))  # no end, in a column of years
    ]  # fmt: skip
    dates = np.asarray(are_dates(texts), bool) if could_be_dates(texts) else None
    form = None if dates is None or dates.all() else form_of(texts)
    if form and form.format in NUMBERS and not (_DATED & set(name_words(name)) or is_named(name)):
        form = None  # telephone numbers, populations
    weight = np.array([counts[text] for text in texts], float)
    filled = int(weight.sum())
    readable = np.zeros(len(texts), bool) if dates is None else dates_in(texts, dates, form)
    numbers = np.array([bool(_NUMBER.fullmatch(text)) for text in texts], bool)
    years = np.array([bool(_YEAR.fullmatch(text)) for text in texts], bool)
    total = float(weight.sum()) or 1.0
    plain = [text for text, is_plain in zip(texts, years, strict=True) if is_plain]
    likely = bool(plain) and likely_years(plain, name)
    whole_years = bool(years.all()) and likely
    if (
        plain and not likely and not (form and form.format in NUMBERS)
    ):  # page numbers such as 387 and 43-44 are not dates
        readable &= False
    return Facts(
        name, filled / max(1, len(cells)), float(weight[readable].sum()) / total,
        float(weight[numbers].sum()) / total, whole_years, len(texts), filled,
        float(np.mean([len(text) for text in texts])) if texts else 0.0, tuple(texts[:2]), form,
    )  # fmt: skip


def sample_cells(column: pd.Series[str]) -> list[str]:
    """Return some cells from the whole of a column, trimmed."""
    step = max(1, len(column) // SAMPLE)
    return [cell.strip() for cell in column.iloc[::step].tolist()]


def dates_in(texts: Sequence[str], dates: np.ndarray, form: Form | None) -> np.ndarray:
    """Return which texts are dates, also by a form or their only suggestion."""
    # Plain numbers may be dates by accident: 1945 is one, 12 and 3482 are not.
    valid: np.ndarray = dates & np.array([not _NO_DATE.fullmatch(text) for text in texts], bool)
    if form is not None:
        valid |= np.array([text in form.texts for text in texts], bool)
    if not valid.all():
        from timeline.tables.checking.lenience import accepted_dates

        years = plain_years(texts)
        plain = np.array([bool(_YEAR.fullmatch(text)) for text in texts], bool)
        if years and not plain.all():  # 14, beside 27 BC
            valid |= plain

        worded = [
            at
            for at in np.flatnonzero(~valid).tolist()
            if not re.fullmatch(r"(?!(?:1\d|20)\d{6}$)[\d.,]*", texts[at])
        ]  # fmt: skip
        some = worded[:: max(1, len(worded) // GUESSED)]
        read = [
            at
            for at, one in zip(
                some, accepted_dates([texts[at] for at in some], short_years=years), strict=True
            )
            if one
        ]
        # Extrapolate the share of readable texts to those that were not tried.
        valid[worded[: round(len(worded) * len(read) / max(1, len(some)))]] = True
    return valid


def could_be_dates(texts: Sequence[str]) -> bool:
    """Return whether texts are short and contain digits, like dates."""
    some = texts[:50]
    dated = sum(1 for text in some if len(text) <= 40 and re.search(r"\d", text))
    return dated >= MOSTLY * len(some) * 0.8 and dated > 0


def likely_years(texts: Sequence[str], name: str) -> bool:
    """Return whether integers of up to four digits are years: by name, or if all are recent."""
    named = is_named(name) or name_score("year", name) > 0
    numbers = [int(float(text)) for text in texts]
    return named or all(1000 <= number <= 2100 for number in numbers)


def distinct_of(raw: RawTable, name: str) -> list[str]:
    """Return the distinct non-empty cells of a column."""
    array = pa.array(raw.frame[name], pa.large_string())
    chunked = array if isinstance(array, pa.ChunkedArray) else pa.chunked_array([array])
    return [text for text in chunked.unique().to_pylist() if text.strip()]


def joined_forms(raw: RawTable, columns: Sequence[Sequence[str]]) -> tuple[Form, ...]:
    r"""Return the forms of several date columns: one may prove the order of the others.

    ``columns`` are the distinct cells of each.

    Examples
    --------
    >>> from timeline.tables.reading.read import read_table
    >>> raw = read_table(b"from,to\n1/6/1950,25/6/1950\n2/6/1950,26/6/1950\n")
    >>> [form.format for form in joined_forms(raw, [raw.frame["from"], raw.frame["to"]])]
    ['%d/%m/%Y']
    """
    texts = list(dict.fromkeys(text for column in columns for text in column))
    dates = are_dates(texts).tolist() if texts else []
    invalid = [text for text, is_date in zip(texts, dates, strict=True) if not is_date]
    forms: list[Form] = []
    for _ in range(3):  # several authors may have used several forms
        form = form_of(invalid, century=two_digits(raw, invalid)) if invalid else None
        if form is None or (form.rivals and forms):
            break
        forms.append(form)
        invalid = [text for text in invalid if text not in form.texts]
    return tuple(forms)


def two_digits(raw: RawTable, texts: Sequence[str]) -> int:
    """Return the century of two-digit years, from four-digit years in other columns."""
    step = max(1, len(raw.frame) // SAMPLE)
    others = []
    for name in map(str, raw.frame.columns):
        if len(name) > LONGEST_NAME:
            continue
        dated = max(name_score("start", name), name_score("end", name)) > 0
        if dated or name_score("year", name) > 0:
            cells = raw.frame[name].iloc[::step].tolist()
            # Plain numbers are years if the column's name says so; else days, or a count.
            whole = name_score("year", name) > 0
            others += [cell for cell in cells if whole or re.search(r"\d[/. -]", cell)]
    return century_of(texts, others)
