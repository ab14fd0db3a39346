"""A figure has the requested height, or an error states a height that works."""

import re

import pandas as pd
import pytest

from tests.internals import gantt_chart
from tests.layouts import laid_out, overlapping, table, text_boxes
from timeline import LayoutError, UsageError

ROWS = [
    {"title": f"Counter-attack of company {n} after midnight", "start": f"1953-06-{n % 20 + 8:02d}"}
    for n in range(40)
]


def labels(layout):
    return [text.text for text in layout.texts if text.role == "label"]


def test_lanes_are_further_apart_in_a_greater_height():
    natural, high = laid_out(ROWS[:6]), laid_out(ROWS[:6], height=900)
    assert high.height == 900
    assert high.panels[0].box.y1 > natural.panels[0].box.y1 + 400
    assert labels(high) == labels(natural)


def test_numbers_replace_titles_that_do_not_fit():
    natural, numbered = laid_out(ROWS), laid_out(ROWS, labels="numbers")
    assert labels(numbered) == [str(n) for n in range(1, 41)]
    assert numbered.height < natural.height
    asked = laid_out(ROWS, height=numbered.height + 20)
    assert asked.height == numbered.height + 20
    assert labels(asked) == labels(numbered)
    told = " ".join(text.text for text in asked.texts if text.role == "note")
    for row in ROWS:
        assert row["title"] in told
    assert list(overlapping(text_boxes(asked))) == []
    assert asked.meta["notes"][0].startswith("1. Counter-attack of company")


def test_titles_hang_on_leaders_where_that_takes_less_height():
    days = pd.date_range("1953-06-10", periods=6, freq="8D")
    rows = [
        {"title": f"Raid of company {n} by night", "start": f"{day:%Y-%m-%d}"}
        for n, day in enumerate(days)
    ]
    window = {"since": "1953", "until": "1953"}
    beside, led = (laid_out(rows, labels=way, **window) for way in ("text", "leaders"))
    assert led.height < beside.height
    asked = laid_out(rows, height=led.height, **window)
    assert asked.height == led.height
    assert labels(asked) == labels(led) == labels(beside)
    assert [rule for rule in asked.panels[0].rules if rule.style == "leader"]


def test_titles_are_kept_on_request():
    with pytest.raises(LayoutError):
        laid_out(ROWS, labels="text", height=laid_out(ROWS, labels="numbers").height + 20)


@pytest.mark.slow
def test_an_error_states_the_size_needed():
    with pytest.raises(LayoutError) as caught:
        laid_out(ROWS, height=400)
    pattern = (
        r"the figure needs a height of ([\d.]+) pixels at width 720 "
        r"\(asked for: 400; a width of (\d+) would do\)"
    )
    found = re.fullmatch(pattern, str(caught.value))
    assert found, str(caught.value)
    assert laid_out(ROWS, height=float(found[1])).height == float(found[1])
    assert laid_out(ROWS, height=400, width=float(found[2])).height == 400


def test_labels_that_are_not_known_are_reported():
    with pytest.raises(UsageError) as caught:
        laid_out(ROWS[:1], labels="number")
    assert str(caught.value) == 'labels "number" is not known (did you mean "numbers"?)'


def test_a_figure_too_high_for_a_picture_is_reported_with_a_fix():
    rows = [{"title": f"Raid {n}", "start": "1953-06-10"} for n in range(400)]
    (remark,) = gantt_chart(table(rows), width=360).remarks
    assert "data frame: the figure is" in str(remark)
    assert "pixels high at width 360 (take a larger width, fewer rows" in str(remark)
    assert not remark.fatal
    spread = [{**row, "start": f"{1500 + n}"} for n, row in enumerate(rows)]
    assert gantt_chart(table(spread), width=1080).remarks == ()
