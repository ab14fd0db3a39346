"""The four instants: examples by hand, and properties."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import (
    TIME_COLUMNS,
    all_east,
    categorical,
    doubly_ended,
    four_instants,
    instant,
    interval_ends,
    parse_dates,
    seconds_east,
)

INF = float("inf")
Day = tuple[int, ...]


def four(start: str, end: str = "") -> tuple[list[float], str]:
    columns = four_instants(parse_dates([start]), parse_dates([end]))
    assert set(columns) == set(TIME_COLUMNS)
    return [float(columns[name][0]) for name in TIME_COLUMNS[:4]], columns["end_state"][0]


@pytest.mark.parametrize(
    ("start", "end", "instants", "state"),
    [
        ("1953-06", "", [(1953, 6), (1953, 6), (1953, 7), (1953, 7)], "as start"),
        ("1953-06-10 night", "", [(1953, 6, 10, 18)] * 2 + [(1953, 6, 11, 6)] * 2, "as start"),
        ("1953-06-10T20:00", "", [(1953, 6, 10, 20)] * 4, "as start"),
        ("1953-06-10T20:00:05.5", "", [(1953, 6, 10, 20, 0, 5.5)] * 4, "as start"),
        ("1953-06-10T20", "", [(1953, 6, 10, 20), (1953, 6, 10, 21)] * 2, "as start"),
        ("1953-06-XX", "", [(1953, 6), (1953, 6, 30), (1953, 6, 2), (1953, 7)], "as start"),
        ("1953-XX", "", [(1953,), (1953, 12), (1953, 2), (1954,)], "as start"),
        ("194X", "", [(1940,), (1949,), (1941,), (1950,)], "as start"),
        ("[1952,1954]", "", [(1952,), (1954,), (1953,), (1955,)], "as start"),
        ("{1952,1954}", "", [(1952,), (1952,), (1955,), (1955,)], "as start"),
        ("1953-06", "1953-07", [(1953, 6), (1953, 7), (1953, 7), (1953, 8)], "stated"),
        ("1953", "1953", [(1953,), (1954,), (1953,), (1954,)], "stated"),
        ("1953", "1953-06", [(1953,), (1953, 7), (1953, 6), (1953, 7)], "stated"),
        ("1953-06-11", "1953", [(1953, 6, 11), (1953, 6, 12), (1953, 6, 11), (1954,)], "stated"),
        ("1953-06-10T20:00", "1953-06-11T05:00",
         [(1953, 6, 10, 20)] * 2 + [(1953, 6, 11, 5)] * 2, "stated"),
        ("1950/1953", "", [(1950,), (1951,), (1953,), (1954,)], "stated"),
    ],
)  # fmt: skip
def test_the_four_instants(start: str, end: str, instants: list[Day], state: str) -> None:
    assert four(start, end) == ([instant(*day) for day in instants], state)


@pytest.mark.parametrize(
    ("start", "end", "state"),
    [("1950", "..", "ongoing"), ("1950/..", "", "ongoing"), ("1950", "/", "unknown"),
     ("1950/", "", "unknown"), ("1950", "", "as start"), ("1950", "1953", "stated")],
)  # fmt: skip
def test_ongoing_unknown_and_not_stated_stay_apart(start: str, end: str, state: str) -> None:
    instants, found = four(start, end)
    assert found == state
    if state == "ongoing":
        assert instants[2:] == [INF, INF]
    if state == "unknown":
        assert instants[2:] == [instant(1950), INF]


def test_an_unknown_or_open_start_has_no_bound_below() -> None:
    expected = ([-INF, instant(1954), instant(1953), instant(1954)], "stated")
    assert four("/1953") == expected
    assert four("../1953") == expected


def test_zone_and_qualifier_travel() -> None:
    start = parse_dates(["1953-06~", "1953-06-10T20:00+09:00", "1953", "1950?/1953~"])
    end = parse_dates(["", "", "1953-06-11T20:00Z", ""])
    columns = four_instants(start, end)
    assert columns["start_qualifier"].tolist() == ["~", "", "", "?"]
    assert columns["end_qualifier"].tolist() == ["~", "", "", "~"]
    assert columns["zone"].tolist() == ["", "+09:00", "Z", ""]
    assert columns["end_precision"].tolist() == ["month", "minute", "minute", "year"]


def test_an_end_given_twice_or_as_an_interval_is_reported() -> None:
    starts, ends = parse_dates(["1950/1953", "1950/", "1950"]), parse_dates(["1953", "", "1/2"])
    assert doubly_ended(starts, ends).tolist() == [True, False, False]
    assert interval_ends(parse_dates(["1950/1953", "/", "..", ""])).tolist() == [True] + [False] * 3


def test_rows_without_a_valid_date_have_no_instants() -> None:
    columns = four_instants(parse_dates(["June", "", "1953"]), parse_dates(["", "1953", "May"]))
    assert np.isnan(columns["start_earliest"].astype(float)).tolist() == [True, True, False]


forms = st.one_of(
    st.sampled_from(["1953", "1953-06-XX", "195X", "1953-06-10", "1953-06-10T20:00", "-0044-03",
                     "1953-06-10T20", "1953-06-10 night", "[1950,1953-02]", "[..1953]", "1952-24",
                     "XXXX-XX-XX", "Y17E7", "1950/1953-06", "1950/..", "/1953", "1950/"]),
    st.dates().map(str),
)  # fmt: skip


@given(forms, forms)
def test_earliest_never_follows_latest_and_no_start_follows_the_end(start: str, end: str) -> None:
    starts, ends = parse_dates([start]), parse_dates([end])
    if doubly_ended(starts, ends)[0] or interval_ends(ends)[0] or ends.upper[0] <= starts.lower[0]:
        end = ""
    first, start_latest, end_earliest, last = four(start, end)[0]
    assert first <= start_latest <= last
    assert first <= end_earliest <= last


def test_an_end_with_another_offset_uses_the_offset_of_its_start() -> None:
    start = parse_dates(["1953-06-10T20:00+09:00", "1953-06-10T20:00+09:00", "1953-06-10T20:00"])
    end = parse_dates(["1953-06-10T13:30Z", "1953-06-10T21:30", "1953-06-10T21:30Z"])
    columns = four_instants(start, end)
    hours = (columns["end_latest"] - columns["start_earliest"]) / 3600
    assert hours.tolist() == [2.5, 1.5, 1.5]
    assert columns["zone"].tolist() == ["+09:00", "+09:00", "Z"]
    interval = four_instants(
        parse_dates(["1953-06-10T20:00+09:00/1953-06-10T13:30Z"]), parse_dates([""])
    )
    assert (interval["end_latest"] - interval["start_earliest"]).tolist() == [2.5 * 3600]


@given(st.integers(-720, 840).filter(bool))
def test_an_offset_comes_back_as_it_was_written(minutes: int) -> None:
    hours, rest = divmod(abs(minutes), 60)
    text = f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"
    assert seconds_east(text) == minutes * 60
    zone = parse_dates([f"1953-06-10T20:00{text}"]).zone
    assert all_east(zone).tolist() == [minutes * 60]


def test_local_time_has_no_offset_and_utc_none_to_add() -> None:
    assert math.isnan(seconds_east(""))
    found = all_east(categorical(["", "Z", "+00:00"])).tolist()
    assert math.isnan(found[0])
    assert found[1:] == [0.0, 0.0]
    assert np.isnan(all_east(categorical(["", ""]))).all()
