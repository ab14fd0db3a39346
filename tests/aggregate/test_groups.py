"""Groups are bounded, and made anew where the first rows said too little."""

import pyarrow as pa
import pytest

import timeline as tl
from tests.internals import condensed, home
from timeline import ReadError, ValidationError, scan_events

groups = home("grouped")


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
    assert condensed(scan_events(table)).frame["rows it stands for"].tolist() == [61]


def test_of_too_many_groups_the_faults_of_the_first_are_told(monkeypatch):
    monkeypatch.setattr(groups, "MOST_GROUPS", 20)
    table = pa.table({"title": ["A"] * 50, "start": [f"day {number}" for number in range(50)]})
    with pytest.raises(ValidationError, match=r'^data frame: start: "day 0" is not a date'):
        condensed(scan_events(table))


def test_a_decimal_behind_the_first_rows_is_summed(tmp_path, monkeypatch):
    monkeypatch.setattr(groups, "SAMPLE", 1)
    cells = ["7", *(f"{number}.5" for number in range(60))]
    rows = "".join(f"A,1953,{cell}\n" for cell in cells)
    (tmp_path / "a.csv").write_text("title,start,lost\n" + rows)
    for most in (1000, 20):
        monkeypatch.setattr(groups, "MOST_GROUPS", most)
        frame = condensed(scan_events(tmp_path / "a.csv"), measure=["lost"]).frame
        assert sum(map(float, frame["lost"])) == 7 + sum(range(60)) + 30
