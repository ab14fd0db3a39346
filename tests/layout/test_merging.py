from collections.abc import Mapping

import pytest

from tests.claim_rows import claims
from timeline.errors import UsageError
from timeline.layout.merging import check_nested, combined
from timeline.layout.rivals import Claim, claims_from

RIVALS = [{"value": "400", "claimed_by": "PVA"}, {"value": ">900"},
          {"value": "~1300", "claimed_by": "article"}]  # fmt: skip


def of(*rows: Mapping[str, str]) -> tuple[Claim, ...]:
    return claims_from(claims(*rows).frame, by="side", color_by="side")


def test_nothing_is_joined_unless_asked() -> None:
    assert combined(of(*RIVALS), None, language="en") == of(*RIVALS)


def test_a_median_says_so_and_keeps_the_ends() -> None:
    (one,) = combined(of(*RIVALS), "median", language="en")
    assert (one.best, one.low, one.qualifier) == (900, 400, "~")
    assert one.made == "median of 3 claims"
    assert one.claimant == "PVA, UN Command, article"
    assert one.lines == (2, 3, 4)


def test_a_range_has_the_largest_number_that_is_known() -> None:
    (one,) = combined(of(*RIVALS), "range", language="de")
    assert (one.low, one.high, one.qualifier, one.made) == (400, 1300, "..", "Spanne von 3 Angaben")


def test_a_range_ends_with_the_number_of_at_least() -> None:
    (one,) = combined(of({"value": "400"}, {"value": ">=900"}), "range", language="en")
    assert (one.low, one.high, one.qualifier) == (400, 900, "..")


def test_a_median_of_ranges_is_refused() -> None:
    with pytest.raises(UsageError, match=r"no median of ranges \(line 3\)"):
        combined(
            of({"value": "9"}, {"value": "1..5", "claimed_by": "PVA"}), "median", language="en"
        )


def test_a_sum_adds_one_claimant_and_leaves_out_what_has_no_number() -> None:
    rows = [{"value": "9", "start": "1953-05-01", "end": "1953-05-02"}, {"value": "7"},
            {"value": "5", "claimed_by": "PVA"}, {"value": ""}]  # fmt: skip
    one, other = combined(of(*rows), "sum", language="en")
    assert (one.best, one.made, one.lines) == (16, "sum of 3 numbers", (2, 3, 5))
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
