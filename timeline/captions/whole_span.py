"""The time of all rows of a figure together, as precisely as its two ends are known."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from timeline.dates.calendar import SECONDS_PER_DAY
from timeline.dates.parser import parse_dates, set_ranges
from timeline.locale.dates import MIDNIGHT, day_before_text, is_one, moment_text
from timeline.locale.language import language as speak
from timeline.locale.spans import by_days, members_text, since_text, span_text
from timeline.model import TIME_COLUMNS, Rows

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["whole_span"]

#: An end of the whole: between which instants it lies, and how precisely it is stated.
Unit = tuple[float, float, str]
#: What the members of a set change of its row.
_REACH = ("start_latest", "end_earliest", "end_state", "start_precision", "end_precision")


def whole_span(
    frame: pd.DataFrame | Rows,
    *,
    since: float = -math.inf,
    until: float = math.inf,
    language: str = "en",
) -> str:
    r"""Tell from when to when the rows of a checked table are, as far as a window shows them.

    Parameters
    ----------
    frame
        The rows.
    since, until
        The window of time that is shown.
    language
        Of the text.

    Examples
    --------
    >>> from timeline.dates.calendar import instant
    >>> from timeline.tables.checking.validate import read_events
    >>> table = read_events(b"title,start,end\nOne,1953-06-10,1953-08-02\nTwo,1953~,/\n")
    >>> whole_span(table.frame)
    '1953'
    >>> whole_span(table.frame.iloc[:1], until=instant(1953, 7))
    '10–30 June 1953'
    """
    rows = Rows.of(frame)
    rows = _with_members(rows) if "start" in rows else rows
    text = _whole(rows, since, until, language)
    for column, furthest in (("start_earliest", np.argmin), ("end_latest", np.argmax)):
        instants = rows[column].astype(float)
        known = np.flatnonzero(np.isfinite(instants))
        if "start" not in rows or not len(known):
            continue
        row = known[furthest(instants[known])]
        if any(MIDNIGHT.search(rows[name][row]) for name in ("start", "end")):
            text = day_before_text(text, float(instants[row]), language)
    return text


def _with_members(rows: Rows) -> Rows:
    """Let what was at each of several dates reach from the first of them to the last."""
    starts = rows["start"]
    sets = [row for row, start in enumerate(starts.tolist()) if start.startswith("{")]
    columns = {name: rows[name].copy() for name in _REACH} if sets else {}
    for row in sets:
        ranges = set_ranges(starts[row]) or []
        dates = parse_dates([end for pair in ranges for end in pair if end != ".."])
        if 2 * len(ranges) > len(dates.lower):
            continue  # the row states an open end itself
        first, last = int(dates.lower.argmin()), int(dates.upper.argmax())
        reach = (dates.upper[first], dates.lower[last], "stated", dates.precision[first],
                 dates.precision[last])  # fmt: skip
        for name, value in zip(_REACH, reach, strict=True):
            columns[name][row] = value
    return rows.assign(**columns) if sets else rows


def _whole(rows: Rows, since: float, until: float, language: str) -> str:
    """Tell the time of all rows; a midnight belongs to the day that it begins."""
    first, last = _first(rows), _last(rows)
    low, high = max(first[0], since), min(last[1], until)
    cut = (low, high) != (first[0], last[1])
    if len(rows) == 1 and not cut:
        return _alone(rows, language)
    if not math.isfinite(high):
        return _open((low, low + 1, "day") if cut else first, language, cut=cut)
    if cut or not (is_one(*first) and is_one(*last)):
        return _bounds(low, high, language)
    # Seasons are written as months: the span runs from the first month to the last.
    first = (low, low + 1, "month") if first[2] == "season" else first
    last = (high - 1, high, "month") if last[2] == "season" else last
    return span_text(*first[:2], *last[:2], end_state="stated", start_precision=first[2],
                     end_precision=last[2], language=language)  # fmt: skip


def _least(
    rows: Rows, main: np.ndarray, second: np.ndarray, *, by_end: np.ndarray
) -> tuple[int, str]:
    """Return the least row by two columns, then by precision, and the precision to show.

    The precision is that of the end where ``by_end`` says so, else that of the start.
    """
    places = _lowest(second, _lowest(main, np.arange(len(main))))
    part = rows.take(places)
    words = np.where(by_end[places], part["end_precision"], part["start_precision"]).tolist()
    at = words.index(min(words))
    return int(places[at]), by_days(words[at], part["calendar"][at])


def _lowest(values: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Return those of some rows that have the least value; all where that is no number."""
    found = values[rows]
    least = rows[found == found.min(initial=math.inf)]
    return least if len(least) else rows


def _first(rows: Rows) -> Unit:
    """Return the earliest beginning; of what began nobody knows when, the end that is known."""
    low, end = (rows[name].astype(float, copy=False) for name in ("start_earliest", "end_earliest"))
    # Of what has no end of its own, one date says both: the whole of it is either end.
    alone = rows.are("end_state", "as start")
    high = np.where(alone, rows["end_latest"], rows["start_latest"]).astype(float)
    unknown = ~np.isfinite(low)
    low, high = np.where(unknown, end, low), np.where(unknown, rows["end_latest"], high)
    # A date open on this side (``[..1953]``) is written by its other end.
    low = np.where(np.isfinite(low), low, high - 1)
    row, told = _least(rows, low, high, by_end=unknown & ~alone)
    return float(low[row]), float(high[row]), told


def _last(rows: Rows) -> Unit:
    """Return the latest end; of what ended nobody knows when, the beginning that is known."""
    alone, ongoing, unknown = (
        rows.are("end_state", state) for state in ("as start", "ongoing", "unknown")
    )
    high = rows["end_latest"].astype(float, copy=False)
    unknown = unknown | (~np.isfinite(high) & ~ongoing)
    own = ~unknown & ~alone
    low = np.where(own, rows["end_earliest"], rows["start_earliest"]).astype(float)
    high = np.where(unknown, rows["start_latest"], high).astype(float)
    high = np.where(np.isfinite(high) | ongoing, high, low + 1)
    row, told = _least(rows, -high, low, by_end=own)
    return float(low[row]), float(high[row]), told


def _alone(rows: Rows, language: str) -> str:
    """Tell the time of the only row as its own date does."""
    row = {name: rows[name].item() for name in (*TIME_COLUMNS, "calendar")}
    start = rows["start"].item() if "start" in rows else ""
    return members_text(start, language=language) or span_text(
        *(row[name] for name in ("start_earliest", "start_latest", "end_earliest", "end_latest")),
        end_state=row["end_state"],
        start_precision=by_days(row["start_precision"], row["calendar"]),
        end_precision=by_days(row["end_precision"], row["calendar"]),
        start_qualifier=row["start_qualifier"],
        end_qualifier=row["end_qualifier"],
        language=language,
    )


def _open(first: Unit, language: str, *, cut: bool) -> str:
    """Tell that something goes on; what a window begins did not begin there."""
    if cut:
        words = speak(language).words
        return words["span"].format(moment_text(*first, language=language), words["ongoing"])
    return since_text(*first, language=language)


def _bounds(low: float, high: float, language: str) -> str:
    """Tell a stretch of time by whole days, or by the clock where it is shorter than two."""
    if high - low < 2 * SECONDS_PER_DAY and (low % SECONDS_PER_DAY or high % SECONDS_PER_DAY):
        return span_text(low, low, high, high, end_state="stated", start_precision="minute",
                         end_precision="minute", language=language)  # fmt: skip
    days = math.floor(low / SECONDS_PER_DAY), math.ceil(high / SECONDS_PER_DAY)
    first, last = (day * SECONDS_PER_DAY for day in days)
    return moment_text(first, max(last, first + SECONDS_PER_DAY), "", language=language)
