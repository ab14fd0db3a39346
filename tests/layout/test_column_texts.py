from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.claim_rows import look
from tests.internals import (
    Box,
    PeriodSums,
    Plot,
    cell_text,
    gap_texts,
    instant,
    period_starts,
    period_texts,
)


def sums(
    drawn: Any, count: Any = None, qualifier: str = "", names: tuple[str, ...] = ("PVA",)
) -> PeriodSums:
    values = np.array(drawn, dtype=float)
    counts = np.array(count) if count is not None else np.ones_like(values, dtype=int)
    edges = period_starts(np.arange(-200, -200 + values.shape[1] + 1), "month")
    loose = np.full(values.shape, qualifier, dtype=object)
    return PeriodSums("month", names, edges, values, values, counts, loose)


def plot(found: PeriodSums, width: float = 300.0, log: bool = False) -> Plot:
    return Plot(found, Box(50, 20, 50 + width, 220), 1.0 if log else 0.0, 100.0, 0, log)


@pytest.mark.parametrize("log", [False, True])
def test_pixels_and_values_are_inverse(log: bool) -> None:
    one = plot(sums([[1, 2]]), log=log)
    assert one.value(one.y(37.0)) == pytest.approx(37.0)
    assert (one.x(float(one.sums.edges[0])), one.y(100.0)) == (50, 20)


def test_a_cell_is_qualified_as_its_claims_are() -> None:
    assert cell_text(sums([[1200]], qualifier=">"), (0, 0), language="en") == "more than 1,200"


def test_a_gap_too_thin_for_its_words_is_left_to_the_notes() -> None:
    found = sums([[1, 0, 2]], count=[[1, 0, 1]])
    assert [text.text for text in gap_texts(plot(found, 300), look())] == ["no data"]
    assert [text.text for text in gap_texts(plot(found, 110), look())] == ["no\ndata"]
    assert not gap_texts(plot(found, 40), look())
    assert period_texts(found.edges, "month")[1] == "June 1953"
    assert found.edges[1] == instant(1953, 6)


def test_a_rate_is_told_with_the_digits_that_mean_something() -> None:
    rates = replace(sums([[25331 / 31, 2 / 3]]), rate=True)
    assert [cell_text(rates, (0, at), language="en") for at in (0, 1)] == ["817", "0.667"]
