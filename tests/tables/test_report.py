"""Every row is drawn or reported, for many tables and many figures."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.internals import Account, Checked, account_bytes, bars_chart, gantt_chart, refusal_of
from timeline import (
    EventTable,
    ExportError,
    Problem,
    ReadError,
    UsageError,
    ValidationError,
    check,
    read_events,
)

ROWS = st.lists(
    st.tuples(
        st.sampled_from(["1953-06-10", "1953-06", "1953-07-XX", "1952~", "-0479", "soon"]),
        st.sampled_from(["", "..", "/", "1954"]),
        st.sampled_from(["PVA", "UN", ""]),
        st.sampled_from(["", "shells", "killed"]),
        st.sampled_from(["", "12", "~30", "5..9"]),
    ),
    min_size=1,
    max_size=12,
)
FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "side": st.sampled_from(["PVA", "UN"]),
        "since": st.sampled_from(["1953", "1953-06-11"]),
        "until": st.sampled_from(["1953-06", "1952"]),
    },
)


SUMS = {"measure": "shells", "period": "month"}


def csv(rows: Sequence[tuple[str, ...]]) -> bytes:
    lines = ["title,start,end,side,measure,value,claimed_by,source"]
    lines += [f"x,{','.join(row)},c,s" for row in rows]
    return "\n".join(lines).encode()


def accounts(events: EventTable, filters: dict[str, Any]) -> list[Account]:
    """Return the accounts of every figure that can be made of a table."""
    found = []
    chosen: tuple[dict[str, Any], ...] = ({}, {"measure": "shells"}, SUMS)
    for options in chosen:
        try:
            chart: Any = bars_chart if options else gantt_chart
            rows = chart(events, **options, **filters).account["rows"]
        except UsageError:
            continue  # no row is left to draw, which is an answer, too
        found.append(Account(rows["read"], rows["drawn"], rows["left_out"]))
    return found


@given(ROWS, FILTERS)
@settings(max_examples=60, deadline=None)
def test_rows_read_are_rows_drawn_and_rows_reported(
    rows: list[tuple[str, ...]], filters: dict[str, Any]
) -> None:
    try:
        found = accounts(read_events(csv(rows)), filters)
    except ValidationError as error:
        told = refusal_of(error)["rows"]
        assert told == {
            "read": len(rows), "drawn": 0, "left_out": {"of a table with errors": len(rows)},
        }  # fmt: skip
        return
    for account in found:
        assert account.read == len(rows)
        assert account.drawn > 0
        assert account.read == account.drawn + sum(account.left_out.values())
        assert all(count > 0 for count in account.left_out.values())


@pytest.mark.parametrize("period", [None, "month"])
def test_the_drawn_rows_are_those_that_have_a_bar(period: str | None) -> None:
    rows = [("1953-06-10", "", "PVA", "shells", "12"), ("1953", "", "UN", "shells", "7")]
    chart = bars_chart(read_events(csv(rows)), measure="shells", period=period)
    assert chart.account["rows"]["drawn"] == (1 if period else 2)
    layout = chart.lay_out(chart.width, chart.theme)
    drawn = sum(len(panel.bars) for panel in layout.panels)
    assert drawn == (1 if period else 2)


def test_an_account_is_written_with_letters_as_they_are() -> None:
    assert "Höhe" in account_bytes({"table": "Höhe.csv"}).decode()


def test_characters_that_our_font_lacks_are_named() -> None:
    frame = pd.DataFrame({"title": ["上甘岭 Höhe", "Бой 🔥"], "start": ["1952", "1953"]})
    chart = gantt_chart(read_events(frame))
    assert chart.account["missing_glyphs"] == "CJK: 上岭甘; symbols: 🔥"
    plain = gantt_chart(read_events(frame.assign(title=["Höhe", "Бой"])))
    assert "missing_glyphs" not in plain.account


GOOD = pd.DataFrame({"title": ["Relief"], "start": ["1953-06-10"]})
BAD = pd.DataFrame({"title": ["Relief", ""], "start": ["10 Juni", "1953"]})


def test_a_sound_table_is_counted() -> None:
    checked = check(GOOD)
    assert not checked.fatal
    assert checked.text().splitlines() == [
        f"{checked.name}: 1 row read: 1 event, 0 claims; 0 errors, 0 warnings",
        "to draw 1 row:",
        "  timeline.gantt(table)",
    ]


def test_problems_are_counted_and_reported_by_line() -> None:
    checked = check(BAD)
    lines = checked.text().splitlines()
    assert checked.fatal
    many = len(checked.problems)
    assert lines[:many] == [str(problem) for problem in checked.problems]
    assert lines[many] == f"{checked.name}: 1 error, 1 warning"
    assert [problem.line for problem in checked.problems] == sorted(
        problem.line for problem in checked.problems
    )


@pytest.mark.slow
def test_rows_of_one_kind_are_all_counted() -> None:
    many = pd.DataFrame({"title": "x", "start": ["soon"] * 2500})
    lines = check(many).text().splitlines()
    assert len(lines) == 23
    assert lines[-3].endswith('and 2480 more of the kind "date"')
    assert lines[-2].endswith("2,500 errors, 0 warnings")
    assert lines[-1].startswith("to do first: ")


def test_json_says_the_same() -> None:
    told = json.loads(check(BAD).text("json"))
    assert told["fatal"] is True
    assert len(told["problems"]) == 2
    assert set(told["problems"][0]) >= {"file", "line", "column", "value", "message", "hint"}


@pytest.mark.parametrize(("fatal", "level"), [(True, "error"), (False, "warning")])
def test_annotations_escape_their_delimiters(fatal: bool, level: str) -> None:
    problem = Problem("a,b.csv", 3, "start", "50%\nx", "is not a date", "see docs", "date", fatal)
    told = Checked("a.csv", 1, 1, 0, (problem,)).text("github")
    assert told.startswith(f"::{level} file=a%2Cb.csv,line=3,title=date::start: ")
    assert "50%25" in told
    assert "\n" not in told
    assert told.endswith("is not a date (see docs)")


def test_a_file_that_is_missing_is_an_error_of_reading(tmp_path: Path) -> None:
    with pytest.raises(ReadError):
        check(tmp_path / "none.csv")


def test_unsupported_orders_are_reported_and_counted() -> None:
    table = b"title,start\nA,1953-06\nB,1953-06\nC,1953-07-02\n"
    checked = check(table, order=True)

    assert not checked.fatal
    assert checked.order == {"before": 1, "possibly before": 0, "undetermined": 1, "after": 0}
    assert [(p.line, p.code) for p in checked.problems] == [(3, "order-undetermined")]
    assert "1 before, 0 possibly before, 1 undetermined, 0 after\n" in checked.text()
    assert json.loads(checked.text("json"))["order"] == dict(checked.order)
    assert check(table).problems == ()


@pytest.mark.parametrize("table", [GOOD, BAD])
def test_the_report_accounts_for_every_row(tmp_path: Path, table: pd.DataFrame) -> None:
    checked = check(table, report=tmp_path / "account.json")
    told = json.loads((tmp_path / "account.json").read_text())
    rows = told["rows"]

    assert rows["read"] == len(table) == rows["drawn"] + sum(rows["left_out"].values())
    assert bool(rows["drawn"]) is not checked.fatal
    assert len(told["problems"]) == len(checked.problems)


def test_a_report_that_cannot_be_written_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"account.json: there is no folder"):
        check(GOOD, report=tmp_path / "none" / "account.json")
