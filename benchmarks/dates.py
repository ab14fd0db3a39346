"""Parsing a million mixed dates, against pandas parsing a million of one plain format.

Run ``python benchmarks/dates.py``. The mixed column contains every common form (full dates,
months, years, qualifiers, unspecified digits, intervals, date-times, years BCE), with few
duplicates. Both are timed alternately; the goal is a ratio of medians of at most 2.5.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from timeline.dates.parser import parse_dates

ROWS = 1_000_000
ROUNDS = 9
FORMS: tuple[Callable[[int, int, int, int], str], ...] = (
    lambda y, m, d, n: f"{y:04}-{m:02}-{d:02}",
    lambda y, m, d, n: f"{y:04}-{m:02}-{d:02}",
    lambda y, m, d, n: f"{y:04}-{m:02}-{d:02}",
    lambda y, m, d, n: f"{y:04}-{m:02}",
    lambda y, m, d, n: f"{y:04}",
    lambda y, m, d, n: f"{y:04}-{m:02}-{d:02}~",
    lambda y, m, d, n: f"{y:04}-{m:02}?",
    lambda y, m, d, n: f"{y:04}~",
    lambda y, m, d, n: f"{y:04}-{m:02}-XX",
    lambda y, m, d, n: f"{y // 10:03}X",
    lambda y, m, d, n: f"{y:04}-{m:02}-{d:02}/{y + 1:04}-{m:02}-{d:02}",
    lambda y, m, d, n: f"{y:04}/{y + 1 + n % 9:04}",
    lambda y, m, d, n: f"{y:04}-{m:02}/..",
    lambda y, m, d, n: f"{y:04}-{m:02}-{d:02}T{n % 24:02}:{n // 24 % 60:02}",
    lambda y, m, d, n: f"{y:04}-{m:02}-{d:02}T{n % 24:02}:{n // 24 % 60:02}:{n % 59:02}+02:00",
    lambda y, m, d, n: f"-{y:04}-{m:02}",
)


def mixed_dates(rows: int) -> pd.Series:
    random = np.random.default_rng(1953)
    parts = (random.integers(low, high, rows).tolist() for low, high in (
        (1, 2100), (1, 13), (1, 29), (0, 1440), (0, len(FORMS)),
    ))  # fmt: skip
    return pd.Series([FORMS[form](y, m, d, n) for y, m, d, n, form in zip(*parts, strict=True)])


def plain_dates(rows: int) -> pd.Series:
    days = np.random.default_rng(1953).integers(-40_000, 20_000, rows)
    return pd.Series(np.datetime_as_string(days.astype("datetime64[D]")))


def seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def report(name: str, times: list[float]) -> None:
    median = statistics.median(times)
    print(f"{name:32} {median:.3f} s (from {min(times):.3f} to {max(times):.3f})")


def main() -> None:
    mixed, plain = mixed_dates(ROWS), plain_dates(ROWS)
    ours, theirs = [], []
    for _ in range(ROUNDS):
        theirs.append(seconds(lambda: pd.to_datetime(plain, format="%Y-%m-%d")))
        ours.append(seconds(lambda: parse_dates(mixed)))
    print(
        f"{ROWS:,} rows, {mixed.nunique():,} different mixed texts, {plain.nunique():,} plain ones"
    )
    report("parse_dates, mixed forms", ours)
    report("pandas.to_datetime, one format", theirs)
    ratio = statistics.median(ours) / statistics.median(theirs)
    print(f"ratio of medians {ratio:.2f} (goal: at most 2.5)")


if __name__ == "__main__":
    main()
