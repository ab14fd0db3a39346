"""Checking a table without drawing it: the account of its rows and all of its problems."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from timeline.errors import Problem, ReadError, ValidationError, told
from timeline.table.events import read_events

__all__ = ["Checked", "check"]


@dataclass(frozen=True)
class Checked:
    """What was found in a table: its rows by use, and every problem, by line."""

    name: str
    rows: int
    events: int
    claims: int
    problems: tuple[Problem, ...]

    @property
    def fatal(self) -> bool:
        """Whether any problem keeps the table from being drawn."""
        return any(problem.fatal for problem in self.problems)

    def told(self, format: str = "text") -> str:
        """Return the findings as lines of text, as JSON, or as annotations for GitHub."""
        if format == "json":
            return json.dumps({**asdict(self), "fatal": self.fatal}, ensure_ascii=False, indent=1)
        if format == "github":
            return "\n".join(_annotation(problem) for problem in self.problems)
        errors = sum(problem.fatal for problem in self.problems)
        counted = f"{errors} errors, {len(self.problems) - errors} warnings"
        if errors:
            return "\n".join([*told(self.problems), f"{self.name}: {counted}"])
        rows = f"{self.rows} rows read: {self.events} events, {self.claims} claims"
        return "\n".join([*told(self.problems), f"{self.name}: {rows}; {counted}"])


def check(source: Any, **reading: Any) -> Checked:
    """Check a table as ``read_events`` does, and return what was found instead of raising it.

    Parameters
    ----------
    source
        A path, ``"-"`` for standard input, a data frame.
    reading
        The keywords of ``read_events``.

    Raises
    ------
    ReadError
        The file is missing or cannot be read at all.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"title": ["Relief"], "start": ["10 June 1953"]})
    >>> check(table).fatal
    True
    """
    try:
        events = read_events(source, **reading)
    except ReadError:
        raise
    except ValidationError as error:
        return Checked(_name(error.problems), 0, 0, 0, tuple(error.problems))
    claims = int((events.frame["measure"] != "").sum())
    return Checked(
        events.name, events.rows_read, len(events) - claims, claims, tuple(events.problems)
    )


def _name(problems: Sequence[Problem]) -> str:
    return problems[0].file if problems else ""


def _annotation(problem: Problem) -> str:
    """Return a problem as a workflow command, its line breaks and percents escaped."""
    level = "error" if problem.fatal else "warning"
    text = f"{problem.column}: {problem.value!r} {problem.message}"
    text += f" ({problem.hint})" if problem.hint else ""
    safe = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::{level} file={problem.file},line={problem.line},title={problem.code}::{safe}"
