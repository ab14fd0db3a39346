"""The data of a figure in words: tooltips, and a table of texts for page and exports.

Cells are written as the figure writes them, in its language. The first row is the
header; a column in which no row has anything is left out.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from timeline.captions.claims import cell_text, claimant_text
from timeline.locale.language import language as speak
from timeline.locale.numbers import amount_texts
from timeline.locale.spans import period_texts, span_texts
from timeline.model import Rows
from timeline.stats.binning import PeriodSums

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "Table",
    "claim_hovers",
    "claims_table",
    "event_hovers",
    "gantt_table",
    "joined_tables",
    "periods_table",
    "wrapped",
]

#: Letters of a line of a tooltip.
HOVER_WIDTH = 58


def event_hovers(events: pd.DataFrame | Rows, *, language: str = "en") -> list[str]:
    """Return the hover text of every event: title, time as it is known, who, what, where, note."""
    spans = span_texts(events, language=language)
    columns = (events[name].tolist() for name in ("title", "side", "kind", "place", "note"))
    texts = []
    for span, title, side, kind, place, note in zip(spans, *columns, strict=True):
        about = " · ".join(part for part in (side, kind, place) if part)
        told = (wrapped(title), span, wrapped(about), wrapped(note))
        texts.append("\n".join(part for part in told if part))
    return texts


def wrapped(text: str) -> str:
    r"""Return a text in lines that ends each with a blank where it goes on: so it is read out.

    Examples
    --------
    >>> wrapped("Launched in the evening; the front trenches are soon lost. It was over soon.")
    'Launched in the evening; the front trenches are soon lost. \nIt was over soon.'
    """
    return " \n".join(_lines(text))


@lru_cache(maxsize=1 << 12)
def _lines(text: str) -> list[str]:
    return textwrap.wrap(text, HOVER_WIDTH) if text else []


def claim_hovers(claims: pd.DataFrame, *, language: str = "en") -> dict[int, str]:
    """Return the hover text of every claim by its line: title, number, time, who says so, note."""
    words = speak(language).words
    spans, amounts = span_texts(claims, language=language), amount_texts(claims, language=language)
    names = ("line", "title", "measure", "unit", "side", "claimed_by", "note")
    columns = (claims[name].tolist() for name in names)
    texts = {}
    for span, amount, line, title, measure, unit, side, claimant, note in zip(
        spans, amounts, *columns, strict=True
    ):
        who = claimant_text(claimant, language=language)
        number = f"{measure}: {f'{amount} {unit}'.strip() if amount else words['no data']}"
        about = " · ".join(part for part in (side, who) if part)
        told = (wrapped(title), number, span, wrapped(about), wrapped(note))
        texts[int(line)] = "\n".join(part for part in told if part)
    return texts


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
