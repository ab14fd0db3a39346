import pytest

from tests.claim_rows import claims
from tests.internals import LANGUAGES, LENGTHS, amount_texts, duration_text


@pytest.mark.parametrize(
    ("value", "en", "de"),
    [
        ("22639", "22,639", "22.639"),
        ("~22000", "about 22,000", "etwa 22.000"),
        (">12000", "more than 12,000", "mehr als 12.000"),
        ("<50", "fewer than 50", "weniger als 50"),
        (">=500", "at least 500", "mindestens 500"),
        ("≤500", "at most 500", "höchstens 500"),
        ("1450..1600", "1,450–1,600", "1.450–1.600"),
        ("-3", "−3", "−3"),
        ("0", "0", "0"),
        ("", "", ""),
    ],
)
def test_numbers_are_written_as_claimed(value: str, en: str, de: str) -> None:
    frame = claims({"value": value}).frame
    assert amount_texts(frame) == [en]
    assert amount_texts(frame, language="de") == [de]


@pytest.mark.parametrize("language", [*LANGUAGES, "ko", "pt", "sv"])
def test_durations_are_written_in_the_language(language):
    # where CLDR has no long form of a unit, the short one serves
    told = [duration_text(length, language=language) for length in LENGTHS]
    assert not [text for text in told if "duration" in text]
    assert len(set(told)) == len(told)


def test_a_duration_is_written_in_its_largest_unit():
    told = [duration_text(n, language="ja") for n in (1, 90, 3600, 864000, 20 * 365.2425 * 86400)]
    assert told == ["1 秒", "90 秒", "1 時間", "10 日", "20 年"]
