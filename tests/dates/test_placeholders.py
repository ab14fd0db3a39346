"""Dates that mean no date or no end."""

import pytest

from tests.internals import placeholder


@pytest.mark.parametrize(
    "text",
    ["9999-12-31", "9999", "9999-12-31 23:59:59", "9999-12-31T00:00:00Z", "31.12.9999",
     "12/31/9999", "31/12/9999", "31-DEC-9999", "2999-12-31", "2999", "31.12.2099", "2099-12-31",
     "12/31/2099", "3000-01-01", "2262-04-11", "2079-06-06"],
)  # fmt: skip
def test_far_dates_mean_no_end(text: str) -> None:
    found = placeholder(text)
    assert found is not None
    assert found.meaning == "ongoing"


@pytest.mark.parametrize(
    ("text", "name"),
    [("0000-00-00", "MySQL"), ("0000-00-00 00:00:00", "MySQL"), ("00/00/0000", "MySQL"),
     ("00.00.0000", "MySQL"), ("1900-01-00", "spreadsheet"), ("1/0/1900", "spreadsheet"),
     ("00.01.1900", "spreadsheet"), ("0-Jan-00", "spreadsheet"), ("1899-12-30", "Excel"),
     ("30.12.1899", "Excel"), ("12/30/1899", "Excel"), ("0001-01-01", ".NET")],
)  # fmt: skip
def test_zero_dates_are_named_as_such(text: str, name: str) -> None:
    found = placeholder(text)
    assert found is not None
    assert found.meaning == "no date"
    assert name in found.name


@pytest.mark.parametrize(
    "text", ["1953-06-10", "1953", "2024-12-31", "1899-12-29", "1900-01-01", "", "n.d.", "2099",
             "29991", "10/06/1953", "present"]
)  # fmt: skip
def test_other_dates_are_kept(text: str) -> None:
    assert placeholder(text) is None
