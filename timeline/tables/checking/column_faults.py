"""Columns that every table needs and this one lacks, or that are named nearly as ours are."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

import numpy as np

from timeline.errors import Problem
from timeline.model import TEXT_COLUMNS, RawTable
from timeline.tables.checking.table_draft import TableDraft
from timeline.tables.mapping.mapping import map_option
from timeline.tables.mapping.names import near_header
from timeline.tables.mapping.recognition import recognised

__all__ = ["REQUIRED", "column_faults", "untitled"]

#: What a table has whose columns are all ours.
EMPTY = "no column but ours"
#: The columns that every table needs.
REQUIRED = ("title", "start")


def column_faults(raw: RawTable, draft: TableDraft) -> list[Problem]:
    """Tell the columns that are missing, and those whose name is nearly one of ours."""
    ours = set(TEXT_COLUMNS)
    others = [str(name) for name in raw.frame.columns if name not in ours]
    problems = missing_columns(raw, draft, others)
    mapped = set(draft.written.values())
    last = "" if "end" in draft.present or mapped else near_header("end", others)
    if last:  # without the map, events that lasted would be drawn as moments
        message = f"is only kept: for the ends of the events {map_option('end', last)}"
        told = Problem(raw.name, raw.header_line, last, "", message, "", "near-column", fatal=False)
        problems.append(told)
    strangers = {remark.column for remark in raw.remarks if remark.code == "own-column"}
    for name in others if not mapped else ():
        if name in strangers or name.removesuffix(" (table)") in strangers:
            continue
        close = get_close_matches(name.casefold(), sorted(ours - draft.present), n=1, cutoff=0.8)
        if close and close[0] not in REQUIRED:
            hint = f'did you mean "{close[0]}"?'
            message = "unknown column, kept as is"
            column = Problem(
                raw.name, raw.header_line, name, "", message, hint, "near-column", fatal=False
            )
            problems.append(column)
    return problems


def missing_columns(raw: RawTable, draft: TableDraft, others: Sequence[str]) -> list[Problem]:
    """Tell the columns that every table needs and this one has not, and which may be meant."""
    missing = [name for name in REQUIRED if name not in draft.present]
    if not missing:
        return []
    known: dict[str, str] = {
        name: name for name in ("title", "start", "end") if name in draft.present
    }
    found = recognised(raw, known).columns
    problems = []
    for name in missing:
        near = found.get(name, "") if len(raw.frame) else near_header(name, others)
        hint = f'did you mean "{near}"? {map_option(name, near)}' if near else ""
        hint = hint or f"map one to it: --map {name}=…; the table has {_listed(others) or EMPTY}"
        message = "is a column that every table needs"
        problems.append(
            Problem(raw.name, raw.header_line, name, "", message, hint, "missing-column")
        )
    return problems


def _listed(names: Sequence[str]) -> str:
    """Return some names as a text.

    Examples
    --------
    >>> _listed(["a", "b"])
    'a, b'
    """
    more = f" and {len(names) - 8} more" if len(names) > 8 else ""
    return ", ".join(names[:8]) + more


def untitled(draft: TableDraft) -> list[Problem]:
    """Warn of the rows without a title: they are drawn, and nothing names them."""
    if "title" not in draft.present:
        return []
    rows = np.flatnonzero(~draft.filled("title"))
    hint = "say what happened in a few words"
    return draft.faults(rows, "title", "is empty", hint=hint, code="missing-title", fatal=False)
