"""Qualified numbers and durations in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from timeline.locale.language import Language
from timeline.locale.language import language as speak

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["amount_text", "amount_texts", "bound_of", "duration_text", "is_about"]

_UNITS = (("year", 365.2425 * 86400), ("day", 86400), ("hour", 3600), ("minute", 60))


def duration_text(seconds: float, *, language: str = "en") -> str:
    """Return a length of time in the largest unit that it is a whole number of.

    Examples
    --------
    >>> duration_text(21600), duration_text(86400, language="de")
    ('6 hours', '1 Tag')
    """
    whole = (entry for entry in _UNITS if seconds >= entry[1] and seconds % entry[1] == 0)
    unit, length = next(whole, ("second", 1.0))
    return speak(language).amount(seconds / length, unit)


#: The word for each bound, as a key of ``timeline.locale.messages``.
BOUNDS = {">": "more than", ">=": "at least", "<": "less than", "<=": "at most"}
ABOUT = "~"


def is_about(qualifier: str) -> bool:
    """Tell whether a number is only about right.

    Examples
    --------
    >>> is_about("~"), is_about("~.."), is_about(">")
    (True, True, False)
    """
    return qualifier.startswith(ABOUT)


def bound_of(qualifier: str) -> str:
    """Return a qualifier without "about": none, a bound, or ``".."`` for a range.

    Examples
    --------
    >>> bound_of("~"), bound_of("~>="), bound_of("..")
    ('', '>=', '..')
    """
    return qualifier.removeprefix(ABOUT)


def amount_text(best: float, qualifier: str = "", *, low: float, high: float, language: str) -> str:
    """Write one number of a claim, or both ends of a range; empty text for no number.

    Examples
    --------
    >>> amount_text(22000, "~", low=22000, high=22000, language="en")
    'about 22,000'
    >>> amount_text(float("nan"), "..", low=1450, high=1600, language="de")
    '1.450–1.600'
    >>> amount_text(4500, "~>=", low=4500, high=float("inf"), language="en")
    'at least about 4,500'
    """
    spoken: Language = speak(language)
    bound = bound_of(qualifier)
    if bound == "..":
        text = spoken.words["range"].format(spoken.number(low), spoken.number(high))
    elif np.isnan(best):
        return ""
    else:
        text = spoken.number(best)
    if is_about(qualifier):
        text = spoken.words["about number"].format(text)
    told = spoken.words[BOUNDS[bound]].format(text) if bound in BOUNDS else text
    return told.replace(" de environ ", " d’environ ")  # as French has it


def amount_texts(frame: pd.DataFrame, *, language: str = "en") -> list[str]:
    """Write the number of every claim of a frame.

    Examples
    --------
    >>> import pandas as pd
    >>> row = {"value_low": 5, "value_best": 5, "value_high": float("inf"), "value_qualifier": ">"}
    >>> amount_texts(pd.DataFrame([row]))
    ['more than 5']
    """
    names = ("value_best", "value_qualifier", "value_low", "value_high")
    rows = zip(*(frame[name].tolist() for name in names), strict=True)
    return [
        amount_text(best, qualifier, low=low, high=high, language=language)
        for best, qualifier, low, high in rows
    ]
