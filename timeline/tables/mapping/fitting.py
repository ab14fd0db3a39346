"""The mapping that reads a table: as asked for, and a ready one where the header asks for it.

Takes a table as read and the keywords of ``read_events``; returns a ``Mapping``.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from timeline.errors import Problem
from timeline.model import TEXT_COLUMNS, RawTable
from timeline.tables.checking.column_faults import REQUIRED
from timeline.tables.mapping.date_formats import format_pattern
from timeline.tables.mapping.mapping import (
    Mapping,
    era_counting,
    found_mapping,
    mapping_of,
    texts_of,
)

__all__ = ["dated_columns", "fitting", "mapping_with"]


def mapping_with(mapping: Any, **given: Any) -> Mapping:
    """Return a mapping together with the reading options; a wrong option is reported first.

    Examples
    --------
    >>> mapping_with({"title": "name"}, date_format="%d.%m.%Y", bce=None).date_format
    ('%d.%m.%Y',)
    """
    for name in ("date_format", "unknown", "ongoing", "html"):
        given[name] = texts_of(given.get(name) or ())
    given["bce"] = era_counting(given.get("bce") or "")
    changes = {name: value for name, value in given.items() if value not in (None, (), "", False)}
    asked = replace(mapping_of(mapping), **changes)
    for form in asked.date_format:
        format_pattern(form, asked.century)
    return asked


def fitting(raw: RawTable, mapping: Mapping) -> tuple[Mapping, list[Problem]]:
    """Return the mapping for a table: a ready one where its header asks for it, and say so."""
    header = [name.casefold() for name in raw.frame.columns]
    given = set(mapping.columns) | (set(header) if raw.delimiter != "json" else set())
    if set(REQUIRED) <= given or mapping.detect:
        return mapping, []
    ready = found_mapping(header, "json" if raw.delimiter == "json" else "csv")
    if ready is None:
        return mapping, []
    told = f"is read as a table of {ready.title}"
    hint = f"by the mapping {ready.name}; overrule with --map"
    changed = {entry.name: getattr(mapping, entry.name) for entry in fields(Mapping)}
    changes = {name: value for name, value in changed.items() if value and name != "columns"}
    columns = {**ready.columns, **mapping.columns}
    merged = replace(ready, **changes, columns=columns)
    return merged, [Problem(raw.name, 0, "", "", told, hint, "mapping", fatal=False)]


def dated_columns(mapping: Mapping) -> Mapping:
    """Return a mapping whose date format or markers apply to our own columns too."""
    changed = mapping.date_format or mapping.unknown or mapping.ongoing or mapping.bce
    dated = ("start", "end", "value") if changed and not mapping.detect else ()
    columns = {
        name: (name,)
        for name in (*dated, *mapping.html)
        if name in TEXT_COLUMNS and name not in mapping.columns
    }
    return replace(mapping, columns={**mapping.columns, **columns}) if columns else mapping
