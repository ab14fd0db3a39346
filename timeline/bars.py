"""The layout of claims as bars: which claims, how named, lying, standing or over time.

Takes the claim rows of a selection and returns a ``Layout``. Nothing is averaged or
added up unless that is asked for, and then the figure says so; what is joined,
left out or claimed twice stands in its notes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.bar_blocks import blocks_of, claimant_text
from timeline.bar_rows import rows_layout
from timeline.errors import LayoutError, UsageError
from timeline.language import language as speak
from timeline.model import Layout
from timeline.rivals import check_unit, claims_from, lines_text, only_measures, repeats, sums
from timeline.stage import Look

if TYPE_CHECKING:
    import pandas as pd

    from timeline.rivals import Claim
    from timeline.selection import Selection

__all__ = ["bars_layout"]

#: More rows than this are no picture.
MOST_ROWS = 250


def bars_layout(
    selection: Selection,
    look: Look,
    *,
    measure: str | Sequence[str],
    by: str = "side",
    across: str | None = None,
    period: str | None = None,
    stack: bool = False,
    log: bool = False,
    combine: str | None = None,
    order: str = "table",
    horizontal: bool | None = None,
) -> Layout:
    """Lay out the claims of a selection as bars ``look.width`` pixels wide."""
    measures = [measure] if isinstance(measure, str) else list(measure)
    frame = only_measures(selection.frame, measures)
    unit = check_unit(frame)
    claims = claims_from(frame, by=by, color_by=look.color_by, across=across)
    claims = tuple(sorted(claims, key=lambda claim: measures.index(claim.measure)))
    claims = (*claims, *sums(claims))
    if len(claims) > MOST_ROWS:
        raise LayoutError(f"{len(claims)} bars are too many to read")
    blocks = blocks_of(claims, look=look, order=order, unit=unit)
    return rows_layout(blocks, look, hovers={}, log=log)
