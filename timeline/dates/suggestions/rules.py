"""Rules that convert one date in roles to EDTF.

Takes texts such as ``10 M06 1953``, ``480 B``, ``2 Q 1953`` or ``R19 K``, in which every word
is a one-letter role (``roles.py``); returns the dates by each rule. Rules depend on
the number of digits only, so the fitting rules are cached by the shape of a text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial

from timeline.dates.calendar import civil_from_days, days_from_civil
from timeline.dates.grammar import PARTS_OF_DAY
from timeline.dates.suggestions.roles import Template, is_month

Match = re.Match[str]
Guesses = str | tuple[str, ...]
Build = Callable[[Match], Guesses]
Rule = tuple[re.Pattern[str], Build]

_YEAR = r"(?:(?P<ad>[AB]) ?)?(?P<year>\d{1,5})(?: ?(?P<era>[AB]))?"
_DAY = r"(?P<day>\d\d?)\.?"
_MONTH = r"(?P<month>[MR]\d\d)"
_SEP = r"(?: |\. ?| ?[-/] ?)"
_CLOCK = r"\d\d(?::\d\d(?::\d\d(?:\.\d+)?)?)?[JY]?(?:Z|[+-]\d\d:\d\d)?"
_TIME = rf"(?: ?@(?P<time>{_CLOCK})| V(?P<part>\d))?"
_PARTS = tuple(PARTS_OF_DAY)


def _year(match: Match, least: int = 3) -> str:
    """Return a historical year as an astronomical one: 480 BCE is -0479."""
    text, before, behind = match["year"], match["ad"], match["era"]
    if before is None and behind is None:
        return f"{text:0>4}" if least <= len(text) <= 4 else ""
    number = int(text)
    if before and behind:
        return ""
    if "B" in (before, behind):
        return year_text(1 - number) if number else ""
    return f"{number:04}" if len(text) <= 4 else ""


def year_text(year: int) -> str:
    """Format an astronomical year as EDTF.

    Examples
    --------
    >>> year_text(79), year_text(-479), year_text(-11999)
    ('0079', '-0479', 'Y-11999')
    """
    sign, digits = ("-" if year < 0 else ""), f"{abs(year):04}"
    return f"{sign}{digits}" if len(digits) == 4 else f"Y{sign}{digits}"


def _timed(day: str, match: Match) -> str:
    time, part = _optional(match, "time"), _optional(match, "part")
    if time:
        clock = _clock(time)
        return f"{day}T{clock}" if clock else ""
    return f"{day} {_PARTS[int(part)]}" if part else day


def _optional(match: Match, name: str) -> str:
    return match[name] or "" if name in match.re.groupindex else ""


def _clock(text: str) -> str:
    """Convert a time with J for a.m. and Y for p.m. to 24 hours, with Z without offset."""
    if text.replace(":", "").isdigit():
        return text
    match = re.fullmatch(r"(\d\d)((?::[\d.]+)*)([JY]?)(.*)", text)
    hour, minutes, half, zone = match.groups() if match else ("", "", "", "")
    if half and not "01" <= hour <= "12":
        return ""
    hours = int(hour) % 12 + 12 * (half == "Y") if half else int(hour)
    zone = "Z" if zone in ("+00:00", "-00:00") else zone
    return f"{hours:02}{minutes}{zone}"


def _month(code: str) -> str:
    # Placeholders may be any month: see ``Template``.
    return code[1:] if is_month(code[1:]) or not code.isascii() else ""


def _named(match: Match) -> str:
    year, month = _year(match), _month(match["month"])
    if not year or not month:
        return ""
    day = _optional(match, "day")
    return _timed(f"{year}-{month}-{day:0>2}", match) if day else f"{year}-{month}"


def _numbered(match: Match) -> Guesses:
    """Read 10/6/1953; only a point says that the day comes first."""
    first, sign, second, year = match["first"], match["sign"], match["second"], match["year"]
    fits = [int(second) <= 12 and int(first) <= 31, int(first) <= 12 and int(second) <= 31]
    day_first, month_first = f"{year}-{second:0>2}-{first:0>2}", f"{year}-{first:0>2}-{second:0>2}"
    if fits[0] and (sign == "." or not fits[1]):
        return _timed(day_first, match)
    if fits[1] and not fits[0]:
        return _timed(month_first, match)
    if not fits[1]:  # no such day: reported as such
        return day_first if int(second) <= 12 else ""
    return _timed(day_first, match), _timed(month_first, match)


def _short(match: Match) -> Guesses:
    """Read 1953/6 as a month, 1914/18 as years, and 1905/06 as both."""
    first, sign, last = match[1], match[2], match[3]
    number, year = int(last), int(first)
    readings = [f"{first}-{number:02}"] if 1 <= number <= 12 else []
    if sign == "." and len(last) == 1:
        return ()  # 1953.5 is the middle of the year
    end = int(first[: 4 - len(last)] + last)
    # 1688/9 was one year that began in March or in January.
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
    """Return a quarter (EDTF 33 to 36) or a half (40, 41) of a year."""
    year, number = _year(match, 4), int(match["number"].lstrip("R"))
    return f"{year}-{code + number}" if year and 1 <= number <= parts else ""


def _week(match: Match) -> str:
    """Convert an ISO 8601 week, or a day of one, to days: week 1 contains 4 January."""
    year, week = int(match["year"]), int(match["week"])
    day = _optional(match, "day")
    fourth = day_number(year, 1, 4)
    monday = fourth - (fourth + 3) % 7 + 7 * (week - 1)  # 1970-01-01 was a Thursday
    within = 1 <= week <= 53 and int(civil_text(monday + 3)[:-6]) == year
    if not within or (day and not "1" <= day <= "7"):
        return ""
    return "/".join(civil_text(monday + at) for at in ([int(day) - 1] if day else [0, 6]))


def civil_text(day: int) -> str:
    """Format a day, counted from 1970-01-01, as EDTF.

    Examples
    --------
    >>> civil_text(-6049)
    '1953-06-10'
    """
    if 0 < day + _EPOCH <= _LAST:
        return date.fromordinal(day + _EPOCH).isoformat()
    year, month, number = civil_from_days(day)
    return f"{year_text(int(year))}-{int(month):02}-{int(number):02}"


#: The range of Python's own dates, which are faster than arrays.
_EPOCH, _LAST = date(1970, 1, 1).toordinal(), date.max.toordinal()


def day_number(year: int, month: int, day: int) -> int:
    """Return the days since 1970-01-01; 31 June is 1 July.

    Examples
    --------
    >>> day_number(1953, 6, 10), day_number(-479, 9, 20)
    (-6049, -894217)
    """
    if 0 < year <= date.max.year:
        return date(year, month, 1).toordinal() - _EPOCH + day - 1
    return int(days_from_civil(year, month, day))


def _ordinal(match: Match) -> str:
    day = civil_text(day_number(int(match[1]), 1, 1) + int(match[2]) - 1)
    return day if day[:4] == match[1] and match[2] != "000" else ""


def _decade(match: Match) -> Guesses:
    tens = match[1]
    if tens.endswith("0"):  # the 1900s: a decade or a century
        return f"{tens}X", f"{tens[:2]}XX"
    return f"{tens}X"


def _decade_of(match: Match) -> str:
    return f"{int(match[2].lstrip('R')) - 1:02}{match[1]}X"


def _century(match: Match) -> str:
    number, era = int(match["number"].lstrip("R")), (match["ad"] or "") + (match["era"] or "")
    if not 1 <= number <= 21:
        return ""
    if era == "B":
        return f"[{year_text(1 - number * 100)}..{year_text(-(number - 1) * 100)}]"
    return f"{number - 1:02}XX" if era in ("", "A") else ""


def _eight(match: Match) -> Guesses:
    """Read 19530610, and 10061953 if only one order of its parts is a date."""
    text = match[1]
    readings = [f"{text[:4]}-{text[4:6]}-{text[6:]}"] if "1000" <= text[:4] <= "2999" else []
    if "1500" <= text[4:] <= "2100":
        year, first, second = text[4:], text[:2], text[2:4]
        readings += [f"{year}-{second}-{first}", f"{year}-{first}-{second}"]
    fits = [one for one in dict.fromkeys(readings) if "01" <= one[5:7] <= "12" and one[8:] <= "31"]
    return tuple(f"{one}{_compact(match[2])}" for one in fits)


def _compact(clock: str | None) -> str:
    digits = (clock or "").replace(":", "")
    pairs = [digits[at : at + 2] for at in range(0, len(digits), 2)]
    return f"T{':'.join(pairs)}" if pairs else ""


def _unknown_day(match: Match) -> Guesses:
    """Read ??.06.1953 and 00.06.1953: an unknown day."""
    mark, sign, month, year = match.groups()
    if mark.strip("0?") not in ("", "R2") or (mark == "00" and year in ("0000", "1900")):
        return ""
    tail = "" if mark == "00" else "-XX"
    day_first = f"{year}-{int(month):02}{tail}"
    return day_first if sign == "." else (day_first, f"{year}-XX-{int(month):02}")


def _zero_parts(match: Match) -> str:
    """Read 1953-06-00: databases write 00 for an unknown part."""
    if match[1] == "0000" or match[0] == "1900-01-00":
        return ""  # not a date: see ``placeholder``
    return match[1] if match[2] == "00" else f"{match[1]}-{match[2]}"


def _year_first(match: Match) -> str:
    return _timed(f"{match[1]}-{match[3]:0>2}-{match[4]:0>2}", match)


def _month_first(match: Match) -> str:
    return f"{match[2]}-{int(match[1]):02}" if 1 <= int(match[1]) <= 12 else ""


#: Day 0 of spreadsheets.
_SHEET_ZERO = day_number(1899, 12, 30)


def _long_year(match: Match) -> Guesses:
    """Read 12345 as a year if it has a sign; else it may be a spreadsheet's day number."""
    sign, digits = match[1], match[2]
    if digits[0] == "0" or (len(digits) > 5 and not sign):
        return ""
    year = f"Y{sign.strip('+')}{digits}"
    return year if sign else (civil_text(_SHEET_ZERO + int(digits)), year)


def _military(match: Match) -> str:
    day, hour, minute, month, year = match.groups()
    return f"{year}-{month[1:]}-{day}T{hour}:{minute}Z"


def _four(match: Match) -> str:
    return match[1]


_CENTURY = r"(?P<number>R?\d\d?)"
_ERAS = r"(?P<ad>A)?(?P<era>A)?"  # groups that readers expect; they never match here
_FOUR = rf"(?P<year>\d{{4}}){_ERAS}"
_NUMBERS = r"(?P<first>\d\d?)(?P<sign>[-/. ])(?P<second>\d\d?)(?P=sign)(?P<year>\d{4})"


_quarter, _half = partial(_share, parts=4, code=32), partial(_share, parts=2, code=39)

_RULES: tuple[tuple[str, Build], ...] = (
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
    (r"(\d{3})0-? ?D(?: D)*", _decade),
    (r"D (\d{3})0(?:D)?", _decade),
    (r"(?:D )?(\d)0\.?-?(?: ?D)* ?(R\d\d|\d\d)\.? [KWD]", _decade_of),
    (rf"(?P<ad>[AB])? ?{_CENTURY}\.? ?-?K(?: ?(?P<era>[AB]))?", _century),
    (r"(?P<ad>A)?(?P<number>R\d\d) [WD](?: (?P<era>[AB]))?", _century),
    (r"(?P<ad>A)?(?P<number>\d\d) C(?: (?P<era>[AB]))?", _century),
    (r"(?P<ad>A)?[KD] (?P<number>R\d\d|\d\d?)(?: (?P<era>[AB]))?", _century),
    (r"[N+]?(\d{4})(?:\.0*)?", _four),
    (r"(?P<ad>[AB]) ?(?P<year>\d{1,5})(?P<era>B)?", _year),
    (r"(?P<ad>A)?(?P<year>\d{1,5}) ?(?P<era>[AB])", _year),
    (r"([-+]?)(\d{5,9})", _long_year),
    (r"(\d{8})(?: ?(\d{4}|\d{6}))?", _eight),
    (r"(\d{8}) @(\d\d:\d\d(?::\d\d)?)", _eight),
    (r"(\d{4})-(\d{3})", _ordinal),
    (r"(\d\d)(\d\d)(\d\d) Z (M\d\d) (\d{4})", _military),
    (r"(\?\?|R\d\d|00)([./-])(\d\d?)\2(\d{4})", _unknown_day),
    (r"(\d{4})-(\d\d)-(00)", _zero_parts),
    (r"(\d\d)(--|\?\?|__)(\??)", lambda match: f"{match[1]}XX{match[3]}"),
    (r"\d\d[\dX]X\??", lambda match: match[0]),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern), build) for pattern, build in _RULES)


def fitting_rules(shape: str) -> tuple[Rule, ...]:
    """Return the rules that match the shape of a text, with 0 for every digit.

    Examples
    --------
    >>> [read_date(rule, "10 M06 1953") for rule in fitting_rules("00 M00 0000")]
    [('1953-06-10',)]
    """
    return tuple(rule for rule in _COMPILED if rule[0].fullmatch(shape))


def read_date(rule: Rule, text: str) -> tuple[str, ...]:
    """Return the readings of a text in roles by one rule: none, one or two dates.

    Examples
    --------
    >>> [read_date(rule, "1905/06") for rule in fitting_rules("0000/00")]
    [('1905-06', '1905/1906')]
    """
    match = rule[0].fullmatch(text)
    if match is None:
        return ()
    guesses = rule[1](match)
    if isinstance(guesses, str):
        return (guesses,) if guesses else ()
    return tuple(filter(None, guesses))


#: Rules that copy digits unchanged, unless an era, a.m. or p.m. needs arithmetic.
_COPYING = (_named, _year_first, _season, _four)


def template_of(rule: Rule, text: str) -> Template | None:
    """Return the template that a rule produces, if it only copies digits.

    Examples
    --------
    >>> template_of(fitting_rules("00 M00 0000")[0], "𝟎𝟏 M𝟎𝟐 𝟏𝟗𝟓𝟑")
    Template(text='𝟏𝟗𝟓𝟑-𝟎𝟐-𝟎𝟏', months=('𝟎𝟐',))
    """
    match = rule[0].fullmatch(text) if rule[1] in _COPYING else None
    parts = match.groupdict() if match else {}
    clock = (parts.get("time") or "0").replace(":", "")
    if match is None or not clock.isdigit() or any(map(parts.get, ("ad", "era", "part"))):
        return None
    reading, month = str(rule[1](match)), parts.get("month")
    return Template(reading, (month[1:],) if month else ()) if reading else None
