"""Claims at their time: their labels, their lanes, who stands beside whom."""

import pytest

from tests.internals import LANGUAGES, claim_rows, one_claimant, words_of
from timeline import read_events

TABLE = (
    b"title,start,end,parent,id,kind,side,measure,value,unit,claimed_by,source\n"
    b"Battle,1953-06-10,1953-06-18,,harry,battle,,,,,,s\n"
    b"PVA killed,1953-06-10,1953-06-18,harry,,,PVA,killed,~1450,people,UN,s\n"
    b"US killed,1953-06-10,1953-06-18,harry,,,US,killed,103,people,US,s\n"
    b"PVA killed,1953-06-10,1953-06-18,harry,,,PVA,killed,900..950,people,PVA,s\n"
    b"Shells,1953-06-17,,harry,,era,PVA,shells,>22000,rounds,,s\n"
    b"Tanks,1953-06-17,,harry,,,US,tanks,,tanks,US,s\n"
)
EVENTS = read_events(TABLE)
CLAIMS = EVENTS.frame[EVENTS.frame["measure"] != ""].reset_index(drop=True)


def test_each_claim_says_its_number_as_it_is_known_and_who_says_so() -> None:
    assert claim_rows(CLAIMS)["title"].tolist() == [
        "PVA killed: about\u00a01,450\u00a0people, according to UN",
        "PVA killed: 900–950\u00a0people, according to PVA",
        "US killed: 103\u00a0people, according to US",
        "Shells: more\u00a0than\u00a022,000\u00a0rounds, claimant not stated",
        "Tanks: no\u00a0data, according to US",
    ]


def test_rivals_stand_together_and_measures_as_asked() -> None:
    rows = claim_rows(CLAIMS, measures=["shells"])
    assert rows["lane"].tolist() == ["Shells", "Killed", "Killed", "Killed", "Tanks"]
    assert rows["line"].tolist() == [6, 3, 5, 4, 7]


def test_one_claimant_is_not_repeated_and_one_measure_needs_no_name() -> None:
    own = CLAIMS[CLAIMS["claimed_by"] == "UN"]
    rows = claim_rows(own)
    assert one_claimant(own) == "UN"
    assert one_claimant(CLAIMS) is None
    assert rows["title"].tolist() == ["PVA killed: about\u00a01,450\u00a0people"]
    assert rows["lane"].tolist() == [""]


def test_no_claim_is_taken_for_an_era_or_a_phase() -> None:
    rows = claim_rows(CLAIMS)
    assert set(rows["kind"]) | set(rows["parent"]) == {""}


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_are_of_the_language(language: str) -> None:
    titles = claim_rows(CLAIMS, language=language)["title"].tolist()
    assert words_of(language)["according to"].format("UN") in titles[0]
    assert words_of(language)["no claimant"] in titles[3]
