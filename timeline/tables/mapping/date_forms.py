"""Detect the date format of a column from its cells.

Takes texts that are not EDTF (``1863-4-30``); returns the date format that reads them, for
``--date-format``. The format is only proposed, and not used without consent.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import pyarrow as pa

from timeline.dates.parser import are_dates
from timeline.tables.mapping.date_formats import NUMBERS, WEEKDAYS, formatted, month_number

#: Number of distinct texts examined per column.
SAMPLE = 2000
#: The decade of 2100: larger three-digit numbers are years, not decades.
LAST_DECADE = 210
#: Share of a column's texts that a form must read.
MOSTLY = 0.5


@dataclass(frozen=True)
class Form:
    """A date format, the texts that only it reads, and formats that read equally many.

    ``rivals`` are other orders of day and month that the column does not exclude.
    """

    format: str
    century: int | None
    texts: frozenset[str]
    rivals: tuple[str, ...] = ()

    @property
    def options(self) -> str:
        """The command-line options for reading the column.

        Examples
        --------
        >>> Form("%m/%d/%y", 1900, frozenset()).options
        '--date-format "%m/%d/%y" --century 1900'
        """
        quoted = self.format if self.format in NUMBERS else f'"{self.format}"'
        century = f" --century {self.century}" if self.century is not None else ""
        return f"--date-format {quoted}{century}"

    @property
    def proof(self) -> str:
        """A text that proves the order of day and month, if both are numbers."""
        if self.rivals or not re.match(r"%[dm](.)%[dm]\1%[Yy]", self.format):
            return ""
        first = self.format.startswith("%d")
        orders = {text: [int(part) for part in re.findall(r"\d+", text)[:2]] for text in self.texts}
        return min(
            (text for text, pair in orders.items() if pair[0 if first else 1] > 12), default=""
        )

    def chosen_from(self, asked: Sequence[str]) -> Form:
        """Return the form with the order of day and month of a requested format.

        Examples
        --------
        >>> Form("%d/%m/%y", 1900, frozenset(), ("%m/%d/%y",)).chosen_from(["%m/%d/%Y"]).options
        '--date-format "%m/%d/%y" --century 1900'
        """
        orders = {form.replace("%Y", "%y"): form for form in asked}
        for form in (self.format, swapped(self.format)):
            if form.replace("%Y", "%y") in orders:
                return replace(self, format=form, rivals=())
        return self


def swapped(form: str) -> str:
    """Return a format with day and month swapped."""
    return form.translate({ord("d"): "m", ord("m"): "d"})


_CLOCK = re.compile(
    r"(?P<sep>[T :]+)(?P<h>\d{1,2}):\d\d(?P<s>:\d\d)?(?P<f>\.\d+)?(?P<p> ?[AaPp]\.?[Mm]\.?)?"
    r"(?P<zone> ?(?:[+\-]\d\d:?\d\d|Z|UTC|GMT|[A-Z]{3,4}))?$"
)
_DAYS_NAMES = re.compile(r"([A-Za-z]{3,9})\.?(,?\s+)")
_SIGN = r"(?P<sign>[/.\- ])"
_DATES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (rf"\d{{4}}{_SIGN}\d{{1,2}}(?P=sign)\d{{1,2}}", ("%Y{0}%m{0}%d",)),
    (rf"\d{{1,2}}{_SIGN}\d{{1,2}}(?P=sign)\d{{4}}", ("%d{0}%m{0}%Y", "%m{0}%d{0}%Y")),
    (rf"\d{{1,2}}{_SIGN}\d{{1,2}}(?P=sign)\d\d", ("%d{0}%m{0}%y", "%m{0}%d{0}%y")),
    (r"(?:1[0-9]|20)\d{6}", ("%Y%m%d",)),
    (rf"\d{{1,2}}{_SIGN}[A-Za-z]{{3,9}}(?P=sign)\d{{4}}", ("%d{0}%b{0}%Y",)),
    (rf"\d{{1,2}}{_SIGN}[A-Za-z]{{3,9}}(?P=sign)\d\d", ("%d{0}%b{0}%y",)),
    (rf"\d{{4}}{_SIGN}[A-Za-z]{{3,9}}(?P=sign)\d{{1,2}}", ("%Y{0}%b{0}%d",)),
    (r"\d{1,2} [A-Za-z]{3,9}\.?, \d{4}", ("%d %b, %Y",)),
    (r"[A-Za-z]{3,9}\.? \d{1,2}, ?\d{4}", ("%b %d, %Y",)),
    (r"[A-Za-z]{3,9}\.? \d{1,2} \d{4}", ("%b %d %Y",)),
    (r"[A-Za-z]{3,9}\.?, \d{4}", ("%b, %Y",)),
    (rf"[A-Za-z]{{3,9}}{_SIGN}\d{{4}}", ("%b{0}%Y",)),
    (rf"[A-Za-z]{{3,9}}{_SIGN}\d\d", ("%b{0}%y",)),
    (r"\d{1,2}(?P<sign>[/.\-])\d{4}", ("%m{0}%Y",)),
    (r"\d{4}(?P<sign>[/.\-])\d", ("%Y{0}%m",)),
    (r"\d{1,2}[A-Za-z]{3}\d{4}", ("%d%b%Y",)),
    (r"[A-Za-z]{3} +\d{1,2} \d\d:\d\d:\d\d \d{4}", ("%b %d %H:%M:%S %Y",)),
    (r"[A-Za-z]{3} +\d{1,2} \d\d:\d\d:\d\d \d{4} [+-]\d{4}", ("%b %d %H:%M:%S %Y %z",)),
    (r"\d{8}T\d{6}", ("%Y%m%dT%H%M%S",)),
    (r"\d{8}T\d{6}Z", ("%Y%m%dT%H%M%S%z",)),
    (r"\d{10}(?:\.\d+)?", ("unix",)),
    (r"\d{13}", ("unix-ms",)),
    (r"\d{5}(?:\.\d+)?", ("excel",)),
)
#: Longer texts, in characters, have no format.
_LONGEST = 100
_PATTERNS = tuple((re.compile(pattern), forms) for pattern, forms in _DATES)


def forms_of_text(text: str) -> tuple[str, ...]:
    """Return the date formats that match a text.

    Examples
    --------
    >>> forms_of_text("1863-4-30"), forms_of_text("Fri, 6/28/50 14:05")
    (('%Y-%m-%d',), ('%a, %d/%m/%y %H:%M', '%a, %m/%d/%y %H:%M'))
    >>> forms_of_text("soon")
    ()
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return ()
    return _forms_of_shape(re.sub(r"\d", "1", text), text[:2] in ("19", "20"))


@lru_cache(maxsize=4096)
def _forms_of_shape(text: str, recent: bool) -> tuple[str, ...]:
    """Return the forms of a text whose digits are all ones."""
    clock = _CLOCK.search(text)
    behind = _clock_form(clock) if clock else ""
    date, before = (text[: clock.start()] if clock else text), ""
    day = _DAYS_NAMES.match(date)
    if day and any(name.startswith(day[1].casefold()) for name in WEEKDAYS):
        before = ("%A" if len(day[1]) > 3 else "%a") + day[2]
        date = date[day.end() :]
    for pattern, forms in _PATTERNS:
        match = pattern.fullmatch(date)
        if match and (recent or forms != ("%Y%m%d",)):
            word = re.search("[A-Za-z]{3,}", date)
            if word and not month_number(word[0]):
                return ()  # "Sector 12"
            sign = match.groupdict().get("sign") or ""
            return tuple(before + form.format(sign) + behind for form in forms)
    return ()


def _clock_form(clock: re.Match[str]) -> str:
    hour, half = ("%I", "%p") if clock["p"] else ("%H", "")
    space = " " if half and (clock["p"] or "").startswith(" ") else ""
    zone = clock["zone"] or ""
    named = ""
    if zone:
        numbered = zone.strip() == "Z" or zone.strip()[0] in "+-"
        named = (" " if zone[0] == " " else "") + ("%z" if numbered else "%Z")
    seconds = ":%S" if clock["s"] else ""
    return f"{clock['sep'][:1]}{hour}:%M{seconds}{space}{half}{named}"


def form_of(texts: Iterable[str], *, century: int | None = None) -> Form | None:
    """Return the form that reads most of the texts; None if none does.

    Parameters
    ----------
    texts
        The distinct cells of a column that are not EDTF.
    century
        The century of two-digit years, if known.

    Examples
    --------
    >>> form_of(["1863-4-30", "1864-9-23"]).format
    '%Y-%m-%d'
    >>> form_of(["6/28/50", "6/1/50"]).options
    '--date-format "%m/%d/%y" --century 1900'
    >>> form_of(["6/1/1950"]).rivals
    ('%m/%d/%Y',)
    """
    filled = [text for text in texts if text.strip()]
    counted: Counter[str] = Counter()
    for text in filled[:: max(1, len(filled) // SAMPLE)]:
        counted.update(forms_of_text(text))
    if not counted:
        return None
    read = {form: _read(filled, form, century) for form, _ in counted.most_common(4)}
    best = max(read, key=lambda form: len(read[form]))
    if len(read[best]) < max(1, MOSTLY * len(filled)):
        return None
    # Between points, the day comes first, unless the column says otherwise.
    other = swapped(best) if re.search(r"%[dm][/ -]%[dm]", best) else best
    rivals = (other,) if other != best and len(read.get(other, ())) == len(read[best]) else ()
    short = "%y" in best
    chosen = (century_of(filled) if century is None else century) if short else None
    return Form(best, chosen, frozenset(read[best]), rivals)


def _read(texts: Sequence[str], form: str, century: int | None) -> set[str]:
    """Return the texts that a form reads as existing dates."""
    column = pa.array(texts, pa.large_string())
    written = formatted(column, form, century=century or 1900).to_pylist()
    changed = [at for at, text in enumerate(written) if text != texts[at].strip()]
    exist = are_dates([written[at] for at in changed]).tolist()
    return {texts[at] for at, exists in zip(changed, exist, strict=True) if exists}


def century_of(texts: Iterable[str], others: Iterable[str] = ()) -> int:
    """Return the year that two-digit years likely count from; 0 if unclear.

    ``others`` are texts that may contain four-digit years.

    Examples
    --------
    >>> century_of(["6/28/50"]), century_of(["6/28/05"]), century_of(["6/1/62"], ["1862"])
    (1900, 2000, 1800)
    >>> century_of(["1/23/77", "1/20/99", "1/20/01", "1/20/17"])
    1970
    >>> century_of(["9/24/06", "9/24/55", "9/24/96", "9/24/16"], ["1906", "2016"])
    0
    """
    short = {int(digits[0]) for text in texts if (digits := re.findall(r"(\d\d)(?!\d)", text)[-1:])}
    whole = [int(year) for text in others for year in re.findall(r"\b(?:1[5-9]|20)\d\d\b", text)]
    late, early = {year for year in short if year > 40}, {year for year in short if year <= 40}
    # Years around the turn of a century leave a gap in the middle of the range.
    if late and early and max(late) > 90 and min(early) < 10 and min(late) - max(early) > 25:
        first = 1900 + min(late) // 10 * 10
        return first if all(first <= year < first + 100 for year in whole) else 0
    if whole:
        century, count = Counter(year // 100 * 100 for year in whole).most_common(1)[0]
        return century if count > 0.95 * len(whole) else 0
    return 1900 if any(year > 30 for year in short) else 2000


_PLAIN_YEAR = re.compile(r"[-−]?(\d{1,4})(?:\.0)?")
_SHORT_YEARS = re.compile(
    r"\s*\d{1,3}(?: ?[-–—] ?\d{1,3})?\s*|\d\d? [^\W\d_]{3,}\.? \d{1,3}(?: ?[-–—].*)?"
)
_ERA = re.compile(r"\b(?:BCE?|CE|v\. ?Chr|av\. ?J|a\. ?C)\b", re.I)


def plain_years(texts: Sequence[str]) -> bool:
    """Return whether a column holds plain years, some with fewer than four digits.

    Examples
    --------
    >>> plain_years(["-1468", "9", "1066"]), plain_years(["1066", "1415"]), plain_years(["195"])
    (True, False, False)
    >>> plain_years(["632", "c. 1012", "1066"]), plain_years(["195", "1953", "1953-06-10"])
    (True, False)
    >>> plain_years(["-490", "-480"]), plain_years(["305 BC", "51 BC–AD 14", "14–37"])
    (True, True)
    """
    matches = [_PLAIN_YEAR.fullmatch(text.strip()) for text in texts]
    plain = [match[1] for match in matches if match]
    lengths = {len(digits) for digits in plain}
    if any(map(_ERA.search, texts)) and any(map(_SHORT_YEARS.fullmatch, texts)):
        return True  # 14 or 14–37, next to a year with an era
    # Next to dates, 195 may be a decade; 632 would be a future one, and -490 is none.
    late = any(len(match[1]) == 3 and (int(match[1]) > LAST_DECADE or match[0][0] in "-−")
               for match in matches if match)  # fmt: skip
    if late or len(plain) < len(texts):
        return late and len(plain) >= MOSTLY * len(texts)
    several = len(lengths) > 1 or bool(lengths & {1, 2})
    return len(texts) > 1 and several and bool(lengths - {4})
