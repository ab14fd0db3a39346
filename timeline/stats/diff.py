"""The rows of a picture of changes: those of the new table, and as they were those of the old.

A row that was added, withdrawn, moved or revised is marked before its title, and its note
tells each cell that changed. What moved has its former time below it, as a phase of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from timeline.locale.language import language as speak
from timeline.locale.language import sentence
from timeline.locale.numbers import amount_texts
from timeline.locale.spans import span_texts
from timeline.tables.diff import KINDS, Change, Difference

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["DiffRows", "diff_rows", "key_sentence"]

#: What stands before the title of a row that changed.
SIGNS = {"added": "+", "withdrawn": "−", "moved": "→", "revised": "≠"}
#: A note quotes so many letters of a cell; the list of changes has it whole.
QUOTED = 90


@dataclass(frozen=True)
class DiffRows:
    """Rows to lay out as a Gantt; ``ghosts`` are the lines of those that show what was."""

    frame: pd.DataFrame
    ghosts: frozenset[int]


def diff_rows(
    found: Difference, *, unchanged: bool = True, notes: bool = True, language: str = "en"
) -> DiffRows:
    """Return the rows that a picture of a difference draws.

    Parameters
    ----------
    found
        What changed.
    unchanged
        Draw the events that are the same in both tables, too.
    notes
        Tell in a row's note what changed in it.
    language
        Of titles and spans.
    """
    import pandas as pd

    new, old = found.new.frame, found.old.frame
    now = {change.new_line: change for change in found.changes if change.new_line}
    moved = [change for change in found.changes if "moved" in change.kinds]
    gone = [change for change in found.changes if change.kinds == ("withdrawn",)]
    offset = int(new["line"].max()) if len(new) else 0
    kept = new["line"].isin(list(now)) | ((new["measure"] == "") & unchanged)
    rows = _signed(new[kept].reset_index(drop=True), now, notes=notes, language=language)
    lost = _of(old, [change.old_line for change in gone], new)
    lost = _signed(lost, {change.old_line: change for change in gone}, language=language)
    before = _before(_of(old, [change.old_line for change in moved], new), moved, language)
    ghosts = pd.concat([lost, before], ignore_index=True)
    ghosts = ghosts.assign(line=ghosts["line"] + offset)
    frame = pd.concat([rows, ghosts], ignore_index=True)
    return DiffRows(frame, frozenset(ghosts["line"].tolist()))


def _of(old: pd.DataFrame, lines: Sequence[int], new: pd.DataFrame) -> pd.DataFrame:
    """Return rows of the old table in the order of ``lines``, with the columns of the new one."""
    chosen = old.set_index("line", drop=False).loc[list(lines)]
    missing = {name: "" for name in map(str, new.columns) if name not in chosen}
    return chosen.assign(**missing)[new.columns].reset_index(drop=True)


def _signed(
    frame: pd.DataFrame, changes: dict[int, Change], *, notes: bool = True, language: str
) -> pd.DataFrame:
    """Mark the titles of changed rows, and write the numbers of claims into them."""
    amounts = amount_texts(frame, language=language)
    ids, titles, told, kinds = [], [], [], []
    words = speak(language).words
    names = ("id", "title", "line", "unit", "measure", "kind", "claimed_by")
    columns = (frame[name].tolist() for name in names)
    for key, title, line, unit, measure, kind, claimant, amount in zip(
        *columns, amounts, strict=True
    ):
        change = changes.get(int(line))
        signs = "".join(SIGNS[one] for one in change.kinds) if change else ""
        number = f"{amount} {unit}".strip() if measure else ""
        if measure and claimant:
            who = words["according to"].format(claimant)
            number = f"{number}, {who}" if number else who
        ids.append(key or f"row {line}")
        titles.append(f"{signs} {title}: {number}".strip().removesuffix(":"))
        told.append(_quoted(change) if change and notes else "")
        kinds.append("" if change and kind == "era" else kind)
    return frame.assign(id=ids, title=titles, note=told, kind=kinds)


def _quoted(change: Change) -> str:
    cut = [
        replace(one, old=_shortened(one.old), new=_shortened(one.new)) for one in change.revisions
    ]
    return "; ".join(map(str, cut))


def _shortened(text: str) -> str:
    return text if len(text) <= QUOTED else f"{text[: QUOTED - 1]}…"


def _before(frame: pd.DataFrame, moved: Sequence[Change], language: str) -> pd.DataFrame:
    """Name rows of the old table by their time, as phases of what they have become."""
    word = speak(language).words["before"]
    parents = [f"row {change.new_line}" for change in moved]
    ids = [key or parent for key, parent in zip(frame["id"].tolist(), parents, strict=True)]
    titles = [word.format(text) for text in span_texts(frame, language=language)]
    return frame.assign(
        id=[f"before {key}" for key in ids], title=titles, parent=ids, note="", kind="", lane=""
    )


def key_sentence(found: Difference, language: str) -> str:
    r"""Tell what the signs mean and how many rows have each.

    Examples
    --------
    >>> from timeline.tables.diff import diff
    >>> from timeline.tables.checking.validate import read_events
    >>> table = read_events(b"title,start\nRelief,1953\n")
    >>> key_sentence(diff(table, table), "en")
    'Nothing changed.'
    """
    words = speak(language).words
    counted = [
        f"{SIGNS[kind]} {words[kind]} ({found.count(kind)})" for kind in KINDS if found.count(kind)
    ]
    if not counted:
        return sentence(words["nothing changed"], language)
    outlined = found.count("moved") + found.count("withdrawn")
    told = ", ".join([*counted, *([words["outlined"]] if outlined else [])])
    return sentence(told, language)
