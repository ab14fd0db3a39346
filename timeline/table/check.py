"""Checking a table without drawing it: the account of its rows and all of its problems."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from timeline.errors import ExportError, Problem, UsageError, ValidationError, told
from timeline.model import EventTable
from timeline.table.account import Account, account_bytes, account_of, refusal_of
from timeline.table.events import read_events
from timeline.table.order import ORDERS, order_problems, orders
from timeline.table.weights import rows_in

__all__ = ["Checked", "check"]


@dataclass(frozen=True)
class Checked:
    """What was found in a table: its rows by use, and every problem, by line.

    ``order`` counts the neighbours of a figure by what their dates say of their order,
    where that was asked for (``timeline.table.order``); ``account`` is what a report holds.
    """

    name: str
    rows: int
    events: int
    claims: int
    problems: tuple[Problem, ...]
    order: Mapping[str, int] = field(default_factory=dict)
    account: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def fatal(self) -> bool:
        """Whether any problem keeps the table from being drawn."""
        return any(problem.fatal for problem in self.problems)

    def told(self, format: str = "text") -> str:
        """Return the findings as lines of text, as JSON, or as annotations for GitHub."""
        if format == "json":
            found = {name: value for name, value in asdict(self).items() if name != "account"}
            return json.dumps({**found, "fatal": self.fatal}, ensure_ascii=False, indent=1)
        if format == "github":
            return "\n".join(_annotation(problem) for problem in self.problems)
        errors = sum(problem.rows for problem in self.problems if problem.fatal)
        warnings = sum(problem.rows for problem in self.problems) - errors
        counted = f"{_many(errors, 'error')}, {_many(warnings, 'warning')}"
        if errors:
            return "\n".join([*told(self.problems), f"{self.name}: {counted}"])
        used = f"{_many(self.events, 'event')}, {_many(self.claims, 'claim')}"
        rows = f"{_many(self.rows, 'row')} read: {used}"
        lines = [*told(self.problems), f"{self.name}: {rows}; {counted}"]
        if self.order:
            shown = ", ".join(f"{self.order[name]} {name}" for name in ORDERS)
            lines.append(f"{self.name}: neighbours in a figure, by their dates: {shown}")
        return "\n".join(lines)


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'s' * (count != 1)}"


def check(
    source: Any,
    *,
    order: bool = False,
    report: str | os.PathLike[str] | None = None,
    **reading: Any,
) -> Checked:
    """Check a table as ``read_events`` does, and return what was found instead of raising it.

    Parameters
    ----------
    source
        A path, ``"-"`` for standard input, a data frame, or a scan (``scan_events``), whose
        faults are told with their counts and the file and row of examples.
    order
        Whether to tell, for the rows that a figure shows one behind the other, which
        orders their dates do not support.
    report
        A file for the account of the table, as JSON; ``"-"`` is standard output.
    reading
        The keywords of ``read_events``.

    Raises
    ------
    ReadError
        The file is missing or cannot be read at all.
    ExportError
        The report cannot be written.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"title": ["Relief"], "start": ["10 June 1953"]})
    >>> check(table).fatal
    True
    >>> table = pd.DataFrame({"title": ["Assault", "Relief"], "start": ["1953-06", "1953-06"]})
    >>> check(table, order=True).order["undetermined"]
    1
    """
    try:
        if order and hasattr(source, "checked"):
            raise UsageError("order compares rows, and a scan has none (check it without order)")
        scanned = source.checked() if hasattr(source, "checked") else None
        # A table without rows is one, too.
        events = read_events(source, **reading) if scanned is None else scanned
        checked = _checked(events, order=order)
    except ValidationError as error:
        checked = Checked(
            _name(error.problems), error.rows, 0, 0, tuple(error.problems),
            account=refusal_of(error),
        )  # fmt: skip
    if report is not None:
        _write(report, account_bytes(checked.account))
    return checked


def _checked(events: EventTable, *, order: bool) -> Checked:
    rows, claims = rows_in(events.frame), rows_in(events.frame[events.frame["measure"] != ""])
    problems, counts = events.problems, {}
    if order:
        problems = tuple(sorted((*problems, *order_problems(events))))
        found = orders(events)["order"].tolist()
        counts = {name: found.count(name) for name in ORDERS}
        events = replace(events, problems=problems)
    joined = {"joined or skipped on reading": events.rows_read - rows}
    account = account_of(events, Account(events.rows_read, rows, joined))
    return Checked(events.name, events.rows_read, rows - claims, claims, problems, counts, account)


def _write(report: str | os.PathLike[str], data: bytes) -> None:
    if os.fspath(report) == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        Path(report).write_bytes(data)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ExportError(f"{report}: cannot be written: {reason}") from error


def _name(problems: Sequence[Problem]) -> str:
    return problems[0].file if problems else ""


def _annotation(problem: Problem) -> str:
    """Return a problem as a workflow command, its line breaks and percents escaped."""
    level = "error" if problem.fatal else "warning"
    text = f"{problem.column}: {problem.value!r} {problem.message}"
    text += f" ({problem.hint})" if problem.hint else ""
    safe = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    file = problem.file.replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
    return f"::{level} file={file},line={problem.line},title={problem.code}::{safe}"
