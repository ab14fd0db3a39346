import pytest

from tests.internals import DateParts, EventRecord, event_records, iso_text
from timeline import read_events


def event(start: str, end: str = "", calendar: str = "") -> EventRecord:
    text = f"title,start,end,calendar\nx,{start},{end},{calendar}\n"
    return next(event_records(read_events(text.encode())))


@pytest.mark.parametrize(
    ("start", "parts", "exact"),
    [
        ("1953", DateParts(1953), True),
        ("1953-06", DateParts(1953, 6), True),
        ("1953-06-10T20:05", DateParts(1953, 6, 10, "20:05"), True),
        ("1953-06-10 night", DateParts(1953, 6, 10), False),
        ("1953-06~", DateParts(1953, 6), False),
        ("1953-06-XX", DateParts(1953, 6, 1), False),
        ("195X", DateParts(1950), False),
        ("-0479-09-20", DateParts(-479, 9, 20), True),
    ],
)
def test_the_parts_are_those_that_are_known(start: str, parts: DateParts, exact: bool) -> None:
    made = event(start)
    assert (made.start, made.end, made.exact) == (parts, None, exact)


def test_intervals_and_open_ends() -> None:
    assert event("1950/1953").end == DateParts(1953)
    assert (event("1950", "..").end, event("1950", "..").exact) == (None, False)
    assert event("../1953").start is None


def test_julian_dates_are_gregorian_here() -> None:
    assert event("1709-06-27", "", "julian").start == DateParts(1709, 7, 8)


def test_years_beyond_four_digits_are_javascripts() -> None:
    assert iso_text(DateParts(12000)) == "+012000"
    assert iso_text(DateParts(0, 1, 1)) == "0000-01-01"


def test_an_end_with_another_offset_uses_the_offset_of_its_start() -> None:
    rows = "A,1953-06-10T20:00+09:00,1953-06-10T13:30Z\n"
    rows += "B,1953-06-10T20:00+09:00/1953-06-10T13:30Z,\n"
    for event in event_records(read_events(f"title,start,end\n{rows}".encode())):
        assert event.start is not None
        assert event.end is not None
        assert (event.start.clock, event.end.clock) == ("20:00", "22:30")
