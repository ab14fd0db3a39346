"""Alternative text and long description of a figure.

What is known of one row alone, that it is approximate or that its end is unknown, is not said
of all of them; only that something goes on is, since then the whole does.

Takes the rows that a figure draws; returns texts in the figure's language, made of the
sentences of ``timeline.locale.messages``. What is told is told as precisely as the table knows
it: spans as they are drawn, numbers with their qualifiers and claimants.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from timeline.captions.claims import claimant_text, sum_text, value_text
from timeline.dates.calendar import SECONDS_PER_DAY
from timeline.locale.dates import is_one, moment_text
from timeline.locale.language import language as speak
from timeline.locale.language import sentence
from timeline.locale.numbers import amount_text, amount_texts
from timeline.locale.periods import period_texts, runs_text
from timeline.locale.spans import by_days, span_text, span_texts
from timeline.model import ROWS
from timeline.stats.binning import PeriodSums, sums_by_period
from timeline.stats.certainty import certainty
from timeline.stats.claims import Claim, claims_from
from timeline.stats.sums import sums
from timeline.tables.measures import rows_in

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "bars_alt",
    "bars_description",
    "claims_alt",
    "gantt_alt",
    "gantt_description",
    "whole_span",
]

#: An end of the whole: between which instants it lies, and how precisely it is stated.
Unit = tuple[float, float, str]


def whole_span(
    frame: pd.DataFrame,
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
    first, last = _first(frame), _last(frame)
    low, high = max(first[0], since), min(last[1], until)
    cut = (low, high) != (first[0], last[1])
    if len(frame) == 1 and not cut:
        return _alone(frame.iloc[0], language)
    if not math.isfinite(high):
        return _open((low, low + 1, "day") if cut else first, language, cut=cut)
    # A season is told by its months, so that two of them would be told by four.
    exact = all(is_one(*end) and end[2] != "season" for end in (first, last))
    if cut or not exact:
        return _bounds(low, high, language)
    return span_text(*first[:2], *last[:2], end_state="stated", start_precision=first[2],
                     end_precision=last[2], language=language)  # fmt: skip


def _least(main: np.ndarray, second: np.ndarray, said: pd.Series) -> int:
    """Return the row that is least by one column, then by the others, the first of them."""
    rows = _lowest(second, _lowest(main, np.arange(len(main))))
    words = said.iloc[rows].tolist()
    return int(rows[words.index(min(words))])


def _lowest(values: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Return those of some rows that have the least value; all where that is no number."""
    found = values[rows]
    least = rows[found == found.min(initial=math.inf)]
    return least if len(least) else rows


def _first(frame: pd.DataFrame) -> Unit:
    """Return the earliest beginning; of what began nobody knows when, the end that is known."""
    low, end = (frame[name].to_numpy(dtype=float) for name in ("start_earliest", "end_earliest"))
    # Of what has no end of its own, one date says both: the whole of it is either end.
    alone = (frame["end_state"] == "as start").to_numpy(dtype=bool)
    high = np.where(alone, frame["end_latest"], frame["start_latest"]).astype(float)
    unknown = ~np.isfinite(low)
    low, high = np.where(unknown, end, low), np.where(unknown, frame["end_latest"], high)
    said = frame["start_precision"].mask(unknown, frame["end_precision"])
    row = _least(low, high, said)
    return float(low[row]), float(high[row]), by_days(said.iloc[row], frame["calendar"].iloc[row])


def _last(frame: pd.DataFrame) -> Unit:
    """Return the latest end; of what ended nobody knows when, the beginning that is known."""
    alone, ongoing, unknown = (
        (frame["end_state"] == state).to_numpy(dtype=bool)
        for state in ("as start", "ongoing", "unknown")
    )
    high = frame["end_latest"].to_numpy(dtype=float)
    unknown = unknown | (~np.isfinite(high) & ~ongoing)
    own = ~unknown & ~alone
    low = np.where(own, frame["end_earliest"], frame["start_earliest"]).astype(float)
    high = np.where(unknown, frame["start_latest"], high).astype(float)
    said = frame["start_precision"].mask(own, frame["end_precision"])
    row = _least(-high, low, said)
    return float(low[row]), float(high[row]), by_days(said.iloc[row], frame["calendar"].iloc[row])


def _alone(row: pd.Series, language: str) -> str:
    """Tell the time of the only row as its own date does."""
    return span_text(
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
    words = speak(language).words
    start = moment_text(*first, language=language)
    if cut:
        return words["span"].format(start, words["ongoing"])
    return words["since, ongoing"].format(start)


def _bounds(low: float, high: float, language: str) -> str:
    """Tell a stretch of time by whole days, or by the clock where it is shorter than two."""
    if high - low < 2 * SECONDS_PER_DAY and (low % SECONDS_PER_DAY or high % SECONDS_PER_DAY):
        return span_text(low, low, high, high, end_state="stated", start_precision="minute",
                         end_precision="minute", language=language)  # fmt: skip
    days = math.floor(low / SECONDS_PER_DAY), math.ceil(high / SECONDS_PER_DAY)
    first, last = (day * SECONDS_PER_DAY for day in days)
    return moment_text(first, max(last, first + SECONDS_PER_DAY), "", language=language)


#: A description names so many rows and then counts.
MOST_TOLD = 60


def gantt_alt(events: pd.DataFrame, *, language: str = "en") -> str:
    """Say what a Gantt shows: how many events, when, and which lasted longest for certain.

    Parameters
    ----------
    events
        The rows drawn, as ``select`` gives them.
    language
        A language code.
    """
    spoken = speak(language)
    count = spoken.number(rows_in(events))
    told = [spoken.words["timeline of"].format(count, _whole_span(events, language))]
    spans = certainty(events, *_finite_ends(events))
    lengths = spans.core1 - spans.core0
    # What took place on several days did not last from the first of them to the last.
    lengths = np.where(events["start"].str.startswith("{"), 0.0, lengths)
    if len(events) > 1 and lengths.max() > 0 and ROWS not in events:
        row = int(np.argmax(lengths))
        span = span_texts(events.iloc[[row]], language=language)[0]
        told.append(spoken.words["longest is"].format(events["title"].iloc[row], span))
    return " ".join(told)


def gantt_description(events: pd.DataFrame, *, language: str = "en") -> str:
    """Tell every event of a Gantt with its time, one a line, group by group."""
    spans = span_texts(events, language=language)
    groups: dict[str, list[str]] = {}
    columns = (events[name].tolist() for name in ("group", "title"))
    for group, title, span in zip(*columns, spans, strict=True):
        groups.setdefault(group, []).append(f"{title}: {span}")
    lines: list[str] = []
    for group, told in groups.items():
        lines += [*([f"{group}:"] if group else []), *told]
    return "\n".join(_shortened(lines, language))


def bars_alt(
    claims: pd.DataFrame,
    *,
    period: str | None = None,
    per_day: bool = False,
    events: pd.DataFrame | None = None,
    language: str = "en",
) -> str:
    """Say what bars show: what is counted, when, the largest number, where claimants part.

    Parameters
    ----------
    claims
        The rows drawn, all of one unit.
    period
        Where the bars are sums over time: their period. The highest sum is then told,
        and what periods have no record.
    per_day
        Whether those are divided by the days of their period.
    events
        Where the claims are counts of events: those.
    language
        A language code.
    """
    spoken = speak(language)
    measures = ", ".join(claims["measure"].unique())
    rows, key = (claims, "bar chart of") if events is None else (events, "chart of events")
    count, span = spoken.number(rows_in(rows)), _whole_span(rows, language)
    told = [spoken.words[key].format(measures, count, span)]
    if period is not None:
        return " ".join([*told, *_peak(_all_sums(claims, period, per_day), claims, language)])
    known = claims_from(claims, by="side", color_by="side")
    largest = max(known, key=lambda claim: np.nan_to_num(claim.reach, nan=-np.inf))
    if len(known) > 1 and largest.reach == largest.reach:
        told.append(spoken.words["largest is"].format(_number(largest, language), _of(largest)))
    return " ".join([*told, *_difference(known, language)])


def claims_alt(claims: pd.DataFrame, *, language: str = "en") -> str:
    """Say what claims at their time are about, how many, when, and where claimants part most."""
    spoken = speak(language)
    measures = ", ".join(dict.fromkeys(claims["measure"]))
    count, span = spoken.number(len(claims)), _whole_span(claims, language)
    told = spoken.words["claims in time"].format(measures, count, span)
    known = claims_from(claims, by="side", color_by="side")
    return " ".join([told, *_difference(known, language)])


def bars_description(
    claims: pd.DataFrame,
    *,
    period: str | None = None,
    per_day: bool = False,
    language: str = "en",
) -> str:
    """Tell every claim with its number and claimant, or every sum over time, one a line."""
    words = speak(language).words
    if period is not None:
        totals = _all_sums(claims, period, per_day)
        texts = period_texts(totals.edges, period, language=language)
        columns = (values[0].tolist() for values in (totals.drawn, totals.reach, totals.qualifier))
        numbers = [
            amount_text(total, loose, low=total, high=reach, language=language)
            for total, reach, loose in zip(*columns, strict=True)
        ]
        told = [
            f"{text}: {number if count else words['no data']}"
            for text, number, count in zip(texts, numbers, totals.count[0].tolist(), strict=True)
        ]
        return "\n".join(_shortened(told, language))
    columns = (claims[name].tolist() for name in ("title", "unit", "claimed_by"))
    amounts = amount_texts(claims, language=language)
    told = []
    for amount, title, unit, claimant in zip(amounts, *columns, strict=True):
        number = f"{amount} {unit}".strip() if amount else words["no data"]
        told.append(f"{title}: {number}, {claimant_text(claimant, language=language)}")
    for one in sums(claims_from(claims, by="side", color_by="side")):
        made = value_text(one, language=language, unit=one.unit)
        told.append(f"{sum_text(one, language=language)}: {made}, {words['own sum']}")
    return "\n".join(_shortened(told, language))


def _shortened(lines: Sequence[str], language: str) -> list[str]:
    """Return the first lines, and how many more there are."""
    more = len(lines) - MOST_TOLD
    if more <= 0:
        return list(lines)
    return [*lines[:MOST_TOLD], speak(language).words["and more"].format(more)]


def _finite_ends(events: pd.DataFrame) -> tuple[float, float]:
    columns = ("start_earliest", "start_latest", "end_earliest", "end_latest")
    edges = np.concatenate([events[name].to_numpy(dtype=float) for name in columns])
    edges = edges[np.isfinite(edges)]
    return float(edges.min(initial=np.inf)), float(edges.max(initial=-np.inf))


def _whole_span(events: pd.DataFrame, language: str) -> str:
    """Tell the time of all rows together, as precisely as its two ends are known."""
    first = int(np.argmin(events["start_earliest"].to_numpy(dtype=float)))
    last = int(np.argmax(events["end_latest"].to_numpy(dtype=float)))
    begins, ends = events.iloc[first], events.iloc[last]
    state = "stated" if ends["end_state"] == "as start" else ends["end_state"]
    # A season without an end of its own is told by all its months, whichever end it is.
    opening, closing = (
        one["start_precision"] == "season" and one["end_state"] == "as start"
        for one in (begins, ends)
    )
    return span_text(
        float(begins["start_earliest"]),
        float(begins["end_latest" if opening else "start_latest"]),
        float(ends["start_earliest" if closing else "end_earliest"]),
        float(ends["end_latest"]),
        end_state=str(state),
        start_precision=by_days(begins["start_precision"], begins["calendar"]),
        end_precision=by_days(ends["end_precision"] or ends["start_precision"], ends["calendar"]),
        language=language,
    )


def _all_sums(claims: pd.DataFrame, period: str, per_day: bool) -> PeriodSums:
    sums_of = sums_by_period(claims, [""] * len(claims), period=period)
    days = np.diff(sums_of.edges) / SECONDS_PER_DAY if per_day else 1.0
    rates = replace(sums_of, drawn=sums_of.drawn / days, reach=sums_of.reach / days, rate=per_day)
    told = np.vectorize(rates.told, otypes=[float])
    return replace(rates, drawn=told(rates.drawn), reach=told(rates.reach))


def _peak(totals: PeriodSums, claims: pd.DataFrame, language: str) -> list[str]:
    """Tell the period of the largest sum, and the gaps; nothing where claimants compete."""
    spoken = speak(language)
    told = []
    if claims["claimed_by"].nunique() == 1 and claims["measure"].nunique() == 1:
        at = int(np.argmax(totals.drawn[0]))
        text = period_texts(totals.edges, totals.period, language=language)[at]
        unit = claims["unit"].iloc[0]
        rate = spoken.words["per day"] if totals.rate else ""
        value = spoken.number(totals.told(float(totals.drawn[0, at])))
        number = " ".join(part for part in (value, unit, rate) if part)
        told.append(spoken.words["largest is"].format(number, text))
    if totals.gaps:
        runs = runs_text(totals.gaps, totals.edges, totals.period, language=language)
        gap = spoken.words["no data in"].format(runs)
        told.append(sentence(gap, language))
    return told


def _number(claim: Claim, language: str) -> str:
    """Write the number of a claim; of a sum, which nobody claims, with its terms."""
    return value_text(claim, language=language, unit=claim.unit)


def _of(claim: Claim) -> str:
    return ", ".join(part for part in (claim.side, claim.kind, claim.measure) if part)


def _difference(claims: Sequence[Claim], language: str) -> list[str]:
    """Tell the claims of one thing that are furthest apart, as a ratio, with their claimants."""
    grouped: dict[tuple[str, ...], list[Claim]] = {}
    for claim in (*claims, *sums(claims)):
        if claim.drawn > 0:
            grouped.setdefault(claim.rivalry, []).append(claim)
    rivals = [group for group in grouped.values() if len({one.claimant for one in group}) > 1]
    if not rivals:
        return []
    ends = [
        (max(group, key=lambda one: one.drawn), min(group, key=lambda one: one.drawn))
        for group in rivals
    ]
    most, least = max(ends, key=lambda pair: pair[0].drawn / pair[1].drawn)
    words = speak(language).words
    if most.drawn == least.drawn:
        return []
    told = []
    for claim in (most, least):
        who = words["according to"].format(claim.claimant) if claim.claimant else ""
        told.append(f"{_number(claim, language)} {who or words['no claimant']}")
    what = ", ".join(part for part in (most.side, most.measure) if part)
    return [words["differ most"].format(what, ", ".join(told))]
