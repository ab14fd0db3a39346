"""Filters: rows drawn, rows left out, and the message if none is left."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import select
from timeline import UsageError, read_events

ROWS = pd.DataFrame(
    {
        "title": ["Assault", "Relief", "Talks", "Shells"],
        "start": ["1953-06-10", "1953-06-14", "1953-07", "1953-06"],
        "end": ["1953-06-12", "", "..", ""],
        "side": ["PVA", "UN", "", "PVA"],
        "measure": ["", "", "", "shells fired"],
        "value": ["", "", "", "22000"],
        "source": ["", "", "", "x"],
    }
)
EVENTS = read_events(ROWS)


def titles(**options):
    return select(EVENTS, **{"claims": False, **options}).frame["title"].tolist()


def refusal(**options):
    with pytest.raises(UsageError) as caught:
        select(options.pop("events", EVENTS), **{"claims": False, **options})
    return str(caught.value)


def test_events_and_claims_are_distinguished():
    assert titles() == ["Assault", "Relief", "Talks"]
    assert titles(claims=True) == ["Shells"]


def test_filters_take_one_value_or_several_and_all_must_hold():
    assert titles(where={"side": "PVA"}) == ["Assault"]
    assert titles(where={"side": ["PVA", "UN"]}) == ["Assault", "Relief"]
    assert titles(where={"side": ["PVA", "UN"], "title": "Relief"}) == ["Relief"]


def test_a_window_keeps_what_overlaps_it():
    assert titles(since="1953-06-12") == ["Assault", "Relief", "Talks"]
    assert titles(since="1953-06-13") == ["Relief", "Talks"]
    assert titles(until="1953-06-10") == ["Assault"]
    assert titles(since="1960") == ["Talks"]


def test_the_report_accounts_for_every_row():
    chosen = select(EVENTS, claims=False, where={"side": ["PVA", "UN"]}, until="1953-06-12")
    assert str(chosen.account) == (
        "4 rows read, 1 drawn, 1 is a claim, 1 not asked for, 1 outside the time asked for"
    )


@given(
    st.sampled_from([None, "1953-06-11", "1953-07"]),
    st.sampled_from([None, "1953-06-15", "1954"]),
    st.sampled_from([None, {"side": "PVA"}, {"side": ["UN", ""]}]),
    st.booleans(),
)
def test_no_row_is_lost(since, until, where, claims):
    try:
        account = select(EVENTS, claims=claims, where=where, since=since, until=until).account
    except UsageError:
        return
    assert account.read == account.drawn + sum(account.left_out.values())


def test_a_column_that_is_missing_is_reported_with_the_nearest():
    name = EVENTS.name
    assert refusal(where={"sied": "PVA"}) == (
        f'{name}: there is no column "sied" to filter by (did you mean "side"?)'
    )
    assert "(columns: " in refusal(where={"zzz": "PVA"})


def test_a_value_that_no_row_has_is_reported_with_the_existing_ones():
    name = EVENTS.name
    assert refusal(where={"side": "zzz"}) == (f'{name}: no row has side "zzz" (there are: PVA, UN)')
    assert refusal(where={"side": "PVB"}).endswith('(did you mean "PVA"?)')
    assert refusal(where={"place": "Harry"}) == (
        f'{name}: no row has place "Harry" (the column is empty)'
    )
    many = read_events(pd.DataFrame({"title": [f"Hill {n}" for n in range(12)], "start": "1953"}))
    assert refusal(events=many, where={"title": "zzz"}).endswith(" and 4 more)")


def test_a_bound_that_is_not_a_date_is_reported():
    assert refusal(since="June").startswith('since: "June" ')
    assert refusal(until="1953/1954") == 'until: "1953/1954" is not a single date'


def test_a_window_that_ends_before_it_begins_is_reported():
    told = 'since "1954" is after until "1953", so nothing is shown (swap them?)'
    assert refusal(since="1954", until="1953") == told


def test_an_empty_selection_explains_itself():
    name = EVENTS.name
    assert refusal(until="1900") == (
        f"{name}: no row is left to draw (4 rows read, 0 drawn, 1 is a claim, "
        "3 outside the time asked for; widen the filter)"
    )
    alone = read_events(ROWS[3:])
    assert refusal(events=alone) == (
        f"{alone.name}: no row is one of the events that this chart draws "
        '(try bars measure="shells fired")'
    )
    plain = read_events(ROWS[:3])
    assert refusal(events=plain, claims=True) == (
        f"{plain.name}: no row is one of the claims that this chart draws (try gantt)"
    )
