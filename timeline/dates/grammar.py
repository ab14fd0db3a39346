"""The grammar of dates: EDTF as patterns over digit patterns of texts.

It reads shapes (:mod:`timeline.dates.patterns`: every digit is ``0``), so each rule is read once
for all the dates that look alike; whether month 13 exists is asked later, of the numbers::

    text      = moment | interval | set | ""
    interval  = [moment | set | ".."] "/" [moment | set | ".."]
    set       = "[" | "{"  member *("," member)  "]" | "}"       (told in timeline.dates.parser)
    moment    = q year [q "-" q month [q "-" q day]] q
              | year "-" month "-" day ("T" | " ") (clock [zone] | part) q
    q         = ["?" | "~" | "%"]
    year      = ["-"] (4(digit | "X") | 3digit | 2digit | 4digit "S" figures)
              | "Y" ["-"] 1*12digit ["E" figures] ["S" figures]
    figures   = 1*2digit
    month     = 2(digit | "X")                 21 to 41 are seasons, quarters, halves
    day       = 2(digit | "X")
    clock     = hh [":" mm [":" ss ["." 1*12digit]]]
    zone      = "Z" | ("+" | "-") hh [[":"] mm]
    part      = "early morning" | "dawn" | "morning" | "noon" | "afternoon" | "evening" | "night"
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from timeline.dates.patterns import Slot

__all__ = ["PARTS_OF_DAY", "Moment", "moment_shape"]


#: Hours from the midnight that begins the named day to the begin and end of each part.
PARTS_OF_DAY = {
    "dawn": (4, 6),
    "early morning": (0, 6),
    "morning": (6, 12),
    "noon": (12, 13),
    "afternoon": (12, 18),
    "evening": (18, 24),
    "night": (18, 30),
}

_Q = "[?~%]?"
_YEAR = (
    r"(?P<sign>-?)(?:(?P<year>[0X]{4}|0{2,3})|(?P<plain>0{4})S(?P<plain_figures>00?))"
    r"|Y(?P<long_sign>-?)(?P<long>0{1,12})(?:E(?P<power>00?))?(?:S(?P<figures>00?))?"
)
_CLOCK = (
    r"(?P<hour>00)(?::(?P<minute>00)(?::(?P<second>00)(?:[.,](?P<fraction>0{1,12}))?)?)?"
    r"(?P<zone>Z|[+-](?P<zone_hour>00)(?::?(?P<zone_minute>00))?)?"
)
_MOMENT = re.compile(
    rf"{_Q}(?:{_YEAR})"
    rf"(?:{_Q}-{_Q}(?P<month>[0X]{{2}})(?:{_Q}-{_Q}(?P<day>[0X]{{2}})"
    rf"(?:[T ](?:{_CLOCK}|(?P<part>{'|'.join(PARTS_OF_DAY)})))?)?)?{_Q}"
)


@dataclass(frozen=True)
class Moment:
    """The shape of one date: its slots, its finest unit, and what its shape alone tells."""

    slots: tuple[Slot, ...]
    unit: str
    negative: bool = False
    qualifier: str = ""
    year_figures: int = 4
    year_spread: int = 0
    unspecified: bool = False
    month_open: int = 0
    day_open: int = 0
    part: str = ""
    zone: str = ""
    fraction: int = 0
    long: bool = False

    def has(self, name: str) -> bool:
        """Tell whether a number of this name stands in the shape.

        Examples
        --------
        >>> moment = moment_shape("0000-00", 0)
        >>> moment is not None and moment.has("month")
        True
        """
        return any(slot.name == name for slot in self.slots)


def _place_values(name: str, text: str) -> tuple[float, ...]:
    if name == "fraction":
        return tuple(10.0 ** -(place + 1) for place in range(len(text)))
    # A month or day with an X is a code of two figures to the base 11, X being figure 10.
    base = 11.0 if "X" in text and name in ("month", "day") else 10.0
    return tuple(base ** (len(text) - 1 - place) for place in range(len(text)))


def _open_code(text: str) -> int:
    """Return what the X figures add to the code of a month or day; 0 if there is no X."""
    return sum(10 * 11 ** (1 - place) for place, char in enumerate(text) if char == "X")


def _slot(name: str, text: str, start: int) -> Slot:
    weights = _place_values(name, text)
    places = [place for place, char in enumerate(text) if char == "0"]
    return Slot(name, tuple(start + p for p in places), tuple(weights[p] for p in places))


_SAME = {"plain": "year", "long": "year", "plain_figures": "figures"}
_NUMBERS = (
    "year", "plain", "long", "figures", "plain_figures", "power", "month", "day", "hour",
    "minute", "second", "fraction", "zone_hour", "zone_minute",
)  # fmt: skip


def _qualifier(shape: str) -> str:
    """Unite the qualifiers of the parts: a date is as doubtful as all its parts together."""
    marks = set(shape) & set("?~%")
    return "%" if len(marks) > 1 else "".join(marks)


def _unit(found: dict[str, str]) -> str:
    if found["part"]:
        return "part"
    for unit in ("second", "minute", "hour", "day", "month"):
        if found[unit]:
            return unit
    return {2: "century", 3: "decade"}.get(len(found["year"]), "year")


def _is_sound(found: dict[str, str], shape: str) -> bool:
    """Refuse what the pattern lets pass: a time or part of a day on a day that is not named."""
    year = found["year"]
    short = bool(found["month"]) and len(year) in (2, 3)
    plain = not (found["power"] or found["figures"] or found["plain_figures"])
    long = bool(found["month"]) and not plain
    timed = bool(found["hour"] or found["part"])
    inner = shape.rstrip("?~%").strip("?~%")
    return not (short or long or (timed and ("X" in shape or set(inner) & set("?~%"))))


@lru_cache(maxsize=4096)
def moment_shape(shape: str, start: int) -> Moment | None:
    """Read the shape of one date that begins at byte ``start`` of its text; None if it is none.

    Examples
    --------
    >>> moment = moment_shape("-0000-XX?", 0)
    >>> moment and (moment.unit, moment.qualifier, moment.negative, moment.unspecified)
    ('month', '?', True, True)
    """
    match = _MOMENT.fullmatch(shape)
    if match is None:
        return None
    found = {name: text or "" for name, text in match.groupdict().items()}
    if not _is_sound(found, shape):
        return None
    slots = [
        _slot(_SAME.get(name, name), found[name], start + match.start(name))
        for name in _NUMBERS
        if found[name]
    ]
    year = found["year"]
    return Moment(
        tuple(slots),
        _unit(found),
        negative=bool(found["sign"] or found["long_sign"]),
        qualifier=_qualifier(shape),
        year_figures=len(year or found["plain"] or found["long"]),
        year_spread=int(year.replace("0", "a").replace("X", "9").replace("a", "0") or 0),
        unspecified="X" in shape or bool(found["figures"] or found["plain_figures"]),
        month_open=_open_code(found["month"]),
        day_open=_open_code(found["day"]),
        part=found["part"],
        zone=found["zone"],
        fraction=len(found["fraction"]),
        long=bool(found["long"]),
    )
