"""How many figures are drawn at once."""

from __future__ import annotations

import os

from timeline.errors import UsageError

__all__ = ["MOST_JOBS", "jobs_of"]

MOST_JOBS = 4


def jobs_of(jobs: int | None) -> int:
    """Return how many figures are under way at once.

    Raises
    ------
    UsageError
        If it is less than one.

    Examples
    --------
    >>> jobs_of(3), 2 <= jobs_of(None) <= MOST_JOBS
    (3, True)
    """
    if jobs is None:
        return min((os.cpu_count() or 1) + 1, MOST_JOBS)
    if jobs < 1:
        raise UsageError(f"jobs is {jobs}; a number from 1 is wanted")
    return jobs
