"""The span of a figure: its outer bounds, in the window that it shows."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import pytest

from tests.claim_rows import LOSSES, claims
from tests.internals import (
    LANGUAGES,
    bars_alt,
    bars_description,
    gantt_alt,
    gantt_description,
    select,
    whole_span,
)
from tests.layouts import laid_out, table
from timeline import read_events

EVENTS = [
    {"title": "Battle", "start": "1953-06-10", "end": "1953-06-18", "group": "Harry"},
    {"title": "Relief", "start": "1953-06-11", "group": "Harry"},
    {"title": "Some fight", "start": "1953-XX-XX", "group": "Korea"},
]


def events(rows: Sequence[Mapping[str, str]] = EVENTS) -> pd.DataFrame:
    frame = pd.DataFrame(rows).fillna("")
    return select(read_events(frame), claims=False).frame


def test_a_gantt_says_how_many_when_and_the_longest_for_certain() -> None:
    assert gantt_alt(events(EVENTS[:2])) == (
        "Timeline, 10–18 June 1953; number of events: 2. The longest is “Battle”: 10–18 June 1953."
    )
    # A year in which something happened at some time is not a year that it lasted.
    assert "“Battle”" in gantt_alt(events())
    assert gantt_alt(events(EVENTS[:2]), language="de") == (
        "Zeitleiste, 10.–18. Juni 1953; Zahl der Ereignisse: 2."
        " Am längsten dauert „Battle“: 10.–18. Juni 1953."
    )


def test_an_event_is_the_longest_only_if_no_other_one_may_be() -> None:
    battle = {"title": "Battle", "start": "1953-06-10", "end": "1953-06-18"}
    for other in ({"start": "1953-06-01", "end": "1953-06-XX"}, {"start": "1953~", "end": "1954"},
                  {"start": "[..1953]", "end": "1953"}):  # fmt: skip
        assert "longest" not in gantt_alt(events([battle, {"title": "Siege", **other}]))
    # What goes on is compared with nothing, and said to be so.
    siege = {"title": "Siege", "start": "1953-06-17", "end": ".."}
    told = gantt_alt(events([battle, siege]))
    assert told.endswith("The longest with a known end is “Battle”: 10–18 June 1953.")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ru", "Самое долгое — «Battle»: июнь 1953\xa0г."),  # one stop behind the abbreviation
        ("zh", "时间线，1953年6月；事件数：2。最长的是“Battle”：1953年6月。"),  # no spaces
    ],
)
def test_sentences_end_as_in_their_language(language: str, expected: str) -> None:
    rows = [{"title": "Battle", "start": "1953-06"}, {"title": "Relief", "start": "1953-06-11"}]
    told = gantt_alt(events(rows), language=language)
    assert told.endswith(expected)
    assert not told.endswith("..")


def test_one_event_is_not_called_the_longest() -> None:
    assert "longest" not in gantt_alt(events(EVENTS[:1]))


def test_a_description_lists_every_event_by_group() -> None:
    assert gantt_description(events()).split("\n") == [
        "Harry:",
        "Battle: 10–18 June 1953",
        "Relief: 11 June 1953",
        "Korea:",
        "Some fight: some day in 1953",
    ]


def test_a_long_description_counts_the_rest() -> None:
    many = [{"title": f"Event {at}", "start": "1953"} for at in range(70)]
    lines = gantt_description(events(many)).split("\n")
    assert len(lines) == 61
    assert lines[-1] == "and 10 more"


def test_bars_say_the_largest_and_where_claimants_part() -> None:
    assert bars_alt(claims(*LOSSES).frame) == (
        "Bar chart of killed, wounded, missing, casualties, 10–18 June 1953; number of claims: 6."
        " The largest number is 5,250 people = 1,450 + 3,800"
        " (PVA, casualties, sum of UN Command’s killed and wounded)."
        " Claims differ most on PVA, casualties: 5,250 people = 1,450 + 3,800"
        " (sum of UN Command’s killed and wounded),"
        " 2,038 people (according to PVA)."
    )
    assert bars_alt(claims(*LOSSES[:2]).frame, language="de") == (
        "Balkendiagramm: killed, wounded, 10.–18. Juni 1953; Zahl der Angaben: 2."
        " Die größte Zahl ist 553 people (UN Command, wounded)."
    )


def test_claimants_that_agree_do_not_differ() -> None:
    frame = claims({"value": "9"}, {"value": "9", "claimed_by": "PVA"}).frame
    assert "differ" not in bars_alt(frame)


def test_sums_over_time_say_their_peak_and_their_gaps() -> None:
    rows = [
        {"start": day, "end": day, "value": value}
        for day, value in (("1953-01-05", "3"), ("1953-01-06", "4"), ("1953-03-01", "5"))
    ]
    frame = claims(*rows).frame
    assert bars_alt(frame, period="month").endswith(
        "The largest number is 7 people (January 1953). No record: February 1953."
    )
    assert bars_description(frame, period="month").split("\n") == [
        "January 1953: 7",
        "February 1953: no data",
        "March 1953: 5",
    ]


def test_rivals_over_time_are_not_added_up() -> None:
    rows = [
        {"start": "1953-01-05", "end": "1953-01-05", "value": "3", "claimed_by": who}
        for who in ("PVA", "UN Command")
    ]
    assert "largest" not in bars_alt(claims(*rows).frame, period="month")


def test_a_description_of_claims_names_the_claimants() -> None:
    frame = claims({"value": ">900"}, {"value": "", "claimed_by": ""}).frame
    assert bars_description(frame).split("\n") == [
        "Losses: more than 900 people, according to UN Command",
        "Losses: no data, claimant not stated",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_whole_sentences(language: str) -> None:
    for text in (
        gantt_alt(events(), language=language),
        bars_alt(claims(*LOSSES).frame, language=language),
    ):
        assert "{" not in text
        assert text.endswith((".", "。"))


def test_rates_are_described_as_rates() -> None:
    rows = ({"start": "1953-06-10", "end": "1953-06-11", "value": "100"},)
    frame = claims(*rows).frame
    assert "The largest number is 3.33 people per day (June 1953)." in bars_alt(
        frame, period="month", per_day=True
    )
    assert bars_description(frame, period="month", per_day=True) == "June 1953: 3.33"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("A,1953-21,\nB,1953-06,..\n", "beginning: March–May 1953, ongoing;"),
        ("A,1953-02-03,\nB,1953-23,\n", "3 February 1953 – November 1953;"),
    ],
)
def test_a_season_at_either_end_of_the_span_is_written_as_months(rows: str, expected: str) -> None:
    frame = read_events(f"title,start,end\n{rows}".encode()).frame
    assert expected in gantt_alt(frame)


LONG = {"title": "Long", "start": "1950-06-25", "end": "1953-07-27"}


def told(*rows: dict[str, str], **window: Any) -> str:
    events = table([{"title": "One", "start": "1953-06-10", **row} for row in rows])
    return whole_span(events.frame, **window)


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([{"start": "1944-03-15"}, {"start": "195X"}], "15 March 1944 – 1959"),
        (({}, {"start": "1953-06-18"}), "10–18 June 1953"),
        (({"start": "1943-02", "end": "/"}, {"start": "194X"}), "1940–1949"),
        (({"start": "1940~"}, {"start": "1949?"}), "1940–1949"),
        (({"end": "/"}, {"start": "1953-06-18"}), "10–18 June 1953"),
        (({}, {"start": "..", "end": "1953-06-18"}), "10–18 June 1953"),
        (({}, {"start": "1953-06-12 night"}), "10–13 June 1953"),
        (({"start": "1953-21"}, {"start": "1953-06"}), "March–June 1953"),
        (({"start": "1953-05"}, {"end": ".."}), "since May 1953 (ongoing)"),
        (({"start": "{1953-02-03,1953-02-20}"}, {}), "3 February – 10 June 1953"),
        (({"start": "{1953-02-20,1953-02-03}"}, {"start": "1953-02-10", "end": ".."}),
         "since 3 February 1953 (ongoing)"),
        (({"start": "[..1943]"}, {"start": "[1944-02..]"}), "1943 – February 1944"),
        (({"start": "../1953"}, {"start": "1950", "end": "[1953-05..]"}), "1950–1953"),
        (({"start": "1953-02-28T24:00"}, {}), "28 February 1953, 24:00 – 10 June 1953"),
        (({"start": "1953-06-10T04:30"}, {"start": "1953-06-10T06:00"}),
         "10 June 1953, 04:30–06:00"),
    ],
)  # fmt: skip
def test_no_row_speaks_for_all(rows: tuple[dict[str, str], ...], text: str) -> None:
    assert told(*rows) == told(*reversed(rows)) == text


def test_a_single_row_is_described_by_its_date() -> None:
    assert told({"end": "/"}) == "10 June 1953 – end unknown"
    assert told({"start": "1953~"}) == "about 1953"
    members = "{1953-02-03,1953-02-20}"
    assert told({"start": members}) == "3 February 1953 and 20 February 1953"


@pytest.mark.parametrize(
    ("window", "text"),
    [
        ({"since": "1951", "until": "1952"}, "1951–1952"),
        ({"since": "1953-06", "until": "1953-06"}, "June 1953"),
        ({"since": "1953-06-05"}, "5 June – 27 July 1953"),
        ({"until": "1950-08-14"}, "25 June – 14 August 1950"),
        ({"since": "1940", "until": "1960"}, "25 June 1950 – 27 July 1953"),
    ],
)
def test_a_figure_states_its_window(window: dict[str, Any], text: str) -> None:
    said = [text.text for text in laid_out([LONG], **window).texts if text.role == "subtitle"]
    assert [line.replace("\u2009", " ") for line in said] == [text]


def test_an_ongoing_event_did_not_begin_with_the_window() -> None:
    rows = [{**LONG, "end": ".."}]
    said = [t.text for t in laid_out(rows, since="1953").texts if t.role == "subtitle"]
    assert said == ["1 January 1953 – ongoing"]


def test_none_of_all_is_the_furthest_apart_and_no_number_is_none() -> None:
    rows = [
        {"value": "0", "claimed_by": "A"}, {"value": "400", "claimed_by": "B"}, {"value": ""},
        {"value": "10", "claimed_by": "A", "measure": "wounded"},
        {"value": "9000", "claimed_by": "B", "measure": "wounded"},
    ]  # fmt: skip
    told = bars_alt(claims(*rows).frame)
    assert "PVA, killed: 400 people (according to B), 0 people (according to A)." in told


def test_the_largest_number_is_the_largest_drawn() -> None:
    told = bars_alt(claims(*LOSSES).frame)
    assert "The largest number is 5,250 people = 1,450 + 3,800 (PVA, casualties, sum of" in told
    days = [
        {"value": "5", "start": "1953-06-10", "end": "", "place": "A"},
        {"value": "4", "start": "1953-06-11", "end": "", "place": "B"},
    ]
    beside = bars_alt(claims(*days).frame, by="place", period="month")
    assert "The largest number is 5 people (A, June 1953)." in beside
    stacked = bars_alt(claims(*days).frame, by="place", period="month", stack=True)
    assert "The largest number is 9 people (June 1953)." in stacked
