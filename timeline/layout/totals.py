"""Totals that a claimant does not split, and the sums of parts to set beside them.

2,038 casualties are no part of, and no equal to, 1,450 killed and 3,800 wounded by
another's count: the sum of these is drawn beside them, as a sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from timeline.layout.rivals import Claim

__all__ = ["TOTALS", "added", "counted_twice", "joint_qualifier", "sums"]

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
    >>> from timeline.layout.rivals import Claim
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
