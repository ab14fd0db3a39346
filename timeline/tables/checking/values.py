r"""The numbers of claims: ``22000``, ``~22000``, ``>12000``, ``>=500``, ``<50``, ``1450..1600``.

Takes the cells of a ``value`` column as text and returns numpy columns: the
bounds of each claim, the number that is drawn, and how it was qualified. The
grammar, blanks around a cell aside::

    value     := [ "~" | ">" | "<" | ">=" | "<=" | "≥" | "≤" ] number  |  number ".." number
    number    := [ "+" | "-" | "−" ] digits [ "." digits ] [ "e" exponent ]
    digits    := 0-9, or in groups of three: 22,639  22 639  22'639  1.234.567

Nothing is guessed. ``22.639`` may be twenty-two and a bit or twenty-two
thousand, so it is refused until ``decimal`` says which; ``about 22000`` is met
with the hint to write ``~22000``. A percentage is a number with a unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from timeline.tables.checking.numbertext import RANGE, hint_for, number_of, split_sign

__all__ = ["Values", "parse_values"]

PLAIN = r"^(?:-?(?:0|[1-9][0-9]*)(?:\.(?:[0-9]{1,2}|[0-9]{4,15}))?)$"


@dataclass(frozen=True)
class Values:
    """The columns that a ``value`` column turns into, all of one length.

    ``low`` and ``high`` bound the claim (``inf`` above ``>12000`` and ``>=12000``; 0 below
    ``<50`` and ``<=50``, ``-inf`` below a negative bound); ``best`` is what is drawn, NaN
    for a range and for an empty cell, since a middle is never invented. ``qualifier`` is
    one of ``""``, ``~``, ``>``, ``<``, ``>=``, ``<=``, ``..``. ``error`` and ``hint`` are
    texts, empty where all is well.
    """

    low: np.ndarray
    best: np.ndarray
    high: np.ndarray
    qualifier: np.ndarray
    error: np.ndarray
    hint: np.ndarray


Reading = tuple[float, float, float, str, str, str]
NOTHING: Reading = (np.nan, np.nan, np.nan, "", "", "")


def parse_values(texts: Sequence[str] | Any, *, decimal: str | None = None) -> Values:
    """Read cells as claims of a number.

    Parameters
    ----------
    texts
        Cells as text (a list, numpy array, pandas series or Arrow array), n of them.
    decimal
        ``"."`` or ``","`` where the table's decimal sign is known; without it a text
        that both readings fit, such as ``22.639``, is an error.

    Returns
    -------
    Values
        Six columns of length n. An empty cell is NaN and no error.

    Examples
    --------
    >>> values = parse_values(["22,639", "~22000", ">12000", "1450..1600", "about 9"])
    >>> values.best.tolist()
    [22639.0, 22000.0, 12000.0, nan, nan]
    >>> values.high.tolist()
    [22639.0, 22000.0, inf, 1600.0, nan]
    >>> values.error[4], values.hint[4]
    ('is not a number', 'write ~9')
    """
    encoded = text_array(texts).dictionary_encode()
    index = encoded.indices.to_numpy(zero_copy_only=False)
    known = unique_values(encoded.dictionary, decimal)
    return Values(*(column[index] for column in known))


def text_array(texts: Sequence[str] | Any) -> pa.Array:
    """Return texts as one Arrow array without missing cells.

    Examples
    --------
    >>> text_array(["1", None]).to_pylist()
    ['1', '']
    """
    array = pa.array(texts, type=pa.large_string(), from_pandas=True)
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    return pc.fill_null(array, "") if array.null_count else array


def unique_values(distinct: pa.Array, decimal: str | None) -> tuple[np.ndarray, ...]:
    """Read each distinct text once: the plain numbers all together, the others one by one."""
    trimmed = pc.utf8_trim_whitespace(distinct)
    plain = pc.match_substring_regex(trimmed, PLAIN).to_numpy(zero_copy_only=False)
    plain &= decimal != ","
    numbers = np.full(len(distinct), np.nan)
    numbers[plain] = pc.cast(trimmed.filter(pa.array(plain)), pa.float64()).to_numpy()
    columns = [numbers, numbers.copy(), numbers.copy()]
    texts = [np.full(len(distinct), "", dtype=object) for _ in range(3)]
    odd = np.flatnonzero(~plain)
    for at, text in zip(odd.tolist(), trimmed.filter(pa.array(~plain)).to_pylist(), strict=True):
        for column, cell in zip(columns + texts, one_value(text, decimal), strict=True):
            column[at] = cell
    return (*columns, *texts)


def one_value(text: str, decimal: str | None = None) -> Reading:
    """Read one trimmed cell as low, best, high, qualifier, error and hint.

    Examples
    --------
    >>> one_value("<50")
    (0.0, 50.0, 50.0, '<', '', '')
    >>> one_value("22.639")[4:]
    ('may mean 22639 or a decimal', 'write 22639, 22.6390, or say which sign is the decimal one')
    """
    if not text:
        return NOTHING
    low, dots, high = text.partition(RANGE)
    if dots and not low.endswith(".") and not high.startswith("."):
        return range_value(low, high, decimal)
    qualifier, digits = split_sign(text)
    number = number_of(digits, decimal)
    if isinstance(number, str):
        return _refused(text, number, decimal)
    floor = 0.0 if number >= 0 else -np.inf
    return (
        floor if qualifier in ("<", "<=") else number,
        number,
        np.inf if qualifier in (">", ">=") else number,
        qualifier, "", "",
    )  # fmt: skip


def range_value(low_text: str, high_text: str, decimal: str | None) -> Reading:
    """Read both sides of ``low..high``."""
    low, high = number_of(low_text, decimal), number_of(high_text, decimal)
    text = f"{low_text}{RANGE}{high_text}"
    if isinstance(low, str) or isinstance(high, str):
        return _refused(text, low if isinstance(low, str) else str(high), decimal)
    if low > high:
        hint = f"write {high_text.strip()}..{low_text.strip()}"
        return (np.nan, np.nan, np.nan, "", "runs from the larger number to the smaller", hint)
    return (low, np.nan, high, RANGE, "", "")


def _refused(text: str, message: str, decimal: str | None) -> Reading:
    """Return the reading of a cell that is no number, with what to write instead."""
    return (np.nan, np.nan, np.nan, "", message, hint_for(text, message, decimal))
