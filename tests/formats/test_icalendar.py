from hypothesis import given
from hypothesis import strategies as st

from tests.internals import calendar_text, event_records, fold_line
from timeline import read_events


def lines(text: str) -> list[str]:
    events = read_events(text.encode())
    return calendar_text(list(event_records(events)), events.sha256).split("\r\n")


def test_whole_days_end_on_the_day_after() -> None:
    made = lines("title,start,end\nHarry,1953-06-10,1953-06-18\n")
    assert "DTSTART;VALUE=DATE:19530610" in made
    assert "DTEND;VALUE=DATE:19530619" in made


def test_times_with_an_offset_are_in_utc_and_those_without_float() -> None:
    assert "DTSTART:19530610T110000Z" in lines("title,start\nx,1953-06-10T20:00+09:00\n")
    assert "DTSTART:19530610T200000" in lines("title,start\nx,1953-06-10T20:00\n")


def test_signs_of_the_format_are_escaped() -> None:
    made = lines('title,start,note\n"a; b, c",1953-06-10,"x\ny\\z"\n')
    assert "SUMMARY:a\\; b\\, c" in made
    assert "DESCRIPTION:x\\ny\\\\z" in made


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=200))
def test_lines_are_folded_at_75_bytes_and_unfold_to_the_letter(text: str) -> None:
    pieces = fold_line(text).split("\r\n")
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert "".join([pieces[0], *(piece[1:] for piece in pieces[1:])]) == text
