"""Mappings from the columns of another table to ours: by hand, from TOML, or detected.

A mapping gives for each of our columns the place that its texts come from::

    battle_name            a column of the table
    year,month,day         a date in several columns (a fourth holds the time)
    +days                  an end, by a column of durations (+length days gives its unit)
    {type}, {place}        a template of columns
    =aircraft dispatched   the same text in every row

``Mapping`` contains these and the other entries of a TOML file: the format of dates,
markers for unknown or ongoing dates, codes and their meanings, rows to join.
``timeline/tables/mapping/mappings/*.toml`` are ready-made for the tables of some publishers and
detected by their header. ``column_at`` returns the texts of a place in a ``RawTable``.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field, fields, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, TypeAlias

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from timeline.errors import UsageError, did_you_mean
from timeline.files import read_toml
from timeline.model import TEXT_COLUMNS, RawTable
from timeline.tables.mapping.date_formats import each, joined


@dataclass(frozen=True)
class Mapping:
    """The sources of our columns, and how their texts are read.

    ``columns`` gives for each of ours one or more places; the first one that the
    table has is used. ``precision`` gives for ``start`` or ``end`` the column of a code
    and the unit that each code means; ``window`` the code column and its exact codes, if start
    and end bound a single day. ``accept`` replaces invalid dates and numbers by their only
    suggestion, ``skip_faulty`` leaves out rows that remain faulty. ``open_where`` and
    ``skip_where`` are columns and their texts: ongoing events, and rows that are not events.
    ``episodes`` are the columns with equal texts in the rows of one event, ``order`` the column
    that determines its last row.
    """

    name: str = ""
    title: str = ""
    format: str = "csv"
    detect: tuple[tuple[str, ...], ...] = ()
    columns: Dict[str, tuple[str, ...]] = field(default_factory=dict)
    date_format: tuple[str, ...] = ()
    century: int | None = None
    date_only: bool = False
    bce: str = ""
    unknown: tuple[str, ...] = ()
    ongoing: tuple[str, ...] = ()
    decimal: str | None = None
    html: tuple[str, ...] = ()
    values: Dict[str, Dict[str, str]] = field(default_factory=dict)
    precision: Dict[str, Dict[str, Any]] = field(default_factory=dict)
    window: Dict[str, Any] = field(default_factory=dict)
    open_where: Dict[str, tuple[str, ...]] = field(default_factory=dict)
    skip_where: Dict[str, tuple[str, ...]] = field(default_factory=dict)
    episodes: tuple[str, ...] = ()
    order: str = ""
    accept: bool = False
    skip_faulty: bool = False


#: How negative years are counted: -480 is 480 BCE, or 481 BCE in astronomical counting.
COUNTINGS = ("historical", "astronomical")
NAMES = tuple(entry.name for entry in fields(Mapping))


def mapping_of(given: Any) -> Mapping:
    """Return a mapping from a dict of columns, a TOML file, or the name of a ready-made one.

    Raises
    ------
    UsageError
        A column is not ours, or an entry of the file is unknown or of a wrong type.
    ReadError
        The file does not exist or is not valid TOML.

    Examples
    --------
    >>> mapping_of({"title": "battle_name"}).columns
    {'title': ('battle_name',)}
    >>> mapping_of("acled").title
    'ACLED'
    """
    if given is None:
        return Mapping()
    if isinstance(given, Mapping):
        return given
    if isinstance(given, Dict):
        return from_entries({"columns": given}, "mapping")
    ready = {mapping.name: mapping for mapping in ready_mappings()}
    if str(given) in ready:
        return ready[str(given)]
    return from_file(Path(given), ready)


def from_file(path: Path, ready: Iterable[str]) -> Mapping:
    """Read a mapping from a TOML file."""
    hint = did_you_mean(str(path), ready)
    hint = hint or f"give a TOML file, or one of: {', '.join(ready)}; for a column, OURS=THEIRS"
    return from_entries(read_toml(path, missing=f"there is no such mapping ({hint})"), path.name)


def from_entries(entries: Dict[str, Any], file: str) -> Mapping:
    """Validate the entries of a file and return them as a mapping.

    Examples
    --------
    >>> from_entries({"columns": {"titel": "name"}}, "a.toml")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    timeline.errors.UsageError: a.toml: columns: "titel" is not one of our columns (did you mean ...
    """
    for name in entries:
        if name not in NAMES:
            hint = did_you_mean(name, NAMES) or f"known: {', '.join(NAMES)}"
            raise UsageError(f'{file}: "{name}" is unknown ({hint})')
    for part in ("columns", "values", "precision"):
        for column in _table_of(entries.get(part, {}), part, file):
            if column not in TEXT_COLUMNS:
                hint = did_you_mean(column, TEXT_COLUMNS) or f"ours: {', '.join(TEXT_COLUMNS)}"
                raise UsageError(f'{file}: {part}: "{column}" is not one of our columns ({hint})')
    try:
        return Mapping(**{name: convert_entry(name, value) for name, value in entries.items()})
    except (TypeError, AttributeError, ValueError) as error:
        raise UsageError(f"{file}: an entry is of a wrong kind ({error})") from None


def _table_of(value: Any, name: str, file: str) -> Dict[str, Any]:
    """Return a part of a file that must be a table."""
    if not isinstance(value, Dict):
        raise UsageError(f"{file}: {name} must be a table, one column of ours a line")
    return value


def convert_entry(name: str, value: Any) -> Any:
    """Convert an entry to the type that ``Mapping`` has."""
    if name in ("columns", "open_where", "skip_where"):
        return {key: texts_of(item) for key, item in value.items()}
    if name == "values":
        return {column: texts_by_code(codes) for column, codes in value.items()}
    if name == "detect":
        return tuple(map(texts_of, value))
    if name in ("unknown", "ongoing", "episodes", "html", "date_format"):
        return texts_of(value)
    if name == "bce":
        return era_counting(value)
    if name in ("accept", "skip_faulty"):
        return bool(value)
    if name == "century":
        return int(value)
    return value


def era_counting(value: Any) -> str:
    """Return how negative years are counted; ``true`` means as historians do.

    Examples
    --------
    >>> era_counting(True), era_counting("astronomical")
    ('historical', 'astronomical')
    """
    named = {True: COUNTINGS[0], False: COUNTINGS[1], "": ""}.get(value, str(value))
    if named and named not in COUNTINGS:
        hint = did_you_mean(named, COUNTINGS) or f"one of: {', '.join(COUNTINGS)}"
        raise UsageError(f'bce "{named}" is not known ({hint})')
    return named


def texts_of(value: Any) -> tuple[str, ...]:
    """Return one or several texts as a tuple."""
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list | tuple):
        raise TypeError(f"{value!r} is neither a text nor a list of texts")
    return tuple(map(str, value))


def texts_by_code(codes: Dict[str, Any]) -> Dict[str, str]:
    """Return the meanings of codes, all as texts."""
    return {str(code): str(text) for code, text in codes.items()}


@cache
def ready_mappings() -> tuple[Mapping, ...]:
    """Return the ready-made mappings of the package, by name.

    Examples
    --------
    >>> [mapping.name for mapping in ready_mappings()]
    ['acled', 'timelinejs', 'ucdp-ged', 'ucdp-prio', 'vis-timeline', 'wikidata']
    """
    import tomllib

    folder = resources.files("timeline.tables.mapping") / "mappings"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=str)
    mappings = []
    for file in files:
        mapping = from_entries(tomllib.loads(file.read_text(encoding="utf-8")), file.name)
        mappings.append(replace(mapping, name=file.name.removesuffix(".toml")))
    return tuple(mappings)


def found_mapping(header: Sequence[str], format: str = "csv") -> Mapping | None:
    """Return the ready-made mapping that fits a header, or None.

    Examples
    --------
    >>> header = ["Year", "Month", "Day", "Time", "End Year", "Headline", "Text"]
    >>> found_mapping(header).title
    'TimelineJS'
    """
    there = {name.casefold() for name in header}
    for mapping in ready_mappings():
        fits = any({name.casefold() for name in names} <= there for names in mapping.detect)
        if fits and mapping.format == format:
            return mapping
    return None


Column: TypeAlias = pa.LargeStringArray
#: Marks an unknown date until its column is known.
UNKNOWN = "\0"
FIELD = re.compile(r"\{([^{}]+)\}")


def own_name(name: str, header: Sequence[str]) -> str | None:
    """Return the column of a table with a name, ignoring case."""
    if name in header:
        return name
    alike = [column for column in header if column.casefold() == name.casefold()]
    return alike[0] if len(alike) == 1 else None


def parts_of(place: str, header: Sequence[str]) -> list[str] | None:
    """Return the columns that a place refers to; None if one is missing."""
    if own_name(place, header):
        names = [place]
    elif place.startswith("+"):
        name = place[1:].strip()
        names = [name if own_name(name, header) else name.rpartition(" ")[0]]
    else:
        names = FIELD.findall(place) or [name.strip() for name in place.split(",")]
    own = [own_name(name, header) for name in names]
    return None if None in own else [name for name in own if name]


def place_of(ours: str, raw: RawTable, mapping: Mapping) -> str:
    """Return the first place that the table has for one of our columns."""
    header, choices = list(raw.frame.columns), mapping.columns[ours]
    for place in choices:
        if place.startswith("=") or parts_of(place, header) is not None:
            return own_name(place, header) or place
    if mapping.detect or choices == (ours,):  # in a ready-made mapping, missing columns are empty
        return ""
    near = did_you_mean(choices[0], header)
    hint = near or f"it has {', '.join(header[:8])}{' …' if len(header) > 8 else ''}"
    raise UsageError(f'{raw.name}: {ours} is mapped to "{choices[0]}", which is no column ({hint})')


def column_at(place: str, raw: RawTable, mapping: Mapping) -> Column:
    """Return the texts of a place of a table."""
    if place.startswith("="):
        return pa.array([place[1:]] * len(raw.frame), pa.large_string())
    names = parts_of(place, list(raw.frame.columns)) or []
    columns = [array_of(raw.frame[name]) for name in names]
    columns = [
        each(c, strip_html) if n in mapping.html else c for n, c in zip(names, columns, strict=True)
    ]
    if place in names or place.startswith("+"):
        return columns[0]
    if FIELD.search(place):
        return filled_in(place, columns)
    markers = dict.fromkeys((*mapping.unknown, *mapping.ongoing), "")
    dates = joined(
        [replaced(column, markers) for column in columns], bce=mapping.bce == "historical"
    )
    return _mark_unknown(dates, columns[0], mapping) if markers else dates


def _mark_unknown(dates: Column, years: Column, mapping: Mapping) -> Column:
    """Return dates in parts as unknown if their year is a marker, whatever the other parts.

    Examples
    --------
    >>> dates, years = (pa.array([text], pa.large_string()) for text in ("", "-7"))
    >>> _mark_unknown(dates, years, Mapping(ongoing=("-7",))).to_pylist()
    ['..']
    """
    signs = {**dict.fromkeys(mapping.unknown, UNKNOWN), **dict.fromkeys(mapping.ongoing, "..")}
    marks = each(years, lambda text: signs.get(text.strip(), ""))
    return pc.if_else(pc.equal(marks, ""), dates, marks)


def array_of(column: pd.Series[str]) -> Column:
    """Return a column of a frame as one Arrow array."""
    array = pa.array(column, pa.large_string())
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def filled_in(template: str, columns: Sequence[Column]) -> Column:
    """Fill a template with the texts of columns; trim separators at its edges.

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


def strip_html(text: str) -> str:
    """Convert a piece of HTML to plain text.

    Examples
    --------
    >>> strip_html("<b>Harry</b> &amp; co<br>June")
    'Harry & co June'
    """
    spaced = re.sub(r"<(?:br|p|div|li)[^<>]*>", " ", text, flags=re.I)
    return html.unescape(re.sub(r"</?[a-zA-Z][^<>]*>", "", spaced)).strip()


def replaced(column: Column, texts: Dict[str, str]) -> Column:
    """Replace whole cells of a column by others."""
    return each(column, lambda text: texts.get(text.strip(), text)) if texts else column


def map_option(ours: str, name: str) -> str:
    """Return the option that maps a column of the table to one of ours.

    Examples
    --------
    >>> map_option("start", "begin"), map_option("start", "Start Date")
    ('--map start=begin', '--map "start=Start Date"')
    """
    pair = f"{ours}={name}"
    return f"--map {pair}" if name.isidentifier() else f'--map "{pair}"'
