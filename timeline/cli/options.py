"""Options that several commands share, and the types of their values.

Every option carries the name of the keyword that it sets in the API; a test
compares names and defaults.
"""

from __future__ import annotations

import functools
import shlex
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import click

from timeline.errors import did_you_mean

__all__ = [
    "TARGETS",
    "ChartRow",
    "MapEntry",
    "Named",
    "Nights",
    "Pair",
    "Panels",
    "Width",
    "chart_options",
    "grouped",
    "one_or_many",
    "output_options",
    "reading_options",
    "source_argument",
]


class Pair(click.ParamType[tuple[str, str]]):
    """A text of the form NAME=VALUE."""

    name = "name=value"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """Split at the first equals sign."""
        if isinstance(value, tuple):
            return value
        name, sign, rest = str(value).partition("=")
        if not sign or not name or not rest:
            self.fail(f'"{value}" is to be of the form {self.name.upper()}', param, ctx)
        return name.strip(), rest.strip()


class MapEntry(Pair):
    """A text of the form OURS=THEIRS, or a mapping: a TOML file, or the name of a ready one."""

    name = "ours=theirs"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """Split at the first equals sign; a mapping stands under no name."""
        if isinstance(value, str) and value and "=" not in value:
            return "", value
        return super().convert(value, param, ctx)


class Nights(click.ParamType[tuple[float, float, float]]):
    """Latitude, longitude and offset from UTC, split by commas."""

    name = "lat,lon,utc"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[float, float, float]:
        """Read three numbers."""
        if isinstance(value, tuple):
            return value
        try:
            latitude, longitude, offset = (float(part) for part in str(value).split(","))
        except ValueError:
            self.fail(f'"{value}" is to be three numbers, as in 38.3,127.3,9', param, ctx)
        return latitude, longitude, offset


class ChartRow(click.ParamType[dict[str, Any]]):
    """One chart of several: its name and its options, as on a command line."""

    name = "chart key=value ..."

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> dict[str, Any]:
        """Split words as a shell does; a key that is repeated is a list.

        A word alone is a switch, or goes on with the value before it, as in
        ``measure=air sorties``.
        """
        if isinstance(value, dict):
            return value
        try:
            chart, *words = shlex.split(str(value))
        except ValueError:
            self.fail(f'"{value}" is to be a chart and its options, as in {_ROW}', param, ctx)
        pairs = [word.partition("=") for word in _rejoined(words)]
        given = grouped(tuple((name, text) for name, sign, text in pairs if sign)) or {}
        switches = {name: True for name, sign, _ in pairs if not sign}
        where = dict.fromkeys(("where",), _where(given)) if "where" in given else {}
        return {"chart": chart, **switches, **given, **where}


#: What a chart of several is told by a word alone.
SWITCHES = ("stack", "per_day", "per-day")


def _rejoined(words: Sequence[str]) -> list[str]:
    """Return options whose values were split at their spaces as one word each.

    Examples
    --------
    >>> _rejoined(["measure=air", "sorties", "stack", "period=month"])
    ['measure=air sorties', 'stack', 'period=month']
    """
    found: list[str] = []
    for word in words:
        if found and "=" in found[-1] and "=" not in word and word not in SWITCHES:
            found[-1] += f" {word}"
        else:
            found.append(word.replace("per-day", "per_day") if "=" not in word else word)
    return found


class Panels(click.Command):
    """The command of several charts; its ``--chart`` takes options that the shell split."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Join what follows ``--chart`` into one text, as if it were quoted."""
        joined: list[str] = []
        for word in args:
            option = "=" in word or word in SWITCHES
            if len(joined) > 1 and joined[-2] == "--chart" and option and word[:1] != "-":
                joined[-1] += f" {shlex.quote(word)}"
            else:
                joined.append(word)
        try:
            return super().parse_args(ctx, joined)
        except click.UsageError as error:
            if "unexpected extra argument" in error.message:
                told = f"{error.message}. Quote each chart, as in --chart {_ROW}"
                raise click.UsageError(told, ctx) from None
            raise


#: How one chart of several is written.
_ROW = "\"bars measure='air sorties' period=month\""


def _where(given: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return COLUMN=VALUE texts as a filter.

    Examples
    --------
    >>> _where({"where": "result=won"})
    {'result': 'won'}
    """
    texts = [given["where"]] if isinstance(given["where"], str) else given["where"]
    return grouped(tuple((text.partition("=")[0], text.partition("=")[2]) for text in texts))


class Named(click.Choice[str]):
    """A choice that names the nearest word where the one given is not among them."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """Tell the choices and the nearest of them."""
        message = super().get_invalid_choice_message(value, ctx)
        hint = did_you_mean(str(value), self.choices)
        return f"{message} ({hint})" if hint else message


class Target(Named):
    """A format to convert to, by its name or by the suffix of its files."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read a suffix, as in ics, as the format of such files."""
        suffix = f".{str(value).lower().lstrip('.')}"
        return super().convert(TARGETS.get(suffix, value), param, ctx)


#: The formats to convert to that a suffix alone names.
TARGETS = {
    ".csv": "csv", ".ics": "icalendar", ".ical": "icalendar", ".mmd": "mermaid",
    ".mermaid": "mermaid",
}  # fmt: skip


class Width(click.ParamType[Any]):
    """A width in pixels, or the name of one."""

    name = "width"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float | str:
        """Return a number where it is one; the chart knows the names."""
        try:
            return float(value)
        except ValueError:
            return str(value)


def one_or_many(values: tuple[str, ...]) -> str | list[str] | None:
    """Return an option that may be repeated as the API takes it.

    Examples
    --------
    >>> one_or_many(()), one_or_many(("PVA",)), one_or_many(("PVA", "US"))
    (None, 'PVA', ['PVA', 'US'])
    """
    return None if not values else values[0] if len(values) == 1 else list(values)


def grouped(pairs: tuple[tuple[str, str], ...]) -> Mapping[str, str | list[str]] | None:
    """Return repeated NAME=VALUE options as a mapping, several values of a name as a list.

    Examples
    --------
    >>> grouped((("place", "Hill 973"), ("place", "Hill 882")))
    {'place': ['Hill 973', 'Hill 882']}
    """
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return {name: v[0] if len(v) == 1 else v for name, v in found.items()} or None


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
    click.option("--date-format", metavar="FORMAT",
                 help='How dates are written, as in "%m/%d/%y"; by default EDTF or ISO 8601.'),
    click.option("--century", type=int, metavar="YEAR",
                 help="The century of two-digit years, as in 1900."),
    click.option("--unknown", multiple=True, metavar="TEXT",
                 help="What stands in an end that is not known, as in -9; may be repeated."),
    click.option("--ongoing", multiple=True, metavar="TEXT",
                 help="What stands in an end that is still to come, as in -7; may be repeated."),
    click.option("--max-bytes", type=click.IntRange(min=1), metavar="NUMBER",
                 help="The most bytes that are read of a table, unpacked."),
    click.option("--decimal", type=Named([".", ","]),
                 help="The decimal mark of numbers such as 22.639, which else are refused."),
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
    click.option("--notes/--no-notes", default=True, show_default=True,
                 help="Print the rows' notes, numbered, under the plot."),
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
    kept["where"] = grouped(kept["where"])
    return kept


def reading_keywords(options: dict[str, Any]) -> dict[str, Any]:
    """Return the reading options that were given, as keywords of ``read_events``."""
    kept = {**options, "mapping": _mapping(options["mapping"])}
    return {name: value for name, value in kept.items() if value not in (None, ())}


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


def inputs_of(
    table: str, reading: Mapping[str, Any], look: Mapping[str, Any] | None = None
) -> tuple[str, ...]:
    """Return the files that a command reads, none of which it may write to.

    Examples
    --------
    >>> inputs_of("a.csv", {}, {"theme": "house.toml"})
    ('a.csv', 'house.toml')
    """
    from timeline.tables.sources import files_read

    theme = str((look or {}).get("theme", ""))
    files = files_read(table, mapping=reading.get("mapping"), sources=reading.get("sources"))
    return (*files, *([theme] if theme.endswith(".toml") else []))


_READING = (
    "mapping", "encoding", "delimiter", "date_format", "century", "unknown", "ongoing", "decimal",
    "max_bytes",
    "require_sources",
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
