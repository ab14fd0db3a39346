"""Measure the peak memory of a build of 40 figures, and count the processes that it starts.

Run ``python benchmarks/memory.py``, on Linux. Each figure is written as HTML, SVG, PNG and PDF.
The goals are less than 400 MB and no child processes.
"""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FIGURES = 40
DAY = datetime.timedelta(days=1)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        gallery = write_gallery(Path(folder))
        build = subprocess.Popen(
            (sys.executable, "-m", "timeline", "build", gallery),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        seen: set[str] = set()
        while (ended := os.wait4(build.pid, os.WNOHANG))[0] == 0:
            seen |= children(build.pid)
            time.sleep(0.005)
        _, status, used = ended
        if status:
            sys.exit(f"the build failed with {os.waitstatus_to_exitcode(status)}")
        files = sum(path.is_file() for path in Path(folder, "made").rglob("*"))
    print(f"{FIGURES} figures, {files} files")
    print(f"peak memory {used.ru_maxrss / 1024:.0f} MB   (goal: under 400)")
    print(f"other processes {len(seen)}   (goal: 0)")


def write_gallery(folder: Path) -> Path:
    """Write a gallery of 40 figures with 20 to 98 events each, and return its path."""
    start = datetime.datetime(1953, 6, 10)
    entries = ['out = "made"', 'formats = ["html", "svg", "png", "pdf"]']
    for number in range(FIGURES):
        rows = [
            f"Event {n} of {number},{start + n * DAY:%F},{start + (n + 1 + n % 3) * DAY:%F}"
            for n in range(20 + 2 * number)
        ]
        Path(folder, f"{number}.csv").write_text("\n".join(["title,start,end", *rows, ""]))
        entries += ["[[figure]]", f'name = "f{number}"', f'table = "{number}.csv"',
                    'chart = "gantt"', f'title = "Figure {number}"']  # fmt: skip
    gallery = folder / "figures.toml"
    gallery.write_text("\n".join(entries) + "\n")
    return gallery


def children(pid: int) -> set[str]:
    """Return the ids of the running child processes of a process."""
    ids: set[str] = set()
    for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            ids.update(tasks.read_text().split())
        except OSError:  # it has ended
            continue
    return ids


if __name__ == "__main__":
    main()
