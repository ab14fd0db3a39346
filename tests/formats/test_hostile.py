"""Hostile texts: every format preserves them, and none becomes code or markup.

Mermaid's keywords are those of its grammar (gantt.jison).
"""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape

import icalendar
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.internals import Source, bibliography, fix, plain_cell, safe_address
from timeline import convert, read_events

pytestmark = pytest.mark.slow

SIGNS = "=+-@\t\r\n\0'\"＝＋－＠ \u3000\u200b\u202e\u2028\u2066\x85\x0b,;|<>&#%:{}\\"
TEXTS = st.text(st.sampled_from(SIGNS) | st.characters(exclude_categories=("Cs",)), max_size=12)
NAMES = ("title", "note", "mine")
RUN = re.compile("[\\s\\x00-\\x20\u200b-\u200f\u2060\ufeff]*[=+\\-@＝＋－＠]|[\\t\\r]")
NUMBER = re.compile(r"-\d+(\.\d+)?", re.ASCII)


def runs(cell: str) -> bool:
    """Tell whether a spreadsheet takes a cell for a formula, and not for a number or text."""
    return bool(RUN.match(cell)) and not NUMBER.fullmatch(cell)


def table(rows: list[tuple[str, str, str]]) -> pd.DataFrame:
    return pd.DataFrame(
        [{"start": "1953-06-10", **dict(zip(NAMES, row, strict=True))} for row in rows]
    )


def sheet(text: str) -> list[list[str]]:
    """Return the cells of a CSV as a spreadsheet counts rows: only quotes hold a line together."""
    rows, row, cell, quoted = [], [], "", False
    for sign in re.findall('""|.', text, re.DOTALL):
        if sign == '""' and quoted:
            cell += '"'
        elif sign == '""':
            pass
        elif sign == '"':
            quoted = not quoted
        elif not quoted and sign == ",":
            row, cell = [*row, cell], ""
        elif not quoted and sign in "\n\r\x0b\x0c\x85\u2028\u2029":
            rows, row, cell = [*rows, [*row, cell]], [], ""
        else:
            cell += sign
    return rows


@settings(max_examples=100)
@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=4))
def test_every_text_comes_back_from_csv_and_no_cell_of_it_is_run(
    rows: list[tuple[str, str, str]],
) -> None:
    events = read_events(table(rows))
    for text in (convert(events, to="csv").text, fix(table(rows)).text):
        back = read_events(text.encode())
        for name in NAMES:
            there = back.frame[name].tolist() if name in back.frame else [""] * len(back)
            assert there == events.frame[name].tolist()
        cells = sheet(text)
        assert len(cells) == len(rows) + 1
        assert [cell for row in cells for cell in row if runs(cell)] == []


@settings(max_examples=100)
@given(TEXTS, TEXTS)
def test_every_text_comes_back_from_timelinejs_and_no_cell_of_it_is_run(
    title: str, note: str
) -> None:
    events = read_events(table([(title, note, "")]))
    text = convert(events, to="timelinejs").text
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    held = [unescape(plain_cell(row[name])) for name in ("Headline", "Text")]
    first = events.frame.iloc[0]
    for back, whole in zip(held, (first["title"], first["note"]), strict=True):
        assert back == whole or "&" in whole
    cells = sheet(text)
    assert len(cells) == 2
    assert [cell for row in cells for cell in row if RUN.match(cell)] == []


@settings(max_examples=100)
@given(TEXTS)
def test_every_title_is_one_event_of_mermaid(title: str) -> None:
    events = read_events(table([(title, "", "")]))
    lines = convert(events, to="mermaid").text.split("\n")
    assert len(lines) == 5
    name, sign, _ = lines[3].strip(" ").partition(" :")
    assert sign
    assert not GRAMMAR.match(name)
    back = re.sub(r"#(\d+);", lambda found: chr(int(found[1])), name)
    assert back == (" ".join(events.frame["title"][0].split()) or "–")


def test_a_return_within_a_cell_makes_no_row() -> None:
    data = b'title,start,note\n"a\rb",1953,x\nB,1954,"evil\rInjected row,1900,by a cell\rz"\n'
    events = read_events(data)
    for to in ("csv", "timelinejs"):
        text = convert(events, to=to).text
        assert len(list(csv.reader(io.StringIO(text, newline="")))) == 3
        assert len(sheet(text)) == 3
    back = read_events(convert(events, to="csv").text.encode())
    assert back.frame["note"].tolist() == ["x", "evil\rInjected row,1900,by a cell\rz"]


@settings(max_examples=100)
@given(TEXTS, TEXTS, TEXTS)
def test_every_text_comes_back_from_vis_timeline(title: str, note: str, mine: str) -> None:
    events = read_events(table([(title, note, mine)]))
    item = json.loads(convert(events, to="vis-timeline").text)["items"][0]
    first = events.frame.iloc[0]
    assert unescape(item["content"]) == first["title"] or "&" in first["title"]
    assert not set(item["content"] + item["title"]) & set("<>")
    assert item.get("mine", "") == first["mine"]


@settings(max_examples=100)
@given(TEXTS)
def test_every_text_that_a_calendar_can_hold_comes_back(title: str) -> None:
    plain = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "", title)
    events = read_events(table([(plain, "", "")]))
    text = convert(events, to="icalendar").text
    (event,) = icalendar.Calendar.from_ical(text.encode()).walk("VEVENT")
    written = re.sub(r"\r\n?", "\n", events.frame["title"][0])
    assert str(event.get("SUMMARY", "")) == written


def test_table_columns_never_become_vis_timeline_keys() -> None:
    data = (
        b"title,start,content,type,style,className,x-style,edtf_start,__proto__,colour\n"
        b"Raid,1953,<img src=x>,point,color:red,evil,y,1800,p,red\n"
    )
    made = convert(read_events(data), to="vis-timeline")
    item = json.loads(made.text)["items"][0]
    assert item["content"] == "Raid"
    assert item["edtf_start"] == "1953"
    assert item["type"] == "range"
    assert {"style", "className", "__proto__"} & set(item) == set()
    assert (item["x-style"], item["x-x-style"], item["x-type"]) == ("color:red", "y", "point")
    assert item["colour"] == "red"
    told = [str(remark) for remark in made.remarks]
    assert "table: style: is a key of vis-timeline: the column is held as x-style" in told


WORDS = [
    "click of a rifle heard", "Section 8 is founded", "Call to arms", "1953-01-03 raid",
    "Title fight", "Excludes the fleet", "Ganttsville raid", "dateFormat YYYY", "Includes all",
    "TodayMarker off", "AccTitle x", "accDescr: y", "Weekday monday", "weekend friday", 'href "x"',
    "TickInterval 1day", "topAxis", "inclusiveEndDates", "axisFormat %Y", "--- x", "%% no", "# a",
    "a: b; c#d", "{x}", "vert", "a\0b\x1b",
]  # fmt: skip
#: The beginnings of a line that the grammar gives a meaning before it looks for an event.
GRAMMAR = re.compile(
    r'%|#(?!\d+;)|accTitle\s*:|accDescr\s*[:{]|href\s+"|call\s|click\s|gantt|dateFormat\s|'
    r"inclusiveEndDates|topAxis|axisFormat\s|tickInterval\s|includes\s|excludes\s|todayMarker\s|"
    r"weekday\s|weekend\s|\d{4}-\d\d-\d\d|title\s|accDescription\s|section\s|vert\b|---",
    re.IGNORECASE,
)


@pytest.mark.parametrize("title", WORDS)
def test_every_title_is_an_event_of_mermaid_as_it_is_written(title: str) -> None:
    events = read_events(table([(title, "", "")]))
    (line,) = convert(events, to="mermaid").text.splitlines()[3:]
    name, sign, dates = line.strip().partition(" :")
    assert not GRAMMAR.match(name)
    assert sign
    assert "1953-06-10" in dates
    assert re.sub(r"#(\d+);", lambda found: chr(int(found[1])), name) == title


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
def test_only_addresses_of_the_web_are_links(url: str) -> None:
    source = Source("s", title="A", url=url)
    (item,) = json.loads(bibliography([source], format="csl"))
    assert "URL" not in item
    assert item["note"] == url
    assert "url =" not in bibliography([source], format="bibtex")
    assert f"<{url}>" not in bibliography([source])
    assert safe_address(url) == "#"


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://a.org", "https://a.org"),
        ("http://a.org/b", "http://a.org/b"),
        ("mailto:a@b.org", "mailto:a@b.org"),
        ("doi:10.1000/182", "https://doi.org/10.1000/182"),
    ],
)
def test_addresses_of_the_web_mail_and_doi_are_links(url: str, address: str) -> None:
    source = Source("s", title="A", url=url)
    assert json.loads(bibliography([source], format="csl"))[0]["URL"] == address
    assert f"url = {{{address}}}" in bibliography([source], format="bibtex")
    assert f"<{address}>" in bibliography([source])
    assert safe_address(url) == address


def test_the_credit_of_a_timelinejs_sheet_loses_its_html() -> None:
    data = (
        "Year,Headline,Text,Media Credit\n"
        '1953,Raid,x,"<a href=""https://a.org"">Museum &amp; Co</a>"\n'
    )
    assert read_events(data.encode()).frame["source"].tolist() == ["Museum & Co"]
