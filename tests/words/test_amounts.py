import pytest

from tests.claim_rows import claims
from timeline.words.amounts import amount_texts


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
