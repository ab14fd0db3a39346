"""Sets taken apart, and united to bounds."""

import pytest

from tests.internals import parse_dates, set_ranges


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("[1667]", [("1667", "1667")]),
        ("{1960 ,  1961-12}", [("1960", "1960"), ("1961-12", "1961-12")]),
        ("[..1760-12-03]", [("..", "1760-12-03")]),
        ("{1760..,1812}", [("1760", ".."), ("1812", "1812")]),
    ],
)
def test_ranges(text: str, ranges: list[tuple[str, str]]) -> None:
    assert set_ranges(text) == ranges


@pytest.mark.parametrize(
    "text", ["[]", "[1999}", "{1999", "[1,,2]", "[..]", "[[1]]", "[1..[2]]", "[1/2]"]
)
def test_what_is_no_set(text: str) -> None:
    assert set_ranges(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "[1953..1952]",
        "{1987-10..1988}",
        "[1,x]",
        "[..1950,1952..]",
        "[1953-06-10T20Z,1953-06-10T20]",
    ],
)
def test_what_makes_no_sense_as_a_set(text: str) -> None:
    assert parse_dates([text]).state.tolist() == ["invalid"]


def test_a_set_has_the_finest_unit_and_all_marks_of_its_members() -> None:
    dates = parse_dates(["[1953,1954-02~]", "{1950?,1951~}", "[1953-06-10T20Z..1953-06-10T22Z]"])
    assert dates.precision.tolist() == ["month", "year", "hour"]
    assert dates.qualifier.tolist() == ["~", "%", ""]
    assert dates.unspecified.tolist() == [True, False, True]
    assert dates.zone.tolist() == ["", "", "Z"]
    assert dates.unit_seconds[0] == 28 * 86400.0
