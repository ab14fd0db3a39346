"""Benchmark of the Gantt layout, without drawing.

Run ``python benchmarks/layout.py [COUNT ...]``. For each number of labelled events, prints the
median of five layouts, the time per event, and the goal: 1,000 events under a second, 10,000 under
five seconds, and beyond that no worse than n log n. (A chart counts its events above 2,000; here
all of them are laid out one by one.)
"""

from __future__ import annotations

import math
import statistics
import sys
import time

import numpy as np
import pandas as pd

from timeline.layout.gantt import plan_gantt
from timeline.layout.style import Look
from timeline.stats.selection import Selection, select
from timeline.tables.checking.validate import read_events
from timeline.theme import Theme

COUNTS = (1_000, 10_000, 100_000)
GOALS = {1_000: 1.0, 10_000: 5.0}
WORDS = (
    "assault", "raid", "relief", "siege", "northern", "outpost", "hill", "river", "bridge",
    "second", "night", "counter-attack", "Harry", "Kumsong", "battalion", "withdrawal",
)  # fmt: skip


def rows_of(count: int) -> Selection:
    rng = np.random.default_rng(1953)
    start = np.datetime64("1900-01-01") + np.sort(rng.integers(0, 5 * count, count))
    end = start + rng.integers(0, 20, count)
    titles = [" ".join(rng.choice(WORDS, rng.integers(1, 6))) for _ in range(count)]
    table = pd.DataFrame(
        {
            "id": [f"e{number}" for number in range(count)],
            "title": titles,
            "start": start.astype(str),
            "end": end.astype(str),
            "group": rng.choice(["Harry", "Kumsong", "Air", ""], count),
            "side": rng.choice(["UN Command", "PVA"], count),
        }
    )
    return select(read_events(table), claims=False)


def seconds(rows: Selection, times: int = 5) -> float:
    look = Look(1080, Theme(), {"UN Command": 0, "PVA": 1}, title="A century")
    durations = []
    for _ in range(times):
        start = time.perf_counter()
        layout = plan_gantt(rows, look).figure()
        durations.append(time.perf_counter() - start)
        assert sum(text.role == "label" for text in layout.texts) == len(rows.frame)
    return statistics.median(durations)


def main() -> None:
    counts = [int(word) for word in sys.argv[1:]] or list(COUNTS)
    print("  events  median s    µs/event  µs/(event · log2 n)  goal")
    for count in counts:
        took = seconds(rows_of(count))
        each = took / count * 1e6
        goal = GOALS.get(count)
        text = "" if goal is None else f"< {goal:g} s: {'met' if took < goal else 'MISSED'}"
        print(f"{count:8,d}  {took:8.3f}  {each:10.1f}  {each / math.log2(count):19.2f}  {text}")


if __name__ == "__main__":
    main()
