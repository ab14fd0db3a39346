"""An SVG gets smaller and stays the same picture, whatever its texts hold."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, fromstring, tostring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import compact, rounded, written

SVG = "http://www.w3.org/2000/svg"
XML_TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
    | st.sampled_from(list("<>&\"'\n\t"))
)


def compacted(inner: str, prefix: str = "t") -> str:
    root = fromstring(
        f'<svg xmlns="{SVG}" xmlns:xlink="http://www.w3.org/1999/xlink">{inner}</svg>'
    )
    compact(root, prefix)
    return written(root).removeprefix(f'<svg xmlns="{SVG}"').removesuffix("</svg>")


@given(XML_TEXT, XML_TEXT)
def test_every_text_comes_back(text: str, quoted: str) -> None:
    root = Element(f"{{{SVG}}}svg", {"aria-label": quoted})
    root.append(Element(f"{{{SVG}}}text"))
    root[0].text = root[0].tail = text
    again = fromstring(written(root))
    assert (again[0].text or "") == text
    assert (again[0].tail or "") == text
    assert again.get("aria-label") == quoted.replace("\t", " ")


@pytest.mark.parametrize(
    ("inner", "left"),
    [
        ('<g class="a" data-b="c"><g/><path d="M0,0" style="fill: none;"/></g>', "/>"),
        ('<text class="x" style="opacity: 1; fill: rgb(68, 68, 68);">a</text>',
         '><text style="fill:#444">a</text>'),
        ('<g style="fill: rgb(1, 2, 3);"><path d="M1,1" style="fill: rgb(1, 2, 3);"/></g>',
         '><g style="fill:#010203"><path d="M1,1"/></g>'),
        ('<g style="fill: #fff;"><g style="fill: #000;"><path d="M1" style="fill: #fff;"/></g></g>',
         '><g style="fill:#fff"><g style="fill:#000"><path d="M1" style="fill:#fff"/></g></g>'),
        ('<path d="M1,1" fill="#fff" style="fill: #000;"/>',
         '><path d="M1,1" fill="#fff" style="fill:#000"/>'),
        ('<clipPath id="c"><rect width="3"/></clipPath>', "/>"),
        ('<g transform="translate(1.23456,0)scale(0.123456)"><path d="M1,1"/></g>',
         '><g transform="translate(1.23,0)scale(0.12346)"><path d="M1,1"/></g>'),
    ],
)  # fmt: skip
def test_what_says_nothing_goes(inner: str, left: str) -> None:
    assert compacted(inner) == left


def test_ids_are_numbered_by_kind_and_references_follow() -> None:
    found = compacted(
        '<clipPath id="clip0a1b2cxy"><rect width="3"/></clipPath>'
        '<pattern id="p0a1b2c-77"><rect width="1.23456"/></pattern><rect id="nobody" width="1"/>'
        '<g clip-path="url(#clip0a1b2cxy)"><path d="M1" style="fill: url(\'#p0a1b2c-77\');"/></g>',
        "harry",
    )
    assert found == (
        '><clipPath id="harry-clip-1"><rect width="3"/></clipPath>'
        '<pattern id="harry-pattern-1"><rect width="1.2346"/></pattern><rect width="1"/>'
        '<g clip-path="url(#harry-clip-1)"><path d="M1" style="fill:url(#harry-pattern-1)"/></g>'
    )


def test_what_most_texts_share_is_said_once() -> None:
    style = "font-family: Inter, 'Noto Sans'; font-size: 12px; white-space: pre;"
    texts = "".join(f'<text style="{style}">{n}</text>' for n in range(3))
    found = compacted(f'{texts}<text style="{style.replace("12", "17")}">x</text>')
    assert found == (
        " style=\"font-family:Inter, 'Noto Sans';font-size:12px;white-space:pre\">"
        '<text>0</text><text>1</text><text>2</text><text style="font-size:17px">x</text>'
    )


@given(st.lists(st.floats(-1e4, 1e4), min_size=1), st.integers(2, 5))
def test_rounding_moves_nothing_by_more_than_half_a_digit(
    numbers: list[float], digits: int
) -> None:
    text = "M" + "L".join(repr(number) for number in numbers)
    found = rounded(text, digits)
    assert len(found) <= len(text)
    for before, after in zip(numbers, re.split("[ML]", found)[1:], strict=True):
        assert abs(float(after) - before) <= 0.5 * 10.0**-digits + 1e-9
    assert rounded(found, digits) == found


def test_compacting_twice_changes_nothing_more() -> None:
    inner = '<g style="fill: rgb(9, 9, 9);"><text style="font-size: 9px;">é</text></g>'
    root = fromstring(f'<svg xmlns="{SVG}">{inner}</svg>')
    compact(root, "t")
    once = written(root)
    compact(root, "t")
    assert written(root) == once
    assert tostring(fromstring(once)) == tostring(root)
