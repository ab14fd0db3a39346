"""The time range of the axis, and the room beside the plot."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import (
    LEAST_AIR,
    OPEN_END,
    Chart,
    Look,
    Scale,
    bars_chart,
    fit_time,
    gantt_chart,
    instant,
    select,
    side_places,
)
from tests.layouts import table
from timeline import THEMES, Theme, read_events


def staged(rows, *, width=720, **window):
    selection = select(table(rows), claims=False, **window)
    look = Look(width, Theme(), {"PVA": 1})
    return fit_time(selection.frame, selection, look)


def test_the_axis_holds_all_that_is_drawn_and_some_air():
    time_scale = staged([{"title": "A", "start": "1953-06-10", "end": "1953-06-20"}])
    low, high = instant(1953, 6, 10), instant(1953, 6, 21)
    assert (low - time_scale.low) / time_scale.per_pixel >= LEAST_AIR - 1
    assert (time_scale.high - high) / time_scale.per_pixel >= LEAST_AIR - 1
    assert (time_scale.left, time_scale.right) == (20, 700)


def test_a_window_is_the_axis_exactly():
    time_scale = staged([{"title": "A", "start": "1953"}], since="1953-03", until="1953-06")
    assert (time_scale.low, time_scale.high) == (instant(1953, 3), instant(1953, 7))


@pytest.mark.parametrize("end", ["..", "/"])
def test_an_open_end_has_room_for_its_mark(end):
    time_scale = staged([{"title": "A", "start": "1953-06-10", "end": end}])
    last = instant(1953, 6, 11) if end == "/" else instant(1953, 6, 10)
    assert (time_scale.high - last) / time_scale.per_pixel >= OPEN_END - 10


def test_a_single_instant_is_in_the_middle_of_a_day():
    time_scale = staged([{"title": "A", "start": "1953-06-10T12:00"}])
    at = instant(1953, 6, 10, 12)
    assert time_scale.map(np.array([at]))[0] == pytest.approx(
        (time_scale.left + time_scale.right) / 2, abs=9
    )
    assert time_scale.high - time_scale.low < 2 * 86400


def test_lane_names_have_a_gutter_that_is_never_wider_than_a_fifth_and_none_on_a_phone():
    rows = [{"title": "A", "start": "1953", "lane": "Artillery of both sides " * 6}]
    assert staged(rows).left <= 20 + 0.2 * 720 + 12
    assert staged(rows).left > 20 + 60
    assert staged(rows, width=360).left == 12


@given(st.floats(-1e12, 1e12), st.floats(1, 1e12), st.floats(0, 1))
def test_pixels_and_time_are_inverse(low, span, share):
    time_scale = Scale(20, 700, low, low + span)
    at = low + share * span
    there = float(time_scale.map(np.array([at]))[0])
    assert 20 - 1e-3 <= there <= 700 + 1e-3
    assert time_scale.invert(there) == pytest.approx(at, abs=span * 1e-6 + 1e-3)


def test_events_without_a_side_are_neutral_and_round():
    look = Look(720, Theme(), {"PVA": 1})
    assert look.of("") == ("neutral", "")
    assert look.of("PVA") == ("side 1", Theme().patterns[1])
    assert not look.phone


LIGHT = THEMES["light"]


def sides(*names: str) -> pd.DataFrame:
    return pd.DataFrame({"side": names})


def test_a_filter_recolours_nothing() -> None:
    table = sides("US", "PVA", "Greece")
    whole = side_places(table, table, "side", theme=LIGHT)
    assert side_places(table, sides("US"), "side", theme=LIGHT) == whole
    assert side_places(table, sides("US"), "side", theme=LIGHT, order=["US"])["US"] == 0


def test_a_side_without_a_place_takes_one_that_the_figure_does_not_use() -> None:
    many = sides(*(f"s{number:02d}" for number in range(20)))
    places = side_places(many, sides("s01", "s19"), "side", theme=LIGHT)
    assert places["s01"] == 1
    assert places["s19"] not in {place for name, place in places.items() if name != "s19"}
    assert len(places) == len(LIGHT.sides)


def test_a_side_that_the_table_lacks_takes_an_unused_place() -> None:
    assert side_places(sides("US"), sides("old"), "side", theme=LIGHT) == {"US": 0, "old": 1}


def fills(chart: Chart) -> str:
    traces = (trace["marker"]["color"] for trace in chart.figure()["data"] if "marker" in trace)
    return str(list(traces))


def test_the_gantt_and_the_bars_of_a_table_agree() -> None:
    rows = [{"title": "Assault", "start": "1953-06-10", "side": "A"},
            {"title": "Relief", "start": "1953-06-11", "side": "B"},
            {"title": "Losses", "start": "1953-06-11", "side": "B", "measure": "killed",
             "value": "9", "source": "x"}]  # fmt: skip
    table = read_events(pd.DataFrame(rows))
    first, second = LIGHT.sides[:2]
    for chart in (gantt_chart(table, side="B"), bars_chart(table, measure="killed")):
        assert second in fills(chart)
        assert first not in fills(chart)
