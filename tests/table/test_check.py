"""What a check tells, as text, as JSON and as annotations."""

import json

import pandas as pd
import pytest

from timeline.errors import Problem, ReadError
from timeline.table.check import Checked, check

GOOD = pd.DataFrame({"title": ["Relief"], "start": ["1953-06-10"]})
BAD = pd.DataFrame({"title": ["Relief", ""], "start": ["10 Juni", "1953"]})


def test_a_sound_table_is_counted():
    checked = check(GOOD)
    assert not checked.fatal
    assert checked.told().splitlines()[-1] == (
        f"{checked.name}: 1 rows read: 1 events, 0 claims; 0 errors, 0 warnings"
    )


def test_problems_are_counted_and_told_by_line():
    checked = check(BAD)
    lines = checked.told().splitlines()
    assert checked.fatal
    assert lines[-1] == f"{checked.name}: 1 errors, 1 warnings"
    assert lines[:-1] == [str(problem) for problem in checked.problems]
    assert [problem.line for problem in checked.problems] == sorted(
        problem.line for problem in checked.problems
    )


def test_json_says_the_same():
    told = json.loads(check(BAD).told("json"))
    assert told["fatal"] is True
    assert len(told["problems"]) == 2
    assert set(told["problems"][0]) >= {"file", "line", "column", "value", "message", "hint"}


@pytest.mark.parametrize(("fatal", "level"), [(True, "error"), (False, "warning")])
def test_annotations_escape_what_would_end_them(fatal, level):
    problem = Problem("a.csv", 3, "start", "50%\nx", "is no date", "see docs", "date", fatal)
    told = Checked("a.csv", 1, 1, 0, (problem,)).told("github")
    assert told.startswith(f"::{level} file=a.csv,line=3,title=date::start: ")
    assert "50%25" in told
    assert "\n" not in told
    assert told.endswith("is no date (see docs)")


def test_a_file_that_is_not_there_is_an_error_of_reading(tmp_path):
    with pytest.raises(ReadError):
        check(tmp_path / "none.csv")
