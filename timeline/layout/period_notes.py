"""What must be told of sums by period: claimants, what is joined, missing, counted twice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from timeline.layout.rivals import lines_text
from timeline.layout.series import PeriodSums
from timeline.layout.totals import counted_twice
from timeline.locale.language import language as speak
from timeline.locale.periods import runs_text
from timeline.tables.measures import rows_at

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["period_notes"]

#: What stands behind a number of rows that have no lines to name.
NO_LINES = re.compile(r"\s*[(（]…[)）]")


def period_notes(
    frame: pd.DataFrame, facets: dict[str, PeriodSums], joined: Mapping[str, float], *,
    language: str, adds: bool,
) -> list[str]:  # fmt: skip
    """Return what must be told of sums by period.

    Parameters
    ----------
    frame
        The claims.
    facets
        Their sums, by the heading of each panel.
    joined
        The values of the series "other", each with its total.
    language
        A language code.
    adds
        Whether the totals of several periods mean something.
    """
    words = speak(language).words
    claimants = set(frame["claimed_by"].unique())
    found = []
    if len(claimants) == 1 and claimants != {""}:
        found.append(f"{words['claimed by']}: {next(iter(claimants))}")
    if joined:
        number = speak(language).number
        named = ", ".join(
            f"{name or '–'} ({number(total)})" if adds else name or "–"
            for name, total in joined.items()
        )
        found.append(f"{words['other of'].format(len(joined))}: {named}")
    for total, parts in counted_twice(frame["measure"].unique()).items():
        found.append(words["counts too"].format(total[:1].upper() + total[1:], parts))
    for heading, sums in facets.items():
        if sums.gaps:
            runs = runs_text(sums.gaps, sums.edges, sums.period, language=language)
            text = words["no data in"].format(runs)
            found.append(f"{heading}: {text}" if heading else text)
    for word, lines in (
        ("spans periods", sorted(line for sums in facets.values() for line in sums.spanning)),
        ("without number", sorted(line for sums in facets.values() for line in sums.numberless)),
    ):
        if lines:
            many = rows_at(frame, lines)
            counted = speak(language).number(many)
            told = words["row" if many == 1 else "rows"].format(counted, lines_text(lines))
            told = NO_LINES.sub("", told)
            found.append(words[word].format(told))
    return found
