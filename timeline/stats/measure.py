"""What bars draw: the claims of a measure, or events counted as one claim each.

Takes a checked table and the measure asked for; returns the rows that are meant, the claims
that are drawn of them, and what a figure says of how these were made.
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
from timeline.stats.binning import check_many, period_numbers, period_starts, sums_by_period
from timeline.stats.claims import lines_text
from timeline.stats.concurrency import ActiveCounts, active_counts, last_instant
from timeline.stats.selection import Filter, Selection, select
from timeline.stats.sums import SHARES
from timeline.tables.measures import COUNTED, measured, rows_at

if TYPE_CHECKING:
    import pandas as pd

    from timeline.model import EventTable

__all__ = ["ResolvedMeasure", "apportioned", "check_count_by", "resolve_measure"]

_VALUES = ("value_low", "value_best", "value_high")


def check_count_by(count_by: str | None, period: str | None) -> None:
    """Raise a UsageError for a rule that has no periods to count in."""
    if count_by is not None and period is None:
        raise UsageError("count_by needs a period (day, week, month, quarter, year or decade)")


def apportioned(frame: pd.DataFrame, period: str, how: str) -> tuple[pd.DataFrame, list[int]]:
    """Return claims that each lie in one period, and the lines of those that did not.

    Parameters
    ----------
    frame
        Claim rows with ``start_earliest``, ``start_latest`` and ``end_latest``.
    period
        One of ``PERIODS``.
    how
        ``"start"``: a claim counts where its event begins, if that is known to be one period;
        ``"split"``: in every period by its share of the event's time.

    Examples
    --------
    >>> import pandas as pd
    >>> day = 86400.0
    >>> rows = pd.DataFrame({"line": [2], "start_earliest": [-day], "start_latest": [-1.0],
    ...                      "end_latest": [3 * day], "value_low": 8.0, "value_best": 8.0,
    ...                      "value_high": 8.0, "value_qualifier": ""})
    >>> apportioned(rows, "year", "split")[0][["value_best", "value_qualifier"]].values.tolist()
    [[2.0, '~'], [6.0, '~']]
    >>> apportioned(rows, "year", "start")[0]["value_best"].tolist()
    [8.0]
    """
    first = frame["start_earliest"].to_numpy(float)
    last = np.maximum(frame["end_latest"].to_numpy(float) - 1e-3, first)
    bounded = np.isfinite(first) & np.isfinite(last)
    begins = period_numbers(np.where(bounded, first, 0.0), period)
    ends = period_numbers(np.where(bounded, last, 0.0), period)
    longer = bounded & (begins != ends)
    if how == "start":
        latest = frame["start_latest"].to_numpy(float)
        latest = np.where(np.isfinite(latest), latest - 1e-3, np.inf)
        known = np.isfinite(latest) & (latest < period_starts(begins + 1, period))
        # The start of a day is any instant of it: what counts is the day's own period.
        longer &= known
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
    """Return claims, those longer than a period split into one row a period with its share."""
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
    return parts.assign(
        start_earliest=since,
        end_latest=until,
        value_qualifier=np.where(cut & (loose == ""), "~", loose),
        **values,
    )


@dataclass(frozen=True)
class ResolvedMeasure:
    """The rows that bars stand for, and the claims that they draw.

    ``selection`` holds the rows of the table, ``claims`` what is drawn of them: the same
    rows, or, of events counted over time, a row a period. ``counted`` says that each row is
    an event and counts as one, ``adds`` that sums of several periods mean something, and
    ``subject`` what is drawn where no row says so. ``notes`` tell how it was counted.
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
        """The selection of what is drawn, with the account of the rows that it stands for."""
        spanning, numberless = (rows_at(self.claims, lines) for lines in self._left_out)
        account = self.selection.account.without("longer than one period", spanning)
        account = account.without("without a number", numberless)
        return replace(self.selection, rows=Rows(self.claims), account=account)

    @property
    def lines(self) -> set[int]:
        """The lines of the table that are drawn."""
        left_out = {line for lines in self._left_out for line in lines}
        return set(self.selection.frame["line"].tolist()) - left_out

    @property
    def _left_out(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The lines that sums over time have no one period for, and those without a number."""
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
    r"""Choose the rows of bars, and count events where no claim is asked for.

    Parameters
    ----------
    events
        The checked table.
    measure
        One measure or several; a column of numbers, or ``"events"``, where no row has it.
    where, since, until
        As ``select`` takes them.
    period
        That of bars over time: an event then counts in each in which it is under way.
    per_day
        Whether sums are divided by days, which no count of what is under way can be.
    keys
        The columns by which counts are grouped.
    facet
        That of them which splits the figure: each part has a zero where nothing of it is
        under way but something of the table is.
    count_by
        How a claim about more than one period counts: ``"start"``, ``"split"``, or not at all.
    language
        In which counts are named and explained.

    Raises
    ------
    UsageError
        What ``measured`` and ``select`` refuse, and a rate of events under way.

    Examples
    --------
    >>> from timeline.tables.checking.validate import read_events
    >>> table = read_events(b"title,start,end\nKorea,1950-06-25,1953-07-27\n")
    >>> counts = resolve_measure(table, "events", period="year")
    >>> len(counts.selection.frame), len(counts.claims), counts.measures
    (1, 4, ('events under way',))
    """
    asked = (measure,) if isinstance(measure, str) else tuple(measure)
    made, remarks = measured(events, asked)
    chosen = {**(where or {}), "measure": list(asked)}
    selection = select(made, claims=True, where=chosen, since=since, until=until)
    check_count_by(count_by, period)
    if not remarks or remarks[0].value != COUNTED:
        subject = ", ".join(remark.value for remark in remarks)
        found = ResolvedMeasure(
            selection, selection.frame, asked, period, subject=subject, remarks=remarks
        )
        return in_periods(found, count_by, name=events.name, language=language)
    if count_by is not None:
        raise UsageError("count_by is for claims: an event counts wherever it is under way")
    if period is None:
        name = speak(language).words["events counted"]
        # Nobody claims the count but the table itself, and rivals would not be added up.
        frame = selection.frame.assign(measure=name, claimed_by=events.name)
        selection = replace(selection, rows=Rows(frame))
        return ResolvedMeasure(selection, frame, (name,), counted=True, subject=name,
                     remarks=remarks)  # fmt: skip
    counts = active_counts(
        selection.frame, period, keys=keys, facet=facet,
        whole=made.frame[made.frame["measure"] == COUNTED], latest=last_instant(events.frame),
        window=(selection.since, selection.until),
    )  # fmt: skip
    if counts.again and per_day:
        raise UsageError(
            f"events that go on for more than one {period} have no rate per day "
            "(leave out per_day, or choose a longer period)"
        )
    name = speak(language).words["events under way" if counts.again else "events counted"]
    # Nobody claims a count: it is the table's own.
    claims = counts.frame.assign(measure=name, claimed_by="")
    selection = replace(selection, rows=Rows(selection.frame.assign(measure=name)))
    return ResolvedMeasure(
        selection, claims, (name,), period, counted=True, adds=not counts.again, subject=name,
        notes=_notes(counts, language), remarks=remarks,
    )  # fmt: skip


def in_periods(
    found: ResolvedMeasure, count_by: str | None, *, name: str, language: str
) -> ResolvedMeasure:
    """Return claims over time by the rule for those that are longer than one period."""
    if found.period is None:
        return found
    if count_by is None:
        longer = found._left_out[0]
        return replace(found, remarks=(*found.remarks, *_longer(found, longer, name)))
    claims, lines = apportioned(found.claims, found.period, count_by)
    if not lines:
        return replace(found, claims=claims)
    if count_by == "split" and found.claims["unit"].isin(SHARES).any():
        raise UsageError(
            f"percentages cannot be split over time ({lines_text(lines)}): "
            f'choose count_by="start", or a period longer than one {found.period}'
        )
    spoken = speak(language)
    rows = spoken.words["row" if len(lines) == 1 else "rows"]
    told = spoken.words[f"counted {count_by}"].format(
        rows.format(spoken.number(len(lines)), lines_text(lines))
    )
    return replace(found, claims=claims, notes=(*found.notes, sentence(told, language)))


def _longer(found: ResolvedMeasure, lines: Sequence[int], name: str) -> list[Problem]:
    """Tell the claims about more than one period, which are not drawn."""
    if not lines:
        return []
    many = rows_at(found.claims, lines)
    rows = "1 claim is" if many == 1 else f"{many:,} claims are"
    message = f"{rows} about more than one {found.period} and not drawn"
    hint = "--count-by start counts them where they begin, --count-by split spreads them evenly"
    line = lines[0] if lines[0] > 0 else 0
    return [
        Problem(name, line, "", "", message, hint, "longer-than-period", fatal=False, rows=many)
    ]


def _notes(counts: ActiveCounts, language: str) -> tuple[str, ...]:
    """Tell how events were counted that are not all within one period and exactly dated."""
    spoken = speak(language)
    told = [
        (counts.again, "counts while"),
        (counts.possible, "counts perhaps"),
        (counts.approximate > 0, "counts as dated"),
    ]
    number = spoken.number(counts.approximate)
    return tuple(sentence(spoken.words[key].format(number), language) for said, key in told if said)
