import contextlib
import json
import textwrap
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.internals import CLAIM_COLUMNS, TEXT_COLUMNS, TIME_COLUMNS, instant
from timeline import EventTable, Problem, TimelineError, UsageError, ValidationError, read_events

DAY = 86400.0


def table(text: str) -> bytes:
    return textwrap.dedent(text).lstrip("\n").encode()


def problems(text: str, **options: object) -> list[Problem]:
    with pytest.raises(ValidationError) as caught:
        read_events(table(text), **options)  # type: ignore[arg-type]
    return caught.value.problems


def told(events: EventTable) -> list[str]:
    return list(map(str, events.problems))


def test_the_frame_has_our_columns_in_order_and_then_the_users() -> None:
    events = read_events(b"colour,start,title\nred, 1953-06 ,Harry\n")
    made = (*TEXT_COLUMNS, "line", *TIME_COLUMNS, *CLAIM_COLUMNS, "colour")
    assert tuple(events.frame.columns) == made
    row = events.frame.iloc[0]
    assert (row.title, row.start, row.end, row.colour, row.line) == (
        "Harry", "1953-06", "", "red", 2
    )  # fmt: skip
    assert (row.start_earliest, row.end_latest) == (instant(1953, 6), instant(1953, 7))
    assert (row.end_state, row.start_precision) == ("as start", "month")
    assert np.isnan(row.value_best)
    assert (len(events), events.rows_read, events.problems) == (1, 1, ())


def test_every_problem_of_the_table_is_reported_in_one_run() -> None:
    found = problems("""
        id,title,start,end,parent,measure,value,calendar
        a,Harry,1953-06-10,1953-06-09,,,,
        b,Kumsong,10 June 1953,,,,,
        a,Iron Triangle,1953,,c,,,
        ,Sorties,1953,,,sorties,about 9,
        ,Sorties,1953,,,,9,
        ,Poltava,1709-06-27,,,,,julain
        ,Both,1950/1953,1954,,,,
        ,Nowhen,../..,,,,,
        ,No date,,,,,,
    """)
    assert [(p.line, p.column, p.code) for p in found if p.fatal] == [
        (2, "end", "end-before-start"),
        (3, "start", "date"),
        (4, "id", "duplicate-id"),
        (4, "parent", "parent"),
        (5, "value", "value"),
        (6, "value", "value-without-measure"),
        (7, "calendar", "calendar"),
        (8, "start", "two-ends"),
        (9, "start", "no-time"),
        (10, "start", "missing-start"),
    ]
    assert str(found[0]) == 'table:2: end: "1953-06-09" is before start "1953-06-10" (swap them?)'
    assert all(p.hint for p in found)


def test_missing_columns_name_the_nearest_one_and_the_option_that_helps() -> None:
    found = problems("""
        titel,begin
        Harry,1953
    """)
    assert list(map(str, found)) == [
        "table:1: start: is a column that every table needs "
        '(did you mean "begin"? --map start=begin)',
        "table:1: title: is a column that every table needs "
        '(did you mean "titel"? --map title=titel)',
    ]


def test_a_column_with_almost_our_name_is_reported_and_kept() -> None:
    events = read_events(b"title,start,notes,Claimed by\nHarry,1953,x,UN Command\n")
    assert told(events) == ['table:1: notes: unknown column, kept as is (did you mean "note"?)']
    assert events.frame["claimed_by"].tolist() == ["UN Command"]
    assert events.frame["notes"].tolist() == ["x"]


def test_warnings_do_not_stop_and_are_reported() -> None:
    events = read_events(
        table("""
            id,title,start,parent,measure,value
            a,Harry,1953-06,,,
            b,,1953-07,a,,
            c,Shells,1953-06-10T20:00+09:00,,shells,9
            d,Shells,1953-06-10T20:00Z,,shells,
        """)
    )
    assert [(p.line, p.code, p.fatal) for p in events.problems] == [
        (3, "outside", False),
        (3, "missing-title", False),
        (4, "unsourced", False),
        (5, "measure-without-value", False),
        (5, "zones", False),
    ]
    assert len(events) == events.rows_read == 4


def test_zones_are_counted_when_ends_are_compared() -> None:
    east = b"title,start,end\nHop,1953-06-10T20:00+09:00,1953-06-10T12:30Z\n"
    assert len(read_events(east)) == 1
    west = b"title,start,end\nHop,1953-06-10T20:00-05:00,1953-06-10T21:00Z\n"
    with pytest.raises(ValidationError, match="is before start"):
        read_events(west)


@pytest.mark.slow
def test_a_thousand_faults_of_a_kind_are_reported_one_by_one_and_the_rest_counted() -> None:
    text = "title,start\n" + "x,soon\n" * 2500
    with pytest.raises(ValidationError) as caught:
        read_events(text.encode())
    assert len(caught.value.problems) == 1000
    assert sum(problem.rows for problem in caught.value.problems) == 2500
    told, advice = str(caught.value).splitlines()[-2:]
    assert told == 'table: and 2480 more of the kind "date"'
    assert advice.startswith("to do first: correct the first error, since no row can be drawn")


def test_sources_and_package_are_beside_the_table(tmp_path: Path) -> None:
    path = tmp_path / "korea.csv"
    path.write_text("title,start,source\nHarry,1953,a; b\n", encoding="utf-8")
    assert read_events(path).sources == {}
    (tmp_path / "korea.sources.csv").write_text("key,title\na,First\n", encoding="utf-8")
    (tmp_path / "datapackage.json").write_text(json.dumps({"title": "Korea"}), encoding="utf-8")
    with pytest.raises(ValidationError, match='names "b", which is not in the sources table'):
        read_events(path)
    path.write_text("title,start,source\nHarry,1953,a\n", encoding="utf-8")
    events = read_events(path)
    assert str(events.sources["a"]) == "First"
    assert events.package == {"title": "Korea"}


def test_a_table_of_other_names_and_dates_is_read_by_a_mapping() -> None:
    events = read_events(
        b"UNIT_ID,MSN_DATE,SORTIES\r003BL,2/1/51,13\r,6/28/50,-9\r",
        mapping={
            "title": "UNIT_ID",
            "start": "MSN_DATE",
            "measure": "=sorties",
            "value": "SORTIES",
        },
        date_format="%m/%d/%y",
        century=1900,
        unknown=["-9"],
    )
    frame = events.frame
    assert frame["start_earliest"].tolist() == [instant(1951, 2, 1), instant(1950, 6, 28)]
    assert frame["MSN_DATE"].tolist() == ["2/1/51", "6/28/50"]
    np.testing.assert_equal(frame["value_best"].to_numpy(), [13, np.nan])
    assert [p.code for p in events.problems] == [
        "unsourced", "missing-title", "measure-without-value"
    ]  # fmt: skip


def test_a_fault_of_a_mapped_column_is_reported_by_the_users_name_and_text() -> None:
    found = problems(
        "what,when\nHarry,2/30/51\n",
        mapping={"title": "what", "start": "when"},
        date_format="%m/%d/%y",
        century=1900,
    )
    assert (found[0].column, found[0].value, found[0].code) == ("when", "2/30/51", "date")


def test_sources_may_be_required() -> None:
    text = "title,start,measure,value\nHarry,1953,shells,9\n"
    assert [p.code for p in read_events(text.encode()).problems] == ["unsourced"]
    assert [p.code for p in problems(text, require_sources=True)] == ["unsourced"]


def test_a_wrong_argument_is_reported() -> None:
    with pytest.raises(UsageError, match=r'title is mapped to "nam", which is no column .did you'):
        read_events(b"name,start\nHarry,1953\n", mapping={"title": "nam"})
    with pytest.raises(UsageError, match="%y needs a century"):
        read_events(b"title,start\nHarry,1/1/53\n", date_format="%m/%d/%y")


def test_a_frame_of_a_notebook_is_a_table() -> None:
    frame = pd.DataFrame({"title": ["Harry"], "start": pd.to_datetime(["1953-06-10"])})
    events = read_events(frame)
    assert events.frame["end_latest"].tolist() == [instant(1953, 6, 11)]


NAUGHTY = [
    "<script>alert(0)</script>", "</script>", "%{y}", "&lt;b&gt;", '=cmd|"/C calc"!A0', "@SUM(1+9)",
    "NULL", "nan", "１２３", "田中さん", "\u202eright to left\u202c", "\ufeff", "🏳\u200d🌈", "a\tb",
    "Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮", '"', "\\", "'; DROP TABLE events;--", "{0}", "\x7f\x1b[31m",
]  # fmt: skip


def test_naughty_titles_are_as_many_events_and_kept_to_the_letter() -> None:
    frame = pd.DataFrame({"title": NAUGHTY, "note": NAUGHTY, "start": "1953"})
    events = read_events(frame)
    assert events.frame["title"].tolist() == NAUGHTY
    quoted = "\n".join('"' + text.replace('"', '""') + '",1953' for text in NAUGHTY)
    assert read_events(f"title,start\n{quoted}".encode()).frame["title"].tolist() == NAUGHTY


def checked(data: bytes) -> tuple[EventTable | None, list[Problem]]:
    try:
        events = read_events(data)
    except ValidationError as error:
        return None, error.problems
    return events, list(events.problems)


CELL = st.sampled_from(
    [
        "",
        "1953",
        "1953-06-31",
        "..",
        "/",
        "x",
        "~9",
        "9",
        "a",
        "b",
        "julian",
        "1953/54",
        "T20",
        "a;b",
    ]
)


@given(st.lists(st.lists(CELL, min_size=9, max_size=9), max_size=8))
@settings(max_examples=60)
def test_rows_read_are_rows_checked_or_reported(rows: list[list[str]]) -> None:
    header = "id,title,start,end,parent,measure,value,source,calendar"
    text = "\n".join([header, *(",".join(row) for row in rows)])
    filled = sum(any(row) for row in rows)
    events, found = checked(text.encode())
    assert {problem.line for problem in found} <= set(range(len(rows) + 2))
    assert (events is None) == any(problem.fatal for problem in found)
    if events is not None:
        assert len(events) == events.rows_read == filled
        four = events.frame[list(TIME_COLUMNS[:4])]
        assert not four.isna().to_numpy().any()
        assert (four["start_earliest"] <= four["end_latest"]).all()


@given(st.binary(max_size=300))
@settings(max_examples=60)
def test_any_bytes_are_a_table_or_an_error_of_ours(data: bytes) -> None:
    for body in (data, b"title,start\n" + data):
        with contextlib.suppress(TimelineError):
            assert read_events(body).name == "table"
