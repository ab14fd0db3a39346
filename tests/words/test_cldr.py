from __future__ import annotations

import subprocess
import sys

import pytest

from tests.internals import LANGUAGES, cldr_facts, known_code
from timeline import UsageError


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
        "from timeline.locale.language import cldr_facts\n"
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
