"""Ticks of a time axis: rounded steps, and labels in two levels.

Takes the ends of an axis and its length in pixels; returns ``Tick`` values. Steps follow clock and
calendar: hours from midnight, days from the first of the month, centuries at 100, 200 and, before
them, 100 BCE and 200 BCE. There is no year 0: the year 1 marks the change of era.

The finest step is used whose labels, measured in the bundled font, do not touch. Each label shows
the part that changes from tick to tick, and a second line shows the rest once (``10``/``June
1953``, ``11``, ``12``); if that would make two labels equal, every tick shows more. The second line
is under the first tick that it applies to or, near an end of the axis, beside the middle of that
tick. No label appears twice or reaches beyond the margins.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np

from timeline.dates.calendar import SECONDS_PER_DAY, civil_from_days, days_from_civil
from timeline.errors import LayoutError
from timeline.layout.scene import Scale, Tick
from timeline.locale.language import Language
from timeline.locale.language import language as speak
from timeline.typography.font import text_width

__all__ = ["EDGE", "STEPS", "Step", "time_ticks", "year_steps"]

YEAR = 365.2425 * SECONDS_PER_DAY
MONTH = YEAR / 12
#: Days of the month on which ticks stand, from every day to one a fortnight; evenly, and no 31st.
DAYS = {
    1: tuple(range(1, 32)),
    2: tuple(range(1, 30, 2)),
    5: (1, 6, 11, 16, 21, 26),
    10: (1, 11, 21),
    15: (1, 16),
}


@dataclass(frozen=True)
class Step:
    """A unit of time and how many of it lie between two ticks.

    Examples
    --------
    >>> from timeline.dates.calendar import instant
    >>> Step("month", 3).between(instant(1950, 2), instant(1950, 12)).size
    3
    """

    unit: Literal["second", "minute", "hour", "day", "month", "year"]
    count: int

    @property
    def seconds(self) -> float:
        """The mean length of the step in seconds."""
        unit = {"second": 1.0, "minute": 60.0, "hour": 3600.0, "day": SECONDS_PER_DAY,
                "month": MONTH, "year": YEAR}[self.unit]  # fmt: skip
        return unit * self.count

    def between(self, low: float, high: float) -> np.ndarray:
        """Return the instants of the step from ``low`` to ``high``, both included."""
        if self.unit == "year":
            instants = _years(low, high, self.count)
        elif self.unit == "month":
            instants = _months(low, high, self.count)
        elif self.unit == "day":
            instants = _days(low, high, DAYS[self.count])
        else:
            first, last = math.ceil(low / self.seconds), math.floor(high / self.seconds)
            instants = np.arange(first, last + 1) * self.seconds
        return instants[(instants >= low) & (instants <= high)]


def _days(low: float, high: float, wanted: tuple[int, ...]) -> np.ndarray:
    days = np.arange(math.ceil(low / SECONDS_PER_DAY), math.floor(high / SECONDS_PER_DAY) + 1)
    day = civil_from_days(days)[2]
    return days[np.isin(day, wanted)] * SECONDS_PER_DAY


def _year_of(at: float) -> int:
    return int(civil_from_days(math.floor(at / SECONDS_PER_DAY))[0])


def _months(low: float, high: float, count: int) -> np.ndarray:
    first, last = _year_of(low) * 12, _year_of(high) * 12 + 12
    months = np.arange(first // count * count, last + 1, count)
    instants: np.ndarray = days_from_civil(months // 12, months % 12 + 1, 1) * SECONDS_PER_DAY
    return instants


def _years(low: float, high: float, count: int) -> np.ndarray:
    """Return the starts of every ``count``-th year, counted both ways from where the eras meet."""
    first, last = _year_of(low) - 1, _year_of(high) + 1
    marks = np.arange(first // count, last // count + 2) * count
    # A mark n BCE is the astronomical year 1 - n; the mark 0 becomes the year 1.
    years = np.unique(np.where(marks > 0, marks, marks + 1))
    instants: np.ndarray = days_from_civil(years, 1, 1) * SECONDS_PER_DAY
    return instants


def year_steps(seconds: float) -> tuple[Step, ...]:
    """Return steps of 1, 2, 5, 10, 20 … years, up to one of at least so many seconds.

    Examples
    --------
    >>> [step.count for step in year_steps(20 * YEAR)]
    [1, 2, 5, 10, 20]
    """
    decades = max(0, math.ceil(math.log10(max(seconds / YEAR, 1.0)))) + 1
    counts = [digit * 10**power for power in range(decades) for digit in (1, 2, 5)]
    enough = next(i for i, count in enumerate(counts) if count * YEAR >= seconds * (1 - 1e-9))
    return tuple(Step("year", count) for count in counts[: enough + 1])


#: All steps under a year, the finest first.
STEPS = (
    *(Step("second", count) for count in (1, 5, 10, 15, 30)),
    *(Step("minute", count) for count in (1, 2, 5, 10, 15, 30)),
    *(Step("hour", count) for count in (1, 2, 3, 6, 12)),
    *(Step("day", count) for count in DAYS),
    *(Step("month", count) for count in (1, 3, 6)),
)


#: Free space between two texts, in font sizes: short texts, and texts that say all.
GAP, WIDE_GAP = 0.8, 1.5
MINOR_GAP = 6.0  #: pixels between ticks without a text
#: Pixels that tick texts keep from the edge of the figure.
EDGE = 4.0

Moment = tuple[int, int, int, int, int, int]
#: What a tick says and its context, of which the second is said once.
Wording = Callable[[Language, Moment], tuple[str, str]]


@dataclass(frozen=True)
class _Room:
    """The axis in pixels: how instants become places, and how far texts may reach."""

    scale: Scale
    size: float
    left: float
    right: float
    inset: float

    def span(self, at: float, text: str) -> tuple[float, float]:
        """Return from where to where a text reaches that stands at an instant."""
        half = text_width(text, self.size) / 2
        return self.scale.map(at) - half, self.scale.map(at) + half

    def holds(self, at: float, text: str, inset: float) -> bool:
        """Tell whether a text at an instant stays within the margins."""
        start, stop = self.span(at, text)
        return start >= inset - self.left and stop <= self.scale.right + self.right - inset

    def within_margins(self, at: float, context: str) -> tuple[str, float, float]:
        """Return a second line moved within the margins, and from where to where it reaches.

        It is empty where it has no room. Every renderer centres a line under its tick, so
        that no-break spaces move it.
        """
        start, stop = self.span(at, context)
        low, high = self.inset - self.left, self.scale.right + self.right - self.inset
        shift = max(low - start, 0.0) + min(high - stop, 0.0)
        step = text_width("\u00a0", self.size) / 2
        count = math.ceil(abs(shift) / step)
        shift = math.copysign(count * step, shift)
        if start + shift < low or stop + shift > high:
            return "", start, stop
        pad = "\u00a0" * count
        return pad + context if shift > 0 else context + pad, start + shift, stop + shift

    def pixels(self, step: Step) -> float:
        """Return the mean distance of a step's ticks."""
        return step.seconds / self.scale.per_pixel


def time_ticks(
    low: float,
    high: float,
    width: float,
    *,
    size: float = 12.0,
    language: str = "en",
    margin_left: float = 20.0,
    margin_right: float = 20.0,
    inset: float = 0.0,
) -> tuple[Tick, ...]:
    r"""Return the ticks of a time axis.

    Parameters
    ----------
    low, high, width, size : float
        The ends of the axis, instants; its length and the size of the font in pixels.
    language : str
        Of the texts.
    margin_left, margin_right, inset : float
        How far texts may reach beyond the ends, in pixels, and by how much less the second
        of two lines.

    Returns
    -------
    tuple of Tick
        Sorted; ``major=False`` and an empty text for the small ticks between.

    Raises
    ------
    LayoutError
        If an end is not finite or ``high`` is before ``low``.

    Examples
    --------
    >>> from timeline.dates.calendar import instant
    >>> ticks = time_ticks(instant(1953, 6, 10), instant(1953, 6, 13), 300)
    >>> [tick.text for tick in ticks if tick.major]
    ['10\n\xa0\xa0\xa0\xa0\xa0\xa0June 1953', '11', '12', '13']
    """
    if not (math.isfinite(low) and math.isfinite(high) and low <= high):
        raise LayoutError(f"a time axis cannot run from {low} to {high}")
    spoken = speak(language)
    if high == low:
        return (Tick(low, _full_text(spoken, _date_parts(np.array([low]))[0])),)
    room = _Room(Scale(0.0, width, low, high), size, margin_left, margin_right, inset)
    return _choose(room, (*STEPS, *year_steps(high - low)), spoken)


def _choose(room: _Room, steps: Sequence[Step], spoken: Language) -> tuple[Tick, ...]:
    """Return the first row of two texts or more that fits; else one where some are left out."""
    best: tuple[Tick, ...] = ()
    most = -1
    for thin in (False, True):
        for index in range(len(steps)) if not thin else reversed(range(len(steps))):
            for texts, at in _rows(room, steps[index], spoken, thin=thin):
                shown = sum(map(bool, texts))
                if shown > most:
                    most, best = shown, _with_minor(room, texts, at, finer=steps[:index])
                if shown >= 2:
                    return best
    return best


def _rows(
    room: _Room, step: Step, spoken: Language, *, thin: bool
) -> Iterator[tuple[list[str], np.ndarray]]:
    """Yield the rows of texts of one step that fit, the briefest wording first."""
    if room.pixels(step) < room.size * (1.2 if not thin else 0.6):
        return
    at = step.between(room.scale.low, room.scale.high)
    moments = _date_parts(at)
    for wording, every in WORDINGS[step.unit]:
        # Worded one by one: most rows end where the first two texts meet.
        worded = (wording(spoken, moment) for moment in moments)
        texts = _fit(room, at.tolist(), worded, every=every, thin=thin)
        contexts = (wording(spoken, moment)[1] for moment in moments)
        has_context = "\n" in "".join(texts) or not any(contexts)
        if has_context and len(set(filter(None, texts))) == sum(map(bool, texts)) > 0:
            yield texts, at


def _fit(
    room: _Room,
    at: Sequence[float],
    worded: Iterable[tuple[str, str]],
    *,
    every: bool,
    thin: bool,
) -> list[str]:
    """Return the texts of ticks, ``""`` where one would be cut; none where two would meet.

    Where the context is too wide for the margin under the middle of its tick, it stands
    beside that. ``thin`` leaves out single texts that would meet the one before.
    """
    texts: list[str] = []
    last_context, end, context_end = "", -math.inf, -math.inf
    gap = room.size * (WIDE_GAP if every else GAP)
    for place, (fine, context) in zip(at, worded, strict=True):
        says = bool(context) and (every or context != last_context)
        text = f"{fine}\n{context}" if says else fine
        start, stop = below_start, below_stop = room.span(place, text)
        wider = text_width(text, room.size) > text_width(fine, room.size)
        if not room.holds(place, text, room.inset if wider else 0.0):
            line, below_start, below_stop = (
                room.within_margins(place, context) if says else ("", 0.0, 0.0)
            )
            start, stop = room.span(place, fine)
            text = f"{fine}\n{line}" if line and room.holds(place, fine, 0.0) else ""
        if text and (start < end + gap or (says and below_start < context_end + gap)):
            if not thin:
                return []
            text = ""
        if text:
            end = stop
            if says:
                last_context, context_end = context, below_stop
        texts.append(text)
    return texts


def _with_minor(
    room: _Room, texts: list[str], at: np.ndarray, *, finer: Sequence[Step]
) -> tuple[Tick, ...]:
    """Add small ticks of the next finer step that has all the great ones among its own."""
    ticks = [Tick(float(place), text) for place, text in zip(at, texts, strict=True)]
    for step in reversed(finer):
        if room.pixels(step) < MINOR_GAP:
            break
        small = step.between(room.scale.low, room.scale.high)
        if np.isin(at, small).all():
            ticks += [Tick(float(place), "", major=False) for place in np.setdiff1d(small, at)]
            break
    return tuple(sorted(ticks, key=lambda tick: tick.at))


def _date_parts(at: np.ndarray) -> list[Moment]:
    """Return year, month, day, hour, minute and second of instants."""
    days = np.floor(at / SECONDS_PER_DAY)
    rest = np.round(at - days * SECONDS_PER_DAY).astype(np.int64)
    date = civil_from_days(days.astype(np.int64))
    parts = (*date, rest // 3600, rest // 60 % 60, rest % 60)
    return list(zip(*(part.tolist() for part in parts), strict=True))


def _full_text(spoken: Language, moment: Moment) -> str:
    day = spoken.day(*moment[:3])
    return day if not any(moment[3:]) else f"{spoken.clock(*moment[3:5])}\n{day}"


def _clock(spoken: Language, moment: Moment, *, short: bool, seconds: bool) -> tuple[str, str]:
    year, month, day, hour, minute, second = moment
    clock = spoken.clock(hour, minute, second if seconds else None)
    return clock, spoken.day(year, month, day, short=short)


def _day_number(spoken: Language, moment: Moment, *, short: bool) -> tuple[str, str]:
    return str(moment[2]), spoken.month(moment[0], moment[1], short=short)


def _day_name(spoken: Language, moment: Moment) -> tuple[str, str]:
    return spoken.day_of_month(moment[1], moment[2], short=True), spoken.year(moment[0])


def _month_name(spoken: Language, moment: Moment) -> tuple[str, str]:
    return spoken.months_short[moment[1] - 1], spoken.year(moment[0])


def _month_of_year(spoken: Language, moment: Moment) -> tuple[str, str]:
    return spoken.month(moment[0], moment[1], short=True), ""


def _clocks(seconds: bool) -> tuple[tuple[Wording, bool], ...]:
    long = partial(_clock, short=False, seconds=seconds)
    short = partial(_clock, short=True, seconds=seconds)
    return (long, False), (short, False), (short, True)


#: How a step's ticks may be worded, the briefest first; True: say the context at every tick.
WORDINGS: dict[str, tuple[tuple[Wording, bool], ...]] = {
    "second": _clocks(seconds=True),
    "minute": _clocks(seconds=False),
    "hour": _clocks(seconds=False),
    "day": (
        (partial(_day_number, short=False), False),
        (partial(_day_number, short=True), False),
        (_day_name, False),
        (_day_name, True),
    ),
    "month": ((_month_name, False), (_month_of_year, True)),
    "year": ((lambda spoken, moment: (spoken.year(moment[0]), ""), False),),
}
