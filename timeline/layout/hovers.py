r"""What a reader is told who points at a mark: plain text, lines split by ``\n``, title first."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from timeline.words.datetext import span_texts

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["event_hovers"]

WIDTH = 58


def event_hovers(events: pd.DataFrame, *, language: str = "en") -> list[str]:
    """Return the hover text of every event: title, time as it is known, who, what, where, note."""
    spans = span_texts(events, language=language)
    columns = (events[name].tolist() for name in ("title", "side", "kind", "place", "note"))
    texts = []
    for span, title, side, kind, place, note in zip(spans, *columns, strict=True):
        about = " · ".join(part for part in (side, kind, place) if part)
        lines = [*textwrap.wrap(title, WIDTH), span]
        lines += textwrap.wrap(about, WIDTH) + textwrap.wrap(note, WIDTH)
        texts.append("\n".join(line for line in lines if line))
    return texts
