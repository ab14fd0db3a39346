"""The events of a table as records, with dates split into parts, and as iCalendar.

Takes an ``EventTable``; yields ``EventRecord``: texts, the known parts (year, month, day, time)
of both ends, and the first and last instant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from timeline.dates.arrays import Dates
from timeline.dates.calendar import SECONDS_PER_DAY, civil_from_days
from timeline.dates.event_time import ends_of, seconds_east
from timeline.dates.parser import parse_dates
from timeline.locale.dates import is_one
from timeline.locale.spans import span_texts
from timeline.model import EventTable

FOLD = 75


def calendar_text(events: Sequence[EventRecord], sha256: str, described: Sequence[str] = ()) -> str:
    """Return an iCalendar file; the table's ``sha256`` makes the ids unique.

    ``described`` are columns without a property, added to each event's description.

    Examples
    --------
    >>> calendar_text([], "").splitlines()
    ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//battle-timeline//EN', 'END:VCALENDAR']
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//battle-timeline//EN"]
    for event in events:
        lines += _event_lines(event, sha256, described)
    lines.append("END:VCALENDAR")
    return "".join(f"{fold_line(line)}\r\n" for line in lines)


def _event_lines(event: EventRecord, sha256: str, described: Sequence[str]) -> list[str]:
    texts = event.texts
    timed = bool(event.start and event.start.clock)
    last = event.last if np.isfinite(event.last) else event.first
    shift = seconds_east(event.zone) if event.zone else 0.0
    start = f"DTSTART{_stamp(event.first - shift, timed, event.zone)}"
    uid = f"UID:{event.row}-{sha256[:16]}@battle-timeline"
    lines = ["BEGIN:VEVENT", uid, "DTSTAMP:19700101T000000Z", start]
    if last > event.first:
        # In a calendar of whole days, the end is the day after the last.
        end = last if timed else -(-last // SECONDS_PER_DAY) * SECONDS_PER_DAY
        lines.append(f"DTEND{_stamp(end - shift, timed, event.zone)}")
    others = (f"{name}: {texts[name]}" for name in described if texts[name])
    description = "\n".join(text for text in (texts["note"], event.span, *others) if text)
    named = {"SUMMARY": "title", "LOCATION": "place", "CATEGORIES": "kind", "X-GROUP": "group"}
    named |= {"X-EDTF-START": "start", "X-EDTF-END": "end", "X-ID": "id"}
    held = {"DESCRIPTION": description} | {key: texts[name] for key, name in named.items()}
    lines += [f"{key}:{_escape(text)}" for key, text in held.items() if text]
    return [*lines, "END:VEVENT"]


def _stamp(instant: float, timed: bool, zone: str) -> str:
    """Return the part of a date property after its name, with parameters.

    Examples
    --------
    >>> _stamp(0.0, False, ""), _stamp(0.0, True, "Z"), _stamp(0.0, True, "")
    (';VALUE=DATE:19700101', ':19700101T000000Z', ':19700101T000000')
    """
    parts = parts_at(instant)
    day = f"{parts.year:04}{parts.month or 1:02}{parts.day or 1:02}"
    if not timed:
        return f";VALUE=DATE:{day}"
    clock = parts.clock.replace(":", "").ljust(6, "0")
    return f":{day}T{clock}{'Z' if zone else ''}"


def _escape(text: str) -> str:
    r"""Escape the special characters of iCalendar in a text.

    Examples
    --------
    >>> _escape("one; two, three")
    'one\\; two\\, three'
    """
    for sign in ("\\", ";", ","):
        text = text.replace(sign, "\\" + sign)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(sign for sign in text if sign >= " " or sign == "\t")


def fold_line(line: str) -> str:
    """Fold a line after each 75 bytes, between characters."""
    pieces, size = [""], 0
    for sign in line:
        width = len(sign.encode(errors="replace"))
        if size + width > FOLD:
            pieces.append(" ")
            size = 1
        pieces[-1] += sign
        size += width
    return "\r\n".join(pieces)


#: How many of year, month, day and time each precision determines.
PART_COUNTS = {"second": 4, "minute": 4, "hour": 4, "part": 3, "day": 3, "month": 2, "season": 1}
PLAIN = ("second", "minute", "day", "month", "year")


@dataclass(frozen=True)
class DateParts:
    """Year (astronomical: 0 is 1 BCE), month, day and time; unknown ones are None or empty."""

    year: int
    month: int | None = None
    day: int | None = None
    clock: str = ""


@dataclass(frozen=True)
class EventRecord:
    """One event.

    ``exact`` is whether ``start`` and ``end`` fully describe its dates; if not, ``words`` does,
    and ``span`` also if an end is known to the month or year only.
    """

    row: int
    line: int
    texts: dict[str, str]
    start: DateParts | None
    end: DateParts | None
    first: float
    last: float
    end_state: str
    exact: bool
    zone: str
    words: str = ""
    span: str = ""


def event_records(events: EventTable) -> Iterator[EventRecord]:
    r"""Yield the events of a table in table order.

    Examples
    --------
    >>> from timeline.tables.checking.validate import read_events
    >>> event = next(event_records(read_events(b"title,start\nHarry,1953-06-10\n")))
    >>> event.texts["title"], event.start, event.end, event.exact
    ('Harry', DateParts(year=1953, month=6, day=10, clock=''), None, True)
    """
    frame = events.frame
    texts = [name for name in frame.columns if frame[name].dtype == "str"]
    calendar = [text.casefold() or "gregorian" for text in frame["calendar"].tolist()]
    starts = parse_dates(frame["start"], calendar=calendar)
    ends = ends_of(starts, parse_dates(frame["end"], calendar=calendar))
    spans = span_texts(frame)
    for row, cells in enumerate(frame.to_dict("records")):
        start, start_exact = _parts_of(starts, row)
        end, end_exact = _parts_of(ends, row)
        exact = start_exact and end_exact and cells["end_state"] in ("stated", "as start")
        whole_days = not any(parts and parts.day is None for parts in (start, end))
        yield EventRecord(
            row, cells["line"], {str(name): cells[name] for name in texts}, start, end,
            cells["start_earliest"], cells["end_latest"], cells["end_state"], exact, cells["zone"],
            words="" if exact else spans[row],
            span="" if exact and whole_days else spans[row],
        )  # fmt: skip


def _parts_of(dates: Dates, row: int) -> tuple[DateParts | None, bool]:
    """Return the parts of one date, and whether they describe it fully."""
    lower = float(dates.lower[row])
    if not np.isfinite(lower):
        return None, dates.state[row] == "empty"
    precision = dates.precision[row]
    unsure = bool(dates.qualifier[row]) or bool(dates.unspecified[row])
    one = is_one(lower, float(dates.upper[row]), precision)  # rather than several days of a set
    return parts_at(lower, PART_COUNTS.get(precision, 1)), precision in PLAIN and one and not unsure


def parts_at(instant: float, count: int = 4) -> DateParts:
    """Return the first ``count`` of year, month, day and time of an instant.

    Examples
    --------
    >>> parts_at(-86400.0)
    DateParts(year=1969, month=12, day=31, clock='00:00')
    """
    days, seconds = divmod(instant, SECONDS_PER_DAY)
    year, month, day = (int(part) for part in civil_from_days(np.array(days, np.int64)))
    hours, rest = divmod(int(seconds), 3600)
    clock = f"{hours:02}:{rest // 60:02}" + (f":{rest % 60:02}" if rest % 60 else "")
    if count == 4:
        return DateParts(year, month, day, clock)
    return DateParts(year, month if count > 1 else None, day if count > 2 else None)


def iso_text(parts: DateParts) -> str:
    """Format parts as ISO 8601; longer years have six digits, as JavaScript requires.

    Examples
    --------
    >>> iso_text(DateParts(1953, 6)), iso_text(DateParts(-479, 9, 20))
    ('1953-06', '-000479-09-20')
    """
    four = 0 <= parts.year <= 9999
    text = f"{parts.year:04}" if four else f"{parts.year:+07}"
    text += f"-{parts.month:02}" if parts.month else ""
    text += f"-{parts.day:02}" if parts.day else ""
    return f"{text}T{parts.clock}" if parts.clock else text
