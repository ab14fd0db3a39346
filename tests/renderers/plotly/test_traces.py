import math
from base64 import b64decode

import numpy as np
import pytest

from tests.internals import Area, Axis, Box, Panel, area_traces
from timeline import THEMES


def test_an_area_is_one_trace_with_separate_polygons() -> None:
    runs = (
        (np.array([0.0, 60.0, 120.0]), np.array([4.0, 2.0]), 10.0),
        (np.array([300.0, 360.0]), np.array([1.26]), 10.0),
    )
    panel = Panel(
        Box(0, 0, 9, 9), Axis("time", 0, 400), Axis("pixel", 10, 0),
        areas=(Area(runs, "#123456", "PVA <b>"),),
    )  # fmt: skip
    (trace,) = area_traces(panel, 0, THEMES["light"])
    found = {name: np.frombuffer(b64decode(trace[name]["bdata"]), "<f8") for name in "xy"}
    minutes = [0, 0, 1, 2, None, 5, 5, 6, None]
    tops = [10.0, 4.0, 2.0, 10.0, None, 10.0, 1.3, 10.0, None]
    assert found["x"] == pytest.approx([gap(at and at * 60_000) for at in minutes], nan_ok=True)
    assert found["y"] == pytest.approx([gap(top) for top in tops], nan_ok=True)
    assert trace["name"] == "PVA &lt;b&gt;"


def gap(value: float | None) -> float:
    """Return what plotly draws nothing at."""
    return math.nan if value is None else float(value)
