"""Round tick values of a value axis.

Takes the ends of an axis and its length in pixels; returns ``Tick`` values at 1, 2 or 5 times a
power of ten, as many as have room for their labels in the bundled font.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from timeline.errors import LayoutError
from timeline.layout.scene import Scale, Tick
from timeline.locale.language import Language
from timeline.locale.language import language as speak
from timeline.typography.font import line_height, text_width

__all__ = ["value_ticks"]

#: The least distance of two ticks whose texts stand side by side, and above each other, in pixels.
SIDE_BY_SIDE, ABOVE = 64.0, 44.0
#: How far a text of a horizontal axis may reach beyond its ends, in pixels.
MARGIN = 20.0
#: The small ticks of a logarithmic axis need decades at least so long, in pixels.
LONG_DECADE = 40.0

#: Values of the ticks, and the decimals that their texts need (None: each its own).
Row = tuple[list[float], int | None]


def value_ticks(
    low: float,
    high: float,
    length: float,
    *,
    log: bool = False,
    size: float = 12.0,
    language: str = "en",
    horizontal: bool = True,
    whole: bool = False,
) -> tuple[Tick, ...]:
    """Return the ticks of a value axis: 1, 2 or 5 times a power of ten, in the language's digits.

    Parameters
    ----------
    low, high : float
        The ends of the axis in its unit; positive where ``log``.
    length : float
        Its length in pixels.
    log : bool
        Decades, with 2 and 5 between them where there is room.
    size : float
        Font size in pixels.
    language : str
        Of the digits' separators.
    horizontal : bool
        Whether the texts stand side by side, and not above each other.
    whole : bool
        No fractions, for things that are counted.

    Raises
    ------
    LayoutError
        If an end is not finite, or not positive where ``log``, or ``high`` not above ``low``.

    Examples
    --------
    >>> [tick.text for tick in value_ticks(0, 88810, 480)]
    ['0', '20,000', '40,000', '60,000', '80,000']
    >>> [tick.text for tick in value_ticks(1, 1000, 300, log=True) if tick.major]
    ['1', '10', '100', '1,000']
    """
    if not (math.isfinite(low) and math.isfinite(high) and low < high and (low > 0 or not log)):
        kind = "logarithmic axis" if log else "value axis"
        raise LayoutError(f"a {kind} cannot run from {low:g} to {high:g}")
    rows = _log_rows(low, high) if log and high / low >= 10 else _linear_rows(low, high, whole)
    scale = Scale(0.0, length, low, high, log)
    best = _densest(rows, scale, spoken=speak(language), size=size, horizontal=horizontal)
    small = _small(low, high, length) if log else []
    taken = {tick.at for tick in best}
    best += [Tick(value, "", major=False) for value in small if value not in taken]
    return tuple(sorted(best, key=lambda tick: tick.at))


def _densest(
    rows: Iterator[Row], scale: Scale, *, spoken: Language, size: float, horizontal: bool
) -> list[Tick]:
    """Return the first row of two texts or more that has room, else that with the most."""
    best: list[Tick] = []
    least = (SIDE_BY_SIDE if horizontal else ABOVE) / (2 if scale.log else 1)
    for values, decimals in rows:
        places = [scale.map(value) for value in values]
        texts = [spoken.number(value, decimals if value else 0) for value in values]
        if not _have_room(places, texts, size, horizontal=horizontal, least=least):
            continue
        if horizontal:
            texts = _leave_out_cut(places, texts, size, reach=(-MARGIN, scale.right + MARGIN))
        if sum(map(bool, texts)) > sum(bool(tick.text) for tick in best):
            best = list(map(Tick, values, texts))
        if sum(map(bool, texts)) >= 2:
            break
    return best


def _linear_rows(low: float, high: float, whole: bool) -> Iterator[Row]:
    """Yield rows of round values between the ends, the densest first."""
    power = math.floor(math.log10(high - low)) - 2
    for exponent in range(power, power + 5):
        for digit in (1, 2, 5):
            if whole and exponent < 0:
                continue
            decimals = max(0, -exponent)
            step = digit * 10.0**exponent
            # What rounding takes away, as a share of the axis: a coarse step would let more pass.
            slack = 1e-9 * min(1.0, (high - low) / step)
            first, last = math.ceil(low / step - slack), math.floor(high / step + slack)
            yield [round(n * step, decimals) for n in range(first, last + 1)], decimals


def _log_rows(low: float, high: float) -> Iterator[Row]:
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    yield _within(low, high, [d * 10.0**e for e in range(first, last + 1) for d in (1, 2, 5)]), None
    for count in (1, 2, 3, 5, 10, 20, 50, 100):
        start = math.ceil(first / count) * count
        yield _within(low, high, [10.0**e for e in range(start, last + 1, count)]), None


def _within(low: float, high: float, values: list[float]) -> list[float]:
    """Return the values between the ends, free of the noise of powers."""
    clean = [float(f"{value:.12g}") for value in values]
    return [value for value in clean if low * (1 - 1e-12) <= value <= high * (1 + 1e-12)]


def _small(low: float, high: float, length: float) -> list[float]:
    """Return 1 to 9 times each power of ten, if decades are long enough to tell them apart."""
    if length / math.log10(high / low) < LONG_DECADE:
        return []
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    return _within(low, high, [digit * 10.0**e for e in powers for digit in range(1, 10)])


def _have_room(
    places: Sequence[float], texts: Sequence[str], size: float, *, horizontal: bool, least: float
) -> bool:
    """Tell whether neighbouring texts have room enough between them."""
    if horizontal:
        widths = [text_width(text, size) for text in texts]
        needs = [max(least, (a + b) / 2 + size) for a, b in pairwise(widths)]
    else:
        needs = [max(least, line_height(size) * 1.5)] * (len(texts) - 1)
    gaps = [b - a for a, b in pairwise(places)]
    return all(gap >= need for gap, need in zip(gaps, needs, strict=True))


def _leave_out_cut(
    places: Sequence[float], texts: Sequence[str], size: float, *, reach: tuple[float, float]
) -> list[str]:
    halves = [text_width(text, size) / 2 for text in texts]
    return [
        text if reach[0] <= place - half and place + half <= reach[1] else ""
        for place, half, text in zip(places, halves, texts, strict=True)
    ]
