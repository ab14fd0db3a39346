"""Which colour a side has: the same in every figure of a table, whatever rows it shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from timeline.layout.captions import colored
from timeline.theme import Theme, side_colors

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["side_places"]


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
