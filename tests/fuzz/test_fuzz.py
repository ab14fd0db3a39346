"""Damaged and random tables: each reader and chart returns a figure or raises one of our errors.

Inputs that once raised anything else are in ``corpus`` and come first. Seed and number of inputs
are fixed, so that every run is the same: about 40 seconds on one processor, and half of that
with few examples. ``FUZZ_SECONDS`` (``make fuzz``) continues from the same seed for that many
seconds per reader and chart.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import re
import struct
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from html import escape
from itertools import count, takewhile
from pathlib import Path
from typing import Any

import pytest

import timeline
from tests.internals import fix
from tests.tables.reading.test_spreadsheet import open_document, xlsx
from timeline import TimelineError, bars, check, convert, gantt, panels, read_events

pytestmark = pytest.mark.slow

CORPUS = sorted(Path(__file__).with_name("corpus").iterdir())
TRIES = 20 if os.environ.get("HYPOTHESIS_PROFILE") == "few" else 40
SECONDS = float(os.environ.get("FUZZ_SECONDS", 0))
COLUMNS = (
    "title", "start", "end", "group", "side", "parent", "id", "measure", "value", "unit", "note",
)  # fmt: skip
CELLS = (
    "", "A", "1953", "1953-06-10", "1953-06-10T24:00", "195X", "..", "1953~", "{1953,1954}", "?",
    "[1950..1953]", "-9999", "99999", "Y-1e9", "killed", "1e99", "-5", "1e308", "~3", ">1", "1..2",
    "\0", "\u202e", "=1+1", "<b>", "\r", "x" * 300, "\ud7ff", "\U0001f4a5", "２",
)  # fmt: skip


def tries(number: int = TRIES) -> Iterator[int]:
    """Count the tries: so many, or as many as there is time for."""
    end = time.monotonic() + SECONDS
    return takewhile(lambda done: done < number or time.monotonic() < end, count())


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
    """Return a random table that can usually be drawn, with hostile texts."""
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


def sheet(data: bytes) -> list[list[str]]:
    return [
        [escape(re.sub(r"[\x00-\x1f]", " ", cell)) for cell in line.split(",")]
        for line in data.decode(errors="ignore").splitlines()
    ]


def as_xlsx(data: bytes) -> bytes:
    return xlsx(Battles=sheet(data))


def as_ods(data: bytes) -> bytes:
    cells = (
        "".join(f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p>'
                "</table:table-cell>" for cell in row) for row in sheet(data)
    )  # fmt: skip
    return open_document("".join(f"<table:table-row>{row}</table:table-row>" for row in cells))


OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def workbook(data: bytes) -> bytes:
    """Return the records of a sheet as Excel wrote them until 2003 (BIFF8)."""
    cells = b"".join(
        record(0x204, struct.pack("<HHHHB", row, column, 0, len(text[:200]), 1)
               + text[:200].encode("utf-16-le", "replace")[:400])
        for row, texts in enumerate(sheet(data))
        for column, text in enumerate(texts)
    )  # fmt: skip
    end = record(0x0A, b"")
    books, sheets = (
        record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 1997, 0, 6)) for kind in (0x05, 0x10)
    )
    place = len(books) + 4 + 9 + len(end)
    name = record(0x85, struct.pack("<IBBBB", place, 0, 0, 1, 0) + b"A")
    return books + name + end + sheets + cells + end


def as_xls(data: bytes) -> bytes:
    return compound(workbook(data))


def compound(stream: bytes) -> bytes:
    """Return a compound file (OLE2) of one stream, ``Workbook``, in sectors of 512 bytes."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    many = len(stream) // 512
    tables = -(-(many + 2) // 128) + 1
    chain = [-3] * tables + [-2] + [*range(tables + 2, tables + 1 + many), -2]
    chain += [-1] * (tables * 128 - len(chain))

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        text = name.encode("utf-16-le") + b"\0\0"
        return (
            text.ljust(64, b"\0") + struct.pack("<HBBiii", len(text), kind, 1, -1, -1, child)
            + bytes(36) + struct.pack("<iQ", start, size)
        )  # fmt: skip

    folder = entry("Root Entry", 5, 1, -2, 0) + entry("Workbook", 2, -1, tables + 1, len(stream))
    header = OLE + bytes(16) + struct.pack(
        "<HHHHH6xIIiIIiiii", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, tables, 0, 4096, -2, 0, -2, 0
    )  # fmt: skip
    header += struct.pack("<109i", *range(tables), *[-1] * (109 - tables))
    return header + struct.pack(f"<{len(chain)}i", *chain) + folder.ljust(512, b"\0") + stream


def damaged_within(chance: random.Random, data: bytes) -> bytes:
    """Return an archive with a damaged member but correct checksums."""
    if data.startswith(OLE):
        return compound(damaged(chance, data[-4096:].rstrip(b"\0")))
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(file, "w") as archive:
        hit = chance.choice(whole.namelist())
        for name in whole.namelist():
            member = whole.read(name)
            archive.writestr(name, damaged(chance, member) if name == hit else member)
    return file.getvalue()


READERS: dict[str, Callable[[bytes], bytes]] = {
    "csv": bytes,
    "utf-16": lambda data: data.decode().encode("utf-16"),
    "gzip": lambda data: gzip.compress(data, mtime=0),
    "json": as_json,
    "xlsx": as_xlsx,
    "ods": as_ods,
    "xls": as_xls,
}
#: Each reads and checks; a spreadsheet takes a process of its own, so there are fewer.
SHEETS = ("xlsx", "ods", "xls")
WAYS: tuple[Callable[[bytes], object], ...] = (read_events, check, fix)
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
    for number in tries(TRIES // 4 if reader in SHEETS else TRIES):
        data = READERS[reader](table(chance))
        if reader in SHEETS and number % 2:
            data = damaged_within(chance, data)
        else:
            data = damaged(chance, data)
        for way in WAYS:
            with suppress(TimelineError):
                way(data)


def test_each_reader_is_fuzzed_with_its_own_format() -> None:
    for make in READERS.values():
        events = read_events(make(b"title,start\nHarry,1953-06-10\nKumsong,1953-06-14\n"))
        assert events.frame["title"].tolist() == ["Harry", "Kumsong"]


def test_a_table_is_repaired_or_refused_and_its_repair_is_read() -> None:
    chance = random.Random("1953 fix")
    repaired = 0
    for _ in tries():
        with suppress(TimelineError):
            fixed = fix(likely_table(chance))
            again = read_events(fixed.text.encode(), skip_faulty=True)
            assert len(again) + len(fixed.remaining) >= fixed.rows
            repaired += 1
    assert repaired > TRIES // 6


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_gives_a_figure_or_an_error_of_ours(chart: str) -> None:
    chance = random.Random(f"1953 {chart}")
    drawn = 0
    for _ in tries():
        with suppress(TimelineError):
            CHARTS[chart](read_events(likely_table(chance)))
            drawn += 1
    assert drawn > TRIES // 6


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_former_failures_stay_fixed(path: Path) -> None:
    for way in WAYS[1:]:
        with suppress(TimelineError):
            way(path.read_bytes())
    with suppress(TimelineError):
        events = timeline.read_events(path)
        for draw in CHARTS.values():
            with suppress(TimelineError):
                draw(events)
