"""A checked table in other formats: CSV, TimelineJS, vis-timeline, Mermaid, iCalendar.

Takes an ``EventTable``; returns the text of the file, and a remark for each row
or date that the format cannot represent, as listed in ``docs/formats.md``.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from timeline.errors import Problem, UsageError, did_you_mean
from timeline.formats.events import (
    DateParts,
    EventRecord,
    calendar_text,
    event_records,
    iso_text,
    parts_at,
)
from timeline.model import CLAIM_COLUMNS, REQUIRED, TEXT_COLUMNS, TIME_COLUMNS, EventTable
from timeline.tables.reading.arrow import csv_text

#: The columns that a format preserves; those without an entry preserve all.
HELD = {
    "timelinejs": {"title", "start", "end", "group", "note", "source", "calendar"},
    "mermaid": {"title", "start", "end", "group", "calendar"},
    "icalendar": {
        "id", "title", "start", "end", "group", "kind", "place", "note", "calendar",
    },
}  # fmt: skip
#: These draw approximate, possible and month-precision dates as exact ones.
DRAWN_AS_EXACT = ("mermaid", "vis-timeline")
MADE = {*TIME_COLUMNS, *CLAIM_COLUMNS, "line"}


@dataclass(frozen=True)
class Conversion:
    """The text of a file, and remarks on lost information."""

    text: str
    remarks: tuple[Problem, ...] = ()


def _lost(events: EventTable, to: str) -> list[Problem]:
    r"""Return a remark for each column that a format drops, and for inexact dates, with counts.

    Examples
    --------
    >>> from timeline.tables.checking.validate import read_events
    >>> events = read_events(b"title,start,side\nHarry,1953-06~,UN\n")
    >>> [(one.column, one.rows) for one in _lost(events, "mermaid")]
    [('side', 1), ('', 1)]
    """
    losses = []
    for name in map(str, events.frame) if to in HELD else ():
        rows = 0 if name in MADE | HELD[to] else int((events.frame[name] != "").sum())
        if rows:
            losses.append((name, f"is a column that {to} does not hold (rows: {rows:,})", rows))
    inexact = sum(not event.exact for event in event_records(events)) if to in DRAWN_AS_EXACT else 0
    if inexact:
        where = "text" if to == "mermaid" else "tooltip"
        message = f"{to} draws dates that are not exact (~, ?, X, night) as if they were; they are"
        message += f" in the {where} of the event as well (rows: {inexact:,})"
        losses.append(("", message, inexact))
    return [
        Problem(events.name, 0, name, "", message, code="not-held", fatal=False, rows=rows)
        for name, message, rows in losses
    ]


def _remark(
    events: EventTable, event: EventRecord, message: str, *, column: str = "start"
) -> Problem:
    """Return a remark on an event that the format cannot represent."""
    value = event.texts[column]
    return Problem(events.name, event.line, column, value, message, code="not-held", fatal=False)


TIMELINEJS = (
    "Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time",
    "Display Date", "Headline", "Text", "Media", "Media Credit", "Media Caption",
    "Media Thumbnail", "Type", "Group", "Background", "EDTF Start", "EDTF End",
)  # fmt: skip


def convert(events: EventTable, *, to: str) -> Conversion:
    r"""Convert a table to another format.

    Parameters
    ----------
    events
        The checked table.
    to
        ``"csv"`` (our own), ``"timelinejs"``, ``"vis-timeline"``, ``"mermaid"`` or
        ``"icalendar"``.

    Raises
    ------
    UsageError
        The format is unknown.

    Examples
    --------
    >>> from timeline.tables.checking.validate import read_events
    >>> events = read_events(b"title,start,end\nHarry,1953-06-10,1953-06-18\n")
    >>> print(convert(events, to="mermaid").text)
    gantt
        dateFormat YYYY-MM-DDTHH:mm
        section Events
        Harry :1953-06-10T00:00, 1953-06-19T00:00
    <BLANKLINE>
    """
    if to not in FORMATS:
        hint = did_you_mean(to, FORMATS) or f"known: {', '.join(FORMATS)}"
        raise UsageError(f'format "{to}" is unknown ({hint})')
    conversion = FORMATS[to](events)
    return Conversion(conversion.text, (*conversion.remarks, *_lost(events, to)))


def _our_csv(events: EventTable) -> Conversion:
    """Return our own format: non-empty columns, with dates and numbers as written."""
    frame = events.frame
    ours = [name for name in TEXT_COLUMNS if name in REQUIRED or (frame[name] != "").any()]
    names = [*ours, *(str(name) for name in frame if name not in {*MADE, *TEXT_COLUMNS})]
    rows = zip(*(frame[name].tolist() for name in names), strict=True)
    return Conversion(csv_text(names, rows))


def _sheet_parts(parts: DateParts | None) -> tuple[str, str, str, str]:
    """Return the cells of a date in a TimelineJS sheet, in which -480 is 480 BCE.

    Examples
    --------
    >>> _sheet_parts(DateParts(-479, 9))
    ('-480', '9', '', '')
    """
    if parts is None:
        return ("", "", "", "")
    year = parts.year if parts.year > 0 else parts.year - 1
    return (str(year), str(parts.month or ""), str(parts.day or ""), parts.clock)


def _timelinejs(events: EventTable) -> Conversion:
    """Return a TimelineJS sheet; dates that it cannot represent are in words in Display Date."""
    rows, remarks = [], []
    for event in event_records(events):
        if event.start is None:
            remarks.append(_remark(events, event, "is not a date that TimelineJS holds: left out"))
            continue
        if event.words:
            remarks.append(_remark(events, event, "is held in words only, as Display Date"))
        texts = event.texts
        dates = (*_sheet_parts(event.start), *_sheet_parts(event.end), event.words)
        title, note, source = (
            html.escape(texts[name], quote=False) for name in ("title", "note", "source")
        )
        # TimelineJS ignores unknown columns.
        rows.append((*dates, title, note, "", source, "", "", "", texts["group"], "",
                     texts["start"], texts["end"]))  # fmt: skip
    return Conversion(csv_text(TIMELINEJS, rows), tuple(remarks))


def _vis_timeline(events: EventTable) -> Conversion:
    """Return the items and groups of a vis-timeline as JSON.

    Dates and other columns are included in our own notation, so nothing is lost.
    """
    items, remarks = [], []
    for event in event_records(events):
        if event.start is None:
            remarks.append(_remark(events, event, "is not a date that vis-timeline draws"))
        items.append(_vis_item(event))
    for name in map(str, events.frame):
        if name not in (*TEXT_COLUMNS, *MADE) and _vis_key(name) != name:
            message = f"is a key of vis-timeline: the column is held as {_vis_key(name)}"
            remarks.append(Problem(events.name, 0, name, "", message, code="not-held", fatal=False))
    names = dict.fromkeys(events.frame["group"].tolist())
    groups = [{"id": name, "content": html.escape(name)} for name in names if name]
    text = json.dumps({"groups": groups, "items": items}, ensure_ascii=False, indent=1)
    return Conversion(text.replace("</", "<\\/") + "\n", tuple(remarks))


def _vis_item(event: EventRecord) -> dict[str, str | int]:
    texts = event.texts
    item: dict[str, str | int] = {"id": texts["id"] or event.row}
    tooltip = " · ".join(text for text in (event.span, texts["note"]) if text)
    item |= {"content": html.escape(texts["title"]), "title": html.escape(tooltip)}
    if event.start is not None:
        item["start"] = iso_text(event.start)
    if np.isfinite(event.last) and event.last > event.first:
        item |= {"end": iso_text(parts_at(event.last)), "type": "range"}
    item |= {"edtf_start": texts["start"], "edtf_end": texts["end"], "note": texts["note"]}
    skipped = {"id", "title", "note", "start", "end", *MADE}
    others = {name: text for name, text in texts.items() if text and name not in skipped}
    return item | {_vis_key(name): text for name, text in others.items()}


#: Reserved keys, of vis-timeline and ours; a user's column must not use them.
VIS_KEYS = frozenset({
    "align", "classname", "content", "edtf_end", "edtf_start", "editable", "end", "id",
    "iscluster", "limitsize", "selectable", "start", "style", "subgroup", "subgrouporder",
    "title", "type", "visibleframetemplate", "__proto__",
})  # fmt: skip


def _vis_key(name: str) -> str:
    """Return the key of a column: its name, prefixed by ``x-`` if reserved.

    Examples
    --------
    >>> _vis_key("colour"), _vis_key("style"), _vis_key("x-style")
    ('colour', 'x-style', 'x-x-style')
    """
    plain = re.sub(r"^(?:x-)+", "", name.casefold())
    return f"x-{name}" if plain in VIS_KEYS else name


def _mermaid(events: EventTable) -> Conversion:
    """Return a Mermaid Gantt: one section per group, instants and unknown ends as milestones.

    A task is drawn as if its dates were exact, so its text contains inexact ones.
    """
    sections: dict[str, list[str]] = {}
    remarks = []
    finite = events.frame["end_latest"].to_numpy(float)
    latest = float(max(finite[np.isfinite(finite)], default=0.0))
    for event in event_records(events):
        first = parts_at(event.first) if np.isfinite(event.first) else None
        if first is None or not 0 < first.year <= 9999:
            remarks.append(_remark(events, event, "is not a date that Mermaid holds: left out"))
            continue
        known = event.last if np.isfinite(event.last) else max(latest, event.first)
        if not np.isfinite(event.last):
            message = f"is {event.end_state}: drawn to the last date of the table"
            remarks.append(_remark(events, event, message, column="end"))
        tag = "milestone, " if known <= event.first else ""
        dates = f"{iso_text(first)}, {iso_text(parts_at(known))}"
        label = ", ".join(filter(None, (event.texts["title"], event.span)))
        line = f"    {_mermaid_name(label)} :{tag}{dates}"
        sections.setdefault(event.texts["group"], []).append(line)
    lines = ["gantt", "    dateFormat YYYY-MM-DDTHH:mm"]
    for group, drawn in sections.items():
        lines += [f"    section {_mermaid_name(group or 'Events')}", *drawn]
    return Conversion("\n".join(lines) + "\n", tuple(remarks))


#: Beginnings of lines with a meaning in Mermaid, and the characters that end an event.
MERMAID_WORDS = re.compile(
    r"acc_?(?:title|descr)|axisformat|call|click|dateformat|direction|excludes|gantt|href|"
    r"includes|inclusiveenddates|section|tickinterval|title|todaymarker|topaxis|vert|weekday|"
    r"weekend|\d{4}-|---",
    re.IGNORECASE,
)
MERMAID_SIGNS = re.compile(r"[#:;%<>\"`{}\x00-\x1f\x7f-\x9f]")


def _mermaid_name(text: str) -> str:
    """Escape the special characters and leading keywords of Mermaid in a text.

    Examples
    --------
    >>> _mermaid_name("Night: first #1"), _mermaid_name("click of a rifle")
    ('Night#58; first #35;1', '#99;lick of a rifle')
    """
    one_line = " ".join(text.split()) or "–"
    name = MERMAID_SIGNS.sub(lambda sign: f"#{ord(sign[0])};", one_line)
    return f"#{ord(name[0])};{name[1:]}" if MERMAID_WORDS.match(name) else name


def _icalendar(events: EventTable) -> Conversion:
    """Return an iCalendar file; events without a time of day last whole days."""
    held, remarks = [], []
    for event in event_records(events):
        inside = event.start is not None and 0 < event.start.year <= 9999
        if not inside or not np.isfinite(event.first):
            remarks.append(_remark(events, event, "is not a date that a calendar holds: left out"))
            continue
        if event.words:
            remarks.append(_remark(events, event, "is held in words only, in DESCRIPTION"))
        held.append(event)
    others = [str(name) for name in events.frame if name not in (*MADE, *HELD["icalendar"])]
    return Conversion(calendar_text(held, events.sha256, others), tuple(remarks))


FORMATS: dict[str, Callable[[EventTable], Conversion]] = {
    "csv": _our_csv,
    "timelinejs": _timelinejs,
    "vis-timeline": _vis_timeline,
    "mermaid": _mermaid,
    "icalendar": _icalendar,
}
