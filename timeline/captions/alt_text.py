"""Alternative text and long description of a figure, in the figure's language.

Takes the rows of a figure; returns sentences built from ``timeline.locale.messages``. Spans and
numbers are as precise as the table: spans as drawn, numbers with qualifiers and claimants. That a
single row is approximate or has an unknown end is not said of the whole span; that one is ongoing
is said, because then the whole span is ongoing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING

import numpy as np

from timeline.captions.captions import whole_span
from timeline.captions.datatable import (
    cell_text,
    claimant_text,
    first_few,
    sum_text,
    value_text,
    with_unit,
)
from timeline.dates.calendar import SECONDS_PER_DAY
from timeline.locale.dates import amount_text, amount_texts
from timeline.locale.language import language as speak
from timeline.locale.language import sentence
from timeline.locale.spans import period_texts, runs_text, span_texts
from timeline.model import ROWS, Rows
from timeline.stats.binning import PeriodSums, joined_values, sums_by_period
from timeline.stats.certainty import certainty
from timeline.stats.claims import Claim, claims_from
from timeline.stats.sums import combined, sums
from timeline.tables.measures import rows_in

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["bars_alt", "bars_description", "claims_alt", "gantt_alt", "gantt_description"]


#: A description names so many rows and then counts.
MOST_TOLD = 60


def gantt_alt(events: pd.DataFrame | Rows, *, language: str = "en") -> str:
    """Return the alternative text of a Gantt: number of events, time span, longest certain event.

    Parameters
    ----------
    events
        The rows drawn, as ``select`` gives them.
    language
        A language code.
    """
    spoken = speak(language)
    count = spoken.number(rows_in(events))
    texts = [spoken.words["timeline of"].format(count, whole_span(events, language=language))]
    spans = certainty(events, *_finite_ends(events))
    lengths = spans.core1 - spans.core0
    # What took place on several days did not last from the first of them to the last.
    rows = Rows.of(events)
    if len(events) > 1 and ROWS not in events:
        longest = rows.take(lengths.argmax(keepdims=True))
        if longest["start"][0].startswith("{"):
            lengths[[start.startswith("{") for start in rows["start"].tolist()]] = 0.0
            longest = rows.take(lengths.argmax(keepdims=True))
        if lengths.max() > 0:
            span = span_texts(longest, language=language)[0]
            texts.append(spoken.words["longest is"].format(longest["title"][0], span))
    return " ".join(texts)


def gantt_description(events: pd.DataFrame | Rows, *, language: str = "en") -> str:
    """List every event of a Gantt with its time, one per line, by group."""
    spans = span_texts(events, language=language)
    groups: dict[str, list[str]] = {}
    columns = (events[name].tolist() for name in ("group", "title"))
    for group, title, span in zip(*columns, spans, strict=True):
        groups.setdefault(group, []).append(f"{title}: {span}")
    lines: list[str] = []
    for group, texts in groups.items():
        lines += [*([f"{group}:"] if group else []), *texts]
    return "\n".join(first_few(lines, MOST_TOLD, language))


def bars_alt(
    claims: pd.DataFrame,
    *,
    period: str | None = None,
    per_day: bool = False,
    events: pd.DataFrame | None = None,
    by: str = "side",
    combine: str | None = None,
    stack: bool = False,
    language: str = "en",
) -> str:
    """Return the alternative text of bars: measures, time span, largest value, disagreement.

    Parameters
    ----------
    claims
        The rows drawn, all of one unit.
    period
        The period of sums over time, if any. The text then names the highest sum, and the
        periods without records.
    per_day
        Divide the sums by the days of their period.
    events
        The counted events, if the claims are counts.
    by, combine, stack
        As the bars are drawn: the column that makes them, how claims are combined, and whether
        those of one period stand on each other.
    language
        A language code.
    """
    spoken = speak(language)
    measures = ", ".join(claims["measure"].unique())
    rows, key = (claims, "bar chart of") if events is None else (events, "chart of events")
    count, span = spoken.number(rows_in(rows)), whole_span(rows, language=language)
    texts = [spoken.words[key].format(measures, count, span)]
    if period is not None:
        names = joined_values(claims, by, language)[0]
        if stack or len(set(names)) == 1:
            names = [""] * len(claims)
        sums_of = _all_sums(claims, period, per_day, names=names)
        return " ".join([*texts, *_peak(sums_of, claims, language)])
    known = claims_from(claims, by=by, color_by="side")
    made = sums(known)
    drawn = [*combined(known, combine, language=language)]
    drawn += made if combine != "sum" else ()
    largest = max(drawn, key=lambda claim: np.nan_to_num(claim.reach, nan=-np.inf))
    if len(drawn) > 1 and largest.reach == largest.reach:
        what = sum_text(largest, language=language) if largest.parts else largest.made
        about = ", ".join(filter(None, (largest.side, largest.kind, largest.measure, what)))
        number = value_text(largest, language=language, unit=largest.unit)
        texts.append(spoken.words["largest is"].format(number, about))
    if events is None:
        texts += _difference([*known, *made], language)
    return " ".join(texts)


def claims_alt(claims: pd.DataFrame, *, language: str = "en") -> str:
    """Return the alternative text of claims in time: measures, number, span, disagreement."""
    spoken = speak(language)
    measures = ", ".join(dict.fromkeys(claims["measure"]))
    count, span = spoken.number(len(claims)), whole_span(claims, language=language)
    text = spoken.words["claims in time"].format(measures, count, span)
    known = claims_from(claims, by="side", color_by="side")
    return " ".join([text, *_difference(known, language)])


def bars_description(
    claims: pd.DataFrame,
    *,
    period: str | None = None,
    per_day: bool = False,
    with_sums: bool = True,
    language: str = "en",
) -> str:
    """List every claim with its number and claimant, or every sum over time, one per line.

    ``with_sums`` says whether the sums of parts are drawn that rival totals are compared with.
    """
    words = speak(language).words
    if period is not None:
        totals = _all_sums(claims, period, per_day)
        texts = period_texts(totals.edges, period, language=language)
        columns = (values[0].tolist() for values in (totals.drawn, totals.reach, totals.qualifier))
        numbers = [
            amount_text(total, loose, low=total, high=reach, language=language)
            for total, reach, loose in zip(*columns, strict=True)
        ]
        lines = [
            f"{text}: {number if count else words['no data']}"
            for text, number, count in zip(texts, numbers, totals.count[0].tolist(), strict=True)
        ]
        return "\n".join(first_few(lines, MOST_TOLD, language))
    columns = (claims[name].tolist() for name in ("title", "unit", "claimed_by"))
    amounts = amount_texts(claims, language=language)
    # Where claims share a title, each says what it counts, and of whom.
    alike = claims["title"].duplicated(keep=False)
    varied = [name for name in ("side", "measure") if claims[name].nunique() > 1 and alike.any()]
    of = [", ".join(filter(None, cells)) for cells in claims[varied].to_numpy()]
    lines = []
    for amount, title, unit, claimant, what in zip(
        amounts, *columns, of or [""] * len(claims), strict=True
    ):
        number = with_unit(amount, unit, language) if amount else words["no data"]
        name = f"{title} ({what})" if what else title
        lines.append(f"{name}: {number}, {claimant_text(claimant, language=language)}")
    for one in sums(claims_from(claims, by="side", color_by="side")) if with_sums else ():
        made = value_text(one, language=language, unit=one.unit)
        lines.append(f"{sum_text(one, language=language)}: {made}, {words['own sum']}")
    return "\n".join(first_few(lines, MOST_TOLD, language))


def _finite_ends(events: pd.DataFrame | Rows) -> tuple[float, float]:
    columns = ("start_earliest", "start_latest", "end_earliest", "end_latest")
    edges = np.concatenate([np.asarray(events[name], float) for name in columns])
    edges = edges[np.isfinite(edges)]
    return float(edges.min(initial=np.inf)), float(edges.max(initial=-np.inf))


def _all_sums(
    claims: pd.DataFrame, period: str, per_day: bool, *, names: Sequence[str] = ()
) -> PeriodSums:
    sums_of = sums_by_period(claims, names or [""] * len(claims), period=period)
    days = np.diff(sums_of.edges) / SECONDS_PER_DAY if per_day else 1.0
    rates = replace(sums_of, drawn=sums_of.drawn / days, reach=sums_of.reach / days, rate=per_day)
    rounded = np.vectorize(rates.rounded, otypes=[float])
    return replace(rates, drawn=rounded(rates.drawn), reach=rounded(rates.reach))


def _peak(totals: PeriodSums, claims: pd.DataFrame, language: str) -> list[str]:
    """Tell the period of the largest sum, and the gaps; nothing where claimants compete."""
    spoken = speak(language)
    texts = []
    if claims["claimed_by"].nunique() == 1 and claims["measure"].nunique() == 1:
        row, at = np.unravel_index(int(np.argmax(totals.reach)), totals.reach.shape)
        text = period_texts(totals.edges, totals.period, language=language)[int(at)]
        rate = spoken.words["per day"] if totals.rate else ""
        value = cell_text(totals, (int(row), int(at)), language=language)
        number = " ".join(filter(None, (value, claims["unit"].iloc[0], rate)))
        about = ", ".join(filter(None, (totals.names[int(row)], text)))
        texts.append(spoken.words["largest is"].format(number, about))
    if totals.gaps:
        runs = runs_text(totals.gaps, totals.edges, totals.period, language=language)
        texts.append(sentence(spoken.words["no data in"].format(runs), language))
    return texts


def _distance(pair: tuple[Claim, Claim]) -> tuple[float, float]:
    """Return how far two claims are apart: as a share, since none of all is the furthest."""
    most, least = pair
    apart = most.drawn - least.drawn
    return (apart / most.drawn if most.drawn else 0.0, apart)


def _difference(claims: Sequence[Claim], language: str) -> list[str]:
    """Tell the claims of one thing that are furthest apart, with their claimants."""
    grouped: dict[tuple[str, ...], list[Claim]] = {}
    for claim in claims:
        if claim.drawn >= 0:
            grouped.setdefault(claim.comparison_key, []).append(claim)
    rivals = [group for group in grouped.values() if len({one.claimant for one in group}) > 1]
    if not rivals:
        return []
    drawn = attrgetter("drawn")
    ends = [(max(group, key=drawn), min(group, key=drawn)) for group in rivals]
    most, least = max(ends, key=_distance)
    words = speak(language).words
    if most.drawn == least.drawn:
        return []
    texts = []
    for claim in (most, least):
        who = claimant_text(claim.claimant, language=language)
        if claim.parts:  # nobody claims a sum
            who = f"({sum_text(claim, language=language)})"
        texts.append(f"{value_text(claim, language=language, unit=claim.unit)} {who}")
    what = ", ".join(part for part in (most.side, most.measure) if part)
    return [words["differ most"].format(what, ", ".join(texts))]
