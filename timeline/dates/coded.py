"""A column of texts of which there are few different ones: a small number a row.

A million rows that say ``"day"`` or ``"month"`` are a million bytes, compared and chosen as
fast as numpy compares bytes. Names that stand twice in a vocabulary are one name.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, overload

import numpy as np
import numpy.typing as npt

__all__ = ["Coded", "chosen", "coded", "is_constant", "taken"]

Flags = npt.NDArray[np.bool_]


def is_constant(column: npt.NDArray[Any]) -> bool:
    """Tell whether a column is one value told for all rows, of which memory holds but the one.

    Examples
    --------
    >>> is_constant(np.broadcast_to(np.int8(1), 3)), is_constant(np.ones(3))
    (True, False)
    """
    return column.strides == (0,) and len(column) > 0


def taken(column: npt.NDArray[Any], at: Any) -> Any:
    """Return some rows of a column, or the value of one; a constant column stays one.

    Examples
    --------
    >>> is_constant(taken(np.broadcast_to(np.int8(1), 3), np.array([0, 2, 2, 1])))
    True
    """
    if isinstance(at, np.ndarray) and at.dtype.kind == "i" and len(at) and is_constant(column):
        return np.broadcast_to(column[0], len(at))
    return column[at]


@cache
def _first_codes(names: tuple[str, ...]) -> npt.NDArray[np.intp] | None:
    """Return the first code of each name's text; None where every name stands once."""
    if len(set(names)) == len(names):
        return None
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(name, at) for at, name in enumerate(names)], np.intp)


@lru_cache(256)
def _codes_of(names: tuple[str, ...], wanted: tuple[str, ...]) -> tuple[int, ...]:
    """Return the codes of some names in a vocabulary."""
    return tuple(at for at, name in enumerate(names) if name in wanted)


class Coded:
    """Texts by their numbers in a vocabulary; compared, chosen and listed as texts are.

    Examples
    --------
    >>> column = Coded(np.array([1, 0, 1]), ("", "day"))
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
    def __getitem__(self, at: npt.NDArray[Any] | slice) -> Coded: ...
    def __getitem__(self, at: Any) -> Any:
        found = taken(self.codes, at)
        return Coded(found, self.names) if isinstance(found, np.ndarray) else self.names[int(found)]

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> npt.NDArray[Any]:
        texts: npt.NDArray[Any] = np.array(self.names, object)[self.codes]
        return texts if dtype is None else texts.astype(dtype)

    def __eq__(self, other: object) -> Any:
        if isinstance(other, Coded):
            return self._plain() == other.by(self.names)._plain()
        return self.isin((str(other),))

    def __ne__(self, other: object) -> Any:
        return ~(self == other)

    def _plain(self) -> npt.NDArray[Any]:
        """Return codes of which each name has one."""
        first = _first_codes(self.names)
        return self.codes if first is None else first[self.codes]

    def isin(self, names: tuple[str, ...]) -> Flags:
        """Tell which rows have one of some names."""
        known = _codes_of(self.names, names)
        if is_constant(self.codes):
            return np.full(len(self.codes), int(self.codes[0]) in known)
        if len(known) == 1:
            flags: Flags = self.codes == known[0]
            return flags
        table: Flags = np.zeros(len(self.names), np.bool_)
        table[list(known)] = True
        among: Flags = table[self.codes]
        return among

    def filled(self) -> Flags:
        """Tell which rows have a text."""
        return ~self.isin(("",))

    def any(self) -> bool:
        """Tell whether some row has a text."""
        if is_constant(self.codes):
            return self.names[int(self.codes[0])] != ""
        if self.names[:1] == ("",) and not self.codes.any():
            return False
        return bool(self.filled().any())

    def tolist(self) -> list[str]:
        """Return the texts."""
        return [self.names[code] for code in self.codes.tolist()]

    def by(self, names: tuple[str, ...]) -> Coded:
        """Return the same texts by a vocabulary that begins with other names."""
        if names == self.names:
            return self
        both = (*names, *(name for name in dict.fromkeys(self.names) if name not in names))
        return Coded(np.array([both.index(name) for name in self.names])[self.codes], both)


def coded(texts: npt.ArrayLike) -> Coded:
    """Return texts as a coded column.

    Examples
    --------
    >>> coded(["Z", "", "Z"]).names
    ('Z', '')
    """
    listed = [str(text) for text in np.asarray(texts, object).tolist()]
    numbers = {name: at for at, name in enumerate(dict.fromkeys(listed))}
    return Coded(np.array([numbers[text] for text in listed], np.int32), tuple(numbers))


def chosen(flags: Flags, first: Coded | str, second: Coded) -> Coded:
    """Return the first text where a row is flagged, else the second, as ``numpy.where`` does.

    Examples
    --------
    >>> chosen(np.array([True, False]), "part", coded(["day", "month"])).tolist()
    ['part', 'month']
    """
    if isinstance(first, str):
        names = second.names if first in second.names else (*second.names, first)
        return Coded(np.where(flags, names.index(first), second.codes), names)
    if not flags.any():
        return second
    other = first.by(second.names)
    return Coded(np.where(flags, other.codes, second.codes), other.names)
