"""Date columns while they are filled."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import (
    ZONE_ZERO,
    Bounds,
    CategoryArray,
    DateColumns,
    categorical,
    where_text,
)

TEXTS = st.lists(st.sampled_from(["", "day", "month", "Z"]), max_size=12)
PAIRS = st.lists(st.tuples(*[st.sampled_from(["", "day", "Z"])] * 2, st.booleans()), max_size=12)


@given(TEXTS)
def test_a_column_is_listed_compared_and_taken_as_its_texts(texts: list[str]) -> None:
    column, plain = categorical(texts), np.array(texts, object)
    assert column.tolist() == texts == np.asarray(column, object).tolist()
    assert (column == "day").tolist() == [text == "day" for text in texts]
    assert (column != "day").tolist() == [text != "day" for text in texts]
    assert column.isin(("day", "Z")).tolist() == np.isin(plain, ("day", "Z")).tolist()
    assert column.filled().tolist() == [text != "" for text in texts]
    assert column.any() == any(texts)
    assert column[::-1].tolist() == texts[::-1]
    assert [column[at] for at in range(len(column))] == texts


@given(PAIRS)
def test_two_columns_of_other_vocabularies_are_compared_and_chosen_by_text(
    rows: list[tuple[str, str, bool]],
) -> None:
    one, other = categorical([row[0] for row in rows]), categorical([row[1] for row in rows])
    flags = np.array([row[2] for row in rows], bool)
    assert (one == other).tolist() == [row[0] == row[1] for row in rows]
    assert (one != other).tolist() == [row[0] != row[1] for row in rows]
    assert where_text(flags, one, other).tolist() == [row[0] if row[2] else row[1] for row in rows]
    assert where_text(flags, "new", other).tolist() == ["new" if row[2] else row[1] for row in rows]


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


def test_a_cleared_output_keeps_only_its_state() -> None:
    columns = filled()
    columns.clear(ROWS, "invalid")
    fresh = DateColumns(3).columns("")
    for name, column in columns.columns("").items():
        if name != "state":
            texts = isinstance(column, CategoryArray)
            both = np.asarray(column), np.asarray(fresh[name])
            assert np.array_equal(*both, equal_nan=not texts), name
    assert columns.columns("")["state"].tolist() == ["invalid", "", "invalid"]


def test_open_time_is_without_bounds() -> None:
    columns = DateColumns(1)
    columns.put_boundless(np.array([0]), "open")
    assert (columns.lower[0], columns.upper[0]) == (-np.inf, np.inf)


def test_zone_names_and_codes_are_one_to_one() -> None:
    names = DateColumns(1).columns("")["zone"].names
    assert names.index("+14:00") - names.index("-12:00") == 26 * 60
    assert (names[0], names[1], names[ZONE_ZERO - 210]) == ("", "Z", "-03:30")
