"""The columns of parsed dates: as they are filled, in codes, and as they are handed out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from timeline.dates.bounds import LOCAL, PRECISIONS, ZONE_ZERO, Bounds
from timeline.dates.coded import Coded

__all__ = ["QUALIFIERS", "STATES", "ZONE_CODES", "DateColumns", "Dates"]

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Names = Coded
Rows = npt.NDArray[np.intp]

STATES = ("", "date", "interval", "open", "unknown", "empty", "invalid")
QUALIFIERS = ("", "?", "~", "%")


def _zone_names() -> tuple[str, ...]:
    names = [""] * (ZONE_ZERO + 841)
    names[1] = "Z"
    for offset in range(-720, 841):
        hours, minutes = divmod(abs(offset), 60)
        names[ZONE_ZERO + offset] = f"{'-' if offset < 0 else '+'}{hours:02}:{minutes:02}"
    return tuple(names)


_NAMES = {
    "precision": PRECISIONS,
    "qualifier": QUALIFIERS,
    "state": STATES,
    "zone": _zone_names(),
}

#: Zone names to the codes of the columns while they are filled.
ZONE_CODES = {name: code for code, name in enumerate(_NAMES["zone"]) if name or code == LOCAL}


@dataclass(frozen=True)
class Dates:
    """Parsed dates: columns of equal length, instants in seconds.

    ``lower`` and ``upper`` bound the whole expression (upper is exclusive; infinite where
    open or unknown, NaN where empty or invalid). ``precision`` and ``qualifier`` are those of
    :data:`timeline.model.TIME_COLUMNS`. ``unspecified`` marks one unknown unit within the
    bounds (``1953-05-XX``: some day of May, ``[1952,1953]``: one of the two), and
    ``unit_seconds`` is the length of that unit, the first of them where lengths differ.
    ``state`` is ``"date"``, ``"interval"``, ``"open"`` (``..``), ``"unknown"`` (``/``),
    ``"empty"`` or ``"invalid"``. For ``a/b`` these columns tell ``a`` and the ``end_``
    columns ``b``; elsewhere ``end_state`` is ``""``.
    """

    lower: Floats
    upper: Floats
    precision: Names
    qualifier: Names
    unspecified: Flags
    unit_seconds: Floats
    zone: Names
    state: Names
    end_lower: Floats
    end_upper: Floats
    end_precision: Names
    end_qualifier: Names
    end_unspecified: Flags
    end_unit_seconds: Floats
    end_zone: Names
    end_state: Names
    error: Names
    hint: Names

    def __len__(self) -> int:
        return len(self.lower)


class DateColumns:
    """The columns of one side of an interval while they are being filled, names as codes."""

    def __init__(self, length: int) -> None:
        self.lower = np.full(length, np.nan)
        self.upper = np.full(length, np.nan)
        self.unit_seconds = np.full(length, np.nan)
        self.unspecified = np.zeros(length, np.bool_)
        self.precision = np.zeros(length, np.int8)
        self.qualifier = np.zeros(length, np.int8)
        self.zone = np.full(length, LOCAL, np.int16)
        self.state = np.zeros(length, np.int8)

    def put(
        self, rows: Rows, bounds: Bounds, *, qualifier: str = "", unspecified: bool = False
    ) -> None:
        """Note the dates of one shape."""
        self.lower[rows] = bounds.lower
        self.upper[rows] = bounds.upper
        self.unit_seconds[rows] = bounds.unit_seconds
        self.precision[rows] = bounds.precision
        if not isinstance(bounds.zone, int) or bounds.zone != LOCAL:
            self.zone[rows] = bounds.zone
        self.state[rows] = STATES.index("date")
        if qualifier:
            self.qualifier[rows] = QUALIFIERS.index(qualifier)
        if unspecified:
            self.unspecified[rows] = True

    def put_boundless(self, rows: Rows, state: str) -> None:
        """Note that the time is open or unknown: from ever to ever."""
        self.lower[rows] = -np.inf
        self.upper[rows] = np.inf
        self.state[rows] = STATES.index(state)

    def clear(self, rows: Rows, state: str) -> None:
        """Forget what was noted of some rows, since they are not valid."""
        for column in vars(self).values():
            column[rows] = np.nan if column.dtype.kind == "f" else 0
        self.state[rows] = STATES.index(state)

    def columns(self, prefix: str) -> dict[str, Any]:
        """Return the columns under their public names."""
        return {
            prefix + name: Coded(column, _NAMES[name]) if name in _NAMES else column
            for name, column in vars(self).items()
        }
