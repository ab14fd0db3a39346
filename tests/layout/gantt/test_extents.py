"""The drawn extent of an event stays in the plot, keeps its times, and leaves room for marks."""

import numpy as np
import pytest
from hypothesis import given, settings

from tests.internals import NARROWEST, Scale, certainty, extents, instant
from tests.layouts import ROWS, table

STAGE = Scale(20, 700, instant(1953, 6, 1), instant(1953, 7, 1))


def of(start, end=""):
    return found([{"title": "One", "start": start, "end": end}])


def found(rows):
    edges = certainty(table(rows).frame, STAGE.low, STAGE.high)
    return extents(edges, STAGE)


def pixel(at):
    return float(STAGE.map(np.asarray(at))[0])


def test_a_bar_keeps_its_exact_times():
    span = of("1953-06-10", "1953-06-12")
    assert (span.first[0], span.last[0]) == (instant(1953, 6, 10), instant(1953, 6, 13))
    assert (span.left[0], span.right[0]) == (span.first[0], span.last[0])
    assert np.isnan([span.mark[0], span.question[0], span.arrow[0], span.arrow_back[0]]).all()


def test_an_instant_is_a_mark_at_its_time_with_room_around_it():
    span = of("1953-06-10T12:00")
    assert span.mark[0] == instant(1953, 6, 10, 12)
    assert pixel(span.right) - pixel(span.left) == pytest.approx(8)
    assert span.inside1[0] <= span.inside0[0]


def test_at_the_edge_of_a_window_a_mark_stays_whole():
    span = of("1953-06-01T00:00")
    assert pixel(span.left) == pytest.approx(20)
    assert span.mark[0] > STAGE.low


def test_an_arrow_ends_at_the_edge_and_no_label_is_on_it():
    span = of("1953-06-10", "..")
    assert span.right[0] == STAGE.high
    assert pixel(span.last) == pytest.approx(700 - 15)
    assert span.inside1[0] == span.last[0]
    assert pixel(span.arrow) == pytest.approx(700 - 11)


def test_a_question_mark_follows_and_is_held_within_the_plot():
    span = of("1953-06-10", "/")
    assert pixel(span.question) == pytest.approx(pixel(span.last) + 9)
    late = of("1953-06-30", "/")
    assert pixel(late.right) <= 700.01
    assert pixel(late.question) < 700


def test_an_unknown_start_points_back():
    span = of("..", "1953-06-10")
    assert pixel(span.arrow_back) == pytest.approx(20 + 11)
    assert np.isnan(span.mark[0])


@settings(max_examples=40)
@given(ROWS)
def test_everything_drawn_is_in_the_extent_and_in_the_plot(rows):
    span = found(rows)
    slack = STAGE.per_pixel * 0.01
    assert (span.left >= STAGE.low - 17 * STAGE.per_pixel).all()
    assert (span.right <= STAGE.high + slack).all()
    for inner in (span.first, span.last, span.mark, span.question, span.arrow):
        there = ~np.isnan(inner)
        drawn = there & (np.isnan(span.mark) | (inner == span.mark) | (inner == span.question))
        assert (inner[drawn] >= span.left[drawn] - slack).all()
        assert (inner[drawn] <= span.right[drawn] + slack).all()
    marked = ~np.isnan(span.mark)
    assert ((span.last - span.first)[marked] < NARROWEST * STAGE.per_pixel).all()
