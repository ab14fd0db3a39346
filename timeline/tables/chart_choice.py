"""Choose the charts that fit a table: events as a Gantt, claims and counts as bars."""

from __future__ import annotations

import re
from collections.abc import Mapping as Dict
from typing import Any

import numpy as np

from timeline.model import EventTable
from timeline.tables.checking.table_draft import parse_values
from timeline.tables.mapping.recognition import Recognised
from timeline.tables.mapping.wide import is_wide

DAYS = {"day": 1, "month": 31, "year": 366, "decade": 3653}
#: Most and fewest periods of a chart over time.
PERIODS = ((120, "day"), (3 * 366, "month"), (120 * 366, "year"), (7_000_000, "decade"))


def charts_of(events: EventTable, found: Recognised) -> tuple[tuple[str, Dict[str, Any]], ...]:
    """Return the charts that fit a table, each with its options."""
    frame = events.frame
    claims = (frame["measure"] != "").to_numpy()
    charts: list[tuple[str, Dict[str, Any]]] = []
    if not claims.all():
        charts.append(("gantt", {}))
    if claims.any():
        sided = (frame["side"][claims] != "").any()
        by: dict[str, Any] = {} if sided else {"by": "title"}
        if is_wide(found.columns.get("start", "")):
            by |= {"period": "month" if "-" in found.columns["start"] else "year"}
        charts.append(("bars", {"measure": str(frame["measure"][claims].iloc[0]), **by}))
        return tuple(charts)
    period = period_of(frame["start_earliest"].to_numpy(float))
    categories = [name for name in found.categories() if name in frame]
    by = {"by": categories[0]} if categories else {}
    if period and found.columns:
        measure = measure_of(events, found)
        if measure or categories:
            measure = measure or {"measure": "events"}
            options = {**measure, **by, "period": period, "stack": bool(by)}
            length = frame["end_latest"].to_numpy(float) - frame["start_earliest"].to_numpy(float)
            # What is longer than a period is left out, unless it counts where it begins.
            if np.mean(length > DAYS[period] * 86_400) > 0.5:
                options["count_by"] = "start"
            charts.append(("bars", options))
    return tuple(charts)


def measure_of(events: EventTable, found: Recognised) -> dict[str, Any]:
    """Return the first number column that can be drawn, with the options it needs; else empty."""
    for name in found.measures()[:4]:
        if name not in events.frame:
            continue
        texts = [text for text in events.frame[name].str.strip().tolist() if text]
        # 3.729 may be 3729 or a decimal; 12.5 in the same column decides.
        proven = any(re.fullmatch(r"-?\d*\.(?:\d{1,2}|\d{4,})", text) for text in texts)
        for decimal in (events.decimal, *(["."] if proven else [])):
            if not (parse_values(texts, decimal=decimal).error != "").any():
                new = {"decimal": decimal} if decimal != events.decimal else {}
                return {"measure": name, **new}
    return {}


def period_of(starts: np.ndarray) -> str:
    """Return the period for a chart over time of some starts; empty if there are too few.

    Examples
    --------
    >>> period_of(np.array([0.0, 86400.0 * 900])), period_of(np.array([0.0])), period_of(
    ...     np.array([0.0, 1e18])
    ... )
    ('month', '', '')
    """
    known = starts[np.isfinite(starts)]
    days = (known.max() - known.min()) / 86_400.0 if len(known) else 0.0
    if days < 2:
        return ""
    return next((name for most, name in PERIODS if days <= most), "")
