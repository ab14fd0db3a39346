"""Rows and cells of a table that are no events: a second header, totals, a line of units, HTML.

Takes a draft and its problems; returns problems that say what such rows are, and which option
deals with them, in place of what is wrong with their dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from timeline.errors import Problem
from timeline.model import RawTable
from timeline.tables.checking.table_draft import TableDraft

__all__ = ["html_cells", "named_rows", "nature_of"]

#: Codes of problems that a row which is no event has.
CODES = {"date", "date-form", "missing-start", "value"}
#: A single cell of so many signs, below the table, is a footnote.
FOOTNOTE = 60
SKIP = "--skip-faulty leaves it out"
_TOTAL = re.compile(
    r"(?:grand |sub)?totals?\b|sum\b|gesamt|summe\b|insgesamt|total(?:e|es)?\b|somme\b|suma\b|итого"
    r"|всего|合计|總計|总计|合計|합계|toplam", re.I
)  # fmt: skip
_SOURCE = re.compile(
    r"(?:source|sources|note|notes|quelle|quellen|anmerkung|fuente|nota|\*)\b", re.I
)
_UNIT = re.compile(
    r"\(?(?:yyyy|dd|mm|text|string|number|integer|int|float|date|datetime|days?|years?|km|m|kg|t"
    r"|tons?|lbs?|%|°|degrees?|n|no\.?|persons?|men)(?:[/.-](?:yyyy|yy|mm|dd))*\)?", re.I
)  # fmt: skip
_HTML = r"<(?:a|b|i|p|br|em|div|span|strong|ul|li|img|sup|sub)\b[^<>]*>"


def nature_of(cells: Sequence[str], header: Sequence[str], *, last: bool) -> str:
    """Say why a row is not an event; an empty text where it may be one.

    Examples
    --------
    >>> nature_of(["name", "day"], ["name", "day"], last=False)
    'is the header again'
    >>> nature_of(["Total", "", "12"], ["name", "day", "killed"], last=True)
    'is a line of totals'
    >>> nature_of(["(text)", "(yyyy-mm-dd)"], ["name", "day"], last=False)
    'is a line of units'
    """
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled:
        return ""
    folded = [cell.casefold() for cell in filled]
    named = {name.strip().casefold() for name in header}
    if len(folded) > 1 and sum(cell in named for cell in folded) >= 0.8 * len(folded):
        return "is the header again"
    if len(filled) > 1 and all(_UNIT.fullmatch(cell) for cell in filled):
        return "is a line of units"
    if _TOTAL.match(filled[0]):
        return "is a line of totals"
    long = len(filled) == 1 and len(filled[0]) > FOOTNOTE and len(header) > 2
    if last and (long or _SOURCE.match(filled[0])):
        return "is a line below the table, and no event"
    return ""


def named_rows(raw: RawTable, draft: TableDraft, problems: Iterable[Problem]) -> list[Problem]:
    """Return problems that name each row that is not an event once, as what it is."""
    faulty = [one for one in problems if one.fatal and one.code in CODES and one.rows == 1]
    lines = {one.line for one in faulty}
    if not lines:
        return list(problems)
    at_line = {int(line): row for row, line in enumerate(raw.lines.tolist()) if line in lines}
    ends = set(raw.lines[-3:].tolist())
    header = [str(name) for name in raw.frame.columns]
    natures: dict[int, str] = {}
    for line, row in list(at_line.items())[:2000]:
        cells = [str(cell) for cell in raw.frame.iloc[row].tolist()]
        if nature := nature_of(cells, header, last=line in ends):
            natures[line] = nature
    told: set[int] = set()
    result = []
    for one in problems:
        nature = natures.get(one.line, "") if one.fatal and one.code in CODES else ""
        if not nature:
            result.append(one)
        elif one.line not in told:
            told.add(one.line)
            first = next(filter(None, raw.frame.iloc[at_line[one.line]].tolist()), "")
            whole = replace(one, column="", value=str(first), message=nature, hint=SKIP)
            result.append(replace(whole, code="no-event"))
            draft.refused.append(("no-event", np.flatnonzero(draft.lines == one.line)))
    return result


def html_cells(raw: RawTable, draft: TableDraft, *, known: Sequence[str] = ()) -> list[Problem]:
    r"""Warn of columns that are drawn and hold HTML, each once.

    Examples
    --------
    >>> from timeline.tables.checking.table_draft import draft_of
    >>> from timeline.tables.reading.read import read_table
    >>> raw = read_table(b"title,start\n<b>Raid</b>,1953\n", name="a.csv")
    >>> print(html_cells(raw, draft_of(raw, {}))[0])
    a.csv:2: title: holds HTML (--html title reads its text)
    """
    problems = []
    for name in ("title", "group", "lane", "side", "place", "source", "note"):
        theirs = draft.written.get(name, name)
        if name not in draft.present or theirs in known:
            continue
        cells = draft.frame[name]
        if not any("<" in cell for cell in cells.iloc[:200].tolist()):
            continue
        rows = np.flatnonzero(cells.str.contains(_HTML, regex=True, case=False).to_numpy(bool))
        quoted = theirs if theirs.isidentifier() else f'"{theirs}"'
        hint = f"--html {quoted} reads its text"
        problems += draft.fault_of_all(rows, name, "holds HTML", code="html", hint=hint)
    return problems
