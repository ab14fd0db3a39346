"""Bin claims by period: sums, series, facets and gaps.

Takes claim rows and a name for the series of each; returns sums, one a series and
period. A period without a record is a gap (its count is 0), which is not the same as a
sum of zero. A row that does not lie in one period is not spread over several: it is
told, by its line, and so is a row without a number.

Only the smallest values of a column are joined as "other", where there are too many to tell
apart; a stack has the largest at its foot.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from timeline.dates.calendar import SECONDS_PER_DAY, civil_from_days, days_from_civil
from timeline.errors import UsageError, did_you_mean
from timeline.locale.dates import MIDNIGHT, bound_of
from timeline.locale.language import language as speak
from timeline.options import PERIODS
from timeline.stats.selection import by_name, rest_rank
from timeline.stats.sums import joint_qualifier

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "MOST_SERIES",
    "PERIODS",
    "PeriodSums",
    "facets_in_order",
    "joined_values",
    "period_numbers",
    "period_starts",
    "series_in_order",
    "sums_by_period",
]

#: Months in a period that is counted in months.
MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
#: 1970-01-01 was a Thursday; weeks begin on Monday.
THURSDAY = 3
#: Rates from here on are shown without decimals.
ROUNDED = 100.0
#: More columns than this are no picture.
MOST_PERIODS = 2000


@dataclass(frozen=True)
class PeriodSums:
    """Sums of shape (series, periods), and what could not be summed.

    ``edges`` (seconds, one more than periods) are where periods begin and end;
    ``drawn`` is the sum of what is certain (ranges count with their lower end),
    ``reach`` that of what is possible, ``count`` the number of records, and
    ``qualifier`` how the sum is qualified.
    """

    period: str
    names: tuple[str, ...]
    edges: np.ndarray
    drawn: np.ndarray
    reach: np.ndarray
    count: np.ndarray
    qualifier: np.ndarray
    spanning: tuple[int, ...] = ()
    numberless: tuple[int, ...] = ()
    #: Whether the sums are divided by days; their texts are then rounded.
    rate: bool = False
    #: Periods in which a row lies that is longer than one: they have a record, and no sum.
    covered: np.ndarray | None = None

    def rounded(self, value: float) -> float:
        """Return a sum as it is written: a rate has no more digits than mean something.

        A sum keeps its whole part, and two decimals; longer ones are of no reader's use.

        Examples
        --------
        >>> rates = PeriodSums("month", (), *[np.empty(0)] * 5, rate=True)
        >>> rates.rounded(25331 / 31), rates.rounded(34.8999), rates.rounded(0.96667)
        (817.0, 34.9, 0.967)
        >>> sums = PeriodSums("month", (), *[np.empty(0)] * 5)
        >>> sums.rounded(711515.760014), sums.rounded(0.0012345), sums.rounded(1730.25)
        (711515.76, 0.00123, 1730.25)
        """
        if not self.rate:
            return round(value, 2) if abs(value) >= ROUNDED / 100 else float(f"{value:.3g}")
        return float(round(value)) if abs(value) >= ROUNDED else float(f"{value:.3g}")

    @property
    def gaps(self) -> list[tuple[int, int]]:
        """Runs of periods without any record, as first period and the one after the last."""
        without = self.count.sum(axis=0) == 0
        if self.covered is not None:
            without &= ~self.covered
        empty = np.concatenate([[False], without, [False]]).astype(int)
        turns = np.diff(empty)
        pairs = zip(np.flatnonzero(turns == 1), np.flatnonzero(turns == -1), strict=True)
        return [(int(first), int(after)) for first, after in pairs]


def check_period(period: str) -> None:
    """Raise a UsageError for a period that is not known."""
    if period not in PERIODS:
        near = did_you_mean(period, PERIODS) or f"one of: {', '.join(PERIODS)}"
        raise UsageError(f'period "{period}" is not known ({near})')


def check_many(count: int, period: str) -> None:
    """Raise a UsageError for more periods than a picture holds."""
    if count > MOST_PERIODS:
        raise UsageError(f"{count:,} {period}s are too many columns (choose a longer period)")


def period_numbers(instants: np.ndarray, period: str) -> np.ndarray:
    """Return the number of the period that each instant lies in; neighbours differ by one.

    Examples
    --------
    >>> period_numbers(np.array([-1.0, 0.0, 86400.0 * 31]), "month").tolist()
    [-1, 0, 1]
    """
    days = np.floor(np.asarray(instants, dtype=float) / SECONDS_PER_DAY).astype(np.int64)
    if period == "day":
        return days
    if period == "week":
        return (days + THURSDAY) // 7
    years, months, _ = civil_from_days(days)
    if period == "decade":
        return np.asarray(years // 10 - 197)
    return np.asarray(((years - 1970) * 12 + months - 1) // MONTHS[period])


def period_starts(numbers: np.ndarray, period: str) -> np.ndarray:
    """Return the instants at which periods begin: the inverse of ``period_numbers``.

    Examples
    --------
    >>> (period_starts(np.array([0, 1, 12]), "month") / 86400).tolist()
    [0.0, 31.0, 365.0]
    """
    numbers = np.asarray(numbers, dtype=np.int64)
    if period == "day":
        return numbers * SECONDS_PER_DAY
    if period == "week":
        return (numbers * 7 - THURSDAY) * SECONDS_PER_DAY
    months = numbers * MONTHS[period]
    years, rest = 1970 + months // 12, months % 12
    return days_from_civil(years, rest + 1, np.ones_like(years)) * SECONDS_PER_DAY


def sums_by_period(
    frame: pd.DataFrame,
    names: Sequence[str],
    *,
    period: str,
    window: tuple[float, float] = (-np.inf, np.inf),
) -> PeriodSums:
    """Add up the claims of each series in each period.

    Parameters
    ----------
    frame
        Claim rows, all of one unit.
    names
        The series of each row; series come in the order of their first row.
    period
        One of ``PERIODS``.
    window
        The time asked for, as instants; where it is bounded, the periods fill it.

    Raises
    ------
    UsageError
        An unknown period, no row that lies in one period, or too many periods.
    """
    check_period(period)
    first = frame["start_earliest"].to_numpy(dtype=float)
    if "start" in frame:  # 24:00 belongs to the day that it ends
        first = first - np.where(frame["start"].astype(str).str.contains(MIDNIGHT), 1e-3, 0.0)
    last = np.maximum(frame["end_latest"].to_numpy(dtype=float) - 1e-3, first)
    low, high = frame["value_low"].to_numpy(float), frame["value_high"].to_numpy(float)
    best, qualifiers = (
        frame["value_best"].to_numpy(float),
        frame["value_qualifier"].to_numpy(object),
    )
    bounds = np.array([bound_of(one) for one in qualifiers], dtype=object)
    ranged, under = bounds == "..", np.isin(bounds, ("<", "<="))
    drawn, reach = np.where(ranged, low, best), np.where(ranged, high, best)
    drawn = np.where(under, np.minimum(np.maximum(low, 0.0), best), drawn)
    bounded = np.isfinite(first) & np.isfinite(last)
    safe_first, safe_last = np.where(bounded, first, 0.0), np.where(bounded, last, 0.0)
    begins, ends = period_numbers(safe_first, period), period_numbers(safe_last, period)
    whole = bounded & (begins == ends)
    kept = whole & ~np.isnan(drawn)
    if not kept.any():
        raise UsageError(f"no claim lies in one {period} (choose a longer period)")
    span = _span(begins[kept], period, window)
    lines = frame["line"].to_numpy()
    order = tuple(dict.fromkeys(names))
    place = {name: number for number, name in enumerate(order)}
    rows = np.array([place[name] for name in names])[kept]
    columns = begins[kept] - span[0]
    shape = (len(order), span[1] - span[0])
    return PeriodSums(
        period,
        order,
        period_starts(np.arange(span[0], span[1] + 1), period),
        _added(rows, columns, drawn[kept], shape),
        _added(rows, columns, reach[kept], shape),
        _added(rows, columns, np.ones(len(rows)), shape).astype(int),
        _joined(rows, columns, qualifiers[kept], shape),
        tuple(int(line) for line in lines[~whole]),
        tuple(int(line) for line in lines[whole & np.isnan(drawn)]),
        covered=_covered(first[~whole], last[~whole], period, span),
    )


def _covered(first: np.ndarray, last: np.ndarray, period: str, span: tuple[int, int]) -> np.ndarray:
    """Tell in which periods some row lies; an open end goes on to that of all periods."""
    ends = []
    for instants, beyond in ((first, span[0]), (last, span[1] - 1)):
        finite = np.isfinite(instants)
        numbers = period_numbers(np.where(finite, instants, 0.0), period)
        ends.append(np.where(finite, numbers, beyond))
    many = span[1] - span[0]
    change = np.zeros(many + 1)
    np.add.at(change, np.clip(ends[0] - span[0], 0, many), 1)
    np.add.at(change, np.clip(ends[1] + 1 - span[0], 0, many), -1)
    found: np.ndarray = change.cumsum()[:-1] > 0
    return found


def _span(numbers: np.ndarray, period: str, window: tuple[float, float]) -> tuple[int, int]:
    """Return the first period and the one after the last, the window filled where bounded."""
    low, high = int(numbers.min()), int(numbers.max()) + 1
    since, until = window
    if np.isfinite(since):
        low = min(low, int(period_numbers(np.array([since]), period)[0]))
    if np.isfinite(until):
        high = max(high, int(period_numbers(np.array([until - 1e-3]), period)[0]) + 1)
    check_many(high - low, period)
    return low, high


def _added(
    rows: np.ndarray, columns: np.ndarray, values: np.ndarray, shape: tuple[int, int]
) -> np.ndarray:
    sums = np.zeros(shape)
    np.add.at(sums, (rows, columns), values)
    return sums


def _joined(
    rows: np.ndarray, columns: np.ndarray, qualifiers: np.ndarray, shape: tuple[int, int]
) -> np.ndarray:
    """Return how each sum is qualified: as loosely as its terms are."""
    found = np.full(shape, "", dtype=object)
    terms: dict[tuple[int, int], set[str]] = {}
    told = qualifiers != ""
    for row, column, qualifier in zip(rows[told], columns[told], qualifiers[told], strict=True):
        terms.setdefault((row, column), set()).add(qualifier)
    for place, loose in terms.items():
        found[place] = joint_qualifier(loose)
    return found


#: More series than this, the joined others among them, are hard to tell apart.
MOST_SERIES = 6


def joined_values(
    frame: pd.DataFrame, by: str, language: str, *, most: int = MOST_SERIES
) -> tuple[list[str], dict[str, float]]:
    """Return the value of a column of each row, the smallest ones joined, and the sums of those.

    At most ``most`` values stay separate, the joined rest counting as one.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"side": list("abcdefghij"), "value_best": range(10, 0, -1)})
    >>> values, joined = joined_values(rows.assign(value_low=0.0)[:7], "side", "en")
    >>> values[-3:], joined
    (['e', 'other (2)', 'other (2)'], {'f': 5.0, 'g': 4.0})
    """
    values = frame[by].astype(str)
    totals = _drawn(frame).groupby(values.to_numpy()).sum().sort_index()
    # What stands for no one name is the first to be joined.
    ranked = sorted(totals.index, key=lambda one: (rest_rank(one), -totals[one], by_name(one)))
    if len(ranked) <= most:
        return values.tolist(), {}
    joined = {name: float(totals[name]) for name in ranked[most - 1 :]}
    other = speak(language).words["other of"].format(len(joined))
    return [other if value in joined else value for value in values.tolist()], joined


def series_in_order(
    frame: pd.DataFrame, names: Sequence[str], *, by_value: bool, last: Collection[str] = ()
) -> list[str]:
    """Return the series as they first come or the largest first, those of ``last`` behind.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"value_best": [1.0, 5.0, 9.0], "value_low": [1.0, 5.0, 9.0]})
    >>> series_in_order(rows, ["US", "PVA", "other"], by_value=True, last={"other"})
    ['PVA', 'US', 'other']
    """
    first = list(dict.fromkeys(names))
    if by_value:
        totals = _drawn(frame).groupby(np.asarray(names, dtype=object)).sum()
        first.sort(key=lambda name: (-float(totals[name]), by_name(name)))
    return sorted(first, key=lambda name: (name in last, rest_rank(name)))


def facets_in_order(frame: pd.DataFrame, across: str, *, by_value: bool) -> list[str]:
    """Return the values that split a figure as they first come, or the largest first."""
    names = frame[across].astype(str).tolist()
    return series_in_order(frame, names, by_value=by_value)


def _drawn(frame: pd.DataFrame) -> pd.Series:
    """Return the number of each row, of a range the lower one."""
    return frame["value_best"].fillna(frame["value_low"]).fillna(0.0)
