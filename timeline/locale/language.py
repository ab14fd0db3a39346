"""Languages: names of months, numbers and plurals, from CLDR.

Takes a language code; returns an immutable ``Language``. Years are astronomical (0 is
1 BCE) but displayed as BCE. Digits are Latin in every language, like the font.
Plain English dates are in international order (10 June 1953); ``en_US`` dates in American
order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from typing import Literal

from timeline.locale.messages import cldr_facts, known_code, words_of

#: Languages that write 1234 without separator, and 12 345 with one (minimumGroupingDigits 2).
FOUR_DIGITS_WHOLE = ("es", "pl", "pt_PT")
#: Years with fewer digits include their era, so that 79 is not read as 1979.
BARE_YEAR = 100
MINUS = "\u2212"
#: How many date fields both ends must share to be written as one, by unit.
PARTS = {"day": 2, "month": 1, "year": 0}
Date = tuple[int, int, int]
TOKEN = re.compile(r"'([^']*)'|(y+|G+|M+|L+|d+)")


@dataclass(frozen=True)
class Language:
    """Names, patterns and phrases of a language.

    ``months`` and ``months_short`` are standalone names, ``months_in``
    and ``months_short_in`` names within a date; ``eras`` are those before and after
    year 1; ``words`` are our phrases (``timeline.locale.messages``). ``calendar`` is the one
    for formatting instants, ``"gregorian"`` or ``"julian"``.

    Examples
    --------
    >>> language("de").day(1953, 6, 10), language("ja").month(1953, 6)
    ('10. Juni 1953', '1953年6月')
    """

    code: str
    direction: Literal["ltr", "rtl"]
    months: tuple[str, ...]
    months_short: tuple[str, ...]
    months_in: tuple[str, ...]
    months_short_in: tuple[str, ...]
    eras: tuple[str, str]
    decimal: str
    group: str
    grouping: tuple[int, int]
    words: Mapping[str, str] = field(repr=False)
    patterns: Mapping[str, str] = field(repr=False)
    units: Mapping[str, Mapping[str, str]] = field(repr=False)
    plural: Callable[[float], str] = field(repr=False)
    lists: Mapping[str, str] = field(repr=False)
    calendar: str = "gregorian"

    def number(self, value: float, decimals: int | None = None) -> str:
        """Format a number with separators; by default with as many decimals as it has.

        Examples
        --------
        >>> language("en").number(88810), language("de").number(1234.5), language("en").number(-3)
        ('88,810', '1.234,5', '−3')
        """
        exact = Decimal(f"{value:.12g}") if decimals is None else Decimal(f"{value:.{decimals}f}")
        whole, _, part = f"{abs(exact):f}".partition(".")
        part = part.rstrip("0") if decimals is None else part
        sign = MINUS if exact < 0 else ""
        return sign + self._group_digits(whole) + (self.decimal + part if part else "")

    def _group_digits(self, digits: str) -> str:
        if len(digits) == 4 and self.code in FOUR_DIGITS_WHOLE:
            return digits
        first, later = self.grouping
        groups, rest = [digits[-first:]], digits[:-first]
        while rest:
            groups, rest = [rest[-later:], *groups], rest[:-later]
        return self.group.join(groups)

    def year(self, year: int) -> str:
        """Format a historical year: ``480 BCE`` for -479.

        Examples
        --------
        >>> [language("en").year(year) for year in (1953, 0, -479, -9999, 79)]
        ['1953', '1 BCE', '480 BCE', '10000 BCE', '79 CE']
        """
        return self._fill(self.patterns["Gy" if year < BARE_YEAR else "y"], year)

    def month(self, year: int, month: int, *, short: bool = False) -> str:
        r"""Format a month of a year.

        Examples
        --------
        >>> language("en").month(1953, 6, short=True), language("ru").month(1953, 6)
        ('Jun 1953', 'июнь 1953\xa0г.')
        """
        pattern = self.patterns["yMMM" if short else "yMMMM"]
        return self._fill(self._with_era(pattern, year), year, month)

    def day(self, year: int, month: int, day: int, *, short: bool = False) -> str:
        """Format a day of a year.

        Examples
        --------
        >>> language("en").day(1953, 6, 10), language("en").day(-479, 9, 20)
        ('10 June 1953', '20 September 480 BCE')
        """
        pattern = self.patterns["yMMMd" if short else "long"]
        return self._fill(self._with_era(pattern, year), year, month, day)

    def day_of_month(self, month: int, day: int, *, short: bool = False) -> str:
        """Format a day without its year.

        Examples
        --------
        >>> language("en").day_of_month(6, 1, short=True), language("zh").day_of_month(6, 1)
        ('1 Jun', '6月1日')
        """
        return self._fill(self.patterns["MMMd" if short else "MMMMd"], 1, month, day)

    def clock(self, hour: int, minute: int = 0, second: int | None = None) -> str:
        """Format a time of day, always in 24 hours.

        Examples
        --------
        >>> language("en").clock(20), language("fr").clock(5, 30, 9)
        ('20:00', '05:30:09')
        """
        return f"{hour:02d}:{minute:02d}" + ("" if second is None else f":{second:02d}")

    def amount(self, count: float, unit: str) -> str:
        """Format an amount of a time unit, in the right plural.

        Examples
        --------
        >>> language("en").amount(1, "day"), language("ru").amount(3, "day")
        ('1 day', '3 дня')
        """
        forms = self.units[unit]
        return forms.get(self.plural(count), forms["other"]).replace("{0}", self.number(count))

    def in_phrases(self) -> Language:
        r"""Return the language with date forms for use after a preposition.

        Examples
        --------
        >>> language("ru").in_phrases().month(1953, 6)
        'июня 1953\xa0г.'
        """
        if not self.code.startswith("ru"):
            return self
        patterns = {**self.patterns, "y": "y\u00a0'г.'"}
        return replace(
            self, months=self.months_in, months_short=self.months_short_in, patterns=patterns
        )

    def listed(self, names: Sequence[str]) -> str:
        """Format names as a list.

        Examples
        --------
        >>> language("en").listed(["killed", "wounded"]), language("ja").listed(["a", "b", "c"])
        ('killed and wounded', 'a、b、c')
        """
        if len(names) < 2:
            return "".join(names)
        if len(names) == 2:
            return self.lists["2"].format(*names)
        text = self.lists["end"].format(*names[-2:])
        for place in range(len(names) - 3, -1, -1):
            text = self.lists["middle" if place else "start"].format(names[place], text)
        return text

    def _with_era(self, pattern: str, year: int) -> str:
        """Return a pattern with the era added, for years that need it."""
        if year >= BARE_YEAR:
            return pattern
        with_era = self.patterns["Gy"]
        bare = re.sub(r"\s?G\s?", "", with_era)
        return pattern.replace(bare, with_era) if bare in pattern else pattern.replace("y", "y G")

    def span(self, first: Date, last: Date, unit: str) -> str:
        """Format a range of days, months or years (the unit), with shared fields once.

        Examples
        --------
        >>> language("en").span((1953, 6, 10), (1953, 6, 12), "day")
        '10–12 June 1953'
        >>> language("fr").span((1953, 6, 28), (1953, 7, 3), "day")
        '28 juin – 3 juillet 1953'
        >>> language("zh").span((1953, 6, 1), (1953, 7, 1), "month")
        '1953年6月–7月'
        """
        if first[: PARTS[unit]] == last[: PARTS[unit]] and (first[0] > 0) == (last[0] > 0):
            return self._join(first, last, unit)
        ends = {
            "day": (self.day(*first), self.day(*last)),
            "month": (self.month(*first[:2]), self.month(*last[:2])),
            "year": (self.year(first[0]), self.year(last[0])),
        }[unit]
        if unit == "day" and first[0] == last[0]:
            year_first = self.patterns["long"].startswith(("y", "G"))
            part = self.day_of_month(*(last if year_first else first)[1:])
            ends = (ends[0], part) if year_first else (part, ends[1])
        return self.words["span"].format(*ends)

    def _join(self, first: Date, last: Date, unit: str) -> str:
        """Format two dates that differ in one field as one date with two values there."""
        pattern = self.patterns[{"day": "long", "month": "yMMMM", "year": "y"}[unit]]
        if last[0] < BARE_YEAR and unit == "year":
            pattern = self.patterns["Gy"]
        pattern = self._with_era(pattern, last[0]) if unit != "year" else pattern
        one, other = self._pieces(pattern, first), self._pieces(pattern, last)
        # Ordinal points and counters apply to both numbers: 10.–12. Juni, 6月–7月.
        shared = ".月日年" if self.code.startswith("ja") else ".月日"
        text = ""
        for left, right, after in zip(one, other, [*one[1:], ""], strict=True):
            sign = after[:1] if after[:1] in shared else ""
            text += left if left == right else self.words["range"].format(left + sign, right)
        return text.strip()

    def _fill(self, pattern: str, year: int, month: int = 1, day: int = 1) -> str:
        return "".join(self._pieces(pattern, (year, month, day))).strip()

    def _pieces(self, pattern: str, date: Date) -> list[str]:
        """Return the formatted fields of a CLDR date pattern, and the literals between them."""
        return [self._token(text, date) if is_field else text for text, is_field in _parts(pattern)]

    def _token(self, letters: str, date: Date) -> str:
        year, month, day = date
        kind, count = letters[0], len(letters)
        if kind == "y":
            return str(year if year > 0 else 1 - year)  # years have no separator: 12000
        if kind == "G":
            return self.eras[year > 0]
        if kind == "d" and day == 1 and self.code.startswith("fr"):
            return "1er"
        if kind == "d" or count < 3:
            return f"{day if kind == 'd' else month:0{count}d}"
        in_date = (self.months_short_in, self.months_in)
        alone = (self.months_short, self.months)
        return (in_date if kind == "M" else alone)[count > 3][month - 1]


@cache
def _parts(pattern: str) -> tuple[tuple[str, bool], ...]:
    parts: list[tuple[str, bool]] = []
    end = 0
    for match in TOKEN.finditer(pattern):
        literal, letters = match.groups()
        parts.append((pattern[end : match.start()], False))
        parts.append((literal, False) if letters is None else (letters, True))
        end = match.end()
    return (*parts, (pattern[end:], False))


@cache
def language(code: str = "en", calendar: str = "gregorian") -> Language:
    """Return a CLDR language by code, for formatting in a calendar.

    Raises
    ------
    UsageError
        CLDR does not have the code.

    Examples
    --------
    >>> language("ar").direction, language("fr").months[5], language("en").eras
    ('rtl', 'juin', ('BCE', 'CE'))
    """
    name = known_code(code)
    return Language(code=name, words=words_of(name), calendar=calendar, **cldr_facts(name))


def sentence(text: str, language: str) -> str:
    """Capitalize a text and end it with a full stop, as usual in the language.

    Examples
    --------
    >>> sentence("no record: May", "en"), sentence("нет: 1951 г.", "ru"), sentence("无", "zh")
    ('No record: May.', 'Нет: 1951 г.', '无。')
    """
    stop = "。" if language.split("_")[0].split("-")[0] in ("zh", "ja") else "."
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "。")) else stop)
