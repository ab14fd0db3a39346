"""Which series and facets bars over time have, and in which order.

Only the smallest values of a column are joined as "other", where there are too many to tell
apart; a stack has the largest at its foot.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import numpy as np

from timeline.locale.language import language as speak

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["MOST_SERIES", "facets_in_order", "joined_values", "series_in_order"]

#: More series than this, and the joined others, cannot be told apart.
MOST_SERIES = 8


def joined_values(
    frame: pd.DataFrame, by: str, language: str
) -> tuple[list[str], dict[str, float]]:
    """Return the value of a column of each row, the smallest ones joined, and the sums of those.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"side": list("abcdefghij"), "value_best": range(10, 0, -1)})
    >>> values, joined = joined_values(rows.assign(value_low=0.0), "side", "en")
    >>> values[-3:], joined
    (['h', 'other (2)', 'other (2)'], {'i': 2.0, 'j': 1.0})
    """
    values = frame[by].astype(str)
    totals = _drawn(frame).groupby(values.to_numpy()).sum().sort_index()
    ranked = totals.sort_values(ascending=False, kind="stable").index.tolist()
    if len(ranked) <= MOST_SERIES:
        return values.tolist(), {}
    # One that is left over is not joined with nothing.
    named = MOST_SERIES if len(ranked) > MOST_SERIES + 1 else MOST_SERIES - 1
    joined = {name: float(totals[name]) for name in ranked[named:]}
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
        first.sort(key=lambda name: (-float(totals[name]), name))
    return sorted(first, key=lambda name: name in last)


def facets_in_order(frame: pd.DataFrame, across: str, *, by_value: bool) -> list[str]:
    """Return the values that split a figure as they first come, or the largest first."""
    names = frame[across].astype(str).tolist()
    return series_in_order(frame, names, by_value=by_value)


def _drawn(frame: pd.DataFrame) -> pd.Series:
    """Return the number of each row, of a range the lower one."""
    return frame["value_best"].fillna(frame["value_low"]).fillna(0.0)
