import pytest

from tests.internals import LANGUAGES, LENGTHS, duration_text


@pytest.mark.parametrize("language", [*LANGUAGES, "ko", "pt", "sv"])
def test_lengths_are_told_in_words_of_the_language(language):
    # where CLDR has no long form of a unit, the short one serves
    told = [duration_text(length, language=language) for length in LENGTHS]
    assert not [text for text in told if "duration" in text]
    assert len(set(told)) == len(told)


def test_a_length_is_told_in_its_largest_unit():
    told = [duration_text(n, language="ja") for n in (1, 90, 3600, 864000, 20 * 365.2425 * 86400)]
    assert told == ["1 秒", "90 秒", "1 時間", "10 日", "20 年"]
