"""Series and facets of bars over time: which are joined, and what follows what."""

import pandas as pd
import pytest

from tests.internals import facets_in_order, joined_values, series_in_order


def rows(*values: float, names: str = "") -> pd.DataFrame:
    numbers = [float(value) for value in values]
    sides = list(names) or [f"side {at:02}" for at in range(len(values))]
    return pd.DataFrame({"side": sides, "value_best": numbers, "value_low": numbers})


@pytest.mark.parametrize(("many", "joined"), [(1, 0), (8, 0), (9, 2), (10, 2), (43, 35)])
def test_the_smallest_are_joined_where_they_are_too_many(many: int, joined: int) -> None:
    values, sums = joined_values(rows(*range(100, 100 - many, -1)), "side", "en")
    assert len(sums) == joined
    assert sum(value == f"other ({joined})" for value in values) == joined
    assert values[0] == "side 00"


def test_a_range_counts_with_its_lower_end() -> None:
    frame = rows(*range(10, 0, -1)).assign(value_low=20.0)
    frame.loc[9, "value_best"] = float("nan")
    values, _ = joined_values(frame, "side", "en")
    assert values[9] == "side 09"


def test_series_stand_as_they_come_or_by_value_and_the_joined_last() -> None:
    frame, names = rows(1, 9, 5, 3), ["a", "other", "b", "a"]
    assert series_in_order(frame, names, by_value=False) == ["a", "other", "b"]
    assert series_in_order(frame, names, by_value=True, last={"other"}) == ["b", "a", "other"]


def test_facets_stand_as_they_come_or_the_largest_first() -> None:
    frame = rows(1, 9, 1, names="aba")
    assert facets_in_order(frame, "side", by_value=False) == ["a", "b"]
    assert facets_in_order(frame, "side", by_value=True) == ["b", "a"]
