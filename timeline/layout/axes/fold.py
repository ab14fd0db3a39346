"""Gaps in time folded: long stretches in which nothing is shown take a few pixels.

``folds_of`` finds the gaps; ``Folds.at`` gives the place of instants on the folded scale, on
which everything is laid out then. Between gaps a second keeps its length.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from timeline.dates.calendar import SECONDS_PER_DAY, civil_from_days
from timeline.layout.axes.time_ticks import time_ticks
from timeline.layout.scene import Band, Scale, Tick
from timeline.layout.style import EDGE
from timeline.locale.language import language as speak
from timeline.model import Rows

if TYPE_CHECKING:
    import pandas as pd

    from timeline.stats.selection import Selection

__all__ = ["Folds", "folds_of"]

#: A gap is folded if it is longer than this share of all; the longest so many.
LONG, MOST = 0.15, 5
#: Of the time that stays: what is kept beside each gap, and what the gap then takes.
BESIDE, SHOWN = 0.06, 0.08
INSTANTS = ("start_earliest", "start_latest", "end_earliest", "end_latest")


@dataclass(frozen=True)
class Folds:
    """The stretches that are folded, as instants, and the seconds that each takes."""

    gaps: tuple[tuple[float, float], ...] = ()
    shown: float = 0.0

    def at(self, times: np.ndarray) -> np.ndarray:
        """Return where instants stand on the folded scale.

        Examples
        --------
        >>> Folds(((10.0, 90.0),), 5.0).at(np.array([0.0, 10.0, 50.0, 90.0, 100.0])).tolist()
        [0.0, 10.0, 12.5, 15.0, 25.0]
        """
        found = np.asarray(times, dtype=float).copy()
        for low, high in reversed(self.gaps):
            inside = (found > low) & (found < high)
            found[inside] = low + (found[inside] - low) / (high - low) * self.shown
            beyond = np.asarray(times, dtype=float) >= high
            found[beyond] -= high - low - self.shown
        return found

    def table(self, rows: Rows) -> Rows:
        """Return rows with their instants on the folded scale."""
        if not self.gaps:
            return rows
        return rows.assign(**{name: self.at(rows[name]) for name in INSTANTS})

    def selection(self, selection: Selection) -> Selection:
        """Return a selection with its window of time on the folded scale."""
        since, until = self.at(np.array([selection.since, selection.until])).tolist()
        return replace(selection, since=since, until=until)

    def spans(self, spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        """Return stretches of time on the folded scale, without those that lie in a gap."""
        seen = [
            (low, high)
            for low, high in spans
            if not any(first <= low and high <= last for first, last in self.gaps)
        ]
        return [(float(low), float(high)) for low, high in map(self.at, map(np.array, seen))]

    def bands(self) -> tuple[Band, ...]:
        """Return the place of each gap in the plot."""
        ends = (self.at(np.array(gap)).tolist() for gap in self.gaps)
        return tuple(Band(low, high, "fold") for low, high in ends)

    def ticks(
        self, time_scale: Scale, *, size: float, language: str, right: float
    ) -> tuple[Tick, ...]:
        """Return the ticks of the stretches between the gaps; ``right`` is the margin there."""
        removed = sum(high - low - self.shown for low, high in self.gaps)
        edges = [
            time_scale.low,
            *(end for gap in self.gaps for end in gap),
            time_scale.high + removed,
        ]
        beside = self.shown / time_scale.per_pixel / 2 - EDGE
        found: list[Tick] = []
        for number, (low, high) in enumerate(zip(edges[::2], edges[1::2], strict=True)):
            ticks = time_ticks(
                low,
                high,
                (high - low) / time_scale.per_pixel,
                size=size,
                language=language,
                margin_left=beside if number else time_scale.left - EDGE,
                margin_right=beside if number < len(self.gaps) else right - EDGE,
            )
            places = self.at(np.array([tick.at for tick in ticks])).tolist()
            found += [replace(tick, at=at) for tick, at in zip(ticks, places, strict=True)]
        return tuple(found)

    def note(self, language: str) -> str:
        """Return the sentence that tells what is folded; nothing where nothing is."""
        spoken = speak(language)
        told = [" – ".join(_day(end, language) for end in gap) for gap in self.gaps]
        return spoken.words["folded"].format("; ".join(told)) if told else ""


def _day(at: float, language: str) -> str:
    year, month, day = civil_from_days(int(at // SECONDS_PER_DAY))
    return speak(language).day(int(year), int(month), int(day))


def folds_of(frame: pd.DataFrame | Rows, selection: Selection) -> Folds:
    """Find the long gaps between rows, within the window of time that is shown.

    Parameters
    ----------
    frame
        The rows that must be seen: events and marked instants.
    selection
        Gives the window; what reaches beyond it is cut.
    """
    low = np.maximum(np.asarray(frame["start_earliest"]), selection.since)
    high = np.minimum(np.asarray(frame["end_latest"]), selection.until)
    order = np.argsort(low, kind="stable")
    ends = np.maximum.accumulate(high[order])[:-1]
    starts = low[order][1:]
    lengths = starts - ends
    first, last = low[np.isfinite(low)].min(initial=np.inf), ends.max(initial=-np.inf)
    span = max(high[np.isfinite(high)].max(initial=last), starts.max(initial=last)) - first
    long = np.flatnonzero(np.isfinite(lengths) & (lengths > LONG * span))
    long = np.sort(long[np.argsort(-lengths[long], kind="stable")][:MOST])
    if not len(long):
        return Folds()
    kept = max(span - float(lengths[long].sum()), span / 1000)
    beside = np.minimum(BESIDE * kept, lengths[long] / 10)
    gaps = zip((ends[long] + beside).tolist(), (starts[long] - beside).tolist(), strict=True)
    return Folds(tuple(gaps), SHOWN * kept)
