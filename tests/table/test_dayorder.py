"""The order of day and month, as a column proves it."""

import pytest

from tests.internals import proven_order
from timeline import ValidationError, read_events


def test_the_month_may_be_first() -> None:
    assert proven_order(["6-25-1953", "no date"]) == ("%m-%d-%Y", "6-25-1953")


def test_a_cell_that_is_no_date_in_any_order_proves_nothing() -> None:
    assert proven_order(["25/25/1953", "5/5/1953", "25.06.1953"]) == ("", "")


def test_a_problem_tells_the_proof_and_its_remedy_works() -> None:
    table = b"title,start\nHarry,10/06/1953\nPukhan,25/06/1953\n"
    with pytest.raises(ValidationError) as told:
        read_events(table)
    assert told.value.problems[0].hint == (
        '"25/06/1953" in this column proves the order: --date-format "%d/%m/%Y"'
    )
    assert read_events(table, date_format="%d/%m/%Y").frame["start"][0] == "1953-06-10"


def test_without_a_proof_both_dates_and_the_option_are_told() -> None:
    with pytest.raises(ValidationError) as told:
        read_events(b"title,start\nHarry,10/06/1953\n")
    hint = told.value.problems[0].hint
    assert "1953-06-10 (day first) or 1953-10-06 (month first)?" in hint
    assert '--date-format "%d/%m/%Y"' in hint
