import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import Cells, odd_cells, read_cells, regular_cells


def rows(cells: Cells | None) -> list[tuple[str, ...]] | None:
    if cells is None:
        return None
    return list(zip(*(column.to_pylist() for column in cells.columns), strict=True))


def both(text: bytes) -> tuple[Cells | None, Cells]:
    regular = regular_cells(text, 2, start=0, delimiter=",")
    return regular, odd_cells(text, 2, delimiter=",", name="a.csv")


TOKEN = st.sampled_from(["a", "ü", ",", '"', '""', "\n", "\r\n", "\r", " ", '"x"', "1"])


@given(st.lists(TOKEN, max_size=14).map("".join))
def test_where_both_readers_take_a_table_they_see_the_same_cells(text: str) -> None:
    regular, odd = both(text.encode())
    if regular is not None and not odd.problems:
        filled = [row for row in rows(odd) or () if any(row)]
        assert [row for row in rows(regular) or () if any(row)] == filled


@given(st.lists(TOKEN, max_size=14).map("".join))
def test_rows_without_text_are_left_out_and_counted(text: str) -> None:
    cells = read_cells(text.encode(), 2, delimiter=",", name="a.csv")
    assert all(any(cell.strip() for cell in row) for row in rows(cells) or ())
    assert len(cells.lines) == len(rows(cells) or ())
    assert (np.diff(cells.lines) > 0).all()


@pytest.mark.parametrize(
    "text", ['a,"b\n', 'a"b,"c"\n', "a,b\rc,d\n", '"a"b,c\n', "a\n", "a,b,c\n"]
)
def test_what_is_not_regular_is_left_to_the_slow_reader(text: str) -> None:
    assert regular_cells(text.encode(), 2, start=0, delimiter=",") is None


def test_a_quote_within_a_cell_is_a_sign_like_others() -> None:
    cells = read_cells(b'12" gun,"say ""x"""\n', 2, delimiter=",", name="a.csv")
    assert rows(cells) == [('12" gun', 'say "x"')]
    assert cells.problems == ()


def test_the_rows_begin_where_they_are_said_to() -> None:
    cells = read_cells(b"title,start\nx,1\n", 2, start=12, delimiter=",", name="a.csv")
    assert rows(cells) == [("x", "1")]


def test_a_cell_too_long_for_a_table_is_an_open_quote() -> None:
    text = b'x,"' + b"y" * 140_000 + b"\n"
    cells = read_cells(text, 2, delimiter=",", name="a.csv")
    assert [problem.code for problem in cells.problems] == ["quote"]
