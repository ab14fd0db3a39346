import csv
import io
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.internals import CONVERT_FORMATS as FORMATS
from tests.internals import (
    TEXT_COLUMNS,
    csv_text,
    instant,
    parse_dates,
    plain_cell,
    read_table,
    safe_cell,
)
from timeline import EventTable, UsageError, convert, read_events

TABLE = """id,title,start,end,group,side,kind,measure,value,note,source,calendar,colour
h,Outpost Harry,1953-06-10T20:00,1953-06-18,Harry,UN Command,battle,,,a <b>note</b> & more,,,red
n,"Night; first: #1, ""x"" y",1953-06-10,,Harry,PVA,assault,,,,,,
t,Salamis,-0479-09-20,,,,,,,,,,
y,Some year,1950,1953,,,,,,,,,
s,Shells,1953-06,,Harry,PVA,,shells,~88810,,a,,
"""
EXACT = ["title", "start", "end", "group", "note"]


def cells(events: EventTable, columns: list[str]) -> list[list[str]]:
    rows: list[list[str]] = events.frame[columns].to_numpy().tolist()
    return rows


def read_back(text: str) -> EventTable:
    return read_events(text.encode())


def test_our_own_table_comes_back_to_the_letter() -> None:
    events = read_events(TABLE.encode())
    back = read_back(convert(events, to="csv").text)
    columns = [*TEXT_COLUMNS, "colour"]
    assert cells(back, columns) == cells(events, columns)
    assert convert(back, to="csv") == convert(events, to="csv")


def test_vis_timeline_holds_all_of_a_table() -> None:
    events = read_events((TABLE + "o,Open,1950~,..,,,,,,,,,\n").encode())
    made = convert(events, to="vis-timeline")
    back = read_back(made.text)
    columns = [*TEXT_COLUMNS, "colour"]
    assert cells(back, columns) == cells(events, columns)
    items = json.loads(made.text)["items"]
    assert (items[0]["start"], items[0]["end"]) == ("1953-06-10T20:00", "1953-06-19T00:00")
    assert items[0]["title"] == "a &lt;b&gt;note&lt;/b&gt; &amp; more"
    assert items[2]["start"] == "-000479-09-20"
    assert [remark for remark in made.remarks if remark.column] == []


def test_timelinejs_holds_plain_dates_titles_groups_and_notes() -> None:
    events = read_events(TABLE.encode())
    made = convert(events, to="timelinejs")
    assert cells(read_back(made.text), EXACT) == cells(events, EXACT)
    assert [remark for remark in made.remarks if remark.line] == []


def test_timelinejs_reports_dates_held_only_in_words() -> None:
    events = read_events(b"title,start,end\na,1953-06~,..\nb,../1953,\n")
    made = convert(events, to="timelinejs")
    assert [(remark.line, remark.message) for remark in made.remarks] == [
        (2, "is held in words only, as Display Date"),
        (3, "is not a date that TimelineJS holds: left out"),
    ]
    back = read_back(made.text).frame
    assert back["Display Date"].tolist() == ["beginning: about June 1953, ongoing"]
    assert back[["EDTF Start", "EDTF End"]].iloc[0].tolist() == ["1953-06~", ".."]


def mermaid_events(text: str) -> list[tuple[str, str, float, float]]:
    found, section = [], ""
    for line in text.splitlines()[2:]:
        if line.strip().startswith("section "):
            section = plain(line.strip().removeprefix("section "))
            continue
        match = re.fullmatch(r"    (.+?) :(?:milestone, )?(\S+), (\S+)", line)
        assert match
        first, last = parse_dates([match[2], match[3]]).lower.tolist()
        found.append((section, plain(match[1]), first, last))
    return found


def plain(text: str) -> str:
    return re.sub(r"#(\d+);", lambda sign: chr(int(sign[1])), text)


def test_mermaid_holds_titles_groups_and_the_span_of_each_event() -> None:
    events = read_events(TABLE.encode())
    made = convert(events, to="mermaid")
    frame = events.frame[events.frame["start_earliest"] > instant(1, 1, 1)]
    wanted = zip(
        frame["group"].replace("", "Events"), frame["title"],
        frame["start_earliest"], frame["end_latest"], strict=True,
    )  # fmt: skip
    for drawn, (group, title, *ends) in zip(
        sorted(mermaid_events(made.text)), sorted(wanted), strict=True
    ):
        assert (drawn[0], *drawn[2:]) == (group, *ends)
        assert f"{drawn[1]}, ".startswith(f"{title}, ")
    assert [remark.line for remark in made.remarks if remark.line] == [events.frame["line"].iloc[2]]


def test_mermaid_draws_open_ends_to_the_end_of_the_table_and_says_so() -> None:
    events = read_events(b"title,start,end\na,1950,..\nb,1953,\n")
    made = convert(events, to="mermaid")
    assert made.remarks[0].message == "is ongoing: drawn to the last date of the table"
    assert mermaid_events(made.text)[0][3] == instant(1954)


def test_mermaid_describes_inexact_dates_after_the_title() -> None:
    events = read_events(
        b"title,start,end\nclick,1953-06~,\nb,1953-05,\nc,1953-06-10,..\nd,1953-06-10,\n"
        b"e,1953-06-10 night,\nf,195X,\n"
    )
    made = convert(events, to="mermaid")
    assert [name for _, name, *_ in mermaid_events(made.text)] == [
        "click, about June 1953", "b, May 1953", "c, since 10 June 1953 (ongoing)", "d",
        "e, night of 10 June 1953", "f, some time in the 1950s",
    ]  # fmt: skip


def test_a_calendar_holds_titles_notes_and_edtf() -> None:
    events = read_events(TABLE.encode())
    made = convert(events, to="icalendar")
    unfolded = made.text.replace("\r\n ", "")
    blocks = re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT", unfolded, re.S)
    got = [dict(line.split(":", 1) for line in block.splitlines()) for block in blocks]
    frame = events.frame.drop(index=2)
    assert [event["X-EDTF-START"] for event in got] == frame["start"].tolist()
    assert [event.get("X-EDTF-END", "") for event in got] == frame["end"].tolist()
    titles = [re.sub(r"\\(.)", r"\1", event["SUMMARY"]) for event in got]
    assert titles == frame["title"].tolist()
    assert len([remark for remark in made.remarks if remark.line]) == 1


def test_dates_that_a_format_cannot_hold_are_in_words_in_their_row() -> None:
    events = read_events(
        b"title,start,end,note,side,measure,value,claimed_by\n"
        b'Members,"{1953-02-03,1953-02-20}",,A note.,PVA,killed,~88,UN\n'
        b"Open,1953-05,..,,,,,\nLater,[1953-06-18..],,,,,,\nKnown,1953-06-10,,,,,,\n"
    )
    told = [
        "3 February 1953 and 20 February 1953", "since May 1953 (ongoing)", "18 June 1953 or later",
    ]  # fmt: skip
    sheet = csv.DictReader(io.StringIO(convert(events, to="timelinejs").text))
    assert [row["Display Date"] for row in sheet] == [*told, ""]
    items = json.loads(convert(events, to="vis-timeline").text)["items"]
    assert [item["title"] for item in items] == [f"{told[0]} · A note.", *told[1:], ""]
    calendar = convert(events, to="icalendar").text.replace("\r\n ", "")
    described = [line for line in calendar.splitlines() if line.startswith("DESCRIPTION:")]
    assert described == [
        f"DESCRIPTION:A note.\\n{told[0]}\\n"
        "side: PVA\\nmeasure: killed\\nvalue: ~88\\nclaimed_by: UN",
        *(f"DESCRIPTION:{words}" for words in told[1:]),
    ]


CLAIMS = b"""title,start,side,measure,value,commander
Harry,1953-06-10,UN,killed,88,
Pukhan,1953-06~,PVA,,,Yang
"""
LOST = {
    "csv": [],
    "vis-timeline": [("", 1)],
    "mermaid": [("side", 2), ("measure", 1), ("value", 1), ("commander", 1), ("", 1)],
    "timelinejs": [("side", 2), ("measure", 1), ("value", 1), ("commander", 1)],
    "icalendar": [("side", 2), ("measure", 1), ("value", 1), ("commander", 1)],
}


@pytest.mark.parametrize("name", FORMATS)
def test_each_lost_column_is_reported_once_with_its_rows(name: str) -> None:
    made = convert(read_events(CLAIMS), to=name)
    found = [(remark.column, remark.rows) for remark in made.remarks if not remark.line]
    assert sorted(found) == sorted(LOST[name])


def test_a_lost_column_is_described_in_words() -> None:
    told = [str(remark) for remark in convert(read_events(CLAIMS), to="mermaid").remarks]
    assert "table: side: is a column that mermaid does not hold (rows: 2)" in map(normal, told)
    assert normal(told[-1]).endswith(
        "mermaid draws dates that are not exact (~, ?, X, night) as if they were; they are "
        "in the text of the event as well (rows: 1)"
    )


def normal(text: str) -> str:
    return " ".join(text.split())


def test_the_same_table_gives_the_same_file() -> None:
    first, second = read_events(TABLE.encode()), read_events(TABLE.encode())
    for name in FORMATS:
        assert convert(first, to=name) == convert(second, to=name)


def test_an_unknown_format_is_reported() -> None:
    with pytest.raises(UsageError, match='did you mean "mermaid"'):
        convert(read_events(TABLE.encode()), to="mermade")


TITLE = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Z", "Cs")), max_size=12)
DATE = st.sampled_from(["1953", "1953-06", "1953-06-10", "-0479", "1953-06-10T20", "195X", "1953~"])


@pytest.mark.slow
@given(st.lists(st.tuples(TITLE, TITLE, DATE), min_size=1, max_size=4))
@settings(max_examples=12)
def test_any_text_survives_every_format_that_holds_it(rows: list[tuple[str, str, str]]) -> None:
    quoted = ["title,note,start"]
    quoted += [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    events = read_back("\n".join(quoted))
    for name in FORMATS:
        text = convert(events, to=name).text
        if name in ("csv", "vis-timeline"):
            assert cells(read_back(text), ["title", "note", "start"]) == cells(
                events, ["title", "note", "start"]
            )
        if name == "timelinejs":
            assert cells(read_back(text), ["title", "note"]) == cells(events, ["title", "note"])


RISKY = "=+-@\t\r"


@given(st.text(st.sampled_from("'=+-@\t\ra1.") | st.characters(codec="utf-8"), max_size=8))
def test_a_cell_comes_back_to_the_letter_and_starts_no_formula(text: str) -> None:
    safe = safe_cell(text)
    assert plain_cell(safe) == text or plain_cell(text) != text
    assert not safe.startswith(tuple(RISKY)) or float(safe) <= 0


@given(st.text(st.sampled_from("'=+-@a1"), max_size=8))
def test_formula_escapes_are_removed_once(text: str) -> None:
    if not text.lstrip("'").startswith(tuple(RISKY)):
        assert safe_cell(text) == text
    if safe_cell(text) != text:
        assert plain_cell(safe_cell(text)) == text


@pytest.mark.parametrize(
    "title",
    [
        'DDE ("cmd";"/C calc";"!A0")A0',
        "@SUM(1+9)*cmd|' /C calc'!A0",
        "=10+20+cmd|' /C calc'!A0",
        "-2+3+cmd|' /C calc'!A0",
        "'=1+1",
        "\t=1",
    ],
)
def test_formulas_are_titles_and_are_read_back(title: str) -> None:
    text = csv_text(["title", "start", "x"], [["a", "-0479", title]])
    cell = next(csv.DictReader(io.StringIO(text)))["x"]
    assert not cell.startswith(tuple(RISKY))
    events = read_events(text.encode())
    assert events.frame[["start", "x"]].iloc[0].tolist() == ["-0479", title]
    assert read_table(text.encode()).frame["x"].tolist() == [cell]
