import pytest

from tests.internals import Mapping, column_at, filled_in, own_name, place_of, plain, read_table
from timeline import UsageError

RAW = read_table(b"Name,year,month,a,b\nHarry,1953,6,x,\n", name="a.csv")


def texts(place: str) -> list[str]:
    column: list[str] = column_at(place, RAW, Mapping()).to_pylist()
    return column


def test_a_place_is_a_column_a_template_a_constant_or_a_date_in_parts() -> None:
    assert texts("name") == ["Harry"]
    assert texts("{name} ({a})") == ["Harry (x)"]
    assert texts("=name") == ["name"]
    assert texts("year,month") == ["1953-06"]


def test_the_first_place_that_there_is_counts() -> None:
    mapping = Mapping(columns={"title": ("what", "{what}, {a}", "NAME", "a")})
    assert place_of("title", RAW, mapping) == "Name"
    with pytest.raises(UsageError, match=r"title is mapped to \"nam\", which is no column \(did"):
        place_of("title", RAW, Mapping(columns={"title": ("nam",)}))


def test_a_column_with_a_comma_in_its_name_is_a_column() -> None:
    raw = read_table(b'"year,month",year,month\n1953-05,1953,6\n')
    assert column_at("year,month", raw, Mapping()).to_pylist() == ["1953-05"]


def test_names_are_found_whatever_their_capitals_unless_two_are_alike() -> None:
    assert own_name("NAME", ["Name"]) == "Name"
    assert own_name("NAME", ["Name", "name"]) is None


def test_no_sign_of_a_template_is_left_at_an_edge() -> None:
    a, b = column_at("a", RAW, Mapping()), column_at("b", RAW, Mapping())
    assert filled_in("{b}, {b}, {a}, {b} – {b}", [b, b, a, b, b]).to_pylist() == ["x"]


def test_html_becomes_text_and_text_stays() -> None:
    assert plain("a &lt; b<br/>c <i>d</i>") == "a < b c d"
    assert plain("1 < 2 > 0") == "1 < 2 > 0"
