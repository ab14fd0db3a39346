"""What can go wrong between us and the browser, told apart by who is to blame.

Both are caught by ``timeline.browser``, which draws again or names the figure;
they are of the family of errors all the same, in case one slips through.
"""

from __future__ import annotations

from timeline.errors import ExportError

__all__ = ["LostTabError", "PageError"]


class LostTabError(ExportError):
    """The tab or its browser is gone or does not answer; another one may do better.

    Examples
    --------
    >>> LostTabError("took longer than 60 seconds", slow=True).slow
    True
    """

    def __init__(self, told: str, *, slow: bool = False) -> None:
        super().__init__(told)
        self.slow = slow


class PageError(ExportError):
    """The page refused: the figure is wrong, not the browser."""
