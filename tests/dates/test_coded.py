import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import Coded, chosen, coded

TEXTS = st.lists(st.sampled_from(["", "day", "month", "Z"]), max_size=12)
PAIRS = st.lists(st.tuples(*[st.sampled_from(["", "day", "Z"])] * 2, st.booleans()), max_size=12)


@given(TEXTS)
def test_a_column_is_listed_compared_and_taken_as_its_texts(texts: list[str]) -> None:
    column, plain = coded(texts), np.array(texts, object)
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
    one, other = coded([row[0] for row in rows]), coded([row[1] for row in rows])
    flags = np.array([row[2] for row in rows], bool)
    assert (one == other).tolist() == [row[0] == row[1] for row in rows]
    assert (one != other).tolist() == [row[0] != row[1] for row in rows]
    assert chosen(flags, one, other).tolist() == [row[0] if row[2] else row[1] for row in rows]
    assert chosen(flags, "new", other).tolist() == ["new" if row[2] else row[1] for row in rows]


def test_a_name_that_stands_twice_is_one_name() -> None:
    column = Coded(np.array([0, 2, 1]), ("", "Z", ""))
    assert (column == "").tolist() == [True, True, False]
    assert (column == coded(["", "", "Z"])).tolist() == [True, True, True]
    assert column.any()
