"""Claims over time as columns: their series, the sums of each, and notes on them.

Claimants and measures are never merged silently. Only the smallest values of the column ``by`` are
joined as "other" if there are too many to distinguish, and a note names them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from timeline.captions.datatable import claimant_text
from timeline.captions.notes import period_notes
from timeline.dates.calendar import SECONDS_PER_DAY
from timeline.errors import LayoutError, UsageError, did_you_mean
from timeline.layout.bars.numbers import Columns
from timeline.layout.style import Look
from timeline.locale.language import language as speak
from timeline.stats.binning import (
    MOST_SERIES,
    PeriodSums,
    facets_in_order,
    joined_values,
    series_in_order,
    sums_by_period,
)
from timeline.stats.claims import check_unit, lines_text
from timeline.stats.sums import SHARES, TOTALS, counted_twice
from timeline.tables.measures import row_weights

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["BarOptions", "columns_of", "stated"]

#: More panels than this are no picture.
MOST_FACETS = 24
#: Measures and claimants are never joined: of more series than this no figure is made.
MOST_APART = 8


@dataclass(frozen=True)
class BarOptions:
    """How claims are drawn as bars."""

    #: One or several measures, of one unit.
    measure: str | Sequence[str] = ()
    #: The column that names the bars, or the series over time.
    by: str = "side"
    #: A column whose values get a block, or over time a panel, each.
    across: str | None = None
    #: "day", "week", "month", "quarter", "year" or "decade": sums over time, in standing columns.
    period: str = ""
    #: Over time: series on top of each other; sums divided by the period's days.
    stack: bool = False
    per_day: bool = False
    #: Use a logarithmic axis, marked as such.
    log: bool = False
    #: "range" or "median" of competing claims, "sum" of a claimant's; else none.
    combine: str | None = None
    #: "table", or "value" for the largest first.
    order: str = "table"
    #: ``False`` for standing bars, where their names fit. Over time they stand.
    horizontal: bool | None = None
    #: So many values of ``by`` are told apart; the sum of the rest is "other".
    top: int | None = None
    #: Whether sums of several periods mean something: counts of active events do not.
    adds: bool = True
    #: Whether events are counted, of which there may be none.
    counted: bool = False
    #: Further notes on how the bars were computed.
    notes: Sequence[str] = ()

    @property
    def measures(self) -> list[str]:
        """The measures as a list."""
        return [self.measure] if isinstance(self.measure, str) else list(self.measure)


def columns_of(
    frame: pd.DataFrame, look: Look, options: BarOptions, *, window: tuple[float, float]
) -> tuple[Columns, list[str]]:
    """Return the columns to draw and the notes that tell what they leave out or join.

    Parameters
    ----------
    frame
        Claim rows of the measures asked for, all of one unit.
    window
        The time asked for; where bounded, the axis fills it.

    Raises
    ------
    UsageError
        A column that the table has not, a stack that would add up rivals, totals and
        their parts, or lengths on a logarithmic axis, or a sum of percentages.
    """
    _check(frame, options)
    frame = stated(frame, (options.by, options.across), look.language)
    most = MOST_SERIES if options.top is None else options.top + 1
    by, joined = joined_values(frame, options.by, look.language, most=most)
    names = _series_names(frame, by, look.language)
    words = speak(look.language).words
    other = words["other of"].format(len(joined)) if joined else None
    _check_series(frame, by, names, options=options, most=max(most, MOST_APART) + bool(joined))
    by_of = dict(zip(names, by, strict=True))
    last = {name for name, value in by_of.items() if value == other}
    largest = options.stack or options.order == "value"
    ordered = series_in_order(frame, names, by_value=largest, last=last)
    facets = _facets(frame, names, options, window=window, ordered=ordered)
    unit = check_unit(frame)
    if unit in SHARES:
        _check_shares(frame, facets, options)
    # A series of which nothing is drawn stands in no key.
    ordered = [name for name in ordered if any(name in one.names for one in facets.values())]
    unit_name = f"{unit} {words['per day']}".strip() if options.per_day else unit
    looks = _looks(by_of, ordered, options.by, look=look, last=last)
    twice = counted_twice(frame["measure"].unique())
    pairs = zip(names, frame["measure"].tolist(), strict=True)
    totals = frozenset(name for name, measure in pairs if measure in twice)
    columns = Columns(facets, looks, unit_name, options.stack, options.log, totals=totals)
    return columns, period_notes(frame, facets, joined, language=look.language, adds=options.adds)


def stated(frame: pd.DataFrame, columns: Sequence[str | None], language: str) -> pd.DataFrame:
    """Return claims with "not stated" where a column that names others says nothing.

    Examples
    --------
    >>> import pandas as pd
    >>> sides = pd.DataFrame({"side": ["UN", ""], "kind": ""})
    >>> stated(sides, ("side", "kind"), "en").to_numpy().tolist()
    [['UN', ''], ['not stated', '']]
    """
    word = speak(language).words["not stated"]
    for column in dict.fromkeys(name for name in columns if name):
        texts = frame[column].astype(str)
        blank = texts.str.strip() == ""
        if blank.any() and not blank.all():
            frame = frame.assign(**{column: texts.mask(blank, word)})
    return frame


def _check(frame: pd.DataFrame, options: BarOptions) -> None:
    for column in (options.by, options.across):
        if column is not None and column not in frame.columns:
            near = did_you_mean(column, frame.columns) or f"columns: {', '.join(frame.columns)}"
            raise UsageError(f'there is no column "{column}" ({near})')
    if options.stack and options.log:
        raise UsageError("a logarithmic axis cannot show a stack (leave out stack or log)")
    measures = set(frame["measure"].unique())
    for total in measures & set(TOTALS) if options.stack else ():
        parts = sorted(measures & set(TOTALS[total]))
        if parts:
            named = ", ".join(parts)
            raise UsageError(f'a stack would count "{named}" twice, within "{total}" and apart')


def _series_names(frame: pd.DataFrame, by: Sequence[str], language: str) -> list[str]:
    """Name the series of each row: its value of ``by``, and what else tells series apart."""
    measures, claimants = frame["measure"].tolist(), frame["claimed_by"].tolist()
    several = len(set(measures)) > 1 and list(by) != measures
    rival = len(set(claimants)) > 1 and list(by) != claimants
    who = {one: claimant_text(one, language=language) for one in set(claimants)} if rival else {}
    return [
        ", ".join(
            part
            for part in (value, measure if several or not value else "", who.get(claimant, ""))
            if part
        )
        for value, measure, claimant in zip(by, measures, claimants, strict=True)
    ]


def _check_series(
    frame: pd.DataFrame, by: Sequence[str], names: Sequence[str], *, options: BarOptions, most: int
) -> None:
    count = len(set(names))
    if count > most:
        raise UsageError(
            f"{count} series are too many to tell apart (filter by claimant or measure)"
        )
    if not options.stack:
        return
    who: dict[tuple[str, str], dict[str, int]] = {}
    rows = zip(by, frame["measure"], frame["claimed_by"], frame["line"], strict=True)
    for value, measure, claimant, line in rows:
        who.setdefault((value, measure), {}).setdefault(claimant, int(line))
    for (value, measure), lines in who.items():
        if len(lines) > 1:
            named = ", ".join(
                f'"{claimant}" ({lines_text([line])})' for claimant, line in lines.items()
            )
            what = " ".join(part for part in (value, measure) if part)
            advice = "leave out stack, or filter by claimed_by"
            raise UsageError(f"a stack would add up rival claims of {what}: {named}; {advice}")


def _check_shares(frame: pd.DataFrame, facets: dict[str, PeriodSums], options: BarOptions) -> None:
    """Refuse to add up percentages, or to divide them by days."""
    period = options.period
    advice = f"choose a period shorter than one {period}, or leave it out to draw each alone"
    if options.per_day:
        raise UsageError("percentages have no rate per day (leave out per_day)")
    if (row_weights(frame) > 1).any():
        raise UsageError(f"percentages have no sum ({advice})")
    for sums in facets.values():
        for name, counts in zip(sums.names, sums.count, strict=True):
            if counts.max() > 1:
                many = f'{counts.max()} of "{name}" are' if name else f"{counts.max()} are"
                raise UsageError(f"percentages have no sum, and {many} of one {period} ({advice})")


def _facets(
    frame: pd.DataFrame,
    names: Sequence[str],
    options: BarOptions,
    *,
    window: tuple[float, float],
    ordered: Sequence[str],
) -> dict[str, PeriodSums]:
    """Sum up each facet; all share the periods of the whole."""
    whole = sums_by_period(frame, names, period=options.period, window=window)
    shared = (float(whole.edges[0]), float(whole.edges[-1]))
    drawn = dict(zip(whole.names, whole.count.sum(axis=1).tolist(), strict=True))
    ordered = [name for name in ordered if drawn[name]]
    if options.across is None:
        return {"": _order_series(whole, ordered, options)}
    values = frame[options.across].astype(str).to_numpy()
    count = len(set(values.tolist()))
    if count > MOST_FACETS:
        raise LayoutError(f'{count} panels are too many to read (filter by "{options.across}")')
    named = np.asarray(names, dtype=object)
    return {
        value: _order_series(
            sums_by_period(
                frame[values == value].reset_index(drop=True),
                named[values == value].tolist(),
                period=options.period,
                window=shared,
            ),
            ordered,
            options,
        )
        for value in facets_in_order(frame, options.across, by_value=options.order == "value")
    }


def _order_series(sums: PeriodSums, ordered: Sequence[str], options: BarOptions) -> PeriodSums:
    """Bring the series into order, and divide by days where rates are asked for."""
    rows = [sums.names.index(name) for name in ordered if name in sums.names]
    days = np.diff(sums.edges) / SECONDS_PER_DAY if options.per_day else 1.0
    return replace(
        sums,
        names=tuple(sums.names[row] for row in rows),
        drawn=sums.drawn[rows] / days,
        reach=sums.reach[rows] / days,
        count=sums.count[rows],
        qualifier=sums.qualifier[rows],
        rate=options.per_day,
    )


def _looks(
    by_of: dict[str, str], ordered: Sequence[str], by: str, *, look: Look, last: set[str]
) -> dict[str, tuple[str, str]]:
    """Give the series the colours of their sides, or, where those are not distinct, their own."""
    # What is joined stands back; among greys in print it needs a pattern, too.
    neutral = ("faint", "+")
    own = {name: look.of(by_of[name]) for name in ordered if name not in last}
    if by != look.color_by or len(set(own.values())) < len(own):
        own = {
            name: (f"side {place}", pattern)
            for place, (name, pattern) in enumerate(zip(own, look.theme.patterns, strict=False))
        }
    return {name: own.get(name, neutral) for name in ordered}
