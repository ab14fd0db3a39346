"""Counts of what is under way are those of the table in memory, in every engine."""

import json

import numpy as np
import pyarrow as pa
import pytest

import timeline as tl
from tests.aggregate.engines import ENGINES, NAMES
from tests.internals import days_of
from tests.internals import scan_under_way as under_way
from timeline import scan_events

pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas")


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
    """Return what is painted, and the words above it."""
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


def test_the_figure_tells_how_many_rows_it_counts():
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
