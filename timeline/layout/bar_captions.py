"""What a bar chart says that it counts, where no title is given: measure, unit, whose.

Takes the claim rows of a figure; returns the texts that its captions begin with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.locale.language import language as speak

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["counted", "counted_in"]

#: So many groups are named; of more, none is.
MOST_GROUPS = 3


def counted(frame: pd.DataFrame, *, period: str | None = None, language: str = "en") -> str:
    """Return what the bars count, as a title.

    Parameters
    ----------
    frame
        The claim rows of the figure.
    period
        The period of bars over time.
    language
        A language code.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"measure": ["killed", "wounded", "killed"]})
    >>> counted(rows), counted(rows[:1], period="month")
    ('Killed, wounded', 'Killed by month')
    """
    text = ", ".join(name for name in frame["measure"].unique() if name)
    text = text[:1].upper() + text[1:]
    words = speak(language).words
    by = f"by {period}"
    return words[by].format(text) if by in words else text


def counted_in(frame: pd.DataFrame, *, per_day: bool = False, language: str = "en") -> str:
    """Return the unit of the bars and their groups, to stand before the time in a subtitle.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"unit": ["people"] * 2, "group": ["Outpost Harry"] * 2})
    >>> counted_in(rows), counted_in(rows[:1], per_day=True)
    ('people, Outpost Harry', 'people per day, Outpost Harry')
    """
    units = [unit for unit in frame["unit"].unique() if unit]
    rate = speak(language).words["per day"] if per_day else ""
    unit = " ".join(part for part in (units[0] if len(units) == 1 else "", rate) if part)
    groups = [group for group in frame["group"].unique() if group]
    shown = groups if len(groups) <= MOST_GROUPS else []
    return ", ".join(part for part in (unit, *shown) if part)
