"""Compare an idle build and the help with the imports that they need, as ratios of medians.

Run ``python benchmarks/commands.py``. Every command is a separate process that starts cold, and
commands alternate, so that other load on the machine affects all of them alike. Commands that draw
are in ``benchmarks/export.py``.
"""

from __future__ import annotations

import datetime
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROUNDS = 7
FIGURES = 40
DAY = datetime.timedelta(days=1)
OURS = (sys.executable, "-m", "timeline")

#: Goals for the ratios, by row of the output.
GOALS = {
    "build, nothing changed / (0.5 import plotly.express + 0.2 s)": "<= 1",
    "--help / (1.5 import click + 0.05 s)": "<= 1",
}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        medians = median_seconds(commands(Path(folder)))
    print("\nmedians")
    for name, seconds in medians.items():
        print(f"  {name:44} {seconds:10.4f}")
    print("\nratios" + " " * 58 + "measured   goal")
    for name, ratio in ratios(medians).items():
        print(f"  {name:60} {ratio:8.2f}   {GOALS.get(name, '')}")


def commands(folder: Path) -> dict[str, Sequence[str]]:
    """Write the input files, and return all command lines."""
    table = folder / "events.csv"
    start = datetime.datetime(1953, 6, 10)
    lines = [
        f"Event {n},{start + n * DAY:%F},{start + (n + 1 + n % 3) * DAY:%F}" for n in range(20)
    ]
    table.write_text("\n".join(["title,start,end", *lines, ""]))
    gallery = folder / "figures.toml"
    entry = '[[figure]]\nname = "f{}"\nchart = "gantt"\ntable = "events.csv"\ntitle = "Figure {}"\n'
    figures = "".join(entry.format(n, n) for n in range(FIGURES))
    gallery.write_text('out = "made"\nformats = ["html", "svg", "png"]\n' + figures)
    build = (*OURS, "build", str(gallery))
    subprocess.run(build, check=True, capture_output=True)
    return {
        "build, nothing changed": build,
        "build, everything": (*build, "--force"),
        "--help": (*OURS, "--help"),
        "import plotly.express": (sys.executable, "-c", "import plotly.express"),
        "import click": (sys.executable, "-c", "import click"),
    }


def median_seconds(command_lines: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """Return the median seconds of each command."""
    seconds: dict[str, list[float]] = {name: [] for name in command_lines}
    for _ in range(ROUNDS):
        for name, command in command_lines.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            seconds[name].append(time.perf_counter() - start)
    return {name: statistics.median(times) for name, times in seconds.items()}


def ratios(medians: Mapping[str, float]) -> dict[str, float]:
    idle = 0.5 * medians["import plotly.express"] + 0.2
    return {
        "build, nothing changed / (0.5 import plotly.express + 0.2 s)":
            medians["build, nothing changed"] / idle,
        "--help / (1.5 import click + 0.05 s)":
            medians["--help"] / (1.5 * medians["import click"] + 0.05),
    }  # fmt: skip


if __name__ == "__main__":
    main()
