"""The rows that a chart draws, as plain arrays: they leave the data frame once.

A figure of twenty bars asks its columns hundreds of questions. Each costs a data frame more than
the answer, and an array nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["SHORT", "Rows"]

#: Longer columns stay as they are, since Arrow compares a million texts faster than Python does.
SHORT = 10_000


class Rows:
    """Rows of a checked table; ``rows[name]`` is a column as an array of texts or numbers.

    Parameters
    ----------
    table
        A data frame with the columns of a checked table, or rows of one.
    at
        The places of these rows in it, in order; by default all.
    changed
        Columns that are other than in the table, as long as ``at``.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = Rows(pd.DataFrame({"title": ["Relief", "Assault"], "line": [2, 3]}))
    >>> rows.take(rows["line"] > 2)["title"].tolist()
    ['Assault']
    """

    def __init__(
        self,
        table: pd.DataFrame | Rows,
        at: np.ndarray | None = None,
        changed: Mapping[str, np.ndarray] | None = None,
    ) -> None:
        inner = table if isinstance(table, Rows) else None
        self._whole: _Columns = table._whole if isinstance(table, Rows) else _Columns(table)
        self._at: np.ndarray | None = _of(inner._at, at) if inner and inner._at is not None else at
        kept = {name: _of(values, at) for name, values in inner._changed.items()} if inner else {}
        self._changed: dict[str, np.ndarray] = {**kept, **(changed or {})}
        self._known: dict[str, np.ndarray] = dict(self._changed)

    @staticmethod
    def of(table: pd.DataFrame | Rows) -> Rows:
        """Return the rows of a data frame; rows stay what they are."""
        return table if isinstance(table, Rows) else Rows(table)

    def __len__(self) -> int:
        return len(self._whole.frame) if self._at is None else len(self._at)

    def __contains__(self, name: object) -> bool:
        return name in self._whole.frame or name in self._changed

    def __getitem__(self, name: str) -> np.ndarray:
        if name not in self._known:
            self._known[name] = self._whole.column(name, self._at)
        return self._known[name]

    def take(self, at: np.ndarray) -> Rows:
        """Return some of the rows: those of a mask, or those at places, in that order."""
        places = np.flatnonzero(at) if at.dtype == bool else at
        if at.dtype == bool and len(places) == len(self):
            return self
        return Rows(self, places)

    def assign(self, **columns: np.ndarray) -> Rows:
        """Return the rows with other columns."""
        return Rows(self, None, columns)

    def texts(self, name: str) -> list[str]:
        """Return a column as texts, whatever it holds."""
        values = self[name]
        if values.dtype == object:
            return [str(value) for value in values.tolist()]
        texts: list[str] = self.frame[name].astype(str).tolist()
        return texts

    def are(self, name: str, text: str) -> np.ndarray:
        """Return which rows have a text in a column, as a mask."""
        if len(self) <= SHORT:
            return np.asarray(self[name] == text, bool)
        mask: np.ndarray = (self.frame[name] == text).to_numpy(bool)
        return mask

    def distinct(self, name: str) -> list[Any]:
        """Return the values of a column, each once, in the order of the rows."""
        if len(self) <= SHORT:
            return list(dict.fromkeys(self[name].tolist()))
        values: list[Any] = self.frame[name].unique().tolist()
        return values

    def counts(self, name: str) -> dict[str, int]:
        """Return how many rows each text of a column has."""
        if len(self) <= SHORT:
            return dict(Counter(self.texts(name)))
        return {str(text): int(many) for text, many in
                self.frame[name].astype(str).value_counts().items()}  # fmt: skip

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The rows as a data frame, numbered from 0."""
        whole = self._whole.frame
        part = whole if self._at is None else whole.iloc[self._at].reset_index(drop=True)
        return part.assign(**self._changed) if self._changed else part


class _Columns:
    """The columns of a data frame, each turned into an array once."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self.frame = frame
        self._known: dict[str, np.ndarray] = {}

    def column(self, name: str, at: np.ndarray | None) -> np.ndarray:
        if at is not None and len(self.frame) > SHORT:
            return np.asarray(self.frame[name].array.take(at))
        if name not in self._known:
            self._known[name] = self.frame[name].to_numpy()
        return _of(self._known[name], at)


def _of(values: Any, at: np.ndarray | None) -> np.ndarray:
    found: np.ndarray = values if at is None else values[at]
    return found
