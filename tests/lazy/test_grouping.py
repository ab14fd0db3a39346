"""A scanned table gives the same figure as a table in memory, in every engine."""

import datetime
import json
import shlex

import numpy as np
import pyarrow as pa
import pytest
from click.testing import CliRunner

import timeline as tl
from tests.internals import BarsQuery, days_of, group_events, group_for_bars
from tests.internals import scan_under_way as under_way
from tests.lazy.engines import ENGINES, NAMES
from timeline import UsageError, ValidationError, scan_events
from timeline.cli import main

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas"),
]


def table_of(count=400, *, seed=1):
    """Return rows of events with claims: days, months and years, before our era and after."""
    random = np.random.default_rng(seed)
    starts = ["1953-06-10", "1953-06-11", "1953-06-14", "1953-07", "1953", "1952-12-29", "1953-06~"]
    titles, sides = ["Raid", "Assault", "Siege"], ["PVA", "UN", "ROK", ""]
    values = ["7", "12", "0", "1450..1600", "~30", ">5", "2.5", "22000", ""]
    return pa.table(
        {
            "title": random.choice(titles, count),
            "start": random.choice(starts, count),
            "side": random.choice(sides, count),
            "measure": ["shells fired"] * count,
            "value": random.choice(values, count),
            "unit": ["rounds"] * count,
            "source": random.choice(["a", "b"], count),
        }
    )


def in_order(table, *columns):
    """Return the rows in the order in which a scan has its groups: by time, then by columns."""
    events = tl.read_events(table)
    frame = events.frame.sort_values(["start_earliest", "side", *columns], kind="stable")
    return tl.read_events(frame[table.column_names])


def drawn(figure):
    """Return all of a figure but what tells which file it was made of."""
    whole = json.loads(figure.to_json())
    meta = whole["layout"]["meta"]
    for name in ("table", "table_sha256", "source"):
        meta.pop(name, None)
    meta["notes"] = [note for note in meta.get("notes", []) if "row" not in note]
    return json.dumps(whole["data"]), json.dumps(meta)


@pytest.mark.parametrize("engine", NAMES)
@pytest.mark.parametrize("period", ["week", "month"])
def test_sums_over_time_are_those_of_the_table_in_memory(engine, period):
    table = table_of()
    asked = {"measure": "shells fired", "by": "side", "period": period}
    scanned = tl.bars(scan_events(ENGINES[engine](table)), **asked)

    assert drawn(scanned) == drawn(tl.bars(in_order(table), **asked))


@pytest.mark.parametrize("engine", NAMES)
def test_events_before_our_era_are_counted_alike(engine):
    starts = ["-0479-09", "-0478-08-12", "-0478-08-20", "-0331-10-01", "0009-09", "-0479-09-01"]
    table = pa.table({"title": ["A"] * 60, "start": starts * 10, "side": ["x", "y", "z"] * 20})
    for asked in ({"by": "side", "period": "decade"}, {"by": "decade"}):
        scanned = tl.bars(scan_events(ENGINES[engine](table)), measure="events", **asked)
        assert drawn(scanned) == drawn(tl.bars(in_order(table), measure="events", **asked))


@pytest.mark.parametrize("engine", NAMES)
def test_columns_of_dates_times_and_numbers_keep_their_types(engine):
    first = datetime.datetime(1953, 6, 10, 20)
    count = 300
    steps = [first + datetime.timedelta(hours=7 * row) for row in range(count)]
    table = pa.table(
        {
            "title": ["Raid"] * count,
            "start": pa.array(steps, pa.timestamp("us")),
            "day": pa.array([step.date() for step in steps], pa.date32()),
            "side": ["a", "b", "c"] * (count // 3),
            "lost": pa.array([2_000_000_000, 1, None] * (count // 3), pa.int32()),
        }
    )
    for dates in ({}, {"start": "day"}):
        mapping = {"mapping": dates} if dates else {}
        scanned = tl.bars(
            scan_events(ENGINES[engine](table), **mapping), measure="lost", period="week"
        )
        read = tl.read_events(table, **mapping)
        whole = tl.bars(read, measure="lost", period="week")
        assert drawn(scanned)[0] == drawn(whole)[0]


@pytest.mark.parametrize("engine", NAMES)
def test_the_sum_of_many_rows_of_32_bits_is_the_true_one(engine):
    table = pa.table(
        {
            "title": ["Raid"] * 5,
            "start": ["1953-06-10"] * 5,
            "side": ["a"] * 5,
            "lost": pa.array([2_000_000_000] * 5, pa.int32()),
        }
    )
    events = group_events(scan_events(ENGINES[engine](table)), asked=["side"], measure=["lost"])
    assert events.frame["lost"].tolist() == ["10000000000"]
    assert events.rows_read == 5


@pytest.mark.parametrize("engine", NAMES)
def test_times_of_a_day_are_one_group_and_ends_at_midnight_are_the_day_before(engine):
    rows = [
        ("1953-06-10T20:00", "1953-06-10T23:59"),
        ("1953-06-10T04:30", "1953-06-10T05:00"),
        ("1953-06-30T20:00", "1953-07-01T00:00"),
        ("1953-06-30T21:00", "1953-07-01T00:01"),
    ] * 25
    table = pa.table(
        {
            "title": ["Raid"] * 100,
            "start": [start for start, _ in rows],
            "end": [end for _, end in rows],
        }
    )
    asked = {"measure": "events", "by": "month"}
    scanned = tl.bars(scan_events(ENGINES[engine](table)), **asked)
    events = group_events(scan_events(ENGINES[engine](table)))

    assert len(events) == 3
    assert drawn(scanned)[0] == drawn(tl.bars(in_order(table), **asked))[0]
    # An event that ends a minute after midnight is also under way in July; at midnight, it is not.
    assert scanned.layout.meta["account"] == "100 rows read, 100 drawn"
    (june, july) = scanned.data[0].y
    assert (june, july) == (100, 25)


@pytest.mark.parametrize("engine", NAMES)
def test_every_problem_is_reported_with_its_count(engine):
    table = pa.table(
        {
            "title": ["A", "", "C", "D", "E", None] * 50,
            "start": ["1953-06-31", "1953", "1953-06-10T20:00", "soon", "1953-07", "1953"] * 50,
            "end": ["", "1952", "1953-06-10T18:00", "", "", ""] * 50,
            "measure": ["killed"] * 300,
            "value": ["1", "2", "-3", "about 9", "22.639", "4"] * 50,
        }
    )

    def told(source, read):
        with pytest.raises(ValidationError) as caught:
            read(source)
        found = {}
        for one in caught.value.problems:
            kind = (one.code, one.column, one.fatal)
            found[kind] = found.get(kind, 0) + one.rows
        return found, caught.value.rows

    scanned = told(scan_events(ENGINES[engine](table)), group_events)
    assert scanned == told(table, tl.read_events)
    assert scanned[0]["date", "start", True] == 100


def test_rows_read_are_rows_drawn_and_reported():
    table = table_of()
    scanned = tl.bars(scan_events(table), measure="shells fired", by="side", period="month")
    account = scanned._chart.account["rows"]
    whole = tl.bars(table, measure="shells fired", by="side", period="month")

    assert account == whole._chart.account["rows"]
    assert account["read"] == account["drawn"] + sum(account["left_out"].values())


def test_filters_and_panels_work_on_groups():
    table = table_of()
    asked = {"measure": "shells fired", "period": "month", "side": ["PVA", "UN"]}
    asked |= {"since": "1953-01", "across": "title"}
    assert (
        drawn(tl.bars(scan_events(table), **asked))[0]
        == (drawn(tl.bars(in_order(table, "title"), **asked))[0])
    )


def test_a_sum_without_a_period_is_that_of_all_rows():
    table = table_of()
    asked = {"measure": "shells fired", "combine": "sum"}
    scanned, whole = tl.bars(scan_events(table), **asked), tl.bars(in_order(table), **asked)
    for figure in (scanned, whole):
        figure.update_traces(customdata=None)  # the line of the first row, which no group has
    assert drawn(scanned)[0] == drawn(whole)[0]


def test_single_claims_are_not_a_sum():
    with pytest.raises(UsageError, match=r"give a period or combine=\"sum\""):
        tl.bars(scan_events(table_of()), measure="shells fired")


def test_a_small_lazy_table_is_read_and_drawn_row_by_row():
    lazy = ENGINES["polars lazy"](table_of(9))
    assert drawn(tl.gantt(ENGINES["polars lazy"](pa.table({"title": ["A"], "start": ["1953"]}))))
    assert tl.bars(lazy, measure="shells fired").layout.meta["account"].startswith("9 rows read")


def test_phases_and_eras_are_not_counted_as_events():
    table = pa.table(
        {
            "id": ["a", "b", "c", "d"],
            "title": ["A", "B", "C", "D"],
            "start": ["1953-06-10"] * 4,
            "parent": ["", "a", "", ""],
            "kind": ["", "", "era", ""],
        }
    )
    asked = {"measure": "events", "period": "month", "by": "measure"}
    assert (
        tl.bars(scan_events(table), **asked).layout.meta["account"]
        == (tl.bars(table, **asked).layout.meta["account"])
    )


def test_mapped_columns_are_read_as_in_memory():
    table = pa.table({"battle": ["A"] * 9, "year": [1953] * 9, "month": [6, 7, 8] * 3})
    mapping = {"title": "battle", "start": "year,month", "measure": "=raids", "value": "=2"}
    asked = {"measure": "raids", "by": "measure", "period": "month"}
    assert (
        drawn(tl.bars(scan_events(table, mapping=mapping), **asked))[0]
        == (drawn(tl.bars(tl.read_events(table, mapping=mapping), **asked))[0])
    )


def test_dates_of_another_form_are_read_as_in_memory():
    table = pa.table({"title": ["A"] * 4, "start": ["06/10/53", "06/11/53"] * 2})
    how = {"date_format": "%m/%d/%y", "century": 1900}
    assert group_events(scan_events(table, **how)).frame["start"].tolist() == [
        "1953-06-10",
        "1953-06-11",
    ]


def events(count, *, days, clock=False, seed=4):
    random = np.random.default_rng(seed)
    first = np.datetime64("1950-06-25T00:00") + random.integers(0, days * 1440, count)
    last = first + random.integers(0, 40 * 1440, count)
    unit = "m" if clock else "D"
    return pa.table(
        {
            "title": ["Raid"] * count,
            "start": np.datetime_as_string(first, unit=unit),
            "end": np.datetime_as_string(last, unit=unit),
            "lane": random.choice(["North", "South", "Sea"], count),
            "side": random.choice(["PVA", "UN"], count),
        }
    )


def areas(figure):
    """Return the shapes of a figure, and its texts."""
    whole = json.loads(figure.to_json())
    return whole["data"], [text["text"] for text in whole["layout"]["annotations"]]


@pytest.mark.parametrize("engine", NAMES)
@pytest.mark.parametrize("clock", [False, True])
def test_columns_of_days_and_longer_are_those_of_all_rows(engine, clock):
    table = events(2500, days=900, clock=clock)
    scanned = tl.gantt(scan_events(ENGINES[engine](table)), title="Raids")

    assert areas(scanned) == areas(tl.gantt(table, title="Raids"))


def test_columns_of_hours_are_those_of_all_rows():
    table = events(2500, days=20, clock=True)
    scanned = tl.gantt(scan_events(table), title="Raids")

    assert areas(scanned) == areas(tl.gantt(table, title="Raids"))
    assert len(under_way(scan_events(table), ("lane", "side"), width=1080)) > 2000


def test_events_of_the_same_days_are_one_group():
    table = pa.table({"title": ["A"] * 90, "start": ["1950-06-25T20:00", "1951-06-25T10:00"] * 45})
    found = under_way(scan_events(table), ("side",), width=1080)

    assert found.frame["rows it stands for"].tolist() == [45, 45]
    assert round(days_of(found.frame)) == 365


def test_the_figure_states_its_number_of_rows():
    table = events(3000, days=900)
    figure = tl.gantt(scan_events(table), side="PVA")
    account = figure._chart.account["rows"]

    assert account == tl.gantt(table, side="PVA")._chart.account["rows"]
    assert account["read"] == account["drawn"] + sum(account["left_out"].values()) == 3000


def test_a_page_of_a_scan_holds_its_counts_and_no_events(tmp_path):
    figure = tl.gantt(scan_events(events(3000, days=900)))
    tl.save(figure, tmp_path / "a.html")
    assert (tmp_path / "a.html").stat().st_size > 10_000
    assert figure._chart.columns is None


TABLE = pa.table(
    {
        "title": ["Raid"] * 4,
        "start": ["1953-06-10T20:00", "1953-06-10T21:00", "1953-06-10T20:00", "1953-06-11"],
        "side": ["a"] * 4,
        "lost": [1, 2, 3, 4],
    }
)


def test_hours_of_a_day_are_compared_only_if_a_bound_has_one():
    days = BarsQuery("lost", ("side",), period="day")
    assert len(group_for_bars(scan_events(TABLE), days)) == 2
    for bound in ("1953-06-10T20:30", "1953-06-10 night"):
        hours = BarsQuery("lost", ("side",), period="day", window=(bound, None))
        assert len(group_for_bars(scan_events(TABLE), hours)) == 3


def test_claims_are_not_shown_one_by_one():
    with pytest.raises(UsageError, match="give a period"):
        group_for_bars(scan_events(TABLE), BarsQuery("lost", ("side",)))


def test_a_refused_scan_ends_with_the_command_that_draws_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    rows = "".join(f"Raid {n},1863-4-{n + 1},x\n" for n in range(20))
    (tmp_path / "raids.csv").write_text(f"battle,when,note\n{rows}")
    words = ["bars", "raids.csv", "--measure", "events", "--by", "note", "-o", "raids.svg"]
    refused = CliRunner().invoke(main, [*words, "--memory-limit", "200MB"])
    assert refused.exit_code == 1
    drawn, command = refused.output.splitlines()[-2:]
    assert drawn == "to draw 20 rows:"
    assert command.startswith("  timeline bars raids.csv")
    assert CliRunner().invoke(main, shlex.split(command)[1:]).exit_code == 0
    with pytest.raises(ValidationError, match=r"to draw 20 rows:\n.*date_format="):
        tl.bars(scan_events("raids.csv"), measure="events", by="note")


def test_a_scan_with_rows_at_fault_is_not_said_to_be_drawn():
    table = pa.table({"battle": ["A", "B", "C"], "when": ["1863", "soon", "1864"]})
    with pytest.raises(ValidationError) as caught:
        tl.bars(scan_events(table), measure="events", by="battle")
    assert caught.value.advice is None
