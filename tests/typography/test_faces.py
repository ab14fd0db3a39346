from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import FONT_FOLDER as FOLDER
from tests.internals import font_face_css, missing_glyphs


def faces() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((FOLDER / "index.json").read_text("utf-8"))["faces"]
    return found


@pytest.mark.parametrize("face", faces(), ids=lambda face: face["file"])
def test_the_index_lists_the_actual_files(face: dict[str, Any]) -> None:
    from fontTools.ttLib import TTFont

    data = (FOLDER / face["file"]).read_bytes()
    assert hashlib.sha256(data).hexdigest() == face["sha256"]
    font = TTFont(io.BytesIO(data))
    codes: set[int] = set()
    for item in face["range"].split(","):
        bounds = [int(part, 16) for part in item.removeprefix("U+").split("-")]
        codes.update(range(bounds[0], bounds[-1] + 1))
    assert codes == set(font.getBestCmap())
    assert font["OS/2"].usWeightClass == face["weight"]
    substitutions = font["GSUB"].table.FeatureList.FeatureRecord if "GSUB" in font else []
    assert "calt" not in {record.FeatureTag for record in substitutions}


def test_the_licence_is_there() -> None:
    assert "SIL OPEN FONT LICENSE" in (FOLDER / "OFL.txt").read_text("utf-8")


def files_of(css: str) -> set[bytes]:
    return {base64.b64decode(data) for data in re.findall(r"base64,([^)]*)\)", css)}


def test_css_holds_the_font_itself_in_both_weights() -> None:
    css = font_face_css()
    assert files_of(css) == {(FOLDER / f"latin-{w}.woff2").read_bytes() for w in (400, 600)}
    assert len(re.findall("font-family:Inter;", css)) == 2
    assert "http" not in css


def test_other_scripts_come_only_when_they_occur() -> None:
    small = font_face_css(["Outpost Harry – 10 June, 22,000 ≈"])
    assert small == font_face_css()
    assert files_of(small) < files_of(font_face_css(["Łódź"]))
    assert len(files_of(font_face_css(["Харьков", "Łódź", "Θερμοπύλες"]))) == 8
    assert font_face_css(["上甘岭"]) == small


@given(st.lists(st.text(max_size=5), max_size=4))
def test_the_order_of_texts_does_not_matter(texts: list[str]) -> None:
    assert font_face_css(texts) == font_face_css(texts[::-1] * 2)


def test_missing_characters_are_named_by_script() -> None:
    told = missing_glyphs(["中あ", "مرحبا", "ok\ue000", "😀", "Харьков"])
    assert told.startswith("Arabic: ")
    assert "CJK: 中" in told
    assert "Hiragana: あ" in told
    assert "private use: U+E000" in told
    assert "symbols: 😀" in told
    assert "Х" not in told


def test_supported_and_invisible_characters_are_not_reported_missing() -> None:
    assert missing_glyphs(["Plain\ntext\t", "e\u0301", "a\u200db\ufe0f", "√→★"]) == ""
    assert missing_glyphs([]) == ""


def test_a_control_character_is_reported_by_its_number() -> None:
    assert missing_glyphs(["a\x07"]) == "control: U+0007"
