"""The one right reading of a text that is no date, for whoever agrees to suggestions.

``only_reading`` reads one text and ``accepted_dates`` a column. A text has a reading only where
exactly one way to read it gives a date that exists: "10/06/1953" (June or October?) and
"31 June 1953" have none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.dates.parser import are_dates
from timeline.dates.suggestions.readings import suggestion

__all__ = ["accepted_dates", "only_reading", "readings"]


def accepted_dates(texts: Sequence[str], *, short_years: bool = False) -> list[str]:
    """Return for each text its only reading as EDTF, else an empty text.

    Parameters
    ----------
    texts
        Cells, n of them; those that are dates already are returned as they are.
    short_years
        Whether the column holds years of any length: "c. 947" is about a year then.

    Returns
    -------
    list of str
        n texts, each a date for ``parse_dates`` or empty.

    Examples
    --------
    >>> accepted_dates(["1939–1945", "c.1763", "13/06/1953", "10/06/1953", "1953-06"])
    ['1939/1945', '1763~', '1953-06-13', '', '1953-06']
    >>> accepted_dates(["c. 947", "947?"], short_years=True)
    ['0947~', '0947?']
    """
    found = [one[0] if len(one) == 1 else "" for one in _existing(texts)]
    if not short_years:
        return found
    short = {at: _SHORT_YEAR.sub(_padded, text) for at, text in enumerate(texts)
             if (not found[at] or found[at] == text) and len(re.findall(r"\d+", text)) == 1
             and _SHORT_YEAR.search(text) and not text.strip().isdigit()}  # fmt: skip
    for at, readings_of in zip(short, _existing(list(short.values())), strict=True):
        if len(readings_of) == 1 and not re.search(r"\d-\d", readings_of[0]):
            found[at] = readings_of[0]
    return found


_SHORT_YEAR = re.compile(r"(?<!\d)\d{1,3}(?!\d)")


def _padded(year: re.Match[str]) -> str:
    return f"{year[0]:0>4}"


def only_reading(text: str) -> str:
    """Return the only reading of one text as EDTF, else an empty text.

    Examples
    --------
    >>> only_reading("6/1953"), only_reading("13/1953")
    ('1953-06', '')
    """
    return accepted_dates([text])[0]


def readings(text: str) -> tuple[str, ...]:
    """Return every reading of a text that is a date; more than one where it is ambiguous.

    Examples
    --------
    >>> readings("10/06/1953 20:30")
    ('1953-06-10T20:30', '1953-10-06T20:30')
    """
    return _existing([text])[0]


def _existing(texts: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the readings of each text that are dates; a date is its own reading."""
    known = are_dates(texts)
    guesses = [
        (text,) if date else suggestion(text) for text, date in zip(texts, known, strict=True)
    ]
    exist = iter(are_dates([guess for row in guesses for guess in row]).tolist())
    return [tuple(guess for guess in row if next(exist)) for row in guesses]
