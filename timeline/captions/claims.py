"""A claim in words: its number, and who says so."""

from __future__ import annotations

import math
from collections.abc import Collection
from typing import TYPE_CHECKING

from timeline.locale.language import language as speak
from timeline.locale.numbers import amount_text, bound_of
from timeline.stats.binning import PeriodSums
from timeline.stats.claims import Claim, claims_from
from timeline.stats.sums import sums

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["cell_text", "claimant_text", "claimants_note", "sum_text", "value_text", "with_sums"]


def claimant_text(claimant: str, *, language: str) -> str:
    """Say whose claim it is, or that nobody is named.

    Examples
    --------
    >>> claimant_text("UN Command", language="en"), claimant_text("", language="de")
    ('according to UN Command', 'ohne Urheber')
    """
    words = speak(language).words
    return words["according to"].format(claimant) if claimant else words["no claimant"]


def claimants_note(claimants: Collection[str], *, language: str) -> list[str]:
    """Say who claims everything in a figure, or that nobody is named; nothing for several.

    Examples
    --------
    >>> claimants_note({"UN"}, language="en"), claimants_note({""}, language="en")
    (['Claimed by: UN'], ['claimant not stated'])
    """
    if len(claimants) != 1:
        return []
    who, words = next(iter(claimants)), speak(language).words
    return [f"{words['claimed by']}: {who}" if who else words["no claimant"]]


def value_text(claim: Claim, *, language: str, unit: str = "") -> str:
    """Write the number of a claim, and of a sum its terms."""
    text = _ends_text(claim, language) or amount_text(
        claim.best, claim.qualifier, low=claim.low, high=claim.high, language=language
    )
    if not text:
        return speak(language).words["no data"]
    if unit:
        text = f"{text} {unit}"
    if claim.made and claim.low < claim.best < claim.high < math.inf:
        ends = (claim.low, claim.high)
        whole = amount_text(claim.best, "..", low=ends[0], high=ends[1], language=language)
        text = f"{text} ({whole})"
    terms = [value_text(part, language=language) for part in claim.parts]
    return f"{text} = {' + '.join(terms)}" if 1 < len(terms) <= 3 else text


def _ends_text(claim: Claim, language: str) -> str:
    """Write between what numbers several claims lie, each end as it is known."""
    if claim.ends is None:
        return ""
    (low, one), (high, other) = claim.ends
    if one == other and one in ("", "~") and low < high:
        return amount_text(low, f"{one}..", low=low, high=high, language=language)
    low_text, high_text = (
        amount_text(number, qualifier, low=number, high=number, language=language)
        for number, qualifier in claim.ends
    )
    if low_text == high_text:
        return low_text
    return speak(language).words["span"].format(low_text, high_text)


def sum_text(claim: Claim, *, language: str) -> str:
    """Say of what claims a sum is made, whose they are, and what it leaves out.

    Examples
    --------
    >>> parts = tuple(Claim(2, "", of, "UN", "", 9, 9, 9, "") for of in ("killed", "wounded"))
    >>> from dataclasses import replace
    >>> sum_text(replace(parts[0], parts=parts, without=("missing",)), language="en")
    'sum of UN’s killed and wounded, without missing'
    """
    spoken = speak(language)
    measures = spoken.listed([part.measure for part in claim.parts])
    told = (
        spoken.words["sum of parts"].format(claim.claimant, measures)
        if claim.claimant
        else spoken.words["sum of unclaimed parts"].format(measures)
    )
    left = spoken.words["without"].format(spoken.listed(claim.without)) if claim.without else ""
    return ", ".join(part for part in (told, left) if part)


def with_sums(frame: pd.DataFrame, *, language: str) -> pd.DataFrame:
    """Return claims, followed by the sums that a figure makes, marked as its own.

    Parameters
    ----------
    frame
        Claim rows, all those of a figure.
    language
        In which sums are named.
    """
    import pandas as pd

    claims = claims_from(frame, by="side", color_by="side")
    rows = []
    for one in sums(claims):
        row = frame[frame["line"] == one.line].iloc[0]
        rows.append(
            {
                **row, "title": sum_text(one, language=language), "measure": one.measure,
                "value_low": one.low, "value_best": one.best, "value_high": one.high,
                "value_qualifier": one.qualifier, "note": "",
                "claimed_by": speak(language).words["own sum"],
            }
        )  # fmt: skip
    return pd.concat([frame, pd.DataFrame(rows)], ignore_index=True) if rows else frame


def cell_text(totals: PeriodSums, cell: tuple[int, int], *, language: str) -> str:
    """Write the number of one series (first index) in one period (second index)."""
    drawn, reach = (totals.rounded(float(values[cell])) for values in (totals.drawn, totals.reach))
    qualifier = str(totals.qualifier[cell])
    # An upper bound shows its number, though none of it is certain.
    best = reach if bound_of(qualifier) in ("<", "<=") else drawn
    return amount_text(best, qualifier, low=drawn, high=reach, language=language)
