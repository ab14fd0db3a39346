"""What was probably meant by a text that is no date: suggested, never read.

``suggestion`` rewrites what people write ("10 June 1953", "c. 1953", "480 BC", "1950s") as
EDTF. The words are those of :mod:`timeline.dates.words`. Whoever shows a suggestion must see
that it is a date: a rewriting of "31 June 1953" would not be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from timeline.dates.calendar import civil_from_days, days_from_civil
from timeline.dates.grammar import PARTS_OF_DAY
from timeline.dates.words import ABOUT, ERAS, MONTHS, PERHAPS, RANGES, SEASONS, plain

__all__ = ["readings", "suggestion"]


def _choice(words: Iterable[str]) -> str:
    """Return a pattern for any of some words, the longer ones first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_MONTH = rf"(?P<month>{_choice(MONTHS)})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.|º)?"
_ERA = rf"(?:(?P<era>{_choice(ERAS)}))?"
_YEAR = rf"(?:(?:ad|a\.d\.) )?(?P<year>\d{{1,4}}) ?{_ERA}"
_OF = r"(?:,? |, ?|-|/| of | de | du )"
_PARTS = _choice(PARTS_OF_DAY)
_TAIL = rf"(?:(?:,| at| um| a)? (?P<time>\d{{1,2}}[:.h]\d\d|{_PARTS}))?"


def _year(text: str, era: str | None) -> str:
    """Write a year as people count it as an astronomical one: 480 BCE is -0479."""
    number = int(text)
    if era is None or not ERAS[era]:
        return f"{number:04}"
    return f"-{number - 1:04}" if number > 1 else "0000"


def _time(text: str | None) -> str:
    if not text:
        return ""
    if text in PARTS_OF_DAY:
        return f" {text}"
    hour, minute = re.split("[:.h]", text)
    return f"T{int(hour):02}:{minute}"


def _named(match: re.Match[str]) -> str:
    found = match.groupdict()
    date = f"{_year(found['year'], found['era'])}-{MONTHS[found['month']]:02}"
    return f"{date}-{int(found['day']):02}{_time(found['time'])}" if found.get("day") else date


def _season(match: re.Match[str]) -> str:
    return f"{_year(match['year'], match['era'])}-{SEASONS[match['season']]}"


def _century(match: re.Match[str]) -> str:
    number = int(match["number"])
    if match["era"] and ERAS[match["era"]]:
        return f"[-{number * 100 - 1:04}..{-(number - 1) * 100:05}]".replace("..00000", "..0000")
    return f"{number - 1:02}XX"


def _days_of_month(match: re.Match[str]) -> str:
    year_month = f"{_year(match['year'], match['era'])}-{MONTHS[match['month']]:02}"
    return f"{year_month}-{int(match['first']):02}/{year_month}-{int(match['last']):02}"


def _padded(match: re.Match[str]) -> str:
    year, month, day, rest = match.groups()
    date = f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")
    return date + (f"T{int(rest.partition(':')[0]):02}:{rest.partition(':')[2]}" if rest else "")


def _ordinal(match: re.Match[str]) -> str:
    year, number = int(match[1]), int(match[2])
    found, month, day = civil_from_days(days_from_civil(year, 1, 1) + number - 1)
    return f"{int(found):04}-{int(month):02}-{int(day):02}"


def _week(match: re.Match[str]) -> str:
    """Write a week of ISO 8601, or a day of one, as days: week 1 is that of 4 January."""
    fourth = int(days_from_civil(int(match[1]), 1, 4))
    monday = fourth - (fourth + 3) % 7 + 7 * (int(match[2]) - 1)  # 1970-01-01 was a Thursday
    days = [int(match[3]) - 1] if match[3] else [0, 6]
    parts = [civil_from_days(monday + day) for day in days]
    return "/".join(f"{int(year):04}-{int(month):02}-{int(day):02}" for year, month, day in parts)


def _twelve_hours(match: re.Match[str]) -> str:
    hour = int(match[2]) % 12 + (12 if match[4] == "p" else 0)
    return f"{match[1]}T{hour:02}:{match[3] or '00'}"


_Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]


def _rule(pattern: str, build: Callable[[re.Match[str]], str]) -> _Rule:
    return re.compile(pattern), build


#: Patterns over plain texts, and what to make of a match; the first that fits is taken.
_RULES: tuple[_Rule, ...] = (
    _rule(rf"{_DAY}{_OF}{_MONTH}{_OF}{_YEAR}{_TAIL}", _named),
    _rule(rf"{_MONTH} {_DAY},? {_YEAR}{_TAIL}", _named),
    _rule(rf"{_MONTH}{_OF}{_YEAR}", _named),
    _rule(rf"(?P<year>\d{{4}}){_OF}(?P<era>(?!))?{_MONTH}(?:{_OF}{_DAY})?{_TAIL}", _named),
    _rule(rf"(?P<season>{_choice(SEASONS)}){_OF}{_YEAR}", _season),
    _rule(rf"{_MONTH} (?P<first>\d\d?) ?- ?(?P<last>\d\d?),? {_YEAR}", _days_of_month),
    _rule(rf"(?P<first>\d\d?)\.? ?- ?(?P<last>\d\d?)\.? {_MONTH},? {_YEAR}", _days_of_month),
    _rule(r"(\d{3})0 ?'?(?:s|er|-e)", lambda m: f"{m[1]}X"),
    _rule(rf"(?P<number>\d\d?)(?:st|nd|rd|th)? century ?{_ERA}", _century),
    _rule(rf"(?P<number>\d\d?)\. jahrhundert ?{_ERA}", _century),
    _rule(r"y?([-+]?)(\d{4})(?:\.0)?", lambda m: f"{m[1].strip('+')}{m[2]}"),
    _rule(rf"{_YEAR}", lambda m: _year(m["year"], m["era"])),
    _rule(r"(\d{4})[-/.](\d\d?)(?:[-/.](\d\d?)(?:[t ,]+(\d\d?:\d\d(?::\d\d)?))?)?", _padded),
    _rule(r"(\d{4})(\d\d)(\d\d)(?:t?(\d\d:?\d\d))?", lambda m: f"{m[1]}-{m[2]}-{m[3]}"),
    _rule(r"(\d{4})-(\d{3})", _ordinal),
    _rule(r"(\d{4})-?w(\d\d)(?:-?([1-7]))?", _week),
    _rule(r"(\d{4}-\d\d-\d\d)[ t,]+(\d\d?)(?:[:.](\d\d))? ?([ap])\.?m\.?", _twelve_hours),
    _rule(r"(\d\d?)\.(\d\d?)\.(\d{4})", lambda m: f"{m[3]}-{int(m[2]):02}-{int(m[1]):02}"),
    _rule(r"y?\+?(-?[1-9]\d{4,})", lambda m: f"Y{m[1]}"),
    _rule(r"(\d\d)(\d\d) ?[-/] ?(\d\d)", lambda m: f"{m[1]}{m[2]}/{m[1]}{m[3]}"),
    _rule(r"between (\d{4}) and (\d{4})", lambda m: f"[{m[1]}..{m[2]}]"),
)

_BEFORE = rf"(?P<mark>{_choice((*ABOUT, *PERHAPS))})(?:\.\s?|\s|(?=\d))"
_SPLIT = re.compile(r" - | ?– ?| to | until | till | through | bis | a | au | hasta | по ")


def _single(text: str) -> str:
    for pattern, build in _RULES:
        match = pattern.fullmatch(text)
        if match:
            return build(match)
    return ""


def _marked(text: str) -> str:
    """Rewrite a date with a word for "about" or "perhaps", or a mark behind it."""
    match = re.match(_BEFORE, text)
    if match:
        inner = _single(text[match.end() :])
        return inner and inner + ("?" if match["mark"] in PERHAPS else "~")
    bare = text.rstrip("?~% ")
    marks = set(text[len(bare) :]) - {" "}
    inner = _single(bare) if marks else ""
    return inner and inner + ("%" if len(marks) > 1 else marks.pop())


def _range(text: str) -> str:
    """Rewrite two dates with a dash or "to" between; the first may lack year and month."""
    for match in [*_SPLIT.finditer(text), *re.finditer("-", text)]:
        left, right = text[: match.start()].strip(), text[match.end() :].strip()
        last = _single(right)
        year = re.search(rf"\d{{4}}(?: {_ERA})?$", right)
        # "10 June - 2 July 1953": the year stands once, with the second date.
        first = _single(left) or (_single(f"{left} {year[0]}") if year else "")
        if first and last:
            return f"{first}/{last}"
    return ""


def _worded(text: str) -> str:
    """Rewrite a date behind "before", "after", "since" or "until"."""
    match = re.match(rf"(?P<word>{_choice(RANGES)}) (?P<date>.+)", text)
    inner = _single(match["date"]) if match else ""
    return RANGES[match["word"]].format(inner) if match and inner else ""


#: Small letters turn large, and then these come one after the other.
_RESPELT = (
    (" UTC", "Z"), (" GMT", "Z"), ("UNKNOWN", ""), ("OPEN", ".."), ("U", "X"), ("?~", "%"),
    ("~?", "%"), *((part.upper(), part) for part in PARTS_OF_DAY),
)  # fmt: skip


def _respelt(text: str) -> str:
    """Respell a date of the 2012 draft, or with small letters, odd dashes or spaces in it."""
    spelt = plain(text).upper()
    for old, new in _RESPELT:
        spelt = spelt.replace(old, new)
    spelt = re.sub(r"\s*([-/:.+,])\s*", r"\1", spelt)
    return re.sub(r"(?<=\d{4}-\d\d)[ ,]+(?=\d\d:)", "T", spelt)


def suggestion(text: str) -> tuple[str, ...]:
    """Return how a text could be written in EDTF, the best guess first; perhaps nothing.

    Examples
    --------
    >>> suggestion("c. 10 June 1953")
    ('1953-06-10~',)
    >>> suggestion("480 BC")
    ('-0479',)
    """
    words = plain(text)
    found = (rewrite(words) for rewrite in (_single, _marked, _worded, _range))
    respelt = _respelt(text)
    spelt = respelt if re.fullmatch(rf"(?:[\d?~%XTZYES/:.,+\-[\]{{}} ]|{_PARTS})+", respelt) else ""
    # Written like a claim (1450..1600): one of the dates from the first to the last.
    among = f"[{spelt}]" if ".." in spelt and not set(spelt) & set("[]{}/") else ""
    return tuple(dict.fromkeys(guess for guess in (*found, spelt, among) if guess))


def readings(text: str) -> tuple[str, ...]:
    """Return the two dates that ``10/06/1953`` may stand for: day first, and month first.

    Examples
    --------
    >>> readings("10/06/1953")
    ('1953-06-10', '1953-10-06')
    """
    match = re.fullmatch(r"(\d\d?)[/\-.](\d\d?)[/\-.](\d{4})", plain(text))
    if match is None:
        return ()
    first, second, year = int(match[1]), int(match[2]), match[3]
    return f"{year}-{second:02}-{first:02}", f"{year}-{first:02}-{second:02}"
