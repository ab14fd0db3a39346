"""Columns that have a name of ours and mean something else: ``UNIT`` of squadrons.

A column is taken for ours only where its cells can be that; else it is kept as the
table's own, under another name where it has exactly ours, and the user is told.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
import pyarrow as pa

from timeline.dates.parser import CALENDARS
from timeline.errors import Problem, did_you_mean
from timeline.model import RawTable
from timeline.tables.checking.values import parse_values
from timeline.tables.reading.arrow import trimmed

__all__ = ["keep_strangers", "strange"]

#: So many different texts are more than kinds of events.
MOST_KINDS = 40


def keep_strangers(
    raw: RawTable, ours: Mapping[str, str], mapped: frozenset[str] = frozenset()
) -> tuple[RawTable, frozenset[str]]:
    r"""Return a table whose columns of our names can be ours, and the names not to be taken.

    Parameters
    ----------
    raw
        The table as read.
    ours
        Its columns whose names are ours, capitals aside, that nobody mapped: ours to theirs.
    mapped
        Those of ours that somebody did map: they are what they were said to be.

    Examples
    --------
    >>> from timeline.tables.reading.read import read_table
    >>> raw = read_table(b"title,start,unit\nRaid,1917-10-16,NO. 55 SQDN\n")
    >>> kept, names = keep_strangers(raw, {"unit": "unit"})
    >>> list(kept.frame.columns)
    ['title', 'start', 'unit (table)']
    """
    known = {name: raw.frame[theirs] for name, theirs in ours.items()}
    known |= {name: raw.frame[name] for name in mapped}
    renamed, told, strangers = {}, [], set()
    for name, why in strange(known).items():
        if name in mapped:
            continue
        theirs = ours[name]
        kept = f"{theirs} (table)" if theirs == name else theirs
        renamed[theirs] = kept
        strangers.add(theirs)
        hint = f'{why}; use it as "{kept}"' if kept != theirs else why
        message = f"is kept as a column of its own, not as our {name}"
        told.append(Problem(raw.name, 0, theirs, "", message, hint, "own-column", fatal=False))
    if not told:
        return raw, frozenset()
    frame = raw.frame.rename(columns=renamed)
    kept_raw = dataclasses.replace(raw, frame=frame, remarks=(*raw.remarks, *told))
    return kept_raw, frozenset(strangers)


def strange(columns: Mapping[str, pd.Series[str]]) -> dict[str, str]:
    """Return which columns cannot be ours, each with the reason.

    Examples
    --------
    >>> import pandas as pd
    >>> strange({"parent": pd.Series(["Bomber Command"])})
    {'parent': 'no column id has its values'}
    """
    rules: dict[str, Callable[[Mapping[str, pd.Series[str]]], str]] = {
        "unit": _unit, "parent": _parent, "source": _source, "kind": _kind, "id": _id,
        "calendar": _calendar,
    }  # fmt: skip
    reasons = {name: rule(columns) for name, rule in rules.items() if name in columns}
    return {name: reason for name, reason in reasons.items() if reason}


def _distinct(column: pd.Series[str]) -> list[str]:
    """Return the different texts of a column that are not empty."""
    array = pa.array(trimmed(column))
    return [text for text in array.unique().to_pylist() if text]


def _unit(columns: Mapping[str, pd.Series[str]]) -> str:
    counted = "measure" in columns or "value" in columns
    return "" if counted or not _distinct(columns["unit"]) else "no column measure needs a unit"


def _parent(columns: Mapping[str, pd.Series[str]]) -> str:
    named = _distinct(columns["parent"])
    if not named:
        return ""
    ids = set(_distinct(columns["id"])) if "id" in columns else set()
    if not ids:
        return "no column id has its values"
    known = [name for name in named if name in ids]
    near = len(named) < 3 or any(did_you_mean(name, ids) for name in named[:20])
    return "" if known or near else "no column id has its values"


def _source(columns: Mapping[str, pd.Series[str]]) -> str:
    named = _distinct(columns["source"])
    return "its cells are numbers" if named and _all_numbers(named) else ""


def _kind(columns: Mapping[str, pd.Series[str]]) -> str:
    named = _distinct(columns["kind"])
    if named and _all_numbers(named):
        return "its cells are numbers"
    rows = len(columns["kind"])
    many = len(named) > MOST_KINDS and len(named) > rows / 2
    return "nearly every row has another one" if many else ""


def _id(columns: Mapping[str, pd.Series[str]]) -> str:
    known = set(_distinct(columns["id"]))
    if "parent" in columns and known & set(_distinct(columns["parent"])):
        return ""
    filled = int((columns["id"].str.strip() != "").sum())
    alike = filled - len(known)
    repeated = filled > 2 and alike >= filled * (0.5 if filled < 20 else 0.1)
    return "its values repeat, and an id stands once" if repeated else ""


def _calendar(columns: Mapping[str, pd.Series[str]]) -> str:
    named = _distinct(columns["calendar"])
    known = any(text.casefold() in CALENDARS for text in named)
    near = any(did_you_mean(text, CALENDARS) for text in named[:20])
    return "" if known or near or not named else "it names no calendar"


def _all_numbers(texts: list[str]) -> bool:
    return not np.asarray(parse_values(texts[:200]).error != "").any()
