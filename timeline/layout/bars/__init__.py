"""The layout of claims as bars: horizontal, vertical, or as columns on a time axis.

Takes the claim rows of a selection; returns a ``Layout``. Values are averaged or added up only on
request, and the figure then says so; its notes name joined, omitted and duplicate claims.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from timeline.captions.datatable import (
    Table,
    claim_hovers,
    claimants_note,
    claims_table,
    periods_table,
    sum_text,
    value_text,
    with_sums,
)
from timeline.errors import LayoutError, UsageError
from timeline.layout.bars.categorical import categorical_layout, fits_standing
from timeline.layout.bars.columns import columns_layout
from timeline.layout.bars.rows import Hovers, blocks_of, reading_order
from timeline.layout.bars.series import Wanted, columns_of, stated
from timeline.layout.scene import Layout
from timeline.layout.style import Look
from timeline.locale.language import language as speak
from timeline.locale.language import sentence
from timeline.stats.binning import joined_values
from timeline.stats.claims import (
    Claim,
    check_columns,
    check_unit,
    claims_from,
    lines_text,
    only_measures,
    repeats,
)
from timeline.stats.sums import (
    TOTALS,
    check_nested,
    combined,
    counted_twice,
    revised_rows,
    sums,
)

if TYPE_CHECKING:
    import pandas as pd

    from timeline.stats.selection import Selection

__all__ = ["as_read", "bars_layout", "bars_table"]

#: More rows than this are no picture.
MOST_ROWS = 250
#: So many revisions are named in a note; more are counted.
NAMED = 6


def bars_layout(
    selection: Selection,
    look: Look,
    *,
    measure: str | Sequence[str],
    by: str = "side",
    across: str | None = None,
    period: str | None = None,
    stack: bool = False,
    per_day: bool = False,
    log: bool = False,
    combine: str | None = None,
    order: str = "table",
    horizontal: bool | None = None,
    adds: bool = True,
    top: int | None = None,
    notes: Sequence[str] = (),
) -> Layout:
    """Lay out the claims of a selection as bars ``look.width`` pixels wide.

    Parameters
    ----------
    selection
        Claim rows, as ``select(..., claims=True)`` gives them.
    measure
        One or several measures, of one unit.
    by
        The column that names the bars, or the series over time.
    across
        A column whose values get a block, or over time a panel, each.
    period
        ``"day"``, ``"week"``, ``"month"``, ``"quarter"``, ``"year"`` or ``"decade"``:
        sums over time, in standing columns.
    stack, per_day
        Over time: series on top of each other; sums divided by the period's days.
    log
        Use a logarithmic axis, marked as such.
    combine
        ``"range"`` or ``"median"`` of rival claims, ``"sum"`` of a claimant's; else none.
    order
        ``"table"``, or ``"value"`` for the largest first.
    horizontal
        ``False`` for standing bars, where their names fit; else they lie. Over time they
        stand.
    adds
        Whether what is drawn of several periods may be added up.
    top
        So many bars or series are told apart by ``by``; the sum of the rest is "other".
    notes
        Further notes on how the bars were computed.

    Raises
    ------
    UsageError
        A measure, column or option that is not known, units that differ, or a sum
        that would count something twice.
    LayoutError
        More bars than can be read.
    """
    measures = [measure] if isinstance(measure, str) else list(measure)
    frame = only_measures(selection.frame, measures)
    unit = check_unit(frame)
    if period is not None:
        if combine not in (None, "sum"):
            raise UsageError(
                f'combine "{combine}" is for bars without a period: over time each claimant is a '
                "series of its own (leave out combine, or period)"
            )
        wanted = Wanted(
            by, across, period, stack=stack, per_day=per_day, log=log, order=order, adds=adds,
            top=top,
        )  # fmt: skip
        window = (selection.since, selection.until)
        columns, column_notes = columns_of(frame, look, wanted, unit=unit, window=window)
        return columns_layout(columns, _with_notes(look, [*notes, *column_notes]))
    if stack or per_day:
        option = "stack" if stack else "per_day"
        raise UsageError(f"{option} needs a period (day, week, month, quarter, year or decade)")
    check_columns(frame, by, look.color_by, across)
    frame = stated(frame, (by, across), look.language)
    frame, rest = _topped(frame, by, top, combine=combine, language=look.language)
    notes = (*notes, *rest)
    added = _added(frame, [by, *([across] if across else [])], combine)
    claims = claims_from(added, by=by, color_by=look.color_by, across=across)
    claims = tuple(sorted(claims, key=lambda claim: measures.index(claim.measure)))
    notes = (
        *notes,
        *_notes(claims, look.language, combine=combine),
        *_revision_notes(frame, added, look.language),
    )
    claims = _joined(claims, frame, combine, by=by, across=across, look=look)
    if len(claims) > MOST_ROWS:
        advice = 'combine="sum", a period, or a filter makes fewer'
        raise LayoutError(f"{len(claims):,} bars are too many to read ({advice})")
    blocks = blocks_of(claims, look=look, order=order, unit=unit)
    hovers = _hovers(claims, frame, look.language)
    lying = horizontal is not False or not fits_standing(blocks, look)
    style = _with_notes(look, notes)
    return categorical_layout(blocks, style, hovers=hovers, log=log, horizontal=lying)


def bars_table(
    selection: Selection,
    look: Look,
    *,
    measure: str | Sequence[str],
    by: str = "side",
    across: str | None = None,
    period: str | None = None,
    per_day: bool = False,
    top: int | None = None,
    order: str = "table",
    counted: bool = False,
) -> Table:
    """Return the data of the bars drawn with the same options, as rows of texts.

    ``counted`` says that they count events, of which there may be none.
    """
    measures = [measure] if isinstance(measure, str) else list(measure)
    frame = only_measures(selection.frame, measures)
    if period is None:
        frame = as_read(
            frame, measures, by=by, across=across, color_by=look.color_by, order=order,
            language=look.language,
        )  # fmt: skip
        return claims_table(with_sums(frame, language=look.language), language=look.language)
    wanted = Wanted(by, across, period, per_day=per_day, top=top)
    window = (selection.since, selection.until)
    columns, _ = columns_of(frame, look, wanted, unit=check_unit(frame), window=window)
    return periods_table(columns.facets, counted=counted, language=look.language)


def as_read(
    frame: pd.DataFrame,
    measures: Sequence[str],
    *,
    by: str,
    across: str | None,
    color_by: str,
    order: str,
    language: str,
) -> pd.DataFrame:
    """Return claims in the order in which their bars are read, for description and table."""
    places = [measures.index(name) for name in frame["measure"].tolist()]
    frame = frame.iloc[np.argsort(places, kind="stable")]
    named = stated(frame, (by, across), language)
    claims = claims_from(named, by=by, color_by=color_by, across=across)
    return frame.iloc[reading_order(claims, order=order)]


def _topped(
    frame: pd.DataFrame, by: str, top: int | None, *, combine: str | None, language: str
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Return claims with the smallest joined as "other" at the end, and a note naming them."""
    if top is None:
        return frame, ()
    if combine != "sum":
        raise UsageError(
            f'top needs sums: what is not among the first {top} is one (combine="sum")'
        )
    values, joined = joined_values(frame, by, language, most=top + 1)
    if not joined:
        return frame, ()
    spoken = speak(language)
    other = spoken.words["other of"].format(len(joined))
    texts = [f"{name} ({spoken.number(total)})" for name, total in list(joined.items())[:NAMED]]
    more = [spoken.words["and more"].format(len(joined) - NAMED)] if len(joined) > NAMED else []
    last = np.argsort([value == other for value in values], kind="stable")
    frame = frame.assign(**{by: values}).iloc[last].reset_index(drop=True)
    return frame, (f"{other}: {', '.join([*texts, *more])}",)


def _added(frame: pd.DataFrame, keys: Sequence[str], combine: str | None) -> pd.DataFrame:
    """Return the rows that are drawn: of what is added up, each claim as it was last given."""
    if combine != "sum":
        return frame
    gone = revised_rows(frame, keys)["line"]
    return frame[~frame["line"].isin(gone.tolist())].reset_index(drop=True)


def _revision_notes(frame: pd.DataFrame, added: pd.DataFrame, language: str) -> list[str]:
    """Say which of several numbers of one claimant were added up."""
    if len(added) == len(frame):
        return []
    words, gone = speak(language).words, revised_rows(frame)
    pairs = zip(gone["revision"].tolist(), gone["line"].tolist(), strict=True)
    texts = [words["line for line"].format(last, first) for last, first in pairs]
    more = [words["and more"].format(len(texts) - NAMED)] if len(texts) > NAMED else []
    return [words["revision"].format(", ".join([*texts[:NAMED], *more]))]


def _joined(
    claims: tuple[Claim, ...],
    frame: pd.DataFrame,
    combine: str | None,
    *,
    by: str,
    across: str | None,
    look: Look,
) -> tuple[Claim, ...]:
    """Combine claims as asked, and set the sums of parts beside totals of rivals."""
    if combine == "sum":
        keys = [by, look.color_by, "measure", "claimed_by", *([across] if across else [])]
        check_nested(frame, list(dict.fromkeys(keys)))
        return combined(claims, combine, language=look.language)
    return (*combined(claims, combine, language=look.language), *sums(claims))


def _hovers(claims: Sequence[Claim], frame: pd.DataFrame, language: str) -> Hovers:
    """Return the tooltip of each bar: of a claim its own, of a number made how it was made."""
    single = {claim.line for claim in claims if not (claim.made or claim.parts)}
    hover_texts = claim_hovers(frame[frame["line"].isin(single)], language=language)
    hovers: dict[tuple[int, ...], str] = {(line,): text for line, text in hover_texts.items()}
    for claim in claims:
        if claim.made or claim.parts:
            name = claim.by or claim.measure
            number = f"{claim.measure}: {value_text(claim, language=language, unit=claim.unit)}"
            how = claim.made or sum_text(claim, language=language)
            how += f": {claim.claimant}" if claim.made and claim.claimant else ""
            hovers[claim.lines] = "\n".join((name, number, how))
    return hovers


def _notes(claims: Sequence[Claim], language: str, *, combine: str | None) -> list[str]:
    """Tell what a reader must know of the claims: one claimant of all, totals, repetitions."""
    words = speak(language).words
    notes = claimants_note({claim.claimant for claim in claims}, language=language)
    beside = () if combine == "sum" else dict.fromkeys(one.measure for one in sums(claims))
    for total in beside:
        parts = speak(language).listed(TOTALS[total])
        notes.append(words["total beside"].format(_capital(total), parts))
    for total, parts in counted_twice(claim.measure for claim in claims).items():
        if total not in beside:
            notes.append(words["counts too"].format(_capital(total), parts))
    for again in repeats(claims) if combine != "sum" else ():
        lines = lines_text([claim.line for claim in again], language)
        notes.append(words["claimed twice"].format(_capital(again[0].measure), lines))
    blank = [claim.line for claim in claims if claim.drawn != claim.drawn]
    if combine and blank:
        notes.append(words["without number"].format(lines_text(blank, language)))
    return notes


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _with_notes(look: Look, notes: Sequence[str]) -> Look:
    """Add notes of the figure to those of its rows, in the picture and in its meta."""
    if not notes:
        return look
    texts = (*look.notes, *(sentence(note, look.language) for note in notes))
    return replace(look, notes=texts, meta={**look.meta, "notes": list(texts)})
