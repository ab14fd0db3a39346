import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import csv_text, plain_cell, read_table, safe_cell
from timeline import read_events

RISKY = "=+-@\t\r"


@given(st.text(st.sampled_from("'=+-@\t\ra1.") | st.characters(codec="utf-8"), max_size=8))
def test_a_cell_comes_back_to_the_letter_and_starts_no_formula(text: str) -> None:
    safe = safe_cell(text)
    assert plain_cell(safe) == text or plain_cell(text) != text
    assert not safe.startswith(tuple(RISKY)) or float(safe) <= 0


@given(st.text(st.sampled_from("'=+-@a1"), max_size=8))
def test_what_was_made_safe_is_freed_once(text: str) -> None:
    if not text.lstrip("'").startswith(tuple(RISKY)):
        assert safe_cell(text) == text
    if safe_cell(text) != text:
        assert plain_cell(safe_cell(text)) == text


@pytest.mark.parametrize(
    "title",
    [
        'DDE ("cmd";"/C calc";"!A0")A0',
        "@SUM(1+9)*cmd|' /C calc'!A0",
        "=10+20+cmd|' /C calc'!A0",
        "-2+3+cmd|' /C calc'!A0",
        "'=1+1",
        "\t=1",
    ],
)
def test_formulas_are_titles_and_are_read_back(title: str) -> None:
    text = csv_text(["title", "start", "x"], [["a", "-0479", title]])
    cell = next(csv.DictReader(io.StringIO(text)))["x"]
    assert not cell.startswith(tuple(RISKY))
    events = read_events(text.encode())
    assert events.frame[["start", "x"]].iloc[0].tolist() == ["-0479", title]
    assert read_table(text.encode()).frame["x"].tolist() == [cell]
