"""A claim in words: its number, and who says so."""

from __future__ import annotations

import math

from timeline.locale.language import language as speak
from timeline.locale.numbers import amount_text
from timeline.stats.binning import PeriodSums
from timeline.stats.claims import Claim

__all__ = ["cell_text", "claimant_text", "value_text"]


def claimant_text(claimant: str, *, language: str) -> str:
    """Say whose claim it is, or that nobody is named.

    Examples
    --------
    >>> claimant_text("UN Command", language="en"), claimant_text("", language="de")
    ('according to UN Command', 'ohne Urheber')
    """
    words = speak(language).words
    return words["according to"].format(claimant) if claimant else words["no claimant"]


def value_text(claim: Claim, *, language: str, unit: str = "") -> str:
    """Write the number of a claim, and of a sum its terms."""
    words = speak(language).words
    text = amount_text(
        claim.best, claim.qualifier, low=claim.low, high=claim.high, language=language
    )
    if not text:
        return words["no data"]
    if unit:
        text = f"{text} {unit}"
    if claim.made and claim.low < claim.best < claim.high < math.inf:
        ends = speak(language).number
        text = f"{text} ({words['range'].format(ends(claim.low), ends(claim.high))})"
    terms = [value_text(part, language=language) for part in claim.parts]
    return f"{text} = {' + '.join(terms)}" if 1 < len(terms) <= 3 else text


def cell_text(sums: PeriodSums, cell: tuple[int, int], *, language: str) -> str:
    """Write the number of one series (first index) in one period (second index)."""
    drawn, reach = (sums.told(float(values[cell])) for values in (sums.drawn, sums.reach))
    return amount_text(
        drawn, str(sums.qualifier[cell]), low=drawn, high=reach, language=language
    )  # fmt: skip
