"""What can go wrong between us and the browser, told apart by who is to blame.

Both are caught by ``timeline.export.driver.browser``, which draws again or names the figure;
they are of the family of errors all the same, in case one slips through.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from timeline.errors import ExportError

if TYPE_CHECKING:
    import asyncio

__all__ = ["LostTabError", "PageError", "unheard"]


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


def unheard(task: asyncio.Future[Any]) -> None:
    """Take the error of a task that may be given up, or asyncio would report it as lost.

    Examples
    --------
    >>> import asyncio
    >>> async def give_up():
    ...     task = asyncio.ensure_future(asyncio.sleep(9))
    ...     task.add_done_callback(unheard)
    ...     return task.cancel()
    >>> asyncio.run(give_up())
    True
    """
    if not task.cancelled():
        task.exception()
