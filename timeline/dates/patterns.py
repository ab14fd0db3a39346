"""Digit patterns: texts grouped by their shape, so that a grammar reads a shape once.

The shape of a text is the text with every digit written as ``0``: a million dates have
a few dozen shapes. Takes any column of texts, returns groups of rows of one shape, each
able to give the numbers that stand at fixed places of its texts as whole arrays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

__all__ = ["Group", "Slot", "TextColumn", "shape_groups", "shape_of", "text_buffer"]

#: Longer texts (in bytes) are no dates that look alike: each of them is a group of its own.
LONGEST = 1024


_WORD = 8


_ZERO = ord("0")


#: Bytes to bytes: digits become "0"; NUL becomes another byte, since it pads short texts.
_SHAPE_OF_BYTE = bytes.maketrans(b"\x00123456789", b"\x01000000000")


#: Masks that keep the first bytes of a word, by their number.
_KEPT = np.array([(1 << 8 * count) - 1 for count in range(_WORD + 1)], np.uint64)


Indices = npt.NDArray[np.intp]


Words = npt.NDArray[np.uint64]


Digits = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Slot:
    """A number inside a shape: where its digits stand, and what each of them weighs."""

    name: str
    places: tuple[int, ...]
    weights: tuple[float, ...]


@dataclass(frozen=True)
class TextColumn:
    """A column of UTF-8 texts as bytes one behind another (a word of NUL last), with places."""

    data: bytes
    starts: Indices
    lengths: Indices

    def __len__(self) -> int:
        return len(self.starts)

    def text(self, row: int) -> str:
        """Return one text.

        Examples
        --------
        >>> text_buffer(["1953", "1950~"]).text(1)
        '1950~'
        """
        start = int(self.starts[row])
        return self.data[start : start + int(self.lengths[row])].decode()


def _words(data: bytes) -> Words:
    """View bytes as the words of 8 bytes that begin at each of them."""
    return np.ndarray((len(data) - _WORD + 1,), "<u8", data, strides=(1,))


@dataclass(frozen=True)
class Group:
    """The rows of one shape and one flag; ``shape`` has ``0`` for every digit.

    ``digits`` are the numbers of all bytes, less that of the digit 0, a row each: given
    where every row of a column is of one shape.
    """

    shape: str
    flag: bool
    rows: Indices
    column: TextColumn
    digits: Digits | None = None

    @property
    def at(self) -> Indices | slice:
        """The rows, or all of them as a slice, through which numpy copies without looking up."""
        return self.rows if self.digits is None else slice(None)

    def numbers(self, slots: Sequence[Slot]) -> dict[str, npt.NDArray[np.float64]]:
        """Return for each slot the sum of its digits by their weights, for every row.

        Examples
        --------
        >>> group = next(shape_groups(text_buffer(["1953", "1812"])))
        >>> group.numbers([Slot("year", (0, 1, 2, 3), (1000, 100, 10, 1))])["year"].tolist()
        [1953.0, 1812.0]
        """
        if self.digits is not None:
            return {slot.name: _sum_of_all(self.digits, slot) for slot in slots}
        figures = self._figures(sorted({place for slot in slots for place in slot.places}))
        sums = {slot.name: np.zeros(len(self.rows)) for slot in slots}
        for slot in slots:
            for place, weight in zip(slot.places, slot.weights, strict=True):
                sums[slot.name] += figures[place] * float(weight)
        return sums

    def _figures(self, places: Sequence[int]) -> dict[int, npt.NDArray[np.uint8]]:
        """Return the digits at some places; eight neighbours come with one look-up."""
        words, starts = _words(self.column.data), self.column.starts[self.rows]
        figures: dict[int, npt.NDArray[np.uint8]] = {}
        for place in places:
            if place not in figures:
                octets = words[starts + place].view(np.uint8).reshape(-1, _WORD).T - _ZERO
                figures.update(zip(range(place, place + _WORD), octets, strict=True))
        return figures


def shape_of(text: str) -> str:
    """Return the shape of one text.

    Examples
    --------
    >>> shape_of("1953-06-10T20:00")
    '0000-00-00T00:00'
    """
    return "".join("0" if char in "0123456789" else char for char in text.replace("\0", "\1"))


def _as_arrow(texts: Sequence[str] | npt.NDArray[np.object_] | pd.Series) -> pa.Array:
    plain = texts if isinstance(texts, pd.Series | np.ndarray) else list(texts)
    try:
        array = pa.array(plain, pa.large_string(), from_pandas=True)
    except UnicodeEncodeError:  # half of a surrogate pair: no text that UTF-8 can hold
        array = pa.array([t.encode("utf-8", "backslashreplace").decode() for t in plain])
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    return array.cast(pa.large_string()).fill_null("")


def text_buffer(texts: Sequence[str] | npt.NDArray[np.object_] | pd.Series) -> TextColumn:
    """Lay texts one behind another, without a copy where they already are; no text is ``""``.

    Examples
    --------
    >>> text_buffer(["1953", None, "1953-06"]).lengths.tolist()
    [4, 0, 7]
    """
    array = _as_arrow(texts)
    _, bounds, data = array.buffers()
    pad = bytes(_WORD)
    if bounds is None or data is None or not len(array):
        empty = np.zeros(len(array), np.intp)
        return TextColumn(pad, empty, empty)
    offsets = np.frombuffer(bounds, np.int64)[array.offset : array.offset + len(array) + 1]
    return TextColumn(b"".join((data, pad)), offsets[:-1], np.diff(offsets))


def _sum_of_all(digits: Digits, slot: Slot) -> npt.NDArray[np.float64]:
    """Return the sum of a slot's digits by their weights, two neighbours at a time."""
    total = np.zeros(len(digits))
    pairs = dict(zip(slot.places, slot.weights, strict=True))
    while pairs:
        place = next(iter(pairs))
        weight, following = pairs.pop(place), pairs.get(place + 1, 0.0)
        figures = digits[:, place]
        if following >= 1 and weight == 10 * following:  # whole numbers: no sum is rounded
            figures, weight = figures * np.uint8(10) + digits[:, place + 1], following
            del pairs[place + 1]
        total += figures * float(weight)
    return total


def _alike(column: TextColumn) -> Digits | None:
    """Return the digits of all texts if they have one shape and lie in a row: most columns do."""
    first, length, rows = int(column.starts[0]), int(column.lengths[0]), len(column)
    if not 0 < length <= LONGEST or (column.lengths != length).any():
        return None
    if int(column.starts[-1]) - first != (rows - 1) * length:
        return None
    digits = np.frombuffer(column.data, np.uint8, rows * length, first) - np.uint8(_ZERO)
    # Less that of the digit 0, digits are 0 to 9, and all other bytes lie above.
    shapes = np.maximum(digits, 9).tobytes()
    return digits.reshape(rows, length) if shapes == shapes[:length] * rows else None


def _shape_codes(column: TextColumn) -> npt.NDArray[np.int64]:
    """Give rows equal numbers exactly if they have equal shapes.

    The shapes are compared word by word of 8 bytes, each word only for the rows that are
    long enough: a number stands for all words so far.
    """
    shapes = column.data.translate(_SHAPE_OF_BYTE)
    words = _words(shapes)
    codes = np.zeros(len(column), np.int64)
    endless = np.flatnonzero(column.lengths > LONGEST)
    codes[endless] = -1 - np.arange(len(endless))
    alive = np.flatnonzero((column.lengths > 0) & (column.lengths <= LONGEST))
    starts, rest, at_start = column.starts[alive], column.lengths[alive], True
    while len(alive):
        # Bytes behind the end of a text are cleared; none of its own is NUL.
        word_codes, seen = pd.factorize(words[starts] & _KEPT[np.minimum(rest, _WORD)])
        if at_start:
            codes[alive] = word_codes + 1
        else:
            # No number is given twice: a text that ends here never equals a longer one.
            fresh, _ = pd.factorize(codes[alive] * len(seen) + word_codes)
            codes[alive] = fresh + (codes.max() + 1)
        longer = np.flatnonzero(rest > _WORD)
        alive, starts, rest = alive[longer], starts[longer] + _WORD, rest[longer] - _WORD
        at_start = False
    return codes


def shape_groups(column: TextColumn, flags: npt.NDArray[np.bool_] | None = None) -> Iterator[Group]:
    """Group the rows of a column by shape (and flag), rows in ascending order.

    Examples
    --------
    >>> [(g.shape, g.rows.tolist()) for g in shape_groups(text_buffer(["1953", "1950~", "1812"]))]
    [('0000', [0, 2]), ('0000~', [1])]
    """
    if not len(column):
        return
    digits = _alike(column) if flags is None else None
    if digits is not None:
        yield Group(shape_of(column.text(0)), False, np.arange(len(column)), column, digits)
        return
    codes = _shape_codes(column)
    if flags is not None:
        codes = 2 * codes + flags
    numbers, seen = pd.factorize(codes)
    # numpy sorts 16-bit numbers by radix, in linear time
    order = np.argsort(
        numbers.astype(np.uint16 if len(seen) < 1 << 16 else np.int64), kind="stable"
    )
    ends = np.cumsum(np.bincount(numbers, minlength=len(seen)))
    for low, high in zip(np.append(0, ends[:-1]), ends, strict=True):
        rows = order[low:high]
        flag = bool(flags is not None and flags[rows[0]])
        yield Group(shape_of(column.text(int(rows[0]))), flag, rows, column)
