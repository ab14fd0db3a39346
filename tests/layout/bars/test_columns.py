from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.claim_rows import bars_of, claims, look
from tests.internals import Layout, instant
from tests.layout.bars.test_lying import check

MONTHS = st.integers(1, 12).map(lambda month: f"1953-{month:02}-05")
VALUES = st.sampled_from(["0", "3", "~22000", "88810", "1450..1600", ">900"])
ROWS = st.lists(st.tuples(MONTHS, VALUES, st.sampled_from(["PVA", "UN Command"])),
                min_size=1, max_size=25)  # fmt: skip


def lay_out(*rows: tuple[str, object, str], width: float = 720, **options: Any) -> Layout:
    claimed = [
        {"start": day, "end": day, "value": str(value), "side": side} for day, value, side in rows
    ]
    return bars_of(
        claims(*claimed), look(width, title="T"), measure="killed", period="month", **options
    )


@settings(deadline=None, max_examples=40)
@given(ROWS, st.sampled_from([300, 720, 1080]), st.booleans())
def test_nothing_overlaps_and_every_sum_is_drawn(rows: Any, width: float, stack: bool) -> None:
    layout = lay_out(*rows, width=width, stack=stack)
    check(layout)
    (panel,) = layout.panels
    assert panel.y.low == 0
    bars = {(bar.name, bar.x0) for bar in panel.bars if bar.style == "certain"}
    sums = {(side, day[:7]) for day, value, side in rows if value != "0"}
    assert len(bars) == len(sums)


def test_columns_are_in_their_months_with_stacked_series() -> None:
    rows = (("1953-01-05", 3, "PVA"), ("1953-01-07", 5, "UN Command"), ("1953-03-05", 1, "PVA"))
    (panel,) = lay_out(*rows, stack=True).panels
    assert panel.x.low == instant(1953, 1)
    assert panel.x.high == instant(1953, 4)
    first = [bar for bar in panel.bars if bar.x1 < instant(1953, 2)]
    assert {(bar.name, bar.y0, bar.y1) for bar in first} == {("UN Command", 0, 5), ("PVA", 5, 8)}
    for bar in panel.bars:
        assert instant(1953, 1) < bar.x0 < bar.x1 < instant(1953, 4)


def test_series_are_side_by_side_if_not_stacked() -> None:
    (panel,) = lay_out(("1953-01-05", 3, "PVA"), ("1953-01-07", 5, "UN Command")).panels
    one, other = sorted(panel.bars, key=lambda bar: bar.x0)
    assert one.x1 == pytest.approx(other.x0)
    assert one.y0 == other.y0 == 0


def test_a_gap_says_so_and_a_zero_is_a_line_with_its_number() -> None:
    layout = lay_out(("1953-01-05", 3, "PVA"), ("1953-02-05", 0, "PVA"), ("1953-04-05", 4, "PVA"))
    (panel,) = layout.panels
    gap = instant(1953, 3), instant(1953, 4)
    assert [(band.x0, band.x1) for band in panel.bands] == [gap]
    (said,) = [text for text in layout.texts if text.role == "gap"]
    assert said.text == "no data"
    assert said.at == sum(gap) / 2
    (zero,) = [rule for rule in panel.rules if rule.style == "zero"]
    assert zero.x0 == instant(1953, 2)
    assert [text.text for text in layout.texts if text.role == "value"] == ["4", "3", "0"]
    assert "No record: March 1953." in layout.meta["notes"]


def test_a_range_is_hatched_above_what_is_certain() -> None:
    (panel,) = lay_out(("1953-01-05", "4..9", "PVA")).panels
    assert [(bar.y0, bar.y1, bar.style) for bar in panel.bars] == [
        (0, 4, "certain"), (4, 9, "possible"),
    ]  # fmt: skip


def test_facets_share_one_scale_and_their_axis_of_time_is_under_the_last() -> None:
    rows = (("1953-01-05", 3, "PVA"), ("1953-01-07", 50, "UN Command"))
    layout = lay_out(*rows, across="side")
    first, last = layout.panels
    assert first.y.high == last.y.high
    assert first.box.y1 < last.box.y0
    assert not first.x.ticks
    assert last.x.ticks
    assert [text.text for text in layout.texts if text.role == "group"] == ["PVA", "UN Command"]
    check(layout)


def test_a_logarithmic_axis_is_labelled_and_bars_begin_at_its_end() -> None:
    layout = lay_out(("1953-01-05", 30, "PVA"), ("1953-02-05", 4000, "PVA"), log=True)
    (panel,) = layout.panels
    assert panel.y.log
    assert {bar.y0 for bar in panel.bars} == {panel.y.low} == {10}
    assert "people, logarithmic scale" in [text.text for text in layout.texts]


def test_the_key_names_several_series_and_not_one() -> None:
    assert not lay_out(("1953-01-05", 3, "PVA")).key
    key = lay_out(("1953-01-05", 3, "PVA"), ("1953-01-07", 5, "UN Command")).key
    assert [entry.text for entry in key] == ["PVA", "UN Command"]


def test_whole_numbers_have_no_halves_on_their_axis() -> None:
    ticks = lay_out(("1953-05", 1, "US"), ("1953-06", 2, "US")).panels[0].y.ticks
    assert [tick.text for tick in ticks] == ["0", "1", "2"]
    ticks = lay_out(("1953-05", 0.5, "US"), ("1953-06", 2, "US")).panels[0].y.ticks
    assert "0.5" in [tick.text for tick in ticks]
