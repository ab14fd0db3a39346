"""Parameter types of options: they convert texts to values of the API."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from typing import Any

import click

from timeline.errors import did_you_mean

__all__ = [
    "TARGETS",
    "ChartRow",
    "MapEntry",
    "Named",
    "Nights",
    "Notes",
    "Pair",
    "Panels",
    "Target",
    "Width",
    "one_or_many",
    "values_by_name",
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
            self.fail(f'"{value}" must be of the form {self.name.upper()}', param, ctx)
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


class Notes(click.ParamType[bool | str]):
    """How many notes are printed, as the charts take it: True (eight) or ``"all"``."""

    name = "eight|all"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> bool | str:
        """Read the word."""
        if value not in (True, "eight", "all"):
            self.fail(f'"{value}" is neither eight nor all', param, ctx)
        return "all" if value == "all" else True

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return the words that are understood."""
        return "[eight|all]"


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
            self.fail(f'"{value}" must be three numbers, as in 38.3,127.3,9', param, ctx)
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
            self.fail(f'"{value}" must be a chart and its options, as in {_ROW}', param, ctx)
        pairs = [word.partition("=") for word in _rejoined(words)]
        given = values_by_name(tuple((name, text) for name, sign, text in pairs if sign)) or {}
        switches = {name: True for name, sign, _ in pairs if not sign}
        where = dict.fromkeys(("where",), _where(given)) if "where" in given else {}
        return {"chart": chart, **switches, **given, **where}


#: Options of a panel that are switches: a word alone.
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
                message = f"{error.message}. Quote each chart, as in --chart {_ROW}"
                raise click.UsageError(message, ctx) from None
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
    return values_by_name(tuple((text.partition("=")[0], text.partition("=")[2]) for text in texts))


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


def values_by_name(pairs: tuple[tuple[str, str], ...]) -> Mapping[str, str | list[str]] | None:
    """Return repeated NAME=VALUE options as a mapping, several values of a name as a list.

    Examples
    --------
    >>> values_by_name((("place", "Hill 973"), ("place", "Hill 882")))
    {'place': ['Hill 973', 'Hill 882']}
    """
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    return {name: v[0] if len(v) == 1 else v for name, v in values.items()} or None
