"""Problems of a table as a whole: missing columns, and rows that are not events.

Takes a table or a draft and its problems; returns problems that name the likely column,
and identify repeated headers, totals, lines of units and HTML, with the option for
each, instead of reporting their dates as invalid.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches

import numpy as np

from timeline.errors import Problem, first_names
from timeline.model import REQUIRED, TEXT_COLUMNS, RawTable
from timeline.tables.checking.table_draft import TableDraft
from timeline.tables.mapping.facts import MOST_EXAMINED
from timeline.tables.mapping.mapping import map_option
from timeline.tables.mapping.names import are_units, near_header

#: Codes of the problems that non-event rows have.
CODES = {"date", "date-form", "missing-start", "value"}
#: A single cell of at least so many characters below the table is a footnote.
FOOTNOTE = 60
SKIP = "--skip-faulty leaves it out"
_TOTAL = re.compile(
    r"(?:grand |sub)?totals?\b|sum\b|gesamt|summe\b|insgesamt|total(?:e|es)?\b|somme\b|suma\b|итого"
    r"|всего|合计|總計|总计|合計|합계|toplam", re.I
)  # fmt: skip
_SOURCE = re.compile(
    r"(?:source|sources|note|notes|quelle|quellen|anmerkung|fuente|nota)\b|[*†‡§]|\[\w{1,3}\]", re.I
)
_DAY = re.compile(r"\d{1,4}([/.-])\d{1,2}\1\d{1,4}(?:[T ].*)?")
_HTML = r"<(?:a|b|i|p|br|em|div|span|strong|ul|li|img|sup|sub)\b[^<>]*>"


def _nature_of(cells: Sequence[str], header: Sequence[str], *, last: bool) -> str:
    """Say why a row is not an event; an empty text if it may be one.

    Examples
    --------
    >>> _nature_of(["name", "day"], ["name", "day"], last=False)
    'is the header again'
    >>> _nature_of(["Total", "", "12"], ["name", "day", "killed"], last=True)
    'is a line of totals'
    >>> _nature_of(["(text)", "(yyyy-mm-dd)"], ["name", "day"], last=False)
    'is a line of units'
    """
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled:
        return ""
    folded = [cell.casefold() for cell in filled]
    named = {name.strip().casefold() for name in header}
    if len(folded) > 1 and sum(cell in named for cell in folded) >= 0.8 * len(folded):
        return "is the header again"
    if are_units(filled):
        return "is a line of units"
    if len(filled) > 1 and all(re.fullmatch(r":?-{3,}:?", cell) for cell in filled):
        return "is a line between the header and the rows"
    if len(filled) == 1 and filled[0].startswith("#"):
        return "is a comment"
    if _TOTAL.match(filled[0]):
        return "is a line of totals"
    long = len(filled) == 1 and len(filled[0]) > FOOTNOTE and len(header) > 2
    if last and (long or _SOURCE.match(filled[0])):
        return "is a line below the table, and no event"
    return ""


def non_event_rows(raw: RawTable, draft: TableDraft, problems: Iterable[Problem]) -> list[Problem]:
    """Replace the problems of each non-event row by one that says what it is."""
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
        if nature := _nature_of(cells, header, last=line in ends):
            natures[line] = nature
    reported: set[int] = set()
    result = []
    for one in problems:
        nature = natures.get(one.line, "") if one.fatal and one.code in CODES else ""
        if not nature:
            result.append(one)
        elif one.line not in reported:
            reported.add(one.line)
            first = next(filter(None, raw.frame.iloc[at_line[one.line]].tolist()), "")
            whole = replace(one, column="", value=str(first), message=nature, hint=SKIP)
            result.append(replace(whole, code="no-event"))
            draft.refused.append(("no-event", np.flatnonzero(draft.lines == one.line)))
    return result


def html_cells(raw: RawTable, draft: TableDraft, *, known: Sequence[str] = ()) -> list[Problem]:
    r"""Warn of drawn columns that contain HTML, once each.

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


#: Columns that identify a table in our own format.
EMPTY = "no column but ours"


def column_faults(raw: RawTable, draft: TableDraft) -> list[Problem]:
    """Report missing columns, and columns whose name is similar to one of ours."""
    ours = set(TEXT_COLUMNS)
    others = [str(name) for name in raw.frame.columns if name not in ours]
    problems = _missing_columns(raw, draft, others)
    mapped = set(draft.written.values())
    last = "" if "end" in draft.present or mapped else near_header("end", others)
    if last:  # without the mapping, long events would be drawn as instants
        message = f"is only kept: for the ends of the events {map_option('end', last)}"
        problems.append(_of_header(raw, last, message, code="near-column"))
    for name in others:  # a first row that is no header would be left out in silence
        if _DAY.fullmatch(name) and any(map(_DAY.fullmatch, raw.frame[name].iloc[:3].tolist())):
            hint = "add a first row of names, such as title,start,end"
            message = "is a date in the first row, which is read as the header and not drawn"
            problems.append(_of_header(raw, "", message, hint, code="no-header", value=name))
    strangers = {remark.column for remark in raw.remarks if remark.code == "own-column"}
    for name in others[:MOST_EXAMINED] if not mapped else ():
        if name in strangers or name.removesuffix(" (table)") in strangers:
            continue
        close = get_close_matches(name.casefold(), sorted(ours - draft.present), n=1, cutoff=0.8)
        if close and close[0] not in REQUIRED:
            hint = f'did you mean "{close[0]}"?'
            message = "unknown column, kept as is"
            problems.append(_of_header(raw, name, message, hint, code="near-column"))
    return problems


def _of_header(
    raw: RawTable, column: str, message: str, hint: str = "", *, code: str, value: str = ""
) -> Problem:
    fatal = code == "missing-column"
    return Problem(raw.name, raw.header_line, column, value, message, hint, code, fatal)


def _missing_columns(raw: RawTable, draft: TableDraft, others: Sequence[str]) -> list[Problem]:
    """Report the required columns that are missing, with the likely ones."""
    missing = [name for name in REQUIRED if name not in draft.present]
    if not missing:
        return []
    from timeline.tables.mapping.recognition import recognised

    known = {name: name for name in (*REQUIRED, "end") if name in draft.present}
    recognized = recognised(raw, known).columns
    problems = []
    for name in missing:
        near = recognized.get(name, "") if len(raw.frame) else near_header(name, others)
        hint = f'did you mean "{near}"? {map_option(name, near)}' if near else ""
        hint = (
            hint or f"map one to it: --map {name}=…; the table has {first_names(others) or EMPTY}"
        )
        message = "is a column that every table needs"
        problems.append(_of_header(raw, name, message, hint, code="missing-column"))
    return problems


def untitled_rows(draft: TableDraft) -> list[Problem]:
    """Warn of rows without a title, which are drawn without a label."""
    if "title" not in draft.present:
        return []
    rows = np.flatnonzero(~draft.filled("title"))
    hint = "say what happened in a few words"
    return draft.faults(rows, "title", "is empty", hint=hint, code="missing-title", fatal=False)
