"""What was probably meant by a text that is no date: never read, only suggested."""

from __future__ import annotations

__all__ = ["explain"]


def explain(text: str) -> tuple[str, str]:
    """Return what is wrong with a text that is no date, and what to write instead.

    Examples
    --------
    >>> explain("yesterday")
    ('is not a date', 'write 1953, 1953-06, 1953-06-10 or 1953-06-10T20:00')
    """
    return "is not a date", "write 1953, 1953-06, 1953-06-10 or 1953-06-10T20:00"
