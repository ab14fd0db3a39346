"""Groups are those counted row by row, in every engine."""

import narwhals.stable.v2 as nw
import numpy as np
import pyarrow as pa
import pytest

from tests.aggregate.engines import ENGINES, NAMES
from tests.internals import Grouping, arrow_of
from tests.internals import engine_tally as tally

pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas")


def lazy(native):
    return nw.from_native(native).lazy()


@pytest.mark.parametrize("engine", NAMES)
def test_sums_of_32_bits_do_not_wrap(engine):
    table = pa.table({"side": ["a"] * 3, "lost": pa.array([2_000_000_000] * 3, pa.int32())})
    grouping = Grouping({"side": nw.col("side")}, {"lost": nw.col("lost")})

    found = tally(lazy(ENGINES[engine](table)), grouping, most=9)

    assert found.to_pylist() == [{"side": "a", "lost": 6_000_000_000.0, "rows": 3}]


@pytest.mark.parametrize("engine", NAMES)
def test_groups_are_those_counted_by_hand(engine):
    random = np.random.default_rng(3)
    table = pa.table({"side": random.choice(["a", "b", "c"], 500), "n": random.integers(0, 9, 500)})
    grouping = Grouping(
        {"side": nw.col("side")}, first={"least": nw.col("n")}, last={"most": nw.col("n")}
    )
    found = tally(lazy(ENGINES[engine](table)), grouping, most=9)
    frame = table.to_pandas()

    for group in found.to_pylist():
        rows = frame[frame["side"] == group["side"]]["n"]
        assert (group["rows"], group["least"], group["most"]) == (
            len(rows), rows.min(), rows.max(),
        )  # fmt: skip
    assert sum(found["rows"].to_pylist()) == 500


def test_of_too_many_groups_one_more_than_the_bound_is_collected():
    table = pa.table({"n": list(range(100))})
    assert tally(lazy(table), Grouping({"n": nw.col("n")}), most=10).num_rows == 11


def test_a_frame_of_polars_is_collected_as_arrow():
    frame = lazy(ENGINES["polars lazy"](pa.table({"n": [1, 2]})))
    assert arrow_of(frame)["n"].to_pylist() == [1, 2]
