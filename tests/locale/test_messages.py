from __future__ import annotations

import string

import pytest

from tests.internals import LANGUAGES, words_of


def places(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_every_word_with_the_same_places(code: str) -> None:
    english, words = words_of("en"), words_of(code)
    assert list(words) == list(english)
    for key, text in words.items():
        assert text == text.strip() != "", key
        assert places(text) == places(english[key]), key


@pytest.mark.parametrize("code", LANGUAGES[1:])
def test_languages_do_not_speak_english(code: str) -> None:
    english = words_of("en")
    same = [key for key, text in words_of(code).items() if text == english[key]]
    assert set(same) <= {"span", "range", "date, time", "titled", "unit, time", "source", "sources",
                         "note", "notes", "instant"}  # fmt: skip


def test_territories_speak_their_language_and_others_english() -> None:
    assert words_of("de_AT") == words_of("de-CH") == words_of("de")
    assert words_of("sv") == words_of("en")
    with pytest.raises(TypeError):
        words_of("en")["about"] = "x"  # type: ignore[index]
