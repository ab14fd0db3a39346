"""Options that commands share, from ``timeline.options``, and their summary on standard error."""

from __future__ import annotations

import functools
import re
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

import click

from timeline.cli.types import (
    Named,
    Target,
    chart_row,
    map_entry,
    nights,
    one_or_many,
    pair,
    pixels_or_name,
    values_by_name,
)
from timeline.errors import Problem
from timeline.options import ENGINES, FIGURE, READING, SCRIPTS, Option, names_of


class Progress:
    """Progress of a build: a bar on a terminal, otherwise a line for each figure."""

    def __init__(self) -> None:
        self._bar: Any = None

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *error: object) -> None:
        if self._bar is not None:
            self._bar.update(1)
            self._bar.render_finish()

    def update(self, name: str, number: int, count: int) -> None:
        """Report the start of a figure."""
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
    """Progress of a scan: a bar on a terminal, otherwise a line for each quarter.

    Short scans show no progress.
    """

    #: Seconds before progress shows.
    LONG = 1.0

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._begun = time.monotonic()
        self._bar: Any = None
        self._quarter = 0

    def update(self, part: float) -> None:
        """Report the part of the files that was read, from 0 to 1; 1 ends the bar."""
        if part >= 1:
            self._end()
        elif time.monotonic() - self._begun >= self.LONG:
            self._show(part)

    def _show(self, part: float) -> None:
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
    """Print one warning of each kind, with the number of others.

    ``table`` is the argument for ``timeline check``, which lists them all.
    """
    kinds: dict[tuple[str, ...], list[Problem]] = {}
    for problem in problems:
        message = _VARYING.sub("", problem.message)
        kinds.setdefault((problem.file, problem.code, problem.column, message), []).append(problem)
    more = 0
    for alike in kinds.values():
        others = sum(problem.rows for problem in alike) - alike[0].rows
        more += others
        text = f", and {others:,} more of the kind" if others else ""
        click.echo(f"warning: {alike[0]}{text}", err=True)
    if more and table:
        click.echo(f"(timeline check {table} lists all warnings)", err=True)


def wrote(paths: Sequence[str], rows: Mapping[str, Any] | None = None, *, what: str = "") -> None:
    """Print the files that were written, and the number of rows drawn."""
    files = ", ".join("standard output" if path == "-" else str(path) for path in paths)
    text = rows_text(rows) if rows else what
    click.echo(f"wrote {files}{f': {text}' if text else ''}", err=True)


def rows_text(rows: Mapping[str, Any]) -> str:
    """Return the number of rows drawn, and the reasons why others were left out.

    Examples
    --------
    >>> rows_text({"read": 63, "drawn": 21, "left_out": {"are claims": 25, "not asked for": 17}})
    '21 of 63 rows drawn (25 are claims, 17 not asked for)'
    >>> rows_text({"read": 1, "drawn": 1, "left_out": {}})
    '1 of 1 row drawn'
    """
    from timeline.tables.report import Account

    account = Account(rows["read"], rows["drawn"], rows["left_out"])
    _, _, left_out = f"{account}".partition(" drawn, ")
    why = f" ({left_out})" if left_out else ""
    return f"{account.drawn:,} of {many(account.read, 'row')} drawn{why}"


def many(count: int, noun: str) -> str:
    """Return a number with its noun.

    Examples
    --------
    >>> many(1, "warning"), many(2000, "file")
    ('1 warning', '2,000 files')
    """
    return f"{count:,} {noun}{'s' * (count != 1)}"


Command = TypeVar("Command", bound=Callable[..., Any])


def _together(*decorators: Callable[[Any], Any]) -> Callable[[Command], Command]:
    def wrap(command: Command) -> Command:
        return functools.reduce(lambda wrapped, one: one(wrapped), reversed(decorators), command)

    return wrap


source_argument = click.argument("table", metavar="TABLE")

#: The types of values that are texts of a form of their own.
TYPES: Mapping[str, Any] = {
    "mapping": map_entry, "pairs": pair, "colors": pair, "notes": Named(["eight", "all"]),
    "width": pixels_or_name, "nights": nights, "charts": chart_row, "whole": int,
    "count": click.IntRange(min=1), "number": float,
}  # fmt: skip
REPEATED = ("texts", "mapping", "pairs", "colors", "charts")


def _option(option: Option) -> Callable[[Any], Any]:
    """Return an option of charts as one of the command line."""
    flag = f"--{option.flag or option.name.replace('_', '-')}"
    how: dict[str, Any] = {
        "help": option.help, "metavar": option.metavar, "default": option.default,
        "show_default": option.default is not None,
    }  # fmt: skip
    if option.kind == "switch":
        flag = flag if "/" in flag else f"{flag}/--no-{flag[2:]}"
        return click.option(flag, option.name, **how)
    if option.kind == "colors":
        how["callback"] = lambda _, __, pairs: dict(pairs) or None
    if option.kind == "notes":
        how |= {"callback": _notes, "default": "eight"}
    if option.kind in REPEATED:
        how |= {"multiple": True, "required": option.required}
        how.pop("default")
    kind = Named(option.choices) if option.choices else TYPES.get(option.kind)
    return click.option(flag, option.name, type=kind, **how)


def _notes(ctx: click.Context, param: click.Parameter, count: str) -> bool | str:
    return not ctx.meta["no_notes"] and ("all" if count == "all" else True)


def options_of(options: Iterable[Option]) -> Callable[[Command], Command]:
    """Return a decorator that adds options to a command, ``--no-notes`` beside ``--notes``."""
    decorators: list[Callable[[Any], Any]] = []
    for option in options:
        if option.name == "notes":
            decorators.append(
                click.option(
                    "--no-notes", is_flag=True, is_eager=True, expose_value=False,
                    callback=lambda ctx, _, none: ctx.meta.update(no_notes=none),
                    help="Print no notes.",
                )
            )  # fmt: skip
        decorators.append(_option(option))
    return _together(*decorators)


reading_options = options_of(READING)
figure_options = options_of(FIGURE)

scanning_option = click.option(
    "--memory-limit",
    metavar="SIZE",
    help="Scan the table within this memory, without loading it; 512MB for Parquet and globs.",
)

conversion_options = _together(
    click.option("--to", type=Target(["csv", "timelinejs", "vis-timeline", "mermaid",
                                      "icalendar"]),
                 help="Format to write; by default that of the file's suffix."),
    click.option("-o", "--output", default="-", show_default=True, metavar="FILE",
                 help="File to write, or - for standard output."),
)  # fmt: skip

order_option = click.option(
    "--order/--no-order", default=False, show_default=True,
    help="Report which orders of events the dates do not support.",
)  # fmt: skip

report_option = click.option(
    "--report", metavar="FILE",
    help="Write a report as JSON (-: to standard output): rows read, drawn, left out; problems.",
)  # fmt: skip

output_options = _together(
    click.option("-o", "--output", "outputs", multiple=True, required=True, metavar="FILE",
                 help="File to write: .html .svg .png .pdf .webp .jpeg, or - for standard "
                      "output; may be repeated."),
    click.option("--format", "format", help="Format, regardless of the suffix."),
    click.option("--scale", type=float, default=2.0, show_default=True,
                 help="Raster pixels per pixel of the figure."),
    click.option("--engine", type=Named(ENGINES), default="auto", show_default=True,
                 help="Renderer of pictures: our own, or plotly in a browser (kaleido)."),
    click.option("--transparent/--paper-color", "transparent", default=False, show_default=True,
                 help="Background of pictures."),
    click.option("--script", type=Named(SCRIPTS), default="inline",
                 show_default=True, help="Where pages load their scripts from."),
    click.option("--overwrite/--no-overwrite", default=True, show_default=True,
                 help="Replace existing files."),
    report_option,
    click.option("--paper", metavar="NAME",
                 help="Page size of PDF: a3, a4, letter, or as in a4-landscape; a long Gantt is "
                      "split between its lanes."),
)  # fmt: skip


def chart_keywords(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options of a chart as the keywords of its function."""
    keywords = dict(options)
    for name in {"group", "side", "kind", "place", "measure"} & keywords.keys():
        keywords[name] = one_or_many(keywords[name])
    keywords["where"] = values_by_name(keywords["where"])
    return keywords


def reading_keywords(options: dict[str, Any]) -> dict[str, Any]:
    """Take the reading options from those of a command, as keywords of ``read_events``."""
    keywords = {name: options.pop(name) for name in names_of(READING)}
    keywords["mapping"] = _mapping(keywords["mapping"])
    return {name: value for name, value in keywords.items() if value not in (None, (), False)}


def _mapping(entries: tuple[tuple[str, str], ...]) -> Mapping[str, str] | str | None:
    """Return the entries of ``--map`` as the API takes them: a whole mapping, or columns.

    Examples
    --------
    >>> _mapping((("", "my.toml"),)), _mapping((("title", "battle"), ("start", "date")))
    ('my.toml', {'title': 'battle', 'start': 'date'})
    """
    whole = [text for name, text in entries if not name]
    if not whole:
        return dict(entries) or None
    if len(entries) > 1:
        message = f'--map "{whole[0]}" is a whole mapping, and excludes any other --map'
        raise click.UsageError(f"{message} (write the columns into the file, or OURS=THEIRS)")
    return whole[0]


def input_files(
    table: str, reading: Mapping[str, Any], chart: Mapping[str, Any] | None = None
) -> tuple[str, ...]:
    """Return the files that a command reads and must not overwrite.

    Examples
    --------
    >>> input_files("a.csv", {}, {"theme": "house.toml"})
    ('a.csv', 'house.toml')
    """
    from timeline.tables.sources import files_read

    theme = str((chart or {}).get("theme", ""))
    files = files_read(table, mapping=reading.get("mapping"), sources=reading.get("sources"))
    return (*files, *([theme] if theme.endswith(".toml") else []))


_OUTPUT = (
    "outputs", "format", "scale", "engine", "transparent", "script", "overwrite", "report", "paper",
)  # fmt: skip


def output_keywords(options: dict[str, Any]) -> dict[str, Any]:
    """Take the output options from those of a command."""
    return {name: options.pop(name) for name in _OUTPUT}
