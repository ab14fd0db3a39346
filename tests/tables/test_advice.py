"""A check ends with the commands that draw the table, and they do."""

import json
import shlex

import pytest
from click.testing import CliRunner

import timeline
from tests.internals import main
from tests.tables.strangers import DRAWN, READ, TABLES
from timeline import ValidationError, check, read_events

pytestmark = pytest.mark.slow


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
        if " gantt " in command or kind in ("claims", "years in the header"):
            assert (rows["drawn"], rows["read"]) == DRAWN[kind]


@pytest.mark.parametrize("kind", list(READ))
def test_what_the_command_reads_is_what_the_table_says(kind):
    source = TABLES[kind].encode()
    events = read_events(source, **check(source).advice.reading)
    columns = [events.frame[name].tolist() for name in ("title", "start", "end")]
    assert list(zip(*columns, strict=True))[: len(READ[kind])] == READ[kind]


def test_years_in_the_header_are_rows_and_empty_cells_are_counted():
    source = TABLES["years in the header"].encode()
    events = read_events(source, **check(source).advice.reading)
    cells = events.frame[["title", "start", "value", "line"]].to_numpy().tolist()
    assert cells[2:5] == [["USA", "1952", "40", 2], ["UK", "1950", "3", 3], ["UK", "1952", "6", 3]]
    (wide,) = [problem for problem in events.problems if problem.code == "wide"]
    assert (wide.message, wide.hint) == (
        "3 rows of 3 columns are read as 7 rows", "2 empty cells are left out"
    )  # fmt: skip


def test_a_duration_is_reported_and_one_that_cannot_be_added_is_an_error():
    table = b"title,start,took\nA,1643,72 years\nB,1643,72 days\nC,1700,long\nD,1701,\n"
    checked = check(table, mapping={"end": "+took"})
    assert [(p.line, p.value) for p in checked.problems if p.fatal] == [
        (3, "1643 + 72 days"), (4, "1700 + long")
    ]  # fmt: skip
    (added,) = [problem for problem in checked.problems if problem.code == "duration"]
    assert added.message == 'is added to the start: "1643" and "72 years" end at "1715"'
    circa = read_events(
        b"title,start,took\nA,c. 1643,72\n", mapping={"end": "+took years"}, accept=True
    )
    assert circa.frame["end"].tolist() == ["1715~"]


def test_an_open_order_of_day_and_month_ends_with_both_commands(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text("name,day\nA,6/1/51\nB,6/12/51\n")
    *_, first, day_first, second, month_first = run("gantt a.csv -o a.svg").output.splitlines()
    assert (first, second) == ("if the first is the day:", "if the second is the day:")
    for command, form in ((day_first, '"%d/%m/%y"'), (month_first, '"%m/%d/%y"')):
        assert command.startswith("  timeline gantt a.csv -o a.svg ")
        assert form in command
        assert run(command).exit_code == 0


def test_claims_asked_for_as_a_gantt_are_drawn_as_bars(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    table = "title,start,measure,value\nA,1950,killed,up to 500\n"
    (tmp_path / "a.csv").write_text(table)
    command = run("gantt a.csv -o a.svg").output.splitlines()[-1]
    assert command.startswith("  timeline bars a.csv ")
    assert run(command).exit_code == 0
    (tmp_path / "b.csv").write_text(table.replace("up to 500", "500"))
    assert 'try bars --measure "killed"' in run("gantt b.csv -o b.svg").output


@pytest.mark.parametrize(
    ("table", "step"),
    [
        ("Event,Shiloh,Antietam\nDate,1862-04-06,1862-09-17\nKilled,3482,3654\n", "swap rows and"),
        ("Date,Event\n10 June,A\n12 June,B\n", "add the year to the dates of Date, such as"),
        ("title,start\nWake,06:30\n", 'add the day to the times of start, such as "06:30"'),
        ("name,date\nA,240108\n", 'say how dates like "240108" are written, for example: --map st'),
        ("name~day\nA~1953\n", "name the sign between the columns, if there are several: --delim"),
        ("NAME    START\nHarry   1953-06-10\n", "separate the columns by commas or tabs"),
    ],
)
def test_the_first_step_names_what_is_wrong(table, step):
    assert check(table.encode()).text().splitlines()[-1].startswith(f"to do first: {step}")


def test_telephone_numbers_and_populations_are_no_dates():
    table = b"name,phone,population\nA,4930123456,45299\nB,4930123457,45306\n"
    assert check(table).text().splitlines()[-1].startswith("to do first: give each row a date")


def test_a_first_row_of_dates_is_said_to_be_no_header():
    checked = check(b"Harry,1953-06-10\nNori,1953-05-28\n")
    (headless,) = [problem for problem in checked.problems if problem.code == "no-header"]
    assert (headless.line, headless.value) == (1, "1953-06-10")


def test_if_nothing_can_be_drawn_the_last_line_names_the_first_fix():
    open_order = check(b"name,day\nA,6/1/51\nB,6/12/51\n").text().splitlines()
    told = 'to do first: say which number of "6/1/51" is the day: --date-format "%d/%m/%y"'
    assert any(line.startswith(told) for line in open_order)
    dateless = check(b"name,town\nA,Rome\nB,Ulm\n").text().splitlines()[-1]
    assert dateless.startswith("to do first: give each row a date")
    assert (
        check(b"title,start\n").text().splitlines()[-1] == "to do first: add rows below the header"
    )


def test_commands_are_in_the_json_too(tmp_path):
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


def test_two_digits_are_not_a_four_digit_year():
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


def test_plain_years_cause_a_question_and_are_read_as_years():
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


def test_three_digit_years_beside_other_texts_are_not_future_decades():
    table = b"name,year\nUmar,634\nMahmud,c. 1012\nTughril,1037\nSaladin,1171\n"
    (asked,) = check(table, mapping={"title": "name", "start": "year"}, accept=True).problems[:1]
    assert asked.hint.startswith("--date-format year reads all of them")
    reading = check(table).advice.reading
    assert (reading["date_format"], reading["accept"]) == (["year"], True)
    assert read_events(table, **reading).frame["start"].tolist() == [
        "0634",
        "1012~",
        "1037",
        "1171",
    ]
    decades = read_events(b"title,start\nA,195\nB,1953\nC,1953-06-10\n").frame
    assert decades["start_precision"].tolist() == ["decade", "year", "day"]


def test_midnights_are_days():
    events = read_events(TABLES["midnights"].encode())
    assert events.frame["start_precision"].tolist() == ["day", "day"]
    assert events.frame["end"].tolist() == ["1870-01-01", "1893-10-30"]
    clock = read_events(TABLES["midnights"].replace("12 00:00:00", "12 00:01:00").encode())
    assert clock.frame["start_precision"].tolist() == ["second", "second"]


def test_a_far_end_date_causes_a_question():
    (asked,) = read_events(TABLES["no end"].encode()).problems
    assert "--ongoing 9999-12-31" in asked.hint
    events = read_events(TABLES["no end"].encode(), ongoing=["9999-12-31"])
    assert events.frame["end_state"].tolist() == ["ongoing", "stated"]
    assert not events.problems


@pytest.mark.parametrize("how", [{"date_format": "%d.%m.%Y"}, {"accept": True}])
@pytest.mark.parametrize("far", ["31.12.2099", "31.12.9999"])
def test_a_far_end_date_in_an_odd_format_causes_a_question(how, far):
    table = f"title,start,end\nA,1.6.1953,{far}\nB,2.6.1953,{far}\nC,3.6.1953,16.6.1953\n"
    (asked,) = [p for p in check(table.encode(), **how).problems if p.code == "placeholder"]
    end = asked.hint.rsplit(" ", 1)[1]
    assert asked.rows == 2
    events = read_events(table.encode(), **how, ongoing=[end])
    assert events.frame["end_state"].tolist() == ["ongoing", "ongoing", "stated"]


@pytest.mark.parametrize(
    ("zero", "name"),
    [("0000-00-00", "zero date of MySQL"), ("1900-01-00", "day 0 of a spreadsheet"),
     ("1899-12-30", "is day 0 of Excel and OLE: an empty cell shown as a date"),
     ("1899-12-31", "is day 0 of a spreadsheet: an empty cell shown as a date"),
     ("0001-01-01", "is the first day of .NET and SQL")],
)  # fmt: skip
def test_zero_dates_are_named_as_such(zero, name):
    told = check(f"title,start,end\nA,{zero},1953\nB,1953,1954\n".encode()).problems
    assert name in told[0].message
    assert told[0].hint.rstrip('"').endswith(f"{zero}")


def test_a_column_that_cannot_be_ours_stays_the_users():
    names = {"title": "MDS", "start": "MSNDATE"}
    events = read_events(TABLES["unit"].encode(), mapping=names)
    assert events.frame["UNIT"].tolist() == ["NO. 55 SQDN", "96TH AERO SQUADRON"]
    assert set(events.frame["unit"]) == {""}
    assert [p.code for p in events.problems] == ["own-column"]


def test_rows_that_are_not_events_are_named():
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


@pytest.mark.parametrize("kind", ["bad rows", "circa", "unpadded", "plain years", "two forms"])
def test_a_refused_chart_ends_with_the_command_that_draws_it(kind, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text(TABLES[kind])
    refused = run('gantt a.csv --title "A title" -o x.svg')
    assert refused.exit_code == 1
    *_, counted, command = refused.output.splitlines()
    drawn, read = DRAWN[kind]
    assert counted == (
        f"to draw {drawn} rows:" if drawn == read else f"to draw {drawn} of {read} rows:"
    )
    assert command.startswith('  timeline gantt a.csv --title "A title" -o x.svg --map ')
    result = run(command)
    assert result.exit_code == 0, result.output
    assert "A title" in (tmp_path / "x.svg").read_text()


def test_the_advice_for_a_refused_chart_keeps_its_options(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text(TABLES["bad rows"])
    typed = "bars a.csv --map title=name --measure events -o x.svg"
    command = run(typed).output.splitlines()[-1]
    assert command == (
        f"  timeline {typed} --map start=start_date --map end=end_date --skip-faulty"
    )
    assert run(command).exit_code == 0


def test_a_refused_call_ends_with_the_call_that_draws_it():
    with pytest.raises(ValidationError) as caught:
        timeline.gantt(TABLES["circa"].encode())
    told = str(caught.value)
    assert told.splitlines()[-2:] == [
        "to draw 3 rows:",
        "  timeline.gantt(table, mapping={'title': 'name', 'start': 'year'}, accept=True)",
    ]
    assert "--" not in told
    names = {"title": "name", "start": "year"}
    assert len(read_events(TABLES["circa"].encode(), mapping=names, accept=True)) == 3


def test_the_message_for_a_missing_format_says_which_number_is_the_day():
    names = {"title": "name", "start": "day"}
    table = b"name,day\nA,6/1/51\nB,6/12/51\n"
    for form, day in [("%m/%d/%y", "1951-06-01"), ("%d/%m/%y", "1951-01-06")]:
        asked = form.replace("%y", "%Y")
        checked = check(table, mapping=names, date_format=asked)
        assert checked.problems[0].hint.startswith(f'--date-format "{form}" --century 1900')
        reading = dict(checked.advice.reading)
        assert reading["date_format"] == [asked, form]
        assert read_events(table, **reading).frame["start"][0] == day


def proposed(table):
    return {k: v for k, v in check(table).advice.reading.items() if k != "date_format"}


@pytest.mark.parametrize(
    ("table", "reading"),
    [  # page numbers are not dates, but a year with a month name is
        (b"battle,year,source.page\nTrier,1522,1\nLandstuhl,1523,43-44\nGaisbeuren,1525,387\n",
         {"mapping": {"title": "battle", "start": "year"}}),
        (b"battle,year,month,day\nTrier,1522,8,3\nLandstuhl,1523,4,30\n",
         {"mapping": {"title": "battle", "start": "year,month,day"}}),
        # the end named like the start; ? and NA mean nothing
        (b"ruler,reign_start_ce,reign_end_hijri,reign_end_ce\nA,632,13,634\nB,1634,?,NA\n",
         {"mapping": {"title": "ruler", "start": "reign_start_ce", "end": "reign_end_ce"},
          "unknown": ["NA"]}),
        (b"name,start_date,end_date\nA,1921-01-26,Still in office\nB,1920-01-01,1921-01-20\n"
         b"C,1919-05-01,1920-01-20\n",
         {"mapping": {"title": "name", "start": "start_date", "end": "end_date"},
          "ongoing": ["Still in office"]}),
        # two digits that may be of any century, beside a column that says which
        (b"name,date,year\nA,9/24/06,1906\nB,9/24/55,1955\nC,9/24/96,1996\nD,9/24/16,2016\n",
         {"mapping": {"title": "name", "start": "year"}}),
        # a name is shorter than a description, and a blank names nothing
        (b"name_tr,date_ce,description\nHicret,1622,The emigration to Medina and after\n"
         b"Fetih,1630,The conquest of the town\n",
         {"mapping": {"title": "name_tr", "start": "date_ce"}}),
        (b"OPERATION,DAY,TARGET\n,1917-10-16,Burbach\n,1917-10-17,Wadgassen\n"
         b"WW I,1917-10-18,Saarlouis\n,1917-10-19,Metz\n",
         {"mapping": {"title": "TARGET", "start": "DAY"}}),
    ],
    ids=["pages", "parts", "ends", "in office", "centuries", "names", "blank"],
)  # fmt: skip
def test_columns_are_recognised_by_their_cells(table, reading):
    assert proposed(table) == reading
    assert len(read_events(table, **check(table).advice.reading)) == table.count(b"\n") - 1


def test_a_date_is_not_a_measure():
    table = b"name,day,death_date,killed\nA,1953-06-01,1960,5\nB,1954-06-02,1961,7\n"
    charts = check(table).advice.charts
    assert [options.get("measure") for _, options in charts] == [None, "killed"]
