"""One correct reading or none: a corpus of texts, and properties of any text."""

import csv
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import (
    NO_DATE,
    ONGOING,
    accepted_dates,
    are_dates,
    date_readings,
    fold_text,
    parse_dates,
)

CORPUS = list(
    csv.DictReader(
        (Path(__file__).parents[2] / "suggestions.csv").read_text(encoding="utf-8").splitlines()
    )
)
KINDS = sorted({row["kind"] for row in CORPUS})
#: Pieces of dates, combined at random.
PIECES = (
    "10", "6", "06", "31", "1953", "53", "480", "19530610", "June", "juin", "10.", "VI", "BC",
    "AD", "c.", "?", "~", "-", "–", "/", ".", ",", " ", " ", " to ", " or ", "between ", " and ",
    "from ", "before ", "after ", "s", "th", "century", "Q2", "W24", "spring", "20:30", "8 pm",
    "年", "月", "日", "昭和", "XX", "[", "]", "(", ")", "present", "Wed, ", "GMT", "+0200", "г.",
)  # fmt: skip


def test_the_corpus_is_large_and_has_traps() -> None:
    assert len({row["text"] for row in CORPUS}) == len(CORPUS) >= 1500
    assert sum(row["reading"] == "none" for row in CORPUS) >= 400
    assert len(KINDS) >= 40
    assert max(Counter(row["kind"] for row in CORPUS).values()) < len(CORPUS) / 10


@pytest.mark.parametrize("kind", KINDS)
def test_a_reading_is_right_or_absent(kind: str) -> None:
    rows = [row for row in CORPUS if row["kind"] == kind]
    expected = {row["text"]: row["reading"].replace("none", "") for row in rows}
    assert dict(zip(expected, accepted_dates(list(expected)), strict=True)) == expected


def test_every_reading_of_the_corpus_is_a_date() -> None:
    read = [row["reading"] for row in CORPUS if row["reading"] != "none"]
    assert [text for text, date in zip(read, are_dates(read), strict=True) if not date] == []


def test_words_for_no_date_and_no_end_are_distinguished() -> None:
    for row in CORPUS:
        assert (fold_text(row["text"]) in NO_DATE) == (row["kind"] == "no date in words"), row
        assert (fold_text(row["text"]) in ONGOING) == (row["kind"] == "going on in words"), row


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_an_accepted_suggestion_is_a_date_and_its_own_reading(text: str) -> None:
    readings = date_readings([text])[0]
    assert all(are_dates(readings)) if readings else True
    [reading] = accepted_dates([text])
    assert reading in (*readings, "")
    assert accepted_dates([reading]) == [reading]
    assert (len(readings) == 1) == bool(reading)


@given(st.text(max_size=30))
def test_no_text_breaks_a_suggestion(text: str) -> None:
    [reading] = accepted_dates([text])
    assert not reading or parse_dates([reading]).error[0] == ""


@given(st.lists(st.text("0123456789/-. JuneXcBC~?年", max_size=14)))
def test_a_column_is_read_as_its_cells_are(texts: list[str]) -> None:
    assert accepted_dates(texts) == [accepted_dates([text])[0] for text in texts]


def test_ambiguous_texts_have_all_their_readings() -> None:
    assert date_readings(["10/06/1953"]) == [("1953-06-10", "1953-10-06")]
    assert date_readings(["1905/06"]) == [("1905-06", "1905/1906")]
    assert date_readings(["1900s"]) == [("190X", "19XX")]
    assert date_readings(["c1953"]) == [("1953~", "1953")]
    assert date_readings(["12345"]) == [("1933-10-18", "Y12345")]
