from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.internals import Tick, text_width, value_ticks
from timeline import LayoutError

VALUES = st.floats(-1e9, 1e9)


def labels(ticks: tuple[Tick, ...]) -> list[str]:
    return [tick.text for tick in ticks if tick.text]


def check(ticks: tuple[Tick, ...], low: float, high: float) -> None:
    places = [tick.at for tick in ticks]
    assert places == sorted(set(places))
    slack = (high - low) * 1e-9
    assert all(low - slack <= place <= high + slack for place in places)
    assert len(set(labels(ticks))) == len(labels(ticks))


@given(VALUES, VALUES, st.floats(120, 1200), st.booleans())
def test_round_values_are_in_order_apart_and_different(
    low: float, high: float, length: float, horizontal: bool
) -> None:
    assume(high - low > 1e-6 * max(abs(low), abs(high), 1e-3))
    ticks = value_ticks(low, high, length, horizontal=horizontal)
    check(ticks, low, high)
    places = [(tick.at - low) / (high - low) * length for tick in ticks if tick.text]
    gaps = [b - a for a, b in pairwise(places)]
    assert all(gap >= 44.0 - 1e-6 for gap in gaps)
    assert ticks == value_ticks(low, high, length, horizontal=horizontal)


@given(st.floats(-9, 9), st.floats(0.05, 14), st.floats(150, 1200))
def test_logarithmic_values_too(exponent: float, decades: float, length: float) -> None:
    low, high = 10**exponent, 10 ** (exponent + decades)
    ticks = value_ticks(low, high, length, log=True)
    check(ticks, low, high)
    drawn = []
    for tick in ticks:
        if tick.text:
            at = math.log(tick.at / low) / math.log(high / low) * length
            half = text_width(tick.text, 12) / 2
            drawn.append((at - half, at + half))
    assert all(a[1] < b[0] for a, b in pairwise(drawn))


def test_steps_are_one_two_and_five() -> None:
    assert labels(value_ticks(0, 22000, 480)) == ["0", "5,000", "10,000", "15,000", "20,000"]
    assert labels(value_ticks(0, 1, 480)) == ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]
    assert labels(value_ticks(-3, 3, 480)) == ["−3", "−2", "−1", "0", "1", "2", "3"]
    assert labels(value_ticks(0, 22000, 480, language="de"))[1] == "5.000"


def test_counted_things_have_no_fractions() -> None:
    assert labels(value_ticks(0, 2, 600, whole=True)) == ["0", "1", "2"]
    assert labels(value_ticks(0, 2, 600))[1] == "0.5"


def test_decades_with_small_ticks_between() -> None:
    ticks = value_ticks(1, 1000, 180, log=True)
    assert labels(ticks) == ["1", "10", "100", "1,000"]
    assert [tick.at for tick in ticks if not tick.major][:9] == [2, 3, 4, 5, 6, 7, 8, 9, 20]
    assert labels(value_ticks(20, 60, 300, log=True)) == ["20", "30", "40", "50", "60"]


@pytest.mark.parametrize(
    ("low", "high", "log"),
    [(1, 1, False), (0, 10, True), (5, 2, False), (0, math.inf, False), (-1, 10, True)],
)
def test_an_impossible_axis_is_refused(low: float, high: float, log: bool) -> None:
    with pytest.raises(LayoutError, match="axis cannot run from"):
        value_ticks(low, high, 300, log=log)
