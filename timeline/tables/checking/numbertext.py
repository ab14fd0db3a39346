r"""Parse numbers, and suggest what texts that are not numbers mean.

``number_of`` parses the digits of a number; ``number_reading`` reads a number in words and
symbols ("at least 500", "1.2 million", "1,450[3]") as a suggestion, to be used only on
request.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from timeline.dates.suggestions.vocabulary import (
    MULTIPLIERS,
    QUALIFYING,
    QUALIFYING_BEHIND,
    RANGES,
    fold_text,
)

RANGE = ".."
#: Symbols before a number, and their qualifiers.
SIGNS = {"~": "~", ">=": ">=", "<=": "<=", "≥": ">=", "≤": "<=", ">": ">", "<": "<"}
NOT_A_NUMBER, TOO_LARGE = "is not a number", "is too large a number"
SPACES = " \u00a0\u202f\u2009"
DIGITS = rf"\d{{1,3}}(?:([,{SPACES}'’])\d{{3}})(?:\1\d{{3}})*|\d{{1,3}}(?:\.\d{{3}}){{2,}}|\d+"
NUMBER = re.compile(rf"[+-]?(?:{DIGITS}|(?=\.\d))(?:\.\d+)?(?:[eE][+-]?\d{{1,3}})?", re.ASCII)
COMMA_NUMBER = re.compile(
    rf"[+-]?(?:\d{{1,3}}(?:([.{SPACES}'’])\d{{3}})(?:\1\d{{3}})*|\d+)(?:,\d+)?", re.ASCII
)
AMBIGUOUS = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}", re.ASCII)


def number_of(text: str, decimal: str | None = None) -> float | str:
    """Return the number in a text without qualifier, or the error.

    Examples
    --------
    >>> number_of("22 639"), number_of("−5"), number_of("1.234.567"), number_of("nan")
    (22639.0, -5.0, 1234567.0, 'is not a number')
    """
    text = text.strip().replace("−", "-")
    if decimal is None and AMBIGUOUS.fullmatch(text):
        return f"may mean {text.replace('.', '')} or a decimal"
    if decimal == ",":
        return (
            _bounded(float(_comma_digits(text))) if COMMA_NUMBER.fullmatch(text) else NOT_A_NUMBER
        )
    if not NUMBER.fullmatch(text):
        return NOT_A_NUMBER
    digits = re.sub(rf"[,{SPACES}'’]", "", text)
    return _bounded(float(digits.replace(".", "") if digits.count(".") > 1 else digits))


#: Largest number accepted; sums, powers and axes of such numbers stay finite.
MOST = 1e100


def _bounded(number: float) -> float | str:
    """Return a number, or the error that it is too large.

    Examples
    --------
    >>> _bounded(1e99), _bounded(1e308)
    (1e+99, 'is too large a number')
    """
    return number if abs(number) <= MOST else TOO_LARGE


def _comma_digits(text: str) -> str:
    """Replace a decimal comma by a point, for ``float``."""
    return re.sub(rf"[.{SPACES}'’]", "", text).replace(",", ".")


def number_text(number: float, decimal: str | None) -> str:
    """Format a number unambiguously.

    Examples
    --------
    >>> number_text(1200000.0, None), number_text(7.125, None), number_text(1.5, ",")
    ('1200000', '7.1250', '1,5')
    """
    if number != number:
        return ""  # empty cell
    if number.is_integer():
        return str(int(number))
    text = repr(number)
    if decimal == ",":
        return text.replace(".", ",")
    return f"{text}0" if AMBIGUOUS.fullmatch(text) else text


def split_sign(text: str) -> tuple[str, str]:
    """Split the qualifier off a number.

    Examples
    --------
    >>> split_sign("≥500"), split_sign("<= 500"), split_sign("500")
    (('>=', '500'), ('<=', ' 500'), ('', '500'))
    """
    for length in (2, 1):
        if text[:length] in SIGNS:
            return SIGNS[text[:length]], text[length:]
    return "", text


# -- numbers in words and symbols ---------------------------------------------------------


@dataclass(frozen=True)
class NumberReading:
    """A number in our notation (``>=500``, ``1450..1600``), and the unit after it, as written."""

    value: str
    unit: str = ""


def _any_of(words: Sequence[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_FOOTNOTE = re.compile(
    r"(?<=.)\s*(?:\[[^\[\]\d]?[^\[\]]{0,11}\]|[*†‡§¶#]+)$|(?<!\b10)(?<=\d)[¹²³⁴-⁹⁰ᵃ-ᶻ]+$"
)
_RAISED = re.compile(r"[¹²³⁴-⁹⁰]")
_BEFORE = re.compile(
    rf"(?:({_any_of(list(QUALIFYING))})\.?(?![^\W\d])|(~|≈|>=|=>|<=|=<|≥|≤|>|<)) ?(.+)"
)
_BEHIND = re.compile(
    rf"(.*[^\W_]\)?\.?) ?(?:[(]?(?:(?<!\w)|(?=-))({_any_of(list(QUALIFYING_BEHIND))})\.?[)]?|(\+))"
)
_EAST_BEHIND = re.compile(r"(.+?)(以上|以下|未満|未满|左右|前後|余|이상|이하|미만|초과|가량)")
_EAST_SIGNS = {
    "以上": ">=", "以下": "<=", "未満": "<", "未满": "<", "左右": "~", "前後": "~", "余": ">",
    "이상": ">=", "이하": "<=", "미만": "<", "초과": ">", "가량": "~",
}  # fmt: skip
_AMOUNT = re.compile(
    rf"([-+]?) ?(\d[\d.,'_ ]*(?<=\d)|\.\d+|\d)(?: ?({_any_of(list(MULTIPLIERS))})\.?(?!\w))?"
)
_UNIT_BEGINS = re.compile(r"(?<=\d)(?=[^\W\d_])| (?=[^\W\d_])| ?(?=[%‰€$£°])")
_TIED = re.compile(
    rf"(?:(?:{RANGES[0]}) )?(.+?) ?(?:-|~|\.{{3}}|…|(?<!\w)(?:{RANGES[1]})(?!\w)) ?(.+)"
)


def _digits(text: str, decimal: str | None) -> Decimal | None:
    """Return the only number that digits with thousands separators can mean."""
    number = number_of(text, decimal)
    if isinstance(number, float):
        return Decimal(repr(number))
    bare = text.replace("_", "")
    if decimal is None and re.fullmatch(
        r"\d+,\d+|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?: \d{3})+,\d+", bare
    ):
        return Decimal(_comma_digits(bare))
    # Digit groups of India, and of programming languages.
    if re.fullmatch(r"\d{1,2}(?:,\d\d)+,\d{3}|\d{1,3}(?:_\d{3})+", text) and decimal != ",":
        return Decimal(re.sub("[,_]", "", text))
    return None


def _amount(text: str, decimal: str | None, multiplier: str = "") -> Decimal | None:
    """Return a number with a word such as "million" after it, or with another number's."""
    match = _AMOUNT.fullmatch(text.strip())
    if match is None:
        return None
    sign, digits, word = match[1], match[2], match[3] or multiplier
    if word and decimal is None and re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", digits):
        return None  # 1,250 million, or 1.25
    number = _digits(digits, decimal)
    if number is None:
        return None
    return (-number if sign == "-" else number) * MULTIPLIERS.get(word, 1)


def _format(number: Decimal, decimal: str | None) -> str:
    return number_text(float(number), decimal)


def _read_range(text: str, decimal: str | None) -> str:
    """Read a range with a dash or in words; a multiplier after it applies to both ends."""
    match = _TIED.fullmatch(text)
    if match is None:
        return ""
    shared = _AMOUNT.fullmatch(match[2].strip())
    last = _amount(match[2], decimal)
    both = _AMOUNT.fullmatch(match[1].strip())
    own = both is not None and both[3] is not None
    first = _amount(match[1], decimal, "" if own or not shared else shared[3] or "")
    if first is None or last is None or first > last or text.count("-") > 1:
        return ""
    return f"{_format(first, decimal)}{RANGE}{_format(last, decimal)}"


def _split_qualifier(text: str) -> tuple[str, str]:
    """Split a qualifier in words or symbols off a text."""
    match = None if text[:1].isdigit() else _BEFORE.fullmatch(text)
    if match:
        sign = QUALIFYING.get(match[1] or "") or {"≈": "~", "=>": ">=", "=<": "<="}.get(
            match[2], SIGNS.get(match[2] or "", "")
        )
        return sign, match[3]
    if text[-1:].isdigit():
        return "", text
    match = _EAST_BEHIND.fullmatch(text)
    if match:
        return _EAST_SIGNS[match[2]], match[1]
    match = _BEHIND.fullmatch(text)
    if match:
        return (">=" if match[3] else QUALIFYING_BEHIND[match[2]]), match[1].strip()
    return "", text


def _plain_number(text: str) -> str:
    """Return a text in lower case with plain dashes and without footnote marks."""
    text = text.strip()
    while (bare := _FOOTNOTE.sub("", text)) != text and bare:
        text = bare
    if _RAISED.search(text):
        return ""  # 10² is not 102
    folded = fold_text(re.sub(r"(?<=\d) ?M$", " million", text))
    return folded.replace("minus ", "-").removesuffix(".-")


def _read(text: str, decimal: str | None) -> str:
    """Read a plain text as a number with or without a qualifier, or as a range."""
    sign, rest = _split_qualifier(text)
    number = _amount(rest, decimal)
    if number is not None:
        return f"{sign}{_format(number, decimal)}"
    return "" if sign else _read_range(text, decimal)


def number_reading(text: str, decimal: str | None = None) -> NumberReading | None:
    """Return the only number that a text can mean, and the unit after it; None if unclear.

    Parameters
    ----------
    text
        One cell.
    decimal
        ``"."`` or ``","`` if the table's decimal mark is known.

    Examples
    --------
    >>> number_reading("at least 500").value, number_reading("1,450[3]").value
    ('>=500', '1450')
    >>> number_reading("10–12 %")
    NumberReading(value='10..12', unit='%')
    >>> number_reading("a few hundred") is None
    True
    """
    if len(text) > 80 or not any(char.isdigit() for char in text):
        return None
    words = _plain_number(text)
    value = _read(words, decimal)
    if value:
        return NumberReading(value)
    for at in reversed([match.start() for match in _UNIT_BEGINS.finditer(words)]):
        value, unit = _read(words[:at], decimal), words[at:].strip()
        if value and not any(char.isdigit() for char in unit):
            return NumberReading(value, unit)
    return None


# -- hints --------------------------------------------------------------------------------

_NO_NUMBER = frozenset({"?", "-", "–", "n/a", "na", "none", "null", "unknown", "nan"})


def hint_for(text: str, message: str, decimal: str | None) -> str:
    """Return a hint how to write a text that is not a number, if its meaning is clear.

    Examples
    --------
    >>> hint_for("1450-1600", NOT_A_NUMBER, None)
    'write 1450..1600'
    >>> hint_for("about 40 %", NOT_A_NUMBER, None)
    'write ~40 and "%" in the column unit'
    """
    if message.startswith("may mean"):
        digits = re.sub(r"[^\d.]", "", text.split(RANGE)[0])
        whole = digits.replace(".", "")
        return f"write {whole}, {digits}0, or say which sign is the decimal one"
    if text.casefold() in _NO_NUMBER:
        return "leave the cell empty where no number is known"
    if message == TOO_LARGE:
        return "count it in a larger unit"
    reading = number_reading(text, decimal)
    if reading is None:
        return "write a number such as 22000, ~22000, >12000, >=500, <50 or 1450..1600"
    unit = f' and "{reading.unit}" in the column unit' if reading.unit else ""
    return f"write {reading.value}{unit}"
