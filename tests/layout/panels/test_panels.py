"""Several charts on one time axis, with shared backgrounds and no overlaps."""

from itertools import pairwise

import pytest

from tests.internals import Layout, panels_chart, plotly_figure, stacked
from tests.layouts import laid_out, overlapping, place, text_boxes
from timeline import THEMES, read_events

TABLE = """title,start,end,group,lane,side,kind,measure,value,unit,claimed_by,source,note
Assault,1953-06-10,1953-06-12,Outpost Harry,Infantry of both sides,PVA,assault,,,,,s,At night.
Relief,1953-06-16,..,Outpost Harry,,UN,relief,,,,,s,
Truce talks,1953-06-11,1953-06-14,,,,era,,,,,s,
Shells,1953-06-10,,,,PVA,,shells,1200,rounds,UN,s,By ear.
Shells,1953-06-12,,,,PVA,,shells,900,rounds,UN,s,
Shells,1953-06-12,,,,UN,,shells,2100,rounds,UN,s,
Losses,1953-06-12,,,,UN,,killed,12,people,UN,s,
Losses,1953-06-12,,,,UN,,killed,40,people,PVA,s,
"""
CHARTS = (
    {"chart": "gantt"},
    {"chart": "bars", "measure": "shells", "period": "day", "heading": "Shells a day"},
    {"chart": "bars", "measure": "killed", "by": "claimed_by", "period": "day", "heading": "Lost"},
)


def panels_layout(width: float, **options: object) -> Layout:
    chart = panels_chart(read_events(TABLE.encode()), charts=CHARTS, title="June", **options)  # type: ignore[arg-type]
    return chart.lay_out(width, chart.theme)


@pytest.mark.parametrize("width", [360, 720, 1080])
def test_all_charts_have_the_same_edges_and_the_same_time(width: int) -> None:
    layout = panels_layout(width)
    edges = {(panel.box.x0, panel.box.x1) for panel in layout.panels}
    assert len(edges) == 1
    assert all(edge == round(edge) for edge in edges.pop())
    assert len({(panel.x.low, panel.x.high) for panel in layout.panels}) == 1
    assert all(one.box.y1 < two.box.y0 for one, two in pairwise(layout.panels))


@pytest.mark.parametrize("width", [360, 720, 1080])
def test_a_day_has_the_same_pixel_in_every_chart(width: int) -> None:
    lanes, shells, _ = panels_layout(width).panels
    assault = min(bar.x0 for bar in lanes.bars if bar.name == "PVA")
    column = next(bar for bar in shells.bars if "1,200" in bar.hover)
    middle = (column.x0 + column.x1) / 2
    assert place(lanes, assault) < place(shells, middle) < place(lanes, assault + 86400)
    assert place(lanes, assault) == place(shells, assault)


@pytest.mark.parametrize("width", [360, 720, 1080])
def test_no_text_covers_another_or_leaves_the_figure(width: int) -> None:
    layout = panels_layout(width)
    boxes = text_boxes(layout)
    for number, (name, box) in enumerate(boxes):
        assert box.x0 >= 0, name
        assert box.x1 <= width, name
        assert box.y1 <= layout.height, name
        for other, beside in boxes[number + 1 :]:
            assert not box.overlaps(beside, -1), (name, other)


def test_only_the_last_axis_writes_its_ticks_and_all_have_the_same() -> None:
    *upper, last = panels_layout(720).panels
    assert any(tick.text for tick in last.x.ticks)
    for panel in upper:
        assert not any(tick.text for tick in panel.x.ticks)
        assert [tick.at for tick in panel.x.ticks] == [tick.at for tick in last.x.ticks]


def test_an_era_is_behind_every_chart() -> None:
    for panel in panels_layout(720).panels:
        assert [band.style for band in panel.bands].count("era") == 1


def test_competing_claims_are_side_by_side_and_a_day_without_a_record_is_a_gap() -> None:
    layout = panels_layout(720)
    killed = layout.panels[2]
    assert sorted(bar.y1 - bar.y0 for bar in killed.bars) == [12, 40]
    assert len({bar.x0 for bar in killed.bars}) == 2
    assert any(note.startswith("No record: ") for note in layout.meta["notes"])
    assert layout.meta["notes"][:2] == ["¹ At night.", "Shells: By ear."]


def test_series_other_than_sides_do_not_use_side_colours() -> None:
    lanes, _, killed = panels_layout(720).panels
    sides = {bar.color for bar in lanes.bars if bar.name}
    assert not sides & {bar.color for bar in killed.bars}


ROWS = [{"title": "Assault", "start": "1953-06-10"}]


def two():
    parts = [(laid_out(ROWS, width=400, theme=name), THEMES[name]) for name in ("light", "dark")]
    return parts, stacked(parts, {"title": "Both"})


def test_stacked_figures_do_not_overlap():
    parts, both = two()
    assert both.height == sum(layout.height for layout, _ in parts)
    assert not list(overlapping(text_boxes(both)))
    halves = [
        {t.panel for t in both.texts if (t.y > parts[0][0].height) == below} for below in (0, 1)
    ]
    assert halves == [{0}, {1}]


def test_texts_have_the_colours_of_their_theme():
    _, both = two()
    inks = [text.color for text in both.texts if text.role == "heading"]
    assert inks == [THEMES["light"].ink, THEMES["dark"].ink]


def test_each_panel_has_the_background_of_its_theme():
    _, both = two()
    layout = plotly_figure(both, THEMES["light"])["layout"]
    papers = [shape["fillcolor"] for shape in layout["shapes"] if shape["name"] == "ground"]
    assert papers == [THEMES["light"].paper, THEMES["dark"].paper]
    assert layout["xaxis2"]["gridcolor"] == THEMES["dark"].grid
