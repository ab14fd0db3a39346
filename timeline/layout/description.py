"""A figure in words: the alternative text in a sentence or three, the description in full.

Takes the rows that a figure draws; returns texts in the figure's language, made of the
sentences of ``timeline.locale.messages``. What is told is told as precisely as the table knows
it: spans as they are drawn, numbers with their qualifiers and claimants.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from timeline.dates.calendar import SECONDS_PER_DAY
from timeline.layout.certainty import certainty
from timeline.layout.claim_texts import value_text
from timeline.layout.rivals import Claim, claims_from
from timeline.layout.series import PeriodSums, sums_by_period
from timeline.layout.totals import sums
from timeline.locale.dates import by_days, span_text, span_texts
from timeline.locale.language import language as speak
from timeline.locale.language import sentence
from timeline.locale.numbers import amount_text, amount_texts
from timeline.locale.periods import period_texts, runs_text
from timeline.model import ROWS
from timeline.tables.measures import rows_in

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["bars_alt", "bars_description", "claims_alt", "gantt_alt", "gantt_description"]

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
        who = words["according to"].format(claimant) if claimant else words["no claimant"]
        told.append(f"{title}: {amount or words['no data']} {unit}".strip() + f", {who}")
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
