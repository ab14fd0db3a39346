"""What every chart asks of its options: the rows to draw, and the looks of what is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from timeline.captions.captions import Captions
from timeline.layout.style import Look, side_places
from timeline.stats.selection import Filter, Selection
from timeline.theme import Theme

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["filters_of", "look_of"]


def filters_of(where: Mapping[str, Filter] | None, **columns: Filter | None) -> dict[str, Filter]:
    """Return every filter by its column: those of ``where`` and those with a keyword."""
    named = {column: value for column, value in columns.items() if value}
    return {**(where or {}), **named}


def look_of(
    whole: pd.DataFrame,
    selection: Selection,
    words: Captions,
    *,
    theme: Theme,
    width: float,
    color_by: str,
    sides: Sequence[str],
    language: str,
) -> Look:
    """Return the looks of a chart: its colours by what the column ``color_by`` says."""
    return Look(
        width=width,
        theme=theme,
        colors=side_places(whole, selection.frame, color_by, theme=theme, order=sides),
        color_by=color_by,
        language=language,
        title=words.title,
        subtitle=words.subtitle,
        source=words.source,
        notes=words.notes,
        note_numbers=words.note_numbers,
        meta=words.meta,
    )
