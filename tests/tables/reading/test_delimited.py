import csv
import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import Cells, Quotes, home, odd_cells, quotes_of, read_cells, regular_cells

SIGNS = st.sampled_from(['"', ",", "\n", "\r\n", "a", "ü", " "])
#: Some cells are longer than the words of 64 bits in which bytes are looked at.
CELL = st.builds(
    lambda signs, times: "".join(signs) * times,
    st.lists(SIGNS, max_size=6),
    st.sampled_from([1, 1, 13, 40]),
)
TABLE = st.lists(st.lists(CELL, min_size=2, max_size=2), max_size=8)


def look(text: str) -> Quotes:
    return quotes_of(np.frombuffer(text.encode(), np.uint8), ord(","))


@given(TABLE, st.booleans(), st.sampled_from([1, 2, 3, 7, 1 << 20]))
def test_well_quoted_csv_is_regular_with_correct_row_starts(
    rows: list[list[str]], all_cells: bool, block: int
) -> None:
    file = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if all_cells else csv.QUOTE_MINIMAL
    csv.writer(file, lineterminator="\n", quoting=quoting).writerows(rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(home("QUOTE_BLOCK"), "QUOTE_BLOCK", block)
        quotes = look(file.getvalue())
    assert quotes.regular
    reader = csv.reader(io.StringIO(file.getvalue(), newline=""))
    lines = [1]
    lines += [reader.line_num + 1 for _ in reader]
    within = any("\n" in cell for row in rows for cell in row)
    assert (quotes.lines is not None) == within
    if quotes.lines is not None:
        assert quotes.lines.tolist() == lines[:-1]


@pytest.mark.parametrize(
    "text", ['a"b,c\n', '"a"b,c\n', '"a,b\n', '"a" ,b\n', ' "a",b\n', '"""a,b\n']
)
@pytest.mark.parametrize("block", [1, 4, 1 << 20])
@pytest.mark.parametrize("rows", [0, 7, *range(30, 34)])
def test_quotes_elsewhere_are_not_regular(text: str, block: int, rows: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(home("QUOTE_BLOCK"), "QUOTE_BLOCK", block)
        assert not look("é\n" + "a\n" * rows + text).regular


@pytest.mark.parametrize("text", ["", "a,b\n", '""', '"a","b"', '"a"\r\n""""\r\n'])
def test_tables_without_line_ends_in_cells_have_a_row_a_line(text: str) -> None:
    assert look(text) == Quotes(regular=True)


def belong(text: str) -> bool:
    """Tell whether all quotes of a text are well-formed, character by character."""
    inside, before = False, ""
    outer = {"", ",", "\r", "\n", '"'}
    for sign, behind in zip(text, text[1:] + "\n", strict=False):
        if sign == '"':
            inside = not inside
            if (before if inside else behind) not in outer:
                return False
        before = sign
    return not inside


@given(
    st.lists(st.sampled_from(['"', '"a"', '""', ",", ",", "\n", "a" * 17]), max_size=60),
    st.sampled_from([1, 63, 64, 65, 1 << 20]),
)
def test_quotes_are_regular_where_each_belongs(parts: list[str], block: int) -> None:
    text = "".join(parts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(home("QUOTE_BLOCK"), "QUOTE_BLOCK", block)
        assert look(text).regular == belong(text)


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
def test_irregular_files_are_left_to_the_slow_reader(text: str) -> None:
    assert regular_cells(text.encode(), 2, start=0, delimiter=",") is None


def test_a_quote_within_a_cell_is_a_sign_like_others() -> None:
    cells = read_cells(b'12" gun,"say ""x"""\n', 2, delimiter=",", name="a.csv")
    assert rows(cells) == [('12" gun', 'say "x"')]
    assert cells.problems == ()


def test_rows_begin_at_the_reported_lines() -> None:
    cells = read_cells(b"title,start\nx,1\n", 2, start=12, delimiter=",", name="a.csv")
    assert rows(cells) == [("x", "1")]


def test_a_cell_too_long_for_a_table_is_an_open_quote() -> None:
    text = b'x,"' + b"y" * 140_000 + b"\n"
    cells = read_cells(text, 2, delimiter=",", name="a.csv")
    assert [problem.code for problem in cells.problems] == ["quote"]
