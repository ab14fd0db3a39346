from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import break_points, cluster_starts, fallback_em, script_name


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
