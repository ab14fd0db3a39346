"""Grouping keys, in every engine."""

import datetime

import narwhals.stable.v2 as nw
import numpy as np
import pyarrow as pa
import pytest

from tests.internals import Grouping, arrow_of, date_grouping, filled, number_grouping
from tests.internals import engine_tally as resolved
from tests.lazy.engines import ENGINES, NAMES

pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas")


def groups(engine, table, grouping):
    frame = nw.from_native(ENGINES[engine](table)).lazy()
    return resolved(frame, grouping, most=99).to_pylist()


@pytest.mark.parametrize("engine", NAMES)
def test_a_text_with_a_time_has_its_day_as_key_and_any_other_is_its_own(engine):
    texts = [
        "1953-06-10T20:00", "1953-06-10T04:30:15", "1953-06-10T00:00", "-0479-09-01T12:00",
        "1953-06-10T24:00", "1953-06-10T20:00Z", "1953-06", "soon", "", None,
    ]  # fmt: skip
    found = groups(
        engine, pa.table({"d": texts}), date_grouping({"d": nw.String()}, cut=[nw.String])
    )
    assert {(one["d day"], one["d midnight"], one["rows"]) for one in found} == {
        ("1953-06-10", 0, 2), ("1953-06-10", 1, 1), ("-0479-09-01", 0, 1),
        ("1953-06-10T24:00", 0, 1), ("1953-06-10T20:00Z", 0, 1), ("1953-06", 0, 1),
        ("soon", 0, 1), ("", 0, 1), (None, 0, 1),
    }  # fmt: skip
    (two,) = (one for one in found if one["rows"] == 2)
    assert (two["d first"], two["d last"]) == ("1953-06-10T04:30:15", "1953-06-10T20:00")


@pytest.mark.parametrize("engine", NAMES)
def test_backwards_times_on_one_day_are_grouped_separately(engine):
    noon, eve = datetime.datetime(1953, 6, 10, 12), datetime.datetime(1953, 6, 10, 20)
    table = pa.table({"s": [noon, eve, eve], "e": [eve, noon, None]})
    kinds = {"s": nw.Datetime(), "e": nw.Datetime()}
    found = groups(engine, table, date_grouping(kinds, cut=[nw.Datetime]))

    assert sorted((one["backwards"], one["rows"]) for one in found) == [(0, 1), (0, 1), (1, 1)]


@pytest.mark.parametrize("engine", NAMES)
@pytest.mark.parametrize("decimals", [False, True])
def test_plain_numbers_are_summed_and_others_are_keys(engine, decimals):
    texts = ["7", "-2", "12.5", "22.639", "~3", "1_000", "", None, "5"]
    table = pa.table({"n": texts})
    found = groups(engine, table, number_grouping("n", nw.String(), decimals=decimals))
    totals = {one["n"]: one["n total"] for one in found}

    wanted = {"0": 24.5 if decimals else 12.0, "-1": -2.0}
    wanted |= dict.fromkeys(["22.639", "~3", "1_000", "", None], 0.0)
    assert totals == (wanted if decimals else {**wanted, "12.5": 0.0})


@pytest.mark.parametrize("engine", NAMES)
def test_numbers_of_a_column_of_numbers_are_summed_but_markers_and_gaps(engine):
    table = pa.table({"n": pa.array([5.5, -9.0, None, float("nan"), 2.0, -1.0])})
    grouping = number_grouping("n", nw.Float64(), decimals=False, markers=["-9", "?"])
    totals = {one["n"]: (one["n total"], one["rows"]) for one in groups(engine, table, grouping)}

    assert totals == {"0": (7.5, 2), "-1": (-1.0, 1), "": (0.0, 3)}


@pytest.mark.parametrize("engine", NAMES)
def test_a_text_of_blanks_is_not_filled(engine):
    table = pa.table({"t": ["Raid", " ", "", None, " Raid", "Überfall"]})
    grouping_of = {"filled": filled(nw.col("t"), nw.String())}
    counts = {one["filled"]: one["rows"] for one in groups(engine, table, Grouping(grouping_of))}
    assert counts == {True: 3, False: 3}


def lazy(native):
    return nw.from_native(native).lazy()


@pytest.mark.parametrize("engine", NAMES)
def test_sums_of_32_bits_do_not_wrap(engine):
    table = pa.table({"side": ["a"] * 3, "lost": pa.array([2_000_000_000] * 3, pa.int32())})
    grouping = Grouping({"side": nw.col("side")}, {"lost": nw.col("lost")})

    found = resolved(lazy(ENGINES[engine](table)), grouping, most=9)

    assert found.to_pylist() == [{"side": "a", "lost": 6_000_000_000.0, "rows": 3}]


@pytest.mark.parametrize("engine", NAMES)
def test_groups_are_those_counted_by_hand(engine):
    random = np.random.default_rng(3)
    table = pa.table({"side": random.choice(["a", "b", "c"], 500), "n": random.integers(0, 9, 500)})
    grouping = Grouping(
        {"side": nw.col("side")}, first={"least": nw.col("n")}, last={"most": nw.col("n")}
    )
    found = resolved(lazy(ENGINES[engine](table)), grouping, most=9)
    frame = table.to_pandas()

    for group in found.to_pylist():
        rows = frame[frame["side"] == group["side"]]["n"]
        assert (group["rows"], group["least"], group["most"]) == (
            len(rows), rows.min(), rows.max(),
        )  # fmt: skip
    assert sum(found["rows"].to_pylist()) == 500


def test_of_too_many_groups_one_more_than_the_bound_is_collected():
    table = pa.table({"n": list(range(100))})
    assert resolved(lazy(table), Grouping({"n": nw.col("n")}), most=10).num_rows == 11


def test_a_frame_of_polars_is_collected_as_arrow():
    frame = lazy(ENGINES["polars lazy"](pa.table({"n": [1, 2]})))
    assert arrow_of(frame)["n"].to_pylist() == [1, 2]
