"""Whether a column writes the day or the month first, where one of its cells proves it."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["proven_order"]

FIGURES = re.compile(r"\s*(\d\d?)([/\-])(\d\d?)\2(\d{4})\s*")


def proven_order(texts: Iterable[str]) -> tuple[str, str]:
    """Return the date format of a column and the cell that proves it; nothing where none does.

    Cells that prove both orders prove nothing.

    Examples
    --------
    >>> proven_order(["10/06/1953", "25/06/1953"])
    ('%d/%m/%Y', '25/06/1953')
    >>> proven_order(["10/06/1953"]), proven_order(["25/06/1953", "06/25/1953"])
    (('', ''), ('', ''))
    """
    proofs: dict[str, str] = {}
    for text in texts:
        match = FIGURES.fullmatch(text)
        if match is None or (int(match[1]) > 12) == (int(match[3]) > 12):
            continue
        parts = ("%d", "%m", "%Y") if int(match[1]) > 12 else ("%m", "%d", "%Y")
        proofs.setdefault(match[2].join(parts), text)
    return next(iter(proofs.items())) if len(proofs) == 1 else ("", "")
