import json

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import frame_cells, is_frame, is_json, json_cells, read_table
from timeline import ReadError, check

ITEMS = """{"groups": [{"id": 1, "content": "Outpost Harry"}],
 "items": [
  {"id": "a", "content": "Night", "start": "1953-06-10", "group": 1},
  {"id": "b",
   "content": "Relief", "start": 1213.5, "editable": null}
]}"""


def test_items_are_rows_with_their_lines_and_the_names_of_their_groups() -> None:
    raw = read_table(ITEMS.encode(), name="a.json")
    assert raw.delimiter == "json"
    assert raw.lines.tolist() == [3, 4]
    assert raw.frame["group"].tolist() == ["Outpost Harry", ""]
    assert raw.frame["start"].tolist() == ["1953-06-10", "1213.5"]
    assert raw.frame["editable"].tolist() == ["", ""]


@pytest.mark.parametrize("text", ['[{"a": 1},]', "[{", '{"a": 1}', '{"items": 3}', '[{"a": 1}, 2]'])
def test_json_that_is_not_a_list_of_objects_is_reported(text: str) -> None:
    with pytest.raises(ReadError, match=r"^a\.json"):
        json_cells(text, "a.json")


def test_a_table_of_cells_is_not_json() -> None:
    assert not is_json(b"title,start\n")
    assert not is_json(b"[1813],start\n")
    assert is_json(b" [ ]\n")


VALUE = st.text(st.characters(codec="utf-8"), max_size=5)


@given(
    st.lists(st.dictionaries(st.sampled_from("abc"), VALUE, min_size=1), max_size=5), st.booleans()
)
def test_texts_are_read_back_to_the_letter(rows: list[dict[str, str]], indent: bool) -> None:
    text = json.dumps(rows, indent=1 if indent else None)
    cells, names = json_cells(text, "a.json")
    columns = [column.to_pylist() for column in cells.columns]
    got = [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
    assert got == [{name: row.get(name, "") for name in names} for row in rows]
    lines = text.splitlines() if indent else [text]
    assert all("{" in lines[line - 1] for line in cells.lines)


@pytest.mark.parametrize("start", ["9" * 5000, "1e300", "-1e300", "Infinity", "NaN"])
def test_numbers_beyond_all_times_are_texts_like_others(start: str) -> None:
    cells, _ = json_cells('[{"start": ' + start + "}]", "a.json")
    assert cells.columns[0].to_pylist()[0]


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
def test_two_columns_of_one_name_are_reported(kind: type) -> None:
    cells, names = [["a"], ["1953"], ["x"]], ["title", "start", "start"]
    arrow = pa.table(cells, names=names)
    frame = arrow if kind is pa.Table else arrow.to_pandas()
    assert [problem.code for problem in check(frame).problems if problem.fatal] == [
        "duplicate-column"
    ]


def test_objects_that_are_not_frames_or_text() -> None:
    assert not any(map(is_frame, ["a.csv", b"a,b", 1.5, None, ["a"]]))
    assert is_frame(pa.table({"a": [1]}))
    with pytest.raises(ReadError, match="contains values that are not text"):
        frame_cells(pd.DataFrame({"x": pd.Series(["\ud800"], dtype=object)}), "table")


def test_lines_of_json_are_rows_and_none_of_them_is_lost() -> None:
    raw = read_table(
        b'{"name": "A", "day": "1953"}\n\n{"name": "B", "notes": [1]}\n', name="a.jsonl"
    )
    assert raw.frame.to_numpy().tolist() == [["A", "1953", ""], ["B", "", "[1]"]]
    assert raw.lines.tolist() == [1, 3]
    with pytest.raises(ReadError, match=r"^a\.jsonl:2: not valid JSON"):
        json_cells('{"name": "A"}\n{"name": ', "a.jsonl")
    # Two lists are no list and a rest that nobody reads.
    assert len(read_table(b'{"items": [{"start": 1}]}\n{"items": [{"start": 2}]}\n').frame) == 2
