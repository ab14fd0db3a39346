"""Links between the numbered notes of a figure and the rows of its data table.

A note is known by its text: the row whose cell says the same is the one that it belongs to.
Takes notes and rows as texts; returns pieces of HTML. Nothing is linked where no row answers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

__all__ = ["NUMBER", "note_rows", "split_notes", "to_note", "to_row"]

#: The number before a note, and the space behind it.
NUMBER = re.compile(r"(\d+|[⁰¹²³⁴-⁹]+)[.)]?\s+(?=\S)")


def split_notes(notes: Sequence[str]) -> tuple[bool, list[str]]:
    """Tell whether notes are one numbered list; return their texts, without the numbers if so.

    Examples
    --------
    >>> split_notes(["¹ At night.", "² By hearsay."])
    (True, ['At night.', 'By hearsay.'])
    >>> split_notes(["¹ At night.", "Times are local."])
    (False, ['¹ At night.', 'Times are local.'])
    """
    found = [NUMBER.match(note) for note in notes]
    # Numbers of events and superscripts of notes are two lists in one: each keeps its own.
    one_kind = len({note[:1].isdecimal() for note in notes}) == 1
    if one_kind and all(found):
        return True, [note[at.end() :] for note, at in zip(notes, found, strict=True) if at]
    return False, list(notes)


def note_rows(notes: Sequence[str], table: Sequence[Sequence[str]] | None) -> Mapping[int, int]:
    """Return the place of the note of each row, both counted from 0 (the header not).

    Examples
    --------
    >>> note_rows(["¹ At night.", "Claimed by: UN."], [["Title", "Note"], ["A", "At  night."]])
    {0: 0}
    """
    texts = {
        _plain(note[match.end() :]): place
        for place, note in enumerate(notes)
        if (match := NUMBER.match(note))
    }
    found: dict[int, int] = {}
    for row, cells in enumerate((table or ())[1:]):
        named = [texts[text] for cell in cells if (text := _plain(str(cell))) in texts]
        if named:
            found[row] = named[0]
    return found


def _plain(text: str) -> str:
    return " ".join(text.split())


def to_note(rows: Mapping[int, int], row: int, prefix: str, *, word: str) -> str:
    """Return the link from a row to its note; the first row of a note can be gone back to.

    Examples
    --------
    >>> to_note({4: 0}, 4, "harry", word="Note")
    ' <sup><a id="harry-row-1" href="#harry-note-1" aria-label="Note 1">1</a></sup>'
    """
    if row not in rows or not prefix:
        return ""
    number = rows[row] + 1
    first = min(at for at, note in rows.items() if note == rows[row])
    mark = f'id="{prefix}-row-{number}" ' if row == first else ""
    link = f'<a {mark}href="#{prefix}-note-{number}" aria-label="{word} {number}">{number}</a>'
    return f" <sup>{link}</sup>"


def to_row(rows: Mapping[int, int], note: int, prefix: str, *, word: str) -> str:
    """Return the link from a note back to the first row that has it.

    Examples
    --------
    >>> to_row({4: 0}, 0, "harry", word="Data table")
    ' <a href="#harry-row-1" aria-label="Data table 1">↩</a>'
    """
    if note not in rows.values():
        return ""
    number = note + 1
    return f' <a href="#{prefix}-row-{number}" aria-label="{word} {number}">↩</a>'
