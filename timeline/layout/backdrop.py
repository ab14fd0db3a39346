"""What lies behind the events of a Gantt: eras, as bands, and marked instants, as lines.

Rows of kind "era" and "marker" are set apart from the events; both have their names above
the plot. An instant that is known to a month only is as wide as that month.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from timeline.layout.certainty import certainty
from timeline.layout.stage import Stage
from timeline.picture import Band

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["KINDS", "Apart", "backdrop", "set_apart"]

#: The kinds of rows that are drawn behind the others, in the order of drawing.
KINDS = ("era", "marker")
#: A marked time narrower than this many pixels is one line.
NARROWEST = 4.0


@dataclass(frozen=True)
class Apart:
    """The rows of a Gantt: events in lanes, and what is behind them (eras, then markers)."""

    events: pd.DataFrame
    behind: pd.DataFrame

    @property
    def spanning(self) -> pd.DataFrame:
        """The rows that the axis must hold: an era may reach beyond it, but not be beyond it."""
        import pandas as pd

        low = _finite(self.events, "start_earliest").min(initial=np.inf)
        high = _finite(self.events, "end_latest").max(initial=-np.inf)
        away = (self.behind["end_latest"] <= low) | (self.behind["start_earliest"] >= high)
        shown = self.behind[(self.behind["kind"] == "marker") | away]
        return pd.concat([self.events, shown]) if len(shown) else self.events


def _finite(frame: pd.DataFrame, column: str) -> np.ndarray:
    values = frame[column].to_numpy(dtype=float)
    return np.asarray(values[np.isfinite(values)])


def set_apart(frame: pd.DataFrame) -> Apart:
    """Split off eras and markers, unless the table has nothing else.

    Examples
    --------
    >>> import pandas as pd
    >>> apart = set_apart(pd.DataFrame({"kind": ["marker", "assault", "era"]}))
    >>> apart.events["kind"].tolist(), apart.behind["kind"].tolist()
    (['assault'], ['era', 'marker'])
    """
    kinds = frame["kind"]
    is_behind = kinds.isin(KINDS).to_numpy()
    if is_behind.all():
        is_behind = ~is_behind
    behind = frame[is_behind].sort_values("kind", kind="stable", ignore_index=True)
    return Apart(frame[~is_behind].reset_index(drop=True), behind)


def backdrop(behind: pd.DataFrame, stage: Stage) -> tuple[Band, ...]:
    """Return the band of each era and the line, or narrow band, of each marker.

    Parameters
    ----------
    behind
        Rows of the kinds "era" and "marker".
    stage
        The plot, which cuts what reaches beyond it.
    """
    spans = certainty(behind, stage.low, stage.high)
    found = []
    columns = (spans.first.tolist(), spans.last.tolist(), behind["kind"], behind["title"])
    for first, last, kind, title in zip(*columns, strict=True):
        if kind == "marker" and last - first < NARROWEST * stage.per_pixel:
            first = last = (first + last) / 2
        found.append(Band(first, last, kind, title))
    return tuple(found)
