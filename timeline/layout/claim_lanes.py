"""Claims at their time: each a bar as long as its date, with its number and who says so.

Takes claim rows; returns them as rows that a Gantt draws, its lanes named by measures. Units may
differ, as no number is a length; those who claim the same thing stand under each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from timeline.layout.claim_texts import claimant_text
from timeline.layout.rivals import claims_from
from timeline.locale.language import language as speak
from timeline.locale.numbers import amount_texts

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["claim_rows", "one_claimant"]


def claim_rows(
    claims: pd.DataFrame, *, measures: Sequence[str] = (), language: str = "en"
) -> pd.DataFrame:
    r"""Return claims as rows of a Gantt, rivals together, in the order of the table.

    Parameters
    ----------
    claims
        Rows of an event table with a measure.
    measures
        The measures in their order; those not named come behind, as the table has them.
    language
        Of the numbers and of our own words.

    Examples
    --------
    >>> from timeline.tables.checking.validate import read_events
    >>> table = b"title,start,measure,value,unit,claimed_by\nPVA killed,1953-06,killed,~1450,people,UN\n"
    >>> row = claim_rows(read_events(table).frame).iloc[0]
    >>> row["title"], row["lane"]
    ('PVA killed: about\xa01,450\xa0people', '')
    """  # noqa: E501 -- a row of a table is one line
    several = one_claimant(claims) is None
    names = ("title", "unit", "claimed_by")
    columns = (claims[name].tolist() for name in names)
    nothing = speak(language).words["no data"]
    titles = []
    for amount, title, unit, claimant in zip(
        amount_texts(claims, language=language), *columns, strict=True
    ):
        number = f"{amount or nothing} {unit if amount else ''}".strip().replace(" ", "\u00a0")
        who = f", {claimant_text(claimant, language=language)}" if several else ""
        titles.append(f"{title}: {number}{who}")
    order = dict.fromkeys((*measures, *claims["measure"]))
    lanes = {name: name[:1].upper() + name[1:] if len(order) > 1 else "" for name in order}
    lane = claims["measure"].map(lanes)
    # Nothing of a claim is a phase, and none of them an era behind the others.
    rows = claims.assign(title=titles, lane=lane, group="", parent="", kind="")
    return rows.iloc[_together(claims, list(order))].reset_index(drop=True)


def one_claimant(claims: pd.DataFrame) -> str | None:
    """Return the claimant of all claims (``""``: none is named), or None where they are several.

    Examples
    --------
    >>> import pandas as pd
    >>> one_claimant(pd.DataFrame({"claimed_by": ["UN", "UN"]}))
    'UN'
    """
    who = set(claims["claimed_by"])
    return str(who.pop()) if len(who) == 1 else None


def _together(claims: pd.DataFrame, measures: Sequence[str]) -> list[int]:
    """Return the order of rows in which measures, and in them rivals, stand together."""
    known = claims_from(claims, by="side", color_by="side")
    first: dict[tuple[str, ...], int] = {}
    for number, claim in enumerate(known):
        first.setdefault(claim.rivalry, number)
    place = {name: number for number, name in enumerate(measures)}
    return sorted(
        range(len(known)), key=lambda row: (place[known[row].measure], first[known[row].rivalry])
    )
