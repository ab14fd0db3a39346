"""Measures of a table: its claims, a number column, or a count of its events.

Takes a checked table and the requested measure; returns the table with claims of that
measure. Claimed measures take precedence over columns. Also counts source rows: grouped
tables (``timeline.lazy``) have them in the column ``ROWS``; elsewhere, a row is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from timeline.errors import Problem, UsageError, did_you_mean, further
from timeline.model import CLAIM_COLUMNS, ROWS, TEXT_COLUMNS, TIME_COLUMNS, EventTable, Rows
from timeline.tables.checking.lenience import lenient_numbers, reason_of
from timeline.tables.checking.table_draft import parse_values


def row_weights(frame: pd.DataFrame | Rows) -> np.ndarray:
    """Return the number of source rows of each row of a frame.

    Examples
    --------
    >>> import pandas as pd
    >>> row_weights(pd.DataFrame({"side": ["a", "b"]})).tolist()
    [1, 1]
    """
    if ROWS not in frame:
        return np.ones(len(frame), np.int64)
    return np.asarray(frame[ROWS], np.int64)


def rows_in(frame: pd.DataFrame | Rows) -> int:
    """Return the total number of source rows of a frame.

    Examples
    --------
    >>> import pandas as pd
    >>> rows_in(pd.DataFrame({"side": ["a", "b"], ROWS: [2, 40]}))
    42
    """
    return int(row_weights(frame).sum()) if ROWS in frame else len(frame)


def rows_at(frame: pd.DataFrame, lines: Sequence[int]) -> int:
    """Return the number of source rows of the rows with some line numbers.

    Examples
    --------
    >>> import pandas as pd
    >>> rows_at(pd.DataFrame({"line": [-1, -2], ROWS: [2, 40]}), [-2])
    40
    """
    return rows_in(frame[frame["line"].isin(list(lines))]) if ROWS in frame else len(lines)


def counts_of(frame: pd.DataFrame | Rows, column: str) -> dict[str, int]:
    """Return the number of source rows by text of a column.

    Examples
    --------
    >>> import pandas as pd
    >>> counts_of(pd.DataFrame({"side": ["a", "b"], ROWS: [2, 40]}), "side")
    {'a': 2, 'b': 40}
    """
    rows = Rows.of(frame)
    if ROWS not in rows:
        return rows.counts(column)
    totals = rows.frame[ROWS].groupby(rows.texts(column)).sum()
    return {str(text): int(many) for text, many in totals.items()}


#: The measure that counts events, unless a row has a measure of this name.
COUNTED = "events"
#: Number of number columns named in a message.
SHOWN = 6
NEVER = {*TEXT_COLUMNS, *TIME_COLUMNS, *CLAIM_COLUMNS, ROWS, "line"}


def with_measure(
    events: EventTable, measure: str | Sequence[str]
) -> tuple[EventTable, tuple[Problem, ...]]:
    r"""Return a table with the requested measure, and a remark if it was derived.

    Raises
    ------
    UsageError
        The measure is a column without numbers, or the table has neither measures
        nor a column of that name.

    Examples
    --------
    >>> from timeline.tables.checking.validate import read_events
    >>> events = read_events(b"title,start,losses\nAthens,1864-01-26,50\nDecatur,1864-10,\n")
    >>> made, remarks = with_measure(events, "losses")
    >>> made.frame["measure"].tolist(), made.frame["value_best"].tolist()
    (['losses', ''], [50.0, nan])
    >>> with_measure(events, "events")[0].frame["value_best"].tolist()
    [1.0, 1.0]
    """
    names = [measure] if isinstance(measure, str) else list(dict.fromkeys(measure))
    frame = events.frame
    missing = [name for name in names if not (frame["measure"] == name).any()]
    if len(missing) > 1:
        return _of_columns(events, missing)
    if len(names) != 1 or not missing:
        return events, ()
    name = names[0]
    if name in _own_names(frame):
        return _of_column(events, name)
    if name == COUNTED:
        return _count_events(events)
    if not (frame["measure"] != "").any() and len(frame):
        raise UsageError(_lacking(events, name))
    return events, ()


def _of_columns(events: EventTable, names: Sequence[str]) -> tuple[EventTable, tuple[Problem, ...]]:
    r"""Turn several number columns into claims: a row with two numbers makes two claims.

    Examples
    --------
    >>> from timeline.tables.checking.validate import read_events
    >>> events = read_events(b"title,start,killed,wounded\nA,1953,5,\nB,1954,,7\nC,1955,2,9\n")
    >>> made, _ = _of_columns(events, ["killed", "wounded"])
    >>> made.frame[["title", "measure", "value"]].to_numpy().tolist()
    ... # doctest: +NORMALIZE_WHITESPACE
    [['A', 'killed', '5'], ['B', 'wounded', '7'], ['C', 'killed', '2'], ['C', 'wounded', '9']]
    >>> rows_in(made.frame)
    3
    """
    frame = events.frame
    for name in names:
        if name not in _own_names(frame):
            if not (frame["measure"] != "").any() and len(frame):
                raise UsageError(_lacking(events, name))
            return events, ()
    derived = [_of_column(events, name) for name in names]
    frames = (part.frame for part, _ in derived)
    parts = [part[part["measure"] == name] for part, name in zip(frames, names, strict=True)]
    rest = frame[~frame["line"].isin(pd.concat(parts)["line"])]
    whole = pd.concat([rest, *parts]).sort_values("line", kind="stable").reset_index(drop=True)
    # If a row makes several claims, only the first counts as a source row.
    again = whole["line"].duplicated().to_numpy()
    whole[ROWS] = np.where(again, 0, row_weights(whole))
    return replace(events, frame=whole), tuple(one for _, remarks in derived for one in remarks)


def readable_measures(
    events: EventTable, measure: str | Sequence[str], *, drop: bool = True
) -> tuple[EventTable, tuple[Problem, ...]]:
    r"""Read the number columns of a table with the leniency that the table was read with.

    Suggestions are accepted, and invalid cells emptied, if the table was read so;
    a row whose only numbers are invalid is left out, unless ``drop`` is false. A column
    without any number is unchanged.

    Examples
    --------
    >>> from timeline.tables.checking.validate import read_events
    >>> table = b"title,start,killed,wounded\nA,1953,see note,5\nB,1954,?,\nC,1955,7,1\n"
    >>> events = read_events(table, skip_faulty=True)
    >>> made, problems = readable_measures(events, ["killed", "wounded"])
    >>> made.frame["killed"].tolist(), made.left_out
    (['', '7'], {'with a number that cannot be read': 1})
    >>> print(problems[0])  # doctest: +ELLIPSIS
    table:2: killed: "see note" is not a number, and 1 more row like it (2 numbers left out)
    """
    frame = events.frame
    names = [measure] if isinstance(measure, str) else list(dict.fromkeys(measure))
    names = [
        one for one in names if one in _own_names(frame) and not (frame["measure"] == one).any()
    ]
    if not names or not (events.accept or events.skip_faulty):
        return events, ()
    frame = frame.copy()
    faulty = np.zeros(len(frame), bool)
    problems: list[Problem] = []
    for name in names:
        rows = np.flatnonzero((frame["measure"] == "") & (frame[name] != ""))
        texts = frame[name].iloc[rows].tolist()
        bare = [text.rstrip("% \u00a0\u202f") or text for text in texts]
        numbers, errors = lenient_numbers(
            texts, decimal=events.decimal, accept=events.accept, bare=bare
        )
        by_code = {"accepted": [at for at, text in enumerate(texts) if text != numbers[at] != ""]}
        if events.skip_faulty and "" in errors:
            by_code["left-out-value"] = [at for at, error in enumerate(errors) if error]
            faulty[rows[by_code["left-out-value"]]] = True
        for code, cells in by_code.items():
            if not cells:
                continue
            column = frame[name].copy()
            column.iloc[rows[cells]] = [numbers[at] for at in cells]
            frame[name] = column
            first, many = cells[0], len(cells)
            left = code == "left-out-value"
            message = errors[first] if left else f'is read as "{numbers[first]}"'
            hint = f"{many:,} number{'s' * (many > 1)} left out" if left else ""
            line = int(frame["line"].iloc[rows[first]])
            problems.append(
                Problem(events.name, line, name, texts[first], message + further(many), hint, code,
                        fatal=False, rows=many)
            )  # fmt: skip
    gone = faulty & (frame[names] == "").all(axis=1).to_numpy() & drop
    left_out = dict(events.left_out)
    if gone.any():
        reason = reason_of("value")
        left_out[reason] = left_out.get(reason, 0) + rows_in(frame[gone])
    readable = replace(
        events, frame=frame[~gone].reset_index(drop=True), left_out=left_out,
        problems=(*events.problems, *problems),
    )  # fmt: skip
    return readable, tuple(problems)


def _own_names(frame: pd.DataFrame) -> list[str]:
    """Return the user's own columns."""
    return [str(name) for name in frame.columns if name not in NEVER]


def _of_column(events: EventTable, name: str) -> tuple[EventTable, tuple[Problem, ...]]:
    """Make a claim of each event that has a number in a column."""
    frame = events.frame
    rows = ((frame["measure"] == "") & (frame[name] != "")).to_numpy()
    texts = frame[name][rows].str.strip().tolist()
    # If all numbers are percentages, the percent sign is the unit.
    shares = bool(texts) and all(text.endswith("%") for text in texts)
    texts = [text.rstrip("% \u00a0\u202f") for text in texts] if shares else texts
    values = parse_values(texts, decimal=events.decimal)
    wrong = np.flatnonzero(values.error != "")
    if len(wrong) or not texts:
        raise UsageError(_no_numbers(events, name, rows=rows, wrong=wrong, values=values))
    columns = {**values.columns, "value": texts, **({"unit": "%"} if shares else {})}
    many = rows_in(frame[rows])
    message = f"no row has this measure, so the column is drawn: {many:,} rows have a number"
    hint = f'the explicit form is: --map "value={name}" --map "measure=={name}"'
    hint = "they are percentages, whose unit is %" if shares else hint
    return _with_claims(events, rows, name, columns=columns), (
        _remark(events, name, message, hint),
    )


def _count_events(events: EventTable) -> tuple[EventTable, tuple[Problem, ...]]:
    """Make a claim of one for each event; eras and parts of events do not count."""
    frame = events.frame
    rows = (frame["measure"] == "") & (frame["kind"] != "era") & (frame["parent"] == "")
    many = row_weights(frame)[rows.to_numpy()]
    numbers = dict.fromkeys(CLAIM_COLUMNS[:3], many.astype(float))
    columns = {**numbers, "value_qualifier": "", "value": many.astype(str)}
    table = _with_claims(events, rows.to_numpy(), COUNTED, columns=columns)
    message = f"{many.sum():,} events are counted, each as one"
    hint = "eras and phases of events are not counted"
    return table, (_remark(events, COUNTED, message, hint),)


def _with_claims(
    events: EventTable, rows: np.ndarray, name: str, *, columns: dict[str, Any]
) -> EventTable:
    """Return a table with claims of a measure in some rows."""
    frame = events.frame.copy()
    for column, values in {**columns, "measure": name}.items():
        frame.loc[rows, column] = values
    return replace(events, frame=frame)


def _remark(events: EventTable, name: str, message: str, hint: str) -> Problem:
    return Problem(events.name, 0, "measure", name, message, hint, "made-measure", fatal=False)


def _no_numbers(
    events: EventTable, name: str, *, rows: np.ndarray, wrong: np.ndarray, values: Any
) -> str:
    """Say why a column cannot be drawn as bars."""
    start = f'{events.name}: the column "{name}"'
    count = f'--measure {COUNTED} --by "{name}" counts rows by it'
    if not len(wrong):
        return f"{start} holds no number in any event ({count})"
    at = wrong[0]
    line = int(events.frame["line"].to_numpy()[rows][at])
    text = events.frame[name][rows].tolist()[at]
    hint = f"{values.hint[at]}; " if values.hint[at] else ""
    if len(wrong) < len(values.error):
        hint += "--skip-faulty draws the other numbers; "
    return f'{start} is no measure: "{text}" (line {line}) {values.error[at]} ({hint}{count})'


def _lacking(events: EventTable, name: str) -> str:
    """Name the possible measures of a table without claims."""
    frame = events.frame
    numeric = [column for column in _own_names(frame) if _is_numeric(frame[column])]
    near = did_you_mean(name, [COUNTED, *numeric]) or did_you_mean(name, _own_names(frame))
    more = " …" if len(numeric) > SHOWN else ""
    named = f"columns of numbers: {', '.join(numeric[:SHOWN])}{more}" if numeric else ""
    hints = [near, named, f"--measure {COUNTED} counts its events"]
    advice = "; ".join(hint for hint in hints if hint)
    return f'{events.name}: no row has measure "{name}", and the table has no claims ({advice})'


def _is_numeric(column: pd.Series[str]) -> bool:
    texts = column[column != ""].str.strip().tolist()
    return bool(texts) and not (parse_values(texts).error != "").any()
