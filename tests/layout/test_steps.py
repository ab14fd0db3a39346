from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import STEPS, Step, civil_from_days, instant, year_steps

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
