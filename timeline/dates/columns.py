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
Indices = npt.NDArray[np.intp]
#: Some rows by their numbers, or all of them.
Rows = Indices | slice

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


_COLUMNS = (
    "lower", "upper", "unit_seconds", "unspecified", "precision", "qualifier", "zone", "state",
)  # fmt: skip


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
    """The columns of one side of an interval while they are being filled, names as codes.

    What is the same in all rows is kept once, until some rows become different.
    """

    def __init__(self, length: int) -> None:
        self.length = length
        self.lower = self.upper = self.unit_seconds = self._same(np.float64(np.nan))
        self.unspecified = self._same(np.bool_(False))
        self.precision = self.qualifier = self.state = self._same(np.int8(0))
        self.zone = self._same(np.int16(LOCAL))

    def _same(self, value: np.generic) -> npt.NDArray[Any]:
        return np.broadcast_to(value, self.length)

    def _put(self, name: str, rows: Rows, value: Any) -> None:
        """Note some rows of a column, or all of it."""
        column: npt.NDArray[Any] = getattr(self, name)
        if isinstance(rows, slice):
            whole = isinstance(value, np.ndarray)
            setattr(self, name, value if whole else self._same(column.dtype.type(value)))
            return
        if not column.flags.writeable:
            column = column.copy()
            setattr(self, name, column)
        column[rows] = value

    def put(
        self, rows: Rows, bounds: Bounds, *, qualifier: str = "", unspecified: bool = False
    ) -> None:
        """Note the dates of one shape."""
        for name in ("lower", "upper", "unit_seconds", "precision"):
            self._put(name, rows, getattr(bounds, name))
        if not isinstance(bounds.zone, int) or bounds.zone != LOCAL:
            self._put("zone", rows, bounds.zone)
        self.put_state(rows, "date")
        if qualifier:
            self.put_qualifiers(rows, QUALIFIERS.index(qualifier))
        if unspecified:
            self._put("unspecified", rows, True)

    def put_qualifiers(self, rows: Rows, codes: npt.NDArray[np.int8] | int) -> None:
        """Note how sure some dates are, by the codes of ``QUALIFIERS``."""
        self._put("qualifier", rows, codes)

    def put_state(self, rows: Rows, state: str) -> None:
        """Note how some dates are given."""
        self._put("state", rows, STATES.index(state))

    def put_boundless(self, rows: Rows, state: str) -> None:
        """Note that the time is open or unknown: from ever to ever."""
        self._put("lower", rows, -np.inf)
        self._put("upper", rows, np.inf)
        self.put_state(rows, state)

    def clear(self, rows: Indices, state: str) -> None:
        """Forget what was noted of some rows, since they are not valid."""
        if not len(rows):
            return
        for name in _COLUMNS:
            kind = getattr(self, name).dtype.kind
            self._put(name, rows, np.nan if kind == "f" else 0)
        self.put_state(rows, state)

    def columns(self, prefix: str) -> dict[str, Any]:
        """Return the columns under their public names."""
        return {
            prefix + name: Coded(column, _NAMES[name]) if name in _NAMES else column
            for name, column in ((name, getattr(self, name)) for name in _COLUMNS)
        }
