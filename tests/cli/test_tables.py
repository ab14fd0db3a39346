"""The command that compares two tables."""

import inspect
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.internals import READING, main, names_of
from tests.internals import diff_command as diff
from tests.stats.test_diff import HEAD, NEW, OLD
from timeline import diff_gantt


@pytest.fixture
def workdir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.csv").write_text(HEAD + OLD)
    (tmp_path / "new.csv").write_text(HEAD + NEW)
    return tmp_path


def run(*words: str) -> str:
    done = CliRunner().invoke(main, ["diff", *words])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_changes_are_reported_line_by_line(workdir: Path) -> None:
    assert run("old.csv", "new.csv").splitlines() == [
        "old.csv → new.csv: 1 added, 1 withdrawn, 1 moved, 1 revised, 2 the same",
        'new.csv:2: event moved: Assault: start "1953-06-10" → "1953-06-11"',
        'new.csv:4: claim revised: Lost (according to UN): value "1450" → "~1500"',
        "new.csv:6: event added: Truce",
        "old.csv:3: event withdrawn: Lull",
    ]


def test_json_and_a_picture_come_from_one_run(workdir: Path) -> None:
    told = run("old.csv", "new.csv", "--format", "json", "-o", "changes.html", "--no-unchanged")
    assert json.loads(told)["counts"] == {"added": 1, "withdrawn": 1, "moved": 1, "revised": 1}
    assert "outlined: as it was" in (workdir / "changes.html").read_text()


def test_a_table_with_problems_is_reported_and_nothing_is_written(workdir: Path) -> None:
    (workdir / "new.csv").write_text("title,start\nA,soon\n")
    done = CliRunner().invoke(main, ["diff", "old.csv", "new.csv", "-o", "changes.html"])
    assert done.exit_code == 1
    assert 'new.csv:2: start: "soon"' in done.output
    assert not (workdir / "changes.html").exists()


def test_options_are_the_keywords_of_the_function() -> None:
    keywords = {
        name: parameter.default
        for name, parameter in inspect.signature(diff_gantt).parameters.items()
        if parameter.kind is parameter.KEYWORD_ONLY
    }
    own = {"format", "outputs", *names_of(READING)}
    known = (p for p in diff.params if p.param_type_name == "option")
    options = {p.name: p for p in known if p.expose_value}
    assert set(options) - own == set(keywords)
    for name in set(keywords) - {"sides", "notes"}:
        given = options[name].default
        wanted = keywords[name]
        assert given == wanted or wanted is None, name
