"""The repaired copy of a table, and the rows left out of an unrepaired one."""

import string

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.internals import fix, main
from tests.tables.strangers import TABLES
from timeline import TimelineError, ValidationError, check, read_events

pytestmark = pytest.mark.slow


def test_a_repair_keeps_the_original_text():
    fixed = fix(TABLES["circa"].encode())
    assert fixed.text.splitlines() == [
        "title,start,start as written", "Zebra,1763~,c.1763", "Phaeton,1780/1784,1780-1784",
        "Mares,1793,",
    ]  # fmt: skip
    assert "-2: c.1763\n+2: 1763~" in fixed.changes()
    assert fixed.changes().endswith("table: 3 rows, 2 cells rewritten")


@pytest.mark.parametrize("kind", list(TABLES))
def test_a_repaired_table_passes_its_check_and_is_repaired_no_more(kind):
    fixed = fix(TABLES[kind].encode(), skip_faulty=True)
    again = fix(fixed.text.encode())
    assert again.text == fixed.text
    checked = check(fixed.text.encode())
    assert not checked.fatal
    assert checked.rows == fixed.rows


def test_the_table_itself_is_never_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text(TABLES["circa"])
    runner = CliRunner()
    refused = runner.invoke(main, ["fix", "a.csv", "-o", "a.csv"])
    assert refused.exit_code == 2
    assert (tmp_path / "a.csv").read_text() == TABLES["circa"]
    assert runner.invoke(main, ["fix", "a.csv", "-o", "b.csv"]).exit_code == 0
    assert len(read_events("b.csv")) == 3


def test_a_three_digit_year_is_read_by_its_context():
    table = b"title,start\nA,c. 947\nB,955\nC,1066\nD,before 899\n"
    with pytest.raises(ValidationError, match=r'"c\. 947" is not .* \(did you mean 0947~\?\)'):
        read_events(table, date_format="year")
    events = read_events(table, date_format="year", accept=True)
    assert events.frame["start"].tolist() == ["0947~", "0955", "1066", "[..0898]"]


def test_an_ambiguous_date_is_not_rewritten():
    fixed = fix(b"title,start\nA,10/06/1953\nB,1953\n")
    assert fixed.text == "title,start\nA,10/06/1953\nB,1953\n"
    assert [problem.value for problem in fixed.remaining] == ["10/06/1953"]


def test_suggestions_are_counted_by_kind():
    table = b"title,start\nA,c.1763\nB,c.1764\nC,10 June 1953\nD,10/06/1953\n"
    checked = check(table, accept=True)
    assert checked.fatal  # one has two readings
    told = [(p.value, p.rows) for p in checked.problems if p.code == "accepted"]
    assert told == [("c.1763", 2), ("10 June 1953", 1)]


def test_faulty_rows_are_left_out_and_reported():
    names = {"title": "name", "start": "start_date", "end": "end_date"}
    events = read_events(TABLES["bad rows"].encode(), mapping=names, skip_faulty=True)
    assert events.frame["title"].tolist() == ["Good A", "Good B"]
    assert events.left_out == {"ending before they begin": 1, "without a date": 1}
    assert {p.code for p in events.problems} == {"left-out-end-before-start",
                                                 "left-out-missing-start"}  # fmt: skip


def test_a_figure_says_what_was_left_out():
    from timeline import gantt

    names = {"title": "name", "start": "start_date", "end": "end_date"}
    figure = gantt(TABLES["bad rows"].encode(), mapping=names, skip_faulty=True)
    said = [a.text for a in figure.layout.annotations if a.text and "Left out" in a.text]
    assert (
        said == ["Left out of the table, ending before they begin: 1; without a date: 1."] or said
    )


def test_more_faulty_rows_than_are_reported_are_left_out():
    rows = "".join(f"A{n},soon\n" for n in range(2500))
    events = read_events(f"title,start\nGood,1953\n{rows}".encode(), skip_faulty=True)
    assert len(events) == 1
    assert sum(events.left_out.values()) == 2500


DATES = st.sampled_from(
    ["1953", "1953-06-10", "c.1763", "10 June 1953", "10/06/1953", "6/1953", "soon", "",
     "1780-1784", "0000-00-00", "9999-12-31", "1862-4-5", "955", "-216", "1953-06-10 00:00:00"]
)  # fmt: skip
NAMES = st.text(string.ascii_letters + ' ",<>', max_size=8)
#: A row of only blanks is skipped like an empty line.
ROW = st.tuples(NAMES, DATES, DATES).filter(lambda row: any(cell.strip() for cell in row))
ROWS = st.lists(ROW, min_size=1, max_size=8)
OPTIONS = st.fixed_dictionaries(
    {"accept": st.booleans(), "skip_faulty": st.booleans()},
    optional={
        "date_format": st.sampled_from(["%Y-%m-%d", "year", ["%d/%m/%Y", "%Y-%m-%d"]]),
        "bce": st.sampled_from(["historical", "astronomical"]),
        "ongoing": st.just(["9999-12-31"]), "unknown": st.just(["0000-00-00"]),
        "html": st.just(["title"]),
    },
)  # fmt: skip


def csv(rows):
    quoted = [[f'"{cell.replace(chr(34), 2 * chr(34))}"' for cell in row] for row in rows]
    return "\n".join(["title,start,end", *map(",".join, quoted), ""]).encode()


@settings(max_examples=30, deadline=None)
@given(rows=ROWS, options=OPTIONS)
def test_every_row_read_is_drawn_or_left_out_or_reported(rows, options):
    quoted = "".join(
        ",".join(f'"{c.replace(chr(34), 2 * chr(34))}"' for c in row) + "\n" for row in rows
    )
    table = f"title,start,end\n{quoted}".encode()
    checked = check(table, **options)
    counts = checked.account["rows"]
    assert counts["read"] == len(rows)
    assert counts["read"] == counts["drawn"] + sum(counts["left_out"].values())
    if checked.fatal:
        assert sum(p.rows for p in checked.problems if p.fatal) > 0
        assert not (options["skip_faulty"] and counts["drawn"])


@settings(max_examples=25, deadline=None)
@given(rows=ROWS)
def test_repair_is_idempotent_and_its_result_is_sound(rows):
    quoted = "".join(
        ",".join(f'"{c.replace(chr(34), 2 * chr(34))}"' for c in row) + "\n" for row in rows
    )
    fixed = fix(f"title,start,end\n{quoted}".encode(), skip_faulty=True)
    if not fixed.rows:
        return
    assert fix(fixed.text.encode()).text == fixed.text
    try:
        events = read_events(fixed.text.encode())
    except TimelineError as error:
        raise AssertionError(f"{error}\n{fixed.text}") from error
    assert events.rows_read == fixed.rows


@pytest.mark.parametrize(
    ("text", "value", "qualifier"),
    [
        ("at least 500", 500, ">="), ("up to 500", 500, "<="), ("≥500", 500, ">="),
        ("≤500", 500, "<="), ("more than 500", 500, ">"), ("some 500", 500, "~"),
        ("5k", 5000, ""), ("1.2 million", 1_200_000, ""), ("1,450[3]", 1450, ""),
        ("−5", -5, ""), ("–5", -5, ""), ("- 5", -5, ""), ("1.450,5", 1450.5, ""),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them_are_accepted(text, value, qualifier):
    table = f'title,start,measure,value,source\nA,1953,killed,"{text}",s\n'.encode()
    row = read_events(table, accept=True).frame.iloc[0]
    assert (row["value_best"], row["value_qualifier"]) == (value, qualifier)
    repaired = read_events(fix(table).text.encode()).frame.iloc[0]
    assert (repaired["value_best"], repaired["value_qualifier"]) == (value, qualifier)


@pytest.mark.parametrize("text", ["some", "a few hundred", "hundreds", "12 or 13", "1600-1450"])
def test_cells_that_are_not_numbers_are_left_out(text):
    table = f'title,start,measure,value,source\nA,1953,killed,"{text}",s\nB,1953,killed,5,s\n'
    assert check(table.encode(), accept=True).fatal
    events = read_events(table.encode(), accept=True, skip_faulty=True)
    assert events.frame["title"].tolist() == ["B"]
    assert sum(events.left_out.values()) == 1


def test_a_range_with_a_dash_keeps_both_ends():
    table = 'title,start,measure,value,source\nA,1953,killed,"1,450–1,600",s\n'.encode()
    row = read_events(table, accept=True).frame.iloc[0]
    assert (row["value_low"], row["value_high"], row["value_qualifier"]) == (1450, 1600, "..")
