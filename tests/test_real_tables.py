"""Real and random tables in a real browser: no faults, no losses."""

import random
from pathlib import Path

import pandas as pd
import pytest

from tests.audit import any_events, audit, audit_page, undrawn
from tests.internals import PAPERS, gantt_chart, plotly_figure
from tests.layouts import table
from timeline import UsageError, read_events

pytestmark = pytest.mark.browser

FOLDER = Path(__file__).parent / "real_tables"
DATA = Path(__file__).parent.parent / "data"
BATTLES = {
    "title": "battle_name", "start": "start_date", "end": "end_date", "side": "result",
    "group": "theater_code", "place": "state",
}  # fmt: skip
REAL = {
    "battles": (FOLDER / "acw-battles" / "nps-battles.csv", BATTLES, 381),
    "conflicts": (FOLDER / "ucdp-prio" / "middle-east.csv", None, 87),
    "conflicts of the world": (DATA / "conflicts-1946-2022.csv", None, 602),
}
WIDTHS = (360, 720, 1080)


@pytest.fixture(scope="module")
def look(tmp_path_factory, window):
    seen = {"window": window, "folder": tmp_path_factory.mktemp("real")}

    def faults(chart, width):
        found = audit(chart.lay_out(width, chart.theme), chart.theme, **seen)
        return [*found, *audit_page(chart, width=width, **seen)]

    return faults


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", REAL)
def test_tables_of_others_have_no_fault_whole_or_zoomed(name, width, look):
    path, mapping, count = REAL[name]
    events = read_events(path, mapping=mapping)
    assert len(events) == count
    chart = gantt_chart(events, title=name)
    assert look(chart, width) == []
    assert undrawn(plotly_figure(chart.lay_out(width, chart.theme), chart.theme), events) == set()


def sorties(until):
    """Return the records of the air war over Korea before a date: many of a day, few titles."""
    frame = pd.read_csv(DATA / "korea-air-1950-51.csv", dtype=str, keep_default_na=False)
    days = frame[(frame["measure"] == "aircraft dispatched") & (frame["start"] < until)]
    records = days.loc[days.index.repeat(days["records"].astype(int))]
    return read_events(records[["title", "start", "side"]].reset_index(drop=True))


@pytest.mark.parametrize("width", WIDTHS)
def test_a_month_of_sorties_has_no_fault_and_loses_none(width, look):
    events = sorties("1950-08")
    assert len(events) == 765
    chart = gantt_chart(events, title="Sorties")
    assert look(chart, width) == []
    assert undrawn(plotly_figure(chart.lay_out(width, chart.theme), chart.theme), events) == set()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_year_of_sorties_is_counted_without_fault(width, look):
    chart = gantt_chart(sorties("1952"), title="Sorties")
    layout = chart.lay_out(width, chart.theme)
    assert sum(area.name != "" for area in layout.panels[0].areas) == 1
    assert look(chart, width) == []


def clustered(count):
    """Return events that crowd around three dates, with titles of one letter and of a sentence."""
    chance = random.Random(count)
    titles = [
        "O",
        "Relief",
        "上甘岭战役与金城战役",
        "Counter-attack by the 3rd Battalion after midnight",
    ]
    days = [chance.choice([3, 4, 15, 27]) for _ in range(count)]
    return table([{"title": chance.choice(titles), "start": f"1953-06-{day:02d}"} for day in days])


TABLES = {
    "clusters": lambda: clustered(60),
    "one date": lambda: table([{"title": f"Raid {n}", "start": "1953-06-10"} for n in range(25)]),
    "one event": lambda: table([{"title": "Truce", "start": "1953-07-27T10:00"}]),
}


@pytest.mark.parametrize("name", TABLES)
def test_clusters_one_date_and_one_event_have_no_fault(name, look):
    events = TABLES[name]()
    chart = gantt_chart(events, title=name)
    assert look(chart, 360) == []
    assert undrawn(chart.figure(), events) == set()


def test_pages_of_five_hundred_events_have_no_fault(look):
    chart = gantt_chart(any_events(7, 500), title="Five hundred")
    assert look(chart, 360) == []


def test_pages_of_paper_have_no_fault_and_together_lose_no_event(tmp_path, window):
    events = any_events(2, 120)
    chart = gantt_chart(events, title="On paper", language="de")
    drawn = []
    for page in chart.split(PAPERS["a4"], chart.theme):
        seen = {"window": window, "folder": tmp_path}
        assert audit(page, chart.theme, **seen) == []
        drawn.append(undrawn(plotly_figure(page, chart.theme), events))
    assert len(drawn) > 2
    assert set.intersection(*drawn) == set()


def test_a_table_without_an_event_is_refused_with_a_reason():
    nothing = read_events(pd.DataFrame({"title": [], "start": []}))
    with pytest.raises(UsageError, match=r"no row|no event|nothing"):
        gantt_chart(nothing)
