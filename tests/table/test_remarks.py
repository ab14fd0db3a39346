from hypothesis import given
from hypothesis import strategies as st

from tests.internals import distinct, moved, zeros
from timeline import Problem


@given(st.lists(st.sampled_from(["", "a", "b", "a (2)", "column 1", "title"]), max_size=8))
def test_names_become_different_and_keep_their_order(names: list[str]) -> None:
    made, problems = distinct(names, "a.csv", 1)
    assert len(set(made)) == len(made) == len(names)
    for name, called in zip(names, made, strict=True):
        assert called.startswith(name or "column")
    assert len(problems) == sum(called not in (name, f"column {at}") for at, (name, called) in
                                enumerate(zip(names, made, strict=True), 1))  # fmt: skip


def test_one_of_our_columns_may_not_stand_twice() -> None:
    _, problems = distinct(["title", "x", "title", "x"], "a.csv", 3)
    assert [(p.line, p.column, p.fatal) for p in problems] == [(3, "title", True), (3, "x", False)]


def test_the_first_zero_byte_is_told_by_its_line() -> None:
    assert str(zeros(b"a\r\nb\rc\n\0\0", "a.csv")[0]).startswith("a.csv:4: holds 2 zero bytes")
    assert str(zeros(b"a\0", "a.csv")[0]).startswith("a.csv:1: holds a zero byte (")
    assert zeros(b"a\n", "a.csv") == []


def test_a_problem_is_moved_with_all_that_it_says() -> None:
    problem = Problem("a.csv", 2, "x", "y", "is odd", "mend it", "odd", fatal=False, rows=3)
    assert moved(problem, 5) == Problem("a.csv", 7, "x", "y", "is odd", "mend it", "odd", False, 3)
