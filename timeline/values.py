r"""The numbers of claims: ``22000``, ``~22000``, ``>12000``, ``<50``, ``1450..1600``.

Takes the cells of a ``value`` column as text and returns numpy columns: the
bounds of each claim, the number that is drawn, and how it was qualified. The
grammar, blanks around a cell aside::

    value     := [ "~" | ">" | "<" ] number  |  number ".." number
    number    := [ "+" | "-" | "−" ] digits [ "." digits ] [ "e" exponent ]
    digits    := 0-9, or in groups of three: 22,639  22 639  22'639  1.234.567

Nothing is guessed. ``22.639`` may be twenty-two and a bit or twenty-two
thousand, so it is refused until ``decimal`` says which; ``about 22000`` is met
with the hint to write ``~22000``. A percentage is a number with a unit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

__all__ = ["Values", "parse_values"]

NOT_A_NUMBER = "is not a number"
PLAIN = r"^(?:-?(?:0|[1-9][0-9]*)(?:\.(?:[0-9]{1,2}|[0-9]{4,15}))?)$"
SPACES = " \u00a0\u202f\u2009"
DIGITS = rf"\d{{1,3}}(?:([,{SPACES}'’])\d{{3}})(?:\1\d{{3}})*|\d{{1,3}}(?:\.\d{{3}}){{2,}}|\d+"
NUMBER = re.compile(rf"[+-]?(?:{DIGITS}|(?=\.\d))(?:\.\d+)?(?:[eE][+-]?\d{{1,3}})?", re.ASCII)
COMMA_NUMBER = re.compile(
    rf"[+-]?(?:\d{{1,3}}(?:([.{SPACES}'’])\d{{3}})(?:\1\d{{3}})*|\d+)(?:,\d+)?", re.ASCII
)
AMBIGUOUS = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}", re.ASCII)
EXACT, RANGE = "", ".."

#: How people qualify a number in words and signs, and how it is written here.
HINTS: tuple[tuple[str, str], ...] = (
    (r"(?:about|around|approx(?:imately|\.)?|circa|ca?\.?|some|roughly|nearly|≈|±)\s*(.+)", "~{}"),
    (r"(?:over|above|more than|at least|minimum|min\.?|>=|≥|>>)\s*(.+)", ">{}"),
    (r"(?:under|below|less than|fewer than|at most|up to|maximum|max\.?|<=|≤)\s*(.+)", "<{}"),
    (r"(.+?)\s*(?:\+|or more)", ">{}"),
    (r"(?:between\s+)?(.+?)\s*(?:-|–|—|to|and|\.{3}|…)\s*(.+)", "{}..{}"),
)


@dataclass(frozen=True)
class Values:
    """The columns that a ``value`` column turns into, all of one length.

    ``low`` and ``high`` bound the claim (``inf`` above ``>12000``; 0 below ``<50``,
    ``-inf`` below a negative bound); ``best`` is what is drawn, NaN for a range and
    for an empty cell, since a middle is never invented. ``qualifier`` is one of ``""``,
    ``~``, ``>``, ``<``, ``..``. ``error`` and ``hint`` are texts, empty where all is well.
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
    qualifier = text[0] if text[0] in "~<>" else EXACT
    number = number_of(text[len(qualifier) :], decimal)
    if isinstance(number, str):
        return refused(text, number, decimal)
    floor = 0.0 if number >= 0 else -np.inf
    return (
        floor if qualifier == "<" else number,
        number,
        np.inf if qualifier == ">" else number,
        qualifier, "", "",
    )  # fmt: skip


def range_value(low_text: str, high_text: str, decimal: str | None) -> Reading:
    """Read both sides of ``low..high``."""
    low, high = number_of(low_text, decimal), number_of(high_text, decimal)
    text = f"{low_text}{RANGE}{high_text}"
    if isinstance(low, str) or isinstance(high, str):
        return refused(text, low if isinstance(low, str) else str(high), decimal)
    if low > high:
        hint = f"write {high_text.strip()}..{low_text.strip()}"
        return (np.nan, np.nan, np.nan, "", "runs from the larger number to the smaller", hint)
    return (low, np.nan, high, RANGE, "", "")


def number_of(text: str, decimal: str | None = None) -> float | str:
    """Return the number that a text without qualifier holds, or what is wrong with it.

    Examples
    --------
    >>> number_of("22 639"), number_of("−5"), number_of("1.234.567"), number_of("nan")
    (22639.0, -5.0, 1234567.0, 'is not a number')
    """
    text = text.strip().replace("−", "-")
    if decimal is None and AMBIGUOUS.fullmatch(text):
        return f"may mean {text.replace('.', '')} or a decimal"
    if decimal == ",":
        return float(comma_digits(text)) if COMMA_NUMBER.fullmatch(text) else NOT_A_NUMBER
    if not NUMBER.fullmatch(text):
        return NOT_A_NUMBER
    digits = re.sub(rf"[,{SPACES}'’]", "", text)
    number = float(digits.replace(".", "") if digits.count(".") > 1 else digits)
    return number if np.isfinite(number) else NOT_A_NUMBER


def comma_digits(text: str) -> str:
    """Return a number written with a decimal comma the way that ``float`` reads it."""
    return re.sub(rf"[.{SPACES}'’]", "", text).replace(",", ".")


def refused(text: str, message: str, decimal: str | None) -> Reading:
    """Return the reading of a cell that is no number, with what to write instead."""
    return (np.nan, np.nan, np.nan, "", message, hint_for(text, message, decimal))


def hint_for(text: str, message: str, decimal: str | None) -> str:
    """Return how a text that is no number would be written here, as far as one can tell.

    Examples
    --------
    >>> hint_for("1450-1600", NOT_A_NUMBER, None)
    'write 1450..1600'
    >>> hint_for("about 40 %", NOT_A_NUMBER, None)
    'write ~40 and "%" in the column unit'
    """
    if message.startswith("may mean"):
        digits = re.sub(r"[^\d.]", "", text.split(RANGE)[0])
        plain = digits.replace(".", "")
        return f"write {plain}, {digits}0, or say which sign is the decimal one"
    if text.casefold() in {"?", "-", "–", "n/a", "na", "none", "null", "unknown", "nan"}:
        return "leave the cell empty where no number is known"
    rewritten = rewrite(text, decimal)
    if rewritten:
        return f"write {rewritten}"
    unit = re.fullmatch(r"([~<>]?\s*[^a-zA-Z%]*\d)\s*(%|[^\W\d].*)", text)
    inner = as_written(unit[1], decimal) or rewrite(unit[1], decimal) if unit else ""
    if unit and inner:
        return f'write {inner} and "{unit[2].strip()}" in the column unit'
    return with_unit_hint(text, decimal)


def with_unit_hint(text: str, decimal: str | None) -> str:
    """Return the hint for words before and a unit behind a number."""
    parts = re.fullmatch(r"(.*\d)\s*(%|[^\W\d].*)", text)
    inner = rewrite(parts[1], decimal) if parts else ""
    if parts and inner:
        return f'write {inner} and "{parts[2].strip()}" in the column unit'
    return "write a number such as 22000, ~22000, >12000, <50 or 1450..1600"


def rewrite(text: str, decimal: str | None) -> str:
    """Return a number qualified in words in our own signs, or an empty text."""
    for pattern, shape in HINTS:
        match = re.fullmatch(pattern, text, re.IGNORECASE)
        numbers = [as_written(part, decimal) for part in match.groups()] if match else []
        if numbers and all(numbers):
            return shape.format(*numbers)
    if re.fullmatch(r"-?\d+,\d+", text):
        return text.replace(",", ".")
    return comma_digits(text) if COMMA_NUMBER.fullmatch(text) else ""


def as_written(text: str, decimal: str | None) -> str:
    """Return the text where it reads as a claim by itself, else an empty text."""
    return text.strip() if text.strip() and not one_value_error(text.strip(), decimal) else ""


def one_value_error(text: str, decimal: str | None) -> bool:
    """Tell whether a text without words is no number; asks no hint and so never recurs."""
    return isinstance(number_of(text.lstrip("~<>"), decimal), str)
