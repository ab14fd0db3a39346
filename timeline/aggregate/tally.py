"""Groups of a lazy table, counted and summed in whichever engine holds it.

Takes a lazy narwhals frame (DuckDB, Spark, polars, pandas, Arrow) and expressions; returns
the groups as an Arrow table, and of too many groups no more than a bound.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import narwhals.stable.v2 as nw
import pyarrow as pa

__all__ = ["ROWS", "Grouping", "arrow_of", "tally"]

#: The column of how many rows a group has.
ROWS = "rows"
Expressions = Mapping[str, nw.Expr]


@dataclass(frozen=True)
class Grouping:
    """What makes the groups of a table, and what is asked of each group.

    ``keys`` are equal within a group; ``sums`` are added up; ``first`` and ``last`` are
    columns of which the least and the greatest is kept.
    """

    keys: Expressions
    sums: Expressions = field(default_factory=dict)
    first: Expressions = field(default_factory=dict)
    last: Expressions = field(default_factory=dict)

    def selected(self) -> dict[str, nw.Expr]:
        """Return everything that is read of a row, under the names that the groups have."""
        # Sums of 64-bit floats never wrap, and are exact for whole numbers below 2**53: an
        # engine may sum 32 bits in 32 bits.
        wide = {name: sum_of.cast(nw.Float64()) for name, sum_of in self.sums.items()}
        one = {ROWS: nw.lit(1).cast(nw.Int64())}
        return {**self.keys, **wide, **self.first, **self.last, **one}

    def asked(self) -> list[nw.Expr]:
        """Return what is computed of each group."""
        summed = [nw.col(name).sum() for name in (*self.sums, ROWS)]
        least = [nw.col(name).min() for name in self.first]
        return [*summed, *least, *(nw.col(name).max() for name in self.last)]


def tally(
    frame: nw.LazyFrame[Any],
    grouping: Grouping,
    *,
    most: int,
    collect: Callable[[nw.LazyFrame[Any]], pa.Table] | None = None,
) -> pa.Table:
    """Group a lazy table, and collect its groups alone.

    Parameters
    ----------
    frame
        The table.
    grouping
        What makes its groups; no two of all its names are alike.
    most
        So many groups are collected; one more comes along where there are more.
    collect
        How a frame is collected; by default as its engine does.

    Returns
    -------
    Table
        The keys, the sums, the first and last, and ``rows``, in any order.

    Examples
    --------
    >>> table = pa.table({"side": ["a", "a", "b"], "lost": pa.array([2**31 - 1, 5, 1], pa.int32())})
    >>> grouping = Grouping({"side": nw.col("side")}, {"lost": nw.col("lost")})
    >>> found = tally(nw.from_native(table).lazy(), grouping, most=10)
    >>> sorted(zip(found["side"].to_pylist(), found["lost"].to_pylist()))
    [('a', 2147483652.0), ('b', 1.0)]
    """
    groups = frame.select(**grouping.selected()).group_by(*grouping.keys).agg(*grouping.asked())
    # DuckDB sums 64 bits in 128, which arrive as decimals.
    whole = groups.with_columns(nw.col(ROWS).cast(nw.Int64())).head(most + 1)
    return (collect or arrow_of)(whole)


def arrow_of(frame: nw.LazyFrame[Any]) -> pa.Table:
    """Collect a lazy frame as an Arrow table; polars by streaming, which bounds its memory."""
    streaming: dict[str, Any] = {}
    if frame.implementation.is_polars():
        streaming["engine"] = "streaming"
    return frame.collect(**streaming).to_arrow()
