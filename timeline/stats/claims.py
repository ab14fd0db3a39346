"""Claims, the ones that compete, totals of parts, and how claims are combined.

Takes the claim rows of a selection; returns frozen ``Claim`` values, one a row, none
merged. Claims of one event (the same parent, or the same time) about the same side,
kind and measure by different claimants are rivals: they are kept side by side.

2,038 casualties are no part of, and no equal to, 1,450 killed and 3,800 wounded by
another's count: the sum of these is drawn beside them, as a sum.

``range`` and ``median`` join rivals: claims of one thing by several claimants. ``sum``
adds up what one claimant says of several events; it refuses to count a part twice.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from timeline.errors import UsageError, did_you_mean
from timeline.locale.language import language as speak
from timeline.tables.measures import weights

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "TOTALS",
    "WAYS",
    "Claim",
    "added",
    "check_nested",
    "check_unit",
    "claims_from",
    "combined",
    "counted_twice",
    "joint_qualifier",
    "lines_text",
    "only_measures",
    "repeats",
    "sums",
]

#: So many lines are named in a message.
SHOWN = 6


@dataclass(frozen=True)
class Claim:
    """One number that somebody claims; ``parts`` are the claims that it is the sum of.

    ``event`` tells of what it is claimed, ``low`` and ``high`` bound it, and
    ``best`` is NaN for a range. ``color`` is the value that decides the colour;
    ``made`` says how the number was made where it is nobody's own.
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

    @property
    def rivalry(self) -> tuple[str, ...]:
        """What the claims that compete with this one have in common with it."""
        return (self.event, self.side, self.kind, self.measure, self.by, self.across)

    @property
    def drawn(self) -> float:
        """The length of its bar: the number, or the lower end of a range; NaN for none."""
        return self.low if self.qualifier == ".." else self.best

    @property
    def reach(self) -> float:
        """The largest number that its bar or whisker reaches; NaN for none."""
        wide = self.qualifier == ".." or (self.made and math.isfinite(self.high))
        return self.high if wide else self.best


def only_measures(frame: pd.DataFrame, measures: Sequence[str]) -> pd.DataFrame:
    """Return the rows of these measures.

    Raises
    ------
    UsageError
        None is given, or no row has one of them; the nearest name is told.

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


def lines_text(lines: Sequence[int]) -> str:
    """Name lines of a table, at most six of them.

    Examples
    --------
    >>> lines_text([4]), lines_text(list(range(2, 11)))
    ('line 4', 'lines 2, 3, 4, 5, 6, 7 and 3 more')
    """
    if lines and min(lines) < 0:  # rows of a condensed table have none
        return "…"
    shown = ", ".join(str(line) for line in lines[:SHOWN])
    more = f" and {len(lines) - SHOWN} more" if len(lines) > SHOWN else ""
    return f"{'line' if len(lines) == 1 else 'lines'} {shown}{more}"


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
    for column in (by, color_by, across):
        if column is not None and column not in frame.columns:
            near = did_you_mean(column, frame.columns) or f"columns: {', '.join(frame.columns)}"
            raise UsageError(f'there is no column "{column}" ({near})')
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
        for claim, rows in zip(found, weights(frame).tolist(), strict=True)
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
        found.setdefault((*claim.rivalry, claim.claimant), []).append(claim)
    return [tuple(group) for group in found.values() if len(group) > 1]


#: Measures that count what others count apart.
TOTALS: Mapping[str, tuple[str, ...]] = {
    "casualties": ("killed", "wounded"),
    "losses": ("killed", "wounded", "missing"),
}


def sums(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the sums of parts that stand beside each total of the same event.

    A sum is made only of the parts that one claimant gives of one side in one
    event, all of them, and once each; it is marked by its ``parts``.

    Examples
    --------
    >>> killed = Claim(2, "", "killed", "UN", "", 9, 9, 9, "", event="harry")
    >>> wounded = Claim(3, "", "wounded", "UN", "", 5, 5, 5, "~", event="harry")
    >>> total = Claim(4, "", "casualties", "PVA", "", 8, 8, 8, "", event="harry")
    >>> [(one.best, one.qualifier, one.lines) for one in sums([killed, wounded, total])]
    [(14, '~', (2, 3))]
    """
    found: dict[tuple[str, ...], Claim] = {}
    who: tuple[str, ...]
    for total in (claim for claim in claims if claim.measure in TOTALS):
        wanted = TOTALS[total.measure]
        splitters: dict[tuple[str, ...], list[Claim]] = {}
        for claim in claims:
            if (claim.event, claim.across) == (total.event, total.across):
                who = (claim.side, claim.by, claim.kind, claim.claimant, total.measure)
                splitters.setdefault(who, []).append(claim)
        for who, given in splitters.items():
            parts = tuple(claim for claim in given if claim.measure in wanted)
            states_total = any(claim.measure == total.measure for claim in given)
            if sorted(part.measure for part in parts) == sorted(wanted) and not states_total:
                found[(total.event, total.across, *who)] = added(parts, measure=total.measure)
    return tuple(found.values())


def counted_twice(measures: Iterable[str]) -> dict[str, str]:
    """Return the totals among some measures, each with the parts of it that are there, too.

    Examples
    --------
    >>> counted_twice(["killed", "casualties", "missing"])
    {'casualties': 'killed'}
    """
    given = set(measures)
    parts = {total: [one for one in TOTALS[total] if one in given] for total in TOTALS}
    return {total: " + ".join(parts[total]) for total in TOTALS if total in given and parts[total]}


def added(claims: Sequence[Claim], *, measure: str = "") -> Claim:
    """Return the sum of claims, its bounds the sums of theirs, qualified as loosely as they are."""
    first = claims[0]
    return replace(
        first,
        title="",
        measure=measure or first.measure,
        low=sum(claim.low for claim in claims),
        best=sum(claim.best for claim in claims),
        high=sum(claim.high for claim in claims),
        qualifier=joint_qualifier({claim.qualifier for claim in claims}),
        lines=tuple(line for claim in claims for line in claim.lines or (claim.line,)),
        parts=tuple(claims),
    )


def joint_qualifier(qualifiers: set[str]) -> str:
    """Return how a sum is qualified whose terms are qualified like this.

    Examples
    --------
    >>> joint_qualifier({"", "~"}), joint_qualifier({">", ""}), joint_qualifier({">", "<"})
    ('~', '>', '~')
    >>> joint_qualifier({">=", ""}), joint_qualifier({">=", ">"})
    ('>=', '>')
    """
    loose = qualifiers - {""}
    if ".." in loose:
        return ".."
    if len(loose) == 2 and len({sign[0] for sign in loose}) == 1:
        return min(loose)  # a sum of "at least 3" and "more than 5" is more than 8
    return loose.pop() if len(loose) == 1 else "~" if loose else ""


Join = Callable[[Sequence[Claim]], Claim]


def combined(claims: Sequence[Claim], how: str | None, *, language: str) -> tuple[Claim, ...]:
    """Return the claims joined as asked; ``None`` joins none.

    Raises
    ------
    UsageError
        An unknown way, or a median of claims that are ranges.

    Examples
    --------
    >>> low = Claim(2, "", "killed", "PVA", "", 400, 400, 400, "", event="harry")
    >>> high = Claim(3, "", "killed", "UN", "", 1450, 1450, 1450, "", event="harry")
    >>> [(one.low, one.high, one.made) for one in combined([low, high], "range", language="en")]
    [(400, 1450, 'range of 2 claims')]
    """
    if how is None:
        return tuple(claims)
    if how not in WAYS:
        near = did_you_mean(how, WAYS) or f"one of: {', '.join(WAYS)}"
        raise UsageError(f'combine "{how}" is not known ({near})')
    join, word = WAYS[how]
    grouped: dict[tuple[str, ...], list[Claim]] = {}
    for claim in claims:
        key = claim.rivalry
        if how == "sum":
            key = (claim.across, claim.measure, claim.by, claim.color, claim.claimant)
        grouped.setdefault(key, []).append(claim)
    words = speak(language).words
    return tuple(
        replace(join(group), made=words[word].format(many), claimant=_claimants(group))
        if (many := sum(claim.rows for claim in group)) > 1
        else group[0]
        for group in grouped.values()
    )


def _claimants(claims: Sequence[Claim]) -> str:
    return ", ".join(dict.fromkeys(claim.claimant for claim in claims if claim.claimant))


def _joined(claims: Sequence[Claim], best: float, qualifier: str) -> Claim:
    return replace(
        claims[0],
        title="",
        low=min(claim.low for claim in claims),
        best=best,
        high=max(claim.high for claim in claims),
        qualifier=qualifier,
        lines=tuple(line for claim in claims for line in claim.lines),
    )


def _range(claims: Sequence[Claim]) -> Claim:
    """Return the whole range that claims span; one without an upper end has none."""
    bounds = [replace(claim, high=claim.best) if claim.qualifier in (">", ">=") else claim
              for claim in claims]  # fmt: skip
    return _joined(bounds, float("nan"), "..")


def _median(claims: Sequence[Claim]) -> Claim:
    ranges = [claim.line for claim in claims if np.isnan(claim.best)]
    if ranges:
        raise UsageError(f"no median of ranges ({lines_text(ranges)}): combine them by range")
    loose = any(claim.qualifier for claim in claims)
    middle = float(np.median([claim.best for claim in claims]))
    return _joined(claims, middle, "~" if loose else "")


def _sum(claims: Sequence[Claim]) -> Claim:
    known = [claim for claim in claims if not np.isnan(claim.drawn)]
    total = replace(added(known or claims), parts=())
    return replace(total, lines=tuple(line for claim in claims for line in claim.lines))


WAYS: Mapping[str, tuple[Join, str]] = {
    "range": (_range, "range of"),
    "median": (_median, "median of"),
    "sum": (_sum, "sum of"),
}


def check_nested(frame: pd.DataFrame, keys: Sequence[str]) -> None:
    """Refuse to add up rows of which one lies within another's time at the same place.

    Parameters
    ----------
    frame
        Claim rows.
    keys
        Columns whose values rows share that would be added up.

    Raises
    ------
    UsageError
        A row may be a part of another; both lines are named.
    """
    placed = frame[(frame["place"] != "") & np.isfinite(frame["end_latest"])]
    ordered = placed.sort_values(["start_earliest", "end_latest"], ascending=[True, False])
    for _, group in ordered.groupby([*keys, "place"], sort=False):
        starts, ends = group["start_earliest"].to_numpy(), group["end_latest"].to_numpy()
        widest = 0
        for row in range(1, len(group)):
            same = starts[row] == starts[widest] and ends[row] == ends[widest]
            if ends[row] <= ends[widest] and not same:
                one, other = (int(group["line"].iloc[at]) for at in (widest, row))
                advice = "filter one of them out"
                raise UsageError(f"line {other} may be a part of line {one}: no sum ({advice})")
            widest = row if ends[row] > ends[widest] else widest
