"""Claims of a selection, and competing claims.

Takes the claim rows of a selection; returns immutable ``Claim`` values, one per row, none
merged. Claims of one event (the same parent, or the same time) about the same side,
kind and measure by different claimants compete: they are drawn side by side.

A qualifier is ``""``, or ``"~"`` (about), a bound (``">"``, ``">="``, ``"<"``, ``"<="``, or
``".."`` for a range), or both, as in ``"~.."``: about 1,450 to 1,600.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from timeline.errors import UsageError, by_kind, did_you_mean
from timeline.locale.dates import bound_of
from timeline.locale.language import language as speak
from timeline.model import CLAIM_COLUMNS
from timeline.tables.measures import row_weights

if TYPE_CHECKING:
    import pandas as pd

#: Number of lines named in a message.
SHOWN = 6
#: One end of a range: its number and qualifier.
End = tuple[float, str]


@dataclass(frozen=True)
class Claim:
    """One claimed number; ``parts`` are the claims that it is the sum of.

    ``event`` is the claim's subject, ``low`` and ``high`` bound it, and
    ``best`` is NaN for a range. ``color`` is the value that decides the colour;
    ``made`` is how the number was computed if nobody claims it, and ``ends`` the bounds of
    a range of several claims. ``without`` are measures that a sum omits.
    """

    line: int
    title: str
    measure: str
    claimant: str
    unit: str
    low: float
    best: float
    high: float
    qualifier: str
    by: str = ""
    across: str = ""
    color: str = ""
    side: str = ""
    kind: str = ""
    event: str = ""
    lines: tuple[int, ...] = ()
    parts: tuple[Claim, ...] = ()
    made: str = ""
    rows: int = 1
    ends: tuple[End, End] | None = None
    without: tuple[str, ...] = ()

    @property
    def comparison_key(self) -> tuple[str, ...]:
        """Fields shared by the claims that compete with this one."""
        return (self.event, self.side, self.kind, self.measure, self.by, self.across)

    @property
    def bound(self) -> str:
        """The qualifier without "about": ``""``, ``">"``, ``">="``, ``"<"``, ``"<="``, ``".."``."""
        return bound_of(self.qualifier)

    @property
    def is_open(self) -> bool:
        """Whether the claim is only a lower bound."""
        return math.isinf(self.high) and self.high > 0

    @property
    def drawn(self) -> float:
        """The length of its bar: the number, or the lower end of a range; NaN if none."""
        return self.low if self.bound == ".." else self.best

    @property
    def sure(self) -> float:
        """The part of ``drawn`` that is certain: nothing for "fewer than"."""
        return max(self.low, 0.0) if self.bound in ("<", "<=") else self.drawn

    @property
    def reach(self) -> float:
        """The upper end of its bar or whisker; NaN if none."""
        if self.ends is not None:
            return self.ends[1][0]
        wide = self.bound == ".." or (self.made and math.isfinite(self.high))
        return self.high if wide else self.best


def only_measures(frame: pd.DataFrame, measures: Sequence[str]) -> pd.DataFrame:
    """Return the rows of these measures.

    Raises
    ------
    UsageError
        No measure is given, or no row has one of them; the message suggests the nearest.

    Examples
    --------
    >>> import pandas as pd
    >>> only_measures(pd.DataFrame({"measure": ["killed", "wounded"]}), ["kiled"])
    Traceback (most recent call last):
    ...
    timeline.errors.UsageError: no claim has the measure "kiled" (did you mean "killed"?)
    """
    known = sorted(set(frame["measure"].unique()))
    for measure in measures:
        if measure not in known:
            near = did_you_mean(measure, known) or f"there are: {', '.join(known)}"
            raise UsageError(f'no claim has the measure "{measure}" ({near})')
    if not measures:
        raise UsageError(f"bars need a measure (there are: {', '.join(known)})")
    return frame[frame["measure"].isin(list(measures))].reset_index(drop=True)


def check_unit(frame: pd.DataFrame) -> str:
    """Return the common unit of all rows, possibly empty.

    Raises
    ------
    UsageError
        The units differ; the message names lines and units.

    Examples
    --------
    >>> import pandas as pd
    >>> check_unit(pd.DataFrame({"unit": ["km", "miles"], "line": [2, 3]}))
    Traceback (most recent call last):
    ...
    timeline.errors.UsageError: one axis cannot hold several units: "km" (line 2), "miles" (line 3); choose one measure, or filter by unit
    """  # noqa: E501 -- the message is one line
    units = list(frame["unit"].unique())
    if len(units) > 1:
        named = ", ".join(
            f"{_quote(unit)} ({lines_text(frame.loc[frame['unit'] == unit, 'line'].tolist())})"
            for unit in units
        )
        advice = "choose one measure, or filter by unit"
        raise UsageError(f"one axis cannot hold several units: {named}; {advice}")
    return str(units[0]) if units else ""


def _quote(unit: str) -> str:
    return f'"{unit}"' if unit else "no unit"


def lines_text(lines: Sequence[int], language: str = "en") -> str:
    """Format line numbers of a table, at most six.

    Examples
    --------
    >>> lines_text([4]), lines_text(list(range(2, 11)))
    ('line 4', 'lines 2, 3, 4, 5, 6, 7 and 3 more')
    """
    if lines and min(lines) < 0:  # rows of a grouped table have no lines
        return "…"
    words, more = speak(language).words, len(lines) - SHOWN
    shown = ", ".join(str(line) for line in lines[:SHOWN])
    phrase = words["line" if len(lines) == 1 else "lines"].format(shown)
    return f"{phrase} {words['and more'].format(more)}" if more > 0 else phrase


def check_columns(frame: pd.DataFrame, *columns: str | None) -> None:
    """Raise a UsageError for an unknown column, with the nearest name."""
    for column in columns:
        if column is not None and column not in frame.columns:
            near = did_you_mean(column, frame.columns) or f"columns: {', '.join(frame.columns)}"
            raise UsageError(f'there is no column "{column}" ({near})')


def claims_from(
    frame: pd.DataFrame, *, by: str, color_by: str, across: str | None = None
) -> tuple[Claim, ...]:
    """Return every row of ``frame`` as a claim, in the order of the table.

    Parameters
    ----------
    frame
        Rows of an event table with a measure.
    by, color_by, across
        Columns that name the bars, colour them and split the figure.

    Raises
    ------
    UsageError
        The table has no such column.
    """
    check_columns(frame, by, color_by, across)
    names = ("line", "title", "measure", "claimed_by", "unit", *CLAIM_COLUMNS)
    subjects = ("parent", "start_earliest", "end_latest", "place")
    columns = (
        *(frame[name].tolist() for name in names), frame[by].astype(str),
        frame[across].astype(str) if across else [""] * len(frame),
        frame[color_by].astype(str), frame["side"], frame["kind"],
        # The subject of a claim is its parent, or else its time and place.
        [parent or f"{start} {end} {place}" for parent, start, end, place
         in zip(*(frame[name].tolist() for name in subjects), strict=True)],
    )  # fmt: skip
    claims = (Claim(*cells) for cells in zip(*columns, strict=True))
    return tuple(
        replace(claim, lines=(claim.line,), rows=many)
        for claim, many in zip(claims, row_weights(frame).tolist(), strict=True)
    )


def repeats(claims: Sequence[Claim]) -> list[tuple[Claim, ...]]:
    """Return groups of claims by one claimant about the same thing.

    Examples
    --------
    >>> fields = ("a", "killed", "UN", "people", 9, 9, 9, "")
    >>> claims = [Claim(2, *fields, event="harry"), Claim(5, *fields, event="harry")]
    >>> [[claim.line for claim in again] for again in repeats(claims)]
    [[2, 5]]
    """
    groups = by_kind(claims, lambda claim: (*claim.comparison_key, claim.claimant))
    return [tuple(group) for group in groups if len(group) > 1]
