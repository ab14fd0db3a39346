"""How many rows of a table a row of its frame stands for: one, or all that were condensed into it.

Takes frames of checked tables. A table that was condensed (``timeline.aggregate``) says it in
the column ``ROWS``; in any other, a row is a row.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from timeline.model import ROWS

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["counts_of", "rows_at", "rows_in", "weights"]


def weights(frame: pd.DataFrame) -> np.ndarray:
    """Return how many rows each row of a frame stands for.

    Examples
    --------
    >>> import pandas as pd
    >>> weights(pd.DataFrame({"side": ["a", "b"]})).tolist()
    [1, 1]
    """
    if ROWS not in frame:
        return np.ones(len(frame), np.int64)
    return frame[ROWS].to_numpy(np.int64)


def rows_in(frame: pd.DataFrame) -> int:
    """Return how many rows a frame stands for in all.

    Examples
    --------
    >>> import pandas as pd
    >>> rows_in(pd.DataFrame({"side": ["a", "b"], ROWS: [2, 40]}))
    42
    """
    return int(weights(frame).sum())


def rows_at(frame: pd.DataFrame, lines: Sequence[int]) -> int:
    """Return how many rows those of a frame stand for that have these lines.

    Examples
    --------
    >>> import pandas as pd
    >>> rows_at(pd.DataFrame({"line": [-1, -2], ROWS: [2, 40]}), [-2])
    40
    """
    return rows_in(frame[frame["line"].isin(list(lines))]) if ROWS in frame else len(lines)


def counts_of(frame: pd.DataFrame, column: str) -> pd.Series[int]:
    """Return how many rows each text of a column has.

    Examples
    --------
    >>> import pandas as pd
    >>> counts_of(pd.DataFrame({"side": ["a", "b"], ROWS: [2, 40]}), "side").to_dict()
    {'a': 2, 'b': 40}
    """
    texts = frame[column].astype(str)
    return frame[ROWS].groupby(texts).sum() if ROWS in frame else texts.value_counts()
