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
    ChartRow,
    MapEntry,
    Named,
    Nights,
    Notes,
    Pair,
    Target,
    Width,
    one_or_many,
    values_by_name,
)
from timeline.errors import Problem
from timeline.options import FIGURE, READING, Option, names_of

__all__ = [
    "Progress",
    "Reading",
    "many",
    "options_of",
    "output_options",
    "reading_options",
    "rows_told",
    "source_argument",
    "warn",
    "wrote",
]


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
        text = f", and {others:,} more of the kind" if others else ""
        click.echo(f"warning: {alike[0]}{text}", err=True)
    if more and table:
        click.echo(f"(timeline check {table} lists all warnings)", err=True)


def wrote(paths: Sequence[str], rows: Mapping[str, Any] | None = None, *, what: str = "") -> None:
    """Print the files that were written, and where the rows of the table went."""
    files = ", ".join("standard output" if path == "-" else str(path) for path in paths)
    text = rows_told(rows) if rows else what
    click.echo(f"wrote {files}{f': {text}' if text else ''}", err=True)


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


Command = TypeVar("Command", bound=Callable[..., Any])


def _together(*decorators: Callable[[Any], Any]) -> Callable[[Command], Command]:
    def wrap(command: Command) -> Command:
        return functools.reduce(lambda made, one: one(made), reversed(decorators), command)

    return wrap


source_argument = click.argument("table", metavar="TABLE")

#: The types of values that are texts of a form of their own.
TYPES: Mapping[str, Any] = {
    "mapping": MapEntry(), "pairs": Pair(), "colors": Pair(), "notes": Notes(), "width": Width(),
    "nights": Nights(), "charts": ChartRow(), "whole": int, "count": click.IntRange(min=1),
    "number": float,
}  # fmt: skip
REPEATED = ("texts", "mapping", "pairs", "colors", "charts")


def _option(option: Option) -> Callable[[Any], Any]:
    """Return an option of charts as one of the command line."""
    flag = f"--{option.flag or option.name.replace('_', '-')}"
    how: dict[str, Any] = {
        "help": option.help, "metavar": option.metavar, "default": option.default,
        "show_default": "eight" if option.kind == "notes" else option.default is not None,
    }  # fmt: skip
    if option.kind == "switch":
        flag = flag if "/" in flag else f"{flag}/--no-{flag[2:]}"
        return click.option(flag, option.name, **how)
    if option.kind == "colors":
        how["callback"] = lambda _, __, pairs: dict(pairs) or None
    if option.kind == "notes":
        how["callback"] = lambda ctx, _, many: not ctx.meta["no_notes"] and many
    if option.kind in REPEATED:
        how |= {"multiple": True, "required": option.required}
        how.pop("default")
    kind = Named(option.choices) if option.choices else TYPES.get(option.kind)
    return click.option(flag, option.name, type=kind, **how)


def options_of(options: Iterable[Option]) -> Callable[[Command], Command]:
    """Return what gives a command options of charts, ``--no-notes`` beside ``--notes``."""
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
    help="Do not read the table, but scan it within this memory; 512MB for Parquet and globs.",
)

conversion_options = _together(
    click.option("--to", type=Target(["csv", "timelinejs", "vis-timeline", "mermaid",
                                      "icalendar"]),
                 help="The format to write; by default the one that the file's suffix names."),
    click.option("-o", "--output", default="-", show_default=True, metavar="FILE",
                 help="The file to write, or - for standard output."),
)  # fmt: skip

order_option = click.option(
    "--order/--no-order", default=False, show_default=True,
    help="Tell which orders of a figure the dates do not support.",
)  # fmt: skip

report_option = click.option(
    "--report", metavar="FILE",
    help="Write the account as JSON (-: to standard output): rows read, drawn, left out; problems.",
)  # fmt: skip

output_options = _together(
    click.option("-o", "--output", "outputs", multiple=True, required=True, metavar="FILE",
                 help="A file to write: .html .svg .png .pdf .webp .jpeg, or - for standard "
                      "output; may be repeated."),
    click.option("--format", "format", help="The format, whatever the suffix says."),
    click.option("--scale", type=float, default=2.0, show_default=True,
                 help="Pixels of a raster for one of the figure."),
    click.option("--engine", type=Named(["auto", "kaleido"]), default="auto", show_default=True,
                 help="What draws pictures: we ourselves, or plotly in a browser."),
    click.option("--transparent/--paper-color", "transparent", default=False, show_default=True,
                 help="Whether pictures have no paper behind the figure."),
    click.option("--script", type=Named(["inline", "shared", "cdn"]), default="inline",
                 show_default=True, help="Where HTML has plotly's script from."),
    click.option("--overwrite/--no-overwrite", default=True, show_default=True,
                 help="Whether a file that exists is replaced."),
    report_option,
    click.option("--paper", metavar="NAME",
                 help="Pages of a3, a4 or letter, or as in a4-landscape, for PDF: a long Gantt is "
                      "split between its lanes."),
)  # fmt: skip


def chart_keywords(options: dict[str, Any]) -> dict[str, Any]:
    """Return the options of a chart as the keywords of its function."""
    keywords = dict(options)
    for name in ("group", "side", "kind", "place"):
        keywords[name] = one_or_many(keywords[name])
    keywords["where"] = values_by_name(keywords["where"])
    return keywords


def reading_keywords(options: dict[str, Any]) -> dict[str, Any]:
    """Return the reading options that were given, as keywords of ``read_events``."""
    keywords = {**options, "mapping": _mapping(options["mapping"])}
    return {name: value for name, value in keywords.items() if value not in (None, (), False)}


def _mapping(entries: tuple[tuple[str, str], ...]) -> Mapping[str, str] | str | None:
    """Return what ``--map`` says as the API takes it: one mapping, or columns.

    Examples
    --------
    >>> _mapping((("", "my.toml"),)), _mapping((("title", "battle"), ("start", "date")))
    ('my.toml', {'title': 'battle', 'start': 'date'})
    """
    whole = [text for name, text in entries if not name]
    if not whole:
        return dict(entries) or None
    if len(entries) > 1:
        message = f'--map "{whole[0]}" is a whole mapping: it goes with no other --map'
        raise click.UsageError(f"{message} (write the columns into the file, or OURS=THEIRS)")
    return whole[0]


def input_files(
    table: str, reading: Mapping[str, Any], look: Mapping[str, Any] | None = None
) -> tuple[str, ...]:
    """Return the files that a command reads, none of which it may write to.

    Examples
    --------
    >>> input_files("a.csv", {}, {"theme": "house.toml"})
    ('a.csv', 'house.toml')
    """
    from timeline.tables.sources import files_read

    theme = str((look or {}).get("theme", ""))
    files = files_read(table, mapping=reading.get("mapping"), sources=reading.get("sources"))
    return (*files, *([theme] if theme.endswith(".toml") else []))


_OUTPUT = (
    "outputs", "format", "scale", "engine", "transparent", "script", "overwrite", "report", "paper",
)  # fmt: skip


def split_reading(options: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Split a command's options into those of reading and the others."""
    reading = {name: options[name] for name in names_of(READING)}
    return reading, {k: v for k, v in options.items() if k not in reading}


def split_options(
    options: dict[str, Any],
) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """Split a command's options into those of reading, of writing, and of the chart."""
    reading = {name: options[name] for name in names_of(READING)}
    output = {name: options[name] for name in _OUTPUT}
    rest = {k: v for k, v in options.items() if k not in reading and k not in output}
    return reading, output, rest
