import numpy as np
import pandas as pd
import pytest

from tests.internals import MOST_BARS, gantt_chart
from timeline import read_events


def table(rows=3000, lanes=4, seed=1):
    dice = np.random.default_rng(seed)
    days = np.datetime64("1953-01-01") + dice.integers(0, 365, rows)
    return pd.DataFrame(
        {
            "title": [f"Raid {row}" for row in range(rows)],
            "start": np.datetime_as_string(days, unit="D"),
            "group": [f"Sector {lane}" for lane in dice.integers(0, lanes, rows)],
            "side": dice.choice(["PVA", "UN Command", ""], rows),
            "note": ["seen" for _ in range(rows)],
        }
    )


def test_more_events_than_bars_can_show_are_counted():
    few, many = (gantt_chart(read_events(table(rows))) for rows in (MOST_BARS, MOST_BARS + 1))
    plain, dense = few.lay_out(1080, few.theme), many.lay_out(1080, many.theme)
    assert (bool(plain.panels[0].marks), bool(plain.panels[0].areas)) == (True, False)
    assert (bool(dense.panels[0].marks), bool(dense.panels[0].areas)) == (False, True)
    assert many.account["rows"] == {"read": 2001, "drawn": 2001, "left_out": {}}


@pytest.mark.parametrize("width", [360, 720, 1080])
def test_tops_are_the_counts(width):
    frame = table()
    chart = gantt_chart(read_events(frame))
    layout = chart.lay_out(width, chart.theme)
    panel = layout.panels[0]
    (told,) = [" ".join(t.text for t in layout.texts if t.role == "counts")]
    per_day = pd.Series(frame["start"].to_numpy())
    length = float(told.split("per ")[1].split(" day")[0])
    number = (pd.to_datetime(per_day) - pd.Timestamp("1970-01-01")).dt.days // length
    truth = frame.assign(at=number).groupby(["group", "at"]).size()
    assert f"stands for {truth.max()}," in told

    # The lowest painted area is the whole of each lane; its highest top is the fullest column.
    bases = sorted({base for area in panel.areas for _, _, base in area.runs})
    tops = {base: min(t.min() for a in panel.areas for _, t, b in a.runs if b == base)
            for base in bases}  # fmt: skip
    heights = np.array([base - tops[base] for base in bases])
    first = frame.groupby("group")["start"].min().reset_index().sort_values(["start", "group"])
    fullest = truth.groupby(level=0).max().loc[list(first["group"])].to_numpy()
    assert heights**2 / heights.max() ** 2 == pytest.approx(fullest / fullest.max(), abs=0.01)


def test_every_part_of_a_column_is_as_high_as_its_share():
    frame = pd.DataFrame(
        {
            "title": "x",
            "start": "1953-06-10",
            "end": "1953-06-12",
            "side": ["A"] * 2500 + ["B"] * 1500,
        }
    ).assign(lane="one")
    chart = gantt_chart(read_events(frame))
    areas = {area.name: area for area in chart.lay_out(1080, chart.theme).panels[0].areas}
    height = {name: area.runs[0][2] - area.runs[0][1].min() for name, area in areas.items()}
    assert height["A"] / height["B"] == pytest.approx(2500 / 4000)


def test_the_table_beside_the_picture_counts_every_event():
    chart = gantt_chart(read_events(table()))
    rows = chart.tabulate()
    assert rows[0] == ("Group", "PVA", "UN Command", "Events")
    assert sum(int(row[-1]) for row in rows[1:]) == 3000


def test_it_is_the_same_whatever_the_order_of_the_rows():
    frame = table()
    one, two = (gantt_chart(read_events(f)).figure() for f in (frame, frame[::-1]))
    tops = [[trace["y"] for trace in f["data"] if trace.get("fill")] for f in (one, two)]
    assert tops[0] == tops[1]


def test_open_events_and_bce_and_one_date_only_are_laid_out():
    frame = pd.DataFrame(
        {"title": "x", "start": ["-0479"] * 1500 + ["-0300"] * 1000, "end": [".."] * 2500}
    )
    chart = gantt_chart(read_events(frame), width=360)
    assert chart.lay_out(360, chart.theme).panels[0].areas
    same = gantt_chart(read_events(pd.DataFrame({"title": "x", "start": ["1953"] * 2500})))
    assert same.lay_out(720, same.theme).panels[0].areas
