"""Axis breaks: long gaps take a few pixels, nothing else changes, and the figure says so."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import AxisBreaks, find_breaks, select
from tests.layouts import laid_out, overlapping, table, text_boxes

ROWS = [
    {"title": "Seoul", "start": "1950-06-25", "end": "1950-06-28"},
    {"title": "Inchon", "start": "1950-09-15", "end": "1950-09-19"},
    {"title": "Outpost Harry", "start": "1953-06-10", "end": "1953-06-18"},
]
WAR = {"title": "War", "start": "1950-06-25", "end": "1953-07-27"}


def folds(rows, **options):
    selection = select(table(rows), claims=False, **options)
    return find_breaks(selection.frame, selection)


def bands(layout):
    return [band for band in layout.panels[0].bands if band.style == "fold"]


def test_a_long_gap_is_a_narrow_band_and_the_note_says_its_ends():
    layout = laid_out(ROWS, fold=True)
    (band,) = bands(layout)
    axis = layout.panels[0].x
    assert 0 < band.x1 - band.x0 < 0.1 * (axis.high - axis.low)
    notes = " ".join(text.text for text in layout.texts if text.role == "note")
    assert notes.startswith("Without the time in which nothing is shown: ")
    assert "1950 – " in notes
    assert layout.meta["notes"] == [notes]


def test_ticks_are_beside_the_gap_in_order_with_both_years():
    layout = laid_out(ROWS, fold=True)
    (band,) = bands(layout)
    ticks = [tick for tick in layout.panels[0].x.ticks if tick.text]
    places = [tick.at for tick in ticks]
    assert places == sorted(places)
    assert not [at for at in places if band.x0 < at < band.x1]
    assert {"1950", "1953"} <= set("\n".join(tick.text for tick in ticks).split())


@pytest.mark.parametrize("rows", [ROWS[:1], [*ROWS, WAR], [*ROWS, {**WAR, "end": ".."}]])
def test_nothing_is_folded_where_nothing_is_empty_for_long(rows):
    assert folds(rows) == AxisBreaks()
    assert bands(laid_out(rows, fold=True)) == []


def test_only_on_request():
    assert bands(laid_out(ROWS)) == []


def test_a_window_of_time_is_folded_within():
    assert folds(ROWS, since="1953-01", until="1954-01") == AxisBreaks()


@given(st.lists(st.tuples(st.integers(1, 2000), st.integers(0, 3)), min_size=1, max_size=12))
def test_order_and_lengths_of_events_are_kept_and_gaps_lie_between_them(spans):
    rows = [{"title": "x", "start": f"{a:04d}", "end": f"{a + n:04d}"} for a, n in spans]
    selection = select(table(rows), claims=False)
    found = find_breaks(selection.frame, selection)
    starts = selection.frame["start_earliest"].to_numpy()
    ends = selection.frame["end_latest"].to_numpy()
    for low, high in found.gaps:
        assert not ((starts < high) & (ends > low)).any()
    assert np.allclose(found.at(ends) - found.at(starts), ends - starts)
    times = np.sort(np.concatenate([starts, ends, (starts + ends) / 2]))
    assert (np.diff(found.at(times)) >= -1e-3).all()


@given(st.lists(st.integers(1, 2000), min_size=2, max_size=8), st.sampled_from([360, 720]))
def test_texts_of_a_folded_figure_keep_apart(years, width):
    rows = [{"title": f"Battle {n}", "start": f"{year:04d}"} for n, year in enumerate(years)]
    layout = laid_out(rows, width=width, fold=True)
    assert list(overlapping(text_boxes(layout))) == []
    boxes = [box for _, box in text_boxes(layout)]
    assert all(box.x0 >= 0 and box.x1 <= width for box in boxes)
