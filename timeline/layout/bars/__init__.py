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
    capitalized,
    claim_hovers,
    claimants_note,
    claims_table,
    first_few,
    periods_table,
    sum_text,
    value_text,
    with_sums,
)
from timeline.errors import LayoutError, UsageError
from timeline.layout.bars.categorical import categorical_layout, fits_standing
from timeline.layout.bars.columns import columns_layout
from timeline.layout.bars.rows import Hovers, blocks_of, reading_order
from timeline.layout.bars.series import BarOptions, columns_of, stated
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


def bars_layout(selection: Selection, look: Look, options: BarOptions) -> Layout:
    """Lay out the claims of a selection as bars ``look.width`` pixels wide.

    Parameters
    ----------
    selection
        Claim rows, as ``select(..., claims=True)`` gives them.
    look
        Width, theme, colours and language.
    options
        Which claims make a bar, and how it is drawn.

    Raises
    ------
    UsageError
        A measure, column or option that is not known, units that differ, or a sum
        that would count something twice.
    LayoutError
        More bars than can be read.
    """
    frame = only_measures(selection.frame, options.measures)
    unit = check_unit(frame)
    by, across, combine = options.by, options.across, options.combine
    if options.period:
        if combine not in (None, "sum"):
            raise UsageError(
                f'combine "{combine}" is for bars without a period: over time each claimant is a '
                "series of its own (leave out combine, or period)"
            )
        window = (selection.since, selection.until)
        columns, notes = columns_of(frame, look, options, window=window)
        return columns_layout(columns, _with_notes(look, [*options.notes, *notes]))
    if options.stack or options.per_day:
        option = "stack" if options.stack else "per_day"
        raise UsageError(f"{option} needs a period (day, week, month, quarter, year or decade)")
    check_columns(frame, by, look.color_by, across)
    frame = stated(frame, (by, across), look.language)
    frame, rest = _join_rest(frame, options, look.language)
    added = _without_revised(frame, [by, *([across] if across else [])], combine)
    claims = claims_from(added, by=by, color_by=look.color_by, across=across)
    claims = tuple(sorted(claims, key=lambda claim: options.measures.index(claim.measure)))
    notes = [
        *options.notes,
        *rest,
        *_notes(claims, look.language, combine=combine),
        *_revision_notes(frame, added, look.language),
    ]
    claims = _combine(claims, frame, options, look)
    if len(claims) > MOST_ROWS:
        advice = 'combine="sum", a period, or a filter makes fewer'
        raise LayoutError(f"{len(claims):,} bars are too many to read ({advice})")
    blocks = blocks_of(claims, look=look, order=options.order, unit=unit)
    horizontal = options.horizontal is not False or not fits_standing(blocks, look)
    return categorical_layout(
        blocks,
        _with_notes(look, notes),
        hovers=_hovers(claims, frame, look.language),
        log=options.log,
        horizontal=horizontal,
    )


def bars_table(selection: Selection, look: Look, options: BarOptions) -> Table:
    """Return the data of the bars drawn with the same options, as rows of texts."""
    frame, language = only_measures(selection.frame, options.measures), look.language
    if not options.period:
        frame = as_read(frame, options, color_by=look.color_by, language=language)
        return claims_table(with_sums(frame, language=language), language=language)
    window = (selection.since, selection.until)
    # However the columns are drawn, the data have the order of the table.
    in_table = replace(options, stack=False, order="table")
    columns, _ = columns_of(frame, look, in_table, window=window)
    return periods_table(columns.facets, counted=options.counted, language=language)


def as_read(
    frame: pd.DataFrame, options: BarOptions, *, color_by: str, language: str
) -> pd.DataFrame:
    """Return claims in the order in which their bars are read, for description and table."""
    places = [options.measures.index(name) for name in frame["measure"].tolist()]
    frame = frame.iloc[np.argsort(places, kind="stable")]
    named = stated(frame, (options.by, options.across), language)
    claims = claims_from(named, by=options.by, color_by=color_by, across=options.across)
    return frame.iloc[reading_order(claims, order=options.order)]


def _join_rest(
    frame: pd.DataFrame, options: BarOptions, language: str
) -> tuple[pd.DataFrame, list[str]]:
    """Return claims with the smallest joined as "other" at the end, and a note naming them."""
    top = options.top
    if top is None:
        return frame, []
    if options.combine != "sum":
        raise UsageError(
            f'top needs sums: what is not among the first {top} is one (combine="sum")'
        )
    values, joined = joined_values(frame, options.by, language, most=top + 1)
    if not joined:
        return frame, []
    spoken = speak(language)
    other = spoken.words["other of"].format(len(joined))
    texts = [f"{name} ({spoken.number(total)})" for name, total in joined.items()]
    last = np.argsort([value == other for value in values], kind="stable")
    frame = frame.assign(**{options.by: values}).iloc[last].reset_index(drop=True)
    return frame, [f"{other}: {', '.join(first_few(texts, NAMED, language))}"]


def _without_revised(frame: pd.DataFrame, keys: Sequence[str], combine: str | None) -> pd.DataFrame:
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
    return [words["revision"].format(", ".join(first_few(texts, NAMED, language)))]


def _combine(
    claims: tuple[Claim, ...], frame: pd.DataFrame, options: BarOptions, look: Look
) -> tuple[Claim, ...]:
    """Combine claims as asked, and set the sums of parts beside competing totals."""
    drawn = combined(claims, options.combine, language=look.language)
    if options.combine != "sum":
        return (*drawn, *sums(claims))
    keys = [options.by, look.color_by, "measure", "claimed_by", options.across]
    check_nested(frame, list(dict.fromkeys(filter(None, keys))))
    return drawn


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
    """Return notes on the claims: one claimant of all, totals, repetitions."""
    words = speak(language).words
    notes = claimants_note({claim.claimant for claim in claims}, language=language)
    beside = () if combine == "sum" else dict.fromkeys(one.measure for one in sums(claims))
    for total in beside:
        parts = speak(language).listed(TOTALS[total])
        notes.append(words["total beside"].format(capitalized(total), parts))
    for total, parts in counted_twice(claim.measure for claim in claims).items():
        if total not in beside:
            notes.append(words["counts too"].format(capitalized(total), parts))
    for again in repeats(claims) if combine != "sum" else ():
        lines = lines_text([claim.line for claim in again], language)
        notes.append(words["claimed twice"].format(capitalized(again[0].measure), lines))
    blank = [claim.line for claim in claims if claim.drawn != claim.drawn]
    if combine and blank:
        notes.append(words["without number"].format(lines_text(blank, language)))
    return notes


def _with_notes(look: Look, notes: Sequence[str]) -> Look:
    """Add notes of the figure to those of its rows, in the picture and in its meta."""
    if not notes:
        return look
    texts = (*look.notes, *(sentence(note, look.language) for note in notes))
    return replace(look, notes=texts, meta={**look.meta, "notes": list(texts)})
