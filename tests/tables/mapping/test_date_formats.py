"""The order of day and month, as proved by a column."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import formatted, joined, proven_order
from timeline import UsageError, ValidationError, read_events


def texts(*cells: str) -> pa.LargeStringArray:
    return pa.array(cells, pa.large_string())


@pytest.mark.parametrize(
    ("form", "text", "edtf"),
    [
        ("%m/%d/%y", "2/1/51", "1951-02-01"),
        ("%d.%m.%Y", "16.10.1813", "1813-10-16"),
        ("%d %B %Y", "10 June 1953", "1953-06-10"),
        ("%b. %d, %Y", "Sept. 7, 1812", "1812-09-07"),
        ("%m/%Y", "6/1953", "1953-06"),
        ("year", "79", "0079"),
        ("%Y", "79", "79"),
        ("unix", "-1.5", "-1.5"),
        ("unix", "1704067200", "2024-01-01T00:00:00Z"),
        ("unix-ms", "1704067200123", "2024-01-01T00:00:00.123Z"),
        ("excel", "45299", "2024-01-08"),
        ("excel", "45299.5", "2024-01-08T12:00:00"),
        ("excel", "1953", "1953"),
        ("%A, %d %b %Y", "Wednesday, 10 Jun 1953", "1953-06-10"),
        ("%a %d %b %Y", "Foo 10 Jun 1953", "Foo 10 Jun 1953"),
        ("%d %b %Y %H:%M %Z", "10 Jun 1953 20:30 KST", "1953-06-10T20:30+09:00"),
        ("%Y-%m-%dT%H:%M:%S%z", "1953-06-10T20:30:00+0900", "1953-06-10T20:30:00+09:00"),
        ("%m/%d/%Y %I:%M %p", "6/10/1953 8:30 PM", "1953-06-10T20:30"),
        ("year", "-480", "-0480"),
        ("%Y%m%d", "19530610", "1953-06-10"),
        ("%d/%m/%Y %H:%M", "10/06/1953 8:05", "1953-06-10T08:05"),
        ("%m/%d/%y", "", ""),
        ("%m/%d/%y", "soon", "soon"),
        ("%d %B %Y", "10 Brumaire 1799", "10 Brumaire 1799"),
    ],
)
def test_a_date_of_a_format_becomes_edtf(form: str, text: str, edtf: str) -> None:
    assert formatted(texts(text), form, century=1900).to_pylist() == [edtf]


@pytest.mark.parametrize("form", ["%q/%Y", "%m/%d", "%Y-%Y", "%m/%d/%y"])
def test_a_format_that_cannot_be_used_is_reported(form: str) -> None:
    with pytest.raises(UsageError, match="date format"):
        formatted(texts("1"), form)


@given(st.dates())
def test_a_date_in_parts_is_the_date(day: object) -> None:
    year, month, rest = str(day).split("-")
    parts = [texts(str(int(part))) for part in (year, month, rest)]
    assert joined(parts).to_pylist() == [str(day)]


@pytest.mark.parametrize(
    ("parts", "edtf"),
    [
        (("1953", "", ""), "1953"),
        (("1953", "6", ""), "1953-06"),
        (("1953", "", "10"), "1953-XX-10"),
        (("", "", ""), ""),
        (("1953.0", "6.0", "1.0"), "1953-06-01"),
        (("1953", "6", "10", "20:00"), "1953-06-10T20:00"),
        (("1953", "6", "10", "8:05 pm"), "1953-06-10T20:05"),
        (("1953-06-10", "20:00"), "1953-06-10T20:00"),
        (("-480", "", ""), "-0479"),
        (("-1", "", ""), "0000"),
        (("about 1953", "6", ""), "about 1953-6"),
    ],
)
def test_parts_that_are_missing_are_not_made_up(parts: tuple[str, ...], edtf: str) -> None:
    assert joined([texts(part) for part in parts], bce=True).to_pylist() == [edtf]


def test_the_month_may_be_first() -> None:
    assert proven_order(["6-25-1953", "no date"]) == ("%m-%d-%Y", "6-25-1953")


def test_a_cell_that_is_not_a_date_in_any_order_proves_nothing() -> None:
    assert proven_order(["25/25/1953", "5/5/1953", "25.06.1953"]) == ("", "")


def test_a_problem_names_the_proof_and_its_fix_works() -> None:
    table = b"title,start\nHarry,10/06/1953\nPukhan,25/06/1953\n"
    with pytest.raises(ValidationError) as told:
        read_events(table)
    assert told.value.problems[0].hint == (
        '--date-format "%d/%m/%Y" reads all of them, as "25/06/1953" proves'
    )
    assert read_events(table, date_format="%d/%m/%Y").frame["start"][0] == "1953-06-10"


def test_without_proof_both_dates_and_the_option_are_reported() -> None:
    with pytest.raises(ValidationError) as told:
        read_events(b"title,start\nHarry,10/06/1953\n")
    hint = told.value.problems[0].hint
    assert "1953-06-10 (day first) or 1953-10-06 (month first)?" in hint
    assert '--date-format "%d/%m/%Y"' in hint
