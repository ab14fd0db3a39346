"""A check ends with the commands that draw the table, and they do."""

import json
import shlex

import pytest
from click.testing import CliRunner

from tests.internals import main
from tests.tables.strangers import DRAWN, TABLES
from timeline import check, read_events


def run(line: str):
    return CliRunner().invoke(main, shlex.split(line.strip().removeprefix("timeline ")))


@pytest.mark.parametrize("kind", list(TABLES))
def test_the_printed_commands_draw_the_table(kind, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text(TABLES[kind])
    lines = run("check a.csv").output.splitlines()
    commands = [line for line in lines if line.startswith("  timeline ")]
    assert commands
    assert lines[-len(commands) :] == commands
    for command in commands:
        result = run(f"{command} --report r.json")
        assert result.exit_code == 0, result.output
        rows = json.loads((tmp_path / "r.json").read_text())["rows"]
        assert rows["read"] == rows["drawn"] + sum(rows["left_out"].values())
        if " gantt " in command or kind == "claims":
            assert (rows["drawn"], rows["read"]) == DRAWN[kind]


def test_where_nothing_can_be_drawn_the_last_line_says_what_to_do_first():
    open_order = check(b"name,day\nA,6/1/51\nB,6/12/51\n").text().splitlines()[-1]
    assert open_order.startswith('to do first: say which number of "6/1/51" is the day: --date-f')
    dateless = check(b"name,town\nA,Rome\nB,Ulm\n").text().splitlines()[-1]
    assert dateless.startswith("to do first: give each row a date")
    assert (
        check(b"title,start\n").text().splitlines()[-1] == "to do first: add rows below the header"
    )


def test_commands_stand_in_the_json_too(tmp_path):
    (tmp_path / "a.csv").write_text(TABLES["circa"])
    found = json.loads(check(tmp_path / "a.csv").text("json"))
    assert found["commands"] == list(check(tmp_path / "a.csv").commands)
    assert "--accept-suggestions" in found["commands"][0]


def test_a_frame_is_drawn_by_a_call():
    last = check(TABLES["unpadded"].encode()).text().splitlines()[-1]
    assert last == (
        "  timeline.gantt(table, mapping={'title': 'battle', 'start': 'start_date', "
        "'end': 'end_date'}, date_format=['%Y-%m-%d'])"
    )


def test_a_column_has_one_problem_and_its_option_reads_it():
    names = {"title": "battle", "start": "start_date", "end": "end_date"}
    checked = check(TABLES["unpadded"].encode(), mapping=names)
    told = [str(problem) for problem in checked.problems]
    assert told == [
        'table:2: end_date: 2 dates like 1863-4-30 and 1864-9-25 (--date-format "%Y-%m-%d" '
        "reads all of them)",
        'table:2: start_date: 2 dates like 1863-4-30 and 1864-9-23 (--date-format "%Y-%m-%d" '
        "reads all of them)",
    ]
    events = read_events(TABLES["unpadded"].encode(), mapping=names, date_format="%Y-%m-%d")
    assert events.frame["start"].tolist() == ["1863-04-30", "1864-09-23"]


def test_two_digits_are_no_year_of_four():
    names = {"title": "name", "start": "day"}
    table = b"name,day\nA,6/1/51\nB,6/28/51\n"
    (problem,) = check(table, mapping=names, date_format="%m/%d/%Y").problems
    assert "whose years have two digits" in problem.message
    assert problem.hint.startswith('--date-format "%m/%d/%y" --century 1900')


def test_formats_may_be_several_and_a_text_is_read_by_one():
    names = {"title": "what", "start": "when"}
    forms = ["%Y-%m-%d", "%m/%d/%Y"]
    events = read_events(TABLES["two forms"].encode(), mapping=names, date_format=forms)
    assert events.frame["start"].tolist() == ["1863-04-30", "1864-09-23", "1865-04-13"]
    torn = check(b"title,start\nA,10/06/1953\n", date_format=["%d/%m/%Y", "%m/%d/%Y"])
    assert torn.problems[0].value == "10/06/1953"
    assert "is read differently by two formats" in torn.problems[0].message


def test_plain_years_are_asked_about_and_read_as_years():
    names = {"title": "name", "start": "year"}
    (asked,) = [p for p in check(TABLES["plain years"].encode(), mapping=names).problems if p.fatal]
    assert "plain numbers of years" in asked.message
    assert asked.hint.startswith("--date-format year reads all of them")
    how = {"mapping": names, "date_format": "year"}
    astronomical = read_events(TABLES["plain years"].encode(), **how)
    assert astronomical.frame["start"].tolist() == ["-1468", "-0216", "0009", "0955", "1066"]
    assert [p.code for p in astronomical.problems] == ["bce"]
    historical = read_events(TABLES["plain years"].encode(), **how, bce="historical")
    assert historical.frame["start"].tolist()[:2] == ["-1467", "-0215"]
    assert not historical.problems


def test_midnights_are_days():
    events = read_events(TABLES["midnights"].encode())
    assert events.frame["start_precision"].tolist() == ["day", "day"]
    assert events.frame["end"].tolist() == ["1870-01-01", "1893-10-30"]
    clock = read_events(TABLES["midnights"].replace("12 00:00:00", "12 00:01:00").encode())
    assert clock.frame["start_precision"].tolist() == ["second", "second"]


def test_a_far_end_is_asked_about():
    (asked,) = read_events(TABLES["no end"].encode()).problems
    assert "--ongoing 9999-12-31" in asked.hint
    events = read_events(TABLES["no end"].encode(), ongoing=["9999-12-31"])
    assert events.frame["end_state"].tolist() == ["ongoing", "stated"]
    assert not events.problems


def test_a_column_that_cannot_be_ours_stays_the_users():
    names = {"title": "MDS", "start": "MSNDATE"}
    events = read_events(TABLES["unit"].encode(), mapping=names)
    assert events.frame["UNIT"].tolist() == ["NO. 55 SQDN", "96TH AERO SQUADRON"]
    assert set(events.frame["unit"]) == {""}
    assert [p.code for p in events.problems] == ["own-column"]


def test_rows_that_are_no_events_are_named():
    names = {"title": "name", "start": "day"}
    told = [p.message for p in check(TABLES["damaged"].encode(), mapping=names).problems]
    assert told == [
        "is a line of units", "is the header again", "is a line of totals",
        "is a line below the table, and no event",
    ]  # fmt: skip


def test_html_is_named_and_read_without():
    table = b'title,start\n"<b>Raid</b> &amp; retreat",1953\n'
    assert read_events(table).problems[0].hint == "--html title reads its text"
    assert read_events(table, html=["title"]).frame["title"][0] == "Raid & retreat"


def test_a_mapping_is_written_and_used(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text(TABLES["unpadded"])
    assert run("check a.csv --write-mapping a.toml").exit_code == 1
    text = (tmp_path / "a.toml").read_text()
    assert text.startswith("# How a.csv is read")
    assert 'title = "battle"  # "AL001", "AL002"' in text
    assert run("check a.csv --map a.toml").exit_code == 0
    assert read_events("a.csv", mapping="a.toml").frame["start"][0] == "1863-04-30"
