"""Many events as bars: neighbours of one side less than a pixel apart are one bar."""

import json
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tests.internals import PAGE_FOLDER, gantt_chart
from tests.window import Window, served
from timeline import read_events, render

pytestmark = pytest.mark.browser

MANY = 2400
DAY = np.datetime64("1950-06-25T00:00")
#: The bars between two instants, 900 pixels wide.
DRAWN = """(async () => {{
  const {{ Packing }} = await import("./script/density/packing.js");
  const {{ events }} = timelineFigures.figures[0].density;
  const number = new Intl.NumberFormat("en");
  const view = {{ events, number, figure: {{ plotWidth: 900 }}, title: () => "" }};
  const found = new Packing(view, {low}, {high}).runBars();
  return JSON.stringify(found && {{ total: found.total, bars: found.bars.map((bar) =>
    ({{ ...bar, lane: events.data.lanes[events.lane[bar.n]], name: events.data.sides[bar.side],
       begun: events.start[bar.n] }})) }});
}})()"""
TOLD = "[...document.querySelectorAll('.timeline-texts text')].map((text) => text.textContent)"


def frame() -> pd.DataFrame:
    """Return shifts of one side after the other, of short events a few hours apart."""
    dice = np.random.default_rng(3)
    minutes = np.sort(dice.integers(0, 400 * 1440, MANY))
    start = DAY + minutes.astype("timedelta64[m]")
    end = start + dice.integers(5, 300, MANY).astype("timedelta64[m]")
    return pd.DataFrame(
        {
            "title": [f"raid {n}" for n in range(MANY)],
            "start": np.datetime_as_string(start, unit="m"),
            "end": np.datetime_as_string(end, unit="m"),
            "lane": [f"Sector {n}" for n in dice.integers(0, 12, MANY)],
            "side": [f"Side {n // (20 * 1440) % 3}" for n in minutes],
        }
    )


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    path: Path = tmp_path_factory.mktemp("bars") / "raids.html"
    path.write_bytes(render(gantt_chart(read_events(frame()), title="Raids"), {"html"})["html"])
    copytree(PAGE_FOLDER / "script", path.parent / "script")
    with served(path.parent) as address, Window() as opened:
        assert opened.open(f"{address}/{path.name}", width=1080) == 1
        yield opened


def drawn(window: Window, first: float, last: float) -> tuple[Any, pd.DataFrame]:
    """Return the bars drawn between two days, and the table's events in that window."""
    low, high = (DAY.astype("datetime64[s]").astype(int) + 86400 * day for day in (first, last))
    events = read_events(frame()).frame
    seen = (events["start_earliest"] < high) & (events["end_latest"] > low)
    return json.loads(window.ask(DRAWN.format(low=low, high=high))), events[seen]


@pytest.mark.parametrize(("first", "last"), [(0, 400), (33, 150), (100, 120), (7.3, 9.1)])
def test_every_event_is_in_one_bar_of_its_lane_and_side(
    window: Window, first: float, last: float
) -> None:
    found, seen = drawn(window, first, last)
    bars = pd.DataFrame(found["bars"])
    assert found["total"] == len(seen)
    wanted = seen.groupby(["lane", "side"]).size().to_dict()
    assert bars.groupby(["lane", "name"])["count"].sum().to_dict() == wanted
    assert (bars["end"] >= bars["begun"]).all()
    assert bars["end"].max() == seen["end_latest"].max()


@pytest.mark.parametrize(("first", "last"), [(0, 400), (33, 150), (100, 120)])
def test_no_bars_overlap(window: Window, first: float, last: float) -> None:
    found, _ = drawn(window, first, last)
    rows = pd.DataFrame(found["bars"]).sort_values("from", kind="stable").groupby(["lane", "row"])
    for _, row in rows:
        assert (row["from"].to_numpy()[1:] >= row["to"].to_numpy()[:-1] - 1).all()
        changed = row["side"].to_numpy()[1:] != row["side"].to_numpy()[:-1]
        gaps = row["from"].to_numpy()[1:] - row["to"].to_numpy()[:-1]
        assert (gaps[changed] >= 1).all()


def test_only_bars_closer_than_a_pixel_are_joined(window: Window) -> None:
    whole, part = drawn(window, 0, 400)[0], drawn(window, 100, 108)[0]
    assert any(bar["count"] > 1 for bar in whole["bars"])
    assert [bar for bar in part["bars"] if bar["count"] > 1] == []
    pixel = 400 * 86400 / 900
    events = read_events(frame()).frame
    for bar in whole["bars"]:
        if bar["count"] == 1:
            continue
        mine = (events["lane"] == bar["lane"]) & (events["side"] == bar["name"])
        inside = (events["start_earliest"] >= bar["begun"]) & (events["end_latest"] <= bar["end"])
        times = events[mine & inside].sort_values("start_earliest")
        reached = times["end_latest"].cummax().to_numpy()[:-1]
        assert (times["start_earliest"].to_numpy()[1:] - reached <= 2 * pixel).all()


def test_the_figure_describes_joined_bars_and_each_has_its_number(window: Window) -> None:
    told = " ".join(window.ask(TOLD))
    assert f"{MANY:,} events in view; those of one side that are less than a pixel apart" in told
    tips = window.ask("""(() => {
      const box = document.querySelector("canvas.timeline-events").getBoundingClientRect();
      const found = new Set();
      const plot = document.querySelector(".timeline-plot");
      for (let x = 2; x < box.width; x += 9) for (let y = 2; y < box.height; y += 4) {
        const [clientX, clientY] = [box.left + x, box.top + y];
        const pointer = { clientX, clientY, bubbles: true, pointerType: "mouse" };
        plot.dispatchEvent(new PointerEvent("pointermove", pointer));
        found.add(document.querySelector(".timeline-tooltip").textContent);
      }
      return [...found];
    })()""")
    joined = [tip.split("\n") for tip in tips if " events\n" in tip]
    assert joined
    for number, when, lane, side in joined:
        assert int(number.split()[0]) > 1
        assert "195" in when
        assert (lane[:7], side[:5]) == ("Sector ", "Side ")
    for _ in range(6):
        window.ask("document.querySelector('.timeline-toolbar button').click()")
    assert "Each bar is an event" in " ".join(window.ask(TOLD))
    assert window.complaints == []
