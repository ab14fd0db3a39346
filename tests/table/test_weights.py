"""A row stands for one row, or for as many as it says."""

import pandas as pd

from tests.internals import ROWS, counts_of, rows_at, rows_in, weights

PLAIN = pd.DataFrame({"line": [2, 3, 4], "side": ["a", "b", "a"]})
CONDENSED = PLAIN.assign(**{ROWS: [10, 20, 30], "line": [-1, -2, -3]})


def test_a_row_of_a_table_that_was_read_is_one():
    assert weights(PLAIN).tolist() == [1, 1, 1]
    assert (rows_in(PLAIN), rows_at(PLAIN, [3, 4])) == (3, 2)
    assert counts_of(PLAIN, "side").to_dict() == {"a": 2, "b": 1}


def test_a_row_of_a_condensed_table_is_many():
    assert weights(CONDENSED).tolist() == [10, 20, 30]
    assert (rows_in(CONDENSED), rows_at(CONDENSED, [-1, -3])) == (60, 40)
    assert counts_of(CONDENSED, "side").to_dict() == {"a": 40, "b": 20}
