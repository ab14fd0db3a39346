"""Grouping keys of a lazy table, and the aggregation of its groups.

Takes a lazy narwhals frame (DuckDB, Spark, polars, pandas, Arrow) and the types of its columns;
returns expressions that every engine runs, and their groups as an Arrow table, limited in number.

Rows with equal days have equal weeks, months and years, so times of day are not keys: a group
has its first and last time instead. Texts that are not plain numbers or times are keys
unchanged, and so are checked as in memory.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import narwhals.stable.v2 as nw
import pyarrow as pa

#: The column with the number of rows of a group.
ROWS = "rows"
Expressions = Mapping[str, nw.Expr]


@dataclass(frozen=True)
class Grouping:
    """The keys and aggregates of the groups of a table.

    ``keys`` are equal within a group; ``sums`` are summed; of ``first`` and ``last`` the
    minimum and maximum are computed.
    """

    keys: Expressions
    sums: Expressions = field(default_factory=dict)
    first: Expressions = field(default_factory=dict)
    last: Expressions = field(default_factory=dict)

    def selected(self) -> dict[str, nw.Expr]:
        """Return all expressions over rows, under the column names of the groups."""
        # Sums of 64-bit floats never overflow, and are exact for whole numbers below 2**53;
        # an engine may sum 32 bits in 32 bits.
        wide = {name: sum_of.cast(nw.Float64()) for name, sum_of in self.sums.items()}
        one = {ROWS: nw.lit(1).cast(nw.Int64())}
        return {**self.keys, **wide, **self.first, **self.last, **one}

    def aggregates(self) -> list[nw.Expr]:
        """Return the aggregates of each group."""
        summed = [nw.col(name).sum() for name in (*self.sums, ROWS)]
        least = [nw.col(name).min() for name in self.first]
        return [*summed, *least, *(nw.col(name).max() for name in self.last)]


def aggregate(
    frame: nw.LazyFrame[Any],
    grouping: Grouping,
    *,
    most: int,
    collect: Callable[[nw.LazyFrame[Any]], pa.Table] | None = None,
) -> pa.Table:
    """Group a lazy table and collect only its groups.

    Parameters
    ----------
    frame
        The table.
    grouping
        The keys and aggregates; all names are distinct.
    most
        Number of groups to collect; if there are more, one more is returned.
    collect
        How to collect a frame; by default through its engine.

    Returns
    -------
    Table
        The keys, sums, ``first``, ``last`` and ``rows``, in any order.

    Examples
    --------
    >>> table = pa.table({"side": ["a", "a", "b"], "lost": pa.array([2**31 - 1, 5, 1], pa.int32())})
    >>> grouping = Grouping({"side": nw.col("side")}, {"lost": nw.col("lost")})
    >>> found = aggregate(nw.from_native(table).lazy(), grouping, most=10)
    >>> sorted(zip(found["side"].to_pylist(), found["lost"].to_pylist()))
    [('a', 2147483652.0), ('b', 1.0)]
    """
    groups = (
        frame.select(**grouping.selected()).group_by(*grouping.keys).agg(*grouping.aggregates())
    )
    # DuckDB sums 64 bits in 128, which arrive as decimals.
    whole = groups.with_columns(nw.col(ROWS).cast(nw.Int64())).head(most + 1)
    return (collect or arrow_of)(whole)


def arrow_of(frame: nw.LazyFrame[Any]) -> pa.Table:
    """Collect a lazy frame as an Arrow table; polars streams, which bounds its memory."""
    polars: dict[str, Any] = {"engine": "streaming"} if frame.implementation.is_polars() else {}
    return frame.collect(**polars).to_arrow()


Kind: TypeAlias = nw.dtypes.DType

#: A date with a time of day, as text; the day is the part before the T. Zones, 24:00 and
#: fractions are keys unchanged.
TIMED = r"^-?[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?$"
MIDNIGHT = r"T00:00(?::00)?$"
DAY_SIGNS = 10
#: Numbers that every engine reads as we do. Three decimals may be thousands.
WHOLE = r"^-?[0-9]{1,15}$"
DECIMAL = r"^-?[0-9]{1,15}(?:\.(?:[0-9]{1,2}|[0-9]{4,15}))?$"
#: Kinds of numbers, as keys: missing, plain, plain and negative. Every other text differs
#: from them.
MISSING, PLAIN, BELOW = "", "0", "-1"


def filled(column: nw.Expr, kind: Kind) -> nw.Expr:
    """Return which cells of a column are not blank."""
    if kind != nw.String:
        return ~column.is_null()
    # Texts that begin with a blank sort first, so few need the slow test.
    doubtful = nw.when(column < "!").then(column.str.strip_chars() != "")
    return ~column.is_null() & doubtful.otherwise(nw.lit(True))


def doubtful_text(column: nw.Expr) -> nw.Expr:
    """Return which texts are missing, or begin with a blank and may be empty."""
    return column.is_null() | (column < "!")


def doubtful_number(column: nw.Expr) -> nw.Expr:
    """Return which texts may not be non-negative integers, though DuckDB reads them as such."""
    signed = column < "0"  # blanks, plus, minus and point sort before digits
    point, gap = (column.str.contains(sign, literal=True) for sign in "._")
    return column.is_null() | signed | point | gap


def date_grouping(columns: Mapping[str, Kind], *, cut: Sequence[type[Kind]]) -> Grouping:
    """Return the keys of dates: the dates themselves, or their days if they have a time of day.

    Parameters
    ----------
    columns
        The type of the column of starts, and then of that of ends if there is one, by name.
    cut
        The types whose keys are days: ``nw.Datetime``, ``nw.String``. The keys are
        then ``<column> day`` and ``<column> midnight``, and ``<column> first`` and
        ``<column> last`` are the minimum and maximum of a group as in the table;
        ``backwards`` separates rows that end before they begin on the same day.

    Examples
    --------
    >>> grouping = date_grouping({"start": nw.String()}, cut=[nw.String])
    >>> list(grouping.keys), list(grouping.last)
    (['start day', 'start midnight'], ['start last'])
    """
    dates = {name: _clock(name, kind) for name, kind in columns.items()}
    within = [name for name, kind in columns.items() if isinstance(kind, tuple(cut))]
    keys: dict[str, nw.Expr] = {}
    for name, date in dates.items():
        keys |= _day_keys(name, date, columns[name]) if name in within else {name: date}
    if len(dates) == 2 and within:
        (start, end), kinds = dates.values(), set(columns.values())
        alike = len(kinds) == 1
        late = end < start if alike else end.cast(nw.String()) < start.cast(nw.String())
        keys["backwards"] = _flag(late)
    first = {f"{name} first": dates[name] for name in within}
    last = {f"{name} last": dates[name] for name in within}
    return Grouping(keys, first=first, last=last)


def _flag(test: nw.Expr) -> nw.Expr:
    """Return a test as 1 or 0, with unknown as 0."""
    return nw.when(test).then(nw.lit(1)).otherwise(nw.lit(0))


def _clock(name: str, kind: Kind) -> nw.Expr:
    """Return a column of dates; times with a zone in local time of that zone."""
    column = nw.col(name)
    zoned = isinstance(kind, nw.Datetime) and kind.time_zone is not None
    return column.dt.replace_time_zone(None) if zoned else column


def _day_keys(name: str, date: nw.Expr, kind: Kind) -> dict[str, nw.Expr]:
    """Return the day of a date, and whether it is midnight: an end is then the day before."""
    if isinstance(kind, nw.Datetime):
        day = date.dt.truncate("1d")
        return {f"{name} day": day, f"{name} midnight": _flag(date == day)}
    has_time = date.str.contains(TIMED)
    before_era = nw.when(has_time & date.str.starts_with("-"))
    modern = nw.when(has_time).then(date.str.slice(0, DAY_SIGNS)).otherwise(date)
    day = before_era.then(date.str.slice(0, DAY_SIGNS + 1)).otherwise(modern)
    return {f"{name} day": day, f"{name} midnight": _flag(has_time & date.str.contains(MIDNIGHT))}


def number_grouping(
    name: str, kind: Kind, *, decimals: bool, markers: Sequence[str] = ()
) -> Grouping:
    """Return the kind of a number as a key, and the numbers to sum.

    Parameters
    ----------
    name, kind
        The column and its type. The key has its name, the sum is ``<name> total``.
    decimals
        Whether numbers with a point are plain, too; else they are keys unchanged.
    markers
        Texts for an unknown number.

    Examples
    --------
    >>> list(number_grouping("value", nw.Int32(), decimals=False).sums)
    ['value total']
    """
    if kind.is_numeric():
        return _typed_number(name, kind, markers)
    column = nw.col(name) if kind == nw.String else nw.col(name).cast(nw.String())
    known = column.str.contains(DECIMAL if decimals else WHOLE)
    known = known & ~column.is_in(list(markers)) if markers else known
    # An engine may evaluate both branches for every row, so the other one is a number, too.
    number = nw.when(known).then(column).otherwise(nw.lit("0")).cast(nw.Float64())
    return _by_kind(name, number, known, below=column.str.starts_with("-"), odd=column)


def _typed_number(name: str, kind: Kind, markers: Sequence[str]) -> Grouping:
    column = nw.col(name)
    missing = column.is_null() | column.is_in(
        [float(text) for text in markers if re.fullmatch(DECIMAL, text)]
    )
    missing = missing | column.is_nan() if kind.is_float() else missing
    known = ~missing & column.is_finite() if kind.is_float() else ~missing
    number = nw.when(known).then(column.cast(nw.Float64())).otherwise(nw.lit(0.0))
    endless = column.cast(nw.String()) if kind.is_float() else nw.lit(MISSING)
    odd = nw.when(missing).then(nw.lit(MISSING)).otherwise(endless)
    return _by_kind(name, number, known, below=column < 0, odd=odd)


def _by_kind(
    name: str, number: nw.Expr, known: nw.Expr, *, below: nw.Expr, odd: nw.Expr
) -> Grouping:
    """Return the grouping by the kind of a number; ``odd`` texts are keys unchanged."""
    sign = nw.when(below).then(nw.lit(BELOW)).otherwise(nw.lit(PLAIN))
    key = nw.when(known).then(sign).otherwise(odd)
    return Grouping({name: key}, {f"{name} total": number})
