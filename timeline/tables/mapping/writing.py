"""A mapping written as a TOML file, commented, to be edited and given to ``--map``."""

from __future__ import annotations

import json
from collections.abc import Mapping as Dict
from collections.abc import Sequence
from importlib import resources
from typing import Any

from timeline.model import TEXT_COLUMNS
from timeline.tables.mapping.mapping import mapping_of
from timeline.tables.mapping.recognition import Recognised

__all__ = ["mapping_text", "ready_text"]

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
        What the table is called.
    reading
        The keywords of ``read_events`` by which it is read.
    found
        Its columns as they were recognised.

    Examples
    --------
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
    """Return a mapping that comes with the package, as it stands in its file.

    Examples
    --------
    >>> "[columns]" in ready_text("timelinejs")
    True
    """
    folder = resources.files("timeline.tables.mapping") / "mappings"
    return (folder / f"{name}.toml").read_text(encoding="utf-8")


def toml(value: Any) -> str:
    """Return a value as TOML: texts, numbers, switches and lists of them.

    Examples
    --------
    >>> toml(["%d/%m/%Y"]), toml(True), toml(1900)
    ('["%d/%m/%Y"]', 'true', '1900')
    """
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(map(toml, value))}]"
    return json.dumps(value, ensure_ascii=False)
