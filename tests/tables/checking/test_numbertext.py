import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import (
    hint_for,
    lenient_numbers,
    number_of,
    number_reading,
    parse_values,
)


def accepted(text: str, decimal: str | None = None) -> str:
    return lenient_numbers([text], decimal=decimal)[0][0]


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
def test_any_text_is_a_number_or_reported_with_a_suggestion(text: str) -> None:
    number = number_of(text)
    if isinstance(number, str):
        assert hint_for(text, number, None)


@pytest.mark.parametrize("text", ["~5", ">5", "<5", "5 ~", "--5", "+-5", "5.", "."])
def test_signs_and_fragments_are_not_numbers(text: str) -> None:
    assert number_of(text) == "is not a number"


@pytest.mark.parametrize(
    ("text", "hint"),
    [("٢٢٠٠", "write 2200"), ("２２０", "write 220"), ("\u200f22\u200e", "write 22"),
     ("1_000_000", "write 1000000"), ("about ٢٠", "write ~20"), ("1e400", "larger unit"),
     ("1,450–1,600", "write 1450..1600"), ("c. 200", "write ~200"),
     ("1.5 million", "write 1500000")],
)  # fmt: skip
def test_corrections(text: str, hint: str) -> None:
    told = number_of(text)
    assert isinstance(told, str)
    assert hint in hint_for(text, told, None)


#: Texts, and their only reading in our notation; empty where there is none, or no room for a unit.
READ = {
    "at least 500": ">=500",
    "≥500": "≥500",
    "≥ 500": "≥ 500",
    ">=500": ">=500",
    "up to 500": "<=500",
    "≤500": "≤500",
    "some 500": "~500",
    "a few hundred": "",
    "5k": "5000",
    "5 K": "5000",
    "5K": "5000",
    "1.2 million": "1200000",
    "1.2M": "1200000",
    "1.2m": "",
    "1,2 Mio.": "1200000",
    "1,2 Mio": "1200000",
    "2 millones": "2000000",
    "5 тыс.": "5000",
    "5 тыс": "5000",
    "1450-1600": "1450..1600",
    "1450–1600": "1450..1600",
    "1450 — 1600": "1450..1600",
    "1,450–1,600": "1450..1600",
    "1450 to 1600": "1450..1600",
    "between 1450 and 1600": "1450..1600",
    "from 1450 to 1600": "1450..1600",
    "zwischen 1450 und 1600": "1450..1600",
    "entre 1450 et 1600": "1450..1600",
    "de 1450 à 1600": "1450..1600",
    "от 1450 до 1600": "1450..1600",
    "1.2–1.5 million": "1200000..1500000",
    "5–6k": "5000..6000",
    "5k–6k": "5000..6000",
    "900–1.2 million": "",
    "12%": "",
    "1,450[3]": "1450",
    "1,450*": "1450",
    "1,450†": "1450",
    "1,450¹": "1450",
    "1450[a][b]": "1450",
    "10²": "",
    "−5": "−5",
    "–5": "-5",
    "- 5": "-5",
    "minus 5": "-5",
    "－5": "-5",
    "1 450": "1 450",
    "1'450": "1'450",
    "1_000": "1000",
    "1,5": "1.5",
    "1.234,5": "1234.5",
    "22.639": "",
    "about 22.639": "",
    "1,250 million": "",
    "1600-1450": "",
    "500+": ">=500",
    "500 or more": ">=500",
    "500 or fewer": "<=500",
    "500-odd": "~500",
    "about 500": "~500",
    "c. 500": "~500",
    "ca. 22,000": "~22000",
    "more than 500": ">500",
    "over 500": ">500",
    "under 500": "<500",
    "mindestens 500": ">=500",
    "höchstens 500": "<=500",
    "bis zu 500": "<=500",
    "rund 500": "~500",
    "au moins 500": ">=500",
    "jusqu'à 500": "<=500",
    "plus de 500": ">500",
    "al menos 500": ">=500",
    "más de 500": ">500",
    "unos 500": "~500",
    "almeno 500": ">=500",
    "pelo menos 500": ">=500",
    "até 500": "<=500",
    "minstens 500": ">=500",
    "co najmniej 500": ">=500",
    "około 500": "~500",
    "alespoň 500": ">=500",
    "не менее 500": ">=500",
    "около 500": "~500",
    "до 500": "<=500",
    "более 500": ">500",
    "не менше 500": ">=500",
    "en az 500": ">=500",
    "약 500": "~500",
    "500 이상": ">=500",
    "500以上": ">=500",
    "約500": "~500",
    "5万": "50000",
    "1.5 億": "150000000",
    "300 men": "",
    "about 300 men": "",
    "many": "",
    "12 May": "",
    "555-12-34": "",
    "1/2": "",
    "½": "",
    "1,23,456": "123456",
    "٢٢٠٠": "2200",
    "at least 1.2 million": ">=1200000",
    "almost 500": "",
    "500?": "",
    "~500": "~500",
    "1450..1600": "1450..1600",
    "(500)": "",
    "5 mil": "",
    "2 Mrd.": "2000000000",
    "2 billion": "2000000000",
    "3 tys.": "3000",
    "hundreds": "",
    "1450 - 1600 - 1700": "",
    "500 (approx.)": "~500",
    "500 (est.)": "~500",
    "1.15 million": "1150000",
    "0.5 million": "500000",
    "$500": "",
    "500 000": "500 000",
    "1.234.567": "1.234.567",
    "10–12 %": "",
    "1450…1600": "1450..1600",
    "1450~1600": "1450..1600",
    "at least 500 or more": "",
    "12 or 13": "",
    "1953-06-10": "",
    "v1.2": "",
    "page 5": "",
}


@pytest.mark.parametrize("text", READ)
def test_a_number_has_one_right_reading_or_none(text: str) -> None:
    assert accepted(text) == READ[text]


def test_every_reading_is_a_number_and_its_own_reading() -> None:
    read = [value for value in READ.values() if value]
    assert not parse_values(read).error.any()
    assert lenient_numbers(read)[0] == read


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [("12%", "12", "%"), ("10–12 %", "10..12", "%"), ("300 men", "300", "men"),
     ("about 300 men", "~300", "men"), ("at least 5 km", ">=5", "km"), ("5kg", "5", "kg"),
     ("1.2 million $", "1200000", "$")],
)  # fmt: skip
def test_units_are_separated(text: str, value: str, unit: str) -> None:
    found = number_reading(text)
    assert found is not None
    assert (found.value, found.unit) == (value, unit)
    assert accepted(text) == ""


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [("ca. 22.639", ",", "~22639"), ("ca. 22.639", ".", "~22.6390"), ("ca. 1,5", ",", "~1,5"),
     ("1,250 million", ".", "1250000000"), ("1,250 Mio.", ",", "1250000"), ("1,5", ".", "")],
)  # fmt: skip
def test_the_decimal_mark_resolves_ambiguity(text: str, decimal: str, value: str) -> None:
    assert accepted(text, decimal) == value


PIECES = ("5", "12", "1,450", "1.5", "22.639", "about ", "at least ", "≥", "~", "<", "up to ", "k",
          " million", "-", "–", " to ", "..", "[3]", "*", "%", " men", "+", " or more", " ", "−",
          "between ", " and ", "万", "不到")  # fmt: skip


@given(
    st.lists(st.sampled_from(PIECES), max_size=7).map("".join), st.sampled_from([None, ".", ","])
)
def test_an_accepted_suggestion_is_a_number(text: str, decimal: str | None) -> None:
    value = accepted(text, decimal)
    if value:
        assert not parse_values([value], decimal=decimal).error.any()
        assert accepted(value, decimal) == value


@given(st.text(max_size=20))
def test_no_text_breaks_a_reading(text: str) -> None:
    value = accepted(text)
    assert not value or parse_values([value]).error[0] == ""
