import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import hint_for, number_of


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


@pytest.mark.parametrize(
    ("text", "hint"),
    [("٢٢٠٠", "write 2200"), ("２２０", "write 220"), ("\u200f22\u200e", "write 22"),
     ("1_000_000", "write 1000000"), ("about ٢٠", "write ~20"), ("1e400", "larger unit"),
     ("1,450–1,600", "write 1,450..1,600"), ("c. 200", "write ~200"), ("1.5 million", '"million"')],
)  # fmt: skip
def test_what_to_write_instead(text: str, hint: str) -> None:
    told = number_of(text)
    assert isinstance(told, str)
    assert hint in hint_for(text, told, None)
