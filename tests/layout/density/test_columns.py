"""The events in the page of a density chart are complete and exact."""

import zlib
from base64 import b64decode
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tests.internals import CHUNK, MOST_BARS, gantt_chart
from timeline import EventTable, read_events

MANY = CHUNK + 500


def table(starts: list[str], ends: list[str], **columns: Any) -> EventTable:
    titles = [f"raid, “{n}”" for n in range(len(starts))]
    frame = pd.DataFrame({"title": titles, "start": starts, "end": ends, **columns})
    return read_events(frame)


def days(number: int, *, clock: str = "") -> tuple[list[str], list[str]]:
    dice = np.random.default_rng(3)
    first = np.datetime64("1950-06-25") + dice.integers(0, 1000, number)
    last = first + dice.integers(0, 30, number)
    return [f"{day}{clock}" for day in first], [f"{day}{clock}" for day in last]


def unpacked(text: str) -> bytes:
    return zlib.decompress(b64decode(text))


def numbers(text: str) -> np.ndarray:
    planes = np.frombuffer(unpacked(text), np.uint8).reshape(-1, MANY)
    return sum(plane.astype(np.int64) << (8 * at) for at, plane in enumerate(planes))


def columns_of(events: EventTable) -> dict[str, Any]:
    columns = gantt_chart(events).columns
    assert columns is not None
    return dict(columns())


@pytest.mark.slow
@pytest.mark.parametrize(("clock", "unit"), [("", 86400), ("T06", 3600), ("T06:30", 60)])
def test_every_event_comes_back_to_the_second(clock: str, unit: int) -> None:
    starts, ends = days(MANY, clock=clock)
    lanes = [f"Sector {n % 7}" for n in range(MANY)]
    events = table(starts, ends, lane=lanes, side=[f"Side {n % 3}" for n in range(MANY)])
    found = columns_of(events)
    frame = events.frame.sort_values("start_earliest", kind="stable")
    first = (np.cumsum(numbers(found["start"])) * found["unit"]) + found["origin"]
    last = first + numbers(found["length"]) * found["unit"]
    titles = [line for chunk in found["titles"] for line in unpacked(chunk).decode().split("\n")]
    assert (found["unit"], found["count"]) == (unit, MANY)
    assert first.tolist() == frame["start_earliest"].tolist()
    assert last.tolist() == frame["end_latest"].tolist()
    assert titles == frame["title"].tolist()
    assert [found["lanes"][n] for n in numbers(found["lane"])] == frame["lane"].tolist()
    assert [found["sides"][n] for n in numbers(found["side"])] == frame["side"].tolist()


def test_the_table_itself_comes_with_its_doubts_and_the_words_for_them() -> None:
    starts, ends = days(MOST_BARS)
    odd = {"1953-05-XX": "some day in May 1953", "1954~": "about 1954", "1955-03": "March 1955"}
    events = table([*starts, *odd], [*ends, *[""] * len(odd)], remark=["="] * (MOST_BARS + 3))
    found = columns_of(events)
    frame = events.frame.sort_values("start_earliest", kind="stable")
    rows = [column.split("\x1e") for column in unpacked(found["rows"][0]).decode().split("\x1d")]
    cells = dict(zip(found["columns"], rows, strict=True))
    codes = np.frombuffer(unpacked(found["precision"]), np.uint8)
    times = unpacked(found["times"][0]).decode().split("\n")
    assert found["columns"] == ["title", "start", "end", "remark"]
    assert cells["remark"] == frame["remark"].tolist()
    assert (codes == 0).sum() == len(odd)
    for at in np.flatnonzero(codes == 0):
        assert cells["start"][at] == frame["start"].iloc[at]
        assert times[at] == odd[frame["start"].iloc[at]]
    for at in np.flatnonzero(codes):
        assert (cells["start"][at], cells["end"][at], times[at]) == ("", "", "")


def test_minutes_over_ten_thousand_years_are_not_rounded() -> None:
    many = MOST_BARS + 1
    starts = ["-7000-01-01T00:01", *["1953-06-10T21:07"] * many]
    found = columns_of(table(starts, ["9000-02-03T04:05", *[""] * many]))
    start = np.frombuffer(unpacked(found["start"]), "<f8") if found["wide"] else None
    assert start is not None
    last = np.frombuffer(unpacked(found["length"]), "<f8")
    assert (last[0] - start[0]) * found["unit"] > 15_000 * 365 * 86400
    assert start[0] % 1 == 0


def test_kinds_can_be_chosen_where_there_are_some() -> None:
    starts, ends = days(MOST_BARS + 1)
    kinds = ["raid" if n % 2 else "shelling" for n in range(len(starts))]
    assert columns_of(table(starts, ends, kind=kinds))["kinds"] == ["raid", "shelling"]
    assert columns_of(table(starts, ends))["kinds"] == []


def test_few_events_need_no_columns() -> None:
    starts, ends = days(20)
    assert gantt_chart(table(starts, ends)).columns is None
