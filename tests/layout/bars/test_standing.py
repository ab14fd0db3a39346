from collections.abc import Mapping
from typing import Any

from tests.claim_rows import LOSSES, MEASURES, bars_of, claims, look
from tests.internals import Layout
from tests.layout.bars.test_lying import check

ROWS = ({"value": "1450..1600"}, {"value": ">900", "claimed_by": "x"},
        {"value": "<50", "side": "UN Command"}, {"value": "0", "side": "UN Command",
                                                 "claimed_by": "x"})  # fmt: skip


def stand(*rows: Mapping[str, str], width: float = 900, **options: Any) -> Layout:
    return bars_of(claims(*rows), look(width, title="T"), horizontal=False, **options)


def test_standing_bars_have_names_below_and_numbers_above() -> None:
    layout = stand(*ROWS, measure="killed")
    check(layout)
    (panel,) = layout.panels
    assert not panel.horizontal
    assert panel.y.low == 0
    names = [text.text for text in layout.texts if text.role == "lane"]
    assert names == ["PVA", "PVA", "UN Command", "UN Command"]
    for name in (text for text in layout.texts if text.role == "lane"):
        assert name.box.y0 >= panel.box.y1
    assert {(bar.y0, bar.y1, bar.style) for bar in panel.bars} == {
        (0, 1450, "certain"), (1450, 1600, "possible"), (0, 900, "certain"), (0, 50, "possible"),
    }  # fmt: skip
    assert [mark.shape for mark in panel.marks] == ["triangle-up"]


def test_bounds_that_hold_their_number_are_drawn_as_those_that_do_not() -> None:
    layout = stand({"value": ">=900"}, {"value": "<=50", "claimed_by": "x"}, measure="killed")
    (panel,) = layout.panels
    assert [mark.shape for mark in panel.marks] == ["triangle-up"]
    assert {(bar.y1, bar.style) for bar in panel.bars} == {(900, "certain"), (50, "possible")}
    texts = [text.text.replace("\n", " ") for text in layout.texts if text.role == "value"]
    assert texts == ["at least 900 people", "at most 50"]


def test_blocks_are_side_by_side_under_their_headings() -> None:
    layout = stand(*LOSSES, measure=MEASURES, width=1400)
    check(layout)
    headings = [text for text in layout.texts if text.role == "group"]
    assert [text.text for text in headings] == ["Killed", "Wounded", "Missing", "Casualties"]
    assert [text.x for text in headings] == sorted(text.x for text in headings)


def test_a_logarithmic_axis_is_labelled_and_has_ticks() -> None:
    layout = stand(*ROWS, measure="killed", log=True)
    check(layout)
    assert "logarithmic scale" in [text.text for text in layout.texts]
    assert layout.panels[0].y.ticks


def test_labels_that_do_not_fit_make_bars_horizontal() -> None:
    assert stand(*LOSSES, measure=MEASURES, width=360).panels[0].horizontal
    assert not stand(*LOSSES, measure=MEASURES, width=1400).panels[0].horizontal
