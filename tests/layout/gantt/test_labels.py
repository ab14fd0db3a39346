"""Properties of labels on leaders: each leads to its event, and none crosses another label."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.internals import (
    LABELS_APART,
    MOST_LINES,
    MOST_ROWS,
    Box,
    Hanging,
    Room,
    hang,
    label_height,
    place_label,
    text_width,
)
from tests.layouts import ROWS, drawn_boxes, laid_out, place

RIGHT = 400.0


@st.composite
def hangings(draw):
    """Return an event whose label may have room beside it, right or left."""
    start = draw(st.integers(0, 380))
    end = start + draw(st.integers(1, 400 - start))
    width, rows = draw(st.integers(10, 300)), draw(st.integers(1, 3))
    ways = [None]
    ways += [(start, end + 6 + width)] if end + 6 + width <= RIGHT else []
    ways += [(start - 6 - width, end)] if start - 6 - width >= 0 else []
    ways += [(start, end)] if width + 12 <= end - start else []
    return Hanging((start, end), draw(st.sampled_from([start, (start + end) / 2])), width, rows,
                   draw(st.sampled_from(ways)))  # fmt: skip


MANY = st.lists(hangings(), max_size=40)


def hung(events, **options):
    return hang(events, left=0, right=RIGHT, **options)


@settings(max_examples=300)
@given(MANY, st.booleans())
def test_no_label_meets_another_or_the_leader_of_another(events, by_left):
    for line in hung(events, by_left=by_left):
        labels, stems = {}, {}
        for n, flag in line.items():
            if flag:
                low, high = flag.below, flag.below + events[n].rows
                assert high <= MOST_ROWS
                assert flag.left >= 0
                labels[n] = Box(flag.left, low, flag.left + events[n].width, high)
                stems[n] = Box(events[n].stem, 0, events[n].stem, low)
                assert labels[n].x0 <= events[n].stem <= max(labels[n].x1, events[n].stem)
        for one, two in combinations(labels, 2):
            assert not labels[one].overlaps(labels[two])
        for one, stem in stems.items():
            for two, label in labels.items():
                assert one == two or not stem.overlaps(label, gap=0.0)


@settings(max_examples=300)
@given(MANY, st.booleans())
def test_nothing_touches_on_a_line(events, by_left):
    for line in hung(events, by_left=by_left):
        spans = {n: events[n].bar if flag else events[n].beside for n, flag in line.items()}
        for one, two in combinations(line, 2):
            (a0, a1), (b0, b1) = spans[one], spans[two]
            assert a1 < b0 or b1 < a0


@given(MANY, st.booleans())
def test_every_event_is_on_one_line(events, by_left):
    lines = hung(events, by_left=by_left)
    assert sorted(n for line in lines for n in line) == list(range(len(events)))
    assert all(lines)


@given(MANY)
def test_a_label_hangs_only_where_it_has_no_room_beside(events):
    for line in hung(events):
        if len(line) == 1:
            [(n, flag)] = line.items()
            assert (flag is None) == (events[n].beside is not None)


def test_crowded_labels_are_stacked():
    events = [Hanging((x, x + 10), x + 5, 100, 1, (x, x + 116)) for x in (0, 20, 40)]
    [line] = hung(events)
    assert [line[n] and (line[n].left, line[n].below) for n in range(3)] == [(5, 1), (25, 0), None]


def test_near_the_right_edge_a_label_ends_at_its_leader():
    events = [Hanging((x, x + 10), x + 5, 100, 1, None) for x in (360, 380)]
    [line] = hung(events)
    assert [(flag.left, flag.below) for _, flag in sorted(line.items())] == [(265, 0), (285, 1)]


def test_a_label_keeps_away_from_the_mark_before_it():
    events = [Hanging((x, x + 10), x + 5, 60, 1, (x - 66, x + 10)) for x in (70, 140)]
    [line] = hung(events)
    assert line[0] is None
    assert (line[1] is None) == (80 + LABELS_APART <= 74)


@settings(max_examples=40)
@given(ROWS, st.sampled_from([300, 360, 720, 1080]))
def test_a_leader_runs_from_its_event_to_its_label_and_meets_nothing_else(rows, width):
    layout = laid_out(rows, width=width, labels="leaders")
    panel = layout.panels[0]
    leaders = [rule for rule in panel.rules if rule.style == "leader"]
    drawn = drawn_boxes(layout)
    texts = [text for text in layout.texts if text.role in ("label", "lane", "group")]
    for rule in leaders:
        x, top, foot = place(panel, rule.x0), panel.box.y0 + rule.y1, panel.box.y0 + rule.y0
        assert rule.x0 == rule.x1
        assert top < foot
        mine = {row for row, box in drawn if box.x0 - 0.5 <= x <= box.x1 + 0.5
                and box.y0 - 6 <= foot <= box.y1}  # fmt: skip
        named = [text for text in texts if abs(text.box.y1 - top) < 0.5 and text.row in mine]
        assert len(named) == 1
        line = Box(x, top, x, foot)
        assert not [text for text in texts if line.overlaps(text.box, gap=-0.5)]
        assert not [row for row, box in drawn if line.overlaps(box, gap=-0.5) and row not in mine]


@pytest.mark.parametrize("labels", ["text", "numbers"])
def test_without_leaders_there_are_none(labels):
    rows = [{"title": "Relief of the outpost", "start": f"1953-06-{day:02d}"} for day in (8, 9, 10)]
    rules = laid_out(rows, labels=labels, since="1953-06", until="1953-06").panels[0].rules
    assert [rule for rule in rules if rule.style == "leader"] == []


@given(MANY)
def test_an_event_right_of_all_others_puts_none_on_another_line(events):
    events = [event for event in events if event.bar[1] < 300 and event.stem + event.width < 300]
    far = Hanging((390, 396), 390, 5, 1, None)
    before, after = hung(events), hung([*events, far])
    assert [set(line) - {len(events)} for line in after if set(line) != {len(events)}] == [
        set(line) for line in before
    ]


PLOT = Room(20, 420, 12)
PHONE = Room(20, 420, 12, widest=1.0)
SPANS = st.tuples(st.floats(20, 400), st.floats(0, 200)).map(
    lambda pair: (pair[0], min(pair[0] + pair[1], 420.0))
)
LONG = "Counter-attack by the 3rd Battalion after midnight on the eastern slope"


def test_a_short_label_is_in_a_long_bar():
    label = place_label("Relief", (100, 200), inside=(100, 200), room=PLOT)
    assert (label.where, label.x, label.anchor) == ("inside", 106, "start")
    assert (label.left, label.right) == (100, 200)


def test_a_label_is_not_on_possible_time():
    label = place_label("Relief", (100, 200), inside=(190, 110), room=PLOT)
    assert label.where == "right"
    assert label.x > 200


def test_at_the_right_edge_it_is_left_of_its_bar():
    label = place_label("Relief of the garrison", (400, 410), inside=(400, 410), room=PLOT)
    assert (label.where, label.anchor) == ("left", "end")
    assert label.x < 400
    assert label.x - label.width - label.left == 14  # the mark before it keeps clear


def test_a_long_label_is_broken_in_two_beside_its_bar():
    label = place_label("Counter-attack by the 3rd Battalion", (30, 40), inside=(30, 40), room=PLOT)
    assert label.where == "right"
    assert len(label.lines) == 2


def test_longer_labels_are_above():
    label = place_label(LONG, (200, 210), inside=(200, 210), room=PLOT)
    assert label.where == "above"
    assert not label.cut


def test_on_a_phone_only_one_line_labels_are_beside_bars():
    text = "Counter-attack by the 3rd Battalion after midnight"
    early, middle = (
        place_label(text, (x, x + 10), inside=(x, x), room=PHONE) for x in (40.0, 200.0)
    )
    assert (early.where, early.lines) == ("right", (text,))
    assert (middle.where, middle.lines) == ("above", (text,))
    assert place_label("Relief", (100, 200), inside=(100, 200), room=PHONE).where == "inside"


def test_only_texts_over_the_line_limit_are_shortened_with_an_ellipsis():
    label = place_label(LONG * 6, (100, 110), inside=(100, 110), room=PHONE)
    assert len(label.lines) == MOST_LINES
    assert label.cut
    assert label.lines[-1].endswith("…")


def test_no_text_no_label():
    label = place_label("", (100, 110), inside=(100, 110), room=PLOT)
    assert (label.where, label.lines, label.left, label.right) == ("none", (), 100, 110)
    assert label_height(label, 12) == 0


def test_a_width_that_is_known_is_not_measured_again():
    measured = place_label("Relief", (100, 110), inside=(100, 110), room=PLOT)
    known = place_label(
        "Relief", (100, 110), inside=(100, 110), room=PLOT, width=text_width("Relief", 12)
    )
    assert measured == known


@given(st.text(min_size=1, max_size=80).filter(str.strip), SPANS, st.sampled_from([PLOT, PHONE]))
def test_a_label_is_within_the_plot_and_the_extent_holds_it_and_its_bar(text, bar, room):
    label = place_label(text, bar, inside=bar, room=room)
    left = label.x if label.anchor == "start" else label.x - label.width
    assert room.left - 0.01 <= left
    assert left + label.width <= room.right + 0.01
    assert label.left <= min(left, bar[0]) + 0.01
    assert label.right >= max(left + label.width, bar[1]) - 0.01


@given(st.sampled_from(["Relief", LONG]), SPANS)
def test_beside_its_bar_a_label_does_not_touch_it(text, bar):
    label = place_label(text, bar, inside=(bar[1], bar[0]), room=PLOT)
    if label.where == "right":
        assert label.x >= bar[1] + 1
    if label.where == "left":
        assert label.x <= bar[0] - 1
    assert label.where != "inside"


def test_a_plot_may_give_lines_beside_a_bar_more_of_its_room():
    text = "PVA shells over 81 mm, whole battle: 88,810 rounds, according to the article"
    beside = place_label(text, (330, 400), inside=(330, 330), room=replace(PLOT, widest=0.65))
    assert (beside.where, len(beside.lines)) == ("left", 2)
    assert place_label(text, (330, 400), inside=(330, 330), room=PLOT).where == "above"
