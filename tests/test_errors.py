"""Problem messages: one line, with visible characters only."""

from hypothesis import given
from hypothesis import strategies as st

from tests.internals import SHOWN_CHARACTERS, further, visible
from tests.internals import told_problem as told
from timeline import Problem


@given(st.text(max_size=30), st.text(max_size=300), st.text(max_size=30))
def test_a_problem_is_one_line_without_signs_that_control(
    column: str, value: str, message: str
) -> None:
    line = str(Problem("a.csv", 2, column, value, message))
    assert len(line.splitlines()) == 1
    assert not set(line) & set("\x1b\x00\x07\u202e\u200b\u2066")


def test_visible_characters_are_kept() -> None:
    shown = "Besançon – 上甘岭 🎖️ 👨‍👩‍👧 می‌خواهم"
    assert visible(shown) == shown
    assert visible("a\x1b[31m\nb\u202e") == "a\\x1b[31m\\nb\\u202e"


def test_a_long_value_is_shortened_in_the_middle() -> None:
    line = str(Problem("a.csv", 2, "start", "x" * 10**6 + "y", "is not a date"))
    assert f"{'x' * 18}y" in line
    assert "…" in line
    assert len(line) < SHOWN_CHARACTERS + 50


def test_one_problem_may_cover_many_rows() -> None:
    assert [further(rows) for rows in (1, 2, 1002)] == [
        "", ", and 1 more row like it", ", and 1,001 more rows like it"
    ]  # fmt: skip
    many = [Problem("a.csv", row, "end", "x", "is not a date", code="date") for row in range(25)]
    assert told(many)[20:] == ['a.csv: and 5 more of the kind "date"']
