"""Groups are bounded, and computed again if the first rows were not representative."""

import pyarrow as pa
import pytest

import timeline as tl
from tests.internals import (
    cell_texts,
    clock_texts,
    group_events,
    home,
    number_text,
    parse_values,
    sum_texts,
)
from timeline import ReadError, ValidationError, scan_events

groups = home("run_grouping")


def test_too_many_groups_are_refused_by_the_column_that_makes_them(monkeypatch):
    monkeypatch.setattr(groups, "MOST_GROUPS", 20)
    table = pa.table({"title": ["A"] * 50, "start": ["1953"] * 50, "side": [*map(str, range(50))]})
    with pytest.raises(ReadError, match=r'more than 20 different rows, most by "side"'):
        tl.bars(scan_events(table), measure="events", period="year")


def test_times_that_the_first_rows_do_not_show_are_cut_when_they_are_too_many(monkeypatch):
    monkeypatch.setattr(groups, "MOST_GROUPS", 20)
    monkeypatch.setattr(groups, "SAMPLE", 1)
    times = [f"1953-06-10T{hour:02}:{minute:02}" for hour in (1, 2, 3) for minute in range(20)]
    table = pa.table({"title": ["A"] * 61, "start": ["1953-06-10", *times]})
    assert group_events(scan_events(table)).frame["rows it stands for"].tolist() == [61]


def test_with_too_many_groups_the_problems_of_the_first_are_reported(monkeypatch):
    monkeypatch.setattr(groups, "MOST_GROUPS", 20)
    table = pa.table({"title": ["A"] * 50, "start": [f"day {number}" for number in range(50)]})
    with pytest.raises(ValidationError, match=r'^data frame: start: "day 0" is not a date'):
        group_events(scan_events(table))


def test_a_decimal_behind_the_first_rows_is_summed(tmp_path, monkeypatch):
    monkeypatch.setattr(groups, "SAMPLE", 1)
    cells = ["7", *(f"{number}.5" for number in range(60))]
    rows = "".join(f"A,1953,{cell}\n" for cell in cells)
    (tmp_path / "a.csv").write_text("title,start,lost\n" + rows)
    for most in (1000, 20):
        monkeypatch.setattr(groups, "MOST_GROUPS", most)
        frame = group_events(scan_events(tmp_path / "a.csv"), measure=["lost"]).frame
        assert sum(map(float, frame["lost"])) == 7 + sum(range(60)) + 30


def column(values, kind):
    return pa.chunked_array([pa.array(values, kind)])


def test_days_are_written_from_before_our_era_on():
    days = column([-894_000, -719_528, 0, None], pa.date32())
    assert cell_texts(days) == ["-0478-04-25", "0000-01-01", "1970-01-01", ""]


def test_times_are_dates_where_all_are_midnight():
    midnight, eve = column([0], pa.timestamp("us")), column([72_000_000_000], pa.timestamp("us"))
    assert clock_texts([midnight, midnight]) == [["1970-01-01"], ["1970-01-01"]]
    assert clock_texts([midnight, eve]) == [["1970-01-01T00:00:00"], ["1970-01-01T20:00:00"]]


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_times_of_every_unit_are_read(unit):
    assert clock_texts([column([90], pa.timestamp(unit))])[0][0].startswith("1970-01-01")


def test_cells_of_other_kinds_are_written_as_of_a_frame():
    assert cell_texts(column([1, None], pa.int64())) == ["1", ""]
    assert cell_texts(column(["a", None], pa.string()).dictionary_encode()) == ["a", ""]


@pytest.mark.parametrize("number", [22.639, 0.1 + 0.2, 6e9, -5.0, 1e22, 1e-7, 123456.789])
def test_a_sum_is_read_as_the_number_it_is(number):
    assert parse_values([number_text(number, None)]).best[0] == number
    if abs(number) < 1e20 and abs(number) > 1e-5:
        assert parse_values([number_text(number, ",")], decimal=",").best[0] == number


def test_a_claim_that_is_made_many_times_is_as_loose_as_one():
    kinds = ["1450..1600", "~3", ">5", "<50", "12.5", "about 9", " ", ""]
    texts = sum_texts(kinds, [0.0] * 8, [2] * 8, decimal=None)
    assert texts == ["2900..3200", "~6", ">10", "<100", "25", "about 9", "", ""]
