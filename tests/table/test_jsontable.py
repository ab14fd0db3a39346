import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import is_json, json_cells, read_table
from timeline import ReadError

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
def test_what_is_no_list_of_objects_is_told(text: str) -> None:
    with pytest.raises(ReadError, match=r"^a\.json"):
        json_cells(text, "a.json")


def test_a_table_of_cells_is_no_json() -> None:
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
