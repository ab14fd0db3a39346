"""The data of several charts on one axis of time, as one table of texts.

Columns of one name are one column; what a chart does not tell is an empty cell.
"""

from __future__ import annotations

from collections.abc import Sequence

from timeline.layout.datatable import Table
from timeline.layout.panel_rows import Row
from timeline.layout.stage import Look

__all__ = ["joined_tables", "panels_table"]


def panels_table(rows: Sequence[Row], look: Look) -> Table:
    """Return the data of all charts of a figure: a row an event, a claim or a period."""
    return joined_tables([row.table(look) for row in rows])


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
