"""Notes on sums by period: every combined value, every gap, every row left out."""

import re
from itertools import groupby
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.claim_rows import LOSSES, bars_of, claims, look
from tests.internals import (
    NAMED,
    Layout,
    Look,
    date_notes,
    draw_entry,
    gantt_chart,
    numbered_notes,
    period_notes,
    read_gallery,
    sums_by_period,
    superscript,
    titled_notes,
)
from tests.layouts import table
from timeline import Theme, UsageError, read_events


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
    ("language", "expected"),
    [
        ("en", "8 July 1709 (27 June 1709, Julian calendar)."),
        ("de", "8. Juli 1709 (27. Juni 1709, julianischer Kalender)."),
        ("zh", "1709年7月8日（儒略历1709年6月27日）。"),
        ("ja", "1709年7月8日（ユリウス暦1709年6月27日）。"),
    ],
)
def test_converted_dates_are_given_in_both_calendars(language: str, expected: str) -> None:
    found = notes("Poltava,1709-06-27,,Julian\nUtrecht,1713-04-11,,\n", language)
    assert len(found) == 1
    assert f"Poltava, {expected}" in found[0]
    assert "Utrecht" not in found[0]


def test_many_converted_rows_are_counted() -> None:
    found = notes("".join(f"E{n},1709-06-{n + 1:02},,julian\n" for n in range(NAMED + 3)))
    assert f"E{NAMED - 1}," in found[0]
    assert f"E{NAMED}," not in found[0]
    assert found[0].endswith("and 3 more.")


LOOK = Look(720, Theme(), {})
NUMBERS = [superscript(number) for number in range(100)]
GALLERY = read_gallery(Path(__file__).parents[2] / "data" / "figures.toml")


def told(rows, joined=None, *, adds=True):
    frame = read_events(pd.DataFrame(rows).assign(measure="shells")).frame
    sums = sums_by_period(frame, [""] * len(frame), period="month")
    return period_notes(frame, {"": sums}, joined or {}, language="en", adds=adds)


def claim(start, claimed_by="UN"):
    return {"title": "Shells", "start": start, "value": "5", "claimed_by": claimed_by}


def test_one_claimant_of_all_is_named_and_several_are_not():
    assert told([claim("1953-01"), claim("1953-02")]) == ["Claimed by: UN"]
    assert told([claim("1953-01"), claim("1953-02", "PVA")]) == []


def test_empty_periods_and_overlong_claims_are_reported():
    assert told([claim("1953-01"), claim("1953-04")])[1:] == ["no record: February–March 1953"]
    assert told([claim("1953-01"), claim("1953-02"), claim("1953")])[1:] == [
        "not drawn, as longer than one period: 1 row (line 3)"
    ]


@pytest.mark.parametrize(("adds", "named"), [(True, "ROK (1,200), – (3)"), (False, "ROK, –")])
def test_joined_values_are_named_with_their_totals_where_these_mean_something(adds, named):
    rows = [{"title": "A", "start": "1953-01", "value": "5"}]
    (note,) = told(rows, {"ROK": 1200.0, "": 3.0}, adds=adds)
    assert note.endswith(named)


def test_notes_are_numbered_in_the_order_of_rows_and_shared() -> None:
    texts, marks = numbered_notes(claims(*LOSSES).frame)
    assert texts == ("¹ An estimate.", "² Not told apart.")
    assert marks == {5: "¹", 6: "¹", 7: "²"}


@pytest.mark.slow
@pytest.mark.parametrize("entry", GALLERY.entries, ids=lambda entry: entry.name)
def test_numbers_of_notes_ascend_as_the_figure_is_read(entry: Any) -> None:
    chart = draw_entry(entry, read_events(entry.table, **entry.reading))
    for width in (360, 720, 1080):
        layout = chart.lay_out(width, chart.theme)
        found = []
        for text in layout.texts:
            if text.role != "note" and (mark := re.search("[⁰¹²³⁴⁵⁶⁷⁸⁹]+$", text.text)):
                place = (text.panel, round(text.y))
                found.append((place, text.x, NUMBERS.index(mark.group())))
        seen: set[int] = set()
        first = []
        for _, line in groupby(sorted(found), key=lambda one: one[0]):
            new = [number for *_, number in line if number not in seen]
            assert new == sorted(new), width
            first += new[:1]
            seen.update(new)
        assert first == sorted(first), width
        assert seen == set(range(1, len(seen) + 1))


def test_line_breaks_in_a_note_are_spaces() -> None:
    texts, _ = numbered_notes(claims({"value": "1", "note": "one\n two"}).frame)
    assert texts == ("¹ one two",)


def test_rows_without_notes_have_no_number() -> None:
    assert numbered_notes(claims({"value": "1"}).frame) == ((), {})


def test_every_digit_has_its_mark() -> None:
    assert superscript(1234567890) == "¹²³⁴⁵⁶⁷⁸⁹⁰"


def test_notes_without_a_mark_name_their_rows_once() -> None:
    rows = ({"value": "1", "title": "Shells", "note": "By\near."},) * 2
    assert titled_notes(claims(*rows, {"value": "2"}).frame) == ("Shells: By ear.",)


def test_many_notes_of_sums_are_counted_and_are_in_the_table() -> None:
    rows = [{"value": "2", "note": f"{n} of 9 records.", "title": f"B{n}"} for n in range(7)]
    assert len(titled_notes(claims(*rows[:6]).frame)) == 6
    told = titled_notes(claims(*rows, {"value": "3"}).frame)
    assert told == ("Notes of 7 rows stand in the table.",)
    assert titled_notes(claims(*rows).frame, "de") == (
        "Anmerkungen zu 7 Zeilen stehen in der Tabelle.",
    )


def noted(count: int, **options: Any) -> Layout:
    rows = [
        {"title": str(at), "start": f"1953-06-{at + 1:02}", "note": f"Note {at}."}
        for at in range(count)
    ]
    chart = gantt_chart(table(rows), title="x", **options)
    return chart.lay_out(720, chart.theme)


def test_a_picture_prints_eight_notes_and_its_page_has_all() -> None:
    told = "17 more notes stand in the data table and on the page of this figure."
    layout = noted(25)
    printed = [text.text for text in layout.texts if text.role == "note"]
    assert told in " ".join(printed)
    assert "Note 7." in printed
    assert "Note 8." not in printed
    assert len(layout.meta["notes"]) == 25
    every = [text.text for text in noted(25, notes="all").texts if text.role == "note"]
    assert {f"Note {at}." for at in range(25)} <= set(every)
    assert "Note 7." in [text.text for text in noted(8).texts]
    with pytest.raises(UsageError, match='notes "most" are not known'):
        noted(2, notes="most")


def test_a_period_with_a_single_record_is_reported_if_others_have_many() -> None:
    days = [
        {"start": f"1953-{month}-{day:02}", "end": "", "value": "2"}
        for month in ("04", "05")
        for day in range(1, 13)
    ]
    alone = [*days, {"start": "1953-06-03", "end": "", "value": "2"}]
    layout = bars_of(claims(*alone), look(), measure="killed", period="month")
    assert "One record alone: June 1953." in layout.meta["notes"]
    few = bars_of(claims(*alone[-2:]), look(), measure="killed", period="month")
    assert not [note for note in few.meta["notes"] if "alone" in note]
