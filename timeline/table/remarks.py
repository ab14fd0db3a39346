"""What there is to remark on a table as it was read: names, titles, blank rows, zero bytes.

Takes what the reader found; returns problems, most of which only inform.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from timeline.errors import Problem
from timeline.model import TEXT_COLUMNS
from timeline.table.cells import Cells
from timeline.table.dialect import Dialect

__all__ = ["above", "blank", "distinct", "moved", "zeros"]


def distinct(names: Sequence[str], file: str, line: int) -> tuple[list[str], list[Problem]]:
    """Return names that are all different and none empty, and tell the ones that were not.

    Examples
    --------
    >>> names, problems = distinct(["title", "notes", "", "notes"], "a.csv", 1)
    >>> names
    ['title', 'notes', 'column 3', 'notes (2)']
    >>> print(problems[0])
    a.csv:1: notes: stands twice in the header (the second is called "notes (2)" here)
    """
    seen: dict[str, int] = {}
    problems: list[Problem] = []
    result: list[str] = []
    for number, name in enumerate(names, 1):
        plain = name or f"column {number}"
        seen[plain] = seen.get(plain, 0) + 1
        called = plain if seen[plain] == 1 else f"{plain} ({seen[plain]})"
        while called != plain and called in names:
            called += "'"
        if called != plain:
            problems.append(twice(plain, called, file=file, line=line))
        result.append(called)
    return result, problems


def twice(name: str, called: str, *, file: str, line: int) -> Problem:
    """Return the problem of a column name that stands twice."""
    fatal = name in TEXT_COLUMNS
    hint = "rename one of them" if fatal else f'the second is called "{called}" here'
    message = "stands twice in the header"
    return Problem(file, line, name, "", message, hint, "duplicate-column", fatal)


def above(dialect: Dialect, name: str) -> list[Problem]:
    """Tell the rows above the header."""
    message = "stands above the header and is read as a title"
    return [
        Problem(name, line, "", text[:60], message, code="title-row", fatal=False)
        for line, text in dialect.titles
    ]


def blank(cells: Cells, name: str) -> list[Problem]:
    """Tell how many blank rows were left out."""
    if not cells.blank:
        return []
    rows = "1 blank row was" if cells.blank == 1 else f"{cells.blank} blank rows were"
    return [Problem(name, 0, "", "", f"{rows} left out", code="blank-row", fatal=False)]


def zeros(text: bytes, name: str) -> list[Problem]:
    """Tell the first zero byte: no text has one."""
    at = text.find(b"\0")
    if at < 0:
        return []
    line = text.count(b"\n", 0, at) + text.count(b"\r", 0, at) - text.count(b"\r\n", 0, at) + 1
    count = text.count(0)
    held = f"{count:,} zero bytes, this one the first" if count > 1 else "a zero byte"
    hint = "the file is damaged or no text: export it again"
    return [Problem(name, line, "", "", f"holds {held}", hint, "zero-byte")]


def moved(problem: Problem, lines: int) -> Problem:
    """Return a problem of the rows with its line counted from the top of the file."""
    return replace(problem, line=problem.line + lines)
