"""Properties of packing, for any extents."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import pack

EXTENTS = st.lists(
    st.tuples(st.integers(0, 300), st.integers(0, 60)).map(lambda pair: (pair[0], sum(pair))),
    max_size=60,
)


def edges(extents):
    return [a for a, _ in extents], [b for _, b in extents]


@given(EXTENTS, st.booleans(), st.integers(0, 9))
def test_no_two_extents_of_a_lane_touch(extents, by_left, gap):
    lanes = pack(*edges(extents), gap=gap, by_left=by_left)
    for i, (a0, a1) in enumerate(extents):
        for j, (b0, b1) in enumerate(extents[:i]):
            apart = a1 + gap <= b0 or b1 + gap <= a0
            assert lanes[i] != lanes[j] or apart


@given(EXTENTS.map(lambda pairs: [(a, b + 1) for a, b in pairs]))
def test_needs_no_more_lanes_than_the_most_crowded_pixel_has_extents(extents):
    lanes = pack(*edges(extents))
    deepest = max((sum(a <= x < b for a, b in extents) for x, _ in extents), default=0)
    assert len(set(lanes.tolist())) == deepest


@given(EXTENTS, st.randoms(use_true_random=False))
def test_row_order_does_not_change_lanes(extents, random):
    extents = sorted(set(extents))
    shuffled = random.sample(extents, len(extents))
    before = dict(zip(extents, pack(*edges(extents)).tolist(), strict=True))
    after = dict(zip(shuffled, pack(*edges(shuffled)).tolist(), strict=True))
    assert before == after


@given(EXTENTS)
def test_every_extent_has_a_lane_and_lanes_are_filled_from_the_top(extents):
    lanes = pack(*edges(extents))
    assert sorted(set(lanes.tolist())) == list(range(len(set(lanes.tolist()))))


def test_an_event_added_at_the_end_moves_nothing():
    lefts, rights = [0, 5, 10, 30], [8, 12, 20, 40]
    before = pack(lefts, rights)
    after = pack([*lefts, 50], [*rights, 60])
    assert after[:4].tolist() == before.tolist()


@pytest.mark.parametrize("by_left", [True, False])
def test_nothing_gives_nothing(by_left):
    assert pack([], [], by_left=by_left).tolist() == []


def test_in_table_order_a_late_row_slips_in_before():
    assert pack([50, 0], [60, 10], by_left=False).tolist() == [0, 0]


def test_large_tables_keep_the_lanes_of_the_slow_way():
    rng = np.random.default_rng(3)
    left = np.sort(rng.uniform(0, 5000, 400))
    right = left + rng.uniform(1, 80, 400)
    assert pack(left, right).tolist() == pack(left, right, by_left=False).tolist()
