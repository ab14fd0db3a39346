"""Which colour a side has: the same in every figure of a table, whatever rows it shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from timeline.tables.measures import counts_of
from timeline.theme import Theme, side_colors

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["colored", "side_places"]


def side_places(
    whole: pd.DataFrame,
    shown: pd.DataFrame,
    column: str,
    *,
    theme: Theme,
    order: Sequence[str] = (),
) -> dict[str, int]:
    """Give the sides of a table their places in the palette, those of ``order`` first.

    Parameters
    ----------
    whole
        All rows of the table: they decide, so that a filter recolours nothing.
    shown
        The rows of the figure. A side that found no place among too many in the table
        takes one here that no side of the figure has.
    column
        The column that decides the colour.
    theme
        Whose palette it is.
    order
        Values that take the first places.

    Examples
    --------
    >>> import pandas as pd
    >>> from timeline.theme import THEMES
    >>> table = pd.DataFrame({"side": ["PVA", "US", "Greece"]})
    >>> side_places(table, table[1:2], "side", theme=THEMES["light"])
    {'Greece': 0, 'PVA': 1, 'US': 2}
    """
    most = len(theme.sides)
    places = side_colors(colored(whole, column, most=most, first=order), theme=theme, order=order)
    wanted = colored(shown, column, most=most, first=order)
    drawn = {str(value) for value in shown[column].unique()}
    unused = [place for place in range(most) if place not in places.values()]
    absent = [name for name in places if name not in drawn and name not in order]
    for name in (name for name in wanted if name not in places):
        if not unused and not absent:
            break
        places[name] = unused.pop(0) if unused else places.pop(absent.pop(0))
    return places


def colored(frame: pd.DataFrame, column: str, *, most: int, first: Sequence[str] = ()) -> list[str]:
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
    counts = counts[counts.index != ""]
    if len(set(counts.index) | set(first)) <= most:
        return sorted(counts.index)
    others = sorted(set(counts.index) - set(first), key=lambda value: (-counts[value], value))
    kept = others[: max(0, most - len(set(first)))]
    return sorted([value for value in counts.index if value in first] + kept)
