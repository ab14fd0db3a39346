"""Notes and rows of the data table link to each other."""

import re

import pytest

from tests.articles import HOSTILE
from tests.internals import (
    caption,
    caption_of,
    data_table,
    gantt_chart,
    note_rows,
    notes_list,
    page,
    safe_address,
)
from timeline import read_events


def test_a_title_that_was_changed_since_wins() -> None:
    meta = {"title": "Outpost Harry in June 1953"}
    wrapped = {"layout": {"title": {"text": "Outpost Harry<br>in June 1953"}, "meta": meta}}
    changed = {"layout": {"title": {"text": "My <b>own</b> &lt;title&gt;"}, "meta": meta}}
    assert caption_of(wrapped).title == "Outpost Harry in June 1953"
    assert caption_of(changed).title == "My own <title>"


def test_a_figure_without_metadata_is_described_in_english() -> None:
    about = caption_of({})
    assert (about.title, about.language, about.direction) == ("", "en", "ltr")
    assert notes_list(about, "a") == caption(about) == data_table(None, about) == ""


def test_notes_that_are_numbered_are_a_numbered_list() -> None:
    assert notes_list(caption_of(_with_notes("¹ One", "² Two")), "a").startswith("<ol")
    # A note on the whole figure has its place in the list, and no number.
    told = notes_list(caption_of(_with_notes("¹ One", "No record in May")), "a")
    assert told.startswith("<ol")
    assert '<li id="a-note-1">One</li>' in told
    assert '<li id="a-note-2" class="timeline-plain-note">No record' in told
    assert notes_list(caption_of(_with_notes("Local time")), "a").startswith("<ul")
    assert 'id="a-note-2"' in notes_list(caption_of(_with_notes("1. One", "2. Two")), "a")


def test_more_than_eight_notes_are_folded_on_a_phone() -> None:
    notes = [f"{number}. Note" for number in range(1, 26)]
    assert "<summary>and 17 more</summary>" in notes_list(caption_of(_with_notes(*notes)), "a")
    assert "<details" not in notes_list(caption_of(_with_notes(*notes[:8])), "a")
    # What is no note of a row is always in sight, as in a picture.
    told = notes_list(caption_of(_with_notes(*notes[:10], "Claimed by: UN.", "Local time.")), "a")
    assert "<summary>and 2 more</summary>" in told
    assert told.count("timeline-folded-note") == 2
    assert '<li id="a-note-11" class="timeline-plain-note">Claimed by' in told


def _with_notes(*notes: str) -> dict[str, object]:
    return {"layout": {"meta": {"notes": list(notes)}}}


@pytest.mark.parametrize(
    "address", ["javascript:1", "JAVA\tSCRIPT:1", " vbscript:x", "\x00javascript:1", "file:/etc"]
)
def test_no_address_runs_or_reads_anything(address: str) -> None:
    assert safe_address(address) == "#"


def test_addresses_of_files_and_pages_stay() -> None:
    for address in ("a.csv", "data/a:b.csv", "https://example.org/a?b=c", "/a.csv"):
        assert safe_address(address) == address


def test_hostile_cells_are_text() -> None:
    table = data_table([["Title"], *([text] for text in HOSTILE)], caption_of({}))
    assert "<script" not in table
    assert "<img" not in table
    assert table.count("<tr>") == len(HOSTILE) + 1


TABLE = [["Title", "Note"], ["Assault", "At night."], ["Lull", ""], ["Relief", "At night."]]
ABOUT = caption_of(
    {"layout": {"meta": {"notes": ["¹ At night.", "Claimed by: UN."], "language": "de"}}}
)


def test_rows_are_found_by_the_text_of_their_note() -> None:
    assert note_rows(["¹ By day.", "² At night."], TABLE) == {0: 1, 2: 1}
    assert note_rows(["At night."], TABLE) == {}
    assert note_rows(["¹ At night."], None) == {}


def test_a_note_leads_to_its_first_row_and_every_row_to_its_note() -> None:
    notes, table = notes_list(ABOUT, "p", TABLE), data_table(TABLE, ABOUT, "p")
    assert notes.count("<a ") == 1
    assert '<a href="#p-row-1" aria-label="Datentabelle 1">↑</a>' in notes
    assert table.count('href="#p-note-1"') == 2
    assert table.count('id="p-row-1"') == 1
    assert 'aria-label="Anmerkung 1"' in table


def test_on_a_page_every_link_has_its_target_once() -> None:
    rows = "title,start,note\nAssault,1953-06-10,At <night>.\nRelief,1953-06-11,By day.\n"
    chart = gantt_chart(read_events(rows.encode()))
    text = page({720: chart.figure(width=720)}, script="cdn", table=chart.tabulate())
    targets = re.findall(r'href="#([^"]+)"', text)
    assert len(targets) == 4
    for target in targets:
        assert text.count(f'id="{target}"') == 1


def test_a_source_with_an_address_is_linked_and_no_other_address_is() -> None:
    table = (
        b"Year,Headline,Text,Media Credit\n"
        b'1955,A,"<p>One.</p>","<a href=""http://x.org/?a&amp;b"">Museum & son</a>"\n'
        b'1956,B,,"<a href=""javascript:alert(1)"">Archive</a>"\n'
    )
    chart = gantt_chart(read_events(table))
    figure = chart.lay_out(720, chart.theme)
    assert figure.meta["source"] == "Sources: Museum & son; Archive"
    assert caption(caption_of({"layout": {"meta": figure.meta}})) == (
        '<p class="timeline-source">Sources: '
        '<a href="http://x.org/?a&amp;b">Museum &amp; son</a>; Archive</p>'
    )
    worse = {"source": "Source: A", "links": {"A": "javascript:alert(1)"}}
    assert "href" not in caption(caption_of({"layout": {"meta": worse}}))
