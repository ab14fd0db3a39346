"""Which of a table's columns probably is one of ours: suggested for ``--map``, never taken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

__all__ = ["map_option", "near_header"]

#: What people call the columns that every table needs, the likeliest first.
CALLED = {
    "title": ("event", "event name", "name", "battle", "battle name", "headline", "label"),
    "start": ("start date", "date start", "begin", "begin date", "from", "date", "event date"),
    "end": ("end date", "date end", "finish", "to", "until"),
}


def map_option(ours: str, name: str) -> str:
    """Return the option that maps a column of the table to one of ours.

    Examples
    --------
    >>> map_option("start", "begin"), map_option("start", "Start Date")
    ('--map start=begin', '--map "start=Start Date"')
    """
    pair = f"{ours}={name}"
    return f"--map {pair}" if name.isidentifier() else f'--map "{pair}"'


def near_header(ours: str, others: Sequence[str]) -> str:
    """Return the column that is likely meant by one of ours, or an empty text.

    Examples
    --------
    >>> near_header("start", ["Event", "Start Date"]), near_header("title", ["battle_name"])
    ('Start Date', 'battle_name')
    >>> near_header("title", ["titel"]), near_header("end", ["casualties"])
    ('titel', '')
    """
    plain = {re.sub(r"[\W_]+", " ", name.casefold()).strip(): name for name in others}
    for name in CALLED.get(ours, ()):
        if name in plain:
            return plain[name]
    # "end" is short, and the column is no must: "gender" is not meant by it.
    near = get_close_matches(ours, list(plain), n=1, cutoff=0.6) if ours != "end" else []
    return plain[near[0]] if near else ""
