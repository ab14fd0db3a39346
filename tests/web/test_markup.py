import pytest

from tests.articles import HOSTILE
from tests.internals import caption, data_table, notes_list, picture, safe_address, told


def test_a_title_that_was_changed_since_wins() -> None:
    meta = {"title": "Outpost Harry in June 1953"}
    wrapped = {"layout": {"title": {"text": "Outpost Harry<br>in June 1953"}, "meta": meta}}
    changed = {"layout": {"title": {"text": "My <b>own</b> &lt;title&gt;"}, "meta": meta}}
    assert told(wrapped).title == "Outpost Harry in June 1953"
    assert told(changed).title == "My own <title>"


def test_a_figure_that_says_nothing_of_itself_is_told_in_english() -> None:
    about = told({})
    assert (about.title, about.language, about.direction) == ("", "en", "ltr")
    assert notes_list(about, "a") == caption(about) == data_table(None, about) == ""


def test_notes_that_are_numbered_are_a_numbered_list() -> None:
    assert notes_list(told(_with_notes("¹ One", "² Two")), "a").startswith("<ol")
    assert notes_list(told(_with_notes("1 One", "No record in May")), "a").startswith("<ul")
    assert 'id="a-note-2"' in notes_list(told(_with_notes("1. One", "2. Two")), "a")


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
    table = data_table([["Title"], *([text] for text in HOSTILE)], told({}))
    assert "<script" not in table
    assert "<img" not in table
    assert table.count("<tr>") == len(HOSTILE) + 1


def test_the_text_of_an_svg_becomes_an_address() -> None:
    assert picture("<svg/>", alt="").startswith('<img src="data:image/svg+xml;base64,')
