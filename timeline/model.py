"""The immutable tables between a file and its picture: raw, checked, and rows as plain arrays.

``RawTable`` (text as read) becomes ``EventTable`` (checked, with instants). Layouts read its rows
as ``Rows``, plain arrays, since a figure of twenty bars makes hundreds of column accesses, which
are slow on a data frame. Time is a float: seconds since 1970-01-01 00:00 in the proleptic Gregorian
calendar, local time, ``-inf`` and ``inf`` for open ends. Upper bounds are exclusive: the day
1953-06-10 runs from its own midnight to that of 11 June.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np

from timeline.errors import count_text, in_keywords

if TYPE_CHECKING:
    import pandas as pd

    from timeline.errors import Problem

#: Longer columns stay Arrow arrays, which compare a million texts faster than Python does.
SHORT = 10_000


class Rows:
    """Rows of a checked table; ``rows[name]`` is a column as an array of texts or numbers.

    Parameters
    ----------
    table
        A data frame with the columns of a checked table, or other ``Rows``.
    at
        Row numbers in it, in order; by default all rows.
    changed
        Replaced columns, each as long as ``at``.

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
        inherited = (
            {name: _of(values, at) for name, values in inner._changed.items()} if inner else {}
        )
        self._changed: dict[str, np.ndarray] = {**inherited, **(changed or {})}
        self._known: dict[str, np.ndarray] = dict(self._changed)

    @staticmethod
    def of(table: pd.DataFrame | Rows) -> Rows:
        """Return the rows of a data frame; ``Rows`` are returned unchanged."""
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
        """Return the rows of a boolean mask, or those of row numbers in that order."""
        places = np.flatnonzero(at) if at.dtype == bool else at
        if at.dtype == bool and len(places) == len(self):
            return self
        return Rows(self, places)

    def assign(self, **columns: np.ndarray) -> Rows:
        """Return the rows with added or replaced columns."""
        return Rows(self, None, columns)

    def texts(self, name: str) -> list[str]:
        """Return a column converted to texts."""
        values = self[name]
        if values.dtype == object:
            return [str(value) for value in values.tolist()]
        return self.frame[name].astype(str).tolist()

    def are(self, name: str, text: str) -> np.ndarray:
        """Return a mask of the rows whose column equals a text."""
        if len(self) <= SHORT:
            return np.asarray(self[name] == text, bool)
        return (self.frame[name] == text).to_numpy(bool)

    def distinct(self, name: str) -> list[Any]:
        """Return the distinct values of a column, in row order."""
        if len(self) <= SHORT:
            return list(dict.fromkeys(self[name].tolist()))
        return self.frame[name].unique().tolist()

    def counts(self, name: str) -> dict[str, int]:
        """Return the number of rows of each text in a column."""
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
    """The columns of a data frame, each converted to an array once."""

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
    column: np.ndarray = values if at is None else values[at]
    return column


#: The known columns of a table; all are optional except ``title`` and ``start``.
TEXT_COLUMNS = (
    "id", "title", "start", "end", "group", "lane", "parent", "side", "kind", "place",
    "measure", "value", "unit", "claimed_by", "source", "note", "calendar",
)  # fmt: skip

#: The columns that every table needs.
REQUIRED = ("title", "start")

#: Four instants (float seconds, see above), the state of the end, and precisions.
#: ``end_state``: "stated", "as start" (no end stated), "ongoing" or "unknown".
#: ``*_precision``: "second" "minute" "hour" "part" "day" "month" "season" "year"
#: "decade" "century" "millennium" or "" (open); ``*_qualifier``: "" "?" "~" "%".
TIME_COLUMNS = (
    "start_earliest", "start_latest", "end_earliest", "end_latest", "end_state",
    "start_precision", "end_precision", "start_qualifier", "end_qualifier", "zone",
)  # fmt: skip

#: ``value`` as numbers: the claim lies between ``value_low`` and ``value_high``;
#: ``value_best`` is drawn (NaN for a range: no middle is invented).
CLAIM_COLUMNS = ("value_low", "value_best", "value_high", "value_qualifier")

#: In a grouped table (``timeline.lazy``): number of source rows per row.
#: Its ``line`` is then negative, since it is not a line of a file.
ROWS = "rows it stands for"


@dataclass(frozen=True)
class RawTable:
    """A table as read: text cells, and the line number of each row in the file."""

    frame: pd.DataFrame
    lines: np.ndarray
    name: str
    sha256: str
    header_line: int = 1
    encoding: str = "utf-8"
    delimiter: str = ","
    remarks: tuple[Problem, ...] = ()
    #: Of a grouped table: number of source rows by line (-1, -2, …).
    stands_for: np.ndarray | None = None

    @property
    def rows(self) -> int:
        """The number of rows read."""
        return len(self.frame) if self.stands_for is None else int(self.stands_for.sum())


@dataclass(frozen=True)
class Source:
    """One entry of the sources table beside an event table."""

    key: str
    author: str = ""
    title: str = ""
    date: str = ""
    publisher: str = ""
    url: str = ""

    def __str__(self) -> str:
        parts = (self.author, self.title, self.publisher, self.date)
        return ", ".join(part for part in parts if part) or self.key


#: Columns of the first rows that ``print(events)`` shows.
SHOWN_COLUMNS = ("title", "start", "end", "group", "side", "kind", "measure", "value", "claimed_by")
SHOWN_ROWS = 5


@dataclass(frozen=True, repr=False)
class EventTable:
    """A checked table: ``TEXT_COLUMNS``, ``line``, ``TIME_COLUMNS``, ``CLAIM_COLUMNS``, others.

    Text cells are never missing: an empty cell is ``""``. ``problems`` holds the
    warnings; a table with a fatal problem is never created.
    """

    frame: pd.DataFrame
    name: str
    sha256: str
    rows_read: int
    problems: tuple[Problem, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    package: Mapping[str, Any] = field(default_factory=dict)
    #: Unreadable rows left out on request, by reason.
    left_out: Mapping[str, int] = field(default_factory=dict)
    #: The decimal mark of its numbers, if stated.
    decimal: str | None = None
    #: Whether its number columns, too, accept suggestions and leave out faulty cells.
    accept: bool = False
    skip_faulty: bool = False
    #: The files that it was read from, which no output may overwrite.
    files: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.frame)

    @cached_property
    def rows(self) -> Rows:
        """The rows as plain arrays; each column is converted once."""
        return Rows(self.frame)

    def __repr__(self) -> str:
        rows = self._first()
        return "\n".join([*self._facts(), rows.to_string() if len(rows) else "no rows"])

    def _repr_html_(self) -> str:
        """Return the table as HTML for notebooks."""
        facts = "<br>".join(escape(line) for line in self._facts())
        return f"<p>{facts}</p>\n{self._first().to_html()}"

    def _facts(self) -> list[str]:
        """Return row count, time span and problems as lines of text."""
        claims = int((self.frame["measure"] != "").sum())
        counts = [
            f"{count_text(self.rows_read, 'row')} read",
            count_text(len(self) - claims, "event"), count_text(claims, "claim"),
        ]  # fmt: skip
        lines = [f"{self.name}: {', '.join([*counts, *filter(None, [self._span()])])}"]
        if self.problems:
            problem, *others = self.problems
            more = f" (and {len(others):,} more in .problems)" if others else ""
            lines.append(f"warning: {in_keywords(str(problem))}{more}")
        return lines

    def _span(self) -> str:
        """Return the first and last date as written in the table."""
        if not len(self):
            return ""
        starts, ends = (self.frame[name].tolist() for name in ("start", "end"))
        first = starts[int(self.frame["start_earliest"].argmin())]
        at = int(self.frame["end_latest"].argmax())
        last = ends[at] or starts[at]
        if last == "..":
            return f"{first} and going on"
        return str(first) if first == last else f"{first} to {last}"

    def _first(self) -> pd.DataFrame:
        """Return the first rows, with the known columns that are not empty."""
        rows = self.frame.head(SHOWN_ROWS)
        names = [name for name in SHOWN_COLUMNS if (self.frame[name] != "").any()]
        return rows[names].set_axis(rows["line"].tolist(), axis="index").rename_axis("line")
