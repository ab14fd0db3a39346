"""The data of a figure as a table of texts: for the page under it and for exports.

Cells are written as the figure writes them, in its language. The first row is the
header; a column in which no row has anything is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from timeline.captions.claims import cell_text
from timeline.locale.language import language as speak
from timeline.locale.numbers import amount_texts
from timeline.locale.periods import period_texts
from timeline.locale.spans import span_texts
from timeline.rows import Rows
from timeline.stats.binning import PeriodSums

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Table", "claims_table", "gantt_table", "joined_tables", "periods_table"]

#: Rows of texts, the header first.
Table = tuple[tuple[str, ...], ...]


def gantt_table(events: pd.DataFrame | Rows, *, language: str = "en") -> Table:
    """Return the events of a Gantt: title, time and what else the table says of them."""
    words = speak(language).words
    columns = {
        words["title"]: events["title"].tolist(),
        words["time"]: span_texts(events, language=language),
    }
    for name in ("group", "side", "kind", "place", "source", "note"):
        columns[words[name]] = events[name].tolist()
    return _filled(columns)


def claims_table(claims: pd.DataFrame, *, language: str = "en") -> Table:
    """Return the claims of bars: what, how much, by whom, when."""
    words = speak(language).words
    columns = {words[name]: claims[name].tolist() for name in ("title", "measure", "side", "kind")}
    amounts = amount_texts(claims, language=language)
    columns[words["value"]] = [amount or words["no data"] for amount in amounts]
    columns[words["unit"]] = claims["unit"].tolist()
    columns[words["claimed by"]] = claims["claimed_by"].tolist()
    columns[words["time"]] = span_texts(claims, language=language)
    for name in ("place", "source", "note"):
        columns[words[name]] = claims[name].tolist()
    return _filled(columns)


def periods_table(facets: Mapping[str, PeriodSums], *, language: str) -> Table:
    """Return the sums of bars over time: a row a period, a column a series; gaps said."""
    words = speak(language).words
    columns: dict[str, list[str]] = {}
    for heading, sums in facets.items():
        texts = period_texts(sums.edges, sums.period, language=language)
        columns[words["time"]] = texts
        for row, name in enumerate(sums.names):
            label = ", ".join(part for part in (heading, name) if part) or words["value"]
            columns[label] = [
                cell_text(sums, (row, at), language=language)
                if sums.count[row, at]
                else words["no data"]
                for at in range(len(texts))
            ]
    return _filled(columns)


def _filled(columns: Mapping[str, Sequence[str]]) -> Table:
    """Return the columns that say something, as rows."""
    kept = {name: cells for name, cells in columns.items() if any(cells)}
    return (tuple(kept), *(tuple(row) for row in zip(*kept.values(), strict=True)))


def joined_tables(tables: Sequence[Table]) -> Table:
    """Set tables below each other; columns of one name become one.

    Examples
    --------
    >>> joined_tables([(("Title", "Side"), ("Relief", "UN")), (("Title", "B29"), ("June", "9"))])
    (('Title', 'Side', 'B29'), ('Relief', 'UN', ''), ('June', '', '9'))
    """
    head = tuple(dict.fromkeys(name for table in tables for name in table[0]))
    found = [head]
    for own, *body in tables:
        for cells in body:
            named = dict(zip(own, cells, strict=True))
            found.append(tuple(named.get(name, "") for name in head))
    return tuple(found)
