"""Titles, subtitles and sources: as given, or derived from the table."""

from typing import Any

import pandas as pd
import pytest

from tests.internals import (
    LANGUAGES,
    PERIODS,
    bars_chart,
    captions,
    counted,
    gantt_chart,
    select,
)
from tests.layouts import table
from timeline import read_events


def words(*rows, **options):
    events = table([{"title": "One", "start": "1953-06-10", **row} for row in rows or ({},)])
    return captions(events, select(events, claims=False), **options)


def test_given_texts_are_used_even_if_empty():
    told = words(title="", subtitle="Korea", source="Archive")
    assert (told.title, told.subtitle, told.source) == ("", "Korea", "Archive")


def many(**more):
    return [{"title": f"E{n}", "group": f"G{n}"} | more for n in range(4)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([{"group": "Harry"}, {"group": "Kumsong"}], "Harry, Kumsong"),
        ([{}], "One"),
        ([*many(side="PVA"), {"side": "US"}], "PVA, US"),
        (many(kind="naval battle"), "Naval battle"),
        (many(), "4 events"),
    ],
)
def test_the_title_comes_from_the_rows_and_never_from_a_file_name(rows, expected):
    assert words(*rows).title == expected


def test_a_title_of_counted_events_is_in_the_language_of_the_figure():
    assert words(*many(), language="de").title == "4 Ereignisse"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([{}], "10 June 1953"),
        ([{}, {"start": "1953-06-18"}], "10–18 June 1953"),
        ([{"start": "1953"}, {"start": "1955"}], "1953–1955"),
        ([{"start": "1953-05"}, {"end": ".."}], "Since May 1953 (ongoing)"),
        ([{"end": ".."}, {"end": "/"}], "Since 10 June 1953 (ongoing)"),
        ([{"end": "/"}], "10 June 1953 – end unknown"),
        ([{"start": "-0479"}, {"start": "-0478-08"}], "480 BCE – August 479 BCE"),
    ],
)
def test_the_subtitle_is_the_span_as_precisely_as_it_is_known(rows, expected):
    assert words(*rows).subtitle == expected
    assert words(*reversed(rows)).subtitle == expected


def test_words_of_ours_are_in_the_language_of_the_figure():
    assert words(language="de").subtitle == "10. Juni 1953"


def test_notes_are_numbered_or_left_out():
    rows = ({"note": "By night."}, {"title": "Two"}, {"note": "By night.", "title": "Three"})
    told = words(*rows)
    assert told.notes == ("¹ By night.",)
    assert list(told.note_numbers.values()) == ["¹", "¹"]
    assert words(*rows, notes=False).notes == ()
    assert words(*rows, notes=False).note_numbers == {}


def test_the_metadata_has_the_texts_for_screen_readers():
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


ROW = {"title": "Battle A", "start": "1950-01-01", "end": "1950-05-05", "side": "North",
       "measure": "killed", "value": "~1200", "unit": "people", "source": "x"}  # fmt: skip


def bar_captions_words(*rows: dict[str, str], **options: Any) -> tuple[str, str]:
    table = pd.DataFrame([{**ROW, **row} for row in rows or ({},)])
    meta = bars_chart(read_events(table), **{"measure": "killed", **options}).figure()
    return meta["layout"]["meta"]["title"], meta["layout"]["meta"]["subtitle"]


def test_the_default_title_leads_with_the_measure_and_the_subtitle_with_the_unit() -> None:
    assert bar_captions_words() == ("Killed", "People, 1 January – 5 May 1950")
    assert bar_captions_words({"unit": "km"})[1] == "km, 1 January – 5 May 1950"
    assert bar_captions_words({"unit": ""})[1] == "1 January – 5 May 1950"
    assert bar_captions_words(title="Losses", subtitle="") == ("Losses", "")


def test_a_column_drawn_as_a_measure_is_mentioned_once() -> None:
    row = {"title": "x", "start": "1953-06", "end": "", "unit": "killed"}
    assert bar_captions_words(row) == ("Killed", "June 1953")


def test_sums_over_time_say_their_period_and_rates_their_day() -> None:
    june = {"start": "1950-06-01", "end": "1950-06-01"}
    assert bar_captions_words(june, period="month") == ("Killed by month", "People, 1 June 1950")
    rates = bar_captions_words(june, period="month", per_day=True)
    assert rates[1] == "People per day, 1 June 1950"


def test_the_title_names_few_groups_and_the_subtitle_is_one_phrase() -> None:
    harry, kumsong = {"group": "Harry"}, {"group": "Kumsong"}
    assert bar_captions_words(harry) == ("Harry: killed", "People, 1 January – 5 May 1950")
    assert bar_captions_words(harry, kumsong)[0] == "Harry and Kumsong: killed"
    assert bar_captions_words(harry, kumsong, by="group")[0] == "Killed"
    german = bar_captions_words({"unit": "Gefallene"}, language="de", per_day=True, period="year")
    assert german[1] == "Gefallene pro Tag, 1. Januar – 5. Mai 1950"
    chinese = bar_captions_words({"unit": "人", "group": "甲"}, language="zh")
    assert chinese == ("甲：killed", "人，1950年1月1日 – 5月5日")


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_period_has_its_words_in_each_language(code: str) -> None:
    frame = pd.DataFrame({"measure": ["killed"], "group": [""]})
    told = {counted(frame, period=period, language=code) for period in PERIODS}
    assert len(told) == len(PERIODS)
    assert all("Killed" in text for text in told)


def test_many_groups_are_not_named() -> None:
    frame = pd.DataFrame({"measure": ["killed"] * 4, "group": ["a", "b", "c", "d"]})
    assert counted(frame) == "Killed"
