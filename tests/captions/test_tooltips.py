"""Tooltip texts for events."""

from tests.claim_rows import claims
from tests.internals import HOVER_WIDTH, claim_hovers, event_hovers
from tests.layouts import table


def hover(language="en", **row):
    events = table([{"title": "Assault", "start": "1953-06-10", **row}])
    return event_hovers(events.frame, language=language)[0]


def test_title_and_time_as_it_is_known():
    assert hover() == "Assault\n10 June 1953"
    assert hover(start="1953-06") == "Assault\nJune 1953"
    assert hover(end="..") == "Assault\nsince 10 June 1953 (ongoing)"
    assert hover(language="de").endswith("10. Juni 1953")


def test_side_kind_and_note_follow_if_known():
    told = hover(side="PVA", kind="assault", note="By night.")
    assert told.split("\n") == ["Assault", "10 June 1953", "PVA · assault", "By night."]


def test_long_texts_are_broken_and_whole():
    note = "The account gives no hour and no unit. " * 8
    lines = hover(note=note).split("\n")
    assert max(len(line.rstrip()) for line in lines) <= HOVER_WIDTH
    assert "".join(lines[2:]) == note.strip()
    assert lines[1] == lines[1].rstrip()  # the next line is another matter


def test_any_text_is_kept_as_it_is():
    assert hover(title="<b>%{y}</b> $x$").startswith("<b>%{y}</b> $x$\n")


def test_a_claim_is_described_completely() -> None:
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
