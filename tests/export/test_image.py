"""Finished pictures carry their names, and nothing of the clock or of chance."""

from __future__ import annotations

import json
import struct
import zlib
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import PNG, chunk, finish_pdf, finish_png, finish_svg, slug

SVG = "{http://www.w3.org/2000/svg}"
PLAIN = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
    b'<rect width="9" height="9" style="fill: rgb(255, 255, 255);"/>'
    b'<text style="fill: rgb(1, 2, 3);">a</text></svg>'
)


@given(st.text(), st.text(), st.dictionaries(st.text(max_size=9), st.text() | st.integers()))
def test_whatever_a_figure_says_of_itself_stays_text(
    title: str, description: str, more: dict[str, str | int]
) -> None:
    meta = {**more, "title": title, "description": description, "language": "ko"}
    root = fromstring(finish_svg(PLAIN, meta))
    named = [root.find(f"{SVG}{tag}") for tag in ("title", "desc")]
    ids = [element.get("id") for element in named if element is not None]
    assert root.get("aria-labelledby", "").split() == ids
    assert [element is not None for element in named] == [bool(title), bool(description)]
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "ko"
    assert root[-1].text == "a"
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_a_script_in_a_title_is_told_and_not_run() -> None:
    title = "</title><script>alert(1)</script> ]]> \x00\x0b 🎖 \u202e"
    root = fromstring(finish_svg(PLAIN, {"title": title}))
    assert root.findtext(f"{SVG}title") == title.replace("\0", "\ufffd").replace("\x0b", "\ufffd")
    assert root.find(f".//{SVG}script") is None


def test_the_account_rides_in_the_metadata_and_stays_small() -> None:
    meta = {
        "title": "June", "subtitle": "seen", "notes": ["seen"], "rows": 16, "table_sha256": "ab",
        "rest": {"b": 1, "a": [2]}, "long": "x" * 9999, "empty": "",
    }  # fmt: skip
    told = fromstring(finish_svg(PLAIN, meta)).findtext(f"{SVG}metadata")
    assert json.loads(told or "") == {"rest": {"a": [2], "b": 1}, "rows": 16, "table_sha256": "ab"}
    assert fromstring(finish_svg(PLAIN, {"title": "June"})).find(f"{SVG}metadata") is None


def test_paper_and_font_are_there_when_asked_for() -> None:
    css = "@font-face{font-family:Inter;src:url(data:x)}"
    with_both = fromstring(finish_svg(PLAIN, {}, css=css))
    assert with_both[0].text == css
    assert with_both[1].get("style") == "fill:#fff"
    without = fromstring(finish_svg(PLAIN, {}, transparent=True))
    assert [element.tag for element in without] == [f"{SVG}text"]


@given(st.text())
def test_a_slug_can_be_an_id(title: str) -> None:
    name = slug(title)
    assert name.replace("-", "").isalnum()
    assert name.isascii()
    assert name[0].isalpha()
    assert len(name) <= 31


def chunks_of(png: bytes) -> dict[bytes, bytes]:
    found, place = {}, len(PNG)
    while place < len(png):
        length, kind = struct.unpack_from(">I4s", png, place)
        data = png[place + 8 : place + 8 + length]
        assert struct.unpack_from(">I", png, place + 8 + length)[0] == zlib.crc32(kind + data)
        found[kind + (data.split(b"\0")[0] if kind == b"iTXt" else b"")] = data
        place += 12 + length
    return found


def test_a_png_knows_its_title_and_its_resolution() -> None:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    plain = PNG + header + chunk(b"IDAT", b"x") + chunk(b"IEND", b"")
    found = chunks_of(finish_png(plain, {"title": "上甘岭"}, scale=2))
    assert list(found) == [b"IHDR", b"pHYs", b"iTXtTitle", b"IDAT", b"IEND"]
    assert found[b"iTXtTitle"].split(b"\0", 5)[-1].decode() == "上甘岭"
    across, _, unit = struct.unpack(">IIB", found[b"pHYs"])
    assert unit == 1
    assert round(across * 0.0254) == 192
    with pytest.raises(ValueError, match="no PNG"):
        finish_png(b"GIF", {}, scale=1)


def test_a_pdf_keeps_its_length_and_loses_the_time() -> None:
    dated = [
        b"<</Creator (x)\n/CreationDate (D:20%02d0728102030+02'00')\n/ModDate (D:2026)>>"
        b"/ID [<0%dAF> <FF0%d>]" % (year, year % 10, year % 10)
        for year in (26, 31)
    ]
    assert finish_pdf(dated[0]) == finish_pdf(dated[1])
    assert [len(finish_pdf(pdf)) for pdf in dated] == [len(pdf) for pdf in dated]
