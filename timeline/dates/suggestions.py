"""What was probably meant by a text that is no date: suggested, and read only where agreed to.

``suggestion`` rewrites what people write ("10 June 1953", "c. 1953", "480 BC", "1950s") as
EDTF. A text goes three steps: its words become one-letter roles (``10 M06 1953``, see
:mod:`timeline.dates.vocabulary`); the rules below read that as one date; and what stands
around and between dates ("c.", "before", "from … to", "or") is put to them. A text that
may mean two dates gets both. Whether they exist ("31 June 1953") is not asked here: see
:mod:`timeline.dates.acceptance`.

Rules look at digits only by their number, so which of them fit is found once for all texts
of one shape.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from timeline.dates.grammar import PARTS_OF_DAY
from timeline.dates.instants import civil_from_days, days_from_civil
from timeline.dates.vocabulary import (
    ERA_SIGNS, JAPANESE_ERAS, ONGOING, PHRASES, WEEKDAYS, WORDS, plain,
)  # fmt: skip

__all__ = ["suggestion"]

#: Whoever writes more than this meant no date.
_LONGEST = 100
_SHAPE = str.maketrans("123456789", "000000000")

Match = re.Match[str]
Guesses = str | tuple[str, ...]
_Build = Callable[[Match], Guesses]

# -- parts of dates ---------------------------------------------------------------------

_YEAR = r"(?:(?P<ad>[AB]) ?)?(?P<year>\d{1,5})(?: ?(?P<era>[AB]))?"
_DAY = r"(?P<day>\d\d?)\.?"
_MONTH = r"(?P<month>[MR]\d\d)"
_SEP = r"(?: |\. ?| ?[-/] ?)"
_CLOCK = r"\d\d(?::\d\d(?::\d\d(?:\.\d+)?)?)?(?:Z|[+-]\d\d:\d\d)?"
_TIME = rf"(?: ?@(?P<time>{_CLOCK})| V(?P<part>\d))?"
_PARTS = tuple(PARTS_OF_DAY)


def _year(match: Match, figures: int = 3) -> str:
    """Write a year as people count it as an astronomical one: 480 BCE is -0479."""
    text, eras = match["year"], (match["ad"] or "") + (match["era"] or "")
    if len(eras) > 1 or (not eras and not figures <= len(text) <= 4):
        return ""
    number = int(text)
    if eras == "B" and number:
        return _astronomical(1 - number)
    return "" if eras == "B" or len(text) > 4 else f"{number:04}"


def _astronomical(year: int) -> str:
    sign, digits = ("-" if year < 0 else ""), f"{abs(year):04}"
    return f"{sign}{digits}" if len(digits) == 4 else f"Y{sign}{digits}"


def _timed(date: str, match: Match) -> str:
    found = match.groupdict()
    if found.get("time"):
        return f"{date}T{found['time']}"
    return f"{date} {_PARTS[int(found['part'])]}" if found.get("part") else date


def _month(code: str) -> str:
    return code[1:] if "01" <= code[1:] <= "12" else ""


def _named(match: Match) -> str:
    year, month = _year(match), _month(match["month"])
    if not year or not month:
        return ""
    day = match.groupdict().get("day")
    return _timed(f"{year}-{month}-{int(day):02}", match) if day else f"{year}-{month}"


def _numbered(match: Match) -> Guesses:
    """Read 10/6/1953, of which only a point says that the day comes first."""
    first, sign, second, year = match["first"], match["sign"], match["second"], match["year"]
    readings = [
        _timed(f"{year}-{int(month):02}-{int(day):02}", match)
        for day, month in ((first, second), (second, first))
        if int(month) <= 12 and int(day) <= 31
    ]
    if not readings and int(second) <= 12:  # no such day: told as such
        readings = [f"{year}-{int(second):02}-{int(first):02}"]
    return tuple(readings[:1] if sign == "." else readings)


def _short(match: Match) -> Guesses:
    """Read 1953/6 as a month, 1914/18 as years, and 1905/06 as both."""
    first, sign, last = match[1], match[2], match[3]
    number, year = int(last), int(first)
    readings = [f"{first}-{number:02}"] if 1 <= number <= 12 else []
    if sign == "." and len(last) == 1:
        return ()  # 1953.5 is the middle of the year
    end = int(first[: 4 - len(last)] + last)
    # 1688/9 was one year, begun in March or in January.
    dual = sign == "/" and year < 1760 and end == year + 1
    if sign != "." and end > year and not dual:
        readings.append(f"{first}/{end:04}")
    return () if dual else tuple(readings)


def _season(match: Match) -> str:
    year = _year(match, 4)
    return year and f"{year}-{match['season'][1:]}"


def _winter(match: Match) -> str:
    first, last = match[2], match[3]
    follows = match[1] == "S24" and int(first) + 1 == int(first[: 4 - len(last)] + last)
    return f"{first}-{match[1][1:]}" if follows else ""


def _share(match: Match, parts: int, code: int) -> str:
    """Write a quarter (EDTF 33 to 36) or a half (40, 41) of a year."""
    year, number = _year(match, 4), int(match["number"].lstrip("R"))
    return f"{year}-{code + number}" if year and 1 <= number <= parts else ""


def _week(match: Match) -> str:
    """Write a week of ISO 8601, or a day of one, as days: week 1 is that of 4 January."""
    year, week = int(match["year"]), int(match["week"])
    day = match.groupdict().get("day")
    fourth = int(days_from_civil(year, 1, 4))
    monday = fourth - (fourth + 3) % 7 + 7 * (week - 1)  # 1970-01-01 was a Thursday
    thursday_year = int(civil_from_days(monday + 3)[0])
    if not 1 <= week <= 53 or thursday_year != year or (day and not "1" <= day <= "7"):
        return ""
    return "/".join(_civil(monday + at) for at in ([int(day) - 1] if day else [0, 6]))


def _civil(day: int) -> str:
    year, month, number = civil_from_days(day)
    return f"{int(year):04}-{int(month):02}-{int(number):02}"


def _ordinal(match: Match) -> str:
    date = _civil(int(days_from_civil(int(match[1]), 1, 1)) + int(match[2]) - 1)
    return date if date[:4] == match[1] and match[2] != "000" else ""


def _decade(match: Match) -> Guesses:
    tens = match[1]
    if tens.endswith("0"):  # the 1900s: ten years, or a hundred
        return f"{tens}X", f"{tens[:2]}XX"
    return f"{tens}X"


def _decade_of(match: Match) -> str:
    return f"{int(match[2].lstrip('R')) - 1:02}{match[1]}X"


def _century(match: Match) -> str:
    number, era = int(match["number"].lstrip("R")), (match["ad"] or "") + (match["era"] or "")
    if not 1 <= number <= 21:
        return ""
    if era == "B":
        return f"[{_astronomical(1 - number * 100)}..{_astronomical(-(number - 1) * 100)}]"
    return f"{number - 1:02}XX" if era in ("", "A") else ""


def _eight(match: Match) -> Guesses:
    """Read 19530610, and 10061953 where years and days allow but the one."""
    text = match[1]
    readings = [f"{text[:4]}-{text[4:6]}-{text[6:]}"] if "1000" <= text[:4] <= "2999" else []
    if "1500" <= text[4:] <= "2100":
        year, first, second = text[4:], text[:2], text[2:4]
        readings += [f"{year}-{second}-{first}", f"{year}-{first}-{second}"]
    fits = [one for one in dict.fromkeys(readings) if "01" <= one[5:7] <= "12" and one[8:] <= "31"]
    return tuple(f"{one}{_compact(match[2])}" for one in fits)


def _compact(clock: str | None) -> str:
    figures = (clock or "").replace(":", "")
    pairs = [figures[at : at + 2] for at in range(0, len(figures), 2)]
    return f"T{':'.join(pairs)}" if pairs else ""


def _unknown_day(match: Match) -> Guesses:
    """Read ??.06.1953, and 00.06.1953: a day that is not known."""
    mark, sign, month, year = match.groups()
    tail = "" if mark == "00" else "-XX"
    day_first = f"{year}-{int(month):02}{tail}"
    return day_first if sign == "." else (day_first, f"{year}-XX-{int(month):02}")


def _zero_parts(match: Match) -> str:
    """Read 1953-06-00: databases write 00 for a part that is not known."""
    if match[1] == "0000" or match[0] == "1900-01-00":
        return ""  # no date at all: see ``placeholder``
    return match[1] if match[2] == "00" else f"{match[1]}-{match[2]}"


def _year_first(match: Match) -> str:
    return _timed(f"{match[1]}-{int(match[3]):02}-{int(match[4]):02}", match)


def _month_first(match: Match) -> str:
    return f"{match[2]}-{int(match[1]):02}" if 1 <= int(match[1]) <= 12 else ""


def _long_year(match: Match) -> str:
    return f"Y{match[1]}{match[2]}" if match[2][0] != "0" and len(match[2]) < 8 else ""


def _military(match: Match) -> str:
    day, hour, minute, month, year = match.groups()
    return f"{year}-{month[1:]}-{day}T{hour}:{minute}Z"


def _open_figures(match: Match) -> str:
    return f"{match[1]}XX{match[3]}"


# -- rules ------------------------------------------------------------------------------

_CENTURY = r"(?P<number>R?\d\d?)"
_ERAS = r"(?P<ad>A)?(?P<era>A)?"  # groups that the readers look for, and that never fit here
_FOUR = rf"(?P<year>\d{{4}}){_ERAS}"
_NUMBERS = r"(?P<first>\d\d?)(?P<sign>[-/. ])(?P<second>\d\d?)(?P=sign)(?P<year>\d{4})"


def _quarter(match: Match) -> str:
    return _share(match, 4, 32)


def _half(match: Match) -> str:
    return _share(match, 2, 39)


_RULES: tuple[tuple[str, _Build], ...] = (
    (rf"{_DAY}{_SEP}{_MONTH}{_SEP}{_YEAR}{_TIME}", _named),
    (rf"(?P<month>M\d\d){_SEP}{_DAY}{_SEP}{_YEAR}{_TIME}", _named),
    (rf"(?P<month>M\d\d){_SEP}{_YEAR}", _named),
    (rf"(?P<month>R\d\d)[./-] ?{_YEAR}", _named),
    (rf"{_FOUR}{_SEP}{_MONTH}(?:{_SEP}{_DAY})?{_TIME}", _named),
    (rf"(?P<era>B)(?P<ad>A)? ?(?P<year>\d{{1,4}}){_SEP}{_MONTH}(?:{_SEP}{_DAY})?", _named),
    (rf"(?P<month>M\d\d) {_DAY} @(?P<time>{_CLOCK}) {_YEAR}", _named),
    (rf"@(?P<time>{_CLOCK}) {_DAY}{_SEP}{_MONTH}{_SEP}{_YEAR}", _named),
    (rf"V(?P<part>\d) {_DAY} {_MONTH} {_YEAR}", _named),
    (rf"(\d{{4}})([-/.])(\d\d?)\2(\d\d?){_TIME}", _year_first),
    (r"(\d{4})( )(\d\d) (\d\d)", _year_first),
    (rf"{_NUMBERS}{_TIME}", _numbered),
    (rf"@(?P<time>{_CLOCK}) {_NUMBERS}", _numbered),
    (r"(\d\d?)[./-](\d{4})", _month_first),
    (r"(\d{4}) ?([-/.]) ?(\d\d?)", _short),
    (rf"(?P<season>S\d\d){_SEP}{_YEAR}", _season),
    (rf"{_FOUR}[ -]?(?P<season>S\d\d)", _season),
    (r"(S\d\d) (\d{4})[-/](\d{4}|\d\d)", _winter),
    (rf"(?P<number>\d|R\d\d)\.? ?Q[ /-]?{_YEAR}", _quarter),
    (rf"(?P<number>R\d\d) W {_YEAR}", _quarter),
    (rf"Q ?(?P<number>\d)[ /-]{_YEAR}", _quarter),
    (rf"{_FOUR}[ /-]?Q ?(?P<number>\d)", _quarter),
    (rf"{_FOUR}[ /-]?(?P<number>\d) ?Q", _quarter),
    (rf"(?P<number>\d|R\d\d)\.? ?H[ /-]?{_YEAR}", _half),
    (rf"H ?(?P<number>\d)[ /-]{_YEAR}", _half),
    (rf"{_FOUR}[ /-]?H ?(?P<number>\d)", _half),
    (r"(?P<year>\d{4})[ -]?W ?(?P<week>\d\d?)(?:-?(?P<day>\d))?", _week),
    (r"W[ -]?(?P<week>\d\d?)[ /-](?P<year>\d{4})", _week),
    (r"(?P<week>\d\d?)\.? W[ /-](?P<year>\d{4})", _week),
    (r"(\d{3})0 ?-?D(?: D)*", _decade),
    (r"D (\d{3})0(?:D)?", _decade),
    (r"(?:D )?(\d)0\.?-?(?: ?D)* ?(R\d\d|\d\d)\.? [KWD]", _decade_of),
    (rf"(?P<ad>[AB])? ?{_CENTURY}\.? ?-?K(?: ?(?P<era>[AB]))?", _century),
    (r"(?P<ad>A)?(?P<number>R\d\d) [WD](?: (?P<era>[AB]))?", _century),
    (r"(?P<ad>A)?(?P<number>\d\d) C(?: (?P<era>[AB]))?", _century),
    (r"(?P<ad>A)?[KD] (?P<number>R\d\d|\d\d?)(?: (?P<era>[AB]))?", _century),
    (r"[N+]?(\d{4})(?:\.0*)?", lambda match: match[1]),
    (_YEAR, lambda match: _year(match, 4)),
    (r"N?\+?(-?)(\d{5,})", _long_year),
    (r"(\d{8})(?: ?(\d{4}|\d{6}))?", _eight),
    (r"(\d{8}) @(\d\d:\d\d(?::\d\d)?)", _eight),
    (r"(\d{4})-(\d{3})", _ordinal),
    (r"(\d\d)(\d\d)(\d\d) Z (M\d\d) (\d{4})", _military),
    (r"(\?\?|R\d\d|00)([./-])(\d\d?)\2(\d{4})", _unknown_day),
    (r"(\d{4})-(\d\d)-(00)", _zero_parts),
    (r"(\d\d)(--|\?\?|__)(\??)", _open_figures),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern), build) for pattern, build in _RULES)


@lru_cache(maxsize=8192)
def _fitting(shape: str) -> tuple[tuple[re.Pattern[str], _Build], ...]:
    """Return the rules that fit a text by its shape: no rule names a digit but 0."""
    return tuple(rule for rule in _COMPILED if rule[0].fullmatch(shape))


def _single(text: str) -> tuple[str, ...]:
    """Read one date, or one unit of time, in every way that a rule allows."""
    found: list[str] = []
    for pattern, build in _fitting(text.translate(_SHAPE)):
        match = pattern.fullmatch(text)
        guesses = build(match) if match else ""
        found += [guesses] if isinstance(guesses, str) else guesses
    return tuple(dict.fromkeys(filter(None, found)))


# -- what stands around dates -------------------------------------------------------------

_PREFIX = re.compile(r"([CP]|~)\.? ?(.+)")
_SUFFIX = re.compile(r"(.+?) ?(C|P|~|\?|\(\?\)|\?~|~\?|%)")
_MARKS = {"C": "~", "P": "?", "(?)": "?", "?~": "%", "~?": "%"}


def _marked(text: str) -> tuple[str, ...]:
    """Read a date with "about" or "perhaps" before it, or a mark behind it."""
    plain_date = _single(text)
    if plain_date:
        return plain_date
    match = _PREFIX.fullmatch(text)
    mark, inner = (match[1], match[2]) if match else ("", "")
    if not match:
        match = _SUFFIX.fullmatch(text)
        mark, inner = (match[2], match[1]) if match else ("", "")
    sign = _MARKS.get(mark, mark)
    return tuple(date + sign for date in _single(inner) if not set(date) & set("/[")) if sign else ()


_NEAR = re.compile(r"(?P<sign>-?)(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")


def _neighbour(date: str, step: int) -> str:
    """Return the year, month or day before or after one; of decades, the year."""
    if date.endswith("X") and date[:2].isdigit():
        return f"{int(date.replace('X', '0' if step < 0 else '9')) + step:04}"
    match = _NEAR.fullmatch(date)
    if match is None:
        return ""
    year = int(match["sign"] + match["year"])
    if match["day"]:
        return _civil(int(days_from_civil(year, int(match["month"]), int(match["day"]))) + step)
    if match["month"]:
        months = year * 12 + int(match["month"]) - 1 + step
        return f"{_astronomical(months // 12)}-{months % 12 + 1:02}"
    return _astronomical(year + step)


def _bound(sign: str, date: str) -> str:
    """Write a date that is the bound of a time; "before" and "after" leave it out."""
    if sign in "<>":
        near = _neighbour(date, -1 if sign == "<" else 1)
        return near and (f"[..{near}]" if sign == "<" else f"[{near}..]")
    return {"≤": f"[..{date}]", "≥": f"[{date}..]", "I": f"{date}/..", "E": f"../{date}"}[sign]


def _bounded(text: str) -> tuple[str, ...]:
    match = re.fullmatch(r"([<>≤≥IE]) ?(.+)", text)
    sign, inner = (match[1], match[2]) if match else ("", "")
    if not match:
        match = re.fullmatch(r"(.+?) ([≤≥])", text)
        sign, inner = (match[2], match[1]) if match else ("", "")
    dates = _marked(inner) if sign else ()
    return tuple(filter(None, (_bound(sign, date) for date in dates if not set(date) & set("/["))))


# -- two dates ----------------------------------------------------------------------------

_BETWEEN = re.compile(r" ?[TE] ?| - | ?- ?|/")
_FIRST_DAY = re.compile(r"(\d\d?)\.?((?:[ ./-]| - )[MR\d].*)")
_TAIL_YEAR = re.compile(r"([ ./-]?)(?:[AB] ?)?\d{3,5}(?: ?[AB])?$")


def _sharing_era(left: str, right: str) -> tuple[str, str]:
    """Give "480–479 BC" its era on both sides; a prefix stands for both, too."""
    has_left, has_right = set(left) & set("AB"), set(right) & set("AB")
    if has_right and not has_left and right[-1] in "AB" and left[-1:].isdigit():
        return f"{left} {right[-1]}", right
    if has_left and not has_right and left[0] in "B" and right.isdigit():
        return left, f"{left[0]}{right}"
    return left, right


def _completions(left: str, right: str) -> Iterable[tuple[str, str]]:
    """Complete what one date leaves to the other: "10–12 June 1953", "June–July 1953"."""
    left, right = _sharing_era(left, right)
    yield left, right
    day, year = _FIRST_DAY.fullmatch(right), _TAIL_YEAR.search(right)
    if day and re.fullmatch(r"\d\d?\.?", left):
        yield left.rstrip(".") + day[2], right
    if year and not re.search(r"\d{3}", left):
        yield left.rstrip(".") + (year[0] if year[1] else f" {year[0]}"), right
    month = re.fullmatch(r"(M\d\d) \d\d?", left)
    if month and year and re.fullmatch(r"\d\d? \d{3,4}(?: [AB])?", right):
        yield f"{left} {year[0].strip()}", f"{month[1]} {right}"
    yield from _completed_from_left(left, right)
    unit = re.fullmatch(r"R?\d\d?\.?( ?[KDW](?: [AB])?)", re.sub(r"^R?\d\d?\.?", "00", right))
    if unit and re.fullmatch(r"R?\d\d?\.?", left):
        yield left + unit[1], right


def _completed_from_left(left: str, right: str) -> Iterable[tuple[str, str]]:
    """Complete the second date: "1953-06-10/12", "1914 - 18", "1950s–60s"."""
    head = re.fullmatch(r"(\d{4}[ -])((?:M?\d\d)[ -])?(\d\d?|M\d\d)", left)
    if head and re.fullmatch(r"\d\d?", right) and head[2]:
        yield left, head[1] + head[2] + right
    elif head and re.fullmatch(r"(?:M\d\d|\d\d)(?:[ -]\d\d?)?", right):
        yield left, head[1] + right
    short = re.fullmatch(r"(\d\d)(\d\d)(D?)", left)
    if short and re.fullmatch(r"\d\dD?", right) and right[:2] > short[2]:
        yield left, short[1] + right
    clock = re.fullmatch(r"(.+) @\S+", left)
    if clock and right.startswith("@"):
        yield left, f"{clock[1]} {right}"


def _pairs(left: str, right: str) -> tuple[tuple[str, str], ...]:
    """Read two dates, in the first way in which both are some."""
    if left[:1] in "CP~" and right[:1] not in "CP~":
        return ()  # of "c. 1763–1770", who knows whether the end is approximate
    if re.fullmatch(r".*\?\)?", right):
        return ()
    for first, last in _completions(left.strip(), right.strip()):
        dates = [(one, other) for one in _marked(first) for other in _marked(last)]
        if dates:
            return tuple(pair for pair in dates if not set("".join(pair)) & set("/["))
    return ()


def _range(text: str) -> tuple[str, ...]:
    """Read two dates with a dash or "to" between, and "between … and", "or", "and"."""
    joined = {" N ": "{{{},{}}}", " O ": "[{},{}]"}
    if text[:2] == "U ":
        text, joined = text[2:], {" N ": "[{}..{}]", " T ": "[{}..{}]", "-": "[{}..{}]"}
    else:
        text = text[2:] if text[:2] == "I " else text
        if re.fullmatch(r"(?:D )?\d{4} ?(?:-|[TE]) ?\d{2,4}(?: D)?", text):
            text = text.strip("D ")  # "années 1939-1945"
        for split in sorted(_BETWEEN.finditer(text), key=lambda found: -len(found[0].strip(" -/"))):
            pairs = _pairs(text[: split.start()], text[split.end() :])
            if pairs:
                return tuple(f"{first}/{last}" for first, last in pairs)
    for sign, form in joined.items():
        left, found, right = text.partition(sign)
        pairs = _pairs(left, right) if found else ()
        if pairs:
            return tuple(form.format(*pair) for pair in pairs)
    return ()


def _expression(text: str) -> tuple[str, ...]:
    for reader in (_marked, _bounded, _range):
        found = reader(text)
        if found:
            return found
    return ()


# -- from words to roles ------------------------------------------------------------------

_WORD = r"(?<![^\W\d_])(?:{})(?![^\W\d_])"
_ERA_WORDS = [(re.compile(_WORD.format(signs)), f" {role} ") for role, signs in ERA_SIGNS.items()]
_ROLE_PHRASES = {**PHRASES, **{part: f"V{at}" for at, part in enumerate(_PARTS) if " " in part}}
_ROLE_WORDS = {**WORDS, **{part: f"V{at}" for at, part in enumerate(_PARTS) if " " not in part}}
_PHRASE = re.compile(_WORD.format("|".join(sorted(map(re.escape, _ROLE_PHRASES), key=len)[::-1])))
_LEXEME = re.compile(r"[^\W\d_A-Z]+(?:\.(?=[ ,)]|$))?")
_ORDINAL = re.compile(
    r"(?<!\d)(\d\d?)(?:st|nd|rd|th|\.?ere?|re|eme|e|de|ste|\.?[oa]|°|-?(?:го|и|я|е|х|ти|ма))"
    r"(?![^\W\d_])"
)
_CLOCKS = re.compile(
    r"(?:(?:\b(?:at|um|om|alle|kl\.?|a las|a|o|v|в|о) )|(?<=\d)t)?(?<![\d.:/+-])(?P<hour>\d\d?)"
    r"(?::(?P<minute>\d\d)(?::(?P<second>\d\d(?:[.,]\d{1,9})?))?"
    r"|[.:](?P<dotted>\d\d)(?= ?(?:[ap]\.? ?m\b|uhr\b|h\b|hrs\b))"
    r"|h(?P<french>\d\d)\b|(?= ?(?:[ap]\.? ?m\b|uhr\b|o'clock\b)))"
    r"(?: ?(?P<half>[ap])\.? ?m\b\.?)?(?: ?(?:uhr|hrs|hours|h|o'clock)\b\.?)?"
    r"(?: ?\(?(?P<zone>z|utc?|gmt)\b\)?)?(?:(?:(?<=[tcz])| |(?=\+))(?P<offset>[+-]\d\d:?\d\d)(?!\d))?"
    r"(?: \([a-z][a-z ]+\)$)?"
)


def _clock(match: Match) -> str:
    """Write a time of day with its offset as one word: ``@20:30+02:00``."""
    hour, half = int(match["hour"]), match["half"]
    if half:
        if not 1 <= hour <= 12:
            return match[0]
        hour = hour % 12 + (12 if half == "p" else 0)
    minute = match["minute"] or match["dotted"] or match["french"]
    second = (match["second"] or "").replace(",", ".")
    zone = "Z" if match["zone"] else ""
    if match["offset"]:
        offset = match["offset"].replace(":", "")
        zone = "Z" if offset[1:] == "0000" else f"{offset[:3]}:{offset[3:]}"
    return f" @{':'.join(filter(None, (f'{hour:02}', minute, second)))}{zone}"


def _role(match: Match) -> str:
    role = _ROLE_WORDS.get(match[0].rstrip("."), "\0")
    return "" if role == "F" else role


def _phrase(match: Match) -> str:
    role = _ROLE_PHRASES[match[0]]
    return " " if role == "F" else f" {role} "


def _is_to(words: str, text: str) -> bool:
    """Tell whether "a" is Romance for "to", and not Czech for "and"."""
    return "à" in text.casefold() or bool(re.search(r"\b(?:de|del|desde|entre|mezi|miedzy)\b", words))


def _roles_of(words: str, text: str) -> str:
    """Write a plain text in roles (``10 M06 1953``); empty where a word of it is not known."""
    if any(char.isalpha() for char in words):
        if re.search(r"\ba\b", words) and _is_to(words, text):
            words = re.sub(r"(?<=[\w.]) a (?=\w)", " T ", words)
        for language, sign in (("tussen", "en"), ("miedzy", "i"), ("pomiedzy", "i")):
            if words.startswith(language):
                words = words.replace(f" {sign} ", " N ")
        words = re.sub(r"(\d{4}) of (?=\d{4})", r"\1 O ", words)
        words = re.sub(r"^(\d{6}) ?z ?(?=[a-z])|(?<=\d{8})t(?=\d{4})",
                       lambda found: f"{found[1]} Z " if found[1] else " ", words)  # fmt: skip
    words = _CLOCKS.sub(_clock, words)
    words = re.sub(r"(\d)\. (?=\d)", r"\1.", words)
    if any(char.isalpha() for char in words):
        for pattern, role in _ERA_WORDS:
            words = pattern.sub(role, words)
        words = _ORDINAL.sub(r"\1", words)
        words = re.sub(r"(?<!\w)[tk](?=\d(?!\d))|(?<=\d{4} )c(?=\d$)", "Q", words)
        words = re.sub(r"(?<!\d)(\d\d?)\. (?=[^\W\d])", r"\1 ", words)
        words = _PHRASE.sub(_phrase, words)
        words = re.sub(r"(?<=\d)'(?=[^\W\d])", "", words).replace("'", " ")
        words = _LEXEME.sub(_role, words)
    words = re.sub(r",(?= |$)|,(?=\d{4}(?!\d))|[()](?!\?)(?<!\?\))", " ", words)
    roles = re.sub(r"(?<![. ])\.$", "", " ".join(words.split()))
    return "" if "\0" in roles else re.sub(r" ?@", " @", roles).strip()


# -- from texts to dates ------------------------------------------------------------------

_KANJI = {char: at for at, char in enumerate("〇一二三四五六七八九")} | {"零": 0}
_EAST = re.compile(r"[\u3000-\u9fff\uac00-\ud7af]")


def _kanji(match: Match) -> str:
    tens, ten, ones = match[0].rpartition("十")
    if not ten:
        return "".join(str(_KANJI[char]) for char in match[0])
    return str(10 * _KANJI.get(tens, 1) + _KANJI.get(ones, 0)) if len(match[0]) < 4 else match[0]


def _east_asian(words: str) -> tuple[str, tuple[str, str]]:
    """Write 昭和28年6月10日 and 1953년 6월 10일 in figures; return the bounds of the era, too."""
    bounds = ("", "")
    words = re.sub(r"[〇零一二三四五六七八九十]+(?=[年月日])", _kanji, words)
    era = re.search(rf"(?:中華)?({'|'.join(JAPANESE_ERAS)}) ?(元|\d{{1,3}})(?= ?年)", words)
    if era:
        first, last, zero = JAPANESE_ERAS[era[1]]
        bounds = first, last
        year = zero + (1 if era[2] == "元" else int(era[2]))
        words = f"{words[: era.start()]}{year}{words[era.end() :]}"
    words = re.sub(r"(?:제 ?)?(\d)/4 ?분기", r"\1분기", words)
    words = re.sub(r"(?<=\d) ?[年년] ?", " ", words)
    words = re.sub(r"(\d\d?) ?[月월] ?", lambda found: f"M{int(found[1]):02} ", words)
    words = re.sub(r"(\d\d?) ?[日일号]", r"\1 ", words)
    words = re.sub(r"(\d\d?) ?[時时시] ?(\d\d?) ?[分분]",
                   lambda found: f"{found[1]}:{found[2]:>02}", words)  # fmt: skip
    words = re.sub(r"(?<=[\d ])[~〜] ?(?=[\dM])", "- ", words)
    return words.replace("第", " ").replace("世紀", " 世紀"), bounds


def _weekday_of(words: str) -> tuple[str, frozenset[int] | None]:
    """Take off a name of a day of the week; return the rest, and the days it may stand for."""
    match = re.match(r"([^\W\d_]+(?:'\w+)?)(?:-feira)?\.?,? (?:den |der |le |the )?(?=.*\d)", words)
    if match and match[1] in WEEKDAYS:
        return words[match.end() :], WEEKDAYS[match[1]]
    match = re.search(r"[ ,]*(?<![^\W\d_])\(?([^\W\d_]+)\.?\)?(?=$| @| \d\d?:)", words)
    if match and match[1] in WEEKDAYS:
        return words[: match.start()] + words[match.end() :], WEEKDAYS[match[1]]
    return words, None


def _falls_on(date: str, days: frozenset[int]) -> bool:
    match = re.match(r"(-?\d{4})-(\d\d)-(\d\d)(?![^T ])", date)
    if match is None or not 1 <= int(match[2]) <= 12:
        return False
    number = int(days_from_civil(int(match[1]), int(match[2]), int(match[3])))
    return (number + 3) % 7 in days


def _in_era(date: str, bounds: tuple[str, str]) -> bool:
    ends = [end[:10] for end in date.split("/")]
    first, last = bounds
    return all(first[: len(end)] <= end <= last[: len(end)] for end in ends)


_ONGOING_END = re.compile(
    r"(?:from |since |seit |depuis |desde |dal |od |с )?(.+?)(?: ?[-/~] ?"
    r"| (?:to|till|until|through|up to|bis|a|au|al|hasta|ate|tot|do|dot|по) )(.*)"
)


def _still_going_on(words: str, text: str) -> tuple[str, ...]:
    """Read "1953–present", and the open "1953–" of catalogues and lives."""
    match = _ONGOING_END.fullmatch(words) or re.fullmatch(r"(.+?) (to date)", words)
    if match is None or not (match[2] in ONGOING or (not match[2] and words.endswith("-"))):
        return ()
    return tuple(
        f"{date}/.." for date in _expression(_roles_of(match[1], text)) if not set(date) & set("/[")
    )


def _unwrapped(words: str) -> str:
    """Take off brackets, quotes and the mark of a footnote."""
    words = re.sub(r"(?<=[\w.)])\[(?:[a-z]|\d{1,2}|note \d+)\]$", "", words)
    match = re.fullmatch(r"\[([^\[\]]+)\]|\(([^()]+)\)|[\"“”'«»„](.+)[\"“”'«»„]", words)
    inner = next(filter(None, match.groups()), "") if match else words
    open_figures = re.fullmatch(r"(\d\d\d?)--?(\?)?", inner) if words[:1] == "[" else None
    if open_figures:  # as cataloguers write a decade or century: [195-?]
        return f"{open_figures[1]:X<4}{open_figures[2] or ''}"
    return inner.strip().removeprefix("©").strip()


def _worded(text: str) -> tuple[str, ...]:
    """Return the readings of a text that is not written in EDTF."""
    words = _unwrapped(plain(text))
    # Croatia's October, and Poland's November; a Czech "in", or a Roman May.
    if re.search(r"\d\. listopada", words) or re.match(r"\s*v \d", text):
        return ()
    bounds = ("", "")
    if not words.isascii() and _EAST.search(words):
        words, bounds = _east_asian(words)
    going = _still_going_on(words, text)
    if going:
        return going
    found = _expression(_roles_of(words, text))
    if not found:
        rest, days = _weekday_of(words)
        dates = _expression(_roles_of(rest, text)) if days else ()
        found = tuple(date for date in dates if _falls_on(date, days or frozenset()))
    if bounds[0]:
        found = tuple(date for date in found if _in_era(date, bounds))
    # As cataloguers write it, c1953 is the year of a copyright.
    bare = found if re.match(r"c\d", words) else ()
    return (*found, *(date.rstrip("~") for date in bare))


#: Small letters turn large, and then these come one after the other.
_RESPELT = (
    (" UTC", "Z"), (" GMT", "Z"), ("UNKNOWN", ""), ("OPEN", ".."), ("U", "X"), ("?~", "%"),
    ("~?", "%"), *((part.upper(), part) for part in PARTS_OF_DAY),
)  # fmt: skip
_EDTF_SIGNS = re.compile(rf"(?:[\d?~%XTZYES/:.,+\-[\]{{}} ]|{'|'.join(_PARTS)})+")
#: Short years and codes of seasons are never made of a text in which they were not written so.
_UNLIKELY = re.compile(r"-?\d{2,3}[?~%]?|\d{4}-(?:2[1-9]|3\d|4[01])[?~%]?")


def _respelt(text: str) -> tuple[str, ...]:
    """Respell a date of the 2012 draft, or with small letters, odd dashes or spaces in it."""
    spelt = plain(text).upper()
    for old, new in _RESPELT:
        spelt = spelt.replace(old, new)
    spelt = re.sub(r"\s*([-/:.+,])\s*", r"\1", spelt)
    spelt = re.sub(r"(?<=\d{4}-\d\d)[ ,]+(?=\d\d:)", "T", spelt)
    if not _EDTF_SIGNS.fullmatch(spelt) or _UNLIKELY.fullmatch(spelt):
        return ()
    # Written like a claim (1450..1600): one of the dates from the first to the last.
    among = ".." in spelt and not set(spelt) & set("[]{}/") and re.search(r"\d{4}", spelt)
    return (f"[{spelt}]",) if among else (spelt,)


def suggestion(text: str) -> tuple[str, ...]:
    """Return how a text could be written in EDTF: its readings, or nothing.

    More than one reading means that the text is ambiguous. A reading may be a date that
    does not exist, such as that of "31 June 1953".

    Examples
    --------
    >>> suggestion("c. 10 June 1953")
    ('1953-06-10~',)
    >>> suggestion("480 BC")
    ('-0479',)
    >>> suggestion("10/06/1953")
    ('1953-06-10', '1953-10-06')
    """
    if len(text) > _LONGEST:
        return ()
    return tuple(dict.fromkeys(_worded(text))) or _respelt(text)
