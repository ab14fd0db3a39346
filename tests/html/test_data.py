import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.articles import HOSTILE, figures
from tests.internals import (
    LANGUAGES,
    content_id,
    date_words,
    language,
    page_data,
    page_words,
    safe_json,
)

JSON = st.recursive(st.text() | st.integers() | st.none(), lambda inner: st.lists(inner))


@given(JSON)
def test_safe_json_says_the_same_and_ends_nothing(value: Any) -> None:
    text = safe_json(value)
    assert json.loads(text) == value
    assert not set(text) & set("<>&\u2028\u2029")


def test_hover_texts_are_written_once() -> None:
    text = page_data(figures(), figures("dark"))
    data = json.loads(text)
    assert len(set(data["texts"])) == len(data["texts"])
    numbers = [
        n for entry in data["light"] for trace in entry["data"] for n in trace.get("hovertext", [])
    ]
    assert set(numbers) == set(range(len(data["texts"])))


def test_ids_are_made_of_the_content() -> None:
    assert len({content_id(text) for text in HOSTILE}) == len(HOSTILE)


@pytest.mark.parametrize("code", LANGUAGES)
def test_dates_of_a_zoomed_axis_are_those_of_the_language(code: str) -> None:
    words, spoken = date_words(code), language(code)
    for month in range(1, 13):
        day = date(1953, month, 7)
        written = words["days"][month - 1].replace("{d}", str(day.day))
        assert written == spoken.day_of_month(month, 7, short=True)
        assert words["months"][month - 1].count("{y}") == 1
    assert words["eras"][0].replace("{y}", "480") == spoken.year(-479)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_control_has_its_word(code: str) -> None:
    words = page_words(code)
    assert all(words[key] for key in ("zoom in", "zoom out", "whole", "walk", "data table"))
    assert code == "en" or words["walk"] != page_words("en")["walk"]
