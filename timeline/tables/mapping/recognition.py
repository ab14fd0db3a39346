"""Recognize columns from their cells, and their names as additional evidence.

Takes a raw table; returns its columns of titles, starts and ends, the format of its dates,
and its columns of numbers and of few repeated texts. The result is only proposed, and not
used without consent.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

import numpy as np
import pandas as pd
import pyarrow as pa

from timeline.dates.parser import are_dates
from timeline.model import RawTable
from timeline.tables.mapping.date_formats import YEAR
from timeline.tables.mapping.date_forms import Form, century_of, form_of, plain_years
from timeline.tables.mapping.names import name_score, name_words

__all__ = ["GOING_ON", "NOTHING", "Facts", "Recognised", "distinct_of", "facts_of", "recognised"]

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
#: Most distinct texts of a column that bars can be grouped by.
FEW = 12
#: An identifier rather than a name: AL001.
_CODE = re.compile(r"[A-Z]{0,4}[-_ ]?\d+[A-Za-z]?")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp]\.?[Mm]\.?)?")
_YEAR = re.compile(r"-?\d{1,4}(?:\.0)?")
_NO_DATE = re.compile(r"\d{1,2}|\d{5,}|[3-9]\d{3}|2[2-9]\d\d|21[1-9]\d|210[1-9]")
#: Missing values, in tables of R, of pandas and of people.
NOTHING = re.compile(r"\?+|[-–—]+|n\.?/?a\.?|null|none|nan|unknown|not known|unk\.?|tbd", re.I)
#: Ends of ongoing events.
GOING_ON = re.compile(
    r"(?:still|currently)\b.{0,20}|present|current|ongoing|incumbent|in office|to date|today|now"
    r"|heute|andauernd|en cours|actualidad|presente|in corso|atual|heden|obecnie|dosud",
    re.I,
)
#: Cells of a line of units, below the header.
_UNIT = re.compile(r"\(.{1,15}\)|[YyMmDdHhs]{2,4}(?:[/.:-][YyMmDdHhs]{2,4})+")
_NUMBER = re.compile(r"[-+−~<>]?\s?\d[\d.,' ]*\s?%?")
#: Parts of the names of columns of counts or weights.
_COUNTED = re.compile(
    r"kill|wound|casualt|loss|lost|missing|captur|dead|death|died|injur|fatal|victim|strength|tons?\b"
    r"|sortie|dispatch|shell|round|bomb|damage|count|total|amount|sum|troop|men\b|ship|gun|prisoner"
    r"|tote|opfer|verlust|verwundet|gefallen|morts?\b|bless|pertes|muertos|heridos|bajas|morti|ferit"
)
#: Names of dates of the record rather than of the event.
_OF_THE_ROW = {"updated", "modified", "created", "accessed", "retrieved", "inserted", "edited"}
#: Yes-or-no values, which make no useful bars.
_YES_NO = {"0", "1", "true", "false", "yes", "no", "y", "n", "t", "f", "ja", "nein", "oui", "non"}
_NO_MEASURE = {
    "id", "code", "no", "nr", "num", "number", "lat", "lon", "lng", "long", "latitude",
    "longitude", "page", "date", "year", "years", "month", "day", "days", "duration", "reign",
    "ref", "version", "index", "zip", "x", "y", "order", "row", "flag", "prec", "precision",
    "bool",
}  # fmt: skip


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


@dataclass(frozen=True)
class Recognised:
    """The roles of a table's columns: our names to theirs, and the formats of its dates."""

    columns: dict[str, str] = field(default_factory=dict)
    forms: tuple[Form, ...] = ()
    years: bool = False
    facts: dict[str, Facts] = field(default_factory=dict)

    @property
    def date_formats(self) -> tuple[str, ...]:
        """The date formats of the columns."""
        years = (YEAR,) if self.years else ()
        return tuple(dict.fromkeys([*(form.format for form in self.forms), *years]))

    @property
    def century(self) -> int | None:
        """The century of two-digit years, if there are any."""
        return next((form.century for form in self.forms if form.century is not None), None)

    def measures(self) -> list[str]:
        """Return number columns with names of counts, the fullest first."""
        taken = {name for place in self.columns.values() for name in place.split(",")}
        columns = [
            facts for name, facts in self.facts.items()
            if facts.numbers >= 0.9 and facts.distinct > 1 and name not in taken
            and not facts.years and not set(facts.samples) <= _YES_NO
            and not _NO_MEASURE & set(name_words(name))
            and not name.casefold().endswith(("latitude", "longitude"))
            and _COUNTED.search(name.casefold())
        ]  # fmt: skip
        return [facts.name for facts in sorted(columns, key=lambda one: -round(one.filled, 1))]

    def categories(self) -> list[str]:
        """Return columns of few repeated texts, those with the fewest blanks first."""
        taken = set(self.columns.values())
        columns = [
            facts for name, facts in self.facts.items()
            if facts.is_text and 2 <= facts.distinct <= FEW and facts.filled > 0.5
            and name not in taken and facts.length <= 30 and facts.distinct * 2 <= facts.rows
            and not {text.casefold() for text in facts.samples} <= _YES_NO
        ]  # fmt: skip
        return [facts.name for facts in sorted(columns, key=lambda one: -round(one.filled, 1))]


def recognised(
    raw: RawTable, known: dict[str, str] | None = None, *, without: Sequence[str] = ()
) -> Recognised:
    r"""Recognize the columns of a table.

    Parameters
    ----------
    raw
        The table as read.
    known
        Columns that are known already: our name to theirs.
    without
        Columns without readable dates.

    Examples
    --------
    >>> from timeline.tables.reading.read import read_table
    >>> table = b"id,MSN_DATE,LATITUDE\n1,1950-06-28,37.1\n2,1950-06-29,37.2\n"
    >>> recognised(read_table(table)).columns
    {'title': 'id', 'start': 'MSN_DATE'}
    """
    columns = dict(known or {})
    columns_of = map(str, raw.frame.columns[:MOST_EXAMINED])
    names = [name for name in columns_of if len(name) <= LONGEST_NAME]
    facts = {name: facts_of(raw, name) for name in names}
    taken = {*columns.values(), *without}
    free = [one for name, one in facts.items() if name not in taken]
    if "start" not in columns and (start := start_of(free) or _parts_of(free)):
        parts = _parts_of(free).split(",")
        columns["start"] = ",".join(parts) if start == parts[0] else start
    if "end" not in columns and "start" in columns and (end := end_of(free, columns["start"])):
        columns["end"] = end
    if "title" not in columns and (title := title_of(free, columns)):
        columns["title"] = title
    dated = [facts[columns[one]] for one in ("start", "end") if columns.get(one) in facts]
    clock = _clock_of(raw, free) if "start" not in (known or {}) and dated else ""
    if (
        clock
        and columns["start"] == dated[0].name != "start"
        and ":" not in "".join(dated[0].samples)
    ):
        columns["start"] += f",{clock}"
    ordered: dict[str, str] = {
        one: columns[one] for one in ("title", "start", "end") if one in columns
    }
    different = [distinct_of(raw, one.name) for one in dated]
    return Recognised(
        {**ordered, **columns},
        joined_forms(raw, different),
        any(map(plain_years, different)),
        facts,
    )


def facts_of(raw: RawTable, name: str) -> Facts:
    """Return the properties of a column, from a sample of its rows."""
    cells = sample_cells(raw.frame[name])
    counts = Counter(cells)
    texts = [
        text for text in counts
        if text not in ("", name) and not _UNIT.fullmatch(text) and not NOTHING.fullmatch(text)
    ]  # fmt: skip
    dates = np.asarray(are_dates(texts), bool) if could_be_dates(texts) else None
    form = None if dates is None or dates.all() else form_of(texts)
    weight = np.array([counts[text] for text in texts], float)
    filled = int(weight.sum())
    readable = np.zeros(len(texts), bool) if dates is None else dates_in(texts, dates, form)
    numbers = np.array([bool(_NUMBER.fullmatch(text)) for text in texts], bool)
    years = np.array([bool(_YEAR.fullmatch(text)) for text in texts], bool)
    total = float(weight.sum()) or 1.0
    plain = [text for text, is_plain in zip(texts, years, strict=True) if is_plain]
    likely = bool(plain) and likely_years(plain, name)
    whole_years = bool(years.all()) and likely
    if plain and not likely:  # page numbers such as 387 and 43-44 are not dates
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

        worded = [
            at for at in np.flatnonzero(~valid).tolist() if not re.fullmatch(r"[\d.,]*", texts[at])
        ]
        some = worded[:: max(1, len(worded) // GUESSED)]
        read = [
            at
            for at, one in zip(some, accepted_dates([texts[at] for at in some]), strict=True)
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
    named = max(name_score("year", name), name_score("start", name), name_score("end", name)) > 0
    numbers = [int(float(text)) for text in texts]
    return named or all(1000 <= number <= 2100 for number in numbers)


def start_of(facts: Sequence[Facts]) -> str:
    """Return the column of starts: by its cells, then its name, then its position."""
    dated = [one for one in facts if one.is_dates]
    if not dated:
        return ""
    whole = {one.name for one in dated if not one.years}

    def rank(one: Facts) -> tuple[float, float, float]:
        name = name_score("start", one.name) - name_score("end", one.name)
        late = 1.5 * bool(_OF_THE_ROW & set(name_words(one.name)))
        return (name + 1.2 * (one.name in whole) - late, round(one.filled, 1), one.dates)

    best = max(dated, key=rank)
    fuller = [one for one in dated if one.filled >= 0.5]
    return max(fuller, key=rank).name if fuller and best.filled < 0.5 else best.name


def _parts_of(facts: Sequence[Facts]) -> str:
    """Return the columns of year, month and day as one place, if a table splits them."""
    names = []
    for part in ("year", "month", "day"):
        matches = [
            one.name for one in facts
            if name_score(part, one.name) == 1.0 and one.numbers >= MOSTLY
        ]  # fmt: skip
        if not matches:
            break
        names.append(matches[0])
    return ",".join(names)


def _clock_of(raw: RawTable, facts: Sequence[Facts]) -> str:
    """Return the only column that has times of day and such a name; else an empty text."""
    matches = [
        one.name for one in facts
        if name_score("time", one.name) > 0 and one.filled > 0
        and all(map(_CLOCK.fullmatch, map(str.strip, distinct_of(raw, one.name))))
    ]  # fmt: skip
    return matches[0] if len(matches) == 1 else ""


def end_of(facts: Sequence[Facts], start: str) -> str:
    """Return the column of ends: by its name, or by similarity with that of starts."""
    named = [
        one for one in facts
        if one.dates >= MOSTLY and one.filled > 0 and one.name not in start.split(",")
        and name_score("end", one.name) > name_score("start", one.name) * 0.9
    ]  # fmt: skip
    named.sort(key=lambda one: (
        -name_score("end", one.name), -SequenceMatcher(None, start, one.name).ratio()
    ))  # fmt: skip
    return named[0].name if named else ""


def title_of(facts: Sequence[Facts], columns: dict[str, str]) -> str:
    """Return the column of titles: words that mostly differ, of the length of a label."""
    taken = {name for place in columns.values() for name in place.split(",")}
    free = [one for one in facts if one.name not in taken and one.filled > 0 and not one.is_link]
    words = [one for one in free if one.is_text]

    def rank(one: Facts) -> float:
        apart = one.distinct / max(1, one.rows)
        short = 1.0 if 3 <= one.length <= 60 else 0.3 if one.length <= 150 else -0.5
        coded = {"id", "code", "key", "slug", "url", "uri"} & set(name_words(one.name))
        named = min(1.0, one.filled / 0.8)  # empty cells cannot be titles
        return (
            (1.5 * name_score("title", one.name) + apart + short * 0.6) * named + one.filled
            - (0.8 if coded or all(map(_CODE.fullmatch, one.samples)) else 0.0)
            - (0.5 if one.distinct == 1 else 0.0)
            - (0.8 if "description" in name_words(one.name) else 0.0)  # a name is shorter
        )  # fmt: skip

    if words:
        return max(words, key=rank).name
    keyed = [
        one for one in free if {"id", "no", "nr", "number", "name"} & set(name_words(one.name))
    ]
    return keyed[0].name if keyed else ""


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
