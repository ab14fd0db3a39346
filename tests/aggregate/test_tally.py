"""Groups and densities are those counted row by row."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from timeline.aggregate.tally import density, tally


@pytest.mark.parametrize("native", [lambda frame: frame, pa.Table.from_pandas])
def test_sums_do_not_wrap(native):
    frame = pd.DataFrame({"side": ["a"] * 3, "value": np.array([2_000_000_000] * 3, "int32")})
    found = tally(native(frame), ["side"], "value")
    assert found.to_dict("list") == {"side": ["a"], "rows": [3], "total": [6_000_000_000]}


@pytest.mark.parametrize("native", [lambda frame: frame, pa.Table.from_pandas])
def test_density_is_the_count_of_each_bin(native):
    random = np.random.default_rng(1)
    start = random.uniform(-20, 120, 300)
    frame = pd.DataFrame(
        {
            "lane": random.choice(["x", "y"], 300),
            "start": start,
            "end": start + random.exponential(9, 300),
        }
    )
    found = density(native(frame), ["lane"], since=0, step=5, bins=20)
    counts = found.set_index(["lane", "bin"])["count"]
    for lane in "xy":
        for at in range(20):
            held = (
                (frame["lane"] == lane) & (frame["end"] >= 5 * at) & (frame["start"] < 5 * at + 5)
            )
            assert counts.get((lane, at), 0) == held.sum()
