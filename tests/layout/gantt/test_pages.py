"""A long Gantt on pages: every event once, nothing cut, no collisions, notes at their marks."""

import pandas as pd
import pytest
from hypothesis import given, settings

from tests.internals import (
    PAPERS,
    Look,
    Paper,
    Strip,
    bars_chart,
    break_ranks,
    contexts,
    gantt_chart,
    one_page,
    plan_gantt,
    select,
    slice_rows,
)
from tests.layouts import ROWS, drawn_boxes, laid_out, overlapping, table, text_boxes
from timeline import LayoutError, Theme

A4 = PAPERS["a4"]
SMALL = Paper("card", 200.0, 120.0)
#: Room for a title, the key and a lane with the longest names.
ROOMY = Paper("card", 200.0, 160.0)
DAYS = [
    {"title": f"Assault number {n}", "start": f"1953-06-{n % 28 + 1:02d}", "side": "PVA",
     "group": f"Hill {n // 60}", "note": f"The account of {n % 7}." if n % 5 == 0 else "",
     "lane": "Infantry" if n % 3 else "Artillery"}
    for n in range(240)
]  # fmt: skip


def paged(rows, paper=A4, **options):
    chart = gantt_chart(table(rows), **{"title": "June 1953", **options})
    return chart.split(paper, Theme())


def lines_of(layout):
    return {row for row, _ in drawn_boxes(layout)}


def told(layout, role):
    return [text.text for text in layout.texts if text.role == role]


@settings(max_examples=25)
@given(ROWS)
def test_every_event_is_on_one_page_and_nothing_collides(rows):
    pages = paged(rows, ROOMY)
    seen = [line for page in pages for line in lines_of(page)]
    assert sorted(seen) == sorted(table(rows).frame["line"])
    whole = laid_out(rows, width=ROOMY.width).panels[0]
    for name in ("bars", "marks"):
        drawn = sum(len(getattr(page.panels[0], name)) for page in pages)
        assert drawn == len(getattr(whole, name)), name
    for page in pages:
        assert (page.width, page.height) == (ROOMY.width, ROOMY.height)
        assert not list(overlapping(text_boxes(page)))
        boxes = [*text_boxes(page), *((str(row), box) for row, box in drawn_boxes(page))]
        for said, box in boxes:
            assert min(box.x0, box.y0) >= 0, said
            assert box.x1 <= page.width + 0.01, said
            assert box.y1 <= page.height, said
        plot = page.panels[0].box
        for row, box in drawn_boxes(page):
            assert plot.y0 <= box.y0 <= box.y1 <= plot.y1, row


def test_each_page_has_title_axis_key_and_its_number():
    pages = paged(DAYS, subtitle="Korea")
    assert len(pages) > 2
    assert told(pages[0], "title") == ["June 1953"]
    assert told(pages[0], "subtitle") == ["Korea"]
    ticks = pages[0].panels[0].x
    for number, page in enumerate(pages, start=1):
        assert told(page, "page") == [f"Page {number} of {len(pages)}"]
        assert page.panels[0].x == ticks
        assert [entry.text for entry in page.key] == ["PVA"]
        if number > 1:
            assert told(page, "title") == ["June 1953 (continued)"]
            assert told(page, "subtitle") == []
            assert told(page, "group")[0].startswith("Hill ")


def test_a_lane_that_goes_on_has_its_name_again():
    pages = paged([{**row, "group": "Hill"} for row in DAYS])
    assert all(told(page, "lane") for page in pages)
    assert all(told(page, "group") == ["Hill (continued)"] for page in pages[1:])


def test_notes_are_on_the_pages_of_their_marks_and_the_source_at_the_end():
    pages = paged(DAYS, source="Source: the accounts")
    for page in pages:
        marks = {text.text[-1] for text in page.texts if text.role == "label"} & set("¹²³⁴⁵⁶⁷")
        numbers = {text[0] for text in told(page, "note")} & set("¹²³⁴⁵⁶⁷")
        assert marks == numbers != set()
    assert [told(page, "source") for page in pages] == [
        *([] for _ in pages[1:]),
        ["Source: the accounts"],
    ]


@pytest.mark.slow
def test_notes_that_a_page_does_not_hold_follow_on_the_next():
    long = "A long account of what was seen from the ridge that night. " * 14
    rows = [
        {**row, "note": f"{n}. {long}", "group": "", "lane": ""} for n, row in enumerate(DAYS[:9])
    ]
    pages = paged(rows, SMALL, source="Source: the accounts")
    notes = [text for page in pages for text in told(page, "note") if text in "¹²³⁴⁵⁶⁷⁸⁹"]
    assert sorted(notes) == sorted("¹²³⁴⁵⁶⁷⁸⁹")
    assert told(pages[-1], "source") == ["Source: the accounts"]
    assert not lines_of(pages[-1])


def test_notes_on_the_whole_figure_come_last():
    rows = [{"title": "Korea", "start": "1950-06-25"}, *DAYS]
    pages = paged(rows, fold=True)
    folded = [any("nothing is shown" in note for note in told(page, "note")) for page in pages]
    assert folded == [*(False for _ in pages[1:]), True]


@pytest.mark.slow
def test_many_names_of_eras_are_on_the_first_page_and_few_on_each():
    for count, told_again in ((2, True), (40, False)):
        eras = [
            {"title": f"The {n}th phase of the war, as it was called", "start": "1953-06-10",
             "kind": "marker"} for n in range(count)
        ]  # fmt: skip
        pages = paged([*DAYS, *eras])
        assert len(told(pages[0], "era")) == count
        assert all(bool(told(page, "era")) == told_again for page in pages[1:])
        assert all(len(page.panels[0].bands) == count for page in pages)


@pytest.mark.slow
def test_numbers_have_their_titles_on_their_page():
    pages = paged(DAYS, labels="numbers")
    for page in pages:
        numbers = {text.text for text in page.texts if text.role == "label"}
        assert numbers <= {text.rstrip(".") for text in told(page, "note")}


def test_a_leader_is_on_the_page_of_its_event_and_its_label():
    pages = paged(DAYS, labels="leaders")
    assert len(pages) > 1
    seen = []
    for page in pages:
        rules = [rule for rule in page.panels[0].rules if rule.style == "leader"]
        labels = {text.row: text for text in page.texts if text.role == "label"}
        top = page.panels[0].box.y0
        for rule in rules:
            assert rule.row in lines_of(page)
            assert labels[rule.row].box.y1 == pytest.approx(top + rule.y1)
        seen += [rule.row for rule in rules]
    whole = laid_out(DAYS, width=A4.width, labels="leaders").panels[0].rules
    assert sorted(seen) == sorted(rule.row for rule in whole if rule.style == "leader")


def test_a_short_gantt_is_one_page_without_a_number():
    (page,) = paged(DAYS[:3])
    assert page.height == A4.height
    assert told(page, "page") == []
    whole = laid_out(DAYS[:3], width=A4.width)
    assert [t for t in page.texts if t.role == "label"] == [
        t for t in whole.texts if t.role == "label"
    ]


def test_a_page_too_small_for_a_lane_is_refused():
    with pytest.raises(
        LayoutError, match=r"a page of card does not hold the title, the key and one"
    ):
        paged(DAYS[:2], Paper("card", 200.0, 40.0))


def test_a_note_longer_than_a_page_is_refused():
    rows = [{**DAYS[0], "note": "A long account. " * 900}]
    with pytest.raises(LayoutError, match=r"the key and one note \(take larger paper, no notes"):
        paged(rows, SMALL)


def test_an_indivisible_figure_is_one_page_or_refused():
    rows = [
        {"title": "Fire", "start": "1953-06-10", "side": f"Battery {n}", "measure": "shells",
         "value": str(n + 1), "source": "x", "unit": "rounds"} for n in range(36)
    ]  # fmt: skip
    chart = bars_chart(pd.DataFrame(rows), measure="shells", horizontal=True)
    assert len(chart.pages("a3")) == 1
    with pytest.raises(LayoutError, match=r"and a4-landscape holds 721 \(only a Gantt"):
        chart.pages("a4-landscape")
    layout = chart.lay_out(A4.width, Theme())
    assert one_page(layout, PAPERS["a3"])[0].height == PAPERS["a3"].height


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


def test_headings_and_parents_stay_with_their_rows():
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


def test_a_page_repeats_group_and_lane():
    crowd = [{**ROWS[0], "title": "Raid on the airfield at Sinuiju"} for _ in range(3)]
    plan = plan_of(crowd, width=600)
    under = contexts(plan.block, plan.titles)
    last = len(plan.block.strips) - 1
    assert (under[last].group, under[last].lane) == ("Harry", "Air")
    sheet = slice_rows(plan, last, last + 1, under=under[last], continued="{0} (continued)")
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
    sheet = slice_rows(plan, deep, deep + 1, under=under[deep], continued="{0} (Fortsetzung)")
    assert sheet.strips[0].text == "Siege (Fortsetzung)"


def test_a_lane_with_a_long_name_has_room_for_it_on_every_page():
    named = [{**row, "lane": "Artillery of both sides and their observers"} for row in ROWS]
    plan = plan_of([{**named[0], "start": "1953-06-01", "title": "Fire on the outpost"}] * 4)
    under = contexts(plan.block, plan.titles)
    last = len(plan.block.strips) - 1
    sheet = slice_rows(plan, last, last + 1, under=under[last], continued="{0}")
    strip = sheet.strips[-1]
    assert strip.bottom - strip.top >= plan.names.height("lane", strip.text)
    assert gantt_chart(table(named)).pages("a4")
