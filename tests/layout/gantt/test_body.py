"""A Gantt body and its page slices: all of it, or a run of lanes moved to the top."""

from tests.internals import Look, PageSlice, plan_gantt, select
from tests.layouts import table
from timeline import Theme

ROWS = [
    {"title": "Siege", "start": "1953-06-02", "end": "1953-06-20", "id": "s"},
    *({"title": f"Assault {n}", "start": "1953-06-03", "parent": "s"} for n in range(4)),
]
LOOK = Look(720, Theme(), {}, title="June")
SELECTION = select(table(ROWS), claims=False)
PLAN = plan_gantt(SELECTION, LOOK)


def test_the_whole_page_is_the_layout_with_the_expected_height():
    assert PLAN.figure().height == PLAN.height(PLAN.frame(), PLAN.whole)


def test_a_part_holds_its_lanes_alone_at_the_top_and_their_ground():
    strips = PLAN.block.strips[2:4]
    shift = -strips[0].top
    sheet = PageSlice(tuple(strips), strips[0].top, strips[-1].bottom, shift)
    layout = PLAN.layout(PLAN.frame(), sheet)
    panel = layout.panels[0]
    assert panel.box.y1 - panel.box.y0 == sheet.height
    rows = {row for strip in strips for row in strip.rows}
    lines = {SELECTION.frame["line"].tolist()[row] for row in rows}
    assert {drawn.row for drawn in (*panel.bars, *panel.marks)} == lines
    labels = [text for text in layout.texts if text.role == "label"]
    assert {text.row for text in labels} == lines
    assert all(panel.box.y0 <= text.y <= panel.box.y1 for text in labels)
    (nest,) = (band for band in panel.bands if band.style == "nest")
    assert (nest.y0, nest.y1) == (0.0, sheet.height)
