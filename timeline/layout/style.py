"""The style of a figure (width, theme, colours by category) and its time scale."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from timeline.layout.axes.time_ticks import EDGE, time_ticks
from timeline.layout.frame import (
    PHONE,
    SUPERSCRIPTS,
    FigureFrame,
    place_frame,
    side_margin,
)
from timeline.layout.scene import Sample, Scale, Tick
from timeline.locale.language import language as speak
from timeline.locale.language import sentence
from timeline.model import Rows
from timeline.stats.selection import by_name
from timeline.tables.measures import counts_of
from timeline.theme import Theme, side_colors
from timeline.typography.font import widest
from timeline.typography.wrap import wrap

if TYPE_CHECKING:
    import pandas as pd

    from timeline.stats.selection import Selection

__all__ = [
    "WIDEST",
    "Look",
    "colored",
    "fit_time",
    "side_places",
    "visible_time",
]


def side_places(
    whole: pd.DataFrame | Rows,
    shown: pd.DataFrame | Rows,
    column: str,
    *,
    theme: Theme,
    order: Sequence[str] = (),
) -> dict[str, int]:
    """Assign palette positions to the sides of a table, those of ``order`` first.

    Parameters
    ----------
    whole
        All rows of the table: these decide, so that a filter changes no colour.
    shown
        The rows of the figure. A side that found no place among too many in the table
        takes one here of a side that has fewer rows in the figure.
    column
        The column that decides the colour.
    theme
        Whose palette it is.
    order
        Values that get the first positions.

    Examples
    --------
    >>> import pandas as pd
    >>> from timeline.theme import THEMES
    >>> table = pd.DataFrame({"side": ["PVA", "US", "Greece"]})
    >>> side_places(table, table[1:2], "side", theme=THEMES["light"])
    {'Greece': 0, 'PVA': 1, 'US': 2}
    """
    most = len(theme.sides)
    known = colored(whole, column, most=most, first=order)
    places = side_colors(known, theme=theme, order=(*order, *known))
    wanted = colored(shown, column, most=most, first=order)
    unused = [place for place in range(most) if place not in places.values()]
    # The sides with the most rows of the figure have its colours, not those of the whole table.
    absent = [name for name in reversed(places) if name not in wanted and name not in order]
    for name in (name for name in wanted if name not in places):
        if not unused and not absent:
            break
        places[name] = unused.pop(0) if unused else places.pop(absent.pop(0))
    return places


def colored(
    frame: pd.DataFrame | Rows, column: str, *, most: int, first: Sequence[str] = ()
) -> list[str]:
    """Return the values of a column that get a colour of their own, by name.

    Where there are more than ``most``, only those of ``first`` and those with the most
    rows do, and the rest share the neutral colour: no colour ever means two sides.

    Examples
    --------
    >>> import pandas as pd
    >>> sides = pd.DataFrame({"side": ["UN", "PVA", "", "UN", "ROK"]})
    >>> colored(sides, "side", most=8), colored(sides, "side", most=2)
    (['PVA', 'ROK', 'UN'], ['PVA', 'UN'])
    """
    counts = counts_of(frame, column)
    counts.pop("", None)
    if len(counts.keys() | set(first)) <= most:
        return sorted(counts, key=by_name)
    rest = counts.keys() - set(first)
    others = sorted(rest, key=lambda value: (-counts[value], by_name(value)))
    kept = others[: max(0, most - len(set(first)))]
    return sorted([value for value in counts if value in first] + kept, key=by_name)


#: Beside a bar, a label wider than this share of the plot is wrapped.
WIDEST = 0.36
#: A picture prints so many numbered notes; its page and its data table have all.
MOST_NOTES = 8
#: Room to the right of the last event for the arrow of what goes on.
OPEN_END = 34.0
#: Pixels kept free before the first and after the last event, where nothing else is asked.
LEAST_AIR = 10.0


@dataclass(frozen=True)
class Look:
    """The style and captions of a figure, the same for every chart."""

    width: float
    theme: Theme
    colors: Mapping[str, int]
    color_by: str = "side"
    language: str = "en"
    title: str = ""
    subtitle: str = ""
    source: str = ""
    notes: Sequence[str] = ()
    note_numbers: Mapping[int, str] = field(default_factory=dict)
    meta: Mapping[str, Any] = field(default_factory=dict)
    #: Print all notes (else eight at most, and how many more there are).
    all_notes: bool = False
    #: Pixels that plots keep free at their left at least: those on one axis share them.
    gutter: float = 0.0
    #: Colours that the user gave to values, as ``#rrggbb``.
    own: Mapping[str, str] = field(default_factory=dict)
    #: "text": titles at their events; "numbers": numbers there, and the titles under the plot.
    labels: str = "text"
    #: Pixels under each lane.
    lane_gap: float = 6.0
    #: The share of the plot that a line of a label beside its bar may take.
    widest: float = WIDEST

    def of(self, name: str) -> tuple[str, str]:
        """Return the colour, by its name, and the pattern of a side; without a side, neutral."""
        if name not in self.colors:
            return "neutral", ""
        place = self.colors[name]
        color = f"own {self.own[name]}" if name in self.own else f"side {place}"
        return color, self.theme.patterns[place]

    def printed(self, notes: Sequence[str]) -> tuple[str, ...]:
        """Return the notes to print: at most eight numbered ones, and how many more there are.

        Notes on the figure as a whole are always printed, and all of them stay in ``meta``.
        """
        numbered = [note for note in notes if note[:1] in SUPERSCRIPTS]
        more = len(numbered) - MOST_NOTES
        if self.all_notes or more <= 0:
            return tuple(notes)
        key = "one more note" if more == 1 else "more notes"
        text = speak(self.language).words[key].format(more)
        others = [note for note in notes if note not in numbered]
        return (*numbered[:MOST_NOTES], sentence(text, self.language), *others)

    def frame(self, key: Sequence[Sample] = (), room: float | None = None) -> FigureFrame:
        """Measure and place what stands around a plot ``room`` pixels wide."""
        return place_frame(
            self.width, theme=self.theme, title=self.title, subtitle=self.subtitle, key=key,
            key_room=room, notes=self.printed(self.notes), source=self.source,
        )  # fmt: skip

    def time_ticks(self, scale: Scale) -> tuple[Tick, ...]:
        """Return the ticks of a time axis, whose texts may reach to the edges of the figure."""
        return time_ticks(
            scale.low, scale.high, scale.right - scale.left, size=self.theme.tick_size,
            language=self.language, margin_left=scale.left - EDGE,
            margin_right=self.width - scale.right - EDGE, inset=side_margin(self.width) - EDGE,
        )  # fmt: skip

    @property
    def phone(self) -> bool:
        """Whether the figure is laid out for a phone."""
        return self.width < PHONE


def visible_time(
    tables: Sequence[pd.DataFrame | Rows], selection: Selection
) -> tuple[float, float]:
    """Return the ends of the window of a selection; where it has none, those of the rows."""
    columns = ("start_earliest", "start_latest", "end_earliest", "end_latest")
    edges = np.concatenate([np.asarray(rows[name], float) for rows in tables for name in columns])
    edges = edges[np.isfinite(edges)]
    since, until = selection.since, selection.until
    return (
        since if np.isfinite(since) else float(edges.min(initial=np.inf)),
        until if np.isfinite(until) else float(edges.max(initial=-np.inf)),
    )


def fit_time(
    events: pd.DataFrame | Rows,
    selection: Selection,
    look: Look,
    *,
    lanes: Sequence[str] | None = None,
    open_ends: Collection[str] = ("ongoing", "unknown"),
) -> Scale:
    """Fit the time axis: everything drawn, a small margin, and room for open ends.

    ``lanes`` are the names at the left, by default those of the events; ``open_ends`` are the
    states of ends that need room at the right.
    """
    low, high = visible_time([events], selection)
    rows = Rows.of(events)
    if not high > low:
        middle = low if np.isfinite(low) else high if np.isfinite(high) else 0.0
        low, high = middle - 43200.0, middle + 43200.0
    margin = side_margin(look.width)
    gutter = _gutter(rows.distinct("lane") if lanes is None else lanes, look)
    left = margin + max(gutter, look.gutter)
    right = look.width - margin
    air = max(0.012, LEAST_AIR / (right - left)) * (high - low)
    if not set(open_ends).isdisjoint(rows.distinct("end_state")):
        room = OPEN_END / (right - left - OPEN_END) * (high - low)
    else:
        room = air
    low = low if np.isfinite(selection.since) else low - air
    return Scale(left, right, low, high if np.isfinite(selection.until) else high + room)


def _gutter(lanes: Sequence[str], look: Look) -> float:
    """Return the room for the names of lanes at the left; on a phone they stand above."""
    size, most = look.theme.label_size, 0.2 * look.width
    lines = [line for name in lanes for line in wrap(name, most, size)]
    if not lines or look.phone:
        return 0.0
    return min(most, widest(lines, size)) + 12.0
