"""Options that several commands share: those of charts, derived from their list, and others."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
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
from timeline.options import FIGURE, READING, Option, names_of

__all__ = ["options_of", "output_options", "reading_options", "source_argument"]


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
    found: list[Callable[[Any], Any]] = []
    for option in options:
        if option.name == "notes":
            found.append(
                click.option(
                    "--no-notes", is_flag=True, is_eager=True, expose_value=False,
                    callback=lambda ctx, _, none: ctx.meta.update(no_notes=none),
                    help="Print no notes.",
                )
            )  # fmt: skip
        found.append(_option(option))
    return _together(*found)


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
    kept = dict(options)
    for name in ("group", "side", "kind", "place"):
        kept[name] = one_or_many(kept[name])
    kept["where"] = values_by_name(kept["where"])
    return kept


def reading_keywords(options: dict[str, Any]) -> dict[str, Any]:
    """Return the reading options that were given, as keywords of ``read_events``."""
    kept = {**options, "mapping": _mapping(options["mapping"])}
    return {name: value for name, value in kept.items() if value not in (None, (), False)}


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
        told = f'--map "{whole[0]}" is a whole mapping: it goes with no other --map'
        raise click.UsageError(f"{told} (write the columns into the file, or OURS=THEIRS)")
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
