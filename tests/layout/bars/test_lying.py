"""The texts of a horizontal bar: its name, claimant and number."""

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.claim_rows import LOSSES, MEASURES, bars_of, claims, look
from tests.internals import Layout

WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "Zs"]), min_size=1, max_size=60)
VALUES = st.sampled_from(["0", "3", "~22000", ">12000", "<50", "1450..1600", "1234567890", "0.5"])
ROWS = st.lists(
    st.fixed_dictionaries({"value": VALUES, "side": st.sampled_from(["PVA", "UN Command", ""]),
                           "claimed_by": st.one_of(st.just("PVA"), WORDS),
                           "title": WORDS.filter(str.strip), "measure": st.just("killed")}),
    min_size=1, max_size=8,
)  # fmt: skip


def check(layout: Layout) -> None:
    """No text touches another or leaves the figure; every bar begins at the axis."""
    texts = layout.texts
    for text in texts:
        assert text.box.x0 >= 0
        assert text.box.x1 <= layout.width + 0.01, text
        assert 0 <= text.box.y0 < text.box.y1 <= layout.height
    for one, other in combinations(texts, 2):
        assert not one.box.overlaps(other.box, -0.5), (one, other)


@settings(deadline=None, max_examples=40)
@given(ROWS, st.sampled_from([300, 360, 720, 1080]), st.booleans())
def test_nothing_overlaps_and_nothing_is_cut(rows: Any, width: float, log: bool) -> None:
    layout = bars_of(claims(*rows), look(width, title="Killed"), measure="killed", log=log)
    check(layout)
    values = [text for text in layout.texts if text.role == "value"]
    assert sorted(text.row for text in values) == list(range(2, len(rows) + 2))


@pytest.mark.parametrize("width", [360, 720])
def test_bars_are_as_long_as_their_numbers_and_start_at_zero(width: float) -> None:
    layout = bars_of(claims(*LOSSES), look(width, title="Losses"), measure=MEASURES)
    (panel,) = layout.panels
    assert panel.x.low == 0
    lengths = {(bar.row, bar.x0): bar.x1 - bar.x0 for bar in panel.bars}
    assert lengths[5, 0] == 1450
    assert lengths[6, 1450] == 3800
    assert lengths[7, 0] == 2038
    assert {bar.color for bar in panel.bars if bar.name == "PVA"} == {"side 1"}


def test_ranges_have_whiskers_and_more_than_an_arrow() -> None:
    rows = ({"value": "1450..1600"}, {"value": ">900", "claimed_by": "x"})
    (panel,) = bars_of(claims(*rows), look(), measure="killed").panels
    assert [(rule.x0, rule.x1) for rule in panel.rules if rule.style == "whisker"] == [
        (1450, 1600), (1450, 1450), (1600, 1600),
    ]  # fmt: skip
    assert [(mark.shape, mark.row) for mark in panel.marks] == [("triangle-right", 3)]
    assert {(bar.x0, bar.x1, bar.style) for bar in panel.bars if bar.row == 2} == {
        (0, 1450, "certain"), (1450, 1600, "possible"),
    }  # fmt: skip


@pytest.mark.parametrize("value", [">=900", "≥900"])
def test_at_least_has_the_arrow_of_more_than_and_its_own_words(value: str) -> None:
    layout = bars_of(claims({"value": value}), look(), measure="killed")
    (panel,) = layout.panels
    assert [mark.shape for mark in panel.marks] == ["triangle-right"]
    assert [text.text for text in layout.texts if text.role == "value"] == ["at least 900 people"]


def test_a_logarithmic_axis_is_drawn_and_labelled() -> None:
    layout = bars_of(claims(*LOSSES), look(), measure=MEASURES, log=True)
    (panel,) = layout.panels
    assert panel.x.log
    assert panel.x.low == 10
    assert [tick.text for tick in panel.x.ticks if tick.major][:1] == ["10"]
    assert "logarithmic scale" in [text.text for text in layout.texts]


def test_names_are_above_the_bars_on_a_phone_and_beside_them_elsewhere() -> None:
    for width, above in ((360, True), (720, False)):
        layout = bars_of(claims({"value": "9"}), look(width), measure="killed")
        (name,) = [text for text in layout.texts if text.role == "lane"]
        (value,) = [text for text in layout.texts if text.role == "value"]
        assert (name.box.y1 <= value.box.y0) == above


@pytest.mark.parametrize("log", [False, True])
def test_an_axis_says_below_it_that_it_is_logarithmic_and_else_nothing(log: bool) -> None:
    layout = bars_of(claims({"value": "9"}), look(), measure="killed", log=log)
    texts = [text for text in layout.texts if text.role == "axis"]
    assert ["log" in text.text.lower() for text in texts] == [True] * log
    assert all(text.box.y0 > layout.panels[0].box.y1 for text in texts)
