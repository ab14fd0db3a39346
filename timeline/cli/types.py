"""Parameter types of options: they convert texts to values of the API."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence
from typing import Any

import click

from timeline.errors import did_you_mean


def pair(text: str, form: str = "NAME=VALUE") -> tuple[str, str]:
    """Split a text at its first equals sign.

    Examples
    --------
    >>> pair("side=UN")
    ('side', 'UN')
    """
    name, _, value = text.partition("=")
    if not name or not value:
        raise click.BadParameter(f'"{text}" must be of the form {form}')
    return name.strip(), value.strip()


def map_entry(text: str) -> tuple[str, str]:
    """Split OURS=THEIRS; a whole mapping, by its file or name, has the name "".

    Examples
    --------
    >>> map_entry("title=battle"), map_entry("my.toml")
    (('title', 'battle'), ('', 'my.toml'))
    """
    return ("", text) if text and "=" not in text else pair(text, "OURS=THEIRS")


def nights(text: str) -> tuple[float, float, float]:
    """Return latitude, longitude and offset from UTC.

    Examples
    --------
    >>> nights("38.3,127.3,9")
    (38.3, 127.3, 9.0)
    """
    try:
        latitude, longitude, offset = map(float, text.split(","))
    except ValueError:
        message = f'"{text}" must be three numbers, as in 38.3,127.3,9'
        raise click.BadParameter(message) from None
    return latitude, longitude, offset


def pixels_or_name(text: str) -> float | str:
    """Return a width in pixels as a number, and any other text unchanged."""
    try:
        return float(text)
    except ValueError:
        return text


#: An example of a chart of several, quoted for the shell.
_ROW = "\"bars measure='air sorties' period=month\""
#: Options of a chart of several without a value.
SWITCHES = ("stack", "per_day", "per-day")


def chart_row(text: str) -> dict[str, Any]:
    """Return one chart of several: its name and options, split as a shell does.

    A repeated option is a list. A word alone is a switch, or continues the value before it.

    Examples
    --------
    >>> chart_row("bars measure=air sorties side=US side=UN stack where=aircraft=B-29")
    {'chart': 'bars', 'stack': True, 'measure': 'air sorties', 'side': ['US', 'UN'],\
 'where': {'aircraft': 'B-29'}}
    """
    try:
        chart, *words = shlex.split(text)
    except ValueError:
        message = f'"{text}" must be a chart and its options, as in {_ROW}'
        raise click.BadParameter(message) from None
    words = _rejoined(words)
    row: dict[str, Any] = {"chart": chart, **{word: True for word in words if "=" not in word}}
    row |= values_by_name(tuple(word.split("=", 1)) for word in words if "=" in word)
    if where := row.get("where"):
        row["where"] = values_by_name(map(pair, [where] if isinstance(where, str) else where))
    return row


def _rejoined(words: Sequence[str]) -> list[str]:
    """Return options whose values were split at their spaces as one word each.

    Examples
    --------
    >>> _rejoined(["measure=air", "sorties", "stack", "period=month"])
    ['measure=air sorties', 'stack', 'period=month']
    """
    joined: list[str] = []
    for word in words:
        if joined and "=" in joined[-1] and "=" not in word and word not in SWITCHES:
            joined[-1] += f" {word}"
        else:
            joined.append(word if "=" in word else word.replace("per-day", "per_day"))
    return joined


class Panels(click.Command):
    """The command of several charts; its ``--chart`` takes options that the shell split."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Join the words after ``--chart`` into one text, as if it were quoted."""
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


class Named(click.Choice[str]):
    """A choice whose error message suggests the nearest word."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """Return click's message and the suggestion."""
        message = super().get_invalid_choice_message(value, ctx)
        hint = did_you_mean(str(value), self.choices)
        return f"{message} ({hint})" if hint else message


class Target(Named):
    """A format to convert to, by its name or by the suffix of its files."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read a suffix, as in ics, as the format of such files."""
        suffix = f".{str(value).lower().lstrip('.')}"
        return super().convert(TARGETS.get(suffix, value), param, ctx)


#: Formats to convert to, by the suffixes that only they have.
TARGETS = {
    ".csv": "csv", ".ics": "icalendar", ".ical": "icalendar", ".mmd": "mermaid",
    ".mermaid": "mermaid",
}  # fmt: skip


def one_or_many(values: Sequence[str]) -> str | list[str] | None:
    """Return a repeatable option as the API takes it.

    Examples
    --------
    >>> one_or_many(()), one_or_many(("PVA",)), one_or_many(("PVA", "US"))
    (None, 'PVA', ['PVA', 'US'])
    """
    return (values[0] if len(values) == 1 else list(values)) if values else None


def values_by_name(pairs: Iterable[Sequence[str]]) -> dict[str, str | list[str] | None]:
    """Return repeated NAME=VALUE options as a mapping, several values of a name as a list.

    Examples
    --------
    >>> values_by_name((("place", "Hill 973"), ("place", "Hill 882")))
    {'place': ['Hill 973', 'Hill 882']}
    """
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    return {name: one_or_many(many) for name, many in values.items()}
