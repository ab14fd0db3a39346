"""Standard error of a command: progress, one warning of a kind, and what it wrote."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

from timeline.errors import Problem

__all__ = ["Progress", "Reading", "many", "rows_told", "warn", "wrote"]


class Progress:
    """A bar on standard error where that is a terminal, else a quiet line a figure."""

    def __init__(self) -> None:
        self._bar: Any = None

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *error: object) -> None:
        if self._bar is not None:
            self._bar.update(1)
            self._bar.render_finish()

    def update(self, name: str, number: int, count: int) -> None:
        """Tell that a figure is begun."""
        if not sys.stderr.isatty():
            click.echo(f"{number}/{count} {name}", err=True)
            return
        if self._bar is None:
            self._bar = click.progressbar(
                length=count, label="figures", file=sys.stderr, item_show_func=lambda item: item
            )
            self._bar.render_progress()
        else:
            self._bar.update(1, name)


class Reading:
    """How much of files is read: a bar on a terminal, else a line for each quarter.

    Short readings show no progress.
    """

    #: Seconds before the progress of a reading shows.
    LONG = 1.0

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._begun = time.monotonic()
        self._bar: Any = None
        self._quarter = 0

    def update(self, part: float) -> None:
        """Tell that a part of the files is read, from 0 to 1; 1 ends the bar."""
        if part >= 1:
            self._end()
        elif time.monotonic() - self._begun >= self.LONG:
            self._shown(part)

    def _shown(self, part: float) -> None:
        if sys.stderr.isatty():
            if self._bar is None:
                self._bar = click.progressbar(length=100, label="reading", file=sys.stderr)
                self._bar.render_progress()
            self._bar.update(max(0, round(100 * part) - self._bar.pos))
        elif int(4 * part) > self._quarter:
            self._quarter = int(4 * part)
            click.echo(f"reading: {25 * self._quarter} %", err=True)

    def _end(self) -> None:
        if self._bar is not None:
            self._bar.update(100 - self._bar.pos)
            self._bar.render_finish()
        self._begin()  # as the next query does


_VARYING = re.compile(r'"[^"]*"|\d[\d,.]*')


def warn(problems: Iterable[Problem], *, table: str = "") -> None:
    """Print one warning of each kind, with how many more there are of it.

    ``table`` is what ``timeline check`` is to be given, to list them all.
    """
    kinds: dict[tuple[str, ...], list[Problem]] = {}
    for problem in problems:
        message = _VARYING.sub("", problem.message)
        kinds.setdefault((problem.file, problem.code, problem.column, message), []).append(problem)
    more = 0
    for alike in kinds.values():
        others = sum(problem.rows for problem in alike) - alike[0].rows
        more += others
        told = f", and {others:,} more of the kind" if others else ""
        click.echo(f"warning: {alike[0]}{told}", err=True)
    if more and table:
        click.echo(f"(timeline check {table} lists all warnings)", err=True)


def wrote(paths: Sequence[str], rows: Mapping[str, Any] | None = None, *, what: str = "") -> None:
    """Print the files that were written, and where the rows of the table went."""
    files = ", ".join("standard output" if path == "-" else str(path) for path in paths)
    told = rows_told(rows) if rows else what
    click.echo(f"wrote {files}{f': {told}' if told else ''}", err=True)


def rows_told(rows: Mapping[str, Any]) -> str:
    """Return how many rows are in the picture, and why the others are not.

    Examples
    --------
    >>> rows_told({"read": 63, "drawn": 21, "left_out": {"are claims": 25, "not asked for": 17}})
    '21 of 63 rows drawn (25 are claims, 17 not asked for)'
    >>> rows_told({"read": 1, "drawn": 1, "left_out": {}})
    '1 of 1 row drawn'
    """
    from timeline.tables.report import Account

    account = Account(rows["read"], rows["drawn"], rows["left_out"])
    left = str(account).split(", ", 2)[2:]
    why = f" ({left[0]})" if left else ""
    return f"{account.drawn:,} of {many(account.read, 'row')} drawn{why}"


def many(count: int, noun: str) -> str:
    """Return a number with its noun.

    Examples
    --------
    >>> many(1, "warning"), many(2000, "file")
    ('1 warning', '2,000 files')
    """
    return f"{count:,} {noun}{'s' * (count != 1)}"
