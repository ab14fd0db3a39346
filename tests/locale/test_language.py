from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import LANGUAGES, cldr_facts, known_code, language
from timeline import UsageError

CODES = st.sampled_from(LANGUAGES)


def test_babel_is_not_imported_before_it_is_needed() -> None:
    code = "import sys, timeline.locale.language; print('babel' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("code", "day", "month", "bce", "number"),
    [
        ("en", "10 June 1953", "June 1953", "480 BCE", "1,234,567.5"),
        ("en_US", "June 10, 1953", "June 1953", "480 BCE", "1,234,567.5"),
        ("de", "10. Juni 1953", "Juni 1953", "480 v. Chr.", "1.234.567,5"),
        ("fr", "10 juin 1953", "juin 1953", "480 av. J.-C.", "1\u00a0234\u00a0567,5"),
        ("es", "10 de junio de 1953", "junio de 1953", "480 a. C.", "1.234.567,5"),
        ("ru", "10 июня 1953\u00a0г.", "июнь 1953\u00a0г.", "480\u00a0г. до н. э.",
         "1\u00a0234\u00a0567,5"),
        ("zh", "1953年6月10日", "1953年6月", "公元前480年", "1,234,567.5"),
        ("ja", "1953年6月10日", "1953年6月", "紀元前480年", "1,234,567.5"),
        ("ar", "10 يونيو 1953", "يونيو 1953", "480 ق.م", "1,234,567.5"),
    ],
)  # fmt: skip
def test_each_language_writes_in_its_own_way(
    code: str, day: str, month: str, bce: str, number: str
) -> None:
    spoken = language(code)
    assert spoken.day(1953, 6, 10) == day
    assert spoken.month(1953, 6) == month
    assert spoken.year(-479) == bce
    assert spoken.number(1234567.5) == number


@given(CODES, st.integers(-(10**7), 10**7))
def test_no_year_zero_and_no_negative_year_is_shown(code: str, year: int) -> None:
    spoken = language(code)
    text = spoken.year(year)
    digits = "".join(char for char in text if char.isdigit())
    assert int(digits) == (year if year > 0 else 1 - year)
    assert not text.startswith(("-", "−"))
    assert (spoken.eras[0] in text) == (year < 1)


@given(CODES, st.integers(-3000, 3000), st.integers(-3000, 3000))
def test_two_years_are_never_written_alike(code: str, one: int, other: int) -> None:
    spoken = language(code)
    assert (spoken.year(one) == spoken.year(other)) == (one == other)
    assert (spoken.day(one, 6, 10) == spoken.day(other, 6, 10)) == (one == other)


@given(CODES, st.integers(-(10**12), 10**12))
def test_whole_numbers_keep_their_digits(code: str, value: int) -> None:
    text = language(code).number(value)
    assert "".join(filter(str.isdigit, text)) == str(abs(value))
    assert text.startswith("−") == (value < 0)


def test_numbers_have_the_requested_decimals() -> None:
    english = language("en")
    assert english.number(0.1 + 0.2) == "0.3"
    assert english.number(1.5, 2) == "1.50"
    assert english.number(2.0) == "2"
    assert language("es").number(8881) == "8881"
    assert language("hi").number(1234567) == "12,34,567"


@pytest.mark.parametrize(
    ("code", "first", "last", "unit", "text"),
    [
        ("en", (1953, 6, 10), (1953, 6, 12), "day", "10–12 June 1953"),
        ("en_US", (1953, 6, 10), (1953, 6, 12), "day", "June 10–12, 1953"),
        ("de", (1953, 6, 10), (1953, 6, 12), "day", "10.–12. Juni 1953"),
        ("zh", (1953, 6, 10), (1953, 7, 12), "day", "1953年6月10日 – 7月12日"),
        ("en", (1953, 1, 10), (1953, 12, 10), "day", "10 January – 10 December 1953"),
        ("en", (1953, 12, 1), (1954, 1, 1), "month", "December 1953 – January 1954"),
        ("ru", (1953, 6, 1), (1953, 7, 1), "month", "июнь–июль 1953\u00a0г."),
        ("en", (-489, 1, 1), (-479, 1, 1), "year", "490–480 BCE"),
        ("zh", (-489, 1, 1), (-479, 1, 1), "year", "公元前490–480年"),
        ("en", (-49, 1, 1), (14, 1, 1), "year", "50 BCE – 14 CE"),
        ("en", (-479, 8, 1), (-479, 8, 3), "day", "1–3 August 480 BCE"),
    ],
)
def test_ranges_state_shared_parts_once(
    code: str, first: tuple[int, int, int], last: tuple[int, int, int], unit: str, text: str
) -> None:
    assert language(code).span(first, last, unit) == text  # type: ignore[arg-type]


def test_amounts_follow_the_plural() -> None:
    assert [language("ru").amount(n, "day") for n in (1, 2, 5)] == ["1 день", "2 дня", "5 дней"]
    assert language("zh").amount(5, "hour") == "5小时"
    assert language("en").amount(1.5, "hour") == "1.5 hours"


def test_clocks_have_twenty_four_hours() -> None:
    assert language("en_US").clock(20, 5) == "20:05"
    assert language("ar").direction == "rtl"


@pytest.mark.parametrize("code", [*LANGUAGES, "pt_BR", "hi", "sr_Latn", "zh_Hant_TW", "fa"])
def test_every_fact_is_there(code: str) -> None:
    facts = cldr_facts(code)
    for name in ("months", "months_short", "months_in", "months_short_in"):
        assert len(set(facts[name])) == 12
    assert facts["direction"] == ("rtl" if code in ("ar", "fa") else "ltr")
    assert facts["eras"][0] != facts["eras"][1]
    assert facts["group"] != facts["decimal"]
    assert {"y", "Gy", "yMMM", "yMMMM", "yMMMd", "MMMd", "MMMMd", "long"} <= set(facts["patterns"])
    assert all("other" in forms for forms in facts["units"].values())


def test_the_order_of_asking_changes_nothing() -> None:
    """Babel's own Locale fails this: Arabic months come out Chinese after Chinese."""
    code = (
        "from babel import Locale\n"
        "for name in ('zh', 'ar'):\n"
        "    dict(Locale.parse(name).months['stand-alone']['wide'])\n"
        "from timeline.locale.messages import cldr_facts\n"
        "cldr_facts('zh'); print(cldr_facts('ar')['months'][5])"
    )
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], capture_output=True, check=True
    )
    assert run.stdout.decode().strip() == "يونيو"


def test_inheritance_keeps_to_one_script() -> None:
    assert cldr_facts("sr_Latn")["months"][0] == "januar"
    assert "ч" not in str(cldr_facts("sr_Latn")["units"])
    assert cldr_facts("de_AT")["months"][0] == "Jänner"
    assert cldr_facts("de_AT")["months"][1] == "Februar"


def test_codes_are_known_however_written() -> None:
    assert known_code("ZH-hant") == "zh_Hant"
    assert known_code(" en ") == "en"


@pytest.mark.parametrize(("code", "hint"), [("enn", 'did you mean "'), ("qqq!", "try one of en,")])
def test_an_unknown_code_is_refused_with_a_hint(code: str, hint: str) -> None:
    with pytest.raises(UsageError, match="is not known") as raised:
        known_code(code)
    assert hint in str(raised.value)
