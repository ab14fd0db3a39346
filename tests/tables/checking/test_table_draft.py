import numpy as np

from tests.internals import LIMIT, TableDraft, draft_of, read_table


def draft(text: str, **written: str) -> TableDraft:
    return draft_of(read_table(text.encode(), name="a.csv"), written)


def test_our_columns_are_trimmed_and_the_users_are_not() -> None:
    made = draft("title,start,x\n Harry\u00a0, 1953, y \n")
    assert made.frame[["title", "start", "x"]].iloc[0].tolist() == ["Harry", "1953", " y "]
    assert made.filled("title").tolist() == [True]
    assert made.filled("end").tolist() == [False]
    assert made.present == {"title", "start"}


def test_columns_that_are_not_there_are_empty() -> None:
    made = draft("title\na\nb\n")
    assert made.frame["note"].tolist() == ["", ""]
    assert draft("title\n").frame["note"].tolist() == []


def test_faults_have_the_users_names_and_a_last_one_for_all_that_follow() -> None:
    made = draft("title,when\n" + "a,x\n" * (LIMIT + 5), start="when")
    found = made.faults(np.arange(LIMIT + 5), "start", "is not a date", code="date")
    assert str(found[0]) == 'a.csv:2: when: "x" is not a date'
    assert len(found) == LIMIT
    assert [found[-2].rows, found[-1].rows] == [1, 6]


def test_one_fault_may_represent_all() -> None:
    made = draft("title\n" + "a\n" * 3)
    found = made.fault_of_all(np.array([1, 2]), "title", "is dull", code="dull")
    assert str(found[0]) == "a.csv:3: title: is dull, and 1 more row like it"
    assert (found[0].rows, found[0].fatal) == (2, False)
    assert made.fault_of_all(np.array([], int), "title", "is dull", code="dull") == []
