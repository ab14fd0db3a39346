"""The data of several charts as one table."""

from tests.internals import panels_chart
from tests.layout.panels.test_panels import CHARTS, TABLE
from timeline import read_events


def test_every_event_and_every_period_is_a_row() -> None:
    head, *rows = panels_chart(read_events(TABLE.encode()), charts=CHARTS).tabulate()
    titles = [row[0] for row in rows]

    assert head[:2] == ("Title", "Time")
    assert titles[:3] == ["Truce talks", "Relief", "Assault"]
    assert titles.count("Shells a day") == 3
    assert titles.count("Lost") == 1
    assert all(len(row) == len(head) for row in rows)
    shells = next(row for row in rows if row[0] == "Shells a day")
    assert "1,200" in shells
