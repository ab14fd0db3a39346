"""Reading and checking a million rows, against a bare ``pandas.read_csv`` of the same file.

Run ``python benchmarks/read.py [rows]``. Prints the medians of five alternating runs, their
ratio, and the peak memory of a process that only reads.
"""

from __future__ import annotations

import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

GOAL = 4.0
FOREIGN_HEADER = "battle_name,began,ended,theatre,belligerent,sort"
TURNS = 5


def write_table(path: Path, rows: int, clock: str) -> None:
    """Write events of four years, with starts to the day, hour or minute.

    ``"quoted"`` has starts to the minute, quotes around every cell, and non-ASCII letters;
    ``"recognised"`` has days in columns with other names, recognised by name and cells.
    """
    dice = random.Random(1953)
    with path.open("w", encoding="utf-8") as file:
        ours = "title,start,end,group,side,kind"
        file.write(f"{FOREIGN_HEADER if clock == 'recognised' else ours}\n")
        for row in range(rows):
            day = f"{dice.randint(1950, 1953)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
            hour, minute = dice.randint(0, 23), dice.randint(0, 59)
            times = {"day": "", "recognised": "", "hour": f"T{hour:02}"}
            start = day + times.get(clock, f"T{hour:02}:{minute:02}")
            end = "1954-05" if row % 3 == 0 else ""
            side = ("PVA", "UN Command", "KPA", "ROK")[row % 4]
            cells = [f"Event {row}", start, end, f"Sector {row % 50}", side, f"kind {row % 7}"]
            if clock == "quoted":
                cells = [f'"{cell.replace("Event", "Überfall")}"' for cell in cells]
            file.write(",".join(cells) + "\n")


def read_recognised(path: Path) -> None:
    """Read a table, recognise its columns, and check it."""
    from timeline.tables.checking.validate import check_table
    from timeline.tables.mapping.recognition import recognised
    from timeline.tables.mapping.resolve import mapping_with
    from timeline.tables.reading.read import read_table

    raw = read_table(path)
    check_table(raw, mapping=mapping_with(recognised(raw).columns))


def seconds(work: str, path: Path) -> float:
    """Return the seconds that a task takes in a warm process."""
    import pandas as pd

    from timeline.tables.checking.validate import read_events

    begun = time.perf_counter()
    if work == "ours" and path.stem == "recognised":
        read_recognised(path)
    elif work == "ours":
        read_events(path)
    else:
        pd.read_csv(path)
    return time.perf_counter() - begun


def peak_megabytes(path: Path) -> float:
    """Return the peak memory of a process that reads and checks the table."""
    code = (
        f"import pathlib, runpy; read = runpy.run_path({__file__!r})['seconds']; "
        f"read('ours', pathlib.Path({str(path)!r}))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main(rows: int = 1_000_000) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for clock in ("day", "hour", "minute", "quoted", "recognised"):
            path = Path(folder) / f"{clock}.csv"
            write_table(path, rows, clock)
            compare(path, rows)


def compare(path: Path, rows: int) -> None:
    """Print the comparison for one table."""
    for work in ("bare", "ours"):
        seconds(work, path)
    turns = [(seconds("bare", path), seconds("ours", path)) for _ in range(TURNS)]
    bare, ours = (statistics.median(column) for column in zip(*turns, strict=True))
    print(f"{rows:,} rows, {path.stem}, {path.stat().st_size / 1e6:.0f} MB")
    print(f"pandas.read_csv       {bare:6.3f} s")
    print(f"read_events           {ours:6.3f} s")
    print(f"ratio                 {ours / bare:6.2f}   (goal: at most {GOAL})")
    print(f"peak memory           {peak_megabytes(path):6.0f} MB (goal: under 1,000)")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
