"""What a bar chart counts is said in its title and subtitle, in every language."""

from typing import Any

import pandas as pd
import pytest

from tests.internals import LANGUAGES, PERIODS, bars_chart, counted, counted_in
from timeline import read_events

ROW = {"title": "Battle A", "start": "1950-01-01", "end": "1950-05-05", "side": "North",
       "measure": "killed", "value": "~1200", "unit": "people", "source": "x"}  # fmt: skip


def words(*rows: dict[str, str], **options: Any) -> tuple[str, str]:
    table = pd.DataFrame([{**ROW, **row} for row in rows or ({},)])
    meta = bars_chart(read_events(table), **{"measure": "killed", **options}).figure()
    return meta["layout"]["meta"]["title"], meta["layout"]["meta"]["subtitle"]


def test_the_default_title_leads_with_the_measure_and_the_subtitle_with_the_unit() -> None:
    assert words() == ("Killed", "people, 1 January – 5 May 1950")
    assert words({"group": "Harry"})[1] == "people, Harry, 1 January – 5 May 1950"
    assert words({"unit": ""})[1] == "1 January – 5 May 1950"
    assert words(title="Losses", subtitle="") == ("Losses", "")


def test_sums_over_time_say_their_period_and_rates_their_day() -> None:
    june = {"start": "1950-06-01", "end": "1950-06-01"}
    assert words(june, period="month") == ("Killed by month", "people, 1 June 1950")
    assert words(june, period="month", per_day=True)[1] == "people per day, 1 June 1950"


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_period_has_its_words_in_each_language(code: str) -> None:
    frame = pd.DataFrame({"measure": ["killed"]})
    told = {counted(frame, period=period, language=code) for period in PERIODS}
    assert len(told) == len(PERIODS)
    assert all("Killed" in text for text in told)


def test_many_groups_are_not_named() -> None:
    frame = pd.DataFrame({"unit": ["men"] * 4, "group": ["a", "b", "c", "d"]})
    assert counted_in(frame) == "men"
