"""Names of periods of time: days, weeks, months, quarters, years and decades."""

from __future__ import annotations

import numpy as np

from timeline.dates.calendar import SECONDS_PER_DAY, civil_from_days
from timeline.locale.language import language as speak
from timeline.locale.spans import span_text

__all__ = ["period_texts", "runs_text", "short_period_texts"]

#: Periods that runs of gaps name before they are counted.
NAMED = 6


def period_texts(edges: np.ndarray, period: str, *, language: str = "en") -> list[str]:
    """Write the name of each period.

    Parameters
    ----------
    edges
        Where the periods begin and end (seconds), one more than there are periods.

    Examples
    --------
    >>> period_texts(np.array([0, 31, 59]) * 86400.0, "month")
    ['January 1970', 'February 1970']
    """
    spoken = speak(language)
    years, months, days = civil_from_days(np.floor(edges / SECONDS_PER_DAY).astype(np.int64))
    dates = list(zip(years.tolist(), months.tolist(), days.tolist(), strict=True))
    if period in ("day", "week"):
        texts = [spoken.day(*date) for date in dates]
    elif period == "month":
        texts = [spoken.month(year, month) for year, month, _ in dates]
    elif period == "quarter":
        span = spoken.words["span"]
        ends = [spoken.month(year, month + 2, short=True) for year, month, _ in dates]
        texts = [
            span.format(spoken.months_short[month - 1], end)
            for (_, month, _), end in zip(dates, ends, strict=True)
        ]
    elif period == "year":
        texts = [spoken.year(year) for year, _, _ in dates]
    else:
        texts = [spoken.words["decade"].format(spoken.year(year)) for year, _, _ in dates]
    return texts[:-1]


def short_period_texts(
    edges: np.ndarray, period: str, language: str
) -> tuple[list[str], list[str], list[int]]:
    """Return the short text of each period, its context, and a number to count steps by."""
    spoken = speak(language)
    years, months, days = civil_from_days(np.floor(edges[:-1] / SECONDS_PER_DAY).astype(np.int64))
    dates = list(zip(years.tolist(), months.tolist(), days.tolist(), strict=True))
    if period in ("day", "week"):
        return (
            [str(day) for _, _, day in dates],
            [spoken.month(year, month, short=True) for year, month, _ in dates],
            list(range(len(dates))),
        )
    if period in ("month", "quarter"):
        per = 1 if period == "month" else 3
        short, span = spoken.months_short, spoken.words["span"].replace(" ", "")
        names = [
            short[month - 1] if per == 1 else span.format(short[month - 1], short[month + 1])
            for _, month, _ in dates
        ]
        return (
            names,
            [spoken.year(year) for year, _, _ in dates],
            [(month - 1) // per for _, month, _ in dates],
        )
    texts = period_texts(edges, period, language=language)
    return texts, [""] * len(texts), [year if period == "year" else year // 10 for year in years]


def runs_text(
    runs: list[tuple[int, int]], edges: np.ndarray, period: str, *, language: str = "en"
) -> str:
    """Name runs of periods: each alone, or from the first to the last of a run.

    Examples
    --------
    >>> runs_text([(0, 2), (3, 4)], np.array([0, 365, 730, 1096, 1461]) * 86400.0, "year")
    '1970–1971, 1973'
    """
    spoken = speak(language)
    texts = period_texts(edges, period, language=language)
    named = []
    for first, after in runs:
        if period in ("day", "month", "year"):
            ends = (edges[first], edges[first + 1], edges[after - 1], edges[after])
            named.append(
                span_text(*map(float, ends), end_state="stated", start_precision=period,
                          end_precision=period, language=language)
            )  # fmt: skip
        else:
            span = spoken.words["span"].format(texts[first], texts[after - 1])
            named.append(texts[first] if after - first == 1 else span)
    more = len(named) - NAMED
    shown = ", ".join(named[:NAMED])
    return f"{shown} {spoken.words['and more'].format(more)}" if more > 0 else shown
