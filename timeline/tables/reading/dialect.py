"""Detect the dialect of a table: its delimiter, and which row is the header.

Takes the start of the text; returns a ``Dialect``. Titles and notes above the
header are recognized as such.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest

from timeline.errors import UsageError
from timeline.model import TEXT_COLUMNS

DELIMITERS = (",", ";", "\t", "|")
NAMES = {"comma": ",", "semicolon": ";", "tab": "\t", "\\t": "\t", "bar": "|", "pipe": "|"}
#: Number of rows searched for a header.
HEADER_ROWS = 20
#: Number of rows sufficient to detect the delimiter.
SAMPLE_ROWS = 250
SAID = re.compile(r'"?sep=([^\w"\r\n])"?\r?\n', re.ASCII | re.IGNORECASE)

Record = tuple[int, int, list[str]]


@dataclass(frozen=True)
class Dialect:
    """The delimiter, the header's cells, its line and the next one, and the titles above.

    ``titles`` are (line, text) of each non-blank row above the header; ``second_line`` is that of
    a second row of names, which are joined to the first; 0 without one.
    """

    delimiter: str
    header: tuple[str, ...]
    header_line: int
    body_line: int
    titles: tuple[tuple[int, str], ...] = ()
    second_line: int = 0


def named_delimiter(delimiter: str | None) -> str | None:
    r"""Return a delimiter given as a character or by name.

    Examples
    --------
    >>> named_delimiter("tab")
    '\t'
    """
    sign = NAMES.get(delimiter, delimiter) if delimiter else None
    if sign is not None and (len(sign) != 1 or sign in '"\r\n\0' or not sign.isascii()):
        known = "comma, semicolon, tab, bar, or one sign"
        raise UsageError(f'delimiter "{delimiter}" cannot be used (use {known})')
    return sign


def dialect_of(sample: str, *, delimiter: str | None = None, whole: bool = True) -> Dialect | None:
    r"""Detect the dialect of a table from its beginning; None if it is blank.

    Parameters
    ----------
    sample
        The start of the text, line ends as they are.
    delimiter
        The delimiter, if known.
    whole
        Whether ``sample`` is the whole text; if not, its incomplete last row is ignored.

    Examples
    --------
    >>> dialect = dialect_of("Battles of 1813\n\ntitle;start\nLeipzig;1813-10-16\n")
    >>> dialect.delimiter, dialect.header, dialect.header_line, dialect.titles
    (';', ('title', 'start'), 3, ((1, 'Battles of 1813'),))
    """
    directive = SAID.match(sample)  # the line that sets the delimiter for Excel
    delimiter = delimiter or (directive[1] if directive else None)
    signs = (delimiter,) if delimiter else DELIMITERS
    filled = {
        sign: list(islice(filter(is_filled, records(sample, sign)), SAMPLE_ROWS)) for sign in signs
    }
    if directive:
        filled = {sign: [row for row in rows if row[0] > 1] for sign, rows in filled.items()}
    if not whole:
        filled = {sign: rows[:-1] or rows for sign, rows in filled.items()}
    # A delimiter is impossible if it leaves a cell too long for a table.
    filled = {sign: rows for sign, rows in filled.items() if rows}
    if not filled:
        return None
    best = max(filled, key=lambda sign: likelihood(filled[sign]))
    return with_header(filled[best], best)


def records(text: str, delimiter: str) -> Iterator[Record]:
    """Yield first line, next line and cells of each record, as far as the text is valid."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    try:
        for cells in reader:
            yield line, reader.line_num + 1, cells
            line = reader.line_num + 1
    except csv.Error:  # a cell too long for a table, reported when the whole is read
        return


def is_filled(record: Record) -> bool:
    """Return whether a record holds more than blanks and delimiters of any kind."""
    return any(cell.strip(" \t,;|") for cell in record[2])


def likelihood(rows: Sequence[Record]) -> tuple[int, float, int]:
    """Score a delimiter: known names in a row, share of rows of the usual width, that width."""
    width, share = usual_width(rows)
    known = max((len(known_names(cells)) for _, _, cells in rows[:HEADER_ROWS]), default=0)
    return (known, share, width)


def usual_width(rows: Sequence[Record]) -> tuple[int, float]:
    """Return the most common number of cells above one, and the share of rows that have it."""
    widths = Counter(len(cells) for _, _, cells in rows if len(cells) > 1)
    if not widths:
        return 1, 0.0
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    return width, count / len(rows)


def known_names(cells: Sequence[str]) -> set[str]:
    """Return the cells that are names of our own columns."""
    return {cell.strip().casefold() for cell in cells} & set(TEXT_COLUMNS)


def with_header(rows: Sequence[Record], delimiter: str) -> Dialect:
    """Find the header among rows that are not blank."""
    at = header_at(rows)
    first, after, cells = rows[at]
    titles = tuple(
        (line, " ".join(filter(None, map(str.strip, above)))) for line, _, above in rows[:at]
    )
    header = tuple(map(str.strip, cells))
    if two := two_row_header(header, [below for _, _, below in rows[at + 1 : at + 12]]):
        second, after, _ = rows[at + 1]
        return Dialect(delimiter, two, first, after, titles, second)
    return Dialect(delimiter, header, first, after, titles)


def two_row_header(header: Sequence[str], below: Sequence[Sequence[str]]) -> tuple[str, ...] | None:
    """Return the names of columns whose header has two rows, as under merged cells; else None.

    The second row has words only, one below an empty cell of the first and above figures.

    Examples
    --------
    >>> two_row_header(["Raid", "Dates", ""], [["", "From", "To"], ["A", "1951-06-05", "1952"]])
    ('Raid', 'Dates From', 'Dates To')
    >>> two_row_header(["", "name", "day"], [["1", "A", "1951-06-05"], ["2", "B", "1952"]])
    """
    if len(below) < 2 or any(re.search(r"\d", cell) for cell in below[0]):
        return None
    second = list(map(str.strip, below[0]))
    figures = [
        at for at, (top, low) in enumerate(zip(header, second, strict=False))
        if low and not top and any(re.search(r"\d", row[at]) for row in below[1:] if at < len(row))
    ]  # fmt: skip
    if not figures:
        return None
    names, above = [], ""
    for top, low in zip_longest(header, second, fillvalue=""):
        above = (top if low else "") if top else above
        names.append(" ".join(dict.fromkeys(filter(None, (top or above * bool(low), low)))))
    return tuple(names)


def header_at(rows: Sequence[Record]) -> int:
    """Return the index of the header: the first row with our names, or the first full one."""
    head = rows[:HEADER_ROWS]
    for at, (_, _, cells) in enumerate(head):
        if {"title", "start"} <= known_names(cells):
            return at
    width, _ = usual_width(rows)
    enough = max(2, (width + 1) // 2) if width > 1 else 1
    wide = (at for at, row in enumerate(head) if sum(map(bool, map(str.strip, row[2]))) >= enough)
    return next(wide, 0)
