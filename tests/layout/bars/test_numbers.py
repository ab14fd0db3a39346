"""Numbers above columns: qualified ones first, each clearly at its column."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tests.claim_rows import look
from tests.internals import (
    Axis,
    Bar,
    Box,
    Columns,
    Layout,
    Panel,
    PeriodSums,
    Plot,
    Tick,
    bars_chart,
    cell_text,
    column_numbers,
    gap_texts,
    instant,
    period_starts,
    period_texts,
)
from timeline import THEMES, read_events


def panel(found: PeriodSums, box: Box) -> Panel:
    bars = [
        Bar(float(found.edges[at]), float(found.edges[at + 1]), 0, float(top), "#000000")
        for at, top in enumerate(found.drawn.sum(axis=0))
    ]
    time, value = Axis("time", 0, 1), Axis("value", 0, 100)
    return Panel(box, time, value, bars=tuple(bars))


def numbers(found: PeriodSums, width: float) -> list[str]:
    one = plot(found, width)
    columns = Columns({"": found}, {"PVA": ("#000000", "")})
    return [
        text.text for text in column_numbers(one, panel(found, one.box), columns, look=look())[0]
    ]


def test_the_largest_numbers_come_first_and_only_as_room_allows() -> None:
    found = sums([[10, 80, 12, 60, 11, 70, 13]])
    assert numbers(found, 400) == ["80", "70", "60", "13", "12", "11", "10"]
    thin = numbers(found, 40)
    assert thin[0] == "80"
    assert len(thin) < 7


def test_a_stack_writes_its_total_and_about_where_a_term_is_loose() -> None:
    found = sums([[10], [20]], names=("PVA", "UN Command"), qualifier="~")
    one = plot(found)
    looks = {"PVA": ("#000000", ""), "UN Command": ("#000000", "")}
    stack = Columns({"": found}, looks, stack=True)
    texts, _ = column_numbers(one, panel(found, one.box), stack, look=look(language="de"))
    assert [text.text for text in texts] == ["etwa 30"]


def laid_out(*rows: dict[str, str], width: float = 1080, period: str = "month") -> Layout:
    base = {"title": "r", "side": "N", "measure": "shells", "unit": "rounds", "source": "s",
            "claimed_by": "HQ"}  # fmt: skip
    table = read_events(pd.DataFrame([{**base, **row} for row in rows]))
    return bars_chart(table, measure="shells", period=period).lay_out(width, THEMES["light"])


def values(layout: Layout) -> set[str]:
    return {text.text for text in layout.texts if text.role == "value"}


ROWS = (
    {"start": "1950-01", "value": "100"},
    {"start": "1950-04", "value": "~250"},
    {"start": "1950-05", "value": "100..400"},
    {"start": "1950-06", "value": ">90"},
    {"start": "1950-06", "value": "40", "claimed_by": "Enemy"},
    {"start": "1950-01", "value": "10", "side": "S"},
    {"start": "1950-12", "value": "12345678", "side": "S"},
)


def test_qualified_numbers_and_the_one_at_the_edge_find_their_room() -> None:
    told = values(laid_out(*ROWS))
    assert {"about 250", "100–400", ">90", "40", "12,345,678"} <= told


def test_bounds_that_hold_their_number_have_their_signs_where_words_have_no_room() -> None:
    rows = [{"start": f"19{50 + n // 12}-{n % 12 + 1:02d}", "value": "≥250"} for n in range(30)]
    told = {text.text for text in laid_out(*rows).texts if text.role == "value"}
    assert told <= {"at least 250", "≥250", "≥"}
    assert told & {"≥250", "≥"}


def test_no_numbers_overlap_or_leave_the_plot() -> None:
    layout = laid_out(*ROWS)
    boxes = [text.box for text in layout.texts if text.role == "value"]
    for at, box in enumerate(boxes):
        assert 0 <= box.x0 < box.x1 <= layout.width
        assert not any(box.overlaps(other) for other in boxes[at + 1 :])


def test_where_words_have_no_room_a_sign_says_that_the_number_is_not_exact() -> None:
    rows = [{"start": f"19{50 + n // 12}-{n % 12 + 1:02d}", "value": "~250"} for n in range(30)]
    told = [text.text for text in laid_out(*rows).texts if text.role == "value"]
    assert len(told) == len(rows)
    assert set(told) <= {"about 250", "~250", "~"}


@pytest.mark.slow
def test_inexact_numbers_without_room_are_in_a_note() -> None:
    rows = [{"start": str(1000 + n), "value": "~250"} for n in range(400)]
    layout = laid_out(*rows, width=360, period="year")
    stand = sum(text.role == "value" for text in layout.texts)
    (note,) = (note for note in layout.meta["notes"] if note.startswith("Not exact"))
    assert "(about 250)" in note
    assert f"and {len(rows) - stand - 6} more" in note


def test_no_number_is_cut_off_by_the_plot() -> None:
    found = sums([[17, *[3] * 18, 17]])
    columns = Columns({"": found}, {"PVA": ("#000000", "")})
    stood = 0
    for width in range(150, 320, 4):
        one = plot(found, width)
        texts, _ = column_numbers(one, panel(found, one.box), columns, look=look())
        stood += [text.text for text in texts].count("17")
        for text in texts:
            assert one.box.x0 <= text.box.x0
            assert text.box.x1 <= one.box.x1
    assert stood > 40


def test_no_number_reads_on_from_the_tick_beside_it() -> None:
    found = sums([[17, *[3] * 38, 17]])
    one, columns = plot(found, 400), Columns({"": found}, {"PVA": ("#000000", "")})
    bare = panel(found, one.box)
    tick = Tick(one.y.invert(one.y.map(17) - 9), "20")
    for drawn, stand in ((bare, 2), (replace(bare, y=Axis("value", 0, 100, (tick,))), 1)):
        texts, _ = column_numbers(one, drawn, columns, look=look())
        assert [text.text for text in texts].count("17") == stand


def test_a_stack_of_ranges_states_both_ends() -> None:
    rows = read_events(
        b"title,start,measure,value,side,source\n"
        b"A,1953-05,killed,3..5,US,s\nB,1953-05,killed,10,PVA,s\n"
    )
    chart = bars_chart(rows, measure="killed", period="month", stack=True)
    texts = [text.text for text in chart.lay_out(720, chart.theme).texts if text.role == "value"]
    assert texts == ["13–15"]


def test_a_number_keeps_clear_of_higher_neighbouring_columns() -> None:
    found = sums([[90, 9, 90]])
    wide, narrow = numbers(found, 36), numbers(found, 33)
    assert "9" in wide
    assert "9" not in narrow  # its column holds it, and no air beside it


def sums(
    drawn: Any, count: Any = None, qualifier: str = "", names: tuple[str, ...] = ("PVA",)
) -> PeriodSums:
    values = np.array(drawn, dtype=float)
    counts = np.array(count) if count is not None else np.ones_like(values, dtype=int)
    edges = period_starts(np.arange(-200, -200 + values.shape[1] + 1), "month")
    loose = np.full(values.shape, qualifier, dtype=object)
    return PeriodSums("month", names, edges, values, values, counts, loose)


def plot(found: PeriodSums, width: float = 300.0, log: bool = False) -> Plot:
    return Plot(found, Box(50, 20, 50 + width, 220), 1.0 if log else 0.0, 100.0, 0, log)


@pytest.mark.parametrize("log", [False, True])
def test_pixels_and_values_are_inverse(log: bool) -> None:
    one = plot(sums([[1, 2]]), log=log)
    assert one.y.invert(one.y.map(37.0)) == pytest.approx(37.0)
    assert (one.x.map(float(one.sums.edges[0])), one.y.map(100.0)) == (50, 20)


def test_a_cell_is_qualified_as_its_claims_are() -> None:
    assert cell_text(sums([[1200]], qualifier=">"), (0, 0), language="en") == "more than 1,200"


def test_a_gap_too_thin_for_its_words_is_left_to_the_notes() -> None:
    found = sums([[1, 0, 2]], count=[[1, 0, 1]])
    assert [text.text for text in gap_texts(plot(found, 300), look())] == ["no data"]
    assert [text.text for text in gap_texts(plot(found, 110), look())] == ["no\ndata"]
    assert not gap_texts(plot(found, 40), look())
    assert period_texts(found.edges, "month")[1] == "June 1953"
    assert found.edges[1] == instant(1953, 6)


def test_a_rate_has_only_significant_digits() -> None:
    rates = replace(sums([[25331 / 31, 2 / 3]]), rate=True)
    assert [cell_text(rates, (0, at), language="en") for at in (0, 1)] == ["817", "0.667"]


def test_if_some_have_no_room_only_peaks_have_numbers() -> None:
    found = sums([[30, 10, 80, 12, 60, 60, 20, 11, 70]])
    assert numbers(found, 400) == ["80", "70", "60", "60", "30", "20", "12", "11", "10"]
    assert numbers(found, 120) == ["80", "70", "60", "30"]
