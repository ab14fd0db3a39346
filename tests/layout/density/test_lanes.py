import pandas as pd

from tests.internals import MOST_LANES, dense_table, lanes_of


def test_too_many_lanes_share_the_last():
    frame = pd.DataFrame({"group": [f"g{n % 90}" for n in range(900)], "lane": "", "side": ""})
    lanes = lanes_of(frame, color_by="side")
    assert len(lanes.names) == MOST_LANES
    assert (len(lanes.of_row), lanes.of_row.max()) == (900, MOST_LANES - 1)
    told = dense_table(frame)
    assert sum(int(row[-1]) for row in told[1:]) == 900
