"""Labels stand in, beside or above their bar, and always within the plot."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.internals import MOST_LINES, Room, label_height, place_label, text_width

PLOT = Room(20, 420, 12)
PHONE = Room(20, 420, 12, widest=1.0)
SPANS = st.tuples(st.floats(20, 400), st.floats(0, 200)).map(
    lambda pair: (pair[0], min(pair[0] + pair[1], 420.0))
)
LONG = "Counter-attack by the 3rd Battalion after midnight on the eastern slope"


def test_a_short_label_stands_in_a_long_bar():
    label = place_label("Relief", (100, 200), inside=(100, 200), room=PLOT)
    assert (label.where, label.x, label.anchor) == ("inside", 106, "start")
    assert (label.left, label.right) == (100, 200)


def test_a_label_does_not_stand_on_time_that_is_only_possible():
    label = place_label("Relief", (100, 200), inside=(190, 110), room=PLOT)
    assert label.where == "right"
    assert label.x > 200


def test_at_the_right_edge_it_stands_left_of_its_bar():
    label = place_label("Relief of the garrison", (400, 410), inside=(400, 410), room=PLOT)
    assert (label.where, label.anchor) == ("left", "end")
    assert label.x < 400
    assert label.x - label.width - label.left == 14  # what stands before it keeps away


def test_a_long_label_is_broken_in_two_beside_its_bar():
    label = place_label("Counter-attack by the 3rd Battalion", (30, 40), inside=(30, 40), room=PLOT)
    assert label.where == "right"
    assert len(label.lines) == 2


def test_what_is_longer_stands_above():
    label = place_label(LONG, (200, 210), inside=(200, 210), room=PLOT)
    assert label.where == "above"
    assert not label.cut


def test_on_a_phone_a_label_of_one_line_stands_beside_and_no_other():
    text = "Counter-attack by the 3rd Battalion after midnight"
    early, middle = (
        place_label(text, (x, x + 10), inside=(x, x), room=PHONE) for x in (40.0, 200.0)
    )
    assert (early.where, early.lines) == ("right", (text,))
    assert (middle.where, middle.lines) == ("above", (text,))
    assert place_label("Relief", (100, 200), inside=(100, 200), room=PHONE).where == "inside"


def test_only_what_needs_more_lines_than_there_may_be_is_cut_and_says_so():
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
