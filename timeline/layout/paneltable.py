"""The data of several charts on one axis of time, as one table of texts.

Columns of one name are one column; what a chart does not tell is an empty cell. Sums over
time have no title of their own: the heading of their chart, or their measure, stands there.
"""

from __future__ import annotations

from collections.abc import Sequence

from timeline.layout.bar_periods import columns_of
from timeline.layout.datatable import Table, gantt_table, periods_table
from timeline.layout.panels import Lanes, Sums
from timeline.layout.rivals import check_unit
from timeline.layout.stage import Look
from timeline.words.language import language as speak

__all__ = ["joined_tables", "panels_table"]


def panels_table(rows: Sequence[Lanes | Sums], look: Look) -> Table:
    """Return the data of all charts of a figure: a row an event, a row a period."""
    return joined_tables([_table(row, look) for row in rows])


def _table(row: Lanes | Sums, look: Look) -> Table:
    if isinstance(row, Lanes):
        return gantt_table(row.selection.frame, language=look.language)
    frame, selection = row.frame, row.selection
    window = (selection.since, selection.until)
    columns, _ = columns_of(frame, look, row.wanted, unit=check_unit(frame), window=window)
    head, *body = periods_table(columns.facets, look)
    name = row.heading or ", ".join(row.measures)
    title = speak(look.language).words["title"]
    return ((title, *head), *((name, *cells) for cells in body))


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
