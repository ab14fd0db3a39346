"""Pictures made fit to be published: named, described, compact, the same every time.

It takes what the browser drew (bytes) and what the figure says of itself (its
``layout.meta``), and returns bytes: an SVG with a title, a description and ids
that are the same on every machine, a PDF without a date, a PNG that knows its
title and its resolution.
"""

from __future__ import annotations

import json
import re
import struct
import zlib
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree

from timeline.export.svg_repair.svgtext import compact, written

__all__ = ["finish_pdf", "finish_png", "finish_svg"]

SVG = "{http://www.w3.org/2000/svg}"
#: What is read in the picture, or in its title and description, is not said once more.
SAID = ("title", "description", "alt", "subtitle", "notes", "folds")
ACCOUNT_LIMIT = 2000  # characters of one entry of the account that goes into the picture

_NOT_TEXT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PDF_DATE = re.compile(rb"/(CreationDate|ModDate) ?\(D:[^)]*\)")
_PDF_ID = re.compile(rb"/ID ?\[ ?<[0-9A-Fa-f]*> ?<[0-9A-Fa-f]*> ?\]")


def finish_svg(
    svg: bytes, meta: Mapping[str, Any], *, css: str = "", transparent: bool = False
) -> bytes:
    """Return an SVG that stands alone: named for those who do not see it, and compact.

    Parameters
    ----------
    svg
        As the browser wrote it: well-formed, drawn by plotly.
    meta
        Of the figure: ``title``, ``description``, ``language``, and the account
        (hash of the table, version, rows) that goes into ``<metadata>``.
    css
        ``@font-face`` rules to embed; without them the font is only named.
    transparent
        Whether the paper behind the figure is left out.

    Examples
    --------
    >>> plain = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><g/></svg>'
    >>> print(finish_svg(plain, {"title": "June 1953"}).decode())
    <svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" role="img"\
 aria-labelledby="june-1953-title" xml:lang="en">\
<title id="june-1953-title">June 1953</title></svg>
    <BLANKLINE>
    """
    root = ElementTree.fromstring(svg)
    if transparent and len(root) and root[0].tag == f"{SVG}rect":
        root.remove(root[0])
    prefix = slug(str(meta.get("title") or ""))
    compact(root, prefix)
    _name(root, meta, prefix)
    if css:
        style = ElementTree.Element(f"{SVG}style")
        style.text = css
        root.insert(_first_drawn(root), style)
    return (written(root) + "\n").encode()


def slug(title: str) -> str:
    """Return the beginning of a title as an id can hold it.

    Examples
    --------
    >>> slug("Outpost Harry, 10-18 June 1953"), slug("上甘岭")
    ('outpost-harry-10-18', 'figure')
    """
    words = re.findall("[a-z0-9]+", title.lower())[:4]
    name = "-".join(words)[:24].strip("-")
    return name if name[:1].isalpha() else f"figure-{name}".strip("-")


def _name(root: ElementTree.Element, meta: Mapping[str, Any], prefix: str) -> None:
    """Give the picture its role, its name, its description and its account."""
    language = str(meta.get("language") or meta.get("lang") or "en")
    told = meta.get("description") or meta.get("alt") or meta.get("subtitle")
    parts = {"title": meta.get("title"), "desc": told}
    given = {tag: _plain(str(text)) for tag, text in parts.items() if text}
    root.set("role", "img")
    if given:
        root.set("aria-labelledby", " ".join(f"{prefix}-{tag}" for tag in given))
    root.set("{http://www.w3.org/XML/1998/namespace}lang", language)
    for place, (tag, text) in enumerate(given.items()):
        element = ElementTree.Element(f"{SVG}{tag}", {"id": f"{prefix}-{tag}"})
        element.text = text
        root.insert(place, element)
    if account := _account(meta):
        element = ElementTree.Element(f"{SVG}metadata")
        element.text = _plain(account)
        root.insert(len(given), element)


def _first_drawn(root: ElementTree.Element) -> int:
    named = {f"{SVG}title", f"{SVG}desc", f"{SVG}metadata"}
    return next((n for n, element in enumerate(root) if element.tag not in named), len(root))


def _account(meta: Mapping[str, Any]) -> str:
    """Return what the figure says of itself beside what is read in it, as JSON."""
    told = {
        key: value
        for key, value in sorted(meta.items())
        if key not in SAID and value not in (None, "", [], {})
    }
    texts = {
        key: json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
        for key, value in told.items()
    }
    short = [f"{json.dumps(key)}:{t}" for key, t in texts.items() if len(t) <= ACCOUNT_LIMIT]
    return "{" + ",".join(short) + "}" if short else ""


def _plain(text: str) -> str:
    """Return a text without the characters that no XML may hold."""
    return _NOT_TEXT.sub("\ufffd", text)


def finish_pdf(pdf: bytes) -> bytes:
    """Return a PDF without the time at which it was made, so that it is always the same.

    Examples
    --------
    >>> finish_pdf(b"<< /CreationDate (D:20260728102030+00'00') >>")
    b"<< /CreationDate (D:20000101000000+00'00') >>"
    """
    # The length stays, because a PDF finds its parts by their places.
    return _PDF_ID.sub(_without_chance, _PDF_DATE.sub(_without_time, pdf))


def _without_time(found: re.Match[bytes]) -> bytes:
    start, _, date = found.group().partition(b"D:")
    return start + b"D:" + b"20000101000000+00'00'"[: len(date) - 1].ljust(len(date) - 1) + b")"


def _without_chance(found: re.Match[bytes]) -> bytes:
    start, _, rest = found.group().partition(b"[")
    return start + b"[" + re.sub(rb"[0-9A-Fa-f]", b"0", rest)


def finish_png(png: bytes, meta: Mapping[str, Any], *, scale: float) -> bytes:
    """Return a PNG with its resolution, title and description in it.

    ``scale`` pixels of the picture are one of the figure, of which 96 make an inch.

    Raises
    ------
    ValueError
        If the bytes are no PNG.

    Examples
    --------
    >>> header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    >>> png = PNG + chunk(b"IHDR", header) + chunk(b"IEND", b"")
    >>> b"iTXtTitle" in finish_png(png, {"title": "June 1953"}, scale=2)
    True
    """
    if not png.startswith(PNG):
        raise ValueError("these bytes are no PNG")
    after = len(PNG) + 8 + struct.unpack_from(">I", png, len(PNG))[0] + 4
    metre = round(96 * scale / 0.0254)
    chunks = [chunk(b"pHYs", struct.pack(">IIB", metre, metre, 1))]
    for key, word in (("title", b"Title"), ("description", b"Description")):
        if meta.get(key):
            text = str(meta[key]).encode("utf-8", "replace")
            chunks.append(chunk(b"iTXt", word + b"\0\0\0\0\0" + text))
    return png[:after] + b"".join(chunks) + png[after:]


PNG = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return one chunk of a PNG: its length, kind, data and checksum.

    Examples
    --------
    >>> chunk(b"IEND", b"").hex()
    '0000000049454e44ae426082'
    """
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
