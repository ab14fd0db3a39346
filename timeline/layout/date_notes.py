"""What a figure must say of its dates: which were converted, and whose clocks its times are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.locale.dates import span_texts
from timeline.locale.language import language as speak
from timeline.locale.language import sentence

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["date_notes"]

CLOCKS = ("second", "minute", "hour")
#: So many converted rows are named in a note; the rest is counted.
NAMED = 6


def date_notes(rows: pd.DataFrame, *, language: str = "en") -> tuple[str, ...]:
    r"""Return the notes on the dates of a figure; none where there is nothing to say.

    Parameters
    ----------
    rows
        The rows drawn, as ``select`` gives them.
    language
        A language code.

    Examples
    --------
    >>> from timeline.tables.checking.validate import read_events
    >>> table = b"title,start,calendar\nPoltava,1709-06-27,julian\n"
    >>> date_notes(read_events(table).frame)[0]
    'Converted from the Julian calendar: Poltava, 8 July 1709 (27 June 1709, Julian calendar).'
    """
    told = [*_converted(rows, language), *_zones(rows, language)]
    return tuple(sentence(text, language) for text in told)


def _converted(rows: pd.DataFrame, language: str) -> list[str]:
    old = rows[rows["calendar"].str.casefold() == "julian"]
    if old.empty:
        return []
    words = speak(language).words
    named = old.iloc[:NAMED]
    spans = span_texts(named, language=language)
    texts = [
        ", ".join(part for part in (title, span) if part)
        for title, span in zip(named["title"].tolist(), spans, strict=True)
    ]
    more = len(old) - len(named)
    texts += [words["and more"].format(more)] if more else []
    return [words["converted"].format("; ".join(texts))]


def _zones(rows: pd.DataFrame, language: str) -> list[str]:
    """Say that times are of several zones, or only some of them of a stated one."""
    clock = rows["start_precision"].isin(CLOCKS) | rows["end_precision"].isin(CLOCKS)
    zones = sorted(set(rows.loc[clock, "zone"].tolist()))
    if len(zones) < 2:
        return []
    words = speak(language).words
    names = [{"": words["local time"], "Z": "UTC"}.get(zone, f"UTC{zone}") for zone in zones]
    return [words["several zones"].format(", ".join(names))]
