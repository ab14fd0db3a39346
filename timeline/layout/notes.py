"""The numbered notes of a figure: which rows have one, its number, its mark in the label."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from timeline.locale.language import language as speak
from timeline.locale.language import sentence

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["numbered_notes", "superscript", "titled_notes"]

#: So many notes are told behind titles; more are counted.
MOST_TITLED = 6
DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def numbered_notes(frame: pd.DataFrame) -> tuple[tuple[str, ...], Mapping[int, str]]:
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
    told = (f"{title}: {' '.join(note.split())}" for title, note in rows if note.split())
    texts = tuple(dict.fromkeys(told))
    if len(texts) <= MOST_TITLED:
        return texts
    rows_told = int((frame["note"].str.strip() != "").sum())
    counted = speak(language).words["notes in table"].format(speak(language).number(rows_told))
    return (sentence(counted, language),)


def superscript(number: int) -> str:
    """Write a number as a mark.

    Examples
    --------
    >>> superscript(12)
    '¹²'
    """
    return str(number).translate(DIGITS)
