"""Title, subtitle, source line and metadata of a figure.

Texts from the user are used unchanged. The others come from the table: the title from its
groups, its package or its sides, the subtitle from the time span.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from timeline import __version__
from timeline.captions.datatable import capitalized
from timeline.captions.notes import date_notes, left_out_notes, numbered_notes, titled_notes
from timeline.dates.calendar import SECONDS_PER_DAY
from timeline.dates.parser import parse_dates, set_ranges
from timeline.errors import UsageError
from timeline.locale.dates import MIDNIGHT, day_before_text, is_one, moment_text
from timeline.locale.language import language as speak
from timeline.locale.spans import by_days, members_text, since_text, span_text
from timeline.model import SHORT, TIME_COLUMNS, EventTable, Rows
from timeline.tables.measures import rows_in

if TYPE_CHECKING:
    import pandas as pd

    from timeline.stats.selection import Selection

__all__ = ["Captions", "captions", "counted", "unit_text", "whole_span"]

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
    r"""Return the time span of the rows of a checked table, within a window, in words.

    Parameters
    ----------
    frame
        The rows.
    since, until
        The visible time window.
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
        if not cut:
            return since_text(*first, language=language)
        # What a window begins did not begin there.
        start, words = moment_text(low, low + 1, "day", language=language), speak(language).words
        return words["span"].format(start, words["ongoing"])
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
    row, text = _least(rows, low, high, by_end=unknown & ~alone)
    return float(low[row]), float(high[row]), text


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
    row, text = _least(rows, -high, low, by_end=own)
    return float(low[row]), float(high[row]), text


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


def _bounds(low: float, high: float, language: str) -> str:
    """Tell a stretch of time by whole days, or by the clock where it is shorter than two."""
    if high - low < 2 * SECONDS_PER_DAY and (low % SECONDS_PER_DAY or high % SECONDS_PER_DAY):
        return span_text(low, low, high, high, end_state="stated", start_precision="minute",
                         end_precision="minute", language=language)  # fmt: skip
    days = math.floor(low / SECONDS_PER_DAY), math.ceil(high / SECONDS_PER_DAY)
    first, last = (day * SECONDS_PER_DAY for day in days)
    return moment_text(first, max(last, first + SECONDS_PER_DAY), "", language=language)


@dataclass(frozen=True)
class Captions:
    """The words of one figure; ``note_numbers`` are marks to set after labels, by line."""

    title: str
    subtitle: str
    source: str
    notes: tuple[str, ...]
    note_numbers: Mapping[int, str]
    meta: Mapping[str, Any]
    #: Whether a picture prints all notes, however many.
    all_notes: bool = False


def captions(
    events: EventTable,
    selection: Selection,
    *,
    title: str | None = None,
    subtitle: str | None = None,
    source: str | None = None,
    notes: bool | str = True,
    unmarked: pd.DataFrame | None = None,
    reading: pd.DataFrame | Rows | None = None,
    subject: str = "",
    unit: str = "",
    alt: str = "",
    description: str = "",
    language: str = "en",
    counts: str = "",
) -> Captions:
    """Collect the words of a figure and the meta that travels in its files.

    ``unmarked`` are the rows that no mark in the plot stands for alone: their notes are
    written after their titles, without numbers. ``reading`` are the rows in the order in which
    the figure is read, and its notes numbered. ``subject`` is the title where none is given.
    A subtitle that is not given is one phrase of the unit and the time; ``counts`` is what
    the bars count where no row says so, and stands for the unit.
    """
    if notes not in (True, False, "all"):
        raise UsageError(f'notes "{notes}" are not known (one of: all; or true or false)')
    rows = selection.rows
    spoken = speak(language)
    title = (subject or _title(events, rows, language)) if title is None else title
    window = {"since": selection.since, "until": selection.until}
    span = whole_span(rows, **window, language=language)
    subtitle = _phrase(unit or counts, span, language) if subtitle is None else subtitle
    source = _source_line(events, rows, language) if source is None else source
    gone = set() if unmarked is None else set(unmarked["line"].tolist())
    marked = rows if reading is None else Rows.of(reading)
    if gone:
        marked = marked.take(np.array([line not in gone for line in marked["line"].tolist()]))
    numbered, numbers = numbered_notes(marked) if notes else ((), {})
    titled = titled_notes(unmarked, language) if notes and unmarked is not None else ()
    dates = date_notes(rows, language=language)
    texts = (*numbered, *titled, *dates, *left_out_notes(events.left_out, language=language))
    meta: dict[str, Any] = {
        "title": title,
        "subtitle": subtitle,
        "notes": list(texts),
        "source": source,
        "alt": f"{title}. {alt}" if title and alt else alt,
        "description": description,
        "language": spoken.code,
        "direction": spoken.direction,
        "table": events.name,
        "table_sha256": events.sha256,
        "version": __version__,
        "account": str(selection.account),
    }
    if links := _links(events, source):
        meta["links"] = links
    if events.problems:
        meta["warnings"] = sum(problem.rows for problem in events.problems)
    return Captions(title, subtitle, source, texts, numbers, meta, notes == "all")


def _phrase(unit: str, span: str, language: str) -> str:
    """Return unit and time as one phrase, which begins with a capital where a word does."""
    first = unit.split(" ")[0]
    if first.islower() and len(first) > SYMBOL:
        unit = capitalized(unit)
    if unit:
        return speak(language).words["unit, time"].format(unit, span)
    return capitalized(span)


def _title(events: EventTable, frame: Rows, language: str) -> str:
    """Return a title from the rows, never from the file name."""
    if groups := _few(frame, "group"):
        return groups
    if packaged := _package_title(events.package, events.name.rsplit("/", 1)[-1]):
        return packaged
    if title := _few(frame, "title", most=1):
        return title
    for name in ("side", "place", "kind"):
        if title := _few(frame, name):
            return title
    spoken = speak(language)
    return f"{spoken.number(rows_in(frame))} {spoken.words['events counted']}"


def _few(rows: Rows, name: str, *, most: int = 3) -> str:
    """Return the texts of a column, if they are few enough for a title."""
    # Of many texts the first rows show that they are many.
    parts = [rows.take(np.arange(SHORT)), rows] if len(rows) > SHORT else [rows]
    texts: list[str] = []
    for part in parts:
        texts = [text for text in part.distinct(name) if text]
        if len(texts) > most:
            return ""
    return capitalized(", ".join(texts))


def _package_title(package: Mapping[str, Any], file: str) -> str:
    """Return what a data package calls a table, or else itself."""
    resources = package.get("resources")
    for resource in resources if isinstance(resources, list) else []:
        if isinstance(resource, Mapping) and resource.get("path") == file and resource.get("title"):
            return str(resource["title"])
    return str(package.get("title") or "")


def _links(events: EventTable, line: str) -> dict[str, str]:
    """Return the addresses of the sources that a source line names, by their names."""
    named = {str(source): source.url for source in events.sources.values() if source.url}
    return {name: url for name, url in named.items() if name in line and url not in line}


def _source_line(events: EventTable, frame: Rows, language: str) -> str:
    """Name every source of the rows drawn, in the order in which the rows name them."""
    keys: dict[str, None] = {}
    for cell in frame.distinct("source"):
        keys.update(dict.fromkeys(key.strip() for key in cell.split(";") if key.strip()))
    if not keys:
        return ""
    words = speak(language).words
    named = [str(events.sources[key]) if key in events.sources else key for key in keys]
    return f"{words['source' if len(named) == 1 else 'sources']}: {'; '.join(named)}"


#: So many groups are named; of more, none is.
MOST_GROUPS = 3
#: So many letters may be the symbol of a unit, whose case has a meaning: km, kg.
SYMBOL = 2


def counted(
    frame: pd.DataFrame, *, period: str | None = None, groups: bool = True, language: str = "en"
) -> str:
    """Return a title that names the measures of bars.

    Parameters
    ----------
    frame
        The claim rows of the figure.
    period
        The period of bars over time.
    groups
        Whether the title names the groups of the rows, if they are few.
    language
        A language code.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"measure": ["killed", "wounded"], "group": ["Outpost Harry"] * 2})
    >>> counted(rows), counted(rows[:1], period="month", groups=False)
    ('Outpost Harry: killed, wounded', 'Killed by month')
    """
    spoken = speak(language)
    text = ", ".join(name for name in frame["measure"].unique() if name)
    text = spoken.words.get(f"by {period}", "{0}").format(text)
    named = [group for group in frame["group"].unique() if group] if groups else []
    if 0 < len(named) <= MOST_GROUPS:
        text = spoken.words["titled"].format(spoken.listed(named), text)
    return capitalized(text)


def unit_text(frame: pd.DataFrame, *, per_day: bool = False, language: str = "en") -> str:
    """Return the unit of bars as words; an empty text where there are several.

    Examples
    --------
    >>> import pandas as pd
    >>> unit_text(pd.DataFrame({"unit": ["people"] * 2}), per_day=True)
    'people per day'
    """
    # A column drawn as a measure is its own unit, which the title says.
    named = set(frame.get("measure", ()))
    units = [unit for unit in frame["unit"].unique() if unit and unit not in named]
    rate = speak(language).words["per day"] if per_day else ""
    return " ".join(part for part in (units[0] if len(units) == 1 else "", rate) if part)
