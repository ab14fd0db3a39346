"""A chart is laid out for three widths; an edited figure stays as it is, with its data."""

import pandas as pd
import pytest

from tests.internals import PAGE_WIDTHS as WIDTHS
from tests.internals import chart_of, gantt_chart, table_of, versions
from timeline import gantt, read_events


@pytest.fixture
def events():
    return read_events(pd.DataFrame({"title": ["Assault"], "start": ["1953-06-10"]}))


def test_a_chart_and_its_figure_give_the_same_three_layouts(events):
    chart, figure = gantt_chart(events), gantt(events)

    assert list(versions(chart)) == list(WIDTHS)
    assert versions(chart) == versions(figure)
    assert [layout["layout"]["width"] for layout in versions(chart).values()] == list(WIDTHS)


def test_an_edit_is_kept_and_the_data_with_it(events):
    figure = gantt(events)
    figure.update_layout(title_text="Mine")

    assert chart_of(figure) is None
    (only,) = versions(figure).values()
    assert only["layout"]["title"]["text"] == "Mine"
    assert table_of(figure)[1][:2] == ("Assault", "10 June 1953")


def test_a_foreign_figure_has_no_data_of_ours():
    assert table_of({"data": [], "layout": {}}) is None
