"""Columns of dates while they are filled."""

import numpy as np

from tests.internals import ZONE_CODES, ZONE_ZERO, Bounds, Coded, DateColumns

ROWS = np.array([0, 2])


def filled() -> DateColumns:
    columns = DateColumns(3)
    numbers = np.array([1.0, 2.0])
    bounds = Bounds(numbers, numbers + 1, numbers, 8, ZONE_ZERO + 540, np.ones(2, bool))
    columns.put(ROWS, bounds, qualifier="~", unspecified=True)
    return columns


def test_codes_come_out_as_names_under_their_prefix() -> None:
    columns = filled().columns("end_")
    assert columns["end_precision"].tolist() == ["year", "", "year"]
    assert columns["end_zone"].tolist() == ["+09:00", "", "+09:00"]
    assert columns["end_state"].tolist() == ["date", "", "date"]
    assert columns["end_qualifier"].tolist() == ["~", "", "~"]


def test_what_is_cleared_leaves_nothing_but_its_state() -> None:
    columns = filled()
    columns.clear(ROWS, "invalid")
    fresh = DateColumns(3).columns("")
    for name, column in columns.columns("").items():
        if name != "state":
            texts = isinstance(column, Coded)
            both = np.asarray(column), np.asarray(fresh[name])
            assert np.array_equal(*both, equal_nan=not texts), name
    assert columns.columns("")["state"].tolist() == ["invalid", "", "invalid"]


def test_open_time_is_without_bounds() -> None:
    columns = DateColumns(1)
    columns.put_boundless(np.array([0]), "open")
    assert (columns.lower[0], columns.upper[0]) == (-np.inf, np.inf)


def test_zone_names_and_codes_are_one_to_one() -> None:
    assert ZONE_CODES["+14:00"] - ZONE_CODES["-12:00"] == 26 * 60
    assert (ZONE_CODES[""], ZONE_CODES["Z"], ZONE_CODES["-03:30"]) == (0, 1, ZONE_ZERO - 210)
