"""Breaks of a time axis: long gaps between events, shrunk to a few pixels.

``AxisBreaks`` maps instants to the seconds that the breaks leave; a ``Scale`` then maps those to
pixels like any others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from timeline.dates.calendar import SECONDS_PER_DAY, civil_from_days
from timeline.layout.axes.time_ticks import EDGE, time_ticks
from timeline.layout.scene import Band, Scale, Tick
from timeline.locale.language import language as speak
from timeline.model import Rows

if TYPE_CHECKING:
    import pandas as pd

    from timeline.stats.selection import Selection

__all__ = ["AxisBreaks", "find_breaks"]

#: A gap is a break if it exceeds this share of the time span; at most this many are.
LONG, MOST = 0.15, 5
#: Shares of the time outside breaks: the margin beside each gap, and the width of a break.
BESIDE, SHOWN = 0.06, 0.08
INSTANTS = ("start_earliest", "start_latest", "end_earliest", "end_latest")


@dataclass(frozen=True)
class AxisBreaks:
    """Gaps left out of a time axis, as pairs of instants, and the seconds that each takes."""

    gaps: tuple[tuple[float, float], ...] = ()
    shown: float = 0.0

    def at(self, times: np.ndarray) -> np.ndarray:
        """Map instants to the broken scale, in seconds.

        Examples
        --------
        >>> AxisBreaks(((10.0, 90.0),), 5.0).at(np.array([0.0, 50.0, 90.0, 100.0])).tolist()
        [0.0, 12.5, 15.0, 25.0]
        """
        times = np.asarray(times, dtype=float)
        mapped = times.copy()
        for low, high in reversed(self.gaps):
            inside = (mapped > low) & (mapped < high)
            mapped[inside] = low + (mapped[inside] - low) / (high - low) * self.shown
            mapped[times >= high] -= high - low - self.shown
        return mapped

    def rows(self, rows: Rows) -> Rows:
        """Return rows with their instants on the broken scale."""
        return rows.assign(**{name: self.at(rows[name]) for name in INSTANTS if self.gaps})

    def selection(self, selection: Selection) -> Selection:
        """Return a selection with its time window on the broken scale."""
        since, until = self.at(np.array([selection.since, selection.until])).tolist()
        return replace(selection, since=since, until=until)

    def spans(self, spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        """Return intervals on the broken scale, without those inside a gap."""
        visible = [
            (low, high)
            for low, high in spans
            if not any(first <= low and high <= last for first, last in self.gaps)
        ]
        return [(float(low), float(high)) for low, high in map(self.at, map(np.array, visible))]

    def bands(self) -> tuple[Band, ...]:
        """Return the band of each break in the plot."""
        ends = (self.at(np.array(gap)).tolist() for gap in self.gaps)
        return tuple(Band(low, high, "fold") for low, high in ends)

    def ticks(self, scale: Scale, *, size: float, language: str, right: float) -> tuple[Tick, ...]:
        """Return the ticks between the breaks; ``right`` is the right margin in pixels."""
        removed = sum(high - low - self.shown for low, high in self.gaps)
        edges = [scale.low, *(end for gap in self.gaps for end in gap), scale.high + removed]
        beside = self.shown / scale.per_pixel / 2 - EDGE
        ticks: list[Tick] = []
        for number, (low, high) in enumerate(zip(edges[::2], edges[1::2], strict=True)):
            between = time_ticks(
                low,
                high,
                (high - low) / scale.per_pixel,
                size=size,
                language=language,
                margin_left=beside if number else scale.left - EDGE,
                margin_right=beside if number < len(self.gaps) else right - EDGE,
            )
            places = self.at(np.array([tick.at for tick in between])).tolist()
            ticks += [replace(tick, at=at) for tick, at in zip(between, places, strict=True)]
        return tuple(ticks)

    def note(self, language: str) -> str:
        """Return the sentence that names the gaps."""
        spoken = speak(language)
        days = np.floor(np.array(self.gaps) / SECONDS_PER_DAY).astype(np.int64)
        dates = np.stack(civil_from_days(days), axis=-1).tolist()
        gaps = [" – ".join(spoken.day(*date) for date in gap) for gap in dates]
        return spoken.words["folded"].format("; ".join(gaps))


def find_breaks(frame: pd.DataFrame | Rows, selection: Selection) -> AxisBreaks:
    """Find the long gaps between rows, within the visible time window.

    Parameters
    ----------
    frame
        The rows that must stay visible: events and markers.
    selection
        Defines the time window; rows are cut at its ends.
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
        return AxisBreaks()
    rest = max(span - float(lengths[long].sum()), span / 1000)
    beside = np.minimum(BESIDE * rest, lengths[long] / 10)
    gaps = zip((ends[long] + beside).tolist(), (starts[long] - beside).tolist(), strict=True)
    return AxisBreaks(tuple(gaps), SHOWN * rest)
