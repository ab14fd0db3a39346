"""The places of a table that a mapping takes texts from: columns, templates, constants.

Takes a ``RawTable`` and what a mapping says of one of our columns; returns the
place that the table has, and the texts that stand there.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping as Dict
from collections.abc import Sequence
from typing import TypeAlias

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from timeline.errors import UsageError, did_you_mean
from timeline.model import RawTable
from timeline.table.mapping import Mapping
from timeline.table.stamps import each, joined

__all__ = ["UNKNOWN", "Column", "array_of", "column_at", "own_name", "place_of", "replaced"]

Column: TypeAlias = pa.LargeStringArray
#: Stands for a date that is not known, until it is clear of which column.
UNKNOWN = "\0"
FIELD = re.compile(r"\{([^{}]+)\}")


def own_name(name: str, header: Sequence[str]) -> str | None:
    """Return the column of a table that is meant by a name, capitals aside."""
    if name in header:
        return name
    alike = [column for column in header if column.casefold() == name.casefold()]
    return alike[0] if len(alike) == 1 else None


def parts_of(place: str, header: Sequence[str]) -> list[str] | None:
    """Return the columns that a place takes its texts from; None where one is not there."""
    if own_name(place, header):
        names = [place]
    else:
        names = FIELD.findall(place) or [name.strip() for name in place.split(",")]
    own = [own_name(name, header) for name in names]
    return None if None in own else [name for name in own if name]


def place_of(ours: str, raw: RawTable, mapping: Mapping) -> str:
    """Return the first place that the table has for one of our columns."""
    header, given = list(raw.frame.columns), mapping.columns[ours]
    for place in given:
        if place.startswith("=") or parts_of(place, header) is not None:
            return own_name(place, header) or place
    if mapping.detect or given == (ours,):  # a ready mapping: what a table lacks is empty
        return ""
    near = did_you_mean(given[0], header)
    hint = near or f"it has {', '.join(header[:8])}{' …' if len(header) > 8 else ''}"
    raise UsageError(f'{raw.name}: {ours} is mapped to "{given[0]}", which is no column ({hint})')


def column_at(place: str, raw: RawTable, mapping: Mapping) -> Column:
    """Return the texts of a place of a table."""
    if place.startswith("="):
        return pa.array([place[1:]] * len(raw.frame), pa.large_string())
    names = parts_of(place, list(raw.frame.columns)) or []
    columns = [array_of(raw.frame[name]) for name in names]
    columns = [
        each(c, plain) if n in mapping.html else c for n, c in zip(names, columns, strict=True)
    ]
    if place in names:
        return columns[0]
    if FIELD.search(place):
        return filled_in(place, columns)
    markers = dict.fromkeys((*mapping.unknown, *mapping.ongoing), "")
    dates = joined([replaced(column, markers) for column in columns], bce=mapping.bce)
    return marked(dates, columns[0], mapping) if markers else dates


def marked(dates: Column, years: Column, mapping: Mapping) -> Column:
    """Return dates of parts with a sign for those whose year is a marker: no part is known then.

    Examples
    --------
    >>> dates, years = (pa.array([text], pa.large_string()) for text in ("", "-7"))
    >>> marked(dates, years, Mapping(ongoing=("-7",))).to_pylist()
    ['..']
    """
    signs = {**dict.fromkeys(mapping.unknown, UNKNOWN), **dict.fromkeys(mapping.ongoing, "..")}
    told = each(years, lambda text: signs.get(text.strip(), ""))
    return pc.if_else(pc.equal(told, ""), dates, told)


def array_of(column: pd.Series[str]) -> Column:
    """Return a column of a frame as one Arrow array."""
    array = pa.array(column, pa.large_string())
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def filled_in(template: str, columns: Sequence[Column]) -> Column:
    """Return a template with the texts of columns in its fields, and no sign left at an edge.

    Examples
    --------
    >>> kind, place = (pa.array([text], pa.large_string()) for text in ("Raid", ""))
    >>> filled_in("{kind}, {place}", [kind, place]).to_pylist()
    ['Raid']
    """
    literals = FIELD.split(template)[::2]
    pieces: list[Column | pa.Scalar] = [pa.scalar(literals[0], pa.large_string())]
    for column, literal in zip(columns, literals[1:], strict=True):
        pieces += [column, pa.scalar(literal, pa.large_string())]
    texts = pc.binary_join_element_wise(*pieces, pa.scalar("", pa.large_string()))
    texts = pc.replace_substring_regex(texts, r"(, )(?:, )+", r"\1")
    return pc.replace_substring_regex(texts, r"^[\s,;:–]+|[\s,;:–]+$", "")


def plain(text: str) -> str:
    """Return the text of a piece of HTML.

    Examples
    --------
    >>> plain("<b>Harry</b> &amp; co<br>June")
    'Harry & co June'
    """
    spaced = re.sub(r"<(?:br|p|div|li)[^<>]*>", " ", text, flags=re.I)
    return html.unescape(re.sub(r"</?[a-zA-Z][^<>]*>", "", spaced)).strip()


def replaced(column: Column, texts: Dict[str, str]) -> Column:
    """Return a column in which whole cells are replaced by others."""
    return each(column, lambda text: texts.get(text.strip(), text)) if texts else column
