from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.claim_rows import LOSSES, claims
from tests.internals import (
    Claim,
    add_claims,
    check_nested,
    check_unit,
    claims_from,
    combined,
    joint_qualifier,
    only_measures,
    repeats,
    revised_rows,
    sum_text,
    sums,
    value_text,
    with_sums,
)
from timeline import UsageError

RIVALS = [{"value": "400", "claimed_by": "PVA"}, {"value": ">900"},
          {"value": "~1300", "claimed_by": "article"}]  # fmt: skip


def of(*rows: Mapping[str, str]) -> tuple[Claim, ...]:
    return claims_from(claims(*rows).frame, by="side", color_by="side")


def test_nothing_is_combined_by_default() -> None:
    assert combined(of(*RIVALS), None, language="en") == of(*RIVALS)


def test_a_median_says_so_and_keeps_the_ends() -> None:
    known = [RIVALS[0], {"value": "900"}, {"value": ">1300", "claimed_by": "article"}]
    (one,) = combined(of(*known), "median", language="en")
    assert (one.best, one.low, one.qualifier) == (900, 400, "~")
    assert one.made == "median of 3 claims"
    assert one.claimant == "PVA, UN Command, article"
    assert one.lines == (2, 3, 4)


def test_a_range_has_the_largest_number_that_is_known() -> None:
    (one,) = combined(of(*RIVALS), "range", language="de")
    assert (one.low, one.reach, one.qualifier, one.made) == (
        400,
        1300,
        "..",
        "Spanne von 3 Angaben",
    )
    assert one.is_open
    assert value_text(one, language="en") == "400 – at least about 1,300"


def test_a_median_of_ranges_is_refused() -> None:
    with pytest.raises(UsageError, match=r"no median of ranges and bounds \(line 3\)"):
        combined(
            of({"value": "9"}, {"value": "1..5", "claimed_by": "PVA"}), "median", language="en"
        )


def test_a_median_that_a_bound_leaves_open_is_refused() -> None:
    rows = [{"value": ">3000"}, {"value": "<2000", "claimed_by": "PVA"}]
    with pytest.raises(UsageError, match=r"no median of ranges and bounds \(lines 2, 3\)"):
        combined(of(*rows), "median", language="en")


def test_a_sum_adds_one_claimant_and_leaves_out_claims_without_a_number() -> None:
    rows = [{"value": "9", "start": "1953-05-01", "end": "1953-05-02"}, {"value": "7"},
            {"value": "5", "claimed_by": "PVA"}, {"value": ""}]  # fmt: skip
    one, other = combined(of(*rows), "sum", language="en")
    assert (one.best, one.made, one.lines) == (16, "sum of 2 numbers", (2, 3))
    assert (other.best, other.made) == (5, "")


def test_an_unknown_way_is_named() -> None:
    with pytest.raises(UsageError, match=r'"medain" is not known .did you mean "median"'):
        combined(of(*RIVALS), "medain", language="en")


def test_a_part_of_a_longer_claim_is_not_added_to_it() -> None:
    rows = [
        {"value": "9", "place": "Harry"},
        {"value": "2", "place": "Harry", "start": "1953-06-17", "end": "1953-06-18"},
    ]
    with pytest.raises(UsageError, match="line 3 may be a part of line 2"):
        check_nested(claims(*rows).frame, ["side"])
    check_nested(claims(rows[0], {**rows[1], "place": "Kumsong"}).frame, ["side"])
    check_nested(claims(rows[0], {**rows[1], "side": "UN Command"}).frame, ["side"])
    check_nested(claims(rows[0], rows[0]).frame, ["side"])


def test_every_row_is_one_claim_in_table_order() -> None:
    frame = claims(*LOSSES).frame
    found = claims_from(frame, by="side", color_by="side")
    assert [claim.best for claim in found] == [103, 553, 44, 1450, 3800, 2038]
    assert [claim.lines for claim in found] == [(line,) for line in frame["line"]]


def test_claimants_of_one_thing_are_rivals_and_sides_are_not() -> None:
    frame = claims(
        {"value": "9"}, {"value": "7", "claimed_by": "PVA"}, {"value": "5", "side": "UN Command"}
    ).frame
    one, two, other = claims_from(frame, by="side", color_by="side")
    assert one.comparison_key == two.comparison_key != other.comparison_key


def test_a_parent_makes_claims_of_different_times_rivals() -> None:
    rows = [
        {"value": "9", "parent": "harry", "start": "1953-06-10"},
        {"value": "7", "parent": "harry", "start": "1953-06-11", "claimed_by": "PVA"},
    ]
    rows.append({"id": "harry", "title": "Harry", "measure": "", "value": "", "unit": ""})
    one, two = claims_from(claims(*rows).frame, by="side", color_by="side")
    assert one.comparison_key == two.comparison_key


def test_a_range_reaches_from_its_low_to_its_high_end() -> None:
    (claim,) = claims_from(claims({"value": "1450..1600"}).frame, by="side", color_by="side")
    assert (claim.drawn, claim.reach) == (1450, 1600)


def test_a_duplicate_claim_is_reported() -> None:
    frame = claims({"value": "9"}, {"value": "9"}, {"value": "7", "claimed_by": "PVA"}).frame
    again = repeats(claims_from(frame, by="side", color_by="side"))
    assert [[claim.line for claim in group] for group in again] == [[2, 3]]


def test_units_are_never_mixed_and_the_rows_are_named() -> None:
    frame = claims({"value": "9"}, {"value": "7", "unit": ""}, {"value": "7", "unit": ""}).frame
    with pytest.raises(UsageError, match=r'"people" \(line 2\), no unit \(lines 3, 4\)'):
        check_unit(frame)
    assert check_unit(frame[:1]) == "people"


def test_an_unknown_measure_or_column_names_the_nearest() -> None:
    frame = claims({"value": "9"}).frame
    with pytest.raises(UsageError, match="there are: killed"):
        only_measures(frame, ["shells"])
    with pytest.raises(UsageError, match="bars need a measure"):
        only_measures(frame, [])
    with pytest.raises(UsageError, match=r'no column "sied" .did you mean "side"'):
        claims_from(frame, by="sied", color_by="side")


def test_a_total_gets_the_sums_of_parts_beside_it() -> None:
    found = sums(claims_from(claims(*LOSSES).frame, by="side", color_by="side"))
    told = [(one.side, one.claimant, one.measure, one.best, one.lines) for one in found]
    # The article's killed and wounded of the other side have no total to be compared with.
    assert told == [("PVA", "UN Command", "casualties", 5250, (5, 6))]


def test_no_sum_is_made_of_half_the_parts_or_of_two_claimants() -> None:
    half = claims(LOSSES[3], LOSSES[5]).frame
    assert not sums(claims_from(half, by="side", color_by="side"))
    mixed = claims(LOSSES[3], {**LOSSES[4], "claimed_by": "PVA"}, {**LOSSES[5], "claimed_by": "x"})
    assert not sums(claims_from(mixed.frame, by="side", color_by="side"))


def test_a_claimant_with_a_total_gets_no_sum() -> None:
    rows = [*LOSSES[3:5], {**LOSSES[5], "claimed_by": "UN Command"}]
    assert not sums(claims_from(claims(*rows).frame, by="side", color_by="side"))


def test_a_part_given_twice_is_not_added_twice() -> None:
    assert not sums(claims_from(claims(*LOSSES[3:6], LOSSES[3]).frame, by="side", color_by="side"))


def claim(best: float, qualifier: str) -> Claim:
    high = float("inf") if qualifier == ">" else best
    return Claim(2, "", "killed", "", "", best, best, high, qualifier)


@given(st.lists(st.tuples(st.integers(0, 9**9), st.sampled_from(["", "~", ">", "<"])), min_size=1))
def test_sums_add_up_and_are_as_loose_as_their_terms(terms: list[tuple[int, str]]) -> None:
    total = add_claims([claim(best, qualifier) for best, qualifier in terms])
    assert total.best == sum(best for best, _ in terms)
    assert (total.qualifier == "") == all(qualifier == "" for _, qualifier in terms)


def test_ranges_make_a_range() -> None:
    assert joint_qualifier({"..", "~", ""}) == "~.."


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([">3000", "<2000", ""], "fewer than 2,000 – more than 3,000"),
        (["<2000", "1500", "2500"], "at most 1,500 – 2,500"),
        ([">3000", "5000"], "more than 3,000 – at least 5,000"),
        ([">3000", ">5000"], "more than 3,000 – more than 5,000"),
        (["~400", "~900"], "about 400–900"),
        (["400", "1200..1500"], "400–1,500"),
        (["400", "400"], "400"),
    ],
)
def test_a_range_keeps_open_ends_open(values: list[str], expected: str) -> None:
    rows = [{"value": value, "claimed_by": str(n)} for n, value in enumerate(values)]
    (one,) = combined(of(*rows), "range", language="en")
    numbers = sum(value != "" for value in values)
    assert (value_text(one, language="en"), one.made) == (expected, f"range of {numbers} claims")


PARTS = [
    {"measure": "killed", "value": "~1500", "claimed_by": "H"},
    {"measure": "wounded", "value": "2400..3000", "claimed_by": "H"},
    {"measure": "missing", "value": "300", "claimed_by": "H"},
    {"measure": "casualties", "value": "7000", "claimed_by": "P"},
]


def test_a_sum_beside_a_rivals_total_is_ours_and_keeps_its_qualifiers() -> None:
    (one,) = sums(of(*PARTS))
    assert value_text(one, language="en") == "about 3,900–4,500 = about 1,500 + 2,400–3,000"
    assert sum_text(one, language="en") == "sum of H’s killed and wounded, without missing"
    opened = [{**PARTS[0], "value": ">1000"}, *PARTS[1:]]
    assert value_text(sums(of(*opened))[0], language="en").startswith("more than 3,400 =")


def test_without_a_rivals_total_nothing_is_added_up() -> None:
    assert not sums(of(*PARTS[:3]))
    assert not sums(of(*PARTS[:3], {**PARTS[3], "side": "UN Command"}))
    assert not sums(of(*PARTS[:3], {**PARTS[3], "claimed_by": "H"}))


def test_the_data_table_has_the_sum_as_the_figures_own() -> None:
    frame = with_sums(claims(*PARTS).frame, language="en")
    assert len(frame) == 5
    assert frame["claimed_by"].iloc[-1] == "this figure (sum)"
    assert frame["title"].iloc[-1] == "sum of H’s killed and wounded, without missing"
    assert (frame["value_low"].iloc[-1], frame["value_high"].iloc[-1]) == (3900, 4500)


def test_a_revised_number_replaces_the_first() -> None:
    rows = [{"value": "9"}, {"value": "7", "place": "Harry"}, {"value": "12"}]
    gone = revised_rows(claims(*rows).frame)
    assert gone[["line", "revision"]].to_numpy().tolist() == [[2, 4]]
    nobody = [{**row, "claimed_by": ""} for row in rows]
    assert revised_rows(claims(*nobody).frame).empty
