"""Notes and rows of the data table lead to each other."""

import re

from tests.internals import data_table, gantt_chart, note_rows, notes_list, page, told
from timeline import read_events

TABLE = [["Title", "Note"], ["Assault", "At night."], ["Lull", ""], ["Relief", "At night."]]
ABOUT = told({"layout": {"meta": {"notes": ["¹ At night.", "Claimed by: UN."], "language": "de"}}})


def test_rows_are_found_by_the_text_of_their_note() -> None:
    assert note_rows(["¹ By day.", "² At night."], TABLE) == {0: 1, 2: 1}
    assert note_rows(["At night."], TABLE) == {}
    assert note_rows(["¹ At night."], None) == {}


def test_a_note_leads_to_its_first_row_and_every_row_to_its_note() -> None:
    notes, table = notes_list(ABOUT, "p", TABLE), data_table(TABLE, ABOUT, "p")
    assert notes.count("<a ") == 1
    assert '<a href="#p-row-1" aria-label="Datentabelle 1">↩</a>' in notes
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
