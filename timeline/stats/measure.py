"""Resolve a measure: the claims that bars draw, or events counted as one claim each.

Takes a checked table and the requested measure; returns the selected rows, their
claims, and notes on how these were computed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from timeline.errors import Problem, UsageError
from timeline.locale.language import language as speak
from timeline.locale.language import sentence
from timeline.model import Rows
from timeline.stats.binning import (
    LEAST,
    check_many,
    period_starts,
    sums_by_period,
    whole_periods,
)
from timeline.stats.claims import lines_text
from timeline.stats.concurrency import ActiveCounts, active_counts, last_instant
from timeline.stats.selection import Filter, Selection, select
from timeline.stats.sums import SHARES
from timeline.tables.measures import COUNTED, rows_at, with_measure

if TYPE_CHECKING:
    import pandas as pd

    from timeline.model import EventTable

_VALUES = ("value_low", "value_best", "value_high")


def apportion(frame: pd.DataFrame, period: str, how: str) -> tuple[pd.DataFrame, list[int]]:
    """Return claims that are within one period each, and the lines of those that were not.

    Parameters
    ----------
    frame
        Claim rows with ``start_earliest``, ``start_latest`` and ``end_latest``.
    period
        One of ``PERIODS``.
    how
        ``"start"``: a claim counts in the period of its start, if that is certain;
        ``"split"``: in every period, by its share of the event's time.

    Examples
    --------
    >>> import pandas as pd
    >>> day = 86400.0
    >>> rows = pd.DataFrame({"line": [2], "start_earliest": [-day], "start_latest": [-1.0],
    ...                      "end_latest": [3 * day], "value_low": 8.0, "value_best": 8.0,
    ...                      "value_high": 8.0, "value_qualifier": ""})
    >>> apportion(rows, "year", "split")[0][["value_best", "value_qualifier"]].values.tolist()
    [[2.0, '~'], [6.0, '~']]
    >>> apportion(rows, "year", "start")[0]["value_best"].tolist()
    [8.0]
    """
    first = frame["start_earliest"].to_numpy(float)
    last = np.maximum(frame["end_latest"].to_numpy(float) - LEAST, first)
    begins, ends, bounded = whole_periods(first, last, period)
    longer = bounded & (begins != ends)
    if how == "start":
        # A start within a day may be any instant of it, so use the period of the day.
        latest = frame["start_latest"].to_numpy(float) - LEAST
        longer &= np.isfinite(latest) & (latest < period_starts(begins + 1, period))
        moved = np.where(longer, period_starts(begins + 1, period), frame["end_latest"])
        return frame.assign(end_latest=moved), _lines(frame, longer)
    if not longer.any():
        return frame, []
    check_many(int((ends - begins)[longer].max()) + 1, period)
    return _split(frame, longer, begins=begins, ends=ends, period=period), _lines(frame, longer)


def _lines(frame: pd.DataFrame, rows: np.ndarray) -> list[int]:
    return [int(line) for line in frame["line"].to_numpy()[rows]]


def _split(
    frame: pd.DataFrame, longer: np.ndarray, *, begins: np.ndarray, ends: np.ndarray, period: str
) -> pd.DataFrame:
    """Return the claims, with long ones split into one row per period, by share."""
    times = np.where(longer, ends - begins + 1, 1)
    row = np.repeat(np.arange(len(frame)), times)
    step = np.arange(len(row)) - np.repeat(np.cumsum(times) - times, times)
    parts = frame.iloc[row].reset_index(drop=True)
    cut = longer[row]
    number = begins[row] + np.where(cut, step, 0)
    low, high = parts["start_earliest"].to_numpy(float), parts["end_latest"].to_numpy(float)
    since = np.where(cut, np.maximum(low, period_starts(number, period)), low)
    until = np.where(cut, np.minimum(high, period_starts(number + 1, period)), high)
    with np.errstate(invalid="ignore"):
        share = np.where(cut, (until - since) / (high - low), 1.0)
    values = {name: parts[name].to_numpy(float) * share for name in _VALUES}
    loose = parts["value_qualifier"].to_numpy(object)
    qualifiers = np.where(cut & (loose == ""), "~", loose)
    return parts.assign(
        start_earliest=since, end_latest=until, value_qualifier=qualifiers, **values
    )


@dataclass(frozen=True)
class ResolvedMeasure:
    """The selected rows, and the claims that bars draw.

    ``selection`` holds rows of the table, ``claims`` the rows to draw: the same
    rows, or one per period for events counted over time. ``counted`` is whether each row is
    an event that counts as one, ``adds`` whether sums over periods are meaningful, and
    ``subject`` the name of the measure if no row has one. ``notes`` explain the counting.
    """

    selection: Selection
    claims: pd.DataFrame
    measures: tuple[str, ...]
    period: str | None = None
    counted: bool = False
    adds: bool = True
    subject: str = ""
    notes: tuple[str, ...] = ()
    remarks: tuple[Problem, ...] = ()

    @property
    def drawn(self) -> Selection:
        """The drawn claims as a selection, with the account of their source rows."""
        spanning, numberless = (rows_at(self.claims, lines) for lines in self._left_out)
        account = self.selection.account.without("longer than one period", spanning)
        account = account.without("without a number", numberless)
        return replace(self.selection, rows=Rows(self.claims), account=account)

    @property
    def lines(self) -> set[int]:
        """The line numbers that are drawn."""
        left_out = {line for lines in self._left_out for line in lines}
        return set(self.selection.frame["line"].tolist()) - left_out

    @property
    def _left_out(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Line numbers of claims longer than a period, and of those without a number."""
        if self.period is None or self.counted:
            return (), ()
        sums = sums_by_period(self.claims, [""] * len(self.claims), period=self.period)
        return sums.spanning, sums.numberless


def resolve_measure(
    events: EventTable,
    measure: str | Sequence[str],
    *,
    where: Mapping[str, Filter] | None = None,
    since: str | None = None,
    until: str | None = None,
    period: str | None = None,
    per_day: bool = False,
    keys: Sequence[str] = (),
    facet: str | None = None,
    count_by: str | None = None,
    language: str = "en",
) -> ResolvedMeasure:
    r"""Select the rows of bars; count events if the measure is not claimed.

    Parameters
    ----------
    events
        The checked table.
    measure
        One measure or several; a number column or ``"events"`` if no row has the measure.
    where, since, until
        As in ``select``.
    period
        The period of bars over time: an event then counts in each period it is active in.
    per_day
        Whether sums are divided by days; impossible for counts of active events.
    keys
        The columns to group counts by.
    facet
        The key that splits the figure: a facet gets a zero in periods in which none of its
        events is active but others are.
    count_by
        How a claim longer than a period counts: ``"start"``, ``"split"``, or not at all.
    language
        The language of names and notes.

    Raises
    ------
    UsageError
        ``with_measure`` or ``select`` refuse the arguments, or active events would have a rate.

    Examples
    --------
    >>> from timeline.tables.checking.validate import read_events
    >>> table = read_events(b"title,start,end\nKorea,1950-06-25,1953-07-27\n")
    >>> counts = resolve_measure(table, "events", period="year")
    >>> len(counts.selection.frame), len(counts.claims), counts.measures
    (1, 4, ('events under way',))
    """
    names = (measure,) if isinstance(measure, str) else tuple(measure)
    table, remarks = with_measure(events, names)
    chosen = {**(where or {}), "measure": list(names)}
    selection = select(table, claims=True, where=chosen, since=since, until=until)
    if count_by is not None and period is None:
        raise UsageError("count_by needs a period (day, week, month, quarter, year or decade)")
    if not remarks or remarks[0].value != COUNTED:
        subject = ", ".join(remark.value for remark in remarks)
        resolved = ResolvedMeasure(
            selection, selection.frame, names, period, subject=subject, remarks=remarks
        )
        return _in_periods(resolved, count_by, name=events.name, language=language)
    if count_by is not None:
        raise UsageError("count_by is for claims: an event counts wherever it is under way")
    if period is None:
        name = speak(language).words["events counted"]
        # A count has no claimant: competing claims would not be added up.
        frame = selection.frame.assign(measure=name, claimed_by=events.name)
        selection = replace(selection, rows=Rows(frame))
        return ResolvedMeasure(
            selection, frame, (name,), counted=True, subject=name, remarks=remarks
        )
    counts = active_counts(
        selection.frame, period, keys=keys, facet=facet,
        whole=table.frame[table.frame["measure"] == COUNTED], latest=last_instant(events.frame),
        window=(selection.since, selection.until),
    )  # fmt: skip
    if counts.again and per_day:
        raise UsageError(
            f"events that go on for more than one {period} have no rate per day "
            "(leave out per_day, or choose a longer period)"
        )
    name = speak(language).words["events under way" if counts.again else "events counted"]
    # A count has no claimant.
    claims = counts.frame.assign(measure=name, claimed_by="")
    selection = replace(selection, rows=Rows(selection.frame.assign(measure=name)))
    return ResolvedMeasure(
        selection, claims, (name,), period, counted=True, adds=not counts.again, subject=name,
        notes=_notes(counts, language), remarks=remarks,
    )  # fmt: skip


def _in_periods(
    resolved: ResolvedMeasure, count_by: str | None, *, name: str, language: str
) -> ResolvedMeasure:
    """Assign claims longer than one period by a rule."""
    if resolved.period is None:
        return resolved
    if count_by is None:
        longer = resolved._left_out[0]
        return replace(resolved, remarks=(*resolved.remarks, *_longer(resolved, longer, name)))
    claims, lines = apportion(resolved.claims, resolved.period, count_by)
    if not lines:
        return replace(resolved, claims=claims)
    if count_by == "split" and resolved.claims["unit"].isin(SHARES).any():
        raise UsageError(
            f"percentages cannot be split over time ({lines_text(lines)}): "
            f'choose count_by="start", or a period longer than one {resolved.period}'
        )
    spoken = speak(language)
    rows = spoken.words["row" if len(lines) == 1 else "rows"]
    message = spoken.words[f"counted {count_by}"].format(
        rows.format(spoken.number(len(lines)), lines_text(lines))
    )
    return replace(resolved, claims=claims, notes=(*resolved.notes, sentence(message, language)))


def _longer(resolved: ResolvedMeasure, lines: Sequence[int], name: str) -> list[Problem]:
    """Return a problem for the claims longer than one period, which are not drawn."""
    if not lines:
        return []
    many = rows_at(resolved.claims, lines)
    rows = "1 claim is" if many == 1 else f"{many:,} claims are"
    message = f"{rows} about more than one {resolved.period} and not drawn"
    hint = "--count-by start counts them where they begin, --count-by split spreads them evenly"
    line = lines[0] if lines[0] > 0 else 0
    code = "longer-than-period"
    return [Problem(name, line, "", "", message, hint, code, fatal=False, rows=many)]


def _notes(counts: ActiveCounts, language: str) -> tuple[str, ...]:
    """Return notes on counted events that span several periods or have inexact dates."""
    spoken = speak(language)
    keys = [
        (counts.again, "counts while"),
        (counts.possible, "counts perhaps"),
        (counts.approximate > 0, "counts as dated"),
    ]
    number = spoken.number(counts.approximate)
    return tuple(sentence(spoken.words[key].format(number), language) for said, key in keys if said)
