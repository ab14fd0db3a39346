"""Bin claims by period: sums, series, facets and gaps.

Takes claim rows and the series name of each; returns one sum per series and period. A
period without a record is a gap (its count is 0), which differs from a sum of zero. A row
that is not within one period is not spread over several: it is reported by line, like a
row without a number.

If there are too many values to tell apart, the smallest are merged as "other"; stacks have
the largest at the bottom.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from timeline.dates.calendar import SECONDS_PER_DAY, civil_from_days, days_from_civil
from timeline.errors import UsageError, did_you_mean
from timeline.locale.dates import MIDNIGHT, bound_of
from timeline.locale.language import language as speak
from timeline.options import PERIODS
from timeline.stats.selection import by_name, rest_rank
from timeline.stats.sums import joint_qualifier

if TYPE_CHECKING:
    import pandas as pd

#: Number of months in a period of months.
MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
#: 1970-01-01 was a Thursday; weeks begin on Monday.
THURSDAY = 3
#: Rates above this are shown without decimals.
ROUNDED = 100.0
#: Subtracted from an exclusive end so that it lies in the period that it ends.
LEAST = 1e-3
#: Largest number of columns that can be drawn.
MOST_PERIODS = 2000


@dataclass(frozen=True)
class PeriodSums:
    """Sums of shape (series, periods), and the rows that could not be summed.

    ``edges`` (seconds, one more than periods) are the bounds of the periods;
    ``drawn`` is the certain sum (ranges count with their lower end),
    ``reach`` the possible one, ``count`` the number of records, and
    ``qualifier`` the qualifier of the sum.
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
    #: Periods covered only by longer rows: they have a record but no sum.
    covered: np.ndarray | None = None

    def rounded(self, value: float) -> float:
        """Return a sum rounded for display.

        A sum keeps its whole part and at most two decimals; a rate has significant digits only.

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
        """Runs of periods without a record, as first period and the one after the last."""
        without = self.count.sum(axis=0) == 0
        if self.covered is not None:
            without &= ~self.covered
        empty = np.concatenate([[False], without, [False]]).astype(int)
        turns = np.diff(empty)
        pairs = zip(np.flatnonzero(turns == 1), np.flatnonzero(turns == -1), strict=True)
        return [(int(first), int(after)) for first, after in pairs]


def check_period(period: str) -> None:
    """Raise a UsageError for an unknown period."""
    if period not in PERIODS:
        near = did_you_mean(period, PERIODS) or f"one of: {', '.join(PERIODS)}"
        raise UsageError(f'period "{period}" is not known ({near})')


def check_many(count: int, period: str) -> None:
    """Raise a UsageError if there are too many periods to draw."""
    if count > MOST_PERIODS:
        raise UsageError(f"{count:,} {period}s are too many columns (choose a longer period)")


def period_numbers(instants: np.ndarray, period: str) -> np.ndarray:
    """Return the number of the period of each instant; consecutive periods differ by one.

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
    """Return the start of each period, as instants: the inverse of ``period_numbers``.

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
    """Sum the claims of each series in each period.

    Parameters
    ----------
    frame
        Claim rows with one unit.
    names
        The series of each row; series are ordered by their first row.
    period
        One of ``PERIODS``.
    window
        The selected time window, as instants; the periods fill it if it is bounded.

    Raises
    ------
    UsageError
        The period is unknown, no row is within one period, or there are too many periods.
    """
    check_period(period)
    first = frame["start_earliest"].to_numpy(float)
    if "start" in frame:  # 24:00 belongs to the day that it ends
        first = first - np.where(frame["start"].astype(str).str.contains(MIDNIGHT), LEAST, 0.0)
    last = np.maximum(frame["end_latest"].to_numpy(float) - LEAST, first)
    low, best, high = (frame[f"value_{name}"].to_numpy(float) for name in ("low", "best", "high"))
    qualifiers = frame["value_qualifier"].to_numpy(object)
    bounds = np.array([bound_of(one) for one in qualifiers], dtype=object)
    ranged, under = bounds == "..", np.isin(bounds, ("<", "<="))
    drawn, reach = np.where(ranged, low, best), np.where(ranged, high, best)
    drawn = np.where(under, np.minimum(np.maximum(low, 0.0), best), drawn)
    begins, ends, bounded = whole_periods(first, last, period)
    whole = bounded & (begins == ends)
    summed = whole & ~np.isnan(drawn)
    if not summed.any():
        raise UsageError(f"no claim lies in one {period} (choose a longer period)")
    claimed = int(begins[summed].min()), int(begins[summed].max())
    visible = periods_in(window, period, claimed)
    span = min(claimed[0], visible[0]), max(claimed[1], visible[1]) + 1
    check_many(span[1] - span[0], period)
    lines = frame["line"].to_numpy()
    order = tuple(dict.fromkeys(names))
    place = {name: number for number, name in enumerate(order)}
    rows = np.array([place[name] for name in names])[summed]
    columns = begins[summed] - span[0]
    shape = (len(order), span[1] - span[0])
    return PeriodSums(
        period,
        order,
        period_starts(np.arange(span[0], span[1] + 1), period),
        _sum_by_cell(rows, columns, drawn[summed], shape),
        _sum_by_cell(rows, columns, reach[summed], shape),
        _sum_by_cell(rows, columns, np.ones(len(rows)), shape).astype(int),
        _join_qualifiers(rows, columns, qualifiers[summed], shape),
        tuple(int(line) for line in lines[~whole]),
        tuple(int(line) for line in lines[whole & np.isnan(drawn)]),
        covered=_covers(first[~whole], last[~whole], period, span),
    )


def count_overlaps(
    groups: np.ndarray,
    first: np.ndarray,
    last: np.ndarray,
    *,
    shape: tuple[int, int],
    rows: np.ndarray | None = None,
) -> npt.NDArray[np.int64]:
    """Count, by group and period, the events whose range contains the period.

    Parameters
    ----------
    groups
        The number of the group of each event.
    first, last
        The first and last period of each event, from 0; outside the periods they are clipped.
    shape
        The number of groups and of periods.
    rows
        The number of rows of each event; by default one.

    Examples
    --------
    >>> count_overlaps(np.zeros(2, int), np.array([0, 2]), np.array([1, 9]), shape=(1, 4)).tolist()
    [[1, 1, 1, 1]]
    """
    size, many = shape
    inside = (first < many) & (last >= 0) & (first <= last)
    row, each = groups[inside] * (many + 1), None if rows is None else rows[inside].astype(float)
    first, last = np.maximum(first[inside], 0), np.minimum(last[inside], many - 1)
    begun = np.bincount(row + first, each, minlength=size * (many + 1))
    gone = np.bincount(row + last + 1, each, minlength=size * (many + 1))
    change = (begun - gone).astype(np.int64).reshape(size, many + 1)
    return np.cumsum(change, axis=1)[:, :-1]


def _covers(first: np.ndarray, last: np.ndarray, period: str, span: tuple[int, int]) -> np.ndarray:
    """Return which periods some row overlaps; an open end extends to the last period."""
    ends = []
    for instants, beyond in ((first, span[0]), (last, span[1] - 1)):
        finite = np.isfinite(instants)
        numbers = period_numbers(np.where(finite, instants, 0.0), period)
        ends.append(np.where(finite, numbers, beyond) - span[0])
    nobody = np.zeros(len(first), np.int64)
    covered: np.ndarray = count_overlaps(nobody, *ends, shape=(1, span[1] - span[0]))[0] > 0
    return covered


def periods_in(
    window: tuple[float, float], period: str, otherwise: tuple[int, int]
) -> tuple[int, int]:
    """Return the first and last period of a time window; those given where it is open.

    Examples
    --------
    >>> periods_in((-np.inf, 86400.0), "day", (-3, 5))
    (-3, 0)
    """
    low, high = otherwise
    since, until = window
    if np.isfinite(since):
        low = int(period_numbers(np.array([since]), period)[0])
    if np.isfinite(until):
        high = int(period_numbers(np.array([until - LEAST]), period)[0])
    return low, high


def whole_periods(
    first: np.ndarray, last: np.ndarray, period: str
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the periods of the first and last instants, and which rows have both.

    Examples
    --------
    >>> whole_periods(np.array([0.0]), np.array([np.inf]), "day")[2].tolist()
    [False]
    """
    bounded = np.isfinite(first) & np.isfinite(last)
    begins, ends = (
        period_numbers(np.where(bounded, instants, 0.0), period) for instants in (first, last)
    )
    return begins, ends, bounded


def _sum_by_cell(
    rows: np.ndarray, columns: np.ndarray, values: np.ndarray, shape: tuple[int, int]
) -> np.ndarray:
    sums = np.zeros(shape)
    np.add.at(sums, (rows, columns), values)
    return sums


def _join_qualifiers(
    rows: np.ndarray, columns: np.ndarray, qualifiers: np.ndarray, shape: tuple[int, int]
) -> np.ndarray:
    """Return the qualifier of each sum, joined from those of its terms."""
    joined = np.full(shape, "", dtype=object)
    terms: dict[tuple[int, int], set[str]] = {}
    some = qualifiers != ""
    for row, column, qualifier in zip(rows[some], columns[some], qualifiers[some], strict=True):
        terms.setdefault((row, column), set()).add(qualifier)
    for place, loose in terms.items():
        joined[place] = joint_qualifier(loose)
    return joined


#: More series than this, including the merged "other", are hard to tell apart.
MOST_SERIES = 6


def joined_values(
    frame: pd.DataFrame, by: str, language: str, *, most: int = MOST_SERIES
) -> tuple[list[str], dict[str, float]]:
    """Return each row's value of a column with the smallest merged, and the sums by value.

    At most ``most`` values remain, including the merged one.

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
    # Values that are not names ("several", …) are merged first.
    ranked = sorted(totals.index, key=lambda one: (rest_rank(one), -totals[one], by_name(one)))
    if len(ranked) <= most:
        return values.tolist(), {}
    joined = {name: float(totals[name]) for name in ranked[most - 1 :]}
    other = speak(language).words["other of"].format(len(joined))
    return [other if value in joined else value for value in values.tolist()], joined


def series_in_order(
    frame: pd.DataFrame, names: Sequence[str], *, by_value: bool, last: Collection[str] = ()
) -> list[str]:
    """Return the series by first row or largest sum first, those of ``last`` at the end.

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
    """Return the facet values by first row or largest sum first."""
    names = frame[across].astype(str).tolist()
    return series_in_order(frame, names, by_value=by_value)


def _drawn(frame: pd.DataFrame) -> pd.Series:
    """Return the number of each row; for a range, the lower end."""
    return frame["value_best"].fillna(frame["value_low"]).fillna(0.0)
