"""Choose the mapping that reads a table, and write it as a commented TOML file for ``--map``."""

from __future__ import annotations

import json
from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import fields, replace
from importlib import resources
from typing import TYPE_CHECKING, Any

from timeline.errors import Problem
from timeline.model import REQUIRED, TEXT_COLUMNS, RawTable
from timeline.tables.mapping.date_formats import format_pattern
from timeline.tables.mapping.mapping import (
    Mapping,
    era_counting,
    found_mapping,
    mapping_of,
    texts_of,
)

if TYPE_CHECKING:
    from timeline.tables.mapping.recognition import Recognised


def mapping_with(mapping: Any, **given: Any) -> Mapping:
    """Return a mapping with the reading options added; report a wrong option first.

    Examples
    --------
    >>> mapping_with({"title": "name"}, date_format="%d.%m.%Y", bce=None).date_format
    ('%d.%m.%Y',)
    """
    for name in ("date_format", "unknown", "ongoing", "html"):
        given[name] = texts_of(given.get(name) or ())
    given["bce"] = era_counting(given.get("bce") or "")
    changes = {name: value for name, value in given.items() if value not in (None, (), "", False)}
    complete = replace(mapping_of(mapping), **changes)
    for form in complete.date_format:
        format_pattern(form, complete.century)
    return complete


def fitting(raw: RawTable, mapping: Mapping) -> tuple[Mapping, list[Problem]]:
    """Return the mapping for a table: a ready-made one if it fits the header, with a remark."""
    header = [name.casefold() for name in raw.frame.columns]
    known = set(mapping.columns) | (set(header) if raw.delimiter != "json" else set())
    if set(REQUIRED) <= known or mapping.detect:
        return mapping, []
    ready = found_mapping(header, "json" if raw.delimiter == "json" else "csv")
    if ready is None:
        return mapping, []
    message = f"is read as a table of {ready.title}"
    hint = f"by the mapping {ready.name}; overrule with --map"
    changed = {entry.name: getattr(mapping, entry.name) for entry in fields(Mapping)}
    changes = {name: value for name, value in changed.items() if value and name != "columns"}
    columns = {**ready.columns, **mapping.columns}
    merged = replace(ready, **changes, columns=columns)
    return merged, [Problem(raw.name, 0, "", "", message, hint, "mapping", fatal=False)]


def dated_columns(mapping: Mapping) -> Mapping:
    """Return a mapping whose date format and markers also apply to our own columns."""
    changed = mapping.date_format or mapping.unknown or mapping.ongoing or mapping.bce
    dated = ("start", "end", "value") if changed and not mapping.detect else ()
    columns = {
        name: (name,)
        for name in (*dated, *mapping.html)
        if name in TEXT_COLUMNS and name not in mapping.columns
    }
    return replace(mapping, columns={**mapping.columns, **columns}) if columns else mapping


_COMMENTS = {
    "date_format": 'how dates are written, beside EDTF; "year" is a plain number of a year',
    "century": "the year that two-digit years count from",
    "bce": '"historical": -480 is 480 BCE; "astronomical": 481 BCE, as EDTF has it',
    "unknown": "texts that stand for no date",
    "ongoing": "texts that stand for no end yet",
    "decimal": 'the decimal mark of numbers: "." or ","',
    "html": "columns whose texts are HTML",
    "accept": "read what is no date or number by its suggestion, where it has exactly one",
    "skip_faulty": "leave out the rows that cannot be read, and say how many",
}
_EMPTY = {"date_format": ["%d/%m/%Y"], "ongoing": ["9999-12-31"], "accept": True}


def mapping_text(name: str, reading: Dict[str, Any], found: Recognised) -> str:
    r"""Return a mapping for a table as TOML.

    Parameters
    ----------
    name
        The table's name.
    reading
        The keywords of ``read_events`` for it.
    found
        Its recognized columns.

    Examples
    --------
    >>> from timeline.tables.mapping.recognition import Recognised
    >>> text = mapping_text("a.csv", {"mapping": {"title": "name"}}, Recognised())
    >>> print(text.partition("table\n")[2])
    [columns]
    title = "name"
    # group, lane, side, kind, place, measure, value, unit, claimed_by, source, note: likewise
    <BLANKLINE>
    """
    places = mapping_of(reading.get("mapping")).columns
    columns = {ours: place[0] for ours, place in places.items()}
    lines = [f"# How {name} is read. Edit it, and use it with --map FILE.toml", ""]
    for key, comment in _COMMENTS.items():
        value = reading.get(key)
        if value not in (None, (), [], False):
            lines += [f"# {comment}", f"{key} = {toml(value)}"]
        elif key in _EMPTY:
            lines += [f"# {comment}", f"# {key} = {toml(_EMPTY[key])}"]
    lines += ["", "# our columns, and where they stand in the table", "[columns]"]
    columns = columns or {ours: ours for ours in found.columns if ours in TEXT_COLUMNS}
    for ours, theirs in columns.items():
        facts = found.facts.get(theirs)
        samples = f"  # {', '.join(map(toml, facts.samples))}" if facts else ""
        lines.append(f"{ours} = {toml(theirs)}{samples}")
    rest = "group, lane, side, kind, place, measure, value, unit, claimed_by, source, note"
    lines.append(f"# {rest}: likewise")
    return "\n".join(lines) + "\n"


def ready_text(name: str) -> str:
    """Return the file of a ready-made mapping.

    Examples
    --------
    >>> "[columns]" in ready_text("timelinejs")
    True
    """
    folder = resources.files("timeline.tables.mapping") / "mappings"
    return (folder / f"{name}.toml").read_text(encoding="utf-8")


def toml(value: Any) -> str:
    """Format a value as TOML: texts, numbers, switches and lists of them.

    Examples
    --------
    >>> toml(["%d/%m/%Y"]), toml(True), toml(1900)
    ('["%d/%m/%Y"]', 'true', '1900')
    """
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(map(toml, value))}]"
    return json.dumps(value, ensure_ascii=False)
