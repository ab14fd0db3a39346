"""Rows from top to bottom: groups, named lanes, phases under their event."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import Item, arrange

HEIGHTS = {"group": 28.0, "lane name": 22.0, "lane": 15.6}


def tall(kind, text):
    return HEIGHTS[kind] * (text.count(" ") + 1)


def item(row, left, right, **more):
    return Item(row, left, right, **{"body": 18.0, "above": 0.0, "order": left, **more})


def arranged(items, **options):
    return arrange(items, lane_gap=6.0, tall=tall, **options)


ITEMS = st.lists(
    st.tuples(st.integers(0, 300), st.integers(1, 90), st.sampled_from(["", "A", "B"]),
              st.sampled_from(["", "Air", "Guns"]), st.integers(-1, 8)),
    min_size=1, max_size=20,
).map(lambda rows: [
    item(n, x, x + width, group=group, lane=lane, parent=parent if parent < n else -1)
    for n, (x, width, group, lane, parent) in enumerate(rows)
])  # fmt: skip


@given(ITEMS, st.booleans(), st.booleans())
def test_every_item_has_one_place_and_no_two_touch(items, by_time, above):
    block = arranged(items, by_time=by_time, headings_for_lanes=above)
    assert set(block.middles) == {each.row for each in items}
    for n, one in enumerate(items):
        for two in items[:n]:
            apart = one.right + 8 <= two.left or two.right + 8 <= one.left
            assert apart or abs(block.middles[one.row] - block.middles[two.row]) >= 18


@given(ITEMS, st.booleans())
def test_strips_follow_each_other_without_overlap_down_to_the_end(items, by_time):
    block = arranged(items, by_time=by_time)
    for one, two in zip(block.strips, block.strips[1:], strict=False):
        assert one.bottom <= two.top
    assert block.strips[-1].bottom == block.y
    rows = [row for strip in block.strips for row in strip.rows]
    assert sorted(rows) == [each.row for each in items]


@given(ITEMS)
def test_phases_are_in_the_nest_of_their_event(items):
    block = arranged(items)
    nests = {row: (top, bottom) for row, top, bottom in block.nests}
    for each in items:
        if each.parent >= 0:
            top, bottom = nests[each.parent]
            assert top < block.middles[each.row] < bottom
            assert block.middles[each.parent] < top


def test_groups_have_headings_and_ungrouped_rows_come_first():
    block = arranged([item(0, 0, 9, group="B"), item(1, 5, 9), item(2, 3, 9, group="A")])
    assert [(strip.kind, strip.text) for strip in block.strips] == [
        ("lane", ""), ("group", "B"), ("lane", ""), ("group", "A"), ("lane", ""),
    ]  # fmt: skip
    assert [strip.rows for strip in block.strips if strip.rows] == [(1,), (0,), (2,)]


def test_a_lane_is_named_once_beside_or_above():
    items = [item(0, 0, 50, lane="Air"), item(1, 10, 50, lane="Air")]
    beside = arranged(items)
    assert [strip.text for strip in beside.strips] == ["Air", ""]
    above = arranged(items, headings_for_lanes=True)
    assert [(s.kind, s.text) for s in above.strips] == [
        ("lane name", "Air"), ("lane", ""), ("lane", ""),
    ]  # fmt: skip


def test_a_name_of_several_lines_widens_its_lane_and_bars_stay_in_the_middle():
    block = arranged([item(0, 0, 50, lane="Artillery of both sides"), item(1, 0, 50)])
    named = next(strip for strip in block.strips if strip.text)
    assert named.bottom - named.top == pytest.approx(4 * 15.6 + 6)
    assert block.middles[0] == pytest.approx((named.top + named.bottom - 6) / 2)


def test_labels_above_make_room_above():
    plain, above = (arranged([item(0, 0, 9, above=height)]) for height in (0.0, 16.0))
    assert above.middles[0] - plain.middles[0] == 16
    assert above.y - plain.y == 16


def test_the_lane_that_begins_first_is_on_top_by_time():
    items = [item(0, 40, 60), item(1, 0, 55)]
    by_time = arranged(items).middles
    by_table = arranged(items, by_time=False).middles
    assert by_time[1] < by_time[0]
    assert by_table[0] < by_table[1]


def test_an_item_at_the_end_moves_nothing():
    items = [item(n, 10 * n, 10 * n + 35) for n in range(6)]
    before, after = arranged(items), arranged([*items, item(6, 200, 240)])
    assert {row: after.middles[row] for row in before.middles} == before.middles


def test_a_parent_that_is_not_drawn_leaves_its_phase_on_its_own():
    block = arranged([item(0, 0, 9, parent=7)])
    assert block.nests == []
    assert set(block.middles) == {0}
