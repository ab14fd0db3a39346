"""Suggested columns, and their names in the problems of a table."""

from pathlib import Path

import pytest

from tests.internals import (
    Mapping,
    column_at,
    filled_in,
    found_mapping,
    map_option,
    mapping_of,
    near_header,
    own_name,
    place_of,
    read_table,
    ready_mappings,
    strip_html,
)
from timeline import ReadError, UsageError, ValidationError, read_events

TOML = """
date_format = "%m/%d/%y"
century = 1900
unknown = "-9"

[columns]
title = "{type}, {place}"
start = ["when", "date"]

[precision.start]
column = "prec"
2 = "month"
"""


UNITS = {"day", "week", "month", "year", "decade", "century", "millennium"}


def test_a_file_says_all_that_options_say(tmp_path: Path) -> None:
    path = tmp_path / "my.toml"
    path.write_text(TOML, encoding="utf-8")
    mapping = mapping_of(path)
    assert mapping.columns == {"title": ("{type}, {place}",), "start": ("when", "date")}
    assert (mapping.date_format, mapping.century, mapping.unknown) == (("%m/%d/%y",), 1900, ("-9",))
    assert mapping_of(mapping) is mapping
    assert mapping_of(None) == Mapping()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("columns = 1", "columns must be a table"),
        ("[colums]", r'"colums" is unknown \(did you mean "columns"'),
        ("[columns]\ntitel = 'x'", r'"titel" is not one of our columns \(did you mean "title"'),
        ("century = 'XX'", "an entry is of a wrong kind"),
        ("[columns]\ntitle = 1", "an entry is of a wrong kind"),
        ("skip_where = 3", "an entry is of a wrong kind"),
    ],
)
def test_a_wrong_entry_is_reported(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "my.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        mapping_of(str(path))


def test_a_path_that_is_not_a_file_is_reported(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match='did you mean "acled"'):
        mapping_of("acld")
    (tmp_path / "my.toml").write_text("= 1", encoding="utf-8")
    with pytest.raises(ReadError, match="not valid TOML"):
        mapping_of(tmp_path / "my.toml")


def test_every_ready_mapping_gives_title_and_start_and_is_found_by_its_header() -> None:
    for mapping in ready_mappings():
        assert {"title", "start"} <= set(mapping.columns)
        assert mapping.detect
        for header in mapping.detect:
            assert found_mapping([name.upper() for name in header], mapping.format) == mapping
        for levels in mapping.precision.values():
            units = {level.rstrip("~") for code, level in levels.items() if code != "column"}
            assert units <= UNITS


def test_our_own_table_is_not_taken_for_another_format() -> None:
    assert found_mapping(["title", "start", "end"]) is None


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
    assert strip_html("a &lt; b<br/>c <i>d</i>") == "a < b c d"
    assert strip_html("1 < 2 > 0") == "1 < 2 > 0"


def test_the_likeliest_name_comes_first() -> None:
    assert near_header("title", ["Name", "Event"]) == "Event"
    assert near_header("start", ["DATE_START"]) == "DATE_START"
    assert near_header("start", ["place"]) == ""
    assert near_header("end", ["gender"]) == ""


def test_names_with_blanks_are_quoted_for_a_shell() -> None:
    assert map_option("end", "End Date") == '--map "end=End Date"'


def test_usual_headers_get_the_option_that_maps_them_and_it_works() -> None:
    table = b"Event,Start Date,End Date\nHarry,1953-06-10,1953-06-18\n"
    with pytest.raises(ValidationError) as told:
        read_events(table)
    text = told.value.message
    for option in ("--map title=Event", '--map "start=Start Date"', '--map "end=End Date"'):
        assert option in text
    names = {"title": "Event", "start": "Start Date", "end": "End Date"}
    assert read_events(table, mapping=names).frame["end"][0] == "1953-06-18"


def test_a_table_without_that_column_is_reported() -> None:
    with pytest.raises(ValidationError, match="the table has no column but ours"):
        read_events(b"start\n1953\n")
