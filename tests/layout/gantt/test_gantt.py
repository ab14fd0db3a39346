"""Properties of a Gantt: no collisions, no losses, reproducible."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.internals import Layout, instant
from tests.layouts import ROWS, drawn_boxes, laid_out, overlapping, place, table, text_boxes

WIDTHS = st.sampled_from([300, 360, 720, 1080])
LABELS = st.sampled_from(["text", "leaders"])
FEW = settings(max_examples=15)


@settings(max_examples=60)
@given(ROWS, WIDTHS, LABELS)
def test_nothing_collides(rows, width, labels):
    layout = laid_out(rows, width=width, labels=labels)
    assert not list(overlapping(text_boxes(layout)))
    drawn = drawn_boxes(layout)
    for index, (row, box) in enumerate(drawn):
        for other_row, other in drawn[:index]:
            assert row == other_row or not box.overlaps(other, gap=-0.5), (row, other_row)
    labels = [text for text in layout.texts if text.role == "label"]
    for text in labels:
        for row, box in drawn:
            if text.box.overlaps(box, gap=-0.5):  # then it is within its own bar
                assert row == text.row
                assert text.color != "ink" or text.box.x0 >= box.x0
                assert box.x0 <= text.box.x0
                assert text.box.x1 <= box.x1


@FEW
@given(ROWS, WIDTHS, LABELS)
def test_nothing_reaches_beyond_the_figure_and_no_text_is_small(rows, width, labels):
    layout = laid_out(rows, width=width, labels=labels)
    boxes = [*text_boxes(layout), *((str(row), box) for row, box in drawn_boxes(layout))]
    for said, box in boxes:
        assert box.x0 >= 0, said
        assert box.x1 <= layout.width + 0.01, said
        assert box.y0 >= 0, said
        assert box.y1 <= layout.height, said
    assert min(text.size for text in layout.texts) >= 9


@FEW
@given(ROWS, WIDTHS, LABELS)
def test_every_event_is_drawn_once_and_named_once(rows, width, labels):
    layout = laid_out(rows, width=width, labels=labels)
    panel = layout.panels[0]
    lines = set(table(rows).frame["line"])
    assert {row for row, _ in drawn_boxes(layout)} == lines
    labels = [text.row for text in layout.texts if text.role == "label"]
    assert sorted(labels) == sorted(lines)
    certain = [bar.row for bar in panel.bars if bar.style == "certain"]
    assert len(certain) == len(set(certain))


def unlined(layout: Layout) -> list[object]:
    """Return the parts of a layout without the lines of the table, in an order of their own."""
    panel = layout.panels[0]
    parts = [*layout.texts, *panel.bars, *panel.marks]
    return sorted((repr(replace(part, row=-1)) for part in parts), key=str)


@FEW
@given(ROWS, st.randoms(use_true_random=False), LABELS)
def test_the_order_of_rows_matters_among_those_of_one_date_alone(rows, random, labels):
    rows = [{"id": f"e{number}", **row} for number, row in enumerate(rows)]
    starts = table(rows).frame["start_earliest"].tolist()
    places = random.sample(range(len(rows)), len(rows))
    # Rows that begin together keep their order: that is how a figure shows them.
    waiting = {start: [n for n, one in enumerate(starts) if one == start] for start in starts}
    shuffled = [rows[waiting[starts[place]].pop(0)] for place in places]
    options = {"labels": labels}
    assert unlined(laid_out(rows, **options)) == unlined(laid_out(shuffled, **options))


@FEW
@given(ROWS, WIDTHS)
def test_the_same_table_gives_the_same_layout(rows, width):
    assert laid_out(rows, width=width) == laid_out(rows, width=width)


def test_in_order_of_the_table_groups_follow_the_table():
    rows = [
        {"title": "Later", "start": "1953-06-20", "group": "Second"},
        {"title": "Sooner", "start": "1953-06-10", "group": "First"},
    ]

    def groups(order):
        return [text.text for text in laid_out(rows, order=order).texts if text.role == "group"]

    assert groups("table") == ["Second", "First"]
    assert groups("time") == ["First", "Second"]


def test_a_row_added_at_the_end_of_time_moves_nothing_before_it():
    rows = [{"title": f"Assault {day}", "start": f"1953-06-{day:02d}"} for day in (10, 10, 11, 14)]
    options = {"since": "1953-06-01", "until": "1953-06-30"}
    before = laid_out(rows, **options)
    after = laid_out([*rows, {"title": "Relief", "start": "1953-06-18"}], **options)
    assert set(before.panels[0].bars) <= set(after.panels[0].bars)
    assert {text for text in before.texts if text.role == "label"} <= set(after.texts)


@FEW
@given(ROWS, WIDTHS)
def test_a_label_left_of_its_mark_is_nearer_to_it_than_to_any_other(rows, width):
    layout = laid_out(rows, width=width)
    drawn = drawn_boxes(layout)
    labels = [text for text in layout.texts if text.role == "label"]
    others = [(text.row, text.box) for text in labels]
    for text in labels:
        if text.anchor == "end":
            for row, box in [*drawn, *others]:
                level = box.y0 < text.y < box.y1
                if level and row != text.row and box.x1 <= text.box.x0:
                    assert text.box.x0 - box.x1 >= 18, (text.text, row)


def test_a_late_crowd_keeps_left_labels_away_from_the_marks_before_them():
    rows = [
        {"title": "Albemarle Sound", "start": f"1953-06-{day}T00:00"} for day in range(10, 30)
    ]  # fmt: skip
    layout = laid_out(rows, width=1080)
    ends = [text for text in layout.texts if text.anchor == "end" and text.role == "label"]
    assert ends
    for text in ends:
        for row, box in drawn_boxes(layout):
            if row != text.row and box.y0 < text.y < box.y1 and box.x1 < text.x:
                assert text.box.x0 - box.x1 >= 18


@pytest.mark.parametrize("title", ["Two\nlines", "A\ttab", "Many   blanks"])
def test_white_space_in_a_title_is_one_blank_in_its_label(title):
    layout = laid_out([{"title": title, "start": "1953-06-10", "kind": "battle"}], width=360)
    told = [text.text for text in layout.texts if text.role == "label"]
    assert told == [" ".join(title.split())]


def test_phases_are_below_their_event_to_any_depth():
    rows = [
        {"id": "a", "title": "Battle", "start": "1953-06-10", "end": "1953-06-18"},
        {"id": "b", "title": "Night", "start": "1953-06-11", "end": "1953-06-12", "parent": "a"},
        {"id": "c", "title": "Hour", "start": "1953-06-11", "parent": "b"},
        {"id": "d", "title": "Elsewhere", "start": "1953-06-10"},
    ]
    layout = laid_out(rows)
    y = {text.text: text.y for text in layout.texts if text.role == "label"}
    assert y["Battle"] < y["Night"] < y["Hour"]
    assert not y["Battle"] < y["Elsewhere"] < y["Hour"]
    nests = [band for band in layout.panels[0].bands if band.style == "nest"]
    assert len(nests) == 2
    assert any(outer.y0 < inner.y0 and inner.y1 <= outer.y1 for outer in nests for inner in nests)


def test_eras_lie_behind_and_keep_their_names_where_they_crowd():
    eras = [
        {"title": f"Era of the long name {n}", "start": f"1953-06-{n:02d}", "kind": "era"}
        for n in (10, 11, 12)
    ]
    layout = laid_out([*eras, {"title": "Relief", "start": "1953-06-11"}], width=360)
    names = [text for text in layout.texts if text.role == "era"]
    assert {text.text for text in names} == {era["title"] for era in eras}
    assert all(text.box.y1 <= layout.panels[0].box.y0 for text in names)
    assert [band.style for band in layout.panels[0].bands] == ["era"] * 3
    assert not list(overlapping(text_boxes(layout)))


def test_a_table_of_eras_alone_is_drawn_as_events():
    layout = laid_out([{"title": "Truce", "start": "1953-07-27", "kind": "era"}])
    assert [text.text for text in layout.texts if text.role == "label"] == ["Truce"]


def test_a_window_cuts_bars_and_keeps_marks_whole():
    rows = [
        {"title": "Long", "start": "1953-01", "end": "1954-01"},
        {"title": "Edge", "start": "1953-06-01T00:00"},
        {"title": "Open", "start": "1953-06-29", "end": "/"},
    ]
    layout = laid_out(rows, since="1953-06", until="1953-06")
    panel = layout.panels[0]
    for row, box in drawn_boxes(layout):
        assert panel.box.x0 - 0.01 <= box.x0, row
        assert box.x1 <= panel.box.x1 + 0.01, row


def test_the_legend_explains_only_what_occurs():
    plain = laid_out([{"title": "Relief", "start": "1953-06-10", "side": "PVA"}])
    assert [entry.text for entry in plain.key] == ["PVA"]
    rows = [
        {"title": "A", "start": "1953-06-10", "end": ".."},
        {"title": "B", "start": "1953-06-10", "end": "/"},
        {"title": "C", "start": "1953-06-10~"},
        {"title": "D", "start": "1953-05", "end": "1953-06"},
    ]
    told = [entry.text for entry in laid_out(rows).key]
    assert told == ["possible time", "approximate or uncertain", "goes on", "end unknown"]
    sample = [text for text in laid_out(rows).texts if text.role == "key"]
    assert [text.text for text in sample] == ["?"]


def test_notes_are_numbered_at_their_labels_and_printed_below():
    layout = laid_out([{"title": "Relief", "start": "1953-06-10", "note": "By night."}])
    label = next(text for text in layout.texts if text.role == "label")
    note = [text.text for text in layout.texts if text.role == "note"]
    assert label.text == "Relief¹"
    assert note == ["¹", "By night."]


@pytest.mark.parametrize("title", ["", " ", "x" * 400])
def test_any_title_of_the_figure_has_room(title):
    layout = laid_out([{"title": "Relief", "start": "1953-06-10"}], width=300, title=title)
    assert not list(overlapping(text_boxes(layout)))
    assert all(box.x1 <= 300 for _, box in text_boxes(layout))


def test_the_figure_grows_with_its_lanes():
    def row(n):
        return {"title": f"Assault {n}", "start": "1953-06-10"}

    few, many = laid_out([row(1)]), laid_out([row(n) for n in range(30)])
    assert many.height - few.height == pytest.approx(29 * 24)


def test_an_instant_is_at_its_time_and_a_bar_from_edge_to_edge():
    layout = laid_out(
        [
            {"title": "One", "start": "1953-06-10T04:30"},
            {"title": "Two", "start": "1953-06-12", "end": "1953-06-20"},
        ]
    )
    panel = layout.panels[0]
    assert panel.marks[0].x == instant(1953, 6, 10, 4, 30)
    assert (panel.bars[0].x0, panel.bars[0].x1) == (instant(1953, 6, 12), instant(1953, 6, 21))
    assert panel.box.x0 < place(panel, panel.marks[0].x) < panel.box.x1
