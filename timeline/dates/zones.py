"""Offsets from UTC: from how a zone is written to seconds east of Greenwich."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from timeline.dates.coded import Coded

__all__ = ["all_east", "seconds_east"]


@cache
def seconds_east(zone: str) -> float:
    """Return the offset of a zone in seconds; NaN for local time.

    Examples
    --------
    >>> seconds_east("-03:30"), seconds_east("Z"), seconds_east("")
    (-12600.0, 0.0, nan)
    """
    if not zone:
        return float("nan")
    hours, _, minutes = zone[1:].partition(":")
    seconds = int(hours or 0) * 3600 + int(minutes or 0) * 60
    return float(-seconds if zone.startswith("-") else seconds)


def all_east(zones: Coded) -> npt.NDArray[np.float64]:
    """Return the offsets of a column of zones in seconds; NaN where the time is local.

    Examples
    --------
    >>> from timeline.dates.coded import coded
    >>> all_east(coded(["Z", "+09:00", ""])).tolist()
    [0.0, 32400.0, nan]
    """
    if not zones.any():
        return np.full(len(zones), np.nan)
    offsets = np.array([seconds_east(name) for name in zones.names], np.float64)
    east: npt.NDArray[np.float64] = offsets[zones.codes]
    return east
