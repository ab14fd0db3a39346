from __future__ import annotations

import math

import pandas as pd
import pytest

from tests.internals import (
    LANGUAGES,
    four_instants,
    instant,
    parse_dates,
    span_text,
    span_texts,
)
from timeline import read_events

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
    ("1953-06", "1953-XX", "June 1953 – some time in June–December 1953"),
    ("../1953", "", "until 1953"),
    ("1953/..", "", "since 1953 (ongoing)"),
]  # fmt: skip


def frame(cases: list[tuple[str, str, str]]) -> pd.DataFrame:
    starts, ends = ([case[column] for case in cases] for column in (0, 1))
    return pd.DataFrame(four_instants(parse_dates(starts), parse_dates(ends)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]} {case[1]}")
def test_what_was_written_is_what_is_told(case: tuple[str, str, str]) -> None:
    assert span_texts(frame([case])) == [case[2]]


@pytest.mark.parametrize("code", LANGUAGES)
def test_different_dates_are_told_differently_in_every_language(code: str) -> None:
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


def test_nothing_known_is_said_to_be_unknown() -> None:
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
def test_julian_dates_are_told_by_both_calendars(start: str, end: str, text: str) -> None:
    table = f"title,start,end,calendar\nA,{start},{end},julian\n"
    assert span_texts(read_events(table.encode()).frame) == [text]
