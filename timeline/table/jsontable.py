"""A list of JSON objects as a table: one row an object, with the line that it begins on.

Takes the text of a JSON file: a list of objects, or an object with such a list
as ``items`` (and ``groups``, whose names then stand for their ids).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from timeline.errors import ReadError
from timeline.table.cells import Cells

__all__ = ["is_json", "json_cells"]

#: Longer whole numbers are no times or counts, and Python does not read them.
DECODER = json.JSONDecoder(parse_int=lambda text: int(text) if len(text) < 400 else text)
BLANKS = re.compile(r"[ \t\n\r]*")
ITEMS = re.compile(r'"items"\s*:\s*(?=\[)')


def is_json(text: bytes) -> bool:
    """Tell whether a text may be JSON rather than a table of cells.

    Examples
    --------
    >>> is_json(b' [{"start": 1}]'), is_json(b"[1813],start")
    (True, False)
    """
    return re.match(rb"\s*(?:\[\s*\{|\[\s*\]\s*$|\{\s*\")", text[:1000]) is not None


def json_cells(text: str, name: str) -> tuple[Cells, list[str]]:
    r"""Return the rows of a JSON text, and the names of their columns.

    Raises
    ------
    ReadError
        The text is no JSON, or holds no list of objects.

    Examples
    --------
    >>> cells, names = json_cells('[\n{"content": "Harry", "start": 1953}]', "a.json")
    >>> names, [column.to_pylist() for column in cells.columns], cells.lines.tolist()
    (['content', 'start'], [['Harry'], ['1953']], [2])
    """
    try:
        whole = DECODER.decode(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise ReadError(f"{name}:{line}: is no JSON ({getattr(error, 'msg', error)})") from None
    start = list_start(whole, text)
    if start is None:
        raise ReadError(f"{name}: holds no list of events (a list of objects, or one as items)")
    groups = group_names(whole)
    rows, lines = [], []
    for row, line in objects(text, start):
        if not isinstance(row, dict):
            raise ReadError(f"{name}:{line}: is no object (an event is {{…}})")
        rows.append({key: json_text(value, key, groups) for key, value in row.items()})
        lines.append(line)
    names = list(dict.fromkeys(key for row in rows for key in row))
    columns = [pa.array([row.get(key, "") for row in rows], pa.large_string()) for key in names]
    chunked = tuple(pa.chunked_array([column]) for column in columns)
    return Cells(chunked, np.array(lines, np.int64)), names


def list_start(whole: Any, text: str) -> int | None:
    """Return where the list of events begins in the text."""
    if isinstance(whole, list):
        return text.index("[")
    match = ITEMS.search(text) if isinstance(whole, dict) else None
    return match.end() if match and isinstance(whole.get("items"), list) else None


def objects(text: str, start: int) -> Iterator[tuple[Any, int]]:
    """Yield the members of a list and the line that each begins on."""
    at, line, counted = blanks(text, start + 1), 1, 0
    while text[at] != "]":
        line += text.count("\n", counted, at)
        counted = at
        row, at = DECODER.raw_decode(text, at)
        yield row, line
        at = blanks(text, at)
        if text[at] == ",":
            at = blanks(text, at + 1)


def blanks(text: str, at: int) -> int:
    """Return where the blanks that begin at a place end."""
    match = BLANKS.match(text, at)
    return match.end() if match else at


def group_names(whole: Any) -> Mapping[str, str]:
    """Return the names of groups by their id."""
    groups: Sequence[Any] = whole.get("groups", ()) if isinstance(whole, dict) else ()
    named = [group for group in groups if isinstance(group, dict)] if groups else []
    return {str(group.get("id", "")): str(group.get("content", "")) for group in named}


def json_text(value: Any, key: str, groups: Mapping[str, str]) -> str:
    """Return a value as the text of a cell; a time in milliseconds as a date-time.

    Examples
    --------
    >>> json_text(-521424000000, "start", {}), json_text(True, "selectable", {})
    ('1953-06-24T00:00:00Z', 'true')
    """
    if value is None:
        return ""
    if key in ("start", "end") and isinstance(value, int | float) and 1e7 < abs(value) < 1e17:
        return str(np.datetime64(int(value // 1000), "s")) + "Z"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = text.encode(errors="replace").decode()  # half a surrogate pair is no text
    return groups.get(text, text) if key == "group" else text
