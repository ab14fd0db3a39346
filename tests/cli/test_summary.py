"""Summaries of commands: files written, one warning per kind, and suggested commands."""

from __future__ import annotations

import shlex

import pytest
from click.testing import CliRunner

from tests.internals import main

TABLE = "title,start,end,side\nAssault,1953-06-10,1953-06-11,PVA\nRelief,1953-06-12,,UN\n"
GALLERY = '[[figure]]\nname = "one"\nchart = "gantt"\ntable = "events.csv"\n'


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "events.csv").write_text(TABLE)
    return lambda *words, **more: CliRunner().invoke(main, list(words), **more)


def test_a_chart_says_what_it_wrote_and_where_the_rows_went(run):
    done = run("gantt", "events.csv", "--side", "PVA", "-o", "a.html")
    assert done.stderr == "wrote a.html: 1 of 2 rows drawn (1 not asked for)\n"
    assert done.stdout == ""


def test_standard_output_holds_the_picture_alone(run):
    done = run("gantt", "-", "-o", "-", "--format", "html", input=TABLE)
    assert done.stderr == "wrote standard output: 2 of 2 rows drawn\n"
    assert done.stdout.startswith("<!doctype html>")


def test_warnings_of_a_kind_are_one_with_their_number(run, tmp_path):
    phases = "".join(f"p{n},Phase,1953-0{n + 1},whole\n" for n in range(4))
    (tmp_path / "phases.csv").write_text(f"id,title,start,parent\nwhole,All,1953-06,\n{phases}")
    done = run("gantt", "phases.csv", "-o", "a.html")

    assert len(done.stderr.splitlines()) == 3
    assert done.stderr.startswith('warning: phases.csv:3: start: "1953-01" begins before')
    assert ", and 3 more of the kind\n" in done.stderr
    assert "(timeline check phases.csv lists all warnings)" in done.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--to", "ics", "-o", "a.txt"], "wrote a.txt: icalendar, 2 rows"),
        (["-o", "a.ics"], "wrote a.ics: icalendar, 2 rows"),
        (["-o", "a.MMD"], "wrote a.MMD: mermaid, 2 rows"),
    ],
)
def test_a_conversion_knows_a_format_by_its_suffix(run, words, message):
    done = run("convert", "events.csv", *words)
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (0, message)


def test_a_conversion_to_json_names_the_command_to_type(run):
    done = run("convert", "events.csv", "-o", "a.json")
    assert done.exit_code == 2
    typed = done.stderr.strip().partition("as in timeline ")[2]
    assert run(*shlex.split(typed)).exit_code == 0


def test_rows_that_a_format_does_not_hold_are_counted(run, tmp_path):
    (tmp_path / "events.csv").write_text("title,start\nSalamis,-0479-09\nHarry,1953\n")
    done = run("convert", "events.csv", "-o", "a.ics")
    assert done.stderr.splitlines()[-1] == "wrote a.ics: icalendar, 2 rows, 1 of them left out"


@pytest.mark.slow
@pytest.mark.parametrize(
    "chart",
    [
        ["bars measure=air sorties period=month stack"],
        ["bars", "measure=air sorties", "period=month", "stack"],
        ["bars 'measure=air sorties' period=month stack"],
    ],
)
def test_charts_of_panels_are_understood_without_quotes(run, tmp_path, chart):
    rows = "title,start,measure,value\nA,1953-06-10,air sorties,3\nB,1953-07,air sorties,4\n"
    (tmp_path / "sorties.csv").write_text(rows)
    done = run("panels", "sorties.csv", "--chart", *chart, "-o", "a.html")
    assert done.exit_code == 0, done.output
    assert "2 of 2 rows drawn" in done.stderr


def test_a_chart_of_panels_that_cannot_be_joined_says_how_to_quote_it(run):
    done = run("panels", "events.csv", "--chart", "bars", "measure=air", "sorties", "-o", "a.html")
    assert done.exit_code == 2
    assert "--chart \"bars measure='air sorties' period=month\"" in done.stderr


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["gantt", ".", "-o", "a.html"], 1, "is a folder (give a table in it, as in events.csv)"),
        (["check", "."], 1, "as in events.csv"),
        (["gantt", "events.csv", "-o", "made"], 2, "name a file in it, as in made/june.html"),
        (["gantt", "events.csv", "-o", "a.ics"], 2, "timeline convert TABLE -o a.ics"),
        (["build", "none"], 1, "(timeline new . writes one)"),
        (["check", "data/korea-1953.csv"], 1, "timeline example korea-1953 --out data writes it"),
        (["build", "events.csv"], 1, "timeline gantt events.csv -o events.html"),
    ],
)  # fmt: skip
def test_suggestions_can_be_typed_as_they_are(run, tmp_path, words, code, message):
    (tmp_path / "made").mkdir()
    done = run(*words)
    assert done.exit_code == code
    assert message in done.stderr


def test_the_gallery_of_a_folder_below_is_named(run, tmp_path):
    assert run("new", "mine").exit_code == 0
    assert "(there is mine/figures.toml)" in run("embed", "siege").stderr
    assert run("embed", "siege", "--gallery", "mine/figures.toml").exit_code == 0


@pytest.mark.parametrize("words", [["build", "."], ["build"]])
def test_a_folder_selects_its_gallery(run, tmp_path, words):
    (tmp_path / "figures.toml").write_text(GALLERY)
    done = run(*words)
    assert done.exit_code == 0, done.output
    rows, files = done.stderr.splitlines()[-2:]
    assert rows == "one: 2 of 2 rows drawn"
    assert files.startswith("wrote 1 file to exports: 1 page of ")


def test_all_faults_of_a_gallery_are_reported_in_one_run(run, tmp_path):
    (tmp_path / "figures.toml").write_text(
        'formts = ["svg"]\nformats = ["gif"]\n'
        '[[figure]]\nname = "a"\nchart = "gannt"\ntable = "x.csv"\n'
        '[[figure]]\nname = "b"\nchart = "bars"\ntable = "x.csv"\ntitel = "x"\nscale = "2"\n'
        '[[figure]]\nname = "b"\nchart = "gantt"\ntable = "x.csv"\npaper = "a5"\n'
        '[[figure]]\nchart = "gantt"\ntable = "x.csv"\n'
    )
    done = run("build")

    assert done.exit_code == 2
    assert [line.partition(": ")[2].partition(" is ")[0] for line in done.stderr.splitlines()] == [
        'the key "formts"',
        'figure "a": chart "gannt"',
        'figure "b": the key "titel"',
        'format "gif"',
        "figure \"b\": scale = '2' must be a number, as in scale = 2",
        'figure "b": paper "a5"',
        'the name "b"',
        'figure 4: the key "name"',
    ]


def test_unreadable_and_faulty_tables_are_reported_together(run, tmp_path):
    entries = (
        f'[[figure]]\nname = "{name}"\nchart = "gantt"\ntable = "{name}.csv"\n' for name in "abc"
    )
    (tmp_path / "figures.toml").write_text("".join(entries))
    (tmp_path / "b.csv").write_text("title,start\nA,soon\n")
    done = run("build")

    assert done.exit_code == 1
    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == [
        "a.csv",
        "c.csv",
        "b.csv",
    ]
