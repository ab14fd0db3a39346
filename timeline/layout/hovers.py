r"""What a reader is told who points at a mark: plain text, lines split by ``\n``, title first."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from timeline.locale.dates import span_texts

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["event_hovers", "wrapped"]

WIDTH = 58


def event_hovers(events: pd.DataFrame, *, language: str = "en") -> list[str]:
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
    return " \n".join(textwrap.wrap(text, WIDTH))
