"""The span of the axis, and the room for what stands beside the plot."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import LEAST_AIR, OPEN_END, Look, Stage, instant, select, set_stage
from tests.layouts import table
from timeline import Theme


def staged(rows, *, width=720, **window):
    selection = select(table(rows), claims=False, **window)
    look = Look(width, Theme(), {"PVA": 1})
    return set_stage(selection.frame, selection, look)


def test_the_axis_holds_all_that_is_drawn_and_some_air():
    stage = staged([{"title": "A", "start": "1953-06-10", "end": "1953-06-20"}])
    low, high = instant(1953, 6, 10), instant(1953, 6, 21)
    assert (low - stage.low) / stage.per_pixel >= LEAST_AIR - 1
    assert (stage.high - high) / stage.per_pixel >= LEAST_AIR - 1
    assert (stage.left, stage.right) == (20, 700)


def test_a_window_is_the_axis_exactly():
    stage = staged([{"title": "A", "start": "1953"}], since="1953-03", until="1953-06")
    assert (stage.low, stage.high) == (instant(1953, 3), instant(1953, 7))


@pytest.mark.parametrize("end", ["..", "/"])
def test_an_open_end_has_room_for_its_mark(end):
    stage = staged([{"title": "A", "start": "1953-06-10", "end": end}])
    last = instant(1953, 6, 11) if end == "/" else instant(1953, 6, 10)
    assert (stage.high - last) / stage.per_pixel >= OPEN_END - 10


def test_one_instant_stands_in_the_middle_of_a_day():
    stage = staged([{"title": "A", "start": "1953-06-10T12:00"}])
    at = instant(1953, 6, 10, 12)
    assert stage.pixels(np.array([at]))[0] == pytest.approx((stage.left + stage.right) / 2, abs=9)
    assert stage.high - stage.low < 2 * 86400


def test_lane_names_have_a_gutter_that_is_never_wider_than_a_fifth_and_none_on_a_phone():
    rows = [{"title": "A", "start": "1953", "lane": "Artillery of both sides " * 6}]
    assert staged(rows).left <= 20 + 0.2 * 720 + 12
    assert staged(rows).left > 20 + 60
    assert staged(rows, width=360).left == 12


@given(st.floats(-1e12, 1e12), st.floats(1, 1e12), st.floats(0, 1))
def test_pixels_and_time_are_inverse(low, span, share):
    stage = Stage(20, 700, low, low + span)
    at = low + share * span
    there = float(stage.pixels(np.array([at]))[0])
    assert 20 - 1e-3 <= there <= 700 + 1e-3
    assert stage.time(there) == pytest.approx(at, abs=span * 1e-6 + 1e-3)


def test_what_has_no_side_is_neutral_and_round():
    look = Look(720, Theme(), {"PVA": 1})
    assert look.of("") == ("neutral", "")
    assert look.symbol("") == "circle"
    assert look.of("PVA") == ("side 1", Theme().patterns[1])
    assert look.symbol("PVA") == Theme().symbols[1]
    assert not look.phone
