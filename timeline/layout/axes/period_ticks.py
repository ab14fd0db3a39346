"""Ticks under the columns of a bar chart over time: one a period, or every few."""

from __future__ import annotations

import numpy as np

from timeline.layout.axes.time_ticks import time_ticks
from timeline.layout.scene import Tick
from timeline.locale.periods import short_period_texts
from timeline.typography.wrap import text_width

__all__ = ["period_ticks"]

#: Every so many months carry a text, so that the same ones do each year.
MONTH_STEPS = (1, 2, 3, 6)
QUARTER_STEPS = (1, 2)
ANY_STEPS = (1, 2, 5, 10)


def period_ticks(
    edges: np.ndarray, period: str, width: float, *, size: float, language: str = "en"
) -> tuple[Tick, ...]:
    r"""Return ticks in the middle of the periods, or of a time axis where columns are too thin.

    Examples
    --------
    >>> edges = np.array([0, 31, 59]) * 86400.0
    >>> [tick.text for tick in period_ticks(edges, "month", 90, size=12)]
    ['Jan\n1970', 'Feb']
    """
    low, high = float(edges[0]), float(edges[-1])
    briefs, contexts, numbers = short_period_texts(edges, period, language)
    steps = {"month": MONTH_STEPS, "quarter": QUARTER_STEPS}.get(period, ANY_STEPS)
    column = width / len(briefs)
    for step in steps:
        texts = _shown(briefs, contexts, [number % step == 0 for number in numbers])
        wide = max(
            (text_width(line, size) for text in texts for line in text.split("\n")), default=0.0
        )
        if wide + size * 0.6 <= column * step:
            middles = ((edges[:-1] + edges[1:]) / 2).tolist()
            return tuple(Tick(at, text) for at, text in zip(middles, texts, strict=True) if text)
    return time_ticks(low, high, width, size=size, language=language)


def _shown(briefs: list[str], contexts: list[str], shown: list[bool]) -> list[str]:
    """Say the context once, where it changes; nothing under the columns between."""
    texts, told = [], ""
    for brief, context, show in zip(briefs, contexts, shown, strict=True):
        texts.append("" if not show else f"{brief}\n{context}" if context != told else brief)
        told = context if show else told
    return [text.rstrip("\n") for text in texts]
