"""Options that several commands share, and the types of their values.

Every option carries the name of the keyword that it sets in the API; a test
compares names and defaults.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

from timeline.cli.types import (
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

__all__ = ["chart_options", "output_options", "reading_options", "source_argument"]


Command = TypeVar("Command", bound=Callable[..., Any])


def _together(*decorators: Callable[[Any], Any]) -> Callable[[Command], Command]:
    def wrap(command: Command) -> Command:
        return functools.reduce(lambda made, one: one(made), reversed(decorators), command)

    return wrap


source_argument = click.argument("table", metavar="TABLE")

reading_options = _together(
    click.option("--map", "mapping", type=MapEntry(), multiple=True, metavar="OURS=THEIRS",
                 help="Our column OURS stands in the column THEIRS; may be repeated. Or once a "
                      "mapping: your.toml, or the name of a ready one."),
    click.option("--encoding", help="The encoding of the file, where the guess is wrong."),
    click.option("--delimiter", help="The delimiter of the file, where the guess is wrong."),
    click.option("--sheet", metavar="NAME|NUMBER",
                 help="The sheet of a spreadsheet; the first that holds a table by default."),
    click.option("--date-format", multiple=True, metavar="FORMAT",
                 help='How dates are written beside EDTF, as in "%m/%d/%y", or year for plain '
                      "numbers of years; may be repeated."),
    click.option("--century", type=int, metavar="YEAR",
                 help="The year that two-digit years count from: 1900, or 1970 for 1970 to 2069."),
    click.option("--bce", type=Named(["historical", "astronomical"]),
                 help="What a year -480 is: 480 BCE, or 481 BCE as astronomers count."),
    click.option("--unknown", multiple=True, metavar="TEXT",
                 help="What stands in an end that is not known, as in -9; may be repeated."),
    click.option("--ongoing", multiple=True, metavar="TEXT",
                 help="What stands in an end that is still to come, as in -7; may be repeated."),
    click.option("--max-bytes", type=click.IntRange(min=1), metavar="NUMBER",
                 help="The most bytes that are read of a table, unpacked."),
    click.option("--decimal", type=Named([".", ","]),
                 help="The decimal mark of numbers such as 22.639, which else are refused."),
    click.option("--html", multiple=True, metavar="COLUMN",
                 help="A column that holds HTML, read without it; may be repeated."),
    click.option("--accept-suggestions/--no-accept-suggestions", "accept", default=False,
                 show_default=True, help="Read what is no date or number by its suggestion, "
                 "where there is exactly one, and tell so."),
    click.option("--skip-faulty/--no-skip-faulty", default=False, show_default=True,
                 help="Leave out the rows that cannot be read, and tell how many and why."),
    click.option("--require-sources/--no-require-sources", default=False, show_default=True,
                 help="Refuse a number that no source stands for; by default warn."),
)  # fmt: skip

_filters = _together(
    click.option("--group", multiple=True, help="Only rows of this group; may be repeated."),
    click.option("--side", multiple=True, help="Only rows of this side; may be repeated."),
    click.option("--kind", multiple=True, help="Only rows of this kind; may be repeated."),
    click.option("--place", multiple=True, help="Only rows of this place; may be repeated."),
    click.option("--where", type=Pair(), multiple=True, metavar="COLUMN=VALUE",
                 help="Only rows with this value in any column; may be repeated."),
    click.option("--since", metavar="DATE", help="Only what is not over before this date."),
    click.option("--until", metavar="DATE", help="Only what has begun by this date."),
)  # fmt: skip

_words = _together(
    click.option("--title", help="The title; by default told from the table."),
    click.option("--subtitle", help="The line under it: what, where, when, unit."),
    click.option("--source", help="The source line; by default told from the table."),
    click.option("--no-notes", is_flag=True, is_eager=True, expose_value=False,
                 callback=lambda ctx, _, none: ctx.meta.update(no_notes=none),
                 help="Print no notes."),
    click.option("--notes", type=Notes(), default=True, show_default="eight",
                 callback=lambda ctx, _, many: not ctx.meta["no_notes"] and many,
                 help="How many of the rows' notes a picture prints, numbered, under the plot: "
                 "eight, or all."),
    click.option("--language", default="en", show_default=True,
                 help="Language of dates, numbers and our own words: en, de, fr, ..."),
)  # fmt: skip

_looks = _together(
    click.option("--width", type=Width(), default=1080, show_default=True,
                 metavar="PIXELS|NAME", help="Pixels, or column, page or slide; below 560 it "
                 "is a phone's layout."),
    click.option("--theme", default="light", show_default=True,
                 help="light, dark, print, auto (follows the reader) or your.toml."),
    click.option("--color-by", default="side", show_default=True,
                 help="The column that decides the colour."),
    click.option("--sides", multiple=True, metavar="SIDE",
                 help="The side with the first colour; repeat for the next ones."),
    click.option("--colors", type=Pair(), multiple=True, metavar="SIDE=COLOUR",
                 callback=lambda _, __, pairs: dict(pairs) or None,
                 help='The colour of a side, as in "UK=#003366"; may be repeated.'),
)  # fmt: skip

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

chart_options = _together(_filters, _words, _looks)
figure_options = _together(_words, _looks)

gantt_options = _together(
    click.option("--order", metavar="time|table|COLUMN", default="time", show_default=True,
                 help="How groups and events follow each other."),
    click.option("--labels", type=Named(["auto", "text", "leaders", "numbers"]), default="auto",
                 show_default=True,
                 help="Titles beside events, on leaders above them, or numbers and a list."),
    click.option("--height", type=float, metavar="PIXELS",
                 help="By default as high as the lanes need."),
    click.option("--fold/--no-fold", default=False, show_default=True,
                 help="Let long gaps between events take a few pixels, and say so."),
    click.option("--nights", type=Nights(), metavar="LAT,LON,UTC",
                 help="Shade the nights of this place, as in 38.3,127.3,9."),
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


_READING = (
    "mapping", "encoding", "delimiter", "sheet", "date_format", "century", "bce", "unknown",
    "ongoing", "decimal", "html", "accept", "skip_faulty", "require_sources",
    "max_bytes",
)  # fmt: skip
_OUTPUT = (
    "outputs", "format", "scale", "engine", "transparent", "script", "overwrite", "report", "paper",
)  # fmt: skip


def split_reading(options: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Split a command's options into those of reading and the others."""
    reading = {name: options[name] for name in _READING}
    return reading, {k: v for k, v in options.items() if k not in reading}


def split_options(
    options: dict[str, Any],
) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """Split a command's options into those of reading, of writing, and of the chart."""
    reading = {name: options[name] for name in _READING}
    output = {name: options[name] for name in _OUTPUT}
    rest = {k: v for k, v in options.items() if k not in (*_READING, *_OUTPUT)}
    return reading, output, rest
