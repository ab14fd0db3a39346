import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.table.numbertext import hint_for, number_of


@given(st.integers(-(10**12), 10**12), st.sampled_from([",", " ", "\u00a0", "\u202f", "'", "’"]))
def test_every_sign_between_thousands_is_read(number: int, sign: str) -> None:
    text = f"{number:,}".replace(",", sign)
    assert number_of(text, ".") == number
    assert number_of(text.replace("-", "−"), ".") == number


@given(st.integers(0, 10**9), st.integers(0, 999))
def test_a_decimal_comma_is_read_where_it_is_the_tables(whole: int, part: int) -> None:
    text = f"{whole:,}".replace(",", ".") + f",{part:03}"
    assert number_of(text, ",") == float(f"{whole}.{part:03}")


@given(st.text(max_size=20))
def test_any_text_is_a_number_or_told_with_a_hint(text: str) -> None:
    number = number_of(text)
    if isinstance(number, str):
        assert hint_for(text, number, None)


@pytest.mark.parametrize("text", ["~5", ">5", "<5", "5 ~", "--5", "+-5", "5.", "."])
def test_signs_and_scraps_are_no_numbers(text: str) -> None:
    assert number_of(text) == "is not a number"
