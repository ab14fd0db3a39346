"""First and last instant of dates of one digit pattern, over whole arrays.

Two digits of which any may be X are encoded in base 11 with X as digit 10:
``1X`` is 1 * 11 + 10. Lookup tables give the least and greatest number of a code; days that
do not exist in every month of their window are searched for.

Takes a :class:`~timeline.dates.grammar.Moment` and the numbers of its slots; returns lower
(inclusive) and upper (exclusive) bounds, precision and length of the finest unit, the zone,
and which rows are valid.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np
import numpy.typing as npt

from timeline.dates.calendar import (
    SECONDS_PER_DAY,
    days_from_civil,
    days_from_julian,
    days_in_month,
)
from timeline.dates.grammar import PARTS_OF_DAY, Moment


def matching(code: int) -> list[int]:
    """List the numbers 1 to 31 that match a code.

    Examples
    --------
    >>> matching(3 * 11 + 10), matching(10 * 11 + 5)
    ([30, 31], [5, 15, 25])
    """
    tens, ones = divmod(code, 11)
    return [n for n in range(1, 32) if tens in (n // 10, 10) and ones in (n % 10, 10)]


#: The numbers of each code.
_MATCHING = [matching(code) for code in range(121)]
#: The least number of a code; 0 if none.
LEAST = np.array([min(numbers, default=0) for numbers in _MATCHING], np.int64)
#: The greatest number of a code up to a limit; 0 if none.
GREATEST = np.zeros((121, 32), np.int64)
for _code, _numbers in enumerate(_MATCHING):
    for _number in _numbers:
        GREATEST[_code, _number:] = _number


def _year_choices(low: int, high: int, spread: int, *, backwards: bool) -> Iterator[int]:
    """Yield the years that match a year with X; ``spread`` has a 9 for every X."""
    places = [10**n for n, figure in enumerate(reversed(str(spread))) if figure == "9"]
    digits = range(9, -1, -1) if backwards else range(10)
    for choice in product(digits, repeat=len(places)):
        year = low + sum(f * p for f, p in zip(choice, reversed(places), strict=True))
        if year <= high:
            yield year


@lru_cache(maxsize=4096)
def fitting_day(
    window: tuple[int, int, int], months: tuple[int, ...], day: int, *, last: bool, julian: bool
) -> tuple[int, int, int] | None:
    """Find the first (or last) existing day among matching years, months and days.

    ``window`` is the first year, the last year, and a number with a 9 for every X of the year;
    ``day`` is the code of the day.

    Examples
    --------
    >>> fitting_day((1990, 1999, 9), (2,), 2 * 11 + 9, last=False, julian=False)
    (1992, 2, 29)
    """
    step = -1 if last else 1
    days = matching(day)
    # A year of 366 days has every day of any year.
    if not any(d <= days_in_month(2000, m) for m in months for d in days):
        return None
    for year in _year_choices(*window, backwards=last):
        for month in months[::step]:
            top = int(days_in_month(year, month, julian=julian))
            fitting = [day for day in days if day <= top]
            if fitting:
                return year, month, fitting[::step][0]
    return None


#: The names of precisions, finest first after the open one; bounds store their indices.
PRECISIONS = (
    "", "second", "minute", "hour", "part", "day", "month", "season", "year", "decade",
    "century", "millennium",
)  # fmt: skip
#: Zone codes: local time, "Z", or minutes east of UTC added to ``ZONE_ZERO``.
LOCAL, UTC, ZONE_ZERO = 0, 1, 1000
#: Beyond this year (ten thousand million) days would no longer be exact in a float.
MAX_YEAR = 10_000_000_000

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

#: First month and number of months of month codes 1 to 12 and of seasons 21 to 41.
_FIRST_MONTH = np.zeros(121, np.int64)
_MONTHS = np.ones(121, np.int64)
_FIRST_MONTH[1:13] = range(1, 13)
_FIRST_MONTH[21:42] = (3, 6, 9, 12, 3, 6, 9, 12, 9, 12, 3, 6, 1, 4, 7, 10, 1, 5, 9, 1, 7)
_MONTHS[21:42] = (3,) * 16 + (4,) * 3 + (6,) * 2


@dataclass
class Bounds:
    """Columns of the dates of one shape, encoded as in ``timeline.dates.parser``."""

    lower: Floats
    upper: Floats
    unit_seconds: Floats
    precision: npt.NDArray[np.int8] | int
    zone: npt.NDArray[np.int16] | int
    valid: Flags


def _midnight(year: Whole, month: npt.ArrayLike, day: npt.ArrayLike, *, julian: bool) -> Floats:
    days = (days_from_julian if julian else days_from_civil)(year, month, day)
    return days.astype(np.float64) * SECONDS_PER_DAY


def _year_range(moment: Moment, numbers: Mapping[str, Floats]) -> tuple[Whole, Whole, Flags]:
    """Return the first and last year of each row, and which rows are valid."""
    figure = numbers["year"]
    valid = np.ones(len(figure), np.bool_)
    if moment.negative and not moment.year_spread:
        valid = figure > 0
    if moment.long:
        valid &= figure >= 10.0 ** (moment.year_figures - 1)
        valid &= ("power" in numbers) | ("figures" in numbers) | (figure >= 10_000)
        figure = figure * 10.0 ** np.minimum(numbers.get("power", np.zeros(1)), 12)
        valid &= figure <= MAX_YEAR
    low = np.minimum(figure, MAX_YEAR).astype(np.int64)
    if "figures" in numbers:
        digits = np.searchsorted(10 ** np.arange(1, 12), low, side="right") + 1
        step = 10 ** np.maximum(digits - numbers["figures"].astype(np.int64), 0)
        valid &= numbers["figures"] > 0
        return *_sign_range(low // step * step, step - 1, negative=moment.negative), valid
    if moment.year_figures < 4 and not moment.long:
        step = 10 ** (4 - moment.year_figures)
        low = (-low if moment.negative else low) * step
        return low, low + (step - 1), valid
    return *_sign_range(low, moment.year_spread, negative=moment.negative), valid


def _sign_range(low: Whole, spread: Whole | int, *, negative: bool) -> tuple[Whole, Whole]:
    # There is no year -0: the year before 1 is written 0000, so -000X ends at -0001.
    return (-(low + spread), np.minimum(-low, -1)) if negative else (low, low + spread)


def _month_range(moment: Moment, numbers: Mapping[str, Floats]) -> tuple[Whole, Whole, Flags]:
    code = numbers["month"].astype(np.int64) + moment.month_open
    if moment.month_open:
        low, high = LEAST[code], GREATEST[code, 12]
        valid = high > 0
        return np.where(valid, low, 1), np.where(valid, high, 1), valid
    valid = (_FIRST_MONTH[code] > 0) & ((code <= 12) | (not moment.has("day")))
    code = np.where(valid, code, 1)
    return code, code, valid


def _years(moment: Moment, numbers: Mapping[str, Floats], *, julian: bool) -> Bounds:
    low, high, valid = _year_range(moment, numbers)
    lower = _midnight(low, 1, 1, julian=julian)
    upper = _midnight(high + 1, 1, 1, julian=julian)
    unit = upper - lower
    if moment.unspecified:
        unit = _midnight(low + 1, 1, 1, julian=julian) - lower
    return Bounds(lower, upper, unit, PRECISIONS.index(moment.unit), LOCAL, valid)


def _months(moment: Moment, numbers: Mapping[str, Floats], *, julian: bool) -> Bounds:
    year_low, year_high, valid = _year_range(moment, numbers)
    low, high, months_valid = _month_range(moment, numbers)
    lower = _midnight(year_low, _FIRST_MONTH[low], 1, julian=julian)

    def after(year: Whole, month: Whole) -> Floats:
        following = _FIRST_MONTH[month] + _MONTHS[month]
        over = following > 12
        return _midnight(year + over, following - 12 * over, 1, julian=julian)

    upper = after(year_high, high)
    unit = (after(year_low, low) if moment.unspecified else upper) - lower
    month, season = PRECISIONS.index("month"), PRECISIONS.index("season")
    precision = np.where(low > 12, np.int8(season), np.int8(month))
    return Bounds(lower, upper, unit, precision, LOCAL, valid & months_valid)


def _plain_days(moment: Moment, numbers: Mapping[str, Floats], *, julian: bool) -> Bounds:
    """Return the bounds of days without X, by far the most common dates."""
    year, _, valid = _year_range(moment, numbers)
    month = numbers["month"].astype(np.int64)
    day = numbers["day"].astype(np.int64)
    valid &= (month >= 1) & (month <= 12) & (day >= 1)
    late = np.flatnonzero((day > 28) & valid)
    valid[late] = day[late] <= days_in_month(year[late], month[late], julian=julian)
    month[~valid] = 1
    lower = _midnight(year, month, day, julian=julian)
    unit = np.full(len(lower), SECONDS_PER_DAY)
    return Bounds(lower, lower + unit, unit, PRECISIONS.index("day"), LOCAL, valid)


def _open_days(moment: Moment, numbers: Mapping[str, Floats], *, julian: bool) -> Bounds:
    """Return the bounds of days with X: the first and last matching day."""
    year_low, year_high, valid = _year_range(moment, numbers)
    month_low, month_high, months_valid = _month_range(moment, numbers)
    code = numbers["day"].astype(np.int64) + moment.day_open
    if not moment.day_open:
        tens, ones = np.divmod(code, 10)
        code = 11 * tens + ones
    day_low = LEAST[code]
    day_high = GREATEST[code, days_in_month(year_high, month_high, julian=julian)]
    valid &= months_valid & (day_low > 0)
    # Days 29 to 31 do not exist in every month of the window: those few are searched for.
    short = day_low > days_in_month(year_low, month_low, julian=julian)
    first, last = (year_low, month_low, day_low), (year_high, month_high, day_high)
    for row in np.flatnonzero(valid & (short | (day_high == 0))):
        window = (int(year_low[row]), int(year_high[row]), moment.year_spread)
        month = int(numbers["month"][row]) + moment.month_open
        months = tuple(n for n in matching(month) if n <= 12) if moment.month_open else (month,)
        for ends, is_last in ((first, False), (last, True)):
            fitting = fitting_day(window, months, int(code[row]), last=is_last, julian=julian)
            valid[row] = fitting is not None
            for column, part in zip(ends, fitting or (1, 1, 1), strict=True):
                column[row] = part
    lower = _midnight(*first, julian=julian)
    upper = _midnight(*last, julian=julian) + SECONDS_PER_DAY
    unit = np.full(len(lower), SECONDS_PER_DAY)
    return Bounds(lower, upper, unit, PRECISIONS.index("day"), LOCAL, valid)


def _part(numbers: Mapping[str, Floats], name: str) -> Floats:
    return numbers.get(name, np.zeros(1))


def _clock(moment: Moment, numbers: Mapping[str, Floats], *, julian: bool) -> Bounds:
    """Return the bounds of times of day, in local time; the zone is stored separately."""
    bounds = _plain_days(moment, numbers, julian=julian)
    hour, minute, second = (_part(numbers, name) for name in ("hour", "minute", "second"))
    fraction = _part(numbers, "fraction")
    seconds = hour * 3600 + minute * 60 + second + fraction
    unit = {"hour": 3600.0, "minute": 60.0, "second": 10.0 ** -min(moment.fraction, 6)}[moment.unit]
    bounds.lower = bounds.lower + seconds
    bounds.upper = bounds.lower + unit
    bounds.unit_seconds = np.full(len(bounds.lower), unit)
    bounds.precision = PRECISIONS.index(moment.unit)
    # 24:00 is the midnight at the end of the day; no later time is valid.
    bounds.valid &= (minute < 60) & (second < 60) & (seconds <= SECONDS_PER_DAY)
    _add_zone(bounds, moment, numbers)
    return bounds


def _add_zone(bounds: Bounds, moment: Moment, numbers: Mapping[str, Floats]) -> None:
    """Store the offset: from -12:00 to +14:00; -00:00 is invalid (ISO 8601)."""
    if moment.zone[:1] not in ("+", "-"):
        bounds.zone = UTC if moment.zone else LOCAL
        return
    sign = -1 if moment.zone.startswith("-") else 1
    minute = _part(numbers, "zone_minute")
    offset = sign * (numbers["zone_hour"] * 60 + minute)
    bounds.valid &= (minute < 60) & (offset >= -720) & (offset <= 840)
    bounds.valid &= (offset != 0) | (sign > 0)
    bounds.zone = (offset + ZONE_ZERO).astype(np.int16)
    bounds.zone[~bounds.valid] = LOCAL


def _part_of_day(moment: Moment, numbers: Mapping[str, Floats], *, julian: bool) -> Bounds:
    bounds = _plain_days(moment, numbers, julian=julian)
    begin, end = PARTS_OF_DAY[moment.part]
    midnight = bounds.lower
    bounds.lower, bounds.upper = midnight + begin * 3600, midnight + end * 3600
    bounds.unit_seconds = bounds.upper - bounds.lower
    bounds.precision = PRECISIONS.index("part")
    return bounds


def moment_bounds(moment: Moment, numbers: Mapping[str, Floats], *, julian: bool) -> Bounds:
    """Return the bounds of all dates of one shape; ``numbers`` are arrays of equal length.

    Examples
    --------
    >>> from timeline.dates.grammar import moment_shape
    >>> moment = moment_shape("0000-00", 0)
    >>> numbers = {"year": np.array([1953.0]), "month": np.array([13.0])}
    >>> moment is not None and moment_bounds(moment, numbers, julian=False).valid.tolist()
    [False]
    """
    if moment.unit == "part":
        return _part_of_day(moment, numbers, julian=julian)
    if moment.has("hour"):
        return _clock(moment, numbers, julian=julian)
    if moment.has("day") or moment.unit == "day":
        return (_open_days if moment.unspecified else _plain_days)(moment, numbers, julian=julian)
    return (_months if moment.unit == "month" else _years)(moment, numbers, julian=julian)
