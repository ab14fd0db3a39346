"""Lengths of time in words: "6 hours", "1 day", in a figure's language."""

from __future__ import annotations

from timeline.words.language import language as speak

__all__ = ["duration_text"]

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
