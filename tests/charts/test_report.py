"""The report beside a figure, in it, and for a refused table."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.internals import gantt_chart, glyphs_without_font, home, main, refused, report_file
from timeline import (
    UsageError,
    ValidationError,
    __version__,
    bars,
    gantt,
    read_events,
    save,
)

TABLE = (
    "title,start,side,measure,value,unit,source\n"
    "Assault,1953-06-10,PVA,,,,\n"
    "Relief,1953-06-12,UN,,,,\n"
    "Shells,1953-06-10,PVA,shells,22000,rounds,a\n"
    "Shells,1953-06,UN,shells,88810,rounds,a\n"
    "Shells,1953-06-11,UN,shells,,rounds,a\n"
    ",1953-06-11,UN,,,,\n"
)


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    (tmp_path / "events.csv").write_text(TABLE)
    return tmp_path / "events.csv"


def test_the_report_has_rows_problems_hash_and_version(table: Path, tmp_path: Path) -> None:
    events = read_events(table)
    save(gantt(events, side="UN"), tmp_path / "a.html", report=tmp_path / "account.json")
    told = json.loads((tmp_path / "account.json").read_text("utf-8"))

    assert told["rows"] == {
        "read": 6, "drawn": 2, "left_out": {"are claims": 3, "not asked for": 1},
    }  # fmt: skip
    assert told["table_sha256"] == events.sha256
    assert told["version"] == __version__
    assert [(p["line"], p["code"]) for p in told["problems"]] == [
        (p.line, p.code) for p in events.problems
    ]
    assert (7, "missing-title") in [(p["line"], p["code"]) for p in told["problems"]]


def test_claims_that_no_period_holds_are_not_drawn_and_are_accounted_for(table: Path) -> None:
    chart = bars(read_events(table), measure="shells", period="day")._chart
    assert chart.account["rows"] == {
        "read": 6,
        "drawn": 1,
        "left_out": {"are events": 3, "longer than one period": 1, "without a number": 1},
    }


def test_a_page_holds_hash_version_account_and_number_of_warnings(
    table: Path, tmp_path: Path
) -> None:
    events = read_events(table)
    save(gantt(events), tmp_path / "a.html")
    text = (tmp_path / "a.html").read_text("utf-8")

    assert f'"table_sha256":"{events.sha256}"' in text
    assert f'"version":"{__version__}"' in text
    assert '"account":"6 rows read, 3 drawn, 3 are claims"' in text
    warnings = sum(problem.rows for problem in events.problems)
    assert re.search(rf'"warnings":{warnings}\b', text)


def test_an_svg_holds_the_same_in_its_metadata(table: Path, tmp_path: Path) -> None:
    events = read_events(table)
    save(bars(events, measure="shells"), tmp_path / "a.svg", report=tmp_path / "a.json")
    found = re.search(r"<metadata>(.*?)</metadata>", (tmp_path / "a.svg").read_text("utf-8"))

    assert found
    told = json.loads(found[1])
    assert told["table_sha256"] == events.sha256
    assert told["version"] == __version__
    assert told["account"] == "6 rows read, 3 drawn, 3 are events"
    assert told["warnings"] == sum(problem.rows for problem in events.problems)
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["rows"]["drawn"] == 3


def test_a_figure_of_no_table_has_no_report_and_one_name_is_one_file(table: Path) -> None:
    with pytest.raises(UsageError, match="made of no table"):
        save({"data": [], "layout": {}}, "a.html", report="a.json")
    with pytest.raises(UsageError, match="both a figure and its report"):
        report_file(gantt(read_events(table)), "a.html", ["a.html"])


@pytest.mark.slow
def test_characters_of_system_fonts_are_not_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    chart = gantt_chart(b"title,start\n\xe4\xb8\x8a \xf0\x9f\x94\xa5 \xee\x80\x80,1952\n")
    assert chart.account["missing_glyphs"] == "CJK: 上; private use: U+E000; symbols: 🔥"
    assert "private use: U+E000" in glyphs_without_font(chart)
    monkeypatch.setattr(home("without_font"), "_codes", lambda *_: frozenset({0x4E0A}))
    assert glyphs_without_font(chart) == "private use: U+E000; symbols: 🔥"
    assert glyphs_without_font(gantt_chart(b"title,start\nRaid,1952\n")) == ""


@pytest.mark.slow
def test_characters_without_a_font_are_reported_with_a_picture(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    # Letters of our font, a character without a glyph, and an unassigned one.
    table.write_text("title,start\nHöhe Бой \u3000 \U00100001,1952\n", encoding="utf-8")
    told = run(
        "gantt", str(table), "-o", str(tmp_path / "a.svg"), "--report", str(tmp_path / "a.json")
    )
    assert "no font has these characters, drawn as boxes: private use: U+100001" in told.stderr
    account = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert account["glyphs_without_font"] == "private use: U+100001"
    run("gantt", str(table), "-o", str(tmp_path / "a.html"), "--report", str(tmp_path / "b.json"))
    assert "glyphs_without_font" not in json.loads((tmp_path / "b.json").read_text("utf-8"))


def test_a_refused_table_draws_nothing_and_reports_every_problem(tmp_path: Path) -> None:
    with pytest.raises(ValidationError) as caught:
        read_events(b"title,start\nA,soon\nB,1953\n")
    refused(caught.value, tmp_path / "account.json")
    told = json.loads((tmp_path / "account.json").read_text("utf-8"))

    assert told["rows"] == {"read": 2, "drawn": 0, "left_out": {"of a table with errors": 2}}
    assert [(p["line"], p["column"], p["fatal"]) for p in told["problems"]] == [(2, "start", True)]
    assert len(told["table_sha256"]) == 64
