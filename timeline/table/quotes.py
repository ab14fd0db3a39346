r"""Whether the quotes of a table stand where they belong, and which line ends lie within them.

Takes the bytes of a table; returns :class:`Quotes`. A quote belongs at the beginning of a
cell, at its end, or twice within; then every reader of tables sees the same cells. The bytes
are looked through in blocks that stay in the processor's own memory, on every core: a table
in which each cell is quoted has more quotes than rows by far.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

__all__ = ["Quotes", "quotes_of"]

LF, CR, QUOTE = 10, 13, 34
BLOCK = 1 << 19
WORD = np.uint64

Bytes = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]
Words = npt.NDArray[np.uint64]


@dataclass(frozen=True)
class Quotes:
    """Whether quotes are ``regular``, and the number of each line that begins a row, from 1.

    ``lines`` is None where no line end lies within quotes: then each line is a row.
    """

    regular: bool
    lines: npt.NDArray[np.int64] | None = None


@dataclass(frozen=True)
class _Block:
    """What one block of bytes holds: its line ends, and which of them lie within a cell."""

    regular: bool
    ends: int
    within: npt.NDArray[np.intp]


def quotes_of(signs: Bytes, delimiter: int) -> Quotes:
    r"""Look at the quotes of a table.

    Parameters
    ----------
    signs
        The bytes of the table without its header; CR LF and LF end lines.
    delimiter
        The byte between cells.

    Examples
    --------
    >>> text = b'"two\nlines",x\n"",y\n'
    >>> quotes_of(np.frombuffer(text, np.uint8), ord(",")).lines.tolist()
    [1, 3]
    >>> quotes_of(np.frombuffer(b'12" gun,x\n', np.uint8), ord(",")).regular
    False
    """
    lows = range(0, len(signs), BLOCK)
    with ThreadPoolExecutor(min(len(lows), os.cpu_count() or 1) or 1) as pool:
        counts = list(pool.map(partial(_count, signs), lows))
        odd = np.cumsum([0, *counts]) % 2 == 1
        if odd[-1]:
            return Quotes(regular=False)
        blocks = list(pool.map(partial(_block, signs, delimiter), lows, odd.tolist()))
    if not all(block.regular for block in blocks):
        return Quotes(regular=False)
    if not any(len(block.within) for block in blocks):
        return Quotes(regular=True)
    unended = len(signs) > 0 and signs[-1] != LF
    return Quotes(True, _lines(blocks, sum(block.ends for block in blocks) + unended))


def _count(signs: Bytes, low: int) -> int:
    return int(np.count_nonzero(signs[low : low + BLOCK] == QUOTE))


def _block(signs: Bytes, delimiter: int, low: int, odd: bool) -> _Block:
    """Look at one block and the byte behind it; ``odd`` tells whether it begins within quotes."""
    part = signs[low : low + BLOCK + 1]
    quote, end = part == QUOTE, part == LF
    # A return stands before a line end only: it never opens a cell.
    inner = _bits(~(quote | end | (part == delimiter) | (part == CR)))
    quotes, ends = _bits(quote), _bits(end)
    opened = _odd_so_far(quotes)
    if odd:
        opened = ~opened
    opening, closing = quotes & opened, quotes & ~opened
    wrong = (opening & _behind(inner)).any() or (_behind(closing) & inner).any()
    within = np.empty(0, np.intp)
    if (ends & opened).any():
        inside = np.unpackbits(opened.astype("<u8").view(np.uint8), bitorder="little")
        within = np.flatnonzero(inside[:BLOCK][end[:BLOCK].nonzero()])
    return _Block(not wrong, int(np.count_nonzero(end[:BLOCK])), within)


def _bits(flags: Flags) -> Words:
    """Return flags as bits, the first of them the lowest of the first word, and zeros behind."""
    words = np.zeros(len(flags) // 64 + 1, "<u8")
    packed = np.packbits(flags, bitorder="little")
    words.view(np.uint8)[: len(packed)] = packed
    return words


def _odd_so_far(bits: Words) -> Words:
    """Return for each bit whether an odd number of bits is set up to it and with it."""
    odd = bits
    for step in (1, 2, 4, 8, 16, 32):
        odd = odd ^ (odd << WORD(step))
    ends = np.bitwise_xor.accumulate(odd >> WORD(63))
    odd[1:] ^= np.negative(ends[:-1])  # turned round where the words before hold an odd number
    return odd


def _behind(bits: Words) -> Words:
    """Return the bits moved on by one place."""
    moved = bits << WORD(1)
    moved[1:] |= bits[:-1] >> WORD(63)
    return moved


def _lines(blocks: Sequence[_Block], count: int) -> npt.NDArray[np.int64]:
    """Return the lines that begin rows: those behind a line end that lies within none."""
    begins = np.ones(count, np.bool_)
    line = 0
    for block in blocks:
        behind = line + block.within + 1
        begins[behind[behind < count]] = False
        line += block.ends
    return np.flatnonzero(begins) + 1
