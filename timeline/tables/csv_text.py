"""Tables as CSV that reads back unchanged and whose cells no spreadsheet executes.

Excel, LibreOffice and Google Sheets take a cell that begins with ``=``, ``+``,
``-``, ``@`` (full-width, too, and behind blanks), a tab or a return for a
formula. ``safe_cell`` puts an apostrophe before it, as people do by hand;
``plain_cell`` takes it away again, and every table that is read is freed of it,
so that text comes back to the letter.
Negative numbers are left alone: they are what they look like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from timeline.tables.reading.arrow import FORMULA

__all__ = ["csv_text", "plain_cell", "safe_cell"]

RISKY = re.compile(FORMULA)
NUMBER = re.compile(r"-\d+(?:\.\d+)?", re.ASCII)
#: What some reader of CSV would take for the end of a cell or a row, or leave out.
QUOTED = re.compile('[",;|\\x00-\\x1f\\x7f\\x85\\u2028\\u2029]|^\\s|\\s$')


def safe_cell(text: str) -> str:
    """Return a cell that no spreadsheet runs.

    Examples
    --------
    >>> safe_cell("=1+1"), safe_cell("'=1+1"), safe_cell("-12.5"), safe_cell("Harry")
    ("'=1+1", "''=1+1", '-12.5', 'Harry')
    """
    return f"'{text}" if RISKY.match(text) and not NUMBER.fullmatch(text) else text


def plain_cell(text: str) -> str:
    """Return the text that ``safe_cell`` made safe; any other as it is.

    Examples
    --------
    >>> plain_cell("'=1+1"), plain_cell("'s-Hertogenbosch")
    ('=1+1', "'s-Hertogenbosch")
    """
    return text[1:] if text.startswith("'") and RISKY.match(text) else text


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    r"""Return a table as CSV (RFC 4180, lines ending in LF) of safe cells.

    Examples
    --------
    >>> csv_text(["title", "start"], [["@Harry", "1953"]])
    "title,start\n'@Harry,1953\n"
    """
    lines = ([_written(safe_cell(cell)) for cell in row] for row in (header, *rows))
    return "".join(f"{','.join(line) or EMPTY}\n" for line in lines)


#: A row of one empty cell, which would else be a blank row.
EMPTY = '""'


def _written(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if QUOTED.search(cell) else cell
