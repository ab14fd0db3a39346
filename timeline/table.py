r"""From a table as it was read to a checked one: ``check_table`` and ``read_events``.

Every problem of the whole table is found in one pass over columns, and told
with its line, its value and what to do. Fatal ones raise ``ValidationError``;
warnings travel in ``EventTable.problems``.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from timeline.claims import claims_of, source_faults
from timeline.draft import Draft, draft_of
from timeline.errors import Problem, ValidationError, did_you_mean
from timeline.model import TEXT_COLUMNS, EventTable, RawTable, Source
from timeline.moments import moments_of
from timeline.parents import family_faults
from timeline.read import read_table
from timeline.sources import package_beside, read_sources, sources_beside

__all__ = ["check_table", "read_events"]

REQUIRED = ("title", "start")


def check_table(
    raw: RawTable,
    *,
    sources: Mapping[str, Source] | None = None,
    package: Mapping[str, Any] | None = None,
) -> EventTable:
    r"""Check a table and read its dates and numbers.

    Examples
    --------
    >>> events = check_table(read_table(b"title,start\nHarry,1953-06-10\n"))
    >>> len(events), events.frame["end_state"][0], events.frame["line"][0]
    (1, 'as start', np.int64(2))
    """
    draft = draft_of(raw, {})
    time, claims = moments_of(draft), claims_of(draft)
    problems = [
        *raw.remarks,
        *column_faults(raw, draft),
        *untitled(draft),
        *time.problems,
        *family_faults(draft, time.columns),
        *claims.problems,
        *source_faults(draft, sources or {}),
    ]
    if any(problem.fatal for problem in problems):
        raise ValidationError(problems)
    columns: dict[str, Any] = {name: draft.frame[name] for name in TEXT_COLUMNS}
    columns |= {"line": draft.lines, **time.columns, **claims.columns}
    columns |= {str(name): draft.frame[name] for name in draft.frame if name not in columns}
    frame = pd.DataFrame(columns, copy=False)
    return EventTable(
        frame,
        raw.name,
        raw.sha256,
        len(raw.frame),
        tuple(sorted(problems)),
        sources or {},
        package or {},
    )


def column_faults(raw: RawTable, draft: Draft) -> list[Problem]:
    """Tell the columns that are missing, and those whose name is nearly one of ours."""
    others = [name for name in raw.frame.columns if name not in TEXT_COLUMNS]
    problems = []
    for name in REQUIRED:
        if name not in draft.present:
            near = did_you_mean(name, others)
            hint = f"{near[:-1]} then --map {name}={near.split(chr(34))[1]}" if near else ""
            hint = hint or f"map a column to it: --map {name}=…; the table has {listed(others)}"
            message = "is a column that every table needs"
            problems.append(
                Problem(raw.name, raw.header_line, name, "", message, hint, "missing-column")
            )
    return problems


def listed(names: list[str]) -> str:
    """Return some names as a text."""
    more = f" and {len(names) - 8} more" if len(names) > 8 else ""
    return ", ".join(names[:8]) + more


def untitled(draft: Draft) -> list[Problem]:
    """Tell the rows without a title."""
    if "title" not in draft.present:
        return []
    rows = np.flatnonzero(~draft.filled("title"))
    hint = "say what happened in a few words"
    return draft.faults(rows, "title", "is empty", hint=hint, code="missing-title")


def read_events(
    source: Any,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    sources: Any = None,
) -> EventTable:
    r"""Read a table and check it.

    Examples
    --------
    >>> events = read_events(b"title,start\nHarry,1953-06-10\n")
    >>> events.frame[["title", "start_precision"]].iloc[0].tolist()
    ['Harry', 'day']
    """
    raw = read_table(source, encoding=encoding, delimiter=delimiter)
    package: Mapping[str, Any] = {}
    if isinstance(source, str | Path) and source != "-":
        sources = sources_beside(source) if sources is None else sources
        package = package_beside(source)
    entries = read_sources(sources) if sources is not None else {}
    return check_table(raw, sources=entries, package=package)
