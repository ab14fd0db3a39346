from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import (
    LANGUAGES,
    SECONDS_PER_DAY,
    civil_from_days,
    four_instants,
    instant,
    is_one,
    language,
    moment_text,
    parse_dates,
    same_unit_text,
    span_text,
    span_texts,
)
from timeline import read_events

DAY = SECONDS_PER_DAY
MAY, JUNE = instant(1953, 5), instant(1953, 6)
TENTH = instant(1953, 6, 10)


@pytest.mark.parametrize(
    ("lower", "upper", "precision", "text"),
    [
        (TENTH, TENTH + DAY, "day", "10 June 1953"),
        (TENTH + 72000, TENTH + 72000, "minute", "10 June 1953, 20:00"),
        (TENTH + 72000, TENTH + 72060, "minute", "10 June 1953, 20:00"),
        (TENTH + 72005, TENTH + 72005, "second", "10 June 1953, 20:00:05"),
        (TENTH + 72000, TENTH + 75600, "hour", "10 June 1953, 20:00"),
        (MAY, JUNE, "month", "May 1953"),
        (MAY, JUNE, "day", "some day in May 1953"),
        (MAY, MAY + 10 * DAY, "day", "some day within 1–10 May 1953"),
        (instant(1953), instant(1954), "month", "some time in 1953"),
        (instant(1953), instant(1954), "year", "1953"),
        (instant(1950), instant(1960), "year", "some time in the 1950s"),
        (instant(1950), instant(1960), "decade", "1950s"),
        (instant(-489), instant(-479), "decade", "490–481 BCE"),
        (instant(1900), instant(2000), "century", "1900–1999"),
        (instant(1953, 12), instant(1954, 3), "season", "December 1953 – February 1954"),
        (instant(-479), instant(-478), "year", "480 BCE"),
        (instant(0), instant(1), "year", "1 BCE"),
        (instant(12026), instant(12027), "year", "12026"),
        (instant(-9999), instant(-9998), "year", "10000 BCE"),
        (-math.inf, instant(1954), "year", "1953 or earlier"),
        (instant(1953), math.inf, "year", "1953 or later"),
        (-math.inf, math.inf, "", "unknown"),
    ],
)
def test_a_date_is_written_as_precisely_as_it_is_known(
    lower: float, upper: float, precision: str, text: str
) -> None:
    assert moment_text(lower, upper, precision) == text


@pytest.mark.parametrize(
    ("hour", "hours", "text"),
    [(4, 2, "dawn"), (0, 6, "early morning"), (6, 6, "morning"), (12, 1, "noon"),
     (12, 6, "afternoon"), (18, 6, "evening"), (18, 12, "night")],
)  # fmt: skip
def test_parts_of_the_day_have_their_names(hour: int, hours: int, text: str) -> None:
    lower = TENTH + hour * 3600
    told = moment_text(lower, lower + hours * 3600, "part")
    assert told == f"{text} of 10 June 1953"


def test_a_clipped_window_is_described_by_its_unclipped_end() -> None:
    assert moment_text(instant(1953), instant(1953, 7), "year") == "1953"
    assert moment_text(instant(1953, 5, 20), JUNE, "month", anchor="upper") == "May 1953"


@pytest.mark.parametrize(
    ("qualifier", "text"),
    [("~", "about 1953"), ("?", "1953 (uncertain)"), ("%", "about 1953 (uncertain)")],
)
def test_qualifiers_are_described(qualifier: str, text: str) -> None:
    assert moment_text(instant(1953), instant(1954), "year", qualifier) == text


def test_time_zones_appear_only_with_clock_times() -> None:
    at = TENTH + 72000
    assert moment_text(at, at, "minute", zone="+09:00").endswith("20:00 (UTC+09:00)")
    assert moment_text(at, at, "minute", zone="Z").endswith("20:00 (UTC)")
    assert moment_text(TENTH, TENTH + DAY, "day", zone="Z") == "10 June 1953"


@given(st.integers(-(10**6), 10**6), st.sampled_from(LANGUAGES))
def test_every_day_is_distinct_and_has_its_year(number: int, code: str) -> None:
    lower = number * DAY
    text = moment_text(lower, lower + DAY, "day", language=code)
    year, month, day = (int(part) for part in civil_from_days(number))
    assert text == language(code).day(year, month, day)
    assert text != moment_text(lower + DAY, lower + 2 * DAY, "day", language=code)


@given(st.integers(-3000, 3000), st.integers(1, 12), st.sampled_from(LANGUAGES))
def test_less_known_never_sounds_like_more_known(year: int, month: int, code: str) -> None:
    lower = instant(year, month)
    upper = instant(year + month // 12, month % 12 + 1)
    texts = [
        moment_text(lower, lower + DAY, "day", language=code),
        moment_text(lower, upper, "month", language=code),
        moment_text(lower, upper, "day", language=code),
        moment_text(lower, upper, "month", "~", language=code),
        moment_text(lower, upper, "month", "?", language=code),
    ]
    assert len(set(texts)) == len(texts)


def test_spans_of_one_unit() -> None:
    english = language("en")
    assert same_unit_text(MAY, instant(1953, 7), "month", english) == "May–June 1953"
    assert same_unit_text(TENTH, TENTH + DAY, "day", english) == "10 June 1953"
    assert same_unit_text(TENTH, TENTH + 3600, "minute", english) == "10 June 1953, 00:00–01:00"
    assert same_unit_text(TENTH, TENTH + DAY, "part", english) == ""
    assert same_unit_text(-math.inf, TENTH, "day", english) == ""
    assert is_one(MAY, JUNE, "month")
    assert not is_one(MAY, JUNE, "day")


CASES = [
    ("1953", "", "1953"),
    ("1953-05", "", "May 1953"),
    ("1953-05-XX", "", "some day in May 1953"),
    ("1953-06-10T20:00", "1953-06-10T22:30", "10 June 1953, 20:00–22:30"),
    ("1953-06-10T20:00", "1953-06-11T05:00", "10 June 1953, 20:00 – 11 June 1953, 05:00"),
    ("1953-06-10 night", "", "night of 10 June 1953"),
    ("1953-06-10 evening", "1953-06-11 morning",
     "evening of 10 June 1953 – morning of 11 June 1953"),
    ("1953-06-10", "1953-06-12", "10–12 June 1953"),
    ("1953-06-28", "1953-07-03", "28 June – 3 July 1953"),
    ("1953-12-28", "1954-01-03", "28 December 1953 – 3 January 1954"),
    ("1953-06", "1953-07", "June–July 1953"),
    ("1953", "1953-06", "1953 – June 1953"),
    ("1950", "1953", "1950–1953"),
    ("-0489", "-0479", "490–480 BCE"),
    ("-0049", "0014", "50 BCE – 14 CE"),
    ("1950-06-25", "..", "since 25 June 1950 (ongoing)"),
    ("1953-06-10", "/", "10 June 1953 – end unknown"),
    ("1953-05~", "1953-06", "about May 1953 – June 1953"),
    ("1953-06-10", "1953-06-10", "10 June 1953"),
    ("1953-06", "1953-XX", "June 1953 – some time within June–December 1953"),
    ("../1953", "", "until 1953"),
    ("1953/..", "", "since 1953 (ongoing)"),
]  # fmt: skip


def frame(cases: list[tuple[str, str, str]]) -> pd.DataFrame:
    starts, ends = ([case[column] for case in cases] for column in (0, 1))
    return pd.DataFrame(four_instants(parse_dates(starts), parse_dates(ends)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]} {case[1]}")
def test_the_text_of_a_date(case: tuple[str, str, str]) -> None:
    assert span_texts(frame([case])) == [case[2]]


@pytest.mark.parametrize("code", LANGUAGES)
def test_different_dates_have_different_texts_in_every_language(code: str) -> None:
    texts = span_texts(frame(CASES), language=code)
    assert all(texts)
    assert len(set(texts)) == len(texts)
    assert not any("{" in text or "-" in text.replace("J.-C.", "").replace("-е", "")
                   for text in texts)  # fmt: skip


def test_the_three_kinds_of_end_differ() -> None:
    day = (instant(1953, 6, 10), instant(1953, 6, 11))
    told = {
        state: span_text(*day, day[0], math.inf, end_state=state, start_precision="day")
        for state in ("ongoing", "unknown")
    }
    told["as start"] = span_text(
        day[0], day[0], day[1], day[1], end_state="as start", start_precision="day"
    )
    assert told == {
        "ongoing": "since 10 June 1953 (ongoing)",
        "unknown": "10 June 1953 – end unknown",
        "as start": "10 June 1953",
    }


def test_nothing_known_is_called_unknown() -> None:
    ends = (-math.inf, math.inf, -math.inf, math.inf)
    assert span_text(*ends, end_state="ongoing", start_precision="").startswith("beginning unknown")
    assert "unknown" in span_text(*ends, end_state="unknown", start_precision="")


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("1917-10-25", "", "7 November 1917 (25 October 1917, Julian calendar)"),
        ("1900-02-29", "", "13 March 1900 (29 February 1900, Julian calendar)"),
        ("-0043-03-15", "", "13 March 44 BCE (15 March 44 BCE, Julian calendar)"),
        ("1917-10", "", "14 October – 13 November 1917 (October 1917, Julian calendar)"),
        ("1917", "", "14 January 1917 – 13 January 1918 (1917, Julian calendar)"),
        (
            "1709-06-27",
            "1709-07-01",
            "8–12 July 1709 (27 June – 1 July 1709, Julian calendar)",
        ),
        ("../1917-10", "", "until 13 November 1917 (until October 1917, Julian calendar)"),
    ],
)
def test_julian_dates_are_given_in_both_calendars(start: str, end: str, text: str) -> None:
    table = f"title,start,end,calendar\nA,{start},{end},julian\n"
    assert span_texts(read_events(table.encode()).frame) == [text]
