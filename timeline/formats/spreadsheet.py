"""CSV that a spreadsheet may open: no cell of it is ever run as a formula.

Excel, LibreOffice and Google Sheets take a cell that begins with ``=``, ``+``,
``-``, ``@``, a tab or a return for a formula. ``safe_cell`` puts an apostrophe
before it, as people do by hand; ``plain_cell`` takes it away again, and every
table that is read is freed of it, so that text comes back to the letter.
Negative numbers are left alone: they are what they look like.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

__all__ = ["csv_text", "plain_cell", "safe_cell"]

RISKY = re.compile(r"'*[=+\-@\t\r]")
NUMBER = re.compile(r"-\d+(?:\.\d+)?")


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
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    for row in (header, *rows):
        writer.writerow([safe_cell(cell) for cell in row])
    return file.getvalue()
