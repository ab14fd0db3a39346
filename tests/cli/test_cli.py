"""The command line: parity with the API, exit codes, and no traceback for user data."""

from __future__ import annotations

import inspect
import json
import os
import signal
import sys
import threading

import click
import pytest
from click.testing import CliRunner

from tests.internals import cleaning_up, main

TABLE = "title,start,end,side\nAssault,1953-06-10,1953-06-11,PVA\nRelief,1953-06-12,,UN\n"
CLAIMS = (
    "title,start,side,measure,value,unit,claimed_by,source\n"
    "Shells,1953-06-10,PVA,shells fired,~22000,rounds,UN,a\n"
)


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "events.csv").write_text(TABLE)
    (tmp_path / "claims.csv").write_text(CLAIMS)
    runner = CliRunner()
    return lambda *words, **more: runner.invoke(main, list(words), **more)


def keywords(function):
    return {
        name: parameter.default
        for name, parameter in inspect.signature(function).parameters.items()
        if parameter.kind is parameter.KEYWORD_ONLY
    }


def options(command):
    known = (p for p in main.commands[command].params if p.param_type_name == "option")
    return {p.name: p for p in known if p.expose_value}


def default(command, option):
    value = option.get_default(click.Context(main.commands[command]))
    return None if type(value).__name__ == "Sentinel" else value  # click: no default at all


def test_options_of_writing_are_those_of_the_api():
    from tests.internals import _OUTPUT
    from timeline import save

    writing = keywords(save)
    for name in set(_OUTPUT) - {"outputs"}:
        assert default("gantt", options("gantt")[name]) == writing[name], name


def test_options_of_scanning_are_those_of_the_api():
    from tests.internals import READING, names_of
    from timeline import scan_events

    scanning = keywords(scan_events)
    of_rows = {"accept", "skip_faulty", "sheet", "max_bytes"}  # a scan has none
    assert set(scanning) == {*names_of(READING), "memory_limit", "sources", "progress"} - of_rows
    for name in ("bars", "gantt", "check"):
        assert default(name, options(name)["memory_limit"]) == scanning["memory_limit"]


def test_options_of_a_snippet_are_the_keywords_of_its_function():
    from timeline import embed

    assert {name: default("embed", o) for name, o in options("embed").items()} == keywords(embed)


def test_options_of_a_build_are_the_keywords_of_its_functions():
    from timeline import build, serve, watch

    given = set(options("build"))
    called = {"on_build", "on_start", "progress", "until"}  # for programs, not for people
    assert given == ((set(keywords(build)) | set(keywords(serve))) - called) | {"watch", "serve"}
    assert set(keywords(watch)) <= set(keywords(serve))
    for name in given - {"watch", "serve", "only", "formats"}:
        asked = {**keywords(serve), **keywords(build)}[name]
        assert default("build", options("build")[name]) == asked, name


def test_a_check_does_not_go_with_a_watch(run):
    done = run("build", "none.toml", "--check", "--watch")
    assert done.exit_code == 2
    assert "--check builds nothing" in done.output


def test_every_command_has_help_with_an_example_or_takes_nothing(run):
    for name, command in main.commands.items():
        text = run(name, "--help").output
        assert command.help
        assert "Example" in text or not any(p.name == "table" for p in command.params), name


def test_bars_of_a_glob_are_those_of_the_files_together(run, tmp_path):
    (tmp_path / "more.csv").write_text(TABLE)
    done = run(
        "bars", "[em][vo]*.csv", "--measure", "events", "--by", "month", "-o", "a.html",
        "--report", "a.json",
    )  # fmt: skip

    assert done.exit_code == 0, done.output
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["rows"]["read"] == 4


def test_a_scan_with_problems_exits_1_and_reports_them(run, tmp_path):
    (tmp_path / "events.csv").write_text("title,start\nA,1953-06-31\nA,1953-06-31\n")
    for words in (["bars", "--measure", "events", "--period", "month", "-o", "a.html"], ["check"]):
        done = run(
            words[0], "events.csv", *words[1:], "--memory-limit", "256MB", "--report", "a.json"
        )
        assert done.exit_code == 1
        assert 'events.csv:2: start: "1953-06-31"' in done.output
        account = json.loads((tmp_path / "a.json").read_text("utf-8"))
        assert account["rows"]["left_out"] == {"of a table with errors": 2}


def test_a_report_to_standard_output_is_the_only_output(run, tmp_path):
    for source in (TABLE, "title,start\nA,1953-06-31\n"):
        done = run("check", "-", "--report", "-", input=source)
        assert json.loads(done.stdout)["rows"]["read"] in (1, 2)
        assert "error" in done.stderr
    assert not (tmp_path / "-").exists()


def test_a_picture_prints_eight_notes_or_all_or_none(run, tmp_path):
    rows = [f"E {n},1953-06-{n:02},Note {n}." for n in range(1, 12)]
    (tmp_path / "notes.csv").write_text("title,start,note\n" + "\n".join(rows) + "\n")
    for words, printed in (((), 8), (("--notes", "all"), 11), (("--no-notes",), 0)):
        assert run("gantt", "notes.csv", *words, "-o", "a.svg").exit_code == 0
        assert (tmp_path / "a.svg").read_text("utf-8").count(">Note ") == printed
    assert "not one of 'eight', 'all'" in run("gantt", "notes.csv", "--notes", "x").stderr


def test_html_from_a_table_and_to_standard_output(run, tmp_path):
    assert run("gantt", "events.csv", "-o", "a.html").exit_code == 0
    piped = run("gantt", "-", "-o", "-", "--format", "html", input=TABLE)

    assert piped.exit_code == 0
    assert piped.stdout.startswith("<!doctype html>")
    assert (tmp_path / "a.html").stat().st_size > 10_000


def test_a_table_with_problems_exits_1_names_them_and_leaves_the_old_file(run, tmp_path):
    (tmp_path / "a.html").write_text("before")
    (tmp_path / "events.csv").write_text(
        "title,start,end\nA,1953-06-31,\nB,1953-06-02,1953-06-01\n"
    )
    done = run("gantt", "events.csv", "-o", "a.html")

    assert done.exit_code == 1
    assert 'events.csv:2: start: "1953-06-31"' in done.output
    assert (
        'events.csv:3: end: "1953-06-01" is before start "1953-06-02" (swap them?)' in done.output
    )
    assert "Traceback" not in done.output
    assert (tmp_path / "a.html").read_text("utf-8") == "before"


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["gantt", "events.csv", "-o", "a.gif"], 2, '".gif" is not a supported format'),
        (["gantt", "none.csv", "-o", "a.html"], 1, "none.csv"),
        (["gantt", "events.csv", "-o", "no/a.html"], 1, 'there is no folder "no"'),
        (["gantt", "events.csv", "-o", "a.html", "--theme", "drak"], 2, 'did you mean "dark"?'),
        (["gantt", "events.csv", "-o", "a.html", "--side", "PV"], 2, 'did you mean "PVA"?'),
        (["gantt", "events.csv", "-o", "a.html", "--width", "50"], 2, "too narrow"),
        (["gantt", "events.csv", "-o", "a.html", "--where", "x"], 2, "NAME=VALUE"),
        (["gantt", "events.csv", "-o", "a.html", "--language", "xx"], 2, '"xx"'),
        (["check", "events.csv", "--map", "acld"], 1, 'did you mean "acled"?'),
        (["check", "events.csv", "--map", "a.toml", "--map", "end=x"], 2, "whole mapping"),
        (["gantt", "claims.csv", "-o", "a.html"], 2, "try bars"),
        (["bars", "claims.csv", "--measure", "shell fired", "-o", "a.html"], 2, "did you mean"),
        (["gantt", "events.csv"], 2, "--output"),
        (["gannt", "events.csv"], 2, "gantt"),
        (["build", "none.toml"], 1, "none.toml"),
        (["embed", "june", "--gallery", "none.toml"], 1, "none.toml"),
        (["embed", "june", "--as", "htlm"], 2, 'did you mean "html"?'),
    ],
)
def test_wrong_usage_is_reported_in_one_message(run, words, code, message):
    done = run(*words)

    assert done.exit_code == code, done.output
    assert message in done.output
    assert "Traceback" not in done.output


def test_an_existing_file_is_kept_on_request(run, tmp_path):
    (tmp_path / "a.html").write_text("before")
    done = run("gantt", "events.csv", "-o", "a.html", "--no-overwrite")

    assert done.exit_code == 2
    assert (tmp_path / "a.html").read_text("utf-8") == "before"


def test_check_reports_as_text_json_and_annotations(run, tmp_path):
    (tmp_path / "bad.csv").write_text("title,start\nA,10 June 1953\n")

    assert run("check", "events.csv").exit_code == 0
    assert json.loads(run("check", "bad.csv", "--format", "json").output)["fatal"] is True
    told = run("check", "bad.csv", "--format", "github")
    assert told.exit_code == 1
    assert told.output.startswith("::error file=bad.csv,line=2")


def test_a_mapping_is_given_as_columns_or_as_a_file(run, tmp_path):
    (tmp_path / "other.csv").write_text("name,year,last\nA,1953,-7\n")
    (tmp_path / "my.toml").write_text(
        'ongoing = ["-7"]\n[columns]\ntitle = "name"\nstart = "year"\nend = "last"\n'
    )
    columns = ["--map", "title=name", "--map", "start=year", "--map", "end=last"]
    by_columns = run("convert", "other.csv", *columns, "--ongoing", "-7", "--to", "csv", "-o", "-")
    by_file = run("convert", "other.csv", "--map", "my.toml", "--to", "csv", "-o", "-")

    assert by_file.stdout == by_columns.stdout
    assert by_file.stdout.splitlines()[1].startswith("A,1953,..")


def test_bars_name_the_claim(run, tmp_path):
    done = run("bars", "claims.csv", "--measure", "shells fired", "-o", "a.html")

    assert done.exit_code == 0, done.output
    assert "22,000" in (tmp_path / "a.html").read_text("utf-8")


def test_a_table_is_written_in_every_format_that_the_api_knows(run, tmp_path):
    from tests.internals import CONVERT_FORMATS as FORMATS

    choices = next(p for p in main.commands["convert"].params if p.name == "to").type.choices
    assert set(choices) == set(FORMATS)
    for name in FORMATS:
        done = run("convert", "events.csv", "--to", name, "-o", "made.txt")
        assert done.exit_code == 0, done.output
        assert "Assault" in (tmp_path / "made.txt").read_text("utf-8")


def test_lost_contents_are_reported_beside_the_file(run, tmp_path):
    (tmp_path / "events.csv").write_text("title,start\nSalamis,-0479-09\nHarry,1953\n")
    done = run("convert", "events.csv", "--to", "mermaid")

    assert done.exit_code == 0
    assert "Salamis" not in done.stdout
    assert "Harry" in done.stdout
    lost = 'warning: events.csv:2: start: "-0479-09" is not a date that Mermaid holds'
    assert lost in done.stderr
    assert run("convert", "events.csv", "--to", "mermaid", "-o", "no/a.txt").exit_code == 1
    assert run("convert", "events.csv", "--to", "marmaid").exit_code == 2


def test_a_number_without_a_source_is_refused_on_request(run, tmp_path):
    (tmp_path / "claims.csv").write_text(
        "title,start,measure,value,unit\nShells,1953-06-10,shells,22000,rounds\n"
    )
    assert run("check", "claims.csv").exit_code == 0
    done = run("check", "claims.csv", "--require-sources")
    assert done.exit_code == 1
    assert "claims.csv:2" in done.output


def test_several_charts_on_one_axis(run, tmp_path):
    (tmp_path / "both.csv").write_text(
        "title,start,side,measure,value,source\nAssault,1953-06-10,PVA,,,s\n"
        "Shells,1953-06-10,PVA,shells,9,s\nShells,1953-06-11,UN,shells,7,s\n"
    )
    bars = "bars measure=shells period=day where=side=PVA heading='Shells a day'"
    done = run("panels", "both.csv", "--chart", "gantt", "--chart", bars, "-o", "a.html")

    assert done.exit_code == 0, done.output
    text = (tmp_path / "a.html").read_text("utf-8")
    assert "Shells a day" in text
    assert "3 rows read, 2 drawn, 1 not asked for" in text
    wrong = run("panels", "both.csv", "--chart", "bars 'x", "-o", "a.html")
    assert wrong.exit_code == 2
    assert "must be a chart and its options" in wrong.output


def test_sources_of_a_gallery(run, tmp_path):
    (tmp_path / "claims.sources.csv").write_text("key,title\na,An article\nb,Another\n")
    (tmp_path / "figures.toml").write_text(
        '[[figure]]\nname = "one"\nchart = "bars"\ntable = "claims.csv"\nmeasure = "shells fired"\n'
    )
    assert run("sources", "figures.toml").stdout == "- *An article*.\n"
    assert "@misc{a," in run("sources", "figures.toml", "--format", "bibtex").stdout
    assert json.loads(run("sources", "figures.toml", "--format", "csl").stdout)[0]["id"] == "a"


def test_a_theme_is_printed_as_the_beginning_of_ones_own(run, tmp_path):
    told = run("themes", "dark").output
    path = tmp_path / "house.toml"
    path.write_text(told.replace("#15181d", "#000000"), encoding="utf-8")
    assert run("themes", str(path)).output == path.read_text(encoding="utf-8")
    assert run("themes", "drak").exit_code == 2


@pytest.mark.parametrize(
    ("number", "raised", "code"),
    [
        (signal.SIGINT, KeyboardInterrupt, None),
        (signal.SIGTERM, SystemExit, 143),
        (signal.SIGHUP, SystemExit, 129),
    ],
)
def test_the_first_signal_is_raised_and_the_next_is_ignored(
    request: pytest.FixtureRequest, number: int, raised: type[BaseException], code: int | None
) -> None:
    # A process started by nohup ignores the hang-up, and is left to: here it shall not.
    hung_up = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    request.addfinalizer(lambda: signal.signal(signal.SIGHUP, hung_up))
    before = [signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)]
    cleaned = []

    def work() -> None:
        try:
            os.kill(os.getpid(), number)
        finally:
            os.kill(os.getpid(), signal.SIGTERM)
            os.kill(os.getpid(), signal.SIGINT)
            cleaned.append(True)

    with pytest.raises(raised) as caught, cleaning_up():
        work()
    assert cleaned
    assert getattr(caught.value, "code", None) == code
    assert [signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)] == before


class Dying:
    """What is sent a signal while it is cleaned up, where Python lets no exception out."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __del__(self) -> None:
        os.kill(os.getpid(), self.number)
        len("the handler runs at the next call")


@pytest.mark.parametrize(
    ("number", "raised"), [(signal.SIGINT, KeyboardInterrupt), (signal.SIGTERM, SystemExit)]
)
def test_a_signal_is_heard_where_python_raises_nothing(
    number: int, raised: type[BaseException]
) -> None:
    def work() -> None:
        Dying(number)
        threading.Event().wait(10)

    with pytest.raises(raised), cleaning_up():
        work()


def test_other_unraisable_errors_are_reported_as_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Wrong:
        def __del__(self) -> None:
            raise ValueError("wrong")

    told: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda lost: told.append(lost.exc_type))
    with cleaning_up():
        Wrong()
    assert told == [ValueError]


def test_another_thread_leaves_signals_alone() -> None:
    seen = []

    def look() -> None:
        with cleaning_up():
            seen.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [signal.getsignal(signal.SIGTERM)]
