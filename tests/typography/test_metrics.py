from __future__ import annotations

import unicodedata
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import FONT_FOLDER as FOLDER
from tests.internals import (
    Ruler,
    break_points,
    cluster_starts,
    composed,
    fallback_em,
    fits,
    line_height,
    script_name,
    text_width,
    text_widths,
)

LETTERS = st.text(st.characters(codec="utf-8"), max_size=30)
LATIN = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x17F, categories=("L", "N", "Zs")))


@cache
def shipped(weight: int) -> list[Any]:
    from fontTools.ttLib import TTFont

    chunks = ("latin", "latin-ext", "cyrillic", "greek", "symbols")
    return [TTFont(FOLDER / f"{chunk}-{weight}.woff2") for chunk in chunks]


@pytest.mark.slow
@pytest.mark.parametrize(("weight", "bold"), [(400, False), (600, True)])
def test_advances_are_those_of_the_shipped_files(weight: int, bold: bool) -> None:
    checked = 0
    for font in shipped(weight):
        scale = font["head"].unitsPerEm
        for code, glyph in font.getBestCmap().items():
            if unicodedata.category(chr(code)) == "Mn" or 0xD800 <= code < 0xE000:
                continue
            if composed(chr(code)) != chr(code):
                continue
            expected = font["hmtx"][glyph][0] / scale
            assert text_width(chr(code), 1.0, bold=bold) == pytest.approx(expected, abs=2e-4), code
            checked += 1
    assert checked > 1500


def pair_value(pairs: Any, one: str, other: str) -> int | None:
    """Return what one subtable says of a pair, or None where it does not know it."""
    if one not in pairs.Coverage.glyphs:
        return None
    if pairs.Format == 1:
        records = pairs.PairSet[pairs.Coverage.glyphs.index(one)].PairValueRecord
        return next((int(r.Value1.XAdvance) for r in records if r.SecondGlyph == other), None)
    row = pairs.Class1Record[pairs.ClassDef1.classDefs.get(one, 0)]
    value = row.Class2Record[pairs.ClassDef2.classDefs.get(other, 0)].Value1
    return int(getattr(value, "XAdvance", 0) or 0)


def kerning(font: Any, first: str, second: str) -> int:
    """Look a pair up as a shaper does: lookups add up, in each the first that knows it decides."""
    cmap, table = font.getBestCmap(), font["GPOS"].table
    one, other = cmap[ord(first)], cmap[ord(second)]
    features = [f.Feature for f in table.FeatureList.FeatureRecord if f.FeatureTag == "kern"]
    total = 0
    for index in {i for feature in features for i in feature.LookupListIndex}:
        tables = [
            getattr(sub, "ExtSubTable", sub) for sub in table.LookupList.Lookup[index].SubTable
        ]
        values = [value for t in tables if (value := pair_value(t, one, other)) is not None]
        total += values[0] if values else 0
    return total


@pytest.mark.parametrize(
    "pair", ["AV", "To", "Ty", "P.", "LT", "r,", "11", "f)", "’A", "Кт", "ГА", "ΑΥ", "ĽV"]
)
def test_pairs_are_kerned_as_the_shipped_files_say(pair: str) -> None:
    first, second = pair[0], pair[1]
    found = text_width(pair, 1.0) - text_width(first, 1.0) - text_width(second, 1.0)
    font = next((f for f in shipped(400) if {*map(ord, pair)} <= {*f.getBestCmap()}), None)
    expected = kerning(font, first, second) / 2048 if font else 0.0
    assert found == pytest.approx(expected, abs=2e-4)


def test_some_pairs_are_kerned_at_all() -> None:
    assert text_width("AV", 1.0) < text_width("A", 1.0) + text_width("V", 1.0) - 0.02


@given(st.lists(LETTERS, max_size=8), st.booleans())
def test_many_at_once_are_as_wide_as_one_by_one(texts: list[str], bold: bool) -> None:
    texts = [text.replace("\n", " ") for text in texts]
    singly = [text_width(text, 13.0, bold=bold) for text in texts]
    assert np.allclose(text_widths(texts, 13.0, bold=bold), singly, atol=1e-9)


@given(LETTERS, st.floats(9, 40))
def test_width_grows_with_size_and_is_never_negative(text: str, size: float) -> None:
    assert text_width(text, size) == pytest.approx(text_width(text, 1.0) * size)
    assert text_width(text, size) >= 0


@given(LATIN, LATIN)
def test_joined_texts_differ_by_one_pair_at_most(left: str, right: str) -> None:
    parts = text_width(left, 1.0) + text_width(right, 1.0)
    assert abs(text_width(left + right, 1.0) - parts) < 0.25


@given(LATIN)
def test_a_ruler_agrees_with_the_width_of_every_piece(text: str) -> None:
    text = composed(text)
    ruler = Ruler(text, 12.0, False)
    for start in range(0, len(text), 3):
        piece = text[start:].rstrip()
        assert ruler.width(start, len(text)) == pytest.approx(text_width(piece, 12.0), abs=1e-9)


def test_lines_count_by_the_widest_and_marks_not_at_all() -> None:
    assert text_width("a\nbbb\n", 10) == text_width("bbb", 10)
    assert text_width("e\u0301", 10) == text_width("é", 10)
    assert text_width("x\u0330", 10) == text_width("x", 10)
    assert text_width("", 10) == 0.0
    assert text_widths([], 10).tolist() == []


def test_a_text_fits_exactly_its_own_width() -> None:
    width = text_width("Outpost Harry", 12)
    assert fits("Outpost Harry", width, 12)
    assert not fits("Outpost Harry", width - 0.01, 12)
    assert line_height(12) == pytest.approx(15.6)


def test_lone_surrogates_and_controls_are_measured() -> None:
    assert text_width("\ud800", 10) == 10.0
    assert text_width("\x07", 10) >= 0.0


@pytest.mark.parametrize(
    ("char", "width"),
    [("甘", 1.0), ("ｱ", 0.5), ("한", 1.0), ("😀", 1.3), ("ب", 0.62), ("ש", 0.62), ("ก", 0.62),
     ("\u0e31", 0.0), ("\u200d", 0.0), ("\ufe0f", 0.0), ("🏽", 0.0), ("﷽", 9.0), ("\ue000", 1.0)],
)  # fmt: skip
def test_a_character_without_metrics_gets_the_width_of_its_kind(char: str, width: float) -> None:
    assert fallback_em(char) == width


@given(st.characters())
def test_every_character_has_a_sane_width(char: str) -> None:
    assert 0.0 <= fallback_em(char) <= 9.0
    assert script_name(char)


@pytest.mark.parametrize(
    ("text", "starts"),
    [("abc", [0, 1, 2]), ("e\u0301\u0323x", [0, 3]), ("🇰🇷🇨🇳", [0, 2]), ("👩🏽\u200d🚀a", [0, 4]),
     ("กำ", [0, 1]), ("\u1112\u1161\u11ab", [0]), ("", [])],
)  # fmt: skip
def test_clusters_stay_whole(text: str, starts: list[int]) -> None:
    assert cluster_starts(text) == starts


def test_lines_break_where_readers_expect() -> None:
    def pieces(text: str) -> list[str]:
        ends = [0, *break_points(text), len(text)]
        return [text[a:b] for a, b in pairwise(ends)]

    assert pieces("cease-fire at 10-12 June") == ["cease-", "fire ", "at ", "10-12 ", "June"]
    assert pieces("上甘岭，朝鲜") == ["上", "甘", "岭，", "朝", "鲜"]
    assert pieces("「上甘」岭") == ["「上", "甘」", "岭"]
    assert pieces("A/B\u00a0C") == ["A/", "B\u00a0C"]


@given(st.text(max_size=40))
def test_breaks_are_inside_and_never_within_a_cluster(text: str) -> None:
    points = break_points(text)
    assert points == sorted(set(points))
    assert all(0 < point < len(text) for point in points)
    assert set(points) <= set(cluster_starts(text))


def test_scripts_are_named() -> None:
    named = {char: script_name(char) for char in "中कก\U0010ffff\x07🇰"}
    assert list(named.values()) == ["CJK", "Devanagari", "Thai", "unassigned", "control", "symbols"]
