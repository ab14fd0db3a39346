"""Sums, ranges and medians of claims, computed by the figure itself.

2,038 casualties do not include, and do not equal, 1,450 killed and 3,800 wounded in
another claim. Next to a competing total, the figure draws the sum of those parts as its
own; without such a total it adds nothing up.

``range`` and ``median`` combine competing claims: of one thing by several claimants. ``sum``
adds one claimant's claims of several events; it refuses to count a part twice, and uses the
last of a claimant's revised numbers.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from timeline.errors import UsageError, by_kind, did_you_mean
from timeline.locale.dates import bound_of, is_about
from timeline.locale.language import language as speak
from timeline.stats.claims import Claim, End, lines_text

if TYPE_CHECKING:
    import pandas as pd

#: Units of shares of different wholes, which cannot be summed.
SHARES = frozenset({"%", "‰", "percent", "per cent"})
#: Measures that include other measures.
TOTALS: Mapping[str, tuple[str, ...]] = {
    "casualties": ("killed", "wounded"),
    "losses": ("killed", "wounded", "missing"),
}
#: All parts of some total; a sum names the ones that it omits.
PARTS = tuple(dict.fromkeys(part for parts in TOTALS.values() for part in parts))


def sums(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the sums of parts that compete with a claimed total.

    A sum exists only if another claimant gives a total of the same side and event,
    and one claimant gives all of its parts, once each. Its ``parts`` mark it as a sum,
    and ``without`` lists the other measures of that claimant.

    Examples
    --------
    >>> killed = Claim(2, "", "killed", "UN", "", 9, 9, 9, "", event="harry")
    >>> wounded = Claim(3, "", "wounded", "UN", "", 5, 5, 5, "~", event="harry")
    >>> total = Claim(4, "", "casualties", "PVA", "", 8, 8, 8, "", event="harry")
    >>> [(one.best, one.qualifier, one.lines) for one in sums([killed, wounded, total])]
    [(14, '~', (2, 3))]
    >>> sums([killed, wounded])
    ()
    """
    results: dict[tuple[str, ...], Claim] = {}
    for total in (claim for claim in claims if claim.measure in TOTALS):
        about = [claim for claim in claims if _about(claim) == _about(total)]
        others = [claim for claim in about if claim.claimant != total.claimant]
        for theirs in by_kind(others, lambda claim: (claim.claimant, claim.by)):
            one = _sum_beside(total, theirs)
            if one is not None:
                results[(*_about(total), total.measure, theirs[0].claimant, theirs[0].by)] = one
    return tuple(results.values())


def _about(claim: Claim) -> tuple[str, ...]:
    return (claim.event, claim.across, claim.side, claim.kind)


def _sum_beside(total: Claim, claims: Sequence[Claim]) -> Claim | None:
    """Return the sum of a claimant's parts of a total; None if they are incomplete."""
    wanted = TOTALS[total.measure]
    parts = [claim for claim in claims if claim.measure in wanted and claim.drawn == claim.drawn]
    whole = sorted(part.measure for part in parts) == sorted(wanted)
    if not whole or any(claim.measure == total.measure for claim in claims):
        return None
    others = {claim.measure for claim in claims} - set(wanted)
    without = tuple(name for name in PARTS if name in others)
    ordered = sorted(parts, key=lambda part: wanted.index(part.measure))
    return replace(add_claims(ordered, measure=total.measure), title=total.title, without=without)


def counted_twice(measures: Iterable[str]) -> dict[str, str]:
    """Return the totals among some measures, each with its parts that are present, too.

    Examples
    --------
    >>> counted_twice(["killed", "casualties", "missing"])
    {'casualties': 'killed'}
    """
    known = set(measures)
    parts = {total: [one for one in TOTALS[total] if one in known] for total in TOTALS}
    return {total: " + ".join(parts[total]) for total in TOTALS if total in known and parts[total]}


def add_claims(claims: Sequence[Claim], *, measure: str = "") -> Claim:
    """Return the sum of claims; bounds are summed, qualifiers joined."""
    first = claims[0]
    low, high = sum(claim.low for claim in claims), sum(claim.high for claim in claims)
    qualifier = joint_qualifier({claim.qualifier for claim in claims})
    best = {"": sum(claim.best for claim in claims), "..": math.nan, "<": high, "<=": high}
    return replace(
        first,
        title="",
        measure=measure or first.measure,
        low=low,
        best=best.get(bound_of(qualifier), low),
        high=high,
        qualifier=qualifier,
        lines=tuple(line for claim in claims for line in claim.lines or (claim.line,)),
        parts=tuple(claims),
    )


def joint_qualifier(qualifiers: Iterable[str]) -> str:
    """Return the qualifier of a sum from those of its terms.

    Approximate terms make it approximate; a term without an upper end makes the sum open; a
    term without a lower end makes it a range, unless all others are exact.

    Examples
    --------
    >>> joint_qualifier({"", "~"}), joint_qualifier({">", ""}), joint_qualifier({">", "<"})
    ('~', '>', '>')
    >>> joint_qualifier({"~", ".."}), joint_qualifier({"<", ".."}), joint_qualifier({">=", "~"})
    ('~..', '..', '~>=')
    """
    about = "~" if any(is_about(one) for one in qualifiers) else ""
    bounds = {bound_of(one) for one in qualifiers} - {""}
    for strict, loose in ((">", ">="), ("<", "<=")):
        if bounds & {strict, loose} and (strict == ">" or bounds <= {strict, loose}):
            return about + (strict if strict in bounds else loose)
    return about + (".." if bounds else "")


Join = Callable[[Sequence[Claim]], Claim]


def combined(claims: Sequence[Claim], how: str | None, *, language: str) -> tuple[Claim, ...]:
    """Return the claims combined by ``how``; ``None`` leaves them unchanged.

    Claims without a number are neither combined nor counted.

    Raises
    ------
    UsageError
        The way is unknown, ranges or bounds leave a median open, or percentages would be summed.

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

    def key(claim: Claim) -> tuple[str, ...]:
        summed = (claim.across, claim.measure, claim.by, claim.color, claim.claimant)
        return summed if how == "sum" else claim.comparison_key

    words = speak(language).words
    results = []
    for group in by_kind(claims, key):
        known = [claim for claim in group if claim.drawn == claim.drawn] or group[:1]
        many = sum(claim.rows for claim in known)
        if many > 1:
            who = ", ".join(dict.fromkeys(claim.claimant for claim in known if claim.claimant))
            known = [replace(join(known), made=words[word].format(many), claimant=who)]
        results.append(known[0])
    return tuple(results)


def _join(claims: Sequence[Claim], best: float, qualifier: str) -> Claim:
    return replace(
        claims[0],
        title=" / ".join(dict.fromkeys(claim.title for claim in claims if claim.title)),
        low=min(claim.low for claim in claims),
        best=best,
        high=max(claim.high for claim in claims),
        qualifier=qualifier,
        lines=tuple(line for claim in claims for line in claim.lines),
    )


def _range(claims: Sequence[Claim]) -> Claim:
    """Return the range that claims span; missing ends stay open."""
    low = _outer([_end(claim, claim.low) for claim in claims], "<")
    high = _outer([_end(claim, claim.high) for claim in claims], ">")
    return replace(_join(claims, math.nan, ".."), ends=(low, high))


def _end(claim: Claim, number: float) -> End:
    """Return one end of a claim: that of its range, or its only number."""
    if claim.bound == "..":
        return number, "~" if is_about(claim.qualifier) else ""
    return claim.best, claim.qualifier


def _outer(ends: Sequence[End], sign: str) -> End:
    """Return the outermost end: the lowest for ``"<"``, the highest for ``">"``.

    If another end is open on this side, the result is only a known bound.
    """
    outward = 1.0 if sign == ">" else -1.0
    number, qualifier = max(ends, key=lambda end: (outward * end[0], sign in end[1]))
    if sign not in qualifier and any(sign in other for _, other in ends):
        return number, f"{'~' if is_about(qualifier) else ''}{sign}="
    return number, qualifier


def _median(claims: Sequence[Claim]) -> Claim:
    # A bound above or below the middle does not move it.
    middle = float(np.median([claim.low for claim in claims]))
    highest = float(np.median([claim.high for claim in claims]))
    if middle != highest:
        lines = lines_text([claim.line for claim in claims if claim.bound])
        raise UsageError(f"no median of ranges and bounds ({lines}): combine them by range")
    loose = any(claim.qualifier for claim in claims)
    return _join(claims, middle, "~" if loose else "")


def _sum(claims: Sequence[Claim]) -> Claim:
    if claims[0].unit in SHARES:
        lines = lines_text([claim.line for claim in claims])
        raise UsageError(f"percentages have no sum ({lines}): leave out combine to draw each alone")
    return replace(add_claims(claims), parts=())


WAYS: Mapping[str, tuple[Join, str]] = {
    "range": (_range, "range of"),
    "median": (_median, "median of"),
    "sum": (_sum, "sum of"),
}

#: Columns that a row and its later revision share.
SAME = ("title", "start_earliest", "end_latest", "place", "parent", "side", "kind", "measure",
        "claimed_by")  # fmt: skip


def revised_rows(frame: pd.DataFrame, keys: Sequence[str] = ()) -> pd.DataFrame:
    """Return the claims that their claimant revised further down, with the revising line.

    Parameters
    ----------
    frame
        Claim rows in table order. Those without a claimant are never revised: two
        of one title and time may be two events.
    keys
        Further columns that a claim and its revision share.

    Returns
    -------
    pandas.DataFrame
        The rows that a sum omits, and ``revision``, the line of the row it uses instead.

    Examples
    --------
    >>> import pandas as pd
    >>> row = {**dict.fromkeys(SAME, ""), "claimed_by": "USAF", "value_low": 9.0}
    >>> revised_rows(pd.DataFrame([row, row]).assign(line=[2, 5]))[["line", "revision"]].to_dict("list")
    {'line': [2], 'revision': [5]}
    """  # noqa: E501 -- an example is one line
    known = frame[(frame["claimed_by"] != "") & frame["value_low"].notna()]
    columns = [*dict.fromkeys((*SAME, *keys))]
    last = known.groupby(columns, sort=False, dropna=False)["line"].transform("last")
    return known.assign(revision=last)[known["line"] != last]


def check_nested(frame: pd.DataFrame, keys: Sequence[str]) -> None:
    """Refuse to sum rows if one lies within another's time at the same place.

    Parameters
    ----------
    frame
        Claim rows.
    keys
        Columns by which rows would be grouped.

    Raises
    ------
    UsageError
        A row may be part of another; the message names both lines.
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
