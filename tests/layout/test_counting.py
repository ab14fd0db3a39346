from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import count_stretches as stretches
from tests.internals import counts_under_way

EVENT = st.tuples(
    st.integers(-20, 120), st.integers(0, 60), st.integers(0, 2), st.integers(0, 1), st.booleans()
)


EQUAL = st.builds(lambda width, many: [width] * many, st.integers(1, 30), st.integers(1, 8))
UNEQUAL = st.lists(st.integers(1, 30), min_size=1, max_size=8)


@given(st.lists(EVENT, max_size=40), EQUAL | UNEQUAL)
def test_counts_are_those_of_counting_one_by_one(events, widths):
    edges = np.cumsum([0.0, *widths])
    starts = np.array([float(event[0]) for event in events])
    ends = np.array([np.inf if event[4] else float(event[0] + event[1]) for event in events])
    lanes, sides = (np.array([event[at] for event in events], np.int64) for at in (2, 3))

    counts = counts_under_way(starts, ends, lanes, sides, edges=edges, shape=(3, 2))

    for lane in range(3):
        for side in range(2):
            rows = np.flatnonzero((lanes == lane) & (sides == side))
            for at, (low, high) in enumerate(pairwise(edges)):
                under_way = [
                    row
                    for row in rows
                    if starts[row] < high
                    and (ends[row] > low or (ends[row] == starts[row] and starts[row] >= low))
                ]
                assert counts[lane, side, at] == len(under_way)


@given(st.floats(-1e12, 1e12), st.floats(1, 1e11), st.floats(1, 1e9))
def test_stretches_are_long_enough_and_hold_the_whole(low, span, least):
    span = min(span, least * 500)
    edges = stretches(low, low + span, least=least)
    assert edges[0] <= low <= low + span <= edges[-1] + abs(edges[-1]) * 1e-12
    assert np.diff(edges).min() >= least * (1 - 1e-6)
    assert len(edges) < 520
