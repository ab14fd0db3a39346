"""Any figure becomes JSON."""

from __future__ import annotations

import datetime
import json
import math
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import json_text
from tests.internals import plotly_figure_dict as figure_dict
from timeline import UsageError

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)  # fmt: skip


@given(PLAIN)
def test_plain_values_come_back(value: Any) -> None:
    assert json.loads(json_text(value)) == value


@given(st.lists(st.floats()))
def test_numbers_without_a_name_become_null(values: list[float]) -> None:
    expected = [value if math.isfinite(value) else None for value in values]
    assert json.loads(json_text({"x": values})) == {"x": expected}
    assert json.loads(json_text({"x": np.array(values)})) == {"x": expected}


def test_arrays_dates_and_parts_of_figures_are_read() -> None:
    figure = {
        "data": [go.Bar(x=np.arange(2), y=pd.Series(["a", "b"]))],
        "when": [np.int64(3), pd.Timestamp("1953-06-10"), datetime.date(1953, 6, 18)],
        "sets": {"b", "a"},
    }
    assert json.loads(json_text(figure))["when"] == [3, "1953-06-10T00:00:00", "1953-06-18"]
    assert json.loads(json_text(figure))["data"][0]["type"] == "bar"
    assert json.loads(json_text(figure))["sets"] == ["a", "b"]


def test_a_figure_and_its_dictionary_are_the_same() -> None:
    figure = go.Figure(go.Bar(x=[1]), layout={"meta": {"title": "June"}})
    assert json_text(figure_dict(figure)) == json_text(figure_dict(figure.to_dict()))
    with pytest.raises(UsageError, match="of the kind int"):
        figure_dict(3)


@pytest.mark.parametrize("thing", ["figure.json", None, pd.DataFrame({"x": [1]})])
def test_an_object_that_is_not_a_figure_is_refused_with_our_message(thing: Any) -> None:
    with pytest.raises(UsageError, match="a figure is wanted, not of the kind"):
        figure_dict(thing)
    with pytest.raises(UsageError, match="a dictionary needs data and layout"):
        figure_dict({"traces": []})
