"""Changes between two tables: every row is the same, or reported once."""

import json

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import Difference
from timeline import EventTable, diff, read_events

HEAD = "id,title,start,end,group,measure,value,claimed_by,source\n"
OLD = """a,Assault,1953-06-10,,Harry,,,,s
b,Lull,1953-06-15,,Harry,,,,s
,Relief,1953-06-16,,Harry,,,,s
,Lost,1953-06-10,1953-06-18,Harry,killed,1450,UN,s
,Lost,1953-06-10,1953-06-18,Harry,killed,2038,PVA,s
"""


def tables(old: str, new: str) -> Difference:
    return diff(read(old), read(new))


def read(rows: str) -> EventTable:
    return read_events((HEAD + rows).encode())


def told(old: str, new: str) -> list[str]:
    return tables(old, new).text().splitlines()[1:]


def test_the_same_table_has_no_changes() -> None:
    found = tables(OLD, OLD)
    assert found.changes == ()
    assert found.counted == "0 added, 0 withdrawn, 0 moved, 0 revised, 5 the same"


def test_row_order_is_not_a_change() -> None:
    assert told(OLD, "".join(reversed(OLD.splitlines(keepends=True)))) == []


def test_rows_are_added_and_withdrawn() -> None:
    lines = OLD.splitlines(keepends=True)
    new = "".join([lines[0], *lines[2:], "c,Truce,1953-07-27,,,,,,s\n"])
    added, withdrawn = told(OLD, new)
    assert added.endswith(":6: event added: Truce")
    assert withdrawn.endswith(":3: event withdrawn: Lull")
    assert [change.kinds for change in tables(OLD, new).changes] == [("added",), ("withdrawn",)]


def test_a_row_of_one_id_may_have_another_time_and_another_title() -> None:
    (change,) = tables(
        OLD, OLD.replace("a,Assault,1953-06-10", "a,First assault,1953-06-11")
    ).changes
    assert change.kinds == ("moved", "revised")
    assert change.summary == 'start "1953-06-10" → "1953-06-11"; title "Assault" → "First assault"'


def test_claims_are_distinguished_by_their_claimants() -> None:
    (change,) = tables(OLD, OLD.replace("2038", "~2100")).changes
    assert change.claim
    assert change.kinds == ("revised",)
    assert change.summary == 'value "2038" → "~2100"'


def test_another_spelling_of_a_number_is_not_a_change() -> None:
    assert told(OLD, OLD.replace("1450", '"1,450"')) == []


def test_rows_of_one_name_are_paired_by_their_time_first() -> None:
    old = ",C54,1950-06-26,,,flown,2,,s\n,C54,1950-06-27,,,flown,3,,s\n"
    new = ",C54,1950-06-25,,,flown,1,,s\n" + old
    found = tables(old, new)
    assert [change.kinds for change in found.changes] == [("added",)]
    assert found.changes[0].new_line == 2


def test_a_column_that_only_one_table_has_is_not_compared() -> None:
    old = read_events(pd.DataFrame({"title": ["A"], "start": ["1953"], "result": ["won"]}))
    new = read_events(pd.DataFrame({"title": ["A"], "start": ["1953"], "result": ["lost"]}))
    bare = read_events(pd.DataFrame({"title": ["A"], "start": ["1953"]}))
    assert diff(old, new).changes[0].summary == 'result "won" → "lost"'
    assert diff(old, bare).changes == ()


def test_json_holds_both_tables_and_every_change() -> None:
    found = json.loads(tables(OLD, OLD.replace("1953-06-15", "1953-06-14")).text("json"))
    assert found["old"]["rows"] == found["new"]["rows"] == 5
    assert found["old"]["sha256"] != found["new"]["sha256"]
    assert found["counts"] == {"added": 0, "withdrawn": 0, "moved": 1, "revised": 0}
    (change,) = found["changes"]
    assert change["revisions"] == [{"column": "start", "old": "1953-06-15", "new": "1953-06-14"}]


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["", "a", "b", "c"]),
        st.sampled_from(["Assault", "Relief"]),
        st.sampled_from(["1953", "1953-06", "1953-06-10"]),
    ),
    max_size=7,
    unique_by=lambda row: row[0] or object(),
)


@given(ROWS, ROWS)
def test_every_row_of_both_tables_is_the_same_or_reported_once(
    old: list[tuple[str, str, str]], new: list[tuple[str, str, str]]
) -> None:
    def table(rows: list[tuple[str, str, str]]) -> EventTable:
        return read_events(
            ("id,title,start\n" + "".join(",".join(row) + "\n" for row in rows)).encode()
        )

    if not old or not new:
        return
    found = diff(table(old), table(new))
    kept = len(new) - found.count("added")
    assert kept == len(old) - found.count("withdrawn")
    assert len({change.new_line for change in found.changes if change.new_line}) == sum(
        change.new_line > 0 for change in found.changes
    )
    back = diff(table(new), table(old))
    assert back.count("added") == found.count("withdrawn")
