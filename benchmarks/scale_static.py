"""Pictures of many events: ours, and px.timeline through kaleido in a warm browser.

Run ``python benchmarks/scale_static.py``. Prints the medians of three pictures each, taken
in turn in one process from tables already read, the ratios, and the size of our SVG.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from manyevents import many_events

TURNS = 3


def seconds(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> None:
    """Print the table."""
    import kaleido
    import plotly.express as px

    import timeline as tl

    kaleido.start_sync_server(silence_warnings=True)
    ours: dict[tuple[int, str], float] = {}
    with tempfile.TemporaryDirectory() as folder, tl.Browser() as browser:
        for number in (1_000, 100_000, 1_000_000):
            frame = many_events(number)
            events = tl.read_events(frame)
            for suffix in ("png", "svg"):
                path = Path(folder) / f"ours.{suffix}"
                theirs = Path(folder) / f"theirs.{suffix}"

                def draw(events=events, path=path) -> None:
                    tl.save(tl.gantt(events), path, browser=browser)

                def draw_theirs(frame=frame, theirs=theirs) -> None:
                    figure = px.timeline(frame, x_start="start", x_end="end", y="lane",
                                         color="side", width=1080, height=800)  # fmt: skip
                    figure.write_image(theirs, scale=2)

                draw()
                turns = [(seconds(draw), seconds(draw_theirs) if number <= 100_000 else 0.0)
                         for _ in range(TURNS)]  # fmt: skip
                mine, other = (statistics.median(column) for column in zip(*turns, strict=True))
                ours[number, suffix] = mine
                told = f"{number:>9,} events  {suffix}  ours {mine:6.2f} s"
                if other:
                    told += f"   px.timeline {other:6.2f} s   ratio {other / mine:5.1f}"
                if suffix == "svg":
                    told += f"   {path.stat().st_size / 1e6:.2f} MB (goal: at most 2)"
                print(told, flush=True)
    kaleido.stop_sync_server(silence_warnings=True)
    more = ours[1_000_000, "png"] - ours[1_000, "png"]
    print(f"a million beyond a thousand, PNG: {more:.2f} s (goal: at most 1.5)")
    print("goals at 100,000: 20 times (PNG), 50 times (SVG) as fast as px.timeline")


if __name__ == "__main__":
    main()
