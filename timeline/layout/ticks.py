"""Where the ticks of a time axis stand and what they say, as people would choose them.

Takes the ends of an axis and its length in pixels; returns ``Tick`` values. The
finest step is taken whose texts, measured in the shipped font, stand apart. Each
text says what changes from tick to tick, and on a second line, once, what does not
(``10``/``June 1953``, ``11``, ``12``); where that would make two texts the same, every
tick says more. No text appears twice and none reaches beyond the margins.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from timeline.dates.calendar import SECONDS_PER_DAY, civil_from_days
from timeline.errors import LayoutError
from timeline.layout.roundvalues import value_ticks
from timeline.layout.steps import STEPS, Step, year_steps
from timeline.locale.language import Language
from timeline.locale.language import language as speak
from timeline.picture import Tick
from timeline.typography.wrap import text_width

__all__ = ["time_ticks", "value_ticks"]

#: Free space between two texts, in font sizes: short texts, and texts that say all.
GAP, WIDE_GAP = 0.8, 1.5
MINOR_GAP = 6.0  #: pixels between ticks without a text

Moment = tuple[int, int, int, int, int, int]
#: What a tick says and its context, of which the second is said once.
Wording = Callable[[Language, Moment], tuple[str, str]]


@dataclass(frozen=True)
class _Room:
    """The axis in pixels: how instants become places, and how far texts may reach."""

    low: float
    high: float
    width: float
    size: float
    left: float
    right: float
    inset: float

    def place(self, at: float) -> float:
        """Return the pixel of an instant."""
        return (at - self.low) / (self.high - self.low) * self.width

    def span(self, at: float, text: str) -> tuple[float, float]:
        """Return from where to where a text reaches that stands at an instant."""
        half = text_width(text, self.size) / 2
        return self.place(at) - half, self.place(at) + half

    def holds(self, at: float, text: str, inset: float) -> bool:
        """Tell whether a text at an instant stays within the margins."""
        start, stop = self.span(at, text)
        return start >= inset - self.left and stop <= self.width + self.right - inset

    def pixels(self, step: Step) -> float:
        """Return the mean distance of a step's ticks."""
        return step.seconds / (self.high - self.low) * self.width


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
        How far texts may reach beyond the ends, in pixels, and by how much less those of two
        lines, where another tick can say the second one.

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
    ['10', '11\nJune 1953', '12', '13']
    """
    if not (math.isfinite(low) and math.isfinite(high) and low <= high):
        raise LayoutError(f"a time axis cannot run from {low} to {high}")
    spoken = speak(language)
    if high == low:
        return (Tick(low, _whole(spoken, _moments(np.array([low]))[0])),)
    room = _Room(low, high, width, size, margin_left, margin_right, inset)
    return _chosen(room, (*STEPS, *year_steps(high - low)), spoken)


def _chosen(room: _Room, steps: Sequence[Step], spoken: Language) -> tuple[Tick, ...]:
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
    at = step.between(room.low, room.high)
    for wording, every in WORDINGS[step.unit]:
        said = [wording(spoken, moment) for moment in _moments(at)]
        texts = _fitted(room, at, said, every=every, thin=thin)
        told = not any(context for _, context in said) or "\n" in "".join(texts)
        if told and len(set(filter(None, texts))) == sum(map(bool, texts)) > 0:
            yield texts, at


def _fitted(
    room: _Room, at: np.ndarray, said: list[tuple[str, str]], *, every: bool, thin: bool
) -> list[str]:
    """Return the texts of ticks, ``""`` where one would be cut; none where two would meet.

    Where the context makes the first text wider, and too wide for the margin, the
    second one says it. ``thin`` leaves out single texts that would meet the one before.
    """
    texts: list[str] = []
    told, end = "", -math.inf
    gap = room.size * (WIDE_GAP if every else GAP)
    for index, (fine, context) in enumerate(said):
        full = f"{fine}\n{context}" if context and (every or context != told) else fine
        wider = text_width(full, room.size) > text_width(fine, room.size)
        wordings = [(full, room.inset if wider else 0.0)]
        next_context = said[index + 1][1] if index + 1 < len(said) else ""
        if context and not every and not told and next_context == context:
            wordings.append((fine, 0.0))
        wordings.append((full, 0.0))
        text = next((text for text, inset in wordings if room.holds(at[index], text, inset)), "")
        start, stop = room.span(at[index], text)
        if text and start < end + gap:
            if not thin:
                return []
            text = ""
        if text:
            told, end = context if text == full else told, stop
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
        small = step.between(room.low, room.high)
        if np.isin(at, small).all():
            ticks += [Tick(float(place), "", major=False) for place in np.setdiff1d(small, at)]
            break
    return tuple(sorted(ticks, key=lambda tick: tick.at))


def _moments(at: np.ndarray) -> list[Moment]:
    """Return year, month, day, hour, minute and second of instants."""
    days = np.floor(at / SECONDS_PER_DAY)
    rest = np.round(at - days * SECONDS_PER_DAY).astype(np.int64)
    date = civil_from_days(days.astype(np.int64))
    parts = (*date, rest // 3600, rest // 60 % 60, rest % 60)
    return list(zip(*(part.tolist() for part in parts), strict=True))


def _whole(spoken: Language, moment: Moment) -> str:
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
