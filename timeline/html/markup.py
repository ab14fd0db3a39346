"""HTML around a figure: headline, caption, data table and notes; all texts escaped.

Takes the texts of a figure; returns pieces of HTML, from which pages (``timeline.html.page``) and
fragments for articles (``timeline.html.embed``) are assembled. A note is matched to the row whose
cell has the same text; without such a row, it is not linked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape, unescape
from itertools import takewhile
from typing import Any

from timeline.locale.messages import page_words
from timeline.typography.wrap import bind_numbers

#: Number of notes shown on a phone, as many as a picture prints.
SHOWN_NOTES = 8
#: The number of a note, and the space after it.
NUMBER = re.compile(r"(\d+|[⁰¹²³⁴-⁹]+)[.)]?\s+(?=\S)")


def split_notes(notes: Sequence[str]) -> tuple[bool, list[str]]:
    """Return whether notes are one numbered list, and their texts, without numbers if so.

    Examples
    --------
    >>> split_notes(["¹ At night.", "² By hearsay."])
    (True, ['At night.', 'By hearsay.'])
    >>> split_notes(["¹ At night.", "Times are local."])
    (False, ['¹ At night.', 'Times are local.'])
    """
    matches = [NUMBER.match(note) for note in notes]
    # Numbers of events and superscripts of notes are two lists in one: each keeps its own.
    one_kind = len({note[:1].isdecimal() for note in notes}) == 1
    if one_kind and all(matches):
        return True, [note[at.end() :] for note, at in zip(notes, matches, strict=True) if at]
    return False, list(notes)


def note_rows(notes: Sequence[str], table: Sequence[Sequence[str]] | None) -> Mapping[int, int]:
    """Return the index of the note of each row, by the index of the row without the header.

    Examples
    --------
    >>> note_rows(["¹ At night.", "Claimed by: UN."], [["Title", "Note"], ["A", "At  night."]])
    {0: 0}
    """
    texts = {
        _plain(note[match.end() :]): place
        for place, note in enumerate(notes)
        if (match := NUMBER.match(note))
    }
    rows: dict[int, int] = {}
    for row, cells in enumerate((table or ())[1:]):
        named = [texts[text] for cell in cells if (text := _plain(str(cell))) in texts]
        if named:
            rows[row] = named[0]
    return rows


def _plain(text: str) -> str:
    return " ".join(text.split())


def to_note(rows: Mapping[int, int], row: int, prefix: str, *, word: str) -> str:
    """Return the link from a row to its note; the first row of a note gets an id.

    Examples
    --------
    >>> to_note({4: 0}, 4, "harry", word="Note")
    ' <sup><a id="harry-row-1" href="#harry-note-1" aria-label="Note 1">1</a></sup>'
    """
    if row not in rows or not prefix:
        return ""
    number = rows[row] + 1
    first = min(at for at, note in rows.items() if note == rows[row])
    mark = f'id="{prefix}-row-{number}" ' if row == first else ""
    link = f'<a {mark}href="#{prefix}-note-{number}" aria-label="{word} {number}">{number}</a>'
    return f" <sup>{link}</sup>"


def to_row(rows: Mapping[int, int], note: int, prefix: str, *, word: str) -> str:
    r"""Return the link from a note back to the first row that has it.

    Examples
    --------
    >>> to_row({4: 0}, 0, "harry", word="Data table")
    '\xa0<a href="#harry-row-1" aria-label="Data table 1">↑</a>'
    """
    if note not in rows.values():
        return ""
    number = note + 1
    return f'\u00a0<a href="#{prefix}-row-{number}" aria-label="{word} {number}">↑</a>'


_LINK = re.compile(r"""https?://[^\s<>"']*[^\s<>"'.,;:!?)\]}»”’]""")
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True)
class Caption:
    """The texts of a figure, as plain text; missing ones are empty."""

    title: str
    subtitle: str
    alt: str
    description: str
    notes: tuple[str, ...]
    source: str
    license: str
    language: str
    direction: str
    #: Addresses of the names in the source line.
    links: Mapping[str, str] = field(default_factory=dict)

    @property
    def attributes(self) -> str:
        """Language and direction as attributes of an HTML element."""
        return f'lang="{escape(self.language.replace("_", "-"))}" dir="{self.direction}"'

    @property
    def words(self) -> Mapping[str, str]:
        """Our words in the figure's language."""
        return page_words(self.language)


def caption_of(figure: Mapping[str, Any]) -> Caption:
    """Return the texts of a figure from its metadata, with a title changed since then.

    Examples
    --------
    >>> meta = {"title": "Outpost Harry", "subtitle": "June 1953", "notes": ["1 Local time"]}
    >>> layout = {"title": {"text": "Harry &amp; Tom"}, "meta": meta}
    >>> caption = caption_of({"data": [], "layout": layout})
    >>> caption.title, caption.alt, caption.notes
    ('Harry & Tom', 'Harry & Tom. June 1953', ('1 Local time',))
    """
    layout = figure.get("layout") or {}
    meta = layout.get("meta") or {}
    title = _title(layout.get("title"), str(meta.get("title") or ""))
    subtitle = str(meta.get("subtitle") or "")
    alt = str(meta.get("alt") or ". ".join(text for text in (title, subtitle) if text))
    return Caption(
        title=title,
        subtitle=subtitle,
        alt=alt,
        description=str(meta.get("description") or ""),
        notes=tuple(str(note) for note in meta.get("notes") or ()),
        source=str(meta.get("source") or ""),
        license=str(meta.get("license") or ""),
        language=str(meta.get("language") or "en"),
        direction="rtl" if meta.get("direction") == "rtl" else "ltr",
        links={
            str(name): str(url)
            for name, url in (meta.get("links") or {}).items()
            if _LINK.fullmatch(str(url))
        },
    )


def _title(drawn: Any, original: str) -> str:
    """Return the original title, unless the user changed the one in the figure."""
    text = drawn.get("text") if isinstance(drawn, Mapping) else drawn
    text = unescape(_TAG.sub("", str(text or "").replace("<br>", " "))).strip()
    same = "".join(text.split()) == "".join(original.split())
    return original if same or not text else text


def text_html(text: str, links: Mapping[str, str] | None = None) -> str:
    """Return a text as HTML, in which web addresses and the names of ``links`` are links.

    Examples
    --------
    >>> text_html("Source: A & B", {"A & B": "https://a.org"})
    'Source: <a href="https://a.org">A &amp; B</a>'
    >>> text_html("See https://a.org/?b&c. <b>")
    'See <a href="https://a.org/?b&amp;c">https://a.org/?b&amp;c</a>. &lt;b&gt;'
    """
    parts: list[str] = []
    end = 0
    names = sorted(links or (), key=len, reverse=True)
    pattern = re.compile("|".join([_LINK.pattern, *map(re.escape, names)]))
    for match in pattern.finditer(text):
        address = escape((links or {}).get(match[0], match[0]))
        named = f'<a href="{address}">{escape(match[0])}</a>'
        parts += [escape(text[end : match.start()]), named]
        end = match.end()
    return "".join([*parts, escape(text[end:])])


def notes_list(about: Caption, prefix: str, table: Sequence[Sequence[str]] | None = None) -> str:
    """Return the notes as a list; with a prefix, each has an id (``prefix-note-1``).

    A numbered note links to its first row in the data table. Notes on the
    figure as a whole follow in the same list, without a number.

    Examples
    --------
    >>> notes_list(caption_of({"layout": {"meta": {"notes": ["1 Local time"]}}}), "harry")
    '<ol class="timeline-notes"><li id="harry-note-1">Local time</li></ol>'
    """
    if not about.notes:
        return ""
    numbers = (NUMBER.match(note) for note in about.notes)
    first = sum(1 for _ in takewhile(bool, numbers))
    numbered, texts = split_notes(about.notes[:first])
    texts = [*texts, *about.notes[first:]]
    tag = "ol" if numbered and first else "ul"
    rows, word = note_rows(about.notes, table), escape(about.words["data table"])

    def mark(number: int) -> str:
        return f' id="{prefix}-note-{number}"' if prefix else ""

    counted = [n for n, note in enumerate(about.notes) if NUMBER.match(note)] or range(len(texts))
    folded, more = counted[SHOWN_NOTES:], len(counted) - SHOWN_NOTES
    first = first or len(texts)
    items = "".join(
        f"<li{mark(number + 1)}{_class(number, first, folded)}>{text_html(bind_numbers(text))}"
        f"{to_row(rows, number, prefix, word=word)}</li>"
        for number, text in enumerate(texts)
    )
    # On a phone the style hides numbered notes after the eighth until this is opened.
    summary = escape(about.words["and more"].format(more))
    fold = f'<details class="timeline-more-notes"><summary>{summary}</summary></details>'
    return f'<{tag} class="timeline-notes">{items}</{tag}>{fold if more > 0 else ""}'


def _class(number: int, first: int, folded: Sequence[int]) -> str:
    """Return the class of a note: folded on a phone, or one on the figure as a whole."""
    if number in folded:
        return ' class="timeline-folded-note"'
    return ' class="timeline-plain-note"' if number >= first else ""


def headline(about: Caption, name: str = "") -> str:
    """Return title and subtitle as the caption above a figure; ``name`` replaces a missing title.

    Examples
    --------
    >>> headline(caption_of({"layout": {"title": {"text": "June"}}}))
    '<figcaption><p class="timeline-title"><strong>June</strong></p></figcaption>'
    """
    title, subtitle = (escape(bind_numbers(text)) for text in (about.title or name, about.subtitle))
    more = f'<p class="timeline-subtitle">{subtitle}</p>' if subtitle else ""
    title = f'<p class="timeline-title"><strong>{title}</strong></p>'
    return f"<figcaption>{title}{more}</figcaption>"


def caption(about: Caption, links: Mapping[str, str] | None = None) -> str:
    """Return source line, licence and links to files as the paragraphs of a caption.

    Examples
    --------
    >>> caption(caption_of({"layout": {"meta": {"source": "Source: A & B"}}}))
    '<p class="timeline-source">Source: A &amp; B</p>'
    """
    parts = ""
    if about.source:
        parts = f'<p class="timeline-source">{text_html(about.source, about.links)}</p>'
    if about.license:
        licence = f"{about.words['licence']}: {about.license}"
        parts += f'<p class="timeline-licence">{text_html(licence)}</p>'
    if links:
        named = " · ".join(
            f'<a href="{escape(safe_address(where))}">{escape(name)}</a>'
            for name, where in links.items()
        )
        parts += f'<p class="timeline-files">{named}</p>'
    return parts


def safe_address(address: str) -> str:
    """Return an address that is safe in a link, or ``#`` for one that may run a script.

    Safe are relative addresses, http, https, mailto, doi, and pictures as data.

    Examples
    --------
    >>> safe_address("a.csv"), safe_address(" java" + "script:alert(1)")
    ('a.csv', '#')
    """
    plain = "".join(char for char in address if char > " ")
    scheme = plain.split(":", 1)[0].lower() if ":" in plain.split("/", 1)[0] else ""
    if scheme == "doi":
        return f"https://doi.org/{plain[4:]}"
    picture = plain.lower().startswith("data:image/")
    return address.strip() if picture or scheme in ("", "http", "https", "mailto") else "#"


def description(about: Caption, prefix: str) -> str:
    """Return the long description as a collapsed element.

    Examples
    --------
    >>> '<div id="harry-description"><p>One.</p>' in description(
    ...     caption_of({"layout": {"meta": {"description": "One."}}}), "harry"
    ... )
    True
    """
    if not about.description:
        return ""
    paragraphs = "".join(
        f"<p>{escape(part)}</p>" for part in about.description.split("\n") if part.strip()
    )
    return (
        f'<details class="timeline-description"><summary>{escape(about.words["description"])}'
        f'</summary><div id="{prefix}-description">{paragraphs}</div></details>\n'
    )


def data_table(rows: Sequence[Sequence[str]] | None, about: Caption, prefix: str = "") -> str:
    """Return the data as a collapsed table; the first row is its header.

    A row with a numbered note links to it, in the list with the same ``prefix``.

    Examples
    --------
    >>> table = data_table([["Title", "Time"], ["A", "1953"]], caption_of({}))
    >>> '<th scope="col">Time</th>' in table
    True
    """
    if not rows:
        return ""
    head, *body = rows
    name = escape(about.words["data table"])
    heads = "".join(f'<th scope="col">{escape(str(cell))}</th>' for cell in head)
    noted, word = note_rows(about.notes, rows), escape(about.words["note"])
    links = [to_note(noted, at, prefix, word=word) for at in range(len(body))]
    lines = "".join(
        f"<tr>{_cells(row, link)}</tr>\n" for row, link in zip(body, links, strict=True)
    )
    label = escape(f"{about.words['data table']}: {about.title}")
    return (
        f'<details class="timeline-data-table"><summary>{name}</summary>\n'
        f'<div class="timeline-scroll" role="region" tabindex="0" aria-label="{label}">'
        f"<table><thead><tr>{heads}</tr></thead>\n<tbody>\n{lines}</tbody></table></div></details>"
    )


def _cells(row: Sequence[str], link: str = "") -> str:
    first, *rest = (escape(str(cell)) for cell in row)
    return f'<th scope="row">{first}{link}</th>' + "".join(f"<td>{cell}</td>" for cell in rest)
