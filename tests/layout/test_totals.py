from hypothesis import given
from hypothesis import strategies as st

from tests.claim_rows import LOSSES, claims
from tests.internals import Claim, added, claims_from, joint_qualifier, sums


def test_a_total_gets_the_sums_of_parts_beside_it() -> None:
    found = sums(claims_from(claims(*LOSSES).frame, by="side", color_by="side"))
    told = [(one.side, one.claimant, one.measure, one.best, one.lines) for one in found]
    assert told == [
        ("UN Command", "article", "casualties", 656, (2, 3)),
        ("PVA", "UN Command", "casualties", 5250, (5, 6)),
    ]


def test_no_sum_is_made_of_half_the_parts_or_of_two_claimants() -> None:
    half = claims(LOSSES[3], LOSSES[5]).frame
    assert not sums(claims_from(half, by="side", color_by="side"))
    mixed = claims(LOSSES[3], {**LOSSES[4], "claimed_by": "PVA"}, {**LOSSES[5], "claimed_by": "x"})
    assert not sums(claims_from(mixed.frame, by="side", color_by="side"))


def test_no_sum_is_made_for_a_claimant_who_states_the_total() -> None:
    rows = [*LOSSES[3:5], {**LOSSES[5], "claimed_by": "UN Command"}]
    assert not sums(claims_from(claims(*rows).frame, by="side", color_by="side"))


def test_a_part_given_twice_is_not_added_twice() -> None:
    assert not sums(claims_from(claims(*LOSSES[3:6], LOSSES[3]).frame, by="side", color_by="side"))


def claim(best: float, qualifier: str) -> Claim:
    high = float("inf") if qualifier == ">" else best
    return Claim(2, "", "killed", "", "", best, best, high, qualifier)


@given(st.lists(st.tuples(st.integers(0, 9**9), st.sampled_from(["", "~", ">", "<"])), min_size=1))
def test_sums_add_up_and_are_as_loose_as_their_terms(terms: list[tuple[int, str]]) -> None:
    total = added([claim(best, qualifier) for best, qualifier in terms])
    assert total.best == sum(best for best, _ in terms)
    assert (total.qualifier == "") == all(qualifier == "" for _, qualifier in terms)


def test_ranges_make_a_range() -> None:
    assert joint_qualifier({"..", "~", ""}) == ".."
