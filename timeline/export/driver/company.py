"""Who is at work: several together, or one alone; first come, first served.

A figure whose browser was lost is drawn again without company, so that what one figure
does to a browser is never laid at the door of another.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["Company"]


class Company:
    """Keeps those who work alone apart from all others.

    Examples
    --------
    >>> company = Company()
    >>> with company.joined(), company.joined(alone=False):
    ...     pass
    >>> with company.joined(alone=True):
    ...     pass
    """

    def __init__(self) -> None:
        self._queue = threading.Lock()
        self._changed = threading.Condition()
        self._there = 0
        self._alone = False

    @contextmanager
    def joined(self, *, alone: bool = False) -> Iterator[None]:
        """Be at work, ``alone`` or with others; waits until that can be."""
        with self._queue, self._changed:  # who wants to be alone is not overtaken for ever
            self._changed.wait_for(lambda: not self._alone and not (alone and self._there))
            self._there += 1
            self._alone = alone
        try:
            yield
        finally:
            with self._changed:
                self._there -= 1
                self._alone = False
                self._changed.notify_all()
