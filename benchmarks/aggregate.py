"""Monthly bars by side of 10 million rows, against the bare DuckDB query of the same files.

Run ``python benchmarks/aggregate.py [rows]``. Prints the medians of alternating runs in one
warm process, their ratio, and the peak memory of a separate process for each. ``python
benchmarks/aggregate.py big [rows]`` does the same once for 100 million rows of Parquet in ten
files, with progress; it needs 3 GB of disk space.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

GOAL, MEMORY = 1.3, 500
TURNS = 7
OPTIONS = {"measure": "tonnage", "by": "side", "period": "month"}
#: Runs one of the two in a separate process, and prints its peak memory in kB.
CHILD = (
    "import sys; sys.path.insert(0, {folder!r}); import aggregate; "
    "aggregate.{work}({source!r}, progress={progress}); "
    "print(open('/proc/self/status').read().partition('VmHWM:')[2].split()[0])"
)


def write_tables(folder: Path, rows: int, files: int, *, csv: bool) -> None:
    """Write sorties of three years: date, side, tonnage."""
    import duckdb

    duckdb.sql("SET enable_progress_bar = false")
    each = rows // files
    for number in range(files):
        low, path = number * each, folder / f"{number}.parquet"
        duckdb.sql(
            f"""COPY (SELECT 'Sortie ' || (i % 5000) AS title,
            DATE '1950-06-25' + CAST(hash(i) % 1130 AS INT) AS start,
            ['UN Command', 'PVA', 'KPA', 'ROK', 'Soviet', 'Other'][1 + CAST(hash(7 * i) % 6 AS INT)]
            AS side, CAST(hash(13 * i) % 100000 AS INT) AS tonnage
            FROM range({low}, {low + each}) t(i)) TO '{path}' (FORMAT parquet)"""
        )
        if csv:
            duckdb.sql(f"COPY '{path}' TO '{path.with_suffix('.csv')}' (HEADER)")


def bare(source: str, *, progress: bool = False) -> float:
    """Return the seconds that DuckDB takes just to group by month and side."""
    import duckdb

    reader = f"read_csv('{source}')" if source.endswith(".csv") else f"read_parquet('{source}')"
    duckdb.sql("SET enable_progress_bar = false")
    begun = time.perf_counter()
    duckdb.sql(
        "SELECT date_trunc('month', start), side, sum(tonnage), count(*) "
        f"FROM {reader} GROUP BY ALL"
    ).fetchall()
    return time.perf_counter() - begun


def ours(source: str, *, progress: bool = False) -> float:
    """Return the seconds from the files to the figure, including checks and layout."""
    from timeline.charts.bars import bars_chart
    from timeline.cli.options import Reading
    from timeline.lazy.scan import scan_events

    begun = time.perf_counter()
    scan = scan_events(source, progress=Reading().update if progress else None)
    bars_chart(scan, **OPTIONS).figure()
    return time.perf_counter() - begun


def peak(work: str, source: str, *, progress: bool = False) -> int:
    """Return the peak memory in megabytes of a process that runs one of the two once."""
    folder = str(Path(__file__).parent)
    code = CHILD.format(folder=folder, work=work, source=source, progress=progress)
    done = subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.PIPE)
    return int(done.stdout.split()[-1]) // 1024


def compare(source: str, rows: int, turns: int) -> None:
    """Print the comparison for one file format."""
    for work in (bare, ours):
        work(source)
    pairs = [(bare(source), ours(source)) for _ in range(turns)]
    query, figure = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(ours_took / bare_took for bare_took, ours_took in pairs)
    print(f"{rows:,} rows, {Path(source).suffix.removeprefix('.')}")
    print(f"bare DuckDB query    {query:7.3f} s  {peak('bare', source):5} MB at most")
    print(f"monthly bars by side {figure:7.3f} s  {peak('ours', source):5} MB at most"
          f" (goal: under {MEMORY})")  # fmt: skip
    print(f"ratio                {ratio:7.2f}   (goal: at most {GOAL})", flush=True)


def big(rows: int = 100_000_000) -> None:
    """Draw a table of ten files once, with and without progress."""
    with tempfile.TemporaryDirectory() as folder:
        write_tables(Path(folder), rows, 10, csv=False)
        source = f"{folder}/*.parquet"
        compare(source, rows, 1)
        print(f"with progress: {peak('ours', source, progress=True)} MB at most")


def main(rows: int = 10_000_000) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_tables(Path(folder), rows, 1, csv=True)
        for name in ("0.parquet", "0.csv"):
            compare(f"{folder}/{name}", rows, TURNS)


if __name__ == "__main__":
    if sys.argv[1:2] == ["big"]:
        big(*map(int, sys.argv[2:3]))
    else:
        main(*map(int, sys.argv[1:2]))
