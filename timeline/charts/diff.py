"""The picture of what changed between two versions of a table, as users call it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from timeline.captions.alt_text import gantt_alt, gantt_description
from timeline.captions.captions import captions
from timeline.captions.datatable import Table, gantt_table
from timeline.charts.chart import Chart, plotly_of
from timeline.charts.options import check_color, check_colors, looks
from timeline.errors import UsageError
from timeline.layout.gantt import gantt_layout
from timeline.layout.scene import Bar, Layout, Mark, Panel
from timeline.layout.sizes import width_of
from timeline.model import EventTable, Rows
from timeline.stats.diff import diff_rows, key_sentence
from timeline.stats.selection import Selection, in_time
from timeline.tables.diff import Difference, diff
from timeline.tables.report import Account, account_of
from timeline.theme import Theme
from timeline.theme import theme as theme_named

__all__ = ["diff_chart", "diff_gantt"]


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
    r"""Draw what changed from one table to another as a Gantt: solid what is, outlined what was.

    Parameters
    ----------
    old, new
        Two checked tables, as a rule two versions of one.
    unchanged
        Draw the events that are the same in both, too. Of claims only those that changed
        are drawn.
    title, subtitle, source
        Texts around the plot; by default the tables' names, and how many rows changed.
    notes
        Tell in numbered notes each cell that changed.
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
    check_color(new, color_by)
    check_colors(colors, theme)
    rows = diff_rows(found, unchanged=unchanged, notes=bool(notes), language=language)
    if rows.frame.empty:
        raise UsageError(f"{new.name}: nothing changed, and there is no event to draw")
    both = replace(new, sources={**old.sources, **new.sources})
    selection = Selection(Rows(rows.frame), _account(found, rows.ghosts, len(rows.frame)), *_OPEN)
    drawn = replace(selection, rows=in_time(selection.rows))
    told = key_sentence(found, language)
    words = captions(
        both, selection, title=f"{old.name} → {new.name}" if title is None else title,
        subtitle=told.rstrip(".。") if subtitle is None else subtitle, source=source, notes=notes,
        alt=f"{told} {gantt_alt(rows.frame, language=language)}",
        description=gantt_description(rows.frame, language=language), language=language,
    )  # fmt: skip

    look = looks(
        new.frame, selection, words, color_by=color_by, sides=sides, colors=colors,
        language=language,
    )  # fmt: skip

    def lay_out(at_width: float, named: Theme) -> Layout:
        return ghosted(gantt_layout(drawn, look(at_width, named)), rows.ghosts)

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
    """Draw what was as outlines: bars without a filling, hollow marks."""
    panels = tuple(_ghosted(panel, ghosts) for panel in layout.panels)
    # A label inside an outline stands on the paper, and not on the colour of its side.
    texts = tuple(
        replace(text, color="ink") if text.role == "label" and text.row in ghosts else text
        for text in layout.texts
    )
    return replace(layout, panels=panels, texts=texts)


def _ghosted(panel: Panel, ghosts: frozenset[int]) -> Panel:
    def bar(one: Bar) -> Bar:
        return replace(one, pattern="", style="ghost") if one.row in ghosts else one

    def mark(one: Mark) -> Mark:
        return replace(one, hollow=True) if one.row in ghosts else one

    return replace(
        panel, bars=tuple(map(bar, panel.bars)), marks=tuple(map(mark, panel.marks))
    )  # fmt: skip
