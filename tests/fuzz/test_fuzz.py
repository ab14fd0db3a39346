"""Damaged and random tables: each reader and chart gives a figure or an error of ours.

The seed is fixed. What once raised anything else stands in ``corpus`` and is tried first. The
number of tries is fixed as well, so that every run does the same.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

import timeline
from timeline import TimelineError, bars, convert, gantt, panels, read_events

CORPUS = sorted(Path(__file__).with_name("corpus").iterdir())
TRIES = 60
COLUMNS = (
    "title", "start", "end", "group", "side", "parent", "id", "measure", "value", "unit", "note",
)  # fmt: skip
CELLS = (
    "", "A", "1953", "1953-06-10", "1953-06-10T24:00", "195X", "..", "1953~", "{1953,1954}", "?",
    "[1950..1953]", "-9999", "99999", "Y-1e9", "killed", "1e99", "-5", "1e308", "~3", ">1", "1..2",
    "\0", "\u202e", "=1+1", "<b>", "\r", "x" * 300, "\ud7ff", "\U0001f4a5", "２",
)  # fmt: skip


def table(chance: random.Random) -> bytes:
    """Return a random table."""
    header = ["title", "start", *chance.sample(COLUMNS[2:], chance.randint(0, 8))]
    rows = [[chance.choice(CELLS) for _ in header] for _ in range(chance.randint(0, 6))]
    lines = [header, *([json.dumps(cell, ensure_ascii=False) for cell in row] for row in rows)]
    return "\n".join(map(",".join, lines)).encode()


#: Cells of columns in which not every text is allowed.
ALLOWED = {
    "start": ("1953", "1953-06-10", "195X", "1953~", "1952-02-29T23:59", "[1950..1953]", "-0479"),
    "end": ("", "..", "2011-06-11", "1999"),
    "parent": ("",), "id": ("",),
    "measure": ("killed", ""),
    "value": ("1e99", "-5", "~3", ">1", "1..2", "0", "9007199254740993", "0.1"),
}  # fmt: skip


def likely_table(chance: random.Random) -> bytes:
    """Return a random table that mostly can be drawn: attacks stand in its texts."""
    header = [*COLUMNS]
    rows = [
        [chance.choice(ALLOWED.get(name, CELLS)) for name in header]
        for _ in range(chance.randint(1, 6))
    ]
    told = [dict(zip(header, row, strict=True)) for row in rows]
    return json.dumps(
        [{**row, "value": row["value"] if row["measure"] else ""} for row in told]
    ).encode()


def damaged(chance: random.Random, data: bytes) -> bytes:
    """Return bytes of which some are lost, changed or there twice."""
    found = bytearray(data)
    for _ in range(chance.randint(0, 3)):
        at = chance.randrange(len(found) + 1)
        kind = chance.randrange(3)
        if kind == 0:
            del found[at : at + chance.randint(1, 9)]
        elif kind == 1:
            found[at:at] = bytes([chance.randrange(256)])
        else:
            found[at:at] = found[: chance.randint(1, 20)]
    return bytes(found)


def as_json(data: bytes) -> bytes:
    rows = [line.split(",") for line in data.decode(errors="ignore").splitlines()]
    return json.dumps([dict(zip(rows[0], row, strict=False)) for row in rows[1:]]).encode()


READERS: dict[str, Callable[[bytes], bytes]] = {
    "csv": bytes,
    "utf-16": lambda data: data.decode().encode("utf-16"),
    "gzip": lambda data: gzip.compress(data, mtime=0),
    "json": as_json,
}
CHARTS: dict[str, Callable[[Any], object]] = {
    "gantt": gantt,
    "fold": lambda events: gantt(events, fold=True, labels="numbers"),
    "bars": lambda events: bars(events, measure="killed"),
    "log": lambda events: bars(events, measure="killed", log=True),
    "events": lambda events: bars(events, measure="events", period="decade"),
    "panels": lambda events: panels(events, charts=[{"chart": "gantt"}]),
    **{to: lambda events, to=to: convert(events, to=to)
       for to in ("csv", "timelinejs", "vis-timeline", "mermaid", "icalendar")},
}  # fmt: skip


@pytest.mark.parametrize("reader", READERS)
def test_a_reader_gives_a_table_or_an_error_of_ours(reader: str) -> None:
    chance = random.Random(f"1953 {reader}")
    for _ in range(TRIES):
        with suppress(TimelineError):
            read_events(damaged(chance, READERS[reader](table(chance))))


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_gives_a_figure_or_an_error_of_ours(chart: str) -> None:
    chance = random.Random(f"1953 {chart}")
    drawn = 0
    for _ in range(TRIES):
        with suppress(TimelineError):
            CHARTS[chart](read_events(likely_table(chance)))
            drawn += 1
    assert drawn > 10


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_what_once_broke_holds(path: Path) -> None:
    with suppress(TimelineError):
        events = timeline.read_events(path)
        for draw in CHARTS.values():
            with suppress(TimelineError):
                draw(events)
