"""The grammar of dates: EDTF as patterns over digit patterns of texts.

It parses shapes (texts with ``0`` for every digit), so each rule is applied once
for all dates of one shape; whether month 13 exists is checked later, on the numbers::

    text      = moment | interval | set | ""
    interval  = [moment | set | ".."] "/" [moment | set | ".."]
    set       = "[" | "{"  member *("," member)  "]" | "}"       (see timeline.dates.parser)
    moment    = q year [q "-" q month [q "-" q day]] q
              | year "-" month "-" day ("T" | " ") (clock [zone] | part) q
    q         = ["?" | "~" | "%"]
    year      = ["-"] (4(digit | "X") | 3digit | 2digit | 4digit "S" figures)
              | "Y" ["-"] 1*12digit ["E" figures] ["S" figures]
    figures   = 1*2digit
    month     = 2(digit | "X")                 21 to 41 are seasons, quarters, halves
    day       = 2(digit | "X")
    clock     = hh [":" mm [":" ss ["." 1*12digit]]]
    zone      = "Z" | ("+" | "-") hh [[":"] mm]
    part      = "early morning" | "dawn" | "morning" | "noon" | "afternoon" | "evening" | "night"
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

#: Longer texts (in bytes) are not grouped by shape: each is its own group.
LONGEST = 1024
_WORD = 8
_ZERO = ord("0")
#: Byte translation: digits become "0"; NUL becomes another byte, since it pads short texts.
_SHAPE_OF_BYTE = bytes.maketrans(b"\x00123456789", b"\x01000000000")
#: Masks that select the first bytes of a word, by their number.
_KEPT = np.array([(1 << 8 * count) - 1 for count in range(_WORD + 1)], np.uint64)
Indices = npt.NDArray[np.intp]
Words = npt.NDArray[np.uint64]
Digits = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Slot:
    """A number inside a shape: the positions and the place values of its digits."""

    name: str
    places: tuple[int, ...]
    weights: tuple[float, ...]


@dataclass(frozen=True)
class TextColumn:
    """A column of UTF-8 texts as consecutive bytes (a word of NUL last), with offsets."""

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
    """View bytes as the 8-byte words that begin at each of them."""
    return np.ndarray((len(data) - _WORD + 1,), "<u8", data, strides=(1,))


@dataclass(frozen=True)
class Group:
    """The rows of one shape and one flag; ``shape`` has ``0`` for every digit.

    ``digits`` are the bytes of all texts minus that of the digit 0, if all have one shape.
    """

    shape: str
    flag: bool
    rows: Indices
    column: TextColumn
    digits: Digits | None = None

    @property
    def at(self) -> Indices | slice:
        """The rows, or all of them as a slice, which numpy copies faster."""
        return self.rows if self.digits is None else slice(None)

    def numbers(self, slots: Sequence[Slot]) -> dict[str, npt.NDArray[np.float64]]:
        """Return the number in each slot, for every row.

        Examples
        --------
        >>> group = next(shape_groups(text_buffer(["1953", "1812"])))
        >>> group.numbers([Slot("year", (0, 1, 2, 3), (1000, 100, 10, 1))])["year"].tolist()
        [1953.0, 1812.0]
        """
        if self.digits is not None:
            return {slot.name: _sum_of_all(self.digits, slot) for slot in slots}
        digits = self._digits_at(sorted({place for slot in slots for place in slot.places}))
        sums = {slot.name: np.zeros(len(self.rows)) for slot in slots}
        for slot in slots:
            for place, weight in zip(slot.places, slot.weights, strict=True):
                sums[slot.name] += digits[place] * float(weight)
        return sums

    def _digits_at(self, places: Sequence[int]) -> dict[int, npt.NDArray[np.uint8]]:
        """Return the digits at some positions; eight neighbours take one look-up."""
        words, starts = _words(self.column.data), self.column.starts[self.rows]
        digits: dict[int, npt.NDArray[np.uint8]] = {}
        for place in places:
            if place not in digits:
                octets = words[starts + place].view(np.uint8).reshape(-1, _WORD).T - _ZERO
                digits.update(zip(range(place, place + _WORD), octets, strict=True))
        return digits


def shape_of(text: str) -> str:
    """Return the shape of one text.

    Examples
    --------
    >>> shape_of("1953-06-10T20:00")
    '0000-00-00T00:00'
    """
    return text.translate(str.maketrans("0123456789\0", "0000000000\1"))


def arrow_texts(texts: Sequence[str] | npt.NDArray[np.object_] | pd.Series) -> pa.Array:
    """Return texts as one Arrow array, without a copy if possible; a missing text is ``""``.

    Examples
    --------
    >>> arrow_texts(["1953", None]).to_pylist()
    ['1953', '']
    """
    try:
        array = pa.array(texts, pa.large_string(), from_pandas=True)
    except UnicodeEncodeError:  # half of a surrogate pair is not valid UTF-8
        array = pa.array([t.encode("utf-8", "backslashreplace").decode() for t in texts])
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    return array.cast(pa.large_string()).fill_null("")


def text_buffer(texts: Sequence[str] | npt.NDArray[np.object_] | pd.Series) -> TextColumn:
    """Concatenate texts as UTF-8, without a copy if possible; a missing text is ``""``.

    Examples
    --------
    >>> text_buffer(["1953", None, "1953-06"]).lengths.tolist()
    [4, 0, 7]
    """
    array = arrow_texts(texts)
    _, bounds, data = array.buffers()
    pad = bytes(_WORD)
    if bounds is None or data is None or not len(array):
        empty = np.zeros(len(array), np.intp)
        return TextColumn(pad, empty, empty)
    offsets = np.frombuffer(bounds, np.int64)[array.offset : array.offset + len(array) + 1]
    return TextColumn(b"".join((data, pad)), offsets[:-1], np.diff(offsets))


def _sum_of_all(digits: Digits, slot: Slot) -> npt.NDArray[np.float64]:
    """Return the number in a slot, adding two neighbouring digits at a time."""
    total = np.zeros(len(digits))
    pairs = dict(zip(slot.places, slot.weights, strict=True))
    while pairs:
        place = next(iter(pairs))
        weight, following = pairs.pop(place), pairs.get(place + 1, 0.0)
        column = digits[:, place]
        if following >= 1 and weight == 10 * following:  # integers: no sum is rounded
            column, weight = column * np.uint8(10) + digits[:, place + 1], pairs.pop(place + 1)
        total += column * float(weight)
    return total


def _alike(column: TextColumn) -> Digits | None:
    """Return the digits of all texts if they are contiguous and of one shape, as is usual."""
    first, length, rows = int(column.starts[0]), int(column.lengths[0]), len(column)
    if not 0 < length <= LONGEST or (column.lengths != length).any():
        return None
    if int(column.starts[-1]) - first != (rows - 1) * length:
        return None
    digits = np.frombuffer(column.data, np.uint8, rows * length, first) - np.uint8(_ZERO)
    # Minus the digit 0, digits are 0 to 9, and all other bytes are larger.
    shapes = np.maximum(digits, 9).tobytes()
    return digits.reshape(rows, length) if shapes == shapes[:length] * rows else None


def _shape_codes(column: TextColumn) -> npt.NDArray[np.int64]:
    """Return one code per row, equal exactly if the shapes are equal.

    Shapes are compared by words of 8 bytes, each word only for the rows that are
    long enough: a code represents all words so far.
    """
    shapes = column.data.translate(_SHAPE_OF_BYTE)
    words, codes = _words(shapes), np.zeros(len(column), np.int64)
    endless = np.flatnonzero(column.lengths > LONGEST)
    codes[endless] = -1 - np.arange(len(endless))
    alive = np.flatnonzero((column.lengths > 0) & (column.lengths <= LONGEST))
    starts, rest, at_start = column.starts[alive], column.lengths[alive], True
    while len(alive):
        # Bytes after the end of a text are cleared; no text contains NUL.
        word_codes, seen = pd.factorize(words[starts] & _KEPT[np.minimum(rest, _WORD)])
        if at_start:
            codes[alive] = word_codes + 1
        else:
            # Codes are unique: a text that ends here never equals a longer one.
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
    small = np.uint16 if len(seen) < 1 << 16 else np.int64  # sorted by radix, in linear time
    order = np.argsort(numbers.astype(small), kind="stable")
    ends = np.cumsum(np.bincount(numbers, minlength=len(seen)))
    for low, high in zip(np.append(0, ends[:-1]), ends, strict=True):
        rows = order[low:high]
        flag = bool(flags is not None and flags[rows[0]])
        yield Group(shape_of(column.text(int(rows[0]))), flag, rows, column)


#: Begin and end of each part of a day, in hours from the midnight that begins the day.
PARTS_OF_DAY = {
    "dawn": (4, 6),
    "early morning": (0, 6),
    "morning": (6, 12),
    "noon": (12, 13),
    "afternoon": (12, 18),
    "evening": (18, 24),
    "night": (18, 30),
}

_Q = "[?~%]?"
_YEAR = (
    r"(?P<sign>-?)(?:(?P<year>[0X]{4}|0{2,3})|(?P<plain>0{4})S(?P<plain_figures>00?))"
    r"|Y(?P<long_sign>-?)(?P<long>0{1,12})(?:E(?P<power>00?))?(?:S(?P<figures>00?))?"
)
_CLOCK = (
    r"(?P<hour>00)(?::(?P<minute>00)(?::(?P<second>00)(?:[.,](?P<fraction>0{1,12}))?)?)?"
    r"(?P<zone>Z|[+-](?P<zone_hour>00)(?::?(?P<zone_minute>00))?)?"
)
_MOMENT = re.compile(
    rf"{_Q}(?:{_YEAR})"
    rf"(?:{_Q}-{_Q}(?P<month>[0X]{{2}})(?:{_Q}-{_Q}(?P<day>[0X]{{2}})"
    rf"(?:[T ](?:{_CLOCK}|(?P<part>{'|'.join(PARTS_OF_DAY)})))?)?)?{_Q}"
)


@dataclass(frozen=True)
class Moment:
    """The shape of one date: its slots, its finest unit, and the properties of its shape."""

    slots: tuple[Slot, ...]
    unit: str
    negative: bool = False
    qualifier: str = ""
    year_figures: int = 4
    year_spread: int = 0
    unspecified: bool = False
    month_open: int = 0
    day_open: int = 0
    part: str = ""
    zone: str = ""
    fraction: int = 0
    long: bool = False

    def has(self, name: str) -> bool:
        """Return whether the shape has a number of this name.

        Examples
        --------
        >>> moment = moment_shape("0000-00", 0)
        >>> moment is not None and moment.has("month")
        True
        """
        return any(slot.name == name for slot in self.slots)


def _place_values(name: str, text: str) -> tuple[float, ...]:
    if name == "fraction":
        return tuple(10.0 ** -(place + 1) for place in range(len(text)))
    # A month or day with an X is a two-digit number in base 11 with X as digit 10.
    base = 11.0 if "X" in text and name in ("month", "day") else 10.0
    return tuple(base ** (len(text) - 1 - place) for place in range(len(text)))


def _open_code(text: str) -> int:
    """Return the share of X in the code of a month or day; 0 without X."""
    return sum(10 * 11 ** (1 - place) for place, char in enumerate(text) if char == "X")


def _slot(name: str, text: str, start: int) -> Slot:
    weights = _place_values(name, text)
    places = [place for place, char in enumerate(text) if char == "0"]
    return Slot(name, tuple(start + p for p in places), tuple(weights[p] for p in places))


_SAME = {"plain": "year", "long": "year", "plain_figures": "figures"}
_NUMBERS = (
    "year", "plain", "long", "figures", "plain_figures", "power", "month", "day", "hour",
    "minute", "second", "fraction", "zone_hour", "zone_minute",
)  # fmt: skip


def _qualifier(shape: str) -> str:
    """Unite the qualifiers of the parts of a date."""
    marks = set(shape) & set("?~%")
    return "%" if len(marks) > 1 else "".join(marks)


def _unit(parts: dict[str, str]) -> str:
    units = ("part", "second", "minute", "hour", "day", "month")
    year = {2: "century", 3: "decade"}.get(len(parts["year"]), "year")
    return next((unit for unit in units if parts[unit]), year)


def _is_sound(parts: dict[str, str], shape: str) -> bool:
    """Return whether months have a whole year, and times a stated day: no pattern checks it."""
    rounded = parts["power"] or parts["figures"] or parts["plain_figures"]
    if parts["month"] and (rounded or len(parts["year"]) in (2, 3)):
        return False
    inner = shape.strip("?~%")
    return not ((parts["hour"] or parts["part"]) and set(inner) & set("?~%X"))


@lru_cache(maxsize=4096)
def moment_shape(shape: str, start: int) -> Moment | None:
    """Parse the shape of one date that begins at byte ``start`` of its text; None if invalid.

    Examples
    --------
    >>> moment = moment_shape("-0000-XX?", 0)
    >>> moment and (moment.unit, moment.qualifier, moment.negative, moment.unspecified)
    ('month', '?', True, True)
    """
    match = _MOMENT.fullmatch(shape)
    if match is None:
        return None
    parts = {name: text or "" for name, text in match.groupdict().items()}
    if not _is_sound(parts, shape):
        return None
    slots = [
        _slot(_SAME.get(name, name), parts[name], start + match.start(name))
        for name in _NUMBERS
        if parts[name]
    ]
    year = parts["year"]
    return Moment(
        tuple(slots),
        _unit(parts),
        negative=bool(parts["sign"] or parts["long_sign"]),
        qualifier=_qualifier(shape),
        year_figures=len(year or parts["plain"] or parts["long"]),
        year_spread=int(year.replace("0", "a").replace("X", "9").replace("a", "0") or 0),
        unspecified="X" in shape or bool(parts["figures"] or parts["plain_figures"]),
        month_open=_open_code(parts["month"]),
        day_open=_open_code(parts["day"]),
        part=parts["part"],
        zone=parts["zone"],
        fraction=len(parts["fraction"]),
        long=bool(parts["long"]),
    )
