"""Selected events of a live figure are returned as table rows."""

import subprocess
import sys

import pytest
from plotly.graph_objects import Figure

from timeline import gantt, picked, read_events, widget

pytestmark = pytest.mark.slow

EVENTS = read_events(b"title,start,side\nAssault,1953-06-10,PVA\nRelief,1953-06-12,US\n")


def test_a_widget_gives_back_the_rows_that_are_selected() -> None:
    live = widget(gantt(EVENTS))
    assert (live.layout.dragmode, live.layout.width) == ("select", 720)
    assert picked(live, EVENTS).empty
    bars = [trace for trace in live.data if trace.type == "bar" and 3 in (trace.customdata or ())]
    bars[0].selectedpoints = [list(bars[0].customdata).index(3)]
    assert picked(live, EVENTS)["title"].tolist() == ["Relief"]


def test_texts_that_are_selected_with_their_bar_do_not_repeat_it() -> None:
    figure = gantt(EVENTS)
    for trace in figure.data:
        if trace.customdata is not None:
            trace.selectedpoints = list(range(len(trace.customdata)))
    assert picked(figure, EVENTS)["title"].tolist() == ["Assault", "Relief"]


def test_a_figure_without_rows_gives_none() -> None:
    assert picked(Figure(data=[{"type": "bar", "y": [1], "selectedpoints": [0]}]), EVENTS).empty


def test_a_widget_without_its_package_says_what_to_install() -> None:
    script = """
import sys
sys.modules["anywidget"] = None
import timeline as tl
events = tl.read_events(b"title,start\\nAssault,1953-06-10\\n")
try:
    tl.widget(tl.gantt(events))
except tl.UsageError as error:
    print(error)
"""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert 'pip install "battle-timeline[notebook]"' in ran.stdout


def test_a_widget_is_opened_once_and_with_all_that_it_shows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened = []
    monkeypatch.setattr(
        "ipywidgets.Widget.open", lambda live: opened.append(live.get_state()), raising=True
    )
    live = widget(gantt(EVENTS, title="One June"))
    [state] = opened
    assert state["_widget_layout"]["title"]["text"] == live.layout.title.text == "One June"
    assert state["_widget_layout"]["dragmode"] == "select"
    assert len(state["_widget_data"]) == len(live.data) > 0
    assert all("uid" in trace for trace in state["_widget_data"])
