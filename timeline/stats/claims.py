"""Claims, and the ones that compete.

Takes the claim rows of a selection; returns frozen ``Claim`` values, one a row, none
merged. Claims of one event (the same parent, or the same time) about the same side,
kind and measure by different claimants are rivals: they are kept side by side.

A qualifier is ``""``, or ``"~"`` (about), a bound (``">"``, ``">="``, ``"<"``, ``"<="``, or
``".."`` for a range), or both, as in ``"~.."``: about 1,450 to 1,600.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from timeline.errors import UsageError, did_you_mean
from timeline.locale.dates import bound_of
from timeline.locale.language import language as speak
from timeline.tables.measures import row_weights

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "Claim",
    "End",
    "check_columns",
    "check_unit",
    "claims_from",
    "lines_text",
    "only_measures",
    "repeats",
]

#: So many lines are named in a message.
SHOWN = 6
#: One end of a range: its number, and how that is qualified.
End = tuple[float, str]


@dataclass(frozen=True)
class Claim:
    """One number that somebody claims; ``parts`` are the claims that it is the sum of.

    ``event`` tells of what it is claimed, ``low`` and ``high`` bound it, and
    ``best`` is NaN for a range. ``color`` is the value that decides the colour;
    ``made`` says how the number was made where it is nobody's own, and ``ends`` between
    what numbers a range of several claims lies. ``without`` are measures that a sum leaves out.
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
        """What the claims that compete with this one have in common with it."""
        return (self.event, self.side, self.kind, self.measure, self.by, self.across)

    @property
    def bound(self) -> str:
        """The qualifier without "about": ``""``, ``">"``, ``">="``, ``"<"``, ``"<="``, ``".."``."""
        return bound_of(self.qualifier)

    @property
    def is_open(self) -> bool:
        """Whether it says that the number is at least so high, and not how high."""
        return math.isinf(self.high) and self.high > 0

    @property
    def drawn(self) -> float:
        """The length of its bar: the number, or the lower end of a range; NaN for none."""
        return self.low if self.bound == ".." else self.best

    @property
    def sure(self) -> float:
        """As much of ``drawn`` as is at least claimed: nothing of "fewer than"."""
        return max(self.low, 0.0) if self.bound in ("<", "<=") else self.drawn

    @property
    def reach(self) -> float:
        """The largest number that its bar or whisker reaches; NaN for none."""
        if self.ends is not None:
            return self.ends[1][0]
        wide = self.bound == ".." or (self.made and math.isfinite(self.high))
        return self.high if wide else self.best


def only_measures(frame: pd.DataFrame, measures: Sequence[str]) -> pd.DataFrame:
    """Return the rows of these measures.

    Raises
    ------
    UsageError
        None is given, or no row has one of them; the message names the nearest.

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
    """Return the one unit of all rows, which may be empty.

    Raises
    ------
    UsageError
        There are several; lines and units are named.

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
            f"{_quoted(unit)} ({lines_text(frame.loc[frame['unit'] == unit, 'line'].tolist())})"
            for unit in units
        )
        advice = "choose one measure, or filter by unit"
        raise UsageError(f"one axis cannot hold several units: {named}; {advice}")
    return str(units[0]) if units else ""


def _quoted(unit: str) -> str:
    return f'"{unit}"' if unit else "no unit"


def lines_text(lines: Sequence[int], language: str = "en") -> str:
    """Name lines of a table, at most six of them.

    Examples
    --------
    >>> lines_text([4]), lines_text(list(range(2, 11)))
    ('line 4', 'lines 2, 3, 4, 5, 6, 7 and 3 more')
    """
    if lines and min(lines) < 0:  # rows of a condensed table have none
        return "…"
    words, more = speak(language).words, len(lines) - SHOWN
    shown = ", ".join(str(line) for line in lines[:SHOWN])
    told = words["line" if len(lines) == 1 else "lines"].format(shown)
    return f"{told} {words['and more'].format(more)}" if more > 0 else told


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
    names = ("line", "title", "measure", "claimed_by", "unit", "value_low", "value_best",
             "value_high", "value_qualifier")  # fmt: skip
    values = zip(*(frame[name].tolist() for name in names), strict=True)
    kept = zip(
        frame[by].astype(str),
        frame[across].astype(str) if across else [""] * len(frame),
        frame[color_by].astype(str),
        frame["side"],
        frame["kind"],
        _events(frame),
        strict=True,
    )
    found = (Claim(*value, *place) for value, place in zip(values, kept, strict=True))
    return tuple(
        replace(claim, lines=(claim.line,), rows=rows)
        for claim, rows in zip(found, row_weights(frame).tolist(), strict=True)
    )


def _events(frame: pd.DataFrame) -> list[str]:
    """Return what each claim is about: its parent, or else its time and place."""
    columns = (frame[name].tolist() for name in ("parent", "start_earliest", "end_latest", "place"))
    return [
        parent or f"{start} {end} {place}"
        for parent, start, end, place in zip(*columns, strict=True)
    ]


def repeats(claims: Sequence[Claim]) -> list[tuple[Claim, ...]]:
    """Return the claims that one claimant makes more than once of the same thing.

    Examples
    --------
    >>> one = Claim(2, "a", "killed", "UN", "people", 9, 9, 9, "", event="harry")
    >>> [[claim.line for claim in again] for again in repeats([one, replace(one, line=5)])]
    [[2, 5]]
    """
    found: dict[tuple[str, ...], list[Claim]] = {}
    for claim in claims:
        found.setdefault((*claim.comparison_key, claim.claimant), []).append(claim)
    return [tuple(group) for group in found.values() if len(group) > 1]
