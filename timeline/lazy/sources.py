"""Which tables are better scanned than read: decided by name or kind, without opening them.

Importing this module imports nothing heavy, since every table is asked.
"""

from __future__ import annotations

import glob
from pathlib import Path
from typing import Any

from timeline.files import check_path

__all__ = ["PARQUET", "is_lazy"]

PARQUET = (".parquet", ".pq")


def is_lazy(source: Any) -> bool:
    """Tell whether a source is a table that is better not read whole: a glob, Parquet, lazy.

    Examples
    --------
    >>> is_lazy("events/*.parquet"), is_lazy("events.csv"), is_lazy(b"title,start")
    (True, False, False)
    """
    if isinstance(source, str | Path):
        path = str(source)
        check_path(path)
        return path.endswith(PARQUET) or (glob.has_magic(path) and not Path(path).exists())
    if isinstance(source, bytes):
        return False
    import narwhals.stable.v2 as nw
    import pandas as pd

    if isinstance(source, pd.DataFrame):
        return False  # narwhals would refuse two columns of one name, and without a remedy
    return isinstance(nw.from_native(source, pass_through=True), nw.LazyFrame)
