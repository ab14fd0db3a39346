"""The columns that are probably meant, and how the problems of a table name them."""

import pytest

from tests.internals import map_option, near_header
from timeline import ValidationError, read_events


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
    text = str(told.value)
    for option in ("--map title=Event", '--map "start=Start Date"', '--map "end=End Date"'):
        assert option in text
    names = {"title": "Event", "start": "Start Date", "end": "End Date"}
    assert read_events(table, mapping=names).frame["end"][0] == "1953-06-18"


def test_a_table_without_another_column_is_told_so() -> None:
    with pytest.raises(ValidationError, match="the table has no column but ours"):
        read_events(b"start\n1953\n")
