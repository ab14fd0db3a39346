"""References of the rows of a draft: parents of events, events of claims, and sources.

Takes the columns of a draft and the four instants of its rows; returns ``CLAIM_COLUMNS`` and
problems: duplicate ids, unknown parents and sources, an event that is its own
ancestor.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from timeline.errors import Problem, did_you_mean
from timeline.model import CLAIM_COLUMNS, Source
from timeline.tables.checking.table_draft import DerivedColumns, TableDraft, parse_values
from timeline.tables.reading.arrow import same_texts, text_column


def family_faults(draft: TableDraft, time: Mapping[str, np.ndarray]) -> list[Problem]:
    r"""Return the problems of ``id`` and ``parent``.

    Examples
    --------
    >>> from timeline.tables.checking.table_draft import draft_of
    >>> from timeline.tables.reading.read import read_table
    >>> table = b"title,start,id,parent\nHarry,1953,harry,\nnight,1953,,hary\n"
    >>> print(*family_faults(draft_of(read_table(table, name="a.csv"), {}), {}), sep="\n")
    a.csv:3: parent: "hary" is the id of no event (did you mean "harry"?)
    """
    problems = _duplicate_ids(draft)
    if not draft.filled("parent").any():
        return problems
    parent = _parent_rows(draft)
    problems += _unknown_parents(draft, parent) + _cycles(draft, parent)
    return problems + _outside(draft, parent, time) if time else problems


def _duplicate_ids(draft: TableDraft) -> list[Problem]:
    named = np.flatnonzero(draft.filled("id"))
    if not len(named):
        return []
    encoded = draft.texts("id", named).dictionary_encode()
    codes = encoded.indices.to_numpy()
    if len(encoded.dictionary) == len(codes):
        return []
    _, first = np.unique(codes, return_index=True)
    again = np.setdiff1d(np.arange(len(codes)), first)
    lines = draft.lines[named[first[codes[again]]]].tolist()
    messages = [f"is already the id of line {line}" for line in lines]
    hint = "give each event its own"
    return draft.faults(named[again], "id", messages, hint=hint, code="duplicate-id")


def _parent_rows(draft: TableDraft) -> np.ndarray:
    """Return the row of each event's parent: -1 for no parent, -2 for an unknown one."""
    rows = np.full(len(draft.frame), -1)
    child, named = np.flatnonzero(draft.filled("parent")), np.flatnonzero(draft.filled("id"))
    ids = draft.texts("id", named) if len(named) else pa.array([], pa.large_string())
    at = pc.fill_null(pc.index_in(draft.texts("parent", child), value_set=ids), -1).to_numpy()
    rows[child] = np.where(at >= 0, named[np.maximum(at, 0)] if len(named) else -2, -2)
    return rows


def _unknown_parents(draft: TableDraft, parent: np.ndarray) -> list[Problem]:
    """Report parents that are not events."""
    rows = np.flatnonzero(parent == -2)
    ids = set(draft.frame["id"].tolist()) - {""} if len(rows) else set()
    near = dict.fromkeys(draft.frame["parent"].iloc[rows[:1000]].tolist(), "")
    for text in list(near)[:50]:  # each is compared with every id, which is slow
        near[text] = did_you_mean(text, ids) or "write the id of another row"
    hints = [near[text] for text in draft.frame["parent"].iloc[rows[:1000]].tolist()]
    return draft.faults(rows, "parent", "is the id of no event", hint=hints, code="parent")


def _cycles(draft: TableDraft, parent: np.ndarray) -> list[Problem]:
    """Report each cycle of events in which every one is a phase of the next."""
    step = np.maximum(parent, -1)
    for _ in range(max(1, len(step).bit_length())):  # doubles the stride each time
        step = np.where(step >= 0, step[step], -1)
    problems: list[Problem] = []
    left = set(step[step >= 0].tolist())
    while left:
        ring = _cycle_from(min(left), parent)
        left -= set(ring)
        ids = " → ".join(draft.frame["id"].iloc[[*ring, ring[0]]].tolist())
        row = np.array(ring[:1])
        message = f"makes the event its own ancestor: {ids}"
        problems += draft.faults(row, "parent", message, hint="empty one of them", code="cycle")
    return problems


def _cycle_from(row: int, parent: np.ndarray) -> list[int]:
    """Return the rows of the cycle that contains a row, that row first.

    Examples
    --------
    >>> _cycle_from(0, np.array([2, -1, 0]))
    [0, 2]
    """
    ring = [row]
    while int(parent[ring[-1]]) != row:
        ring.append(int(parent[ring[-1]]))
    return ring


def _outside(
    draft: TableDraft, parent: np.ndarray, time: Mapping[str, np.ndarray]
) -> list[Problem]:
    """Warn of events that certainly begin before their parent, or end after it."""
    child = np.flatnonzero(parent >= 0)
    above = parent[child]
    early = time["start_latest"][child] < time["start_earliest"][above]
    first, last = time["end_earliest"], time["end_latest"]
    # A day that begins at the end of a month is after it; an instant there is not.
    touching = (first[child] == last[above]) & (last[child] > first[child])
    late = (first[child] > last[above]) | (touching & (last[above] > first[above]))
    problems: list[Problem] = []
    for wrong, column, word in ((early, "start", "before"), (late, "end", "after")):
        rows, parents = child[wrong], above[wrong]
        lines = draft.lines[parents].tolist()
        what = "begins" if column == "start" else "ends"
        messages = [f"{what} {word} the event of line {line} that it is part of" for line in lines]
        problems += draft.faults(
            rows, column, messages, hint="one of the two is wrong", code="outside", fatal=False
        )
    return problems


def claims_of(draft: TableDraft, *, decimal: str | None = None) -> DerivedColumns:
    r"""Parse the numbers of a draft.

    Examples
    --------
    >>> from timeline.tables.checking.table_draft import draft_of
    >>> from timeline.tables.reading.read import read_table
    >>> table = b"title,start,measure,value\nHarry,1953,shells,about 9\n"
    >>> print(claims_of(draft_of(read_table(table, name="a.csv"), {})).problems[0])
    a.csv:2: value: "about 9" is not a number (write ~9)
    """
    if "value" not in draft.present:
        many = len(draft.frame)
        numbers = dict.fromkeys(CLAIM_COLUMNS[:3], np.full(many, np.nan))
        columns = {**numbers, "value_qualifier": text_column(same_texts("", many))}
        return DerivedColumns(columns, tuple(_unpaired(draft)))
    values = parse_values(draft.texts("value"), decimal=decimal)
    rows = np.flatnonzero(values.error != "")
    errors, hints = values.error[rows].tolist(), values.hint[rows].tolist()
    wrong = draft.faults(rows, "value", errors, hint=hints, code="value")
    return DerivedColumns(
        values.columns, (*wrong, *_negative(draft, values.low), *_unpaired(draft))
    )


def _negative(draft: TableDraft, low: np.ndarray) -> list[Problem]:
    """Warn of negative numbers, which in counts often mean unknown."""
    with np.errstate(invalid="ignore"):  # NaN is never less
        rows = np.flatnonzero(np.isfinite(low) & (low < 0))
    hint = "empty the cell if it marks a number that is not known"
    message, code = "is below zero", "negative-value"
    return draft.fault_of_all(rows, "value", message, hint=hint, code=code, value=None)


def _unpaired(draft: TableDraft) -> list[Problem]:
    """Report numbers without a measure, and measures without a number."""
    measure, value = draft.filled("measure"), draft.filled("value")
    rows = np.flatnonzero(measure & ~value)
    message, hint = "has no value and draws no bar", "give the number, or empty the measure"
    code = "measure-without-value"
    empty = draft.faults(rows, "measure", message, hint=hint, code=code, fatal=False)
    rows = np.flatnonzero(value & ~measure)
    return _nameless_numbers(draft, rows, named=bool(measure.any())) + empty


def _nameless_numbers(draft: TableDraft, rows: np.ndarray, *, named: bool) -> list[Problem]:
    """Report numbers without a measure; once if the table has no measure at all."""
    message, code = "is a number of nothing", "value-without-measure"
    if named:
        hint = "say in the column measure what it counts"
        return draft.faults(rows, "value", message, hint=hint, code=code)
    hint = (
        f'say what the numbers count, as in --map "measure=={draft.written.get("value", "killed")}"'
    )
    # One line is enough for all rows: a thousand equal lines would hide the others.
    return draft.fault_of_all(rows, "value", message, hint=hint, code=code, fatal=True, value=None)


def source_faults(
    draft: TableDraft, sources: Mapping[str, Source], *, require: bool = False
) -> list[Problem]:
    r"""Report sources without an entry, and numbers without a source.

    Examples
    --------
    >>> from timeline.tables.checking.table_draft import draft_of
    >>> from timeline.tables.reading.read import read_table
    >>> table = b"title,start,source\nHarry,1953,artcle\n"
    >>> draft = draft_of(read_table(table, name="a.csv"), {})
    >>> print(source_faults(draft, {"article": Source("article")})[0])
    a.csv:2: source: "artcle" is not in the sources table (did you mean "article"?)
    """
    named = draft.filled("source")
    rows = np.flatnonzero(draft.filled("value") & ~named)
    hint = "name one in the column source"
    if require:
        problems = draft.faults(rows, "source", "is empty", hint=hint, code="unsourced")
    else:
        message = "is empty: the number has no source"
        problems = draft.fault_of_all(rows, "source", message, hint=hint, code="unsourced")
    return problems + _unknown_sources(draft, sources) if sources and named.any() else problems


def _unknown_sources(draft: TableDraft, sources: Mapping[str, Source]) -> list[Problem]:
    array = draft.texts("source").dictionary_encode()
    missing = [_missing_keys(text, sources) for text in array.dictionary.to_pylist()]
    faulty = np.array([bool(keys) for keys in missing], bool)
    codes = array.indices.to_numpy()
    rows = np.flatnonzero(faulty[codes])
    keys = [missing[code][0] for code in codes[rows].tolist()]
    known = ", ".join(list(sources)[:6])
    hints = [did_you_mean(key, sources) or f"it has: {known}" for key in keys]
    messages = [
        "is not in the sources table"
        if text == key
        else f'names "{key}", which is not in the sources table'
        for text, key in zip(draft.frame["source"].iloc[rows].tolist(), keys, strict=True)
    ]
    return draft.faults(rows, "source", messages, hint=hints, code="unknown-source")


def _missing_keys(text: str, sources: Mapping[str, Source]) -> list[str]:
    """Return the keys of a cell that the sources table lacks.

    Examples
    --------
    >>> _missing_keys("a; b;", {"a": Source("a")})
    ['b']
    """
    keys = filter(None, map(str.strip, text.split(";")))
    return [key for key in keys if key not in sources]
