"""What the drawing of each event takes of the time axis, its marks and arrows included.

A bar is drawn from ``first`` to ``last``, certain from ``core0`` to ``core1``; a time too
short to be seen is one mark in its middle. What went on ends in an arrow, what ended at an
unknown time is followed by a question mark, what the window cuts ends in an outlined arrow;
all of it stays within the plot. Everything is in instants, so that what needs no moving
keeps its exact time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from timeline.layout.scales import Scale
from timeline.stats.certainty import Certainty

__all__ = ["ARROW", "BRIEF", "BRIEF_SIZE", "NARROWEST", "Extents", "extents", "within_first"]

#: A bar narrower than this many pixels is drawn as a mark: it would not be seen.
NARROWEST = 8.0
#: The one mark for what is too short for a bar, and its size with and without its outline: no
#: wider than the shortest bar beside it.
BRIEF, BRIEF_SIZE, BRIEF_WIDTH = "circle", 6.5, 8.0
#: Pixels that the arrow takes at the end of what goes on, and from its middle to the end.
ARROW, ARROW_MIDDLE = 15.0, 11.0
#: Pixels that the question mark takes after what ended at an unknown time.
QUESTION = 18.0


@dataclass(frozen=True)
class Extents:
    """Instants, one entry an event; marks and arrows are NaN where there are none.

    ``left`` to ``right`` holds all that is drawn; ``inside0`` to ``inside1`` is the certain
    part of the bar that a label may stand in.
    """

    left: np.ndarray
    right: np.ndarray
    first: np.ndarray
    last: np.ndarray
    core0: np.ndarray
    core1: np.ndarray
    inside0: np.ndarray
    inside1: np.ndarray
    mark: np.ndarray
    question: np.ndarray
    arrow: np.ndarray
    arrow_back: np.ndarray
    cut: np.ndarray
    cut_back: np.ndarray


def extents(edges: Certainty, time_scale: Scale) -> Extents:
    """Return what the drawing of every event takes.

    Parameters
    ----------
    edges
        The possible and the certain time of the events.
    stage
        The plot: how long a pixel is.
    """
    pixel = time_scale.per_pixel
    limit = time_scale.high - np.where(edges.ended_unknown, QUESTION * pixel, 0.0)
    first, last = np.minimum(edges.first, limit), np.minimum(edges.last, limit)
    pointed = edges.ongoing | edges.began_unknown | edges.cut_first | edges.cut_last
    right_arrow = edges.ongoing | edges.cut_last
    marked = (last - first < NARROWEST * pixel) & ~pointed
    half = BRIEF_WIDTH / 2 * pixel
    middle = np.clip(
        (first + last) / 2, time_scale.low + half, np.maximum(limit - half, time_scale.low)
    )
    left, right = np.where(marked, middle - half, first), np.where(marked, middle + half, last)
    tip = last - np.where(right_arrow, ARROW * pixel, 0.0)
    tip = np.maximum(tip, first)
    first = np.where(edges.cut_first, np.minimum(first + ARROW * pixel, tip), first)
    core0, core1 = np.maximum(edges.core0, first), np.minimum(edges.core1, tip)
    return Extents(
        left=np.where(right_arrow, np.minimum(left, last - (ARROW + 2) * pixel), left),
        right=np.where(edges.cut_first, np.maximum(right, left + (ARROW + 2) * pixel), right)
        + np.where(edges.ended_unknown, QUESTION * pixel, 0.0)
        + np.where(edges.began_unknown & (last - first < ARROW * pixel), ARROW * pixel, 0.0),
        first=first,
        last=tip,
        core0=core0,
        core1=core1,
        inside0=core0 + np.where(edges.began_unknown, ARROW * pixel, 0.0),
        inside1=np.where(marked, core0, core1),
        mark=np.where(marked, middle, np.nan),
        question=np.where(edges.ended_unknown, right + QUESTION / 2 * pixel, np.nan),
        arrow=np.where(edges.ongoing, last - ARROW_MIDDLE * pixel, np.nan),
        arrow_back=np.where(edges.began_unknown, first + ARROW_MIDDLE * pixel, np.nan),
        cut=np.where(edges.cut_last, time_scale.high - ARROW_MIDDLE * pixel, np.nan),
        cut_back=np.where(edges.cut_first, time_scale.low + ARROW_MIDDLE * pixel, np.nan),
    )


def within_first(spans: Extents, parts: Mapping[int, Sequence[tuple[float, float]]]) -> Extents:
    """Keep the labels of events that are drawn in parts within the first of these."""
    inside0, inside1 = spans.inside0.copy(), spans.inside1.copy()
    for row, stretches in parts.items():
        inside0[row], inside1[row] = stretches[0]
    return replace(spans, inside0=inside0, inside1=inside1) if parts else spans
