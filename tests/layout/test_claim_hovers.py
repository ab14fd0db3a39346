from tests.claim_rows import claims
from tests.internals import claim_hovers


def test_a_claim_is_told_whole() -> None:
    rows = (
        {
            "value": "~22000",
            "title": "Shells",
            "measure": "shells fired",
            "unit": "rounds",
            "note": "No calibre.",
        },
        {"value": "", "claimed_by": "", "unit": "", "side": ""},
    )
    texts = claim_hovers(claims(*rows).frame)
    assert texts[2].split("\n") == [
        "Shells",
        "shells fired: about 22,000 rounds",
        "10–18 June 1953",
        "PVA · according to UN Command",
        "No calibre.",
    ]
    assert texts[3].split("\n")[1:] == ["killed: no data", "10–18 June 1953", "claimant not stated"]


def test_long_texts_are_broken_and_the_language_is_the_figures() -> None:
    (text,) = claim_hovers(
        claims({"value": "9", "note": "word " * 40}).frame, language="de"
    ).values()
    assert max(len(line.rstrip()) for line in text.split("\n")) <= 58
    assert "laut UN Command" in text
