"""The charts as methods of a data frame are the charts."""

import re
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd
import pytest

import timeline.notebooks.accessor  # noqa: F401 -- pandas may have been imported later
from tests.internals import home
from timeline import UsageError, ValidationError, bars, gantt, read_events

pytestmark = pytest.mark.slow

FRAME: Any = pd.DataFrame(
    {
        "name": ["Assault", "Shells"],
        "start": ["1953-06-10", "1953-06-10"],
        "measure": ["", "shells fired"],
        "value": ["", "22000"],
        "source": ["", "a"],
        "side": ["PVA", "PVA"],
    }
)
MAPPING = {"title": "name"}


def test_the_methods_draw_the_same_as_the_functions() -> None:
    events = read_events(FRAME, mapping=MAPPING)
    ours = FRAME.timeline
    assert ours.gantt(mapping=MAPPING, title="A").to_dict() == gantt(events, title="A").to_dict()
    drawn = ours.bars(mapping=MAPPING, measure="shells fired", width=720)
    assert drawn.to_dict() == bars(events, measure="shells fired", width=720).to_dict()
    assert len(ours.events(mapping=MAPPING)) == 2


def test_problems_of_a_frame_are_reported() -> None:
    bad: Any = pd.DataFrame({"title": ["A"], "start": ["10 June 1953"]})
    with pytest.raises(ValidationError, match="1953-06-10"):
        bad.timeline.gantt()
    with pytest.raises((UsageError, TypeError)):
        FRAME.timeline.gantt(mapping=MAPPING, titel="A")


@pytest.mark.parametrize(
    "order", ["import pandas as pd, timeline", "import timeline.notebooks.accessor, pandas as pd"]
)
def test_importing_is_enough(order: str) -> None:
    code = f"{order}; print(pd.DataFrame({{'title': [], 'start': []}}).timeline)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "Timeline" in done.stdout, done.stderr


backend = home("plot")

BACKEND_FRAME: Any = pd.DataFrame({"title": ["Assault"], "start": ["1953-06-10"]})


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pandas know the backend, as an installed package does by its entry point."""
    backends: dict[str, ModuleType] = {"timeline": backend}
    monkeypatch.setattr("pandas.plotting._core._backends", backends)


def test_plot_draws_a_gantt() -> None:
    figure = BACKEND_FRAME.plot(backend="timeline", kind="gantt", title="One June")
    assert figure.layout.title.text == "One June"


def test_the_package_declares_the_backend() -> None:
    setup = ConfigParser()
    setup.read(Path(__file__).parents[2] / "setup.cfg")
    declared = setup["options.entry_points"]["pandas_plotting_backends"]
    assert declared.strip() == f"timeline = {backend.__name__}"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"kind": "line"}, 'kind "line" is not known (one of: gantt, bars)'),
        ({"kind": "gannt"}, 'did you mean "gantt"?'),
        ({"kind": "gantt", "x": "start"}, "x is not used (say mapping="),
    ],
)
def test_rows_that_are_not_drawn_are_reported(options: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=re.escape(message)):
        BACKEND_FRAME.plot(backend="timeline", **options)
