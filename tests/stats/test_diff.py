"""The rows of a figure of changes: all changes, marked, with their old state."""

from tests.internals import SIGNS, Difference, diff_rows, key_sentence
from timeline import diff, read_events

HEAD = "id,title,start,end,group,side,measure,value,unit,claimed_by,source,note\n"
OLD = """a,Assault,1953-06-10,,Harry,PVA,,,,,s,At night.
b,Lull,1953-06-15,,Harry,,,,,,s,
c,Relief,1953-06-16,,Harry,UN,,,,,s,
,Lost,1953-06-10,1953-06-18,Harry,UN,killed,1450,people,UN,s,
,Lost,1953-06-10,1953-06-18,Harry,UN,killed,2038,people,PVA,s,
"""
NEW = (
    OLD.replace("a,Assault,1953-06-10", "a,Assault,1953-06-11")
    .replace("b,Lull,1953-06-15,,Harry,,,,,,s,\n", "")
    .replace("1450", "~1500")
    + "d,Truce,1953-07-27,,,,,,,,s,\n"
)


def difference() -> Difference:
    return diff(*(read_events((HEAD + rows).encode()) for rows in (OLD, NEW)))


def test_titles_describe_the_change_of_each_row() -> None:
    frame = diff_rows(difference()).frame
    assert frame["title"].tolist() == [
        "→ Assault",
        "Relief",
        "≠ Lost: about 1,500 people, according to UN",
        "+ Truce",
        "− Lull",
        "before: 10 June 1953",
    ]


def test_notes_list_only_the_changed_cells() -> None:
    frame = diff_rows(difference()).frame
    assert [note for note in frame["note"].tolist() if note] == [
        'start "1953-06-10" → "1953-06-11"',
        'value "1450" → "~1500"',
    ]


def test_the_old_row_is_a_phase_of_the_new_one() -> None:
    rows = diff_rows(difference())
    before = rows.frame.iloc[-1]
    assert before["parent"] == "a"
    assert rows.ghosts == set(rows.frame["line"].tolist()[-2:])
    assert rows.frame["line"].is_unique
    assert rows.frame["id"].is_unique


def test_only_changes_are_shown_on_request() -> None:
    titles = diff_rows(difference(), unchanged=False).frame["title"].tolist()
    assert "Relief" not in titles
    assert len(titles) == 5


def test_a_long_cell_is_cut_in_its_note() -> None:
    old = read_events((HEAD + OLD).encode())
    new = read_events((HEAD + OLD.replace("At night.", "word " * 90)).encode())
    (note,) = [note for note in diff_rows(diff(old, new)).frame["note"].tolist() if note]
    assert note.endswith('…"')
    assert len(note) < 130


def test_symbols_are_explained_in_the_language_of_the_figure() -> None:
    told = "+ added (1), − withdrawn (1), → moved (1), ≠ revised (1), outlined: as it was."
    assert key_sentence(difference(), "en") == told
    german = key_sentence(difference(), "de")
    assert german.startswith("+ hinzugefügt (1), − zurückgezogen (1)")
    assert all(sign in german for sign in SIGNS.values())
