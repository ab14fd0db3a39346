import pytest

from tests.claim_rows import LOSSES, claims
from tests.internals import check_unit, claims_from, only_measures, repeats
from timeline import UsageError


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
    assert one.rivalry == two.rivalry != other.rivalry


def test_a_parent_makes_claims_of_different_times_rivals() -> None:
    rows = [
        {"value": "9", "parent": "harry", "start": "1953-06-10"},
        {"value": "7", "parent": "harry", "start": "1953-06-11", "claimed_by": "PVA"},
    ]
    rows.append({"id": "harry", "title": "Harry", "measure": "", "value": "", "unit": ""})
    one, two = claims_from(claims(*rows).frame, by="side", color_by="side")
    assert one.rivalry == two.rivalry


def test_a_range_reaches_from_its_low_to_its_high_end() -> None:
    (claim,) = claims_from(claims({"value": "1450..1600"}).frame, by="side", color_by="side")
    assert (claim.drawn, claim.reach) == (1450, 1600)


def test_the_same_claim_twice_is_told() -> None:
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
