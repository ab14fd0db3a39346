"""Tooltips, and the data of a figure as a table of texts for pages and exports.

Cells are formatted as in the figure, in its language. The first row is the header; columns without
any value are left out.
"""

from __future__ import annotations

import math
import re
import textwrap
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from timeline.locale.dates import amount_text, amount_texts, bound_of
from timeline.locale.language import language as speak
from timeline.locale.spans import period_texts, span_texts
from timeline.model import Rows
from timeline.stats.binning import PeriodSums
from timeline.stats.claims import Claim, claims_from
from timeline.stats.sums import sums

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "Table",
    "capitalized",
    "cell_text",
    "claim_hovers",
    "claimant_text",
    "claimants_note",
    "claims_table",
    "event_hovers",
    "first_few",
    "gantt_table",
    "joined_tables",
    "periods_table",
    "sum_text",
    "value_text",
    "with_sums",
    "with_unit",
    "wrapped",
]

#: Spanish units that are feminine, by their endings: personas, embarcaciones, unidades.
FEMININE = re.compile(r"(?!días)\w+(?:as|iones|dades)\b", re.IGNORECASE)


def claimant_text(claimant: str, *, language: str) -> str:
    """Return the claimant in words, or that none is named.

    Examples
    --------
    >>> claimant_text("UN Command", language="en"), claimant_text("", language="de")
    ('according to UN Command', 'ohne Urheber')
    """
    words = speak(language).words
    return words["according to"].format(claimant) if claimant else words["no claimant"]


def capitalized(text: str) -> str:
    """Return a text with a capital first letter, the rest unchanged."""
    return text[:1].upper() + text[1:]


def first_few(texts: Sequence[str], most: int, language: str) -> list[str]:
    """Return the first texts and, in words, how many more there are.

    Examples
    --------
    >>> first_few(["US", "UK", "ROK"], 1, "en"), first_few(["US"], 1, "en")
    (['US', 'and 2 more'], ['US'])
    """
    more = len(texts) - most
    rest = [speak(language).words["and more"].format(more)] if more > 0 else []
    return [*texts[:most], *rest]


def claimants_note(claimants: Collection[str], *, language: str) -> list[str]:
    """Say who claims everything in a figure, or that nobody is named; nothing for several.

    Examples
    --------
    >>> claimants_note({"UN"}, language="en"), claimants_note({""}, language="en")
    (['Claimed by: UN'], ['claimant not stated'])
    """
    if len(claimants) != 1:
        return []
    who, words = next(iter(claimants)), speak(language).words
    return [f"{words['claimed by']}: {who}" if who else words["no claimant"]]


def with_unit(text: str, unit: str, language: str) -> str:
    """Append a unit, if there is one, to an amount; "about" agrees with it in Spanish.

    Examples
    --------
    >>> with_unit("unos 1500", "personas", "es"), with_unit("88", "", "en")
    ('unas 1500 personas', '88')
    """
    if language.startswith("es") and FEMININE.match(unit):
        text = re.sub(r"\bunos\b", "unas", text)
    return f"{text} {unit}".strip()


def value_text(claim: Claim, *, language: str, unit: str = "") -> str:
    """Write the number of a claim, and of a sum its terms."""
    text = _ends_text(claim, language) or amount_text(
        claim.best, claim.qualifier, low=claim.low, high=claim.high, language=language
    )
    if not text:
        return speak(language).words["no data"]
    if unit:
        text = with_unit(text, unit, language)
    if claim.made and claim.low < claim.best < claim.high < math.inf:
        ends = (claim.low, claim.high)
        whole = amount_text(claim.best, "..", low=ends[0], high=ends[1], language=language)
        text = f"{text} ({whole})"
    terms = [value_text(part, language=language) for part in claim.parts]
    return f"{text} = {' + '.join(terms)}" if 1 < len(terms) <= 3 else text


def _ends_text(claim: Claim, language: str) -> str:
    """Write between what numbers several claims lie, each end as it is known."""
    if claim.ends is None:
        return ""
    (low, one), (high, other) = claim.ends
    if one == other and one in ("", "~") and low < high:
        return amount_text(low, f"{one}..", low=low, high=high, language=language)
    low_text, high_text = (
        amount_text(number, qualifier, low=number, high=number, language=language)
        for number, qualifier in claim.ends
    )
    if low_text == high_text:
        return low_text
    return speak(language).words["span"].format(low_text, high_text)


def sum_text(claim: Claim, *, language: str) -> str:
    """Describe a sum: its claims, their claimants, and the claims left out.

    Examples
    --------
    >>> parts = tuple(Claim(2, "", of, "UN", "", 9, 9, 9, "") for of in ("killed", "wounded"))
    >>> from dataclasses import replace
    >>> sum_text(replace(parts[0], parts=parts, without=("missing",)), language="en")
    'sum of UN’s killed and wounded, without missing'
    """
    spoken = speak(language)
    measures = spoken.listed([part.measure for part in claim.parts])
    text = (
        spoken.words["sum of parts"].format(claim.claimant, measures)
        if claim.claimant
        else spoken.words["sum of unclaimed parts"].format(measures)
    )
    left = spoken.words["without"].format(spoken.listed(claim.without)) if claim.without else ""
    return ", ".join(part for part in (text, left) if part)


def with_sums(frame: pd.DataFrame, *, language: str) -> pd.DataFrame:
    """Return claims, followed by the sums that a figure makes, marked as its own.

    Parameters
    ----------
    frame
        Claim rows, all those of a figure.
    language
        In which sums are named.
    """
    import pandas as pd

    claims = claims_from(frame, by="side", color_by="side")
    rows = []
    for one in sums(claims):
        row = frame[frame["line"] == one.line].iloc[0]
        rows.append(
            {
                **row, "title": sum_text(one, language=language), "measure": one.measure,
                "value_low": one.low, "value_best": one.best, "value_high": one.high,
                "value_qualifier": one.qualifier, "note": "",
                "claimed_by": speak(language).words["own sum"],
            }
        )  # fmt: skip
    return pd.concat([frame, pd.DataFrame(rows)], ignore_index=True) if rows else frame


def cell_text(totals: PeriodSums, cell: tuple[int, int], *, language: str) -> str:
    """Write the number of one series (first index) in one period (second index)."""
    drawn, reach = (totals.rounded(float(values[cell])) for values in (totals.drawn, totals.reach))
    qualifier = str(totals.qualifier[cell])
    # An upper bound shows its number, though none of it is certain.
    best = reach if bound_of(qualifier) in ("<", "<=") else drawn
    return amount_text(best, qualifier, low=drawn, high=reach, language=language)


#: Letters of a line of a tooltip.
HOVER_WIDTH = 58


def event_hovers(events: pd.DataFrame | Rows, *, language: str = "en") -> list[str]:
    """Return the hover text of every event: title, time as it is known, who, what, where, note."""
    spans = span_texts(events, language=language)
    columns = (events[name].tolist() for name in ("title", "side", "kind", "place", "note"))
    texts = []
    for span, title, side, kind, place, note in zip(spans, *columns, strict=True):
        about = " · ".join(filter(None, (side, kind, place)))
        texts.append(_lines_of(title, span, about=about, note=note))
    return texts


def _lines_of(title: str, *lines: str, about: str, note: str) -> str:
    return "\n".join(filter(None, (wrapped(title), *lines, wrapped(about), wrapped(note))))


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
        number = f"{measure}: {with_unit(amount, unit, language) if amount else words['no data']}"
        about = " · ".join(filter(None, (side, who)))
        texts[int(line)] = _lines_of(title, number, span, about=about, note=note)
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
    return _nonempty_columns(columns)


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
    return _nonempty_columns(columns)


def periods_table(
    facets: Mapping[str, PeriodSums], *, counted: bool = False, language: str
) -> Table:
    """Return the sums of bars over time: a row a period, a column a series; gaps said.

    ``counted`` says that events are counted: where one series has some, the others have none.
    """
    words = speak(language).words
    nothing = speak(language).number(0)
    columns: dict[str, list[str]] = {}
    for heading, cells in facets.items():
        texts = period_texts(cells.edges, cells.period, language=language)
        columns[words["time"]] = texts
        for row, name in enumerate(cells.names):
            label = ", ".join(part for part in (heading, name) if part) or words["value"]
            columns[label] = [
                cell_text(cells, (row, at), language=language)
                if cells.count[row, at]
                else nothing
                if counted and cells.count[:, at].any()
                else words["no data"]
                for at in range(len(texts))
            ]
    return _nonempty_columns(columns)


def _nonempty_columns(columns: Mapping[str, Sequence[str]]) -> Table:
    """Return the columns that say something, as rows."""
    filled = {name: cells for name, cells in columns.items() if any(cells)}
    return (tuple(filled), *(tuple(row) for row in zip(*filled.values(), strict=True)))


def joined_tables(tables: Sequence[Table]) -> Table:
    """Set tables below each other; columns of one name become one.

    Examples
    --------
    >>> joined_tables([(("Title", "Side"), ("Relief", "UN")), (("Title", "B29"), ("June", "9"))])
    (('Title', 'Side', 'B29'), ('Relief', 'UN', ''), ('June', '', '9'))
    """
    head = tuple(dict.fromkeys(name for table in tables for name in table[0]))
    rows = [head]
    for own, *body in tables:
        for cells in body:
            named = dict(zip(own, cells, strict=True))
            rows.append(tuple(named.get(name, "") for name in head))
    return tuple(rows)
