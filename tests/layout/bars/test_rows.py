from collections.abc import Mapping, Sequence
from typing import Any

from tests.claim_rows import LOSSES, MEASURES, claims, look
from tests.internals import RowBlock, blocks_of, claims_from, sums, value_text


def blocks(*rows: Mapping[str, str], order: str = "table", unit: str = "", **options: Any) -> Any:
    by, across = options.pop("by", "side"), options.pop("across", None)
    found = claims_from(claims(*rows).frame, by=by, color_by="side", across=across)
    found = (*sorted(found, key=lambda claim: MEASURES.index(claim.measure)), *sums(found))
    return blocks_of(found, look=look(**options), order=order, unit=unit)


def told(found: Sequence[RowBlock]) -> list[tuple[str, list[tuple[str, str, str]]]]:
    return [
        (block.heading, [(row.name, row.detail, row.value) for row in block.rows])
        for block in found
    ]


def test_losses_are_grouped_by_measure_with_claimants_and_totals_beside_sums() -> None:
    assert told(blocks(*LOSSES, unit="people")) == [
        ("Killed", [("UN Command", "according to article", "103 people"),
                    ("PVA", "according to UN Command", "1,450")]),
        ("Wounded", [("UN Command", "according to article", "553"),
                     ("PVA", "according to UN Command", "3,800")]),
        ("Missing", [("UN Command", "according to article", "44")]),
        ("Casualties", [
            ("PVA", "according to PVA", "2,038"),
            ("PVA", "sum of UN Command’s killed and wounded", "5,250 = 1,450 + 3,800")]),
    ]  # fmt: skip


def test_one_claimant_is_not_repeated_at_every_bar() -> None:
    assert told(blocks({"value": "9"}, {"value": "7", "side": "UN Command"})) == [
        ("", [("PVA", "", "9"), ("UN Command", "", "7")])
    ]


def test_competing_claims_are_next_to_each_other() -> None:
    rows = ({"value": "9"}, {"value": "7", "side": "UN Command"}, {"value": "8", "claimed_by": "x"})
    ((_, found),) = told(blocks(*rows))
    assert [name for name, _, _ in found] == ["PVA", "PVA", "UN Command"]


def test_a_kind_of_several_sides_becomes_a_heading() -> None:
    rows = [{"value": "88810", "kind": "whole battle"}, {"value": "~22000", "kind": "last night"},
            {"value": "368185", "kind": "whole battle", "side": "UN Command"}]  # fmt: skip
    assert told(blocks(*rows, by="kind")) == [
        ("Whole battle", [("PVA", "", "88,810"), ("UN Command", "", "368,185")]),
        ("Last night", [("PVA", "", "about 22,000")]),
    ]


def test_a_kind_of_one_side_each_says_the_side() -> None:
    attack = {"value": "22639", "kind": "attack", "side": "US"}
    assert told(blocks(attack, {"value": "1164", "kind": "intercept"}, by="kind")) == [
        ("", [("Attack", "US", "22,639"), ("Intercept", "PVA", "1,164")])
    ]
    # unless the title does
    rows = [{**attack, "title": "US sorties"}, {"value": "9", "kind": "b", "title": "Sorties"}]
    rows = [{**row, "start": f"1953-0{month}"} for month, row in enumerate(rows, start=5)]
    ((_, found),) = told(blocks(*rows, by="kind"))
    assert [detail for _, detail, _ in found] == ["US sorties", "PVA · Sorties"]


def test_bars_with_one_name_are_distinguished_by_their_titles() -> None:
    rows = ({"value": "9", "title": "First"}, {"value": "7", "title": "Second"})
    assert told(blocks(*rows)) == [("PVA", [("First", "", "9"), ("Second", "", "7")])]
    ((_, found),) = told(blocks({"value": "9", "title": "To Seoul", "side": ""}))
    assert found == [("To Seoul", "", "9")]


def test_claimants_as_bars_are_named_once() -> None:
    ((_, found),) = told(blocks({"value": "9"}, {"value": "7", "claimed_by": "x"}, by="claimed_by"))
    assert found == [("UN Command", "", "9"), ("X", "", "7")]


def test_the_largest_comes_first_on_request_and_competing_claims_stay_together() -> None:
    rows = ({"value": "7", "side": "UN Command"}, {"value": "1"}, {"value": "9", "claimed_by": "x"})
    ((_, found),) = told(blocks(*rows, order="value"))
    assert [name for name, _, _ in found] == ["PVA", "PVA", "UN Command"]


def test_the_largest_block_of_a_measure_comes_first_where_asked() -> None:
    sides = ({"side": "PVA"}, {"side": "US"})
    rows = [{**side, "measure": measure, "kind": kind, "value": value} for measure, kind, value in
            (("killed", "night", "2"), ("killed", "battle", "5"), ("missing", "battle", "9"))
            for side in sides]  # fmt: skip
    headings = ["Killed · night", "Killed · battle", "Missing · battle"]
    assert [block.heading for block in blocks(*rows, by="kind")] == headings
    found = [block.heading for block in blocks(*rows, by="kind", order="value")]
    assert found == ["Killed · battle", "Killed · night", "Missing · battle"]


def test_across_makes_blocks_and_notes_their_marks() -> None:
    rows = [{"value": "9", "place": "Harry"}, {"value": "7", "place": "Kumsong"}]
    found = blocks(*rows, across="place", note_numbers={3: "¹"})
    assert [(block.heading, block.rows[0].name) for block in found] == [
        ("Harry", "PVA"), ("Kumsong", "PVA¹"),
    ]  # fmt: skip


def test_a_claim_without_a_number_says_so() -> None:
    (claim,) = claims_from(claims({"value": ""}).frame, by="side", color_by="side")
    assert value_text(claim, language="de") == "keine Daten"


def test_a_side_of_several_events_is_a_heading_and_every_bar_names_its_event() -> None:
    north, south = {"side": "North"}, {"side": "South"}
    rows = [{**north, "title": "A", "value": "9"}, {**north, "title": "B", "value": "30"},
            {**south, "title": "A", "value": "40", "claimed_by": "North HQ"}]  # fmt: skip
    assert told(blocks(*rows)) == [
        ("North", [("A", "according to UN Command", "9"), ("B", "according to UN Command", "30")]),
        ("South", [("A", "according to North HQ", "40")]),
    ]
    first, second = told(blocks(*rows, order="value"))
    assert (first[0], [name for name, _, _ in second[1]]) == ("South", ["B", "A"])


def test_where_one_bar_of_a_name_needs_its_title_all_of_that_name_show_it() -> None:
    rows = [{"title": "A", "value": "9", "kind": "x"}, {"title": "B", "value": "7", "kind": "x"},
            {"title": "A", "value": "8", "kind": "x", "claimed_by": "z"},
            {"title": "A", "value": "8", "kind": "x", "side": "US"}]  # fmt: skip
    ((_, found),) = told(blocks(*rows, by="kind"))
    assert all("A" in detail or "B" in detail for name, detail, _ in found if name == "PVA")
