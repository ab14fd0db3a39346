"""What a check tells, as text, as JSON and as annotations."""

import json
from pathlib import Path

import pandas as pd
import pytest

from tests.internals import Checked
from timeline import ExportError, Problem, ReadError, check

GOOD = pd.DataFrame({"title": ["Relief"], "start": ["1953-06-10"]})
BAD = pd.DataFrame({"title": ["Relief", ""], "start": ["10 Juni", "1953"]})


def test_a_sound_table_is_counted() -> None:
    checked = check(GOOD)
    assert not checked.fatal
    assert checked.told().splitlines()[-1] == (
        f"{checked.name}: 1 row read: 1 event, 0 claims; 0 errors, 0 warnings"
    )


def test_problems_are_counted_and_told_by_line() -> None:
    checked = check(BAD)
    lines = checked.told().splitlines()
    assert checked.fatal
    assert lines[-1] == f"{checked.name}: 1 error, 1 warning"
    assert lines[:-1] == [str(problem) for problem in checked.problems]
    assert [problem.line for problem in checked.problems] == sorted(
        problem.line for problem in checked.problems
    )


def test_rows_of_one_kind_are_all_counted() -> None:
    many = pd.DataFrame({"title": "x", "start": ["soon"] * 2500})
    lines = check(many).told().splitlines()
    assert len(lines) == 22
    assert lines[-2].endswith('and 2480 more of the kind "date"')
    assert lines[-1].endswith("2,500 errors, 0 warnings")


def test_json_says_the_same() -> None:
    told = json.loads(check(BAD).told("json"))
    assert told["fatal"] is True
    assert len(told["problems"]) == 2
    assert set(told["problems"][0]) >= {"file", "line", "column", "value", "message", "hint"}


@pytest.mark.parametrize(("fatal", "level"), [(True, "error"), (False, "warning")])
def test_annotations_escape_what_would_end_them(fatal: bool, level: str) -> None:
    problem = Problem("a,b.csv", 3, "start", "50%\nx", "is no date", "see docs", "date", fatal)
    told = Checked("a.csv", 1, 1, 0, (problem,)).told("github")
    assert told.startswith(f"::{level} file=a%2Cb.csv,line=3,title=date::start: ")
    assert "50%25" in told
    assert "\n" not in told
    assert told.endswith("is no date (see docs)")


def test_a_file_that_is_not_there_is_an_error_of_reading(tmp_path: Path) -> None:
    with pytest.raises(ReadError):
        check(tmp_path / "none.csv")


def test_orders_that_the_dates_do_not_support_are_told_and_counted() -> None:
    table = b"title,start\nA,1953-06\nB,1953-06\nC,1953-07-02\n"
    checked = check(table, order=True)

    assert not checked.fatal
    assert checked.order == {"before": 1, "possibly before": 0, "undetermined": 1, "after": 0}
    assert [(p.line, p.code) for p in checked.problems] == [(3, "order-undetermined")]
    assert (
        checked.told()
        .splitlines()[-1]
        .endswith("1 before, 0 possibly before, 1 undetermined, 0 after")
    )
    assert json.loads(checked.told("json"))["order"] == dict(checked.order)
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
    with pytest.raises(ExportError, match="cannot be written: no such file or directory"):
        check(GOOD, report=tmp_path / "none" / "account.json")
