"""Rewrite texts that are not EDTF as likely EDTF dates.

``suggestion`` rewrites common notations ("10 June 1953", "c. 1953", "480 BC", "1950s") as
EDTF. Its words become roles (``roles.py``), and rules read one date (``rules.py``);
this module reads the words around and between dates: "c.", "before", "from … to", "or". An
ambiguous text gets both readings. Whether they exist ("31 June 1953") is checked in
:mod:`timeline.tables.checking.lenience`.

A text's reading depends on its shape, not on its digits, so readers are cached
by shape and called with the digits.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from timeline.dates.suggestions.roles import (
    ERA_YEAR,
    SYMBOLS,
    Era,
    Frame,
    Template,
    frame_of,
    joined,
)
from timeline.dates.suggestions.rules import (
    civil_text,
    day_number,
    fitting_rules,
    read_date,
    template_of,
    year_text,
)

#: Longest text (characters) that may be meant as a date.
_LONGEST = 100
_DIGIT = re.compile(r"\d")
_KEYS = tuple(map(ord, SYMBOLS))
_ERA_KEYS = tuple(map(ord, ERA_YEAR))
_ZEROS = str.maketrans(SYMBOLS, "0" * len(SYMBOLS))

Digits = Mapping[int, str]
Reader = Callable[[Digits], tuple[str, ...]]


def _is_simple(date: str) -> bool:
    """Return whether a date is neither an interval nor a set."""
    return "/" not in date and "[" not in date


# -- one date, and the words around it ----------------------------------------------------

_PREFIX = re.compile(r"([CP]|~)\.? ?(.+)")
_SUFFIX = re.compile(r"(.+?) ?(C|P|~|\?|\(\?\)|\?~|~\?|%)")
_MARKS = {"C": "~", "P": "?", "(?)": "?", "?~": "%", "~?": "%"}


def _single(text: str) -> Reader | None:
    """Return the reader of one date, or one unit of time, by every rule that fits."""
    rules = fitting_rules(text.translate(_ZEROS))
    if not rules:
        return None
    if len(rules) == 1 and (template := template_of(rules[0], text)):
        return template

    def read(digits: Digits) -> tuple[str, ...]:
        written = text.translate(digits)
        if len(rules) == 1:
            return read_date(rules[0], written)
        dates = [one for rule in rules for one in read_date(rule, written)]
        return tuple(dict.fromkeys(dates) if len(dates) > 1 else dates)

    return read


def _split_off(text: str, prefix: re.Pattern[str], suffix: re.Pattern[str]) -> tuple[str, str]:
    if match := prefix.fullmatch(text):
        return match[1], match[2]
    match = suffix.fullmatch(text)
    return (match[2], match[1]) if match else ("", "")


def _marked(text: str) -> Reader | None:
    """Return the reader of a date after "about" or "perhaps", or before a mark."""
    if unmarked := _single(text):
        return unmarked
    mark, rest = _split_off(text, _PREFIX, _SUFFIX)
    inner, sign = _single(rest), _MARKS.get(mark, mark)
    if isinstance(inner, Template):
        return joined(f"{{}}{sign}", inner)
    return inner and (
        lambda digits: tuple(f"{one}{sign}" for one in inner(digits) if _is_simple(one))
    )


_NEAR = re.compile(r"(?P<sign>-?)(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")


def _neighbour(date: str, step: int) -> str:
    """Return the previous or next year, month or day; for decades, the year."""
    if date.endswith("X") and "-" not in date:
        return f"{int(date.replace('X', '0' if step < 0 else '9')) + step:04}"
    match = _NEAR.fullmatch(date)
    if match is None:
        return ""
    year, month = int(match["sign"] + match["year"]), int(match["month"] or 1)
    if not 1 <= month <= 12:
        return ""
    if match["day"]:
        day = day_number(year, month, int(match["day"]))
        return civil_text(day + step) if civil_text(day) == date else ""  # 31 June does not exist
    if match["month"]:
        months = year * 12 + month - 1 + step
        return f"{year_text(months // 12)}-{months % 12 + 1:02}"
    return year_text(year + step)


_BOUNDS = {"≤": "[..{}]", "≥": "[{}..]", "I": "{}/..", "E": "../{}"}


def _bound(sign: str, date: str) -> str:
    """Return an open interval; "before" and "after" exclude the date itself."""
    if sign in "<>":
        near = _neighbour(date, -1 if sign == "<" else 1)
        return near and (f"[..{near}]" if sign == "<" else f"[{near}..]")
    return _BOUNDS[sign].format(date)


def _bounded(text: str) -> Reader | None:
    sign, rest = _split_off(text, _BOUND_BEFORE, _BOUND_BEHIND)
    inner = _marked(rest)
    if isinstance(inner, Template) and sign in _BOUNDS:
        return joined(_BOUNDS[sign], inner)
    return inner and (
        lambda digits: tuple(
            filter(None, [_bound(sign, one) for one in inner(digits) if _is_simple(one)])
        )
    )


_BOUND_BEFORE = re.compile(r"([<>≤≥IE]) ?(.+)")
_BOUND_BEHIND = re.compile(r"(.+?) ([≤≥])")
# -- two dates ----------------------------------------------------------------------------
_BETWEEN = re.compile(r" ?[TE] ?| - | ?- ?|/")
_FIRST_DAY = re.compile(r"(\d\d?)\.?((?:[ ./-]| - )[MR\d].*)")
_TAIL_YEAR = re.compile(r"([ ./-]?)(?:[AB] ?)?\d{3,5}(?: ?[AB])?$")
_LEAD_DAY = re.compile(r"(\d{4}[ -])((?:M?\d\d)[ -])?(\d\d?|M\d\d)")
_YEARS = re.compile(r"(?:D )?(\d{4} ?(?:-|[TE]) ?\d{2,4})(?: D)?")
_BARE_YEAR = re.compile(r"(?:[CP~] ?)?(\d{1,5})( ?[AB])?")
_FULL_DATE = re.compile(r"(?:\d\d? M\d\d|M\d\d \d\d?) \d{2,5}|M\d\d \d{3,5}")


def _sharing_era(left: str, right: str) -> tuple[str, str]:
    """Copy the era of "480–479 BC" to both sides; a prefix applies to both, too."""
    has_left, has_right = set(left) & set("AB"), set(right) & set("AB")
    years = _BARE_YEAR.fullmatch(left) and _BARE_YEAR.fullmatch(right)
    alike = bool(years or _FULL_DATE.fullmatch(left))
    if alike and has_right and not has_left and right[-1] in "AB":
        return f"{left} {right[-1]}", right
    if has_left and not has_right and left[0] == "B" and right.isdigit():
        return left, f"B{right}"
    return left, right


def _is_shortened(left: str, right: str) -> bool:
    """Return whether "480–79 BC" may mean 479: scholars omit the digits that stay the same."""
    first, last = _BARE_YEAR.fullmatch(left), _BARE_YEAR.fullmatch(right)
    return bool(first and last and last[2] and len(last[1]) < len(first[1]))


def _completions(left: str, right: str, sign: str) -> Iterator[tuple[str, str]]:
    """Complete one date from the other: "10–12 June 1953", "June–July 1953"."""
    left, right = _sharing_era(left, right)
    yield left, right
    yield from _complete_second(left, right, sign)
    if sign == "/":
        return  # 10/22 February 1732 is one day in two calendars
    day, year = _FIRST_DAY.fullmatch(right), _TAIL_YEAR.search(right)
    if day and re.fullmatch(r"\d\d?\.?", left):
        yield left.rstrip(".") + day[2], right
    if year and not re.search(r"\d{3}", left):
        yield left.rstrip(".") + (year[0] if year[1] else f" {year[0]}"), right
    month = re.fullmatch(r"(M\d\d) \d\d?", left)
    if month and year and re.fullmatch(r"\d\d? \d{3,4}(?: [AB])?", right):
        yield f"{left} {year[0].strip()}", f"{month[1]} {right}"
    unit = re.fullmatch(r"R?\d\d?\.?( ?[KDW](?: [AB])?)", right)
    if unit and re.fullmatch(r"R?\d\d?\.?", left):
        yield left + unit[1], right


def _complete_second(left: str, right: str, sign: str) -> Iterator[tuple[str, str]]:
    """Complete the second date: "1953-06-10/12", "1914 to 18", "1950s–60s"."""
    short = re.fullmatch(r"(\d\d)\d\d(D?)", left)
    if short and re.fullmatch(rf"\d\d{short[2]}", right):
        yield left, short[1] + right
    first, last = _BARE_YEAR.fullmatch(left), _BARE_YEAR.fullmatch(right)
    if first and last and _is_shortened(left, right):
        yield left, first[1][: -len(last[1])] + right
    clock = re.fullmatch(r"(.+) @\S+", left)
    if clock and right.startswith("@"):
        yield left, f"{clock[1]} {right}"
    head = _LEAD_DAY.fullmatch(left)
    if head is None or (sign == "-" and "M" not in left):
        return  # 1953-06-10-12 is unclear
    if head[2] and re.fullmatch(r"\d\d?", right):
        yield left, head[1] + head[2] + right
    elif re.fullmatch(r"(?:M\d\d|\d\d)(?:[ -]\d\d?)?", right):
        yield left, head[1] + right


def _pairs(left: str, right: str, sign: str, form: str) -> Reader | None:
    """Return the reader of two dates, by the first completion that yields both, in a form."""
    left, right = left.strip(), right.strip()
    half_marked = left[:1] in "CP~" and right[:1] not in "CP~"  # c. 1763–1770: does 1770 vary?
    if not left or not right or half_marked or right.endswith(("?", "?)", "~", "%", " C", " P")):
        return None
    both = [(_marked(one), _marked(other)) for one, other in _completions(left, right, sign)]
    options = [(one, other) for one, other in both if one and other]
    ambiguous = _is_shortened(left, right)
    templates = [
        joined(form, one, other)
        for one, other in options
        if isinstance(one, Template) and isinstance(other, Template)
    ]
    if len(templates) == len(options) and not ambiguous:
        return _first_of(templates)

    def read(digits: Digits) -> tuple[str, ...]:
        dates: list[tuple[str, str]] = []
        for one, other in options:
            dates += [(first, last) for first in one(digits) for last in other(digits)]
            if dates and not ambiguous:
                break
        return tuple(form.format(*pair) for pair in dates if _is_simple("".join(pair)))

    return read


def _joined(text: str, signs: Mapping[str, str]) -> Reader | None:
    """Return the reader of two dates joined by a symbol, written in the form of the symbol."""
    for sign, form in signs.items():
        left, separator, right = text.partition(sign)
        pairs = _pairs(left, right, sign, form) if separator else None
        if pairs:
            return pairs
    return None


_ALTERNATIVES = {" N ": "{{{},{}}}", " O ": "[{},{}]"}
_BETWEEN_AND = {" N ": "[{}..{}]", " T ": "[{}..{}]", "-": "[{}..{}]"}


def _range(text: str) -> Reader | None:
    """Return the reader of two dates joined by a dash, "to", "between … and", "or" or "and"."""
    if re.fullmatch(r"\d{4} ?[-/.] ?\d\d?", text):
        return None  # a month or years: a rule reads it
    if text[:2] == "U ":
        return _joined(text[2:], _BETWEEN_AND)
    text = text[2:] if text[:2] == "I " else text
    if years := _YEARS.fullmatch(text):
        text = years[1]  # "années 1939-1945"
    # Words separate dates more clearly than dashes do.
    splits = sorted(_BETWEEN.finditer(text), key=lambda match: -len(match[0].strip(" -/")))
    intervals = [_pairs(text[: at.start()], text[at.end() :], at[0], "{}/{}") for at in splits]
    return _first_of([*intervals, _joined(text, _ALTERNATIVES)])


def _first_of(readers: Sequence[Reader | None]) -> Reader | None:
    """Return a reader that tries some readers in order."""
    able = [reader for reader in readers if reader]
    if len(able) < 2:
        return able[0] if able else None
    return lambda digits: next(filter(None, (reader(digits) for reader in able)), ())


_SHAPE = str.maketrans(f"{SYMBOLS}{ERA_YEAR}123456789", "0" * (len(SYMBOLS) + 13))


@lru_cache(maxsize=16384)
def _reader_of(shape: str) -> Reader | None:
    """Return the reader for all texts in roles of one shape, with 0 for every digit."""
    signs = iter(SYMBOLS)
    text = re.sub("0", lambda _: next(signs), shape)
    return _first_of([_marked(text), _bounded(text), _range(text)])


@lru_cache(maxsize=16384)
def _framed_reader(roles: str) -> tuple[Reader | None, str]:
    """Return the reader of a text in roles, and its own digits if they differ from the text's."""
    own = "".join(_DIGIT.findall(roles))
    if not 0 < len(own) <= len(SYMBOLS):
        return None, ""
    reader = _reader_of(roles.translate(_SHAPE))
    if isinstance(reader, Template):  # needs the digits of the roles only once
        return reader.known(dict(zip(_KEYS, own, strict=False))), ""
    return reader, "" if SYMBOLS.startswith(own) else own


def _read(roles: str, digits: Digits) -> tuple[str, ...]:
    """Read a text in roles with placeholders for the digits."""
    reader, own = _framed_reader(roles)
    if own:
        digits = dict(zip(_KEYS, own.translate(digits), strict=False))
    return reader(digits) if reader else ()


# -- the whole text -----------------------------------------------------------------------

#: Short years and season codes are only suggested if the text was written that way.
_ISO = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
_UNLIKELY = re.compile(r"-?\d{2,3}[?~%]?|\d{4}-(?:2[1-9]|3\d|4[01])[?~%]?")


def _falls_on(text: str, weekdays: frozenset[int]) -> bool:
    if not re.match(r"[1-9]\d{3}-\d\d-\d\d(?![^T ])", text):
        return False
    try:
        return date.fromisoformat(text[:10]).weekday() in weekdays
    except ValueError:
        return False


def _in_era(date: str, era: Era) -> bool:
    ends = [end[:10] for end in date.split("/")]
    return all(era.first[: len(end)] <= end <= era.last[: len(end)] for end in ends)


def _with_era(digits: dict[int, str], era: Era) -> dict[int, str]:
    """Add the digits of the Gregorian year of an era's year."""
    year = era.zero + int(era.year.translate(digits))
    return {**digits, **dict(zip(_ERA_KEYS, f"{year:04}", strict=True))}


def _readings(frame: Frame, digits: Digits) -> tuple[str, ...]:
    if frame.going:
        going = [one for one in _read(frame.going, digits) if _is_simple(one)]
        if going:
            return tuple(f"{one}/.." for one in going)
    dates = _read(frame.dated, digits) if frame.dated else ()
    if not dates and frame.beside:
        beside = _read(frame.beside, digits)
        dates = tuple(day for day in beside if _falls_on(day, frame.weekdays))
    if frame.era:
        dates = tuple(one for one in dates if _in_era(one, frame.era))
    # To cataloguers, c1953 is the year of a copyright.
    return (*dates, *(one.rstrip("~") for one in dates)) if frame.copyright else dates


def _digits_of(text: str) -> list[str]:
    digits = _DIGIT.findall(text)
    if "".join(digits).isascii():
        return digits
    return [str(unicodedata.digit(digit)) for digit in digits]


def suggestion(text: str) -> tuple[str, ...]:
    """Return the EDTF readings of a text: none, one, or several if it is ambiguous.

    A reading may be a date that does not exist, such as that of "31 June 1953".

    Examples
    --------
    >>> suggestion("c. 10 June 1953")
    ('1953-06-10~',)
    >>> suggestion("480 BC")
    ('-0479',)
    >>> suggestion("10/06/1953")
    ('1953-06-10', '1953-10-06')
    """
    if text[-1:] in "¹²³⁴⁵⁶⁷⁸⁹⁰":  # a footnote mark
        text = text.rstrip("¹²³⁴⁵⁶⁷⁸⁹⁰")
    if len(text) > _LONGEST:  # first: all else takes time for each character
        return ()
    written = _digits_of(text)
    if len(written) > len(SYMBOLS):
        return ()
    frame = frame_of(_DIGIT.sub("0", text))
    if frame is None:
        return ()
    digits = dict(zip(_KEYS, written, strict=False))
    if frame.era:
        digits = _with_era(digits, frame.era)
    worded = _readings(frame, digits)
    respelt = frame.respelt.translate(digits) if frame.respelt else ""
    if not respelt or _UNLIKELY.fullmatch(respelt):
        return tuple(dict.fromkeys(worded)) if len(worded) > 1 else worded
    if worded and not _ISO.fullmatch(respelt):
        return tuple(dict.fromkeys(worded))
    if text[:1] in "–—" and respelt[0] == "-":  # a year before 1, or an end date
        return respelt, f"../{respelt[1:]}"
    return tuple(dict.fromkeys((*worded, respelt)))
