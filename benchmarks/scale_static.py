"""Pictures of many events: ours against px.timeline with kaleido in a warm browser.

Run ``python benchmarks/scale_static.py [COUNT ...]``. Prints the medians of three alternating
runs in one process, from tables in memory, their ratios, the size of our SVG, and the goals.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

from manyevents import many_events

TURNS = 3
SIZES = (1_000, 100_000, 1_000_000)
MAX_PX = 100_000
#: Maximum seconds per picture, by number of events.
GOALS = {100_000: 0.5, 1_000_000: 2.5}


def seconds(work: Callable[[], object]) -> float:
    """Return the seconds that a task takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> None:
    """Print the table."""
    warnings.filterwarnings("ignore", "The kopts argument")  # plotly's own, of a kept browser
    import kaleido
    import plotly.express as px

    import timeline as tl

    kaleido.start_sync_server(silence_warnings=True)
    with tempfile.TemporaryDirectory() as folder:
        for number in [int(text) for text in sys.argv[1:]] or SIZES:
            frame = many_events(number)
            events = tl.read_events(frame)
            for suffix in ("png", "svg"):
                path = Path(folder) / f"ours.{suffix}"
                theirs = Path(folder) / f"theirs.{suffix}"

                def draw(events=events, path=path) -> None:
                    tl.save(tl.gantt(events), path)

                def draw_theirs(frame=frame, theirs=theirs) -> None:
                    figure = px.timeline(frame, x_start="start", x_end="end", y="lane",
                                         color="side", width=1080, height=800)  # fmt: skip
                    figure.write_image(theirs, scale=2)

                draw()
                turns = [(seconds(draw), seconds(draw_theirs) if number <= MAX_PX else 0.0)
                         for _ in range(TURNS)]  # fmt: skip
                mine, other = (statistics.median(column) for column in zip(*turns, strict=True))
                line = f"{number:>9,} events  {suffix}  ours {mine:6.2f} s"
                if other:
                    line += f"   px.timeline {other:6.2f} s   ratio {other / mine:5.1f}"
                if number in GOALS:
                    line += f" (goal: ours at most {GOALS[number]} s)"
                if suffix == "svg":
                    line += f"   {path.stat().st_size / 1e6:.2f} MB (goal: at most 2)"
                print(line, flush=True)
    kaleido.stop_sync_server(silence_warnings=True)


if __name__ == "__main__":
    main()
