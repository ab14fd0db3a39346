import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from tests.internals import frame_cells, is_frame
from timeline import ReadError, check


@pytest.mark.parametrize(
    ("column", "texts"),
    [
        ([1953, 1954], ["1953", "1954"]),
        ([1953.0, np.nan], ["1953", ""]),
        ([0.5, 2.0], ["0.5", "2"]),
        (["NA", None], ["NA", ""]),
        ([True, False], ["True", "False"]),
        (pd.to_datetime(pd.Series(["1953-06-10", None])), ["1953-06-10", ""]),
        (pd.to_datetime(["1953-06-10T20:00", "1953-06-11T00:00"]),
         ["1953-06-10T20:00:00", "1953-06-11T00:00:00"]),
        (pd.to_datetime(["1953-06-10T20:00"] * 2).tz_localize("Etc/GMT-9"),
         ["1953-06-10T20:00:00+09:00"] * 2),
        (pd.period_range("1953-05", periods=2, freq="M"), ["1953-05", "1953-06"]),
        (pd.Categorical(["a", None]), ["a", ""]),
    ],
)  # fmt: skip
def test_a_column_says_no_more_as_text(column: object, texts: list[str]) -> None:
    columns, names, _ = frame_cells(pd.DataFrame({"x": column}), "table")
    assert (names, columns[0].to_pylist()) == (["x"], texts)


def test_the_hash_is_that_of_names_and_cells() -> None:
    frames = [{"a": ["x", "y"]}, {"b": ["x", "y"]}, {"a": ["x"]}, {"a": ["xy", ""]}, {}]
    hashes = {frame_cells(pd.DataFrame(frame), "t")[2] for frame in frames}
    assert len(hashes) == len(frames)
    assert frame_cells(pa.table({"a": ["x", "y"]}), "t")[2] in hashes


@pytest.mark.parametrize("kind", [pd.DataFrame, pa.Table])
def test_two_columns_of_one_name_are_told(kind: type) -> None:
    cells, names = [["a"], ["1953"], ["x"]], ["title", "start", "start"]
    arrow = pa.table(cells, names=names)
    frame = arrow if kind is pa.Table else arrow.to_pandas()
    assert [problem.code for problem in check(frame).problems if problem.fatal] == [
        "duplicate-column"
    ]


def test_what_is_no_frame_and_what_is_no_text() -> None:
    assert not any(map(is_frame, ["a.csv", b"a,b", 1.5, None, ["a"]]))
    assert is_frame(pa.table({"a": [1]}))
    with pytest.raises(ReadError, match="holds what is no text"):
        frame_cells(pd.DataFrame({"x": pd.Series(["\ud800"], dtype=object)}), "table")
