"""Eras and marked instants lie behind the events, named, and none is lost."""

import pandas as pd

from tests.internals import set_apart
from tests.layouts import laid_out

DAY = 86400.0
EVENT = {"title": "Assault", "start": "1953-06-10", "end": "1953-06-12"}
MARKER = {"title": "Armistice", "start": "1953-07-27", "kind": "marker"}
ERA = {"title": "Spring", "start": "1953-03", "end": "1953-05", "kind": "era"}


def bands(*rows, **options):
    panel = laid_out(rows, **options).panels[0]
    return panel, [band for band in panel.bands if band.style in ("era", "marker")]


def test_a_marker_is_a_line_with_its_name_above_and_no_bar():
    layout = laid_out([EVENT, {**EVENT, "start": "1951", "end": ""}, MARKER])
    (band,) = [band for band in layout.panels[0].bands if band.style == "marker"]
    assert band.x0 == band.x1
    names = {text.text: text for text in layout.texts if text.role == "era"}
    assert set(names) == {"Armistice"}
    assert names["Armistice"].y < layout.panels[0].box.y0
    assert all(bar.row != 4 for bar in layout.panels[0].bars)


def test_what_is_marked_as_long_as_it_may_be_is_that_wide():
    panel, (band,) = bands(EVENT, {**MARKER, "start": "1953-06"})
    assert band.x1 - band.x0 == 30 * DAY
    assert panel.x.low <= band.x0 < band.x1 <= panel.x.high


def test_the_axis_holds_markers_and_eras_that_are_away_from_the_events():
    panel, found = bands(EVENT, MARKER, ERA)
    assert [band.style for band in found] == ["era", "marker"]
    for band in found:
        assert panel.x.low <= band.x0 <= band.x1 <= panel.x.high


def test_an_era_that_reaches_beyond_the_events_is_cut_by_the_plot():
    panel, (band,) = bands(EVENT, {**ERA, "end": "1953-06-11"})
    assert band.x0 == panel.x.low


def test_a_table_of_nothing_but_eras_and_markers_is_drawn_as_events():
    panel, found = bands(MARKER, ERA)
    assert found == []
    assert len({bar.row for bar in panel.bars} | {mark.row for mark in panel.marks}) == 2


def test_names_of_kinds_that_are_not_ours_stay_events():
    frame = pd.DataFrame({"kind": ["eras", "Marker", ""]})
    assert len(set_apart(frame).behind) == 0
