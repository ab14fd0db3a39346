"""Tooltip texts of events and claims."""

from __future__ import annotations

import textwrap
from functools import lru_cache
from typing import TYPE_CHECKING

from timeline.captions.claims import claimant_text
from timeline.locale.language import language as speak
from timeline.locale.numbers import amount_texts
from timeline.locale.spans import span_texts
from timeline.rows import Rows

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["claim_hovers", "event_hovers", "wrapped"]

WIDTH = 58


def event_hovers(events: pd.DataFrame | Rows, *, language: str = "en") -> list[str]:
    """Return the hover text of every event: title, time as it is known, who, what, where, note."""
    spans = span_texts(events, language=language)
    columns = (events[name].tolist() for name in ("title", "side", "kind", "place", "note"))
    texts = []
    for span, title, side, kind, place, note in zip(spans, *columns, strict=True):
        about = " · ".join(part for part in (side, kind, place) if part)
        told = (wrapped(title), span, wrapped(about), wrapped(note))
        texts.append("\n".join(part for part in told if part))
    return texts


def wrapped(text: str) -> str:
    r"""Return a text in lines that ends each with a blank where it goes on: so it is read out.

    Examples
    --------
    >>> wrapped("Launched in the evening; the front trenches are soon lost. It was over soon.")
    'Launched in the evening; the front trenches are soon lost. \nIt was over soon.'
    """
    return " \n".join(_lines(text))


@lru_cache(maxsize=1 << 12)
def _lines(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH) if text else []


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
        who = claimant_text(claimant, language=language)
        number = f"{measure}: {f'{amount} {unit}'.strip() if amount else words['no data']}"
        about = " · ".join(part for part in (side, who) if part)
        told = (wrapped(title), number, span, wrapped(about), wrapped(note))
        texts[int(line)] = "\n".join(part for part in told if part)
    return texts
