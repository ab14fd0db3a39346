"""The words of dates: complete, and comparable."""

import pytest

from tests.internals import MONTHS, SEASONS, WEEKDAYS, WORDS, fold_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MÄRZ", "marz"),
        ("  10\u00a0Févr. –\t1953", "10 fevr. - 1953"),
        ("Июнь", "июнь"),
        ("ß", "ss"),
        ("\u200b１９５３-٠٦", "1953-06"),
    ],
)
def test_fold_text(text: str, expected: str) -> None:
    assert fold_text(text) == expected


def test_words_are_stored_as_they_are_looked_up() -> None:
    assert all(
        fold_text(word) == word for words in (MONTHS, SEASONS, WEEKDAYS, WORDS) for word in words
    )


@pytest.mark.parametrize("names", ["june juni juin junio июня", "march marz mars marzo марта",
                                   "december dezember decembre diciembre декабря"])  # fmt: skip
def test_a_month_has_its_number_in_every_language(names: str) -> None:
    assert len({MONTHS[name] for name in names.split()}) == 1


def test_there_are_twelve_months_and_four_seasons() -> None:
    assert set(MONTHS.values()) == set(range(1, 13))
    assert set(SEASONS.values()) == {21, 22, 23, 24}
