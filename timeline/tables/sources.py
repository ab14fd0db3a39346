"""The sources table next to an event table, and the data package of both.

``events.csv`` is described by ``events.sources.csv`` (columns key, author, title,
date, publisher, url) and by ``datapackage.json`` (Data Package v2) in its folder.
"""

from __future__ import annotations

import glob
import json
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from html import unescape
from pathlib import Path
from typing import Any

from timeline.errors import Problem, ReadError, ValidationError, did_you_mean
from timeline.model import RawTable, Source
from timeline.tables.mapping.mapping import strip_html
from timeline.tables.reading.read import read_table

COLUMNS = ("key", "author", "title", "date", "publisher", "url")


def sources_beside(path: str | Path) -> Path | None:
    """Return the path of the sources table next to an event table, if it exists.

    Examples
    --------
    >>> sources_beside("no/such/events.csv") is None
    True
    """
    path = Path(path)
    stem = path.name.split(".")[0] if path.suffix in {".gz", ".zip"} else path.stem
    beside = path.with_name(f"{stem}.sources.csv")
    return beside if _is_file(beside) else None


def files_read(source: Any, *, mapping: Any = None, sources: Any = None) -> tuple[str, ...]:
    """Return the files that reading a table opens: the table, its sources, package and mapping.

    Parameters
    ----------
    source, mapping, sources
        As for ``read_events``; a glob means all of its files.

    Examples
    --------
    >>> files_read("no/such/events.csv")
    ('no/such/events.csv',)
    >>> files_read(b"title,start")
    ()
    """
    inputs = ("/dev/stdin" if isinstance(one, str) and one == "-" else one
             for one in (source, sources))  # fmt: skip
    named = [one for one in inputs if isinstance(one, str | Path)]
    files = [file for one in named for file in _files_of(str(one))]
    beside: list[Path | None] = [Path(mapping)] if isinstance(mapping, str | Path) else []
    for file in files[: isinstance(source, str | Path)]:  # a glob has one folder
        with suppress(ValueError):  # reading reports a path without a name
            beside += [sources_beside(file), Path(file).with_name("datapackage.json")]
    files += [str(file) for file in beside if file is not None and _is_file(file)]
    return tuple(dict.fromkeys(files))


def _files_of(name: str) -> list[str]:
    with suppress(OSError, ValueError):
        if glob.has_magic(name) and not Path(name).exists():
            return sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - a path may be absolute
    return [name]


def _is_file(path: Path) -> bool:
    with suppress(OSError, ValueError):
        return path.is_file()
    return False


def read_sources(source: Any, *, name: str | None = None) -> Mapping[str, Source]:
    r"""Read a sources table.

    Parameters
    ----------
    source, name
        As for ``read_table``.

    Returns
    -------
    Mapping
        Key to entry, in the order of the table.

    Raises
    ------
    ValidationError
        The column ``key`` is missing, or a key is empty or duplicate.
    ReadError
        The table cannot be read.

    Examples
    --------
    >>> sources = read_sources(b"key,author,date\nvarhola-2000,Michael Varhola,2000\n")
    >>> str(sources["varhola-2000"])
    'Michael Varhola, 2000'
    """
    raw = read_table(source, name=name)
    problems = [remark for remark in raw.remarks if remark.fatal] + _key_faults(raw)
    if problems:
        raise ValidationError(problems)
    names = [name for name in COLUMNS if name in raw.frame]
    rows = zip(*(raw.frame[name].str.strip().tolist() for name in names), strict=True)
    entries = (Source(**dict(zip(names, row, strict=True))) for row in rows)
    return {source.key: source for source in entries}


_ANCHOR = re.compile(
    r"""<a\b[^<>]*\bhref=["']?(https?://[^"'<>\s]+)[^<>]*>(.+?)</a>""", re.I | re.S
)


def linked_sources(cells: Iterable[str]) -> dict[str, Source]:
    """Return the sources that cells of HTML link to.

    Examples
    --------
    >>> linked_sources(['<a href="http://x.org">Museum</a>', "Archive"])["Museum"].url
    'http://x.org'
    """
    links = (match for cell in cells for match in _ANCHOR.finditer(cell))
    named = ((strip_html(match[2]), unescape(match[1])) for match in links)
    return {name: Source(name, title=name, url=url) for name, url in named if name}


def _key_faults(raw: RawTable) -> list[Problem]:
    if "key" not in raw.frame:
        hint = did_you_mean("key", raw.frame.columns) or "name the first column key"
        message = "is missing: it identifies the entries"
        return [Problem(raw.name, raw.header_line, "key", "", message, hint, "missing-column")]
    seen: dict[str, int] = {}
    problems = []
    for key, line in zip(raw.frame["key"].str.strip().tolist(), raw.lines.tolist(), strict=True):
        if not key:
            hint = "give the entry a short one"
            problems.append(Problem(raw.name, line, "key", "", "is empty", hint, "missing-key"))
        elif key in seen:
            message = f"is already the key of line {seen[key]}"
            problems.append(Problem(raw.name, line, "key", key, message, "", "duplicate-key"))
        seen.setdefault(key, line)
    return problems


def package_beside(path: str | Path) -> Mapping[str, Any]:
    """Return the data package in the folder of a table; empty if there is none.

    Raises
    ------
    ReadError
        ``datapackage.json`` is not a JSON object.

    Examples
    --------
    >>> package_beside("no/such/events.csv")
    {}
    """
    file = Path(path).with_name("datapackage.json")
    if not file.is_file():
        return {}
    try:
        package = json.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 0)
        place = f"{file.name}:{line}" if line else file.name
        raise ReadError(f"{place}: not valid JSON ({getattr(error, 'msg', error)})") from None
    if not isinstance(package, dict):
        raise ReadError(f"{file.name}: not a data package (it must be a JSON object)")
    return package
