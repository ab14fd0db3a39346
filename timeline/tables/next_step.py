"""The next step for a table: the charts that fit it, or the one thing to do first."""

from __future__ import annotations

import re
from collections.abc import Mapping as Dict
from collections.abc import Sequence
from typing import Any

import numpy as np

from timeline.dates.parser import are_dates
from timeline.errors import Problem
from timeline.model import EventTable, RawTable
from timeline.tables.checking.lenience import accepted_dates
from timeline.tables.checking.table_draft import parse_values
from timeline.tables.mapping.date_forms import Form
from timeline.tables.mapping.derived_dates import is_wide
from timeline.tables.mapping.facts import LONGEST_NAME, MOST_EXAMINED, distinct_of
from timeline.tables.mapping.mapping import map_option
from timeline.tables.mapping.names import is_named
from timeline.tables.mapping.recognition import Recognised

#: Number of rows and texts examined.
SHOWN = 8


def missing_columns_step(raw: RawTable, missing: Sequence[str]) -> str:
    """Say which column to add if no column holds what a table needs."""
    examined = raw.frame.iloc[:SHOWN, :MOST_EXAMINED]
    has = ", ".join(str(name)[:40] for name in list(raw.frame.columns)[:8])
    if len(raw.frame.columns) == 1 and re.search(r"\S {2,}\S", has):
        return "separate the columns by commas or tabs: in this file, blanks separate them"
    if len(raw.frame.columns) == 1 and (sign := re.search(r"[~^&:;/*]", has)):
        return f'name the sign between the columns, if there are several: --delimiter "{sign[0]}"'
    for row in examined.itertuples(index=False):
        cells = list(map(str, row[1:]))
        apart = all(re.search(r"\d\D\d", cell) for cell in cells)  # 145 is not a date
        if "start" in missing and len(row) > 2 and apart and are_dates(cells).all():
            return (
                f'swap rows and columns: the dates stand side by side, in the row "{row[0]}" (in a '
                "spreadsheet: copy, and paste as transposed)"
            )
    for name in examined.columns if "start" in missing else ():
        texts = distinct_of(raw, name)[:SHOWN] if len(name) <= LONGEST_NAME else []
        if texts and sum(map(bool, accepted_dates([f"{text} 2000" for text in texts]))) * 2 > len(
            texts
        ):
            return f'add the year to the dates of {name}, such as "{texts[-1]}"'
    for name in examined.columns if "start" in missing else ():
        texts = distinct_of(raw, name)[:1] if len(name) <= LONGEST_NAME else []
        if texts and is_named(name) and re.search(r"\d", texts[0]):
            option = map_option("start", name)
            example = f'{option} --date-format "%Y-%m-%d"'
            return f'say how dates like "{texts[0]}" are written, for example: {example}'
    if "start" in missing or not has:
        return f"give each row a date, in a column start: none of {has} holds dates"
    return f"give each row a name, in a column title: none of {has} holds words"


def which_order(form: Form) -> str:
    """Ask which of two numbers is the day."""
    example = min(form.texts, key=len)
    return f'say which number of "{example}" is the day: {form.options}, or "{form.rivals[0]}"'


def which_century(form: Form) -> str:
    """Ask for whole years if two digits may be of several centuries."""
    example = min(form.texts, key=len)
    return (
        f'write the years of dates like "{example}" with four digits: the table has years of '
        f'several centuries (or say from which they count: --date-format "{form.format}" '
        "--century 1930)"
    )


def stuck(raw: RawTable, proposed: Recognised, problems: Sequence[Problem]) -> str:
    """Say what to do if no options draw a row; ``problems`` remain with the recognized columns."""
    start = proposed.columns["start"]
    texts = distinct_of(raw, start)[:SHOWN] if start in raw.frame else []
    if texts and all(re.fullmatch(r"\d{1,2}:\d\d.*", text.strip()) for text in texts):
        return f'add the day to the times of {start}, such as "{texts[0]}"'
    first = next((problem for problem in problems if problem.fatal), None)
    return f"correct the first error, since no row can be drawn before: {first}"


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
