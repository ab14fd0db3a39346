"""Messages for texts that are not dates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import EXPLAINED, doubt, explain, parse_dates, suggestion

SAID = {
    "1953-13-01": ("there is no month 13", "did you mean 1953-01-13?"),
    "1953-99-99": ("there is no month 99", "months go from 01 to 12"),
    "1914-18": ("there is no month 18", "did you mean 1914/1918?"),
    "1953-02-30": ("February 1953 has 28 days", "the last day is 1953-02-28"),
    "-0044-02-30": ("February -0044 has 29 days", "the last day is -0044-02-29"),
    "1953-06-00": ("June 1953 has 30 days", "write 1953-06 where the day is not known"),
    "1900-02-29": ("February 1900 has 28 days", "say so in the column calendar"),
    "31 June 1953": ("June 1953 has 30 days", "the last day is 1953-06-30"),
    "1953-06-10T25:00": ("there is no hour 25", "hours end with 24"),
    "1953-06-10T20:61": ("there is no minute 61", "minutes end with 59"),
    "1953-06-10T24:00:01": ("the day ends with T24:00", "the time of the next day"),
    "1953-06-10T20:00+15:00": ("offset that does not exist: +15:00", "from -12:00 to +14:00"),
    "-0000": ("there is no year -0000", "0000 is 1 BCE"),
    "10/06/1953": ("is ambiguous", "1953-06-10 (day first) or 1953-10-06 (month first)?"),
    "13/06/1953": ("is not a date as we read it", "did you mean 1953-06-13?"),
    "06/13/1953": ("is not a date as we read it", "did you mean 1953-06-13?"),
    "1953 ?": ("is not a date as we read it", 'did you mean "1953?"?'),
    "1953/1950": ("ends before it begins", "did you mean 1950/1953?"),
    "1953-06-31/1953-07": ('(the part "1953-06-31")', "the last day is 1953-06-30"),
    "n/a": ("is not a date", "leave the cell empty"),
    "present": ("is not a date", "write .. for an end that goes on"),
    "1953-06-17 midnight": ("which midnight", "write 1953-06-17T00:00 where it begins the day"),
    "{2002..2001}": ("is not a set of dates", "ranges run forwards"),
    "15XX-2X-25": ("does not exist", "fits"),
    "1953-06-XXT20:00": ("a day that is not known", "a whole date"),
    "1953-06-30T23:59:60Z": ("there is no second 60", "leap seconds are not kept"),
    "Y999999999999": ("does not exist", "go to Y10000000000"),
    "6/10/53": ("its century", '--date-format "%d/%m/%y" or "%m/%d/%y" with --century 1900'),
    "25/12/53": ("its century", '--date-format "%d/%m/%y" with'),
    "10.6.53": ("its century", '--date-format "%d.%m.%y" with'),
    "53-06-10": ("its century", '--date-format "%y-%m-%d" with'),
    "10/06/1953 20:30": ("is ambiguous", '--date-format "%d/%m/%Y %H:%M"'),
    "10-06-1953 20:30:15": ("is ambiguous", '--date-format "%d-%m-%Y %H:%M:%S"'),
    "10/06/53 20:30": ("its century", '--date-format "%d/%m/%y %H:%M" or "%m/%d/%y %H:%M"'),
    "1905/06": ("is ambiguous", "write 1905-06 or 1905/1906"),
    "6/1953": ("as we read it", "did you mean 1953-06?"),
    "10.VI.1953": ("as we read it", "did you mean 1953-06-10?"),
    "1953-Q2": ("as we read it", "did you mean 1953-34?"),
    "1950 or 1951": ("as we read it", "did you mean [1950,1951]?"),
    "1939–1945": ("as we read it", "did you mean 1939/1945?"),
    "0000-00-00": ("is the zero date of MySQL", "leave the cell empty"),
    "1900-01-00": ("is day 0 of a spreadsheet", "leave the cell empty"),
    "n.d.": ("is not a date", "leave the cell empty"),
    "99/99/99": ("is not a date", "write 1953"),
    "\u200f1953\u200e": ("as we read it", "did you mean 1953?"),
    "1670 .. 1673": ("as we read it", "did you mean [1670..1673]?"),
    "..1984": ("as we read it", "did you mean [..1984]?"),
    "1984..": ("as we read it", "did you mean [1984..]?"),
    "yesterday": ("is not a date", "write 1953, 1953-06, 1953-06-10"),
}


@pytest.mark.parametrize("text", SAID)
def test_errors_and_suggestions(text: str) -> None:
    dates = parse_dates([text])
    message, hint = SAID[text]
    assert dates.state[0] == "invalid"
    assert message in dates.error[0]
    assert hint in dates.hint[0]


@given(st.text("0123456789/-. JuneXcBC~?", max_size=14))
def test_only_dates_are_suggested(text: str) -> None:
    hint = str(parse_dates([text]).hint[0])
    meant = hint.removeprefix("did you mean ").removesuffix("?").strip('"')
    assert meant == hint or parse_dates([meant]).error[0] == ""


def test_a_suggestion_that_is_not_a_date_is_not_made() -> None:
    assert suggestion("32 June 1953") == ("1953-06-32",)
    assert "did you mean" not in explain("32 June 1953", lambda _: False)[1]


def test_many_faults_are_reported_row_by_row_but_only_some_are_explained() -> None:
    dates = parse_dates([f"{number} June" for number in range(EXPLAINED + 5)])
    assert all(dates.error)
    assert [bool(hint) for hint in dates.hint].count(False) == 5
    assert bool(dates.hint[0])


@pytest.mark.parametrize(("text", "warned"), [("1939-41", True), ("1953-21", False), ("53", True),
                                              ("1953", False), ("-053", False)])  # fmt: skip
def test_likely_misreadings(text: str, warned: bool) -> None:
    assert bool(doubt(text)) == warned


@pytest.mark.parametrize(("serial", "date"), [("19519", "1953-06-09"), ("36526.5", "2000-01-01")])
def test_the_number_of_a_day_in_a_spreadsheet_is_known(serial: str, date: str) -> None:
    _, hint = explain(serial, lambda _: True)
    assert hint.startswith(f"an Excel serial number? that day is {date}; ")


@pytest.mark.parametrize(
    ("text", "dates", "form"),
    [
        ("Jun-53", "1953-06 or 2053-06?", "%b-%y"),
        ("10-Jun-53", "1953-06-10 or 2053-06-10?", "%d-%b-%y"),
        ("June 53", "1953-06 or 2053-06?", "%b %y"),
    ],
)
def test_a_year_of_two_figures_needs_its_century(text: str, dates: str, form: str) -> None:
    message, hint = explain(text, lambda _: True)
    assert message == "does not say its century"
    assert hint == f'{dates} say --date-format "{form}" --century 1900'
