"""A side has one colour in all figures of its table."""

import pandas as pd

from tests.internals import Chart, bars_chart, gantt_chart, side_places
from timeline import THEMES, read_events

LIGHT = THEMES["light"]


def sides(*names: str) -> pd.DataFrame:
    return pd.DataFrame({"side": names})


def test_a_filter_recolours_nothing() -> None:
    table = sides("US", "PVA", "Greece")
    whole = side_places(table, table, "side", theme=LIGHT)
    assert side_places(table, sides("US"), "side", theme=LIGHT) == whole
    assert side_places(table, sides("US"), "side", theme=LIGHT, order=["US"])["US"] == 0


def test_a_side_without_a_place_takes_one_that_the_figure_does_not_use() -> None:
    many = sides(*(f"s{number:02d}" for number in range(20)))
    places = side_places(many, sides("s01", "s19"), "side", theme=LIGHT)
    assert places["s01"] == 1
    assert places["s19"] not in {place for name, place in places.items() if name != "s19"}
    assert len(places) == len(LIGHT.sides)


def test_a_side_that_the_table_lacks_takes_an_unused_place() -> None:
    assert side_places(sides("US"), sides("old"), "side", theme=LIGHT) == {"US": 0, "old": 1}


def fills(chart: Chart) -> str:
    traces = (trace["marker"]["color"] for trace in chart.figure()["data"] if "marker" in trace)
    return str(list(traces))


def test_the_gantt_and_the_bars_of_a_table_agree() -> None:
    rows = [{"title": "Assault", "start": "1953-06-10", "side": "A"},
            {"title": "Relief", "start": "1953-06-11", "side": "B"},
            {"title": "Losses", "start": "1953-06-11", "side": "B", "measure": "killed",
             "value": "9", "source": "x"}]  # fmt: skip
    table = read_events(pd.DataFrame(rows))
    first, second = LIGHT.sides[:2]
    for chart in (gantt_chart(table, side="B"), bars_chart(table, measure="killed")):
        assert second in fills(chart)
        assert first not in fills(chart)
