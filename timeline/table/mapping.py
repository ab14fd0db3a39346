r"""How the columns of another table become ours: given by hand, in a TOML file, or found.

A mapping says for each of our columns where its texts come from::

    battle_name            a column of the table
    year,month,day         dates in columns of their own (a fourth holds the time)
    {type}, {place}        texts put together from columns
    =aircraft dispatched   the same text in every row

``Mapping`` holds that with all that a TOML file may add: the form of dates,
markers for what is unknown or goes on, codes and what they mean, rows to join.
``timeline/table/mappings/*.toml`` are ready for the tables of some publishers; they
are found by their header.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field, fields, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from timeline.errors import ReadError, UsageError, did_you_mean
from timeline.model import TEXT_COLUMNS

__all__ = ["Mapping", "found_mapping", "mapping_of", "ready_mappings"]


@dataclass(frozen=True)
class Mapping:
    """Where our columns come from, and how their texts are to be read.

    ``columns`` gives for each of ours one or more places, of which the first that the
    table has is taken. ``precision`` gives for ``start`` or ``end`` the column of a code
    and what is known by it; ``window`` the code column and its exact codes where start
    and end bound a single day. ``open_where`` and ``skip_where`` are columns and their texts:
    events that go on, rows that are no events. ``episodes`` are the columns whose texts
    rows of one event share, ``order`` the column by which its last row is found.
    """

    name: str = ""
    title: str = ""
    format: str = "csv"
    detect: tuple[tuple[str, ...], ...] = ()
    columns: Dict[str, tuple[str, ...]] = field(default_factory=dict)
    date_format: str = ""
    century: int | None = None
    date_only: bool = False
    bce: bool = False
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


NAMES = tuple(entry.name for entry in fields(Mapping))


def mapping_of(given: Any) -> Mapping:
    """Return a mapping from a dict of columns, a TOML file, or the name of a ready one.

    Raises
    ------
    UsageError
        A column is none of ours, or an entry of the file is unknown or of a wrong kind.
    ReadError
        There is no such file, or it is no TOML.

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
    """Return the mapping that a TOML file holds."""
    try:
        return from_entries(tomllib.loads(path.read_text(encoding="utf-8")), path.name)
    except OSError:
        known = ", ".join(ready)
        hint = did_you_mean(str(path), ready)
        hint = hint or f"give a TOML file, or one of: {known}; for a column, OURS=THEIRS"
        raise ReadError(f"{path}: there is no such mapping ({hint})") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ReadError(f"{path}: is no TOML ({error})") from None


def from_entries(entries: Dict[str, Any], file: str) -> Mapping:
    """Return a mapping from the entries of a file, all of them checked.

    Examples
    --------
    >>> from_entries({"columns": {"titel": "name"}}, "a.toml")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    timeline.errors.UsageError: a.toml: columns: "titel" is no column of ours (did you mean ...
    """
    for name in entries:
        if name not in NAMES:
            hint = did_you_mean(name, NAMES) or f"known: {', '.join(NAMES)}"
            raise UsageError(f'{file}: "{name}" is unknown ({hint})')
    for part in ("columns", "values", "precision"):
        for column in table_of(entries.get(part, {}), part, file):
            if column not in TEXT_COLUMNS:
                hint = did_you_mean(column, TEXT_COLUMNS) or f"ours: {', '.join(TEXT_COLUMNS)}"
                raise UsageError(f'{file}: {part}: "{column}" is no column of ours ({hint})')
    try:
        return Mapping(**{name: shaped(name, value) for name, value in entries.items()})
    except (TypeError, AttributeError, ValueError) as error:
        raise UsageError(f"{file}: an entry is of a wrong kind ({error})") from None


def table_of(value: Any, name: str, file: str) -> Dict[str, Any]:
    """Return a part of a file that must be a table."""
    if not isinstance(value, Dict):
        raise UsageError(f"{file}: {name} must be a table, one column of ours a line")
    return value


def shaped(name: str, value: Any) -> Any:
    """Return an entry in the shape that ``Mapping`` holds it in."""
    if name in ("columns", "open_where", "skip_where"):
        return {key: texts_of(item) for key, item in value.items()}
    if name == "values":
        return {column: texts_by_code(codes) for column, codes in value.items()}
    if name == "detect":
        return tuple(map(texts_of, value))
    if name in ("unknown", "ongoing", "episodes", "html"):
        return texts_of(value)
    if name == "century":
        return int(value)
    return value


def texts_of(value: Any) -> tuple[str, ...]:
    """Return one text or several as several."""
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list | tuple):
        raise TypeError(f"{value!r} is neither a text nor a list of texts")
    return tuple(map(str, value))


def texts_by_code(codes: Dict[str, Any]) -> Dict[str, str]:
    """Return what codes mean, all as text."""
    return {str(code): str(text) for code, text in codes.items()}


@cache
def ready_mappings() -> tuple[Mapping, ...]:
    """Return the mappings that come with the package, by name.

    Examples
    --------
    >>> [mapping.name for mapping in ready_mappings()]
    ['acled', 'timelinejs', 'ucdp-ged', 'ucdp-prio', 'vis-timeline', 'wikidata']
    """
    folder = resources.files("timeline.table") / "mappings"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=str)
    mappings = []
    for file in files:
        mapping = from_entries(tomllib.loads(file.read_text(encoding="utf-8")), file.name)
        mappings.append(replace(mapping, name=file.name.removesuffix(".toml")))
    return tuple(mappings)


def found_mapping(header: Sequence[str], format: str = "csv") -> Mapping | None:
    """Return the ready mapping for a table with this header, if there is one.

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
