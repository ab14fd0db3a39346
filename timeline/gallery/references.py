"""The sources of a whole gallery: every source that its tables cite, once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.errors import UsageError, check_choice
from timeline.gallery.build import read_tables
from timeline.gallery.config import read_gallery
from timeline.html.snippets import latex_text
from timeline.model import Source

if TYPE_CHECKING:
    from timeline.model import EventTable

#: Characters with a meaning in Markdown.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def bibliography(sources: Iterable[Source], *, format: str = "markdown") -> str:
    r"""Write sources as a bibliography.

    Parameters
    ----------
    sources
        The entries, in output order.
    format
        ``"markdown"``, ``"bibtex"`` or ``"csl"`` (JSON).

    Raises
    ------
    UsageError
        The format is unknown.

    Examples
    --------
    >>> entry = Source("varhola-2000", "Michael Varhola", "Fire & Ice", "2000")
    >>> print(bibliography([entry]), end="")
    - Michael Varhola: *Fire & Ice*, 2000.
    >>> print(bibliography([entry], format="bibtex").splitlines()[2])
      title = {Fire \& Ice},
    """
    check_choice("format", format, BIBLIOGRAPHIES)
    return BIBLIOGRAPHIES[format](list(sources))


def _markdown(sources: list[Source]) -> str:
    return "".join(f"- {_markdown_entry(source)}\n" for source in sources)


def _markdown_entry(source: Source) -> str:
    title = f"*{_plain(source.title)}*" if source.title else ""
    named = ": ".join(part for part in (_plain(source.author), title) if part)
    parts = (named or _plain(source.key), _plain(source.publisher), _plain(source.date))
    shown = web_address(source.url)
    plain = shown if re.fullmatch(r"[^\s<>]+", shown) else ""
    address = f" <{plain}>" if plain else f" {_plain(source.url)}" if source.url else ""
    return ", ".join(part for part in parts if part) + "." + address


def web_address(url: str) -> str:
    """Return a web or mail address, of a DOI too; "" for any other text.

    Examples
    --------
    >>> web_address("doi:10.1000/182"), web_address("javascript:alert(1)")
    ('https://doi.org/10.1000/182', '')
    """
    if re.match(r"doi:\s*10\.", url, re.IGNORECASE):
        return f"https://doi.org/{url[4:].strip()}"
    return url if re.match(r"(?:https?://|mailto:)\S", url, re.IGNORECASE) else ""


def _plain(text: str) -> str:
    r"""Return a text escaped for Markdown.

    Examples
    --------
    >>> _plain("a_b <i>")
    'a\\_b \\<i\\>'
    """
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def _bibtex(sources: list[Source]) -> str:
    return "\n".join(_bibtex_entry(source) for source in sources)


def _bibtex_entry(source: Source) -> str:
    # Doubled braces keep a name whole: "US Air Force" has no family name.
    fields = {
        "author": " and ".join(f"{{{_latex(name)}}}" for name in _authors(source)),
        "title": _latex(source.title or source.key),
        "date": _latex(source.date),
        "publisher": _latex(source.publisher),
        # \url prints an address unchanged, but braces would end the field.
        "howpublished": "" if web_address(source.url) else _latex(source.url),
        "url": re.sub(r"[{}\\\s]", lambda found: f"%{ord(found[0]):02X}", web_address(source.url)),
    }
    kind = "online" if web_address(source.url) else "misc"
    lines = [f"  {name} = {{{text}}},\n" for name, text in fields.items() if text]
    return f"@{kind}{{{_citekey(source.key)},\n{''.join(lines)}}}\n"


def _citekey(key: str) -> str:
    """Return a valid BibTeX key: spaces and special characters become hyphens.

    Examples
    --------
    >>> _citekey("US Army, 1953"), _citekey("thor-korea")
    ('US-Army-1953', 'thor-korea')
    """
    return re.sub(r"[^\w.:+/-]+", "-", key).strip("-") or "source"


def _latex(text: str) -> str:
    return latex_text(" ".join(text.split()))


def _authors(source: Source) -> list[str]:
    return [name.strip() for name in source.author.split(";") if name.strip()]


def _csl(sources: list[Source]) -> str:
    return json.dumps([_csl_item(one) for one in sources], ensure_ascii=False, indent=2) + "\n"


def _csl_item(source: Source) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": source.key,
        "type": "webpage" if web_address(source.url) else "document",
        "author": [{"literal": name} for name in _authors(source)],
        "title": source.title or source.key,
        "issued": _csl_date(source.date),
        "publisher": source.publisher,
        "URL": web_address(source.url),
        "note": "" if web_address(source.url) else source.url,
    }
    return {name: value for name, value in item.items() if value}


def _csl_date(date: str) -> dict[str, Any]:
    """Return a date in CSL; any other text is kept as it is.

    Examples
    --------
    >>> _csl_date("2026-01"), _csl_date("about 1953")
    ({'date-parts': [[2026, 1]]}, {'literal': 'about 1953'})
    """
    match = _DATE.fullmatch(date.strip())
    if match:
        return {"date-parts": [[int(part) for part in match.groups() if part]]}
    return {"literal": date.strip()} if date.strip() else {}


#: The formats by the names that the command line uses.
BIBLIOGRAPHIES: Mapping[str, Callable[[list[Source]], str]] = {
    "markdown": _markdown,
    "bibtex": _bibtex,
    "csl": _csl,
}


def sources(
    gallery: str | Path = "data/figures.toml",
    *,
    only: Iterable[str] = (),
    format: str = "markdown",
) -> str:
    """Return the bibliography of a gallery.

    Parameters
    ----------
    gallery
        The file that describes the figures (``figures.toml``).
    only
        Names of the figures to include; by default all.
    format
        ``"markdown"``, ``"bibtex"`` or ``"csl"`` (JSON).

    Returns
    -------
    str
        Each source that a row cites, in the order of figures and rows.

    Raises
    ------
    UsageError, ReadError
        The gallery is wrong, a figure or format is unknown, or one key stands for two
        sources.
    ValidationError
        A table has problems, such as a key that its sources table lacks.

    Examples
    --------
    >>> print(sources("data/figures.toml", only=["korea-air-1950-51"], format="bibtex")[:18])
    @online{thor-korea
    """
    tables = read_tables(read_gallery(gallery).select(only))
    cited: dict[str, tuple[Source, str]] = {}
    for table in tables.values():
        for key in _keys(table):
            source = table.sources.get(key, Source(key))
            first, where = cited.setdefault(key, (source, table.name))
            if first != source:
                raise UsageError(
                    f'the key "{key}" is one source in {where} and another in {table.name} '
                    "(give one of them another key)"
                )
    return bibliography((source for source, _ in cited.values()), format=format)


def _keys(table: EventTable) -> list[str]:
    """Return the distinct source keys of the rows, in table order."""
    cells = table.frame["source"].unique()
    keys = (key.strip() for cell in cells for key in str(cell).split(";"))
    return list(dict.fromkeys(key for key in keys if key))
