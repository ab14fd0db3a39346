"""What a command says on standard error: one warning of a kind, and what it wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

from timeline.errors import Problem

__all__ = ["many", "rows_told", "warn", "wrote"]

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
