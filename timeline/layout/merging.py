"""Several claims as one bar, only where a user asks for it, and never without saying so.

``range`` and ``median`` join rivals: claims of one thing by several claimants. ``sum``
adds up what one claimant says of several events; it refuses to count a part twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from timeline.errors import UsageError, did_you_mean
from timeline.layout.rivals import Claim, lines_text
from timeline.layout.totals import added
from timeline.words.language import language as speak

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["WAYS", "check_nested", "combined"]

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
