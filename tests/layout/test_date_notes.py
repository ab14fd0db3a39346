import pytest

from tests.internals import NAMED, date_notes
from timeline import read_events


def notes(rows: str, language: str = "en") -> tuple[str, ...]:
    table = f"title,start,end,calendar\n{rows}"
    return date_notes(read_events(table.encode()).frame, language=language)


def test_gregorian_dates_of_one_clock_need_no_note() -> None:
    assert notes("A,1953-06-10T20:00Z,,\nB,1953-06-11T20:00Z,,\nC,1953,,gregorian\n") == ()
    assert notes("A,1953-06-10T20:00,,\nB,1953,,\n") == ()


def test_clocks_of_several_zones_are_named() -> None:
    rows = "A,1953-06-10T20:00+09:00,,\nB,1953-06-10T20:00Z,,\nC,1953-06-10T20:00,,\n"
    assert notes(rows) == (
        "The times are of several zones (local time, UTC+09:00, UTC), each drawn by its own clock.",
    )


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "8 July 1709 (27 June 1709, Julian calendar)."),
        ("de", "8. Juli 1709 (27. Juni 1709, julianischer Kalender)."),
        ("zh", "1709年7月8日 (1709年6月27日, 儒略历)。"),
    ],
)
def test_converted_dates_are_told_by_both_calendars(language: str, told: str) -> None:
    found = notes("Poltava,1709-06-27,,Julian\nUtrecht,1713-04-11,,\n", language)
    assert len(found) == 1
    assert f"Poltava, {told}" in found[0]
    assert "Utrecht" not in found[0]


def test_many_converted_rows_are_counted() -> None:
    found = notes("".join(f"E{n},1709-06-{n + 1:02},,julian\n" for n in range(NAMED + 3)))
    assert f"E{NAMED - 1}," in found[0]
    assert f"E{NAMED}," not in found[0]
    assert found[0].endswith("and 3 more.")
