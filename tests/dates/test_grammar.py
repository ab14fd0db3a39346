"""Texts grouped by digit pattern: every row once, digits read from their positions."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import (
    LONGEST,
    PARTS_OF_DAY,
    Slot,
    moment_shape,
    shape_groups,
    shape_of,
    text_buffer,
)

texts = st.lists(st.text("0179X-T:/~ ", max_size=30) | st.text(max_size=20), max_size=40)
utf8 = st.lists(st.text(st.characters(codec="utf-8"), max_size=20), max_size=30)


@given(texts)
def test_groups_hold_every_row_once_and_rows_of_one_shape(rows: list[str]) -> None:
    column = text_buffer(rows)
    groups = list(shape_groups(column))
    assert sorted(np.concatenate([g.rows for g in groups]).tolist() if groups else []) == list(
        range(len(rows))
    )
    shapes = [group.shape for group in groups]
    assert len(set(shapes)) == len(shapes)
    for group in groups:
        assert {shape_of(column.text(row)) for row in group.rows.tolist()} == {group.shape}
        assert (np.diff(group.rows) > 0).all()


@given(utf8)
def test_texts_come_back(rows: list[str]) -> None:
    column = text_buffer(rows)
    assert [column.text(row) for row in range(len(column))] == rows


def test_half_a_surrogate_is_a_text_like_any_other() -> None:
    assert text_buffer(["195\ud800", "1953"]).text(0) == "195\\ud800"


@pytest.mark.parametrize("text", ["1953", "1953-06-10", "1953-06-10T20:00:00+09:00/..", "é1953"])
def test_a_shape_is_found_wherever_it_ends_in_a_word(text: str) -> None:
    rows = [text, text + "\0", text[:-1], "", text]
    groups = {group.shape: group.rows.tolist() for group in shape_groups(text_buffer(rows))}
    assert groups[shape_of(text)] == [0, 4]
    assert len(groups) == 4


def test_overlong_texts_have_their_own_group() -> None:
    long = "1" * (LONGEST + 1)
    groups = list(shape_groups(text_buffer([long, "1953", "", long, "1812"])))
    assert [group.rows.tolist() for group in groups] == [[0], [1, 4], [2], [3]]


def test_flags_split_groups() -> None:
    flags = np.array([True, False, True])
    groups = list(shape_groups(text_buffer(["1953", "1812", "1914"]), flags))
    assert [(group.flag, group.rows.tolist()) for group in groups] == [(True, [0, 2]), (False, [1])]


@given(st.lists(st.integers(0, 10**11 - 1), min_size=1))
def test_numbers_are_read_from_their_places(numbers: list[int]) -> None:
    slot = Slot("n", tuple(range(2, 13)), tuple(10.0**n for n in range(10, -1, -1)))
    tens = Slot("tens", (11,), (10,))
    (group,) = shape_groups(text_buffer([f"é{number:011}" for number in numbers]))
    found = group.numbers([slot, tens, Slot("none", (), ())])
    assert found["n"].tolist() == numbers
    assert found["tens"].tolist() == [number // 10 % 10 * 10 for number in numbers]
    assert not found["none"].any()


def test_a_slice_of_a_column_is_read_from_its_own_beginning() -> None:
    column = text_buffer(pd.Series(["1950", "1951", "1952-06"])[1:])
    assert [column.text(row) for row in range(len(column))] == ["1951", "1952-06"]


UNITS = {
    "00": "century", "000": "decade", "0000": "year", "-0000": "year", "Y00000": "year",
    "Y-00E0": "year", "0000S0": "year", "XXXX": "year", "0000-00": "month", "0X00-0X": "month",
    "0000-00-XX": "day", "?0000-~00-%00": "day", "0000-00-00T00": "hour",
    "0000-00-00 00:00Z": "minute", "0000-00-00T00:00:00.000+00:00": "second",
    "0000-00-00 night~": "part",
}  # fmt: skip


@pytest.mark.parametrize(("shape", "unit"), UNITS.items())
def test_the_finest_unit_stated(shape: str, unit: str) -> None:
    moment = moment_shape(shape, 0)
    assert moment is not None
    assert moment.unit == unit


@pytest.mark.parametrize(
    "shape",
    [
        "", "0", "00000", "0000-0", "0000-00-0", "0000-00-00T", "0000-00-00T0", "000-00", "00-00",
        "0000-00-XXT00", "XXXX-00-00 night", "0000?-00-00T00", "Y00E0-00", "0000S0-00", "+0000",
        "0000-00-00t00", "0000-00-00T00:00z", "0000-00-00T00Z00", "--00-00", "0000--00", " 0000",
        "0000-00-00  night", "0000-00-00 midnight", "0000/0000", "é000",
    ],
)  # fmt: skip
def test_texts_without_the_pattern_of_a_date(shape: str) -> None:
    assert moment_shape(shape, 0) is None


def test_places_count_from_the_beginning_of_the_text() -> None:
    moment = moment_shape("-0X00-XX?", 7)
    assert moment is not None
    year, month = moment.slots
    assert (year.places, year.weights) == ((8, 10, 11), (1000.0, 10.0, 1.0))
    assert (month.places, moment.month_open) == ((), 120)
    assert (moment.negative, moment.year_spread, moment.qualifier) == (True, 900, "?")


@pytest.mark.parametrize("name", PARTS_OF_DAY)
def test_parts_of_the_day_follow_a_blank_or_a_t(name: str) -> None:
    for between in " T":
        moment = moment_shape(f"0000-00-00{between}{name}", 0)
        assert moment is not None
        assert (moment.part, moment.has("hour")) == (name, False)
