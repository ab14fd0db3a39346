"""Pictures of many events: ours, and px.timeline through kaleido in a warm browser.

Run ``python benchmarks/scale_static.py``, with numbers of events for some of them alone.
Prints the medians of three pictures each, taken in turn in one process from tables already
read, the ratios, the size of our SVG, and beside each goal what was measured.
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
MOST_PX = 100_000
#: The most seconds that a picture may take.
MOST = {100_000: 0.5, 1_000_000: 2.5}


def seconds(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes."""
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
                turns = [(seconds(draw), seconds(draw_theirs) if number <= MOST_PX else 0.0)
                         for _ in range(TURNS)]  # fmt: skip
                mine, other = (statistics.median(column) for column in zip(*turns, strict=True))
                told = f"{number:>9,} events  {suffix}  ours {mine:6.2f} s"
                if other:
                    told += f"   px.timeline {other:6.2f} s   ratio {other / mine:5.1f}"
                if number in MOST:
                    told += f" (goal: ours at most {MOST[number]} s)"
                if suffix == "svg":
                    told += f"   {path.stat().st_size / 1e6:.2f} MB (goal: at most 2)"
                print(told, flush=True)
    kaleido.stop_sync_server(silence_warnings=True)


if __name__ == "__main__":
    main()
