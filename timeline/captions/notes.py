"""Notes under a figure: numbered ones of the table, and automatic ones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from timeline.captions.datatable import capitalized, claimants_note
from timeline.locale.language import language as speak
from timeline.locale.language import sentence
from timeline.locale.spans import runs_text, span_texts
from timeline.model import Rows
from timeline.stats.binning import PeriodSums
from timeline.stats.claims import lines_text
from timeline.stats.sums import counted_twice, revised_rows
from timeline.tables.measures import rows_at

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "date_notes",
    "left_out_notes",
    "numbered_notes",
    "period_notes",
    "superscript",
    "titled_notes",
]

CLOCKS = ("second", "minute", "hour")
#: So many converted rows are named in a note; the rest is counted.
NAMED = 6


def date_notes(frame: pd.DataFrame | Rows, *, language: str = "en") -> tuple[str, ...]:
    r"""Return the notes on the dates of a figure, possibly none.

    Parameters
    ----------
    frame
        The rows drawn, as ``select`` gives them.
    language
        A language code.

    Examples
    --------
    >>> from timeline.tables.checking.validate import read_events
    >>> table = b"title,start,calendar\nPoltava,1709-06-27,julian\n"
    >>> date_notes(read_events(table).frame)[0]
    'Converted from the Julian calendar: Poltava, 8 July 1709 (27 June 1709, Julian calendar).'
    """
    rows = Rows.of(frame)
    texts = [*_conversions(rows, language), *_zones(rows, language)]
    return tuple(sentence(text, language) for text in texts)


def _conversions(rows: Rows, language: str) -> list[str]:
    julian = {name for name in rows.distinct("calendar") if name.casefold() == "julian"}
    if not julian:
        return []
    places = [at for at, name in enumerate(rows["calendar"].tolist()) if name in julian]
    words = speak(language).words
    named = rows.take(np.array(places[:NAMED]))
    spans = span_texts(named, language=language)
    texts = [
        ", ".join(part for part in (title, span) if part)
        for title, span in zip(named["title"].tolist(), spans, strict=True)
    ]
    more = len(places) - len(named)
    texts += [words["and more"].format(more)] if more else []
    return [words["converted"].format("; ".join(texts))]


def _zones(rows: Rows, language: str) -> list[str]:
    """Say that times are of several zones, or only some of them of a stated one."""
    if len(rows.distinct("zone")) < 2:
        return []
    columns = (rows[name].tolist() for name in ("start_precision", "end_precision", "zone"))
    zones = sorted(
        {zone for first, last, zone in zip(*columns, strict=True)
         if first in CLOCKS or last in CLOCKS}
    )  # fmt: skip
    if len(zones) < 2:
        return []
    words = speak(language).words
    names = [{"": words["local time"], "Z": "UTC"}.get(zone, f"UTC{zone}") for zone in zones]
    return [words["several zones"].format(", ".join(names))]


#: Our phrases for the reasons for which rows were left out on reading.
_LEFT_OUT = {
    "with a date that cannot be read": "bad date", "without a date": "no date",
    "ending before they begin": "ends first", "with a number that cannot be read": "bad number",
    "that are no events": "no event",
}  # fmt: skip


def left_out_notes(left_out: Mapping[str, int], *, language: str = "en") -> tuple[str, ...]:
    """Return the note on the rows that were left out since they cannot be read; perhaps none.

    Examples
    --------
    >>> left_out_notes({"without a date": 1, "ending before they begin": 23})
    ('Left out of the table, without a date: 1; ending before they begin: 23.',)
    """
    spoken = speak(language)
    counts: dict[str, int] = {}
    for reason, count in left_out.items():
        key = _LEFT_OUT.get(reason, "other fault")
        counts[key] = counts.get(key, 0) + count
    text = "; ".join(spoken.words[key].format(spoken.number(n)) for key, n in counts.items() if n)
    return (sentence(spoken.words["left out"].format(text), language),) if text else ()


#: What stands behind a number of rows that have no lines to name.
NO_LINES = re.compile(r"\s*[(（]…[)）]")


def period_notes(
    frame: pd.DataFrame, facets: dict[str, PeriodSums], joined: Mapping[str, float], *,
    language: str, adds: bool,
) -> list[str]:  # fmt: skip
    """Return the notes on sums by period.

    Parameters
    ----------
    frame
        The claims.
    facets
        Their sums, by the heading of each panel.
    joined
        The values of the series "other", each with its total.
    language
        A language code.
    adds
        Whether the totals of several periods mean something.
    """
    words = speak(language).words
    claimants = set(frame["claimed_by"].unique())
    notes = claimants_note(claimants, language=language) if claimants != {""} else []
    if joined:
        number = speak(language).number
        named = ", ".join(
            f"{name or '–'} ({number(total)})" if adds else name or "–"
            for name, total in joined.items()
        )
        notes.append(f"{words['other of'].format(len(joined))}: {named}")
    for total, parts in counted_twice(frame["measure"].unique()).items():
        notes.append(words["counts too"].format(capitalized(total), parts))
    again = revised_rows(frame)
    if len(again):
        lines = sorted({*again["line"].tolist(), *again["revision"].tolist()})
        measure = ", ".join(again["measure"].unique())
        which = lines_text(lines, language)
        notes.append(words["claimed twice"].format(capitalized(measure), which))
    for heading, sums in facets.items():
        for key, periods in (("no data in", sums.gaps), ("one record", _single_records(sums))):
            if periods:
                runs = runs_text(periods, sums.edges, sums.period, language=language)
                text = words[key].format(runs)
                notes.append(f"{heading}: {text}" if heading else text)
    for word, lines in (
        ("spans periods", sorted(line for sums in facets.values() for line in sums.spanning)),
        ("without number", sorted(line for sums in facets.values() for line in sums.numberless)),
    ):
        if lines:
            many = rows_at(frame, lines)
            pattern = words["row" if many == 1 else "rows"]
            counted = pattern.format(speak(language).number(many), lines_text(lines, language))
            notes.append(words[word].format(NO_LINES.sub("", counted)))
    return notes


#: A period with a single record gets a note where others have at least this many.
MANY_RECORDS = 10


def _single_records(sums: PeriodSums) -> list[tuple[int, int]]:
    """Return the periods whose sum is one record, where half of all have ten or more."""
    counts = sums.count.sum(axis=0)
    if not (counts > 0).any() or np.median(counts[counts > 0]) < MANY_RECORDS:
        return []
    return [(int(at), int(at) + 1) for at in np.flatnonzero(counts == 1)]


#: At most this many notes follow titles; more are counted.
MOST_TITLED = 6
DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def numbered_notes(frame: pd.DataFrame | Rows) -> tuple[tuple[str, ...], Mapping[int, str]]:
    """Give each note its number, in the order of the rows; rows of one note share it.

    Parameters
    ----------
    frame
        The rows of a figure, with the columns ``note`` and ``line``.

    Returns
    -------
    texts
        The notes to print, each behind its number.
    marks
        What to set behind the label of a row, by the row's line.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"note": ["By day.", "", "By day."], "line": [2, 3, 7]})
    >>> numbered_notes(rows)
    (('¹ By day.',), {2: '¹', 7: '¹'})
    """
    numbers: dict[str, int] = {}
    marks: dict[int, str] = {}
    for note, line in zip(frame["note"].tolist(), frame["line"].tolist(), strict=True):
        text = " ".join(note.split())
        if text:
            marks[int(line)] = superscript(numbers.setdefault(text, len(numbers) + 1))
    texts = tuple(f"{superscript(number)} {text}" for text, number in numbers.items())
    return texts, marks


def titled_notes(frame: pd.DataFrame, language: str = "en") -> tuple[str, ...]:
    """Return notes behind the titles of their rows, where no mark in the plot can carry a number.

    More than six would bury the plot: they are counted, and stand in the table.

    Examples
    --------
    >>> import pandas as pd
    >>> titled_notes(pd.DataFrame({"title": ["Sorties", "Shells"], "note": ["By day.", ""]}))
    ('Sorties: By day.',)
    """
    rows = zip(frame["title"].tolist(), frame["note"].tolist(), strict=True)
    sentences = (f"{title}: {' '.join(note.split())}" for title, note in rows if note.split())
    texts = tuple(dict.fromkeys(sentences))
    if len(texts) <= MOST_TITLED:
        return texts
    noted = int((frame["note"].str.strip() != "").sum())
    counted = speak(language).words["notes in table"].format(speak(language).number(noted))
    return (sentence(counted, language),)


def superscript(number: int) -> str:
    """Write a number as a mark.

    Examples
    --------
    >>> superscript(12)
    '¹²'
    """
    return str(number).translate(DIGITS)
