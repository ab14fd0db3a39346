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
BLOCK = 1 << 17

Bytes = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]


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
    # Behind each byte: whether the number of quotes so far is odd, so that a cell is open.
    opened: Flags = np.bitwise_xor.accumulate(quote) ^ odd
    # A return stands before a line end only: it never opens a cell.
    inner = ~(quote | end | (part == delimiter) | (part == CR))
    opening, closing = quote & opened, quote & ~opened
    wrong = (opening[1:] & inner[:-1]).any() or (closing[:-1] & inner[1:]).any()
    end, opened = end[:BLOCK], opened[:BLOCK]
    broken = bool((end & opened).any())
    within = np.flatnonzero(opened[end]) if broken else np.empty(0, np.intp)
    return _Block(not wrong, int(np.count_nonzero(end)), within)


def _lines(blocks: Sequence[_Block], count: int) -> npt.NDArray[np.int64]:
    """Return the lines that begin rows: those behind a line end that lies within none."""
    begins = np.ones(count, np.bool_)
    line = 0
    for block in blocks:
        behind = line + block.within + 1
        begins[behind[behind < count]] = False
        line += block.ends
    return np.flatnonzero(begins) + 1
