"""The marks of each kind of event, and their legend items."""

import pandas as pd
import pytest

from tests.internals import instant, split_background
from tests.layouts import laid_out
from timeline import Theme


def panel(**row):
    return laid_out([{"title": "One", "start": "1953-06-10", **row}], since="1953-06",
                    until="1953-06").panels[0]  # fmt: skip


def drawn(**row):
    return [(bar.style, bar.pattern) for bar in panel(**row).bars]


def test_certain_time_is_solid_possible_time_hatched_beneath():
    assert drawn() == [("certain", "")]
    assert drawn(start="1953-06-XX") == [("possible", "/")]
    assert drawn(start="1953-06-10", end="1953-06-XX") == [("possible", "/"), ("certain", "")]


def test_possible_time_is_lower_than_certain_time():
    low, full = panel(end="1953-06-XX").bars
    assert (low.style, full.style) == ("possible", "certain")
    assert low.y1 - low.y0 < full.y1 - full.y0 == Theme().bar_height
    assert (low.y0 + low.y1) / 2 == (full.y0 + full.y1) / 2


def test_an_approximate_date_looks_unlike_a_possible_one():
    assert drawn(start="1953-06~") == [("approximate", "/")]
    assert drawn(start="1953-06-10T12:00~") == []
    assert panel(start="1953-06-10T12:00~").marks[0].hollow
    assert not panel(start="1953-06-10T12:00").marks[0].hollow


@pytest.mark.parametrize(
    ("starts", "expected"),
    [
        (["1953-06-10T12:00"], [("too short for a bar", "certain", "circle")]),
        (["1953-06-10T12:00?"],
         [("approximate or uncertain (too short for a bar)", "hollow", "circle")]),
        (["1953-06~"], [("approximate or uncertain", "approximate", "")]),
        (["1953-06~", "1953-06-10T12:00~"],
         [("approximate or uncertain", "approximate", ""),
          ("approximate or uncertain (too short for a bar)", "hollow", "circle")]),
    ],
)  # fmt: skip
def test_the_legend_explains_hollow_marks_if_they_occur(starts, expected):
    rows = [{"title": f"No. {number}", "start": start} for number, start in enumerate(starts)]
    layout = laid_out(rows, since="1953-06", until="1953-06")
    assert [(entry.text, entry.style, entry.shape) for entry in layout.key] == expected
    assert any(mark.hollow for mark in layout.panels[0].marks) == ("hollow" in str(expected))


@pytest.mark.parametrize(
    ("row", "shapes"),
    [
        ({}, []),
        ({"end": ".."}, ["triangle-right"]),
        ({"end": "/"}, ["question"]),
        ({"start": "..", "end": "1953-06-10"}, ["triangle-left"]),
        ({"start": "1953-06-10T04:30"}, ["circle"]),
        ({"start": "1953-06-10T04:30", "end": "/"}, ["circle", "question"]),
    ],
)
def test_each_kind_of_end_has_its_mark(row, shapes):
    assert [mark.shape for mark in panel(**row).marks] == shapes


def test_a_bar_that_goes_on_ends_where_its_arrow_begins():
    found = panel(end="..")
    pixel = (found.x.high - found.x.low) / (found.box.x1 - found.box.x0)
    assert (found.x.high - found.bars[0].x1) / pixel == pytest.approx(15)
    assert (found.x.high - found.marks[0].x) / pixel == pytest.approx(11)


@pytest.mark.parametrize(
    ("row", "shapes"),
    [
        ({"start": "1953-05-01", "end": "1953-06-10"}, ["triangle-left"]),
        ({"start": "1953-06-10", "end": "1953-07-10"}, ["triangle-right"]),
        ({"start": "1953-05-01", "end": "1953-07-10"}, ["triangle-right", "triangle-left"]),
        ({"start": "1953-06-01", "end": "1953-06-30"}, []),
    ],
)
def test_clipped_bars_are_marked_and_explained_in_the_legend(row, shapes):
    layout = laid_out([{"title": "One", **row}], since="1953-06", until="1953-06")
    found = layout.panels[0]
    assert [mark.shape for mark in found.marks] == shapes
    assert all(mark.hollow for mark in found.marks)
    assert [entry.text for entry in layout.key] == ["goes on outside the figure"] * bool(shapes)
    assert {entry.style for entry in layout.key} <= {"hollow"}
    edges = {"triangle-left": found.bars[0].x0 - found.x.low,
             "triangle-right": found.x.high - found.bars[0].x1}  # fmt: skip
    pixel = (found.x.high - found.x.low) / (found.box.x1 - found.box.x0)
    for shape in shapes:
        assert edges[shape] / pixel == pytest.approx(15)


def test_a_sliver_of_a_clipped_bar_is_an_arrow_with_room():
    rows = [{"title": "One", "start": "1953-05-01", "end": "1953-06-01"}]
    found = laid_out(rows, since="1953-06-01", until="1954-06").panels[0]
    assert not found.bars
    assert [mark.shape for mark in found.marks] == ["triangle-left"]


def test_events_too_short_for_a_bar_have_one_shape_no_wider_than_the_shortest_bar():
    rows = [
        {"title": side, "start": "1953-06-10T04:30", "side": side} for side in ("PVA", "UN Command")
    ]
    marks = laid_out(rows).panels[0].marks
    assert len({mark.color for mark in marks}) == 2
    assert {mark.shape for mark in marks} == {"circle"}
    days = [
        {"title": str(day), "start": "1953-06-01", "end": f"1953-06-{day:02}"}
        for day in range(1, 9)
    ]
    long = {"title": "Long", "start": "1953", "end": "1956"}
    for width in (360, 720, 1080):
        layout = laid_out([*days, long], width=width)
        panel = layout.panels[0]
        pixel = (panel.box.x1 - panel.box.x0) / (panel.x.high - panel.x.low)
        shortest = min((bar.x1 - bar.x0) * pixel for bar in panel.bars)
        assert panel.marks
        assert all(mark.size + 1.5 <= shortest for mark in panel.marks)


def test_small_and_possible_looks_possible_as_a_mark_too():
    rows = [
        {"title": "Some year", "start": "195X"},
        {"title": "All years", "start": "1950/1959"},
        {"title": "Far", "start": "Y-12000"},
        {"title": "About", "start": "1950~"},
    ]
    layout = laid_out(rows)
    hollow = {mark.row: mark.hollow for mark in layout.panels[0].marks}
    assert hollow == {1: True, 2: False, 3: False, 4: True}
    told = [(one.text, one.style, one.mark) for one in layout.key]
    size = layout.panels[0].marks[0].size
    assert told == [
        ("too short for a bar", "certain", size),
        ("possible time, approximate or uncertain (too short for a bar)", "hollow", size),
    ]


def test_all_of_several_dates_are_drawn_and_told_as_those():
    start = "{1953-02-03,1953-02-20..1953-02-22}"
    rows = [{"title": "Raids", "start": start}, {"title": "B", "start": "1953-03-10"}]
    layout = laid_out(rows)
    drawn = [(bar.x0, bar.x1) for bar in layout.panels[0].bars if bar.row == 1]
    assert drawn == [
        (instant(1953, 2, 3), instant(1953, 2, 4)), (instant(1953, 2, 20), instant(1953, 2, 23)),
    ]  # fmt: skip
    hover = layout.panels[0].bars[0].hover
    assert "3 February 1953 and 20–22 February 1953" in hover
    far = laid_out([*rows, {"title": "C", "start": "1990"}])
    assert {mark.row for mark in far.panels[0].marks} >= {1}


def test_the_key_shows_a_side_as_it_is_drawn():
    rows = [
        {"title": "One", "start": "1953-06-10T04:30", "side": "PVA"},
        {"title": "Two", "start": "1953-06-11", "end": "1953-06-20", "side": "UN Command"},
    ]
    entries = {entry.text: entry.shape for entry in laid_out(rows).key}
    assert entries == {"PVA": "circle", "UN Command": "", "too short for a bar": "circle"}


def test_bands_lie_within_the_axis_and_nests_within_the_plot():
    rows = [
        {"id": "a", "title": "Battle", "start": "1953-06-10", "end": "1953-06-18"},
        {"id": "b", "title": "Night", "start": "1953-06-11", "parent": "a"},
        {"id": "c", "title": "War", "start": "1950", "end": "1953-07-27", "kind": "era"},
    ]
    layout = laid_out(rows, nights=(38.3, 127.3, 9.0), since="1953-06-10", until="1953-06-12")
    found = layout.panels[0]
    assert {band.style for band in found.bands} == {"era", "nest", "night"}
    for band in found.bands:
        assert found.x.low <= band.x0 <= band.x1 <= found.x.high
    nest = next(band for band in found.bands if band.style == "nest")
    assert nest.x0 == instant(1953, 6, 10)
    assert found.y.high <= nest.y0 < nest.y1 <= found.y.low


def test_the_legend_explains_marks():
    brief = {"title": "Raid", "start": "1953-06-10T12:00", "side": "US"}
    long = {"title": "Battle", "start": "1953-06", "side": "US"}
    options = {"since": "1953-06", "until": "1953-06"}
    told = ("too short for a bar", "circle")
    assert [(one.text, one.shape) for one in laid_out([brief, long], **options).key] == [
        ("US", ""), told,
    ]  # fmt: skip
    other = {**brief, "side": "PVA"}
    assert told in [(one.text, one.shape) for one in laid_out([other, long], **options).key]


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


def test_an_uncertain_marker_covers_its_possible_time():
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
    assert len(split_background(frame).behind) == 0
