"""What is told of sums by period: every value that is joined, every gap, every row left out."""

import pandas as pd
import pytest

from tests.internals import Look, period_notes, sums_by_period
from timeline import Theme, read_events

LOOK = Look(720, Theme(), {})


def told(rows, joined=None, *, adds=True):
    frame = read_events(pd.DataFrame(rows).assign(measure="shells")).frame
    sums = sums_by_period(frame, [""] * len(frame), period="month")
    return period_notes(frame, {"": sums}, joined or {}, language="en", adds=adds)


def claim(start, claimed_by="UN"):
    return {"title": "Shells", "start": start, "value": "5", "claimed_by": claimed_by}


def test_one_claimant_of_all_is_named_and_several_are_not():
    assert told([claim("1953-01"), claim("1953-02")]) == ["Claimed by: UN"]
    assert told([claim("1953-01"), claim("1953-02", "PVA")]) == []


def test_periods_without_data_and_claims_that_are_too_long_are_told():
    assert told([claim("1953-01"), claim("1953-04")])[1:] == ["no record: February–March 1953"]
    assert told([claim("1953-01"), claim("1953-02"), claim("1953")])[1:] == [
        "not drawn, as longer than one period: 1 row (line 3)"
    ]


@pytest.mark.parametrize(("adds", "named"), [(True, "ROK (1,200), – (3)"), (False, "ROK, –")])
def test_joined_values_are_named_with_their_totals_where_these_mean_something(adds, named):
    rows = [{"title": "A", "start": "1953-01", "value": "5"}]
    (note,) = told(rows, {"ROK": 1200.0, "": 3.0}, adds=adds)
    assert note.endswith(named)
