"""pandas' own way to ask for a chart."""

import re
from configparser import ConfigParser
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd
import pytest

from tests.internals import home
from timeline import UsageError

backend = home("plot")

FRAME: Any = pd.DataFrame({"title": ["Assault"], "start": ["1953-06-10"]})


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pandas know the backend, as an installed package does by its entry point."""
    backends: dict[str, ModuleType] = {"timeline": backend}
    monkeypatch.setattr("pandas.plotting._core._backends", backends)


def test_plot_draws_a_gantt() -> None:
    figure = FRAME.plot(backend="timeline", kind="gantt", title="One June")
    assert figure.layout.title.text == "One June"


def test_the_package_declares_the_backend() -> None:
    setup = ConfigParser()
    setup.read(Path(__file__).parents[2] / "setup.cfg")
    declared = setup["options.entry_points"]["pandas_plotting_backends"]
    assert declared.strip() == f"timeline = {backend.__name__}"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"kind": "line"}, 'kind "line" is not drawn by timeline (one of: gantt, bars)'),
        ({"kind": "gannt"}, 'did you mean "gantt"?'),
        ({"kind": "gantt", "x": "start"}, "x is not used (say mapping="),
    ],
)
def test_what_is_not_drawn_is_told(options: dict[str, str], told: str) -> None:
    with pytest.raises(UsageError, match=re.escape(told)):
        FRAME.plot(backend="timeline", **options)
