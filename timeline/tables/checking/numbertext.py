r"""Numbers as people write them, and what to write where a text is no number.

Takes the text of one number or claim; returns the number, or what is wrong with it, or
the hint for it.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["RANGE", "hint_for", "number_of"]

RANGE = ".."
NOT_A_NUMBER, TOO_LARGE = "is not a number", "is too large a number"
SPACES = " \u00a0\u202f\u2009"
DIGITS = rf"\d{{1,3}}(?:([,{SPACES}'’])\d{{3}})(?:\1\d{{3}})*|\d{{1,3}}(?:\.\d{{3}}){{2,}}|\d+"
NUMBER = re.compile(rf"[+-]?(?:{DIGITS}|(?=\.\d))(?:\.\d+)?(?:[eE][+-]?\d{{1,3}})?", re.ASCII)
COMMA_NUMBER = re.compile(
    rf"[+-]?(?:\d{{1,3}}(?:([.{SPACES}'’])\d{{3}})(?:\1\d{{3}})*|\d+)(?:,\d+)?", re.ASCII
)
AMBIGUOUS = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}", re.ASCII)


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
        return bounded(float(comma_digits(text))) if COMMA_NUMBER.fullmatch(text) else NOT_A_NUMBER
    if not NUMBER.fullmatch(text):
        return NOT_A_NUMBER
    digits = re.sub(rf"[,{SPACES}'’]", "", text)
    return bounded(float(digits.replace(".", "") if digits.count(".") > 1 else digits))


#: Nothing that is counted has more; sums, powers and axes of such numbers stay finite.
MOST = 1e100


def bounded(number: float) -> float | str:
    """Return a number, or that it is too large.

    Examples
    --------
    >>> bounded(1e99), bounded(1e308)
    (1e+99, 'is too large a number')
    """
    return number if abs(number) <= MOST else TOO_LARGE


def comma_digits(text: str) -> str:
    """Return a number written with a decimal comma the way that ``float`` reads it."""
    return re.sub(rf"[.{SPACES}'’]", "", text).replace(",", ".")


#: How people qualify a number in words and signs, and how it is written here.
HINTS: tuple[tuple[str, str], ...] = (
    (r"(?:about|around|approx(?:imately|\.)?|circa|ca?\.?|some|roughly|nearly|≈|±)\s*(.+)", "~{}"),
    (r"(?:over|above|more than|at least|minimum|min\.?|>=|≥|>>)\s*(.+)", ">{}"),
    (r"(?:under|below|less than|fewer than|at most|up to|maximum|max\.?|<=|≤)\s*(.+)", "<{}"),
    (r"(.+?)\s*(?:\+|or more)", ">{}"),
    (r"(?:between\s+)?(.+?)\s*(?:-|–|—|to|and|\.{3}|…)\s*(.+)", "{}..{}"),
)


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
    if message == TOO_LARGE:
        return "count it in a larger unit"
    respelt = plain_figures(text)
    rewritten = as_written(respelt, decimal) or rewrite(respelt, decimal)
    if rewritten:
        return f"write {rewritten}"
    unit = re.fullmatch(r"([~<>]?\s*[^a-zA-Z%]*\d)\s*(%|[^\W\d].*)", text)
    inner = as_written(unit[1], decimal) or rewrite(unit[1], decimal) if unit else ""
    if unit and inner:
        return f'write {inner} and "{unit[2].strip()}" in the column unit'
    return with_unit_hint(text, decimal)


def plain_figures(text: str) -> str:
    """Return a text with figures of ASCII, without hidden signs and underscores between figures.

    Examples
    --------
    >>> plain_figures("٢٢٠٠"), plain_figures("\u200f1_000")
    ('2200', '1000')
    """
    split = unicodedata.normalize("NFKC", text)
    seen = (sign for sign in split if unicodedata.category(sign) != "Cf")
    plain = "".join(str(unicodedata.digit(sign, sign)) for sign in seen)
    return re.sub(r"(?<=\d)_(?=\d{3})", "", plain)


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
