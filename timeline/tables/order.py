"""Which of two events began first, according to their dates.

A figure draws the events of one group, lane and parent in sequence. For each pair of
neighbours this states what their dates imply:

before
    The first had begun when the second began, whatever day, hour or minute is meant.
possibly before
    The dates suggest this order, and the other one is possible too.
undetermined
    The dates are equal, or one lies well within the other: the order is open.
after
    The other order is certain (clocks of two zones are drawn side by side).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from timeline.dates.event_time import seconds_east
from timeline.errors import Problem
from timeline.model import EventTable

#: Sorting keys of events; ties keep table order.
DRAWN_ORDER = ("start_earliest", "end_latest", "start_latest", "end_earliest")
SEQUENCE = ("group", "lane", "parent")
ORDERS = ("before", "possibly before", "undetermined", "after")
MESSAGES = {
    "possibly before": "is shown behind {0} of line {1}, but may have begun before it",
    "undetermined": "is shown behind {0} of line {1}, but the dates say nothing of their order",
    "after": "is shown behind {0} of line {1}, but began before it by the offsets of both",
}

Span = tuple[float, float]


def order_of(first: Span, second: Span) -> str:
    """Compare two beginnings, each between two instants.

    Parameters
    ----------
    first, second
        Earliest and latest instant in seconds; the latest is exclusive unless both are equal.

    Examples
    --------
    >>> order_of((0, 10), (10, 20)), order_of((0, 10), (5, 20))
    ('before', 'possibly before')
    >>> order_of((0, 10), (0, 10)), order_of((10, 20), (0, 10))
    ('undetermined', 'after')
    """
    if _surely(first, second):
        return "before"
    if _surely(second, first):
        return "after"
    leans = first[0] <= second[0] and first[1] <= second[1] and first != second
    return "possibly before" if leans else "undetermined"


def _surely(first: Span, second: Span) -> bool:
    # Upper bounds are exclusive: an event before ten o'clock was over at ten.
    apart = first[1] == second[0] and first[0] < first[1]
    return first[1] < second[0] or apart


def orders(events: EventTable) -> pd.DataFrame:
    r"""Return each pair of neighbours that a figure draws in sequence.

    Returns
    -------
    pandas.DataFrame
        ``first`` and ``second``, row numbers from 0, and ``order``.

    Examples
    --------
    >>> from timeline.tables.checking.validate import read_events
    >>> table = b"title,start\nA,1953-06\nB,1953-06-10\nC,1953-07-01\n"
    >>> orders(read_events(table))["order"].tolist()
    ['undetermined', 'before']
    """
    frame = events.frame.reset_index(drop=True)
    shown = frame[(frame["measure"] == "") & (frame["kind"] != "era")]
    shown = shown.sort_values([*SEQUENCE, *DRAWN_ORDER], kind="stable")
    low = shown["start_earliest"].to_numpy(float)
    whole = shown["end_state"] == "as start"
    high = np.where(whole, shown["end_latest"], shown["start_latest"]).astype(float)
    rows = shown.index.to_numpy()
    keys = shown[list(SEQUENCE)].to_numpy()
    at = np.flatnonzero((keys[1:] == keys[:-1]).all(axis=1))
    # How far the second clock is ahead of the first, if both are known.
    east = np.array([seconds_east(zone) for zone in shown["zone"].tolist()], float)
    shift = np.nan_to_num(east[at + 1] - east[at], nan=0.0)
    spans = zip(low[at], high[at], low[at + 1] - shift, high[at + 1] - shift, strict=True)
    order = [order_of((float(a), float(b)), (float(c), float(d))) for a, b, c, d in spans]
    return pd.DataFrame({"first": rows[at], "second": rows[at + 1], "order": order})


def order_problems(events: EventTable) -> tuple[Problem, ...]:
    r"""Return a warning for each order that a figure shows but the dates do not support.

    Examples
    --------
    >>> from timeline.tables.checking.validate import read_events
    >>> table = read_events(b"title,start\nA,1953-06-10\nB,1953-06-10\n")
    >>> problem = order_problems(table)[0]
    >>> problem.line, problem.message
    (3, 'is shown behind "1953-06-10" of line 2, but the dates say nothing of their order')
    """
    pairs = orders(events)
    unsure = pairs[pairs["order"] != "before"]
    starts, lines = events.frame["start"].tolist(), events.frame["line"].tolist()
    hint = "give times of the day, or leave the order open in the text"
    problems = []
    for first, at, order in unsure[["first", "second", "order"]].itertuples(index=False):
        message = MESSAGES[order].format(f'"{starts[first]}"', lines[first])
        place = events.name, lines[at], "start", starts[at]
        code = f"order-{order.replace(' ', '-')}"
        problems.append(Problem(*place, message, hint, code, fatal=False))
    return tuple(sorted(problems))
