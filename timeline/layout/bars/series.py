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
from timeline.stats.claims import lines_text
from timeline.stats.sums import SHARES, TOTALS, counted_twice
from timeline.tables.measures import row_weights

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Wanted", "columns_of", "stated"]

#: More panels than this are no picture.
MOST_FACETS = 24
#: Measures and claimants are never joined: of more series than this no figure is made.
MOST_APART = 8


@dataclass(frozen=True)
class Wanted:
    """The options of bars over time, as ``bars_layout`` takes them."""

    by: str
    across: str | None
    period: str
    stack: bool = False
    per_day: bool = False
    log: bool = False
    order: str = "table"
    #: Whether sums of several periods mean something: counts of what goes on are none.
    adds: bool = True
    #: So many values of ``by`` are told apart, and the rest is joined.
    top: int | None = None


def columns_of(
    frame: pd.DataFrame,
    look: Look,
    wanted: Wanted,
    *,
    unit: str,
    window: tuple[float, float],
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
    _check(frame, wanted)
    frame = stated(frame, (wanted.by, wanted.across), look.language)
    most = MOST_SERIES if wanted.top is None else wanted.top + 1
    by, joined = joined_values(frame, wanted.by, look.language, most=most)
    names = _series_names(frame, by, look.language)
    words = speak(look.language).words
    other = words["other of"].format(len(joined)) if joined else None
    _check_series(frame, by, names, wanted=wanted, most=max(most, MOST_APART) + bool(joined))
    by_of = dict(zip(names, by, strict=True))
    last = {name for name, value in by_of.items() if value == other}
    largest = wanted.stack or wanted.order == "value"
    ordered = series_in_order(frame, names, by_value=largest, last=last)
    facets = _facets(frame, names, wanted, window=window, ordered=ordered)
    if unit in SHARES:
        _check_shares(frame, facets, wanted)
    # A series of which nothing is drawn stands in no key.
    ordered = [name for name in ordered if any(name in one.names for one in facets.values())]
    unit_name = f"{unit} {words['per day']}".strip() if wanted.per_day else unit
    looks = _looks(by_of, ordered, wanted, look=look, last=last)
    twice = counted_twice(frame["measure"].unique())
    pairs = zip(names, frame["measure"].tolist(), strict=True)
    totals = frozenset(name for name, measure in pairs if measure in twice)
    columns = Columns(facets, looks, unit_name, wanted.stack, wanted.log, totals=totals)
    return columns, period_notes(frame, facets, joined, language=look.language, adds=wanted.adds)


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


def _check(frame: pd.DataFrame, wanted: Wanted) -> None:
    for column in (wanted.by, wanted.across):
        if column is not None and column not in frame.columns:
            near = did_you_mean(column, frame.columns) or f"columns: {', '.join(frame.columns)}"
            raise UsageError(f'there is no column "{column}" ({near})')
    if wanted.stack and wanted.log:
        raise UsageError("a logarithmic axis cannot show a stack (leave out stack or log)")
    measures = set(frame["measure"].unique())
    for total in measures & set(TOTALS) if wanted.stack else ():
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
    frame: pd.DataFrame, by: Sequence[str], names: Sequence[str], *, wanted: Wanted, most: int
) -> None:
    count = len(set(names))
    if count > most:
        raise UsageError(
            f"{count} series are too many to tell apart (filter by claimant or measure)"
        )
    if not wanted.stack:
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


def _check_shares(frame: pd.DataFrame, facets: dict[str, PeriodSums], wanted: Wanted) -> None:
    """Refuse to add up percentages, or to divide them by days."""
    advice = f"choose a period shorter than one {wanted.period}, or leave it out to draw each alone"
    if wanted.per_day:
        raise UsageError("percentages have no rate per day (leave out per_day)")
    if (row_weights(frame) > 1).any():
        raise UsageError(f"percentages have no sum ({advice})")
    for sums in facets.values():
        for name, counts in zip(sums.names, sums.count, strict=True):
            if counts.max() > 1:
                many = f'{counts.max()} of "{name}" are' if name else f"{counts.max()} are"
                raise UsageError(
                    f"percentages have no sum, and {many} of one {wanted.period} ({advice})"
                )


def _facets(
    frame: pd.DataFrame,
    names: Sequence[str],
    wanted: Wanted,
    *,
    window: tuple[float, float],
    ordered: Sequence[str],
) -> dict[str, PeriodSums]:
    """Sum up each facet; all share the periods of the whole."""
    whole = sums_by_period(frame, names, period=wanted.period, window=window)
    shared = (float(whole.edges[0]), float(whole.edges[-1]))
    drawn = dict(zip(whole.names, whole.count.sum(axis=1).tolist(), strict=True))
    ordered = [name for name in ordered if drawn[name]]
    if wanted.across is None:
        return {"": _finished(whole, ordered, wanted)}
    values = frame[wanted.across].astype(str).to_numpy()
    count = len(set(values.tolist()))
    if count > MOST_FACETS:
        raise LayoutError(f'{count} panels are too many to read (filter by "{wanted.across}")')
    named = np.asarray(names, dtype=object)
    return {
        value: _finished(
            sums_by_period(
                frame[values == value].reset_index(drop=True),
                named[values == value].tolist(),
                period=wanted.period,
                window=shared,
            ),
            ordered,
            wanted,
        )
        for value in facets_in_order(frame, wanted.across, by_value=wanted.order == "value")
    }


def _finished(sums: PeriodSums, ordered: Sequence[str], wanted: Wanted) -> PeriodSums:
    """Bring the series into order, and divide by days where rates are asked for."""
    rows = [sums.names.index(name) for name in ordered if name in sums.names]
    days = np.diff(sums.edges) / SECONDS_PER_DAY if wanted.per_day else 1.0
    return replace(
        sums,
        names=tuple(sums.names[row] for row in rows),
        drawn=sums.drawn[rows] / days,
        reach=sums.reach[rows] / days,
        count=sums.count[rows],
        qualifier=sums.qualifier[rows],
        rate=wanted.per_day,
    )


def _looks(
    by_of: dict[str, str], ordered: Sequence[str], wanted: Wanted, *, look: Look, last: set[str]
) -> dict[str, tuple[str, str]]:
    """Give the series the colours of their sides, or, where those are not distinct, their own."""
    # What is joined stands back; among greys in print it needs a pattern, too.
    neutral = ("faint", "+")
    own = {name: look.of(by_of[name]) for name in ordered if name not in last}
    if wanted.by != look.color_by or len(set(own.values())) < len(own):
        own = {
            name: (f"side {place}", pattern)
            for place, (name, pattern) in enumerate(zip(own, look.theme.patterns, strict=False))
        }
    return {name: own.get(name, neutral) for name in ordered}
