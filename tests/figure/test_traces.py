import numpy as np

from timeline.figure.traces import area_traces
from timeline.model import Area, Axis, Box, Panel
from timeline.theme import THEMES


def test_an_area_is_one_trace_whose_runs_stand_apart() -> None:
    runs = (
        (np.array([0.0, 60.0, 120.0]), np.array([4.0, 2.0]), 10.0),
        (np.array([300.0, 360.0]), np.array([1.26]), 10.0),
    )
    panel = Panel(
        Box(0, 0, 9, 9), Axis("time", 0, 400), Axis("pixel", 10, 0),
        areas=(Area(runs, "#123456", "PVA <b>"),),
    )  # fmt: skip
    (trace,) = area_traces(panel, 0, THEMES["light"])
    minutes = ["00:00", "00:00", "00:01", "00:02"]
    assert [x[11:16] for x in trace["x"][:4]] == minutes
    assert trace["y"] == [10.0, 4.0, 2.0, 10.0, None, 10.0, 1.3, 10.0, None]
    assert trace["x"][4] is None
    assert trace["name"] == "PVA &lt;b&gt;"
