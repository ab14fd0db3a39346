"""Accepting the suggestions for 100,000 different informal dates.

Run ``python benchmarks/suggestions.py``. Each column holds dates of one kind as people write
them, the last one all kinds; caches are cleared before each run. The goal is 3 s.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import date

from timeline.dates.suggestions import readings, roles
from timeline.tables.checking.lenience import accepted_dates

ROWS = 100_000
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

Kind = Callable[[int, int, int], str]
KINDS: dict[str, Kind] = {
    "1863-4-30": lambda y, m, d: f"{y}-{m}-{d}",
    "10 June 1953": lambda y, m, d: f"{d} {MONTHS[m - 1]} {y}",
    "c. 10 June 1953 BC": lambda y, m, d: f"c. {d} {MONTHS[m - 1]} {y} BC",
    "10.06.1953 20:30": lambda y, m, d: f"{d:02}.{m:02}.{y} {d % 24}:{(y + m) % 60:02}",
    "10–12 June 1953": lambda y, m, d: f"{d}–{d + 2} {MONTHS[m - 1]} {y}",
    "3–24 February 1261": lambda y, m, d: f"{m}–{m + d // 2} {MONTHS[d % 12]} {y}",
    "10 June – 2 July 1953": lambda y, m, d: f"{d} {MONTHS[m - 1]} – {m} {MONTHS[m % 12]} {y}",
    "1953-06-10 – 1953-06-12": lambda y, m, d: f"{y}-{m:02}-{d:02} – {y}-{m:02}-{d + 2:02}",
    "between 10 June 1953 and 2 July 1954": lambda y, m, d: (
        f"between {d} {MONTHS[m - 1]} {y} and {m} {MONTHS[m % 12]} {y + 1}"
    ),
    "10 June 1953 or 1954": lambda y, m, d: f"{d} {MONTHS[m - 1]} {y} or {y + 1}",
    "before 10 June 1953": lambda y, m, d: f"before {d} {MONTHS[m - 1]} {y}",
    "10 June 1953, 8:30 p.m.": lambda y, m, d: (
        f"{d} {MONTHS[m - 1]} {y}, {m}:{(y + d) % 60:02} p.m."
    ),
    "Wed, 10 Jun 1953 20:30:00 +0200": lambda y, m, d: (
        f"{WEEKDAYS[date(y, m, d).weekday()]}, {d} {MONTHS[m - 1][:3]} {y} {d % 24:02}:30:00 +0200"
    ),
    "1953W24-3": lambda y, m, d: f"{y}W{4 * m:02}-{d % 7 + 1}",
    "1939–1945": lambda y, m, d: f"{y}–{y + 12 * d + m}",
    "1953年6月10日": lambda y, m, d: f"{y}年{m}月{d}日",
    "see page 12 of Smith": lambda y, m, d: f"see page {y} of Smith {m}-{d}",
}


def column(kind: Kind, *, seed: int = 1953) -> list[str]:
    """Return different dates of one kind, again from the first where there are not enough."""
    draw = random.Random(seed)
    days = (
        (draw.randint(1000, 2024), draw.randint(1, 12), draw.randint(1, 26))
        for _ in range(3 * ROWS)
    )
    different = list(dict.fromkeys(kind(*day) for day in days))
    return (different * (ROWS // len(different) + 1))[:ROWS]  # there are but 83,000 days of weeks


def seconds(texts: list[str]) -> float:
    """Return the processor time of reading texts with empty caches."""
    roles.frame_of.cache_clear()
    readings._reader_of.cache_clear()
    begin = time.process_time()
    accepted_dates(texts)
    return time.process_time() - begin


def main() -> None:
    """Print the time of each kind, and of all kinds in one column."""
    columns = {name: column(kind) for name, kind in KINDS.items()}
    pool = [text for texts in columns.values() for text in texts]
    columns["all of them"] = random.Random(1953).sample(pool, ROWS)
    for name, texts in columns.items():
        times = [seconds(texts) for _ in range(3)]
        print(f"{len(texts):,} like {name!r}: {min(times):.2f} s")


if __name__ == "__main__":
    main()
