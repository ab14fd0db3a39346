"""The one thing to do first with a table of which nothing can be drawn."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.dates.parser import are_dates
from timeline.errors import Problem
from timeline.model import RawTable
from timeline.tables.checking.lenience import accepted_dates
from timeline.tables.mapping.date_forms import Form
from timeline.tables.mapping.facts import LONGEST_NAME, distinct_of
from timeline.tables.mapping.mapping import map_option
from timeline.tables.mapping.names import is_named
from timeline.tables.mapping.recognition import Recognised

#: Number of rows and texts examined.
SHOWN = 8


def missing_columns_step(raw: RawTable, missing: Sequence[str]) -> str:
    """Say which column to add if no column holds what a table needs."""
    has = ", ".join(str(name)[:40] for name in list(raw.frame.columns)[:8])
    if len(raw.frame.columns) == 1 and re.search(r"\S {2,}\S", has):
        return "separate the columns by commas or tabs: in this file, blanks separate them"
    if len(raw.frame.columns) == 1 and (sign := re.search(r"[~^&:;/*]", has)):
        return f'name the sign between the columns, if there are several: --delimiter "{sign[0]}"'
    for row in raw.frame.head(SHOWN).itertuples(index=False):
        cells = list(map(str, row[1:]))
        apart = all(re.search(r"\d\D\d", cell) for cell in cells)  # 145 is not a date
        if "start" in missing and len(row) > 2 and apart and are_dates(cells).all():
            return (
                f'swap rows and columns: the dates stand side by side, in the row "{row[0]}" (in a '
                "spreadsheet: copy, and paste as transposed)"
            )
    for name in raw.frame.columns if "start" in missing else ():
        texts = distinct_of(raw, name)[:SHOWN] if len(name) <= LONGEST_NAME else []
        if texts and sum(map(bool, accepted_dates([f"{text} 2000" for text in texts]))) * 2 > len(
            texts
        ):
            return f'add the year to the dates of {name}, such as "{texts[-1]}"'
    for name in raw.frame.columns if "start" in missing else ():
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
