import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.internals import (
    PERIODS,
    instant,
    period_starts,
    period_texts,
    period_ticks,
    runs_text,
    text_width,
)


def edges(period: str, first: float, count: int) -> np.ndarray:
    from tests.internals import period_numbers

    number = int(period_numbers(np.array([first]), period)[0])
    return period_starts(np.arange(number, number + count + 1), period)


@pytest.mark.parametrize(
    ("period", "text"),
    [
        ("day", "10 June 1953"),
        ("week", "8 June 1953"),
        ("month", "June 1953"),
        ("quarter", "Apr – Jun 1953"),
        ("year", "1953"),
        ("decade", "1950s"),
    ],
)
def test_each_period_has_its_name(period: str, text: str) -> None:
    assert period_texts(edges(period, instant(1953, 6, 10), 2), period)[0] == text


def test_years_before_the_common_era_are_counted_as_people_do() -> None:
    assert period_texts(edges("year", instant(-479), 2), "year") == ["480 BCE", "479 BCE"]


def test_months_carry_the_year_once_and_skip_evenly_where_thin() -> None:
    year = edges("month", instant(1950, 6), 13)
    texts = [tick.text for tick in period_ticks(year, "month", 900, size=11.5)]
    assert texts[:2] == ["Jun\n1950", "Jul"]
    assert [text for text in texts if "\n" in text] == ["Jun\n1950", "Jan\n1951"]
    thin = [tick.text for tick in period_ticks(year, "month", 300, size=11.5)]
    assert thin == ["Jul\n1950", "Sept", "Nov", "Jan\n1951", "Mar", "May"]


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from(PERIODS), st.integers(-3000, 3000), st.integers(1, 60), st.integers(200, 1000)
)
def test_texts_of_columns_never_meet(period: str, year: int, count: int, width: float) -> None:
    axis = edges(period, instant(year, 3, 4), count)
    ticks = [tick for tick in period_ticks(axis, period, width, size=11.5) if tick.text]
    per_pixel = (axis[-1] - axis[0]) / width
    ends = [-np.inf, -np.inf]
    for tick in ticks:
        at = (tick.at - axis[0]) / per_pixel
        for row, line in enumerate(tick.text.split("\n")):
            # No-break spaces move a second line beside the middle of its tick.
            start = at - text_width(line, 11.5) / 2
            start += text_width(line[: len(line) - len(line.lstrip())], 11.5)
            assert start >= ends[row] - 0.5
            ends[row] = start + text_width(line.strip(), 11.5)


def test_runs_are_named_as_spans_and_then_counted() -> None:
    axis = edges("day", instant(1953, 6, 1), 30)
    assert runs_text([(1, 3), (9, 10)], axis, "day") == "2–3 June 1953, 10 June 1953"
    many = [(at, at + 1) for at in range(0, 20, 2)]
    assert runs_text(many, axis, "day").endswith("11 June 1953 and 4 more")
    weeks = edges("week", instant(1953, 6, 1), 4)
    assert runs_text([(1, 3)], weeks, "week") == "8 June 1953 – 15 June 1953"
