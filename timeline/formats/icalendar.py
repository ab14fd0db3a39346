"""Events as an iCalendar file (RFC 5545).

Takes the events that a calendar can hold; returns its text, lines ending in CR LF
and folded at 75 bytes. The same events give the same bytes: no clock is asked.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from timeline.dates.calendar import SECONDS_PER_DAY
from timeline.formats.events import DateParts, EventRecord, parts_at

__all__ = ["calendar_text"]

FOLD = 75


def calendar_text(events: Sequence[EventRecord], sha256: str, described: Sequence[str] = ()) -> str:
    """Return a calendar of events; ``sha256`` of their table makes its ids distinct.

    ``described`` are columns without a property, which each event's description tells.

    Examples
    --------
    >>> calendar_text([], "").splitlines()
    ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//battle-timeline//EN', 'END:VCALENDAR']
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//battle-timeline//EN"]
    for event in events:
        lines += event_lines(event, sha256, described)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def event_lines(event: EventRecord, sha256: str, described: Sequence[str]) -> list[str]:
    """Return the lines of one event."""
    texts = event.texts
    timed = bool(event.start and event.start.clock)
    last = event.last if np.isfinite(event.last) else event.first
    shift = offset(event.zone)
    lines = ["BEGIN:VEVENT", f"UID:{event.row}-{sha256[:16]}@battle-timeline"]
    lines += [
        "DTSTAMP:19700101T000000Z",
        f"DTSTART{_stamp(event.first - shift, timed, event.zone)}",
    ]
    if last > event.first:
        # A calendar of whole days leaves off on the day after the last.
        end = last if timed else -(-last // SECONDS_PER_DAY) * SECONDS_PER_DAY
        lines.append(f"DTEND{_stamp(end - shift, timed, event.zone)}")
    others = (f"{name}: {texts[name]}" for name in described if texts[name])
    told = "\n".join(text for text in (texts["note"], event.span, *others) if text)
    named = {"SUMMARY": "title", "LOCATION": "place", "CATEGORIES": "kind", "X-GROUP": "group"}
    named |= {"X-EDTF-START": "start", "X-EDTF-END": "end", "X-ID": "id"}
    held = {"DESCRIPTION": told} | {key: texts[name] for key, name in named.items()}
    lines += [f"{key}:{escaped(text)}" for key, text in held.items() if text]
    return [*lines, "END:VEVENT"]


def offset(zone: str) -> float:
    """Return the seconds by which a zone is ahead of UTC; 0 for local time."""
    if zone in ("", "Z"):
        return 0.0
    hours, minutes = zone[1:].split(":")
    seconds = int(hours) * 3600 + int(minutes) * 60
    return float(-seconds if zone.startswith("-") else seconds)


def _stamp(instant: float, timed: bool, zone: str) -> str:
    """Return a property's value of an instant, from its colon or its parameters on.

    Examples
    --------
    >>> _stamp(0.0, False, ""), _stamp(0.0, True, "Z"), _stamp(0.0, True, "")
    (';VALUE=DATE:19700101', ':19700101T000000Z', ':19700101T000000')
    """
    parts: DateParts = parts_at(instant)
    day = f"{parts.year:04}{parts.month or 1:02}{parts.day or 1:02}"
    if not timed:
        return f";VALUE=DATE:{day}"
    clock = parts.clock.replace(":", "").ljust(6, "0")
    return f":{day}T{clock}{'Z' if zone else ''}"


def escaped(text: str) -> str:
    r"""Return a text in which iCalendar sees no sign of its own.

    Examples
    --------
    >>> escaped("one; two, three")
    'one\\; two\\, three'
    """
    for sign in ("\\", ";", ","):
        text = text.replace(sign, "\\" + sign)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(sign for sign in text if sign >= " " or sign == "\t")


def folded(line: str) -> str:
    """Return a line with a break and a blank after each 75 bytes, between signs."""
    pieces, size = [""], 0
    for sign in line:
        width = len(sign.encode(errors="replace"))
        if size + width > FOLD:
            pieces.append(" ")
            size = 1
        pieces[-1] += sign
        size += width
    return "\r\n".join(pieces)
