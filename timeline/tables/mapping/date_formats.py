"""Dates in other formats (``%d/%m/%y``, ``unix``, split columns) rewritten as EDTF.

Takes columns of text (``2/1/51`` with a format; year, month and day in separate columns)
and returns one column of EDTF. Texts of another form are unchanged, to be reported by
the check.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

import pyarrow as pa

from timeline.errors import UsageError

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
#: The format of a plain year with any number of digits: 9, 955, 1066, -480.
YEAR = "year"
#: Formats of plain numbers. Days of Excel have five digits, 1927 to 2173: four are a year.
NUMBERS = {
    YEAR: r"(?P<Y>[-−]?\d{1,4})(?:\.0)?",
    "unix": r"(?P<unix>-?\d{8,11}(?:\.\d+)?)",
    "unix-ms": r"(?P<ms>-?\d{11,14})(?:\.0)?",
    "excel": r"(?P<excel>[1-9]\d{4}(?:\.\d+)?)",
}
#: The seconds in one unit of these numbers, and their zero.
COUNTED = {
    "unix": (1.0, datetime.datetime(1970, 1, 1)),
    "ms": (0.001, datetime.datetime(1970, 1, 1)),
    "excel": (86_400.0, datetime.datetime(1899, 12, 30)),
}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PARTS = {
    "Y": r"(?P<Y>[-−]?\d{4,5})",
    "y": r"(?P<y>\d{2})",
    "m": r"(?P<m>\d{1,2})",
    "d": r"(?P<d>\d{1,2})",
    "b": r"(?P<b>[^\W\d_]{3,9})\.?",
    "B": r"(?P<b>[^\W\d_]{3,9})",
    "a": r"(?P<a>[^\W\d_]{2,9})\.?",
    "A": r"(?P<a>[^\W\d_]{6,9})",
    "H": r"(?P<H>\d{1,2})",
    "I": r"(?P<I>\d{1,2})",
    "p": r"(?P<p>[AaPp]\.?[Mm]\.?)",
    "M": r"(?P<M>\d{1,2})",
    "S": r"(?P<S>\d{1,2})(?:\.\d+)?",
    "z": r"(?P<z>[+\-−]\d\d:?\d\d|Z)",
    "Z": r"(?P<Z>[A-Za-z]{1,5})",
    "%": "%",
}
#: Unambiguous zone abbreviations; CST, IST and BST have several offsets.
ZONES = {
    "UTC": "Z", "GMT": "Z", "Z": "Z", "WET": "Z", "WEST": "+01:00", "CET": "+01:00",
    "MEZ": "+01:00", "CEST": "+02:00", "MESZ": "+02:00", "EET": "+02:00", "EEST": "+03:00",
    "MSK": "+03:00", "JST": "+09:00", "KST": "+09:00", "EST": "-05:00", "EDT": "-04:00",
    "CDT": "-05:00", "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00",
}  # fmt: skip
WIDTHS = {"Y": 4, "m": 2, "d": 2, "H": 2, "M": 2}
#: Prefix of a text that two formats read differently, until it is reported.
TORN = "\1"


def each(texts: pa.LargeStringArray, work: Callable[[str], str]) -> pa.LargeStringArray:
    """Apply a function to texts, once for each distinct one.

    Examples
    --------
    >>> each(pa.array(["a", "b", "a"], pa.large_string()), str.upper).to_pylist()
    ['A', 'B', 'A']
    """
    encoded = texts.dictionary_encode()
    changed = [work(text) for text in encoded.dictionary.to_pylist()]
    return pa.array(changed, pa.large_string()).take(encoded.indices)


def format_pattern(form: str, century: int | None) -> re.Pattern[str]:
    """Return the pattern of a date format such as ``%m/%d/%y`` or ``year``.

    Raises
    ------
    UsageError
        A directive is unknown, or ``%y`` is used without a century.

    Examples
    --------
    >>> format_pattern("%d.%m.%Y", None).fullmatch("3.10.1813")["Y"]
    '1813'
    """
    if form in NUMBERS:
        return re.compile(NUMBERS[form])
    pieces = re.split(r"%(.)", form)
    pattern = re.escape(pieces[0])
    letters, literals = pieces[1::2], pieces[2::2]
    for at, (letter, text) in enumerate(zip(letters, literals, strict=True), 1):
        if letter not in PARTS:
            known = " ".join(f"%{name}" for name in PARTS)
            raise UsageError(f'date format "{form}": %{letter} is unknown (known: {known})')
        # Digits without separators have all their zeros: 19530610.
        runs_on = not text and at < len(letters) and letter in WIDTHS
        part = rf"(?P<{letter}>\d{{{WIDTHS[letter]}}})" if runs_on else PARTS[letter]
        pattern += part + re.escape(text).replace(r"\ ", r"\s+")
    if "%y" in form and century is None:
        raise UsageError(f'date format "{form}": %y needs a century (--century 1900)')
    try:
        compiled = re.compile(pattern, 0 if re.search("%[aAbB]", form) else re.ASCII)
    except re.error:
        raise UsageError(f'date format "{form}": names a part twice') from None
    if not {"Y", "y"} & set(compiled.groupindex):
        hint = f"known words: {', '.join(NUMBERS)}" if "%" not in form else "add %Y"
        raise UsageError(f'date format "{form}": has no year ({hint})')
    return compiled


def formatted(
    texts: pa.LargeStringArray,
    forms: str | Sequence[str],
    *,
    century: int | None = None,
    bce: bool = False,
) -> pa.LargeStringArray:
    """Convert dates of one or several formats to EDTF.

    Parameters
    ----------
    texts
        The cells; those of another form are unchanged.
    forms
        As for ``strptime``: %Y %y %m %d %b %B %a %A %H %I %p %M %S %z %Z; or for plain numbers
        ``"year"``, ``"unix"`` (seconds), ``"unix-ms"`` or ``"excel"`` (days). A text that two
        of them read differently is prefixed with ``TORN``.
    century
        The year that ``%y`` counts from: with 1900, 06 is 1906; with 1970, 2006.
    bce
        Whether a year -480 is 480 BCE, which is -0479 in EDTF.

    Examples
    --------
    >>> cells = pa.array(["2/1/51", "6/28/50", ""], pa.large_string())
    >>> formatted(cells, "%m/%d/%y", century=1900).to_pylist()
    ['1951-02-01', '1950-06-28', '']
    >>> formatted(pa.array(["9", "-480"], pa.large_string()), "year", bce=True).to_pylist()
    ['0009', '-0479']
    """
    formats = (forms,) if isinstance(forms, str) else tuple(forms)
    patterns = [format_pattern(form, century) for form in formats]

    def rewritten(text: str) -> str:
        """Convert one date to EDTF."""
        matches = (pattern.fullmatch(text.strip()) for pattern in patterns)
        readings = {_stamp(m.groupdict(), century or 0, bce=bce) for m in matches if m} - {""}
        if len(readings) > 1:
            readings = {one for one in readings if exists(one)} or readings
        return TORN + text if len(readings) > 1 else next(iter(readings), text)

    return each(texts, rewritten)


def exists(date: str) -> bool:
    """Return whether month and day of a date are in range: 13/06/1953 has one valid order."""
    match = re.match(r"[-Y\d]*?\d{4}-(\d\d)(?:-(\d\d))?", date)
    return not match or (1 <= int(match[1]) <= 12 and 1 <= int(match[2] or 1) <= 31)


def _stamp(parts: Mapping[str, str | None], century: int, *, bce: bool = False) -> str:
    """Return the EDTF text of the parts of a date; empty if a name in it is unknown."""
    if counted := next((name for name in COUNTED if parts.get(name)), ""):
        return counted_time(counted, parts[counted] or "")
    short = int(parts.get("y") or 0)
    year = parts.get("Y") or str(century + (short - century) % 100)
    month = parts.get("m") or ""
    if name := parts.get("b"):
        month = month_number(name)
        if not month:
            return ""
    if (day := parts.get("a")) and not any(n.startswith(day.casefold()) for n in WEEKDAYS):
        return ""
    zone = zone_of(parts)
    if zone is None:
        return ""
    hour = hour_of(parts)
    clock = ":".join(text.zfill(2) for text in (hour, parts.get("M"), parts.get("S")) if text)
    year = historical_year(year) if bce else year
    return put_together(year, month, parts.get("d") or "", clock=clock + zone if clock else "")


def counted_time(unit: str, number: str) -> str:
    """Return the time that is a number of units after their zero.

    Examples
    --------
    >>> counted_time("excel", "45299.5"), counted_time("unix", "1704067200")
    ('2024-01-08T12:00:00', '2024-01-01T00:00:00Z')
    """
    size, zero = COUNTED[unit]
    time = zero + datetime.timedelta(seconds=round(float(number) * size, 3))
    if unit == "excel":
        time = (time + datetime.timedelta(seconds=0.5)).replace(microsecond=0)
        return time.isoformat() if "." in number.removesuffix(".0") else str(time.date())
    return f"{time.isoformat(timespec='milliseconds' if time.microsecond else 'seconds')}Z"


def hour_of(parts: Mapping[str, str | None]) -> str:
    """Return the hour of a date, in 24 hours."""
    twelve, half = parts.get("I"), (parts.get("p") or "").lower()
    if not twelve:
        return parts.get("H") or ""
    return str(int(twelve) % 12 + (12 if half.startswith("p") else 0)) if half else twelve


def zone_of(parts: Mapping[str, str | None]) -> str | None:
    """Return the EDTF offset of a date; None if its zone is unknown."""
    if name := parts.get("Z"):
        return ZONES.get(name.upper())
    offset = (parts.get("z") or "").replace("−", "-")
    return offset if len(offset) < 5 or ":" in offset else f"{offset[:3]}:{offset[3:]}"


def historical_year(year: str) -> str:
    """Convert a year before the common era to astronomical counting.

    Examples
    --------
    >>> historical_year("-480"), historical_year("-1"), historical_year("480")
    ('-479', '0', '480')
    """
    if year[:1] not in ("-", "−") or not int(year[1:]):
        return year
    return f"-{int(year[1:]) - 1}" if int(year[1:]) > 1 else "0"


def historical(texts: pa.LargeStringArray) -> pa.LargeStringArray:
    """Convert negative years of EDTF dates from BCE to astronomical counting.

    Examples
    --------
    >>> historical(pa.array(["-1468", "-0480-09", "1066"], pa.large_string())).to_pylist()
    ['-1467', '-0479-09', '1066']
    """

    def counted(match: re.Match[str]) -> str:
        """Convert one year; put_together writes it with four digits."""
        return put_together(historical_year(match[0]), "", "")

    return each(texts, lambda text: re.sub(r"(?:^|(?<=[/\[{,. ]))[-−]\d{4}(?!\d)", counted, text))


def month_number(name: str) -> str:
    """Return the number of a month from its English name or abbreviation.

    Examples
    --------
    >>> month_number("Sept"), month_number("Brumaire")
    ('9', '')
    """
    fits = [at for at, month in enumerate(MONTHS, 1) if month.startswith(name.casefold())]
    return str(fits[0]) if len(fits) == 1 else ""


def put_together(year: str, month: str, day: str, *, clock: str = "") -> str:
    """Return an EDTF text from its parts; trailing ones may be empty.

    Examples
    --------
    >>> put_together("1953", "6", ""), put_together("79", "", ""), put_together("1953", "", "8")
    ('1953-06', '0079', '1953-XX-08')
    """
    sign, digits = ("-", year[1:]) if year[:1] in "-−" and year else ("", year)
    whole = digits.zfill(4)
    if len(whole) > 4:
        whole = whole if month or day else f"Y{sign}{whole}"
        sign = "" if whole.startswith("Y") else sign
    text = sign + whole
    if month or day:
        text += f"-{month.zfill(2) if month else 'XX'}"
    if day:
        text += f"-{day.zfill(2)}"
    return f"{text}T{clock}" if clock and day else text


def joined(columns: Sequence[pa.LargeStringArray], *, bce: bool = False) -> pa.LargeStringArray:
    """Join dates whose year, month, day and time are in separate columns.

    ``bce`` is whether a year -480 is 480 BCE, which is -0479 in EDTF.

    Examples
    --------
    >>> year, month = (pa.array([text], pa.large_string()) for text in ("1953", "6"))
    >>> joined([year, month]).to_pylist()
    ['1953-06']
    """
    names = [str(number) for number in range(len(columns))]
    frame = pa.table(list(columns), names=names).group_by(names, use_threads=False).aggregate([])
    rows = list(zip(*(frame[name].to_pylist() for name in names), strict=True))
    known = {row: joined_one([cell.strip() for cell in row], bce=bce) for row in rows}
    cells = zip(*(column.to_pylist() for column in columns), strict=True)
    return pa.array([known[row] for row in cells], pa.large_string())


def joined_one(parts: Sequence[str], *, bce: bool) -> str:
    """Join the parts of one date: year, month, day, time; or a date and a time.

    Examples
    --------
    >>> joined_one(["1863", "Nov", "19"], bce=False), joined_one(["1970", "7", "0"], bce=False)
    ('1863-11-19', '1970-07')
    """
    if not any(parts):
        return ""
    if len(parts) == 2 and ":" in parts[1]:
        return f"{parts[0]}T{clock_text(parts[1])}"
    year, month, day, clock = (*parts, "", "", "")[:4]
    month, day = ("" if part in ("0", "00", "0.0") else part for part in (month, day))
    month = month_number(month) or month if len(month) > 2 else month
    if not all(re.fullmatch(r"[-−]?\d*(\.0)?", part) for part in (year, month, day)):
        return "-".join(filter(None, parts))
    year, month, day = (part.removesuffix(".0") for part in (year, month, day))
    year = historical_year(year) if bce and year else year
    return put_together(year, month, day, clock=clock_text(clock)) if year else "-".join(parts)


def clock_text(text: str) -> str:
    """Return a time of day with a two-digit hour.

    Examples
    --------
    >>> clock_text("8:05"), clock_text("8:05 PM")
    ('08:05', '20:05')
    """
    match = re.fullmatch(
        r"(\d{1,2})((?::\d\d){0,2})(?:\.\d+)?\s*([ap])?\.?m?\.?", text.strip(), re.I
    )
    if not match:
        return text
    hour = int(match[1])
    if match[3]:
        hour = hour % 12 + (12 if match[3].lower() == "p" else 0)
    return f"{hour:02}{match[2]}"


FIGURES = re.compile(r"\s*(\d\d?)([/\-])(\d\d?)\2(\d{4})\s*")


def proven_order(texts: Iterable[str]) -> tuple[str, str]:
    """Return the date format of a column and the cell that proves its order; empty if none does.

    Cells that prove both orders prove nothing.

    Examples
    --------
    >>> proven_order(["10/06/1953", "25/06/1953"])
    ('%d/%m/%Y', '25/06/1953')
    >>> proven_order(["10/06/1953"]), proven_order(["25/06/1953", "06/25/1953"])
    (('', ''), ('', ''))
    """
    proofs: dict[str, str] = {}
    for text in texts:
        match = FIGURES.fullmatch(text)
        if match is None or (int(match[1]) > 12) == (int(match[3]) > 12):
            continue
        parts = ("%d", "%m", "%Y") if int(match[1]) > 12 else ("%m", "%d", "%Y")
        proofs.setdefault(match[2].join(parts), text)
    return next(iter(proofs.items())) if len(proofs) == 1 else ("", "")
