from __future__ import annotations

import math
from itertools import chain, combinations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.internals import (
    LANGUAGES,
    STEPS,
    Box,
    Step,
    Tick,
    civil_from_days,
    instant,
    line_height,
    text_width,
    time_ticks,
    year_steps,
)
from timeline import LayoutError

YEAR = 365.25 * 86400
SPANS = st.floats(math.log(30), math.log(1e6 * YEAR)).map(math.exp)
LOWS = st.one_of(st.floats(instant(1800), instant(2030)), st.floats(instant(-20000), instant(2000)))


def labels(ticks: tuple[Tick, ...]) -> list[str]:
    return [tick.text for tick in ticks if tick.text]


def boxes(ticks: tuple[Tick, ...], low: float, high: float, width: float) -> list[list[Box]]:
    """Return the boxes of each text, one a line, without the spaces that move a line."""
    found = []
    for tick in ticks:
        at, drawn = (tick.at - low) / (high - low) * width, []
        for number, line in enumerate(tick.text.split("\n") if tick.text else ()):
            start = at - text_width(line, 12.0) / 2
            start += text_width(line[: len(line) - len(line.lstrip("\xa0"))], 12.0)
            end = start + text_width(line.strip("\xa0"), 12.0)
            top = number * line_height(12.0)
            drawn.append(Box(start, top, end, top + line_height(12.0) - 1))
        found += [drawn] if drawn else []
    return found


@settings(max_examples=300)
@given(LOWS, SPANS, st.floats(60, 1400), st.sampled_from(LANGUAGES))
def test_ticks_are_in_order_apart_uncut_and_never_say_the_same(
    low: float, span: float, width: float, code: str
) -> None:
    high = low + span
    assume(high > low)
    ticks = time_ticks(low, high, width, language=code)
    places = [tick.at for tick in ticks]
    assert places == sorted(set(places))
    assert all(low <= place <= high for place in places)
    texts = labels(ticks)
    assert len(set(texts)) == len(texts)
    assert all(tick.major or not tick.text for tick in ticks)
    drawn = boxes(ticks, low, high, width)
    for one, other in combinations(drawn, 2):
        assert not any(box.overlaps(beside, 4.0) for box, beside in zip(one, other, strict=False))
    lines = chain(*drawn)
    assert all(box.x0 >= -20 - 1e-9 and box.x1 <= width + 20 + 1e-9 for box in lines)
    assert "\n" in "".join(texts[:1]) or not any("\n" in text for text in texts)
    bare = [text for text in texts if (text.isdigit() and len(text) < 3) or ":" in text]
    assert not bare or any("\n" in text for text in texts) or "CE" in "".join(texts)
    assert ticks == time_ticks(low, high, width, language=code)


@settings(max_examples=200)
@given(LOWS, SPANS, st.floats(260, 1400))
def test_there_are_two_texts_at_least(low: float, span: float, width: float) -> None:
    assume(span > 60)
    texts = labels(time_ticks(low, low + span, width))
    assert len(texts) >= 2


def months_of_1953(width: float, code: str = "en") -> list[str]:
    return labels(time_ticks(instant(1953, 3), instant(1953, 6, 30), width, language=code))


def test_days_say_their_month_once() -> None:
    ticks = time_ticks(instant(1953, 6, 10), instant(1953, 6, 15), 500)
    texts = [text.replace("\xa0", "") for text in labels(ticks)]
    assert texts == ["10\nJune 1953", "11", "12", "13", "14", "15"]


def test_the_month_is_repeated_when_it_changes() -> None:
    texts = labels(time_ticks(instant(1953, 6, 27), instant(1953, 7, 4), 600))
    assert "1\nJuly 1953" in texts
    assert sum("June" in text for text in texts) == 1


def test_months_say_their_year_once() -> None:
    assert months_of_1953(300) == ["Mar\n1953", "Apr", "May", "Jun"]
    assert months_of_1953(300, "zh") == ["3月\n1953年", "4月", "5月", "6月"]


def test_years_and_eras() -> None:
    texts = labels(time_ticks(instant(-499), instant(300), 500))
    assert texts == ["400 BCE", "300 BCE", "200 BCE", "100 BCE", "1 CE", "100", "200", "300"]
    assert labels(time_ticks(instant(-2), instant(3), 400)) == [
        "3 BCE", "2 BCE", "1 BCE", "1 CE", "2 CE", "3 CE"]  # fmt: skip
    millions = labels(time_ticks(instant(-3_000_000), instant(2000), 600))
    assert "1000000 BCE" in millions
    assert all("BCE" in text or "CE" in text for text in millions)


def test_hours_over_midnight_say_each_day_once() -> None:
    texts = labels(time_ticks(instant(1953, 6, 10, 18), instant(1953, 6, 11, 6), 700))
    assert "00:00\n11 June 1953" in texts
    assert sum("10 June" in text for text in texts) == 1
    assert "02:00" in texts


def test_minor_ticks_are_between_major_ones() -> None:
    ticks = time_ticks(instant(1900), instant(1990), 400)
    small = [tick for tick in ticks if not tick.major]
    assert small
    assert all(tick.text == "" for tick in small)


def test_more_room_gives_no_fewer_texts() -> None:
    counts = [len(labels(time_ticks(instant(1950), instant(1954), w))) for w in (200, 500, 1400)]
    assert counts == sorted(counts)


def test_a_single_moment_is_written_in_full() -> None:
    at = instant(1953, 6, 10, 20)
    assert time_ticks(at, at, 300) == (Tick(at, "20:00\n10 June 1953"),)


@pytest.mark.parametrize("ends", [(0.0, math.inf), (math.nan, 1.0), (2.0, 1.0)])
def test_an_impossible_axis_is_refused(ends: tuple[float, float]) -> None:
    with pytest.raises(LayoutError, match="time axis cannot run from"):
        time_ticks(*ends, 300)


def test_a_second_line_keeps_to_the_margins_of_the_figure_beside_the_middle_of_its_tick() -> None:
    low, high = instant(1953, 6, 10), instant(1953, 6, 17)
    wide = [tick.text for tick in time_ticks(low, high, 600, margin_left=40) if tick.major]
    kept = [
        tick.text for tick in time_ticks(low, high, 600, margin_left=40, inset=20) if tick.major
    ]
    assert wide[:2] == ["10\nJune 1953", "11"]
    assert kept[0].replace("\xa0", "") == wide[0] != kept[0]
    assert kept[1:] == wide[1:]


def test_near_the_right_end_a_new_month_is_named_within_the_margin() -> None:
    low, high = instant(1953, 6, 24), instant(1953, 7, 1, 2)
    last = labels(time_ticks(low, high, 600, margin_right=10))[-1]
    assert last.rstrip("\xa0") == "1\nJuly 1953" != last


def test_the_year_is_under_the_first_tick_if_not_wider_than_the_tick() -> None:
    low, high = instant(1953, 3, 1), instant(1953, 7, 1)
    ticks = time_ticks(low, high, 1040, margin_left=20, margin_right=20, inset=18)
    assert [tick.text for tick in ticks if tick.major][:2] == ["1 Mar\n1953", "11 Mar"]


DAY = 86400.0


def years_of(found: np.ndarray) -> list[int]:
    return [int(year) for year in civil_from_days((found // DAY).astype(int))[0]]


def test_centuries_pass_the_eras_without_a_year_zero() -> None:
    found = Step("year", 100).between(instant(-250), instant(250))
    assert years_of(found) == [-199, -99, 1, 100, 200]
    assert years_of(Step("year", 1).between(instant(-2), instant(3))) == [-2, -1, 0, 1, 2, 3]


def test_months_and_days_follow_the_calendar() -> None:
    months = Step("month", 3).between(instant(1952, 1, 2), instant(1953, 1, 1))
    assert months.tolist() == [instant(1952, m) for m in (4, 7, 10)] + [instant(1953)]
    days = Step("day", 10).between(instant(1953, 2, 10), instant(1953, 3, 12))
    assert days.tolist() == [instant(1953, *d) for d in ((2, 11), (2, 21), (3, 1), (3, 11))]


def test_hours_count_from_midnight() -> None:
    found = Step("hour", 6).between(instant(1953, 6, 10, 5), instant(1953, 6, 11))
    assert [at % DAY / 3600 for at in found] == [6, 12, 18, 0]


@given(
    st.sampled_from([*STEPS, *year_steps(1e13)]),
    st.floats(-1e11, 1e11),
    st.floats(0.0, 400.0),
)
def test_instants_are_sorted_inside_and_about_a_step_apart(
    step: Step, low: float, steps: float
) -> None:
    high = low + steps * step.seconds
    found = step.between(low, high)
    assert (np.diff(found) > 0).all()
    assert ((found >= low) & (found <= high)).all()
    assert steps / 2 - 3 <= len(found) <= 2 * steps + 3


@given(st.floats(1.0, 1e16))
def test_year_steps_end_with_one_that_is_long_enough(seconds: float) -> None:
    steps = year_steps(seconds)
    assert steps[-1].seconds >= seconds * (1 - 1e-6)
    assert all(step.seconds < seconds for step in steps[:-1])
    assert [step.count for step in steps] == sorted({step.count for step in steps})


@pytest.mark.parametrize("step", STEPS)
def test_both_ends_are_included(step: Step) -> None:
    low = instant(1953)
    found = step.between(low, low)
    assert found.tolist() == [low]
