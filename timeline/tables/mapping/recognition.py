"""Recognize columns from their cells, and their names as additional evidence.

Takes a raw table; returns its columns of titles, starts and ends, the format of its dates,
and its columns of numbers and of few repeated texts. The result is only proposed, and not
used without consent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from timeline.model import RawTable
from timeline.tables.mapping.date_formats import YEAR, month_number
from timeline.tables.mapping.date_forms import Form, plain_years
from timeline.tables.mapping.derived_dates import duration_of, duration_unit, years_in_header
from timeline.tables.mapping.facts import (
    LONGEST_NAME,
    MOST_EXAMINED,
    MOSTLY,
    Facts,
    distinct_of,
    facts_of,
    joined_forms,
)
from timeline.tables.mapping.names import ROLES, are_units, name_score, name_words

#: Most distinct texts of a column that bars can be grouped by.
FEW = 12
#: An identifier rather than a name: AL001.
_CODE = re.compile(r"[A-Z]{0,4}[-_ ]?\d+[A-Za-z]?")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp]\.?[Mm]\.?)?")
#: Ends of ongoing events.
GOING_ON = re.compile(
    r"(?:still|currently)\b.{0,20}|present|current|ongoing|incumbent|in office|to date|today|now"
    r"|heute|andauernd|en cours|actualidad|presente|in corso|atual|heden|obecnie|dosud",
    re.I,
)
#: Parts of the names of columns of counts or weights.
_COUNTED = re.compile(
    r"kill|wound|casualt|loss|lost|missing|captur|dead|death|died|injur|fatal|victim|strength|tons?\b"
    r"|sortie|dispatch|shell|round|bomb|damage|count|total|amount|sum|troop|men\b|ship|gun|prisoner"
    r"|tote|opfer|verlust|verwundet|gefallen|morts?\b|bless|pertes|muertos|heridos|bajas|morti|ferit"
)
#: Words that say that a column holds starts, beside one of ends.
_BEGINS = {"start", "begin", "began", "from", "beginn", "von", "debut", "inicio", "desde", "inizio"}
#: Names of dates of the record rather than of the event.
_OF_THE_ROW = {"updated", "modified", "accessed", "retrieved", "inserted", "edited"}
#: Yes-or-no values, which make no useful bars.
_YES_NO = {"0", "1", "true", "false", "yes", "no", "y", "n", "t", "f", "ja", "nein", "oui", "non"}
_NO_MEASURE = {
    "id", "code", "no", "nr", "num", "number", "lat", "lon", "lng", "long", "latitude",
    "longitude", "page", "date", "year", "years", "month", "day", "days", "duration", "reign",
    "ref", "version", "index", "zip", "x", "y", "order", "row", "flag", "prec", "precision",
    "bool",
}  # fmt: skip


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
    examined = map(str, raw.frame.columns[:MOST_EXAMINED])
    names = [name for name in examined if len(name) <= LONGEST_NAME]
    # The first row may hold the units of the columns.
    top = [str(cell) for cell in raw.frame.iloc[0].tolist()] if len(raw.frame) > 1 else []
    first_row = int(are_units(top))
    facts = {name: facts_of(raw, name, first_row) for name in names}
    taken = {*columns.values(), *without}
    free = [one for name, one in facts.items() if name not in taken]
    if "start" not in columns and (start := start_of(free) or _parts_of(free)):
        columns["start"] = _parts_of(free, start) if "," not in start else start
    if "start" not in columns and (years := years_in_header(names)):
        columns["start"] = years
    if "end" not in columns and "start" in columns and (end := end_of(free, columns["start"])):
        columns["end"] = _parts_of(free, end, "end")
    if "end" not in columns and "start" in columns:
        clocks = any(":" in text for place in columns["start"].split(",") if place in facts
                     for text in facts[place].samples)  # fmt: skip
        columns |= {"end": end} if (end := _duration_of(free, columns["start"], clocks)) else {}
    if "title" not in columns and (title := title_of(free, columns)):
        columns["title"] = title
    dated = [facts[columns[one]] for one in ("start", "end") if columns.get(one) in facts]
    for ours in ("start", "end") if "start" not in (known or {}) else ():
        day = facts.get(columns.get(ours, ""))
        if day and day.name != ours and ":" not in "".join(day.samples):
            clock = _clock_of(raw, free, day.name, ours)
            columns[ours] += f",{clock}" * bool(clock)
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


def start_of(facts: Sequence[Facts]) -> str:
    """Return the column of starts: by its cells, then its name, then its position."""
    dated = [one for one in facts if one.is_dates]
    if not dated:
        return ""
    whole = {one.name for one in dated if not one.years}
    ends = any(name_score("end", one.name) > 0 for one in dated)

    def rank(one: Facts) -> tuple[float, float, float]:
        name = name_score("start", one.name) - name_score("end", one.name)
        words = set(name_words(one.name))
        name += 1.3 * (ends and bool(words & _BEGINS))
        late = 1.5 * bool(_OF_THE_ROW & words) + 0.3 * ("created" in words)
        return (name + 1.2 * (one.name in whole) - late, round(one.filled, 1), one.dates)

    best = max(dated, key=rank)
    fuller = [one for one in dated if one.filled >= 0.5]
    return max(fuller, key=rank).name if fuller and best.filled < 0.5 else best.name


def _parts_of(facts: Sequence[Facts], year: str = "", role: str = "start") -> str:
    """Return the columns of year, month and day as one place, if a table splits them.

    ``year`` is the column of years; without it, the one whose name fits the role best.
    """
    parts: dict[tuple[str, ...], dict[str, str]] = {}
    for one in facts:
        named = bool(one.samples) and all(map(month_number, one.samples))
        if one.numbers < MOSTLY and not named:
            continue
        for part in ("year", "month", "day"):
            if (stem := _stem_of(one.name, part)) is not None:
                parts.setdefault(stem, {}).setdefault(part, one.name)
    dated = {stem: names for stem, names in parts.items() if names.get("year", "") and
             (names["year"] == year or not year)}  # fmt: skip
    if not dated:
        return year
    other = "start" if role == "end" else "end"
    best = max(dated, key=lambda stem: (
        name_score(role, " ".join(stem)) - name_score(other, " ".join(stem)), len(dated[stem])
    ))  # fmt: skip
    names = [dated[best].get(part, "") for part in ("year", "month", "day")]
    return ",".join(names[: [*names, ""].index("")])


def _stem_of(name: str, part: str) -> tuple[str, ...] | None:
    """Return the words of a name without its "year", "month" or "day"; None without one.

    Examples
    --------
    >>> _stem_of("start_year", "year"), _stem_of("iyear", "year"), _stem_of("killed", "year")
    (('start',), ('i',), None)
    """
    words = name_words(name)
    for at, word in enumerate(words):
        if word in ROLES[part]:
            return (*words[:at], *words[at + 1 :])
        if word[1:] in ("year", "month", "day"):
            return (*words[:at], word[0], *words[at + 1 :]) if word[1:] == part else None
    return None


def _duration_of(facts: Sequence[Facts], start: str, clocks: bool) -> str:
    """Return the place of ends by a column of durations; numbers without a unit are days or years.

    ``clocks`` is whether starts have times: then they may be minutes or hours, and are not used.
    """
    for one in facts:
        if not name_score("duration", one.name) or one.name in start.split(",") or not one.filled:
            continue
        if any(duration_of(text, duration_unit(one.name)) for text in one.samples):
            return f"+{one.name}"
        years = any(fact.years for fact in facts if fact.name == start)
        if one.numbers >= MOSTLY and not clocks and duration_of(one.samples[0], "d"):
            return f"+{one.name} {'years' if years else 'days'}"
    return ""


def _clock_of(raw: RawTable, facts: Sequence[Facts], day: str, role: str) -> str:
    """Return the column of times of day beside one of days: the only one, or that of its name."""
    clocks = {
        one.name: _stem_of(one.name, "time") for one in facts
        if name_score("time", one.name) > 0 and one.filled > 0
        and all(map(_CLOCK.fullmatch, map(str.strip, distinct_of(raw, one.name))))
    }  # fmt: skip
    if len(clocks) == 1 and role == "start":
        return next(iter(clocks))
    words = [word for word in name_words(day) if word not in ("date", "datum", "day")]
    return next((name for name, stem in clocks.items() if stem == tuple(words)), "")


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
    words = [one for one in free if one.is_text and not all(map(duration_of, one.samples))]

    def rank(one: Facts) -> float:
        apart = one.distinct / max(1, one.rows)
        short = 1.0 if 3 <= one.length <= 60 else 0.3 if one.length <= 150 else -0.5
        coded = {"id", "code", "key", "slug", "url", "uri", "hash", "sha"} & set(
            name_words(one.name)
        )
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
