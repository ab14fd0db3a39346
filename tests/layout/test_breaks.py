"""Pages begin where nothing is cut, and tell again what their first lane stands under."""

from tests.internals import (
    Look,
    Strip,
    break_ranks,
    contexts,
    gantt_chart,
    plan_gantt,
    select,
    sheet_of,
)
from tests.layouts import table
from timeline import Theme

ROWS = [
    {"title": f"Raid {n}", "start": f"1953-06-{n + 1:02d}", "group": "Harry", "lane": "Air"}
    for n in range(3)
]
PHASES = [
    {"title": "Siege", "start": "1953-06-02", "end": "1953-06-20", "id": "s"},
    *({"title": f"Assault {n}", "start": "1953-06-03", "parent": "s"} for n in range(4)),
]


def plan_of(rows, width=720):
    selection = select(table(rows), claims=False)
    return plan_gantt(selection, Look(width, Theme(), {}, title="June"))


def test_headings_and_parents_stay_with_what_follows():
    plan = plan_of([*ROWS, *PHASES])
    ranks = break_ranks(plan.block.strips)
    for number, strip in enumerate(plan.block.strips):
        if number and (plan.block.strips[number - 1].kind == "group" or strip.text == "Harry"):
            assert (number in ranks) == (strip.text == "Harry")
    assert 0 not in ranks


def test_the_best_place_is_before_a_group_then_before_a_named_lane():
    strips = [
        Strip("lane", 0, 9), Strip("lane", 9, 18, "Air"), Strip("lane", 18, 27),
        Strip("group", 27, 36, "Harry"), Strip("lane", 36, 45),
    ]  # fmt: skip
    assert break_ranks(strips) == {1: 2, 2: 1, 3: 3}


def test_a_page_tells_again_group_and_lane():
    crowd = [{**ROWS[0], "title": "Raid on the airfield at Sinuiju"} for _ in range(3)]
    plan = plan_of(crowd, width=600)
    under = contexts(plan.block, plan.titles)
    last = len(plan.block.strips) - 1
    assert (under[last].group, under[last].lane) == ("Harry", "Air")
    sheet = sheet_of(plan, last, last + 1, under=under[last], continued="{0} (continued)")
    assert [strip.text for strip in sheet.strips] == ["Harry (continued)", "Air"]
    assert sheet.height < plan.block.y
    assert all(
        one.bottom <= two.top for one, two in zip(sheet.strips, sheet.strips[1:], strict=False)
    )


def test_a_page_of_phases_names_their_event():
    plan = plan_of(PHASES)
    under = contexts(plan.block, plan.titles)
    deep = max(n for n, strip in enumerate(plan.block.strips) if strip.depth)
    assert under[deep].parents == ("Siege",)
    assert under[0].parents == ()
    sheet = sheet_of(plan, deep, deep + 1, under=under[deep], continued="{0} (Fortsetzung)")
    assert sheet.strips[0].text == "Siege (Fortsetzung)"


def test_a_lane_with_a_long_name_has_room_for_it_on_every_page():
    named = [{**row, "lane": "Artillery of both sides and their observers"} for row in ROWS]
    plan = plan_of([{**named[0], "start": "1953-06-01", "title": "Fire on the outpost"}] * 4)
    under = contexts(plan.block, plan.titles)
    last = len(plan.block.strips) - 1
    sheet = sheet_of(plan, last, last + 1, under=under[last], continued="{0}")
    strip = sheet.strips[-1]
    assert strip.bottom - strip.top >= plan.names.height("lane", strip.text)
    assert gantt_chart(table(named)).pages("a4")
