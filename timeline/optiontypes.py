"""What an option of the command line may be: kinds of texts, and what they are in the API."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import Any

import click

from timeline.errors import did_you_mean

__all__ = ["ChartRow", "MapEntry", "Named", "Nights", "Pair", "Width", "grouped", "one_or_many"]


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
        """Split words as a shell does; a key alone is a switch, one that is repeated a list."""
        if isinstance(value, dict):
            return value
        try:
            chart, *words = shlex.split(str(value))
        except ValueError:
            self.fail(f'"{value}" is to be a chart and its options, as in {_ROW}', param, ctx)
        pairs = [word.partition("=") for word in words]
        given = grouped(tuple((name, text) for name, sign, text in pairs if sign)) or {}
        switches = {name: True for name, sign, _ in pairs if not sign}
        where = dict.fromkeys(("where",), _where(given)) if "where" in given else {}
        return {"chart": chart, **switches, **given, **where}


#: How one chart of several is written.
_ROW = '"bars measure=sorties period=month"'


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
