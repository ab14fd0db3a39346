"""What a reader is told who points at the bar of a claim: plain text, title first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.layout.hovers import wrapped
from timeline.locale.dates import span_texts
from timeline.locale.language import language as speak
from timeline.locale.numbers import amount_texts

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["claim_hovers"]


def claim_hovers(claims: pd.DataFrame, *, language: str = "en") -> dict[int, str]:
    """Return the hover text of every claim by its line: title, number, time, who says so, note."""
    words = speak(language).words
    spans, amounts = span_texts(claims, language=language), amount_texts(claims, language=language)
    names = ("line", "title", "measure", "unit", "side", "claimed_by", "note")
    columns = (claims[name].tolist() for name in names)
    texts = {}
    for span, amount, line, title, measure, unit, side, claimant, note in zip(
        spans, amounts, *columns, strict=True
    ):
        who = words["according to"].format(claimant) if claimant else words["no claimant"]
        number = f"{measure}: {amount or words['no data']} {unit}".strip()
        about = " · ".join(part for part in (side, who) if part)
        told = (wrapped(title), number, span, wrapped(about), wrapped(note))
        texts[int(line)] = "\n".join(part for part in told if part)
    return texts
