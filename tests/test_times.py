"""Dates stay correct from the table to the reader: axis, bars, tooltips, notes, texts, exports.

Each case is drawn as a Gantt and as bars; the text of each date must be the same everywhere, in
the HTML and in the SVG that the browser draws.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
from dataclasses import dataclass

import pytest

from tests.internals import Chart, bars_chart, diff_chart, gantt_chart, panels_chart
from timeline import EventTable, convert, read_events, render

pytestmark = pytest.mark.slow

#: Start, end, calendar, and their text.
CASES: dict[str, tuple[tuple[str, str, str, str], ...]] = {
    "before and after the year 1": (
        ("-0479-09-20", "", "", "20 September 480 BCE"),
        ("-0478~", "", "", "about 479 BCE"),
        ("-0003", "0001", "", "4 BCE – 1 CE"),
        ("0000", "", "", "1 BCE"),
        ("0009-09", "", "", "September 9 CE"),
    ),
    "more than four figures": (
        ("Y12000", "", "", "12000"),
        ("Y-10999", "", "", "11000 BCE"),
        ("Y15000", "Y16000", "", "15000–16000"),
    ),
    "as precisely as it is known": (
        ("1953", "", "", "1953"),
        ("1953-06", "", "", "June 1953"),
        ("1953-06-XX", "", "", "some day in June 1953"),
        ("1953-06-10", "", "", "10 June 1953"),
        ("1953-06-10 night", "", "", "night of 10 June 1953"),
        ("1953-06~", "", "", "about June 1953"),
        ("1953-06?", "", "", "June 1953 (uncertain)"),
        ("1953-06-10T20:30", "", "", "10 June 1953, 20:30"),
        ("195X", "", "", "some time in the 1950s"),
    ),
    "goes on, ended, not said": (
        ("1950-06-25", "..", "", "since 25 June 1950 (ongoing)"),
        ("1951-06-25", "/", "", "25 June 1951 – end unknown"),
        ("1952-06-25", "", "", "25 June 1952"),
    ),
    "two calendars": (
        ("1917-10-25", "", "julian", "7 November 1917 (25 October 1917, Julian calendar)"),
        ("1917-11-11", "", "", "11 November 1917"),
    ),
    "clocks": (
        ("1953-06-10T20:00+09:00", "", "", "10 June 1953, 20:00 (UTC+09:00)"),
        ("1953-06-10T13:00Z", "", "", "10 June 1953, 13:00 (UTC)"),
        ("1953-06-10T22:00", "", "", "10 June 1953, 22:00"),
    ),
}
#: What the notes of the figure say beside.
NOTES = {
    "two calendars": "Converted from the Julian calendar: E0, 7 November 1917 (25 October 1917,",
    "clocks": "The times are of several zones (local time, UTC+09:00, UTC)",
}


@dataclass(frozen=True)
class Drawn:
    """The two files of a figure, taken apart."""

    svg: str
    page: str

    @property
    def hovers(self) -> list[str]:
        """What the page tells where a reader points."""
        found = re.search(r'"texts":(\[.*?\]),"dates"', self.page)
        assert found
        return [text.replace("<br>", "\n") for text in json.loads(found[1])]

    @property
    def cells(self) -> list[str]:
        """The cells of the page's data table."""
        found = re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", self.page)
        return [html.unescape(cell) for cell in found]

    @property
    def texts(self) -> str:
        """All that is written in the picture, lines of a text joined."""
        lines = re.findall(r">([^<>]+)</(?:text|tspan|a)>", self.svg)
        return html.unescape(" ".join(lines))

    @property
    def described(self) -> str:
        """What the picture tells those who do not see it."""
        found = re.search(r"<desc[^>]*>(.*?)</desc>", self.svg, re.DOTALL)
        return html.unescape(found[1]) if found else ""

    @property
    def label(self) -> str:
        """The alternative text of the page's figure."""
        found = re.search(r'role="img" aria-label="([^"]*)"', self.page)
        assert found
        return html.unescape(found[1])


def table(case: str, *, claims: bool) -> EventTable:
    lines = ["title,start,end,calendar,side,measure,value,unit,claimed_by,source"]
    for number, (start, end, calendar, _) in enumerate(CASES[case]):
        claim = f"shells,{number + 3},rounds,UN,a" if claims else ",,,,"
        lines.append(f"E{number},{start},{end},{calendar},S{number},{claim}")
    return read_events("\n".join(lines).encode())


def drawn(chart: Chart) -> Drawn:
    made = render(chart, {"svg", "html"})
    return Drawn(made["svg"].decode(), made["html"].decode())


def is_there_no_year_zero(text: str) -> bool:
    """Tell whether texts have no year 0 and no negative year."""
    return not re.search(r"\b0 (?:BCE|CE)\b|(?<![\w.,])[-\u2212]\d{3,}|\b0000\b", text)


@pytest.mark.parametrize("case", CASES)
def test_a_gantt_describes_every_date_everywhere(case: str) -> None:
    events = table(case, claims=False)
    figure = drawn(gantt_chart(events, title="Case"))
    told = [text for *_, text in CASES[case]]

    assert sorted(hover.split("\n")[1] for hover in figure.hovers) == sorted(told)
    shown = [cell for cell in figure.cells if cell in told]
    assert sorted(shown) == sorted(told)
    # The description goes through the events as the data table and the picture do.
    lines = figure.described.split("\n")
    assert [line.partition(": ")[2] for line in lines] == shown
    assert set(lines) == {f"E{n}: {text}" for n, text in enumerate(told)}
    assert f"number of events: {len(told)}" in figure.label
    for text in (figure.texts, figure.label, figure.described, *figure.hovers, *figure.cells):
        assert is_there_no_year_zero(text), text
    if case in NOTES:
        assert NOTES[case] in " ".join(figure.texts.split())
        assert NOTES[case] in html.unescape(figure.page).replace("\u00a0", " ")


@pytest.mark.parametrize("case", CASES)
def test_bars_describe_every_date_of_a_claim_everywhere(case: str) -> None:
    events = table(case, claims=True)
    figure = drawn(bars_chart(events, measure="shells", title="Case"))
    told = [text for *_, text in CASES[case]]

    assert sorted(line for h in figure.hovers for line in h.split("\n") if line in told) == sorted(
        told
    )
    assert [cell for cell in figure.cells if cell in told] == told
    assert f"number of claims: {len(told)}" in figure.label
    for text in (figure.texts, figure.label, *figure.hovers, *figure.cells):
        assert is_there_no_year_zero(text), text
    if case in NOTES:
        assert NOTES[case] in " ".join(figure.texts.split())


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("kind", ["panels", "diff"])
def test_panels_and_diffs_describe_every_date_everywhere(case: str, kind: str) -> None:
    events = table(case, claims=False)
    if kind == "panels":
        chart = panels_chart(events, charts=[{"chart": "gantt"}, {"chart": "gantt"}], title="Case")
    else:
        chart = diff_chart(read_events(b"title,start\n"), events, title="Case")
    figure = drawn(chart)
    told = {text for *_, text in CASES[case]}

    assert {line for hover in figure.hovers for line in hover.split("\n")} >= told
    assert set(figure.cells) >= told
    assert all(text in figure.described for text in told)
    for text in (figure.texts, figure.label, figure.described, *figure.hovers, *figure.cells):
        assert is_there_no_year_zero(text), text
    if case in NOTES:
        note = NOTES[case].replace("E0", "+ E0" if kind == "diff" else "E0")
        assert note in " ".join(figure.texts.split())


def test_axes_name_years_of_both_eras_and_of_five_figures() -> None:
    eras = drawn(gantt_chart(table("before and after the year 1", claims=False)))
    assert "100 BCE" in eras.texts
    assert "1 CE" in eras.texts
    far = drawn(gantt_chart(table("more than four figures", claims=False)))
    assert re.search(r"\b1?[05]000 BCE", far.texts)
    assert re.search(r"\b1[05]000\b(?! BCE)", far.texts)
    assert not re.search(r"\d,\d{3}\b", far.texts)


def test_bars_over_years_before_the_era_count_without_a_year_zero() -> None:
    lines = ["title,start,side,measure,value,unit,claimed_by,source"]
    lines += [f"E,{y},S,ships,{n + 2},ships,H,a" for n, y in enumerate(("-0001", "0000", "0001"))]
    events = read_events("\n".join(lines).encode())
    figure = drawn(bars_chart(events, measure="ships", period="year"))

    for year in ("2 BCE", "1 BCE", "1 CE"):
        assert year in figure.texts
        assert year in figure.cells
    assert is_there_no_year_zero(figure.texts)


def test_ends_of_three_kinds_are_drawn_unlike() -> None:
    events = table("goes on, ended, not said", claims=False)
    chart = gantt_chart(events)
    panel = chart.lay_out(chart.width, chart.theme).panels[0]
    looks = [
        (
            sorted({bar.style for bar in panel.bars if bar.row == line}),
            sorted({mark.shape for mark in panel.marks if mark.row == line}),
        )
        for line in events.frame["line"].tolist()
    ]
    assert len(looks) == 3
    assert all(styles or shapes for styles, shapes in looks)
    assert len({repr(look) for look in looks}) == 3, looks


@pytest.mark.parametrize("case", CASES)
def test_an_exported_table_has_every_date_as_it_was_written(case: str) -> None:
    text = convert(table(case, claims=False), to="csv").text
    rows = list(csv.DictReader(io.StringIO(text)))
    for row, (start, end, calendar, _) in zip(rows, CASES[case], strict=True):
        # A spreadsheet would take -0479 for a number: the apostrophe keeps it a text.
        assert row["start"].removeprefix("'") == start
        assert row.get("end", "") == end
        assert row.get("calendar", "") == calendar
    assert read_events(text.encode()).frame["start"].tolist() == [c[0] for c in CASES[case]]
