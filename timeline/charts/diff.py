"""The chart of changes between two versions of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from timeline.captions.alt_text import gantt_alt, gantt_description
from timeline.captions.captions import captions
from timeline.captions.datatable import Table, gantt_table
from timeline.charts.chart import Chart, plotly_of
from timeline.charts.options import check_colors, looks
from timeline.errors import UsageError
from timeline.layout.gantt import plan_gantt
from timeline.layout.scene import Layout
from timeline.locale.dates import amount_texts
from timeline.locale.language import language as speak
from timeline.locale.language import sentence
from timeline.locale.spans import span_texts
from timeline.model import EventTable, Rows
from timeline.options import width_of
from timeline.stats.selection import Selection, in_time
from timeline.tables.diff import KINDS, Change, Difference, diff
from timeline.tables.report import Account, account_of
from timeline.theme import Theme
from timeline.theme import theme as theme_named

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["DiffRows", "diff_chart", "diff_gantt", "diff_rows", "key_sentence"]

#: What stands before the title of a row that changed.
SIGNS = {"added": "+", "withdrawn": "−", "moved": "→", "revised": "≠"}
#: A note quotes so many letters of a cell; the list of changes has it whole.
QUOTED = 90


@dataclass(frozen=True)
class DiffRows:
    """Rows to lay out as a Gantt; ``ghosts`` are the lines of rows in their old state."""

    frame: pd.DataFrame
    ghosts: frozenset[int]


def diff_rows(
    found: Difference, *, unchanged: bool = True, notes: bool = True, language: str = "en"
) -> DiffRows:
    """Return the rows of a chart of changes.

    Parameters
    ----------
    found
        The changes.
    unchanged
        Also draw events that are equal in both tables.
    notes
        List the changes of a row in its note.
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
    rows = _mark_changes(new[kept].reset_index(drop=True), now, notes=notes, language=language)
    lost = _old_rows(old, [change.old_line for change in gone], new)
    lost = _mark_changes(lost, {change.old_line: change for change in gone}, language=language)
    before = _before(_old_rows(old, [change.old_line for change in moved], new), moved, language)
    ghosts = pd.concat([lost, before], ignore_index=True)
    ghosts = ghosts.assign(line=ghosts["line"] + offset)
    frame = pd.concat([rows, ghosts], ignore_index=True)
    return DiffRows(frame, frozenset(ghosts["line"].tolist()))


def _old_rows(old: pd.DataFrame, lines: Sequence[int], new: pd.DataFrame) -> pd.DataFrame:
    """Return rows of the old table in the order of ``lines``, with the columns of the new one."""
    chosen = old.set_index("line", drop=False).loc[list(lines)]
    missing = {name: "" for name in map(str, new.columns) if name not in chosen}
    return chosen.assign(**missing)[new.columns].reset_index(drop=True)


def _mark_changes(
    frame: pd.DataFrame, changes: dict[int, Change], *, notes: bool = True, language: str
) -> pd.DataFrame:
    """Mark the titles of changed rows, and write the numbers of claims into them."""
    amounts = amount_texts(frame, language=language)
    ids, titles, quotes, kinds = [], [], [], []
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
        quotes.append(_quote(change) if change and notes else "")
        kinds.append("" if change and kind == "era" else kind)
    return frame.assign(id=ids, title=titles, note=quotes, kind=kinds)


def _quote(change: Change) -> str:
    cut = [replace(one, old=_shorten(one.old), new=_shorten(one.new)) for one in change.revisions]
    return "; ".join(map(str, cut))


def _shorten(text: str) -> str:
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
    r"""Explain the symbols and count the rows of each.

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
    text = ", ".join([*counted, *([words["outlined"]] if outlined else [])])
    return sentence(text, language)


def diff_chart(
    old: EventTable,
    new: EventTable,
    *,
    unchanged: bool = True,
    title: str | None = None,
    subtitle: str | None = None,
    source: str | None = None,
    notes: bool | str = True,
    width: float | str = 1080,
    theme: str | Theme = "light",
    language: str = "en",
    color_by: str = "side",
    sides: Sequence[str] = (),
    colors: Mapping[str, str] | None = None,
) -> Chart:
    r"""Draw the changes between two tables as a Gantt: the new state solid, the old one outlined.

    Parameters
    ----------
    old, new
        Two checked tables, as a rule two versions of one.
    unchanged
        Also draw events that are equal in both. Claims are drawn only if they changed.
    title, subtitle, source
        Texts around the plot; by default the tables' names, and how many rows changed.
    notes
        List each changed cell in numbered notes.
    width, theme, language, color_by, sides, colors
        As in ``gantt``.

    Returns
    -------
    Figure
        A ``plotly.graph_objects.Figure`` (``diff_gantt``), or the chart that makes it.

    Raises
    ------
    UsageError
        There is nothing to draw, or no column, theme or language of that name.

    Examples
    --------
    >>> from timeline.tables.checking.validate import read_events
    >>> old = read_events(b"title,start\nAssault,1953-06-10\n")
    >>> new = read_events(b"title,start\nAssault,1953-06-11\n")
    >>> figure = diff_gantt(old, new, title="A day later")
    >>> [text.text for text in figure.layout.annotations if "moved" in text.text]
    ['→ moved (1), outlined: as it was']
    """
    found = diff(old, new)
    width = width_of(width)
    check_colors(new, color_by, colors, theme)
    rows = diff_rows(found, unchanged=unchanged, notes=bool(notes), language=language)
    if rows.frame.empty:
        raise UsageError(f"{new.name}: nothing changed, and there is no event to draw")
    both = replace(new, sources={**old.sources, **new.sources})
    selection = Selection(Rows(rows.frame), _account(found, rows.ghosts, len(rows.frame)), *_OPEN)
    drawn = replace(selection, rows=in_time(selection.rows))
    summary = key_sentence(found, language)
    words = captions(
        both, selection, title=f"{old.name} → {new.name}" if title is None else title,
        subtitle=summary.rstrip(".。") if subtitle is None else subtitle, source=source,
        notes=notes,
        alt=f"{summary} {gantt_alt(rows.frame, language=language)}",
        description=gantt_description(rows.frame, language=language), language=language,
    )  # fmt: skip

    look = looks(
        new.frame, selection, words, color_by=color_by, sides=sides, colors=colors,
        language=language,
    )  # fmt: skip

    def lay_out(at_width: float, named: Theme) -> Layout:
        return ghosted(plan_gantt(drawn, look(at_width, named)).figure(), rows.ghosts)

    def tabulate() -> Table:
        return gantt_table(rows.frame, language=language)

    account = account_of(both, selection.account)
    files = (*old.files, *new.files)
    return Chart(lay_out, tabulate, width, theme_named(theme), account, files=files)


diff_gantt = plotly_of(diff_chart)

#: No bound of time: all that changed is drawn.
_OPEN = (float("-inf"), float("inf"))


def _account(found: Difference, ghosts: frozenset[int], drawn: int) -> Account:
    """Account for the rows of both tables: of each pair that is the same one stands for both."""
    read = found.old.rows_read + found.new.rows_read
    return Account(read, drawn, {"the same in the other table or not drawn": read - drawn})


def ghosted(layout: Layout, ghosts: frozenset[int]) -> Layout:
    """Draw the old state as outlines: unfilled bars, hollow marks."""
    panels = tuple(
        replace(
            panel,
            bars=tuple(
                replace(bar, pattern="", style="ghost") if bar.row in ghosts else bar
                for bar in panel.bars
            ),
            marks=tuple(
                replace(mark, hollow=True) if mark.row in ghosts else mark for mark in panel.marks
            ),
        )
        for panel in layout.panels
    )
    # A label inside an outline is on the background, not on the colour of its side.
    texts = tuple(
        replace(text, color="ink") if text.role == "label" and text.row in ghosts else text
        for text in layout.texts
    )
    return replace(layout, panels=panels, texts=texts)
