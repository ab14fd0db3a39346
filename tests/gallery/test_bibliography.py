"""Bibliographies: other tools read back what the sources table contains."""

import json
import re

import pytest

from tests.internals import Source, bibliography
from timeline import UsageError

THOR = Source(
    "thor-korea",
    "US Air Force",
    "THOR: 100% of A_B & {C}",
    "2016",
    "US DoD",
    "https://a.org/?b&c_d",
)
ARTICLE = Source("article 2026", "", "An article", "2026-01-16")
LETTERS = Source("letters", "Ann Lee; Bo Kim", "Letters <1953>", "about 1953")


def test_markdown_is_one_line_a_source_and_nothing_becomes_markup() -> None:
    assert bibliography([THOR, ARTICLE, LETTERS]).splitlines() == [
        "- US Air Force: *THOR: 100% of A\\_B & \\{C\\}*, US DoD, 2016. <https://a.org/?b&c_d>",
        "- *An article*, 2026-01-16.",
        "- Ann Lee; Bo Kim: *Letters \\<1953\\>*, about 1953.",
    ]


def test_an_invalid_address_is_not_a_link() -> None:
    assert "<javascript" not in bibliography([Source("a", url="javascript:alert(1)")])


def test_bibtex_keeps_names_whole_and_braces_paired() -> None:
    text = bibliography([THOR, ARTICLE, LETTERS], format="bibtex")

    assert text.startswith("@online{thor-korea,\n  author = {{US Air Force}},\n")
    assert "  title = {THOR: 100\\% of A\\_B \\& \\{C\\}},\n" in text
    assert "  url = {https://a.org/?b&c_d},\n" in text
    assert "@misc{article-2026,\n" in text
    assert "author = {{Ann Lee} and {Bo Kim}}" in text
    unescaped = re.sub(r"\\[{}]", "", text)
    assert unescaped.count("{") == unescaped.count("}")


def test_csl_has_dates_in_parts_and_others_as_they_are_written() -> None:
    thor, article, letters = json.loads(bibliography([THOR, ARTICLE, LETTERS], format="csl"))

    assert thor["type"] == "webpage"
    assert thor["author"] == [{"literal": "US Air Force"}]
    assert thor["URL"] == "https://a.org/?b&c_d"
    assert article == {
        "id": "article 2026",
        "type": "document",
        "title": "An article",
        "issued": {"date-parts": [[2026, 1, 16]]},
    }
    assert letters["issued"] == {"literal": "about 1953"}
    assert [name["literal"] for name in letters["author"]] == ["Ann Lee", "Bo Kim"]


def test_an_unknown_format_names_the_nearest() -> None:
    with pytest.raises(UsageError, match=r'format "bibtexx" is not known \(did you mean "bibtex"'):
        bibliography([ARTICLE], format="bibtexx")
