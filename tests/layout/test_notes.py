from tests.claim_rows import LOSSES, claims
from tests.internals import numbered_notes, superscript, titled_notes


def test_notes_are_numbered_in_the_order_of_rows_and_shared() -> None:
    texts, marks = numbered_notes(claims(*LOSSES).frame)
    assert texts == ("¹ An estimate.", "² Not told apart.")
    assert marks == {5: "¹", 6: "¹", 7: "²"}


def test_line_breaks_in_a_note_are_spaces() -> None:
    texts, _ = numbered_notes(claims({"value": "1", "note": "one\n two"}).frame)
    assert texts == ("¹ one two",)


def test_rows_without_notes_have_no_number() -> None:
    assert numbered_notes(claims({"value": "1"}).frame) == ((), {})


def test_every_digit_has_its_mark() -> None:
    assert superscript(1234567890) == "¹²³⁴⁵⁶⁷⁸⁹⁰"


def test_notes_without_a_mark_name_their_rows_once() -> None:
    rows = ({"value": "1", "title": "Shells", "note": "By\near."},) * 2
    assert titled_notes(claims(*rows, {"value": "2"}).frame) == ("Shells: By ear.",)


def test_many_notes_of_sums_are_counted_and_stand_in_the_table() -> None:
    rows = [{"value": "2", "note": f"{n} of 9 records.", "title": f"B{n}"} for n in range(7)]
    assert len(titled_notes(claims(*rows[:6]).frame)) == 6
    told = titled_notes(claims(*rows, {"value": "3"}).frame)
    assert told == ("Notes of 7 rows stand in the table.",)
    assert titled_notes(claims(*rows).frame, "de") == (
        "Anmerkungen zu 7 Zeilen stehen in der Tabelle.",
    )
