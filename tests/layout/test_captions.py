"""The words of a figure: as given, or told from the table."""

import pandas as pd
import pytest

from tests.internals import captions, gantt_chart, select
from tests.layouts import table
from timeline import read_events


def words(*rows, **options):
    events = table([{"title": "One", "start": "1953-06-10", **row} for row in rows or ({},)])
    return captions(events, select(events, claims=False), **options)


def test_what_is_given_is_taken_even_where_it_is_nothing():
    told = words(title="", subtitle="Korea", source="Archive")
    assert (told.title, told.subtitle, told.source) == ("", "Korea", "Archive")


def test_the_title_is_told_from_the_groups_or_the_name_of_the_table():
    assert words({"group": "Harry"}, {"group": "Kumsong"}).title == "Harry, Kumsong"
    assert words().title == "data frame"
    assert words(*({"group": f"G{n}"} for n in range(4))).title == "data frame"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([{}], "10 June 1953"),
        ([{}, {"start": "1953-06-18"}], "10–18 June 1953"),
        ([{"start": "1953"}, {"start": "1955"}], "1953–1955"),
        ([{"start": "1953-05"}, {"end": ".."}], "since May 1953 (ongoing)"),
        ([{"end": ".."}, {"end": "/"}], "since 10 June 1953 (ongoing)"),
        ([{"end": "/"}], "10 June 1953 – end unknown"),
        ([{"start": "-0479"}, {"start": "-0478-08"}], "480 BCE – August 479 BCE"),
    ],
)
def test_the_subtitle_is_the_span_as_precisely_as_it_is_known(rows, told):
    assert words(*rows).subtitle == told
    assert words(*reversed(rows)).subtitle == told


def test_words_of_ours_are_in_the_language_of_the_figure():
    assert words(language="de").subtitle == "10. Juni 1953"


def test_notes_are_numbered_or_left_out():
    rows = ({"note": "By night."}, {"title": "Two"}, {"note": "By night.", "title": "Three"})
    told = words(*rows)
    assert told.notes == ("¹ By night.",)
    assert list(told.note_numbers.values()) == ["¹", "¹"]
    assert words(*rows, notes=False).notes == ()
    assert words(*rows, notes=False).note_numbers == {}


def test_what_a_reader_who_does_not_see_needs_rides_in_the_meta():
    meta = words({"note": "By night."}, language="ar").meta
    assert meta["language"] == "ar"
    assert meta["direction"] == "rtl"
    assert meta["notes"] == ["¹ By night."]
    assert meta["account"] == "1 row read, 1 drawn"
    assert len(meta["table_sha256"]) == 64


def test_more_sides_than_colours_share_the_neutral_one_and_no_colour_means_two() -> None:
    sides = [f"side {number:02d}" for number in range(20)] * 2 + ["rare"]
    table = pd.DataFrame({"title": "x", "start": "1953", "side": sides})
    figure = gantt_chart(read_events(table), sides=["rare"]).figure()
    named = [trace["name"] for trace in figure["data"] if trace.get("showlegend")]
    fills = [trace["marker"]["color"] for trace in figure["data"] if trace.get("showlegend")]

    assert "rare" in named
    assert "other (13)" in named
    assert len(set(fills)) == len(fills) == 9
