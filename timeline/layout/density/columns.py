"""The events of a density chart, packed so that a page can carry and search them.

Takes the rows of a selection; returns plain values for JSON: numbers in time order, as differences
in byte planes, compressed; titles in chunks that are unpacked one by one. The page script draws
them at each zoom level.
"""

from __future__ import annotations

import zlib
from base64 import b64encode
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from timeline.layout.density import LaneCodes, density_time, lane_height
from timeline.locale.dates import duration_text
from timeline.locale.language import language as speak
from timeline.locale.spans import span_texts
from timeline.model import CLAIM_COLUMNS, TEXT_COLUMNS, TIME_COLUMNS
from timeline.stats.concurrency import lengths_within

if TYPE_CHECKING:
    from timeline.layout.style import Look
    from timeline.stats.selection import Selection

__all__ = ["CHUNK", "event_columns"]

#: So many titles are unpacked at a time.
CHUNK = 8192
#: Lengths of time in which all instants may be whole numbers, in seconds.
UNITS = (86400.0, 3600.0, 60.0, 1.0)
#: Compresses titles in half the time of level 6, to hardly more.
LEVEL = 4
#: Precisions by which a page tells an exact date itself, and the signs of its ISO text.
PLAIN = {"second": 19, "minute": 16, "day": 10}
#: The years whose ISO text has four digits, as the page writes it: first and last instant.
YEARS = (-30610224000.0, 253402300800.0)
#: Between the cells of a column, and between columns: characters that no text has.
CELL, COLUMN = "\x1e", "\x1d"
#: More kinds than this are no choice that a reader is offered.
MOST_KINDS = 60

Floats = npt.NDArray[np.float64]


def event_columns(selection: Selection, look: Look, codes: LaneCodes) -> dict[str, Any]:
    """Return the events as columns in the order of time.

    Parameters
    ----------
    selection
        The rows that are drawn.
    look
        What decides lanes, sides and words.
    codes
        As in ``dense_layout``.

    Returns
    -------
    dict
        ``count``; ``origin`` (seconds since 1970) and ``unit`` (seconds); ``lanes``,
        ``sides`` and ``kinds`` (names); ``start`` (differences), ``length``, ``lane``,
        ``side`` and ``kind`` (base64 of zlib of byte planes, the lowest first);
        ``precision`` (0: written in words, else by which of ``PLAIN`` and whether an end is
        stated); ``titles`` and ``times`` (chunks of ``chunk`` lines; those words); ``columns``
        and ``rows`` (the table's own, without what the page makes of ``precision``);
        ``room`` (pixels of a lane); ``lengths`` (seconds and words of the stretches that events
        may be counted by).
    """
    events = selection.frame
    lanes, sides, side_codes = codes
    scale = density_time(selection, lanes, look)
    low, high = scale.low, scale.high
    starts = _bound(events["start_earliest"], low, high)
    order = np.argsort(starts, kind="stable")
    starts, ends = starts[order], _bound(events["end_latest"], low, high)[order]
    unit = next(unit for unit in UNITS if unit == 1.0 or _whole(starts, ends, unit))
    first, last = np.floor(starts / unit), np.ceil(ends / unit)
    kinds, kind_codes = _kinds(events["kind"])
    columns = {
        "start": _planes(np.diff(first, prepend=first[0]), 4),
        "length": _planes(last - first, 4),
        "lane": _planes(lanes.of_row[order], 1),
        "side": _planes(side_codes[order], 1),
        "precision": _planes(precision := _precisions(events)[order], 1),
        **({"kind": _planes(kind_codes[order], 1)} if kinds else {}),
    }
    if max(np.diff(first).max(initial=0), (last - first).max(initial=0)) >= 2**32:
        # Thousands of years to the minute: nothing is rounded, only less is saved.
        columns |= {"start": first.astype("<f8").tobytes(), "length": last.astype("<f8").tobytes()}
    own = _own_columns(events, order, precision)
    titles = _chunks(events["title"].to_numpy(object)[order])
    times = _chunks(_times(events, order, precision, look.language))
    rows = list(zip(*map(_chunks, own.values()), strict=True))
    with ThreadPoolExecutor(2) as pool:  # zlib lets other threads run
        packed = dict(zip(columns, pool.map(_compress, columns.values()), strict=True))
        named, timed = (list(pool.map(_compress_texts, texts)) for texts in (titles, times))
        packed_rows = list(pool.map(_compress_rows, rows))
    spoken = speak(look.language)
    return {
        "count": len(events),
        "origin": float(first[0] * unit),
        "unit": unit,
        "wide": len(columns["start"]) == 8 * len(events),
        "lanes": list(lanes.names),
        "sides": list(sides),
        "kinds": kinds,
        **packed,
        "titles": named,
        "times": timed,
        "columns": list(own),
        "rows": packed_rows,
        "chunk": CHUNK,
        "room": lane_height(lanes),
        "lengths": [
            [length, duration_text(length, language=look.language)]
            for length in lengths_within(high - low)
        ],
        "caption": spoken.words["counts per"],
    }


def _precisions(events: pd.DataFrame) -> npt.NDArray[np.int64]:
    """Return how the page can tell each event's time: 0 where it takes words of ours.

    Only exact dates of one precision are given by their instants.
    """
    codes = np.zeros(len(events), np.int64)
    first, last = (events[name].to_numpy(float) for name in ("start_earliest", "end_latest"))
    alone, stated = (events["end_state"] == state for state in ("as start", "stated"))
    plain = (alone | stated) & (events["calendar"] == "") & (first >= YEARS[0]) & (last < YEARS[1])
    for at, precision in enumerate(PLAIN):
        rows = np.flatnonzero(plain & (events["start_precision"] == precision))
        if not len(rows):
            continue
        ended = stated.to_numpy()[rows]
        instants = last[rows] - (precision == "day")
        same = _iso(first[rows], precision) == _cells(events["start"], rows)
        same &= ~ended | (_iso(instants, precision) == _cells(events["end"], rows))
        codes[rows[same]] = 1 + 2 * at + ended[same]
    return codes


def _iso(instants: Floats, precision: str) -> npt.NDArray[np.object_]:
    texts = np.datetime_as_string(np.floor(instants).astype("M8[s]")).astype(f"U{PLAIN[precision]}")
    return texts.astype(object)


def _cells(texts: pd.Series, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.object_]:
    return texts.iloc[rows].str.replace(" ", "T").to_numpy(object)


def _times(
    events: pd.DataFrame,
    order: npt.NDArray[np.int64],
    precision: npt.NDArray[np.int64],
    language: str,
) -> npt.NDArray[np.object_]:
    """Return the times that are written in words, as elsewhere in the figure."""
    times = np.full(len(events), "", object)
    unlike = precision == 0
    times[unlike] = span_texts(events.iloc[order[unlike]], language=language)
    return times


def _own_columns(
    events: pd.DataFrame, order: npt.NDArray[np.int64], precision: npt.NDArray[np.int64]
) -> dict[str, npt.NDArray[np.object_]]:
    """Return the table's own texts but its titles; dates are empty that the page can write."""
    made = {*TIME_COLUMNS, *CLAIM_COLUMNS, "line"}
    others = [str(name) for name in events if name not in made and name not in TEXT_COLUMNS]
    names = [*(name for name in TEXT_COLUMNS if name in events), *others]
    names = [name for name in names if name == "title" or (events[name] != "").any()]
    own = {name: events[name].astype(str).to_numpy(object)[order] for name in names}
    dates = {"start", "end"} & set(own)
    spaced = {name: events[name].str.contains(" ").to_numpy(bool)[order] for name in dates}
    for name in dates:
        own[name][(precision > 0) & ~np.logical_or.reduce(list(spaced.values()))] = ""
    # Titles stand in chunks of their own, for the search.
    return own | {"title": np.full(len(events), "", object)}


def _chunks(texts: npt.NDArray[np.object_]) -> list[npt.NDArray[np.object_]]:
    return [texts[at : at + CHUNK] for at in range(0, len(texts), CHUNK)]


def _bound(times: pd.Series, low: float, high: float) -> Floats:
    """Return instants, those of open ends at the ends of the axis."""
    found = times.to_numpy(float)
    return np.where(np.isfinite(found), found, np.where(found < 0, low, high))


def _whole(starts: Floats, ends: Floats, unit: float) -> bool:
    return not (np.mod(starts, unit).any() or np.mod(ends, unit).any())


def _kinds(kinds: pd.Series) -> tuple[list[str], npt.NDArray[np.int64]]:
    """Return the kinds by name, if a reader can choose among them, and the code of each row."""
    codes, names = pd.factorize(kinds.astype(str), sort=True)
    if not 2 <= len(names) <= MOST_KINDS:
        return [], codes
    return [str(name) for name in names], codes


def _planes(numbers: npt.NDArray[Any], most: int) -> bytes:
    """Return whole numbers as bytes: all lowest ones, then all second ones and so on.

    There are as many as the largest number needs, at least one and at most so many: bytes
    that are nothing would still take their time to be unpacked.
    """
    largest = int(min(numbers.max(initial=0), 2.0 ** (8 * most) - 1))
    size = max(1, -(-largest.bit_length() // 8))
    whole = np.ascontiguousarray(np.minimum(numbers, largest), f"<u{1 << (size - 1).bit_length()}")
    return whole.view(np.uint8).reshape(-1, whole.itemsize).T[:size].tobytes()


def _compress(data: bytes) -> str:
    """Return planes of bytes compressed: all there is to find in them is runs."""
    return _encode(zlib.compressobj(LEVEL, strategy=zlib.Z_RLE), data)


def _compress_texts(texts: Sequence[str]) -> str:
    whole = "\n".join(texts)
    if whole.count("\n") >= len(texts):
        whole = "\n".join(text.replace("\n", " ") for text in texts)
    return _encode(zlib.compressobj(LEVEL), whole.encode())


def _compress_rows(columns: Sequence[Sequence[str]]) -> str:
    whole = COLUMN.join(CELL.join(cells) for cells in columns)
    if whole.count(CELL) + whole.count(COLUMN) >= len(columns) * len(columns[0]):
        separators = str.maketrans({CELL: " ", COLUMN: " "})
        whole = COLUMN.join(
            CELL.join(cell.translate(separators) for cell in cells) for cells in columns
        )
    return _encode(zlib.compressobj(LEVEL), whole.encode(errors="replace"))


def _encode(packer: zlib._Compress, data: bytes) -> str:
    return b64encode(packer.compress(data) + packer.flush()).decode()
