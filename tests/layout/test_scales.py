import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import Claim, Scale, Text, fitted_scale, stretches, whiskers

NAN, INF = float("nan"), float("inf")
NUMBERS = st.floats(1e-3, 1e9)


def claim(
    best: float, qualifier: str = "", low: float = NAN, high: float = NAN, **more: Any
) -> Claim:
    low = best if math.isnan(low) else low
    high = best if math.isnan(high) else high
    return Claim(2, "", "killed", "", "", low, best, high, qualifier, **more)


@given(NUMBERS, NUMBERS, st.booleans())
def test_pixels_and_values_are_inverse(value: float, high: float, log: bool) -> None:
    scale = Scale(10, 300, 1e-4 if log else 0.0, max(high, 1.0), log)
    # A value far below the axis' end is as exact as floats of the axis' size can be.
    exact = pytest.approx(value, rel=1e-6, abs=1e-15 * max(high, 1.0))
    assert scale.invert(scale.map(value)) == exact


@given(st.lists(st.tuples(NUMBERS, st.floats(0, 150)), min_size=1, max_size=12), st.booleans())
def test_every_text_fits_behind_its_bar(rows: Any, log: bool) -> None:
    claims, taken = [claim(value) for value, _ in rows], [width for _, width in rows]
    scale = fitted_scale(claims, (40, 340), taken=taken, log=log)
    ends = [scale.map(one.reach) + width for one, width in zip(claims, taken, strict=True)]
    assert max(ends) <= 340 + 1e-6
    # The scale is the longest: some text touches the edge.
    assert max(ends) == pytest.approx(340, abs=1e-3) or max(taken) == 0


def test_bars_begin_at_zero_and_go_below_only_for_negative_values() -> None:
    assert fitted_scale([claim(5)], (0, 100), taken=[0], log=False).low == 0
    assert fitted_scale([claim(5), claim(-3)], (0, 100), taken=[0, 0], log=False).low == -3
    assert fitted_scale([claim(50), claim(3)], (0, 100), taken=[0, 0], log=True).low == 1
    assert fitted_scale([claim(NAN)], (0, 100), taken=[30], log=False).high > 0
    assert fitted_scale([claim(0)], (0, 100), taken=[30], log=False).high > 0


SCALE = Scale(0, 100, 0, 100)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (claim(9), [(0, 9, "certain")]),
        (claim(-9), [(0, -9, "certain")]),
        (claim(9, ">", high=INF), [(0, 9, "certain")]),
        (claim(9, ">=", high=INF), [(0, 9, "certain")]),
        (claim(9, "<=", low=0), [(0, 9, "possible")]),
        (claim(9, "<", low=0), [(0, 9, "possible")]),
        (claim(NAN, "..", 4, 9), [(0, 4, "certain"), (4, 9, "possible")]),
        (claim(NAN, "..", 0, 9), [(0, 9, "possible")]),
        (claim(0), []),
        (claim(NAN), []),
        (claim(9, parts=(claim(2), claim(7))), [(0, 2, "ghost"), (2, 9, "ghost")]),
        (
            claim(NAN, "..", 4, 9, parts=(claim(2), claim(2))),
            [(0, 4, "ghost"), (4, 9, "possible")],
        ),
    ],
)
def test_certain_is_solid_and_possible_hatched(one: Any, expected: Any) -> None:
    assert [(found.start, found.end, found.style) for found in stretches(one, SCALE)] == expected


def test_on_a_logarithmic_axis_bars_begin_at_its_low_end() -> None:
    scale = Scale(0, 100, 1, 100, log=True)
    found = stretches(claim(NAN, "..", 4, 9), scale)
    assert [(one.start, one.end) for one in found] == [(1, 4), (4, 9)]


def test_only_ranges_and_combined_claims_have_whiskers() -> None:
    assert whiskers(claim(NAN, "..", 4, 9)) == (4, 9)
    assert whiskers(claim(5, "", 4, 9, made="median of 2 claims")) == (4, 9)
    assert whiskers(claim(5, ">", 4, INF, made="sum of 2 numbers")) is None
    assert whiskers(claim(5)) is None


def test_a_text_is_as_large_as_its_lines() -> None:
    text = Text.measured("one\nthree", 5, 9, 10, "lane")
    assert (text.text, text.x, text.y, text.height) == ("one\nthree", 5, 9, 26)
    assert text.width > Text.measured("one", 5, 9, 10, "lane").width
