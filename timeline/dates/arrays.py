"""Column buffers of parsed dates, and categorical arrays of few distinct texts.

A million rows of ``"day"`` or ``"month"`` take a million bytes and are compared at the
speed of numpy. Names in a vocabulary are distinct, except unused ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, overload

import numpy as np
import numpy.typing as npt

from timeline.dates.bounds import LOCAL, PRECISIONS, ZONE_ZERO, Bounds

Flags = npt.NDArray[np.bool_]


def is_constant(column: npt.NDArray[Any]) -> bool:
    """Return whether a column repeats one value, stored in memory once.

    Examples
    --------
    >>> is_constant(np.broadcast_to(np.int8(1), 3)), is_constant(np.ones(3))
    (True, False)
    """
    return column.strides == (0,) and len(column) > 0


def take_rows(column: Any, at: Any) -> Any:
    """Return rows of a column, or the value of one; a constant array stays constant.

    Examples
    --------
    >>> is_constant(take_rows(np.broadcast_to(np.int8(1), 3), np.array([0, 2, 2, 1])))
    True
    """
    rows = isinstance(at, np.ndarray) and at.dtype.kind == "i" and len(at) > 0
    if rows and isinstance(column, np.ndarray) and is_constant(column):
        return np.broadcast_to(column[0], len(at))
    return column[at]


@lru_cache(256)
def _codes_of(names: tuple[str, ...], wanted: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(at for at, name in enumerate(names) if name in wanted)


class CategoryArray:
    """A categorical array of texts: codes in a vocabulary, compared and indexed like texts.

    Examples
    --------
    >>> column = CategoryArray(np.array([1, 0, 1]), ("", "day"))
    >>> column.tolist(), (column == "day").tolist(), column[0]
    (['day', '', 'day'], [True, False, True], 'day')
    """

    __slots__ = ("codes", "names")
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, codes: npt.NDArray[Any], names: tuple[str, ...]) -> None:
        self.codes = codes
        self.names = names

    def __len__(self) -> int:
        return len(self.codes)

    def __iter__(self) -> Iterator[str]:
        return iter(self.tolist())

    @overload
    def __getitem__(self, at: int | np.integer[Any]) -> str: ...
    @overload
    def __getitem__(self, at: npt.NDArray[Any] | slice) -> CategoryArray: ...
    def __getitem__(self, at: Any) -> Any:
        codes = take_rows(self.codes, at)
        return (
            CategoryArray(codes, self.names)
            if isinstance(codes, np.ndarray)
            else self.names[int(codes)]
        )

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> npt.NDArray[Any]:
        return np.array(self.names, object if dtype is None else dtype).take(self.codes)

    def __eq__(self, other: object) -> Flags:  # type: ignore[override]
        if isinstance(other, CategoryArray):
            same: Flags = self.codes == other.by(self.names).codes
            return same
        return self.isin((str(other),))

    def __ne__(self, other: object) -> Flags:  # type: ignore[override]
        return ~(self == other)

    def isin(self, names: tuple[str, ...]) -> Flags:
        """Return which rows have one of the names."""
        known = _codes_of(self.names, names)
        if is_constant(self.codes):
            return np.full(len(self.codes), int(self.codes[0]) in known)
        if len(known) == 1:
            flags: Flags = self.codes == known[0]
            return flags
        table = np.zeros(len(self.names), np.bool_)
        table[list(known)] = True
        return table.take(self.codes)

    def filled(self) -> Flags:
        """Return which rows have a text."""
        return ~self.isin(("",))

    def any(self) -> bool:
        """Return whether any row has a text."""
        if is_constant(self.codes):
            return self.names[int(self.codes[0])] != ""
        if self.names[:1] == ("",) and not self.codes.any():
            return False
        return bool(self.filled().any())

    def tolist(self) -> list[str]:
        """Return the texts."""
        return [self.names[code] for code in self.codes.tolist()]

    def by(self, names: tuple[str, ...]) -> CategoryArray:
        """Return the same texts with a vocabulary that begins with the given names."""
        if names == self.names:
            return self
        both = (*names, *(name for name in dict.fromkeys(self.names) if name not in names))
        return CategoryArray(np.array([both.index(name) for name in self.names])[self.codes], both)


def categorical(texts: npt.ArrayLike) -> CategoryArray:
    """Return texts as a categorical array.

    Examples
    --------
    >>> categorical(["Z", "", "Z"]).names
    ('Z', '')
    """
    listed = [str(text) for text in np.asarray(texts, object).tolist()]
    numbers = {name: at for at, name in enumerate(dict.fromkeys(listed))}
    return CategoryArray(np.array([numbers[text] for text in listed], np.int32), tuple(numbers))


def where_text(flags: Flags, first: CategoryArray | str, second: CategoryArray) -> CategoryArray:
    """Return the first text in flagged rows, else the second, like ``numpy.where``.

    Examples
    --------
    >>> where_text(np.array([True, False]), "part", categorical(["day", "month"])).tolist()
    ['part', 'month']
    """
    if isinstance(first, str):
        first = CategoryArray(np.zeros(len(second), np.int8), (first,))
    if not flags.any():
        return second
    other = first.by(second.names)
    return CategoryArray(np.where(flags, other.codes, second.codes), other.names)


Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.intp]
#: Some rows by number, or all of them.
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

_COLUMNS = (
    "lower", "upper", "unit_seconds", "unspecified", "precision", "qualifier", "zone", "state",
)  # fmt: skip


@dataclass(frozen=True)
class Dates:
    """Parsed dates: columns of equal length, instants in seconds.

    ``lower`` and ``upper`` bound the whole expression (upper is exclusive; infinite if
    open or unknown, NaN if empty or invalid). ``precision`` and ``qualifier`` are as in
    :data:`timeline.model.TIME_COLUMNS`. ``unspecified`` marks one unknown unit within the
    bounds (``1953-05-XX``: some day of May, ``[1952,1953]``: one of the two), and
    ``unit_seconds`` is the length of that unit, of the first one if lengths differ.
    ``state`` is ``"date"``, ``"interval"``, ``"open"`` (``..``), ``"unknown"`` (``/``),
    ``"empty"`` or ``"invalid"``. For ``a/b`` these columns describe ``a`` and the ``end_``
    columns ``b``; otherwise ``end_state`` is ``""``.
    """

    lower: Floats
    upper: Floats
    precision: CategoryArray
    qualifier: CategoryArray
    unspecified: Flags
    unit_seconds: Floats
    zone: CategoryArray
    state: CategoryArray
    end_lower: Floats
    end_upper: Floats
    end_precision: CategoryArray
    end_qualifier: CategoryArray
    end_unspecified: Flags
    end_unit_seconds: Floats
    end_zone: CategoryArray
    end_state: CategoryArray
    error: CategoryArray
    hint: CategoryArray

    def __len__(self) -> int:
        return len(self.lower)


class DateColumns:
    """The columns of one side of an interval while they are filled, with names as codes.

    A value equal in all rows is stored once, until some rows differ.
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
        """Store values in some rows of a column, or in all of it."""
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
        """Store the dates of one shape."""
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
        """Store qualifiers, as codes of ``QUALIFIERS``."""
        self._put("qualifier", rows, codes)

    def put_state(self, rows: Rows, state: str) -> None:
        """Store the state of some rows."""
        self._put("state", rows, STATES.index(state))

    def put_boundless(self, rows: Rows, state: str) -> None:
        """Store that the time of some rows is open or unknown, with infinite bounds."""
        self._put("lower", rows, -np.inf)
        self._put("upper", rows, np.inf)
        self.put_state(rows, state)

    def clear(self, rows: Indices, state: str) -> None:
        """Reset some rows because they are invalid."""
        if not len(rows):
            return
        for name in _COLUMNS:
            kind = getattr(self, name).dtype.kind
            self._put(name, rows, np.nan if kind == "f" else 0)
        self.put_state(rows, state)

    def columns(self, prefix: str) -> dict[str, Any]:
        """Return the columns by public name."""
        return {
            prefix + name: CategoryArray(column, _NAMES[name]) if name in _NAMES else column
            for name, column in ((name, getattr(self, name)) for name in _COLUMNS)
        }
