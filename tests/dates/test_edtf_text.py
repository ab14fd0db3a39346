"""Dates written as EDTF: the text says again what was read."""

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.dates.coded import Coded
from timeline.dates.edtf import Dates, parse_dates
from timeline.dates.edtf_text import format_edtf

CASES = Path(__file__).parents[1] / "edtf_cases.csv"
#: Of a range only the ends are written, and its unit may be another than that of a middle part.
NOT_WRITTEN = ("unit_seconds", "end_unit_seconds", "hint")


def same(first: Dates, second: Dates, *, but: tuple[str, ...] = ()) -> None:
    for name, column in vars(first).items():
        if name not in (*NOT_WRITTEN, *but):
            other = getattr(second, name)
            texts = isinstance(column, Coded)
            both = np.asarray(column), np.asarray(other)
            assert np.array_equal(*both, equal_nan=not texts), name


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("?1953-06", "1953-06?"), ("1953-~06-?10", "1953-06-10%"), ("1950S3", "195X"),
        ("Y17E7", "Y170000000"), ("[1952, 1953]", "[1952..1953]"), ("1953-06-10 20:00", None),
        ("1953-06-10T20:00:05.250+0900", None), ("1953-06-10T24:00", "1953-06-11T00:00"),
        ("2003-25", "2003-21"), ("156X-12-25", "[1560-12-25..1569-12-25]"), ("1999-XX-XX", None),
        ("-01XX-XX", None), ("-05", None), ("195", None), ("[..1953~]", None), ("{1953?..}", None),
        ("1953-06-10 early morning~", None), ("../1953-06", None), ("1953/", None), ("/", None),
        ("[1950,1951]/..", "[1950..1951]/.."), ("..", None), ("", None), ("June 1953", ""),
        ("[1953-06-10 dawn,1953-06-12 night]", "[1953-06-10 dawn..1953-06-13 dawn]"),
        ("[1950-22..1953-24]", None), ("[19,20]", "[19..20]"), ("1953-36", None),
        ("[1953-06-10T20,1953-06-11T02]", "[1953-06-10T20..1953-06-11T02]"),
    ],
)  # fmt: skip
def test_the_canonical_form(text: str, written: str | None) -> None:
    plain = text.replace(" 20", "T20").replace("+0900", "+09:00").replace(".250", ".250")
    assert format_edtf(parse_dates([text])) == [plain if written is None else written]


def test_all_cases_of_other_projects_come_back() -> None:
    with CASES.open(encoding="utf-8", newline="") as file:
        dates = parse_dates([case["string"] for case in csv.DictReader(file)])
    texts = [text for text, state in zip(format_edtf(dates), dates.state, strict=True)
             if state != "invalid"]  # fmt: skip
    read = parse_dates(texts)
    assert "invalid" not in read.state
    assert format_edtf(read) == texts
    valid = np.flatnonzero(dates.state != "invalid")
    same(Dates(**{name: column[valid] for name, column in vars(dates).items()}), read)


def test_julian_dates_are_written_in_the_gregorian_calendar() -> None:
    dates = parse_dates(["1917-10-25", "1917-10", "1917-10-XX"], calendar="julian")
    texts = format_edtf(dates)
    assert texts == ["1917-11-07", "{1917-10-14..1917-11-13}", "[1917-10-14..1917-11-13]"]
    same(dates, parse_dates(texts), but=("precision",))


year = st.one_of(
    st.integers(1, 9999).map("{:04}".format),
    st.integers(1, 9999).map("-{:04}".format),
    st.integers(10_000, 10**9).map("Y{}".format),
    st.tuples(st.sampled_from("019"), st.sampled_from(["09X", "9XX", "XXX", "X5X"])).map("".join),
)
month = st.integers(1, 12).map("{:02}".format) | st.sampled_from(["XX", "0X", "1X"])
day = st.integers(1, 28).map("{:02}".format) | st.sampled_from(["XX", "2X", "3X", "X1"])
clock = st.sampled_from(
    ["T00", "T23:59", "T24:00", "T20:00:07.125Z", "T05-03:30", " night", " noon"]
)
moment = st.one_of(
    year,
    st.tuples(year, month).map("-".join),
    st.tuples(year, month, day).map("-".join),
    st.tuples(st.dates().map(str), clock).map("".join),
    st.tuples(st.integers(1, 9999).map("{:04}".format), st.integers(21, 41).map(str)).map("-".join),
)
marked = st.tuples(moment, st.sampled_from(["", "?", "~", "%"])).map("".join)
one_of = st.lists(marked, min_size=1, max_size=3).map(lambda dates: f"[{','.join(dates)}]")
side = st.one_of(marked, one_of, st.sampled_from(["", ".."]))
texts = st.one_of(marked, one_of, st.tuples(side, side).map("/".join))


@settings(deadline=None, max_examples=60)
@given(st.lists(texts, min_size=1, max_size=8))
def test_text_to_instants_to_text(some: list[str]) -> None:
    dates = parse_dates(some)
    written = format_edtf(dates)
    read = parse_dates(written)
    valid = np.flatnonzero(dates.state != "invalid")
    first, second = (
        Dates(**{name: column[valid] for name, column in vars(each).items()})
        for each in (dates, read)
    )
    same(first, second)
    assert format_edtf(read) == written
